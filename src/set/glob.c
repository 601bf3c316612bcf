/*
 * Globs matched part by part. Within a part the last '*' is the only place
 * to go back to, over the parts the last `**` is; so each piece of the
 * pattern meets each piece of the path at most once.
 */
#include "set/glob.h"

#include "base/utf8.h"
#include "base/vec.h"

#define MAX_PATTERNS 1000
#define MAX_LENGTH 4096 /* of a pattern whose braces are expanded */
#define MAX_STEPS 4000
#define MAX_OPEN 16   /* braces without an end that are looked past */
#define MAX_CLASS 128 /* bytes of [...]; keeps the time linear */

/* The length of the class at s[at] ('['), or 0 if it does not end. */
static size_t class_length(struct str s, size_t at)
{
	size_t i = at + 1;

	if (i < s.n && (s.p[i] == '!' || s.p[i] == '^'))
		i++;
	if (i < s.n && s.p[i] == ']')
		i++;
	for (; i < s.n && i - at < MAX_CLASS; i++)
		if (s.p[i] == ']')
			return i + 1 - at;
	return 0;
}

static bool in_range(uint32_t c, uint32_t from, uint32_t to)
{
	return c >= from && c <= to;
}

/* Whether c is in `inner`, the text between the brackets. */
static bool class_has(struct str inner, uint32_t c)
{
	size_t at = 0;

	while (at < inner.n) {
		uint32_t from = utf8_lower(utf8_next(inner, &at));
		uint32_t to = from;

		if (at + 1 < inner.n && inner.p[at] == '-') {
			at++;
			to = utf8_lower(utf8_next(inner, &at));
		}
		if (in_range(c, from, to))
			return true;
	}
	return false;
}

static bool class_match(struct str set, uint32_t c)
{
	struct str inner = str_sub(set, 1, set.n - 1);
	bool negated = inner.p[0] == '!' || inner.p[0] == '^';

	return class_has(str_skip(inner, negated), c) != negated;
}

/*
 * One element of the pattern (no '*') against one character; both offsets
 * move behind what was compared.
 */
static bool match_one(struct str pattern, size_t *p, struct str text, size_t *t)
{
	struct str set;
	char want = pattern.p[*p];

	if (want != '?' && want != '[' && !((want | text.p[*t]) & 0x80)) {
		(*p)++;
		return char_lower(want) == char_lower(text.p[(*t)++]);
	}
	set = str_sub(pattern, *p, *p);
	if (want == '[')
		set.n = class_length(pattern, *p);
	if (set.n > 0) {
		*p += set.n;
		return class_match(set, utf8_lower(utf8_next(text, t)));
	}
	if (want == '?') {
		(*p)++;
		utf8_next(text, t);
		return true;
	}
	return utf8_lower(utf8_next(pattern, p)) ==
	       utf8_lower(utf8_next(text, t));
}

static bool match_part(struct str pattern, struct str text)
{
	size_t p = 0, t = 0;
	size_t star = STR_NONE, again = 0; /* behind the last '*', in text */

	while (t < text.n) {
		if (p < pattern.n && pattern.p[p] == '*') {
			star = ++p;
			again = t;
			continue;
		}
		if (p < pattern.n && match_one(pattern, &p, text, &t))
			continue;
		if (star == STR_NONE)
			return false;
		p = star;
		t = ++again;
	}
	while (p < pattern.n && pattern.p[p] == '*')
		p++;
	return p == pattern.n;
}

/* The part at *at; *at moves behind its '/', or past the end. */
static struct str next_part(struct str s, size_t *at)
{
	size_t slash = str_find_byte(s, *at, '/');
	struct str part = str_sub(s, *at, slash == STR_NONE ? s.n : slash);

	*at = slash == STR_NONE ? s.n + 1 : slash + 1;
	return part;
}

static bool match_parts(struct str pattern, struct str path)
{
	size_t p = 0, t = 0;
	size_t star = STR_NONE, again = 0;

	while (t <= path.n) {
		size_t back = t;
		struct str want;

		if (p <= pattern.n) {
			want = next_part(pattern, &p);
			if (str_eq(want, S("**"))) {
				star = p;
				again = t;
				continue;
			}
			if (match_part(want, next_part(path, &t)))
				continue;
			t = back;
		}
		if (star == STR_NONE)
			return false;
		p = star;
		next_part(path, &again);
		t = again;
	}
	while (p <= pattern.n)
		if (!str_eq(next_part(pattern, &p), S("**")))
			return false;
	return true;
}

