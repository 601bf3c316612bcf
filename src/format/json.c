/*
 * JSON text to values, in three steps: what real files have and JSON has not
 * is blanked in a copy, so that every byte keeps its offset; jansson says
 * whether the copy is JSON; a walk over it then makes the values with their
 * spans, and need not look for errors. The writer is in json_write.c.
 */
#include "format/json.h"

#include <jansson.h>
#include <stdlib.h>

#include "base/map.h"
#include "base/utf8.h"
#include "base/vec.h"

#define MAX_DEPTH 64

const struct rule rule_json_syntax = {
	.id = "DG010",
	.name = "json-syntax-error",
	.level = LEVEL_ERROR,
	.title = "a JSON file cannot be read",
	.why = "nothing in the file has any effect, and pages may be missing",
	.fix = "correct the place that is named; look also at the line before "
	       "it",
};

const struct rule rule_json_not_strict = {
	.id = "DG002",
	.name = "json-not-strict",
	.level = LEVEL_INFO,
	.title = "a JSON file has comments, trailing commas or other extras",
	.why = "diglot and docfx read it, but most other programs refuse the "
	       "file",
	.fix = "take out comments, commas before a closing bracket, no-break "
	       "spaces and the byte-order mark",
	.mend = MEND_SAFE,
};

/* What the copy had to lose; the names are in the order of the message. */
enum extra {
	EXTRA_BOM = 1,
	EXTRA_COMMENT = 2,
	EXTRA_COMMA = 4,
	EXTRA_NBSP = 8,
};

/* Bytes that a strict file has not. */
struct extra_bytes {
	struct span at;
	enum extra extra;
};

/* Edits that a finding carries. */
#define MAX_MENDED 10000

struct reader {
	struct arena *arena;
	struct sink *sink;
	uint32_t file;
	char *p; /* the copy, n bytes */
	size_t n, at;
	unsigned extras;
	struct span extra_at; /* the first one */
	VEC(struct extra_bytes) taken;
	size_t depth;
	size_t comma; /* the last comma if nothing follows it yet */
	char before;  /* the last byte that counts; 0 at the start */
};

static struct span span_of(const struct reader *r, size_t from, size_t to)
{
	return (struct span){ r->file, (uint32_t)from, (uint32_t)(to - from) };
}

static void blank(struct reader *r, enum extra extra, size_t from, size_t to)
{
	if (!r->extras)
		r->extra_at = span_of(r, from, to);
	r->extras |= extra;
	if (r->taken.n <= MAX_MENDED) {
		struct extra_bytes x = { span_of(r, from, to), extra };
		vec_push(r->arena, &r->taken, x);
	}
	memset(r->p + from, ' ', to - from);
}

static bool at_text(const struct reader *r, struct str s)
{
	return str_starts(str_make(r->p + r->at, r->n - r->at), s);
}

/* Passes over a string, or over its line if it is not closed there. */
static void skip_string(struct reader *r)
{
	for (r->at++; r->at < r->n && r->p[r->at] != '\n'; r->at++) {
		if (r->p[r->at] == '"') {
			r->at++;
			return;
		}
		if (r->p[r->at] == '\\' && r->at + 1 < r->n)
			r->at++;
	}
}

/* Blanks the comment at the '/'; false if there is none or it has no end. */
static bool blank_comment(struct reader *r)
{
	struct str s = str_make(r->p, r->n);
	size_t end;

	if (at_text(r, S("//"))) {
		end = str_find_byte(s, r->at, '\n');
		if (end == STR_NONE)
			end = r->n;
	} else if (at_text(r, S("/*"))) {
		end = str_find(s, r->at + 2, S("*/"));
		if (end == STR_NONE)
			return false;
		end += 2;
	} else {
		return false;
	}
	blank(r, EXTRA_COMMENT, r->at, end);
	r->at = end;
	return true;
}

/* Takes note of a byte that counts, to know which commas are too many. */
static void note_byte(struct reader *r, char c)
{
	if ((c == ']' || c == '}') && r->comma != STR_NONE)
		blank(r, EXTRA_COMMA, r->comma, r->comma + 1);
	r->comma = STR_NONE;
	if (c == ',' && r->before && !strchr("[{,:", r->before))
		r->comma = r->at;
	if (c == '[' || c == '{')
		r->depth++;
	else if ((c == ']' || c == '}') && r->depth > 0)
		r->depth--;
	r->before = c;
}

/* Blanks all extras; false if the text nests too deeply. */
static bool relax(struct reader *r)
{
	if (at_text(r, S("\xEF\xBB\xBF"))) {
		blank(r, EXTRA_BOM, 0, 3);
		r->at = 3;
	}
	while (r->at < r->n && r->depth <= MAX_DEPTH) {
		char c = r->p[r->at];
		if (c == '/' && blank_comment(r))
			continue;
		if (at_text(r, S("\xC2\xA0"))) {
			blank(r, EXTRA_NBSP, r->at, r->at + 2);
		} else if (!char_is_space(c)) {
			note_byte(r, c);
			if (c == '"') {
				skip_string(r);
				continue;
			}
		}
		r->at++;
	}
	if (r->depth <= MAX_DEPTH)
		return true;
	diag_add(r->sink, &rule_json_syntax, span_of(r, r->at - 1, r->at),
		"lists and objects are nested more than %d deep", MAX_DEPTH);
	return false;
}

