/*
 * An entry takes effect only where it says something else than the export
 * of the page would: what a format cannot carry is not taken for a change.
 */
#include "align/import.h"

#include "align/bitext.h"
#include "align/inline.h"
#include "base/utf8.h"

/* Of a source, as far as they are looked for in its translation. */
#define CODES_MAX 200

struct importer {
	struct arena *a;
	const struct page *page;
	const struct import_options *o;
	struct sink *sink;
	struct import_result *out;
	struct bitext text;
	struct str *targets;                 /* by pair; p NULL: stays */
	const struct exchange_entry **given; /* by pair: who gave it */
	bool ok;
};

static void fault(struct importer *m, const struct exchange_entry *e,
	const struct rule *rule, const char *what)
{
	struct span at = { m->o->file, (uint32_t)e->at, 0 };

	diag_add(m->sink, rule, at, "pair '%.*s' of '%.*s' %s", STR_ARG(e->key),
		STR_ARG(e->file), what);
	m->ok = false;
}

/* With `end` for each line end. */
static struct str with_ends(struct arena *a, struct str s, struct str end)
{
	struct buf b;

	if (str_find_byte(s, 0, '\r') == STR_NONE && end.n == 1)
		return s;
	buf_init(&b, a);
	for (size_t i = 0; i < s.n; i++) {
		bool pair = s.p[i] == '\r' && i + 1 < s.n && s.p[i + 1] == '\n';
		if (s.p[i] != '\r' && s.p[i] != '\n')
			buf_byte(&b, s.p[i]);
		else
			buf_add(&b, end);
		i += pair;
	}
	return buf_str(&b);
}

/* As the page has it, or as a format gives it. Many tools turn a carriage
 * return into a line feed. */
static bool is_text(struct importer *m, struct str page, struct str given)
{
	struct str plain = exchange_plain(m->a, page);

	return str_eq(page, given) || str_eq(plain, given) ||
	       str_eq(with_ends(m->a, plain, S("\n")),
		       with_ends(m->a, given, S("\n")));
}

/* The text with the line ends of the page. */
static struct str as_written(struct importer *m, struct str given, size_t pair)
{
	struct str crlf = S("\r\n");

	if (str_find(bitext_target(&m->text, pair), 0, crlf) == STR_NONE &&
		str_find(bitext_source(&m->text, pair), 0, crlf) == STR_NONE)
		return given;
	return with_ends(m->a, given, crlf);
}

static bool in_cell(const struct importer *m, size_t pair)
{
	const struct tree *t = m->page->tree[0];
	const struct node *n = t && pair < t->nsegs ? t->segs[pair] : NULL;

	while (n && n->kind != NODE_CELL)
		n = n->parent;
	return n != NULL;
}

static bool has_bar(struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '|')
			return true;
		i += s.p[i] == '\\';
	}
	return false;
}

static bool has_control(struct str s)
{
	for (size_t i = 0; i < s.n;)
		if (!exchange_is_char(utf8_next(s, &i)))
			return true;
	return false;
}

/* Line ends part blocks: new ones come in only where there were some. */
static bool adds(struct str needle, struct str now, struct str before,
	struct str source)
{
	return str_find(now, 0, needle) != STR_NONE &&
	       str_find(before, 0, needle) == STR_NONE &&
	       str_find(source, 0, needle) == STR_NONE;
}

static bool check_text(struct importer *m, const struct exchange_entry *e,
	size_t pair)
{
	struct str before = bitext_target(&m->text, pair);
	struct str source = bitext_source(&m->text, pair);
	const char *what = NULL;

	if (adds(S("\n"), e->target, before, source) ||
		adds(S("\r"), e->target, before, source))
		what = "has a line end in its translation";
	else if (adds(S("\n\n"), e->target, before, source))
		what = "has an empty line in its translation";
	else if (has_bar(e->target) && !has_bar(before) && in_cell(m, pair))
		what = "has a '|' in a table cell; write '\\|'";
	else if (has_control(e->target) && !has_control(before))
		what = "has a control character in its translation";
	if (what)
		fault(m, e, &rule_exchange_text_unsafe, what);
	return !what;
}

