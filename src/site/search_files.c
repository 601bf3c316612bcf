/*
 * Lines of terms, titles and texts into files of a size that loads at once.
 * Every name but index.js is the hash of what is in the file.
 */
#include "base/hash.h"
#include "format/json.h"
#include "site/search.h"

/* Bytes: terms until a file is full; texts, so that ten hits stay small. */
#define TERMS_SIZE 24000
#define TEXTS_SIZE 8000
#define TEXTS_MAX 40000
#define PAGES_A_FILE 32

const char search_digits[65] =
	"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

struct writer {
	struct search_index *x;
	enum search_part part;
	struct arena *keep, *scratch;
	struct buf names, cuts; /* of the files; their first terms */
	struct str *text_file;  /* by entry */
	size_t *text_at;
};

void search_put_number(struct buf *b, uint32_t n)
{
	for (; n >= 32; n >>= 5)
		buf_byte(b, search_digits[32 + (n & 31)]);
	buf_byte(b, search_digits[n]);
}

static void add_file(struct writer *w, struct str name, struct str bytes)
{
	struct asset *f = arena_new(w->keep, struct asset);

	f->path = str_printf(w->keep, "%.*s.js", STR_ARG(name));
	f->bytes = str_dup(w->keep, bytes);
	vec_push(w->keep, &w->x->files[w->part].list, f);
}

/* data (JSON) under its hash; the name. */
static struct str put_file(struct writer *w, struct str data)
{
	struct str name = hash_hex(w->keep, data, 8);

	add_file(w, name,
		str_printf(w->scratch, "diglotSearch(\"%.*s\",%.*s)\n",
			STR_ARG(name), STR_ARG(data)));
	return name;
}

static void add_name(struct writer *w, struct str name)
{
	buf_add(&w->names, w->names.n ? S(" ") : S(""));
	buf_add(&w->names, name);
}

static struct str as_json(struct writer *w, struct str text)
{
	struct buf b;
	struct json j;

	buf_init(&b, w->scratch);
	json_begin(&j, &b, false);
	json_text(&j, text);
	return buf_str(&b);
}

/* ---- terms ------------------------------------------------------- */

/* Bytes that two forms share, whole characters, at most 35. */
static size_t shared_prefix(struct str a, struct str b)
{
	size_t n = 0, chars = 0;

	while (n < a.n && n < b.n && a.p[n] == b.p[n])
		n++;
	while (n > 0 && n < b.n && ((unsigned char)b.p[n] & 0xC0) == 0x80)
		n--;
	for (size_t i = 0; i < n; i++) {
		chars += ((unsigned char)b.p[i] & 0xC0) != 0x80;
		/* Counted in UTF-16 by the client. */
		chars += (unsigned char)b.p[i] >= 0xF0;
		if (chars > 35)
			return i;
	}
	return n;
}

static uint32_t utf16_units(struct str s)
{
	uint32_t n = 0;

	for (size_t i = 0; i < s.n; i++) {
		n += ((unsigned char)s.p[i] & 0xC0) != 0x80;
		n += (unsigned char)s.p[i] >= 0xF0;
	}
	return n;
}

static void close_terms(struct writer *w, struct buf *b)
{
	if (b->n == 0)
		return;
	struct str name = put_file(w, as_json(w, buf_str(b)));
	add_name(w, name);
	b->n = 0;
}

static void put_terms(struct writer *w, const struct search_line *lines,
	size_t n)
{
	struct buf b;
	struct str before = { "", 0 };

	buf_init(&b, w->scratch);
	for (size_t i = 0; i < n; i++) {
		struct str form = lines[i].form;
		if (b.n && b.n + form.n + lines[i].data.n > TERMS_SIZE)
			close_terms(w, &b);
		if (b.n == 0) {
			buf_add(&w->cuts, w->cuts.n ? S(" ") : S(""));
			buf_add(&w->cuts, form);
			before.n = 0;
		}
		size_t same = shared_prefix(before, form);
		buf_add(&b, b.n ? S("\n") : S(""));
		buf_byte(&b,
			search_digits[utf16_units(str_sub(form, 0, same))]);
		buf_add(&b, str_skip(form, same));
		buf_byte(&b, ' ');
		buf_add(&b, lines[i].data);
		before = form;
	}
	close_terms(w, &b);
}

