/*
 * Typed reading of configuration values: what is not of the wanted form
 * becomes a finding (DG001) where it stands, and the run unusable.
 */
#ifndef DIGLOT_SETTING_H
#define DIGLOT_SETTING_H

#include "set/config.h"

struct settings {
	struct arena *arena;
	struct sink *sink;
	struct config *config;           /* under construction */
	int dir;                         /* the root, open */
	const struct overlays *overlays; /* or NULL */
	bool bad;           /* a finding made the configuration unusable */
	bool nowhere;       /* the values have no place: the command line's */
	struct str locale;  /* of a docset that has only one; "" unknown */
	bool resource_said; /* no resource groups means no resources */
};

void setting_bad(struct settings *s, struct span at, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
/* The same finding as a warning: that part is left out, the rest counts. */
void setting_warn(struct settings *s, struct span at, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/*
 * Reads and parses dir/name (JSON, or YAML by its name) and adds it to the
 * sources. `shown` is its path for messages. False: there is no such file.
 * *out is NULL if it could not be used, which the sink then says.
 */
bool setting_file(struct settings *s, int dir, const char *name,
	struct str shown, struct value **out);
/*
 * The same for a file that the configuration names: its path under the
 * root. What is wrong with it costs only the file.
 */
bool setting_data(struct settings *s, int dir, const char *path,
	struct value **out);
/* name under the root, for messages. */
struct str setting_shown(struct settings *s, const char *name);

/* The text of a scalar; "" and a finding for anything else. */
struct str setting_text(struct settings *s, const char *key,
	const struct value *v);
/* Sets base_url: http or https, a '/' put at its end. NULL: nothing. */
void setting_base_url(struct settings *s, const char *key,
	const struct value *v);
/* One path under the root, or a list of them; normalized. */
void setting_paths(struct settings *s, const char *key, const struct value *v,
	struct config_paths *out);
/* A folder under the root, normalized; false and a finding otherwise. */
bool setting_folder(struct settings *s, const char *key, const struct value *v,
	struct str *out);
/* A kind of alert besides those there are; `look` is docfx's class for it. */
void setting_alert(struct settings *s, const char *key, struct str word,
	struct str look, struct span at);
bool setting_is_map(struct settings *s, const char *key, const struct value *v);
/* A group, or a list of groups; replaces what is in *out. A group is a map
 * {files, exclude, src, dest} or a pattern alone. */
void setting_groups(struct settings *s, const char *key, const struct value *v,
	struct file_group **out, size_t *n);
/* One pattern, or several without a finding for none. */
void setting_globs(struct settings *s, const char *key, const struct value *v,
	struct globs *out);
/* globalMetadata: keys of v replace those of the configuration. */
void setting_metadata(struct settings *s, const char *key,
	const struct value *v);
/* {"key": {"glob": value}}, behind those that are there already. */
void setting_file_metadata(struct settings *s, const char *key,
	const struct value *v);

#endif
