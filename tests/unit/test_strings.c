/*
 * The program's own words: every language has every key with its plural
 * forms and placeholders, and every key is used. Then words of a docset over
 * them, and plural forms as PO has them.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>

#include "base/path.h"
#include "cmd/strings_plural.h"
#include "format/json.h"
#include "format/template.h"
#include "scratch.h"
#include "set/strings.h"

extern const struct CMUnitTest strings_tests[];
extern const size_t strings_tests_count;

/* ---- the files of the program ------------------------------------ */

static struct value *parse(struct arena *a, struct str text)
{
	struct sink sink;
	struct value *v;

	sink_init(&sink, a);
	v = json_parse(a, text, 0, &sink);
	assert_non_null(v);
	assert_int_equal(sink.count, 0);
	return v;
}

static struct value *read_json(struct arena *a, int dir, struct str name)
{
	struct str text;

	assert_int_equal(fs_read(a, dir, name, (size_t)1 << 20, &text), FS_OK);
	return parse(a, text);
}

static bool has_place(const struct value *v, struct str place)
{
	bool any = false;

	if (v->kind != VALUE_MAP)
		return str_find(v->text, 0, place) != STR_NONE;
	for (size_t i = 0; i < v->n; i++)
		any |= has_place(v->items[i], place);
	return any;
}

/* Every {place} of x is in y. */
static void check_places(struct str tag, struct str key, struct str x,
	const struct value *y)
{
	for (size_t at = 0; (at = str_find_byte(x, at, '{')) != STR_NONE;
		at++) {
		size_t end = str_find_byte(x, at, '}');
		struct str place = str_sub(x, at, end + 1);
		if (!has_place(y, place))
			fail_msg("%.*s: '%.*s' and %.*s", STR_ARG(tag),
				STR_ARG(key), STR_ARG(place));
	}
}

static void check_plural(const struct locale *l, struct str key,
	const struct value *v, const struct value *english)
{
	struct str forms[LOCALE_FORMS];
	size_t n = locale_forms(l, forms);

	if (v->kind != VALUE_MAP || v->n != n)
		fail_msg("%.*s: '%.*s' has not the forms of the language",
			STR_ARG(l->tag), STR_ARG(key));
	for (size_t i = 0; i < n; i++) {
		const struct value *form = value_get(v, forms[i]);
		if (!form || form->text.n == 0)
			fail_msg("%.*s: '%.*s' lacks '%.*s'", STR_ARG(l->tag),
				STR_ARG(key), STR_ARG(forms[i]));
		check_places(l->tag, key, form->text, english);
	}
}

static void check_language(struct arena *a, int dir, struct str tag,
	const struct value *english)
{
	struct value *own = read_json(a, dir, str_cat(a, tag, S(".json")));
	struct locale l;
	struct sink sink;

	sink_init(&sink, a);
	assert_true(locale_load(a, dir, tag, &sink, &l));
	for (size_t i = 0; i < english->n; i++) {
		const struct value *e = english->items[i];
		const struct value *v = value_get(own, english->keys[i]);
		if (!v)
			fail_msg("%.*s lacks '%.*s'", STR_ARG(tag),
				STR_ARG(english->keys[i]));
		else if (e->kind == VALUE_MAP)
			check_plural(&l, english->keys[i], v, e);
		else if (e->kind == VALUE_LIST)
			assert_true(v->kind == VALUE_LIST && v->n > 0);
		else if (v->kind != VALUE_TEXT || v->text.n == 0)
			fail_msg("%.*s: '%.*s' is no text", STR_ARG(tag),
				STR_ARG(english->keys[i]));
		else {
			check_places(tag, english->keys[i], v->text, e);
			check_places(tag, english->keys[i], e->text, v);
		}
	}
	for (size_t i = 0; i < own->n; i++)
		if (!value_get(english, own->keys[i]))
			fail_msg("%.*s has '%.*s', English does not",
				STR_ARG(tag), STR_ARG(own->keys[i]));
	locale_close(&l);
}

static void test_languages(void **state)
{
	struct scratch *s = *state;
	int dir = fs_open_dir("locales");
	struct value *english = read_json(&s->arena, dir, S("en.json"));
	struct fs_list list = { 0 };
	size_t n = 0;

	fs_walk(&s->arena, dir, NULL, NULL, &list);
	for (size_t i = 0; i < list.files.n; i++) {
		struct str path = list.files.p[i].path;
		struct str tag = path_stem(path);
		if (str_find_byte(path, 0, '/') != STR_NONE)
			continue;
		assert_true(str_eq(tag, locale_canonical(&s->arena, tag)));
		check_language(&s->arena, dir, tag, english);
		n++;
	}
	assert_true(n >= 20);
	close(dir);
}

