/* Lines of PO to entries, and back. Comments are left, but for "fuzzy". */
#include "cmd/strings_po.h"

#include <stdio.h>

#include "base/utf8.h"
#include "set/strings.h"

/* ---- out --------------------------------------------------------- */

static void put_string(struct buf *out, const char *name, struct str s)
{
	buf_printf(out, "%s \"", name);
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '\n') {
			buf_lit(out, "\\n");
			continue;
		}
		if (s.p[i] == '"' || s.p[i] == '\\')
			buf_byte(out, '\\');
		buf_byte(out, s.p[i]);
	}
	buf_lit(out, "\"\n");
}

static void put_header(struct buf *out, struct str tag, const struct plural *p)
{
	buf_lit(out, "msgid \"\"\n"
		     "msgstr \"\"\n"
		     "\"Project-Id-Version: diglot " DIGLOT_VERSION "\\n\"\n"
		     "\"PO-Revision-Date: 1970-01-01 00:00+0000\\n\"\n"
		     "\"Last-Translator: diglot\\n\"\n"
		     "\"Language-Team: diglot\\n\"\n"
		     "\"Language: ");
	for (size_t i = 0; i < tag.n; i++)
		buf_byte(out, tag.p[i] == '-' ? '_' : tag.p[i]);
	buf_printf(out,
		"\\n\"\n"
		"\"MIME-Version: 1.0\\n\"\n"
		"\"Content-Type: text/plain; charset=UTF-8\\n\"\n"
		"\"Content-Transfer-Encoding: 8bit\\n\"\n"
		"\"Plural-Forms: nplurals=%zu; plural=%.*s;\\n\"\n",
		p->n, STR_ARG(p->expression));
}

/* Also where the value has no forms. */
static struct str form_of(const struct value *v, struct str form)
{
	const struct value *text = v && v->kind == VALUE_MAP
					   ? value_get(v, form)
					   : v;

	return value_as_text(text || !v ? text : value_get(v, S("other")));
}

static void put_entry(struct buf *out, struct str key,
	const struct value *english, const struct value *v,
	const struct plural *p)
{
	bool plural = english->kind == VALUE_MAP;
	struct str id = form_of(english, S("other"));

	buf_byte(out, '\n');
	/* msgfmt then compares the {places} of both texts. */
	if (str_find_byte(id, 0, '{') != STR_NONE)
		buf_lit(out, "#, python-brace-format\n");
	put_string(out, "msgctxt", key);
	if (!plural) {
		put_string(out, "msgid", id);
		put_string(out, "msgstr", form_of(v, S("other")));
		return;
	}
	put_string(out, "msgid", form_of(english, S("one")));
	put_string(out, "msgid_plural", id);
	for (size_t i = 0; i < p->n; i++) {
		char name[32];
		snprintf(name, sizeof(name), "msgstr[%zu]", i);
		put_string(out, name, form_of(v, p->form[i]));
	}
}

bool strings_po_write(struct arena *a, const struct locale *english,
	const struct locale *l, bool (*done)(const void *ctx, struct str key),
	const void *ctx, struct buf *out)
{
	const struct value *all = english->strings;
	struct plural p;

	if (!plural_of(a, l, &p))
		return false;
	put_header(out, l->tag, &p);
	for (size_t i = 0; i < all->n; i++) {
		struct str key = all->keys[i];
		if (!strings_is_text(all->items[i]))
			continue;
		put_entry(out, key, all->items[i],
			done(ctx, key) ? value_get(l->strings, key) : NULL, &p);
	}
	return true;
}

/* ---- in ---------------------------------------------------------- */

enum field { FIELD_NONE, FIELD_KEY, FIELD_ID, FIELD_PLURAL, FIELD_TEXT };

struct reader {
	struct arena *a;
	struct po_words *out;
	const char *why;
	size_t line;
	/* the entry in hand */
	struct po_word word;
	enum field field;
	struct buf text; /* of the field in hand */
	bool fuzzy, fuzzy_next;
};

static bool fail(struct reader *r, const char *why)
{
	r->why = why;
	return false;
}

/* What the header says under a name. */
static struct str header_value(struct str header, struct str name)
{
	struct str line;

	while (str_cut(&header, '\n', &line))
		if (str_starts_nocase(line, name))
			return str_trim(str_skip(line, name.n));
	return S("");
}

