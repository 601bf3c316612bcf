/*
 * YAML 1.1 (libyaml's events) to values. Everything that is no map or list
 * stays text as written, but for null, true and false in the core schema's
 * spellings and plain numbers: no octal, sexagesimal, yes/no, dates.
 */
#ifndef DIGLOT_YAML_H
#define DIGLOT_YAML_H

#include "base/diag.h"
#include "format/value.h"

extern const struct rule rule_yaml_syntax;        /* DG101 */
extern const struct rule rule_yaml_duplicate_key; /* DG103 */

/*
 * Parses text, which stands in file `file` at byte `base` (front matter
 * does not begin at 0). One document. NULL: it could not be read, and the
 * sink has one finding that says why and where. An empty document is
 * VALUE_NULL. Caps: depth 64, 200,000 events, aliases expand to at most
 * 10,000 values; merge keys (<<) and tags other than the core's are errors.
 * A duplicate key is a finding; the first one counts; a hundred are the end.
 */
struct value *yaml_parse(struct arena *a, struct str text, uint32_t file,
	uint32_t base, struct sink *sink);

#endif
