/*
 * Lines into files and hunks. A hunk's first line says how many lines it
 * has, so that a removed line "-- x" is not taken for the next file's name.
 */
#include "format/udiff.h"

struct reader {
	struct arena *arena;
	struct udiff *d;
	struct str rest;
	uint32_t line;           /* that was read last */
	struct udiff_file *file; /* the open one, or NULL */
	bool git;                /* under a line "diff --git" */
	bool named;              /* its "---" and "+++" were there */
};

static bool next_line(struct reader *r, struct str *line)
{
	if (r->rest.n == 0 || !str_cut(&r->rest, '\n', line))
		return false;
	r->line++;
	return true;
}

static bool fail(struct reader *r, const char *fault)
{
	r->d->fault = fault;
	r->d->bad_line = r->line;
	return false;
}

/* ---- names ------------------------------------------------------- */

static char escaped(char c)
{
	static const char from[] = "abtnvfr", to[] = "\a\b\t\n\v\f\r";
	const char *at = c ? strchr(from, c) : NULL;

	return at ? to[at - from] : c;
}

static bool is_octal(struct str s, size_t i)
{
	return i + 3 <= s.n && s.p[i] >= '0' && s.p[i] <= '3' &&
	       s.p[i + 1] >= '0' && s.p[i + 1] <= '7' && s.p[i + 2] >= '0' &&
	       s.p[i + 2] <= '7';
}

/* git writes names with unusual bytes as C does. */
static struct str unquote(struct arena *a, struct str s)
{
	struct buf b;

	if (s.n < 2 || s.p[0] != '"')
		return s;
	buf_init(&b, a);
	for (size_t i = 1; i < s.n && s.p[i] != '"'; i++) {
		if (s.p[i] != '\\' || i + 1 >= s.n) {
			buf_byte(&b, s.p[i]);
		} else if (is_octal(s, i + 1)) {
			buf_byte(&b, (char)((s.p[i + 1] - '0') * 64 +
					     (s.p[i + 2] - '0') * 8 +
					     s.p[i + 3] - '0'));
			i += 3;
		} else {
			buf_byte(&b, escaped(s.p[++i]));
		}
	}
	return buf_str(&b);
}

/* "a/docs/x.md<tab>date" is "docs/x.md"; "/dev/null" is "". */
static struct str name_in(struct reader *r, struct str s)
{
	struct str name = str_trim_right(s);

	if (name.n && name.p[0] != '"')
		name = str_sub(name, 0, str_find_byte(name, 0, '\t'));
	name = unquote(r->arena, name);
	if (str_eq(name, S("/dev/null")))
		return S("");
	/* a/ and b/, or i/, w/, c/, o/ with git's diff.mnemonicPrefix. */
	if (name.n > 2 && name.p[1] == '/' && strchr("abciow", name.p[0]))
		name = str_skip(name, 2);
	return str_starts(name, S("./")) ? str_skip(name, 2) : name;
}

static struct udiff_file *open_file(struct reader *r)
{
	struct udiff_file empty = { .from = S("") };

	empty.to = S("");
	vec_push(r->arena, &r->d->files, empty);
	r->file = &r->d->files.p[r->d->files.n - 1];
	r->named = false;
	return r->file;
}

/* "diff --git a/x b/x": both names are the same unless lines below say
 * otherwise, and names with spaces are not quoted. */
static void read_git(struct reader *r, struct str names)
{
	struct udiff_file *f = open_file(r);
	size_t half = names.n / 2;

	r->git = true;
	if (names.n % 2 && names.p[half] == ' ') {
		f->from = name_in(r, str_sub(names, 0, half));
		f->to = name_in(r, str_skip(names, half + 1));
	}
}

/* Lines between "diff --git" and the hunks. */
static void read_extended(struct reader *r, struct str line)
{
	struct udiff_file *f = r->file;

	if (str_starts(line, S("new file mode")))
		f->from = S("");
	else if (str_starts(line, S("deleted file mode")))
		f->to = S("");
	else if (str_starts(line, S("rename from ")))
		f->from = unquote(r->arena, str_skip(line, 12));
	else if (str_starts(line, S("rename to ")))
		f->to = unquote(r->arena, str_skip(line, 10));
	else if (str_starts(line, S("Binary files ")) ||
		 str_starts(line, S("GIT binary patch")))
		f->binary = true;
}

/* ---- hunks ------------------------------------------------------- */

static bool read_range(struct str *s, char sign, uint32_t *at, uint32_t *n)
{
	struct str range;
	size_t comma;

	*s = str_trim_left(*s);
	if (s->n == 0 || s->p[0] != sign)
		return false;
	*s = str_skip(*s, 1);
	str_cut(s, ' ', &range);
	comma = str_find_byte(range, 0, ',');
	*n = 1;
	return str_to_uint(str_sub(range, 0, comma), at) &&
	       (comma == STR_NONE ||
		       str_to_uint(str_skip(range, comma + 1), n));
}

