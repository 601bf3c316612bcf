/*
 * A scanner for inline Markdown that looks at no more than one half. It
 * need not agree with CommonMark in every case: what it does not know
 * stays text. A stack holds what was opened; what is never closed is text
 * again.
 */
#include "align/inline.h"

#include <assert.h>

#include "base/map.h"
#include "base/vec.h"

#define MAX_OPEN 24
#define MAX_TICKS 64

const struct inline_look inline_looks[INLINES] = {
	[INLINE_NONE] = { "other", "md:literal", false, "x-md-literal",
		"literal" },
	[INLINE_BOLD] = { "fmt", "xlf:b", false, "bold", "bold" },
	[INLINE_ITALIC] = { "fmt", "xlf:i", false, "italic", "italic" },
	[INLINE_STRIKE] = { "fmt", "md:strike", false, "x-md-strike",
		"strike" },
	[INLINE_LINK] = { "link", "md:link", true, "link", "link" },
	[INLINE_IMAGE] = { "image", "md:image", true, "x-md-image", "image" },
	[INLINE_CODE] = { "other", "md:code", true, "x-md-code", "code" },
	[INLINE_TAG] = { "other", "md:html", false, "x-md-html", "html" },
	[INLINE_BREAK] = { "fmt", "xlf:lb", false, "lb", "lb" },
	[INLINE_ENTITY] = { "other", "md:entity", false, "x-md-entity",
		"entity" },
	[INLINE_ESCAPE] = { "other", "md:escape", false, "x-md-escape",
		"escape" },
	[INLINE_URL] = { "link", "md:url", true, "x-md-url", "url" },
	[INLINE_DIRECTIVE] = { "other", "md:directive", true, "x-md-directive",
		"directive" },
};

struct scanner {
	struct arena *a;
	struct str s;
	struct parts out;
	size_t done;             /* bytes before it are in out */
	uint32_t open[MAX_OPEN]; /* indexes into out */
	size_t nopen;
	/* for each length of a run of backticks: no run behind this offset */
	size_t no_ticks[MAX_TICKS + 1];
	size_t no_colons; /* the same for ":::" */
	int failures;     /* ends of links that were looked for in vain */
};

/* ---- parts ------------------------------------------------------- */

static void add(struct scanner *c, enum part_kind kind, enum inline_code code,
	size_t end)
{
	struct part p = { kind, code, str_sub(c->s, c->done, end), 0, 0,
		false };

	if (end > c->done)
		vec_push(c->a, &c->out, p);
	c->done = end;
}

static void add_single(struct scanner *c, enum inline_code code, size_t at,
	size_t end)
{
	add(c, PART_TEXT, INLINE_NONE, at);
	add(c, PART_SINGLE, code, end);
}

static void add_open(struct scanner *c, enum inline_code code, size_t at,
	size_t end)
{
	if (c->nopen == MAX_OPEN)
		return;
	add(c, PART_TEXT, INLINE_NONE, at);
	add(c, PART_OPEN, code, end);
	c->open[c->nopen++] = (uint32_t)(c->out.n - 1);
}

/* What was opened and is never closed: a tag is still a tag. */
static void drop_open(struct scanner *c, size_t from)
{
	for (size_t i = from; i < c->nopen; i++) {
		struct part *p = &c->out.p[c->open[i]];
		p->kind = p->code == INLINE_TAG ? PART_SINGLE : PART_TEXT;
	}
	c->nopen = from;
}

/* Closes the opener at open[level]. */
static void add_close(struct scanner *c, size_t level, size_t at, size_t end)
{
	uint32_t opener = c->open[level];
	enum inline_code code = c->out.p[opener].code;

	drop_open(c, level + 1);
	c->nopen = level;
	add(c, PART_TEXT, INLINE_NONE, at);
	add(c, PART_CLOSE, code, end);
	c->out.p[c->out.n - 1].partner = opener;
	c->out.p[opener].partner = (uint32_t)(c->out.n - 1);
}

/* The level of the innermost opener of one of two codes, or MAX_OPEN. */
static size_t find_open(const struct scanner *c, enum inline_code one,
	enum inline_code other, struct str bytes)
{
	for (size_t i = c->nopen; i-- > 0;) {
		const struct part *p = &c->out.p[c->open[i]];
		if ((p->code == one || p->code == other) &&
			(bytes.n == 0 || str_eq(p->bytes, bytes)))
			return i;
	}
	return MAX_OPEN;
}

