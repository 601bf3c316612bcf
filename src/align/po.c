/*
 * PO, as gettext has it. A pair is an entry whose msgctxt names its page
 * and pair, "docs/a.md#20b0b-103"; texts are Markdown as it stands.
 */
#include "align/formats.h"
#include "format/po.h"

#define MAX_BYTES ((size_t)64 << 20)

/* ---- out --------------------------------------------------------- */

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
	po_put_language(out, h->target);
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
		po_put(out, "msgctxt",
			str_printf(a, "%.*s#%.*s", STR_ARG(p->path),
				STR_ARG(pair->key)));
		po_put(out, "msgid", pair->source);
		po_put(out, "msgstr", pair->target);
	}
}

static void end(struct buf *out)
{
	(void)out;
}

/* ---- in ---------------------------------------------------------- */

struct reading {
	struct arena *a;
	struct po_reader po;
	uint32_t file;
	struct sink *sink;
	struct exchange_entries *out;
	struct str language; /* "nl-NL"; "" if the header has none */
};

/* At the line that was read last. */
static bool fail(struct reading *r, const char *what)
{
	struct span at = { r->file, (uint32_t)r->po.at, 0 };

	diag_add(r->sink, &rule_exchange_unreadable, at, "%s", what);
	return false;
}

/* "UTF-8" of "text/plain; charset=UTF-8" */
static struct str charset(struct str header)
{
	struct str type = po_header_value(header, S("Content-Type:"));
	size_t at = str_find(type, 0, S("charset="));

	return at == STR_NONE ? S("") : str_trim(str_skip(type, at + 8));
}

/* The header's charset must be what the file is in. */
static bool take_header(struct reading *r, struct str header)
{
	struct str language = po_header_value(header, S("Language:"));
	struct str name = charset(header);
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

static bool take_entry(struct reading *r, const struct po_entry *p)
{
	struct exchange_entry e = { .language = r->language,
		.at = p->at,
		.source = p->id,
		.target = p->text[0],
		.has_target = true };
	size_t hash = str_rfind_byte(p->context, '#');

	if (!p->has_id || p->n == 0)
		return fail(r, "the entry before this line has no msgid or no "
			       "msgstr");
	if (!p->has_context && p->id.n == 0)
		return take_header(r, p->text[0]);
	e.file = str_sub(p->context, 0, hash);
	e.key = hash == STR_NONE ? S("") : str_skip(p->context, hash + 1);
	vec_push(r->a, r->out, e);
	return true;
}

static bool read(struct arena *a, struct str bytes, uint32_t file,
	struct sink *sink, struct exchange_entries *out)
{
	struct reading r = { .a = a, .file = file, .sink = sink, .out = out };
	struct po_entry entry;

	po_begin(&r.po, a, bytes, false);
	if (!r.po.fault && bytes.n > MAX_BYTES)
		return fail(&r, "the file has more than 64 MiB");
	while (po_next(&r.po, &entry))
		if (!take_entry(&r, &entry))
			return false;
	return !r.po.fault || fail(&r, r.po.fault);
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
