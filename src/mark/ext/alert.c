/*
 * Alerts: a block quote whose line `[!NOTE]` turns what follows it, up to
 * the next such line, into an alert. Text before the first stays a quote.
 */
#include "mark/ext/ext.h"

static const char *const types[] = { "NOTE", "TIP", "IMPORTANT", "WARNING",
	"CAUTION", NULL };

/* The word of "[!WORD]", or "". */
static struct str alert_word(struct str line)
{
	line = str_trim(line);
	if (!str_starts(line, S("[!")) || !str_ends(line, S("]")))
		return (struct str){ "", 0 };
	return str_sub(line, 2, line.n - 1);
}

static const char *alert_type(struct str word)
{
	for (size_t i = 0; types[i]; i++)
		if (str_eq_nocase(word, str_of(types[i])))
			return types[i];
	return NULL;
}

static bool alert_line(struct str line, bool quote)
{
	return quote && alert_type(alert_word(line));
}

/* The last sibling from `first` on that is no alert's mark. */
static struct node *last_of(struct node *first)
{
	while (first->next && first->next->kind != NODE_MARK)
		first = first->next;
	return first;
}

static void alert_block(struct ext *x, struct node *mark)
{
	struct node *quote = mark->parent, *first = mark->next;
	struct str word = alert_word(mark->as.text);
	const char *type = alert_type(word);

	if (!type)
		return;
	node_unlink(mark);
	node_insert_after(quote, mark);
	mark->kind = NODE_ALERT;
	mark->as.alert.type = str_of(type);
	mark->as.alert.word = word;
	if (first && first->kind != NODE_MARK) {
		struct node *last = last_of(first), *rest = last->next;
		node_move(mark, first, last);
		mark->at.len = node_end(last) - mark->at.at;
		first = rest;
	}
	if (first) {
		struct node *more = ext_node(x, NODE_QUOTE, first->at.at,
			node_end(quote));
		node_insert_after(mark, more);
		node_move(more, first, quote->last);
	}
	if (quote->child)
		quote->at.len = node_end(quote->last) - quote->at.at;
	else
		node_unlink(quote);
}

const struct extension extension_alert = {
	.name = "alert",
	.line = alert_line,
	.block = alert_block,
};
