/* Candidates in an order; the first that has the folder is it. */
#include "cmd/data.h"

#include <limits.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/fs.h"
#include "base/path.h"
#include "cmd/talk.h"

#ifndef DIGLOT_DATADIR
#define DIGLOT_DATADIR "/usr/local/share/diglot"
#endif

/* PREFIX/bin/diglot, build/diglot, build/VARIANT/diglot. */
static const char *const beside[] = { "../share/diglot", "..", "../.." };

static struct str program_folder(struct arena *a)
{
	char path[PATH_MAX];
	ssize_t n = readlink("/proc/self/exe", path, sizeof(path));

	if (n <= 0 || (size_t)n >= sizeof(path))
		return S("");
	return str_dup(a, path_dir(str_make(path, (size_t)n)));
}

static int try_open(struct arena *a, struct str folder, const char *name,
	struct str *path)
{
	*path = path_join(a, folder, str_of(name));
	return fs_open_dir(path->p);
}

static int open_beside(struct arena *a, const char *name, struct str *path)
{
	struct str folder = program_folder(a);
	size_t n = folder.n ? sizeof(beside) / sizeof(*beside) : 0;
	int dir = -1;

	for (size_t i = 0; i < n && dir < 0; i++)
		dir = try_open(a, path_join(a, folder, str_of(beside[i])), name,
			path);
	return dir;
}

int data_open(struct arena *a, const char *name, struct str *path)
{
	const char *given = getenv("DIGLOT_DATA");
	int dir;

	if (given && *given) {
		dir = try_open(a, str_of(given), name, path);
	} else {
		dir = open_beside(a, name, path);
		if (dir < 0)
			dir = try_open(a, S(DIGLOT_DATADIR), name, path);
	}
	if (dir < 0)
		talk_error("cannot find the program's folder '%s'; set "
			   "DIGLOT_DATA to the folder that holds it",
			name);
	return dir;
}
