/*
 * Groups are ranges of ids, so a new rule is in one without a word here. A
 * tag goes across groups: what a rule with one has to do with it is not in
 * its id, so each such rule has its line.
 */
#include "base/groups.h"

#include <string.h>

#define ACCESSIBILITY "accessibility"

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

/* Sorted by id. */
static const struct tag {
	const char *id, *name;
} tags[] = {
	{ "DG201", ACCESSIBILITY },
	{ "DG202", ACCESSIBILITY },
	{ "DG203", ACCESSIBILITY },
	{ "DG204", ACCESSIBILITY },
	{ "DG205", ACCESSIBILITY },
	{ "DG305", ACCESSIBILITY },
	{ "DG316", ACCESSIBILITY },
	{ "DG318", ACCESSIBILITY },
	{ "DG401", ACCESSIBILITY },
	{ "DG402", ACCESSIBILITY },
	{ "DG403", ACCESSIBILITY },
	{ "DG404", ACCESSIBILITY },
	{ "DG405", ACCESSIBILITY },
	{ "DG408", ACCESSIBILITY },
	{ "DG409", ACCESSIBILITY },
	{ "DG613", ACCESSIBILITY },
	{ "DG614", ACCESSIBILITY },
	{ "DG707", ACCESSIBILITY },
};

const char *const group_words[] = { "run", "metadata", "headings", "links",
	"images", "includes", "alerts", "blocks", "lists", "tables", "code",
	"html", "toc", "redirects", "pairs", "exchange", "style",
	ACCESSIBILITY };

const size_t group_words_count = sizeof(group_words) / sizeof(*group_words);

const char *group_of(const struct rule *r)
{
	size_t n = sizeof(groups) / sizeof(*groups);

	while (n > 1 && strcmp(r->id, groups[n - 1].from) < 0)
		n--;
	return groups[n - 1].name;
}

const char *group_tag(const struct rule *r)
{
	for (size_t i = 0; i < sizeof(tags) / sizeof(*tags); i++)
		if (strcmp(r->id, tags[i].id) == 0)
			return tags[i].name;
	return NULL;
}

bool group_takes(struct str word, const struct rule *r)
{
	return word.n > 0 && (str_eq(word, str_of(group_of(r))) ||
				     str_eq(word, str_of(group_tag(r))));
}

bool group_exists(struct str word)
{
	for (size_t i = 0; i < group_words_count; i++)
		if (str_eq(word, str_of(group_words[i])))
			return true;
	return false;
}
