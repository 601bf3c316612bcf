/* Tables of contents: both syntaxes, expansion, binding, neighbours. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/buf.h"
#include "scratch.h"
#include "set/toc.h"

extern const struct CMUnitTest toc_tests[];
extern const size_t toc_tests_count;

struct loaded {
	struct config config;
	struct files files;
	struct tocs tocs;
	struct source **sources;
	struct sink *sinks;
};

static void put(struct scratch *s, const char *path, const char *text)
{
	assert_true(fs_write(s->dir, str_of(path), str_of(text)));
}

static void load(struct scratch *s, struct loaded *l)
{
	struct arena *a = &s->arena;
	struct map uids = { 0 };
	struct sink sink;

	sink_init(&sink, a);
	assert_true(config_load(a, s->dir, str_of(s->path), NULL, &sink,
		&l->config));
	files_load(a, s->dir, -1, &l->config, NULL, S(""), &sink, &l->files);
	l->sources = arena_array(a, struct source *, l->files.n);
	l->sinks = arena_array(a, struct sink, l->files.n);
	for (size_t i = 0; i < l->files.n; i++)
		sink_init(&l->sinks[i], a);
	toc_load(a, &l->config, &l->files, &uids, l->sources, l->sinks,
		&l->tocs);
}

static uint32_t id_of(const struct loaded *l, const char *path)
{
	const struct file *f = files_find(&l->files, str_of(path));

	assert_non_null(f);
	return files_id(&l->files, f);
}

static const struct toc *toc_at(const struct loaded *l, const char *path)
{
	const struct toc *t = l->tocs.by_file[id_of(l, path)];

	assert_non_null(t);
	return t;
}

static void write_items(const struct loaded *l, struct buf *b,
	const struct toc_entry *items, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		const struct toc_entry *e = &items[i];

		if (i > 0)
			buf_byte(b, ' ');
		buf_add(b, e->name);
		buf_byte(b, '=');
		if (e->file != FILE_NONE)
			buf_add(b, l->files.p[e->file].path);
		buf_add(b, e->suffix);
		buf_add(b, e->url);
		if (e->nitems == 0)
			continue;
		buf_byte(b, '(');
		write_items(l, b, e->items, e->nitems);
		buf_byte(b, ')');
	}
}

/* The tree as "name=file name=url(name=file)". */
static void is_tree(struct scratch *s, const struct loaded *l, const char *path,
	const char *tree)
{
	const struct toc *t = toc_at(l, path);
	struct buf b;

	buf_init(&b, &s->arena);
	write_items(l, &b, t->items, t->nitems);
	assert_string_equal(str_z(&s->arena, buf_str(&b)), tree);
}

/* The findings of a file as lines "line:column ID text". */
static void is_said(struct scratch *s, const struct loaded *l, const char *path,
	const char *said)
{
	uint32_t id = id_of(l, path);
	struct buf b;

	buf_init(&b, &s->arena);
	for (const struct diag *d = l->sinks[id].first; d; d = d->next) {
		struct place at = source_place(l->sources[id], d->at.at);

		assert_int_equal(d->at.file, id);
		assert_true(d->at.at + d->at.len <= l->sources[id]->bytes.n);
		buf_printf(&b, "%u:%u %s %.*s\n", at.line, at.column,
			d->rule->id, STR_ARG(d->text));
	}
	assert_string_equal(str_z(&s->arena, buf_str(&b)), said);
}

static void pages(struct scratch *s)
{
	put(s, "index.md", "x");
	put(s, "docs/index.md", "x");
	put(s, "docs/n1.md", "x");
	put(s, "docs/f1/a b.md", "x");
	put(s, "media/plan.pdf", "x");
}

