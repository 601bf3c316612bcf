/* A child with its output in a pipe. */
#include "cmd/git.h"

#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/buf.h"
#include "cmd/talk.h"

#define MAX_BYTES ((size_t)256 << 20)

extern char **environ;

static bool start(const char *const *argv, int out, pid_t *pid)
{
	posix_spawn_file_actions_t actions;
	int error = posix_spawn_file_actions_init(&actions);

	if (!error)
		error = posix_spawn_file_actions_addopen(&actions, 0,
			"/dev/null", O_RDONLY, 0);
	if (!error)
		error = posix_spawn_file_actions_adddup2(&actions, out, 1);
	if (!error)
		/* posix_spawnp changes none of the strings. */
		error = posix_spawnp(pid, argv[0], &actions, NULL,
			(char *const *)(uintptr_t)argv, environ);
	posix_spawn_file_actions_destroy(&actions);
	errno = error;
	return error == 0;
}

static bool read_all(int fd, struct buf *out)
{
	char block[65536];
	ssize_t n;

	while ((n = read(fd, block, sizeof(block))) != 0) {
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0 || out->n + (size_t)n > MAX_BYTES)
			return false;
		buf_add(out, str_make(block, (size_t)n));
	}
	return true;
}

static bool ended_well(pid_t pid)
{
	int status;

	while (waitpid(pid, &status, 0) < 0)
		if (errno != EINTR)
			return false;
	return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

bool git_run(struct arena *a, const char *const *argv, struct str *out)
{
	struct buf text;
	int ends[2];
	bool ok;
	pid_t pid;

	if (pipe2(ends, O_CLOEXEC) != 0 || !start(argv, ends[1], &pid)) {
		talk_error("cannot run '%s': %s", argv[0], strerror(errno));
		return false;
	}
	close(ends[1]);
	buf_init(&text, a);
	ok = read_all(ends[0], &text);
	close(ends[0]);
	ok = ended_well(pid) && ok;
	if (!ok)
		talk_error("'git %s' failed", argv[3]);
	*out = buf_str(&text);
	return ok;
}
