/*
 * Paths and URLs taken apart and put together. A normalized path has no
 * empty part, no '.' and no '..', so that it can be compared by its bytes
 * and never leads out of its root.
 */
#include "base/path.h"

#include "base/buf.h"

struct str path_dir(struct str path)
{
	size_t slash = str_rfind_byte(path, '/');

	return str_sub(path, 0, slash == STR_NONE ? 0 : slash);
}

struct str path_base(struct str path)
{
	size_t slash = str_rfind_byte(path, '/');

	return slash == STR_NONE ? path : str_skip(path, slash + 1);
}

struct str path_ext(struct str path)
{
	struct str base = path_base(path);
	size_t dot = str_rfind_byte(base, '.');

	/* A name that begins with its only dot is a hidden file's. */
	return str_skip(base, dot == STR_NONE || dot == 0 ? base.n : dot);
}

struct str path_stem(struct str path)
{
	return str_sub(path, 0, path.n - path_ext(path).n);
}

struct str path_join(struct arena *a, struct str dir, struct str rest)
{
	if (dir.n == 0)
		return str_dup(a, rest);
	if (rest.n == 0)
		return str_dup(a, dir);
	size_t slash = dir.p[dir.n - 1] != '/';
	char *p = arena_text(a, dir.n + slash + rest.n + 1);
	memcpy(p, dir.p, dir.n);
	if (slash)
		p[dir.n] = '/';
	memcpy(p + dir.n + slash, rest.p, rest.n);
	p[dir.n + slash + rest.n] = '\0';
	return str_make(p, dir.n + slash + rest.n);
}

/*
 * Appends the parts of path to the n normalized bytes at out, which has
 * room for them. The new length, or STR_NONE if it leaves the root.
 */
static size_t add_parts(char *out, size_t n, struct str path)
{
	struct str part;

	while (str_cut(&path, '/', &part)) {
		if (part.n == 0 || str_eq(part, S(".")))
			continue;
		if (str_eq(part, S(".."))) {
			if (n == 0)
				return STR_NONE;
			n = path_dir(str_make(out, n)).n;
			continue;
		}
		if (n > 0)
			out[n++] = '/';
		memcpy(out + n, part.p, part.n);
		n += part.n;
	}
	return n;
}

/* The parts of dir, then those of rest; both count from the root. */
static bool normalize(struct arena *a, struct str dir, struct str rest,
	struct str *out)
{
	char *p = arena_text(a, dir.n + rest.n + 2);
	size_t n = add_parts(p, 0, dir);

	if (n != STR_NONE)
		n = add_parts(p, n, rest);
	if (n == STR_NONE)
		return false;
	p[n] = '\0';
	*out = str_make(p, n);
	return true;
}

bool path_normalize(struct arena *a, struct str path, struct str *out)
{
	if (str_starts(path, S("/")))
		return false;
	return normalize(a, S(""), path, out);
}

bool path_resolve(struct arena *a, struct str from, struct str rest,
	struct str *out)
{
	struct str dir = path_dir(from);

	if (str_starts(rest, S("/")) || str_starts(rest, S("~/"))) {
		rest = str_skip(rest, rest.p[0] == '~');
		dir = S("");
	} else if (str_starts(from, S("/"))) {
		return false;
	}
	return normalize(a, dir, rest, out);
}

/* How many bytes of both are the same folders, each with its '/'. */
static size_t common_folders(struct str from, struct str to)
{
	size_t same = 0;

	for (size_t i = 0; i < from.n && i < to.n; i++) {
		if (from.p[i] != to.p[i])
			break;
		if (from.p[i] == '/')
			same = i + 1;
	}
	return same;
}

struct str path_relative(struct arena *a, struct str from, struct str to)
{
	size_t same = common_folders(from, to);
	struct buf b;

	buf_init(&b, a);
	for (size_t i = same; i < from.n; i++)
		if (from.p[i] == '/')
			buf_lit(&b, "../");
	buf_add(&b, str_skip(to, same));
	buf_byte(&b, '\0');
	return str_make(b.p, b.n - 1);
}

/* The length of "scheme" in "scheme:rest", 0 if s does not begin so. */
static size_t scheme_length(struct str s)
{
	size_t i = 0;

	if (s.n == 0 || !char_is_alnum(s.p[0]) || char_is_digit(s.p[0]))
		return 0;
	while (i < s.n && (char_is_alnum(s.p[i]) || s.p[i] == '+' ||
				  s.p[i] == '-' || s.p[i] == '.'))
		i++;
	return i < s.n && s.p[i] == ':' ? i : 0;
}

/* Cuts s at the first c; what is behind it goes to *tail. */
static bool split_tail(struct str *s, char c, struct str *tail)
{
	size_t i = str_find_byte(*s, 0, c);

	*tail = str_skip(*s, i == STR_NONE ? s->n : i + 1);
	*s = str_sub(*s, 0, i);
	return i != STR_NONE;
}

struct url url_split(struct str s)
{
	struct url u = { 0 };
	size_t n = scheme_length(s);

	u.scheme = str_sub(s, 0, n);
	if (n > 0)
		s = str_skip(s, n + 1);
	u.has_fragment = split_tail(&s, '#', &u.fragment);
	u.has_query = split_tail(&s, '?', &u.query);
	u.has_authority = str_starts(s, S("//"));
	u.authority = str_sub(s, 0, 0);
	if (u.has_authority) {
		size_t slash = str_find_byte(s, 2, '/');
		u.authority = str_sub(s, 2, slash);
		s = str_skip(s, u.authority.n + 2);
	}
	u.path = s;
	return u;
}

static int hex_value(char c)
{
	if (char_is_digit(c))
		return c - '0';
	c = char_lower(c);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

struct str url_decode(struct arena *a, struct str s)
{
	char *p = arena_text(a, s.n + 1);
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++) {
		int high = -1, low = -1;
		if (s.p[i] == '%' && s.n - i > 2) {
			high = hex_value(s.p[i + 1]);
			low = hex_value(s.p[i + 2]);
		}
		if (high >= 0 && low >= 0) {
			p[n++] = (char)(high * 16 + low);
			i += 2;
		} else {
			p[n++] = s.p[i];
		}
	}
	p[n] = '\0';
	return str_make(p, n);
}

struct str url_encode(struct arena *a, struct str s)
{
	static const char hex[] = "0123456789ABCDEF";
	struct str keep = S("/-._~!$&'()*+,;=@");
	char *p = arena_text(a, s.n * 3 + 1);
	bool first = true; /* in the first part a ':' would end a scheme */
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];
		first = first && c != '/';
		if (char_is_alnum(c) || (c == ':' && !first) ||
			str_find_byte(keep, 0, c) != STR_NONE) {
			p[n++] = c;
			continue;
		}
		p[n++] = '%';
		p[n++] = hex[(uint8_t)c >> 4];
		p[n++] = hex[(uint8_t)c & 15];
	}
	p[n] = '\0';
	return str_make(p, n);
}
