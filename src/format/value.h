/*
 * A tree of plain data: what YAML and JSON files hold, and what templates
 * get to see. Maps keep their order.
 */
#ifndef DIGLOT_VALUE_H
#define DIGLOT_VALUE_H

#include "base/arena.h"
#include "base/source.h"
#include "base/str.h"

enum value_kind {
	VALUE_NULL,
	VALUE_BOOL,
	VALUE_NUMBER,
	VALUE_TEXT, /* `text`; `html` true: already escaped (templates) */
	VALUE_LIST,
	VALUE_MAP,
};

struct value {
	enum value_kind kind;
	bool boolean;
	bool html;
	double number;
	struct str text; /* also the written form of a number or boolean */
	struct span at;  /* where it stands in its file; len 0: made here */
	/* list and map: n items; keys (and key_at) only of a map */
	size_t n, cap;
	struct value **items;
	struct str *keys;
	struct span *key_at;
};

struct value *value_null(struct arena *a);
struct value *value_bool(struct arena *a, bool b);
struct value *value_number(struct arena *a, double n);
/*
 * Writes n as JSON does, in digits that read back as the same n; what is
 * not finite is "null". The length.
 */
#define VALUE_NUMBER_MAX 32
size_t value_write_number(char out[VALUE_NUMBER_MAX], double n);
/* The slice is kept, not copied. */
struct value *value_text(struct arena *a, struct str s);
/* Text that templates write as it is. */
struct value *value_html(struct arena *a, struct str s);
struct value *value_list(struct arena *a);
struct value *value_map(struct arena *a);

void value_add(struct arena *a, struct value *list, struct value *item);
/* Adds a key that is known not to be there yet, and where it stands. */
void value_append(struct arena *a, struct value *map, struct str key,
	struct span key_at, struct value *item);
/* Sets or replaces; looks through the whole map. */
void value_set(struct arena *a, struct value *map, struct str key,
	struct value *item);

/* NULL if v is NULL, no map, or has no such key. */
struct value *value_get(const struct value *v, struct str key);
/* The same, ASCII case ignored where the exact key is not there. */
struct value *value_get_nocase(const struct value *v, struct str key);
/* Text of a scalar (null and NULL give ""); lists and maps give "". */
struct str value_as_text(const struct value *v);
/* Text of a scalar under key, or "". */
struct str value_text_at(const struct value *map, struct str key);
/* Is the text an item of the list, which may be NULL or no list? */
bool value_has_text(const struct value *list, struct str text);
/* True for boolean true and the words true/True/TRUE. */
bool value_is_true(const struct value *v);
/* "a map", "a list", "text", ... for messages. */
const char *value_kind_name(const struct value *v);

#endif