static void test_yaml(void **state)
{
	struct scratch *s = *state;
	struct loaded l;

	pages(s);
	put(s, "docs/toc.yml",
		"- name: Start\n  href: index.md\n"
		"- name: Up\n  hreF: ../index.md?view=a#b\n  items:\n"
		"  - name: Space\n    href: f1/a%20b.md\n"
		"  - name: Back\n    href: f1\\A B.md\n"
		"  - {name: Root, href: ~/docs/n1.md, expanded: true}\n"
		"- name: Site\n  href: /other/x?y\n"
		"- name: Web\n  href: https://example.org/\n"
		"- name: Mail\n  href: mailto:a@example.org\n"
		"- name: Plan\n  href: ../media/plan.pdf\n"
		"- name: Gone\n  href: gone.md\n"
		"- href: n1.md\n"
		"- uid: some.uid\n");
	load(s, &l);
	is_tree(s, &l, "docs/toc.yml",
		"Start=docs/index.md "
		"Up=index.md?view=a#b(Space=docs/f1/a b.md "
		"Back=docs/f1/a b.md Root=docs/n1.md) Site=/other/x?y "
		"Web=https://example.org/ Mail=mailto:a@example.org "
		"Plan=media/plan.pdf Gone= =docs/n1.md =");
	is_said(s, &l, "docs/toc.yml",
		"21:9 DG801 the entry has no name\n"
		"20:9 DG802 'gone.md' does not exist\n"
		"22:8 DG321 there is no uid 'some.uid'\n"
		"22:8 DG801 the entry has no name\n");
	assert_int_equal(toc_at(&l, "docs/toc.yml")->count, 12);
	assert_true(toc_at(&l, "docs/toc.yml")->items[1].items[2].expanded);
}

static void test_markdown(void **state)
{
	struct scratch *s = *state;
	struct loaded l;

	pages(s);
	put(s, "docs/TOC.md",
		"---\ntitle: x\n---\n"
		"# [Start](index.md) #\n"
		"<!-- # [Not](gone.md)\n# more -->\n"
		"## Group \\] & &amp; `code`\n"
		"### [**Bold** [x]](n1.md \"title\")  \n"
		"#### [Space](<f1/a b.md>)\n"
		"##### 5\n###### 6\n####### 7\n"
		"# @some.uid\n"
		"# [By uid](xref:other.uid)\n");
	load(s, &l);
	is_tree(s, &l, "docs/TOC.md",
		"Start=docs/index.md("
		"Group ] & & code=(Bold [x]=docs/n1.md("
		"Space=docs/f1/a b.md(5=(6=(7=)))))) = By uid=");
	is_said(s, &l, "docs/TOC.md",
		"13:1 DG321 there is no uid 'some.uid'\n"
		"13:1 DG801 the entry has no name\n"
		"14:1 DG321 there is no uid 'other.uid'\n");
	assert_true(str_eq(toc_at(&l, "docs/TOC.md")->items[2].uid,
		S("other.uid")));
}

static void test_markdown_faults(void **state)
{
	struct scratch *s = *state;
	struct loaded l;

	pages(s);
	put(s, "docs/toc.md",
		"## [One](n1.md);\n"
		"#[bad](n1.md)\n"
		">_<\n"
		"## [Two](n1.md) more\n"
		"## Text [link](n1.md)\n"
		"#### jump\n"
		"# up\n"
		"##\n");
	load(s, &l);
	is_tree(s, &l, "docs/toc.md",
		"One=docs/n1.md Two=docs/n1.md "
		"Text [link](n1.md)=(jump=) up=(=)");
	is_said(s, &l, "docs/toc.md",
		"1:16 DG801 ';' behind the link is left out\n"
		"2:1 DG801 no space behind the '#'\n"
		"4:17 DG801 'more' behind the link is left out\n"
		"5:4 DG801 text and a link in one heading\n"
		"6:1 DG801 the level jumps from 2 to 4\n"
		"7:1 DG801 the level jumps from 0 to 1\n"
		"8:1 DG801 the entry has no name\n");
}

