/*
 * The grammar of XLIFF 2.1 as a table: which attributes an element has,
 * which elements stand in it and in which order, and what values are.
 */
#include "align/xliff_check.h"

#include "base/utf8.h"
#include "format/exchange.h"

#define MDA "urn:oasis:names:tc:xliff:metadata:2.0"
#define MTC "urn:oasis:names:tc:xliff:matches:2.0"
#define GLS "urn:oasis:names:tc:xliff:glossary:2.0"
#define RES "urn:oasis:names:tc:xliff:resourcedata:2.0"
#define VAL "urn:oasis:names:tc:xliff:validation:2.0"

#define INLINE "@ cp|ph|pc|sc|ec|mrk|sm|em*"
#define HINTS "canCopy canDelete canReorder copyOf type subType "

/*
 * Attributes: !name is demanded, '+' allows those of any namespace.
 * Content: names joined by '|' with ?, * or +, in order; "other" is an
 * element of another namespace; '@' allows text.
 */
static const struct shape {
	const char *ns, *name, *attrs, *content;
} shapes[] = {
	{ XLIFF, "xliff", "!version !srcLang trgLang +", "file+" },
	{ XLIFF, "file", "!id canResegment original translate srcDir trgDir +",
		"skeleton? other* notes? unit|group+" },
	{ XLIFF, "skeleton", "href", NULL },
	{ XLIFF, "group",
		"!id name canResegment translate srcDir trgDir type +",
		"other* notes? unit|group*" },
	{ XLIFF, "unit", "!id name canResegment translate srcDir trgDir type +",
		"other* notes? originalData? segment|ignorable+" },
	{ XLIFF, "segment", "id canResegment state subState",
		"source target?" },
	{ XLIFF, "ignorable", "id", "source target?" },
	{ XLIFF, "notes", "", "note+" },
	{ XLIFF, "note", "id appliesTo category priority +", "@" },
	{ XLIFF, "originalData", "", "data+" },
	{ XLIFF, "data", "!id dir", "@ cp*" },
	{ XLIFF, "source", "", INLINE },
	{ XLIFF, "target", "order", INLINE },
	{ XLIFF, "cp", "!hex", "" },
	{ XLIFF, "ph", HINTS "!id disp equiv dataRef subFlows", "" },
	{ XLIFF, "pc",
		HINTS "!id canOverlap dispEnd dispStart equivEnd equivStart "
		      "dataRefEnd dataRefStart subFlowsEnd subFlowsStart dir",
		INLINE },
	{ XLIFF, "sc",
		HINTS "!id canOverlap dataRef dir disp equiv isolated subFlows",
		"" },
	{ XLIFF, "ec",
		HINTS "id canOverlap dataRef dir disp equiv isolated startRef "
		      "subFlows",
		"" },
	{ XLIFF, "mrk", "!id translate type ref value +", INLINE },
	{ XLIFF, "sm", "!id translate type ref value +", "" },
	{ XLIFF, "em", "!startRef", "" },
	{ MDA, "metadata", "id", "metaGroup+" },
	{ MDA, "metaGroup", "id category appliesTo", "metaGroup|meta+" },
	{ MDA, "meta", "!type", "@" },
	{ GLS, "glossary", "", "glossEntry+" },
	{ GLS, "glossEntry", "id ref +",
		"term translation* definition? other*" },
	{ GLS, "term", "source +", "@" },
	{ GLS, "translation", "id ref source +", "@" },
	{ GLS, "definition", "source +", "@" },
	{ MTC, "matches", "", "match+" },
	{ MTC, "match",
		"id matchQuality matchSuitability origin !ref reference "
		"similarity subType type +",
		"other* originalData? source target other*" },
	{ RES, "resourceItemRef", "id !ref +", "" },
	{ VAL, "validation", "+", "rule+" },
	{ VAL, "rule",
		"isPresent isNotPresent startsWith endsWith occurs "
		"existsInSource caseSensitive normalization disabled +",
		"" },
};

/* What values of an attribute are; the same in all elements. */
static const struct kind {
	const char *names, *words; /* words NULL: an NMTOKEN */
} kinds[] = {
	{ "id dataRef dataRefStart dataRefEnd startRef copyOf", NULL },
	{ "canCopy canDelete canOverlap isolated canResegment translate "
	  "reference caseSensitive existsInSource disabled",
		"yes no" },
	{ "canReorder", "yes no firstNo" },
	{ "dir srcDir trgDir", "ltr rtl auto" },
	{ "state", "initial translated reviewed final" },
	{ "priority", "1 2 3 4 5 6 7 8 9 10" },
	{ "normalization", "none nfc nfd" },
	{ "version", "2.0 2.1 2.2" },
};

/* ---- values ------------------------------------------------------ */

bool xliff_is_nmtoken(struct str s)
{
	for (size_t i = 0; i < s.n;) {
		uint32_t c = utf8_next(s, &i);
		if (c < 0x80 && !char_is_alnum((char)c) && c != '-' &&
			c != '_' && c != '.' && c != ':')
			return false;
	}
	return s.n > 0;
}

