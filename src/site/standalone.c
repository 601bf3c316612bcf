/*
 * Images become data: addresses when they are resolved. The policy of the
 * page allows the one style sheet by its hash and no other request, so that
 * not even a page's raw HTML can ask for anything.
 */
#include "site/standalone.h"

#include "base/fs.h"
#include "base/hash.h"
#include "base/path.h"
#include "format/html.h"
#include "set/links.h"
#include "site/datapage.h"
#include "site/imagesize.h"
#include "site/media.h"

#define IMAGE_MAX ((size_t)64 << 20)

/* ---- base64 ------------------------------------------------------ */

static void put_base64(struct buf *out, struct str s)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				     "abcdefghijklmnopqrstuvwxyz0123456789+/";

	buf_reserve(out, s.n / 3 * 4 + 4);
	for (size_t i = 0; i < s.n; i += 3) {
		uint32_t v = 0;
		for (size_t k = 0; k < 3; k++)
			v = v << 8 |
			    (i + k < s.n ? (unsigned char)s.p[i + k] : 0);
		for (size_t k = 0; k < 4; k++)
			buf_byte(out, i + k > s.n
					      ? '='
					      : digits[v >> (18 - 6 * k) & 63]);
	}
}

/* ---- images ------------------------------------------------------ */

static bool read_image(const struct standalone *s, const struct render *r,
	struct str url, struct str *path, struct str *bytes)
{
	const struct files *files = s->set ? &s->set->files : NULL;
	struct link l;

	if (!files) {
		*path = url_decode(r->scratch, url_split(str_trim(url)).path);
		return s->dir >= 0 && fs_read(r->scratch, s->dir, *path,
					      IMAGE_MAX, bytes) == FS_OK;
	}
	l = link_resolve(s->set, r->scratch, r->page->file, r->shown->file,
		url);
	if (l.kind != LINK_FILE && l.kind != LINK_FALLBACK)
		return false;
	*path = files->p[l.file].path;
	return files_read(r->scratch, files, &files->p[l.file], IMAGE_MAX,
		       bytes) == FS_OK;
}

static struct target image(const struct standalone *s, const struct render *r,
	struct str url)
{
	struct target t = { .href = S(""), .missing = true };
	struct imagesize size;
	struct str path, bytes;
	const struct media *media;
	struct buf data;

	if (!read_image(s, r, url, &path, &bytes) || !(media = media_of(path)))
		return t;
	buf_init(&data, r->scratch);
	buf_printf(&data, "data:%s;base64,", media->type);
	put_base64(&data, bytes);
	t.href = buf_str(&data);
	t.missing = false;
	if (imagesize_read(bytes, &size)) {
		t.width = size.width;
		t.height = size.height;
	}
	return t;
}

/* ---- links ------------------------------------------------------- */

/* Other pages are not here: only their address in the world is of use. */
static struct target other_page(const struct docset *set, struct arena *a,
	const struct link *l)
{
	const struct config *c = &set->config;
	const struct file *f = &set->files.p[l->file];
	struct target t = { .title = set->pages[l->file]->title };

	t.missing = c->base_url.n == 0 || !f->output.n;
	t.href = t.missing
			 ? S("")
			 : str_printf(a, "%.*s%.*s/%.*s", STR_ARG(c->base_url),
				   STR_ARG(set->locales[f->locale].slug),
				   STR_ARG(url_encode(a, f->output)));
	return t;
}

static struct target resolve(const struct render *r, struct str url,
	enum reference_kind kind)
{
	const struct standalone *s = r->ctx;
	struct target t = { .href = S(""), .missing = true };
	struct url u = url_split(str_trim(url));
	struct link l;

	if (kind == REFERENCE_IMAGE)
		return image(s, r, url);
	if (kind == REFERENCE_LIGHTBOX)
		return t;
	t.external = str_starts_nocase(u.scheme, S("http"));
	if (t.external || str_eq_nocase(u.scheme, S("mailto")) ||
		(u.path.n == 0 && u.fragment.n)) {
		t.href = str_trim(url);
		t.missing = false;
		return t;
	}
	if (!s->set)
		return t;
	l = link_resolve(s->set, r->scratch, r->page->file, r->shown->file,
		url);
	return l.kind == LINK_PAGE && l.file != r->shown->file
		       ? other_page(s->set, r->scratch, &l)
		       : t;
}

