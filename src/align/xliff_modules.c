/*
 * What the modules of XLIFF 2.1 demand beyond the grammar: format style,
 * size restriction, validation, matches, glossary, resources, metadata,
 * and the change tracking of 2.0.
 */
#include "align/xliff_check.h"

#define FS "urn:oasis:names:tc:xliff:fs:2.0"
#define SLR "urn:oasis:names:tc:xliff:sizerestriction:2.0"
#define VAL "urn:oasis:names:tc:xliff:validation:2.0"
#define MTC "urn:oasis:names:tc:xliff:matches:2.0"
#define GLS "urn:oasis:names:tc:xliff:glossary:2.0"
#define RES "urn:oasis:names:tc:xliff:resourcedata:2.0"
#define MDA "urn:oasis:names:tc:xliff:metadata:2.0"
#define CTR "urn:oasis:names:tc:xliff:changetracking:2.0"

/* ---- format style ------------------------------------------------ */

static const char html_names[] =
	"a abbr acronym address applet area b base basefont bdo big blockquote "
	"body br button caption center cite code col colgroup dd del dfn dir "
	"div dl dt em fieldset font form frame frameset h1 h2 h3 h4 h5 h6 head "
	"hr html i iframe img input ins isindex kbd label legend li link map "
	"menu meta noframes noscript object ol optgroup option p param pre q s "
	"samp script select small span strike strong style sub sup table tbody "
	"td textarea tfoot th thead title tr tt u ul var";

static bool is_loose_end(const struct element *e)
{
	return element_is(e, XLIFF, "ec") && !xliff_has(e, "isolated", "yes");
}

static void check_style(struct xliff_check *c, const struct element *e)
{
	struct str fs = element_attr_ns(e, FS, "fs");
	struct str sub = element_attr_ns(e, FS, "subFs");

	for (size_t i = 0; i < e->nattrs; i++)
		if (str_eq(e->attrs[i].ns, S(FS)) &&
			!xliff_is_word("fs subFs", e->attrs[i].name))
			xliff_say(c, e, "there is no format style '%.*s'",
				STR_ARG(e->attrs[i].name));
	if (fs.p && !xliff_is_word(html_names, fs))
		xliff_say(c, e, "fs '%.*s' is no element of HTML", STR_ARG(fs));
	if (sub.p && !fs.p)
		xliff_say(c, e, "subFs demands fs");
	if (fs.p && is_loose_end(e))
		xliff_say(c, e, "an <ec> that is not isolated has no fs");
}

/* ---- size restriction -------------------------------------------- */

static bool is_number(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (!char_is_digit(s.p[i]))
			return false;
	return s.n > 0;
}

/* "*", "9", "9,9" or "9,*" */
static bool is_restriction(struct str s)
{
	size_t comma = str_find_byte(s, 0, ',');
	struct str most = comma == STR_NONE ? s : str_skip(s, comma + 1);

	if (comma != STR_NONE && !is_number(str_sub(s, 0, comma)))
		return false;
	return is_number(most) || str_eq(most, S("*"));
}

/* Is there an id in the size data beside e or one of those around it? */
static bool has_size_data(const struct element *e, struct str id)
{
	for (; e && e->parent; e = e->parent)
		for (struct element *d = e->parent->child; d; d = d->next) {
			if (!element_is(d, SLR, "data"))
				continue;
			for (struct element *i = d; i;
				i = element_walk(d, i, false))
				if (str_eq(element_attr(i, "id"), id) &&
					i->name.n)
					return true;
		}
	return false;
}

/* "25.5": what a number may look like and not be. sizeInfo may be a word
 * of the profile's. */
static bool is_bad_number(struct str s, bool word)
{
	return word ? s.n && char_is_digit(s.p[0]) && !is_number(s)
		    : !is_number(s);
}

