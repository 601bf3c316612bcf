/* Words and signs of running text: lists of the project's own. */
#include "check/raw.h"

#include "base/buf.h"
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

/* ---- lists by language ------------------------------------------- */

static uint32_t locale_of(const struct check *c)
{
	uint32_t i = c->set->files.p[c->page->file].locale;

	return i < c->set->config.nlocales ? i : 0;
}

struct str family_language(const struct check *c)
{
	if (c->page->side == SIDE_SOURCE)
		return c->set->config.source_locale;
	return c->set->config.locales[locale_of(c)].tag;
}

static const struct value *list_for(const struct check *c, const char *name,
	struct str tag)
{
	return map_get(&c->set->config.words,
		str_printf(c->scratch, "%s %.*s", name, STR_ARG(tag)));
}

size_t family_lists(const struct check *c, const char *strings,
	const char *name, const struct value *out[FAMILY_LISTS])
{
	struct str tag = family_language(c);
	size_t dash = str_find_byte(tag, 0, '-'), n = 0;

	if (strings && c->set->locales)
		out[n++] = value_get(c->set->locales[locale_of(c)].strings,
			str_of(strings));
	if (c->set->config.words.n == 0)
		return n;
	out[n++] = list_for(c, name, S("*"));
	out[n++] = list_for(c, name, str_sub(tag, 0, dash));
	if (dash != STR_NONE)
		out[n++] = list_for(c, name, tag);
	return n;
}

bool family_listed(const struct check *c, const char *strings, const char *name,
	struct str text)
{
	const struct value *lists[FAMILY_LISTS];
	size_t n = family_lists(c, strings, name, lists);

	for (size_t i = 0; i < n; i++)
		if (value_has_text(lists[i], text))
			return true;
	return false;
}

struct str family_plain(struct arena *a, struct str text)
{
	struct buf b;
	size_t end = 0;

	buf_init(&b, a);
	for (size_t i = 0; i < text.n;) {
		uint32_t ch = utf8_next(text, &i);

		if (b.n == 0 && (utf8_is_punct(ch) || utf8_is_space(ch)))
			continue;
		buf_code_point(&b, utf8_is_space(ch) ? ' ' : utf8_lower(ch));
		if (!utf8_is_punct(ch) && !utf8_is_space(ch))
			end = b.n;
	}
	return str_sub(buf_str(&b), 0, end);
}

/* ---- words to avoid ---------------------------------------------- */

/* Words of the list; more would cost too much for each paragraph. */
#define WORDS_MAX 500

static bool is_word_char(struct str s, size_t at)
{
	size_t k = at;

	while (k > 0 && k < s.n && ((unsigned char)s.p[k] & 0xC0) == 0x80)
		k--;
	return k < s.n && utf8_is_alnum(utf8_next(s, &k));
}

/* Where `word`, in lower case, ends if it stands at byte i; else 0. */
static size_t word_end(struct str s, size_t i, struct str word)
{
	size_t k = 0;

	while (k < word.n)
		if (i >= s.n ||
			utf8_lower(utf8_next(s, &i)) != utf8_next(word, &k))
			return 0;
	return is_word_char(s, i) ? 0 : i;
}

static void find_word(struct check *c, struct str prose, struct range r,
	struct str word)
{
	for (size_t i = 0, end; word.n > 0 && i + 1 < prose.n;
		utf8_next(prose, &i)) {
		if (i > 0 && is_word_char(prose, i - 1))
			continue;
		end = word_end(prose, i, word);
		if (end)
			diag_add(c->sink, &rule_sensitive,
				raw_span(c, r.from + i, r.from + end),
				"'%.*s' is in the list of words to avoid",
				STR_ARG(word));
	}
}

static void find_words(struct check *c, struct str prose, struct range r,
	const struct value *list)
{
	for (size_t i = 0; list && i < list->n && i < WORDS_MAX; i++)
		find_word(c, prose, r,
			utf8_lower_str(c->scratch,
				str_trim(value_as_text(list->items[i]))));
}

static void check_words(struct check *c, struct str prose, struct range r)
{
	const struct value *lists[FAMILY_LISTS];
	size_t n = family_lists(c, NULL, "sensitive", lists);

	find_words(c, prose, r,
		rule_words(&c->set->config, &rule_sensitive, "words"));
	for (size_t i = 0; i < n; i++)
		find_words(c, prose, r, lists[i]);
}

/* ---- signs ------------------------------------------------------- */

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

	if (!check_wants(c, &rule_sensitive) &&
		!check_wants(c, &rule_smart_signs))
		return;
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

double family_letters(const struct check *c, struct str text)
{
	size_t n = utf8_count(text), width = c->docfx ? n : utf8_width(text);

	return (double)(width > n ? width : n);
}
