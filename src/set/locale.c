/*
 * ICU's knowledge of languages as plain UTF-8 text, and the interface's
 * strings. What ICU opens slowly stays, one of each kind for each language of
 * the process; the plural rules are opened with the locale, before any fork,
 * so that every worker has them.
 */
#include "set/locale.h"

#include <stdio.h>
#include <unicode/udat.h>
#include <unicode/uenum.h>
#include <unicode/uldnames.h>
#include <unicode/uloc.h>
#include <unicode/unum.h>
#include <unicode/upluralrules.h>
#include <unicode/ustring.h>

#include "base/buf.h"
#include "base/fs.h"
#include "format/json.h"
#include "set/files.h"

#define TAG_MAX 64 /* bytes of a tag that is taken at all */
#define ID_MAX ULOC_FULLNAME_CAPACITY
#define TEXT_MAX 256      /* UTF-16 units of a name or a date */
#define LANGUAGES_MAX 512 /* that ICU is asked about; more have no words */
#define STRINGS_MAX (4u << 20)

/* What has been opened: by ICU's id of the language. */
struct opened {
	struct {
		char id[ID_MAX];
		void *p; /* NULL: ICU could not */
	} known[LANGUAGES_MAX];
	size_t n;
};

typedef void *opener(const char *id, UErrorCode *e);

static void *open_once(struct opened *o, const char *id, opener *open)
{
	UErrorCode e = U_ZERO_ERROR;
	void *p;

	for (size_t i = 0; i < o->n; i++)
		if (strcmp(o->known[i].id, id) == 0)
			return o->known[i].p;
	if (o->n == LANGUAGES_MAX)
		return NULL;
	p = open(id, &e);
	snprintf(o->known[o->n].id, sizeof(o->known[o->n].id), "%s", id);
	o->known[o->n].p = U_SUCCESS(e) ? p : NULL;
	return o->known[o->n++].p;
}

/* ICU's id ("nl_NL") of a BCP 47 tag; false if it is none. */
static bool tag_to_id(struct str tag, char id[ID_MAX])
{
	char z[TAG_MAX];
	UErrorCode e = U_ZERO_ERROR;
	int32_t parsed = 0;

	if (tag.n == 0 || tag.n >= TAG_MAX)
		return false;
	for (size_t i = 0; i < tag.n; i++)
		z[i] = tag.p[i] == '_' ? '-' : tag.p[i];
	z[tag.n] = '\0';
	uloc_forLanguageTag(z, id, ID_MAX, &parsed, &e);
	return U_SUCCESS(e) && (size_t)parsed == tag.n;
}

static struct str id_to_tag(struct arena *a, const char *id)
{
	char tag[ID_MAX];
	UErrorCode e = U_ZERO_ERROR;
	int32_t n = uloc_toLanguageTag(id, tag, sizeof(tag), true, &e);

	return U_SUCCESS(e) ? str_dup(a, str_make(tag, (size_t)n)) : S("");
}

struct str locale_canonical(struct arena *a, struct str tag)
{
	char id[ID_MAX];

	/* Any word would do as a language's name, if ICU did not know. */
	if (!tag_to_id(tag, id) || uloc_getISO3Language(id)[0] == '\0')
		return S("");
	return id_to_tag(a, id);
}

/* UTF-16 of ICU as text in the arena. */
static struct str from_utf16(struct arena *a, const UChar *text, int32_t n)
{
	int32_t cap = n * 3 + 1, length = 0;
	char *p = arena_text(a, (size_t)cap);
	UErrorCode e = U_ZERO_ERROR;

	u_strToUTF8(p, cap, &length, text, n, &e);
	return U_SUCCESS(e) ? str_make(p, (size_t)length) : S("");
}

static void *open_names(const char *id, UErrorCode *e)
{
	UDisplayContext contexts[] = { UDISPCTX_STANDARD_NAMES,
		UDISPCTX_CAPITALIZATION_FOR_BEGINNING_OF_SENTENCE };

	return uldn_openForContext(id, contexts, 2, e);
}

