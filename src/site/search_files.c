/*
 * Titles and texts into files of a size that loads at once. Every name but
 * index.js is the hash of what is in the file. Texts are packed (deflate).
 */
#include <errno.h>

#include "base/hash.h"
#include "format/deflate.h"
#include "format/json.h"
#include "set/locale.h"
#include "site/plan.h"
#include "site/search.h"

/* Bytes: texts in a file before they are packed, texts of a page in a
 * language. */
#define TEXTS_SIZE 32000
#define TEXTS_MAX 40000
#define PAGES_A_FILE 64
/* Of packing: 2 takes half as long again for 2 % fewer bytes. */
#define LEVEL 1

static const char digits[] =
	"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

struct writer {
	struct search_index *x;
	struct arena *keep, *scratch;
	struct str *text_file; /* by entry */
	size_t *text_at;
	struct deflate deflate;
	struct buf packed, bits; /* of a file of texts */
	struct buf file;
};

void search_put_number(struct buf *b, uint32_t n)
{
	for (; n >= 32; n >>= 5)
		buf_byte(b, digits[32 + (n & 31)]);
	buf_byte(b, digits[n]);
}

/* data: JSON. */
static void put_file(struct search_index *x, enum search_part part,
	struct arena *keep, struct buf *room, struct str name, struct str data)
{
	struct search_files *files = &x->files[part];
	struct str path = str_printf(keep, "%.*s%.*s.js", STR_ARG(x->folder),
		STR_ARG(name));

	room->n = 0;
	buf_printf(room, "diglotSearch(\"%.*s\",", STR_ARG(name));
	buf_add(room, data);
	buf_lit(room, ")\n");
	if (!plan_stage(x->site, path, buf_str(room)))
		files->error = errno;
	vec_push(keep, &files->paths, path);
}

struct str search_put_file(struct search_index *x, enum search_part part,
	struct arena *keep, struct buf *room, struct str data)
{
	struct str name = hash_hex(keep, data, 8);

	put_file(x, part, keep, room, name, data);
	return name;
}

/* ---- texts ------------------------------------------------------- */

static void put_text(struct json *j, struct str text, size_t *left)
{
	if (text.n > *left)
		text = S("");
	json_text(j, text);
	*left -= text.n;
}

static void put_sections(struct json *j, const struct search_doc *d)
{
	size_t left = TEXTS_MAX;

	json_open_list(j);
	for (size_t i = 0; i < d->nunits; i++) {
		json_text(j, d->units[i].heading);
		json_text(j, d->units[i].id);
		put_text(j, d->units[i].text, &left);
	}
	json_close_list(j);
}

/* Of a page in one language: an empty list. True: it has some. */
static bool put_sources(struct json *j, const struct search_doc *d)
{
	size_t left = TEXTS_MAX;
	bool any = false;

	for (size_t i = 0; i < d->nunits; i++)
		any |= d->units[i].source.n > 0;
	json_open_list(j);
	for (size_t i = 0; any && i < d->nunits; i++)
		put_text(j, d->units[i].source, &left);
	json_close_list(j);
	return any;
}

/* How many bytes, and they; no letter of theirs is escaped in JSON. */
static struct str put_packed(struct writer *w, struct str bytes)
{
	struct search_bits bits;

	w->packed.n = w->bits.n = 0;
	deflate_add(&w->deflate, bytes, &w->packed);
	buf_byte(&w->bits, '"');
	search_bits_begin(&bits, &w->bits);
	search_bits_number(&bits, (uint32_t)w->packed.n + 1);
	search_bits_bytes(&bits, buf_str(&w->packed));
	search_bits_end(&bits);
	buf_byte(&w->bits, '"');
	return search_put_file(w->x, SEARCH_TEXTS, w->keep, &w->file,
		buf_str(&w->bits));
}

/* Pages that share files: of texts, and of what they are in the source
 * language. */
struct share {
	struct buf texts, sources;
	struct json t, s;
	bool has_sources;
};

static void begin_share(struct share *f, const struct search_index *x)
{
	f->texts.n = f->sources.n = 0;
	f->has_sources = false;
	json_begin(&f->t, &f->texts, false);
	json_open_list(&f->t);
	json_begin(&f->s, &f->sources, false);
	json_open_list(&f->s);
	json_text(&f->s, x->tags[1]);
	json_text(&f->s, locale_direction(x->tags[1]));
}

/* The name of the file of texts; its last item is that of the other, or "". */
static struct str end_share(struct writer *w, struct share *f)
{
	struct str other = S("");

