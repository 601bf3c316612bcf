/* Lines to entries. An entry begins at its msgctxt, else at its msgid. */
#include "format/po.h"

#include "base/utf8.h"

/* ---- out --------------------------------------------------------- */

/* What stands behind a backslash, and what for. */
static const char named[] = "\\\"ntrabfv", meant[] = "\\\"\n\t\r\a\b\f\v";

static void put_escaped(struct buf *out, struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		const char *at = s.p[i] ? strchr(meant, s.p[i]) : NULL;

		if (at)
			buf_byte(out, '\\');
		buf_byte(out, at ? named[at - meant] : s.p[i]);
	}
}

/* A text of several lines begins with "". */
void po_put(struct buf *out, const char *name, struct str s)
{
	size_t end = str_find_byte(s, 0, '\n');

	buf_printf(out, "%s \"", name);
	if (end != STR_NONE && end + 1 < s.n)
		buf_lit(out, "\"\n\"");
	while ((end = str_find_byte(s, 0, '\n')) != STR_NONE) {
		put_escaped(out, str_sub(s, 0, end + 1));
		s = str_skip(s, end + 1);
		if (s.n)
			buf_lit(out, "\"\n\"");
	}
	put_escaped(out, s);
	buf_lit(out, "\"\n");
}

void po_put_language(struct buf *out, struct str tag)
{
	for (size_t i = 0; i < tag.n; i++)
		buf_byte(out, tag.p[i] == '-' ? '_' : tag.p[i]);
}

/* ---- strings ----------------------------------------------------- */

static bool fail(struct po_reader *r, const char *fault)
{
	r->fault = fault;
	return false;
}

/* "\n", "\"", "\101": what stands behind the backslash at *i. */
static bool read_escape(struct po_reader *r, struct str s, size_t *i)
{
	char c = *i < s.n ? s.p[*i] : 0;
	const char *at = c ? strchr(named, c) : NULL;
	unsigned value = 0;
	size_t digits = 0;

	if (at) {
		++*i;
		buf_byte(&r->text, meant[at - named]);
		return true;
	}
	for (; digits < 3 && *i < s.n && s.p[*i] >= '0' && s.p[*i] < '8';
		digits++)
		value = value * 8 + (unsigned)(s.p[(*i)++] - '0');
	if (digits == 0 || value == 0 || value > 0x7F)
		return fail(r, "a string has an escape that is unknown");
	buf_byte(&r->text, (char)value);
	return true;
}

/* A string in quotes, and nothing behind it. */
static bool read_string(struct po_reader *r, struct str s)
{
	if (s.n < 2 || s.p[0] != '"' || s.p[s.n - 1] != '"')
		return fail(r, "a string has no quotes around it");
	for (size_t i = 1; i < s.n - 1;) {
		char c = s.p[i++];

		if (c == '"')
			return fail(r, "a string has a quote in it");
		if (c != '\\')
			buf_byte(&r->text, c);
		else if (!read_escape(r, str_sub(s, 0, s.n - 1), &i))
			return false;
	}
	return true;
}

/* ---- fields ------------------------------------------------------ */

static void end_field(struct po_reader *r)
{
	if (r->field)
		*r->field = buf_str(&r->text);
	r->field = NULL;
	buf_init(&r->text, r->arena);
}

/* Gives the entry in hand, if there is one, and begins another. */
static bool begin_entry(struct po_reader *r, struct po_entry *out)
{
	bool given = r->open;

	end_field(r);
	if (given)
		*out = r->entry;
	r->entry = (struct po_entry){ .fuzzy = r->fuzzy_next,
		.at = r->at,
		.line = r->line };
	r->fuzzy_next = false;
	r->open = true;
	return given;
}

