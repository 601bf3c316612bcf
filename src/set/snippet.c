/*
 * A file of samples, cut to a region, lines, or a notebook's cell. Regions
 * are marked by comments: `// <name>` to `// </name>`, or `#region name`.
 */
#include "set/snippet.h"

#include "base/buf.h"
#include "base/fs.h"
#include "base/path.h"
#include "set/links.h"
#include "base/vec.h"
#include "format/json.h"

#define TAB_WIDTH 4

/* ---- languages --------------------------------------------------- */

/* How a region is marked: the text before its name, without spaces. */
enum style {
	C_STYLE = 1,  /* // <x> */
	BASIC = 2,    /* ' <x> */
	MARKUP = 4,   /* <!-- <x> --> */
	SQL = 8,      /* -- <x> */
	SCRIPT = 16,  /* # <x> */
	BATCH = 32,   /* rem <x> */
	PERCENT = 64, /* % <x> */
	LISP = 128,   /* ; <x> */
	CSS = 256,    /* slash-star <x> star-slash */
	REGION = 512, /* #region x */
	ANY = 1023,
};

static const struct language {
	const char *name;
	int styles;
	const char *others; /* other names, which are extensions as well */
} languages[] = {
	{ "actionscript", C_STYLE, "as" },
	{ "arduino", C_STYLE, "ino" },
	{ "assembly", C_STYLE, "nasm asm" },
	{ "batchfile", BATCH, "bat cmd" },
	{ "cpp", C_STYLE,
		"c c++ objective-c obj-c objc objectivec h hpp cc m" },
	{ "csharp", C_STYLE | REGION, "cs" },
	{ "cshtml", C_STYLE | MARKUP | REGION, "aspx-cs aspx-csharp" },
	{ "css", CSS, "" },
	{ "cuda", C_STYLE, "cu cuh" },
	{ "d", C_STYLE, "dlang" },
	{ "erlang", PERCENT, "erl" },
	{ "everything", ANY, "example" },
	{ "fsharp", C_STYLE, "fs fsi fsx" },
	{ "go", C_STYLE, "golang" },
	{ "handlebars", MARKUP, "hbs" },
	{ "haskell", SQL, "hs" },
	{ "html", MARKUP, "jsp asp aspx ascx" },
	{ "java", C_STYLE, "gradle" },
	{ "javascript", C_STYLE, "js node json" },
	{ "lisp", LISP, "lsp" },
	{ "lua", SQL, "" },
	{ "matlab", PERCENT, "" },
	{ "pascal", C_STYLE, "pas" },
	{ "perl", SCRIPT, "pl" },
	{ "php", C_STYLE | MARKUP, "" },
	{ "powershell", SCRIPT, "posh ps1" },
	{ "processing", C_STYLE, "pde" },
	{ "python", SCRIPT, "py" },
	{ "r", SCRIPT, "" },
	{ "react", C_STYLE | MARKUP, "tsx" },
	{ "ruby", SCRIPT | MARKUP, "ru erb rb" },
	{ "rust", C_STYLE, "rs" },
	{ "scala", C_STYLE, "" },
	{ "shell", SCRIPT, "sh bash" },
	{ "smalltalk", C_STYLE, "st" },
	{ "sql", SQL, "" },
	{ "swift", C_STYLE, "" },
	{ "typescript", C_STYLE, "ts" },
	{ "vb", BASIC | REGION, "vbnet vbscript bas vbs vba" },
	{ "vbhtml", BASIC | MARKUP | REGION, "aspx-vb" },
	{ "xaml", MARKUP, "" },
	{ "xml", MARKUP, "xsl xslt xsd wsdl csdl edmx" },
};

static bool is_word(const char *list, struct str word)
{
	struct str rest = str_of(list), w;

	while (str_cut(&rest, ' ', &w))
		if (w.n && str_eq_nocase(w, word))
			return true;
	return false;
}

