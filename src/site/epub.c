/*
 * Pages in the order of the table of contents, then the rest; the images
 * that they show; a navigation document. Workers make the pages, the parent
 * puts them into the archive.
 */
#include "site/epub.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "base/epoch.h"
#include "base/confine.h"
#include "base/fs.h"
#include "base/hash.h"
#include "base/path.h"
#include "format/html.h"
#include "set/meta.h"
#include "site/epub_name.h"
#include "site/media.h"
#include "site/sequence.h"
#include "site/sitemap.h"
#include "site/zip.h"

#define IMAGE_MAX ((size_t)256 << 20)

struct chapter {
	const struct output *output;
	struct str path;  /* in the book */
	struct str xhtml; /* made by a worker */
	struct epub_links links;
};

struct book {
	const struct site *s;
	size_t locale;
	const char *root;  /* of the docset */
	struct arena *a;   /* shared */
	struct map files;  /* site path -> struct str *: path in the book */
	struct map names;  /* paths in the book, in lower case */
	struct map images; /* site path -> struct output * */
	struct map places; /* site path -> size_t *: index in chapters */
	size_t reached;    /* place of the last chapter in the contents */
	const struct toc_entry *branch; /* NULL: the whole docset */
	VEC(struct chapter) chapters;
};

static const struct locale *locale_of(const struct book *b)
{
	return &b->s->set->locales[b->locale];
}

/* ---- what is in it ----------------------------------------------- */

static struct str add_file(struct book *b, struct str site_path,
	struct str path)
{
	struct str *name = arena_new(b->a, struct str);

	*name = epub_name(b->a, &b->names, path);
	map_put(b->a, &b->files, site_path, name);
	return *name;
}

static struct str path_in_book(const struct book *b, struct str site_path)
{
	const struct str *path = map_get(&b->files, site_path);

	return *path;
}

static void add_chapter(struct book *b, const struct output *o)
{
	struct chapter c = { .output = o };
	size_t *place = arena_new(b->a, size_t);

	if (map_has(&b->files, o->path))
		return;
	c.path = add_file(b, o->path,
		str_cat(b->a, path_stem(o->path), S(".xhtml")));
	*place = b->chapters.n;
	map_put(b->a, &b->places, o->path, place);
	vec_push(b->a, &b->chapters, c);
}

/* "Boats", "Harbour/Boats" or "boats/index.md". */
static bool is_branch(struct book *b, const struct toc_entry *e,
	struct str names, struct str wanted)
{
	const struct file *f = e->file == FILE_NONE
				       ? NULL
				       : &b->s->set->files.p[e->file];

	return str_eq_nocase(e->name, wanted) || str_eq_nocase(names, wanted) ||
	       (f && e->page &&
		       (str_eq(f->path, wanted) || str_eq(f->key, wanted)));
}

static const struct toc_entry *find_branch(struct book *b,
	const struct toc_entry *e, size_t n, struct str above,
	struct str wanted)
{
	const struct toc_entry *found = NULL;

	for (size_t i = 0; i < n && !found; i++) {
		struct str names = path_join(b->a, above, e[i].name);
		if (is_branch(b, &e[i], names, wanted))
			return &e[i];
		found = find_branch(b, e[i].items, e[i].nitems, names, wanted);
	}
	return found;
}

static bool choose_branch(struct book *b, const char *branch)
{
	const struct tocs *tocs = &b->s->set->tocs;

	for (size_t i = 0; branch && i < tocs->n && !b->branch; i++)
		if (sequence_has(b->s, &tocs->p[i], b->locale))
			b->branch = find_branch(b, tocs->p[i].items,
				tocs->p[i].nitems, S(""), str_of(branch));
	return b->branch || !branch;
}

static bool add_page(void *ctx, const struct output *o)
{
	add_chapter(ctx, o);
	return true;
}

static bool is_book_image(struct str path)
{
	const struct media *m = media_of(path);

	return m && m->book;
}

