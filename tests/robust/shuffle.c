/*
 * For LD_PRELOAD: readdir gives the entries of a folder in an order that
 * SHUFFLE (a number) says, as another file system might.
 */
#include <dirent.h>
#include <dlfcn.h>
#include <stdlib.h>
#include <string.h>

#define FOLDERS 256
#define ENTRIES 4096

struct folder {
	DIR *dir;
	struct dirent *entries[ENTRIES];
	size_t n, next;
};

static struct folder folders[FOLDERS];

static void read_all(struct folder *f)
{
	struct dirent *(*next)(DIR *) = (struct dirent * (*)(DIR *))
		dlsym(RTLD_NEXT, "readdir64");
	const char *seed = getenv("SHUFFLE");
	unsigned state = seed ? (unsigned)atoi(seed) : 1;
	struct dirent *d;

	while (f->n < ENTRIES && (d = next(f->dir))) {
		f->entries[f->n] = malloc(d->d_reclen);
		memcpy(f->entries[f->n++], d, d->d_reclen);
	}
	for (size_t i = f->n; i > 1; i--) {
		state = state * 1664525 + 1013904223;
		size_t k = (state >> 8) % i;
		d = f->entries[k];
		f->entries[k] = f->entries[i - 1];
		f->entries[i - 1] = d;
	}
}

static struct folder *find(DIR *dir)
{
	struct folder *none = NULL;

	for (size_t i = 0; i < FOLDERS; i++) {
		if (folders[i].dir == dir)
			return &folders[i];
		if (!folders[i].dir && !none)
			none = &folders[i];
	}
	if (!none)
		abort();
	none->dir = dir;
	none->n = none->next = 0;
	read_all(none);
	return none;
}

struct dirent *readdir(DIR *dir)
{
	struct folder *f = find(dir);

	return f->next < f->n ? f->entries[f->next++] : NULL;
}

struct dirent64 *readdir64(DIR *dir)
{
	return (struct dirent64 *)readdir(dir);
}

int closedir(DIR *dir)
{
	int (*close)(DIR *) = (int (*)(DIR *))dlsym(RTLD_NEXT, "closedir");

	for (size_t i = 0; i < FOLDERS; i++)
		if (folders[i].dir == dir)
			folders[i].dir = NULL;
	return close(dir);
}
