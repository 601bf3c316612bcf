/* Glossaries into lists of terms: rows of CSV, entries of TBX. */
#include "check/terms.h"

#include <stdlib.h>

#include "base/fs.h"
#include "format/csv.h"
#include "format/xml_read.h"

#define FILE_LIMIT ((size_t)8 << 20)
#define TERMS_MAX 50000

struct reading {
	const struct docset *set;
	struct arena *arena;
	struct sink *sink;
	struct str path; /* of the file in hand */
	struct terms *terms;
};

static void fail(const struct reading *r, const char *what)
{
	const struct config *c = &r->set->config;

	diag_add(r->sink, &rule_config_invalid,
		(struct span){ c->nsources ? CONFIG_SOURCE : CONFIG_NOWHERE, 0,
			0 },
		"the glossary '%.*s' cannot be used: %s", STR_ARG(r->path),
		what);
}

static struct str language_of(struct str tag)
{
	return str_sub(tag, 0, str_find_byte(tag, 0, '-'));
}

/* "nl" is Dutch of every country. */
static bool is_language(struct str tag, struct str locale)
{
	return tag.n > 0 && (str_eq_nocase(tag, locale) ||
				    str_eq_nocase(tag, language_of(locale)));
}

static void split_targets(struct arena *a, struct str text, struct term *t)
{
	struct str rest = text, item;
	size_t n = 1;

	for (size_t i = 0; i < text.n; i++)
		n += text.p[i] == '|';
	t->targets = arena_array(a, struct str, n);
	while (str_cut(&rest, '|', &item)) {
		item = str_trim(item);
		if (item.n)
			t->targets[t->ntargets++] = item;
	}
}

/* A forbidden term is looked for by its target, one entry for each. */
static void add_term(struct reading *r, struct terms *to, const struct term *t)
{
	struct term own = *t;

	for (size_t i = 0; t->forbidden && i < t->ntargets; i++) {
		own.targets = &t->targets[i];
		own.ntargets = 1;
		own.words = words_of(r->arena, t->targets[i]);
		if (own.words.n && to->n < TERMS_MAX)
			vec_push(r->arena, to, own);
	}
	if (t->forbidden || to->n >= TERMS_MAX)
		return;
	own.words = words_of(r->arena, t->source);
	if (own.words.n && (t->keep || t->ntargets))
		vec_push(r->arena, to, own);
}

/* ---- CSV --------------------------------------------------------- */

enum { SOURCE_AT, TARGET_AT, STATUS_AT, CASE_AT, NOTE_AT, COLUMNS };

/* By the names of the first row; languages may stand for the first two. */
static void read_head(const struct reading *r, const struct csv_row *row,
	struct str locale, size_t *where)
{
	static const char *const names[] = { "source", "target", "status",
		"case", "note" };

	for (size_t i = 0; i < COLUMNS; i++) {
		where[i] = STR_NONE;
		for (size_t k = 0; k < row->n; k++) {
			struct str name = str_trim(row->p[k]);
			struct str from = r->set->config.source_locale;

			if (str_eq_nocase(name, str_of(names[i])) ||
				(i == SOURCE_AT && is_language(name, from)) ||
				(i == TARGET_AT && is_language(name, locale)))
				where[i] = k;
		}
	}
}

static struct str field(const struct csv_row *row, size_t at)
{
	return at < row->n ? str_trim(csv_unguard(row->p[at])) : S("");
}

static void add_row(struct reading *r, const struct csv_row *row,
	const size_t *where, struct terms *to)
{
	static const char *const forbidden[] = { "forbidden", "deprecated",
		"rejected", "wrong", NULL };
	static const char *const keep[] = { "no-loc", "keep", "locked", NULL };
	static const char *const yes[] = { "yes", "true", "1", "sensitive",
		NULL };
	struct str status = field(row, where[STATUS_AT]);
	struct term t = { .source = field(row, where[SOURCE_AT]),
		.note = field(row, where[NOTE_AT]),
		.exact = str_in_nocase(field(row, where[CASE_AT]), yes),
		.keep = str_in_nocase(status, keep),
		.forbidden = str_in_nocase(status, forbidden) };

	split_targets(r->arena, field(row, where[TARGET_AT]), &t);
	t.exact = t.exact || t.keep;
	add_term(r, to, &t);
}

static void read_csv(struct reading *r, struct str bytes, struct str locale,
	struct terms *to)
{
	struct csv csv;
	struct csv_row row = { 0 };
	size_t where[COLUMNS];

	csv_begin(&csv, bytes);
	if (csv_row(r->arena, &csv, &row)) {
		read_head(r, &row, locale, where);
		if (where[SOURCE_AT] == STR_NONE) {
			fail(r, "its first row names no column 'source'");
			return;
		}
		while (csv_row(r->arena, &csv, &row))
			add_row(r, &row, where, to);
	}
	if (csv.fault)
		fail(r, csv.fault);
}

