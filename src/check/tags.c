/*
 * The tags of a page as one row, whatever blocks they stand in: what opens
 * has to be closed, in order. Elements whose end HTML itself supplies are
 * passed over.
 */
#include "check/raw.h"
#include "format/html.h"
#include "format/sanitize.h"

const struct rule rule_html_unbalanced = {
	.id = "DG704",
	.name = "html-unbalanced",
	.level = LEVEL_WARNING,
	.title =
		"an HTML element is not closed, or closed where it is not open",
	.why = "what follows it looks and behaves otherwise than it was meant "
	       "to",
	.fix = "write the missing tag, or take the other away",
	.bad = "# Ferries\n"
	       "\n"
	       "<div>\n"
	       "\n"
	       "They leave at noon.\n",
	.good = "# Ferries\n"
		"\n"
		"<div>\n"
		"\n"
		"They leave at noon.\n"
		"\n"
		"</div>\n",
};

const struct rule rule_html_obsolete = {
	.id = "DG705",
	.name = "html-obsolete",
	.level = LEVEL_SUGGESTION,
	.title = "an HTML element for looks alone",
	.why = "it says nothing, and themes and readers' settings do without "
	       "it",
	.fix = "use Markdown, or nothing",
	.bad = "# Ferries\n"
	       "\n"
	       "They leave at <u>noon</u>.\n",
	.good = "# Ferries\n"
		"\n"
		"They leave at **noon**.\n",
	.mend = MEND_UNSAFE,
};

const struct rule rule_autoplay = {
	.id = "DG707",
	.name = "media-autoplay",
	.level = LEVEL_SUGGESTION,
	.tag = TAG_ACCESSIBILITY,
	.title = "a video or sound that starts by itself",
	.why = "it talks over a screen reader, and disturbs others",
	.fix = "take 'autoplay' away",
	.bad = "# Ferries\n"
	       "\n"
	       "<video src=\"https://ferry.example/a.mp4\" autoplay></video>\n",
	.good = "# Ferries\n"
		"\n"
		"<video src=\"https://ferry.example/a.mp4\" "
		"controls></video>\n",
	.mend = MEND_SAFE,
};

/* Open elements; a page with more is none. */
#define MAX_OPEN 64

struct open {
	struct str name;
	struct span at;
	bool soft; /* "<a/>", which some close and some do not */
};

struct run {
	struct check *c;
	struct open open[MAX_OPEN];
	size_t n;
	bool lost; /* too deep to say anything */
};

static const char *const optional[] = { "p", "li", "dt", "dd", "tr", "td", "th",
	"thead", "tbody", "tfoot", "colgroup", "option", "optgroup", "rp", "rt",
	"html", "head", "body", NULL };
static const char *const obsolete[] = { "center", "font", "u", "strike", "big",
	"tt", NULL };

static bool counts(const struct html_token *t)
{
	return sanitize_element(t->name) != SANITIZE_UNKNOWN &&
	       !sanitize_is_void(t->name) && !str_in_nocase(t->name, optional);
}

static void report_open(struct run *r, const struct open *o)
{
	if (!o->soft)
		diag_add(r->c->sink, &rule_html_unbalanced, o->at,
			"the element '<%.*s>' is never closed",
			STR_ARG(o->name));
}

static void push(struct run *r, const struct html_token *t, struct span at)
{
	/* Those that nobody closes make room. */
	while (r->n > 0 && r->n == MAX_OPEN && r->open[r->n - 1].soft)
		r->n--;
	if (r->n == MAX_OPEN)
		r->lost = true;
	else
		r->open[r->n++] = (struct open){ t->name, at, t->self_closing };
}

static void pop(struct run *r, struct str name, struct span at)
{
	size_t i = r->n;

	while (i > 0 && !str_eq_nocase(r->open[i - 1].name, name))
		i--;
	if (i == 0) {
		diag_add(r->c->sink, &rule_html_unbalanced, at,
			"'</%.*s>' closes nothing", STR_ARG(name));
		return;
	}
	while (r->n > i)
		report_open(r, &r->open[--r->n]);
	r->n = i - 1;
}

/* ---- for looks --------------------------------------------------- */

/* Both tags go; a line through text is Markdown's. */
static void mend_obsolete(struct run *r, struct diag *d, const struct node *n,
	struct str name)
{
	const struct node *end = n->next;
	struct str to = str_eq_nocase(name, S("strike")) ? S("~~") : S("");
	struct range a = raw_range(r->c, n), b;
	size_t depth = 0;