static void read_all(struct scratch *s, const char *folder, struct buf *out)
{
	struct fs_list list = { 0 };
	struct str text;
	int dir = fs_open_dir(folder);

	fs_walk(&s->arena, dir, NULL, NULL, &list);
	for (size_t i = 0; i < list.files.n; i++)
		if (fs_read(&s->arena, dir, list.files.p[i].path,
			    (size_t)4 << 20, &text) == FS_OK)
			buf_add(out, text);
	close(dir);
}

/* A key stands in the code in quotes, in a template behind "t.". */
static void test_keys_are_used(void **state)
{
	struct scratch *s = *state;
	struct arena *a = &s->arena;
	int dir = fs_open_dir("locales");
	struct value *english = read_json(a, dir, S("en.json"));
	struct buf code;

	buf_init(&code, a);
	read_all(s, "src/site", &code);
	read_all(s, "themes/default", &code);
	for (size_t i = 0; i < english->n; i++) {
		struct str key = english->keys[i];
		if (str_starts(key, S("alert_")) ||
			english->items[i]->kind == VALUE_LIST)
			continue;
		if (str_find(buf_str(&code), 0,
			    str_printf(a, "\"%.*s\"", STR_ARG(key))) ==
				STR_NONE &&
			str_find(buf_str(&code), 0,
				str_printf(a, "t.%.*s}", STR_ARG(key))) ==
				STR_NONE)
			fail_msg("nothing uses '%.*s'", STR_ARG(key));
	}
	close(dir);
}

struct asked {
	const struct value *english;
	struct str file;
};

static void check_asked(void *ctx, enum template_use use, struct str name)
{
	const struct asked *k = ctx;

	if (use == TEMPLATE_VALUE && str_starts(name, S("t.")) &&
		!value_get(k->english, str_skip(name, 2)))
		fail_msg("%.*s asks for '%.*s'", STR_ARG(k->file),
			STR_ARG(name));
}

static void test_templates_ask_for_keys(void **state)
{
	struct scratch *s = *state;
	int locales = fs_open_dir("locales");
	int dir = fs_open_dir("themes/default");
	struct asked k = { read_json(&s->arena, locales, S("en.json")), { 0 } };
	struct fs_list list = { 0 };
	struct sink sink;
	struct str text;

	sink_init(&sink, &s->arena);
	fs_walk(&s->arena, dir, NULL, NULL, &list);
	for (size_t i = 0; i < list.files.n; i++) {
		struct template *t;
		k.file = list.files.p[i].path;
		if (str_find(k.file, 0, S(".tmpl")) == STR_NONE)
			continue;
		assert_int_equal(fs_read(&s->arena, dir, k.file,
					 (size_t)1 << 20, &text),
			FS_OK);
		t = template_parse(&s->arena, text, 0, &sink);
		assert_non_null(t);
		template_names(t, check_asked, &k);
	}
	close(dir);
	close(locales);
}

/* ---- words of a docset ------------------------------------------- */

struct words {
	struct docset set;
	struct strings strings;
	struct sink sink;
	const struct value *english;
};

static void put(struct scratch *s, const char *path, const char *text)
{
	assert_true(fs_write(s->dir, str_of(path), str_of(text)));
}

static void begin(struct scratch *s, struct words *w, const char *const *tags,
	size_t n)
{
	*w = (struct words){ 0 };
	sink_init(&w->sink, &s->arena);
	put(s, "en.json",
		"{\"a\":\"A\",\"b\":\"B\",\"copy\":\"Copy {x}\","
		"\"n\":{\"one\":\"{count} page\","
		"\"other\":\"{count} pages\"}}");
	put(s, "nl.json", "{\"a\":\"nl A\",\"copy\":\"Kopie {x}\"}");
	put(s, "zh-Hant.json", "{\"a\":\"hant A\"}");
	w->set.arena = &s->arena;
	w->set.locales_dir = s->dir;
	w->set.config.nlocales = n;
	w->set.locales = arena_array(&s->arena, struct locale, n);
	for (size_t i = 0; i < n; i++)
		assert_true(locale_load(&s->arena, s->dir, str_of(tags[i]),
			&w->sink, &w->set.locales[i]));
	w->english = strings_english(&w->set, &w->sink);
	assert_non_null(w->english);
}

static void end(struct words *w)
{
	for (size_t i = 0; i < w->set.config.nlocales; i++)
		locale_close(&w->set.locales[i]);
}

static void add(struct words *w, size_t layer, const char *path,
	const char *text)
{
	assert_true(strings_is_file(str_of(path)));
	assert_true(strings_add(&w->strings, &w->set, layer, str_of(path),
		str_of(path), str_of(text), &w->sink));
}

