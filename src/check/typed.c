/*
 * Lists that are none: lines of a paragraph that begin with "a." or a
 * bullet sign. What follows in the same place tells a list from a sentence.
 */
#include "check/lists.h"
#include "check/raw.h"

const struct rule rule_list_letter = {
	.id = "DG601",
	.name = "list-letter-by-hand",
	.level = LEVEL_SUGGESTION,
	.title = "a list with letters is typed as text",
	.why = "Markdown has no such list, so its lines run together",
	.fix = "write '1.' and indent, the site shows letters where it wants "
	       "them",
	.bad = "# Ferries\n"
	       "\n"
	       "To board:\n"
	       "a. Show your ticket.\n"
	       "b. Take your seat.\n",
	.good = "# Ferries\n"
		"\n"
		"To board:\n"
		"1. Show your ticket.\n"
		"1. Take your seat.\n",
	.mend = MEND_UNSAFE,
};

const struct rule rule_list_bullet = {
	.id = "DG604",
	.name = "list-bullet-by-hand",
	.level = LEVEL_SUGGESTION,
	.title = "a bullet is typed as text",
	.why = "the lines are no list: they run together, and nobody hears "
	       "that there "
	       "are items",
	.fix = "write '- ' instead of the sign",
	.bad = "# Ferries\n"
	       "\n"
	       "• Come early.\n"
	       "• Bring a coat.\n",
	.good = "# Ferries\n"
		"\n"
		"- Come early.\n"
		"- Bring a coat.\n",
	.mend = MEND_UNSAFE,
};

/* Blocks that are looked through for the next letter. */
#define NEXT_MAX 12

/* The begin of a line's text and the end of what was typed there. */
struct typed {
	size_t from, to, body;
};

/* "a." or "a)" and a space at `at`. */
static bool is_letter(const struct check *c, size_t at, char letter,
	struct typed *out)
{
	struct str s = raw_text(c);

	if (at + 3 > s.n || s.p[at] != letter ||
		(s.p[at + 1] != '.' && s.p[at + 1] != ')') ||
		(s.p[at + 2] != ' ' && s.p[at + 2] != '\t'))
		return false;
	*out = (struct typed){ at, at + 2, at + 2 };
	while (out->body < s.n &&
		(s.p[out->body] == ' ' || s.p[out->body] == '\t'))
		out->body++;
	return out->body < s.n && s.p[out->body] != '\n';
}

/* Where the text of the line begins that `at` is in, or the node. */
static size_t line_text(const struct check *c, size_t at)
{
	struct str s = raw_text(c);

	for (;;) {
		size_t next = raw_skip_marks(c, at, true);

		if (next < s.n && s.p[next] == '>')
			next++;
		if (next == at)
			return at;
		at = next;
	}
}

static size_t next_line(const struct check *c, size_t at)
{
	size_t eol = str_find_byte(raw_text(c), at, '\n');

	return eol == STR_NONE ? raw_text(c).n : eol + 1;
}

/* The first line of [from, to) that begins with the letter. */
static bool find_letter(const struct check *c, struct range r, char letter,
	struct typed *out)
{
	for (size_t at = r.from; at < r.to; at = next_line(c, at))
		if (is_letter(c, line_text(c, at), letter, out) &&
			out->from < r.to)
			return true;
	return false;
}

/* The next letter: below in the paragraph, or where one of the next blocks
 * begins. */
static bool next_letter(const struct check *c, const struct node **block,
	size_t after, char letter, struct typed *out)
{
	struct range r = raw_range(c, *block);
	const struct node *n = *block;

	r.from = next_line(c, after);
	if (find_letter(c, r, letter, out))
		return true;
	for (int i = 0; n && i < NEXT_MAX; i++) {
		n = n->next;
		if (!n || n->kind == NODE_HEADING)
			return false;
		if (n->kind != NODE_PARAGRAPH)
			continue;
		*block = n;
		if (find_letter(c, raw_range(c, n), letter, out))
			return true;
	}
	return false;
}

/* May it be the item of a list as it stands? Its line is not lazy. */
static bool may_be_item(const struct check *c, const struct node *block,
	const struct typed *t)
{
	size_t start = raw_line_start(c, t->from);
	size_t first = raw_range(c, block).from;

	return block->parent->kind != NODE_QUOTE &&
	       t->from - start == first - raw_line_start(c, first);
}

static void report_letters(struct check *c, const struct node *block,
	struct typed t)
{
	struct diag *d = diag_add(c->sink, &rule_list_letter,
		raw_span(c, t.from, t.to),
		"this is no list to Markdown: letters are text");
	bool mend = true;

	for (int letter = 'a'; letter <= 'z'; letter++) {
		mend = mend && may_be_item(c, block, &t) &&
		       raw_mend(c, d, MEND_UNSAFE, t.from, t.to, S("1."));
		if (letter == 'z' ||
			!next_letter(c, &block, t.from, (char)(letter + 1), &t))
			break;
	}
	if (!mend) {
		d->edits = NULL;
		d->mend = MEND_NOT;
	}
}

static void check_letters(struct check *c, const struct node *p)
{
	const struct node *block = p;
	struct range r = raw_range(c, p);
	struct typed t, second;

	while (find_letter(c, r, 'a', &t)) {
		block = p;
		if (next_letter(c, &block, t.from, 'b', &second))
			report_letters(c, p, t);
		r.from = next_line(c, t.from);
	}
}

/* ---- bullets ----------------------------------------------------- */

static const char *const bullets[] = { "•", "·", "●", "▪", "○", "–", NULL };

static const char *bullet_at(const struct check *c, size_t at)
{
	struct str rest = str_skip(raw_text(c), at);

	for (size_t i = 0; bullets[i]; i++) {
		struct str sign = str_of(bullets[i]), more;

		if (!str_starts(rest, sign))
			continue;
		more = str_trim_left(str_skip(rest, sign.n));
		/* A dash needs its space, to be told from "–5 °C". */
		if (more.n && *more.p != '\n' &&
			(i < 5 || rest.p[sign.n] == ' '))
			return bullets[i];
	}
	return NULL;
}

static void check_bullets(struct check *c, const struct node *p)
{
	struct range r = raw_range(c, p);

	for (size_t at = r.from; at < r.to; at = next_line(c, at)) {
		size_t from = line_text(c, at), to;
		const char *sign = from < r.to ? bullet_at(c, from) : NULL;
		struct diag *d;

		if (!sign)
			continue;
		to = from + strlen(sign);
		d = diag_add(c->sink, &rule_list_bullet, raw_span(c, from, to),
			"'%s' is no bullet to Markdown", sign);
		if (from == raw_line_start(c, from) ||
			p->parent->kind != NODE_DOCUMENT)
			raw_mend(c, d, MEND_UNSAFE, from, to,
				char_is_space(raw_text(c).p[to]) ? S("-")
								 : S("- "));
	}
}

void check_typed(struct check *c, const struct node *paragraph)
{
	check_letters(c, paragraph);
	check_bullets(c, paragraph);
}
