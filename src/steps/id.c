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

/* White space collapsed, trimmed. */
static struct str collapse(struct arena *a, struct str text)
{
	struct buf b;

	buf_init(&b, a);
	buf_reserve(&b, text.n + 1);
	for (size_t i = 0; i < text.n;) {
		size_t from = i;
		uint32_t c = utf8_next(text, &i);
		if (!utf8_is_space(c) && c != 0xA0)
			buf_add(&b, str_sub(text, from, i));
		else if (b.n && b.p[b.n - 1] != ' ')
			buf_byte(&b, ' ');
	}
	return str_trim_right(buf_str(&b));
}

static bool is_ascii(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if ((unsigned char)s.p[i] >= 128)
			return false;
	return true;
}

/* Unicode's form C; the text itself where that cannot be had. */
static struct str compose(struct arena *a, struct str s)
{
	UErrorCode error = U_ZERO_ERROR;
	const UNormalizer2 *nfc = unorm2_getNFCInstance(&error);
	int32_t cap = (int32_t)(s.n * 3 + 8), n = 0;
	UChar *wide, *out;
	char *utf8;

	if (is_ascii(s) || U_FAILURE(error) || s.n > (1u << 20))
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
	struct str all = str_printf(a, "diglot-id-v1\n%s\n", kind);
	struct str digest;

	all = str_cat(a, all, collapse(a, compose(a, text)));
	digest = hash_digits(a, str_sub(hash_sha256(a, all), 0, 4));
	return unique(a, taken,
		str_printf(a, "%s-%.*s", kind, STR_ARG(digest)));
}

struct str checklist_sha256(struct arena *a, struct str bytes)
{
	return hash_digits(a, hash_sha256(a, bytes));
}