static void has(const struct words *w, size_t locale, const char *key,
	const char *text)
{
	struct str s = value_text_at(w->set.locales[locale].strings,
		str_of(key));

	if (!str_eq(s, str_of(text)))
		fail_msg("'%s' is '%.*s', not '%s'", key, STR_ARG(s), text);
}

static void test_apply(void **state)
{
	static const char *const tags[] = { "en-US", "nl-BE", "zh-Hant-HK" };
	struct scratch *s = *state;
	struct words w;

	begin(s, &w, tags, 3);
	add(&w, 1, "locales/nl-BE.json", "{\"b\":\"be B\"}");
	add(&w, 1, "locales/nl.json", "{\"b\":\"nl B\",\"a\":\"nl a\"}");
	add(&w, 1, "locales/zh-Hant.json", "{\"b\":\"hant B\"}");
	add(&w, 1, "locales/en.json", "{\"b\":\"own\",\"copy\":\"Take {x}\"}");
	add(&w, 1, "token.json", "{\"tocFilter\":\"Sift\",\"b\":\"token\"}");
	add(&w, 2, "locales/zh.json", "{\"b\":\"zh B\"}");
	add(&w, 2, "locales/nl-NL.json", "{\"b\":\"nl-NL B\"}");
	strings_apply(&w.strings, &w.set, w.english);
	has(&w, 0, "b", "own");
	has(&w, 0, "copy", "Take {x}");
	has(&w, 0, "toc_filter", "Sift");
	has(&w, 1, "a", "nl a");
	has(&w, 1, "b", "be B");
	/* English words of the docset do not take the place of Dutch ones. */
	has(&w, 1, "copy", "Kopie {x}");
	has(&w, 1, "toc_filter", "Sift");
	/* Another script is no fallback. */
	has(&w, 2, "a", "hant A");
	has(&w, 2, "b", "hant B");
	has(&w, 2, "copy", "Take {x}");
	assert_true(str_eq(value_text_at(strings_global(&s->arena, &w.set,
						 &w.set.locales[1]),
				   S("copy")),
		S("Kopie {x}")));
	end(&w);
}

/* A docset's own kinds of alerts: by their name, by either key. */
static void test_alerts(void **state)
{
	static const char *const tags[] = { "en-US", "nl-NL" };
	struct scratch *s = *state;
	struct words w;

	begin(s, &w, tags, 2);
	add(&w, 1, "token.json", "{\"note\":\"Heed\",\"todo\":\"To do\"}");
	add(&w, 1, "locales/nl.json", "{\"alert_success\":\"Gelukt\"}");
	w.set.config.alerts = alerts_common;
	alerts_add(&s->arena, &w.set.config.alerts, S("SUCCESS"), S(""));
	alerts_add(&s->arena, &w.set.config.alerts, S("TODO"), S(""));
	for (size_t i = 0; i < 2; i++)
		assert_true(strings_load(&w.set, s->dir, str_of(tags[i]),
			&w.sink, &w.set.locales[i]));
	strings_apply(&w.strings, &w.set, w.english);
	has(&w, 0, "alert_success", "Success");
	has(&w, 1, "alert_success", "Gelukt");
	has(&w, 0, "alert_todo", "To do");
	has(&w, 0, "alert_note", "Heed");
	assert_true(str_eq(value_text_at(strings_global(&s->arena, &w.set,
						 &w.set.locales[1]),
				   S("success")),
		S("Gelukt")));
	end(&w);
}

static void test_refused(void **state)
{
	static const char *const tags[] = { "nl" };
	static const char *const bad[][2] = {
		{ "locales/dutchy.json", "{}" },
		{ "locales/nl.json", "[]" },
		{ "locales/nl.json", "{" },
	};
	struct scratch *s = *state;
	struct words w;

	begin(s, &w, tags, 1);
	for (size_t i = 0; i < 3; i++) {
		assert_false(
			strings_add(&w.strings, &w.set, 1, str_of(bad[i][0]),
				str_of(bad[i][0]), str_of(bad[i][1]), &w.sink));
		assert_int_equal(w.sink.count, i + 1);
	}
	assert_false(strings_is_file(S("locales/x/nl.yml")));
	end(&w);
}

