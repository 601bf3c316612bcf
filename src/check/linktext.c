/*
 * What is written where a link is or should be: its text, and text that
 * looks like a link and is none.
 */
#include "base/buf.h"
#include "base/utf8.h"
#include "check/raw.h"
#include "check/rules.h"
#include "page/text.h"

const struct rule rule_link_syntax = {
	.id = "DG307",
	.name = "link-syntax",
	.level = LEVEL_WARNING,
	.title = "text that looks like a link and is none",
	.why = "readers see brackets and an address instead of a link",
	.fix = "write '[text](address)', with no space between, and %20 for a "
	       "space "
	       "in the address",
	.aliases = "MD011 no-reversed-links",
	.bad = "# Ferries\n"
	       "\n"
	       "See (the fares)[https://ferry.example/fares].\n",
	.good = "# Ferries\n"
		"\n"
		"See [the fares](https://ferry.example/fares).\n",
	.mend = MEND_UNSAFE,
};

static const struct rule_option vague_options[] = {
	{ "words", "further texts that say nothing", 0, OPTION_WORDS },
	{ NULL, NULL, 0, OPTION_NUMBER },
};

const struct rule rule_link_vague = {
	.id = "DG316",
	.name = "link-text-vague",
	.level = LEVEL_SUGGESTION,
	.tag = TAG_ACCESSIBILITY,
	.title = "the text of a link does not say where it leads",
	.why = "who goes through a page by its links hears 'here' and 'here'",
	.fix = "make the name of the target the text of the link",
	.aliases = "MD059 descriptive-link-text",
	.bad = "# Ferries\n"
	       "\n"
	       "For the fares, [click here](https://ferry.example/fares).\n",
	.good = "# Ferries\n"
		"\n"
		"See [the fares](https://ferry.example/fares).\n",
	.options = vague_options,
};

const struct rule rule_link_spaces = {
	.id = "DG317",
	.name = "link-text-spaces",
	.level = LEVEL_SUGGESTION,
	.title = "a space inside the brackets of a link",
	.why = "the line under the link reaches over the word's end",
	.fix = "move the space out of the brackets",
	.aliases = "MD039 no-space-in-links",
	.bad = "# Ferries\n"
	       "\n"
	       "See [ the fares ](https://ferry.example/fares).\n",
	.good = "# Ferries\n"
		"\n"
		"See [the fares](https://ferry.example/fares).\n",
	.mend = MEND_SAFE,
};

const struct rule rule_link_text_url = {
	.id = "DG318",
	.name = "link-text-url",
	.level = LEVEL_OFF,
	.tag = TAG_ACCESSIBILITY,
	.title = "the text of a link is its address",
	.why = "a screen reader spells it, and nobody learns what is there",
	.fix = "write the name of the target",
	.bad = "# Ferries\n"
	       "\n"
	       "See [https://ferry.example](https://ferry.example).\n",
	.good = "# Ferries\n"
		"\n"
		"See [the fares](https://ferry.example).\n",
};

const struct rule rule_bare_url = {
	.id = "DG319",
	.name = "bare-url",
	.level = LEVEL_OFF,
	.title = "an address stands in the text",
	.why = "not every renderer makes a link of it",
	.fix = "write '<address>', or a link with a text",
	.aliases = "MD034 no-bare-urls",
	.bad = "# Ferries\n"
	       "\n"
	       "See https://ferry.example.\n",
	.good = "# Ferries\n"
		"\n"
		"See <https://ferry.example>.\n",
	.mend = MEND_SAFE,
};

const struct rule rule_reference_undefined = {
	.id = "DG322",
	.name = "reference-undefined",
	.level = LEVEL_SUGGESTION,
	.title = "a link by label whose label is not defined",
	.why = "readers see two pairs of brackets",
	.fix = "add a line '[label]: address', or correct the label",
	.aliases = "MD052 reference-links-images",
	.bad = "# Ferries\n"
	       "\n"
	       "See [the fares][fares].\n",
	.good = "# Ferries\n"
		"\n"
		"See [the fares][fares].\n"
		"\n"
		"[fares]: https://ferry.example/fares\n",
};

/* ---- addresses in text ------------------------------------------- */

static bool has_space(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (char_is_space(s.p[i]) || s.p[i] == RAW_BLANK)
			return true;
	return false;
}

