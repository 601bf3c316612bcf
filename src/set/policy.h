/* What a configuration says of `diglot check`: the keys of diglot.yml that
 * stand for options of the command line. */
#ifndef DIGLOT_POLICY_H
#define DIGLOT_POLICY_H

#include "set/setting.h"

/* Readers of keys, for the table of config.c. */
void policy_profile(struct settings *s, const char *key, const struct value *v);
void policy_fail_on(struct settings *s, const char *key, const struct value *v);
void policy_max_warnings(struct settings *s, const char *key,
	const struct value *v);
void policy_baseline(struct settings *s, const char *key,
	const struct value *v);
void policy_report(struct settings *s, const char *key, const struct value *v);
void policy_fallback(struct settings *s, const char *key,
	const struct value *v);
void policy_reason(struct settings *s, const char *key, const struct value *v);
void policy_blanket(struct settings *s, const char *key, const struct value *v);
void policy_markdownlint(struct settings *s, const char *key,
	const struct value *v);
void policy_required(struct settings *s, const char *key,
	const struct value *v);
void policy_schema(struct settings *s, const char *key, const struct value *v);

/* When all keys are read: schemas and required metadata into config.data. */
void policy_finish(struct settings *s);

#endif
