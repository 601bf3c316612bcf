/*
 * Typed arrays that grow in an arena.
 *
 *     VEC(struct str) names = { 0 };
 *     vec_push(a, &names, name);
 *     for (size_t i = 0; i < names.n; i++) use(names.p[i]);
 */
#ifndef DIGLOT_VEC_H
#define DIGLOT_VEC_H

#include "base/arena.h"

#define VEC(type)           \
	struct {            \
		type *p;    \
		size_t n;   \
		size_t cap; \
	}

/* Room for one more item of the given size; used by vec_push. */
void *vec_room(struct arena *a, void *p, size_t *cap, size_t size);

#define vec_push(a, v, item)                                      \
	do {                                                      \
		if ((v)->n == (v)->cap)                           \
			(v)->p = vec_room((a), (v)->p, &(v)->cap, \
				sizeof(*(v)->p));                 \
		(v)->p[(v)->n++] = (item);                        \
	} while (0)

#endif
