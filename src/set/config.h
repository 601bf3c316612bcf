/*
 * What a docset says of itself: docfx.json (v2 and the publishing
 * platform's), docfx.yml (v3) or diglot.yml, read into one form. Only
 * config.c knows their differences.
 */
#ifndef DIGLOT_CONFIG_H
#define DIGLOT_CONFIG_H

#include "base/diag.h"
#include "base/map.h"
#include "format/value.h"
#include "mark/alerts.h"
#include "set/glob.h"

extern const struct rule rule_config_invalid; /* DG001 */

enum config_kind {
	CONFIG_NONE, /* a folder of Markdown files */
	CONFIG_DIGLOT,
	CONFIG_DOCFX_JSON,
	CONFIG_DOCFX_YML,
};

/* One group of files: docfx's {files, exclude, src, dest}. */
struct file_group {
	struct globs files, exclude; /* relative to src, which counts inside
	                                a locale's folder */
	struct str src, dest;        /* folders, "" for the root */
};

struct locale_root {
	struct str tag;    /* BCP 47 as configured: "nl-NL"; "" unknown yet */
	struct str folder; /* under the root; "" is the root */
};

/* fileMetadata: values of `key` for the files that a glob takes (by their
 * path inside the locale's folder, like groups). */
struct file_metadata {
	struct str key;
	struct globs globs;
	struct value *value;
};

/* Where findings in configuration files are: span.file is CONFIG_SOURCE
 * plus the index in config.sources. CONFIG_NOWHERE: the command line. */
#define CONFIG_SOURCE 0xFFFFFF00u
#define CONFIG_NOWHERE 0xFFFFFFFFu
#define CONFIG_MAX_SOURCES 200

/* Where a page has gone. */
struct redirect {
	struct str url;
	struct span at; /* of the URL, in its file */
	bool same_id;   /* the page is the same one under another name */
};

/* Paths, or other texts. */
struct config_paths {
	struct str *p;
	size_t n;
};

/* What is said of a rule, or of all rules of a group or tag. */
struct rule_level {
	enum level level;
	uint32_t order; /* what is said later goes before */
};

/* Levels of rules for some files. */
struct rule_override {
	struct globs files; /* by path under the root, or inside the locale's
	                       folder */
	struct map levels;  /* as in struct config */
};

/* What it says of `diglot check`; see policy.h. Empty: nothing. */
struct policy {
	struct str profile, fail_on;
	struct str baseline, fallback; /* paths from the current folder */
	struct str *report;            /* FORMAT:FILE */
	size_t nreport;
	bool limits_warnings;
	uint32_t max_warnings;
	bool needs_reason;    /* a suppression must say why */
	bool blanket;         /* it need not name rules */
	bool no_markdownlint; /* comments of markdownlint hide nothing */
};

/* What `align.locales` says of a locale; 0: nothing, it is learned. */
struct align_length {
	double length; /* letters of target for one of the source */
	double spread; /* how much that varies; 1 is that of Dutch */
};

struct config {
	enum config_kind kind;
	struct str root;       /* the folder, as given or found: for messages */
	struct str file;       /* name of the configuration file; "" if none */
	struct source *source; /* its text; NULL if none */
	/* diglot.yml, last, behind what it extends; maps */
	const struct value *written[CONFIG_MAX_SOURCES];
	size_t nwritten;
	/* all the configuration files that were read, indexed */
	struct source *sources[CONFIG_MAX_SOURCES];
	size_t nsources;

	struct str title;
	struct str base_url;  /* ends in '/', or "" */
	struct str base_path; /* site path of the docset: "partner-center" */
	struct str site_host; /* host of site-absolute links, or "" */
	struct str source_locale;    /* "en-US" if not said */
	struct str platform_locale;  /* of the publishing platform's
	                               configuration: "nl-NL", or "" */
	struct locale_root *locales; /* at least one */
	size_t nlocales;