/* Nobody would write it but as an address. */
static bool is_address(struct str s)
{
	struct str path = str_sub(s, 0, str_find_byte(s, 0, '#'));

	return str_find(s, 0, S("://")) != STR_NONE || str_starts(s, S("./")) ||
	       str_starts(s, S("../")) || str_starts(s, S("mailto:")) ||
	       (s.n > 1 && (*s.p == '/' || *s.p == '#')) ||
	       str_ends_nocase(path, S(".md")) ||
	       str_ends_nocase(path, S(".yml")) ||
	       str_ends_nocase(path, S(".html")) ||
	       str_ends_nocase(path, S(".htm"));
}

/* One paragraph, heading or cell. */
struct text {
	struct check *c;
	struct range r;
	struct str prose; /* see raw_prose */
};

/* Bytes that are looked through for the other end of something. */
#define REACH 2000

static bool is_escaped(struct str s, size_t at)
{
	size_t n = 0;

	while (at-- > 0 && s.p[at] == '\\' && n < REACH)
		n++;
	return n % 2 == 1;
}

static size_t find_near(struct str s, size_t from, char c)
{
	return str_find_byte(str_sub(s, 0, from + REACH), from, c);
}

/* The sign that opens what `close` at `at` ends, in the same line. */
static size_t opener(struct str s, size_t at, char open, char close)
{
	size_t depth = 0, end = at > REACH ? at - REACH : 0;

	while (at-- > end && s.p[at] != '\n') {
		if (is_escaped(s, at))
			continue;
		if (s.p[at] == close)
			depth++;
		else if (s.p[at] == open && depth-- == 0)
			return at;
	}
	return STR_NONE;
}

static struct diag *report(const struct text *t, size_t from, size_t to,
	const char *what)
{
	return diag_add(t->c->sink, &rule_link_syntax,
		raw_span(t->c, t->r.from + from, t->r.from + to), "%s", what);
}

/* "(text)[address]" with its "][" turned round: ")[" at `at`. */
static void test_reversed(const struct text *t, size_t at)
{
	struct str s = t->prose, address;
	size_t from = opener(s, at, '(', ')');
	size_t to = find_near(s, at, ']');
	struct diag *d;
	struct str raw;

	if (from == STR_NONE || to == STR_NONE)
		return;
	address = str_sub(s, at + 2, to);
	if (has_space(address) || !is_address(address) ||
		(to + 1 < s.n && s.p[to + 1] == '('))
		return;
	d = report(t, from, to + 1,
		"the brackets and parentheses of the link are the wrong way "
		"round");
	raw = raw_of(t->c, (struct range){ t->r.from + from, t->r.from + to });
	raw_mend(t->c, d, MEND_UNSAFE, t->r.from + from, t->r.from + to + 1,
		str_printf(t->c->scratch, "[%.*s](%.*s)",
			STR_ARG(str_sub(raw, 1, at - from)),
			STR_ARG(str_skip(raw, at + 2 - from))));
}

/* "[text] (address)": the ']' is at `at`. */
static void test_gap(const struct text *t, size_t at)
{
	struct str s = t->prose, address;
	size_t open = at + 1, from, to;
	struct diag *d;

	while (open < s.n && (s.p[open] == ' ' || s.p[open] == '\t'))
		open++;
	if (open == at + 1 || open >= s.n || s.p[open] != '(')
		return;
	/* Few brackets come so far: only now is their other end looked for. */
	from = opener(s, at, '[', ']');
	if (from == STR_NONE)
		return;
	to = find_near(s, open, ')');
	address = str_sub(s, open + 1, to);
	if (to == STR_NONE || has_space(address) || !is_address(address))
		return;
	d = report(t, from, to + 1,
		"a space stands between the link's text and its address");
	raw_mend(t->c, d, MEND_UNSAFE, t->r.from + at, t->r.from + open + 1,
		S("]("));
}

