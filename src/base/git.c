/* A child with its output in a pipe. */
#include "base/git.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/buf.h"

#define OUTPUT_MAX ((size_t)256 << 20)
#define WORDS_MAX 32
#define NO_GIT 127 /* as shells have it */

/* Never returns. */
static void become_git(char *const *words, int out, bool loud)
{
	int null = open("/dev/null", O_RDWR);

	/* Of a hook that diglot may run in; `root` says where to look. */
	unsetenv("GIT_DIR");
	unsetenv("GIT_WORK_TREE");
	unsetenv("GIT_INDEX_FILE");
	if (null >= 0 && dup2(null, 0) >= 0 && dup2(out, 1) >= 0 &&
		(loud || dup2(null, 2) >= 0))
		execvp("git", words);
	_exit(NO_GIT);
}

static bool read_all(struct buf *b, int fd)
{
	char part[65536];
	ssize_t n;

	while ((n = read(fd, part, sizeof(part))) != 0) {
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0 || b->n + (size_t)n > OUTPUT_MAX)
			return false;
		buf_add(b, str_make(part, (size_t)n));
	}
	return true;
}

/* execvp changes none of the words. */
static void make_words(char *words[WORDS_MAX], const char *root,
	const char *const *more)
{
	static const char *const first[] = { "git", "--no-pager", "-c",
		"safe.bareRepository=explicit", "-c", "core.fsmonitor=false",
		"-c", "log.showSignature=false", "-c", "core.quotePath=false",
		"-C" };
	size_t n = 0;

	for (; n < sizeof(first) / sizeof(*first); n++)
		words[n] = (char *)(uintptr_t)first[n];
	words[n++] = (char *)(uintptr_t)root;
	for (; *more; more++) {
		assert(n + 1 < WORDS_MAX);
		words[n++] = (char *)(uintptr_t)*more;
	}
	words[n] = NULL;
}

static enum git_result wait_for(pid_t pid)
{
	int status;

	while (waitpid(pid, &status, 0) < 0)
		if (errno != EINTR)
			return GIT_FAILED;
	if (!WIFEXITED(status))
		return GIT_FAILED;
	return WEXITSTATUS(status) == 0        ? GIT_DONE
	       : WEXITSTATUS(status) == NO_GIT ? GIT_MISSING
					       : GIT_FAILED;
}

enum git_result git_run(struct arena *a, const char *root, bool loud,
	const char *const *more, struct str *out)
{
	char *words[WORDS_MAX];
	enum git_result result;
	struct buf b;
	int ends[2];
	bool whole;
	pid_t pid;

	make_words(words, root, more);
	if (pipe2(ends, O_CLOEXEC) < 0)
		return GIT_MISSING;
	pid = fork();
	if (pid == 0)
		become_git(words, ends[1], loud);
	close(ends[1]);
	buf_init(&b, a);
	whole = pid > 0 && read_all(&b, ends[0]);
	close(ends[0]);
	result = pid > 0 ? wait_for(pid) : GIT_MISSING;
	*out = buf_str(&b);
	return result == GIT_DONE && !whole ? GIT_FAILED : result;
}