/* ---- kinds of code ------------------------------------------------ */

static size_t run_of(struct str s, size_t at)
{
	size_t i = at;

	while (i < s.n && s.p[i] == s.p[at])
		i++;
	return i - at;
}

/* The end of the code span whose run of n backticks ends at `at`. */
static size_t ticks_end(struct scanner *c, size_t at, size_t n)
{
	size_t i = at;

	if (n > MAX_TICKS || at >= c->no_ticks[n])
		return STR_NONE;
	while ((i = str_find_byte(c->s, i, '`')) != STR_NONE) {
		size_t run = run_of(c->s, i);
		if (run == n)
			return i + run;
		i += run;
	}
	c->no_ticks[n] = at;
	return STR_NONE;
}

static size_t read_ticks(struct scanner *c, size_t at)
{
	size_t n = run_of(c->s, at);
	size_t end = ticks_end(c, at + n, n);

	if (end == STR_NONE)
		return at + n;
	add_single(c, INLINE_CODE, at, end);
	return end;
}

/* The name of the tag <name ...> or </name>. */
static struct str tag_name(struct str tag)
{
	size_t from = tag.n > 1 && tag.p[1] == '/' ? 2 : 1, i = from;

	while (i < tag.n && (char_is_alnum(tag.p[i]) || tag.p[i] == '-'))
		i++;
	return str_sub(tag, from, i);
}

static bool is_void(struct str tag, struct str name)
{
	return str_ends(tag, S("/>")) || str_eq_nocase(name, S("br")) ||
	       str_eq_nocase(name, S("img")) || str_eq_nocase(name, S("hr"));
}

static void read_tag_part(struct scanner *c, size_t at, size_t end)
{
	struct str tag = str_sub(c->s, at, end), name = tag_name(tag);

	if (str_eq_nocase(name, S("br"))) {
		add_single(c, INLINE_BREAK, at, end);
	} else if (is_void(tag, name) || name.n == 0) {
		add_single(c, INLINE_TAG, at, end);
	} else if (tag.p[1] != '/') {
		if (c->nopen < MAX_OPEN)
			add_open(c, INLINE_TAG, at, end);
		else
			add_single(c, INLINE_TAG, at, end);
	} else {
		size_t level = find_open(c, INLINE_TAG, INLINE_TAG, S(""));
		if (level < MAX_OPEN &&
			str_eq(tag_name(c->out.p[c->open[level]].bytes), name))
			add_close(c, level, at, end);
		else
			add_single(c, INLINE_TAG, at, end);
	}
}

/* "<tag>", "<!-- -->", "<https://...>" at `at`. */
static size_t read_angle(struct scanner *c, size_t at)
{
	struct str rest = str_skip(c->s, at + 1);
	size_t end = at + 1;

	if (rest.n == 0 || !(char_is_alnum(rest.p[0]) || rest.p[0] == '/' ||
				   rest.p[0] == '!'))
		return at + 1;
	while (end < c->s.n && c->s.p[end] != '<' && c->s.p[end] != '>')
		end++;
	if (end == c->s.n || c->s.p[end] == '<')
		return at + 1;
	if (str_starts(rest, S("http://")) || str_starts(rest, S("https://")))
		add_single(c, INLINE_URL, at, end + 1);
	else
		read_tag_part(c, at, end + 1);
	return end + 1;
}

/* "&name;" or "&#1;" */
static size_t read_entity(struct scanner *c, size_t at)
{
	size_t i = at + 1;

	i += i < c->s.n && c->s.p[i] == '#';
	size_t from = i;
	while (i < c->s.n && i - from < 32 && char_is_alnum(c->s.p[i]))
		i++;
	if (i == from || i >= c->s.n || c->s.p[i] != ';')
		return at + 1;
	add_single(c, INLINE_ENTITY, at, i + 1);
	return i + 1;
}

/* The end of "(...)" at `at` with balanced parentheses on one line. */
static size_t paren_end(const struct scanner *c, size_t at)
{
	size_t depth = 0, i = at;

	for (; i < c->s.n && i - at < 4096; i++) {
		char b = c->s.p[i];
		if (b == '\\')
			i++;
		else if (b == '(')
			depth++;
		else if (b == ')' && --depth == 0)
			return i + 1;
	}
	return STR_NONE;
}

