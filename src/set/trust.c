/*
 * `trustedDomains` of docfx v3: by element, hosts ("docs.com", that is also
 * its subdomains), with a scheme ("https://docs.com"; http takes https) or
 * a data type ("data:image/" and a star).
 */
#include "set/trust.h"

#include "base/path.h"

static bool scheme_fits(struct str wanted, struct str scheme)
{
	bool http = str_eq_nocase(scheme, S("http"));
	bool https = str_eq_nocase(scheme, S("https"));

	if (wanted.n == 0 || str_eq_nocase(wanted, S("http")))
		return http || https || scheme.n == 0;
	return str_eq_nocase(wanted, scheme);
}

static bool host_fits(struct str wanted, struct str host)
{
	if (str_eq(wanted, S("*")) || str_eq_nocase(wanted, host))
		return true;
	return host.n > wanted.n && str_ends_nocase(host, wanted) &&
	       host.p[host.n - wanted.n - 1] == '.';
}

static bool fits(struct str pattern, struct str url)
{
	struct url p = url_split(pattern), u = url_split(url);

	if (str_ends(pattern, S("*")) && !p.has_authority && p.scheme.n > 0)
		return str_starts_nocase(url,
			str_sub(pattern, 0, pattern.n - 1));
	if (!u.has_authority)
		return false;
	if (!p.has_authority)
		return scheme_fits(S(""), u.scheme) &&
		       host_fits(pattern, u.authority);
	return scheme_fits(p.scheme, u.scheme) &&
	       host_fits(p.authority, u.authority);
}

bool trust_allows(const struct config *c, struct str element, struct str url)
{
	const struct value *all = config_docfx(c, "trustedDomains"), *list;
	struct url u = url_split(url);

	if (str_eq_nocase(element, S("image")))
		element = S("img");
	list = value_get_nocase(all, element);
	if (!list || (u.scheme.n < 2 && !u.has_authority) ||
		str_eq_nocase(u.scheme, S("mailto")) ||
		str_eq_nocase(u.scheme, S("xref")))
		return true;
	if (list->kind != VALUE_LIST)
		return fits(value_as_text(list), url);
	for (size_t i = 0; i < list->n; i++)
		if (fits(value_as_text(list->items[i]), url))
			return true;
	return false;
}
