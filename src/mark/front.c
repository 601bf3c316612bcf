/* Bytes of a page into its YAML and its body. Nothing is copied. */
#include "mark/front.h"

/* Takes one line off the front of s at *at; false at the end. */
static bool next_line(struct str s, size_t *at, struct str *line)
{
	if (*at >= s.n)
		return false;
	size_t i = *at;
	while (i < s.n && s.p[i] != '\n' && s.p[i] != '\r')
		i++;
	*line = str_sub(s, *at, i);
	if (i < s.n && s.p[i] == '\r')
		i++;
	if (i < s.n && s.p[i] == '\n' &&
		(i == *at || s.p[i - 1] == '\r' || i == *at + line->n))
		i++;
	*at = i;
	return true;
}

struct front front_split(struct str bytes)
{
	struct front f = { 0 };
	struct str line;
	size_t at = str_starts(bytes, S("\xEF\xBB\xBF")) ? 3 : 0;

	f.body_at = at;
	if (!next_line(bytes, &at, &line) ||
		!str_eq(str_trim_right(line), S("---")))
		return f;
	f.yaml_at = at;
	for (size_t start = at; next_line(bytes, &at, &line); start = at) {
		struct str t = str_trim_right(line);
		if (str_eq(t, S("---")) || str_eq(t, S("..."))) {
			f.present = true;
			f.yaml = str_sub(bytes, f.yaml_at, start);
			f.body_at = at;
			return f;
		}
	}
	f.unclosed = true;
	return f;
}