/* "](url)", "][label]" or "]". */
static size_t read_bracket_end(struct scanner *c, size_t at)
{
	size_t level = find_open(c, INLINE_LINK, INLINE_IMAGE, S(""));
	size_t end = STR_NONE;
	char next = at + 1 < c->s.n ? c->s.p[at + 1] : 0;

	if (level == MAX_OPEN)
		return at + 1;
	if (c->failures > 100)
		next = 0;
	if (next == '(') {
		end = paren_end(c, at + 1);
	} else if (next == '[') {
		end = str_find_byte(str_sub(c->s, 0, at + 1000), at + 2, ']');
		end = end == STR_NONE ? end : end + 1;
	}
	if (end != STR_NONE) {
		add_close(c, level, at, end);
		return end;
	}
	c->failures += next == '(' || next == '[';
	drop_open(c, level);
	return at + 1;
}

/* "[!NOTE]" and "[!div class=...]" go as one. */
static size_t read_bracket(struct scanner *c, size_t at)
{
	bool image = c->s.p[at] == '!';
	size_t open = at + image + 1, i = open + 1;

	if (!image && open < c->s.n && c->s.p[open] == '!' && i < c->s.n &&
		char_is_alnum(c->s.p[i])) {
		while (i < c->s.n && i - at < 1000 && c->s.p[i] != '[' &&
			c->s.p[i] != ']')
			i++;
		if (i < c->s.n && c->s.p[i] == ']') {
			add_single(c, INLINE_DIRECTIVE, at, i + 1);
			return i + 1;
		}
	}
	add_open(c, image ? INLINE_IMAGE : INLINE_LINK, at, open);
	return open;
}

static bool is_wordy(struct str s, size_t at)
{
	return at < s.n && (char_is_alnum(s.p[at]) || (s.p[at] & 0x80));
}

static bool is_space(struct str s, size_t at)
{
	return at >= s.n || char_is_space(s.p[at]);
}

/* A run of '*', '_' or '~'. */
static size_t read_emphasis(struct scanner *c, size_t at)
{
	size_t n = run_of(c->s, at), end = at + n;
	char b = c->s.p[at];
	bool strike = b == '~';
	enum inline_code code = strike   ? INLINE_STRIKE
				: n == 1 ? INLINE_ITALIC
					 : INLINE_BOLD;
	bool before = at > 0 && !is_space(c->s, at - 1);
	bool after = !is_space(c->s, end);
	size_t level;

	if (n > 3 || (strike && n != 2))
		return end;
	if (b == '_' && at > 0 && is_wordy(c->s, at - 1) && is_wordy(c->s, end))
		return end;
	level = find_open(c, code, code, str_sub(c->s, at, end));
	if (before && level < MAX_OPEN)
		add_close(c, level, at, end);
	else if (after)
		add_open(c, code, at, end);
	return end;
}

static size_t read_directive(struct scanner *c, size_t at)
{
	size_t n = run_of(c->s, at), end;

	if (n != 3 || is_space(c->s, at + 3))
		return at + n;
	end = at >= c->no_colons ? STR_NONE : str_find(c->s, at + 3, S(":::"));
	if (end == STR_NONE) {
		c->no_colons = at;
		return at + n;
	}
	end += run_of(c->s, end);
	add_single(c, INLINE_DIRECTIVE, at, end);
	return end;
}

static size_t read_url(struct scanner *c, size_t at)
{
	struct str rest = str_skip(c->s, at);
	size_t end;

	if (!str_starts(rest, S("http://")) && !str_starts(rest, S("https://")))
		return at + 1;
	if (at > 0 && char_is_alnum(c->s.p[at - 1]))
		return at + 1;
	for (end = at; end < c->s.n && !(c->s.p[end] & 0x80) &&
		       !char_is_space(c->s.p[end]) &&
		       !strchr("<>()[]\"'`*|\\", c->s.p[end]);)
		end++;
	while (strchr(".,;:!?", c->s.p[end - 1]))
		end--;
	add_single(c, INLINE_URL, at, end);
	return end;
}

static size_t read_escape(struct scanner *c, size_t at)
{
	if (at + 1 >= c->s.n || !char_is_punct(c->s.p[at + 1]))
		return at + 1;
	add_single(c, INLINE_ESCAPE, at, at + 2);
	return at + 2;
}

