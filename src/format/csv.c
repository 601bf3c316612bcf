/*
 * Rows to fields and back. A field may hold any text: in quotes, with its
 * own quotes doubled.
 */
#include "format/csv.h"

#define BOM S("\xEF\xBB\xBF")

void csv_begin(struct csv *c, struct str bytes)
{
	struct str line = str_sub(bytes, 0, str_find_byte(bytes, 0, '\n'));

	*c = (struct csv){ .bytes = bytes, .separator = ',' };
	if (str_starts(bytes, BOM))
		c->at = BOM.n;
	for (const char *s = ";\t"; *s; s++)
		if (str_find_byte(line, 0, ',') == STR_NONE &&
			str_find_byte(line, 0, *s) != STR_NONE)
			c->separator = *s;
}

static bool fail(struct csv *c, const char *fault)
{
	c->fault = fault;
	return false;
}

/* The quoted field at c->at, without its quotes. */
static bool read_quoted(struct arena *a, struct csv *c, struct str *out)
{
	size_t from = c->at + 1, end = from;
	bool doubled = false;

	for (;; end += 2, doubled = true) {
		end = str_find_byte(c->bytes, end, '"');
		if (end == STR_NONE)
			return fail(c, "a quoted field is not closed");
		if (end + 1 >= c->bytes.n || c->bytes.p[end + 1] != '"')
			break;
	}
	c->at = end + 1;
	*out = str_sub(c->bytes, from, end);
	if (!doubled)
		return true;
	struct buf b;
	buf_init(&b, a);
	for (size_t i = 0; i < out->n; i++) {
		buf_byte(&b, out->p[i]);
		i += out->p[i] == '"';
	}
	*out = buf_str(&b);
	return true;
}

static void read_plain(struct csv *c, struct str *out)
{
	size_t from = c->at;

	while (c->at < c->bytes.n && c->bytes.p[c->at] != c->separator &&
		c->bytes.p[c->at] != '\n' && c->bytes.p[c->at] != '\r')
		c->at++;
	*out = str_sub(c->bytes, from, c->at);
}

/* Moves over a line end; false if there is none. */
static bool read_line_end(struct csv *c)
{
	size_t at = c->at;

	if (at < c->bytes.n && c->bytes.p[at] == '\r')
		at++;
	if (at < c->bytes.n && c->bytes.p[at] == '\n')
		at++;
	if (at == c->at && at < c->bytes.n)
		return false;
	c->at = at;
	return true;
}

bool csv_row(struct arena *a, struct csv *c, struct csv_row *out)
{
	*out = (struct csv_row){ .at = c->at };
	while (c->at < c->bytes.n || out->n > 0) {
		struct str field = { "", 0 };
		if (c->at < c->bytes.n && c->bytes.p[c->at] == '"') {
			if (!read_quoted(a, c, &field))
				return false;
		} else {
			read_plain(c, &field);
		}
		vec_push(a, out, field);
		if (read_line_end(c))
			return true;
		if (c->bytes.p[c->at] != c->separator)
			return fail(c, "there is text behind a quoted field");
		if (out->n == CSV_MAX_FIELDS)
			return fail(c, "the row has too many fields");
		c->at++;
	}
	return false;
}

void csv_put(struct buf *out, struct str field, bool last)
{
	bool quoted = false;

	for (size_t i = 0; i < field.n && !quoted; i++)
		quoted = strchr(",;\"\n\r\t", field.p[i]) != NULL;
	quoted |= field.n && (field.p[0] == ' ' || field.p[field.n - 1] == ' ');
	if (quoted)
		buf_byte(out, '"');
	for (size_t i = 0; i < field.n; i++) {
		if (field.p[i] == '"')
			buf_byte(out, '"');
		buf_byte(out, field.p[i]);
	}
	if (quoted)
		buf_byte(out, '"');
	buf_add(out, last ? S("\r\n") : S(","));
}

bool csv_is_formula(struct str field)
{
	return field.n && field.p[0] && strchr("=+-@\t\r", field.p[0]);
}

struct str csv_guard(struct arena *a, struct str field)
{
	bool quote = field.n && field.p[0] == '\'';

	return quote || csv_is_formula(field) ? str_cat(a, S("'"), field)
					      : field;
}

struct str csv_unguard(struct str field)
{
	struct str rest = str_skip(field, 1);

	if (field.n > 1 && field.p[0] == '\'' &&
		(rest.p[0] == '\'' || csv_is_formula(rest)))
		return rest;
	return field;
}
