/*
 * Where the text of a page comes from, as values for the templates: who
 * translated it from what and when, where it can be edited, when it was
 * changed last. What metadata do not say is not there.
 */
#include "base/path.h"
#include "set/meta.h"
#include "site/gitdates.h"
#include "site/maker.h"

static struct str word_with(struct maker *m, const char *key, const char *name,
	struct str value)
{
	struct locale_arg arg = { name, value };

	return locale_text(m->a, m->locale, str_of(key), -1, &arg, 1);
}

/* ---- dates ------------------------------------------------------- */

static struct value *date_value(struct maker *m, struct str iso)
{
	struct value *date = value_map(m->a);

	maker_set(m, date, "iso", maker_text(m, iso));
	maker_set(m, date, "text",
		maker_text(m, locale_date(m->a, m->locale, iso)));
	return date;
}

static bool meta_day(struct maker *m, const struct value *meta, const char *key,
	struct str *iso)
{
	return meta && meta_date(m->a, value_text_at(meta, str_of(key)), iso);
}

/* What the author says; else when the file was committed. */
struct value *origin_date(struct maker *m)
{
	struct str iso;

	if (!meta_day(m, m->meta, "ms.date", &iso))
		iso = gitdates_of(m->site->dates,
			m->site->set->files.p[m->page->file].path);
	return iso.n ? date_value(m, iso) : NULL;
}

/* ---- the way to the file ----------------------------------------- */

static bool is_web(struct str url)
{
	return str_starts_nocase(url, S("https://")) ||
	       str_starts_nocase(url, S("http://"));
}

/* `pattern` with each {name} as an address may have its value. */
static struct str fill(struct maker *m, struct str pattern,
	const struct locale_arg *args, size_t nargs)
{
	struct buf b;

	buf_init(&b, m->a);
	for (size_t at = 0; at < pattern.n;) {
		size_t i = 0, end = str_find_byte(pattern, at, '}');
		struct str name = { "", 0 };
		if (pattern.p[at] == '{' && end != STR_NONE)
			name = str_sub(pattern, at + 1, end);
		while (i < nargs && !str_eq(name, str_of(args[i].name)))
			i++;
		if (name.n && i < nargs) {
			buf_add(&b, args[i].value);
			at = end + 1;
		} else {
			buf_byte(&b, pattern.p[at++]);
		}
	}
	return buf_str(&b);
}

/* Where a host has its editor. */
static struct str editor_of(struct str repository)
{
	struct str host = url_split(repository).authority;

	if (str_ends_nocase(host, S("dev.azure.com")) ||
		str_ends_nocase(host, S("visualstudio.com")))
		return S("{repo}?path=/{path}&version=GB{branch}");
	if (str_find(host, 0, S("gitlab")) != STR_NONE)
		return S("{repo}/-/edit/{branch}/{path}");
	if (str_ends_nocase(host, S("bitbucket.org")))
		return S("{repo}/src/{branch}/{path}?mode=edit");
	if (str_ends_nocase(host, S("codeberg.org")))
		return S("{repo}/_edit/{branch}/{path}");
	return S("{repo}/edit/{branch}/{path}");
}

static struct str in_folder(struct maker *m, struct str folder)
{
	struct str path = m->site->set->files.p[m->page->file].path;

	while (str_starts(folder, S("/")))
		folder = str_skip(folder, 1);
	while (str_ends(folder, S("/")))
		folder.n--;
	if (folder.n == 0)
		return url_encode(m->a, path);
	return url_encode(m->a,
		str_printf(m->a, "%.*s/%.*s", STR_ARG(folder), STR_ARG(path)));
}

/* docfx's _gitContribute: {repo, branch, path}; or edit_url, a pattern. */
struct value *origin_edit_href(struct maker *m)
{
	const struct value *git = value_get(m->meta, S("_gitContribute"));
	struct str pattern = value_text_at(m->meta, S("edit_url"));
	struct str repository = git ? value_text_at(git, S("repo")) : S("");
	struct str branch = git ? value_text_at(git, S("branch")) : S("");
	struct str path = in_folder(m,
		git ? value_text_at(git, S("path")) : S(""));

	while (str_ends(repository, S("/")))
		repository.n--;
	if (str_ends(repository, S(".git")))
		repository.n -= 4;
	struct locale_arg args[] = { { "repo", repository },
		{ "branch", branch.n ? branch : S("main") }, { "path", path } };
	if (pattern.n == 0 && repository.n)
		pattern = editor_of(repository);
	pattern = fill(m, pattern, args, 3);
	if (!is_web(pattern) ||
		value_is_true(value_get(m->meta, S("_disableContribution"))))
		return NULL;
	return maker_text(m, pattern);
}

