/* Files and standard input as bytes. */
#include "cmd/input.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/fs.h"
#include "cmd/talk.h"

#define INPUT_LIMIT ((size_t)8 << 20)
#define ANY_LIMIT ((size_t)256 << 20)

/* To its end, or a little over the limit. False: errno. */
static bool read_all(struct arena *a, int fd, size_t limit, struct str *bytes)
{
	struct buf b;
	ssize_t n = 1;

	buf_init(&b, a);
	while (n > 0 && b.n <= limit) {
		buf_reserve(&b, 65536);
		n = read(fd, b.p + b.n, 65536);
		if (n < 0 && errno == EINTR)
			n = 1;
		else if (n > 0)
			b.n += (size_t)n;
	}
	*bytes = buf_str(&b);
	return n >= 0;
}

static bool read_stdin(struct arena *a, size_t limit, struct str *bytes)
{
	bool ok = read_all(a, STDIN_FILENO, limit, bytes);

	if (!ok)
		talk_error("cannot read standard input: %s", strerror(errno));
	return ok;
}

bool input_read(struct arena *a, struct str path, struct str *bytes)
{
	enum fs_result r;

	if (str_eq(path, S("-")))
		return read_stdin(a, INPUT_LIMIT, bytes);
	r = fs_read_path(a, path, INPUT_LIMIT, bytes);
	if (r != FS_OK)
		talk_error("cannot read '%.*s': %s", STR_ARG(path),
			r == FS_TOO_BIG ? "it has more than 8 MiB"
					: fs_reason(r));
	return r == FS_OK;
}

bool input_read_any(struct arena *a, const char *path, struct str *bytes)
{
	bool ok;
	int fd;

	if (strcmp(path, "-") == 0)
		return read_stdin(a, ANY_LIMIT, bytes);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	ok = fd >= 0 && read_all(a, fd, ANY_LIMIT, bytes);
	if (!ok)
		talk_error("cannot read '%s': %s", path, strerror(errno));
	if (fd >= 0)
		close(fd);
	return ok;
}
