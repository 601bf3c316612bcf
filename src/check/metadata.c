/*
 * What a page says of itself in its front matter, for those who find it in
 * a list: description, title, date. A value that the docset sets for many
 * pages is no page's fault.
 */
#include <time.h>

#include "base/epoch.h"
#include "base/utf8.h"
#include "check/family.h"
#include "check/rules.h"
#include "format/html.h"
#include "format/sanitize.h"
#include "set/meta.h"

const struct rule rule_description_missing = {
	.id = "DG106",
	.name = "description-missing",
	.level = LEVEL_SUGGESTION,
	.title = "a page has no description",
	.why = "search and previews show the first words that they find "
	       "instead",
	.fix = "add 'description:' to the front matter, with a sentence or two",
	.bad = "---\n"
	       "title: Ferries\n"
	       "---\n"
	       "# Ferries\n",
	.good = "---\n"
		"title: Ferries\n"
		"description: When the ferries leave.\n"
		"---\n"
		"# Ferries\n",
};

const struct rule rule_date_invalid = {
	.id = "DG108",
	.name = "ms-date-invalid",
	.level = LEVEL_SUGGESTION,
	.title = "the date of a page is none, or lies ahead",
	.why = "readers cannot see how old the page is",
	.fix = "write month/day/year, as in 3/15/2026, or 2026-03-15",
	.aliases = "date-format-invalid date-out-of-range",
	.bad = "---\n"
	       "title: Ferries\n"
	       "ms.date: 15/03/2025\n"
	       "---\n"
	       "# Ferries\n",
	.good = "---\n"
		"title: Ferries\n"
		"ms.date: 3/15/2025\n"
		"---\n"
		"# Ferries\n",
	.mend = MEND_UNSAFE,
};

static const struct rule_option stale_options[] = {
	{ "stale-days", "days after which a page is old", 365, OPTION_NUMBER },
	{ NULL, NULL, 0, OPTION_NUMBER },
};

const struct rule rule_date_stale = {
	.id = "DG109",
	.name = "ms-date-stale",
	.level = LEVEL_OFF,
	.title = "nobody has looked at a page for a long time",
	.why = "what it says may no longer be so",
	.fix = "read the page, mend it, and set 'ms.date'",
	.bad = "---\n"
	       "title: Ferries\n"
	       "ms.date: 3/15/2015\n"
	       "---\n"
	       "# Ferries\n",
	.options = stale_options,
};

static const struct rule_option title_options[] = {
	{ "min",
		"characters that a title has at least; a Chinese, Japanese or "
		"Korean one counts as two",
		15, OPTION_NUMBER },
	{ "max", "characters that a title has at most", 65, OPTION_NUMBER },
	{ "suffix", "the docset's 'titleSuffix' counts", 1, OPTION_FLAG },
	{ NULL, NULL, 0, OPTION_NUMBER },
};

const struct rule rule_title_length = {
	.id = "DG110",
	.name = "title-bad-length",
	.level = LEVEL_OFF,
	.title = "the title of a page is too short or too long",
	.why = "search cuts a long title off, and a short one says too little",
	.fix = "write a title of 15 to 65 characters",
	.bad = "---\n"
	       "title: Ferries\n"
	       "---\n"
	       "# Ferries\n",
	.good = "---\n"
		"title: Ferries to the northern islands\n"
		"---\n"
		"# Ferries\n",
	.options = title_options,
};

static const struct rule_option description_options[] = {
	{ "min",
		"characters that a description has at least; a Chinese, "
		"Japanese or Korean one counts as two",
		75, OPTION_NUMBER },
	{ "max", "characters that a description has at most", 300,
		OPTION_NUMBER },
	{ NULL, NULL, 0, OPTION_NUMBER },
};

