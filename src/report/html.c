/*
 * A page to look at or to send: the findings by file, each with its line
 * and what to do. One file without scripts that asks nothing of a network.
 */
#include "report/report.h"

#include "format/html.h"
#include "report/excerpt.h"

static const char style[] =
	":root{color-scheme:light dark}"
	"body{font:1em/1.5 system-ui,sans-serif;max-width:60rem;"
	"margin:2rem auto;padding:0 1rem}"
	"h2{font-size:1.1rem;margin:2rem 0 .5rem;overflow-wrap:anywhere}"
	"ol{list-style:none;padding:0}"
	"li{border-left:.3rem solid #767676;padding:.1rem .8rem;"
	"margin:.8rem 0}"
	".error{border-color:#c50f1f}.warning{border-color:#b36200}"
	"p{margin:.2rem 0;overflow-wrap:anywhere}"
	"pre{white-space:pre-wrap;overflow-wrap:anywhere;margin:.3rem 0}"
	"mark{background:#ffe066;color:#000}";

/* Without what cannot be seen. */
static void add_text(struct report *r, struct str s)
{
	struct buf b;

	buf_init(&b, r->arena);
	report_escape(&b, s);
	html_escape(r->out, buf_str(&b));
}

static void write_excerpt(struct report *r, const struct diag *d,
	const struct report_place *at)
{
	struct excerpt e = excerpt_take(r, d, at);

	buf_lit(r->out, "<pre><code>");
	if (e.cut_before)
		buf_lit(r->out, "… ");
	html_escape(r->out, e.before);
	buf_lit(r->out, "<mark>");
	html_escape(r->out, e.span);
	buf_lit(r->out, "</mark>");
	html_escape(r->out, e.after);
	if (e.cut_after)
		buf_lit(r->out, " …");
	buf_lit(r->out, "</code></pre>\n");
}

static void write_one(struct report *r, const struct diag *d)
{
	struct report_place at = report_place(r, d);
	const char *level = level_name(d->level);

	buf_printf(r->out, "<li class=\"%s\">\n<p>", level);
	if (at.path.n)
		buf_printf(r->out, "%u:%u ", at.from.line, at.from.column);
	buf_printf(r->out, "<strong>%s</strong>: ", level);
	add_text(r, d->text);
	buf_printf(r->out, " (%s %s)</p>\n", d->rule->id, d->rule->name);
	if (at.source && d->at.len)
		write_excerpt(r, d, &at);
	buf_lit(r->out, "<p>What to do: ");
	add_text(r, d->hint.n ? d->hint : str_of(d->rule->fix));
	buf_lit(r->out, "</p>\n</li>\n");
}

static void write_file(struct report *r, size_t from, size_t n)
{
	struct str path = report_place(r, r->p[from]).path;

	buf_lit(r->out, "<h2>");
	add_text(r, path.n ? path : S("The run"));
	buf_lit(r->out, "</h2>\n<ol>\n");
	for (size_t i = from; i < from + n; i++)
		write_one(r, r->p[i]);
	buf_lit(r->out, "</ol>\n");
}

static void write(struct report *r)
{
	size_t count[LEVEL_ERROR + 1], n;

	report_count(r, count);
	buf_lit(r->out,
		"<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n"
		"<meta charset=\"utf-8\">\n<meta name=\"viewport\" "
		"content=\"width=device-width, initial-scale=1\">\n"
		"<meta http-equiv=\"Content-Security-Policy\" content=\""
		"default-src 'none'; style-src 'unsafe-inline'\">\n"
		"<title>diglot: findings</title>\n");
	buf_printf(r->out,
		"<style>%s</style>\n</head>\n<body>\n<main>\n"
		"<h1>Findings</h1>\n<p>",
		style);
	report_add_counts(r->out, count);
	buf_lit(r->out, "</p>\n");
	for (size_t i = 0; i < r->n; i += n) {
		n = report_file_run(r, i);
		write_file(r, i, n);
	}
	buf_lit(r->out, "</main>\n</body>\n</html>\n");
}

const struct report_format report_html = { "html",
	"a page with all of it; needs no network", write };
