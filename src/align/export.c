/*
 * The pairs of a page with what a translator wants to know of them: state,
 * kind of block, heading above.
 */
#include "align/export.h"

#include "align/bitext.h"
#include "align/issues.h"

static bool is_blank(struct str s)
{
	return str_trim(s).n == 0;
}

static size_t count_words(struct str s)
{
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++)
		n += !char_is_space(s.p[i]) &&
		     (i == 0 || char_is_space(s.p[i - 1]));
	return n;
}

static bool is_untranslated(struct str target, struct str source)
{
	return is_blank(target) ||
	       (str_eq(str_trim(target), str_trim(source)) &&
		       count_words(source) >= 4);
}

/* What the block is that holds the segment; "" for a paragraph. */
static struct str context_of(struct arena *a, const struct node *seg)
{
	for (const struct node *n = seg; n; n = n->parent)
		switch (n->kind) {
		case NODE_HEADING:
			return str_printf(a, "heading %d", n->as.heading.level);
		case NODE_CELL:
			return S("table cell");
		case NODE_ITEM:
			return S("list item");
		case NODE_ALERT:
			return str_cat(a, S("alert "),
				str_lower(a, n->as.alert.kind->name));
		case NODE_QUOTE:
			return S("block quote");
		default:
			break;
		}
	return S("");
}

struct str export_language(struct arena *a, const struct page *p)
{
	return locale_canonical(a,
		value_text_at(p->meta, S("ms.contentlocale")));
}

static bool is_machine(const struct page *p)
{
	return str_eq_nocase(value_text_at(p->meta, S("ms.translationtype")),
		S("MT"));
}

static struct str carried(struct arena *a, struct str s, bool any_character)
{
	return any_character ? s : exchange_plain(a, s);
}

static void add_issues(struct arena *a, struct export_pair *x,
	const struct align_page *review, size_t pair)
{
	const struct align_pair *p = review ? &review->p[pair] : NULL;

	if (!p || !p->nfindings)
		return;
	x->nissues = p->nfindings;
	x->issues = issues_of(a, p->findings, p->nfindings, p, x->target);
}

static void fill(struct arena *a, struct export_pair *x, struct str source,
	struct str target, const struct export_options *o)
{
	x->source = carried(a, source, o->any_character);
	if (x->state != EXPORT_INITIAL)
		x->target = carried(a, target, o->any_character);
}

struct export_page *export_make(struct arena *a, const struct page *p,
	const struct export_options *o)
{
	struct export_page *out = arena_new(a, struct export_page);
	bool machine = is_machine(p);
	size_t heading = 0, last = STR_NONE, line = 1, at = 0;
	struct bitext m;

	bitext_make(a, p->source->bytes, p->pairs, &m);
	out->path = o->path;
	out->number = 1;
	out->pairs = arena_array(a, struct export_pair, p->pairs.n);
	for (size_t i = 0; i < p->pairs.n; i++) {
		struct export_pair *x = &out->pairs[out->npairs];
		struct str s = bitext_source(&m, i), t = bitext_target(&m, i);
		while (heading < p->headings.n &&
			p->headings.p[heading].node->at.at <= p->pairs.p[i].t)
			heading++;
		for (; at < p->pairs.p[i].at; at++)
			line += p->source->bytes.p[at] == '\n';
		if (is_blank(s) || (o->untranslated && !is_untranslated(t, s)))
			continue;
		x->key = m.keys[i];
		x->line = (uint32_t)line;
		x->state = is_blank(t) ? EXPORT_INITIAL
			   : machine   ? EXPORT_MACHINE
				       : EXPORT_TRANSLATED;
		fill(a, x, s, t, o);
		add_issues(a, x, o->review, i);
		if (p->tree[0] && i < p->tree[0]->nsegs)
			x->context = context_of(a, p->tree[0]->segs[i]);
		if (heading > 0)
			x->section = p->headings.p[heading - 1].id;
		x->joined = last != STR_NONE && last + 1 == i &&
			    bitext_joined(&m, i, &x->between);
		x->between = carried(a, x->between, o->any_character);
		last = i;
		out->npairs++;
	}
	if (o->review && o->review->nfindings) {
		out->nissues = o->review->nfindings;
		out->issues = issues_of(a, o->review->findings, out->nissues,
			NULL, S(""));
	}
	return out->npairs ? out : NULL;
}