/* "](" that made no link: something is wrong with the address. */
static void test_broken(const struct text *t, size_t at)
{
	struct str s = t->prose, address;
	size_t from = opener(s, at, '[', ']');
	size_t eol = find_near(s, at, '\n'), to;
	struct diag *d;

	if (from == STR_NONE)
		return;
	if (eol == STR_NONE)
		eol = at + REACH < s.n ? at + REACH : s.n;
	to = str_find_byte(str_sub(s, 0, eol), at, ')');
	if (to == STR_NONE) {
		address = str_sub(s, at + 2, eol);
		for (size_t i = 0; i < address.n; i++)
			if (char_is_space(address.p[i]))
				address.n = i;
		if (is_address(address))
			report(t, from, at + 2 + address.n,
				"the address of the link has no ')'");
		return;
	}
	address = str_trim(str_sub(s, at + 2, to));
	if (!is_address(address) || !has_space(address) ||
		str_find_byte(address, 0, RAW_BLANK) != STR_NONE)
		return;
	d = report(t, from, to + 1, "the address has a space, which ends it");
	if (str_find_byte(address, 0, '<') == STR_NONE &&
		str_find_byte(address, 0, '"') == STR_NONE)
		raw_mend(t->c, d, MEND_UNSAFE, t->r.from + at + 1,
			t->r.from + to + 1,
			str_printf(t->c->scratch, "(<%.*s>)",
				STR_ARG(address)));
}

/* Both signs of ")[" and "](" turn up in no other text. */
static bool has_bracket(struct check *c, const struct node *block)
{
	struct str raw = raw_of(c, raw_range(c, block));

	return str_find_byte(raw, 0, ']') != STR_NONE ||
	       str_find(raw, 0, S(")[")) != STR_NONE;
}

static void check_syntax(struct check *c, const struct node *block)
{
	struct text t = { .c = c };
	struct str s;

	t.prose = s = raw_prose(c, block, &t.r, false);
	for (size_t i = 0; i + 1 < s.n; i++) {
		if ((s.p[i] != ')' && s.p[i] != ']') || is_escaped(s, i))
			continue;
		if (s.p[i] == ')' && s.p[i + 1] == '[')
			test_reversed(&t, i);
		else if (s.p[i] == ']' && s.p[i + 1] == '(')
			test_broken(&t, i);
		else if (s.p[i] == ']')
			test_gap(&t, i);
	}
}

/* ---- labels ------------------------------------------------------ */

/* "[text][label]" that is left as text. `at`: the ']' of "][". */
static void test_label(const struct text *t, size_t at)
{
	struct str s = t->prose, label;
	size_t from = opener(s, at, '[', ']'), to = find_near(s, at + 2, ']');

	if (from == STR_NONE || to == STR_NONE || from + 1 == at)
		return;
	label = str_sub(s, at + 2, to);
	/* An index of an index, a footnote, a link that only its label is. */
	if (label.n == 0 || *label.p == '^' || *label.p == '!' ||
		s.p[from + 1] == '!' ||
		str_find_byte(label, 0, '[') != STR_NONE ||
		str_find_byte(label, 0, RAW_BLANK) != STR_NONE ||
		(to + 1 < s.n && (s.p[to + 1] == '[' || s.p[to + 1] == '(')) ||
		(from > 0 &&
			(char_is_alnum(s.p[from - 1]) || s.p[from - 1] == ']')))
		return;
	diag_add(t->c->sink, &rule_reference_undefined,
		raw_span(t->c, t->r.from + from, t->r.from + to + 1),
		"there is no '[%.*s]:' that says where this leads",
		STR_ARG(label));
}

static void check_labels(struct check *c, const struct node *block)
{
	struct text t = { .c = c };
	struct str s;

	t.prose = s = raw_prose(c, block, &t.r, true);
	for (size_t i = 0; i + 1 < s.n; i++)
		if (s.p[i] == ']' && s.p[i + 1] == '[' && !is_escaped(s, i))
			test_label(&t, i);
}

/* ---- the text of a link ------------------------------------------ */

#define VAGUE_MAX 100 /* bytes: no such text is longer */

static void check_vague(struct check *c, const struct node *n)
{
	struct str text = text_of(c->scratch, n);

	if (text.n == 0 || text.n > VAGUE_MAX)
		return;
	text = family_plain(c->scratch, text);
	if (family_listed(c, "vague_links", "vague-link", text) ||
		value_has_text(rule_words(&c->set->config, &rule_link_vague,
				       "words"),
			text))
		diag_add(c->sink, &rule_link_vague, n->at,
			"'%.*s' does not say where the link leads",
			STR_ARG(text));
}

