/*
 * JSON: reading with the leniency that real docfx files need, writing as a
 * stream.
 */
#ifndef DIGLOT_JSON_H
#define DIGLOT_JSON_H

#include "base/buf.h"
#include "base/diag.h"
#include "format/value.h"

extern const struct rule rule_json_syntax;     /* DG010 */
extern const struct rule rule_json_not_strict; /* DG002 */

/*
 * Parses text of file `file`. Comments, trailing commas, a byte-order mark
 * and U+00A0 as white space are taken, with one DG002 for the file. NULL:
 * not JSON, and the sink has one finding with its place.
 */
struct value *json_parse(struct arena *a, struct str text, uint32_t file,
	struct sink *sink);

/* A JSON text that grows in a buffer; commas and escapes are its work. */
struct json {
	struct buf *out;
	int depth;
	bool first;  /* nothing yet at this level */
	bool pretty; /* two spaces a level, a line an item */
	bool after_key;
};

void json_begin(struct json *j, struct buf *out, bool pretty);
void json_open_map(struct json *j);
void json_close_map(struct json *j);
void json_open_list(struct json *j);
void json_close_list(struct json *j);
void json_key(struct json *j, struct str key);
/* Also safe inside a script element: "</", "<!--", U+2028/9 are escaped. */
void json_text(struct json *j, struct str s);
void json_uint(struct json *j, uint64_t n);
void json_number(struct json *j, double n);
void json_bool(struct json *j, bool b);
void json_nothing(struct json *j); /* null; jansson has the other name */
void json_value(struct json *j, const struct value *v);
/* What is JSON already, as one item, or as several with commas. */
void json_raw(struct json *j, struct str text);
/* key and text in one; json_text_at(j, "name", s) */
void json_text_at(struct json *j, const char *key, struct str s);
void json_uint_at(struct json *j, const char *key, uint64_t n);

#endif
