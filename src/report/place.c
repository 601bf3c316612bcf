/* What all formats need to know of a finding: its place, its identity. */
#include "report/report.h"

#include "base/hash.h"
#include "base/path.h"
#include "base/utf8.h"

/* Bytes around a span, in its line, that count as its neighbours. */
#define NEIGHBOURS 32

static struct source *source_of(const struct docset *s, uint32_t file)
{
	if (file < s->files.n)
		return s->sources[file];
	for (size_t i = 0; i < s->config.nsources; i++)
		if (file == CONFIG_SOURCE + i)
			return s->config.sources[i];
	return NULL;
}

/* "docs/../x.json" is "x.json"; what leads above the start stays. */
static struct str tidy(struct arena *a, struct str path)
{
	bool absolute = str_starts(path, S("/"));
	struct str short_path;

	if (!path_normalize(a, absolute ? str_skip(path, 1) : path,
		    &short_path))
		return path;
	return absolute ? str_cat(a, S("/"), short_path) : short_path;
}

/* Configuration files have the root in their paths already. */
struct str report_path(struct arena *a, const struct docset *s, uint32_t file)
{
	const struct source *source = source_of(s, file);
	struct str root = s->config.root;

	if (file >= s->files.n)
		return source ? tidy(a, source->path) : S("");
	if (str_eq(root, S(".")))
		root = S("");
	return path_join(a, root, s->files.p[file].path);
}

struct report_place report_place(struct report *r, const struct diag *d)
{
	struct report_place p = { .from = { 1, 1 }, .to = { 1, 1 } };
	struct source *source = source_of(r->set, d->at.file);
	size_t end = (size_t)d->at.at + d->at.len;

	p.path = report_path(r->arena, r->set, d->at.file);
	if (!source || end > source->bytes.n)
		return p;
	/* The index outlives this report: there may be another. */
	if (!source->lines)
		source_index(r->set->arena, source);
	p.source = source;
	p.from = source_place_near(source, &r->last, d->at.at);
	struct place_mark mark = r->last;
	p.to = source_place_near(source, &mark, end);
	return p;
}

static bool is_forged(uint32_t c)
{
	return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x61C ||
	       c == 0x200E || c == 0x200F || (c >= 0x2028 && c <= 0x202E) ||
	       (c >= 0x2066 && c <= 0x2069) || c == 0xFEFF;
}

void report_escape(struct buf *b, struct str s)
{
	for (size_t i = 0; i < s.n;) {
		size_t from = i;
		uint32_t c = utf8_next(s, &i);

		if (c == UTF8_BAD)
			buf_printf(b, "<0x%02X>", (unsigned char)s.p[from]);
		else if (c == '\t' || c == '\n' || c == '\r')
			buf_byte(b, ' ');
		else if (is_forged(c))
			buf_printf(b, "<U+%04X>", (unsigned)c);
		else
			buf_add(b, str_sub(s, from, i));
	}
}

/* White space as one space, so that a new line break changes nothing. */
static void add_normal(struct buf *b, struct str s)
{
	bool space = false;

	for (size_t i = 0; i < s.n; i++) {
		if (char_is_space(s.p[i])) {
			space = true;
			continue;
		}
		if (space)
			buf_byte(b, ' ');
		space = false;
		buf_byte(b, s.p[i]);
	}
}

/* Where the docset lies is no part of a finding. */
static struct str path_in_docset(const struct docset *s, const struct diag *d,
	const struct report_place *at)
{
	return d->at.file < s->files.n ? s->files.p[d->at.file].path
				       : path_base(at->path);
}

static bool is_line_end(char c)
{
	return c == '\n' || c == '\r';
}

/* The span and its neighbours; the message where there is no text. */
static void add_context(struct buf *b, const struct diag *d,
	const struct report_place *at)
{
	size_t from = d->at.at, end = from + d->at.len;
	struct str bytes;

	if (!at->source || d->at.len == 0) {
		buf_add(b, d->text);
		return;
	}
	bytes = at->source->bytes;
	for (size_t i = 0; i < NEIGHBOURS; i++) {
		from -= from > 0 && !is_line_end(bytes.p[from - 1]);
		end += end < bytes.n && !is_line_end(bytes.p[end]);
	}
	add_normal(b, str_sub(bytes, from, d->at.at));
	buf_byte(b, '\0');
	add_normal(b, str_sub(bytes, d->at.at, (size_t)d->at.at + d->at.len));
	buf_byte(b, '\0');
	add_normal(b, str_sub(bytes, (size_t)d->at.at + d->at.len, end));
}

struct str report_fingerprint(struct report *r, const struct diag *d,
	const struct report_place *at)
{
	struct buf b;
	size_t **count;

	if (d->print.n)
		return d->print;
	buf_init(&b, r->arena);
	buf_printf(&b, "%s%c", d->rule->id, '\0');
	buf_add(&b, path_in_docset(r->set, d, at));
	buf_printf(&b, "%c%d%c", '\0', (int)d->side, '\0');
	add_context(&b, d, at);
	count = (size_t **)map_slot(r->arena, &r->seen,
		hash_hex(r->arena, buf_str(&b), 16));
	if (!*count)
		*count = arena_new(r->arena, size_t);
	buf_printf(&b, "%c%zu", '\0', (**count)++);
	return hash_hex(r->arena, buf_str(&b), 16);
}

void report_identify(const struct docset *set, struct diag *const *p, size_t n)
{
	struct report r = { .arena = set->arena, .set = set };

	for (size_t i = 0; i < n; i++) {
		struct report_place at = report_place(&r, p[i]);
		p[i]->print = report_fingerprint(&r, p[i], &at);
	}
}

void report_count(const struct report *r, size_t *count)
{
	memset(count, 0, (LEVEL_ERROR + 1) * sizeof(*count));
	for (size_t i = 0; i < r->n; i++)
		count[r->p[i]->level]++;
}

static void add_count(struct buf *b, size_t n, enum level level,
	const char **before)
{
	/* "info" has no plural. */
	bool many = n != 1 && level != LEVEL_INFO;

	if (n)
		buf_printf(b, "%s%zu %s%s", *before, n, level_name(level),
			many ? "s" : "");
	if (n)
		*before = ", ";
}

void report_add_counts(struct buf *b, const size_t *count)
{
	const char *before = " (";
	size_t all = 0;

	for (int l = LEVEL_INFO; l <= LEVEL_ERROR; l++)
		all += count[l];
	if (all == 0) {
		buf_lit(b, "no findings");
		return;
	}
	buf_printf(b, "%zu finding%s", all, all == 1 ? "" : "s");
	for (int l = LEVEL_ERROR; l >= LEVEL_INFO; l--)
		add_count(b, count[l], (enum level)l, &before);
	buf_byte(b, ')');
}

size_t report_file_run(const struct report *r, size_t from)
{
	size_t i = from;

	while (i < r->n && r->p[i]->at.file == r->p[from]->at.file)
		i++;
	return i - from;
}

const struct page *report_page(const struct report *r, const struct diag *d)
{
	return d->at.file < r->set->files.n ? r->set->pages[d->at.file] : NULL;
}

void report_command_text(struct report *r, struct str s, const char *percent,
	const char *special)
{
	struct buf seen;

	buf_init(&seen, r->arena);
	report_escape(&seen, s);
	for (size_t i = 0; i < seen.n; i++) {
		char c = seen.p[i];

		if (c == '%')
			buf_add(r->out, str_of(percent));
		else if (c == '\r' || c == '\n' || (c && strchr(special, c)))
			buf_printf(r->out, "%%%02X", (unsigned char)c);
		else
			buf_byte(r->out, c);
	}
}
