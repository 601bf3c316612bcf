/*
 * PO, as gettext has it. A pair is an entry whose msgctxt names its page
 * and pair, "docs/a.md#20b0b-103"; texts are Markdown as it stands.
 */
#include "align/formats.h"
#include "base/utf8.h"

#define MAX_BYTES ((size_t)64 << 20)

/* ---- out --------------------------------------------------------- */

static void put_escaped(struct buf *out, struct str s)
{
	static const char from[] = "\\\"\t\r\a\b\f\v", to[] = "\\\"trabfv";

	for (size_t i = 0; i < s.n; i++) {
		const char *at = s.p[i] ? strchr(from, s.p[i]) : NULL;
		if (at)
			buf_byte(out, '\\');
		buf_byte(out, at ? to[at - from] : s.p[i]);
	}
}

/* A text of several lines begins with "" and has a string a line. */
static void put_string(struct buf *out, const char *name, struct str s)
{
	size_t end = str_find_byte(s, 0, '\n');

	buf_printf(out, "%s \"", name);
	if (end != STR_NONE && end + 1 < s.n)
		buf_lit(out, "\"\n\"");
	while ((end = str_find_byte(s, 0, '\n')) != STR_NONE) {
		put_escaped(out, str_sub(s, 0, end));
		buf_lit(out, "\\n");
		s = str_skip(s, end + 1);
		if (s.n)
			buf_lit(out, "\"\n\"");
	}
	put_escaped(out, s);
	buf_lit(out, "\"\n");
}

/* "nl_NL" of "nl-NL" */
static void put_language(struct buf *out, struct str tag)
{
	for (size_t i = 0; i < tag.n; i++)
		buf_byte(out, tag.p[i] == '-' ? '_' : tag.p[i]);
}

static void begin(struct buf *out, const struct export_head *h)
{
	buf_lit(out, "msgid \"\"\n"
		     "msgstr \"\"\n"
		     "\"Project-Id-Version: diglot\\n\"\n");
	buf_printf(out, "\"PO-Revision-Date: %.*s 00:00+0000\\n\"\n",
		STR_ARG(h->date));
	buf_lit(out, "\"Last-Translator: diglot\\n\"\n"
		     "\"Language-Team: diglot\\n\"\n");
	buf_lit(out, "\"Language: ");
	put_language(out, h->target);
	buf_lit(out, "\\n\"\n");
	buf_lit(out, "\"MIME-Version: 1.0\\n\"\n"
		     "\"Content-Type: text/plain; charset=UTF-8\\n\"\n"
		     "\"Content-Transfer-Encoding: 8bit\\n\"\n"
		     "\"X-Generator: diglot " DIGLOT_VERSION "\\n\"\n");
}

static bool at_edge(struct str s, bool last)
{
	return s.n && s.p[last ? s.n - 1 : 0] == '\n';
}

/* gettext wants both texts to begin and to end alike; it does not look at
 * entries that are to be reviewed. */
static bool is_fuzzy(const struct export_pair *p)
{
	return p->target.n &&
	       (at_edge(p->source, false) != at_edge(p->target, false) ||
		       at_edge(p->source, true) != at_edge(p->target, true));
}

/* A path with a space stands between the marks that gettext has for it. */
static void put_reference(struct buf *out, struct str path, uint32_t line)
{
	bool marks = str_find_byte(path, 0, ' ') != STR_NONE;

	for (size_t i = 0; i < path.n; i++)
		if ((unsigned char)path.p[i] < ' ')
			return;
	buf_lit(out, "#: ");
	if (marks)
		buf_lit(out, "\xE2\x81\xA8");
	buf_add(out, path);
	buf_printf(out, "%s:%u\n", marks ? "\xE2\x81\xA9" : "", line);
}

