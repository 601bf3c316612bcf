/*
 * The pairs for a person: an overview of pages on a terminal, and a review
 * sheet for a spreadsheet (RFC 4180, or tabs).
 */
#include "align/align.h"

#include "align/dates.h"
#include "base/utf8.h"

/* ---- overview ---------------------------------------------------- */

static void pad(struct buf *out, struct str text, size_t width, bool right)
{
	size_t have = utf8_width(text);

	if (!right)
		buf_add(out, text);
	for (; have < width; have++)
		buf_byte(out, ' ');
	if (right)
		buf_add(out, text);
	buf_lit(out, "  ");
}

static void pad_number(struct buf *out, struct arena *a, size_t n, size_t width)
{
	pad(out, str_printf(a, "%zu", n), width, true);
}

size_t align_count(const struct align_page *p, enum level level)
{
	size_t n = 0;

	for (size_t i = 0; i < p->nfindings; i++)
		n += p->findings[i]->level == level;
	for (size_t i = 0; i < p->n; i++)
		for (size_t k = 0; k < p->p[i].nfindings; k++)
			n += p->p[i].findings[k]->level == level;
	return n;
}

struct str align_share(struct arena *a, size_t part, size_t all)
{
	return all ? str_printf(a, "%zu %%", part * 100 / all) : S("-");
}

static struct str meta(const struct align_page *p, const char *key)
{
	return value_text_at(p->page->meta, str_of(key));
}

struct str align_made(const struct align_page *p)
{
	struct str type = meta(p, "ms.translationtype");

	if (str_eq_nocase(type, S("MT")))
		return S("machine");
	return str_eq_nocase(type, S("HT")) ? S("human") : type;
}

struct str align_handoff(struct arena *a, const struct align_page *p)
{
	struct str text = meta(p, "ms.lasthandoff"), day = date_of(a, text);

	return day.n ? day : text;
}

/* Of the set: "1 page", "2 pages". */
static void put_count(struct buf *out, size_t n, const char *what)
{
	buf_printf(out, "%zu %s%s", n, what, n == 1 ? "" : "s");
}

void align_summary(struct buf *out, struct arena *a,
	const struct align_set *set)
{
	put_count(out, set->n, "page");
	buf_lit(out, ", ");
	put_count(out, set->npairs, "pair");
	buf_lit(out, ", ");
	put_count(out, set->words, "word");
	buf_printf(out, ", %.*s translated",
		STR_ARG(align_share(a, set->translated, set->words)));
	if (!set->compared)
		return;
	buf_printf(out, "; %zu changed in the source, %zu new there",
		set->changed, set->nfresh);
}

static void end_line(struct buf *out)
{
	while (out->n && out->p[out->n - 1] == ' ')
		out->n--;
	buf_byte(out, '\n');
}

static void write_head(struct buf *out, bool compared, size_t width)
{
	pad(out, S("page"), width, false);
	pad(out, S("pairs"), 6, true);
	pad(out, S("words"), 7, true);
	pad(out, S("done"), 6, true);
	pad(out, S("errors"), 6, true);
	pad(out, S("warnings"), 8, true);
	pad(out, S("others"), 6, true);
	if (compared) {
		pad(out, S("changed"), 7, true);
		pad(out, S("new"), 4, true);
	}
	buf_lit(out, "by       hand-off\n");
}

static void write_page(struct buf *out, struct arena *a, bool compared,
	const struct align_page *p, size_t width)
{
	pad(out, p->path, width, false);
	pad_number(out, a, p->n, 6);
	pad_number(out, a, p->words, 7);
	pad(out, align_share(a, p->translated, p->words), 6, true);
	pad_number(out, a, align_count(p, LEVEL_ERROR), 6);
	pad_number(out, a, align_count(p, LEVEL_WARNING), 8);
	pad_number(out, a,
		align_count(p, LEVEL_SUGGESTION) + align_count(p, LEVEL_INFO),
		6);
	if (compared) {
		pad_number(out, a, p->changed, 7);
		pad_number(out, a, p->nfresh, 4);
	}
	pad(out, align_made(p), 7, false);
	buf_add(out, align_handoff(a, p));
	end_line(out);
}

/* Counts by rule, in the order in which rules were met first; sorted by
 * id. */
static void add_rule(struct arena *a, struct align_rules *r,
	const struct diag *d)
{
	size_t i = 0;

	while (i < r->n && strcmp(r->p[i].rule->id, d->rule->id) < 0)
		i++;
	if (i == r->n || r->p[i].rule != d->rule) {
		vec_push(a, r, ((struct align_rule){ .rule = d->rule }));
		memmove(r->p + i + 1, r->p + i, (r->n - 1 - i) * sizeof(*r->p));
		r->p[i] = (struct align_rule){ d->rule, d->level, 0 };
	}
	r->p[i].n++;
}

void align_rules_of(struct arena *a, const struct align_set *set,
	struct align_rules *out)
{
	for (size_t i = 0; i < set->n; i++) {
		const struct align_page *p = &set->p[i];
		for (size_t k = 0; k < p->nfindings; k++)
			add_rule(a, out, p->findings[k]);
		for (size_t k = 0; k < p->n; k++)
			for (size_t m = 0; m < p->p[k].nfindings; m++)
				add_rule(a, out, p->p[k].findings[m]);
	}
}

size_t align_origins(struct arena *a, const struct align_set *set,
	struct align_origin out[ALIGN_ORIGINS])
{
	size_t n = 0;

