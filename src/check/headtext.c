/* Headings by what is written in them, and text that was to be one. */
#include "check/raw.h"

#include "base/utf8.h"
#include "check/rules.h"
#include "page/text.h"

const struct rule rule_heading_space = {
	.id = "DG209",
	.name = "heading-missing-space",
	.level = LEVEL_WARNING,
	.title = "no space behind the '#' of a heading",
	.why = "the line is no heading: readers see the '#'",
	.fix = "write a space behind the last '#'",
	.aliases = "MD018 no-missing-space-atx",
	.bad = "# Ferries\n"
	       "\n"
	       "##Tickets\n"
	       "\n"
	       "You buy tickets on the quay.\n",
	.good = "# Ferries\n"
		"\n"
		"## Tickets\n"
		"\n"
		"You buy tickets on the quay.\n",
	.mend = MEND_SAFE,
};

static const struct rule_option punctuation_options[] = {
	{ "signs", "signs that a heading does not end with", 0, OPTION_WORDS },
	{ NULL, NULL, 0, OPTION_NUMBER },
};

const struct rule rule_heading_punctuation = {
	.id = "DG211",
	.name = "heading-punctuation",
	.level = LEVEL_OFF,
	.title = "a heading ends with a punctuation mark",
	.why = "a heading is a name, no sentence",
	.fix = "take the mark away",
	.aliases = "MD026 no-trailing-punctuation",
	.bad = "# Ferries\n"
	       "\n"
	       "## What you need:\n"
	       "\n"
	       "A ticket.\n",
	.good = "# Ferries\n"
		"\n"
		"## What you need\n"
		"\n"
		"A ticket.\n",
	.mend = MEND_SAFE,
	.options = punctuation_options,
};

const struct rule rule_emphasis_heading = {
	.id = "DG212",
	.name = "emphasis-as-heading",
	.level = LEVEL_OFF,
	.title = "a paragraph that is one bold line stands for a heading",
	.why = "it is in no outline, and nobody can link to it",
	.fix = "write '##' and the text",
	.aliases = "MD036 no-emphasis-as-heading",
	.bad = "# Ferries\n"
	       "\n"
	       "**Tickets**\n"
	       "\n"
	       "You buy tickets on the quay.\n",
	.good = "# Ferries\n"
		"\n"
		"## Tickets\n"
		"\n"
		"You buy tickets on the quay.\n",
	.mend = MEND_UNSAFE,
};

static const struct rule_option long_options[] = {
	{ "max", "characters that a heading has at most", 100, OPTION_NUMBER },
	{ NULL, NULL, 0, OPTION_NUMBER },
};

const struct rule rule_heading_long = {
	.id = "DG213",
	.name = "heading-too-long",
	.level = LEVEL_OFF,
	.title = "a heading has many characters",
	.why = "it fills the outline, and nobody takes it in at a glance",
	.fix = "write a short name, and the rest below it",
	.aliases = "h1-bad-length",
	.bad = "# When the ferries to the northern islands leave in summer, "
	       "in winter, on holidays, and in rough weather\n",
	.good = "# When the ferries leave\n",
	.options = long_options,
};

/* ---- '##Name' ---------------------------------------------------- */

/* A single '#' may begin a tag or a number: it has to be a line of words
 * that is a paragraph of its own. */
static bool is_meant(const struct check *c, const struct node *p, size_t at,
	size_t hashes)
{
	struct str s = raw_text(c);
	size_t k = at + hashes;
	uint32_t ch;

	if (hashes == 0 || hashes > 6 || k >= s.n || char_is_space(s.p[k]))
		return false;
	k = raw_skip_marks(c, k, false);
	ch = utf8_next(s, &k);
	if (!utf8_is_alnum(ch) || (ch < 128 && char_is_digit((char)ch)))
		return false;
	if (hashes > 1)
		return true;
	return raw_range(c, p).to <= raw_line_end(c, at) &&
	       raw_range(c, p).from == at && p->parent->kind == NODE_DOCUMENT &&
	       str_find_byte(str_sub(s, at, raw_line_end(c, at)), 0, ' ') !=
		       STR_NONE &&
	       str_find_byte(str_sub(s, at + 1, raw_line_end(c, at)), 0, '#') ==
		       STR_NONE;
}

static void check_line(struct check *c, const struct node *p, size_t at)
{
	struct str s = raw_text(c);
	size_t n = 0;
	struct diag *d;

	at = raw_skip_marks(c, at, true);
	while (at + n < s.n && s.p[at + n] == '#')
		n++;
	if (!is_meant(c, p, at, n))
		return;
	d = diag_add(c->sink, &rule_heading_space, raw_span(c, at, at + n),
		"without a space behind '%.*s' this is no heading",
		STR_ARG(str_sub(s, at, at + n)));
	raw_mend(c, d, MEND_SAFE, at, at + n,
		str_cat(c->scratch, str_sub(s, at, at + n), S(" ")));
}