static void list_images(struct book *b)
{
	for (size_t i = 0; i < b->s->noutputs; i++) {
		struct output *o = &b->s->outputs[i];
		if ((o->kind != OUTPUT_RESOURCE &&
			    o->kind != OUTPUT_FALLBACK) ||
			!is_book_image(o->path))
			continue;
		add_file(b, o->path, o->path);
		map_put(b->a, &b->images, o->path, o);
	}
}

/* ---- pages ------------------------------------------------------- */

static void put_escaped(struct buf *b, struct str s)
{
	html_escape(b, s);
}

/* An attribute that leads to a file of the book. */
static void put_href(struct buf *b, struct str path)
{
	buf_lit(b, "href=\"");
	put_escaped(b, url_encode(b->arena, path));
	buf_byte(b, '"');
}

static void put_head(struct buf *b, const struct locale *l, struct str title,
	struct str css)
{
	buf_printf(b,
		"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
		"<!DOCTYPE html>\n"
		"<html xmlns=\"http://www.w3.org/1999/xhtml\" "
		"xmlns:epub=\"http://www.idpf.org/2007/ops\" lang=\"%.*s\" "
		"xml:lang=\"%.*s\" dir=\"%.*s\">\n<head>\n<title>",
		STR_ARG(l->tag), STR_ARG(l->tag), STR_ARG(l->dir));
	put_escaped(b, title.n ? title : S("-"));
	buf_printf(b,
		"</title>\n<link rel=\"stylesheet\" type=\"text/css\" "
		"href=\"%.*s\"/>\n</head>\n<body>\n",
		STR_ARG(css));
}

static void make_one(void *ctx, struct arena *keep, struct arena *scratch,
	size_t i)
{
	const struct book *b = ctx;
	struct chapter *c = &b->chapters.p[i];
	const struct docset *set = b->s->set;
	struct maker m = { .site = b->s,
		.output = c->output,
		.at = { b->s, c->output },
		.a = scratch,
		.version = { set, c->output->version },
		.locale = &set->locales[b->locale],
		.page = set->pages[c->output->file] };
	const struct locale *text =
		c->output->source_text
			? &set->locales[set->files.p[c->output->file].locale]
			: locale_of(b);
	struct buf out;

	m.meta = sitemap_meta(scratch, b->s, c->output);
	buf_init(&out, scratch);
	put_head(&out, text, m.page->title,
		path_relative(scratch, c->path, S("book.css")));
	c->links = (struct epub_links){ .files = &b->files,
		.from = c->output->path,
		.keep = keep };
	epub_xhtml(&out, body_html(&m), &c->links);
	buf_lit(&out, "\n</body>\n</html>\n");
	c->xhtml = str_dup(keep, buf_str(&out));
}

/* ---- navigation -------------------------------------------------- */

/*
 * The contents of a book come in the order of its chapters: an entry that
 * leads back, to a page that stands earlier in the table, is no link.
 */
static bool leads_into_book(const struct book *b, const struct toc_entry *e,
	struct str *path, size_t *place)
{
	const struct output *o = NULL;
	const size_t *at;

	*path = S("");
	if (e->file != FILE_NONE && e->page)
		o = site_find(b->s, b->locale, b->s->set->files.p[e->file].key);
	at = o ? map_get(&b->places, o->path) : NULL;
	if (!at || *at < b->reached)
		return false;
	*path = b->chapters.p[*at].path;
	*place = *at;
	return true;
}

static bool has_any(const struct book *b, const struct toc_entry *e)
{
	struct str path;
	size_t place;

	if (leads_into_book(b, e, &path, &place))
		return true;
	for (size_t i = 0; i < e->nitems; i++)
		if (has_any(b, &e->items[i]))
			return true;
	return false;
}

static void put_entry(struct book *b, struct buf *out,
	const struct toc_entry *e)
{
	struct str path, name = e->name;
	size_t place;
	bool leads = leads_into_book(b, e, &path, &place), open = false;

	if (leads)
		b->reached = place;
	if (name.n == 0 && leads)
		name = page_label(b->s->set->pages[e->file]);
	buf_lit(out, "<li>");
	if (leads) {
		buf_lit(out, "<a ");
		put_href(out, path);
		buf_byte(out, '>');
	} else {
		buf_lit(out, "<span>");
	}
	put_escaped(out, name.n ? name : S("-"));
	buf_add(out, leads ? S("</a>") : S("</span>"));
	for (size_t i = 0; i < e->nitems; i++) {
		if (!has_any(b, &e->items[i]))
			continue;
		if (!open)
			buf_lit(out, "<ol>");
		open = true;
		put_entry(b, out, &e->items[i]);
	}
	buf_add(out, open ? S("</ol></li>\n") : S("</li>\n"));
}

