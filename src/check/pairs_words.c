/* Translations that are not there, and words that are wrong by themselves. */
#include "check/pairs.h"

#include "base/utf8.h"

const struct rule rule_pair_empty = {
	.id = "DG914",
	.name = "pair-empty",
	.level = LEVEL_ERROR,
	.title = "the translation is empty",
	.why = "the sentence is missing from the page",
	.fix = "write the translation",
};

const struct rule rule_pair_script = {
	.id = "DG916",
	.name = "pair-script",
	.level = LEVEL_WARNING,
	.title = "a word mixes letters of two scripts",
	.why = "search does not find the word, and screen readers misread it",
	.fix = "write the word in one script",
};

const struct rule rule_repeated_word = {
	.id = "DG954",
	.name = "repeated-word",
	.level = LEVEL_SUGGESTION,
	.review = LEVEL_WARNING,
	.title = "a word stands twice in a row",
	.why = "it reads as a slip",
	.fix = "take one of them out",
};

/* ---- scripts ----------------------------------------------------- */

static bool are_mixed(enum script a, enum script b)
{
	static const unsigned letters = 1u << SCRIPT_LATIN |
					1u << SCRIPT_GREEK |
					1u << SCRIPT_CYRILLIC;

	return a != b && (letters >> a & 1) && (letters >> b & 1);
}

/* No markup between: "[Xamarin](url)and" is another fault. */
static bool stands_behind(const struct half *h, size_t from, size_t at)
{
	return h->from[at] - h->from[from] == at - from;
}

static size_t letters_of(struct str text, size_t i, enum script script,
	size_t *n)
{
	*n = 0;
	while (i < text.n) {
		size_t next = i;
		uint32_t c = utf8_next(text, &next);
		if (!utf8_is_alnum(c) || script_of(c) != script)
			break;
		++*n;
		i = next;
	}
	return i;
}

/* "Windowsной": a name with an ending of the language. One letter alone may
 * have been taken for another that looks like it. */
static bool has_ending(const struct pair_check *k, struct str text, size_t word)
{
	size_t name, ending, end;

	end = letters_of(text, word, SCRIPT_LATIN, &name);
	end = letters_of(text, end, k->m->script, &ending);
	if (name < 2 || ending < 2)
		return false;
	return end == text.n || !utf8_is_alnum(utf8_next(text, &end));
}

/* Adjacent letters of two alphabets that look alike. */
static void check_script(const struct pair_check *k, const struct pair_text *p)
{
	enum script before = SCRIPT_OTHER;
	size_t at = 0, word = 0, last = 0;
	struct diag *d;

	if (k->m->script != SCRIPT_CYRILLIC && k->m->script != SCRIPT_GREEK)
		return;
	for (size_t i = 0; i < p->t.text.n; at = i) {
		uint32_t c = utf8_next(p->t.text, &i);
		enum script s = utf8_is_alnum(c) ? script_of(c) : SCRIPT_OTHER;
		if (before == SCRIPT_OTHER)
			word = at;
		if (are_mixed(before, s) && stands_behind(&p->t, last, at)) {
			d = diag_add(k->c->sink, &rule_pair_script,
				pair_seen(k, p, word, i),
				"the word has letters of two scripts");
			if (has_ending(k, p->t.text, word))
				d->own = LEVEL_SUGGESTION;
			return;
		}
		before = s;
		last = at;
	}
}

/* ---- repetitions ------------------------------------------------- */

static bool are_joined(struct str text, const struct word *a,
	const struct word *b)
{
	struct str gap = str_sub(text, a->end, b->at);

	for (size_t i = 0; i < gap.n;)
		if (!utf8_is_space(utf8_next(gap, &i)))
			return false;
	return gap.n > 0;
}

static bool bounded(struct str text, const struct word *a, const struct word *b)
{
	bool before = a->at > 0 && strchr("-'/.@_", text.p[a->at - 1]);
	bool after = b->end < text.n && strchr("-'/@_", text.p[b->end]);

	return !before && !after;
}

/* "**Entities** entities": no markup between the two. */
static bool is_repeated(const struct half *h, const struct words *w, size_t i)
{
	struct str text = h->text;
	const struct word *a = &w->p[i], *b = &w->p[i + 1];

	return a->full == b->full && a->letters > 1 && !a->number &&
	       !a->solid && are_joined(text, a, b) && bounded(text, a, b) &&
	       h->from[b->at] - h->from[a->at] == b->at - a->at;
}

/* Doubles that grammar makes, or that mean "one by one", "now and then". */
static bool may_repeat(const struct word *w)
{
	static const char *const list[] = { "nous", "vous", "sie", "die", "der",
		"das", "que", "dat", "het", "is", "had", "that", "ze", "den",
		"teker", "tek", "zaman", "tekrar", "yavaş", "sık", "ayrı",
		"adım", "birer", "ara", "uzun", "یکی", "کم", "تک", "رفته",
		"לאט", "מעט", "אחד", "שוב" };

	for (size_t i = 0; i < sizeof(list) / sizeof(*list); i++)
		if (w->full == words_id(str_of(list[i])))
			return true;
	return false;
}