/* The name of language `id` in the language `in`, or "". */
static struct str display_name(struct arena *a, const char *in, const char *id)
{
	static struct opened opened;
	ULocaleDisplayNames *names = open_once(&opened, in, open_names);
	UErrorCode e = U_ZERO_ERROR;
	UChar text[TEXT_MAX];
	int32_t n = 0;

	if (names)
		n = uldn_localeDisplayName(names, id, text, TEXT_MAX, &e);
	return U_SUCCESS(e) ? from_utf16(a, text, n) : S("");
}

struct str locale_language_name(struct arena *a, const struct locale *l,
	struct str tag)
{
	char in[ID_MAX], id[ID_MAX];
	struct str name = S("");

	if (tag_to_id(l->tag, in) && tag_to_id(tag, id))
		name = display_name(a, in, id);
	return name.n > 0 ? name : str_dup(a, tag);
}

/* Milliseconds from 1970-01-01 to the day (proleptic Gregorian). */
static UDate day_to_ms(int year, int month, int day)
{
	/* Years begin in March here, so that leap days come last. */
	int y = month <= 2 ? year - 1 : year;
	int era = y / 400, of_era = y % 400;
	int of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
	int days = of_era * 365 + of_era / 4 - of_era / 100 + of_year;

	return (era * 146097.0 + days - 719468) * 86400000.0;
}

static bool read_iso(struct str iso, int out[3])
{
	uint32_t n;

	if (iso.n != 10 || iso.p[4] != '-' || iso.p[7] != '-')
		return false;
	for (int i = 0; i < 3; i++) {
		size_t at = i == 0 ? 0 : (size_t)i * 3 + 2;

		if (!str_to_uint(str_sub(iso, at, at + (i == 0 ? 4 : 2)), &n))
			return false;
		out[i] = (int)n;
	}
	return out[1] >= 1 && out[1] <= 12 && out[2] >= 1 && out[2] <= 31;
}

/* Pages count by the Gregorian calendar in every country. */
static void *open_dates(const char *id, UErrorCode *e)
{
	const UChar zone[] = { 'U', 'T', 'C', 0 };
	char gregorian[ID_MAX + 32];

	snprintf(gregorian, sizeof(gregorian), "%s", id);
	uloc_setKeywordValue("calendar", "gregorian", gregorian,
		sizeof(gregorian), e);
	return udat_open(UDAT_NONE, UDAT_LONG, gregorian, zone, -1, NULL, 0, e);
}

struct str locale_date(struct arena *a, const struct locale *l, struct str iso)
{
	static struct opened opened;
	UErrorCode e = U_ZERO_ERROR;
	UDateFormat *format;
	UChar text[TEXT_MAX];
	char id[ID_MAX];
	int32_t n = 0;
	int day[3];

	if (!read_iso(iso, day) || !tag_to_id(l->tag, id))
		return str_dup(a, iso);
	format = open_once(&opened, id, open_dates);
	if (format)
		n = udat_format(format, day_to_ms(day[0], day[1], day[2]), text,
			TEXT_MAX, NULL, &e);
	return format && U_SUCCESS(e) ? from_utf16(a, text, n)
				      : str_dup(a, iso);
}

static void *open_numbers(const char *id, UErrorCode *e)
{
	return unum_open(UNUM_DECIMAL, NULL, 0, id, NULL, e);
}

static struct str number_text(struct arena *a, const char *id, long number)
{
	static struct opened opened;
	UNumberFormat *format = open_once(&opened, id, open_numbers);
	UErrorCode e = U_ZERO_ERROR;
	UChar text[TEXT_MAX];
	int32_t n = 0;

	if (format)
		n = unum_formatInt64(format, number, text, TEXT_MAX, NULL, &e);
	return format && U_SUCCESS(e) ? from_utf16(a, text, n)
				      : str_printf(a, "%ld", number);
}

struct str locale_number(struct arena *a, const struct locale *l, long number)
{
	char id[ID_MAX];

