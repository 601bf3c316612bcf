/* Asked for missing targets only; the answer is the disk's. */
#include "set/fallback.h"

#include "base/fs.h"

bool fallback_has(const struct docset *s, struct str path)
{
	return s->fallback_dir >= 0 && path.n > 0 &&
	       fs_is_file(s->fallback_dir, path);
}
