/* Brackets, quotes, ends of sentences and white space of a translation. */
#include "check/pairs.h"

#include "base/utf8.h"

const struct rule rule_pair_bracket = {
	.id = "DG919",
	.name = "pair-bracket",
	.level = LEVEL_SUGGESTION,
	.review = LEVEL_WARNING,
	.title = "a bracket of the translation has no partner",
	.why = "readers do not see where the remark ends; links may break",
	.fix = "add the bracket that is missing, or take out the one too many",
};

const struct rule rule_pair_quote = {
	.id = "DG920",
	.name = "pair-quote",
	.level = LEVEL_SUGGESTION,
	.title = "a quote of the translation has no partner",
	.why = "readers do not see what is quoted",
	.fix = "add the quote that is missing, or take out the one too many",
};

const struct rule rule_pair_ending = {
	.id = "DG921",
	.name = "pair-end-punctuation",
	.level = LEVEL_OFF,
	.review = LEVEL_SUGGESTION,
	.learned = true,
	.title = "the translation ends with a sign that is unusual for that of "
		 "the "
		 "source",
	.why = "a question reads as a statement, a list item as a sentence",
	.fix = "end it as other sentences of the site end",
};

const struct rule rule_white_space = {
	.id = "DG955",
	.name = "white-space",
	.level = LEVEL_SUGGESTION,
	.review = LEVEL_WARNING,
	.title = "a double or needless space in the translation only",
	.why = "it is often the trace of a word or a link that was lost",
	.fix = "look whether something is missing; then write one space",
	.mend = MEND_UNSAFE,
};

/* ---- brackets ---------------------------------------------------- */

/* 1 to 3 for an opening one, -1 to -3 for its partner, else 0. */
static int bracket(uint32_t c)
{
	switch (c) {
	case '(':
	case 0xFF08:
		return 1;
	case ')':
	case 0xFF09:
		return -1;
	case '[':
	case 0xFF3B:
		return 2;
	case ']':
	case 0xFF3D:
		return -2;
	case '{':
	case 0xFF5B:
		return 3;
	case '}':
	case 0xFF5D:
		return -3;
	default:
		return 0;
	}
}

/* "a)" and "1)" at the start, ":)" anywhere. */
static bool is_marker(struct str text, size_t at)
{
	size_t from = 0;

	if (at > 0 && (text.p[at - 1] == ':' || text.p[at - 1] == ';' ||
			      text.p[at - 1] == '-'))
		return true;
	while (from < at &&
		(char_is_space(text.p[from]) || text.p[from] == '-'))
		from++;

	return at - from <= 3 && at > from &&
	       (char_is_alnum(text.p[from]) ||
		       (unsigned char)text.p[from] >= 0xC0);
}

/* Beyond ASCII they are full-width, which begin with this byte. */
static bool may_have_bracket(struct str text)
{
	for (size_t i = 0; i < text.n; i++)
		switch (text.p[i]) {
		case '(':
		case ')':
		case '[':
		case ']':
		case '{':
		case '}':
		case '\xEF':
			return true;
		}
	return false;
}

struct balance {
	int open[4];
	size_t at[4], end[4]; /* of the last bracket of the kind */
};

static struct balance balance_of(struct str text)
{
	struct balance b = { .open = { 0 } };

	for (size_t i = 0; i < text.n;) {
		size_t at = i;
		int kind = bracket(utf8_next(text, &i));
		int index = kind < 0 ? -kind : kind;
		if (kind == 0 ||
			(kind == -1 && b.open[1] == 0 && is_marker(text, at)))
			continue;
		b.open[index] += kind > 0 ? 1 : -1;
		b.at[index] = at;
		b.end[index] = i;
	}
	return b;
}