static const struct language *find_language(struct str name)
{
	for (size_t i = 0; i < sizeof(languages) / sizeof(*languages); i++)
		if (str_eq_nocase(name, str_of(languages[i].name)) ||
			is_word(languages[i].others, name))
			return &languages[i];
	return NULL;
}

struct str snippet_language(struct str path)
{
	struct str ext = str_skip(path_ext(path), 1);
	const struct language *l = ext.n ? find_language(ext) : NULL;

	return l ? str_of(l->name) : S("");
}

/* ---- lines ------------------------------------------------------- */

struct lines {
	struct str *p;
	size_t n;
};

static struct lines split_lines(struct arena *a, struct str text)
{
	VEC(struct str) v = { 0 };

	for (size_t at = 0; at < text.n;) {
		size_t end = at;
		while (end < text.n && text.p[end] != '\n' &&
			text.p[end] != '\r')
			end++;
		vec_push(a, &v, str_sub(text, at, end));
		if (end + 1 < text.n && text.p[end] == '\r' &&
			text.p[end + 1] == '\n')
			end++;
		at = end + 1;
	}
	return (struct lines){ v.p, v.n };
}

/* ---- regions ----------------------------------------------------- */

/* The rest of the line behind `lead`, white space in both ignored. */
static bool after(struct str line, const char *lead, struct str *rest)
{
	size_t i = 0;

	for (; *lead; lead++, i++) {
		while (i < line.n && char_is_space(line.p[i]))
			i++;
		if (i >= line.n || char_lower(line.p[i]) != *lead)
			return false;
	}
	*rest = str_skip(line, i);
	return true;
}

static bool is_blank_free_end(struct str rest, const char *end)
{
	struct str more;

	return after(rest, end, &more) && str_trim(more).n == 0;
}

static const struct mark_style {
	int style;
	const char *start, *start_end; /* around the name */
	const char *stop, *stop_end;   /* the name is in both, or in none */
	bool stop_named;
} styles[] = {
	{ BASIC, "'<", ">", "'</", ">", true },
	{ C_STYLE, "//<", ">", "//</", ">", true },
	{ MARKUP, "<!--<", ">-->", "<!--</", ">-->", true },
	{ SQL, "--<", ">", "--</", ">", true },
	{ SCRIPT, "#<", ">", "#</", ">", true },
	{ BATCH, "rem<", ">", "rem</", ">", true },
	{ REGION, "#region", "", "#endregion", "", false },
	{ PERCENT, "%<", ">", "%</", ">", true },
	{ LISP, ";<", ">", ";</", ">", true },
	{ CSS, "/*<", ">*/", "/*</", ">*/", true },
};

static bool is_tag_name(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (!char_is_alnum(s.p[i]) && s.p[i] != '_' && s.p[i] != '.' &&
			s.p[i] != '-' && (unsigned char)s.p[i] < 0x80)
			return false;
	return s.n > 0;
}

/* The name between lead and tail, which end the line. */
static bool read_name(struct str line, const char *lead, const char *tail,
	struct str *name)
{
	struct str rest;
	size_t end;

	if (!after(line, lead, &rest))
		return false;
	end = *tail ? str_find_byte(rest, 0, *tail) : rest.n;
	if (end == STR_NONE)
		return false;
	*name = str_trim(str_sub(rest, 0, end));
	if (name->n > 1 && name->p[0] == '"' && name->p[name->n - 1] == '"')
		*name = str_sub(*name, 1, name->n - 1);
	return is_blank_free_end(str_skip(rest, end), tail);
}

static bool is_tag(struct str name, struct str tag)
{
	struct str prefix = S("snippet");

	return str_eq_nocase(name, tag) ||
	       (name.n == tag.n + prefix.n && str_starts_nocase(name, prefix) &&
		       str_eq_nocase(str_skip(name, prefix.n), tag));
}

/* A region found: lines [from, to), and which lines are marks. */
struct region {
	size_t from, to;
	bool open, closed;
	bool *marks;
	size_t depth; /* of unnamed ends still to come inside it */
};

