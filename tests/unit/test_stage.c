/* Publishing: what is touched, what is kept, what is refused. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <errno.h>
#include <seccomp.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include "base/path.h"
#include "base/stage.h"
#include "scratch.h"

extern const struct CMUnitTest stage_tests[];
extern const size_t stage_tests_count;

struct file {
	const char *path, *text;
};

static const struct file first[] = {
	{ "a/een.html", "een" },
	{ "a/twee.html", "twee" },
	{ "index.html", "index" },
};
static const struct file second[] = {
	{ "a/een.html", "een" },
	{ "b/drie.html", "drie" },
	{ "index.html", "INDEX" },
};

static const char *name(struct scratch *s, const char *path)
{
	return path_join(&s->arena, str_of(s->path), str_of(path)).p;
}

static struct stat info(struct scratch *s, const char *path)
{
	struct stat st = { 0 };

	fstatat(s->dir, path, &st, AT_SYMLINK_NOFOLLOW);
	return st;
}

static bool same(const struct stat *x, const struct stat *y)
{
	return x->st_ino == y->st_ino &&
	       x->st_mtim.tv_sec == y->st_mtim.tv_sec &&
	       x->st_mtim.tv_nsec == y->st_mtim.tv_nsec;
}

static bool there(struct scratch *s, const char *path)
{
	return faccessat(s->dir, path, F_OK, AT_SYMLINK_NOFOLLOW) == 0;
}

static void check(struct scratch *s, const char *path, const char *text)
{
	struct str out;

	assert_int_equal(fs_read(&s->arena, s->dir, str_of(path), 1000, &out),
		FS_OK);
	assert_string_equal(out.p, text);
}

/* Nothing but OUT itself may be left. */
static void check_clean(struct scratch *s)
{
	assert_false(there(s, "w/site.stage"));
	assert_false(there(s, "w/site.lock"));
	assert_false(there(s, "w/site.old"));
}

static void build(struct scratch *s, const char *out, const struct file *files,
	size_t n, struct stage_counts *counts)
{
	struct stage st;
	struct str paths[8];

	assert_true(stage_open(&st, &s->arena, name(s, out)));
	for (size_t i = 0; i < n; i++) {
		paths[i] = str_of(files[i].path);
		assert_true(stage_put(&st, paths[i], str_of(files[i].text)));
	}
	bool ok = stage_publish(&st, paths, n, counts);
	if (!ok)
		fail_msg("%s: %s", st.error, strerror(errno));
}

#define build_all(s, files, counts) \
	build(s, "w/site", files, sizeof(files) / sizeof(*(files)), counts)

static void check_counts(const struct stage_counts *c, size_t written,
	size_t unchanged, size_t removed)
{
	assert_int_equal(c->written, written);
	assert_int_equal(c->unchanged, unchanged);
	assert_int_equal(c->removed, removed);
}

static void test_first(void **state)
{
	struct scratch *s = *state;
	struct stage_counts c;

	build(s, "w/site/", first, 3, &c);
	check_counts(&c, 3, 0, 0);
	check(s, "w/site/a/twee.html", "twee");
	check(s, "w/site/index.html", "index");
	assert_true(there(s, "w/site/.diglot-site"));
	check_clean(s);
}

static void test_no_change(void **state)
{
	static const char *const paths[] = { "w/site", "w/site/a",
		"w/site/a/een.html", "w/site/index.html",
		"w/site/.diglot-site" };
	const size_t n = sizeof(paths) / sizeof(*paths);
	struct scratch *s = *state;
	struct stat before[sizeof(paths) / sizeof(*paths)];
	struct stage_counts c;

	build_all(s, first, &c);
	for (size_t i = 0; i < n; i++)
		before[i] = info(s, paths[i]);
	build_all(s, first, &c);
	check_counts(&c, 0, 3, 0);
	for (size_t i = 0; i < n; i++) {
		struct stat after = info(s, paths[i]);
		assert_true(same(&before[i], &after));
	}
	check_clean(s);
}

