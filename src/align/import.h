/* What came back in an exchange file, put into a page. */
#ifndef DIGLOT_IMPORT_H
#define DIGLOT_IMPORT_H

#include "format/exchange.h"
#include "page/page.h"

struct import_options {
	bool force;    /* also where the source changed; unknown pairs are
	                  left out */
	bool strict;   /* not where a protected code is lost */
	uint32_t file; /* of the exchange file, for spans */
};

struct import_change {
	struct str key, before, after;
	/* links, images, code and the like that the translation had and the
	 * source has, as they were; "" if none is lost */
	struct str lost;
};

struct import_result {
	struct str bytes; /* of the page, as it is to be */
	struct import_change *changes;
	size_t nchanges;
	size_t same;     /* pairs that are as they were */
	size_t left_out; /* unknown pairs, and those without translation */
};

/*
 * Only the target halves of the entries change. False: the sink says what
 * is wrong, the page must stay as it is.
 */
bool import_page(struct arena *a, const struct page *p,
	const struct exchange_entry *const *entries, size_t n,
	const struct import_options *o, struct sink *sink,
	struct import_result *out);

#endif
