/* Rules to the types that ITS knows, levels to its scores. */
#include "align/issues.h"

static const struct {
	const char *rule, *type;
} types[] = {
	{ "DG006", "characters" },
	{ "DG305", "markup" },
	{ "DG901", "markup" },
	{ "DG902", "markup" },
	{ "DG903", "markup" },
	{ "DG904", "markup" },
	{ "DG905", "markup" },
	{ "DG906", "markup" },
	{ "DG907", "numbers" },
	{ "DG908", "untranslated" },
	{ "DG909", "length" },
	{ "DG910", "whitespace" },
	{ "DG911", "markup" },
	{ "DG913", "mistranslation" },
	{ "DG914", "omission" },
	{ "DG915", "untranslated" },
	{ "DG916", "characters" },
	{ "DG917", "inconsistency" },
	{ "DG918", "markup" },
	{ "DG919", "typographical" },
	{ "DG920", "typographical" },
	{ "DG921", "typographical" },
	{ "DG922", "whitespace" },
	{ "DG923", "untranslated" },
	{ "DG924", "inconsistency" },
	{ "DG925", "mistranslation" },
	{ "DG951", "terminology" },
	{ "DG954", "duplication" },
	{ "DG955", "whitespace" },
};

static const char *type_of(const struct rule *r)
{
	for (size_t i = 0; i < sizeof(types) / sizeof(*types); i++)
		if (strcmp(types[i].rule, r->id) == 0)
			return types[i].type;
	return "other";
}

struct export_issue *issues_of(struct arena *a, struct diag *const *findings,
	size_t n, const struct align_pair *p, struct str target)
{
	static const unsigned char severities[] = { 0, 10, 30, 50, 80 };
	static const unsigned char priorities[] = { 10, 9, 6, 3, 1 };
	struct export_issue *out = arena_array(a, struct export_issue, n + 1);

	for (size_t i = 0; i < n; i++) {
		const struct diag *d = findings[i];
		struct export_issue *x = &out[i];

		x->rule = d->rule;
		x->type = type_of(d->rule);
		x->text = exchange_plain(a, d->text);
		x->severity = severities[d->level];
		x->priority = priorities[d->level];
		x->placed = p && target.n && target.n == p->target.n &&
			    align_place(p, d, &x->from, &x->to);
	}
	return out;
}

struct parts issues_mark(struct arena *a, const struct parts *parts,
	const struct export_pair *p)
{
	struct inline_mark *marks = arena_array(a, struct inline_mark,
		p->nissues + 1);
	size_t n = 0;

	for (size_t i = 0; i < p->nissues; i++) {
		const struct export_issue *x = &p->issues[i];
		marks[n] = (struct inline_mark){ x->from, x->to, (uint32_t)i };
		n += x->placed;
	}
	return n ? inline_mark(a, parts, marks, n) : *parts;
}
