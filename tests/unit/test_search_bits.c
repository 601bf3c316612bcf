/* Codes of the search index: what is written can be read. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "site/search.h"

extern const struct CMUnitTest search_bits_tests[];
extern const size_t search_bits_tests_count;

/* ---- a reader, as the client has one ----------------------------- */

struct reader {
	struct str text;
	size_t at;
	uint32_t held;
	unsigned n;
};

static uint32_t letter(char c)
{
	int code = (unsigned char)c;

	assert_in_range(code, 33, 126);
	assert_true(code != '"' && code != '<' && code != '\\');
	return (uint32_t)(code - 33 - (code > '"') - (code > '<') -
			  (code > '\\'));
}

static uint32_t bit(struct reader *r)
{
	if (r->n == 0) {
		assert_true(r->at + 1 < r->text.n);
		r->held = letter(r->text.p[r->at]) * 91 +
			  letter(r->text.p[r->at + 1]);
		r->at += 2;
		r->n = 13;
	}
	return r->held >> --r->n & 1;
}

static uint32_t bits(struct reader *r, unsigned width)
{
	uint32_t n = 0;

	while (width-- > 0)
		n = n << 1 | bit(r);
	return n;
}

static unsigned rank(struct reader *r)
{
	unsigned n = 0;

	while (!bit(r))
		n++;
	return n;
}

static uint32_t number(struct reader *r)
{
	unsigned width = rank(r);

	return UINT32_C(1) << width | bits(r, width);
}

static uint32_t below(struct reader *r, uint32_t range)
{
	unsigned width = 0;
	uint32_t shorter, n;

	while (range >> (width + 1))
		width++;
	shorter = (UINT32_C(2) << width) - range;
	n = bits(r, width);
	return n < shorter ? n : (n << 1 | bit(r)) - shorter;
}

static void set(struct reader *r, uint32_t *out, size_t n, uint32_t low,
	uint32_t end)
{
	size_t half = n / 2;

	for (size_t i = 0; n == end - low && i < n; i++)
		out[i] = low + (uint32_t)i;
	if (n == 0 || n == end - low)
		return;
	out[half] = low + (uint32_t)half +
		    below(r, end - low - (uint32_t)n + 1);
	set(r, out, half, low, out[half]);
	set(r, out + half + 1, n - 1 - half, out[half] + 1, end);
}

/* ---- tests ------------------------------------------------------- */

static void numbers_come_back(void **state)
{
	struct arena a;
	struct search_bits w;
	struct buf b;

	(void)state;
	arena_init(&a);
	buf_init(&b, &a);
	search_bits_begin(&w, &b);
	for (uint32_t n = 1; n < 3000; n += n / 7 + 1) {
		search_bits_number(&w, n);
		search_bits_rank(&w, n % 45);
		search_bits_put(&w, n, 32);
	}
	search_bits_number(&w, UINT32_MAX);
	search_bits_end(&w);
	struct reader r = { .text = buf_str(&b) };
	for (uint32_t n = 1; n < 3000; n += n / 7 + 1) {
		assert_int_equal(number(&r), n);
		assert_int_equal(rank(&r), n % 45);
		assert_int_equal(bits(&r, 32), n);
	}
	assert_int_equal(number(&r), UINT32_MAX);
	assert_int_equal(r.at, b.n);
	arena_release(&a);
}

static void check_set(uint32_t nunits, unsigned one_in, unsigned seed)
{
	struct arena a;
	struct search_posting *p;
	struct search_bits w;
	struct buf b;
	uint32_t *got;
	size_t n = 0;

	arena_init(&a);
	p = arena_array(&a, struct search_posting, nunits + 1);
	got = arena_array(&a, uint32_t, nunits + 1);
	for (uint32_t u = 0; u < nunits; u++) {
		seed = seed * 1103515245 + 12345;
		if ((seed >> 16) % one_in == 0)
			p[n++].unit = u;
	}
	buf_init(&b, &a);
	search_bits_begin(&w, &b);
	search_bits_set(&w, p, n, 0, nunits);
	search_bits_end(&w);
	struct reader r = { .text = buf_str(&b) };
	set(&r, got, n, 0, nunits);
	for (size_t i = 0; i < n; i++)
		assert_int_equal(got[i], p[i].unit);
	arena_release(&a);
}

static void sets_come_back(void **state)
{
	static const uint32_t sizes[] = { 0, 1, 2, 3, 17, 256, 4099, 70000 };

	(void)state;
	for (size_t i = 0; i < sizeof(sizes) / sizeof(*sizes); i++)
		for (unsigned one_in = 1; one_in < 3000; one_in *= 3)
			check_set(sizes[i], one_in, one_in + 1);
}

static void a_full_set_costs_nothing(void **state)
{
	struct arena a;
	struct search_posting p[3] = { { .unit = 4 }, { .unit = 5 },
		{ .unit = 6 } };
	struct search_bits w;
	struct buf b;

	(void)state;
	arena_init(&a);
	buf_init(&b, &a);
	search_bits_begin(&w, &b);
	search_bits_set(&w, p, 3, 4, 7);
	search_bits_end(&w);
	assert_int_equal(b.n, 0);
	arena_release(&a);
}

const struct CMUnitTest search_bits_tests[] = {
	cmocka_unit_test(numbers_come_back),
	cmocka_unit_test(sets_come_back),
	cmocka_unit_test(a_full_set_costs_nothing),
};
const size_t search_bits_tests_count = sizeof(search_bits_tests) /
				       sizeof(*search_bits_tests);