static void end_field(struct reader *r)
{
	struct str text = buf_str(&r->text);

	switch (r->field) {
	case FIELD_KEY:
		r->word.key = text;
		break;
	case FIELD_ID:
	case FIELD_PLURAL:
		r->word.id = text;
		break;
	case FIELD_TEXT:
		r->word.text[r->word.n - 1] = text;
		break;
	case FIELD_NONE:
		break;
	}
	buf_init(&r->text, r->a);
	r->field = FIELD_NONE;
}

static void end_entry(struct reader *r)
{
	struct po_word *w = &r->word;
	bool all = w->n > 0;

	end_field(r);
	for (size_t i = 0; i < w->n; i++)
		all = all && w->text[i].n;
	if (w->key.n == 0 && w->id.n == 0 && w->n == 1) {
		r->out->language = header_value(w->text[0], S("Language:"));
		r->out->plural_forms = header_value(w->text[0],
			S("Plural-Forms:"));
	} else if (all && w->key.n && !r->fuzzy) {
		vec_push(r->a, &r->out->list, *w);
	}
	*w = (struct po_word){ .line = r->line };
	r->fuzzy = r->fuzzy_next;
	r->fuzzy_next = false;
}

static bool read_string(struct reader *r, struct str s)
{
	if (s.n < 2 || s.p[0] != '"' || s.p[s.n - 1] != '"')
		return fail(r, "a string has no quotes around it");
	for (size_t i = 1; i < s.n - 1; i++) {
		char c = s.p[i];
		if (c == '\\' && ++i < s.n - 1)
			c = s.p[i] == 'n'   ? '\n'
			    : s.p[i] == 't' ? '\t'
					    : s.p[i];
		else if (c == '\\' || c == '"')
			return fail(r, "a string has a quote in it");
		buf_byte(&r->text, c);
	}
	return true;
}

/* "[2]" of "msgstr[2]"; the forms come in their order. */
static bool read_index(struct reader *r, struct str *rest)
{
	uint32_t n;
	size_t end = str_find_byte(*rest, 0, ']');

	if (rest->n == 0 || rest->p[0] != '[') {
		r->word.plural = false;
		return r->word.n == 0 || fail(r, "an entry has two texts");
	}
	if (end == STR_NONE || !str_to_uint(str_sub(*rest, 1, end), &n) ||
		n != r->word.n || n >= LOCALE_FORMS)
		return fail(r, "plural forms do not come in their order");
	*rest = str_skip(*rest, end + 1);
	r->word.plural = true;
	return true;
}

static bool begin_field(struct reader *r, enum field field, struct str rest)
{
	bool begins = field == FIELD_KEY ||
		      (field == FIELD_ID && r->field != FIELD_KEY);

	if (begins)
		end_entry(r);
	else
		end_field(r);
	if (field == FIELD_TEXT) {
		if (!read_index(r, &rest))
			return false;
		r->word.n++;
	}
	r->field = field;
	return read_string(r, str_trim(rest));
}

static bool read_line(struct reader *r, struct str line)
{
	static const struct {
		struct str word;
		enum field field;
	} words[] = {
		{ S_INIT("msgctxt"), FIELD_KEY },
		{ S_INIT("msgid_plural"), FIELD_PLURAL },
		{ S_INIT("msgid"), FIELD_ID },
		{ S_INIT("msgstr"), FIELD_TEXT },
	};

	if (str_starts(line, S("#,")) &&
		str_find(line, 0, S("fuzzy")) != STR_NONE)
		r->fuzzy_next = true;
	if (line.n == 0 || line.p[0] == '#')
		return true;
	if (line.p[0] == '"')
		return r->field == FIELD_NONE
			       ? fail(r, "a string belongs to no entry")
			       : read_string(r, line);
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (str_starts(line, words[i].word))
			return begin_field(r, words[i].field,
				str_skip(line, words[i].word.n));
	return fail(r, "this is no line of a PO file");
}

bool strings_po_read(struct arena *a, struct str bytes, struct po_words *out,
	size_t *line, const char **why)
{
	struct reader r = { .a = a, .out = out };
	struct str rest = bytes, text;
	size_t bad;
	bool ok = true;

	*out = (struct po_words){ 0 };
	buf_init(&r.text, a);
	if (str_starts(rest, S("\xEF\xBB\xBF")))
		rest = str_skip(rest, 3);
	if (!utf8_valid(bytes, &bad))
		ok = fail(&r, "the file is not UTF-8");
	while (ok && str_cut(&rest, '\n', &text)) {
		r.line++;
		ok = read_line(&r, str_trim(text));
	}
	if (ok)
		end_entry(&r);
	*line = r.line;
	*why = r.why;
	return ok;
}