static size_t read_one(struct scanner *c, size_t at)
{
	switch (c->s.p[at]) {
	case '\\':
		return read_escape(c, at);
	case '`':
		return read_ticks(c, at);
	case '<':
		return read_angle(c, at);
	case '&':
		return read_entity(c, at);
	case '[':
		return read_bracket(c, at);
	case ']':
		return read_bracket_end(c, at);
	case '!':
		return str_starts(str_skip(c->s, at), S("!["))
			       ? read_bracket(c, at)
			       : at + 1;
	case '*':
	case '_':
	case '~':
		return read_emphasis(c, at);
	case ':':
		return read_directive(c, at);
	case 'h':
		return read_url(c, at);
	default:
		return at + 1;
	}
}

/* Neighbouring texts become one; indexes of partners follow. */
static struct parts join_texts(struct scanner *c)
{
	uint32_t *now = arena_array(c->a, uint32_t, c->out.n + 1);
	struct parts out = { 0 };

	for (size_t i = 0; i < c->out.n; i++) {
		struct part p = c->out.p[i];
		struct part *last = out.n ? &out.p[out.n - 1] : NULL;
		if (p.kind == PART_TEXT)
			p.code = INLINE_NONE;
		if (p.kind == PART_TEXT && last && last->kind == PART_TEXT) {
			last->bytes.n += p.bytes.n;
			continue;
		}
		now[i] = (uint32_t)out.n;
		if (p.kind == PART_CLOSE) {
			assert(out.n > 0); /* its opener came before */
			p.partner = now[p.partner];
			out.p[p.partner].partner = (uint32_t)out.n;
		}
		vec_push(c->a, &out, p);
	}
	return out;
}

struct parts inline_split(struct arena *a, struct str half)
{
	struct scanner c = { .a = a, .s = half };

	for (size_t i = 0; i <= MAX_TICKS; i++)
		c.no_ticks[i] = STR_NONE;
	c.no_colons = STR_NONE;
	for (size_t at = 0; at < half.n;)
		at = read_one(&c, at);
	add(&c, PART_TEXT, INLINE_NONE, half.n);
	drop_open(&c, 0);
	return join_texts(&c);
}

/* ---- counterparts ------------------------------------------------ */

static bool is_code(const struct part *p)
{
	return p->kind == PART_OPEN || p->kind == PART_SINGLE;
}

/* Codes of the source that have one key, taken in order. */
struct queue {
	VEC(struct part *) parts;
	size_t taken;
};

/* The bytes of a code, both ends of it. */
static struct str exact_key(struct arena *a, const struct parts *all,
	const struct part *p)
{
	struct str close = p->kind == PART_OPEN ? all->p[p->partner].bytes
						: S("");

	return str_printf(a, "%d %zu %.*s%.*s", p->kind, p->bytes.n,
		STR_ARG(p->bytes), STR_ARG(close));
}

static struct str kind_key(struct arena *a, const struct parts *all,
	const struct part *p)
{
	(void)all;
	return str_printf(a, "%d %d", p->kind, p->code);
}

typedef struct str key_function(struct arena *a, const struct parts *all,
	const struct part *p);

static void match(struct arena *a, struct parts *source, struct parts *target,
	key_function *key)
{
	struct map queues = { 0 };

	for (size_t i = 0; i < source->n; i++) {
		struct part *p = &source->p[i];
		if (!is_code(p) || p->shared)
			continue;
		void **slot = map_slot(a, &queues, key(a, source, p));
		if (!*slot)
			*slot = arena_new(a, struct queue);
		struct queue *q = *slot;
		vec_push(a, &q->parts, p);
	}
	for (size_t i = 0; i < target->n; i++) {
		struct part *p = &target->p[i];
		struct queue *q = is_code(p) && !p->shared
					  ? map_get(&queues, key(a, target, p))
					  : NULL;
		if (!q || q->taken == q->parts.n)
			continue;
		struct part *other = q->parts.p[q->taken++];
		p->id = other->id;
		p->shared = other->shared = true;
	}
}

void inline_number(struct arena *a, struct parts *source, struct parts *target,
	uint32_t *next)
{
	for (size_t i = 0; i < source->n; i++)
		if (is_code(&source->p[i]))
			source->p[i].id = (*next)++;
	match(a, source, target, exact_key);
	match(a, source, target, kind_key);
	for (size_t i = 0; i < target->n; i++)
		if (is_code(&target->p[i]) && !target->p[i].shared)
			target->p[i].id = (*next)++;
}
