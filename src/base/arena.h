/*
 * Memory that is given out by moving a pointer and taken back all at once.
 *
 * Three lifetimes: run, page, scratch (one job, reset after it). Who is
 * handed an arena may keep what it makes there; who is handed none may not.
 * Nothing above base/ calls malloc or free.
 *
 * An arena is private to its process, or draws on the shared region: an
 * anonymous mapping made before the first fork, so that what one worker
 * builds there is read in all others at the same address.
 */
#ifndef DIGLOT_ARENA_H
#define DIGLOT_ARENA_H

#include <stdbool.h>
#include <stddef.h>

struct arena {
	char *at, *end;       /* the free part of the current chunk */
	struct chunk *chunks; /* newest first */
	struct chunk *spare;  /* kept by arena_reset for the next round */
	size_t used;          /* bytes given out since init or reset */
	size_t limit;         /* of used; 0 is none */
	bool shared;
};

/* Makes the shared region; call once, before any fork. False: errno. */
bool arena_share(void);

/*
 * What the shared region has given out so far, and giving back all that came
 * after it: only while there are no workers, and no arena that has a chunk
 * of it is used again.
 */
size_t arena_share_mark(void);
void arena_share_rewind(size_t mark);

/*
 * Lets go of the pages of the shared region that this process has looked at:
 * they stay as they are, and come back when they are asked for. For a parent
 * that waits while its workers use the memory.
 */
void arena_share_let_go(void);

void arena_init(struct arena *a);
/* As arena_init where there is no shared region. */
void arena_init_shared(struct arena *a);
/* Forgets everything, keeps the memory. Not for shared arenas. */
void arena_reset(struct arena *a);
/* Gives the memory back. A shared arena's stays until the process ends. */
void arena_release(struct arena *a);

/*
 * Called instead of returning when memory ends or a limit is passed; must
 * not return. Default: a line on stderr and abort(). Workers set their own.
 */
extern void (*arena_exhausted)(void);

/* n zeroed bytes, aligned for any type. */
void *arena_alloc(struct arena *a, size_t n);
/* The same, not zeroed: for what is written before it is read. */
void *arena_room(struct arena *a, size_t n);
/* n bytes that are not zeroed, not aligned: for text. */
char *arena_text(struct arena *a, size_t n);
/*
 * Makes the block [p, p + n) m bytes long, in place where it is the last
 * block of the arena, else as a copy. The new bytes are not zeroed.
 */
void *arena_grow(struct arena *a, void *p, size_t n, size_t m);

#define arena_new(a, type) ((type *)arena_alloc((a), sizeof(type)))
#define arena_array(a, type, n) \
	((type *)arena_alloc((a), sizeof(type) * (size_t)(n)))

#endif
