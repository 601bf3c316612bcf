/*
 * Parsed text and raw text side by side. When they disagree the cursor
 * looks a little ahead and else stays: a position may be rough, never
 * outside the block.
 */
#include "mark/locate.h"

#include "format/html.h"

#define LOOK_AHEAD 512
#define MAX_PARENTHESES 32 /* in a destination, as the library has it */

static char raw_at(const struct locator *l, size_t i)
{
	return i < l->limit ? l->text.p[i] : '\0';
}

/* Behind a line end: over indentation and quote marks. */
static size_t skip_prefix(const struct locator *l, size_t i)
{
	int quotes = l->quotes;

	for (; i < l->limit; i++) {
		char c = l->text.p[i];
		if (c == '>' && quotes > 0)
			quotes--;
		else if (c != ' ' && c != '\t')
			break;
	}
	return i;
}

static size_t skip_newline(const struct locator *l, size_t i)
{
	if (raw_at(l, i) == '\r')
		i++;
	if (raw_at(l, i) == '\n')
		i++;
	return i;
}

/*
 * One character of the literal at k against the raw text at i; the raw
 * bytes that it takes, 0 if it does not match. *used: literal bytes.
 */
static size_t match_one(const struct locator *l, size_t i, struct str literal,
	size_t k, bool cooked, size_t *used)
{
	char want = literal.p[k], have = raw_at(l, i), text[8];
	size_t n, raw;

	*used = 1;
	if (i >= l->limit)
		return 0;
	if (want == '\n' && (have == '\n' || have == '\r'))
		return skip_prefix(l, skip_newline(l, i)) - i;
	if (cooked && have == '&') {
		raw = html_entity(str_sub(l->text, 0, l->limit), i, text, &n);
		if (raw &&
			str_starts(str_skip(literal, k), str_make(text, n))) {
			*used = n;
			return raw;
		}
	}
	if (cooked && have == '\\' && char_is_punct(want) &&
		raw_at(l, i + 1) == want)
		return 2;
	return have == want;
}

/* Bytes of the literal from k on that stand in the raw text at i as they
 * are; where they do not, match_one knows more. */
static size_t same_run(const struct locator *l, size_t i, struct str literal,
	size_t k, bool cooked)
{
	size_t n = 0;

	while (k + n < literal.n && i + n < l->limit) {
		char c = literal.p[k + n];
		if (c != l->text.p[i + n] || c == '\n' ||
			(cooked && (c == '&' || c == '\\')))
			break;
		n++;
	}
	return n;
}

/* Most literals stand in the raw text as they are. */
static bool is_same(const struct locator *l, size_t at, struct str literal)
{
	return literal.n <= l->limit - at &&
	       memcmp(l->text.p + at, literal.p, literal.n) == 0 &&
	       str_find_byte(literal, 0, '\n') == STR_NONE &&
	       str_find_byte(literal, 0, '&') == STR_NONE &&
	       str_find_byte(literal, 0, '\\') == STR_NONE;
}

static size_t match(const struct locator *l, size_t at, struct str literal,
	bool cooked)
{
	size_t used;

	for (size_t k = 0; k < literal.n; k += used) {
		size_t n = same_run(l, at, literal, k, cooked);
		used = n;
		if (n == 0)
			n = match_one(l, at, literal, k, cooked, &used);
		if (n == 0)
			return STR_NONE;
		at += n;
	}
	return at;
}

size_t locate_match(const struct locator *l, size_t at, struct str literal)
{
	return match(l, at, literal, true);
}

size_t locate_index(const struct locator *l, size_t at, struct str literal,
	size_t stop)
{
	size_t k = 0, used;

	while (k < literal.n && at < stop) {
		size_t n = match_one(l, at, literal, k, true, &used);
		at += n ? n : 1;
		k += used;
	}
	return k < literal.n ? k : literal.n;
}

static void look_for(struct locator *l, struct str literal, bool cooked,
	size_t *from)
{
	size_t stop = l->at + LOOK_AHEAD;

	*from = l->at;
	if (l->at <= l->limit && is_same(l, l->at, literal)) {
		l->at += literal.n;
		return;
	}
	for (size_t i = l->at; i < l->limit && i < stop; i++) {
		size_t end = match(l, i, literal, cooked);
		if (end != STR_NONE) {
			*from = i;
			l->at = end;
			return;
		}
	}
}

void locate_text(struct locator *l, struct str literal, size_t *from)
{
	look_for(l, literal, true, from);
}

void locate_raw(struct locator *l, struct str literal, size_t *from)
{
	look_for(l, literal, false, from);
}

void locate_line_end(struct locator *l, size_t *from)
{
	size_t i = l->at;

	while (i < l->limit && l->text.p[i] != '\n' && l->text.p[i] != '\r')
		i++;
	*from = i;
	l->at = skip_prefix(l, skip_newline(l, i));
}

static size_t run_of(const struct locator *l, size_t i, char c)
{
	size_t n = 0;

	while (raw_at(l, i + n) == c)
		n++;
	return n;
}