/* Does the half have the code, from its first byte to its last? */
static bool has_code(const struct parts *parts, const struct part *code,
	struct str end)
{
	for (size_t i = 0; i < parts->n; i++) {
		const struct part *p = &parts->p[i];
		if (p->kind == code->kind && str_eq(p->bytes, code->bytes) &&
			(p->kind != PART_OPEN ||
				str_eq(parts->p[p->partner].bytes, end)))
			return true;
	}
	return false;
}

static struct str lost_codes(struct arena *a, struct str source,
	struct str before, struct str after)
{
	struct parts s = inline_split(a, source);
	struct parts old = inline_split(a, before);
	struct parts new = inline_split(a, after);
	struct buf b;

	buf_init(&b, a);
	for (size_t i = 0; i < s.n && i < CODES_MAX; i++) {
		const struct part *p = &s.p[i];
		struct str end = p->kind == PART_OPEN ? s.p[p->partner].bytes
						      : S("");
		if ((p->kind != PART_OPEN && p->kind != PART_SINGLE) ||
			!inline_looks[p->code].keep ||
			!has_code(&old, p, end) || has_code(&new, p, end))
			continue;
		buf_printf(&b, "%s%.*s%s%.*s", b.n ? "  " : "",
			STR_ARG(p->bytes), end.n ? "…" : "", STR_ARG(end));
	}
	return buf_str(&b);
}

static bool keeps_codes(struct importer *m, const struct exchange_entry *e,
	struct str lost)
{
	if (!m->o->strict || lost.n == 0)
		return true;
	fault(m, e, &rule_exchange_text_unsafe,
		str_z(m->a, str_cat(m->a, S("has lost "), lost)));
	return false;
}

static void take(struct importer *m, const struct exchange_entry *e,
	size_t pair)
{
	struct str before = bitext_target(&m->text, pair);

	if (m->given[pair] && !str_eq(m->given[pair]->target, e->target)) {
		fault(m, e, &rule_exchange_invalid,
			"has two translations in the file");
		return;
	}
	if (m->given[pair])
		return;
	m->given[pair] = e;
	if (!e->has_target || str_trim(e->target).n == 0) {
		m->out->left_out++;
	} else if (is_text(m, before, e->target)) {
		m->out->same++;
	} else if (check_text(m, e, pair)) {
		struct str lost = lost_codes(m->a,
			bitext_source(&m->text, pair), before, e->target);
		if (!keeps_codes(m, e, lost))
			return;
		m->targets[pair] = as_written(m, e->target, pair);
		m->out->changes[m->out->nchanges++] = (struct import_change){
			m->text.keys[pair], before, m->targets[pair], lost
		};
	}
}

static void take_entry(struct importer *m, const struct exchange_entry *e)
{
	const struct pair *p = bitext_find(&m->text, e->key);
	size_t pair = p ? (size_t)(p - m->text.pairs.p) : 0;

	if (!p && m->o->force)
		m->out->left_out++;
	else if (!p)
		fault(m, e, &rule_exchange_pair_unknown, "is not in the page");
	else if (!m->o->force &&
		 !is_text(m, bitext_source(&m->text, pair), e->source))
		fault(m, e, &rule_exchange_source_changed,
			"has another source text in the page");
	else
		take(m, e, pair);
}

bool import_page(struct arena *a, const struct page *p,
	const struct exchange_entry *const *entries, size_t n,
	const struct import_options *o, struct sink *sink,
	struct import_result *out)
{
	struct importer m = { .a = a,
		.page = p,
		.o = o,
		.sink = sink,
		.out = out,
		.ok = true };
	size_t bad;

	*out = (struct import_result){ .bytes = p->source->bytes };
	out->changes = arena_array(a, struct import_change, p->pairs.n);
	bitext_make(a, p->source->bytes, p->pairs, &m.text);
	m.targets = arena_array(a, struct str, p->pairs.n);
	m.given = arena_array(a, const struct exchange_entry *, p->pairs.n);
	for (size_t i = 0; i < n; i++)
		take_entry(&m, entries[i]);
	if (m.ok && !bitext_write(a, &m.text, m.targets, &out->bytes, &bad))
		fault(&m, m.given[bad] ? m.given[bad] : entries[0],
			&rule_exchange_text_unsafe,
			"has a tag of a pair in its translation");
	return m.ok;
}
