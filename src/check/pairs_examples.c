/*
 * What a page shows as code and then as it renders: its words are quoted,
 * not forgotten. A line of a code block is known by the number of its words
 * without the marker of a list or a quote.
 */
#include "check/pairs.h"

/* Lines that are remembered of a page. */
#define LINES_MAX 20000

static struct str without_marker(struct str line)
{
	line = str_trim(line);
	while (line.n && !char_is_alnum(line.p[0]) &&
		(unsigned char)line.p[0] < 0x80 && line.p[0] != '[')
		line = str_skip(line, 1);
	if (line.n > 2 && char_is_digit(line.p[0]) && line.p[1] == '.')
		line = str_trim_left(str_skip(line, 2));
	return line;
}

static struct str key_of(struct arena *a, struct str text)
{
	uint64_t key = words_key(text);

	return str_dup(a, (struct str){ (const char *)&key, sizeof(key) });
}

void pairs_examples(struct pair_check *k)
{
	const struct tree *tree = k->c->page->tree[0];
	struct arena *a = k->c->scratch;

	for (const struct node *n = tree ? tree->root : NULL; n;
		n = node_walk(tree->root, n, false)) {
		struct str rest, line;
		if (n->kind != NODE_CODE_BLOCK)
			continue;
		rest = n->as.code.text;
		while (k->examples.n < LINES_MAX &&
			str_cut(&rest, '\n', &line)) {
			line = without_marker(line);
			if (line.n > 3)
				map_put(a, &k->examples, key_of(a, line), k);
		}
	}
}

bool pair_is_example(const struct pair_check *k, const struct pair_text *p)
{
	struct arena *a = k->c->scratch;

	return map_has(&k->examples, key_of(a, p->s.text)) ||
	       map_has(&k->examples, key_of(a, p->s.raw));
}
