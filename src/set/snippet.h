/* Code that a page takes from another file of its docset. */
#ifndef DIGLOT_SNIPPET_H
#define DIGLOT_SNIPPET_H

#include "set/docset.h"

/* A file of samples is small. */
#define SNIPPET_LIMIT ((size_t)2 << 20)

enum snippet_result {
	SNIPPET_OK,
	SNIPPET_NO_FILE,
	SNIPPET_NO_TAG, /* no such region, or no such cell */
	SNIPPET_EMPTY,  /* no lines in the range */
	SNIPPET_NOT_NOTEBOOK,
};

/* The code that `s`, written in file `from`, asks for, into *out; "" where
 * there is none. Reads the file. */
enum snippet_result snippet_read(const struct docset *set,
	struct arena *scratch, uint32_t from, const struct snippet *s,
	struct str *out);
/* The language of a file by its extension: "csharp" of "a/b.cs"; or "". */
struct str snippet_language(struct str path);

#endif
