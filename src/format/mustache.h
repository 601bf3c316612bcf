/*
 * The parser of Mustache templates: text to an array of nodes. A node that
 * holds others (section, parent, block) is followed by them and knows the
 * index behind the last one. Used by format/template.h alone.
 */
#ifndef DIGLOT_MUSTACHE_H
#define DIGLOT_MUSTACHE_H

#include "base/diag.h"
#include "base/map.h"
#include "base/vec.h"

/* Sections, parents and blocks inside each other, at most. */
#define MUSTACHE_NEST_MAX 64

enum mustache_kind {
	MUSTACHE_TEXT,
	MUSTACHE_ESCAPED,  /* {{x}} */
	MUSTACHE_RAW,      /* {{{x}}} {{&x}} */
	MUSTACHE_SECTION,  /* {{#x}} */
	MUSTACHE_INVERTED, /* {{^x}} */
	MUSTACHE_PARTIAL,  /* {{>x}} */
	MUSTACHE_PARENT,   /* {{<x}} */
	MUSTACHE_BLOCK,    /* {{$x}} */
	MUSTACHE_BODY,     /* {{!body}}, docfx's: what a master surrounds */
};

struct mustache_node {
	enum mustache_kind kind;
	bool bol;          /* begins a line of the template */
	bool dynamic;      /* the name is looked up: {{>*x}} */
	bool standalone;   /* the (opening) tag had its own line */
	bool at_line;      /* block: its content begins a line */
	struct str text;   /* the text, or the name in the tag */
	struct str indent; /* white space for each line put here */
	size_t strip;      /* block: white space common to its lines */
	size_t end;        /* index behind the last node inside, or 0 */
	struct map args;   /* parent: name -> size_t, index of a block */
};

struct mustache {
	VEC(struct mustache_node) nodes;
	struct str master;        /* docfx's {{!master(x)}}, or "" */
	VEC(struct str) includes; /* docfx's {{!include(x)}} */
};

/* False: the sink has the finding, of the rule that is given. */
bool mustache_parse(struct arena *a, struct str text, uint32_t file,
	const struct rule *syntax, struct sink *sink, struct mustache *out);

/* How many spaces and tabs s begins with. */
size_t mustache_blanks(struct str s);

#endif