bool xliff_is_word(const char *list, struct str word)
{
	struct str rest = str_of(list), item;

	while (str_cut(&rest, ' ', &item))
		if (str_eq(item, word))
			return true;
	return false;
}

bool xliff_has(const struct element *e, const char *name, const char *value)
{
	struct str v = element_attr(e, name);

	return v.p && str_eq(v, str_of(value));
}

/* Subtags of one to eight letters and digits, the first of two or more. */
bool xliff_is_language(struct str tag)
{
	struct str part;
	bool first = true;

	if (tag.n == 0)
		return false;
	while (str_cut(&tag, '-', &part)) {
		for (size_t i = 0; i < part.n; i++)
			if (!char_is_alnum(part.p[i]) ||
				(first && char_is_digit(part.p[i])))
				return false;
		if (part.n < 1 || part.n > 8 ||
			(first && part.n == 1 && part.p[0] != 'x' &&
				part.p[0] != 'i'))
			return false;
		first = false;
	}
	return true;
}

/* "prefix:value" */
static bool is_prefixed(struct str s)
{
	size_t colon = str_find_byte(s, 0, ':');

	return colon != STR_NONE && colon > 0 && colon + 1 < s.n;
}

static bool is_subtype_of(struct str type, struct str subtype)
{
	if (!str_starts(subtype, S("xlf:")))
		return is_prefixed(subtype);
	return (str_eq(type, S("fmt")) &&
		       xliff_is_word("xlf:lb xlf:pb xlf:b xlf:i xlf:u",
			       subtype)) ||
	       (str_eq(type, S("ui")) && str_eq(subtype, S("xlf:var")));
}

static bool is_type(const struct element *e, struct str type)
{
	if (element_is(e, MTC, "match"))
		return xliff_is_word("am mt icm idm tb tm other", type);
	if (element_is(e, XLIFF, "mrk") || element_is(e, XLIFF, "sm"))
		return xliff_is_word("generic comment term", type) ||
		       is_prefixed(type);
	if (element_is(e, XLIFF, "unit") || element_is(e, XLIFF, "group"))
		return is_prefixed(type);
	if (!str_eq(e->ns, S(XLIFF)))
		return true;
	return xliff_is_word("fmt ui quote link image other", type);
}

static void check_types(struct xliff_check *c, const struct element *e)
{
	struct str type = element_attr(e, "type");
	struct str subtype = element_attr(e, "subType");
	struct str state = element_attr(e, "subState");

	if (type.p && !is_type(e, type))
		xliff_say(c, e, "there is no type '%.*s' of <%.*s>",
			STR_ARG(type), STR_ARG(e->name));
	if (subtype.p && !type.p)
		xliff_say(c, e, "subType demands a type");
	else if (subtype.p && !is_subtype_of(type, subtype))
		xliff_say(c, e,
			"there is no subType '%.*s' of the type "
			"'%.*s'",
			STR_ARG(subtype), STR_ARG(type));
	if (state.p && !element_attr(e, "state").p)
		xliff_say(c, e, "subState demands a state");
	else if (state.p && !is_prefixed(state))
		xliff_say(c, e, "subState must be PREFIX:VALUE");
}

/* What <cp> stands for: a character that XML does not allow. */
static void check_code_point(struct xliff_check *c, const struct element *e)
{
	struct str hex = element_attr(e, "hex");
	uint32_t code = 0;

	for (size_t i = 0; i < hex.n; i++) {
		char d = char_lower(hex.p[i]);
		if (!char_is_digit(d) && (d < 'a' || d > 'f'))
			code = UTF8_BAD;
		else if (code != UTF8_BAD)
			code = code * 16 + (uint32_t)(char_is_digit(d)
							      ? d - '0'
							      : d - 'a' + 10);
	}
	if (hex.n < 4 || hex.n > 6 || code > 0x10FFFF)
		xliff_say(c, e, "'%.*s' is no code of a character",
			STR_ARG(hex));
	else if (exchange_is_char(code) && (code < 0xD800 || code > 0xDFFF))
		xliff_say(c, e, "the character %.*s needs no <cp>",
			STR_ARG(hex));
}

static void check_value(struct xliff_check *c, const struct element *e,
	const struct attribute *a)
{
	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++) {
		const struct kind *k = &kinds[i];
		if (!xliff_is_word(k->names, a->name))
			continue;
		if (k->words ? !xliff_is_word(k->words, a->value)
			     : !xliff_is_nmtoken(a->value))
			xliff_say(c, e, "%.*s of <%.*s> cannot be '%.*s'",
				STR_ARG(a->name), STR_ARG(e->name),
				STR_ARG(a->value));
	}
}

/* ---- attributes -------------------------------------------------- */

/* Is `name` in the list, as it is or with '!'? */
static bool is_listed(const char *list, struct str name)
{
	struct str rest = str_of(list), item;

	while (str_cut(&rest, ' ', &item)) {
		if (str_starts(item, S("!")))
			item = str_skip(item, 1);
		if (item.n && str_eq(item, name))
			return true;
	}
	return false;
}

