/* Zone pivots: what a reader chooses, as the docset's definition names it. */
#ifndef DIGLOT_PIVOT_H
#define DIGLOT_PIVOT_H

#include "set/docset.h"

/*
 * The groups that the page's metadata (`zone_pivot_groups`) name, in that
 * order: a list of maps with `id`, `title`, `prompt` and `pivots` as they
 * stand in the definition file. The file is the nearest one upwards from the
 * page, else from the same page in the source language; *file is its id, or
 * FILE_NONE. An empty list where there is nothing.
 */
struct value *pivot_groups(struct arena *a, const struct docset *set,
	const struct page *page, const struct value *meta, uint32_t *file);

/* The name of the definition file that the page's metadata asks for, and the
 * file of that name for a page, found as above; FILE_NONE: there is none. */
struct str pivot_file_name(struct arena *a, const struct value *meta);
uint32_t pivot_file(struct arena *a, const struct docset *set, uint32_t page,
	struct str name);

/* The item of a list of maps whose `id` this is, or NULL. */
struct value *pivot_by_id(const struct value *list, struct str id);

#endif
