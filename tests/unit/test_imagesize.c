/* Sizes of images from the first bytes of their files. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "site/imagesize.h"

extern const struct CMUnitTest imagesize_tests[];
extern const size_t imagesize_tests_count;

static void check(struct str bytes, uint32_t width, uint32_t height)
{
	struct imagesize size;

	assert_true(imagesize_read(bytes, &size));
	assert_int_equal(size.width, width);
	assert_int_equal(size.height, height);
	/* A part of it: no size or the same, never beyond the end. */
	for (size_t n = 0; n < bytes.n; n++)
		imagesize_read(str_make(bytes.p, n), &size);
}

#define PNG "\x89PNG\r\n\x1A\n\0\0\0\x0DIHDR\0\0\x01\x40\0\0\0\xF0"
#define JPEG_FRAME "\xFF\xC0\0\x11\x08\0\x0A\0\x14\x03"

static void test_pixels(void **state)
{
	(void)state;
	check(S(PNG), 320, 240);
	check(S("GIF89a\x10\0\x20\0"), 16, 32);
	check(S("\xFF\xD8\xFF\xE0\0\x04xx" JPEG_FRAME), 20, 10);
	check(S("\xFF\xD8\xFF\xE1\0\x22"
		"Exif\0\0"
		"MM\0\x2A\0\0\0\x08\0\x01"
		"\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0" JPEG_FRAME),
		10, 20);
	check(S("RIFF\0\0\0\0WEBPVP8X\0\0\0\0\0\0\0\0\x0F\0\0\x1F\0\0"), 16,
		32);
	check(S("RIFF\0\0\0\0WEBPVP8L\0\0\0\0\x2F\x0F\xC0\x07\0xxxxx"), 16, 32);
	check(S("BM\0\0\0\0\0\0\0\0\0\0\0\0\x28\0\0\0\x05\0\0\0\xFA\xFF\xFF"
		"\xFF"),
		5, 6);
}

static void test_svg(void **state)
{
	(void)state;
	check(S("<?xml version=\"1.0\"?><!-- a --><svg width=\"10px\" "
		"height=\"1in\">"),
		10, 96);
	check(S("<svg viewBox=\"0 0 30.4 20\">"), 30, 20);
	check(S("<svg width=\"60\" viewBox=\"0,0,30,20\">"), 60, 40);
	check(S("<svg width=\"100%\" height=\"100%\" viewBox=\"0 0 3 4\"/>"), 3,
		4);
}

static void test_none(void **state)
{
	static const char *const texts[] = { "", "GIF89a", "text", "<svg>",
		"<html><svg width='1' height='1'>", "\xFF\xD8\xFF\xDA",
		"RIFF....WEBP" };
	struct imagesize size;

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++)
		assert_false(imagesize_read(str_of(texts[i]), &size));
	assert_false(imagesize_read(S("\x89PNG\r\n\x1A\n\0\0\0\x0DIHDR\0\0\0\0"
				      "\0\0\0\0"),
		&size));
}

const struct CMUnitTest imagesize_tests[] = {
	cmocka_unit_test(test_pixels),
	cmocka_unit_test(test_svg),
	cmocka_unit_test(test_none),
};
const size_t imagesize_tests_count = sizeof(imagesize_tests) /
				     sizeof(*imagesize_tests);
