#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <stdio.h>

#include <cmocka.h>

#include "format/udiff.h"

static struct str written(struct arena *a, const char *before,
	const char *after)
{
	struct buf b;

	buf_init(&b, a);
	udiff_write(a, &b, S("a.md"), str_of(before), str_of(after));
	return buf_str(&b);
}

static void expect(struct str got, const char *want)
{
	char text[4096];

	snprintf(text, sizeof(text), "%.*s", STR_ARG(got));
	assert_string_equal(text, want);
}

static void test_write(void **state)
{
	struct arena a;

	(void)state;
	arena_init(&a);
	expect(written(&a, "a\n", "a\n"), "");
	expect(written(&a, "one\ntwo\n", "one\n2\nthree\n"),
		"--- a/a.md\n+++ b/a.md\n@@ -1,2 +1,3 @@\n one\n-two\n+2\n"
		"+three\n");
	expect(written(&a, "", "new\n"),
		"--- a/a.md\n+++ b/a.md\n@@ -0,0 +1,1 @@\n+new\n");
	expect(written(&a, "x\ny", "x\ny\n"),
		"--- a/a.md\n+++ b/a.md\n@@ -1,2 +1,2 @@\n x\n-y\n"
		"\\ No newline at end of file\n+y\n");
	arena_release(&a);
}

/* Two changes far from each other are two hunks, near ones are one. */
static void test_hunks(void **state)
{
	struct arena a;

	(void)state;
	arena_init(&a);
	expect(written(&a, "1\n2\n3\n4\n5\n6\n7\n8\n9\n",
		       "1x\n2\n3\n4\n5\n6\n7\n8\n9x\n"),
		"--- a/a.md\n+++ b/a.md\n@@ -1,4 +1,4 @@\n-1\n+1x\n 2\n 3\n 4\n"
		"@@ -6,4 +6,4 @@\n 6\n 7\n 8\n-9\n+9x\n");
	expect(written(&a, "1\n2\n3\n4\n5\n6\n7\n", "1x\n2\n3\n4\n5\n6\n7x\n"),
		"--- a/a.md\n+++ b/a.md\n@@ -1,7 +1,7 @@\n-1\n+1x\n 2\n 3\n 4\n"
		" 5\n 6\n-7\n+7x\n");
	arena_release(&a);
}

static void add_range(void *ctx, uint32_t from, uint32_t to)
{
	struct buf *b = ctx;

	buf_printf(b, "%u-%u ", from, to);
}

static void test_read(void **state)
{
	static const char text[] =
		"diff --git a/d/x y.md b/d/x y.md\n"
		"index 1..2 100644\n"
		"--- a/d/x y.md\t\n"
		"+++ b/d/x y.md\t\n"
		"@@ -2,0 +3,2 @@ # Title\n"
		"+new\n"
		"+--- dash\n"
		"@@ -5 +7,0 @@\n"
		"--- old\n"
		"diff --git \"a/caf\\303\\251.md\" \"b/caf\\303\\251.md\"\n"
		"new file mode 100644\n"
		"--- /dev/null\n"
		"+++ \"b/caf\\303\\251.md\"\n"
		"@@ -0,0 +1 @@\n"
		"+text\n"
		"diff --git a/i.png b/i.png\n"
		"deleted file mode 100644\n"
		"Binary files a/i.png and /dev/null differ\n"
		"diff --git a/old.md b/new.md\n"
		"similarity index 100%\n"
		"rename from old.md\n"
		"rename to new.md\n";
	struct arena a;
	struct udiff d;
	struct buf b;

	(void)state;
	arena_init(&a);
	assert_true(udiff_read(&a, str_of(text), &d));
	assert_int_equal(d.files.n, 4);
	expect(d.files.p[0].to, "d/x y.md");
	buf_init(&b, &a);
	udiff_added(&d.files.p[0], add_range, &b);
	expect(buf_str(&b), "3-4 ");
	expect(d.files.p[1].from, "");
	expect(d.files.p[1].to, "caf\xC3\xA9.md");
	assert_true(d.files.p[2].binary);
	expect(d.files.p[2].to, "");
	expect(d.files.p[3].from, "old.md");
	expect(d.files.p[3].to, "new.md");
	arena_release(&a);
}

static void test_bad(void **state)
{
	static const char *const texts[] = { "hello\n", "@@ -1 +1 @@\n-a\n+b\n",
		"--- a/x\n+++ b/x\n@@ -1,2 +1 @@\n-a\n",
		"--- a/x\n+++ b/x\n@@ what @@\n",
		"--- a/x\n+++ b/x\n@@ -1 +1 @@\n*a\n+b\n" };
	struct arena a;
	struct udiff d;

	(void)state;
	arena_init(&a);
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		assert_false(udiff_read(&a, str_of(texts[i]), &d));
		assert_non_null(d.fault);
	}
	assert_true(udiff_read(&a, S(""), &d));
	arena_release(&a);
}

/* What was written leads back; with another text it is refused. */
static void test_before(void **state)
{
	static const char *const texts[] = { "", "a\n", "a\nb\nc\n", "a\nc",
		"x\r\ny\r\n", "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n",
		"1\n2\n3\nx\n4\n5\n6\n7\n8\n9\ny\n11\n12\nz\n" };
	size_t n = sizeof(texts) / sizeof(*texts);
	struct arena a;
	struct udiff d;
	struct str before;

	(void)state;
	arena_init(&a);
	for (size_t i = 0; i < n * n; i++) {
		const char *old = texts[i / n], *new = texts[i % n];

		if (strcmp(old, new) == 0)
			continue;
		assert_true(udiff_read(&a, written(&a, old, new), &d));
		assert_true(
			udiff_before(&a, &d.files.p[0], str_of(new), &before));
		expect(before, old);
	}
	assert_true(udiff_read(&a, written(&a, "a\nb\n", "a\nc\n"), &d));
	assert_false(udiff_before(&a, &d.files.p[0], S("a\nd\n"), &before));
	arena_release(&a);
}

/* More differing lines than are compared. */
static void test_large(void **state)
{
	struct arena a;
	struct buf x, y;
	struct udiff d;
	struct str before;
	struct buf out;

	(void)state;
	arena_init(&a);
	buf_init(&x, &a);
	buf_init(&y, &a);
	buf_init(&out, &a);
	for (int i = 0; i < 3000; i++) {
		buf_printf(&x, "x%d\n", i);
		buf_printf(&y, "y%d\n", i);
	}
	udiff_write(&a, &out, S("l.md"), buf_str(&x), buf_str(&y));
	assert_true(udiff_read(&a, buf_str(&out), &d));
	assert_true(udiff_before(&a, &d.files.p[0], buf_str(&y), &before));
	assert_true(str_eq(before, buf_str(&x)));
	arena_release(&a);
}

const struct CMUnitTest udiff_tests[] = {
	cmocka_unit_test(test_write),
	cmocka_unit_test(test_hunks),
	cmocka_unit_test(test_read),
	cmocka_unit_test(test_bad),
	cmocka_unit_test(test_before),
	cmocka_unit_test(test_large),
};
const size_t udiff_tests_count = sizeof(udiff_tests) / sizeof(*udiff_tests);
