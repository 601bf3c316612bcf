/*
 * Sorted terms into files of lines. A line holds the forms of a few terms,
 * then, after a space, the bits of their postings:
 *
 *   form      a sign for the letters shared with the form before, the rest
 *   postings  0, how many, (of how many,) their units, a rank for each
 *             weight; or 1, and how many terms before this is its home
 *
 * Forms are letters, digits and '_', so a sign ends the form before it.
 */
#include "format/json.h"
#include "site/search.h"

/* Bytes: a file is full, so is a line. */
#define FILE_SIZE 20000
#define LINE_SIZE 600
#define LINE_TERMS 16

/* Number i stands for i letters. */
static const char signs[] = "!#$%&'()*+,-./:;<=>?@[]^`{|}~";
#define SHARED_MAX (sizeof(signs) - 2)

struct search_terms {
	struct search_index *x;
	const uint8_t *rank; /* by level */
	struct arena *keep;
	struct buf file, forms, postings; /* forms and postings: of the line */
	struct buf json, room;            /* the file as JSON, and whole */
	struct search_bits bits;
	size_t in_line, in_file;
	struct str before; /* the form */
	struct str plain;  /* of it */
	struct buf cuts, counts, names;
};

static uint32_t utf16_units(struct str s)
{
	uint32_t n = 0;

	for (size_t i = 0; i < s.n; i++) {
		n += ((unsigned char)s.p[i] & 0xC0) != 0x80;
		n += (unsigned char)s.p[i] >= 0xF0;
	}
	return n;
}

/* Bytes that two forms share, whole characters. */
static size_t shared_prefix(struct str a, struct str b)
{
	size_t n = 0;

	while (n < a.n && n < b.n && a.p[n] == b.p[n])
		n++;
	while (n > 0 && ((n < b.n && ((unsigned char)b.p[n] & 0xC0) == 0x80) ||
				utf16_units(str_sub(b, 0, n)) > SHARED_MAX))
		n--;
	return n;
}

static void close_line(struct search_terms *w)
{
	if (w->in_line == 0)
		return;
	search_bits_end(&w->bits);
	buf_add(&w->file, w->file.n ? S("\n") : S(""));
	buf_add(&w->file, buf_str(&w->forms));
	buf_byte(&w->file, ' ');
	buf_add(&w->file, buf_str(&w->postings));
	w->forms.n = w->postings.n = 0;
	w->in_line = 0;
}

static void close_file(struct search_terms *w)
{
	struct json j;

	close_line(w);
	if (w->in_file == 0)
		return;
	w->json.n = 0;
	json_begin(&j, &w->json, false);
	json_text(&j, buf_str(&w->file));
	buf_add(&w->names, w->names.n ? S(" ") : S(""));
	buf_add(&w->names, search_put_file(w->x, SEARCH_TERMS, w->keep,
				   &w->room, buf_str(&w->json)));
	search_put_number(&w->counts, (uint32_t)w->in_file);
	w->file.n = 0;
	w->in_file = 0;
}

static void put_postings(struct search_terms *w, const struct search_term *t)
{
	struct search_bits *b = &w->bits;

	search_bits_put(b, t->back > 0, 1);
	if (t->back) {
		search_bits_number(b, t->back);
		return;
	}
	search_bits_number(b, (uint32_t)t->n);
	if (t->n == SEARCH_POSTINGS_MAX)
		search_bits_number(b, t->units - (uint32_t)t->n + 1);
	search_bits_set(b, t->postings, t->n, 0, w->x->nunits);
	for (size_t i = 0; i < t->n; i++)
		search_bits_rank(b, w->rank[t->postings[i].as.level]);
}

void search_terms_put(struct search_terms *w, const struct search_term *t)
{
	size_t same;

	/* Forms that differ in their marks alone are in one file. */
	if (w->file.n > FILE_SIZE && !str_eq(w->plain, t->plain))
		close_file(w);
	if (w->in_file == 0) {
		buf_add(&w->cuts, w->cuts.n ? S(" ") : S(""));
		buf_add(&w->cuts, t->plain);
		w->before.n = 0;
	}
	if (w->in_line == 0)
		search_bits_begin(&w->bits, &w->postings);
	same = shared_prefix(w->before, t->form);
	buf_byte(&w->forms, signs[utf16_units(str_sub(t->form, 0, same))]);
	buf_add(&w->forms, str_skip(t->form, same));
	put_postings(w, t);
	search_bits_flush(&w->bits); /* the line's length is asked for */
	w->before = t->form;
	w->plain = t->plain;
	w->in_line++;
	w->in_file++;
	if (w->in_line == LINE_TERMS || w->postings.n > LINE_SIZE)
		close_line(w);
}

struct search_terms *search_terms_begin(struct search_index *x,
	const uint8_t *rank, struct arena *keep, struct arena *scratch)
{
	struct search_terms *w = arena_new(scratch, struct search_terms);
	struct buf *all[] = { &w->file, &w->forms, &w->postings, &w->json,
		&w->room, &w->cuts, &w->counts, &w->names };

	w->x = x;
	w->rank = rank;
	w->keep = keep;
	for (size_t i = 0; i < sizeof(all) / sizeof(*all); i++)
		buf_init(all[i], scratch);
	return w;
}

void search_terms_end(struct search_terms *w)
{
	close_file(w);
	w->x->cuts = str_dup(w->keep, buf_str(&w->cuts));
	w->x->counts = str_dup(w->keep, buf_str(&w->counts));
	w->x->terms = str_dup(w->keep, buf_str(&w->names));
}
