/*
 * `diglot strings`: the words of the interface to translators and back. What
 * comes back goes into the docset's theme, and only what differs from the
 * words that the program has.
 */
#include <unistd.h>

#include "base/fs.h"
#include "cmd/input.h"
#include "cmd/run.h"
#include "cmd/strings_po.h"
#include "cmd/talk.h"
#include "cmd/themes.h"
#include "format/json.h"

/* ---- export ------------------------------------------------------ */

/* Words of a language that the program does not know are English, but for
 * those that the docset has. */
struct known {
	const struct themes *t;
	const struct locale *l;
	const struct value *english; /* the program's */
	bool program;                /* it knows the language */
};

static bool is_done(const void *ctx, struct str key)
{
	const struct known *k = ctx;
	const struct strings *s = &k->t->theme.strings;

	for (size_t i = 0; i < s->files.n; i++)
		if (s->files.p[i].tag.n &&
			str_starts(k->l->tag, s->files.p[i].tag) &&
			value_get(s->files.p[i].map, key))
			return true;
	return k->program && value_get(k->english, key);
}

static bool program_knows(struct arena *a, const struct themes *t,
	struct str tag)
{
	struct str chain[LOCALE_CHAIN];
	size_t n = locale_chain(a, tag, chain);

	for (size_t i = 0; i < n; i++)
		if (fs_is_file(t->set.locales_dir,
			    str_cat(a, chain[i], S(".json"))))
			return true;
	return str_eq(str_sub(tag, 0, 2), S("en"));
}

/* The option's, else the first of the docset that is not English. */
static struct str wanted_tag(struct invocation *inv, const char *root)
{
	struct str tag = inv->locale ? locale_canonical(inv->arena,
					       str_of(inv->locale))
				     : S("");
	struct themes t;

	if (inv->locale) {
		if (tag.n == 0)
			talk_error("'%s' is no language tag like 'nl-NL'",
				inv->locale);
		return tag;
	}
	if (!themes_load(inv, root, S("en"), &t))
		return tag;
	for (size_t i = 0; i < t.languages.n && tag.n == 0; i++)
		if (!str_starts(t.languages.p[i], S("en")))
			tag = t.languages.p[i];
	if (tag.n == 0)
		talk_error("which language? say it with --locale");
	return tag;
}

static int export(struct invocation *inv, const char *root)
{
	const char *output = option_value(inv, "output");
	struct str tag = wanted_tag(inv, root);
	struct themes t;
	struct known k = { .t = &t };
	struct buf out;

	if (tag.n == 0 || !themes_load(inv, root, tag, &t))
		return EXIT_TROUBLE;
	k.l = &t.set.locales[1];
	k.program = program_knows(inv->arena, &t, tag);
	k.english = strings_english(&t.set, &t.sink);
	buf_init(&out, inv->arena);
	if (!strings_po_write(inv->arena, &t.set.locales[0], k.l, is_done, &k,
		    &out)) {
		talk_error("the plural forms of '%.*s' cannot be written as "
			   "PO",
			STR_ARG(tag));
		return EXIT_TROUBLE;
	}
	if (output ? !run_write_file(inv->arena, output, buf_str(&out))
		   : !talk_write(buf_str(&out)))
		return EXIT_TROUBLE;
	return EXIT_DONE;
}

/* ---- import ------------------------------------------------------ */

struct import {
	struct invocation *inv;
	struct themes t;
	struct po_words words;
	struct plural plural; /* of the file */
	struct value *file;   /* the docset's words, to be written */
	const char *path;
	size_t changed, unknown;
};

static struct value *plural_value(const struct import *im,
	const struct po_word *w, const struct value *before)
{
	struct arena *a = im->inv->arena;
	struct value *v = value_map(a);
	struct str forms[LOCALE_FORMS];
	size_t n = locale_forms(&im->t.set.locales[1], forms);

	for (size_t i = 0; i < n; i++) {
		struct str text = value_text_at(before, forms[i]);
		/* No whole number has the form, or the file does not. */
		if (text.n == 0)
			text = w->text[w->n - 1];
		for (size_t k = 0; k < w->n && k < im->plural.n; k++)
			if (str_eq(im->plural.form[k], forms[i]))
				text = w->text[k];
		value_append(a, v, forms[i], (struct span){ 0 },
			value_text(a, text));
	}
	return v;
}

static bool is_equal(const struct value *x, const struct value *y)
{
	if (!x || !y || x->kind != y->kind)
		return false;
	if (x->kind != VALUE_MAP)
		return str_eq(value_as_text(x), value_as_text(y));
	for (size_t i = 0; i < x->n; i++)
		if (!is_equal(x->items[i], value_get(y, x->keys[i])))
			return false;
	return x->n == y->n;
}

static void take_word(struct import *im, const struct po_word *w)
{
	struct arena *a = im->inv->arena;
	const struct value *now = value_get(im->t.set.locales[1].strings,
		w->key);
	struct value *v;

	if (!value_get(im->t.set.locales[0].strings, w->key)) {
		im->unknown++;
		talk_note("%s:%zu: warning: there is no text '%.*s'", im->path,
			w->line, STR_ARG(w->key));
		return;
	}
	v = w->plural ? plural_value(im, w, now) : value_text(a, w->text[0]);
	if (is_equal(v, now))
		return;
	im->changed++;
	value_set(a, im->file, w->key, v);
}

