/* Reading, walking, writing and removing, with what strangers may lay there. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <errno.h>
#include <seccomp.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>

#include "base/path.h"
#include "scratch.h"

extern const struct CMUnitTest fs_tests[];
extern const size_t fs_tests_count;

#define LIMIT ((size_t)1 << 20)

/* Links are followed only where the kernel keeps them inside. */
static bool follows_links(void)
{
	return syscall(SYS_openat2, -1, "", NULL, 0) < 0 && errno != ENOSYS;
}

static enum fs_result read_it(struct scratch *s, int dir, const char *path)
{
	struct str out = { 0 };

	return fs_read(&s->arena, dir, str_of(path), LIMIT, &out);
}

static void put(struct scratch *s, const char *path, const char *text)
{
	assert_true(fs_write(s->dir, str_of(path), str_of(text)));
}

static void test_write_read(void **state)
{
	struct scratch *s = *state;
	struct str out;

	put(s, "a/b/c.md", "tekst");
	put(s, "a/b/c.md", "kort");
	assert_int_equal(fs_read(&s->arena, s->dir, S("a/b/c.md"), 4, &out),
		FS_OK);
	assert_string_equal(out.p, "kort");
	assert_int_equal(out.n, 4);
	assert_int_equal(fs_read(&s->arena, s->dir, S("a/b/c.md"), 3, &out),
		FS_TOO_BIG);
	put(s, "leeg", "");
	assert_int_equal(fs_read(&s->arena, s->dir, S("leeg"), 0, &out), FS_OK);
	assert_int_equal(out.n, 0);
	assert_false(fs_write(s->dir, S("a/b"), S("x")));
	assert_false(fs_write(s->dir, S("leeg/x"), S("x")));
	assert_false(fs_write(s->dir, S(""), S("x")));
}

static void make_traps(struct scratch *s)
{
	put(s, "root/page.md", "page");
	put(s, "root/sub/x.md", "x");
	put(s, "secret", "secret");
	assert_int_equal(mkfifoat(s->dir, "root/fifo", 0600), 0);
	assert_int_equal(symlinkat("../secret", s->dir, "root/out"), 0);
	assert_int_equal(symlinkat("/etc/passwd", s->dir, "root/abs"), 0);
	assert_int_equal(symlinkat("page.md", s->dir, "root/in.md"), 0);
	assert_int_equal(symlinkat("sub", s->dir, "root/dirlink"), 0);
	assert_int_equal(symlinkat("..", s->dir, "root/up"), 0);
	assert_int_equal(symlinkat("loop", s->dir, "root/loop"), 0);
	assert_int_equal(symlinkat("none", s->dir, "root/dangling"), 0);
}

static void check_traps(struct scratch *s, int dir)
{
	static const char *const escapes[] = { "../secret", "/etc/passwd" };

	for (size_t i = 0; i < sizeof(escapes) / sizeof(*escapes); i++)
		assert_int_equal(read_it(s, dir, escapes[i]), FS_ESCAPES);
	assert_int_equal(read_it(s, dir, "page.md"), FS_OK);
	assert_int_equal(read_it(s, dir, "sub//./x.md"), FS_OK);
	assert_int_equal(read_it(s, dir, "sub"), FS_NOT_FILE);
	assert_int_equal(read_it(s, dir, "fifo"), FS_NOT_FILE);
	assert_int_equal(read_it(s, dir, "none.md"), FS_MISSING);
	assert_int_equal(read_it(s, dir, "page.md/x"), FS_MISSING);
	assert_int_equal(read_it(s, dir, ""), FS_MISSING);
	assert_int_not_equal(read_it(s, dir, "out"), FS_OK);
	assert_int_not_equal(read_it(s, dir, "abs"), FS_OK);
	assert_int_not_equal(read_it(s, dir, "up/secret"), FS_OK);
	assert_int_not_equal(read_it(s, dir, "loop"), FS_OK);
}

static void test_confined(void **state)
{
	struct scratch *s = *state;
	struct str out;

	make_traps(s);
	int dir = fs_open_dir(
		path_join(&s->arena, str_of(s->path), S("root")).p);
	check_traps(s, dir);
	if (follows_links()) {
		assert_int_equal(read_it(s, dir, "out"), FS_ESCAPES);
		assert_int_equal(read_it(s, dir, "abs"), FS_ESCAPES);
		assert_int_equal(read_it(s, dir, "in.md"), FS_OK);
	}
	assert_int_equal(fs_read(&s->arena, dir, S("page.md\0x"), LIMIT, &out),
		FS_MISSING);
	assert_false(fs_write(dir, S("out"), S("x")));
	assert_int_equal(fs_open(dir, "in.md", O_RDONLY | O_NOFOLLOW), -1);
	assert_int_equal(fs_open(dir, "dirlink/x.md", O_RDONLY | O_NOFOLLOW),
		-1);
	close(dir);
}

/* The same where the kernel has no openat2. */
static void test_without_openat2(void **state)
{
	struct scratch *s = *state;
	struct fs_list list;
	int status;

	make_traps(s);
	int dir = fs_open_dir(
		path_join(&s->arena, str_of(s->path), S("root")).p);
	pid_t pid = fork();
	if (pid == 0) {
		scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);
		seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS),
			SCMP_SYS(openat2), 0);
		if (seccomp_load(filter) < 0)
			_exit(77);
		seccomp_release(filter);
		check_traps(s, dir);
		fs_walk(&s->arena, dir, NULL, NULL, &list);
		_exit(list.files.n == 10 && fs_write(dir, S("new/file"), S("x"))
				? 0
				: 1);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	close(dir);
	if (WIFEXITED(status) && WEXITSTATUS(status) == 77)
		skip();
	assert_int_equal(status, 0);
}