static void test_change(void **state)
{
	struct scratch *s = *state;
	struct stage_counts c;

	build_all(s, first, &c);
	struct stat kept = info(s, "w/site/a/een.html");
	build_all(s, second, &c);
	check_counts(&c, 2, 1, 1);
	struct stat now = info(s, "w/site/a/een.html");
	assert_true(same(&kept, &now));
	assert_int_equal(now.st_nlink, 1);
	check(s, "w/site/index.html", "INDEX");
	check(s, "w/site/b/drie.html", "drie");
	assert_false(there(s, "w/site/a/twee.html"));
	check_clean(s);
	build_all(s, second, &c);
	check_counts(&c, 0, 3, 0);
	/* Only a removal. */
	build(s, "w/site", second, 2, &c);
	check_counts(&c, 0, 2, 1);
	assert_false(there(s, "w/site/index.html"));
	check_clean(s);
}

/* A file is written only when the old one is a file with other bytes. */
static void test_odd_old(void **state)
{
	struct scratch *s = *state;
	struct stage_counts c;

	build_all(s, first, &c);
	assert_true(fs_write(s->dir, S("outside"), S("index")));
	assert_int_equal(unlinkat(s->dir, "w/site/index.html", 0), 0);
	assert_int_equal(symlinkat("../../outside", s->dir,
				 "w/site/index.html"),
		0);
	assert_int_equal(mkfifoat(s->dir, "w/site/fifo", 0600), 0);
	build_all(s, first, &c);
	check_counts(&c, 1, 2, 1);
	assert_true(S_ISREG(info(s, "w/site/index.html").st_mode));
	check(s, "outside", "index");
	assert_false(there(s, "w/site/fifo"));
}

/* What was staged for a page that then failed is not published. */
static void test_extra_and_missing(void **state)
{
	struct scratch *s = *state;
	struct stage st;
	struct stage_counts c;
	struct str paths[] = { S_INIT("a"), S_INIT("a"), S_INIT("b") };

	assert_true(stage_open(&st, &s->arena, name(s, "w/site")));
	assert_true(stage_put(&st, S("a"), S("1")));
	assert_true(stage_put(&st, S("half/x"), S("2")));
	assert_false(stage_publish(&st, paths, 3, &c));
	assert_string_equal(st.error, "'b' was not written");
	assert_int_equal(errno, 0);
	assert_false(there(s, "w/site"));
	check_clean(s);
	assert_true(stage_open(&st, &s->arena, name(s, "w/site")));
	assert_true(stage_put(&st, S("a"), S("1")));
	assert_true(stage_put(&st, S("half/x"), S("2")));
	assert_true(stage_publish(&st, paths, 2, &c));
	check_counts(&c, 1, 0, 0);
	assert_true(there(s, "w/site/a"));
	assert_false(there(s, "w/site/half/x"));
}

static void refused(struct scratch *s, const char *out)
{
	struct stage st;

	assert_false(stage_open(&st, &s->arena, out));
	assert_non_null(st.error);
	stage_abandon(&st);
}

static void test_refusals(void **state)
{
	struct scratch *s = *state;
	struct stage_counts c;

	assert_true(fs_write(s->dir, S("w/site/mine.txt"), S("mine")));
	assert_true(fs_write(s->dir, S("file"), S("x")));
	refused(s, name(s, "w/site"));
	check(s, "w/site/mine.txt", "mine");
	check_clean(s);
	refused(s, name(s, "file"));
	refused(s, name(s, "file/site"));
	refused(s, "/");
	refused(s, "");
	refused(s, ".");
	refused(s, name(s, "w/.."));
	assert_true(fs_write(s->dir, S("v/site.stage/mine"), S("mine")));
	refused(s, name(s, "v/site"));
	check(s, "v/site.stage/mine", "mine");
	/* An empty folder is taken. */
	assert_int_equal(mkdirat(s->dir, "x", 0777), 0);
	build(s, "x", first, 3, &c);
	check(s, "x/index.html", "index");
}

