/* What a YAML scalar without quotes means: the core schema, made smaller. */
#ifndef DIGLOT_YAML_SCALAR_H
#define DIGLOT_YAML_SCALAR_H

#include "format/value.h"

/* s has a NUL behind it and is kept as the value's written form. */
struct value *yaml_scalar(struct arena *a, struct str s);

#endif