static void test_sparse(void **state)
{
	struct scratch *s = *state;

	put(s, "big.md", "");
	int fd = openat(s->dir, "big.md", O_WRONLY | O_CLOEXEC);
	assert_int_equal(ftruncate(fd, (off_t)1 << 40), 0);
	close(fd);
	assert_int_equal(read_it(s, s->dir, "big.md"), FS_TOO_BIG);
}

static bool skip_git(void *ctx, struct str path)
{
	++*(int *)ctx;
	return str_eq(path_base(path), S(".git"));
}

static void test_walk(void **state)
{
	const bool follows = follows_links();
	const struct {
		const char *path;
		bool regular;
		uint64_t size;
	} want[] = {
		{ "B.md", true, 1 },
		{ "a b", true, 1 },
		{ "a.md", true, 2 },
		{ "a/z.md", true, 3 },
		{ "a0", true, 1 },
		{ "fifo", false, 0 },
		{ "root/in.md", follows, follows ? 3 : 0 },
		{ "root/link", false, 0 },
		{ "\xC3\xA9", true, 1 },
	};
	struct scratch *s = *state;
	struct fs_list list;
	int folders = 0;

	put(s, "a0", "1");
	put(s, "a/z.md", "123");
	put(s, "a.md", "12");
	put(s, "a b", "1");
	put(s, "B.md", "1");
	put(s, "\xC3\xA9", "1");
	put(s, "root/.git/config", "1");
	assert_int_equal(mkdirat(s->dir, "empty", 0777), 0);
	assert_int_equal(mkfifoat(s->dir, "fifo", 0600), 0);
	assert_int_equal(symlinkat("../a", s->dir, "root/link"), 0);
	assert_int_equal(symlinkat("../a/z.md", s->dir, "root/in.md"), 0);
	fs_walk(&s->arena, s->dir, skip_git, &folders, &list);
	assert_int_equal(folders, 5); /* and the link to one */
	assert_int_equal(list.unreadable.n, 0);
	assert_int_equal(list.files.n, sizeof(want) / sizeof(*want));
	for (size_t i = 0; i < list.files.n; i++) {
		assert_string_equal(list.files.p[i].path.p, want[i].path);
		assert_int_equal(list.files.p[i].regular, want[i].regular);
		assert_int_equal(list.files.p[i].size, want[i].size);
		assert_int_equal(list.files.p[i].folder_link,
			strcmp(want[i].path, "root/link") == 0);
	}
}

static void test_deep(void **state)
{
	struct scratch *s = *state;
	struct fs_list list;
	int fd = dup(s->dir);

	for (int i = 0; i < 400; i++) {
		assert_int_equal(mkdirat(fd, "d", 0777), 0);
		int next = openat(fd, "d", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
		close(fd);
		fd = next;
	}
	close(fd);
	put(s, "d/d/x.md", "x");
	fs_walk(&s->arena, s->dir, NULL, NULL, &list);
	assert_int_equal(list.files.n, 1);
	assert_int_equal(list.unreadable.n, 1);
	assert_int_equal(list.unreadable.p[0].n, 257 * 2 - 1);
}

static void test_unreadable(void **state)
{
	struct scratch *s = *state;
	struct fs_list list;

	put(s, "a/x.md", "x");
	put(s, "b/x.md", "x");
	put(s, "c.md", "x");
	assert_int_equal(fchmodat(s->dir, "a", 0, 0), 0);
	assert_int_equal(fchmodat(s->dir, "c.md", 0, 0), 0);
	/* Root reads everything, so it must be somebody else. */
	assert_int_equal(fchmod(s->dir, 0755), 0);
	uid_t self = geteuid();
	assert_int_equal(self == 0 ? seteuid(65534) : 0, 0);
	fs_walk(&s->arena, s->dir, NULL, NULL, &list);
	enum fs_result r = read_it(s, s->dir, "c.md");
	assert_int_equal(seteuid(self), 0);
	assert_int_equal(fchmodat(s->dir, "a", 0700, 0), 0);
	assert_int_equal(r, FS_DENIED);
	assert_int_equal(list.files.n, 2);
	assert_int_equal(list.unreadable.n, 1);
	assert_string_equal(list.unreadable.p[0].p, "a");
}

static void test_remove(void **state)
{
	struct scratch *s = *state;

	put(s, "tree/a/b/c", "x");
	put(s, "tree/d", "x");
	put(s, "keep/file", "x");
	assert_int_equal(symlinkat("../../keep", s->dir, "tree/a/link"), 0);
	assert_true(fs_remove_tree(s->dir, "tree"));
	assert_true(fs_remove_tree(s->dir, "tree"));
	assert_int_equal(read_it(s, s->dir, "tree/d"), FS_MISSING);
	assert_int_equal(read_it(s, s->dir, "keep/file"), FS_OK);
	assert_true(fs_remove_tree(s->dir, "keep/file"));
	assert_int_equal(read_it(s, s->dir, "keep/file"), FS_MISSING);
}

const struct CMUnitTest fs_tests[] = {
	scratch_test(test_write_read),
	scratch_test(test_confined),
	scratch_test(test_without_openat2),
	scratch_test(test_sparse),
	scratch_test(test_walk),
	scratch_test(test_deep),
	scratch_test(test_unreadable),
	scratch_test(test_remove),
};
const size_t fs_tests_count = sizeof(fs_tests) / sizeof(*fs_tests);