	return tag_to_id(l->tag, id) ? number_text(a, id, number)
				     : str_printf(a, "%ld", number);
}

/* The strings of one file, or NULL. */
static struct value *read_strings(struct arena *a, int dir, const char *tag,
	struct sink *sink)
{
	struct str name = str_printf(a, "%s.json", tag), bytes;
	enum fs_result r = fs_read(a, dir, name, STRINGS_MAX, &bytes);
	struct value *v;

	if (r == FS_MISSING)
		return NULL;
	if (r != FS_OK) {
		diag_add(sink, &rule_unreadable,
			(struct span){ .file = CONFIG_NOWHERE },
			"the strings '%.*s' cannot be read: %s", STR_ARG(name),
			fs_reason(r));
		return NULL;
	}
	v = json_parse(a, bytes, CONFIG_NOWHERE, sink);
	return v && v->kind == VALUE_MAP ? v : NULL;
}

/* The strings of tag over those that are there. */
static bool add_strings(struct arena *a, int dir, const char *tag,
	struct sink *sink, struct value *all)
{
	struct value *v = read_strings(a, dir, tag, sink);

	for (size_t i = 0; v && i < v->n; i++)
		value_set(a, all, v->keys[i], v->items[i]);
	return v != NULL;
}

/* The script that the language is written in here, as "Hans", or "". */
static void likely_script(const char *id, char script[ID_MAX])
{
	char full[ID_MAX];
	UErrorCode e = U_ZERO_ERROR;

	uloc_addLikelySubtags(id, full, ID_MAX, &e);
	uloc_getScript(full, script, ID_MAX, &e);
	if (U_FAILURE(e))
		script[0] = '\0';
}

/*
 * The language alone counts where it is written in the same script: zh is
 * Hans, so not for zh-TW.
 */
size_t locale_chain(struct arena *a, struct str tag,
	struct str out[LOCALE_CHAIN])
{
	char id[ID_MAX], language[ID_MAX], script[ID_MAX], usual[ID_MAX];
	UErrorCode e = U_ZERO_ERROR;
	struct str with_script;
	size_t n = 0;

	if (!tag_to_id(tag, id))
		return 0;
	uloc_getLanguage(id, language, ID_MAX, &e);
	if (U_FAILURE(e))
		return 0;
	likely_script(id, script);
	likely_script(language, usual);
	with_script = str_printf(a, "%s-%s", language, script);
	if (strcmp(language, "nn") == 0 || strcmp(language, "no") == 0)
		out[n++] = S("nb");
	if (strcmp(script, usual) == 0 && strcmp(language, "en") != 0)
		out[n++] = str_dup(a, str_of(language));
	if (script[0] != '\0' && !str_eq(with_script, tag))
		out[n++] = with_script;
	if (!str_eq(tag, str_of(language)))
		out[n++] = tag;
	return n;
}

bool locale_names_folder(struct str name)
{
	struct str last = str_skip(name, name.n < 2 ? 0 : name.n - 2);

	return name.n >= 5 && name.n <= 12 && name.p[name.n - 3] == '-' &&
	       !char_is_digit(last.p[0]) &&
	       (name.p[2] == '-' || name.p[3] == '-');
}

struct str locale_direction(struct str tag)
{
	char id[ULOC_FULLNAME_CAPACITY];

	if (tag.n >= sizeof(id))
		return S("ltr");
	memcpy(id, tag.p, tag.n);
	id[tag.n] = '\0';
	return uloc_isRightToLeft(id) ? S("rtl") : S("ltr");
}

static void *open_plurals(const char *id, UErrorCode *e)
{
	return uplrules_open(id, e);
}

bool locale_load(struct arena *a, int dir, struct str tag, struct sink *sink,
	struct locale *out)
{
	static struct opened plurals;
	char id[ID_MAX];
	struct str chain[LOCALE_CHAIN];
	size_t nchain;

