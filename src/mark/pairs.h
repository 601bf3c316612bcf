/*
 * Bilingual pairs, found by a literal scan of the bytes: the wrapper is
 * perfectly regular but what it holds is not HTML.
 *
 *   <span data-ttu-id="ID">T</span>
 *   <span class="sxs-lookup"><span data-stu-id="ID">S</span></span>
 *
 * in one line; each quote may be the five bytes of &quot; instead, a known
 * damage. T reaches to the literal that begins the source half. S reaches
 * to the shortest "</span></span>" at which it has as many "</span>" as T,
 * else to the shortest.
 */
#ifndef DIGLOT_PAIRS_H
#define DIGLOT_PAIRS_H

#include "base/diag.h"
#include "mark/tree.h"

extern const struct rule rule_pair_unbalanced; /* DG901 */
extern const struct rule rule_pair_incomplete; /* DG902 */
extern const struct rule rule_pair_duplicate;  /* DG903 */

struct pair {
	struct str id;
	/* offsets into the file: the wrapper's first byte and end, and the
	 * two texts */
	uint32_t at, t, t_end, s, s_end, end;
};

struct pairs {
	struct pair *p; /* in file order */
	size_t n;
};

/*
 * All pairs of bytes[from..]. `file` is for the findings: damaged wrappers,
 * halves without the other, ids that occur twice. Linear.
 */
struct pairs pairs_scan(struct arena *a, struct str bytes, size_t from,
	uint32_t file, struct sink *sink);

#endif
