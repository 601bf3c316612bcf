/* Words of a text: the same as the search client's, by its vectors. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/fs.h"
#include "format/json.h"
#include "site/tokens.h"

#include <unistd.h>

extern const struct CMUnitTest tokens_tests[];
extern const size_t tokens_tests_count;

static void add_token(void *ctx, struct str token)
{
	struct buf *b = ctx;

	buf_add(b, token);
	buf_byte(b, '|');
}

static struct str expected(struct arena *a, const struct value *tokens)
{
	struct buf b;

	buf_init(&b, a);
	for (size_t i = 0; i < tokens->n; i++)
		add_token(&b, tokens->items[i]->text);
	return buf_str(&b);
}

struct plain {
	struct arena *a;
	struct buf *out;
};

static void add_plain(void *ctx, struct str token)
{
	struct plain *p = ctx;

	add_token(p->out, tokens_plain(p->a, token));
}

static void check_plain(struct arena *a, const struct value *v)
{
	struct str want = expected(a, value_get(v, S("plain")));
	struct buf got;
	struct plain p = { a, &got };

	buf_init(&got, a);
	tokens_of(a, value_text_at(v, S("text")), add_plain, &p);
	if (!str_eq(want, buf_str(&got)))
		fail_msg("plain: %.*s, not %.*s", STR_ARG(buf_str(&got)),
			STR_ARG(want));
}

static void check_vector(struct arena *a, const struct value *v)
{
	struct str want = expected(a, value_get(v, S("tokens")));
	struct str text = value_text_at(v, S("text"));
	struct buf got;

	buf_init(&got, a);
	tokens_of(a, text, add_token, &got);
	if (!str_eq(want, buf_str(&got)))
		fail_msg("'%.*s': %.*s, not %.*s", STR_ARG(text),
			STR_ARG(buf_str(&got)), STR_ARG(want));
}

static void test_vectors(void **state)
{
	struct arena a;
	struct sink sink;
	struct str bytes;
	int dir = fs_open_dir("tests/search");

	(void)state;
	arena_init(&a);
	sink_init(&sink, &a);
	assert_true(dir >= 0);
	assert_int_equal(fs_read(&a, dir, S("vectors.json"), 1 << 20, &bytes),
		FS_OK);
	close(dir);
	struct value *all = json_parse(&a, bytes, 0, &sink);
	assert_non_null(all);
	assert_true(all->n > 40);
	for (size_t i = 0; i < all->n; i++)
		check_vector(&a, all->items[i]);
	for (size_t i = 0; i < all->n; i++)
		if (value_get(all->items[i], S("plain")))
			check_plain(&a, all->items[i]);
	arena_release(&a);
}

/* Any bytes: no crash, nothing beyond the text. */
static void test_bytes(void **state)
{
	char text[512];
	struct arena a;
	uint32_t seed = 1;

	(void)state;
	for (int round = 0; round < 500; round++) {
		struct buf got;
		arena_init(&a);
		buf_init(&got, &a);
		for (size_t i = 0; i < sizeof(text); i++) {
			seed = seed * 1664525 + 1013904223;
			text[i] = (char)(seed >> 24);
		}
		tokens_of(&a, str_make(text, sizeof(text)), add_token, &got);
		arena_release(&a);
	}
}

const struct CMUnitTest tokens_tests[] = {
	cmocka_unit_test(test_vectors),
	cmocka_unit_test(test_bytes),
};
const size_t tokens_tests_count = sizeof(tokens_tests) / sizeof(*tokens_tests);