static void check_brackets(const struct pair_check *k,
	const struct pair_text *p)
{
	struct balance s, t;

	/* What has none is in balance, whatever the source text has. */
	if (!may_have_bracket(p->t.text))
		return;
	s = balance_of(p->s.text);
	t = balance_of(p->t.text);
	for (int i = 1; i < 4; i++) {
		if (t.open[i] == s.open[i] || t.open[i] == 0)
			continue;
		diag_add(k->c->sink, &rule_pair_bracket,
			pair_seen(k, p, t.at[i], t.end[i]),
			t.open[i] > 0 ? "a bracket is not closed"
				      : "a bracket is not opened");
		return;
	}
}

/* ---- quotes ------------------------------------------------------ */

static size_t count_straight(struct str text, size_t *last)
{
	size_t n = 0;

	for (size_t i = 0; i < text.n; i++)
		/* 13" is a length. */
		if (text.p[i] == '"' && !(i && char_is_digit(text.p[i - 1]))) {
			n++;
			*last = i;
		}
	return n;
}

static void check_quotes(const struct pair_check *k, const struct pair_text *p)
{
	size_t s = 0, t = 0;

	if (count_straight(p->t.text, &t) % 2 == 0 ||
		count_straight(p->s.text, &s) % 2 == 1)
		return;
	diag_add(k->c->sink, &rule_pair_quote, pair_seen(k, p, t, t + 1),
		"a quote has no partner");
}

/* ---- ends -------------------------------------------------------- */

static const char *const ending_names[ENDINGS] = {
	[ENDING_NONE] = "no sign",
	[ENDING_STOP] = "a full stop",
	[ENDING_COLON] = "a colon",
	[ENDING_QUESTION] = "a question mark",
	[ENDING_EXCLAMATION] = "an exclamation mark",
	[ENDING_SEMICOLON] = "a semicolon",
	[ENDING_COMMA] = "a comma",
	[ENDING_DOTS] = "dots",
	[ENDING_OTHER] = "another sign",
};

/* Items of a list end as the list does. */
static bool is_in_list(const struct pair_check *k, const struct pair_text *p)
{
	struct str bytes = k->c->page->source->bytes, line;
	size_t from = p->pair->at;

	while (from > 0 && bytes.p[from - 1] != '\n' &&
		p->pair->at - from < 400)
		from--;
	line = str_trim_left(str_sub(bytes, from, p->pair->at));
	return line.n && (strchr("-*+", line.p[0]) || char_is_digit(line.p[0]));
}

static bool ends_item(enum ending e)
{
	return e == ENDING_STOP || e == ENDING_SEMICOLON || e == ENDING_COMMA;
}

/* "see [What is it?](url)" may have the title in the middle. */
static bool has_question(struct str text)
{
	for (size_t i = 0; i < text.n;) {
		uint32_t c = utf8_next(text, &i);
		if (c == '?' || c == 0xFF1F || c == 0x61F || c == 0x37E)
			return true;
	}
	return false;
}

/* Rare for the source's ending, and both have one. */
void pair_ending(const struct pair_check *k, const struct pair_text *p)
{
	enum ending s = lang_ending(p->s.text), t = lang_ending(p->t.text);
	uint32_t all = 0, these = k->m->endings[s][t];

	if (s == t || s == ENDING_NONE || t == ENDING_NONE ||
		s == ENDING_OTHER || t == ENDING_OTHER)
		return;
	if ((s == ENDING_QUESTION && has_question(p->t.text)) ||
		(ends_item(s) && ends_item(t) && is_in_list(k, p)))
		return;
	for (int i = 0; i < ENDINGS; i++)
		all += k->m->endings[s][i];
	if (all < 50 || these * 50 >= all)
		return;
	diag_add(k->c->sink, &rule_pair_ending, pair_whole(k, p),
		"this ends with %s, the source text with %s", ending_names[t],
		ending_names[s]);
}

/* ---- white space ------------------------------------------------- */

static bool is_word_before(struct str text, size_t at)
{
	size_t i = at;

	do
		i--;
	while (i > 0 && ((unsigned char)text.p[i] & 0xC0) == 0x80);
	return utf8_is_alnum(utf8_next(text, &i));
}

