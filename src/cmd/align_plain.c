/*
 * Two plain documents against each other, or all that two trees have in
 * common. A tree without --lexicon is gone through twice: what the first
 * pass finds in all its pages teaches the words that the second goes by.
 */
#include "cmd/align_plain.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "align/bead_forms.h"
#include "align/formats.h"
#include "base/fs.h"
#include "base/path.h"
#include "cmd/input.h"
#include "cmd/talk.h"

#define FILE_LIMIT ((size_t)8 << 20)

/* ---- the lexicon ------------------------------------------------- */

bool align_is_folder(struct arena *a, struct str path)
{
	struct stat st;

	return stat(str_z(a, path), &st) == 0 && S_ISDIR(st.st_mode);
}

static bool teach_folder(struct arena *a, struct str path,
	struct bead_teacher *t)
{
	struct fs_list list = { .files = { 0 } };
	int dir = fs_open_dir(str_z(a, path));
	struct str bytes;

	if (dir < 0) {
		talk_error("cannot read '%.*s': %s", STR_ARG(path),
			strerror(errno));
		return false;
	}
	fs_walk(a, dir, NULL, NULL, &list);
	for (size_t i = 0; i < list.files.n; i++)
		if (str_ends_nocase(list.files.p[i].path, S(".md")) &&
			fs_read(a, dir, list.files.p[i].path, FILE_LIMIT,
				&bytes) == FS_OK)
			bead_teach_page(t, bytes);
	close(dir);
	return true;
}

/* TMX, XLIFF, PO, CSV as import reads them; Markdown is a bilingual page. */
static bool teach_file(struct arena *a, struct str path, struct bead_teacher *t)
{
	struct exchange_entries entries = { 0 };
	const struct export_format *format;
	struct str bytes;
	struct sink sink;

	if (!input_read(a, path, &bytes))
		return false;
	format = format_of(path, bytes);
	if (!format) {
		bead_teach_page(t, bytes);
		return true;
	}
	sink_init(&sink, a);
	if (!format->read(a, bytes, 0, &sink, &entries)) {
		talk_error("'%.*s' cannot be read: %.*s", STR_ARG(path),
			STR_ARG(sink.first ? sink.first->text : S("")));
		return false;
	}
	for (size_t i = 0; i < entries.n; i++)
		if (entries.p[i].has_target)
			bead_teach(t, entries.p[i].source, entries.p[i].target);
	return true;
}

static bool read_lexicon(struct invocation *inv, struct lexicon **out)
{
	struct bead_teacher t = { .arena = inv->arena };
	struct str *paths;
	size_t n = option_list(inv, "lexicon", &paths);

	*out = NULL;
	for (size_t i = 0; i < n; i++)
		if (align_is_folder(inv->arena, paths[i])
				? !teach_folder(inv->arena, paths[i], &t)
				: !teach_file(inv->arena, paths[i], &t))
			return false;
	*out = bead_lexicon(&t);
	return true;
}

/* ---- two documents ----------------------------------------------- */

/* What becomes of one pair of documents; in shared memory. */
struct plain_result {
	struct bead_teacher taught; /* of the first pass */
	struct str text;
	struct bead_counts counts;
	size_t left_out;
};

struct plain {
	struct invocation *inv;
	const struct lexicon *lexicon;
	const struct bead_form *form; /* NULL: --merge */
	bool tree;  /* pages teach each other, not each itself */
	bool teach; /* the first pass of such a tree */
	struct str locale[2];
	int dir[2];
	struct str *paths; /* in both trees */
	size_t n;
	struct plain_result *results;
};

static void align_two(struct arena *keep, struct arena *scratch,
	const struct plain *p, struct str path, const struct str bytes[2],
	struct plain_result *out)
{
	struct bead_document s = bead_document(scratch, path, bytes[0]);
	struct bead_document t = bead_document(scratch, path, bytes[1]);
	struct beads b =
		p->tree ? beads_once(scratch, &s.blocks, &t.blocks, p->lexicon)
			: beads_of(scratch, &s.blocks, &t.blocks, p->lexicon);
	struct bead_sheet sheet = { &s, &t, &b, p->n ? path : S(""),
		{ p->locale[0], p->locale[1] } };
	struct buf text;