static bool put_tocs(struct book *b, struct buf *out)
{
	const struct tocs *tocs = &b->s->set->tocs;
	bool any = false;

	if (b->branch) {
		put_entry(b, out, b->branch);
		return true;
	}
	for (size_t i = 0; i < tocs->n; i++) {
		if (!sequence_has(b->s, &tocs->p[i], b->locale))
			continue;
		for (size_t k = 0; k < tocs->p[i].nitems; k++) {
			if (!has_any(b, &tocs->p[i].items[k]))
				continue;
			put_entry(b, out, &tocs->p[i].items[k]);
			any = true;
		}
	}
	return any;
}

static struct str navigation(struct book *b, struct str title)
{
	struct buf out;
	struct str heading = locale_text(b->a, &b->s->set->locales[b->locale],
		S("contents"), -1, NULL, 0);

	buf_init(&out, b->a);
	put_head(&out, locale_of(b), title, S("book.css"));
	buf_lit(&out, "<nav epub:type=\"toc\" id=\"toc\">\n<h1>");
	put_escaped(&out, heading);
	buf_lit(&out, "</h1>\n<ol>\n");
	if (!put_tocs(b, &out))
		for (size_t i = 0; i < b->chapters.n; i++) {
			const struct chapter *c = &b->chapters.p[i];
			struct str name = page_label(
				b->s->set->pages[c->output->file]);
			buf_lit(&out, "<li><a ");
			put_href(&out, c->path);
			buf_byte(&out, '>');
			put_escaped(&out, name);
			buf_lit(&out, "</a></li>\n");
		}
	buf_lit(&out, "</ol>\n</nav>\n</body>\n</html>\n");
	return buf_str(&out);
}

/* ---- package ----------------------------------------------------- */

/* SOURCE_DATE_EPOCH, else the newest date that a page has. */
static struct str modified(struct book *b)
{
	struct str newest = S("2000-01-01"), iso;
	int64_t seconds;
	bool given = epoch_given(&seconds);
	time_t t = (time_t)seconds;
	struct tm tm;

	if (given && gmtime_r(&t, &tm))
		return str_printf(b->a, "%04d-%02d-%02dT%02d:%02d:%02dZ",
			tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday,
			tm.tm_hour, tm.tm_min, tm.tm_sec);
	for (size_t i = 0; i < b->chapters.n; i++) {
		const struct value *meta = sitemap_meta(b->a, b->s,
			b->chapters.p[i].output);
		if (meta_date(b->a, value_text_at(meta, S("ms.date")), &iso) &&
			str_cmp(iso, newest) > 0)
			newest = iso;
	}
	return str_cat(b->a, newest, S("T00:00:00Z"));
}

static struct str identifier(struct book *b, struct str title)
{
	struct str name = str_printf(b->a, "%.*s %.*s %.*s", STR_ARG(title),
		STR_ARG(locale_of(b)->tag), STR_ARG(b->s->base_url));
	struct str x = hash_hex(b->a, name, 16);
	struct str y = hash_hex(b->a, str_cat(b->a, name, S("2")), 16);

	return str_printf(b->a, "urn:uuid:%.8s-%.4s-8%.3s-8%.3s-%.12s", x.p,
		x.p + 8, x.p + 12, y.p, y.p + 3);
}