/* The length of the token that jansson's message quotes, else 0. It stands
 * before the place of the error. */
static size_t quoted_length(const struct reader *r, const json_error_t *e)
{
	struct str text = str_of(e->text);
	size_t from = str_find(text, 0, S(" near '"));

	if (from == STR_NONE || !str_ends(text, S("'")))
		return 0;
	struct str token = str_sub(text, from + 7, text.n - 1);
	size_t at = (size_t)e->position;
	if (at > r->n || token.n > at ||
		!str_eq(token, str_make(r->p + at - token.n, token.n)))
		return 0;
	return token.n;
}

/* What is wrong, for somebody who does not know jansson. */
static const char *problem(const struct reader *r, const json_error_t *e)
{
	switch (json_error_code(e)) {
	case json_error_premature_end_of_input:
		if (!r->before)
			return "there is nothing in the file";
		return "the text ends before its last '{', '[' or '\"' is "
		       "closed";
	case json_error_end_of_input_expected:
		return "more text follows after the end of the JSON";
	case json_error_null_character:
	case json_error_null_byte_in_key:
		return "a string holds the character U+0000";
	case json_error_numeric_overflow:
		return "the number is too large";
	default:
		return e->text;
	}
}

/* What to do about the token, which may be empty. */
static struct str hint(const json_error_t *e, struct str token)
{
	struct str text = str_of(e->text);

	if (str_eq(token, S("/")))
		return S("close the comment with '*/'");
	if (str_eq(token, S("'")))
		return S("use double quotes");
	if (str_eq(token, S(",")))
		return S("take out the comma, or put a value before it");
	if (str_starts(text, S("unexpected newline")))
		return S("close the quote on the line where it is opened");
	if (str_starts(text, S("invalid escape")))
		return S("write a backslash as '\\\\'");
	if (str_starts(text, S("string or '}' expected")))
		return S("put keys in double quotes");
	if (token.n && (str_starts(text, S("'}' expected")) ||
			       str_starts(text, S("']' expected"))))
		return S("put a comma before it, or close the bracket");
	return S("");
}

static void report(const struct reader *r, const json_error_t *e)
{
	size_t end = e->position < 0 ? 0 : (size_t)e->position;

	if (end > r->n)
		end = r->n;
	size_t length = quoted_length(r, e);
	struct str token = str_make(r->p + end - length, length);
	struct diag *d = diag_add(r->sink, &rule_json_syntax,
		span_of(r, end - length, end), "not JSON: %s", problem(r, e));
	d->hint = hint(e, token);
}

static bool validate(const struct reader *r)
{
	json_error_t error;
	size_t flags = JSON_DECODE_ANY | JSON_DECODE_INT_AS_REAL;
	json_t *root = json_loadb(r->p, r->n, flags, &error);

	json_decref(root);
	if (!root)
		report(r, &error);
	return root != NULL;
}

static struct value *read_any(struct reader *r);

static void skip_space(struct reader *r)
{
	while (r->at < r->n && char_is_space(r->p[r->at]))
		r->at++;
}

/* Takes the byte c where it is next. */
static bool take(struct reader *r, char c)
{
	skip_space(r);
	if (r->at == r->n || r->p[r->at] != c)
		return false;
	r->at++;
	return true;
}

/* The four digits behind "\u" at i. */
static uint32_t read_unit(const struct reader *r, size_t i)
{
	char digits[5] = { 0 };

	memcpy(digits, r->p + i + 2, 4);
	return (uint32_t)strtoul(digits, NULL, 16);
}

/* Decodes the escape at i to b; the offset behind it. */
static size_t unescape(const struct reader *r, size_t i, struct buf *b)
{
	static const char from[] = "bfnrt", to[] = "\b\f\n\r\t";
	const char *known = strchr(from, r->p[i + 1]);

	if (r->p[i + 1] != 'u') {
		buf_byte(b, known ? to[known - from] : r->p[i + 1]);
		return i + 2;
	}
	uint32_t c = read_unit(r, i);
	if (c < 0xD800 || c > 0xDFFF) {
		buf_code_point(b, c);
		return i + 6;
	}
	/* jansson has refused surrogates that are no pair */
	uint32_t low = read_unit(r, i + 6);
	buf_code_point(b, 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00));
	return i + 12;
}

/* The string at the '"'; a slice of the copy if nothing is escaped in it. */
static struct str read_string(struct reader *r)
{
	size_t from = r->at + 1;

