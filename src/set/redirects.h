/*
 * What the publishing platform's files beside a docset say: its locale
 * (.openpublishing.publish.config.json) and where its former pages have
 * gone (.openpublishing.redirection.json; docfx v3's redirections.yml).
 */
#ifndef DIGLOT_REDIRECTS_H
#define DIGLOT_REDIRECTS_H

#include "set/setting.h"

extern const struct rule rule_redirect_syntax;   /* DG841 */
extern const struct rule rule_redirect_conflict; /* DG842 */

/*
 * Looks in the docset's folder dir and, where the publish configuration
 * there names this docset, in its parent. Sets site_host, platform_locale
 * and redirects of s->config.
 */
void redirects_load(struct settings *s, int dir);
/* The same of a docset that is none of the platform: only what lies in its
 * folder, and nothing but redirects. */
void redirects_load_own(struct settings *s, int dir);

#endif