/* ---- TBX --------------------------------------------------------- */

static bool is_named(const struct element *e, const char *a, const char *b)
{
	return str_eq(e->name, str_of(a)) || str_eq(e->name, str_of(b));
}

/* A note of the term, on it or on what holds it. */
static bool is_deprecated(struct arena *a, const struct element *term)
{
	const struct element *e = term->parent ? term->parent->child : NULL;

	for (; e; e = e->next)
		if (str_eq(e->name, S("termNote")) &&
			str_eq(element_attr(e, "type"),
				S("administrativeStatus")) &&
			(str_find(element_text(a, e), 0, S("deprecated")) !=
					STR_NONE ||
				str_find(element_text(a, e), 0,
					S("superseded")) != STR_NONE))
			return true;
	return false;
}

/* The terms of one language of an entry, good ones or bad ones. */
static void gather(struct arena *a, const struct element *entry,
	struct str locale, bool bad, struct term *out)
{
	out->targets = arena_array(a, struct str, 64);
	out->ntargets = 0;
	for (const struct element *e = entry->child; e; e = e->next) {
		if (!is_named(e, "langSet", "langSec") ||
			!is_language(element_attr_ns(e, NS_XML, "lang"),
				locale))
			continue;
		for (const struct element *t = e; t;
			t = element_walk(e, t, false))
			if (str_eq(t->name, S("term")) && out->ntargets < 64 &&
				is_deprecated(a, t) == bad)
				out->targets[out->ntargets++] = str_trim(
					str_dup(a, element_text(a, t)));
	}
}

static void add_entry(struct reading *r, const struct element *entry,
	struct str locale, struct terms *to)
{
	struct term source = { 0 }, good = { 0 }, bad = { .forbidden = true };

	gather(r->arena, entry, r->set->config.source_locale, false, &source);
	gather(r->arena, entry, locale, false, &good);
	gather(r->arena, entry, locale, true, &bad);
	for (size_t i = 0; i < source.ntargets; i++) {
		good.source = source.targets[i];
		add_term(r, to, &good);
	}
	bad.source = source.ntargets ? source.targets[0] : S("");
	add_term(r, to, &bad);
}

static void read_tbx(struct reading *r, struct str bytes, struct str locale,
	struct terms *to)
{
	struct xml_fault fault;
	const struct element *root = xml_read(r->arena, bytes, &fault);

	if (!root) {
		fail(r, str_z(r->arena, fault.text));
		return;
	}
	for (const struct element *e = root; e;
		e = element_walk(root, e, false))
		if (is_named(e, "termEntry", "conceptEntry"))
			add_entry(r, e, locale, to);
}

/* ---- all --------------------------------------------------------- */

static int by_word(const void *x, const void *y)
{
	const struct term *a = x, *b = y;

	if (a->words.p->full != b->words.p->full)
		return a->words.p->full < b->words.p->full ? -1 : 1;
	if (a->words.n != b->words.n)
		return a->words.n > b->words.n ? -1 : 1;
	return str_cmp(a->source, b->source);
}

static void read_file(struct reading *r, struct str path)
{
	const struct config *c = &r->set->config;
	enum fs_result result;
	struct str bytes;

	r->path = path;
	result = fs_read(r->arena, r->set->dir, path, FILE_LIMIT, &bytes);
	if (result != FS_OK) {
		fail(r, fs_reason(result));
		return;
	}
	for (size_t i = 0; i < c->nlocales; i++) {
		struct str tag = c->locales[i].tag;
		if (str_starts(str_trim_left(bytes), S("<")))
			read_tbx(r, bytes, tag, &r->terms[i]);
		else
			read_csv(r, bytes, tag, &r->terms[i]);
	}
}

struct terms *terms_load(const struct docset *s, struct sink *sink)
{
	const struct config *c = &s->config;
	struct reading r = { .set = s, .arena = s->arena, .sink = sink };

	if (c->terms.n == 0)
		return NULL;
	r.terms = arena_array(s->arena, struct terms, c->nlocales);
	for (size_t i = 0; i < c->terms.n; i++)
		read_file(&r, c->terms.p[i]);
	for (size_t i = 0; i < c->nlocales; i++)
		if (r.terms[i].n > 1)
			qsort(r.terms[i].p, r.terms[i].n, sizeof(*r.terms[i].p),
				by_word);
	return r.terms;
}

const struct term *terms_find(const struct terms *t, uint32_t word)
{
	size_t low = 0, high = t->n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (t->p[middle].words.p->full < word)
			low = middle + 1;
		else
			high = middle;
	}
	return low < t->n && t->p[low].words.p->full == word ? &t->p[low]
							     : NULL;
}
