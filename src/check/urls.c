/* Links to other hosts, by what can be said of a URL alone. */
#include "base/path.h"
#include "check/docfx.h"
#include "check/family.h"
#include "check/raw.h"
#include "set/trust.h"

const struct rule rule_site_link = {
	.id = "DG312",
	.name = "site-link-absolute",
	.level = LEVEL_SUGGESTION,
	.title = "a link within the site names its host",
	.why = "it leads away from a copy of the site, and to one language",
	.fix = "write the path alone: '/x' instead of 'https://host/en-us/x'",
	.aliases = "docs-link-absolute",
	.bad = "# Ferries\n"
	       "\n"
	       "See the [style "
	       "guide](https://learn.microsoft.com/style-guide).\n",
	.good = "# Ferries\n"
		"\n"
		"See the [style guide](/style-guide).\n",
	.mend = MEND_SAFE,
};

const struct rule rule_hard_coded_locale = {
	.id = "DG313",
	.name = "hard-coded-locale",
	.level = LEVEL_SUGGESTION,
	.title = "a link names the language of a page that has several",
	.why = "readers of other languages land in that one",
	.fix = "take the language out of the address",
	.bad = "# Ferries\n"
	       "\n"
	       "See the [style "
	       "guide](https://learn.microsoft.com/en-us/style-guide).\n",
	.good = "# Ferries\n"
		"\n"
		"See the [style "
		"guide](https://learn.microsoft.com/style-guide).\n",
	.mend = MEND_SAFE,
};

const struct rule rule_insecure_link = {
	.id = "DG314",
	.name = "insecure-link",
	.level = LEVEL_SUGGESTION,
	.title = "a link uses http instead of https",
	.why = "others can read and change what the reader gets",
	.fix = "write https",
	.bad = "# Ferries\n"
	       "\n"
	       "See the [fares](http://ferry.example/fares).\n",
	.good = "# Ferries\n"
		"\n"
		"See the [fares](https://ferry.example/fares).\n",
	.mend = MEND_UNSAFE,
};

const struct rule rule_html_link = {
	.id = "DG320",
	.name = "html-link",
	.level = LEVEL_OFF,
	.title = "a link is written in HTML",
	.why = "tools for Markdown do not see it",
	.fix = "write '[text](address)'",
	.bad = "# Ferries\n"
	       "\n"
	       "See <a href=\"https://ferry.example\">the fares</a>.\n",
	.good = "# Ferries\n"
		"\n"
		"See [the fares](https://ferry.example).\n",
	.mend = MEND_UNSAFE,
};

const struct rule rule_external_image = {
	.id = "DG406",
	.name = "external-image",
	.level = LEVEL_SUGGESTION,
	.title = "an image is on another host",
	.why = "it is gone when that host changes, and the host sees every "
	       "reader",
	.fix = "copy the image into the docset",
	.bad = "# Ferries\n"
	       "\n"
	       "![The pier](https://ferry.example/pier.png)\n",
};

const struct rule rule_disallowed_domain = {
	.id = "DG706",
	.name = "disallowed-domain",
	.level = LEVEL_OFF,
	.title = "a link leads to a host that the docset does not trust",
	.why = "the link is left out of the site",
	.fix = "link to another host, or add this one to 'trustedDomains'",
};

const struct rule rule_preserve_view = {
	.id = "DG325",
	.name = "preserve-view-not-set",
	.level = LEVEL_OFF,
	.title = "a link to a version of a page does not keep the version",
	.why = "the reader's own choice of version takes its place",
	.fix = "add '&preserve-view=true' to the address",
	.bad = "# Ferries\n"
	       "\n"
	       "See the "
	       "[guide](https://learn.microsoft.com/guide?view=boats-2).\n",
	.good = "# Ferries\n"
		"\n"
		"See the "
		"[guide](https://learn.microsoft.com/guide?view=boats-2"
		"&preserve-view=true).\n",
};

static const char *const site_hosts[] = { "docs.microsoft.com",
	"learn.microsoft.com", NULL };
static const char *const locale_hosts[] = { "docs.microsoft.com",
	"learn.microsoft.com", "msdn.microsoft.com", "technet.microsoft.com",
	NULL };

/* The element whose trusted hosts count. */
static struct str element_of(const struct reference *r)
{
	return r->kind == REFERENCE_IMAGE   ? S("img")
	       : r->kind == REFERENCE_MEDIA ? S("video")
					    : S("a");
}

