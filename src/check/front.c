/* The YAML head of a page: is it there, and does it name the page. */
#include "check/family.h"
#include "page/mime.h"

const struct rule rule_yaml_header_missing = {
	.id = "DG104",
	.name = "yaml-header-missing",
	.level = LEVEL_SUGGESTION,
	.title = "a page has no front matter",
	.why = "the page has no description, date or author, and search and "
	       "previews show its first words instead",
	.fix = "begin the page with a block of YAML between two lines of '---'",
	.bad = "# Ferries\n"
	       "\n"
	       "The ferry leaves at noon.\n",
	.good = "---\n"
		"title: Ferries\n"
		"---\n"
		"# Ferries\n"
		"\n"
		"The ferry leaves at noon.\n",
	.mend = MEND_UNSAFE,
};

const struct rule rule_title_missing = {
	.id = "DG105",
	.name = "title-missing",
	.level = LEVEL_WARNING,
	.title = "a page has neither a title nor a first-level heading",
	.why = "the page has no name in the browser, the navigation and search",
	.fix = "add 'title:' to the front matter, or a heading '# ...'",
	.bad = "## Ferries\n"
	       "\n"
	       "The ferry leaves at noon.\n",
	.good = "# Ferries\n"
		"\n"
		"The ferry leaves at noon.\n",
	.mend = MEND_UNSAFE,
};

const struct rule rule_mime_unknown = {
	.id = "DG016",
	.name = "yaml-mime-unknown",
	.level = LEVEL_SUGGESTION,
	.title = "a YAML page is of a kind that is not known",
	.why = "the page shows all its data in their order, which may not be "
	       "what was "
	       "meant",
	.fix = "write 'YamlMime:' and one of the kinds that the manual lists",
};

/* False: the page needs no title. */
static bool check_mime(struct check *c)
{
	struct str mime = c->page->mime;

	if (!c->page->data)
		return true;
	if (mime_kind(mime) != MIME_UNKNOWN)
		return mime_kind(mime) == MIME_TITLED;
	diag_add(c->sink, &rule_mime_unknown,
		(struct span){ c->page->file, 0, 0 },
		"'%.*s' is no kind of YAML page that is known", STR_ARG(mime));
	return false;
}

const struct rule rule_merge_conflict = {
	.id = "DG007",
	.name = "merge-conflict",
	.level = LEVEL_ERROR,
	.title = "the marks of a merge that was not finished",
	.why = "readers see both versions and the marks",
	.fix = "decide for one version and remove the marks",
	.bad = "<<<<<<< HEAD\n"
	       "The ferry leaves at noon.\n"
	       "=======\n"
	       "The ferry leaves at one.\n"
	       ">>>>>>> winter\n",
	.good = "The ferry leaves at one.\n",
};

const struct rule rule_metadata_reserved = {
	.id = "DG115",
	.name = "metadata-deprecated",
	.level = LEVEL_SUGGESTION,
	.title = "metadata that the platform sets itself",
	.why = "the value is replaced, or does harm",
	.fix = "remove the key",
	.aliases = "attribute-deprecated attribute-reserved",
	.bad = "---\n"
	       "title: Ferries\n"
	       "redirect_url: /boats\n"
	       "---\n"
	       "# Ferries\n",
	.good = "---\n"
		"title: Ferries\n"
		"---\n"
		"# Ferries\n",
	.mend = MEND_UNSAFE,
};

/* What the platform writes into a page's metadata. */
static const char *const reserved[] = { "canonical_url", "conceptual",
	"content_git_url", "document_id", "document_version_independent_id",
	"enable_loc_sxs", "gitcommit", "github_contributors",
	"original_content_git_url", "original_content_git_url_template",
	"pdf_url_template", "rawTitle", "redirect_document_id", "redirect_url",
	"search.ms_docsetname", "search.ms_product", "search.ms_sitename",
	"site_name", "source_path", "toc_rel", "updated_at",
	"updated_at_date_time", "wordCount", "word_count", "xrefs", NULL };

static bool is_reserved(struct str key)
{
	for (size_t i = 0; reserved[i]; i++)
		if (str_eq(key, str_of(reserved[i])))
			return true;
	return false;
}

/* The line goes, where key and value are one line of a page. */
static void mend_reserved(struct sink *sink, struct diag *d,
	const struct page *p, const struct value *v)
{
	struct str bytes = p->source->bytes, line;
	size_t from = d->at.at, end;

	while (from > p->front.yaml_at && bytes.p[from - 1] != '\n')
		from--;
	end = str_find_byte(bytes, d->at.at, '\n');
	line = str_sub(bytes, from, end);
	if (end == STR_NONE || from != d->at.at || v->kind == VALUE_LIST ||
		v->kind == VALUE_MAP || (size_t)v->at.at + v->at.len > end ||
		str_ends(str_trim_right(line), S("|")) ||
		str_ends(str_trim_right(line), S(">")))
		return;
	diag_mend(sink, d, MEND_UNSAFE,
		(struct span){ p->file, (uint32_t)from,
			(uint32_t)(end + 1 - from) },
		S(""));
}

/* `p`: the page whose they are; NULL: the configuration's. */
static void check_reserved(struct sink *sink, const struct value *meta,
	const struct page *p)
{
	for (size_t i = 0; meta && meta->kind == VALUE_MAP && i < meta->n;
		i++) {
		struct diag *d;

		if (!is_reserved(meta->keys[i]))
			continue;
		d = diag_add(sink, &rule_metadata_reserved, meta->key_at[i],
			"'%.*s' is the platform's", STR_ARG(meta->keys[i]));
		if (p && p->front.present)
			mend_reserved(sink, d, p, meta->items[i]);
	}
}