	for (; end; end = end->next) {
		if (end->kind != NODE_HTML)
			continue;
		if (!str_starts(end->as.text, S("</")))
			depth += str_starts_nocase(str_skip(end->as.text, 1),
				name);
		else if (str_starts_nocase(str_skip(end->as.text, 2), name) &&
			 depth-- == 0)
			break;
	}
	if (!end)
		return;
	b = raw_range(r->c, end);
	if (raw_mend(r->c, d, MEND_UNSAFE, a.from, a.to, to))
		raw_mend(r->c, d, MEND_UNSAFE, b.from, b.to, to);
}

/* ---- videos ------------------------------------------------------ */

static bool is_media(const struct html_token *t)
{
	return str_eq_nocase(t->name, S("video")) ||
	       str_eq_nocase(t->name, S("audio"));
}

static void report_autoplay(struct run *r, struct span at, size_t from,
	size_t to)
{
	struct diag *d = diag_add(r->c->sink, &rule_autoplay, at,
		"this starts by itself");

	if (to > from)
		raw_mend(r->c, d, MEND_SAFE, from, to, S(""));
}

/* "autoplay=true" in an address: it goes with the sign before or behind. */
static void check_query(struct run *r, const struct node *n)
{
	struct range all = raw_range(r->c, n);
	struct str s = raw_of(r->c, all);
	size_t at = str_find(s, 0, S("autoplay=")), end;

	if (at == STR_NONE || at == 0 || !strchr("?&;", s.p[at - 1]))
		return;
	end = at + 9;
	while (end < s.n && char_is_alnum(s.p[end]))
		end++;
	if (!str_eq_nocase(str_sub(s, at + 9, end), S("true")) &&
		!str_eq(str_sub(s, at + 9, end), S("1")))
		return;
	if (s.p[at - 1] != '&' && end < s.n && s.p[end] == '&')
		end++;
	else
		at--;
	report_autoplay(r, n->at, all.from + at,
		s.p[at] == ';' ? all.from + at : all.from + end);
}

static void check_media(struct run *r, const struct html_token *t,
	struct span at, size_t base)
{
	const struct html_attr *a = html_attr(t, S("autoplay"));
	size_t from, to;

	if (!a || !is_media(t))
		return;
	from = (size_t)(a->name.p - t->raw.p);
	to = from + a->name.n;
	if (a->has_value || from == 0)
		to = from = 0;
	else
		from--;
	report_autoplay(r, at, base + from, base + to);
}

/* ---- the row ----------------------------------------------------- */

static void take(struct run *r, const struct node *n,
	const struct html_token *t, struct range where)
{
	struct span at = raw_span(r->c, where.from, where.to);

	if (t->kind == HTML_OPEN) {
		if (str_in_nocase(t->name, obsolete))
			mend_obsolete(r,
				diag_add(r->c->sink, &rule_html_obsolete, at,
					"'<%.*s>' is for looks alone",
					STR_ARG(t->name)),
				n, t->name);
		check_media(r, t, at, where.from);
		if (counts(t))
			push(r, t, at);
	} else if (t->kind == HTML_CLOSE && counts(t)) {
		pop(r, t->name, at);
	}
}

static void read_node(struct run *r, const struct node *n)
{
	struct range all = raw_html(r->c, n);
	struct str text = raw_of(r->c, all);
	struct html_reader reader;
	struct html_token t;

	html_begin(&reader, text);
	while (html_next(&reader, &t)) {
		size_t from = all.from + (size_t)(t.raw.p - text.p);

		take(r, n, &t, (struct range){ from, from + t.raw.n });
	}
	check_query(r, n);
}

/* The link is a video's where its box has an address. */
static bool is_video(const struct node *n)
{
	return (n->kind == NODE_BOX || n->kind == NODE_WRAP) && n->as.box &&
	       n->as.box->url.n > 0;
}

void check_tags(struct check *c)
{
	struct run r = { .c = c };
	const struct node *root = c->page->tree[0] ? c->page->tree[0]->root
						   : NULL;

	for (const struct node *n = root; n && !r.lost;
		n = node_walk(root, n, false)) {
		if (n->kind == NODE_HTML ||
			(n->kind == NODE_HTML_BLOCK && !n->child))
			read_node(&r, n);
		else if (is_video(n))
			check_query(&r, n);
	}
	for (size_t i = 0; !r.lost && i < r.n; i++)
		report_open(&r, &r.open[i]);
}