/* "[2]" of "msgstr[2]"; the forms come in their order. */
static bool read_form(struct po_reader *r, struct str *rest)
{
	struct po_entry *e = &r->entry;
	size_t end = str_find_byte(*rest, 0, ']');
	uint32_t n;

	if (rest->n == 0 || rest->p[0] != '[')
		return e->n == 0 || fail(r, "an entry says the same twice");
	if (end == STR_NONE || !str_to_uint(str_sub(*rest, 1, end), &n) ||
		n != e->n || n >= PO_FORMS)
		return fail(r, "plural forms do not come in their order");
	*rest = str_skip(*rest, end + 1);
	e->has_forms = true;
	return true;
}

static bool read_text(struct po_reader *r, struct str rest)
{
	if (!read_form(r, &rest))
		return false;
	r->field = &r->entry.text[r->entry.n++];
	return read_string(r, str_trim(rest));
}

static bool is_word(struct str word, struct str rest, struct str want)
{
	return str_eq(word, want) && rest.n > 0;
}

/* A line that begins a field. *done: `out` has the entry before. */
static bool read_field(struct po_reader *r, struct str line,
	struct po_entry *out, bool *done)
{
	struct po_entry *e = &r->entry;
	struct str word, rest;
	size_t n = 0;
	bool after_context = r->field == &e->context;

	while (n < line.n &&
		((line.p[n] >= 'a' && line.p[n] <= 'z') || line.p[n] == '_'))
		n++;
	word = str_sub(line, 0, n);
	rest = str_skip(line, n);
	if (is_word(word, rest, S("msgctxt"))) {
		*done = begin_entry(r, out);
		e->has_context = true;
		r->field = &e->context;
	} else if (is_word(word, rest, S("msgid"))) {
		if (!after_context)
			*done = begin_entry(r, out);
		end_field(r);
		e->has_id = true;
		r->field = &e->id;
	} else if (r->plurals && is_word(word, rest, S("msgid_plural"))) {
		end_field(r);
		r->field = &e->plural;
	} else if (is_word(word, rest, S("msgstr")) &&
		   (r->plurals || rest.p[0] != '[')) {
		end_field(r);
		return read_text(r, rest);
	} else {
		return fail(r, r->plurals
				       ? "this is no line of a PO file"
				       : "this is no line of a PO file, or one "
					 "with plural forms");
	}
	return read_string(r, str_trim(rest));
}

static bool read_line(struct po_reader *r, struct str line,
	struct po_entry *out, bool *done)
{
	if (str_starts(line, S("#,")) &&
		str_find(line, 0, S("fuzzy")) != STR_NONE)
		r->fuzzy_next = true;
	if (line.n == 0 || line.p[0] == '#')
		return true;
	if (line.p[0] != '"')
		return read_field(r, line, out, done);
	return r->field ? read_string(r, line)
			: fail(r, "a string belongs to no entry");
}

/* ---- entries ----------------------------------------------------- */

void po_begin(struct po_reader *r, struct arena *a, struct str bytes,
	bool plurals)
{
	*r = (struct po_reader){ .arena = a,
		.bytes = bytes,
		.rest = bytes,
		.plurals = plurals };
	buf_init(&r->text, a);
	if (!utf8_valid(bytes, &r->at))
		fail(r, "the file is not UTF-8 here; save it as UTF-8");
	else
		r->at = 0;
	if (str_starts(bytes, S("\xEF\xBB\xBF")))
		r->rest = str_skip(bytes, 3);
}

bool po_next(struct po_reader *r, struct po_entry *out)
{
	struct str line;
	bool done = false;

	while (!r->fault && str_cut(&r->rest, '\n', &line)) {
		r->line++;
		r->at = (size_t)(line.p - r->bytes.p);
		if (!read_line(r, str_trim(line), out, &done))
			return false;
		if (done)
			return true;
	}
	if (r->fault || !r->open)
		return false;
	end_field(r);
	r->open = false;
	*out = r->entry;
	return true;
}

bool po_is_header(const struct po_entry *e)
{
	return !e->context.n && !e->id.n && e->n == 1;
}

struct str po_header_value(struct str header, struct str name)
{
	struct str line;

	while (str_cut(&header, '\n', &line))
		if (str_starts_nocase(line, name))
			return str_trim(str_skip(line, name.n));
	return S("");
}