/* A pattern of the docset with {id}, {title}, {text}, {page}: the script
 * fills it for a sentence. */
struct value *origin_feedback(struct maker *m)
{
	struct str pattern = value_text_at(m->meta, S("feedback_url"));

	if (!is_web(pattern) && !str_starts_nocase(pattern, S("mailto:")))
		return NULL;
	return maker_text(m, pattern);
}

/* ---- translation ------------------------------------------------- */

static const struct output *source_output(const struct maker *m)
{
	const struct docset *s = m->site->set;
	struct str key = s->files.p[m->page->file].key;
	const struct output *o = NULL;

	for (size_t i = 0; !o && i < s->config.nlocales; i++)
		if (i != m->output->locale && str_eq_nocase(s->locales[i].tag,
						      s->config.source_locale))
			o = site_find_version(m->site, i, m->output->version,
				key);
	return o;
}

/* Code is no word. */
static size_t words_of(struct str s)
{
	bool code = false, before = false;
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++) {
		bool word = !code && (unsigned char)s.p[i] >= 'A';
		code ^= s.p[i] == '`';
		n += word && !before;
		before = word;
	}
	return n;
}

/* Names are the same in all languages; a sentence is not. */
bool origin_is_untranslated(const struct page *p, const struct pair *pair)
{
	struct str bytes = p->source->bytes;
	struct str t = str_trim(str_sub(bytes, pair->t, pair->t_end));
	struct str s = str_trim(str_sub(bytes, pair->s, pair->s_end));

	return str_eq(t, s) && words_of(t) > 3;
}

/* How much of a page in two languages is translated; NULL: all. */
static struct value *progress(struct maker *m)
{
	const struct pairs *pairs = &m->page->pairs;
	size_t done = 0;
	struct value *v;

	for (size_t i = 0; i < pairs->n; i++)
		done += !origin_is_untranslated(m->page, &pairs->p[i]);
	if (done == pairs->n)
		return NULL;
	v = value_map(m->a);
	struct locale_arg arg = { "done",
		locale_number(m->a, m->locale, (long)done) };
	maker_set(m, v, "done", value_number(m->a, (double)done));
	maker_set(m, v, "total", value_number(m->a, (double)pairs->n));
	maker_set(m, v, "text",
		maker_text(m, locale_text(m->a, m->locale, S("translated_part"),
				      (long)pairs->n, &arg, 1)));
	return v;
}

/* The source page has a later date than the text that was translated. */
static bool is_outdated(struct maker *m, const struct output *source,
	struct str handoff)
{
	const struct docset *s = m->site->set;
	struct str date;

	return source && source->file != m->page->file && handoff.n &&
	       meta_day(m, s->pages[source->file]->meta, "ms.date", &date) &&
	       str_cmp(date, handoff) > 0;
}

static void add_source(struct maker *m, struct value *v,
	const struct output *source)
{
	const struct docset *s = m->site->set;
	struct str href = S("");

	if (source)
		href = href_to(m->a, &m->at, source->path);
	else if (m->page->tree[1])
		href = S("#dg-mode-source");
	maker_set(m, v, "source_href", maker_text(m, href));
	maker_set(m, v, "source_lang", maker_text(m, s->config.source_locale));
	maker_set(m, v, "source_text",
		maker_text(m,
			word_with(m, "read_source", "language",
				locale_language_name(m->a, m->locale,
					nav_language(m,
						s->config.source_locale)))));
}

struct value *origin_translation(struct maker *m)
{
	struct str type = value_text_at(m->meta, S("ms.translationtype"));
	bool machine = str_eq_nocase(type, S("MT"));
	bool human = str_eq_nocase(type, S("HT"));
	const struct output *source;
	struct str handoff = S("");
	struct value *v, *part;

	if (m->output->source_view || m->output->source_text || m->page->failed)
		return NULL;
	part = m->page->tree[1] ? progress(m) : NULL;
	if (!machine && !human && !part)
		return NULL;
	if (!meta_day(m, m->meta, "ms.lasthandoff", &handoff))
		handoff = S("");
	source = source_output(m);
	v = value_map(m->a);
	maker_set(m, v, "machine", value_bool(m->a, machine));
	maker_set(m, v, "text",
		machine || human
			? maker_text(m,
				  maker_word(m, machine ? "machine_translation"
							: "human_translation"))
			: NULL);
	maker_set(m, v, "handoff", handoff.n ? date_value(m, handoff) : NULL);
	add_source(m, v, source);
	maker_set(m, v, "outdated",
		is_outdated(m, source, handoff)
			? maker_text(m, maker_word(m, "source_changed"))
			: NULL);
	maker_set(m, v, "progress", part);
	return v;
}
