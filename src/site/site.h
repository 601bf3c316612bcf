/*
 * A resolved docset as a site on the disk: which files there are, what is
 * in them, how they are published.
 */
#ifndef DIGLOT_SITE_H
#define DIGLOT_SITE_H

#include "base/stage.h"
#include "set/docset.h"
#include "site/theme.h"

enum output_kind {
	OUTPUT_PAGE,
	OUTPUT_TOC,        /* LOCALE/toc.html */
	OUTPUT_HOME,       /* LOCALE/index.html where no page is that */
	OUTPUT_NOT_FOUND,  /* LOCALE/404.html */
	OUTPUT_LANGUAGES,  /* index.html */
	OUTPUT_LOST,       /* 404.html, where the site has an address */
	OUTPUT_SEARCH,     /* LOCALE/search.html */
	OUTPUT_CHECKLISTS, /* LOCALE/checklists/index.html */
	OUTPUT_PRINT,      /* many pages as one, see print.h */
	OUTPUT_TWIN,       /* a page as Markdown */
	OUTPUT_VIEW,       /* what the template of an output got, as JSON */
	OUTPUT_RESOURCE,
	OUTPUT_FALLBACK, /* a file of the fallback docset */
	OUTPUT_ASSET,    /* bytes at hand: of the theme, of the index */
};

/* One file of the site. */
struct output {
	enum output_kind kind;
	struct str path;  /* under the site */
	uint32_t file;    /* of PAGE, RESOURCE and FALLBACK */
	size_t locale;    /* whose tree it stands in */
	bool source_text; /* PAGE in the source language: no translation */
	bool source_view; /* PAGE: the source side of a bilingual file */
	size_t version;   /* PAGE: what it shows, see version.h */
	bool older;       /* PAGE: another output has a newer version */
	const struct asset *asset;
	const struct toc_entry *branch; /* PRINT: NULL is the locale */
};

/* Where a page stands in a table of contents. */
struct stand {
	const struct toc *toc;         /* or NULL */
	const struct toc_entry *entry; /* or NULL */
};

struct site_checklist;
struct gitdates;

/* A language that the interface can be in; see interface.h. */
struct interface_language {
	const struct locale *locale;
	const struct asset *script;
};

struct site {
	const struct docset *set;
	const struct theme *theme;
	struct arena *arena;    /* of the parent; const in workers */
	struct output *outputs; /* sorted by path */
	size_t noutputs;
	struct map by_page;   /* "LOCALE key", "LOCALE:VERSION key" -> struct
	                           output *; the first has the newest */
	struct map **anchors; /* by file, where it has outputs of several
	                           versions: see version_anchors */
	struct stand *stands; /* by locale, then file: of the pages that
	                           a locale shows from the source locale */
	struct stage stage;
	struct str base_url;                /* ends in '/', or "" */
	bool search;                        /* there is an index */
	struct str *search_pages;           /* by locale: their paths */
	struct site_checklist **checklists; /* by file; NULL: none */
	unsigned redirects;                 /* enum moved_form */
	const struct gitdates *dates;       /* or NULL */
	struct interface_language *interface;
	size_t ninterface; /* 0: there is no choice */
	struct map prints; /* paths of the outputs for print */
};

struct site_options {
	const char *output; /* folder */
	struct theme_folders themes;
	bool views; /* beside each page what its template got, as JSON */
	bool no_search, no_checklists;
	bool print;              /* pages that hold many, for a printer */
	bool git_dates;          /* of pages that do not say theirs */
	const char *epub;        /* file for a book, or NULL */
	const char *epub_branch; /* of the table of contents; NULL: all */
	const char *book;        /* locale of the book; NULL: the first */
	unsigned redirects;      /* enum moved_form, see moved.h */
	const struct jobs *jobs;
};

struct site_counts {
	size_t pages, fallbacks; /* made; of them in the source language */
	struct stage_counts files;
	bool no_dates; /* git was asked and has none */
};

/*
 * Makes and publishes the site; the words of its theme become those of the
 * docset's locales. False: exit status 2, the sink says why and
 * the old site is as it was. Pages that fail become pages that say so, with
 * a finding in the sink.
 */
bool site_build(struct docset *set, const struct site_options *o,
	struct sink *sink, struct site_counts *counts);

/* The table of contents that a page of the site stands in. */
struct stand site_stand(const struct site *s, const struct output *o);

/* The site's place on its server: "/docs/" of the base URL, or "/". */
struct str site_base_path(const struct site *s);

/* The output of the page `key` in a locale's tree, its newest version; or
 * NULL. */
const struct output *site_find(const struct site *s, size_t locale,
	struct str key);
/* That version of it, else the newest. */
const struct output *site_find_version(const struct site *s, size_t locale,
	size_t version, struct str key);

#endif