static struct str drop_dot(struct str s)
{
	while (str_starts(s, S("./")))
		s = str_skip(s, 2);
	return s;
}

bool glob_match(struct str pattern, struct str path)
{
	bool negated = str_starts(pattern, S("!"));

	pattern = drop_dot(str_skip(pattern, negated));
	return match_parts(pattern, drop_dot(path)) != negated;
}

/* The end of the braces that open at `open`, or STR_NONE. */
static size_t brace_end(struct str s, size_t open)
{
	size_t depth = 0;

	for (size_t i = open; i < s.n; i++) {
		if (s.p[i] == '{')
			depth++;
		else if (s.p[i] == '}' && --depth == 0)
			return i;
	}
	return STR_NONE;
}

/* The first braces that open and close. */
static bool find_braces(struct str s, size_t *open, size_t *end)
{
	*open = str_find_byte(s, 0, '{');
	for (int i = 0; i < MAX_OPEN && *open != STR_NONE; i++) {
		*end = brace_end(s, *open);
		if (*end != STR_NONE)
			return true;
		*open = str_find_byte(s, *open + 1, '{');
	}
	return false;
}

struct patterns {
	VEC(struct str) todo; /* the next one last */
	VEC(struct str) done;
};

/* Puts one pattern for each alternative in place of s, the first on top. */
static void add_alternatives(struct arena *a, struct patterns *w, struct str s,
	size_t open, size_t end)
{
	struct str head = str_sub(s, 0, open), tail = str_skip(s, end + 1);
	size_t depth = 0, stop = end;

	for (size_t i = end; i-- > open;) {
		if (s.p[i] == '}')
			depth++;
		if (s.p[i] == '{' && i > open)
			depth--;
		if (i > open && (s.p[i] != ',' || depth > 0))
			continue;
		vec_push(a, &w->todo,
			str_printf(a, "%.*s%.*s%.*s", STR_ARG(head),
				STR_ARG(str_sub(s, i + 1, stop)),
				STR_ARG(tail)));
		stop = i;
	}
}

static bool expand(struct arena *a, struct patterns *w)
{
	size_t open, end;

	for (int step = 0; w->todo.n > 0; step++) {
		struct str s = w->todo.p[--w->todo.n];

		if (step >= MAX_STEPS || w->done.n >= MAX_PATTERNS ||
			w->todo.n > MAX_STEPS)
			return false;
		if (find_braces(s, &open, &end))
			add_alternatives(a, w, s, open, end);
		else
			vec_push(a, &w->done, s);
	}
	return true;
}

/* '\' as on Windows becomes '/', a folder "x/" all that is in it. */
static struct str tidy(struct arena *a, struct str s)
{
	bool negated = str_starts(s, S("!"));
	struct str copy = str_dup(a, drop_dot(str_skip(s, negated)));
	char *p = arena_text(a, copy.n + 1);

	for (size_t i = 0; i < copy.n; i++)
		p[i] = copy.p[i] == '\\' ? '/' : copy.p[i];
	copy = drop_dot(str_make(p, copy.n));
	return str_printf(a, "%s%.*s%s", negated ? "!" : "", STR_ARG(copy),
		str_ends(copy, S("/")) ? "**" : "");
}

bool glob_expand(struct arena *a, struct globs *g, struct str pattern)
{
	struct patterns w = { 0 };
	struct str *all;
	bool whole;

	if (pattern.n > MAX_LENGTH)
		return false;
	vec_push(a, &w.todo, pattern);
	whole = expand(a, &w);
	all = arena_array(a, struct str, g->n + w.done.n);
	for (size_t i = 0; i < g->n; i++)
		all[i] = g->p[i];
	for (size_t i = 0; i < w.done.n; i++)
		all[g->n + i] = tidy(a, w.done.p[i]);
	g->p = all;
	g->n += w.done.n;
	return whole;
}

bool globs_match(const struct globs *g, struct str path)
{
	bool taken = false, positive = false;

	for (size_t i = 0; i < g->n; i++) {
		bool negated = str_starts(g->p[i], S("!"));

		if (negated && !glob_match(g->p[i], path))
			return false;
		positive |= !negated;
		if (!negated && !taken)
			taken = glob_match(g->p[i], path);
	}
	return taken || (g->n > 0 && !positive);
}
