/* Rules as pages that a host can publish and link to. */
#ifndef DIGLOT_RULEPAGE_H
#define DIGLOT_RULEPAGE_H

#include "base/buf.h"
#include "base/diag.h"
#include "cmd/command.h"

enum rulepage_form { RULEPAGE_MARKDOWN, RULEPAGE_HTML };

/* Some rules as one document: in HTML a whole page. */
void rulepage_write(struct buf *b, enum rulepage_form form,
	const struct rule *const *p, size_t n);
/* The document that lists all rules. */
void rulepage_index(struct buf *b, enum rulepage_form form, bool links);
/* A file a rule, named by its id, and the index with links to them. False:
 * one could not be written, said. */
bool rulepage_all(const struct invocation *inv, enum rulepage_form form,
	const char *folder);

/* "links, accessibility": what it goes by besides its own names. */
const char *rulepage_groups(struct arena *a, const struct rule *r);
/* "off, in the profile review warning". */
void rulepage_level(struct buf *b, const struct rule *r);
/* What may stand in diglot.yml, each line behind `indent`. */
void rulepage_setting(struct buf *b, const struct rule *r, const char *indent);

#endif
