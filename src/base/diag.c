/* Findings are kept as a list in the order in which they were made. */
#include "base/diag.h"

#include <stdarg.h>
#include <stdio.h>

static const char *const level_names[] = {
	[LEVEL_OFF] = "off",
	[LEVEL_INFO] = "info",
	[LEVEL_SUGGESTION] = "suggestion",
	[LEVEL_WARNING] = "warning",
	[LEVEL_ERROR] = "error",
};

void sink_init(struct sink *s, struct arena *a)
{
	*s = (struct sink){ .arena = a };
}

struct diag *diag_add(struct sink *s, const struct rule *rule, struct span at,
	const char *format, ...)
{
	char text[2048];
	va_list args;

	va_start(args, format);
	vsnprintf(text, sizeof(text), format, args);
	va_end(args);

	struct diag *d = arena_new(s->arena, struct diag);
	d->rule = rule;
	d->level = rule->level;
	d->at = at;
	d->about = at.at || at.len ? UINT32_MAX : at.file;
	d->side = s->side;
	d->text = str_dup(s->arena, str_of(text));
	if (s->last)
		s->last->next = d;
	else
		s->first = d;
	s->last = d;
	s->count++;
	return d;
}

void diag_mend(struct sink *s, struct diag *d, enum mend mend, struct span at,
	struct str text)
{
	struct diag_edit **last = &d->edits;

	while (*last)
		last = &(*last)->next;
	*last = arena_new(s->arena, struct diag_edit);
	**last = (struct diag_edit){ at, str_dup(s->arena, text), NULL };
	d->mend = mend;
}

const char *level_name(enum level level)
{
	return level_names[level];
}

bool level_parse(struct str name, enum level *out)
{
	for (size_t i = 0; i < sizeof(level_names) / sizeof(*level_names);
		i++) {
		if (str_eq(name, str_of(level_names[i]))) {
			*out = (enum level)i;
			return true;
		}
	}
	return false;
}
