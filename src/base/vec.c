/* The growing half of VEC. */
#include "base/vec.h"

void *vec_room(struct arena *a, void *p, size_t *cap, size_t size)
{
	size_t was = *cap;

	*cap = was ? was * 2 : 8;
	return arena_grow(a, p, was * size, *cap * size);
}