	*out = (struct locale){ .strings = value_map(a) };
	out->tag = locale_canonical(a, tag);
	if (out->tag.n == 0 || !tag_to_id(out->tag, id)) {
		out->tag = S("en");
		tag_to_id(out->tag, id);
	}
	out->slug = str_lower(a, out->tag);
	out->dir = locale_direction(out->tag);
	out->name = display_name(a, id, id);
	out->plural = open_once(&plurals, id, open_plurals);
	if (!add_strings(a, dir, "en", sink, out->strings)) {
		diag_add(sink, &rule_unreadable,
			(struct span){ .file = CONFIG_NOWHERE },
			"the interface's strings 'en.json' are missing or "
			"unusable");
		return false;
	}
	nchain = locale_chain(a, out->tag, chain);
	for (size_t i = 0; i < nchain; i++)
		add_strings(a, dir, str_z(a, chain[i]), sink, out->strings);
	return true;
}

void locale_close(struct locale *l)
{
	/* The rules are the process's. */
	l->plural = NULL;
}

size_t locale_forms(const struct locale *l, struct str out[LOCALE_FORMS])
{
	static const char *const names[LOCALE_FORMS] = { "zero", "one", "two",
		"few", "many", "other" };
	UErrorCode e = U_ZERO_ERROR;
	UEnumeration *words = l->plural ? uplrules_getKeywords(l->plural, &e)
					: NULL;
	const char *word;
	bool has[LOCALE_FORMS] = { [LOCALE_FORMS - 1] = true };
	size_t n = 0;

	while (words && (word = uenum_next(words, NULL, &e)))
		for (size_t i = 0; i < LOCALE_FORMS; i++)
			has[i] |= strcmp(word, names[i]) == 0;
	uenum_close(words);
	for (size_t i = 0; i < LOCALE_FORMS; i++)
		if (has[i])
			out[n++] = str_of(names[i]);
	return n;
}

/* "one", "few", ... of the number; "other" if ICU cannot tell. */
struct str locale_form(struct arena *a, const struct locale *l, long count)
{
	UErrorCode e = U_ZERO_ERROR;
	UChar text[32];
	int32_t n;

	if (!l->plural)
		return S("other");
	n = uplrules_select(l->plural, (double)count, text, 32, &e);
	return U_SUCCESS(e) ? from_utf16(a, text, n) : S("other");
}

/* The text with its placeholders; "" if the key is missing. */
static struct str pattern_of(struct arena *a, const struct locale *l,
	struct str key, long count)
{
	const struct value *v = value_get(l->strings, key);
	const struct value *form;

	if (!v || v->kind != VALUE_MAP)
		return value_as_text(v);
	form = value_get(v, locale_form(a, l, count >= 0 ? count : 0));
	return value_as_text(form ? form : value_get(v, S("other")));
}

/* The value of placeholder `name`; false leaves it as it stands. */
static bool add_argument(struct buf *b, struct str name, struct str count,
	const struct locale_arg *args, size_t nargs)
{
	for (size_t i = 0; i < nargs; i++) {
		if (!str_eq(name, str_of(args[i].name)))
			continue;
		buf_add(b, args[i].value);
		return true;
	}
	if (count.n == 0 || !str_eq(name, S("count")))
		return false;
	buf_add(b, count);
	return true;
}

struct str locale_text(struct arena *a, struct locale *l, struct str key,
	long count, const struct locale_arg *args, size_t nargs)
{
	struct str pattern = pattern_of(a, l, key, count), number = S("");
	struct buf b;

	if (pattern.n == 0)
		return key;
	if (count >= 0)
		number = locale_number(a, l, count);
	buf_init(&b, a);
	for (size_t at = 0; at < pattern.n;) {
		size_t end = STR_NONE;

		if (pattern.p[at] == '{')
			end = str_find_byte(pattern, at, '}');
		if (end != STR_NONE &&
			add_argument(&b, str_sub(pattern, at + 1, end), number,
				args, nargs))
			at = end + 1;
		else
			buf_byte(&b, pattern.p[at++]);
	}
	return buf_str(&b);
}