static void test_includes(void **state)
{
	struct scratch *s = *state;
	struct loaded l;

	pages(s);
	put(s, "toc.yml",
		"- name: All\n  href: docs/toc.md\n  items:\n"
		"  - {name: Own, href: index.md}\n"
		"- {name: Topic, topicHref: index.md, tocHref: docs/toc.md}\n"
		"- {name: Folder, href: docs/}\n"
		"- {name: Other, href: docs/f1/}\n");
	put(s, "docs/toc.md",
		"# Title\n## [Deep](f1/a b.md)\n# [One](n1.md)\n"
		"# [Gone](gone.md)\n");
	put(s, "docs/f1/index.md", "x");
	load(s, &l);
	is_tree(s, &l, "toc.yml",
		"All=(Title=(Deep=docs/f1/a b.md) "
		"One=docs/n1.md Gone= Own=index.md) Topic=index.md("
		"Title=(Deep=docs/f1/a b.md) One=docs/n1.md Gone=) "
		"Folder=docs/n1.md Other=docs/f1/index.md");
	assert_true(toc_at(&l, "docs/toc.md")->included);
	assert_false(toc_at(&l, "toc.yml")->included);
	/* Said once, where it is written. */
	is_said(s, &l, "toc.yml", "");
	is_said(s, &l, "docs/toc.md", "4:10 DG802 'gone.md' does not exist\n");
}

static void test_circles(void **state)
{
	struct scratch *s = *state;
	struct loaded l;

	put(s, "toc.yml", "- {name: Self, href: toc.yml}\n");
	put(s, "a/toc.yml", "- {name: B, href: ../b/toc.yml}\n");
	put(s, "b/toc.yml", "- {name: A, href: ../a/toc.yml}\n");
	load(s, &l);
	is_tree(s, &l, "toc.yml", "Self=");
	is_tree(s, &l, "a/toc.yml", "B=(A=)");
	is_said(s, &l, "toc.yml",
		"1:22 DG502 tables of contents include "
		"each other: toc.yml -> toc.yml\n");
	is_said(s, &l, "a/toc.yml",
		"1:1 DG502 tables of contents include "
		"each other: a/toc.yml -> b/toc.yml -> a/toc.yml\n");
}

static void test_breadcrumbs(void **state)
{
	struct scratch *s = *state;
	const struct toc_entry *e;
	struct loaded l;

	pages(s);
	put(s, "breadcrumb/toc.yml",
		"- name: Docs\n  tocHref: /\n"
		"  topicHref: /index\n  items:\n"
		"  - {name: Help, tocHref: /help/, href: gone.md}\n");
	put(s, "docs/toc.yml", "- {name: A, tocHref: /a/, topicHref: /b}\n");
	load(s, &l);
	is_tree(s, &l, "breadcrumb/toc.yml", "Docs=/index(Help=/help/)");
	is_tree(s, &l, "docs/toc.yml", "A=/a/");
	is_said(s, &l, "breadcrumb/toc.yml", "");
	e = toc_at(&l, "breadcrumb/toc.yml")->items;
	assert_true(toc_at(&l, "breadcrumb/toc.yml")->breadcrumb);
	assert_true(str_eq(e->scope, S("/")));
	assert_true(str_eq(e->items[0].scope, S("/help/")));
	assert_null(l.tocs.toc_of[id_of(&l, "index.md")]);
	assert_ptr_equal(l.tocs.toc_of[id_of(&l, "docs/n1.md")],
		toc_at(&l, "docs/toc.yml"));
}

/* A page belongs to the nearest TOC that holds it, not to one whose entry
 * only stands for another TOC. */
