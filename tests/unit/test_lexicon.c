#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "lang/length.h"
#include "lang/letters.h"
#include "lang/score.h"

extern const struct CMUnitTest lexicon_tests[];
extern const size_t lexicon_tests_count;

static const char *const texts[][2] = {
	{ "the red book", "het rode boek" },
	{ "the blue book", "het blauwe boek" },
	{ "the red door", "de rode deur" },
	{ "the blue door", "de blauwe deur" },
	{ "a green book", "een groen boek" },
	{ "a green door", "een groene deur" },
};

#define NTEXTS (sizeof(texts) / sizeof(*texts))

static struct unit unit(struct arena *a, const char *text)
{
	struct half h;

	half_read(a, str_of(text), &h);
	return unit_of(a, &h);
}

static struct lexicon *train(struct arena *a)
{
	struct lexicon_pair *p = arena_array(a, struct lexicon_pair, NTEXTS);

	for (size_t i = 0; i < NTEXTS; i++)
		for (int side = 0; side < 2; side++) {
			struct unit u = unit(a, texts[i][side]);
			uint32_t *w = arena_array(a, uint32_t, u.n);
			for (uint32_t k = 0; k < u.n; k++)
				w[k] = u.keys[k].id;
			p[i].w[side] = w;
			p[i].n[side] = u.n;
		}
	return lexicon_train(a, p, NTEXTS);
}

static void test_lexicon(void **state)
{
	const struct lexicon_entry *e;
	struct lexicon *l;
	struct arena a;

	(void)state;
	arena_init(&a);
	l = train(&a);
	e = lexicon_find(l, 0, words_id(S("book")));
	assert_non_null(e);
	assert_int_equal(e->best[0], words_id(S("boek")));
	e = lexicon_find(l, 1, words_id(S("deur")));
	assert_non_null(e);
	assert_int_equal(e->best[0], words_id(S("door")));
	assert_null(lexicon_find(l, 0, words_id(S("house"))));
	assert_null(lexicon_find(NULL, 0, 1));
	arena_release(&a);
}

static void test_score(void **state)
{
	struct unit s[2], t[2];
	struct scorer *r;
	struct arena a;

	(void)state;
	arena_init(&a);
	s[0] = unit(&a, "Read [this](https://example.org/en-us/a) by 9 May");
	s[1] = unit(&a, "Run `lend` twice");
	t[0] = unit(&a, "Lees [dit](https://example.org/nl-nl/a/) voor 9 mei");
	t[1] = unit(&a, "Voer `lend` twee keer uit");
	r = scorer_new(&a, s, 2, t, 2, NULL);
	scorer_row(r, 0, 1);
	assert_true(scorer_at(r, 0, 1) > scorer_at(r, 1, 2));
	scorer_row(r, 1, 2);
	assert_true(scorer_at(r, 1, 2) > scorer_at(r, 0, 1));
	arena_release(&a);
}

static void test_urls(void **state)
{
	struct str x, y;
	struct arena a;

	(void)state;
	arena_init(&a);
	x = url_core(&a, S("https://example.org/nl-nl/a/B?x=1&amp;y=2"));
	y = url_core(&a, S("http://example.org/en-us/a/b?x=1&y=2."));
	assert_true(str_eq(x, y));
	x = url_core(&a, S("../a-b/c.md"));
	y = url_core(&a, S("../c.md"));
	assert_false(str_eq(x, y));
	arena_release(&a);
}

static void test_length(void **state)
{
	struct length_sample p[40];
	struct length l;
	struct arena a;

	(void)state;
	arena_init(&a);
	for (uint32_t i = 0; i < 40; i++)
		p[i] = (struct length_sample){ 30 + i, 2 * (30 + i) };
	/* A few wrong pairs change nothing. */
	p[3].t = 4;
	p[7].t = 900;
	l = length_fit(&a, p, 40, length_unknown);
	assert_true(l.c > 1.6 && l.c < 2.1);
	assert_true(length_z(&l, 60, 120) < 1.5);
	assert_true(length_z(&l, 60, 20) < -4);
	arena_release(&a);
}

static void test_letters(void **state)
{
	static struct letters x, y;
	size_t n;

	(void)state;
	for (int i = 0; i < 50; i++) {
		letters_add(&x, S("the library is open on weekdays"));
		letters_add(&y, S("de bibliotheek is op werkdagen open"));
	}
	assert_true(letters_score(&x, &y, S("the library"), &n) > 4);
	assert_true(letters_score(&x, &y, S("de bibliotheek"), &n) < -4);
	assert_true(n > 10);
}

const struct CMUnitTest lexicon_tests[] = {
	cmocka_unit_test(test_lexicon),
	cmocka_unit_test(test_score),
	cmocka_unit_test(test_urls),
	cmocka_unit_test(test_length),
	cmocka_unit_test(test_letters),
};
const size_t lexicon_tests_count = sizeof(lexicon_tests) /
				   sizeof(*lexicon_tests);