static void put_metadata(struct book *b, struct buf *out, struct str title)
{
	buf_lit(out, "<metadata xmlns:dc=\"http://purl.org/dc/elements/1.1/\">"
		     "\n<dc:identifier id=\"id\">");
	put_escaped(out, identifier(b, title));
	buf_lit(out, "</dc:identifier>\n<dc:title>");
	put_escaped(out, title);
	buf_printf(out,
		"</dc:title>\n<dc:language>%.*s</dc:language>\n"
		"<meta property=\"dcterms:modified\">%.*s</meta>\n"
		"</metadata>\n",
		STR_ARG(locale_of(b)->tag), STR_ARG(modified(b)));
}

static void put_item(struct buf *out, const char *id, size_t n, struct str path,
	const char *type)
{
	buf_printf(out, "<item id=\"%s%zu\" ", id, n);
	put_href(out, path);
	buf_printf(out, " media-type=\"%s\"", type);
}

static struct str package(struct book *b, struct str title,
	const struct map *used)
{
	struct buf out;
	bool rtl = str_eq(locale_of(b)->dir, S("rtl"));

	buf_init(&out, b->a);
	buf_printf(&out,
		"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
		"<package xmlns=\"http://www.idpf.org/2007/opf\" "
		"version=\"3.0\" unique-identifier=\"id\" "
		"xml:lang=\"%.*s\">\n",
		STR_ARG(locale_of(b)->tag));
	put_metadata(b, &out, title);
	buf_lit(&out, "<manifest>\n<item id=\"nav\" href=\"nav.xhtml\" "
		      "media-type=\"application/xhtml+xml\" "
		      "properties=\"nav\"/>\n"
		      "<item id=\"css\" href=\"book.css\" "
		      "media-type=\"text/css\"/>\n");
	for (size_t i = 0; i < b->chapters.n; i++) {
		put_item(&out, "p", i, b->chapters.p[i].path,
			"application/xhtml+xml");
		buf_add(&out, b->chapters.p[i].links.math
				      ? S(" properties=\"mathml\"/>\n")
				      : S("/>\n"));
	}
	for (size_t i = 0; i < used->n; i++) {
		struct str path = used->items[i].key;
		put_item(&out, "m", i, path_in_book(b, path),
			media_of(path)->type);
		buf_lit(&out, "/>\n");
	}
	buf_printf(&out, "</manifest>\n<spine%s>\n",
		rtl ? " page-progression-direction=\"rtl\"" : "");
	for (size_t i = 0; i < b->chapters.n; i++)
		buf_printf(&out, "<itemref idref=\"p%zu\"/>\n", i);
	buf_lit(&out, "</spine>\n</package>\n");
	return buf_str(&out);
}

/* ---- archive ----------------------------------------------------- */

static const char style[] =
	"body { line-height: 1.5; }\n"
	"img { max-width: 100%; height: auto; }\n"
	"pre { white-space: pre-wrap; font-size: 0.85em; }\n"
	"table { border-collapse: collapse; }\n"
	"th, td { border: 1px solid #999; padding: 0.25em 0.5em; }\n"
	".r { text-align: right; }\n"
	".c { text-align: center; }\n"
	".alert { border-left: 4px solid #555; padding-left: 0.75em; }\n"
	".alert-title { font-weight: bold; }\n";

static const char container[] =
	"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
	"<container version=\"1.0\" "
	"xmlns=\"urn:oasis:names:tc:opendocument:xmlns:container\">\n"
	"<rootfiles><rootfile full-path=\"EPUB/package.opf\" "
	"media-type=\"application/oebps-package+xml\"/></rootfiles>\n"
	"</container>\n";

static void add(struct book *b, struct zip *z, struct str path, struct str text)
{
	zip_add(z, str_cat(b->a, S("EPUB/"), path), text, false);
}

static void add_image(struct book *b, struct zip *z, const struct output *o)
{
	const struct files *files = &b->s->set->files;
	struct arena scratch;
	struct str bytes;

	arena_init(&scratch);
	if (files_read(&scratch, files, &files->p[o->file], IMAGE_MAX,
		    &bytes) == FS_OK)
		zip_add(z, str_cat(b->a, S("EPUB/"), path_in_book(b, o->path)),
			bytes, false);
	arena_release(&scratch);
}

static struct str book_title(const struct book *b)
{
	const struct config *c = &b->s->set->config;
	struct str title = c->title.n ? c->title : path_base(c->root), name;

