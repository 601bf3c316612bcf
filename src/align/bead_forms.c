/*
 * Beads to text: for a person, for a program, for a spreadsheet, and as a
 * page with two columns. What only one side has stands in a row of its own.
 */
#include "align/bead_forms.h"

#include "align/review_style.h"
#include "base/path.h"
#include "base/utf8.h"
#include "format/csv.h"
#include "format/html.h"
#include "format/json.h"
#include "set/locale.h"

struct bead_counts bead_count(const struct beads *b)
{
	struct bead_counts c = { 0 };

	for (size_t i = 0; i < b->n; i++) {
		c.both += b->p[i].ns && b->p[i].nt;
		c.source += b->p[i].ns && !b->p[i].nt;
		c.target += b->p[i].nt && !b->p[i].ns;
	}
	return c;
}

static const char *status_of(const struct bead *b)
{
	return !b->nt ? "source only" : !b->ns ? "target only" : "aligned";
}

static struct str source_of(const struct bead_sheet *h, const struct bead *b)
{
	return bead_text(h->s, b->s, b->ns);
}

static struct str target_of(const struct bead_sheet *h, const struct bead *b)
{
	return bead_text(h->t, b->t, b->nt);
}

/* ---- lines of JSON ----------------------------------------------- */

/* Byte offsets, which only grow but for columns, into code points. */
struct counter {
	struct str bytes;
	size_t at, points;
};

static size_t points_at(struct counter *c, size_t at)
{
	if (at < c->at)
		c->at = c->points = 0;
	c->points += utf8_count(str_sub(c->bytes, c->at, at));
	c->at = at;
	return c->points;
}

static void write_range(struct json *j, const char *key, struct counter *c,
	const struct piece_of_text *p, uint32_t n)
{
	json_key(j, str_of(key));
	if (n == 0) {
		json_nothing(j);
		return;
	}
	json_open_list(j);
	json_uint(j, points_at(c, p->at));
	json_uint(j, points_at(c, p[n - 1].end));
	json_close_list(j);
}

static void write_jsonl(struct buf *out, const struct bead_sheet *h)
{
	struct counter cs = { .bytes = h->s->page->source->bytes };
	struct counter ct = { .bytes = h->t->page->source->bytes };

	for (size_t i = 0; i < h->beads->n; i++) {
		const struct bead *b = &h->beads->p[i];
		struct json j;

		json_begin(&j, out, false);
		json_open_map(&j);
		if (h->file.n)
			json_text_at(&j, "file", h->file);
		write_range(&j, "source", &cs, h->s->blocks.s + b->s, b->ns);
		write_range(&j, "target", &ct, h->t->blocks.s + b->t, b->nt);
		json_close_map(&j);
		buf_byte(out, '\n');
	}
}

/* ---- text -------------------------------------------------------- */

static void add_line(struct buf *out, const char *mark, struct str text)
{
	buf_printf(out, "%s ", mark);
	for (size_t i = 0; i < text.n; i++)
		if (text.p[i] != '\r')
			buf_byte(out, text.p[i] == '\n' ? ' ' : text.p[i]);
	buf_byte(out, '\n');
}

static void write_counts(struct buf *out, const struct bead_counts *c)
{
	buf_printf(out,
		"%zu aligned, %zu only in the source, %zu only in the target",
		c->both, c->source, c->target);
}

static void write_table(struct buf *out, const struct bead_sheet *h)
{
	struct bead_counts c = bead_count(h->beads);

	if (h->file.n)
		buf_printf(out, "%.*s\n\n", STR_ARG(h->file));
	for (size_t i = 0; i < h->beads->n; i++) {
		const struct bead *b = &h->beads->p[i];
		if (b->ns)
			add_line(out, b->nt ? "<" : "-", source_of(h, b));
		if (b->nt)
			add_line(out, b->ns ? ">" : "+", target_of(h, b));
		buf_byte(out, '\n');
	}
	write_counts(out, &c);
	buf_byte(out, '\n');
}

/* ---- sheets ------------------------------------------------------ */

static void csv_head(struct buf *out, bool tree)
{
	if (tree)
		buf_lit(out, "file,");
	buf_lit(out, "status,source,target\r\n");
}

static void write_csv(struct buf *out, const struct bead_sheet *h)
{
	for (size_t i = 0; i < h->beads->n; i++) {
		const struct bead *b = &h->beads->p[i];
		if (h->file.n)
			csv_put(out, csv_guard(out->arena, h->file), false);
		csv_put(out, str_of(status_of(b)), false);
		csv_put(out, csv_guard(out->arena, source_of(h, b)), false);
		csv_put(out, csv_guard(out->arena, target_of(h, b)), true);
	}
}

static void tsv_field(struct buf *out, struct str s, char end)
{
	s = csv_guard(out->arena, s);
	for (size_t i = 0; i < s.n; i++)
		buf_byte(out, strchr("\t\r\n", s.p[i]) ? ' ' : s.p[i]);
	buf_byte(out, end);
}

static void tsv_head(struct buf *out, bool tree)
{
	if (tree)
		buf_lit(out, "file\t");
	buf_lit(out, "status\tsource\ttarget\n");
}

static void write_tsv(struct buf *out, const struct bead_sheet *h)
{
	for (size_t i = 0; i < h->beads->n; i++) {
		const struct bead *b = &h->beads->p[i];
		if (h->file.n)
			tsv_field(out, h->file, '\t');
		tsv_field(out, str_of(status_of(b)), '\t');
		tsv_field(out, source_of(h, b), '\t');
		tsv_field(out, target_of(h, b), '\n');
	}
}

