/* One walk over the nodes that carry words. */
#include "page/text.h"

#include "base/buf.h"

struct str text_of(struct arena *a, const struct node *n)
{
	struct buf b;

	buf_init(&b, a);
	for (const struct node *c = n; c; c = node_walk(n, c, false)) {
		if (c->kind == NODE_TEXT || c->kind == NODE_CODE)
			buf_add(&b, c->as.text);
		else if (c->kind == NODE_CODE_BLOCK)
			buf_add(&b, c->as.code.text);
		else if (c->kind == NODE_SOFT_BREAK ||
			 c->kind == NODE_LINE_BREAK)
			buf_byte(&b, ' ');
	}
	return str_trim(buf_str(&b));
}
