/*
 * Words to kinds of alerts, and kinds to their titles. Who adds a kind gets
 * a table of its own: the one of everybody is never changed.
 */
#include "mark/alerts.h"

/* Each mark of a page is looked up in all of them. */
#define MAX_KINDS 64

#define COMMON(name)                     \
	{                                \
		S_INIT(name), S_INIT("") \
	}

static const struct alert_kind common[] = {
	COMMON("NOTE"),
	COMMON("TIP"),
	COMMON("IMPORTANT"),
	COMMON("WARNING"),
	COMMON("CAUTION"),
};

const struct alert_kinds alerts_common = { common,
	sizeof(common) / sizeof(*common) };

const struct alert_kind *alerts_find(const struct alert_kinds *kinds,
	struct str word)
{
	for (size_t i = 0; i < kinds->n; i++)
		if (str_eq_nocase(word, kinds->p[i].name))
			return &kinds->p[i];
	return NULL;
}

static bool is_name(struct str word)
{
	for (size_t i = 0; i < word.n; i++)
		if (!char_is_alnum(word.p[i]) && word.p[i] != '-')
			return false;
	return word.n > 0 && !char_is_digit(word.p[0]) && word.p[0] != '-';
}

bool alerts_add(struct arena *a, struct alert_kinds *kinds, struct str word,
	struct str look)
{
	struct alert_kind *all;
	size_t i = 0;

	while (i < kinds->n && !str_eq_nocase(word, kinds->p[i].name))
		i++;
	if (!is_name(word) || i == MAX_KINDS)
		return false;
	all = arena_array(a, struct alert_kind, kinds->n + 1);
	memcpy(all, kinds->p, kinds->n * sizeof(*all));
	all[i] = (struct alert_kind){ str_upper(a, word), look };
	*kinds = (struct alert_kinds){ all, i < kinds->n ? kinds->n : i + 1 };
	return true;
}

struct str alerts_key(struct arena *a, struct str name)
{
	return str_cat(a, S("alert_"), str_lower(a, name));
}

struct str alerts_title(struct arena *a, struct str name)
{
	char *title = arena_array(a, char, name.n + 1);

	title[0] = name.p[0];
	for (size_t i = 1; i < name.n; i++)
		title[i] = name.p[i] == '-' ? ' ' : char_lower(name.p[i]);
	return str_make(title, name.n);
}
