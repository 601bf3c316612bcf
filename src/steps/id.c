/*
 * Ids from texts: they survive renumbering, moving and translation, and
 * change only when the source text does.
 */
#include <sha2.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

#include "base/buf.h"
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
	uint8_t digest[SHA256_DIGEST_LENGTH];
	SHA2_CTX hash;

	all = str_cat(a, all, collapse(a, compose(a, text)));
	SHA256Init(&hash);
	SHA256Update(&hash, (const uint8_t *)all.p, all.n);
	SHA256Final(digest, &hash);
	return unique(a, taken,
		str_printf(a, "%s-%02x%02x%02x%02x", kind, digest[0], digest[1],
			digest[2], digest[3]));
}

struct str checklist_sha256(struct arena *a, struct str bytes)
{
	char text[SHA256_DIGEST_STRING_LENGTH];
	SHA2_CTX hash;

	SHA256Init(&hash);
	SHA256Update(&hash, (const uint8_t *)bytes.p, bytes.n);
	SHA256End(&hash, text);
	return str_dup(a, str_of(text));
}
