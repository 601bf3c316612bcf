/*
 * Fragment identifiers, "#/f=f1/u=u1/n=n1": selectors from the file down to
 * one leaf. Each is PREFIX=ID; a leaf without prefix is a code or mark.
 */
#include "align/xliff_check.h"

/* Prefixes that modules have registered. */
#define MODULES "fs gls mda mtc res slr val ctr its itsm tbx"

/* From the outside in; a leaf ends it. */
enum rank { RANK_FILE, RANK_GROUP, RANK_UNIT, RANK_LEAF, RANK_BAD };

struct selector {
	struct str prefix, id; /* prefix "" for a code or mark */
	enum rank rank;
};

static struct selector selector_of(struct str s)
{
	size_t equals = str_find_byte(s, 0, '=');
	struct selector out = { { "", 0 }, s, RANK_LEAF };

	if (equals != STR_NONE) {
		out.prefix = str_sub(s, 0, equals);
		out.id = str_skip(s, equals + 1);
	}
	bool known = equals == STR_NONE ||
		     xliff_is_word("f g u n d t " MODULES, out.prefix);

	if (!known || !xliff_is_nmtoken(out.id))
		out.rank = RANK_BAD;
	else if (str_eq(out.prefix, S("f")))
		out.rank = RANK_FILE;
	else if (str_eq(out.prefix, S("g")))
		out.rank = RANK_GROUP;
	else if (str_eq(out.prefix, S("u")))
		out.rank = RANK_UNIT;
	return out;
}

/* False: what is wrong. */
static const char *fault_of(struct str rest)
{
	struct str item;
	int last = -1;

	if (str_starts(rest, S("/"))) {
		rest = str_skip(rest, 1);
		if (!str_starts(rest, S("f=")))
			return "must begin with the file";
	}
	while (str_cut(&rest, '/', &item)) {
		struct selector s = selector_of(item);
		if (s.rank == RANK_BAD)
			return "has a part that is unknown";
		if ((int)s.rank <= last)
			return "has its parts in the wrong order";
		last = (int)s.rank;
	}
	return NULL;
}

void xliff_fragment(struct xliff_check *c, const struct element *e,
	struct str ref)
{
	const char *fault = fault_of(str_skip(ref, 1));

	if (fault)
		xliff_say(c, e, "the reference '%.*s' %s", STR_ARG(ref), fault);
}

static bool has_note(struct element *unit, struct str id)
{
	struct element *notes = element_find(unit->child, XLIFF, "notes");

	for (struct element *n = notes ? notes->child : NULL; n; n = n->next)
		if (str_eq(element_attr(n, "id"), id) && n->name.n)
			return true;
	return false;
}

bool xliff_is_note(const struct xliff_check *c, struct element *unit,
	struct str ref)
{
	struct str rest = str_skip(ref, 1), item;
	bool in_unit = true, note = false;

	if (!str_starts(ref, S("#")))
		return false;
	if (str_starts(rest, S("/")))
		rest = str_skip(rest, 1);
	while (str_cut(&rest, '/', &item)) {
		struct selector s = selector_of(item);
		if (s.rank == RANK_FILE)
			in_unit = false;
		if (s.rank == RANK_FILE &&
			!str_eq(s.id, element_attr(c->of, "id")))
			return false;
		if (s.rank == RANK_GROUP)
			in_unit = false;
		if (s.rank == RANK_UNIT)
			in_unit = str_eq(s.id, element_attr(unit, "id"));
		if (s.rank == RANK_LEAF)
			note = str_eq(s.prefix, S("n")) && has_note(unit, s.id);
	}
	return in_unit && note;
}
