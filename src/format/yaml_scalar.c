/*
 * Words to null, true, false and numbers, in few spellings only: whatever
 * looks like a version, a date or a telephone number has to stay text.
 */
#include "format/yaml_scalar.h"

#include <stdlib.h>

static size_t skip_digits(struct str s, size_t i)
{
	while (i < s.n && char_is_digit(s.p[i]))
		i++;
	return i;
}

/* JSON's grammar: no octal, no leading '+' or '.', no sexagesimal. */
static bool is_number(struct str s)
{
	size_t from = str_starts(s, S("-")) ? 1 : 0;
	size_t i = skip_digits(s, from);

	if (i == from || (s.p[from] == '0' && i - from > 1))
		return false;
	if (i < s.n && s.p[i] == '.') {
		from = i + 1;
		i = skip_digits(s, from);
	}
	if (i > from && i < s.n && char_lower(s.p[i]) == 'e') {
		from = i + 1;
		if (from < s.n && (s.p[from] == '+' || s.p[from] == '-'))
			from++;
		i = skip_digits(s, from);
	}
	return i > from && i == s.n;
}

static bool is_one_of(struct str s, const char *lower, const char *title,
	const char *upper)
{
	return str_eq(s, str_of(lower)) || str_eq(s, str_of(title)) ||
	       str_eq(s, str_of(upper));
}

struct value *yaml_scalar(struct arena *a, struct str s)
{
	struct value *v;

	if (s.n == 0 || str_eq(s, S("~")) ||
		is_one_of(s, "null", "Null", "NULL"))
		v = value_null(a);
	else if (is_one_of(s, "true", "True", "TRUE"))
		v = value_bool(a, true);
	else if (is_one_of(s, "false", "False", "FALSE"))
		v = value_bool(a, false);
	else if (is_number(s))
		v = value_number(a, strtod(s.p, NULL));
	else
		v = value_text(a, s);
	v->text = s;
	return v;
}
