/* Words and signs of running text: lists of the project's own. */
#include "check/raw.h"

#include "base/utf8.h"
#include "check/rules.h"

static const struct rule_option sensitive_options[] = {
	{ "words", "words that the text does without", 0, OPTION_WORDS },
	{ NULL, NULL, 0, OPTION_NUMBER },
};

const struct rule rule_sensitive = {
	.id = "DG952",
	.name = "sensitive-language",
	.level = LEVEL_OFF,
	.title = "a word that the docset's list has",
	.why = "it may hurt or shut out some of the readers",
	.fix = "use another word",
	.options = sensitive_options,
};

const struct rule rule_smart_signs = {
	.id = "DG953",
	.name = "smart-punctuation",
	.level = LEVEL_OFF,
	.title = "curly quotes or an ellipsis as one character",
	.why = "who copies the text into a command gets signs that mean "
	       "nothing there",
	.fix = "write straight quotes and three full stops",
	.bad = "# Ferries\n"
	       "\n"
	       "They leave “at noon”.\n",
	.good = "# Ferries\n"
		"\n"
		"They leave \"at noon\".\n",
	.mend = MEND_SAFE,
};

/* Words of the list; more would cost too much for each paragraph. */
#define WORDS_MAX 500

static bool is_word_char(struct str s, size_t at)
{
	size_t k = at;

	while (k > 0 && k < s.n && ((unsigned char)s.p[k] & 0xC0) == 0x80)
		k--;
	return k < s.n && utf8_is_alnum(utf8_next(s, &k));
}

/* `word` at byte i of the text, alone. */
static bool is_there(struct str s, size_t i, struct str word)
{
	return str_starts_nocase(str_skip(s, i), word) &&
	       (i == 0 || !is_word_char(s, i - 1)) &&
	       !is_word_char(s, i + word.n);
}

static void find_word(struct check *c, struct str prose, struct range r,
	struct str word)
{
	for (size_t i = 0; word.n > 0 && i + word.n <= prose.n; i++)
		if (is_there(prose, i, word))
			diag_add(c->sink, &rule_sensitive,
				raw_span(c, r.from + i, r.from + i + word.n),
				"'%.*s' is in the list of words to avoid",
				STR_ARG(word));
}

static void check_words(struct check *c, struct str prose, struct range r)
{
	const struct value *list = rule_words(&c->set->config, &rule_sensitive,
		"words");

	for (size_t i = 0; list && i < list->n && i < WORDS_MAX; i++)
		find_word(c, prose, r, value_as_text(list->items[i]));
}

static const char *straight(uint32_t ch)
{
	switch (ch) {
	case 0x2018:
	case 0x2019:
		return "'";
	case 0x201C:
	case 0x201D:
		return "\"";
	case 0x2026:
		return "...";
	default:
		return NULL;
	}
}

static void check_signs(struct check *c, struct str prose, struct range r)
{
	for (size_t i = 0, next; i < prose.n; i = next) {
		const char *to;
		struct diag *d;

		next = i;
		to = straight(utf8_next(prose, &next));
		if (!to)
			continue;
		d = diag_add(c->sink, &rule_smart_signs,
			raw_span(c, r.from + i, r.from + next),
			"'%.*s' instead of '%s'",
			STR_ARG(str_sub(prose, i, next)), to);
		raw_mend(c, d, MEND_SAFE, r.from + i, r.from + next,
			str_of(to));
	}
}

void check_prose(struct check *c)
{
	const struct node *root = c->page->tree[0] ? c->page->tree[0]->root
						   : NULL;

	for (const struct node *n = root; n; n = node_walk(root, n, false)) {
		struct range r;
		struct str prose;

		if (n->kind != NODE_PARAGRAPH && n->kind != NODE_HEADING &&
			n->kind != NODE_CELL)
			continue;
		prose = raw_prose(c, n, &r, true);
		check_words(c, prose, r);
		check_signs(c, prose, r);
	}
}
