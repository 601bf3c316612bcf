/*
 * What a family of rules gets to see, and the families. A function runs
 * over one page in a worker; its findings go to c->sink.
 */
#ifndef DIGLOT_FAMILY_H
#define DIGLOT_FAMILY_H

#include "base/vec.h"
#include "set/docset.h"

extern const struct rule rule_invisible;             /* DG006 */
extern const struct rule rule_merge_conflict;        /* DG007 */
extern const struct rule rule_mime_unknown;          /* DG016 */
extern const struct rule rule_path_too_deep;         /* DG017 */
extern const struct rule rule_custom_404;            /* DG018 */
extern const struct rule rule_yaml_header_missing;   /* DG104 */
extern const struct rule rule_title_missing;         /* DG105 */
extern const struct rule rule_description_missing;   /* DG106 */
extern const struct rule rule_metadata_missing;      /* DG107 */
extern const struct rule rule_date_invalid;          /* DG108 */
extern const struct rule rule_date_stale;            /* DG109 */
extern const struct rule rule_title_length;          /* DG110 */
extern const struct rule rule_description_length;    /* DG111 */
extern const struct rule rule_duplicate_title;       /* DG112 */
extern const struct rule rule_duplicate_description; /* DG113 */
extern const struct rule rule_metadata_invalid;      /* DG114 */
extern const struct rule rule_metadata_reserved;     /* DG115 */
extern const struct rule rule_title_markup;          /* DG116 */
extern const struct rule rule_h1_missing;            /* DG201 */
extern const struct rule rule_multiple_h1s;          /* DG202 */
extern const struct rule rule_h1_not_first;          /* DG203 */
extern const struct rule rule_heading_skipped;       /* DG204 */
extern const struct rule rule_heading_empty;         /* DG205 */
extern const struct rule rule_heading_no_content;    /* DG206 */
extern const struct rule rule_heading_duplicate;     /* DG207 */
extern const struct rule rule_duplicate_h1;          /* DG208 */
extern const struct rule rule_heading_space;         /* DG209 */
extern const struct rule rule_heading_underlined;    /* DG210 */
extern const struct rule rule_heading_punctuation;   /* DG211 */
extern const struct rule rule_emphasis_heading;      /* DG212 */
extern const struct rule rule_heading_long;          /* DG213 */
extern const struct rule rule_h1_misplaced;          /* DG214 */
extern const struct rule rule_duplicate_anchor;      /* DG215 */
extern const struct rule rule_heading_disallowed;    /* DG216 */
extern const struct rule rule_file_not_found;        /* DG301 */
extern const struct rule rule_file_name_case;        /* DG303 */
extern const struct rule rule_bookmark_not_found;    /* DG304 */
extern const struct rule rule_link_text_missing;     /* DG305 */
extern const struct rule rule_link_target_missing;   /* DG306 */
extern const struct rule rule_link_syntax;           /* DG307 */
extern const struct rule rule_link_backslash;        /* DG308 */
extern const struct rule rule_local_file_path;       /* DG309 */
extern const struct rule rule_link_scope;            /* DG310 */
extern const struct rule rule_unsafe_scheme;         /* DG311 */
extern const struct rule rule_site_link;             /* DG312 */
extern const struct rule rule_hard_coded_locale;     /* DG313 */
extern const struct rule rule_insecure_link;         /* DG314 */
extern const struct rule rule_link_moved;            /* DG315 */
extern const struct rule rule_link_vague;            /* DG316 */
extern const struct rule rule_link_spaces;           /* DG317 */
extern const struct rule rule_link_text_url;         /* DG318 */
extern const struct rule rule_bare_url;              /* DG319 */
extern const struct rule rule_html_link;             /* DG320 */
extern const struct rule rule_reference_undefined;   /* DG322 */
extern const struct rule rule_preserve_view;         /* DG325 */
extern const struct rule rule_alt_text_missing;      /* DG401 */
extern const struct rule rule_alt_text_bad;          /* DG402 */
extern const struct rule rule_alt_text_length;       /* DG403 */
extern const struct rule rule_alt_text_short;        /* DG404 */
extern const struct rule rule_alt_text_twice;        /* DG405 */
extern const struct rule rule_external_image;        /* DG406 */
extern const struct rule rule_icon_alt;              /* DG409 */
extern const struct rule rule_image_inline;          /* DG410 */
extern const struct rule rule_html_image;            /* DG411 */
extern const struct rule rule_image_unused;          /* DG412 */
extern const struct rule rule_include_syntax;        /* DG503 */
extern const struct rule rule_include_nested;        /* DG504 */
extern const struct rule rule_include_unused;        /* DG505 */
extern const struct rule rule_alert_adjacent;        /* DG516 */
extern const struct rule rule_alert_by_hand;         /* DG517 */
extern const struct rule rule_moniker_invalid;       /* DG524 */
extern const struct rule rule_snippet_not_found;     /* DG526 */
extern const struct rule rule_pivot_invalid;         /* DG528 */
extern const struct rule rule_tabs_used;             /* DG529 */
extern const struct rule rule_diagram;               /* DG530 */
extern const struct rule rule_list_letter;           /* DG601 */
extern const struct rule rule_list_interrupted;      /* DG602 */
extern const struct rule rule_list_number;           /* DG603 */
extern const struct rule rule_list_bullet;           /* DG604 */
extern const struct rule rule_single_step;           /* DG605 */
extern const struct rule rule_many_steps;            /* DG606 */
extern const struct rule rule_item_empty;            /* DG607 */
extern const struct rule rule_table_extra;           /* DG611 */
extern const struct rule rule_table_few;             /* DG612 */
extern const struct rule rule_table_no_header;       /* DG613 */
extern const struct rule rule_table_header_empty;    /* DG614 */
extern const struct rule rule_table_no_rows;         /* DG615 */
extern const struct rule rule_code_unclosed;         /* DG621 */
extern const struct rule rule_code_no_language;      /* DG622 */
extern const struct rule rule_code_language;         /* DG623 */
extern const struct rule rule_code_indented;         /* DG624 */
extern const struct rule rule_html_placeholder;      /* DG701 */
extern const struct rule rule_disallowed_tag;        /* DG702 */
extern const struct rule rule_disallowed_attribute;  /* DG703 */
extern const struct rule rule_html_unbalanced;       /* DG704 */
extern const struct rule rule_html_obsolete;         /* DG705 */
extern const struct rule rule_disallowed_domain;     /* DG706 */
extern const struct rule rule_autoplay;              /* DG707 */
extern const struct rule rule_toc_missing;           /* DG803 */
extern const struct rule rule_toc_duplicated;        /* DG804 */
extern const struct rule rule_toc_deprecated;        /* DG805 */
extern const struct rule rule_redirect_circular;     /* DG843 */
extern const struct rule rule_redirect_chain;        /* DG844 */
extern const struct rule rule_redirect_target;       /* DG845 */
extern const struct rule rule_redirect_remains;      /* DG846 */
extern const struct rule rule_sensitive;             /* DG952 */
extern const struct rule rule_smart_signs;           /* DG953 */

