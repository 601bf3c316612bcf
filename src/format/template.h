/*
 * Mustache (github.com/mustache/spec: the core modules, ~inheritance and
 * ~dynamic-names; no lambdas), and what docfx says in comments:
 * {{!master(x)}} puts the template in the place of {{!body}} of the template
 * x. A template is parsed once and rendered many times; values are struct
 * value.
 */
#ifndef DIGLOT_TEMPLATE_H
#define DIGLOT_TEMPLATE_H

#include "base/buf.h"
#include "base/diag.h"
#include "format/value.h"

extern const struct rule rule_template_syntax; /* DG011 */

struct template;

/* Gives the template of a partial by name, or NULL: it is then empty. */
struct template_loader {
	const struct template *(*load)(void *ctx, struct str name);
	void *ctx;
};

enum template_use {
	TEMPLATE_VALUE,   /* the name of a value: "t.copy" */
	TEMPLATE_PARTIAL, /* of another template: "partials/head" */
	TEMPLATE_MASTER,  /* the same, with its ending */
	TEMPLATE_INCLUDE, /* of files to publish: "logo.svg" */
};

/* Calls `each` for all that the template names, in order; names of
 * templates that are looked up themselves ({{>*x}}) are values. */
void template_names(const struct template *t,
	void (*each)(void *ctx, enum template_use use, struct str name),
	void *ctx);

/* NULL: a tag is not closed; the sink has the finding. */
struct template *template_parse(struct arena *a, struct str text, uint32_t file,
	struct sink *sink);

/*
 * Renders with `data` as the context. Text is HTML-escaped by {{x}} unless
 * it is value_html. Partials, parents and their arguments nest at most 32
 * deep, and one call works through at most 4,000,000 tags and pieces of
 * text: what goes beyond is left out, and the result is false. Scratch
 * memory from out->arena.
 */
bool template_render(const struct template *t, const struct value *data,
	const struct template_loader *loader, struct buf *out);

#endif
