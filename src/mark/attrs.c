/* Slices of the text; nothing is copied, nothing unescaped. */
#include "mark/attrs.h"

static bool fail(struct attrs *out, const char *error, struct str bad)
{
	out->error = error;
	out->bad = bad;
	return false;
}

static bool is_name_char(char c)
{
	return char_is_alnum(c) || c == '-' || c == '_';
}

/* One attribute off the front of *text. */
static bool read_attr(struct str *text, struct attrs *out)
{
	struct attr attr;
	size_t i = 0, end;

	while (i < text->n && is_name_char(text->p[i]))
		i++;
	attr.name = str_sub(*text, 0, i);
	if (i == 0)
		return fail(out, "is no attribute", *text);
	struct str rest = str_trim_left(str_skip(*text, i));
	if (!str_starts(rest, S("=")))
		return fail(out, "has no value", attr.name);
	rest = str_trim_left(str_skip(rest, 1));
	if (!str_starts(rest, S("\"")))
		return fail(out, "is not in straight quotes", attr.name);
	for (end = 1; end < rest.n && rest.p[end] != '"'; end++)
		if (rest.p[end] == '\\')
			end++;
	if (end >= rest.n)
		return fail(out, "is not closed", attr.name);
	attr.value = str_sub(rest, 1, end);
	if (attrs_get(out, attr.name))
		return fail(out, "is given twice", attr.name);
	if (out->n == ATTRS_MAX)
		return fail(out, "is one attribute too many", attr.name);
	out->p[out->n++] = attr;
	*text = str_trim_left(str_skip(rest, end + 1));
	return true;
}

void attrs_parse(struct str text, struct attrs *out)
{
	*out = (struct attrs){ .n = 0 };
	text = str_trim(text);
	while (text.n > 0 && read_attr(&text, out))
		;
}

const struct str *attrs_get(const struct attrs *a, struct str name)
{
	for (size_t i = 0; i < a->n; i++)
		if (str_eq(a->p[i].name, name))
			return &a->p[i].value;
	return NULL;
}
