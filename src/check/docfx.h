/*
 * The profile "docfx": findings under the codes and with the severities
 * that docfx v3 gives them.
 */
#ifndef DIGLOT_CHECK_DOCFX_H
#define DIGLOT_CHECK_DOCFX_H

#include "set/docset.h"

/*
 * The finding as docfx has it, in arena a: its rule's name is the code, its
 * level the severity after the validation rules and the configuration.
 * NULL: docfx says nothing of the kind, or this docset has it off.
 */
struct diag *docfx_diag(struct arena *a, const struct config *c,
	const struct diag *d, struct str path);

/*
 * The i-th rule of a type among the docset's validation rules: a map with
 * code, message, severity and what the type needs; NULL: no more.
 */
const struct value *docfx_rule(const struct config *c, const char *type,
	size_t i);
/* A code of a validation rule whose level the configuration may not set. */
bool docfx_locked(const struct config *c, struct str code);
/* The severity that a validation or schema rule gives; or `otherwise`. */
enum level docfx_severity(const struct value *rule, enum level otherwise);

#endif