struct job {
	struct check *c;
	const struct reference *ref;
	struct span at;
	struct str url;
	struct url parts;
};

static bool is_host(struct str host, struct str wanted)
{
	if (str_eq_nocase(host, wanted))
		return true;
	return host.n > wanted.n && str_ends_nocase(host, wanted) &&
	       host.p[host.n - wanted.n - 1] == '.';
}

static bool is_one_of(struct str host, const char *const *hosts)
{
	for (; *hosts; hosts++)
		if (is_host(host, str_of(*hosts)))
			return true;
	return false;
}

/* A rule of this type whose `key` has a word that the host fits. */
static const struct value *rule_for(const struct check *c, const char *type,
	const char *key, struct str host)
{
	const struct value *rule, *list;

	for (size_t i = 0; (rule = docfx_rule(&c->set->config, type, i)); i++) {
		list = value_get(rule, str_of(key));
		for (size_t k = 0;
			list && list->kind == VALUE_LIST && k < list->n; k++)
			if (is_host(host, value_as_text(list->items[k])))
				return rule;
	}
	return NULL;
}

static struct diag *put(const struct job *j, const struct rule *rule,
	const struct value *schema, const char *what)
{
	struct diag *d = diag_add(j->c->sink, rule, j->at, "'%.*s' %s",
		STR_ARG(j->url), what);

	d->schema = schema;
	return d;
}

/* Bytes [from, to) of the URL give way. */
static void mend(const struct job *j, struct diag *d, enum mend how,
	size_t from, size_t to, struct str text)
{
	raw_mend_url(j->c, d, how, j->ref, j->at,
		str_sub(j->ref->url, from, to), text);
}

static bool is_locale(struct str s)
{
	size_t dash = str_find_byte(s, 0, '-');

	if (dash == STR_NONE || dash < 2 || dash > 3 || s.n - dash < 3 ||
		s.n > 10)
		return false;
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] != '-' &&
			(char_lower(s.p[i]) < 'a' || char_lower(s.p[i]) > 'z'))
			return false;
	return s.n - str_rfind_byte(s, '-') == 3;
}

static void test_locale(const struct job *j)
{
	struct str rest = str_skip(j->parts.path, 1), head;
	const struct value *rule = NULL;

	if (!str_cut(&rest, '/', &head) || !is_locale(head))
		return;
	if (j->c->docfx)
		rule = rule_for(j->c, "LocalesInLink", "domains",
			j->parts.authority);
	else if (!is_one_of(j->parts.authority, locale_hosts))
		return;
	if (rule || !j->c->docfx)
		mend(j,
			put(j, &rule_hard_coded_locale, rule,
				"names one language of the page"),
			MEND_SAFE, (size_t)(head.p - 1 - j->ref->url.p),
			(size_t)(head.p + head.n - j->ref->url.p), S(""));
}

static bool is_bare(const struct node *n)
{
	return n->kind == NODE_LINK && n->as.link.bare;
}

/* "www.example.org": nobody wrote a scheme. */
static bool is_guessed(const struct job *j)
{
	const struct node *text = is_bare(j->ref->node) ? j->ref->node->child
							: NULL;

	return text && text->kind == NODE_TEXT &&
	       str_starts_nocase(text->as.text, S("www."));
}

static void test_secure(const struct job *j)
{
	const struct value *rule = NULL;

	if (!str_eq_nocase(j->parts.scheme, S("http")) || is_guessed(j))
		return;
	if (j->c->docfx)
		rule = rule_for(j->c, "SecureLinks", "domains",
			j->parts.authority);
	if (rule || !j->c->docfx)
		mend(j, put(j, &rule_insecure_link, rule, "uses http"),
			MEND_UNSAFE, 0, 4, S("https"));
}

static bool urls_is_type(struct str type, struct str url)
{
	struct url u = url_split(url);

	if (str_eq_nocase(type, S("docs")))
		return is_host(u.authority, S("docs.microsoft.com")) ||
		       is_host(u.authority, S("learn.microsoft.com"));
	if (str_eq_nocase(type, S("learn")))
		return is_host(u.authority, S("learn.microsoft.com"));
	if (str_eq_nocase(type, S("FWLinks")))
		return is_host(u.authority, S("go.microsoft.com")) &&
		       str_starts_nocase(u.path, S("/fwlink"));
	return is_host(u.authority, type);
}