/* The address as its own text. */
static void check_url_text(struct check *c, const struct node *n)
{
	struct str text = text_of(c->scratch, n), url = n->as.link.url;

	if (text.n == 0 || str_find(url, 0, S("://")) == STR_NONE)
		return;
	if (str_eq_nocase(text, url) ||
		(str_starts_nocase(url, S("https://")) &&
			str_eq_nocase(text, str_skip(url, 8))) ||
		(str_starts_nocase(url, S("http://")) &&
			str_eq_nocase(text, str_skip(url, 7))))
		diag_add(c->sink, &rule_link_text_url, n->at,
			"the text of the link is its address");
}

static void check_bare(struct check *c, const struct node *n)
{
	struct range r = raw_range(c, n);
	struct str raw = raw_of(c, r);
	struct diag *d;

	if (raw.n == 0 || *raw.p == '<' || !str_starts_nocase(raw, S("http")))
		return;
	d = diag_add(c->sink, &rule_bare_url, n->at,
		"'%.*s' stands bare in the text", STR_ARG(raw));
	raw_mend(c, d, MEND_SAFE, r.from, r.to,
		str_printf(c->scratch, "<%.*s>", STR_ARG(raw)));
}

/* ---- spaces at its ends ------------------------------------------ */

/* Something beside it needs the space: it goes out instead of away. */
static bool is_word_at(struct str s, size_t at)
{
	size_t k = at;
	uint32_t ch;

	if (at >= s.n || char_is_space(s.p[at]))
		return false;
	ch = utf8_next(s, &k);
	return !utf8_is_punct(ch) || s.p[at] == '(' || s.p[at] == '[';
}

static bool is_word_before(struct str s, size_t at)
{
	return at > 0 && !char_is_space(s.p[at - 1]) && s.p[at - 1] != '(' &&
	       s.p[at - 1] != '[' && s.p[at - 1] != '>' && s.p[at - 1] != '*' &&
	       s.p[at - 1] != '_' && s.p[at - 1] != '|';
}

static void mend_front(struct check *c, struct diag *d, size_t from,
	size_t text)
{
	bool word = is_word_before(raw_text(c), from);

	raw_mend(c, d, MEND_SAFE, from, text, word ? S(" [") : S("["));
}

/* `close`: the ']'; the space before it begins at `from`. */
static void mend_back(struct check *c, struct diag *d, size_t from,
	size_t close, size_t end)
{
	struct str s = raw_text(c);

	if (!is_word_at(s, end)) {
		raw_mend(c, d, MEND_SAFE, from, close, S(""));
		return;
	}
	if (raw_is_one(c, from, end))
		raw_mend(c, d, MEND_SAFE, from, end,
			str_cat(c->scratch, str_sub(s, close, end), S(" ")));
}

static bool is_blank_at(struct str s, size_t at)
{
	return at < s.n && (s.p[at] == ' ' || s.p[at] == '\t');
}

static void check_spaces(struct check *c, const struct node *n)
{
	struct range r = raw_range(c, n);
	struct str s = raw_text(c);
	size_t text = r.from + 1, close, back;
	struct diag *d;

	if (r.to <= text || s.p[r.from] != '[' || !n->last ||
		text_of(c->scratch, n).n == 0)
		return;
	while (is_blank_at(s, text))
		text++;
	close = raw_range(c, n->last).to;
	back = close;
	if (close >= r.to || s.p[close] != ']')
		return;
	while (back > text && is_blank_at(s, back - 1))
		back--;
	if (text == r.from + 1 && back == close)
		return;
	d = diag_add(c->sink, &rule_link_spaces, n->at,
		"a space stands inside the brackets of the link");
	if (text > r.from + 1)
		mend_front(c, d, r.from, text);
	if (back < close && (d->edits || text == r.from + 1))
		mend_back(c, d, back, close, r.to);
}

static bool holds_inlines(const struct node *n)
{
	return n->kind == NODE_PARAGRAPH || n->kind == NODE_HEADING ||
	       n->kind == NODE_CELL;
}

void check_linktexts(struct check *c)
{
	const struct node *root = c->page->tree[0] ? c->page->tree[0]->root
						   : NULL;

	for (const struct node *n = root; n; n = node_walk(root, n, false)) {
		if (holds_inlines(n) && has_bracket(c, n)) {
			check_syntax(c, n);
			check_labels(c, n);
		}
		if (n->kind != NODE_LINK)
			continue;
		if (n->as.link.bare) {
			check_bare(c, n);
			continue;
		}
		check_vague(c, n);
		check_url_text(c, n);
		check_spaces(c, n);
	}
}