static void test_nearest(void **state)
{
	struct scratch *s = *state;
	struct loaded l;

	pages(s);
	put(s, "toc.yml",
		"- {name: One, href: docs/n1.md}\n"
		"- {name: Docs, href: docs/f1/}\n"
		"- {name: Home, href: index.md}\n");
	put(s, "docs/toc.yml",
		"- {name: One, href: n1.md}\n"
		"- {name: Home, href: ../index.md}\n");
	put(s, "docs/f1/toc.yml", "- {name: Top, href: ../../top.md}\n");
	put(s, "top.md", "x");
	put(s, "m/toc.yml", "- {name: Z, tocHref: z/, topicHref: ../p.md}\n");
	put(s, "m/z/toc.yml", "- {name: P, href: ../../p.md}\n");
	put(s, "p.md", "x");
	load(s, &l);
	assert_ptr_equal(l.tocs.toc_of[id_of(&l, "p.md")],
		toc_at(&l, "m/z/toc.yml"));
	assert_ptr_equal(l.tocs.toc_of[id_of(&l, "docs/n1.md")],
		toc_at(&l, "docs/toc.yml"));
	assert_ptr_equal(l.tocs.entry_of[id_of(&l, "docs/n1.md")],
		toc_at(&l, "docs/toc.yml")->items);
	assert_ptr_equal(l.tocs.toc_of[id_of(&l, "top.md")],
		toc_at(&l, "docs/f1/toc.yml"));
	/* In no TOC: the next one upwards, without an entry. */
	assert_ptr_equal(l.tocs.toc_of[id_of(&l, "docs/index.md")],
		toc_at(&l, "docs/toc.yml"));
	assert_null(l.tocs.entry_of[id_of(&l, "docs/index.md")]);
}

static void test_neighbours(void **state)
{
	struct scratch *s = *state;
	const struct toc_entry *a, *b, *c;
	const struct toc *t;
	struct loaded l;

	pages(s);
	put(s, "toc.md",
		"# Group\n## [A](index.md)\n## [A2](index.md#x)\n"
		"# [Web](https://example.org)\n# [PDF](media/plan.pdf)\n"
		"# Group\n## Sub\n### [B](docs/n1.md)\n# [C](docs/index.md)\n");
	load(s, &l);
	t = toc_at(&l, "toc.md");
	a = t->items[0].items;
	b = t->items[3].items[0].items;
	c = &t->items[4];
	assert_ptr_equal(toc_next(t, a), b);
	assert_ptr_equal(toc_next(t, b), c);
	assert_null(toc_next(t, c));
	assert_ptr_equal(toc_previous(t, c), b);
	assert_ptr_equal(toc_previous(t, b), a + 1);
	assert_null(toc_previous(t, a));
}

/* Includes that multiply end at the cap, not at the end of memory. */
static void test_hostile(void **state)
{
	struct scratch *s = *state;
	struct loaded l;
	char path[32], text[128];

	for (int i = 0; i < 20; i++) {
		snprintf(path, sizeof(path), "t%d/toc.yml", i);
		snprintf(text, sizeof(text),
			"- {name: a, href: ../t%d/toc.yml"
			"}\n- {name: b, href: ../t%d/toc.yml}\n",
			i + 1, i + 1);
		put(s, path, text);
	}
	put(s, "t20/toc.yml", "- name: end\n");
	put(s, "x/toc.yml", "- 7\n- name: {a: b}\n  href: [x]\n- items: 3\n");
	put(s, "y/toc.yml", "a: [\n");
	put(s, "z/toc.md", "# [\n# [a](\n# [[[](](\n# \xFF\n");
	put(s, "w/toc.md", "# [\n# [a](\n# [[[](](\n#\n<!--\n");
	put(s, "e/toc.yml", "");
	load(s, &l);
	assert_true(toc_at(&l, "t0/toc.yml")->count < 110000);
	assert_int_equal(toc_at(&l, "x/toc.yml")->nitems, 2);
	assert_int_equal(toc_at(&l, "e/toc.yml")->nitems, 0);
	assert_int_equal(l.sinks[id_of(&l, "y/toc.yml")].count, 1);
	is_said(s, &l, "z/toc.md",
		"4:3 DG801 not UTF-8, nothing of it is read\n");
}

const struct CMUnitTest toc_tests[] = {
	scratch_test(test_yaml),
	scratch_test(test_markdown),
	scratch_test(test_markdown_faults),
	scratch_test(test_includes),
	scratch_test(test_circles),
	scratch_test(test_breadcrumbs),
	scratch_test(test_nearest),
	scratch_test(test_neighbours),
	scratch_test(test_hostile),
};
const size_t toc_tests_count = sizeof(toc_tests) / sizeof(*toc_tests);
