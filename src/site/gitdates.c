/*
 * Runs `git log` once over the docset's folder and keeps the first, which is
 * the newest, day of each path. git is told to trust nothing that the folder
 * could have brought along: no bare repository, no monitor, no signatures.
 */
#include "site/gitdates.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/buf.h"

#define OUTPUT_MAX ((size_t)256 << 20)

/* Never returns. */
static void become_git(char *const *words, int out)
{
	int null = open("/dev/null", O_RDWR);

	unsetenv("GIT_DIR");
	unsetenv("GIT_WORK_TREE");
	unsetenv("GIT_INDEX_FILE");
	if (null >= 0 && dup2(null, 0) >= 0 && dup2(out, 1) >= 0 &&
		dup2(null, 2) >= 0)
		execvp("git", words);
	_exit(127);
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

/* What git says to `more` words; false: there is no git, or no answer. */
static bool ask(struct arena *a, const char *root, const char *const *more,
	struct str *answer)
{
	static const char *const first[] = { "git", "--no-pager", "-c",
		"safe.bareRepository=explicit", "-c", "core.fsmonitor=false",
		"-c", "log.showSignature=false", "-c", "core.quotePath=false",
		"-C" };
	char *words[32];
	size_t n = 0;
	int ends[2], status = -1;
	struct buf b;
	bool whole;
	pid_t pid;

	for (; n < sizeof(first) / sizeof(*first); n++)
		words[n] = (char *)(uintptr_t)first[n];
	words[n++] = (char *)(uintptr_t)root;
	while (*more)
		words[n++] = (char *)(uintptr_t)*more++;
	words[n] = NULL;
	if (pipe2(ends, O_CLOEXEC) < 0)
		return false;
	pid = fork();
	if (pid == 0)
		become_git(words, ends[1]);
	close(ends[1]);
	buf_init(&b, a);
	whole = pid > 0 && read_all(&b, ends[0]);
	close(ends[0]);
	while (pid > 0 && waitpid(pid, &status, 0) < 0 && errno == EINTR)
		;
	*answer = buf_str(&b);
	return whole && status == 0;
}

static void keep_days(struct arena *a, struct map *days, struct str log)
{
	struct str line, *day = NULL;

	while (str_cut(&log, '\n', &line)) {
		if (str_starts(line, S("\001"))) {
			day = arena_new(a, struct str);
			*day = str_skip(line, 1);
		} else if (line.n && day && !map_has(days, line)) {
			map_put(a, days, line, day);
		}
	}
}

struct gitdates *gitdates_read(struct arena *a, const char *root)
{
	static const char *const shallow[] = { "rev-parse",
		"--is-shallow-repository", NULL };
	static const char *const log[] = { "log", "--no-renames",
		"--format=%x01%cs", "--name-only", "--relative", "--", ".",
		NULL };
	struct gitdates *d = arena_new(a, struct gitdates);
	struct str answer;

	*d = (struct gitdates){ 0 };
	if (!ask(a, root, shallow, &answer) ||
		!str_eq(str_trim(answer), S("false")) ||
		!ask(a, root, log, &answer))
		return NULL;
	keep_days(a, &d->days, answer);
	return d;
}

struct str gitdates_of(const struct gitdates *d, struct str path)
{
	const struct str *day = d ? map_get(&d->days, path) : NULL;

	return day ? *day : S("");
}
