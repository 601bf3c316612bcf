/* The one table of image types. */
#include "site/media.h"

#include "base/path.h"

static const struct media all[] = {
	{ ".png", "image/png", true },
	{ ".jpg", "image/jpeg", true },
	{ ".jpeg", "image/jpeg", true },
	{ ".gif", "image/gif", true },
	{ ".svg", "image/svg+xml", true },
	{ ".webp", "image/webp", false },
	{ ".avif", "image/avif", false },
	{ ".bmp", "image/bmp", false },
	{ ".ico", "image/vnd.microsoft.icon", false },
};

const struct media *media_of(struct str path)
{
	struct str ext = path_ext(path);

	for (size_t i = 0; i < sizeof(all) / sizeof(*all); i++)
		if (str_eq_nocase(ext, str_of(all[i].ext)))
			return &all[i];
	return NULL;
}
