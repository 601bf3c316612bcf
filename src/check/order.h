/* The orders in which findings are shown: none depends on the workers. */
#ifndef DIGLOT_ORDER_H
#define DIGLOT_ORDER_H

#include "set/docset.h"

enum order {
	ORDER_PATH,     /* by path, offset, rule, text */
	ORDER_SEVERITY, /* the worst first, then by path */
	ORDER_RULE,     /* by rule's id, then by path */
};

/* Path of a file or configuration file; "" for CONFIG_NOWHERE. */
struct str order_path(const struct docset *s, uint32_t file);
void order_sort(const struct docset *s, enum order by, struct diag **p,
	size_t n);
/* The same by path, each once: the number that is left. */
size_t order_unique(const struct docset *s, struct diag **p, size_t n);

#endif