static void test_check(void **state)
{
	static const char *const tags[] = { "nl" };
	static const char *const findings[] = {
		"nothing uses the text 'cpy', did you mean 'copy'?",
		"the text 'copy' has no value for '{y}'",
		"the text 'n' lacks the plural form 'one'",
		"the language has no plural form 'few'",
		("1 of 4 texts are missing in 'fi' and are shown in English: "
		 "'a'"),
	};
	struct scratch *s = *state;
	struct words w;
	struct map asked = { 0 };
	const struct diag *d;

	begin(s, &w, tags, 1);
	map_put(&s->arena, &asked, S("mine"), s);
	add(&w, 1, "locales/nl.json",
		"{\"cpy\":\"x\",\"copy\":\"{x} {y}\",\"mine\":\"x\","
		"\"n\":{\"few\":\"{count}\",\"other\":\"{count}\"}}");
	add(&w, 1, "locales/fi.json",
		"{\"b\":\"B\",\"copy\":\"{x}\","
		"\"n\":{\"one\":\"1\",\"other\":\"{count}\"}}");
	strings_check(&w.strings, &w.set, w.english, &asked, &w.sink);
	d = w.sink.first;
	for (size_t i = 0; i < 5; i++, d = d->next) {
		assert_non_null(d);
		assert_string_equal(str_z(&s->arena, d->text), findings[i]);
		assert_true(d->at.file >= CONFIG_SOURCE &&
			    d->at.file < CONFIG_NOWHERE);
	}
	assert_null(d);
	end(&w);
}

/* ---- plural forms ------------------------------------------------ */

static void open_locale(struct scratch *s, const char *tag, struct locale *l)
{
	struct sink sink;

	put(s, "en.json", "{}");
	sink_init(&sink, &s->arena);
	assert_true(locale_load(&s->arena, s->dir, str_of(tag), &sink, l));
}

static void test_plural_of(void **state)
{
	static const struct {
		const char *tag, *forms;
	} all[] = {
		{ "ja", "other" },
		{ "nl", "one other" },
		{ "fa", "one other" },
		{ "is", "one other" },
		{ "fr", "one many other" },
		{ "pt-BR", "one many other" },
		{ "it", "one many other" },
		{ "he", "one two other" },
		{ "cs", "one few other" },
		{ "pl", "one few many" },
		{ "uk", "one few many" },
		{ "ro", "one few other" },
		{ "lt", "one few other" },
		{ "lv", "one other zero" },
		{ "sl", "one two few other" },
		{ "gd", "one two few other" },
		{ "ga", "one two few many other" },
		{ "mt", "one two few many other" },
		{ "ar", "zero one two few many other" },
		{ "cy", "zero one two few many other" },
	};
	struct scratch *s = *state;

	for (size_t i = 0; i < sizeof(all) / sizeof(*all); i++) {
		struct locale l;
		struct plural p;
		struct buf b;

		open_locale(s, all[i].tag, &l);
		if (!plural_of(&s->arena, &l, &p))
			fail_msg("no expression for %s", all[i].tag);
		buf_init(&b, &s->arena);
		for (size_t k = 0; k < p.n; k++)
			buf_printf(&b, "%s%.*s", k ? " " : "",
				STR_ARG(p.form[k]));
		assert_string_equal(str_z(&s->arena, buf_str(&b)),
			all[i].forms);
		locale_close(&l);
	}
}

static void test_plural_read(void **state)
{
	static const char *const bad[] = { "", "nplurals=2;", "plural=n;",
		"nplurals=0; plural=0;", "nplurals=9; plural=0;",
		"nplurals=2; plural=n;", "nplurals=2; plural=n % 0;",
		"nplurals=2; plural=(n != 1;", "nplurals=2; plural=n != 1);",
		"nplurals=2; plural=m;", "nplurals=2; plural=n ? 1;",
		"nplurals=1; plural=99999999999;" };
	struct scratch *s = *state;
	struct arena *a = &s->arena;
	struct locale nl;
	struct plural p;
	struct buf b;

	open_locale(s, "nl", &nl);
	assert_true(plural_read(a, &nl,
		S(" nplurals = 2 ; plural = !(n == 1 || 0) && 1 + 2 * 3 - 4 / "
		  "2 > 0 ;"),
		&p));
	assert_int_equal(p.n, 2);
	assert_true(str_eq(p.form[0], S("one")));
	assert_true(str_eq(p.form[1], S("other")));
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++)
		if (plural_read(a, &nl, str_of(bad[i]), &p))
			fail_msg("'%s' was read", bad[i]);
	/* However deep, it neither crashes nor takes long. */
	buf_init(&b, a);
	buf_lit(&b, "nplurals=2; plural=");
	for (int i = 0; i < 100000; i++)
		buf_byte(&b, i % 2 ? '(' : '!');
	assert_false(plural_read(a, &nl, buf_str(&b), &p));
	locale_close(&nl);
}

const struct CMUnitTest strings_tests[] = {
	scratch_test(test_languages),
	scratch_test(test_keys_are_used),
	scratch_test(test_templates_ask_for_keys),
	scratch_test(test_apply),
	scratch_test(test_alerts),
	scratch_test(test_refused),
	scratch_test(test_check),
	scratch_test(test_plural_of),
	scratch_test(test_plural_read),
};
const size_t strings_tests_count = sizeof(strings_tests) /
				   sizeof(*strings_tests);