static bool is_word_at(struct str text, size_t at)
{
	return at < text.n && utf8_is_alnum(utf8_next(text, &at));
}

/* The first run of spaces between two words: between signs and codes it
 * says nothing. */
static bool find_double(struct str text, size_t *at, size_t *end)
{
	for (size_t i = 1; (i = str_find(text, i, S("  "))) != STR_NONE; i++) {
		size_t n = 2;
		while (i + n < text.n && text.p[i + n] == ' ')
			n++;
		if (is_word_before(text, i) && is_word_at(text, i + n)) {
			*at = i;
			*end = i + n;
			return true;
		}
		i += n;
	}
	return false;
}

static void check_spaces(const struct pair_check *k, const struct pair_text *p)
{
	/* What is lost leaves its two spaces behind. */
	static const struct rule *const losses[] = { &rule_link_text_missing,
		&rule_pair_emphasis, NULL };
	size_t at, end, s, s_end;
	struct diag *d;

	if (!find_double(p->t.text, &at, &end) ||
		find_double(p->s.text, &s, &s_end))
		return;
	d = diag_add(k->c->sink, &rule_white_space, pair_seen(k, p, at, end),
		"two spaces; a word or a link may be lost here");
	d->causes = losses;
	diag_mend(k->c->sink, d, MEND_UNSAFE, d->at, S(" "));
}

/* Spaces [at, end) that take nothing from the text. */
static void report_spaces(const struct pair_check *k, const struct pair_text *p,
	size_t at, size_t end, const char *where)
{
	struct diag *d = diag_add(k->c->sink, &rule_white_space,
		pair_span(k, p, at, end), "the translation has a space %s",
		where);

	d->own = LEVEL_INFO;
	diag_mend(k->c->sink, d, MEND_SAFE, d->at, S(""));
}

/* Of a file's bytes: does text go on at i? */
static bool goes_on(struct str bytes, size_t i)
{
	return i < bytes.n && !char_is_space(bytes.p[i]) && bytes.p[i] != '|';
}

/* Only where there is a space, or nothing, outside of the pair. */
static void check_edges(const struct pair_check *k, const struct pair_text *p)
{
	struct str s = p->s.raw, t = p->t.raw, file = k->c->page->source->bytes;
	size_t at = (size_t)(str_trim_left(t).p - t.p);
	size_t end = str_trim_right(t).n;

	if (at > 0 && at < end && str_trim_left(s).n == s.n &&
		!(p->pair->at && goes_on(file, p->pair->at - 1)))
		report_spaces(k, p, 0, at, "at its beginning");
	if (end > 0 && end < t.n && str_trim_right(s).n == s.n &&
		!goes_on(file, p->pair->end))
		report_spaces(k, p, end, t.n, "at its end");
}

/* "`code` ." */
static size_t after_code(const struct half *h)
{
	for (size_t i = 0; i < h->ncodes; i++) {
		const struct code *c = &h->codes[i];
		struct str rest = str_skip(h->raw, c->end);
		if (c->kind == CODE_SPAN && rest.n > 1 && rest.p[0] == ' ' &&
			(rest.p[1] == '.' || rest.p[1] == ',') &&
			(rest.n == 2 || char_is_space(rest.p[2])))
			return c->end;
	}
	return STR_NONE;
}

static void check_code_space(const struct pair_check *k,
	const struct pair_text *p)
{
	size_t at = after_code(&p->t);

	if (at != STR_NONE && after_code(&p->s) == STR_NONE)
		report_spaces(k, p, at, at + 1, "between code and its sign");
}

void pair_signs(const struct pair_check *k, const struct pair_text *p)
{
	check_brackets(k, p);
	check_quotes(k, p);
	check_spaces(k, p);
	check_edges(k, p);
	check_code_space(k, p);
}