/* xml:space and xml:lang; modules' own; any where the shape has '+'. */
static bool is_foreign_allowed(const struct shape *s, const struct element *e,
	const struct attribute *a)
{
	bool text = element_is(e, XLIFF, "source") ||
		    element_is(e, XLIFF, "target");

	if (str_find_byte(str_of(s->attrs), 0, '+') != STR_NONE)
		return true;
	if (str_eq(a->ns, S(NS_XML)))
		return text || element_is(e, XLIFF, "data");
	return !text &&
	       (str_starts(a->ns, S(XLIFF_MODULE)) || str_eq(a->ns, S(NS_ITS)));
}

static void check_attrs(struct xliff_check *c, const struct shape *s,
	const struct element *e)
{
	struct str rest = str_of(s->attrs), item;

	for (size_t i = 0; i < e->nattrs; i++) {
		const struct attribute *a = &e->attrs[i];
		bool known = a->ns.n ? is_foreign_allowed(s, e, a)
				     : is_listed(s->attrs, a->name);
		if (!known)
			xliff_say(c, e, "<%.*s> has no attribute '%.*s'",
				STR_ARG(e->name), STR_ARG(a->name));
		else if (a->ns.n == 0)
			check_value(c, e, a);
	}
	while (str_cut(&rest, ' ', &item))
		if (str_starts(item, S("!")) &&
			!element_attr(e, str_z(c->a, str_skip(item, 1))).p)
			xliff_say(c, e,
				"<%.*s> must have the attribute "
				"'%.*s'",
				STR_ARG(e->name), STR_ARG(str_skip(item, 1)));
}

/* ---- content ----------------------------------------------------- */

/* Is e one of "a|b|other"? Names are those of the parent's namespace, and
 * XLIFF's own in a match. */
static bool is_step(struct str names, const struct element *in,
	const struct element *e)
{
	struct str name;
	bool own = str_eq(e->ns, in->ns) || str_eq(e->ns, S(XLIFF));

	while (str_cut(&names, '|', &name)) {
		if (str_eq(name, S("other")) && !own)
			return true;
		if (own && str_eq(name, e->name))
			return true;
	}
	return false;
}

static const struct element *next_element(const struct element *e)
{
	while (e && e->name.n == 0)
		e = e->next;
	return e;
}

static void check_text(struct xliff_check *c, const struct shape *s,
	const struct element *e)
{
	if (str_starts(str_of(s->content), S("@")))
		return;
	for (const struct element *t = e->child; t; t = t->next)
		if (t->name.n == 0 && str_trim(t->text).n > 0) {
			xliff_say(c, t, "<%.*s> has no text of its own",
				STR_ARG(e->name));
			return;
		}
}

static void check_content(struct xliff_check *c, const struct shape *s,
	const struct element *e)
{
	struct str rest = str_of(s->content), step;
	const struct element *child = next_element(e->child);

	check_text(c, s, e);
	while (str_cut(&rest, ' ', &step)) {
		size_t n = 0;
		char last = step.n ? step.p[step.n - 1] : '@';
		bool many = last == '*' || last == '+';
		if (last == '@')
			continue;
		struct str names = strchr("?*+", last)
					   ? str_sub(step, 0, step.n - 1)
					   : step;
		for (; child && (many || n == 0) && is_step(names, e, child);
			n++)
			child = next_element(child->next);
		if (n == 0 && last != '?' && last != '*') {
			xliff_say(c, child ? child : e,
				"<%.*s> must have %.*s here", STR_ARG(e->name),
				STR_ARG(names));
			return;
		}
	}
	if (child)
		xliff_say(c, child, "<%.*s> cannot stand here in <%.*s>",
			STR_ARG(child->name), STR_ARG(e->name));
}

static const struct shape *shape_of(const struct element *e)
{
	for (size_t i = 0; i < sizeof(shapes) / sizeof(*shapes); i++)
		if (element_is(e, shapes[i].ns, shapes[i].name))
			return &shapes[i];
	return NULL;
}

static bool is_closed(const struct element *e)
{
	return str_eq(e->ns, S(XLIFF)) || str_eq(e->ns, S(MDA)) ||
	       str_eq(e->ns, S(GLS)) || str_eq(e->ns, S(MTC)) ||
	       str_eq(e->ns, S(VAL));
}

void xliff_grammar(struct xliff_check *c, struct element *root)
{
	for (const struct element *e = root; e;) {
		const struct shape *s = shape_of(e);
		if (s) {
			check_attrs(c, s, e);
			if (s->content)
				check_content(c, s, e);
			if (element_is(e, XLIFF, "cp"))
				check_code_point(c, e);
		} else if (e->name.n && is_closed(e)) {
			xliff_say(c, e, "there is no element <%.*s>",
				STR_ARG(e->name));
		}
		if (e->name.n)
			check_types(c, e);
		/* A skeleton holds what it likes. */
		e = element_walk(root, e, s && !s->content);
	}
}