	skip_string(r);
	size_t end = r->at - 1;
	struct str raw = str_make(r->p + from, end - from);
	if (str_find_byte(raw, 0, '\\') == STR_NONE)
		return raw;
	struct buf b;
	buf_init(&b, r->arena);
	for (size_t i = from; i < end;) {
		if (r->p[i] == '\\')
			i = unescape(r, i, &b);
		else
			buf_byte(&b, r->p[i++]);
	}
	return buf_str(&b);
}

/* Reads "key": value. Of a key that comes twice the last value counts, as
 * docfx has it. */
static void read_member(struct reader *r, struct value *map, struct map *seen)
{
	skip_space(r);
	size_t from = r->at;
	struct str key = read_string(r);
	struct span key_at = span_of(r, from, r->at);
	take(r, ':');
	struct value *item = read_any(r);
	void **slot = map_slot(r->arena, seen, key);
	size_t number = (size_t)(uintptr_t)*slot;
	if (number) {
		map->items[number - 1] = item;
		map->key_at[number - 1] = key_at;
		return;
	}
	value_append(r->arena, map, key, key_at, item);
	*slot = (void *)(uintptr_t)map->n;
}

static struct value *read_map(struct reader *r)
{
	struct value *map = value_map(r->arena);
	struct map seen = { 0 };

	r->at++;
	while (!take(r, '}')) {
		read_member(r, map, &seen);
		take(r, ',');
	}
	return map;
}

static struct value *read_list(struct reader *r)
{
	struct value *list = value_list(r->arena);

	r->at++;
	while (!take(r, ']')) {
		value_add(r->arena, list, read_any(r));
		take(r, ',');
	}
	return list;
}

/* A number, true, false or null. */
static struct value *read_word(struct reader *r)
{
	size_t from = r->at;

	while (r->at < r->n &&
		(char_is_alnum(r->p[r->at]) || strchr("+-.", r->p[r->at])))
		r->at++;
	struct str word = str_make(r->p + from, r->at - from);
	if (str_eq(word, S("null")))
		return value_null(r->arena);
	if (char_is_alnum(word.p[0]) && !char_is_digit(word.p[0]))
		return value_bool(r->arena, str_eq(word, S("true")));
	double n = strtod(str_z(r->arena, word), NULL);
	struct value *v = value_number(r->arena, n);
	v->text = word;
	return v;
}

static struct value *read_any(struct reader *r)
{
	struct value *v;

	skip_space(r);
	size_t from = r->at;
	switch (r->p[from]) {
	case '{':
		v = read_map(r);
		break;
	case '[':
		v = read_list(r);
		break;
	case '"':
		v = value_text(r->arena, read_string(r));
		break;
	default:
		v = read_word(r);
	}
	v->at = span_of(r, from, r->at);
	return v;
}

static int by_place(const void *x, const void *y)
{
	const struct extra_bytes *a = x, *b = y;

	return a->at.at < b->at.at ? -1 : a->at.at > b->at.at;
}

/*
 * A comma is known to be too many only behind what follows it. Comments go
 * only when nothing else is left to mend: somebody wrote them to be read.
 */
static void mend_extras(const struct reader *r, struct diag *d)
{
	bool comments = r->extras == EXTRA_COMMENT;

	if (r->taken.n > MAX_MENDED)
		return;
	qsort(r->taken.p, r->taken.n, sizeof(*r->taken.p), by_place);
	for (size_t i = 0; i < r->taken.n; i++)
		if (comments || r->taken.p[i].extra != EXTRA_COMMENT)
			diag_mend(r->sink, d,
				comments ? MEND_UNSAFE : MEND_SAFE,
				r->taken.p[i].at,
				r->taken.p[i].extra == EXTRA_NBSP ? S(" ")
								  : S(""));
}

static void report_extras(const struct reader *r)
{
	static const char *const names[] = { "a byte-order mark", "comments",
		"trailing commas", "no-break spaces" };
	struct buf b;

	buf_init(&b, r->sink->arena);
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (r->extras & 1u << i)
			buf_printf(&b, "%s%s", b.n ? ", " : "", names[i]);
	mend_extras(r, diag_add(r->sink, &rule_json_not_strict, r->extra_at,
			       "the file has what JSON does not allow: %.*s",
			       STR_ARG(buf_str(&b))));
}

struct value *json_parse(struct arena *a, struct str text, uint32_t file,
	struct sink *sink)
{
	struct reader r = { .arena = a,
		.sink = sink,
		.file = file,
		.n = text.n,
		.comma = STR_NONE };
	size_t bad;

	if (!utf8_valid(text, &bad)) {
		struct diag *d = diag_add(sink, &rule_json_syntax,
			span_of(&r, bad, bad + 1), "not UTF-8: the byte 0x%02X",
			(unsigned)(unsigned char)text.p[bad]);
		d->hint = S("save the file as UTF-8");
		return NULL;
	}
	r.p = arena_text(a, text.n + 1);
	if (text.n)
		memcpy(r.p, text.p, text.n);
	r.p[text.n] = '\0';
	if (!relax(&r) || !validate(&r))
		return NULL;
	if (r.extras)
		report_extras(&r);
	r.at = 0;
	return read_any(&r);
}
