/*
 * The last of the table: documentation syntax that nobody took stays
 * visible, set off from the text around it, with a finding, so that nothing
 * is lost in silence.
 */
#include "mark/ext/ext.h"

const struct rule rule_block_unknown = {
	.id = "DG522",
	.name = "block-unknown",
	.level = LEVEL_WARNING,
	.title = "a directive that diglot does not read",
	.why = "it is shown as text",
	.fix = "check its spelling; see the manual for the directives there "
	       "are",
	.bad = "# Ferries\n"
	       "\n"
	       ":::imge source=\"https://ferry.example/pier.png\" "
	       "alt-text=\"The pier\":::\n",
	.good = "# Ferries\n"
		"\n"
		":::image source=\"https://ferry.example/pier.png\" "
		"alt-text=\"The pier\":::\n",
	.mend = MEND_UNSAFE,
};

static bool is_name_char(char c)
{
	return char_is_alnum(c) || c == '-';
}

/* The length of ":::name" or "[!name" at the start of s; 0: neither. */
static size_t name_length(struct str s)
{
	size_t i, n = 0;

	if (str_starts(s, S(":::"))) {
		for (i = 3; i < s.n && s.p[i] == ' '; i++)
			;
	} else if (str_starts(s, S("[!"))) {
		for (i = 2; i < s.n && s.p[i] == ' '; i++)
			;
	} else {
		return 0;
	}
	while (i + n < s.n && is_name_char(s.p[i + n]))
		n++;
	if (n == 0 && s.p[0] == '[')
		return 2;
	return n ? i + n : 0;
}

/* The end of the directive that begins at s[0]: its own mark, else all. */
static size_t extent(struct str s)
{
	bool bracket = s.p[0] == '[';
	size_t end = bracket ? str_find_byte(s, 1, ']')
			     : str_find(s, 3, S(":::"));

	return end == STR_NONE ? s.n : end + (bracket ? 1 : 3);
}

/* In a line only ":::name" that closes as well; "[!" is never text. */
static bool counts(struct str text, size_t k, bool begins)
{
	struct str s = str_skip(text, k);

	if (name_length(s) == 0)
		return false;
	return begins || s.p[0] == '[' || str_find(s, 3, S(":::")) != STR_NONE;
}

static bool begins_line(const struct node *n)
{
	return !n->prev || n->prev->kind == NODE_SOFT_BREAK ||
	       n->prev->kind == NODE_LINE_BREAK ||
	       n->prev->kind == NODE_INCLUDE;
}

static bool is_escaped(const struct ext *x, const struct node *n, size_t k)
{
	size_t at = ext_text_offset(x, n, k);

	return at < x->view->text.n && x->view->text.p[at] == '\\';
}

/* "[!a-z]" is a set of characters in a table about them. */
static bool is_word(struct str s)
{
	size_t i = 2;

	while (i < s.n && (s.p[i] == ':' || s.p[i] == ' '))
		i++;
	for (size_t n = 0; n < 3; n++)
		if (i + n >= s.n || !char_is_alnum(s.p[i + n]))
			return false;
	return true;
}

/* The directive whose name is nearly the one that was written. */
static const char *nearest(struct str name)
{
	static const char *const names[] = { "row", "row-end", "column",
		"column-end", "zone", "zone-end", "moniker", "moniker-end",
		"image", "image-end", "code", "form", "video", NULL };
	const char *near = NULL;
	size_t best = name.n < 4 ? 1 : 2;

	for (size_t i = 0; names[i]; i++) {
		size_t d = str_distance(name, str_of(names[i]), best);

		if (d > best || d == 0)
			continue;
		near = names[i];
		best = d - 1;
		if (best == 0)
			break;
	}
	return near;
}

/* `begin` is ":::" and the name. */
static void propose(struct ext *x, struct diag *d, const struct node *n,
	struct str begin)
{
	struct str raw = ext_raw(x, n), name = begin;
	const char *near;
	size_t at;

	while (name.n > 0 && (*name.p == ':' || *name.p == ' '))
		name = str_skip(name, 1);
	near = *begin.p == ':' && name.n > 0 ? nearest(name) : NULL;
	if (!near)
		return;
	d->hint = str_printf(x->sink->arena, "did you mean ':::%s'?", near);
	at = n->at.at + (size_t)(name.p - begin.p);
	if (str_starts(raw, begin))
		diag_mend(x->sink, d, MEND_UNSAFE, ext_span(x, at, at + name.n),
			str_of(near));
}

static struct node *take(struct ext *x, struct node *n, size_t k, bool begins)
{
	bool escaped = is_escaped(x, n, k);
	struct str s = str_skip(n->as.text, k);
	struct node *unread = ext_split(x, n, k);

	if (extent(s) < s.n)
		ext_split(x, unread, extent(s));
	unread->kind = NODE_UNREAD;
	if (begins && !escaped && is_word(s))
		propose(x,
			diag_add(x->sink, &rule_block_unknown,
				ext_span(x, unread->at.at, node_end(unread)),
				"'%.*s' is shown as text",
				STR_ARG(str_sub(s, 0, name_length(s)))),
			unread, str_sub(s, 0, name_length(s)));
	return unread->next;
}

static size_t first_mark(struct str text, size_t k)
{
	for (; k + 2 <= text.n; k++)
		if ((text.p[k] == ':' &&
			    str_starts(str_skip(text, k), S(":::"))) ||
			(text.p[k] == '[' && text.p[k + 1] == '!'))
			return k;
	return STR_NONE;
}

static struct node *look_at(struct ext *x, struct node *n)
{
	struct str text = n->as.text;
	size_t lead = text.n - str_trim_left(text).n, k = 0;

	while ((k = first_mark(text, k)) != STR_NONE) {
		bool begins = k == lead && begins_line(n);
		if (counts(text, k, begins))
			return take(x, n, k, begins);
		while (k < text.n && text.p[k] == ':')
			k++;
	}
	return n->next;
}

static void unknown_inlines(struct ext *x, struct node *parent)
{
	for (struct node *n = parent->child, *next; n; n = next) {
		next = n->next;
		if (n->kind == NODE_TEXT)
			next = look_at(x, n);
	}
}

/* An end without a beginning has its finding; it says nothing to read. */
static bool is_stray_end(struct str line)
{
	struct colons c;

	return ext_colons(line, &c) && str_ends_nocase(c.name, S("-end"));
}

static void unknown_block(struct ext *x, struct node *mark)
{
	if (!is_stray_end(mark->as.text))
		diag_add(x->sink, &rule_block_unknown,
			ext_span(x, mark->at.at, node_end(mark)),
			"'%.*s' is shown as text",
			STR_ARG(str_sub(mark->as.text, 0, 60)));
	ext_as_text(x, mark);
}

const struct extension extension_unknown = {
	.name = "unknown",
	.block = unknown_block,
	.inlines = unknown_inlines,
	.signs = EXT_BRACKET | EXT_COLON,
};
