/*
 * The review as HTML: an overview and a page for each document, two columns
 * and a row a pair, findings marked in the text and said below it. Without
 * scripts all rows are there; with them they can be filtered.
 */
#include "align/align.h"

#include <stdlib.h>

#include "align/review_style.h"
#include "base/path.h"
#include "format/html.h"

static void text(struct buf *out, struct str s)
{
	html_escape(out, s);
}

/* ---- a pair ------------------------------------------------------ */

struct stretch {
	size_t from, to;
	enum level level;
};

static int by_place(const void *x, const void *y)
{
	const struct stretch *a = x, *b = y;

	if (a->from != b->from)
		return a->from < b->from ? -1 : 1;
	return a->to < b->to ? -1 : a->to > b->to;
}

/* What is marked, cut so that no two overlap; those that cover all of the
 * text mark nothing. */
static size_t stretches(struct arena *a, const struct align_pair *p,
	struct stretch **out)
{
	struct stretch *s = arena_array(a, struct stretch, p->nfindings + 1);
	size_t n = 0, kept = 0;

	for (size_t i = 0; i < p->nfindings; i++) {
		struct stretch *next = &s[n];
		next->level = p->findings[i]->level;
		if (align_place(p, p->findings[i], &next->from, &next->to) &&
			next->to - next->from < p->target.n)
			n++;
	}
	if (n > 1)
		qsort(s, n, sizeof(*s), by_place);
	for (size_t i = 0; i < n; i++) {
		if (kept && s[i].from < s[kept - 1].to)
			s[i].from = s[kept - 1].to;
		if (s[i].from < s[i].to)
			s[kept++] = s[i];
	}
	*out = s;
	return kept;
}

static void write_target(struct buf *out, struct arena *a,
	const struct align_pair *p)
{
	struct stretch *s;
	size_t n = stretches(a, p, &s), done = 0;

	for (size_t i = 0; i < n; i++) {
		text(out, str_sub(p->target, done, s[i].from));
		buf_printf(out, "<mark class=\"%s\">", level_name(s[i].level));
		text(out, str_sub(p->target, s[i].from, s[i].to));
		buf_lit(out, "</mark>");
		done = s[i].to;
	}
	text(out, str_skip(p->target, done));
}

static void write_findings(struct buf *out, struct diag *const *d, size_t n)
{
	if (n == 0)
		return;
	buf_lit(out, "<ul class=\"findings\" lang=\"en\" dir=\"ltr\">");
	for (size_t i = 0; i < n; i++) {
		buf_printf(out, "<li class=\"%s\"><b>%s</b> ",
			level_name(d[i]->level), level_name(d[i]->level));
		text(out, d[i]->text);
		buf_printf(out, " <code>%s</code></li>", d[i]->rule->name);
	}
	buf_lit(out, "</ul>");
}

static void write_cell(struct buf *out, const char *label, struct str locale)
{
	buf_printf(out, "<td role=\"cell\" data-label=\"%s\">", label);
	buf_lit(out, "<div class=\"text\" lang=\"");
	text(out, locale);
	buf_lit(out, "\" dir=\"");
	buf_add(out, locale_direction(locale));
	buf_lit(out, "\">");
}

/* Level and rules of a row, for the script. */
static void write_data(struct buf *out, const struct align_pair *p)
{
	bool seen[LEVEL_ERROR + 1] = { false };

	buf_lit(out, " data-level=\"");
	for (size_t i = 0; i < p->nfindings; i++) {
		enum level level = p->findings[i]->level;
		if (!seen[level])
			buf_printf(out, "%s ", level_name(level));
		seen[level] = true;
	}
	buf_lit(out, "\" data-rules=\"");
	for (size_t i = 0; i < p->nfindings; i++)
		buf_printf(out, "%s%s", i ? " " : "",
			p->findings[i]->rule->name);
	buf_printf(out, "\" data-status=\"%s\"", align_status_name(p->status));
}

static void write_pair(struct buf *out, struct arena *a,
	const struct align_set *set, const struct align_page *page,
	const struct align_pair *p)
{
	struct place at = source_place(page->page->source, p->pair->at);

	buf_lit(out, "<tr role=\"row\" tabindex=\"-1\" id=\"");
	text(out, p->pair->id);
	buf_byte(out, '"');
	write_data(out, p);
	buf_lit(out, "><th role=\"rowheader\" scope=\"row\"><a href=\"#");
	text(out, p->pair->id);
	buf_lit(out, "\">");
	text(out, p->pair->id);
	buf_printf(out, "</a> <span class=\"line\">line %u</span>", at.line);
	if (p->status != ALIGN_TRANSLATED)
		buf_printf(out, " <span class=\"status\">%s</span>",
			align_status_name(p->status));
	buf_lit(out, "</th>");
	write_cell(out, "Source", set->source_locale);
	text(out, p->source);
	buf_lit(out, "</div></td>");
	write_cell(out, "Translation", page->locale);
	write_target(out, a, p);
	buf_lit(out, "</div>");
	write_findings(out, p->findings, p->nfindings);
	buf_lit(out, "</td></tr>\n");
}