	struct file_group *content, *resource;
	size_t ncontent, nresource;
	struct value *global_metadata;       /* a map */
	struct file_metadata *file_metadata; /* later ones win */
	size_t nfile_metadata;
	uint32_t nlevels;  /* how often a level was said */
	struct map levels; /* rule, group or tag -> struct rule_level * */
	struct rule_override *overrides; /* later ones win */
	size_t noverrides;
	struct map options; /* rule id or name -> its map (struct value *) */
	struct policy policy;
	struct map redirects; /* path under the root -> struct redirect * */
	/* docfx's file itself ("build" of docfx.json), over what it extends;
	 * NULL if there is none. Paths in it are values of `data`. */
	struct value *docfx;
	struct map data; /* key of docfx -> struct value *: a list of what
	                    the key's files hold */
	/* Folders under the root: themes over the default one, the later over
	 * the earlier; and files of the docset for the head of each page,
	 * `heads` with HTML. */
	struct config_paths themes, styles, scripts, heads;
	struct config_paths terms;       /* glossaries, under the root */
	struct config_paths frame_hosts; /* whose frames are shown as links */
	struct alert_kinds alerts;       /* that pages may have */
	struct value *schemas;        /* of metadata.schema: a list, or NULL */
	const struct value *required; /* metadata.required, or NULL */
	/* "LIST LANGUAGE", the language perhaps "*" -> (struct value *) a list
	 * of texts in lower case */
	struct map words;
	struct map lengths; /* locale -> struct align_length * */
};

/*
 * The folder at or above `path` (a file or folder on the disk) that holds
 * diglot.yml, .diglot.yml, docfx.json or docfx.yml; the search ends at a
 * folder with .git and at the file system's root. "" if there is none.
 */
struct str config_find(struct arena *a, struct str path);

/* From here on no folder has a configuration file, whatever lies in it. For
 * the command line, before anything is loaded. */
void config_ignore_files(void);

/*
 * Reads the configuration in the folder `root` (dir is that folder, open).
 * Without a configuration file: CONFIG_NONE, all Markdown is content.
 * `overrides` (may be NULL) is a map of the command line's settings by
 * diglot.yml's keys. False: unusable, the sink says why; exit status 2.
 */
bool config_load(struct arena *a, int dir, struct str root,
	const struct value *overrides, struct sink *sink, struct config *out);
/* The same with other texts for some of its files (NULL: none). */
struct overlays;
bool config_load_over(struct arena *a, int dir, struct str root,
	const struct value *overrides, const struct overlays *overlays,
	struct sink *sink, struct config *out);

/* Adds a file to the sources; NULL: there are too many. */
struct source *config_add_source(struct arena *a, struct config *c,
	struct str shown, struct str bytes);
/* Folder of the source-language docset: the one that is given, else what the
 * configuration says; NULL: none. */
const char *config_fallback(struct arena *a, const struct config *c,
	const char *given);

/* Is the address of a frame on a host that the configuration allows? */
bool config_takes_frame(const struct config *c, struct str url);

/* The source that a finding's span is in, NULL if no configuration file. */
const struct source *config_source(const struct config *c, uint32_t file);

/* The value of a key of docfx's file; NULL where it is not there or null. */
const struct value *config_docfx(const struct config *c, const char *key);
/* Item i of what the key's files hold, or its own map; NULL: no more. */
const struct value *config_data(const struct config *c, const char *key,
	size_t i);

/*
 * Index of the locale whose folder holds `path` (under the root), the
 * deepest folder if several do; *key is the path inside that folder.
 * UINT32_MAX: none does, *key is path.
 */
uint32_t config_locale_of(const struct config *c, struct str path,
	struct str *key);

/*
 * Where the source locale has the file that is `path` (under the root) in
 * another locale. False: it is the source locale's own, or there is none.
 */
bool config_in_source(struct arena *a, const struct config *c, struct str path,
	struct str *out);

#endif