	if (!b->branch)
		return title;
	name = b->branch->name;
	if (name.n == 0 && b->branch->page)
		name = page_label(b->s->set->pages[b->branch->file]);
	return name.n ? str_printf(b->a, "%.*s | %.*s", STR_ARG(name),
				STR_ARG(title))
		      : title;
}

static bool pack(struct book *b, struct buf *out)
{
	struct map used = { 0 };
	struct str title = book_title(b);
	struct zip z;

	zip_begin(&z, out);
	zip_add(&z, S("mimetype"), S("application/epub+zip"), true);
	zip_add(&z, S("META-INF/container.xml"), str_of(container), false);
	for (size_t i = 0; i < b->chapters.n; i++)
		for (size_t k = 0; k < b->chapters.p[i].links.images.n; k++)
			map_put(b->a, &used, b->chapters.p[i].links.images.p[k],
				b);
	add(b, &z, S("package.opf"), package(b, title, &used));
	add(b, &z, S("nav.xhtml"), navigation(b, title));
	add(b, &z, S("book.css"), str_of(style));
	for (size_t i = 0; i < b->chapters.n; i++)
		add(b, &z, b->chapters.p[i].path, b->chapters.p[i].xhtml);
	for (size_t i = 0; i < used.n; i++)
		add_image(b, &z, map_get(&b->images, used.items[i].key));
	return zip_end(&z);
}

static bool fail(struct sink *sink, const char *path, const char *why)
{
	diag_add(sink, &rule_theme, (struct span){ UINT32_MAX, 0, 0 }, "%s: %s",
		path, why);
	return false;
}

/* Beside its place first: who reads the old book has it whole. */
static bool write_file(struct arena *a, const char *path, struct str bytes)
{
	struct str part = str_printf(a, "%s.part", path);
	int fd = open(part.p, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
	bool ok = fd >= 0;

	while (ok && bytes.n) {
		ssize_t n = write(fd, bytes.p, bytes.n);
		ok = n > 0 || (n < 0 && errno == EINTR);
		bytes = str_skip(bytes, n > 0 ? (size_t)n : 0);
	}
	if (fd >= 0)
		ok = close(fd) == 0 && ok;
	ok = ok && rename(part.p, path) == 0;
	if (!ok && fd >= 0)
		unlink(part.p);
	return ok;
}

bool epub_check_branch(const struct site *s, size_t locale, const char *branch,
	struct sink *sink)
{
	struct book b = { .s = s, .locale = locale, .a = s->set->arena };

	return choose_branch(&b, branch) ||
	       fail(sink, branch, "the table of contents has no such entry");
}

static void enter_worker(void *ctx)
{
	static const char *const none[] = { NULL };
	const struct book *b = ctx;
	const char *read[] = { b->root, NULL };
	struct confine c = { read, none };

	confine_process(&c);
}

bool epub_write(const struct site *s, size_t locale, const char *branch,
	const char *path, const struct jobs *jobs, struct sink *sink)
{
	struct book b = { .s = s, .locale = locale, .a = s->set->arena };
	struct jobs j = *jobs;
	struct job_result *r;
	struct buf out;

	b.root = str_z(b.a, s->set->config.root);
	choose_branch(&b, branch);
	sequence_walk(b.s, b.locale, b.branch, add_page, &b);
	list_images(&b);
	if (b.chapters.n == 0)
		return fail(sink, path, "there is no page for a book");
	j.enter = enter_worker;
	r = jobs_run(&j, b.a, b.chapters.n, NULL, make_one, &b);
	if (!r)
		return fail(sink, "cannot start workers", strerror(errno));
	for (size_t i = 0; i < b.chapters.n; i++)
		if (r[i].state != JOB_DONE)
			return fail(sink, str_z(b.a, b.chapters.p[i].path),
				job_reason(b.a, &j, &r[i]));
	buf_init(&out, b.a);
	if (!pack(&b, &out))
		return fail(sink, path, "a book of more than 2 GiB");
	return write_file(b.a, path, buf_str(&out)) ||
	       fail(sink, path, strerror(errno));
}