static void check_nulls(struct sink *sink, const struct value *meta)
{
	for (size_t i = 0; meta && meta->kind == VALUE_MAP && i < meta->n;
		i++) {
		const struct value *v = meta->items[i];

		for (size_t k = 0; v->kind == VALUE_LIST && k < v->n; k++)
			if (v->items[k]->kind == VALUE_NULL)
				diag_add(sink, &rule_metadata_reserved,
					v->items[k]->at.at > 0
						? v->items[k]->at
						: meta->key_at[i],
					"'%.*s' has an empty item",
					STR_ARG(meta->keys[i]))
					->code = "null-array-value";
	}
}

void front_metadata(struct sink *sink, const struct value *meta,
	const struct page *p)
{
	check_reserved(sink, meta, p);
	check_nulls(sink, meta);
}

static bool in_code(const struct page *p, size_t at)
{
	const struct node *root = p->tree[0]->root;

	for (const struct node *n = root; n; n = node_walk(root, n, false))
		if (n->kind == NODE_CODE_BLOCK && n->at.at <= at &&
			at < node_end(n))
			return true;
	return false;
}

static void check_conflict(struct check *c)
{
	const struct page *p = c->page;
	struct str bytes = p->source->bytes;
	size_t at = str_starts(bytes, S("<<<<<<< "))
			    ? 0
			    : str_find(bytes, 0, S("\n<<<<<<< "));

	if (!p->tree[0] || at == STR_NONE ||
		str_find(bytes, at, S("\n>>>>>>> ")) == STR_NONE)
		return;
	at += bytes.p[at] == '\n';
	if (!in_code(p, at))
		diag_add(c->sink, &rule_merge_conflict,
			(struct span){ p->file, (uint32_t)at, 7 },
			"a merge was not finished here");
}

/* May it stand between double quotes as it is? */
static bool is_quotable(struct str text)
{
	for (size_t i = 0; i < text.n; i++)
		if (text.p[i] == '"' || text.p[i] == '\\' ||
			(unsigned char)text.p[i] < ' ')
			return false;
	return text.n > 0;
}

static bool has_returns(struct str bytes)
{
	size_t at = str_find_byte(bytes, 0, '\n');

	return at != STR_NONE && at > 0 && bytes.p[at - 1] == '\r';
}

/* Front matter with a title. */
static void mend_header(struct check *c, struct diag *d, struct str title)
{
	const struct page *p = c->page;
	const char *eol = has_returns(p->source->bytes) ? "\r\n" : "\n";
	struct span at = { p->file, (uint32_t)p->front.body_at, 0 };

	if (is_quotable(title))
		diag_mend(c->sink, d, MEND_UNSAFE, at,
			str_printf(c->scratch, "---%stitle: \"%.*s\"%s---%s",
				eol, STR_ARG(title), eol, eol));
}

/* The key and its value, if they are a line; where it would go, if there is
 * none. False: it is in several. */
static bool title_line(const struct page *p, struct span *at)
{
	const struct value *m = p->meta;
	struct str bytes = p->source->bytes;
	size_t i = 0, end;

	*at = (struct span){ p->file, (uint32_t)p->front.yaml_at, 0 };
	while (m && m->kind == VALUE_MAP && i < m->n &&
		!str_eq(m->keys[i], S("title")))
		i++;
	if (!m || m->kind != VALUE_MAP || i == m->n)
		return true;
	at->at = m->key_at[i].at;
	end = str_find_byte(bytes, at->at, '\n');
	if (end == STR_NONE || m->key_at[i].file != p->file ||
		(size_t)m->items[i]->at.at + m->items[i]->at.len > end)
		return false;
	end -= bytes.p[end - 1] == '\r';
	at->len = (uint32_t)(end - at->at);
	return at->at == p->front.yaml_at || bytes.p[at->at - 1] == '\n';
}

/* Its first heading is what the page is about, of whatever level. */
static void mend_title(struct check *c, struct diag *d)
{
	const struct page *p = c->page;
	struct str title = p->headings.n ? str_trim(p->headings.p[0].text)
					 : S("");
	const char *eol = has_returns(p->source->bytes) ? "\r\n" : "\n";
	struct span at;

	if (p->side == SIDE_SOURCE || p->front.unclosed || !is_quotable(title))
		return;
	if (!p->front.present)
		mend_header(c, d, title);
	else if (title_line(p, &at))
		diag_mend(c->sink, d, MEND_UNSAFE, at,
			str_printf(c->scratch, "title: \"%.*s\"%s",
				STR_ARG(title), at.len ? "" : eol));
}

/* `title: {}`: the platform wants text. */
static void check_title(struct check *c, const struct value *meta)
{
	const struct value *v = value_get(meta, S("title"));
	struct diag *d;

	if (v && (v->kind == VALUE_MAP || v->kind == VALUE_LIST)) {
		d = diag_add(c->sink, &rule_title_missing, v->at,
			"the title is %s, must be text", value_kind_name(v));
		d->code = "violate-schema";
		mend_title(c, d);
	}
}

void check_front(struct check *c)
{
	const struct page *p = c->page;
	struct span all = { p->file, 0, 0 };

	check_conflict(c);
	if (!c->published)
		return;
	front_metadata(c->sink, p->meta, p);
	check_title(c, p->meta);
	if (p->tree[0] && !p->front.present && !p->front.unclosed)
		mend_header(c,
			diag_add(c->sink, &rule_yaml_header_missing, all,
				"the page has no front matter"),
			p->title);
	if (check_mime(c) && p->title.n == 0)
		mend_title(c, diag_add(c->sink, &rule_title_missing, all,
				      "the page has no title"));
}
