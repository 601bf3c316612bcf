/* Facts of a rule as keys of a JSON object that is open. */
#ifndef DIGLOT_RULEJSON_H
#define DIGLOT_RULEJSON_H

#include "base/diag.h"
#include "format/json.h"

/* "aliases" and "tags": lists of names. */
void rulejson_aliases(struct json *j, const struct rule *r);
void rulejson_tags(struct json *j, const struct rule *r);
/* "level", and "review" where that profile has another. */
void rulejson_levels(struct json *j, const struct rule *r);
/* "fix": none, safe or unsafe. */
void rulejson_fix(struct json *j, const struct rule *r);
/* "options": each with its name, what it is, and its default. */
void rulejson_options(struct json *j, const struct rule *r);

#endif