void locate_code(struct locator *l, size_t *from)
{
	size_t i = l->at;

	while (i < l->limit && l->text.p[i] != '`')
		i++;
	*from = i;
	size_t n = run_of(l, i, '`');
	if (n == 0) {
		*from = l->at;
		return;
	}
	for (i += n; i < l->limit;) {
		size_t m = run_of(l, i, '`');
		i += m ? m : 1;
		if (m == n)
			break;
	}
	l->at = i;
}

void locate_delimiter(struct locator *l, const char *set, size_t n,
	size_t *from)
{
	size_t i = l->at, stop = l->at + LOOK_AHEAD;

	while (i < l->limit && i < stop &&
		(!strchr(set, l->text.p[i]) || !l->text.p[i]))
		i++;
	if (i == l->limit || i == stop) {
		*from = l->at;
		return;
	}
	*from = i;
	l->at = i + n <= l->limit ? i + n : l->limit;
}

bool locate_link_open(struct locator *l, bool image, size_t *from)
{
	locate_delimiter(l, image ? "!" : "[<", image ? 2 : 1, from);
	return !image && raw_at(l, *from) == '<';
}

/* Behind the quoted title that begins at i, or i. */
static size_t skip_title(const struct locator *l, size_t i)
{
	char open = raw_at(l, i), close = open == '(' ? ')' : open;

	if (open != '"' && open != '\'' && open != '(')
		return i;
	for (size_t k = i + 1; k < l->limit; k++) {
		if (l->text.p[k] == '\\')
			k++;
		else if (l->text.p[k] == close)
			return k + 1;
		else if (l->text.p[k] == open)
			break;
	}
	return i;
}

static size_t skip_space(const struct locator *l, size_t i)
{
	while (i < l->limit && char_is_space(l->text.p[i]))
		i = l->text.p[i] == '\n' ? skip_prefix(l, i + 1) : i + 1;
	return i;
}

/* Behind the destination at i. */
static size_t skip_destination(const struct locator *l, size_t i)
{
	int depth = 0;

	if (raw_at(l, i) == '<') {
		for (i++; i < l->limit; i++) {
			char c = l->text.p[i];
			if (c == '>' || c == '<' || c == '\n')
				break;
			i += c == '\\' && i + 1 < l->limit;
		}
		return raw_at(l, i) == '>' ? i + 1 : i;
	}
	for (; i < l->limit && !char_is_space(l->text.p[i]); i++) {
		char c = l->text.p[i];
		if (c == '\\' && char_is_punct(raw_at(l, i + 1)))
			i++;
		else if ((c == '(' && ++depth > MAX_PARENTHESES) ||
			 (c == ')' && depth-- == 0))
			break;
	}
	return i;
}

/* Behind "(...)" at i, or STR_NONE if it is no destination. */
static size_t skip_inline_target(const struct locator *l, size_t i)
{
	i = skip_destination(l, skip_space(l, i + 1));
	i = skip_space(l, skip_title(l, skip_space(l, i)));
	return raw_at(l, i) == ')' ? i + 1 : STR_NONE;
}

/* Behind "[label]" at i, or STR_NONE. */
static size_t skip_label(const struct locator *l, size_t i)
{
	for (i++; i < l->limit; i++) {
		if (l->text.p[i] == '\\')
			i++;
		else if (l->text.p[i] == '[')
			break;
		else if (l->text.p[i] == ']')
			return i + 1;
	}
	return STR_NONE;
}

bool locate_link_close(struct locator *l, bool autolink)
{
	size_t from, end = STR_NONE;

	if (autolink) {
		locate_delimiter(l, ">", 1, &from);
		return false;
	}
	locate_delimiter(l, "]", 1, &from);
	if (raw_at(l, l->at) == '(')
		end = skip_inline_target(l, l->at);
	bool reference = end == STR_NONE;
	if (reference && raw_at(l, l->at) == '[')
		end = skip_label(l, l->at);
	if (end != STR_NONE && end <= l->limit)
		l->at = end;
	return reference;
}

void locate_definitions(struct locator *l)
{
	while (raw_at(l, l->at) == '[') {
		size_t i = skip_label(l, l->at);
		if (i == STR_NONE || raw_at(l, i) != ':' ||
			str_trim(str_sub(l->text, l->at + 1, i - 1)).n == 0)
			return;
		i = skip_destination(l, skip_space(l, i + 1));
		size_t title = skip_title(l, skip_space(l, i));
		/* A title may stand on the next line; a line end must follow
		 * either. */
		struct locator probe = *l;
		probe.at = title;
		while (raw_at(l, probe.at) == ' ' ||
			raw_at(l, probe.at) == '\t')
			probe.at++;
		if (raw_at(l, probe.at) != '\n' && raw_at(l, probe.at) != '\r')
			probe.at = i;
		locate_line_end(&probe, &i);
		l->at = probe.at;
	}
}
