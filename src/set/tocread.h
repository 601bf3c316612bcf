/*
 * One table of contents as it is written: toc.yml, toc.json or toc.md into
 * the same flat list, in the order of reading. Nothing is looked up.
 */
#ifndef DIGLOT_TOCREAD_H
#define DIGLOT_TOCREAD_H

#include "base/diag.h"
#include "base/vec.h"
#include "set/toc.h"

#define TOC_MAX_DEPTH 32
#define TOC_MAX_ENTRIES 100000

struct toc_node {
	struct str name, href, toc_href, topic_href, homepage, uid;
	struct span at;           /* of href, else of the entry */
	const struct value *data; /* the entry itself; NULL in toc.md */
	bool expanded;
	uint32_t depth; /* 0 at the top */
	uint32_t end;   /* index behind the entries inside this one */
};

struct toc_nodes {
	VEC(struct toc_node) list;
	const struct value *meta; /* of the whole TOC, or NULL */
};

/* Findings go to the sink; what could be read is in *out. */
void toc_read_data(struct arena *a, const struct source *source,
	struct sink *sink, struct toc_nodes *out); /* YAML, JSON */
void toc_read_markdown(struct arena *a, const struct source *source,
	struct sink *sink, struct toc_nodes *out);

/* False, and a finding, when there are too many entries. */
bool toc_node_add(struct arena *a, struct toc_nodes *nodes,
	struct toc_node node, struct sink *sink);
/* Fills toc_of and entry_of of TOCs that are expanded. */
void toc_assign(struct arena *a, const struct files *files, struct tocs *out);
/* A TOC that says what is above pages, by its folder or the metadata. */
bool toc_is_breadcrumb(const struct config *c, const struct file *f);
/* An entry that has no name, and no uid to take one from. */
void toc_node_unnamed(const struct toc_node *node, struct sink *sink);

#endif
