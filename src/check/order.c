/* Comparisons of two findings; what is equal in all of them is the same. */
#include "check/order.h"

#include <stdlib.h>

struct str order_path(const struct docset *s, uint32_t file)
{
	const struct source *source;

	if (file < s->files.n)
		return s->files.p[file].path;
	source = config_source(&s->config, file);
	return source ? source->path : S("");
}

static int compare_uint(uint32_t x, uint32_t y)
{
	return x < y ? -1 : x > y;
}

static int by_path(const struct docset *s, const struct diag *a,
	const struct diag *b)
{
	int order = 0;

	if (a->at.file != b->at.file)
		order = str_cmp(order_path(s, a->at.file),
			order_path(s, b->at.file));
	if (!order)
		order = compare_uint(a->at.file, b->at.file);
	if (!order)
		order = compare_uint(a->at.at, b->at.at);
	if (!order)
		order = strcmp(a->rule->id, b->rule->id);
	if (!order)
		order = str_cmp(a->text, b->text);
	if (!order)
		order = compare_uint(a->at.len, b->at.len);
	return order ? order : (int)a->side - (int)b->side;
}

static int compare_path(const void *x, const void *y, void *set)
{
	return by_path(set, *(struct diag *const *)x, *(struct diag *const *)y);
}

static int compare_severity(const void *x, const void *y, void *set)
{
	const struct diag *a = *(struct diag *const *)x;
	const struct diag *b = *(struct diag *const *)y;
	int order = (int)b->level - (int)a->level;

	return order ? order : by_path(set, a, b);
}

static int compare_rule(const void *x, const void *y, void *set)
{
	const struct diag *a = *(struct diag *const *)x;
	const struct diag *b = *(struct diag *const *)y;
	int order = strcmp(a->rule->id, b->rule->id);

	return order ? order : by_path(set, a, b);
}

void order_sort(const struct docset *s, enum order by, struct diag **p,
	size_t n)
{
	static int (*const all[])(const void *x, const void *y, void *set) = {
		[ORDER_PATH] = compare_path,
		[ORDER_SEVERITY] = compare_severity,
		[ORDER_RULE] = compare_rule,
	};

	if (n > 1)
		qsort_r(p, n, sizeof(*p), all[by], (void *)(uintptr_t)s);
}

size_t order_unique(const struct docset *s, struct diag **p, size_t n)
{
	size_t left = 0;

	order_sort(s, ORDER_PATH, p, n);
	for (size_t i = 0; i < n; i++)
		if (left == 0 || by_path(s, p[left - 1], p[i]) != 0)
			p[left++] = p[i];
	return left;
}