/* ---- the page ---------------------------------------------------- */

static const struct locale *locale_of(const struct standalone *s)
{
	return s->set ? &s->set->locales[s->set->files.p[s->page->file].locale]
		      : NULL;
}

/* What ends the element would end it inside a comment, too. */
static struct str safe_style(struct arena *a, struct str css)
{
	struct buf b;

	buf_init(&b, a);
	for (size_t i = 0; i < css.n; i++) {
		buf_byte(&b, css.p[i]);
		if (css.p[i] == '<' && i + 1 < css.n && css.p[i + 1] == '/')
			buf_byte(&b, '\\');
	}
	return buf_str(&b);
}

static void put_policy(struct arena *a, struct buf *out, struct str style)
{
	buf_lit(out, "<meta http-equiv=\"Content-Security-Policy\" "
		     "content=\"default-src 'none'; img-src data:; "
		     "style-src 'sha256-");
	put_base64(out, hash_sha256(a, style));
	buf_lit(out, "'; base-uri 'none'; form-action 'none'\">\n");
}

static void put_head(const struct standalone *s, struct arena *a,
	struct buf *out)
{
	const struct locale *l = locale_of(s);
	struct str lang = l ? l->tag : s->lang, title = s->page->title;
	struct str style = safe_style(a, s->style);
	bool both = s->side == SIDE_NONE && s->page->tree[1];

	if (s->side == SIDE_SOURCE && s->page->tree[1])
		lang = s->set ? s->set->config.source_locale : S("en-US");
	buf_printf(out,
		"<!doctype html>\n<html lang=\"%.*s\" dir=\"%.*s\"%s>\n",
		STR_ARG(lang), STR_ARG(locale_direction(lang)),
		both ? " class=\"bilingual\" data-mode=\"both\"" : "");
	buf_lit(out, "<head>\n<meta charset=\"utf-8\">\n");
	put_policy(a, out, style);
	buf_lit(out, "<meta name=\"viewport\" "
		     "content=\"width=device-width, initial-scale=1\">\n"
		     "<meta name=\"color-scheme\" content=\"light dark\">\n"
		     "<title>");
	html_escape(out, title.n ? title : path_base(s->page->source->path));
	buf_lit(out, "</title>\n<style>");
	buf_add(out, style);
	buf_lit(out, "</style>\n</head>\n");
}

static void put_body(const struct standalone *s, struct render *r)
{
	const struct page *p = s->page;

	if (!p->tree[0]) {
		if (p->data)
			datapage_render(r, p->data);
		return;
	}
	if (!p->h1 && p->title.n) {
		buf_lit(r->out, "<h1>");
		render_text(r, p->title);
		buf_lit(r->out, "</h1>\n");
	}
	render_document(r, p->tree[r->side]->root);
}

void standalone_write(const struct standalone *s, struct arena *scratch,
	struct buf *out)
{
	const struct page *p = s->page;
	struct str source = s->set ? s->set->config.source_locale : S("en-US");
	struct render r = {
		.out = out,
		.scratch = scratch,
		.flavor = FLAVOR_SITE,
		.set = s->set,
		.shown = p,
		.page = p,
		.side = s->side == SIDE_SOURCE && p->tree[1] ? 1 : 0,
		.bilingual = s->side == SIDE_NONE && p->tree[1],
		.source_lang = source,
		.source_dir = locale_direction(source),
		/* Workers share the plural rules, and change nothing else. */
		.locale = (struct locale *)(uintptr_t)locale_of(s),
		.version = s->set ? version_newest(scratch, s->set, p->file)
				  : (struct version){ NULL, 0 },
		.resolve = resolve,
		.ctx = s,
	};

	put_head(s, scratch, out);
	buf_lit(out, "<body>\n<div class=\"frame frame-single\">\n"
		     "<main class=\"main\">\n<article class=\"content\">\n");
	put_body(s, &r);
	buf_lit(out, "</article>\n</main>\n</div>\n</body>\n</html>\n");
}
