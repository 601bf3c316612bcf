/*
 * What a family of rules gets to see, and the families. A function runs
 * over one page in a worker; its findings go to c->sink.
 */
#ifndef DIGLOT_FAMILY_H
#define DIGLOT_FAMILY_H

#include "base/vec.h"
#include "set/docset.h"

extern const struct rule rule_yaml_header_missing;  /* DG104 */
extern const struct rule rule_title_missing;        /* DG105 */
extern const struct rule rule_file_not_found;       /* DG301 */
extern const struct rule rule_file_name_case;       /* DG303 */
extern const struct rule rule_bookmark_not_found;   /* DG304 */
extern const struct rule rule_link_text_missing;    /* DG305 */
extern const struct rule rule_link_target_missing;  /* DG306 */
extern const struct rule rule_link_backslash;       /* DG308 */
extern const struct rule rule_local_file_path;      /* DG309 */
extern const struct rule rule_unsafe_scheme;        /* DG311 */
extern const struct rule rule_alt_text_missing;     /* DG401 */
extern const struct rule rule_snippet_not_found;    /* DG526 */
extern const struct rule rule_html_placeholder;     /* DG701 */
extern const struct rule rule_disallowed_tag;       /* DG702 */
extern const struct rule rule_disallowed_attribute; /* DG703 */

struct lang_model;

struct check {
	const struct docset *set;
	const struct page *page;
	bool published; /* else a fragment that others include */
	bool fold; /* targets that are not here are counted, not reported */
	const struct lang_model *model; /* of the page's locale, or NULL */
	struct arena *scratch;
	struct sink *sink;       /* its arena is shared */
	VEC(struct str) missing; /* targets that were counted; shared */
	size_t guesses; /* did-you-means so far: each looks at many names */
};

void check_front(struct check *c);
void check_links(struct check *c);
void check_images(struct check *c);
void check_html(struct check *c);
void check_pairs(struct check *c);
void check_snippets(struct check *c);

/*
 * The span of `needle` in the text of node n, looked for a good way from
 * offset *at of the file on; *at moves behind it. The whole node if it is
 * not there as written.
 */
struct span check_narrow(const struct check *c, const struct node *n,
	struct str needle, size_t *at);

#endif