const struct rule rule_description_length = {
	.id = "DG111",
	.name = "description-bad-length",
	.level = LEVEL_SUGGESTION,
	.title = "the description of a page is too short or too long",
	.why = "search cuts a long one off, and shows other words for a short "
	       "one",
	.fix = "write a description of 75 to 300 characters",
	.bad = "---\n"
	       "title: Ferries\n"
	       "description: All of them.\n"
	       "---\n"
	       "# Ferries\n",
	.good = "---\n"
		"title: Ferries\n"
		"description: When the ferries leave for the islands, what a "
		"crossing costs, and where you buy a ticket.\n"
		"---\n"
		"# Ferries\n",
	.options = description_options,
};

const struct rule rule_title_markup = {
	.id = "DG116",
	.name = "title-markup",
	.level = LEVEL_SUGGESTION,
	.title = "a title or description has HTML or Markdown in it",
	.why = "both are plain text: readers see the signs as they are",
	.fix = "write the text alone, and '&' for '&amp;'",
	.bad = "---\n"
	       "title: Bed &amp; breakfast\n"
	       "---\n"
	       "# Bed and breakfast\n",
	.good = "---\n"
		"title: Bed & breakfast\n"
		"---\n"
		"# Bed and breakfast\n",
	.mend = MEND_SAFE,
};

/* ---- dates ------------------------------------------------------- */

#define DAYS_AHEAD 5

/* Days since 1970-01-01 of the proleptic Gregorian calendar. */
static long day_number(long year, long month, long day)
{
	long y = month > 2 ? year : year - 1;
	long m = (month + 9) % 12;

	return 365 * y + y / 4 - y / 100 + y / 400 + (m * 306 + 5) / 10 + day -
	       719469;
}

static long today(void)
{
	int64_t seconds;

	if (!epoch_given(&seconds))
		seconds = (int64_t)time(NULL);
	return (long)(seconds / 86400);
}

static long iso_day(struct str iso)
{
	uint32_t y = 0, m = 0, d = 0;

	str_to_uint(str_sub(iso, 0, 4), &y);
	str_to_uint(str_sub(iso, 5, 7), &m);
	str_to_uint(str_sub(iso, 8, 10), &d);
	return day_number(y, m, d);
}

bool front_scalar(const struct check *c, const struct value *v, struct span *at)
{
	struct str bytes = str_sub(c->page->source->bytes, v->at.at,
		(size_t)v->at.at + v->at.len);
	struct str text = value_as_text(v);
	size_t quote = bytes.n && (*bytes.p == '"' || *bytes.p == '\'');

	if (v->at.file != c->page->file || text.n == 0 ||
		bytes.n != text.n + 2 * quote ||
		!str_eq(str_sub(bytes, quote, quote + text.n), text))
		return false;
	*at = (struct span){ v->at.file, v->at.at + (uint32_t)quote,
		(uint32_t)text.n };
	return true;
}

/* "15/03/2026", "15.3.2026", "2026/3/15": what was meant, as 3/15/2026;
 * "" if nobody can say. */
static struct str meant_date(struct arena *a, struct str text)
{
	uint32_t n[3];
	struct str iso, date;
	size_t k = 0;

	for (size_t i = 0; i < 3; i++) {
		size_t from = k;

		while (k < text.n && char_is_digit(text.p[k]))
			k++;
		if (k - from > 4 || !str_to_uint(str_sub(text, from, k), &n[i]))
			return S("");
		if (i < 2 && k < text.n && strchr("/.- ", text.p[k]))
			k++;
	}
	if (k != text.n)
		return S("");
	date = n[0] > 999 ? str_printf(a, "%u/%u/%u", n[1], n[2], n[0])
	       : n[0] > 12 || str_find_byte(text, 0, '.') != STR_NONE
		       ? str_printf(a, "%u/%u/%u", n[1], n[0], n[2])
		       : S("");
	return date.n && meta_date(a, date, &iso) ? date : S("");
}