/* The lines that the header counts, and "\ No newline" behind the last. */
static bool read_body(struct reader *r, struct udiff_hunk *h)
{
	uint64_t old = h->old_n, new = h->new_n;
	const char *from = r->rest.p;
	struct str line;

	while (old + new > 0) {
		if (!next_line(r, &line))
			return fail(r, "it ends inside a hunk");
		/* Mailers cut the space of an empty line. */
		char c = line.n ? line.p[0] : ' ';
		if (c == '\\')
			continue;
		if ((c != '+' && c != '-' && c != ' ') ||
			(c != '+' && old == 0) || (c != '-' && new == 0))
			return fail(r, "this is no line of a hunk");
		old -= c != '+';
		new -= c != '-';
	}
	if (r->rest.n && r->rest.p[0] == '\\')
		next_line(r, &line);
	h->body = r->rest.p ? str_make(from, (size_t)(r->rest.p - from))
			    : str_of(from ? from : "");
	return true;
}

static bool read_hunk(struct reader *r, struct str line)
{
	struct udiff_hunk h = { .body = S("") };
	struct str rest = str_skip(line, 3);

	if (!r->file)
		return fail(r, "a hunk without a file");
	if (!read_range(&rest, '-', &h.old_at, &h.old_n) ||
		!read_range(&rest, '+', &h.new_at, &h.new_n))
		return fail(r, "this is no header of a hunk");
	if (!read_body(r, &h))
		return false;
	vec_push(r->arena, &r->file->hunks, h);
	return true;
}

static bool read_names(struct reader *r, struct str line)
{
	struct str other;

	if (!str_starts(r->rest, S("+++ ")))
		return true;
	if (!next_line(r, &other))
		return true;
	if (!r->file || r->named || !r->git)
		open_file(r);
	r->named = true;
	r->file->from = name_in(r, str_skip(line, 4));
	r->file->to = name_in(r, str_skip(other, 4));
	return true;
}

bool udiff_read(struct arena *a, struct str text, struct udiff *d)
{
	struct reader r = { .arena = a, .d = d, .rest = text };
	struct str line;

	*d = (struct udiff){ .fault = NULL };
	while (next_line(&r, &line)) {
		if (str_starts(line, S("diff --git ")))
			read_git(&r, str_trim_right(str_skip(line, 11)));
		else if (str_starts(line, S("--- ")))
			read_names(&r, line);
		else if (str_starts(line, S("@@ "))) {
			if (!read_hunk(&r, line))
				return false;
		} else if (r.file && r.git && !r.named)
			read_extended(&r, line);
	}
	if (d->files.n == 0 && str_trim(text).n)
		return fail(&r, "it is no unified diff");
	return true;
}

/* ---- use --------------------------------------------------------- */

void udiff_added(const struct udiff_file *f,
	void (*add)(void *ctx, uint32_t from, uint32_t to), void *ctx)
{
	for (size_t i = 0; i < f->hunks.n; i++) {
		const struct udiff_hunk *h = &f->hunks.p[i];
		struct str rest = h->body, line;
		uint32_t at = h->new_at, from = 0;

		while (str_cut(&rest, '\n', &line) && rest.p) {
			char c = line.n ? line.p[0] : ' ';

			if (c == '+' && from == 0)
				from = at;
			if (c != '+' && c != '\\' && from) {
				add(ctx, from, at - 1);
				from = 0;
			}
			at += c == '+' || c == ' ';
		}
		if (from)
			add(ctx, from, at - 1);
	}
}

/* Takes a line with its end off the front. */
static struct str take_line(struct str *rest)
{
	size_t end = str_find_byte(*rest, 0, '\n');
	struct str line = str_sub(*rest, 0,
		end == STR_NONE ? rest->n : end + 1);

	*rest = str_skip(*rest, line.n);
	return line;
}

/* Undoes a hunk at the front of `after`. */
static bool undo(const struct udiff_hunk *h, struct str *after, struct buf *out)
{
	struct str body = h->body;

	while (body.n) {
		struct str line = take_line(&body), text = str_skip(line, 1);
		char c = line.p[0];

		/* The line before has no end in its file. */
		if (body.n && body.p[0] == '\\')
			text = str_sub(text, 0, text.n - (text.n > 0));
		if (c == '\n')
			text = line;
		if (c == '\\')
			continue;
		if (c != '-' && !str_eq(take_line(after), text))
			return false;
		if (c != '+')
			buf_add(out, text);
	}
	return true;
}

bool udiff_before(struct arena *a, const struct udiff_file *f, struct str after,
	struct str *before)
{
	struct buf out;
	uint32_t line = 1;

	buf_init(&out, a);
	for (size_t i = 0; i < f->hunks.n; i++) {
		const struct udiff_hunk *h = &f->hunks.p[i];
		uint32_t at = h->new_at + (h->new_n == 0);

		for (; line < at && after.n; line++)
			buf_add(&out, take_line(&after));
		if (line < at || !undo(h, &after, &out))
			return false;
		line += h->new_n;
	}
	buf_add(&out, after);
	*before = buf_str(&out);
	return true;
}