/* ---- filters ----------------------------------------------------- */

static void write_option(struct buf *out, const char *value)
{
	buf_printf(out, "<option>%s</option>", value);
}

/* The rules that were broken in the page. */
static void write_rules(struct buf *out, struct arena *a,
	const struct align_set *set, const struct align_page *p)
{
	struct align_set one = *set;
	struct align_rules rules = { 0 };

	one.n = 1;
	one.p = arena_new(a, struct align_page);
	*one.p = *p;
	align_rules_of(a, &one, &rules);
	for (size_t i = 0; i < rules.n; i++)
		write_option(out, rules.p[i].rule->name);
}

static void write_filters(struct buf *out, struct arena *a,
	const struct align_set *set, const struct align_page *p)
{
	buf_lit(out, "<form hidden>"
		     "<label>Level<select name=\"level\">"
		     "<option value=\"\">all</option>");
	for (int l = LEVEL_ERROR; l >= LEVEL_INFO; l--)
		write_option(out, level_name((enum level)l));
	buf_lit(out, "</select></label><label>Rule<select name=\"rule\">"
		     "<option value=\"\">all</option>");
	write_rules(out, a, set, p);
	buf_lit(out, "</select></label><label>Status<select name=\"status\">"
		     "<option value=\"\">all</option>");
	for (int s = ALIGN_TRANSLATED; s < ALIGN_STATUSES; s++)
		write_option(out, align_status_name((enum align_status)s));
	buf_lit(out, "</select></label>");
	buf_add(out, str_of(review_search));
	buf_lit(out, "</form>\n");
}

/* ---- a document -------------------------------------------------- */

struct str align_review_path(struct arena *a, const struct align_page *p)
{
	return str_cat(a, p->path, S(".html"));
}

static void write_facts(struct buf *out, struct arena *a,
	const struct align_page *p)
{
	struct str made = align_made(p), handoff = align_handoff(a, p);

	buf_printf(out,
		"<p class=\"facts\">%zu pair%s, %zu word%s, %.*s "
		"translated",
		p->n, p->n == 1 ? "" : "s", p->words, p->words == 1 ? "" : "s",
		STR_ARG(align_share(a, p->translated, p->words)));
	if (p->compared)
		buf_printf(out, ", %zu changed in the source", p->changed);
	if (made.n) {
		buf_lit(out, ", by ");
		text(out, made);
	}
	if (handoff.n) {
		buf_lit(out, ", last hand-off ");
		text(out, handoff);
	}
	buf_lit(out, "</p>\n");
}

/* What the source page has and no pair does. */
static void write_fresh(struct buf *out, const struct align_set *set,
	const struct align_page *p)
{
	if (p->nfresh == 0)
		return;
	buf_printf(out,
		"<details><summary>%zu sentence%s of the source page in no "
		"pair</summary><ul lang=\"",
		p->nfresh, p->nfresh == 1 ? "" : "s");
	text(out, set->source_locale);
	buf_printf(out, "\" dir=\"%.*s\">",
		STR_ARG(locale_direction(set->source_locale)));
	for (size_t i = 0; i < p->nfresh; i++) {
		buf_lit(out, "<li class=\"text\">");
		text(out, p->fresh[i]);
		buf_lit(out, "</li>");
	}
	buf_lit(out, "</ul></details>\n");
}

static void write_heads(struct buf *out, const struct align_set *set,
	const struct align_page *p)
{
	buf_lit(out, "<table class=\"pairs\" role=\"table\"><thead "
		     "role=\"rowgroup\"><tr role=\"row\">"
		     "<th role=\"columnheader\" scope=\"col\">Pair</th>"
		     "<th role=\"columnheader\" scope=\"col\">Source (");
	text(out, set->source_locale);
	buf_lit(out, ")</th><th role=\"columnheader\" scope=\"col\">"
		     "Translation (");
	text(out, p->locale);
	buf_lit(out, ")</th></tr></thead>\n<tbody role=\"rowgroup\">\n");
}

void align_review_page(const struct align_set *set, const struct align_page *p,
	enum align_filter filter, struct buf *out)
{
	struct arena a;

	arena_init(&a);
	review_open(out, str_cat(&a, S("Review of "), p->path));
	buf_lit(out, "<header>\n");
	if (set->linked) {
		buf_lit(out, "<nav><a href=\"");
		text(out, url_encode(&a,
				  path_relative(&a, align_review_path(&a, p),
					  S("index.html"))));
		buf_lit(out, "\">All pages</a></nav>\n");
	}
	buf_lit(out, "<h1>");
	text(out, p->path);
	buf_lit(out, "</h1>\n");
	write_facts(out, &a, p);
	write_findings(out, p->findings, p->nfindings);
	write_fresh(out, set, p);
	write_filters(out, &a, set, p);
	buf_lit(out, "</header>\n<main>\n");
	write_heads(out, set, p);
	for (size_t i = 0; i < p->n; i++)
		if (align_takes(filter, &p->p[i]))
			write_pair(out, &a, set, p, &p->p[i]);
	buf_lit(out, "</tbody></table>\n</main>\n");
	review_close(out, true);
	arena_release(&a);
}