struct lang_model;
struct levels;
struct terms;

struct check {
	const struct docset *set;
	const struct page *page;
	bool published;           /* else a fragment that others include */
	const struct value *meta; /* of a published page, with what the
	                             configuration says of it; else NULL */
	bool docfx;               /* the profile of that name */
	const struct levels *levels;
	bool fold; /* targets that are not here are counted, not reported */
	const struct lang_model *model; /* of the page's locale, or NULL */
	const struct terms *terms;      /* the same */
	struct arena *scratch;
	struct sink *sink;         /* its arena is shared */
	VEC(struct str) missing;   /* targets that were counted; shared */
	const struct tree *source; /* the page's, see family_source */
	size_t guesses; /* did-you-means so far: each looks at many names */
};

void check_alerts(struct check *c);
void check_anchors(struct check *c);
void check_blocks(struct check *c);
void check_front(struct check *c);
void check_headings(struct check *c);
void check_headtexts(struct check *c);
void check_html(struct check *c);
void check_images(struct check *c);
void check_includes(struct check *c);
void check_invisible(struct check *c);
void check_links(struct check *c);
void check_linktexts(struct check *c);
void check_listing(struct check *c);
void check_metadata(struct check *c);
void check_monikers(struct check *c);
void check_pairs(struct check *c);
void check_pivots(struct check *c);
void check_prose(struct check *c);
void check_schema(struct check *c);
void check_snippets(struct check *c);
void check_tables(struct check *c);
void check_tags(struct check *c);
void check_xrefs(struct check *c);

/* What needs several files: run once, in the parent. */
struct whole {
	const struct docset *set;
	struct sink *sink;
	bool docfx;
	bool unused; /* does anybody ask for files that nothing names? */
};

void whole_monikers(const struct whole *w);
void whole_pages(const struct whole *w);
void whole_redirects(const struct whole *w);
void whole_schema(const struct whole *w);
void whole_tocs(const struct whole *w);
void whole_unused(const struct whole *w);

/* ---- shared by families ---- */

/*
 * Lists of words in the page's language, from its locale's strings (a key,
 * or NULL) and from `words` of diglot.yml under `name`: those of the
 * language, of its country, of all languages. The number.
 */
#define FAMILY_LISTS 4
size_t family_lists(const struct check *c, const char *strings,
	const char *name, const struct value *out[FAMILY_LISTS]);
/* Has any of them the text, which is in lower case? */
bool family_listed(const struct check *c, const char *strings, const char *name,
	struct str text);
/* The tag of the language that the page is read in. */
struct str family_language(const struct check *c);

/* In lower case, without what ends a sentence or stands around it. */
struct str family_plain(struct arena *a, struct str text);

/* The characters of a text that may be too short: Chinese, Japanese and
 * Korean ones count twice, for they say more. */
double family_letters(const struct check *c, struct str text);

/* Does anybody ask for findings of the rule in this page? Only where it is
 * work to make them: what nobody asks for is dropped in any case. */
bool check_wants(const struct check *c, const struct rule *r);

/* What the source language has where the target has node n: the half of the
 * pair that n is in, *scope, else the page. NULL: there is no other side.
 * Parsed when it is asked for: few pages need it. */
const struct node *family_source(struct check *c, const struct node *n,
	const struct node **scope);
/* Can one reader see both? Boxes of monikers, or NULL. */
bool family_monikers_meet(const struct check *c, const struct node *x,
	const struct node *y);
/* Metadata that is the platform's, or has empty items: of a page, or of the
 * configuration (NULL). */
void front_metadata(struct sink *sink, const struct value *meta,
	const struct page *p);
/* Where a scalar's own characters stand, without its quotes. False: not as
 * they are written, or not in the page. */
bool front_scalar(const struct check *c, const struct value *v,
	struct span *at);
/* What is to be said of a URL alone. */
void urls_check(struct check *c, const struct reference *ref, struct span at);
/* docfx's rule that forbids this kind of link in `content`; or NULL. */
const struct value *urls_disallowed(const struct config *c, struct str url,
	const char *content);

/*
 * The span of `needle` in the text of node n, looked for a good way from
 * offset *at of the file on; *at moves behind it. The whole node if it is
 * not there as written.
 */
struct span check_narrow(const struct check *c, const struct node *n,
	struct str needle, size_t *at);

#endif