/* A line that begins with code or a link begins with no '#'. */
static void check_lines(struct check *c, const struct node *p)
{
	struct range r;
	struct str prose = raw_prose(c, p, &r, true);

	for (size_t at = 0; at < prose.n;) {
		size_t eol = str_find_byte(prose, at, '\n');

		if (str_find_byte(str_sub(prose, at, eol), 0, '#') != STR_NONE)
			check_line(c, p, r.from + at);
		at = eol == STR_NONE ? prose.n : eol + 1;
	}
}

/* ---- headings ---------------------------------------------------- */

/* Where ';' ends a question. */
static bool is_greek(const struct check *c)
{
	struct str tag = family_language(c);

	return str_eq_nocase(tag, S("el")) || str_starts_nocase(tag, S("el-"));
}

static bool is_sign(const struct check *c, struct str sign)
{
	const struct value *list = rule_words(&c->set->config,
		&rule_heading_punctuation, "signs");

	if (!list && *sign.p == ';')
		return !is_greek(c);
	if (!list)
		return strchr(".,:", *sign.p) || str_eq(sign, S("。")) ||
		       str_eq(sign, S("：")) || str_eq(sign, S("；")) ||
		       str_eq(sign, S("।"));
	for (size_t i = 0; i < list->n; i++)
		if (str_eq(value_as_text(list->items[i]), sign))
			return true;
	return false;
}

/* The last character of a text. */
static struct str last_sign(struct str text)
{
	size_t k = text.n;

	while (k > 0 && ((unsigned char)text.p[k - 1] & 0xC0) == 0x80)
		k--;
	return k > 0 ? str_skip(text, k - 1) : S("");
}

static void check_punctuation(struct check *c, const struct node *h)
{
	struct range r = raw_range(c, h);
	struct str text = text_of(c->scratch, h), sign = last_sign(text);
	struct diag *d;
	size_t end;

	if (sign.n == 0 || text.n == sign.n || str_ends(text, S("...")) ||
		!is_sign(c, sign))
		return;
	d = diag_add(c->sink, &rule_heading_punctuation, h->at,
		"the heading ends with '%.*s'", STR_ARG(sign));
	end = r.from + str_trim_right(raw_of(c, r)).n;
	if (str_ends(str_sub(raw_text(c), r.from, end), sign))
		raw_mend(c, d, MEND_SAFE, end - sign.n, end, S(""));
}

static void check_long(struct check *c, const struct node *h)
{
	size_t n = utf8_count(text_of(c->scratch, h));
	double max = rule_number(&c->set->config, &rule_heading_long, "max");

	if ((double)n > max)
		diag_add(c->sink, &rule_heading_long, h->at,
			"the heading has %zu characters, more than %g", n, max);
}

/* ---- bold lines -------------------------------------------------- */

static bool is_sentence(struct str text)
{
	struct str sign = last_sign(text);

	return str_eq(sign, S(".")) || str_eq(sign, S("!")) ||
	       str_eq(sign, S("?")) || str_eq(sign, S(":")) ||
	       str_eq(sign, S(",")) || str_eq(sign, S("。")) ||
	       str_eq(sign, S("？")) || str_eq(sign, S("！")) ||
	       str_eq(sign, S("："));
}

/* The only thing in it that is no segment: a bold run; else NULL. */
static const struct node *only_bold(const struct node *p)
{
	const struct node *n = p->child;

	while (n && n->kind == NODE_SEG && !n->next)
		n = n->child;
	return n && n->kind == NODE_STRONG && !n->next ? n : NULL;
}

static int level_above(const struct check *c, const struct node *p)
{
	int level = 1;

	for (size_t i = 0; i < c->page->headings.n; i++) {
		const struct heading *h = &c->page->headings.p[i];

		if (h->node->at.at > p->at.at)
			break;
		level = h->level;
	}
	return level < 6 ? level + 1 : 6;
}

static void check_bold(struct check *c, const struct node *p)
{
	const struct node *bold = only_bold(p);
	struct range r;
	struct str raw;
	struct diag *d;

	if (!bold || p->parent->kind != NODE_DOCUMENT || !p->next ||
		is_sentence(text_of(c->scratch, bold)) ||
		text_of(c->scratch, bold).n == 0)
		return;
	d = diag_add(c->sink, &rule_emphasis_heading, bold->at,
		"the bold line stands for a heading");
	r = raw_range(c, bold);
	raw = raw_of(c, r);
	if (raw.n < 5 || !raw_is_one(c, r.from, r.to) ||
		raw_range(c, p).from != r.from)
		return;
	raw_mend(c, d, MEND_UNSAFE, r.from, r.to,
		str_printf(c->scratch, "%.*s %.*s", level_above(c, p), "######",
			STR_ARG(str_sub(raw, 2, raw.n - 2))));
}

void check_headtexts(struct check *c)
{
	const struct node *root = c->page->tree[0] ? c->page->tree[0]->root
						   : NULL;

	for (const struct node *n = root; n; n = node_walk(root, n, false)) {
		if (n->kind == NODE_PARAGRAPH) {
			check_lines(c, n);
			check_bold(c, n);
		} else if (n->kind == NODE_HEADING) {
			check_punctuation(c, n);
			check_long(c, n);
		}
	}
}