	for (size_t i = 0; i < set->n; i++) {
		const struct align_page *p = &set->p[i];
		struct str made = align_made(p);
		struct str day = date_of(a, meta(p, "ms.lasthandoff"));
		size_t k = 0;
		while (k < n && !str_eq(out[k].made, made))
			k++;
		if (k == ALIGN_ORIGINS)
			continue;
		if (k == n)
			out[n++] = (struct align_origin){ made, 0, 0, 0, day,
				day };
		out[k].pages++;
		out[k].words += p->words;
		out[k].translated += p->translated;
		if (day.n && str_cmp(day, out[k].last) > 0)
			out[k].last = day;
		if (day.n &&
			(!out[k].first.n || str_cmp(day, out[k].first) < 0))
			out[k].first = day;
	}
	return n;
}

void align_origin_line(struct buf *out, const struct align_origin *o)
{
	buf_add(out, o->made.n ? o->made : S("not said"));
	buf_lit(out, ": ");
	put_count(out, o->pages, "page");
	buf_lit(out, ", ");
	put_count(out, o->words, "word");
	if (o->last.n)
		buf_printf(out, ", handed off %.*s", STR_ARG(o->first));
	if (!str_eq(o->first, o->last))
		buf_printf(out, " to %.*s", STR_ARG(o->last));
}

static void write_origins(struct buf *out, struct arena *a,
	const struct align_set *set)
{
	struct align_origin by[ALIGN_ORIGINS];
	size_t n = align_origins(a, set, by);

	for (size_t i = 0; i < n; i++) {
		if (!by[i].made.n && n == 1)
			return;
		align_origin_line(out, &by[i]);
		buf_byte(out, '\n');
	}
}

static void write_rules(struct buf *out, struct arena *a,
	const struct align_set *set)
{
	struct align_rules rules = { 0 };

	align_rules_of(a, set, &rules);
	for (size_t i = 0; i < rules.n; i++) {
		pad_number(out, a, rules.p[i].n, 7);
		pad(out, str_of(level_name(rules.p[i].level)), 10, false);
		buf_printf(out, "%s %s\n", rules.p[i].rule->id,
			rules.p[i].rule->name);
	}
}

static void write_table(const struct align_set *set, enum align_filter filter,
	struct arena *a, struct buf *out)
{
	size_t width = 4;

	(void)filter;
	for (size_t i = 0; i < set->n; i++)
		if (utf8_width(set->p[i].path) > width)
			width = utf8_width(set->p[i].path);
	write_head(out, set->compared, width);
	for (size_t i = 0; i < set->n; i++)
		write_page(out, a, set->compared, &set->p[i], width);
	buf_byte(out, '\n');
	align_summary(out, a, set);
	buf_byte(out, '\n');
	write_origins(out, a, set);
	write_rules(out, a, set);
}

/* ---- sheet ------------------------------------------------------- */

/* What a spreadsheet would take for a formula begins with a quote. */
static void add_text(struct buf *out, struct str s)
{
	if (s.n && strchr("=+-@\t\r", s.p[0]))
		buf_byte(out, '\'');
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '"')
			buf_byte(out, '"');
		buf_byte(out, s.p[i]);
	}
}

static void add_field(struct buf *out, struct str s, char sep)
{
	if (sep == ',') {
		buf_byte(out, '"');
		add_text(out, s);
		buf_byte(out, '"');
		return;
	}
	if (s.n && strchr("=+-@", s.p[0]))
		buf_byte(out, '\'');
	for (size_t i = 0; i < s.n; i++)
		buf_byte(out, strchr("\t\r\n", s.p[i]) ? ' ' : s.p[i]);
}

static struct str findings_text(struct arena *a, const struct align_pair *p)
{
	struct buf b;

	buf_init(&b, a);
	for (size_t i = 0; i < p->nfindings; i++)
		buf_printf(&b, "%s%s %s: %.*s", i ? "; " : "",
			level_name(p->findings[i]->level),
			p->findings[i]->rule->name,
			STR_ARG(p->findings[i]->text));
	return buf_str(&b);
}

static void write_row(struct buf *out, const struct str *fields, size_t n,
	char sep)
{
	for (size_t i = 0; i < n; i++) {
		if (i)
			buf_byte(out, sep);
		add_field(out, fields[i], sep);
	}
	if (sep == ',')
		buf_byte(out, '\r');
	buf_byte(out, '\n');
}

static void write_sheet(const struct align_set *set, enum align_filter filter,
	struct arena *a, struct buf *out, char sep)
{
	static const struct str head[] = { S_INIT("file"), S_INIT("line"),
		S_INIT("id"), S_INIT("status"), S_INIT("source"),
		S_INIT("target"), S_INIT("findings"), S_INIT("comment") };

	write_row(out, head, 8, sep);
	for (size_t i = 0; i < set->n; i++)
		for (size_t k = 0; k < set->p[i].n; k++) {
			const struct align_pair *p = &set->p[i].p[k];
			struct place at = source_place(set->p[i].page->source,
				p->pair->at);
			struct str fields[8] = { set->p[i].path,
				str_printf(a, "%u", at.line), p->pair->id,
				str_of(align_status_name(p->status)), p->source,
				p->target, findings_text(a, p), { "", 0 } };
			if (align_takes(filter, p))
				write_row(out, fields, 8, sep);
		}
}

static void write_csv(const struct align_set *set, enum align_filter filter,
	struct arena *a, struct buf *out)
{
	write_sheet(set, filter, a, out, ',');
}

static void write_tsv(const struct align_set *set, enum align_filter filter,
	struct arena *a, struct buf *out)
{
	write_sheet(set, filter, a, out, '\t');
}

const struct align_format align_table = { "table", write_table };
const struct align_format align_csv = { "csv", write_csv };
const struct align_format align_tsv = { "tsv", write_tsv };