static void page(struct arena *a, struct buf *out, const struct export_head *h,
	const struct export_page *p)
{
	(void)h;
	for (size_t i = 0; i < p->npairs; i++) {
		const struct export_pair *pair = &p->pairs[i];
		buf_byte(out, '\n');
		if (pair->context.n)
			buf_printf(out, "#. %.*s\n", STR_ARG(pair->context));
		if (pair->state == EXPORT_MACHINE)
			buf_lit(out, "#. translated by a machine\n");
		put_reference(out, p->path, pair->line);
		if (is_fuzzy(pair))
			buf_lit(out, "#, fuzzy\n");
		put_string(out, "msgctxt",
			str_printf(a, "%.*s#%.*s", STR_ARG(p->path),
				STR_ARG(pair->key)));
		put_string(out, "msgid", pair->source);
		put_string(out, "msgstr", pair->target);
	}
}

static void end(struct buf *out)
{
	(void)out;
}

/* ---- in ---------------------------------------------------------- */

enum field { FIELD_NONE, FIELD_CONTEXT, FIELD_ID, FIELD_TEXT, FIELD_OTHER };

struct reading {
	struct arena *a;
	struct str bytes;
	uint32_t file;
	struct sink *sink;
	struct exchange_entries *out;
	size_t at; /* of the line */
	enum field field;
	bool has[FIELD_OTHER];
	struct buf text[FIELD_OTHER + 1];
	size_t entry_at;
	struct str language; /* "nl-NL"; "" if the header has none */
};

static bool fail(struct reading *r, const char *what)
{
	struct span at = { r->file, (uint32_t)r->at, 0 };

	diag_add(r->sink, &rule_exchange_unreadable, at, "%s", what);
	return false;
}

static void reset(struct reading *r)
{
	for (size_t i = 0; i <= FIELD_OTHER; i++)
		buf_init(&r->text[i], r->a);
	memset(r->has, 0, sizeof(r->has));
	r->field = FIELD_NONE;
	r->entry_at = r->at;
}

static struct str header_value(struct str header, struct str name)
{
	size_t at = str_find(header, 0, name);
	struct str value = str_skip(header,
		at == STR_NONE ? header.n : at + name.n);

	return str_trim(str_sub(value, 0, str_find_byte(value, 0, '\n')));
}

/* The header's charset must be what the file is in. */
static bool check_header(struct reading *r, struct str header)
{
	struct str name = header_value(header, S("charset="));
	struct str language = header_value(header, S("Language:"));
	char *tag = arena_text(r->a, language.n + 1);

	for (size_t i = 0; i < language.n; i++)
		tag[i] = language.p[i] == '_' ? '-' : language.p[i];
	r->language = str_make(tag, language.n);
	if (name.n == 0 || str_eq_nocase(name, S("UTF-8")) ||
		str_eq_nocase(name, S("US-ASCII")) ||
		str_eq(name, S("CHARSET")))
		return true;
	return fail(r, "the header says another charset than UTF-8; save the "
		       "file as UTF-8");
}

/* The entry that was read, if there is one. */
static bool flush(struct reading *r)
{
	struct str context = buf_str(&r->text[FIELD_CONTEXT]);
	struct exchange_entry e = { .language = r->language,
		.at = r->entry_at,
		.has_target = true };
	size_t hash = str_rfind_byte(context, '#');

	if (!r->has[FIELD_ID] && !r->has[FIELD_CONTEXT])
		return true;
	if (!r->has[FIELD_ID] || !r->has[FIELD_TEXT])
		return fail(r, "the entry before this line has no msgid or no "
			       "msgstr");
	e.source = buf_str(&r->text[FIELD_ID]);
	e.target = buf_str(&r->text[FIELD_TEXT]);
	if (!r->has[FIELD_CONTEXT] && e.source.n == 0)
		return check_header(r, e.target);
	e.file = str_sub(context, 0, hash);
	e.key = hash == STR_NONE ? S("") : str_skip(context, hash + 1);
	vec_push(r->a, r->out, e);
	return true;
}