/* ---- texts ------------------------------------------------------- */

static void put_sections(struct json *j, const struct search_doc *d)
{
	size_t left = TEXTS_MAX;

	json_open_list(j);
	for (size_t i = 0; i < d->units.n; i++) {
		const struct search_unit *u = &d->units.p[i];
		bool fits = u->text.n <= left;
		json_text(j, u->heading);
		json_text(j, u->id);
		json_text(j, fits ? u->text : S(""));
		left -= fits ? u->text.n : 0;
	}
	json_close_list(j);
}

static void put_texts(struct writer *w)
{
	struct buf b;
	struct json j;
	size_t from = 0;

	buf_init(&b, w->scratch);
	for (size_t i = 0; i < w->x->n; i++) {
		if (b.n == 0) {
			json_begin(&j, &b, false);
			json_open_list(&j);
			from = i;
		}
		w->text_at[i] = i - from;
		put_sections(&j, w->x->entries[i].doc);
		if (b.n < TEXTS_SIZE && i + 1 < w->x->n)
			continue;
		json_close_list(&j);
		struct str name = put_file(w, buf_str(&b));
		for (; from <= i; from++)
			w->text_file[from] = name;
		b.n = 0;
	}
}

/* ---- pages ------------------------------------------------------- */

static void put_pages(struct writer *w)
{
	const struct search_index *x = w->x;

	for (size_t from = 0; from < x->n; from += PAGES_A_FILE) {
		struct buf b;
		struct json j;
		buf_init(&b, w->scratch);
		json_begin(&j, &b, false);
		json_open_list(&j);
		for (size_t i = from; i < x->n && i < from + PAGES_A_FILE;
			i++) {
			json_text(&j, x->entries[i].doc->title);
			json_text(&j, x->entries[i].href);
			json_text(&j, w->text_file[i]);
			json_uint(&j, w->text_at[i]);
		}
		json_close_list(&j);
		struct str name = put_file(w, buf_str(&b));
		add_name(w, name);
	}
}

static struct writer begin(struct search_index *x, enum search_part part,
	struct arena *keep, struct arena *scratch)
{
	struct writer w = { .x = x,
		.part = part,
		.keep = keep,
		.scratch = scratch };

	buf_init(&w.names, scratch);
	buf_init(&w.cuts, scratch);
	return w;
}

void search_put_terms(struct search_index *x, struct arena *keep,
	struct arena *scratch, const struct search_line *lines, size_t n)
{
	struct writer w = begin(x, SEARCH_TERMS, keep, scratch);

	put_terms(&w, lines, n);
	x->cuts = str_dup(keep, buf_str(&w.cuts));
	x->terms = str_dup(keep, buf_str(&w.names));
}

void search_put_texts(struct search_index *x, struct arena *keep,
	struct arena *scratch)
{
	struct writer w = begin(x, SEARCH_TEXTS, keep, scratch);

	w.text_file = arena_array(scratch, struct str, x->n + 1);
	w.text_at = arena_array(scratch, size_t, x->n + 1);
	put_texts(&w);
	put_pages(&w);
	x->pages = str_dup(keep, buf_str(&w.names));
}

void search_put_directory(struct search_index *x, struct arena *keep,
	struct arena *scratch)
{
	struct writer w = begin(x, SEARCH_DIRECTORY, keep, scratch);
	struct buf b, units;
	struct json j;

	buf_init(&units, scratch);
	for (size_t i = 0; i < x->n; i++)
		search_put_number(&units, (uint32_t)x->entries[i].doc->units.n);
	buf_init(&b, scratch);
	buf_lit(&b, "diglotSearch(\"index\",");
	json_begin(&j, &b, false);
	json_open_map(&j);
	json_key(&j, S("scale"));
	json_number(&j, x->scale);
	json_text_at(&j, "units", buf_str(&units));
	json_text_at(&j, "cuts", x->cuts);
	json_text_at(&j, "terms", x->terms);
	json_text_at(&j, "pages", x->pages);
	json_close_map(&j);
	buf_lit(&b, ")\n");
	add_file(&w, S("index"), buf_str(&b));
}