	if (p->teach) {
		out->taught.arena = keep;
		bead_teach_beads(&out->taught, &s, &t, &b);
		return;
	}
	buf_init(&text, scratch);
	out->counts = bead_count(&b);
	if (p->form)
		p->form->write(&text, &sheet);
	else
		buf_add(&text,
			beads_merge(scratch, &s, &t, &b, &out->left_out));
	out->text = str_dup(keep, buf_str(&text));
}

static void align_nth(void *ctx, struct arena *keep, struct arena *scratch,
	size_t i)
{
	struct plain *p = ctx;
	struct str bytes[2];

	for (int side = 0; side < 2; side++)
		if (fs_read(scratch, p->dir[side], p->paths[i], FILE_LIMIT,
			    &bytes[side]) != FS_OK)
			bytes[side] = S("");
	align_two(keep, scratch, p, p->paths[i], bytes, &p->results[i]);
}

/* ---- trees ------------------------------------------------------- */

static void say_only(const struct plain *p, struct str path, const char *where)
{
	if (!p->inv->quiet)
		talk_note("'%.*s' is only in the %s", STR_ARG(path), where);
}

static bool find_files(struct plain *p)
{
	struct arena *a = p->inv->arena;
	struct fs_list lists[2] = { { .files = { 0 } }, { .files = { 0 } } };

	for (int side = 0; side < 2; side++) {
		p->dir[side] = fs_open_dir(str_z(a, p->inv->paths[side]));
		if (p->dir[side] < 0) {
			talk_error("cannot read '%.*s': %s",
				STR_ARG(p->inv->paths[side]), strerror(errno));
			return false;
		}
		fs_walk(a, p->dir[side], NULL, NULL, &lists[side]);
	}
	p->paths = arena_array(a, struct str, lists[1].files.n + 1);
	for (size_t i = 0; i < lists[1].files.n; i++) {
		struct str path = lists[1].files.p[i].path;
		if (!str_ends_nocase(path, S(".md")))
			continue;
		if (fs_is_file(p->dir[0], path))
			p->paths[p->n++] = path;
		else
			say_only(p, path, "target");
	}
	for (size_t i = 0; i < lists[0].files.n; i++) {
		struct str path = lists[0].files.p[i].path;
		if (str_ends_nocase(path, S(".md")) &&
			!fs_is_file(p->dir[1], path))
			say_only(p, path, "source");
	}
	return true;
}

static bool run_pass(struct plain *p)
{
	struct job_result *r;

	p->results = arena_array(p->inv->arena, struct plain_result, p->n + 1);
	if (p->n == 0)
		return true;
	r = jobs_run(&p->inv->jobs, p->inv->arena, p->n, NULL, align_nth, p);
	for (size_t i = 0; i < p->n; i++)
		if (!r || r[i].state != JOB_DONE) {
			talk_error("'%.*s' could not be aligned",
				STR_ARG(p->paths[i]));
			return false;
		}
	return true;
}

/* The pages teach each other. */
static bool learn(struct plain *p)
{
	struct bead_teacher all = { .arena = p->inv->arena };

	p->tree = p->teach = true;
	if (!run_pass(p))
		return false;
	p->teach = false;
	for (size_t i = 0; i < p->n; i++)
		for (size_t k = 0; k < p->results[i].taught.pairs.n; k++)
			vec_push(all.arena, &all.pairs,
				p->results[i].taught.pairs.p[k]);
	p->lexicon = bead_lexicon(&all);
	return true;
}

int align_output(struct invocation *inv)
{
	const char *out = option_value(inv, "output");
	int dir;

	fs_make_parents(AT_FDCWD,
		str_z(inv->arena, path_join(inv->arena, str_of(out), S("x"))));
	dir = fs_open_dir(out);
	if (dir < 0)
		talk_error("cannot write to '%s': %s", out, strerror(errno));
	return dir;
}

static bool write_to(int dir, struct str path, struct str text)
{
	if (fs_write(dir, path, text))
		return true;
	talk_error("cannot write '%.*s': %s", STR_ARG(path), strerror(errno));
	return false;
}

static bool write_overview(const struct plain *p, int dir)
{
	struct arena *a = p->inv->arena;
	struct bead_line *lines = arena_array(a, struct bead_line, p->n + 1);
	struct buf out;

	for (size_t i = 0; i < p->n; i++)
		lines[i] = (struct bead_line){ p->paths[i],
			p->results[i].counts };
	buf_init(&out, a);
	bead_overview(&out, lines, p->n);
	return write_to(dir, S("index.html"), buf_str(&out));
}