/* Languages that may double any word. */
static bool doubles_words(struct str language)
{
	static const char *const list[] = { "as", "bn", "gu", "hi", "kn", "ml",
		"mr", "ne", "or", "pa", "si", "ta", "te", "ur", "vi", NULL };

	return str_in(language, list);
}

static bool has_repetition(struct arena *a, const struct half *h)
{
	struct words w = words_of(a, h->text);

	for (size_t i = 0; i + 1 < w.n; i++)
		if (is_repeated(h, &w, i))
			return true;
	return false;
}

/* Letters up to the next space; 0 if anything else is among them. */
static size_t chunk_end(struct str text, size_t i, size_t *letters)
{
	*letters = 0;
	while (i < text.n) {
		size_t next = i;
		uint32_t c = utf8_next(text, &next);
		if (c == ' ')
			break;
		if (!utf8_is_alnum(c))
			return 0;
		++*letters;
		i = next;
	}
	return i;
}

/* The same run of letters between spaces twice: scripts without spaces. */
static bool find_chunk(struct str text, size_t *at, size_t *end)
{
	size_t from = 0, letters;

	for (;;) {
		size_t to = chunk_end(text, from, &letters);
		struct str chunk = str_sub(text, from, to);
		if (to && letters >= 2 && chunk.n >= 6 && to + 1 < text.n &&
			str_starts(str_skip(text, to + 1), chunk)) {
			*at = from;
			*end = to + 1 + chunk.n;
			if (*end == text.n || text.p[*end] == ' ')
				return true;
		}
		from = str_find_byte(text, from, ' ');
		if (from == STR_NONE)
			return false;
		from++;
	}
}

static bool check_chunks(const struct pair_check *k, const struct pair_text *p)
{
	size_t at, end;

	if (!script_is_solid(k->m->script) || !find_chunk(p->t.text, &at, &end))
		return false;
	diag_add(k->c->sink, &rule_repeated_word, pair_seen(k, p, at, end),
		"the same words stand twice");
	return true;
}

/* Behind the spaces at i; i if there are none. */
static size_t skip_spaces(struct str text, size_t i)
{
	while (i < text.n) {
		size_t next = i;
		if (!utf8_is_space(utf8_next(text, &next)))
			break;
		i = next;
	}
	return i;
}

static bool is_word_byte(char c)
{
	return char_is_alnum(c) || (unsigned char)c >= 0x80;
}

/* May the word that begins at i be what ends before `end`, too? Of letters
 * beyond ASCII their case is not known here. */
static bool may_end(struct str text, size_t end, size_t i)
{
	size_t to = i;

	while (to < text.n && is_word_byte(text.p[to]))
		to++;
	for (; to > i; to--, end--) {
		char a = end ? text.p[end - 1] : '\0', b = text.p[to - 1];
		if (char_lower(a) != char_lower(b) &&
			((unsigned char)a < 0x80 || (unsigned char)b < 0x80))
			return false;
	}
	return true;
}

/* A look at both sides of each space: few texts get past it. */
static bool may_have_repetition(struct str text)
{
	for (size_t i = 1, end; i < text.n; i++) {
		if (char_is_alnum(text.p[i]))
			continue;
		end = skip_spaces(text, i);
		if (end > i && end < text.n && is_word_byte(text.p[end]) &&
			may_end(text, i, end))
			return true;
		i = end > i ? end : i;
	}
	return false;
}

static void check_repeated(const struct pair_check *k,
	const struct pair_text *p)
{
	struct str text = p->t.text;
	struct words w;

	if (check_chunks(k, p) || doubles_words(k->language) ||
		!may_have_repetition(text))
		return;
	w = words_of(k->c->scratch, text);
	for (size_t i = 0; i + 1 < w.n; i++) {
		if (!is_repeated(&p->t, &w, i) || may_repeat(&w.p[i]))
			continue;
		if (has_repetition(k->c->scratch, &p->s))
			return;
		diag_add(k->c->sink, &rule_repeated_word,
			pair_seen(k, p, w.p[i].at, w.p[i + 1].end),
			"the word '%.*s' stands twice",
			STR_ARG(str_sub(text, w.p[i].at, w.p[i].end)));
		return;
	}
}

/* ---- the whole --------------------------------------------------- */

static bool has_content(const struct half *h)
{
	for (size_t i = 0; i < h->text.n;) {
		uint32_t c = utf8_next(h->text, &i);
		if (c == HALF_OBJECT || utf8_is_alnum(c))
			return true;
	}
	return false;
}

void pair_words(const struct pair_check *k, const struct pair_text *p)
{
	if (str_trim(p->t.text).n == 0) {
		if (has_content(&p->s))
			diag_add(k->c->sink, &rule_pair_empty, pair_whole(k, p),
				"the translation is empty");
		return;
	}
	if (pair_left(k, p))
		return;
	check_script(k, p);
	check_repeated(k, p);
}