static void take_stop(struct region *r, size_t i, bool mine, bool named)
{
	r->marks[i] = true;
	if (!r->open || r->closed)
		return;
	if (!named && r->depth > 0) {
		r->depth--;
	} else if (mine) {
		r->to = i;
		r->closed = true;
	}
}

static void take_start(struct region *r, size_t i, bool mine, bool named)
{
	r->marks[i] = true;
	if (mine && (named || !r->open || r->closed)) {
		r->from = i + 1;
		r->open = true;
		r->closed = false;
		r->depth = 0;
	} else if (r->open && !r->closed) {
		r->depth++;
	}
}

/* Looks for the tag; a later start of the same name wins. */
static bool find_region(struct arena *a, const struct lines *lines,
	const struct mark_style *m, struct str tag, struct region *r)
{
	struct str name;

	*r = (struct region){ .marks = arena_array(a, bool, lines->n + 1) };
	for (size_t i = 0; i < lines->n; i++) {
		struct str line = lines->p[i];
		bool stop = m->stop_named ? read_name(line, m->stop,
						    m->stop_end, &name) &&
						    is_tag_name(name)
					  : after(line, m->stop, &name);
		if (stop)
			take_stop(r, i, !m->stop_named || is_tag(name, tag),
				m->stop_named);
		else if (read_name(line, m->start, m->start_end, &name) &&
			 is_tag_name(name))
			take_start(r, i, is_tag(name, tag), m->stop_named);
	}
	return r->open && r->closed;
}

/* ---- putting together -------------------------------------------- */

/* Columns of indentation and the bytes that it takes. */
static size_t indent_of(struct str line, size_t *bytes)
{
	size_t columns = 0, i = 0;

	for (; i < line.n && (line.p[i] == ' ' || line.p[i] == '\t'); i++)
		columns += line.p[i] == ' ' ? 1
					    : TAB_WIDTH - columns % TAB_WIDTH;
	*bytes = i;
	return columns;
}

struct taking {
	const struct lines *lines;
	const bool *skip; /* NULL: none */
	VEC(struct str) taken;
	size_t common;
	struct arena *a;
};

static void take_lines(struct taking *t, size_t from, size_t to)
{
	size_t bytes;

	to = to < t->lines->n ? to : t->lines->n;
	for (size_t i = from; i < to && t->taken.n < 100000; i++) {
		struct str line = t->lines->p[i];
		if (t->skip && t->skip[i])
			continue;
		vec_push(t->a, &t->taken, line);
		if (line.n == 0)
			continue;
		size_t columns = indent_of(line, &bytes);
		t->common = columns < t->common ? columns : t->common;
	}
}

static struct str finish(struct taking *t, int dedent)
{
	size_t cut = dedent < 0 ? t->common : (size_t)dedent, bytes;
	struct buf b;

	buf_init(&b, t->a);
	for (size_t i = 0; i < t->taken.n; i++) {
		struct str line = t->taken.p[i];
		size_t columns = indent_of(line, &bytes);
		for (size_t k = cut; k < columns; k++)
			buf_byte(&b, ' ');
		buf_add(&b, str_skip(line, bytes));
		buf_byte(&b, '\n');
	}
	return b.n ? buf_str(&b) : S("");
}

/* "1-2,10,29-": lines from 1; a range without an end goes to the last. */
static void take_ranges(struct taking *t, struct str ranges)
{
	struct str item, first;
	uint32_t from, to;

	while (str_cut(&ranges, ',', &item)) {
		bool open = str_ends(item, S("-"));
		str_cut(&item, '-', &first);
		if (!str_to_uint(first, &from))
			from = 1;
		if (open || (item.p && !str_to_uint(item, &to)))
			to = UINT32_MAX;
		else if (!item.p)
			to = from;
		take_lines(t, from ? from - 1 : 0, to);
	}
}