static void test_link(void **state)
{
	struct scratch *s = *state;
	struct stage_counts c;

	assert_int_equal(mkdirat(s->dir, "real", 0777), 0);
	assert_int_equal(mkdirat(s->dir, "w", 0777), 0);
	assert_int_equal(symlinkat("../real", s->dir, "w/site"), 0);
	build_all(s, first, &c);
	assert_true(S_ISLNK(info(s, "w/site").st_mode));
	check(s, "real/index.html", "index");
}

static void test_abandon(void **state)
{
	struct scratch *s = *state;
	struct stage_counts c;
	struct stage st;

	build_all(s, first, &c);
	struct stat before = info(s, "w/site");
	assert_true(stage_open(&st, &s->arena, name(s, "w/site")));
	assert_true(stage_put(&st, S("index.html"), S("other")));
	stage_abandon(&st);
	stage_abandon(&st);
	struct stat after = info(s, "w/site");
	assert_true(same(&before, &after));
	check(s, "w/site/index.html", "index");
	check_clean(s);
}

static void test_two_builds(void **state)
{
	struct scratch *s = *state;
	struct stage one, two;

	assert_true(stage_open(&one, &s->arena, name(s, "w/site")));
	assert_false(stage_open(&two, &s->arena, name(s, "w/site")));
	assert_string_equal(two.error, "another build is running");
	assert_true(there(s, "w/site.lock"));
	stage_abandon(&one);
	assert_true(stage_open(&two, &s->arena, name(s, "w/site")));
	stage_abandon(&two);
	check_clean(s);
}

/* A killed build leaves a lock file, a stage, or the old site aside. */
static void test_killed(void **state)
{
	struct scratch *s = *state;
	struct stage_counts c;
	int status;

	build_all(s, first, &c);
	pid_t pid = fork();
	if (pid == 0) {
		struct stage st;
		stage_open(&st, &s->arena, name(s, "w/site"));
		stage_put(&st, S("x/y"), S("half"));
		_exit(0);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(there(s, "w/site.stage/x/y"));
	build_all(s, first, &c);
	check_counts(&c, 0, 3, 0);
	check_clean(s);
	assert_int_equal(renameat(s->dir, "w/site", s->dir, "w/site.old"), 0);
	build_all(s, second, &c);
	check_counts(&c, 2, 1, 1);
	check_clean(s);
}

/* File systems that can neither exchange nor link. */
static void test_poor_file_system(void **state)
{
	struct scratch *s = *state;
	struct stage_counts c;
	int status;

	build_all(s, first, &c);
	pid_t pid = fork();
	if (pid == 0) {
		scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);
		seccomp_rule_add(filter, SCMP_ACT_ERRNO(EINVAL),
			SCMP_SYS(renameat2), 0);
		seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM),
			SCMP_SYS(linkat), 0);
		if (seccomp_load(filter) < 0)
			_exit(77);
		seccomp_release(filter);
		build_all(s, second, &c);
		_exit(c.written == 2 && c.unchanged == 1 ? 0 : 1);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	if (WIFEXITED(status) && WEXITSTATUS(status) == 77)
		skip();
	assert_int_equal(status, 0);
	check(s, "w/site/index.html", "INDEX");
	check(s, "w/site/a/een.html", "een");
	check_clean(s);
}

const struct CMUnitTest stage_tests[] = {
	scratch_test(test_first),
	scratch_test(test_no_change),
	scratch_test(test_change),
	scratch_test(test_odd_old),
	scratch_test(test_extra_and_missing),
	scratch_test(test_refusals),
	scratch_test(test_link),
	scratch_test(test_abandon),
	scratch_test(test_two_builds),
	scratch_test(test_killed),
	scratch_test(test_poor_file_system),
};
const size_t stage_tests_count = sizeof(stage_tests) / sizeof(*stage_tests);
