/*
 * Paths and URLs as text; nothing here touches a disk. Paths inside a
 * docset are relative, '/'-separated, without '.' and '..' parts: "a/b.md".
 */
#ifndef DIGLOT_PATH_H
#define DIGLOT_PATH_H

#include "base/arena.h"
#include "base/str.h"

struct str path_dir(struct str path);  /* "a/b" of "a/b/c.md"; "" of "c.md" */
struct str path_base(struct str path); /* "c.md" of "a/b/c.md" */
struct str path_ext(struct str path);  /* ".md" of "a/c.md"; "" if none */
struct str path_stem(struct str path); /* "a/c" of "a/c.md" */

struct str path_join(struct arena *a, struct str dir, struct str rest);
/*
 * Takes out '.', '..' and doubled '/'; '\' stays as it is. False if the
 * path is absolute or leaves its root: *out is then not set.
 */
bool path_normalize(struct arena *a, struct str path, struct str *out);
/*
 * Where `rest`, written in the file `from`, points: path_normalize of
 * path_dir(from) and rest; `~/x` and `/x` count from the root.
 */
bool path_resolve(struct arena *a, struct str from, struct str rest,
	struct str *out);
/* The relative path that leads from the file `from` to the file `to`. */
struct str path_relative(struct arena *a, struct str from, struct str to);

/* RFC 3986 parts, without their delimiters; each may be empty. */
struct url {
	struct str scheme, authority, path, query, fragment;
	bool has_query, has_fragment;
	bool has_authority; /* "//host/x" or "scheme://host/x" */
};
struct url url_split(struct str s);
/* Percent-decoded once; a bad escape stays as it is. */
struct str url_decode(struct arena *a, struct str s);
/* For a path or fragment in an href: escapes what RFC 3986 does not allow
 * there, and '%'; keeps '/' and UTF-8 as %XX. */
struct str url_encode(struct arena *a, struct str s);

#endif