static bool read_po(struct import *im)
{
	struct str bytes;
	const char *why;
	size_t line;

	if (!input_read(im->inv->arena, str_of(im->path), &bytes))
		return false;
	if (strings_po_read(im->inv->arena, bytes, &im->words, &line, &why))
		return true;
	talk_error("%s:%zu: %s", im->path, line, why);
	return false;
}

/* The option's, else the file's. */
static bool find_language(struct import *im, struct str *tag)
{
	struct str given = im->inv->locale ? str_of(im->inv->locale)
					   : im->words.language;

	*tag = locale_canonical(im->inv->arena, given);
	if (tag->n == 0)
		talk_error("'%s' does not say its language; say it with "
			   "--locale",
			im->path);
	return tag->n;
}

static bool read_plurals(struct import *im)
{
	struct arena *a = im->inv->arena;
	const struct locale *l = &im->t.set.locales[1];
	bool ok = im->words.plural_forms.n
			  ? plural_read(a, l, im->words.plural_forms,
				    &im->plural)
			  : plural_of(a, l, &im->plural);

	if (!ok)
		talk_error("'%s' has no plural forms that can be read",
			im->path);
	return ok;
}

/* What the docset's file says now, to be kept. */
static bool read_own(struct import *im, const char *file)
{
	struct arena *a = im->inv->arena;
	struct str bytes;
	struct sink sink;

	im->file = value_map(a);
	if (access(file, F_OK) != 0)
		return true;
	sink_init(&sink, a);
	if (!input_read(a, str_of(file), &bytes))
		return false;
	im->file = json_parse(a, bytes, CONFIG_NOWHERE, &sink);
	if (im->file && im->file->kind == VALUE_MAP)
		return true;
	talk_error("'%s' is there already and has no texts to add to", file);
	return false;
}

static bool write_own(struct import *im, const char *file)
{
	struct buf out;
	struct json j;

	if (im->changed == 0 || option_flag(im->inv, "dry-run"))
		return true;
	buf_init(&out, im->inv->arena);
	json_begin(&j, &out, true);
	json_value(&j, im->file);
	buf_byte(&out, '\n');
	return run_write_file(im->inv->arena, file, buf_str(&out));
}

/* The most particular file that the docset's theme has for the language;
 * else a new one for it. */
static const char *own_file(const struct import *im, struct str tag)
{
	struct arena *a = im->inv->arena;
	const struct strings *s = &im->t.theme.strings;
	size_t layer = im->t.theme.folders.n - 1;
	struct str best = S("");

	for (size_t i = 0; i < s->files.n; i++) {
		struct str own = s->files.p[i].tag;
		if (s->files.p[i].layer == layer && own.n > best.n &&
			str_starts(tag, own))
			best = own;
	}
	return str_z(a,
		str_printf(a, "%.*s/locales/%.*s.json", STR_ARG(im->t.folder),
			STR_ARG(best.n ? best : tag)));
}

static int import(struct invocation *inv, const char *path, const char *root)
{
	struct import im = { .inv = inv, .path = path };
	const char *file = option_value(inv, "output");
	struct str tag;

	if (!read_po(&im) || !find_language(&im, &tag) ||
		!themes_load(inv, root, tag, &im.t) || !read_plurals(&im))
		return EXIT_TROUBLE;
	if (!file && im.t.folder.n == 0) {
		talk_error("the docset has no theme of its own to write to; "
			   "name one in diglot.yml: theme: [default, FOLDER], "
			   "or a file with '-o'");
		return EXIT_TROUBLE;
	}
	if (!file)
		file = own_file(&im, tag);
	if (!read_own(&im, file))
		return EXIT_TROUBLE;
	for (size_t i = 0; i < im.words.list.n; i++)
		take_word(&im, &im.words.list.p[i]);
	if (!write_own(&im, file))
		return EXIT_TROUBLE;
	if (!inv->quiet)
		talk_note("%s: %zu of %zu texts changed", file, im.changed,
			im.words.list.n);
	return im.unknown ? EXIT_FINDINGS : EXIT_DONE;
}

int strings_run(struct invocation *inv)
{
	struct str what = inv->npaths ? inv->paths[0] : S("");
	bool in = str_eq(what, S("import"));
	size_t taken = in ? 2 : 1;
	const char *root;

	if (!in && !str_eq(what, S("export"))) {
		talk_error("strings takes 'export' or 'import', not '%.*s'",
			STR_ARG(what));
		return EXIT_TROUBLE;
	}
	if (inv->npaths < taken || inv->npaths > taken + 1) {
		talk_error(in ? "strings import takes a PO file, and at most "
				"one docset"
			      : "strings export takes at most one docset");
		return EXIT_TROUBLE;
	}
	root = inv->npaths > taken ? str_z(inv->arena, inv->paths[taken])
				   : NULL;
	return in ? import(inv, str_z(inv->arena, inv->paths[1]), root)
		  : export(inv, root);
}
