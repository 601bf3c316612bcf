/* Groups are ranges of ids, so a new rule is in one without a word here. */
#include "base/groups.h"

#include <string.h>

/* Each from its first id up to the next one's. */
static const struct group {
	const char *from, *name;
} groups[] = {
	{ "DG001", "run" },
	{ "DG101", "metadata" },
	{ "DG201", "headings" },
	{ "DG301", "links" },
	{ "DG401", "images" },
	{ "DG501", "includes" },
	{ "DG511", "alerts" },
	{ "DG521", "blocks" },
	{ "DG601", "lists" },
	{ "DG611", "tables" },
	{ "DG621", "code" },
	{ "DG701", "html" },
	{ "DG801", "toc" },
	{ "DG841", "redirects" },
	{ "DG901", "pairs" },
	{ "DG931", "exchange" },
	{ "DG951", "style" },
};

static const char *const tags[] = { TAG_ACCESSIBILITY };

#define GROUPS (sizeof(groups) / sizeof(*groups))
#define TAGS (sizeof(tags) / sizeof(*tags))

const char *group_word(size_t i)
{
	if (i < GROUPS)
		return groups[i].name;
	return i - GROUPS < TAGS ? tags[i - GROUPS] : NULL;
}

const char *group_of(const struct rule *r)
{
	size_t n = GROUPS;

	while (n > 1 && strcmp(r->id, groups[n - 1].from) < 0)
		n--;
	return groups[n - 1].name;
}

bool group_takes(struct str word, const struct rule *r)
{
	return word.n > 0 && (str_eq(word, str_of(group_of(r))) ||
				     str_eq(word, str_of(r->tag)));
}

bool group_exists(struct str word)
{
	const char *name;

	for (size_t i = 0; (name = group_word(i)); i++)
		if (str_eq(word, str_of(name)))
			return true;
	return false;
}