static void check_sizes(struct xliff_check *c, const struct element *e)
{
	static const char *const limits[] = { "sizeRestriction",
		"storageRestriction" };
	static const char *const numbers[] = { "sizeInfo", "equivStorage" };
	struct str info = element_attr_ns(e, SLR, "sizeInfo");
	struct str ref = element_attr_ns(e, SLR, "sizeInfoRef");

	for (size_t i = 0; i < 2; i++) {
		struct str limit = element_attr_ns(e, SLR, limits[i]);
		struct str number = element_attr_ns(e, SLR, numbers[i]);
		if (limit.p && !is_restriction(limit))
			xliff_say(c, e, "%s cannot be '%.*s'", limits[i],
				STR_ARG(limit));
		if (number.p && is_bad_number(number, i == 0))
			xliff_say(c, e, "%s must be a number, not '%.*s'",
				numbers[i], STR_ARG(number));
		if (number.p && is_loose_end(e))
			xliff_say(c, e,
				"an <ec> that is not isolated has no "
				"%s",
				numbers[i]);
	}
	if (info.p && ref.p)
		xliff_say(c, e, "sizeInfo and sizeInfoRef exclude each other");
	if (ref.p && is_loose_end(e))
		xliff_say(c, e,
			"an <ec> that is not isolated has no "
			"sizeInfoRef");
	if (ref.p && !has_size_data(e, ref))
		xliff_say(c, e, "there are no size data '%.*s'", STR_ARG(ref));
}

/* ---- validation -------------------------------------------------- */

static void check_rule(struct xliff_check *c, const struct element *e)
{
	struct str occurs = element_attr(e, "occurs");
	uint32_t n = 0, kinds = 0, own = 0;

	for (size_t i = 0; i < e->nattrs; i++) {
		bool foreign = e->attrs[i].ns.n > 0;
		own += foreign;
		kinds += !foreign &&
			 xliff_is_word("isPresent isNotPresent startsWith "
				       "endsWith",
				 e->attrs[i].name);
	}
	if (kinds > 1 || (kinds == 0) == (own == 0))
		xliff_say(c, e,
			"a rule must have one of isPresent, "
			"isNotPresent, startsWith, endsWith, or "
			"attributes of its own");
	if (element_attr(e, "existsInSource").p &&
		(kinds != 1 || element_attr(e, "isNotPresent").p))
		xliff_say(c, e,
			"existsInSource demands isPresent, startsWith "
			"or endsWith");
	if (occurs.p && (!str_to_uint(occurs, &n) || n == 0))
		xliff_say(c, e, "occurs cannot be '%.*s'", STR_ARG(occurs));
}

/* ---- matches, glossary, resources, metadata ------------------------ */

static void check_lang(struct xliff_check *c, const struct element *e,
	const char *attr)
{
	struct str lang = element_attr_ns(e, NS_XML, "lang");

	if (lang.p && !str_eq_nocase(lang, element_attr(c->root, attr)))
		xliff_say(c, e, "xml:lang must be %s", attr);
}

/* `ids`: of the unit's texts, collected once for all its matches. */
static void check_match(struct xliff_check *c, struct element *e,
	const struct map *ids)
{
	struct str ref = element_attr(e, "ref");
	bool mark = str_starts(ref, S("#t="));
	struct element *s = element_find(e->child, XLIFF, "source");
	struct element *t = element_find(e->child, XLIFF, "target");

	if (!str_starts(ref, S("#")))
		xliff_say(c, e, "the reference '%.*s' must begin with '#'",
			STR_ARG(ref));
	else if (!map_has(ids, str_skip(ref, mark ? 3 : 1)))
		xliff_say(c, e, "the reference '%.*s' is no text of the unit",
			STR_ARG(ref));
	if (element_attr_ns(e, NS_XML, "lang").p)
		xliff_say(c, e, "<match> has no xml:lang");
	if (s)
		check_lang(c, s, "srcLang");
	if (t && !xliff_has(e, "reference", "yes"))
		check_lang(c, t, "trgLang");
}

static struct map text_ids(struct arena *a, struct element *unit)
{
	struct map ids = { 0 };

	for (struct element *p = unit->child; p; p = p->next) {
		bool part = element_is(p, XLIFF, "segment") ||
			    element_is(p, XLIFF, "ignorable");
		for (struct element *e = part ? p : NULL; e;
			e = element_walk(p, e, false))
			if (element_attr(e, "id").p)
				map_put(a, &ids, element_attr(e, "id"), e);
	}
	return ids;
}

