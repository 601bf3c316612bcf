/*
 * Chunks in, blocks out. Private chunks come from malloc, shared ones from
 * the region by an atomic add. Memory in a chunk's free part is zeroed only
 * when it is handed out, so that text costs no memset.
 */
#include "base/arena.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#define ALIGN 16
#define CHUNK_MIN ((size_t)64 << 10)
#define CHUNK_MAX ((size_t)1 << 20)
#define SHARED_MAX ((size_t)1 << 18) /* what nobody uses is not given back */
#define REGION_MAX ((size_t)1 << 36) /* address space, not memory */
#define REGION_MIN ((size_t)1 << 28)

struct chunk {
	struct chunk *next;
	size_t size; /* of the bytes behind this head */
};

struct region {
	size_t used; /* by __atomic builtins: several processes */
	size_t size;
};

static struct region *region;

static void exhausted(void)
{
	fputs("diglot: out of memory\n", stderr);
	abort();
}

void (*arena_exhausted)(void) = exhausted;

bool arena_share(void)
{
	int flags = MAP_SHARED | MAP_ANONYMOUS | MAP_NORESERVE;

	/* A limit on address space (ulimit -v) may forbid the whole. */
	for (size_t n = REGION_MAX; !region && n >= REGION_MIN; n /= 2) {
		void *p = mmap(NULL, n, PROT_READ | PROT_WRITE, flags, -1, 0);
		if (p != MAP_FAILED) {
			region = p;
			region->used = 4096;
			region->size = n;
		}
	}
	return region != NULL;
}

size_t arena_share_mark(void)
{
	return region ? region->used : 0;
}

void arena_share_rewind(size_t mark)
{
	size_t page = 4096, from = (mark + page - 1) & ~(page - 1);

	if (!region || region->used <= from)
		return;
	/* The pages themselves go back, not only their numbers. */
	madvise((char *)region + from, region->used - from, MADV_REMOVE);
	region->used = from;
}

void arena_share_let_go(void)
{
	if (region)
		madvise(region, (region->used + 4095) & ~(size_t)4095,
			MADV_DONTNEED);
}

void arena_init(struct arena *a)
{
	*a = (struct arena){ 0 };
}

void arena_init_shared(struct arena *a)
{
	*a = (struct arena){ .shared = region != NULL };
}

static struct chunk *chunk_from_region(size_t size)
{
	size_t all = (sizeof(struct chunk) + size + 4095) & ~(size_t)4095;
	size_t at = __atomic_load_n(&region->used, __ATOMIC_RELAXED);

	do {
		if (all > region->size - at)
			return NULL;
	} while (!__atomic_compare_exchange_n(&region->used, &at, at + all,
		true, __ATOMIC_RELAXED, __ATOMIC_RELAXED));
	struct chunk *c = (struct chunk *)((char *)region + at);
	/* Most of it will be written: at once is cheaper than page by page.
	 * Of a large one nobody knows, and a limit may be near. */
	if (size <= SHARED_MAX)
		madvise(c, all, MADV_POPULATE_WRITE);
	c->size = all - sizeof(*c);
	return c;
}

static struct chunk *chunk_new(struct arena *a, size_t size)
{
	struct chunk *c;

	if (a->shared) {
		c = chunk_from_region(size);
	} else {
		c = malloc(sizeof(*c) + size);
		if (c)
			c->size = size;
	}
	return c;
}

/* A spare chunk that is large enough, taken off the list. */
static struct chunk *chunk_spare(struct arena *a, size_t size)
{
	for (struct chunk **at = &a->spare; *at; at = &(*at)->next) {
		if ((*at)->size >= size) {
			struct chunk *c = *at;
			*at = c->next;
			return c;
		}
	}
	return NULL;
}

static void add_chunk(struct arena *a, size_t need)
{
	size_t size = a->chunks ? a->chunks->size * 2 : CHUNK_MIN;
	size_t most = a->shared ? SHARED_MAX : CHUNK_MAX;

	if (size > most)
		size = most;
	if (size < need)
		size = need;
	struct chunk *c = chunk_spare(a, need);
	if (!c)
		c = chunk_new(a, size);
	if (!c) {
		arena_exhausted();
		abort();
	}
	c->next = a->chunks;
	a->chunks = c;
	a->at = (char *)(c + 1);
	a->end = a->at + c->size;
}

static char *take(struct arena *a, size_t n, size_t align)
{
	if (n > SIZE_MAX / 2) {
		arena_exhausted();
		abort();
	}
	size_t pad = (size_t)(-(uintptr_t)a->at & (align - 1));
	if (!a->at || pad + n > (size_t)(a->end - a->at)) {
		add_chunk(a, n + align);
		pad = (size_t)(-(uintptr_t)a->at & (align - 1));
	}
	char *p = a->at + pad;
	a->at = p + n;
	a->used += n;
	if (a->limit && a->used > a->limit) {
		arena_exhausted();
		abort();
	}
	return p;
}

void *arena_alloc(struct arena *a, size_t n)
{
	return memset(take(a, n, ALIGN), 0, n);
}

void *arena_room(struct arena *a, size_t n)
{
	return take(a, n, ALIGN);
}

char *arena_text(struct arena *a, size_t n)
{
	return take(a, n, 1);
}

void *arena_grow(struct arena *a, void *p, size_t n, size_t m)
{
	char *old = p;

	if (old && old + n == a->at && m - n <= (size_t)(a->end - a->at)) {
		a->at = old + m;
		a->used += m - n;
		if (a->limit && a->used > a->limit) {
			arena_exhausted();
			abort();
		}
		return p;
	}
	char *q = take(a, m, ALIGN);
	if (old)
		memcpy(q, old, n);
	return q;
}

void arena_reset(struct arena *a)
{
	while (a->chunks) {
		struct chunk *c = a->chunks;
		a->chunks = c->next;
		c->next = a->spare;
		a->spare = c;
	}
	a->at = a->end = NULL;
	a->used = 0;
}

void arena_release(struct arena *a)
{
	arena_reset(a);
	while (a->spare) {
		struct chunk *c = a->spare;
		a->spare = c->next;
		if (!a->shared)
			free(c);
	}
	arena_init(a);
}
