/*
 * The files of a docset: what each one is and where it goes. Index in
 * `p` is the file's id in every span.
 */
#ifndef DIGLOT_FILES_H
#define DIGLOT_FILES_H

#include "base/fs.h"
#include "base/map.h"
#include "page/page.h"
#include "set/config.h"

extern const struct rule rule_output_conflict; /* DG008 */

#define FILE_NONE UINT32_MAX

enum file_kind {
	FILE_OTHER,    /* nothing to publish by itself; may be included */
	FILE_PAGE,     /* Markdown content */
	FILE_DATA,     /* YAML content: a page if its YamlMime says so */
	FILE_TOC,      /* toc.yml, toc.md in any case */
	FILE_RESOURCE, /* copied as it is */
};

/* Where a file lies. What is not the docset's own is there for those that
 * name it: it is not published, and nothing is said about it. */
enum file_origin {
	FILE_OWN,
	FILE_SPARE,  /* in the folder .fallback of a localized docset */
	FILE_SOURCE, /* in the source-language docset beside it */
	FILE_ORIGINS
};

/* A file as it would be, instead of as it is on the disk. */
struct overlay {
	struct str path; /* under the docset's root */
	struct str text;
	bool gone; /* it would not be there */
	/* A file that the configuration is read from: `path` is that of its
	 * source, from the current folder. */
	bool config;
};

struct overlays {
	const struct overlay *p;
	size_t n;
};

struct file {
	struct str path; /* under the docset's root */
	enum file_origin origin;
	uint64_t size; /* bytes */
	enum file_kind kind;
	uint32_t locale;   /* index into config.locales */
	struct str key;    /* path inside its locale's folder: equal for the
	                      same page in all locales */
	struct str output; /* site path inside the locale, "a/b.html"; ""
	                      when it is not published */
	bool regular;
	bool folder_link;       /* a link to a folder */
	const struct str *text; /* what counts instead of the disk's; or NULL */
};

struct files {
	int dirs[FILE_ORIGINS]; /* that paths count from; -1: none */
	struct file *p;         /* sorted by bytes of path */
	size_t n;
	struct map by_path;   /* -> struct file * */
	struct map by_folded; /* path in lower case -> first such file */
};

/*
 * Walks the root, and what `fallback` (-1: none) has besides; `overlays`
 * (NULL: none) are laid over the docset's own files. Hidden folders, the
 * output folder `output` (a path under the root, or "") and `node_modules`,
 * `_site`, `obj` are passed over.
 * Two files for one output, also by case only: the second is not
 * published, and a finding names both.
 */
void files_load(struct arena *a, int dir, int fallback,
	const struct config *config, const struct overlays *overlays,
	struct str output, struct sink *sink, struct files *out);

/* The bytes of a file, wherever it lies. */
enum fs_result files_read(struct arena *a, const struct files *f,
	const struct file *file, size_t limit, struct str *out);

/* Where a page at `key` (inside its locale) goes or would go; "": nowhere. */
struct str files_output(struct arena *a, const struct config *config,
	struct str key);

/* NULL if there is no such path (exact case). */
struct file *files_find(const struct files *f, struct str path);
/* Also where only the case differs. */
struct file *files_find_nocase(const struct files *f, struct arena *a,
	struct str path);
/* Is a folder of that path never looked into? */
bool files_pass_over(struct str folder);
/* A name that the page of a folder has: index.md, index.yml, README.md. */
bool files_is_index(struct str name);
/* What a folder has of that name, the first of them; NULL: nothing. */
struct file *files_index(const struct files *f, struct arena *a,
	struct str folder);
uint32_t files_id(const struct files *f, const struct file *file);

#endif