/* ---- HTML -------------------------------------------------------- */

static void write_cell(struct buf *out, const char *label, struct str locale,
	struct str text)
{
	buf_printf(out, "<td role=\"cell\" data-label=\"%s\">", label);
	if (text.n == 0) {
		buf_lit(out, "<p class=\"none\">none</p></td>");
		return;
	}
	buf_lit(out, "<div class=\"text\"");
	if (locale.n) {
		buf_lit(out, " lang=\"");
		html_escape(out, locale);
		buf_byte(out, '"');
	}
	buf_printf(out, " dir=\"%.*s\">",
		STR_ARG(locale.n ? locale_direction(locale) : S("auto")));
	html_escape(out, text);
	buf_lit(out, "</div></td>");
}

static void write_row(struct buf *out, const struct bead_sheet *h, size_t i)
{
	const struct bead *b = &h->beads->p[i];

	buf_printf(out,
		"<tr role=\"row\" tabindex=\"-1\" id=\"b%zu\" data-level=\"%s\""
		" data-rules=\"\" data-status=\"%s\"><th role=\"rowheader\" "
		"scope=\"row\"><a href=\"#b%zu\">%zu</a>",
		i + 1, b->ns && b->nt ? "" : "warning", status_of(b), i + 1,
		i + 1);
	if (!b->ns || !b->nt)
		buf_printf(out, " <span class=\"status\">%s</span>",
			status_of(b));
	buf_lit(out, "</th>");
	write_cell(out, "Source", h->locale[0], source_of(h, b));
	write_cell(out, "Translation", h->locale[1], target_of(h, b));
	buf_lit(out, "</tr>\n");
}

static void write_heading(struct buf *out, const char *text, struct str locale)
{
	buf_printf(out, "<th role=\"columnheader\" scope=\"col\">%s", text);
	if (locale.n) {
		buf_lit(out, " (");
		html_escape(out, locale);
		buf_byte(out, ')');
	}
	buf_lit(out, "</th>");
}

static struct str page_name(const struct bead_sheet *h)
{
	return h->file.n ? h->file : h->t->page->source->path;
}

static void write_html(struct buf *out, const struct bead_sheet *h)
{
	struct bead_counts c = bead_count(h->beads);

	review_open(out, str_cat(out->arena, S("Alignment of "), page_name(h)));
	buf_lit(out, "<header>\n<h1>");
	html_escape(out, page_name(h));
	buf_lit(out, "</h1>\n<p class=\"facts\">");
	write_counts(out, &c);
	buf_lit(out, "</p>\n<form hidden><label>Status<select name=\"status\">"
		     "<option value=\"\">all</option><option>aligned</option>"
		     "<option>source only</option><option>target only</option>"
		     "</select></label>");
	buf_add(out, str_of(review_search));
	buf_lit(out, "</form>\n</header>\n<main>\n<table class=\"pairs\" "
		     "role=\"table\"><thead role=\"rowgroup\"><tr role=\"row\">"
		     "<th role=\"columnheader\" scope=\"col\">Number</th>");
	write_heading(out, "Source", h->locale[0]);
	write_heading(out, "Translation", h->locale[1]);
	buf_lit(out, "</tr></thead>\n<tbody role=\"rowgroup\">\n");
	for (size_t i = 0; i < h->beads->n; i++)
		write_row(out, h, i);
	buf_lit(out, "</tbody></table>\n</main>\n");
	review_close(out, true);
}

void bead_overview(struct buf *out, const struct bead_line *p, size_t n)
{
	review_open(out, S("Alignment"));
	buf_lit(out, "<header><h1>Alignment</h1></header>\n<main>\n"
		     "<div class=\"scroll\" tabindex=\"0\" role=\"region\" "
		     "aria-label=\"Pages\"><table><thead><tr><th scope=\"col\">"
		     "Page</th><th scope=\"col\">Aligned</th><th scope=\"col\">"
		     "Only in the source</th><th scope=\"col\">Only in the "
		     "target</th></tr></thead><tbody>\n");
	for (size_t i = 0; i < n; i++) {
		buf_lit(out, "<tr><th scope=\"row\"><a href=\"");
		html_escape(out,
			url_encode(out->arena,
				str_cat(out->arena, p[i].file, S(".html"))));
		buf_lit(out, "\">");
		html_escape(out, p[i].file);
		buf_printf(out,
			"</a></th><td class=\"number\">%zu</td><td "
			"class=\"number\">%zu</td><td class=\"number\">%zu"
			"</td></tr>\n",
			p[i].counts.both, p[i].counts.source,
			p[i].counts.target);
	}
	buf_lit(out, "</tbody></table></div>\n</main>\n");
	review_close(out, false);
}

/* ---- the table of forms ------------------------------------------ */

static const struct bead_form forms[] = {
	{ "table", false, NULL, write_table },
	{ "jsonl", false, NULL, write_jsonl },
	{ "csv", false, csv_head, write_csv },
	{ "tsv", false, tsv_head, write_tsv },
	{ "html", true, NULL, write_html },
};

const struct bead_form *bead_form_find(struct str name)
{
	for (size_t i = 0; i < sizeof(forms) / sizeof(*forms); i++)
		if (str_eq(name, str_of(forms[i].name)))
			return &forms[i];
	return NULL;
}
