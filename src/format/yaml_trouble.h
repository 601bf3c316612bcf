/* libyaml's complaints, said so that a writer knows what to do. */
#ifndef DIGLOT_YAML_TROUBLE_H
#define DIGLOT_YAML_TROUBLE_H

#include "base/arena.h"
#include "base/str.h"

struct yaml_trouble {
	/* in: libyaml's words and the places that go with them; either text
	 * may be NULL */
	const char *problem, *context;
	size_t at, context_at; /* offsets into the text */
	/* out, `at` as well: what to tell instead */
	struct str message, hint;
};

/* Needs the whole text, to see what the writer meant. */
void yaml_explain(struct arena *a, struct str text, struct yaml_trouble *t);

/* Text that a reader takes for a value, but a ": " in it is YAML's. */
bool yaml_wants_quotes(struct str value);

#endif