/* ---- the overview ------------------------------------------------ */

static void write_number(struct buf *out, size_t n)
{
	buf_printf(out, "<td class=\"number\">%zu</td>", n);
}

static void write_line(struct buf *out, struct arena *a,
	const struct align_set *set, const struct align_page *p)
{
	buf_lit(out, "<tr><th scope=\"row\">");
	if (set->linked) {
		buf_lit(out, "<a href=\"");
		text(out, url_encode(a, align_review_path(a, p)));
		buf_lit(out, "\">");
	}
	text(out, p->path);
	if (set->linked)
		buf_lit(out, "</a>");
	buf_lit(out, "</th><td>");
	text(out, p->locale);
	buf_lit(out, "</td>");
	write_number(out, p->n);
	write_number(out, p->words);
	buf_printf(out, "<td class=\"number\">%.*s</td>",
		STR_ARG(align_share(a, p->translated, p->words)));
	write_number(out, align_count(p, LEVEL_ERROR));
	write_number(out, align_count(p, LEVEL_WARNING));
	write_number(out,
		align_count(p, LEVEL_SUGGESTION) + align_count(p, LEVEL_INFO));
	if (set->compared) {
		write_number(out, p->changed);
		write_number(out, p->nfresh);
	}
	buf_lit(out, "<td>");
	text(out, align_made(p));
	buf_lit(out, "</td><td>");
	text(out, align_handoff(a, p));
	buf_lit(out, "</td></tr>\n");
}

static void write_rule_table(struct buf *out, struct arena *a,
	const struct align_set *set)
{
	struct align_rules rules = { 0 };

	align_rules_of(a, set, &rules);
	if (rules.n == 0)
		return;
	buf_lit(out, "<h2>Findings by rule</h2>\n<div class=\"scroll\" "
		     "tabindex=\"0\" role=\"region\" aria-label=\"Findings by "
		     "rule\"><table><thead><tr><th scope=\"col\">Rule</th>"
		     "<th scope=\"col\">Level</th><th scope=\"col\" "
		     "class=\"number\">Findings</th></tr></thead><tbody>\n");
	for (size_t i = 0; i < rules.n; i++) {
		const struct align_rule *r = &rules.p[i];
		buf_printf(out, "<tr><th scope=\"row\">%s %s<p>", r->rule->id,
			r->rule->name);
		text(out, str_of(r->rule->title));
		buf_printf(out, "</p></th><td>%s</td>", level_name(r->level));
		write_number(out, r->n);
		buf_lit(out, "</tr>\n");
	}
	buf_lit(out, "</tbody></table></div>\n");
}

static void write_column(struct buf *out, const char *name, bool number)
{
	buf_printf(out, "<th scope=\"col\"%s>%s</th>",
		number ? " class=\"number\"" : "", name);
}

static void write_columns(struct buf *out, bool compared)
{
	write_column(out, "Page", false);
	write_column(out, "Language", false);
	write_column(out, "Pairs", true);
	write_column(out, "Words", true);
	write_column(out, "Translated", true);
	write_column(out, "Errors", true);
	write_column(out, "Warnings", true);
	write_column(out, "Others", true);
	if (compared) {
		write_column(out, "Changed", true);
		write_column(out, "New", true);
	}
	write_column(out, "By", false);
	write_column(out, "Hand-off", false);
}

static void write_origins(struct buf *out, struct arena *a,
	const struct align_set *set)
{
	struct align_origin by[ALIGN_ORIGINS];
	size_t n = align_origins(a, set, by);
	struct buf line;

	for (size_t i = 0; i < n; i++) {
		buf_init(&line, a);
		align_origin_line(&line, &by[i]);
		buf_lit(out, "<p class=\"facts\">");
		text(out, buf_str(&line));
		buf_lit(out, "</p>\n");
	}
}

void align_review_index(const struct align_set *set, struct arena *a,
	bool alone, struct buf *out)
{
	struct align_set own = *set;

	own.linked = !alone;
	review_open(out, S("Translation review"));
	buf_lit(out, "<header><h1>Translation review</h1>\n");
	buf_lit(out, "<p class=\"facts\">");
	align_summary(out, a, set);
	buf_lit(out, "</p>\n");
	write_origins(out, a, set);
	buf_lit(out, "</header>\n<main>\n");
	write_rule_table(out, a, set);
	buf_lit(out, "<h2>Pages</h2>\n<div class=\"scroll\" tabindex=\"0\" "
		     "role=\"region\" aria-label=\"Pages\"><table><thead><tr>");
	write_columns(out, set->compared);
	buf_lit(out, "</tr></thead><tbody>\n");
	for (size_t i = 0; i < set->n; i++)
		write_line(out, a, &own, &set->p[i]);
	buf_lit(out, "</tbody></table></div>\n</main>\n");
	review_close(out, false);
}

static void write_html(const struct align_set *set, enum align_filter filter,
	struct arena *a, struct buf *out)
{
	if (set->n == 1)
		align_review_page(set, &set->p[0], filter, out);
	else
		align_review_index(set, a, true, out);
}

const struct align_format align_html = { "html", write_html };