const struct value *urls_disallowed(const struct config *c, struct str url,
	const char *content)
{
	const struct value *rule, *list, *types;

	for (size_t i = 0; (rule = docfx_rule(c, "DisallowedLink", i)); i++) {
		bool fits = false;

		types = value_get(rule, S("contentTypes"));
		for (size_t k = 0;
			types && types->kind == VALUE_LIST && k < types->n; k++)
			fits |= str_eq_nocase(value_as_text(types->items[k]),
				str_of(content));
		list = value_get(rule, S("linkTypes"));
		for (size_t k = 0;
			fits && list && list->kind == VALUE_LIST && k < list->n;
			k++)
			if (urls_is_type(value_as_text(list->items[k]), url))
				return rule;
	}
	return NULL;
}

static void test_site(const struct job *j)
{
	struct str own = j->c->set->config.site_host;
	const struct value *rule = NULL;
	struct diag *d;

	if (j->c->docfx)
		rule = urls_disallowed(&j->c->set->config, j->url,
			"conceptual");
	else if (!is_one_of(j->parts.authority, site_hosts) &&
		 (own.n == 0 || !is_host(j->parts.authority, own)))
		return;
	/* Who names the host alone means the site. */
	if (j->c->docfx ? !rule : j->parts.path.n < 2)
		return;
	d = put(j, &rule_site_link, rule, "names the host of the site");
	/* A bare address is no link without its host. */
	if (j->parts.path.n > 1 && !is_bare(j->ref->node))
		mend(j, d, MEND_SAFE, 0,
			(size_t)(j->parts.path.p - j->ref->url.p), S(""));
}

static void test_view(const struct job *j)
{
	struct str query = j->parts.query;

	if (!str_starts(query, S("view=")) &&
		str_find(query, 0, S("&view=")) == STR_NONE)
		return;
	if (str_find(query, 0, S("preserve-view=true")) == STR_NONE &&
		is_one_of(j->parts.authority, site_hosts))
		put(j, &rule_preserve_view, NULL,
			"names a version and does not keep it");
}

static void test_trust(const struct job *j)
{
	bool image = j->ref->kind == REFERENCE_IMAGE;

	if (trust_allows(&j->c->set->config, element_of(j->ref), j->url)) {
		if (image && !j->c->docfx && j->parts.has_authority)
			put(j, &rule_external_image, NULL,
				"is an image on another host");
		return;
	}
	put(j, image ? &rule_external_image : &rule_disallowed_domain, NULL,
		"leads to a host that the docset does not trust");
}

/* `<a href="x">text</a>` with no other attribute, as `[text](x)`. */
static void mend_html(const struct job *j, struct diag *d)
{
	const struct check *c = j->c;
	const struct node *open = j->ref->node, *close = open->next;
	struct str tag = str_printf(c->scratch, "<a href=\"%.*s\">",
		STR_ARG(j->ref->url));
	struct range r = raw_range(c, open), e;

	while (close && close->kind != NODE_HTML)
		close = close->next;
	if (!close || open->kind != NODE_HTML || !str_eq(raw_of(c, r), tag) ||
		!str_eq_nocase(close->as.text, S("</a>")))
		return;
	e = raw_range(c, close);
	if (raw_mend(c, d, MEND_UNSAFE, r.from, r.to, S("[")))
		raw_mend(c, d, MEND_UNSAFE, e.from, e.to,
			str_printf(c->scratch, "](%.*s)",
				STR_ARG(j->ref->url)));
}

static void test_html(const struct job *j)
{
	if (j->ref->kind == REFERENCE_LINK &&
		(j->ref->node->kind == NODE_HTML ||
			j->ref->node->kind == NODE_HTML_BLOCK))
		mend_html(j,
			put(j, &rule_html_link, NULL, "is a link in HTML"));
}

void urls_check(struct check *c, const struct reference *ref, struct span at)
{
	struct job j = { .c = c, .ref = ref, .at = at };

	j.url = str_trim(ref->url);
	j.parts = url_split(j.url);
	test_html(&j);
	if (!j.parts.has_authority && j.parts.scheme.n < 2)
		return;
	test_trust(&j);
	if (!j.parts.has_authority)
		return;
	test_locale(&j);
	test_secure(&j);
	test_site(&j);
	test_view(&j);
}
