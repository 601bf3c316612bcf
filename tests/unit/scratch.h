/* A folder of its own for each test that needs a disk. */
#ifndef DIGLOT_TEST_SCRATCH_H
#define DIGLOT_TEST_SCRATCH_H

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/fs.h"

struct scratch {
	struct arena arena;
	char path[256];
	int dir;
};

static inline int scratch_setup(void **state)
{
	struct scratch *s = calloc(1, sizeof(*s));
	const char *tmp = getenv("TMPDIR");

	arena_init(&s->arena);
	snprintf(s->path, sizeof(s->path), "%s/diglot-XXXXXX",
		tmp ? tmp : "/tmp");
	if (!mkdtemp(s->path))
		return -1;
	s->dir = fs_open_dir(s->path);
	*state = s;
	return s->dir < 0 ? -1 : 0;
}

static inline int scratch_teardown(void **state)
{
	struct scratch *s = *state;
	bool ok = fs_remove_tree(AT_FDCWD, s->path);

	close(s->dir);
	arena_release(&s->arena);
	free(s);
	return ok ? 0 : -1;
}

#define scratch_test(f) \
	cmocka_unit_test_setup_teardown(f, scratch_setup, scratch_teardown)

#endif
