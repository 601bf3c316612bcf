/*
 * The load stages of one file: bytes, front matter, pairs, views, trees,
 * facts. Each reads what the one before wrote.
 */
#include "page/page.h"

#include <errno.h>

#include "base/fs.h"
#include "base/path.h"
#include "base/utf8.h"
#include "format/yaml.h"
#include "mark/limits.h"
#include "page/outline.h"
#include "page/references.h"
#include "page/text.h"

const struct rule rule_encoding = {
	.id = "DG005",
	.name = "encoding-invalid",
	.level = LEVEL_ERROR,
	.title = "a file is not UTF-8 text",
	.why = "nobody can say what its characters are; the page is not "
	       "published",
	.fix = "save the file as UTF-8, or convert it: iconv -f WINDOWS-1252 "
	       "-t UTF-8",
};

const struct rule rule_yaml_not_object = {
	.id = "DG102",
	.name = "yaml-header-not-object",
	.level = LEVEL_WARNING,
	.title = "the front matter is a list or a single value",
	.why = "the page has no title and no metadata",
	.fix = "write 'key: value' lines",
	.bad = "---\n"
	       "- Ferries\n"
	       "---\n"
	       "# Ferries\n",
	.good = "---\n"
		"title: Ferries\n"
		"---\n"
		"# Ferries\n",
};

const struct rule rule_unreadable = {
	.id = "DG012",
	.name = "unreadable",
	.level = LEVEL_ERROR,
	.title = "a file or folder cannot be read",
	.why = "what is in it is missing from the site",
	.fix = "give read permission, or replace a link that leads out of the "
	       "docset "
	       "by the file itself",
};

static struct page *page_new(struct arena *a, struct str path, uint32_t id)
{
	struct page *p = arena_new(a, struct page);

	p->file = id;
	p->source = arena_new(a, struct source);
	p->source->id = id;
	p->source->path = path;
	sink_init(&p->sink, a);
	return p;
}

static struct diag *fail(struct page *p, const struct rule *rule, size_t at,
	size_t len, const char *what)
{
	struct span span = { p->file, (uint32_t)at, (uint32_t)len };

	struct diag *d = diag_add(&p->sink, rule, span, "%s", what);

	p->failed = true;
	d->spoils = (struct span){ p->file, 0, UINT32_MAX };
	return d;
}

/* UTF-16 and UTF-32 by their byte-order mark, or by their zeros. */
static const char *wide_name(struct str b)
{
	if (str_starts(b, str_make("\xFF\xFE\0\0", 4)) ||
		str_starts(b, str_make("\0\0\xFE\xFF", 4)))
		return "UTF-32";
	if (str_starts(b, S("\xFF\xFE")) || str_starts(b, S("\xFE\xFF")))
		return "UTF-16";
	if (b.n >= 4 && ((b.p[0] && !b.p[1] && b.p[2] && !b.p[3]) ||
				(!b.p[0] && b.p[1] && !b.p[2] && b.p[3])))
		return "UTF-16";
	return NULL;
}

static bool check_encoding(struct page *p)
{
	struct str b = p->source->bytes;
	const char *wide = wide_name(b);
	size_t at;
	struct diag *d = NULL;

	if (wide) {
		d = fail(p, &rule_encoding, 0, 0, "the file is not UTF-8");
		d->text = str_printf(p->sink.arena, "the file is %s, not UTF-8",
			wide);
	} else if (!utf8_valid(b, &at)) {
		d = fail(p, &rule_encoding, at, 1, "this byte is not UTF-8");
		d->text = str_printf(p->sink.arena,
			"the byte 0x%02X is not UTF-8",
			(unsigned)(unsigned char)b.p[at]);
	} else if ((at = str_find_byte(b, 0, '\0')) != STR_NONE) {
		d = fail(p, &rule_encoding, at, 1,
			"there is a NUL byte in the text");
	}
	return d == NULL;
}

/* Without its end, the block is text, up to the first heading and to that,
 * which is no longer what the page begins with. */
static void report_unclosed(struct page *p)
{
	struct span at = { p->file, (uint32_t)(p->front.body_at), 3 };
	struct str bytes = p->source->bytes;
	size_t end = str_find(bytes, at.at, S("\n#"));
	struct diag *d = diag_add(&p->sink, &rule_yaml_syntax, at,
		"the front matter that begins here is never closed");

	d->spoils = at;
	d->spoils.len = end == STR_NONE ? UINT32_MAX - at.at
					: (uint32_t)end + 2 - at.at;
}

/* What is said of the page's metadata follows from this finding. */
static void spoil_front(struct page *p, struct diag *d)
{
	if (d)
		d->spoils = (struct span){ p->file, 0,
			(uint32_t)p->front.body_at };
}

static void read_front(struct arena *a, struct page *p)
{
	struct str bytes = p->source->bytes;
	struct value *v;

	p->front = front_split(bytes);
	if (p->front.unclosed)
		report_unclosed(p);
	if (!p->front.present)
		return;
	v = yaml_parse(a, p->front.yaml, p->file, (uint32_t)p->front.yaml_at,
		&p->sink);
	if (!v)
		spoil_front(p, p->sink.last);
	else if (v->kind == VALUE_MAP)
		p->meta = v;
	else if (v->kind != VALUE_NULL)
		spoil_front(p,
			diag_add(&p->sink, &rule_yaml_not_object, v->at,
				"the front matter is %s, not 'key: value' "
				"lines",
				value_kind_name(v)));
}