static enum snippet_result take_tag(struct taking *t, const struct snippet *s,
	struct arena *a)
{
	struct str ext = path_ext(s->path);
	const struct language *l = find_language(
		s->language.n ? s->language : str_skip(ext, ext.n > 0));
	int wanted = l ? l->styles : ANY;
	struct region r;

	for (size_t i = 0; i < sizeof(styles) / sizeof(*styles); i++) {
		if (!(styles[i].style & wanted) ||
			!find_region(a, t->lines, &styles[i], s->tag, &r))
			continue;
		t->skip = r.marks;
		take_lines(t, r.from, r.to);
		return SNIPPET_OK;
	}
	return SNIPPET_NO_TAG;
}

/* ---- notebooks --------------------------------------------------- */

static struct str cell_source(struct arena *a, const struct value *cell)
{
	const struct value *source = value_get(cell, S("source"));
	struct buf b;

	if (!source || source->kind != VALUE_LIST)
		return value_as_text(source);
	buf_init(&b, a);
	for (size_t i = 0; i < source->n; i++)
		buf_add(&b, value_as_text(source->items[i]));
	return b.n ? buf_str(&b) : S("");
}

static enum snippet_result read_cell(struct arena *a, struct str text,
	struct str name, struct str *out)
{
	struct sink sink;
	struct value *book;
	const struct value *cells;

	sink_init(&sink, a);
	book = json_parse(a, text, 0, &sink);
	cells = value_get(book, S("cells"));
	if (!cells || cells->kind != VALUE_LIST)
		return SNIPPET_NOT_NOTEBOOK;
	for (size_t i = 0; i < cells->n; i++) {
		const struct value *meta = value_get(cells->items[i],
			S("metadata"));
		if (!str_eq(value_text_at(meta, S("name")), name))
			continue;
		*out = cell_source(a, cells->items[i]);
		return SNIPPET_OK;
	}
	return SNIPPET_NO_TAG;
}

/* ---- reading ----------------------------------------------------- */

/* The docset's file, else the fallback docset's. */
static bool read_at(const struct docset *set, struct arena *a, struct str path,
	struct str *text)
{
	const struct file *f = files_find_nocase(&set->files, a, path);

	if (f)
		return files_read(a, &set->files, f, SNIPPET_LIMIT, text) ==
		       FS_OK;
	return fs_read(a, set->dir, path, SNIPPET_LIMIT, text) == FS_OK;
}

/* Code is translated seldom: what a locale lacks is the source locale's. */
static bool read_text(const struct docset *set, struct arena *a, uint32_t from,
	struct str written, struct str *text)
{
	struct str path, source;

	if (!link_path(set, a, from, url_decode(a, written), &path))
		return false;
	return read_at(set, a, path, text) ||
	       (config_in_source(a, &set->config, path, &source) &&
		       read_at(set, a, source, text));
}

enum snippet_result snippet_read(const struct docset *set,
	struct arena *scratch, uint32_t from, const struct snippet *s,
	struct str *out)
{
	struct str text;
	struct lines lines;
	struct taking t = { .common = SIZE_MAX, .a = scratch };

	*out = S("");
	if (!read_text(set, scratch, from, s->path, &text))
		return SNIPPET_NO_FILE;
	if (str_starts(text, S("\xEF\xBB\xBF")))
		text = str_skip(text, 3);
	if (s->notebook)
		return read_cell(scratch, text, s->tag, out);
	lines = split_lines(scratch, text);
	t.lines = &lines;
	if (s->tag.n) {
		if (take_tag(&t, s, scratch) != SNIPPET_OK)
			return SNIPPET_NO_TAG;
	} else if (s->ranges.n) {
		take_ranges(&t, s->ranges);
	} else {
		take_lines(&t, 0, lines.n);
	}
	*out = finish(&t, s->dedent);
	return out->n ? SNIPPET_OK : SNIPPET_EMPTY;
}