/* "\n", "\"", "\x41", "\101": what stands behind the backslash at *i. */
static bool put_escape(struct reading *r, struct buf *b, struct str s,
	size_t *i)
{
	static const char from[] = "\\\"ntrabfv", to[] = "\\\"\n\t\r\a\b\f\v";
	char c = *i < s.n ? s.p[*i] : 0;
	const char *at = c ? strchr(from, c) : NULL;
	unsigned value = 0;
	size_t digits = 0;

	++*i;
	if (at) {
		buf_byte(b, to[at - from]);
		return true;
	}
	for (--*i; digits < 3 && *i < s.n && s.p[*i] >= '0' && s.p[*i] < '8';
		digits++)
		value = value * 8 + (unsigned)(s.p[(*i)++] - '0');
	if (digits == 0 || value == 0 || value > 0x7F)
		return fail(r, "a string has an escape that is unknown");
	buf_byte(b, (char)value);
	return true;
}

/* A string in quotes, and nothing behind it. */
static bool read_string(struct reading *r, struct str s)
{
	struct buf *b = &r->text[r->field];

	if (s.n < 2 || s.p[0] != '"' || s.p[s.n - 1] != '"')
		return fail(r, "a string has no quotes around it");
	for (size_t i = 1; i < s.n - 1;) {
		char c = s.p[i++];
		if (c == '"')
			return fail(r, "a string has a quote in it");
		if (c != '\\')
			buf_byte(b, c);
		else if (!put_escape(r, b, str_sub(s, 0, s.n - 1), &i))
			return false;
	}
	return true;
}

static bool begin_field(struct reading *r, enum field field, struct str rest)
{
	/* An entry begins at its msgctxt, else at its msgid. */
	bool first = field == FIELD_CONTEXT ||
		     (field == FIELD_ID && r->field != FIELD_CONTEXT);

	if (first) {
		if (!flush(r))
			return false;
		reset(r);
	}
	if (field < FIELD_OTHER && r->has[field])
		return fail(r, "an entry says the same twice");
	if (field < FIELD_OTHER)
		r->has[field] = true;
	r->field = field;
	return read_string(r, str_trim(rest));
}

static bool read_line(struct reading *r, struct str line)
{
	static const struct {
		struct str word;
		enum field field;
	} words[] = {
		{ S_INIT("msgctxt"), FIELD_CONTEXT },
		{ S_INIT("msgid"), FIELD_ID },
		{ S_INIT("msgstr"), FIELD_TEXT },
	};
	size_t end = 0;

	if (line.n == 0 || line.p[0] == '#')
		return true;
	if (line.p[0] == '"')
		return r->field == FIELD_NONE
			       ? fail(r, "a string belongs to no entry")
			       : read_string(r, line);
	while (end < line.n && line.p[end] >= 'a' && line.p[end] <= 'z')
		end++;
	for (size_t i = 0; i < 3; i++)
		if (str_eq(str_sub(line, 0, end), words[i].word) &&
			end < line.n && line.p[end] != '[')
			return begin_field(r, words[i].field,
				str_skip(line, end));
	return fail(r, "this is no line of a PO file, or one with plural "
		       "forms");
}

static bool read(struct arena *a, struct str bytes, uint32_t file,
	struct sink *sink, struct exchange_entries *out)
{
	struct reading r = { .a = a, .file = file, .sink = sink, .out = out };
	struct str rest = bytes, line;

	if (!utf8_valid(bytes, &r.at))
		return fail(&r, "the file is not UTF-8 here; save it as UTF-8");
	r.at = 0;
	if (bytes.n > MAX_BYTES)
		return fail(&r, "the file has more than 64 MiB");
	if (str_starts(rest, S("\xEF\xBB\xBF")))
		rest = str_skip(rest, 3);
	reset(&r);
	while (str_cut(&rest, '\n', &line)) {
		r.at = (size_t)(line.p - bytes.p);
		if (!read_line(&r, str_trim(line)))
			return false;
	}
	return flush(&r);
}

const struct export_format format_po = {
	.name = "po",
	.extension = "po",
	.summary = "PO of gettext",
	.begin = begin,
	.page = page,
	.end = end,
	.read = read,
};
