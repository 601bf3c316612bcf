/*
 * Trees of plain data: made, filled and asked here. A scalar always knows its
 * text, so that nobody has to format one to show it. Maps are looked up from
 * front to back: they are small, and who fills a large one keeps an index.
 */
#include "format/value.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

static struct value *make(struct arena *a, enum value_kind kind)
{
	struct value *v = arena_new(a, struct value);

	v->kind = kind;
	return v;
}

struct value *value_null(struct arena *a)
{
	return make(a, VALUE_NULL);
}

struct value *value_bool(struct arena *a, bool b)
{
	struct value *v = make(a, VALUE_BOOL);

	v->boolean = b;
	v->text = b ? S("true") : S("false");
	return v;
}

/* Nearly all are whole, and counts or lines. */
static size_t write_count(char out[VALUE_NUMBER_MAX], uint64_t n)
{
	size_t length = 1;

	for (uint64_t rest = n; rest > 9; rest /= 10)
		length++;
	out[length] = '\0';
	for (size_t i = length; i > 0; n /= 10)
		out[--i] = (char)('0' + n % 10);
	return length;
}

size_t value_write_number(char out[VALUE_NUMBER_MAX], double n)
{
	int length;

	if (n >= 0 && n == trunc(n) && n < 1e15 && !signbit(n))
		return write_count(out, (uint64_t)n);
	if (!isfinite(n))
		length = snprintf(out, VALUE_NUMBER_MAX, "null");
	else
		length = snprintf(out, VALUE_NUMBER_MAX, "%.15g", n);
	/* 15 digits read best, 17 are always enough. */
	if (isfinite(n) && strtod(out, NULL) != n)
		length = snprintf(out, VALUE_NUMBER_MAX, "%.17g", n);
	return (size_t)length;
}

struct value *value_number(struct arena *a, double n)
{
	struct value *v = make(a, VALUE_NUMBER);
	char text[VALUE_NUMBER_MAX];

	v->number = n;
	v->text = str_dup(a, str_make(text, value_write_number(text, n)));
	return v;
}

struct value *value_text(struct arena *a, struct str s)
{
	struct value *v = make(a, VALUE_TEXT);

	v->text = s;
	return v;
}

struct value *value_html(struct arena *a, struct str s)
{
	struct value *v = value_text(a, s);

	v->html = true;
	return v;
}

struct value *value_list(struct arena *a)
{
	return make(a, VALUE_LIST);
}

struct value *value_map(struct arena *a)
{
	return make(a, VALUE_MAP);
}

static void *longer(struct arena *a, void *p, size_t n, size_t m, size_t size)
{
	return arena_grow(a, p, n * size, m * size);
}

/* Makes room for one more item. */
static void reserve(struct arena *a, struct value *v)
{
	size_t n = v->cap, m = n ? n * 2 : 4;

	if (v->n < n)
		return;
	v->items = longer(a, v->items, n, m, sizeof(*v->items));
	if (v->kind == VALUE_MAP) {
		v->keys = longer(a, v->keys, n, m, sizeof(*v->keys));
		v->key_at = longer(a, v->key_at, n, m, sizeof(*v->key_at));
	}
	v->cap = m;
}

void value_add(struct arena *a, struct value *list, struct value *item)
{
	reserve(a, list);
	list->items[list->n++] = item;
}

void value_append(struct arena *a, struct value *map, struct str key,
	struct span key_at, struct value *item)
{
	reserve(a, map);
	map->keys[map->n] = key;
	map->key_at[map->n] = key_at;
	map->items[map->n++] = item;
}

/* Index of key in a map, or n. */
static size_t find(const struct value *map, struct str key)
{
	size_t i = 0;

	while (i < map->n && !str_eq(map->keys[i], key))
		i++;
	return i;
}

void value_set(struct arena *a, struct value *map, struct str key,
	struct value *item)
{
	size_t i = find(map, key);

	if (i < map->n)
		map->items[i] = item;
	else
		value_append(a, map, key, (struct span){ 0 }, item);
}

struct value *value_get(const struct value *v, struct str key)
{
	if (!v || v->kind != VALUE_MAP)
		return NULL;
	size_t i = find(v, key);
	return i < v->n ? v->items[i] : NULL;
}

struct value *value_get_nocase(const struct value *v, struct str key)
{
	struct value *exact = value_get(v, key);

	if (exact || !v || v->kind != VALUE_MAP)
		return exact;
	for (size_t i = 0; i < v->n; i++)
		if (str_eq_nocase(v->keys[i], key))
			return v->items[i];
	return NULL;
}

struct str value_as_text(const struct value *v)
{
	if (!v)
		return S("");
	switch (v->kind) {
	case VALUE_BOOL:
	case VALUE_NUMBER:
	case VALUE_TEXT:
		return v->text;
	case VALUE_NULL:
	case VALUE_LIST:
	case VALUE_MAP:
		break;
	}
	return S("");
}

struct str value_text_at(const struct value *map, struct str key)
{
	return value_as_text(value_get(map, key));
}

bool value_has_text(const struct value *list, struct str text)
{
	for (size_t i = 0; list && list->kind == VALUE_LIST && i < list->n; i++)
		if (str_eq(value_as_text(list->items[i]), text))
			return true;
	return false;
}

bool value_is_true(const struct value *v)
{
	if (!v)
		return false;
	if (v->kind == VALUE_BOOL)
		return v->boolean;
	return v->kind == VALUE_TEXT &&
	       (str_eq(v->text, S("true")) || str_eq(v->text, S("True")) ||
		       str_eq(v->text, S("TRUE")));
}

const char *value_kind_name(const struct value *v)
{
	static const char *const names[] = {
		[VALUE_NULL] = "nothing",
		[VALUE_BOOL] = "true or false",
		[VALUE_NUMBER] = "a number",
		[VALUE_TEXT] = "text",
		[VALUE_LIST] = "a list",
		[VALUE_MAP] = "a map",
	};

	return names[v ? v->kind : VALUE_NULL];
}