static void bad_date(struct check *c, const struct value *v, const char *what)
{
	struct str text = value_as_text(v), meant;
	struct span at = v->at;
	struct diag *d;

	if (text.n == 0) {
		diag_add(c->sink, &rule_date_invalid, at,
			"the date of the page is empty");
		return;
	}
	d = diag_add(c->sink, &rule_date_invalid, at, "'%.*s' %s",
		STR_ARG(text), what);
	meant = meant_date(c->scratch, text);
	if (meant.n == 0 || !front_scalar(c, v, &at))
		return;
	d->hint = str_printf(c->sink->arena, "did you mean '%.*s'?",
		STR_ARG(meant));
	diag_mend(c->sink, d, MEND_UNSAFE, at, meant);
}

static void check_date(struct check *c)
{
	const struct value *v = value_get(c->page->meta, S("ms.date"));
	struct str iso;
	long age;

	if (!v || v->kind == VALUE_LIST || v->kind == VALUE_MAP)
		return;
	if (!meta_date(c->scratch, value_as_text(v), &iso)) {
		bad_date(c, v, "is no date");
		return;
	}
	age = today() - iso_day(iso);
	if (age < -DAYS_AHEAD)
		bad_date(c, v, "lies ahead");
	if ((double)age >
		rule_number(&c->set->config, &rule_date_stale, "stale-days"))
		diag_add(c->sink, &rule_date_stale, v->at,
			"the page was last looked at %ld days ago", age);
}

/* ---- lengths ----------------------------------------------------- */

struct bounds {
	double min, max;
};

static struct bounds bounds_of(const struct check *c, const struct rule *r)
{
	return (struct bounds){ rule_number(&c->set->config, r, "min"),
		rule_number(&c->set->config, r, "max") };
}

/* `more`: characters that stand behind the text. */
static void check_length(struct check *c, const struct rule *rule,
	struct span at, const char *what, struct str text, size_t more)
{
	struct bounds b = bounds_of(c, rule);
	double n = (double)(utf8_count(text) + more);

	if (family_letters(c, text) + (double)more < b.min)
		diag_add(c->sink, rule, at,
			"the %s has %g characters, fewer than %g", what, n,
			b.min);
	else if (n > b.max)
		diag_add(c->sink, rule, at,
			"the %s has %g characters, more than %g", what, n,
			b.max);
}

static void check_title(struct check *c, const struct value *meta)
{
	const struct value *title = value_get(c->page->meta, S("title"));
	struct str suffix = value_text_at(meta, S("titleSuffix"));
	struct span at = { c->page->file, 0, 0 };
	size_t more = 0;

	if (c->page->title.n == 0)
		return;
	if (title && title->at.len)
		at = title->at;
	else if (c->page->h1)
		at = c->page->h1->at;
	/* The platform puts " - " between the two. */
	if (suffix.n &&
		rule_number(&c->set->config, &rule_title_length, "suffix") > 0)
		more = utf8_count(suffix) + 3;
	check_length(c, &rule_title_length, at, "title", c->page->title, more);
}

/* What YAML pages have for one. */
static bool has_summary(const struct page *p)
{
	return value_text_at(p->data, S("summary")).n > 0 ||
	       value_text_at(p->data, S("description")).n > 0;
}

static void check_description(struct check *c, const struct value *meta)
{
	const struct page *p = c->page;
	const struct value *own = value_get(p->meta, S("description"));
	struct str text = str_trim(value_text_at(meta, S("description")));
	struct span at = { p->file, 0, 0 };

	if (text.n > 0) {
		if (own)
			check_length(c, &rule_description_length, own->at,
				"description", text, 0);
		return;
	}
	/* Without any front matter, that is what is to be said. */
	if (!p->meta || has_summary(p) || (own && own->kind == VALUE_MAP))
		return;
	if (own && own->at.len)
		at = own->at;
	diag_add(c->sink, &rule_description_missing, at,
		"the page has no description");
}

/* ---- markup ------------------------------------------------------ */