static void parse_side(struct arena *a, struct page *p, int i, enum side side)
{
	struct markdown m = { a, &p->view[i], p->file, p->pairs.n, p->alerts,
		&p->sink };

	p->view[i] = view_cut(a, p->source->bytes, p->front.body_at, &p->pairs,
		side == SIDE_SOURCE ? SIDE_SOURCE : SIDE_TARGET);
	p->sink.side = side;
	p->tree[i] = markdown_parse(&m);
	p->sink.side = SIDE_NONE;
}

static void find_title(struct page *p)
{
	p->title = str_trim(value_text_at(p->meta, S("title")));
	if (p->title.n == 0)
		p->title = p->h1_text;
}

static void load_markdown(struct arena *a, struct arena *bulk, struct page *p,
	enum side side)
{
	if (p->alerts) {
		read_front(a, p);
		p->pairs = pairs_scan(a, p->source->bytes, p->front.body_at,
			p->file, &p->sink);
	}
	p->side = p->pairs.n == 0       ? SIDE_NONE
		  : side == SIDE_SOURCE ? SIDE_SOURCE
					: SIDE_TARGET;
	parse_side(bulk, p, 0, p->side);
	if (p->side == SIDE_TARGET && side == SIDE_NONE)
		parse_side(bulk, p, 1, SIDE_SOURCE);
	for (const struct diag *d = p->sink.first; d; d = d->next)
		p->failed |= d->rule == &rule_limit_exceeded;
	outline_make(a, p);
	references_find(a, p);
	find_title(p);
}

/* "Landing" of "### YamlMime:Landing" on the first line. */
static struct str read_mime(struct str bytes)
{
	struct str line, rest = bytes, mark = S("YamlMime:");

	if (!str_cut(&rest, '\n', &line) || !str_starts(line, S("#")))
		return (struct str){ "", 0 };
	size_t at = str_find(line, 0, mark);
	if (at == STR_NONE)
		return (struct str){ "", 0 };
	return str_trim(str_skip(line, at + mark.n));
}

static void load_yaml(struct arena *a, struct page *p)
{
	const struct value *meta;

	p->mime = read_mime(p->source->bytes);
	p->data = yaml_parse(a, p->source->bytes, p->file, 0, &p->sink);
	p->failed = p->data == NULL;
	meta = value_get(p->data, S("metadata"));
	if (meta && meta->kind == VALUE_MAP)
		p->meta = value_get(p->data, S("metadata"));
	p->title = str_trim(value_text_at(p->data, S("title")));
	if (p->title.n == 0)
		p->title = str_trim(value_text_at(p->meta, S("title")));
	references_find_data(a, p);
}

static void load(struct arena *a, struct arena *bulk, struct page *p,
	bool markdown, enum side side)
{
	if (p->source->bytes.n > LIMIT_FILE)
		fail(p, &rule_limit_exceeded, 0, 0,
			"the file has more than 8 MiB");
	else if (!check_encoding(p))
		return;
	else if (markdown)
		load_markdown(a, bulk, p, side);
	else
		load_yaml(a, p);
}

struct page *page_parse(struct arena *keep, struct str path, struct str bytes,
	uint32_t id, bool markdown, const struct alert_kinds *alerts)
{
	return page_load(keep, keep, path, bytes, id, markdown, alerts,
		SIDE_NONE);
}

struct page *page_load(struct arena *keep, struct arena *bulk, struct str path,
	struct str bytes, uint32_t id, bool markdown,
	const struct alert_kinds *alerts, enum side side)
{
	struct page *p = page_new(keep, path, id);

	p->source->bytes = bytes;
	p->alerts = alerts;
	load(keep, bulk, p, markdown, side);
	return p;
}

/* The tree of bytes[from..] in the source language. */
static struct tree *parse_again(struct arena *a, const struct page *p,
	struct str bytes, size_t from, const struct pairs *pairs)
{
	struct sink sink;
	struct view *view = arena_new(a, struct view);
	struct markdown m = { a, view, p->file, pairs->n, p->alerts, &sink };

	sink_init(&sink, a);
	*view = view_cut(a, bytes, from, pairs, SIDE_SOURCE);
	return markdown_parse(&m);
}

struct str page_label(const struct page *p)
{
	return p->title.n ? p->title : path_base(path_stem(p->source->path));
}

struct tree *page_source_tree(struct arena *a, const struct page *p)
{
	if (p->tree[1] || p->pairs.n == 0)
		return p->tree[1];
	return parse_again(a, p, p->source->bytes, p->front.body_at, &p->pairs);
}

struct tree *page_source_half(struct arena *a, const struct page *p,
	size_t pair)
{
	static const struct pairs none;
	const struct pair *half = &p->pairs.p[pair];

	return parse_again(a, p, str_sub(p->source->bytes, 0, half->s_end),
		half->s, &none);
}

struct page *page_unread(struct arena *keep, struct str path, uint32_t id,
	const char *reason)
{
	struct page *p = page_new(keep, path, id);
	struct diag *d;

	p->source->bytes = S("");
	d = fail(p, &rule_unreadable, 0, 0, "");
	d->text = str_printf(keep, "the file cannot be read: %s", reason);
	return p;
}

const struct pair *page_pair_from(const struct page *p, uint32_t at)
{
	size_t low = 0, high = p ? p->pairs.n : 0;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (p->pairs.p[middle].end <= at)
			low = middle + 1;
		else
			high = middle;
	}
	return p && low < p->pairs.n ? &p->pairs.p[low] : NULL;
}

const struct pair *page_pair(const struct page *p, uint32_t at)
{
	const struct pair *pair = page_pair_from(p, at);

	return pair && pair->at <= at ? pair : NULL;
}
