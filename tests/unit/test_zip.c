/* A ZIP archive: its parts are where the format says. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <libdeflate.h>

#include "site/zip.h"

extern const struct CMUnitTest zip_tests[];
extern const size_t zip_tests_count;

static uint32_t le(const char *p, int bytes)
{
	uint32_t n = 0;

	for (int i = bytes; i-- > 0;)
		n = n << 8 | (unsigned char)p[i];
	return n;
}

static void make(struct buf *out, struct str text)
{
	struct zip z;

	zip_begin(&z, out);
	zip_add(&z, S("mimetype"), S("application/epub+zip"), true);
	zip_add(&z, S("a/b.txt"), text, false);
	zip_add(&z, S("empty"), S(""), false);
	assert_true(zip_end(&z));
}

/* The second entry, found by the directory. */
static void check_second(const struct buf *b, struct str text)
{
	const char *end = b->p + b->n - 22;
	const char *entry = b->p + le(end + 16, 4);
	char back[4096];
	struct libdeflate_decompressor *d = libdeflate_alloc_decompressor();
	size_t n;

	assert_int_equal(le(end, 4), 0x06054B50);
	assert_int_equal(le(end + 10, 2), 3);
	entry += 46 + le(entry + 28, 2);
	assert_int_equal(le(entry, 4), 0x02014B50);
	assert_memory_equal(entry + 46, "a/b.txt", 7);
	const char *local = b->p + le(entry + 42, 4);
	assert_int_equal(le(local, 4), 0x04034B50);
	assert_int_equal(le(local + 22, 4), text.n);
	assert_int_equal(le(local + 14, 4),
		libdeflate_crc32(0, text.p, text.n));
	assert_int_equal(libdeflate_deflate_decompress(d, local + 30 + 7,
				 le(local + 18, 4), back, sizeof(back), &n),
		LIBDEFLATE_SUCCESS);
	assert_int_equal(n, text.n);
	assert_memory_equal(back, text.p, text.n);
	libdeflate_free_decompressor(d);
}

static void test_archive(void **state)
{
	struct str text = S("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa");
	struct arena a;
	struct buf one, two;

	(void)state;
	arena_init(&a);
	buf_init(&one, &a);
	buf_init(&two, &a);
	make(&one, text);
	make(&two, text);
	/* The first entry is as EPUB wants it: not packed, at byte 38. */
	assert_memory_equal(one.p + 30, "mimetypeapplication/epub+zip", 28);
	check_second(&one, text);
	assert_int_equal(one.n, two.n);
	assert_memory_equal(one.p, two.p, one.n);
	arena_release(&a);
}

const struct CMUnitTest zip_tests[] = {
	cmocka_unit_test(test_archive),
};
const size_t zip_tests_count = sizeof(zip_tests) / sizeof(*zip_tests);