/* A character that a scalar of this form may hold as it is. */
static bool may_stand(char form, struct str text)
{
	if (form == '"')
		return str_find_byte(text, 0, '"') == STR_NONE &&
		       str_find_byte(text, 0, '\\') == STR_NONE;
	if (form == '\'')
		return str_find_byte(text, 0, '\'') == STR_NONE;
	return str_find_byte(text, 0, '#') == STR_NONE &&
	       str_find_byte(text, 0, ':') == STR_NONE;
}

static void mend_entity(struct check *c, struct diag *d, const struct value *v,
	size_t k, struct str entity)
{
	struct str bytes = c->page->source->bytes, text;
	struct span at;
	char form = bytes.p[v->at.at];

	if (!front_scalar(c, v, &at))
		return;
	text = html_unescape(c->scratch, entity);
	/* A plain scalar's first character decides what it is. */
	if (!may_stand(form, text) || (k == 0 && form != '"' && form != '\'' &&
					      char_is_punct(*text.p)))
		return;
	at.at += (uint32_t)k;
	at.len = (uint32_t)entity.n;
	d->at = at;
	diag_mend(c->sink, d, MEND_SAFE, at, text);
}

static bool check_entities(struct check *c, const struct value *v,
	const char *what)
{
	struct str text = value_as_text(v);
	bool any = false;

	for (size_t k = 0; (k = str_find_byte(text, k, '&')) != STR_NONE;) {
		char out[8];
		size_t n = 0, len = html_entity(text, k, out, &n);
		struct diag *d;

		if (len == 0 || text.p[k + len - 1] != ';') {
			k++;
			continue;
		}
		d = diag_add(c->sink, &rule_title_markup, v->at,
			"the %s has the entity '%.*s'", what,
			STR_ARG(str_sub(text, k, k + len)));
		mend_entity(c, d, v, k, str_sub(text, k, k + len));
		any = true;
		k += len;
	}
	return any;
}

static bool has_tag(struct str text)
{
	struct html_reader r;
	struct html_token t;

	html_begin(&r, text);
	while (html_next(&r, &t))
		if (t.kind == HTML_COMMENT ||
			((t.kind == HTML_OPEN || t.kind == HTML_CLOSE) &&
				sanitize_element(t.name) != SANITIZE_UNKNOWN))
			return true;
	return false;
}

/* Twice the same sign, and something between them. */
static bool has_pair(struct str text, struct str sign)
{
	size_t at = str_find(text, 0, sign);

	return at != STR_NONE &&
	       str_find(text, at + sign.n + 1, sign) != STR_NONE;
}

static bool has_markdown(struct str text)
{
	size_t link = str_find(text, 0, S("]("));

	return has_pair(text, S("**")) || has_pair(text, S("__")) ||
	       has_pair(text, S("`")) ||
	       (link != STR_NONE &&
		       str_find_byte(str_sub(text, 0, link), 0, '[') !=
			       STR_NONE &&
		       str_find_byte(text, link, ')') != STR_NONE);
}

static void check_markup(struct check *c, const char *key)
{
	const struct value *v = value_get(c->page->meta, str_of(key));
	struct str text = value_as_text(v);

	if (text.n == 0 || v->at.len == 0 || check_entities(c, v, key))
		return;
	if (has_tag(text))
		diag_add(c->sink, &rule_title_markup, v->at, "the %s has HTML",
			key);
	else if (has_markdown(text))
		diag_add(c->sink, &rule_title_markup, v->at,
			"the %s has Markdown", key);
}

/* A translation's metadata is the source language's matter. */
static bool is_source(const struct check *c)
{
	const struct config *config = &c->set->config;
	uint32_t locale = c->set->files.p[c->page->file].locale;

	return config->nlocales < 2 || locale >= config->nlocales ||
	       str_eq_nocase(config->locales[locale].tag,
		       config->source_locale);
}

void check_metadata(struct check *c)
{
	if (!c->published)
		return;
	check_date(c);
	check_title(c, c->meta);
	if (is_source(c))
		check_description(c, c->meta);
	check_markup(c, "title");
	check_markup(c, "description");
}
