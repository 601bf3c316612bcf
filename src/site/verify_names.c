/*
 * Names of files that not every disk can hold. A site is copied, packed and
 * unpacked on any system.
 */
#include "base/path.h"
#include "base/utf8.h"
#include "site/verifier.h"

static bool is_device(struct str name)
{
	static const char *const names[] = { "con", "prn", "aux", "nul", NULL };
	size_t dot = str_find_byte(name, 0, '.');
	struct str stem = str_sub(name, 0, dot);

	if (str_in_nocase(stem, names))
		return true;
	return stem.n == 4 && char_is_digit(stem.p[3]) && stem.p[3] != '0' &&
	       (str_starts_nocase(stem, S("com")) ||
		       str_starts_nocase(stem, S("lpt")));
}

static bool is_name(struct str name)
{
	for (size_t i = 0; i < name.n; i++)
		if ((unsigned char)name.p[i] < ' ' ||
			str_find_byte(S("<>:\"|?*\\"), 0, name.p[i]) !=
				STR_NONE)
			return false;
	return name.n > 0 && name.p[name.n - 1] != '.' &&
	       name.p[name.n - 1] != ' ' && !is_device(name);
}

void verify_names(struct verifier *v, struct str path)
{
	struct str rest = path, name;

	while (str_cut(&rest, '/', &name))
		if (!is_name(name)) {
			verify_trouble(v, VERIFY_NOTHING,
				"not every disk has a name like", name);
			return;
		}
}
