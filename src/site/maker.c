/* Pieces of a view model. */
#include "site/maker.h"

void maker_set(struct maker *m, struct value *map, const char *key,
	struct value *v)
{
	value_set(m->a, map, str_of(key), v ? v : value_null(m->a));
}

void maker_set_text(struct maker *m, struct value *map, const char *key,
	struct str s)
{
	if (s.n)
		value_set(m->a, map, str_of(key), value_text(m->a, s));
}

struct value *maker_text(struct maker *m, struct str s)
{
	return s.n ? value_text(m->a, s) : value_null(m->a);
}

struct str maker_word(struct maker *m, const char *key)
{
	return locale_text(m->a, m->locale, str_of(key), -1, NULL, 0);
}