static void check_matches(struct xliff_check *c, struct element *unit)
{
	struct map ids = { 0 };

	if (element_find(unit->child, MTC, "matches"))
		ids = text_ids(c->a, unit);
	for (struct element *m = unit->child; m; m = m->next) {
		if (!element_is(m, MTC, "matches"))
			continue;
		for (struct element *e = m->child; e; e = e->next)
			if (element_is(e, MTC, "match"))
				check_match(c, e, &ids);
	}
}

static void check_resource(struct xliff_check *c, struct element *e)
{
	bool href = element_attr(e, "href").p != NULL;

	if (href == (e->child != NULL))
		xliff_say(c, e, "a resource has an href, or content");
	if (element_is(e, RES, "source"))
		check_lang(c, e, "srcLang");
}

static void check_entry(struct xliff_check *c, struct element *e)
{
	if (!element_find(e->child, GLS, "translation") &&
		!element_find(e->child, GLS, "definition"))
		xliff_say(c, e,
			"a glossary entry must have a translation or "
			"a definition");
}

static void check_group(struct xliff_check *c, struct element *e)
{
	struct str to = element_attr(e, "appliesTo");

	if (to.p && !xliff_is_word("source target ignorable", to))
		xliff_say(c, e, "metadata cannot apply to '%.*s'", STR_ARG(to));
}

/* ---- change tracking --------------------------------------------- */

/* The note of that id; without an id the only one. */
static struct element *find_note(struct element *holder, struct str id)
{
	struct element *notes = element_find(holder->child, XLIFF, "notes");
	struct element *n = element_find(notes ? notes->child : NULL, XLIFF,
		"note");

	if (!id.p)
		return n && element_find(n->next, XLIFF, "note") ? NULL : n;
	while (n && !str_eq(element_attr(n, "id"), id))
		n = element_find(n->next, XLIFF, "note");
	return n;
}

static void check_revision(struct xliff_check *c, struct element *revision,
	const struct element *of)
{
	struct map seen = { 0 };

	for (struct element *i = revision->child; i; i = i->next) {
		struct str name = element_attr(i, "property");
		if (!element_is(i, CTR, "item") || !name.p)
			continue;
		if (map_has(&seen, name))
			xliff_say(c, i, "a revision says '%.*s' twice",
				STR_ARG(name));
		map_put(c->a, &seen, name, i);
		if (of && !str_eq(name, S("content")) &&
			!element_attr(of, str_z(c->a, name)).p)
			xliff_say(c, i, "the note has no attribute '%.*s'",
				STR_ARG(name));
	}
}

static void check_revisions(struct xliff_check *c, struct element *e)
{
	struct element *holder = e->parent ? e->parent->parent : NULL;
	struct element *note = NULL;

	if (holder && xliff_has(e, "appliesTo", "note")) {
		note = find_note(holder, element_attr(e, "ref"));
		if (!note)
			xliff_say(c, e, "the revisions' ref '%.*s' is no note",
				STR_ARG(element_attr(e, "ref")));
	}
	for (struct element *r = e->child; r; r = r->next)
		if (element_is(r, CTR, "revision"))
			check_revision(c, r, note);
}

void xliff_modules(struct xliff_check *c, struct element *root)
{
	for (struct element *e = root; e; e = element_walk(root, e, false)) {
		if (e->nattrs) {
			check_style(c, e);
			check_sizes(c, e);
		}
		if (element_is(e, VAL, "rule"))
			check_rule(c, e);
		else if (element_is(e, XLIFF, "unit"))
			check_matches(c, e);
		else if (element_is(e, GLS, "glossEntry"))
			check_entry(c, e);
		else if (element_is(e, RES, "source") ||
			 element_is(e, RES, "target"))
			check_resource(c, e);
		else if (element_is(e, MDA, "metaGroup"))
			check_group(c, e);
		else if (element_is(e, CTR, "revisions"))
			check_revisions(c, e);
	}
}