	json_close_list(&f->s);
	if (f->has_sources)
		other = put_packed(w, buf_str(&f->sources));
	json_text(&f->t, other);
	json_close_list(&f->t);
	return put_packed(w, buf_str(&f->texts));
}

static bool is_full(const struct share *f)
{
	return f->texts.n >= TEXTS_SIZE || f->sources.n >= TEXTS_SIZE;
}

static void put_texts(struct writer *w)
{
	struct share f;

	buf_init(&f.texts, w->scratch);
	buf_init(&f.sources, w->scratch);
	for (size_t from = 0, i = 0; from < w->x->n; from = i) {
		begin_share(&f, w->x);
		for (; i < w->x->n && !is_full(&f); i++) {
			const struct search_doc *d = w->x->entries[i].doc;
			w->text_at[i] = i - from;
			put_sections(&f.t, d);
			f.has_sources |= put_sources(&f.s, d);
		}
		struct str name = end_share(w, &f);
		for (; from < i; from++)
			w->text_file[from] = name;
	}
}

/* ---- pages ------------------------------------------------------- */

/* The files of the texts of some pages; in where[], which of them. */
static struct str text_files(struct writer *w, size_t from, size_t end,
	size_t *where)
{
	struct buf b;
	size_t n = 0;

	buf_init(&b, w->scratch);
	for (size_t i = from; i < end; i++) {
		if (i == from || w->text_at[i] == 0) {
			buf_add(&b, n++ ? S(" ") : S(""));
			buf_add(&b, w->text_file[i]);
		}
		where[i - from] = n - 1;
	}
	return buf_str(&b);
}

/* Each page is its title, its address, and where its texts are. */
static struct str put_some_pages(struct writer *w, size_t from, size_t end)
{
	size_t where[PAGES_A_FILE];
	struct buf b;
	struct json j;

	buf_init(&b, w->scratch);
	json_begin(&j, &b, false);
	json_open_list(&j);
	json_text(&j, text_files(w, from, end, where));
	for (size_t i = from; i < end; i++) {
		json_text(&j, w->x->entries[i].doc->title);
		json_text(&j, w->x->entries[i].href);
		json_uint(&j, where[i - from]);
		json_uint(&j, w->text_at[i]);
	}
	json_close_list(&j);
	return search_put_file(w->x, SEARCH_TEXTS, w->keep, &w->file,
		buf_str(&b));
}

static void put_pages(struct writer *w)
{
	struct search_index *x = w->x;
	struct buf names;

	buf_init(&names, w->scratch);
	for (size_t from = 0; from < x->n; from += PAGES_A_FILE) {
		size_t end = from + PAGES_A_FILE;
		buf_add(&names, from ? S(" ") : S(""));
		buf_add(&names,
			put_some_pages(w, from, end < x->n ? end : x->n));
	}
	x->pages = str_dup(w->keep, buf_str(&names));
}

static void put_units(struct writer *w)
{
	struct search_index *x = w->x;
	struct buf units;

	buf_init(&units, w->scratch);
	for (size_t i = 0; i < x->n; i++)
		search_put_number(&units, (uint32_t)x->entries[i].doc->nunits);
	x->units = str_dup(w->keep, buf_str(&units));
}

void search_put_texts(struct search_index *x, struct arena *keep,
	struct arena *scratch)
{
	struct writer w = { .x = x, .keep = keep, .scratch = scratch };

	w.text_file = arena_array(scratch, struct str, x->n + 1);
	w.text_at = arena_array(scratch, size_t, x->n + 1);
	buf_init(&w.packed, scratch);
	buf_init(&w.bits, scratch);
	buf_init(&w.file, scratch);
	deflate_begin(&w.deflate, LEVEL);
	put_texts(&w);
	deflate_end(&w.deflate);
	put_pages(&w);
	put_units(&w);
}

void search_put_directory(struct search_index *x, struct arena *keep,
	struct arena *scratch)
{
	struct buf b, file;
	struct json j;

	buf_init(&b, scratch);
	buf_init(&file, scratch);
	json_begin(&j, &b, false);
	json_open_map(&j);
	json_key(&j, S("stems"));
	json_bool(&j, x->stems);
	json_text_at(&j, "levels", x->levels);
	json_text_at(&j, "units", x->units);
	json_text_at(&j, "cuts", x->cuts);
	json_text_at(&j, "counts", x->counts);
	json_text_at(&j, "terms", x->terms);
	json_text_at(&j, "pages", x->pages);
	json_close_map(&j);
	put_file(x, SEARCH_DIRECTORY, keep, &file, S("index"), buf_str(&b));
}