/* A file for each page. */
static bool write_folder(const struct plain *p)
{
	int dir = align_output(p->inv);
	bool ok = dir >= 0 && (!p->form || write_overview(p, dir));

	for (size_t i = 0; ok && i < p->n; i++)
		ok = write_to(dir,
			p->form ? str_cat(p->inv->arena, p->paths[i],
					  S(".html"))
				: p->paths[i],
			p->results[i].text);
	if (dir >= 0)
		close(dir);
	return ok;
}

static bool write_head(const struct plain *p)
{
	struct buf out;

	buf_init(&out, p->inv->arena);
	if (p->form->head)
		p->form->head(&out, p->n > 0);
	return talk_write(buf_str(&out));
}

static bool write_stream(const struct plain *p)
{
	bool ok = write_head(p);

	for (size_t i = 0; ok && i < p->n; i++) {
		if (i && strcmp(p->form->name, "table") == 0)
			ok = talk_write(S("\n"));
		ok = ok && talk_write(p->results[i].text);
	}
	return ok;
}

static int align_trees(struct plain *p)
{
	bool folder = !p->form || p->form->single;

	if (folder && !option_value(p->inv, "output")) {
		talk_error("%s of two folders needs --output DIR",
			p->form ? "--format html" : "--merge");
		return EXIT_TROUBLE;
	}
	if (!find_files(p) || (!p->lexicon && !learn(p)) || !run_pass(p))
		return EXIT_TROUBLE;
	return (folder ? write_folder(p) : write_stream(p)) ? EXIT_DONE
							    : EXIT_TROUBLE;
}

/* ---- two files --------------------------------------------------- */

static bool write_one(const struct plain *p, struct str path, struct str text)
{
	bool ok;
	int dir;

	if (!option_value(p->inv, "output"))
		return (!p->form || write_head(p)) && talk_write(text);
	dir = align_output(p->inv);
	if (p->form)
		path = str_printf(p->inv->arena, "%.*s.%s", STR_ARG(path),
			p->form->name);
	ok = dir >= 0 && write_to(dir, path, text);
	if (dir >= 0)
		close(dir);
	return ok;
}

static int align_files(struct plain *p)
{
	struct arena *a = p->inv->arena;
	struct plain_result result = { .text = { "", 0 } };
	struct str bytes[2];

	if (!input_read(a, p->inv->paths[0], &bytes[0]) ||
		!input_read(a, p->inv->paths[1], &bytes[1]))
		return EXIT_TROUBLE;
	align_two(a, a, p, path_base(p->inv->paths[1]), bytes, &result);
	if (result.left_out)
		talk_note("%zu sentence%s of the source %s no place in the "
			  "target",
			result.left_out, result.left_out == 1 ? "" : "s",
			result.left_out == 1 ? "has" : "have");
	return write_one(p, path_base(p->inv->paths[1]), result.text)
		       ? EXIT_DONE
		       : EXIT_TROUBLE;
}

/* A part of the path that is a language and a country, "nl-nl": the last
 * one, as a tag. */
static struct str locale_in(struct arena *a, struct str path)
{
	struct str found = S(""), part;

	while (str_cut(&path, '/', &part)) {
		struct str tag = locale_canonical(a, part);
		if (str_find_byte(part, 0, '-') == 2 && tag.n)
			found = tag;
	}
	return found;
}

int align_plain(struct invocation *inv)
{
	const char *format = option_value(inv, "format");
	struct plain p = { .inv = inv };
	struct lexicon *lexicon;

	if (!option_flag(inv, "merge"))
		p.form = bead_form_find(str_of(format ? format : "table"));
	if (!p.form && !option_flag(inv, "merge")) {
		talk_error("two plain documents have the formats table, jsonl, "
			   "csv, tsv and html, not '%s'",
			format);
		return EXIT_TROUBLE;
	}
	if (!read_lexicon(inv, &lexicon))
		return EXIT_TROUBLE;
	p.lexicon = lexicon;
	for (int side = 0; side < 2; side++)
		p.locale[side] = locale_in(inv->arena, inv->paths[side]);
	return align_is_folder(inv->arena, inv->paths[0]) ? align_trees(&p)
							  : align_files(&p);
}
