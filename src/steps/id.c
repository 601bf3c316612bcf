/*
 * Ids from texts: they survive renumbering, moving and translation, and
 * change only when the source text does.
 */
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

#include "base/buf.h"
#include "base/hash.h"
#include "base/utf8.h"
#include "steps/checklist.h"

/* The first white space at or behind *at, which moves behind it. */
static size_t next_space(struct str text, size_t *at)
{
	size_t from;

	do {
		from = *at;
		if (from >= text.n)
			return from;
	} while (!utf8_is_space(utf8_next(text, at)));
	return from;
}

/* White space collapsed, trimmed. */
static void add_collapsed(struct buf *b, struct str text)
{
	for (size_t i = 0, n = 0; i < text.n;) {
		size_t from = i;
		struct str word = str_sub(text, from, next_space(text, &i));
		if (word.n == 0)
			continue;
		if (n++)
			buf_byte(b, ' ');
		buf_add(b, word);
	}
}

/* Unicode's form C; the text itself where that cannot be had. */
static struct str compose(struct arena *a, struct str s)
{
	UErrorCode error = U_ZERO_ERROR;
	const UNormalizer2 *nfc = unorm2_getNFCInstance(&error);
	int32_t cap = (int32_t)(s.n * 3 + 8), n = 0;
	UChar *wide, *out;
	char *utf8;

	if (utf8_is_ascii(s) || U_FAILURE(error) || s.n > (1u << 20))
		return s;
	wide = arena_array(a, UChar, cap);
	out = arena_array(a, UChar, cap);
	u_strFromUTF8(wide, cap, &n, s.p, (int32_t)s.n, &error);
	n = unorm2_normalize(nfc, wide, n, out, cap, &error);
	utf8 = arena_text(a, (size_t)cap * 3);
	u_strToUTF8(utf8, cap * 3, &n, out, n, &error);
	return U_FAILURE(error) ? s : str_make(utf8, (size_t)n);
}

static struct str unique(struct arena *a, struct map *taken, struct str id)
{
	size_t *count = map_get(taken, id);

	if (!count) {
		map_put(a, taken, id, arena_new(a, size_t));
		return id;
	}
	return str_printf(a, "%.*s-%zu", STR_ARG(id), ++*count + 1);
}

struct str checklist_id(struct arena *a, struct map *taken, const char *kind,
	struct str text)
{
	struct buf all, id;

	buf_init(&all, a);
	buf_lit(&all, "diglot-id-v1\n");
	buf_add(&all, str_of(kind));
	buf_byte(&all, '\n');
	add_collapsed(&all, compose(a, text));
	buf_init(&id, a);
	buf_add(&id, str_of(kind));
	buf_byte(&id, '-');
	buf_add(&id,
		hash_digits(a, str_sub(hash_sha256(a, buf_str(&all)), 0, 4)));
	return unique(a, taken, buf_str(&id));
}

struct str checklist_sha256(struct arena *a, struct str bytes)
{
	return hash_digits(a, hash_sha256(a, bytes));
}
