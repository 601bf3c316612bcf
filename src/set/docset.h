/*
 * A docset: configuration, files, pages, tables of contents. Loaded by
 * workers, resolved once in the parent, const for everybody after that.
 */
#ifndef DIGLOT_DOCSET_H
#define DIGLOT_DOCSET_H

#include "base/jobs.h"
#include "page/page.h"
#include "set/config.h"
#include "set/files.h"
#include "set/locale.h"
#include "set/moniker.h"
#include "set/toc.h"
#include "set/uid.h"

extern const struct rule rule_include_not_found; /* DG501 */
extern const struct rule rule_page_failed;       /* DG014 */

struct docset {
	struct arena *arena; /* shared */
	struct config config;
	int dir;              /* the root, open */
	const char *fallback; /* folder of the source-language docset: as the
	                         options or the configuration say; or NULL */
	int fallback_dir;     /* the same, open; -1: none */
	struct files files;
	struct source **sources; /* by file id; NULL: not read */
	struct page **pages;     /* by file id; NULL: no page or fragment */
	struct sink *sinks;      /* by file id: what the parent found */
	struct sink sink;        /* of the run: configuration, walk */
	struct tocs tocs;
	struct locale *locales; /* as config.locales */
	int locales_dir;        /* UI strings */
	enum side side;         /* that pages have, see page_load */
	struct map by_key;      /* "LOCALE-INDEX key" -> struct file * */
	struct map by_uid;      /* -> struct uid * */
	struct monikers monikers;
};

struct docset_options {
	const char *root;     /* folder, or a file in it; found upwards */
	const char *fallback; /* folder; NULL: as the configuration says */
	const char *locale;   /* of a docset that does not say it, or NULL */
	const char *output;   /* not to be walked; NULL if none */
	const struct value *overrides;   /* see config_load; may be NULL */
	const struct overlays *overlays; /* files that count instead of the
	                                    disk's; may be NULL */
	enum side side;                  /* see struct docset */
	int locales_dir;
	const struct jobs *jobs;
	/* Called when the folders are known, before any worker starts: who
	 * confines the workers learns here what they read. May be NULL. */
	void (*opened)(const struct docset *s);
	/* Called when all files are read and nothing is resolved. May be
	 * NULL. */
	void (*read)(void);
};

/*
 * Configuration, walk, all pages and the fragments that they include, TOCs,
 * bindings. NULL: exit status 2; *sink says why.
 */
struct docset *docset_load(struct arena *shared, const struct docset_options *o,
	struct sink *sink);

/* The page of file id if it is content that is published; else NULL. */
struct page *docset_page(const struct docset *s, uint32_t file);
/* The same page in another locale (index), or NULL. */
struct file *docset_twin(const struct docset *s, const struct file *f,
	size_t locale);

#endif
