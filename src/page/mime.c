/* The kinds that the publishing platform has. */
#include "page/mime.h"

static const struct {
	const char *name;
	enum mime kind;
} mimes[] = {
	{ "Achievements", MIME_UNTITLED },
	{ "ContextObject", MIME_UNTITLED },
	{ "FAQ", MIME_TITLED },
	{ "Hub", MIME_TITLED },
	{ "Landing", MIME_TITLED },
	{ "LearningPath", MIME_TITLED },
	{ "Module", MIME_TITLED },
	{ "ModuleUnit", MIME_TITLED },
	{ "Tutorial", MIME_TITLED },
	{ "ZonePivotGroups", MIME_UNTITLED },
};

enum mime mime_kind(struct str word)
{
	for (size_t i = 0; i < sizeof(mimes) / sizeof(*mimes); i++)
		if (str_eq_nocase(word, str_of(mimes[i].name)))
			return mimes[i].kind;
	return MIME_UNKNOWN;
}
