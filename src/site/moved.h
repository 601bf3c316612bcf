/* Addresses of former pages: pages that lead on, and maps for servers. */
#ifndef DIGLOT_MOVED_H
#define DIGLOT_MOVED_H

#include "site/site.h"

/* In which forms redirections are published. */
enum moved_form {
	MOVED_HTML = 1,   /* a page that leads on */
	MOVED_NGINX = 2,  /* redirects.nginx.conf */
	MOVED_APACHE = 4, /* redirects.htaccess */
	MOVED_JSON = 8,   /* redirects.json */
};

/* "html,nginx" -> forms; false: a word is none of them. */
bool moved_parse(struct str words, unsigned *forms);

/* Makes the files and gives each to `add`; by_page must be filled. */
void moved_outputs(struct site *s, void (*add)(void *ctx, struct output o),
	void *ctx);

#endif
