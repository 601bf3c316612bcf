/*
 * `diglot align`: the pairs of a docset with what the checks say of each,
 * for a person or a program; or two plain documents, or trees of them,
 * against each other.
 */
#include "cmd/command.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "align/align.h"
#include "align/beads_text.h"
#include "align/formats.h"
#include "base/fs.h"
#include "base/path.h"
#include "check/check.h"
#include "cmd/input.h"
#include "cmd/inputs.h"
#include "cmd/run.h"
#include "cmd/talk.h"
#include "format/json.h"

#define FILE_LIMIT ((size_t)8 << 20)

/* ---- the lexicon ------------------------------------------------- */

static bool is_folder(struct arena *a, struct str path)
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
		if (is_folder(inv->arena, paths[i])
				? !teach_folder(inv->arena, paths[i], &t)
				: !teach_file(inv->arena, paths[i], &t))
			return false;
	*out = bead_lexicon(&t);
	return true;
}

/* ---- two documents ----------------------------------------------- */

enum plain_form { PLAIN_TABLE, PLAIN_JSONL, PLAIN_MERGE };

/* What becomes of one pair of documents; in shared memory. */
struct plain_result {
	struct str text;
	size_t left_out;
};

struct plain {
	struct invocation *inv;
	const struct lexicon *lexicon;
	enum plain_form form;
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
	struct beads b = beads_of(scratch, &s.blocks, &t.blocks, p->lexicon);
	struct buf text;

	buf_init(&text, scratch);
	if (p->form == PLAIN_MERGE)
		buf_add(&text,
			beads_merge(scratch, &s, &t, &b, &out->left_out));
	else if (p->form == PLAIN_JSONL)
		beads_write_jsonl(&text, &s, &t, &b, p->n ? path : S(""));
	else
		beads_write_table(&text, &s, &t, &b);
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

static bool find_files(struct plain *p)
{
	struct arena *a = p->inv->arena;
	struct fs_list list = { .files = { 0 } };

	for (int side = 0; side < 2; side++) {
		p->dir[side] = fs_open_dir(str_z(a, p->inv->paths[side]));
		if (p->dir[side] < 0) {
			talk_error("cannot read '%.*s': %s",
				STR_ARG(p->inv->paths[side]), strerror(errno));
			return false;
		}
	}
	fs_walk(a, p->dir[1], NULL, NULL, &list);
	p->paths = arena_array(a, struct str, list.files.n + 1);
	for (size_t i = 0; i < list.files.n; i++) {
		struct str path = list.files.p[i].path;
		if (!str_ends_nocase(path, S(".md")))
			continue;
		if (fs_is_file(p->dir[0], path))
			p->paths[p->n++] = path;
		else
			talk_note("'%.*s' is only in the target",
				STR_ARG(path));
	}
	return true;
}

static bool write_file(const struct plain *p, struct str path, struct str text)
{
	const char *out = option_value(p->inv, "output");
	int dir;
	bool ok;

	if (!out)
		return talk_write(text);
	fs_make_parents(AT_FDCWD,
		str_z(p->inv->arena,
			path_join(p->inv->arena, str_of(out), S("x"))));
	dir = fs_open_dir(out);
	ok = dir >= 0 && fs_write(dir, path, text);
	if (!ok)
		talk_error("cannot write '%.*s': %s", STR_ARG(path),
			strerror(errno));
	if (dir >= 0)
		close(dir);
	return ok;
}

static int align_trees(struct plain *p)
{
	struct job_result *r;

	if (!find_files(p))
		return EXIT_TROUBLE;
	if (p->form == PLAIN_MERGE && !option_value(p->inv, "output")) {
		talk_error("--merge of two folders needs --output DIR");
		return EXIT_TROUBLE;
	}
	p->results = arena_array(p->inv->arena, struct plain_result, p->n + 1);
	r = p->n ? jobs_run(&p->inv->jobs, p->inv->arena, p->n, NULL, align_nth,
			   p)
		 : NULL;
	for (size_t i = 0; i < p->n; i++) {
		if (!r || r[i].state != JOB_DONE) {
			talk_error("'%.*s' could not be aligned",
				STR_ARG(p->paths[i]));
			return EXIT_TROUBLE;
		}
		if (p->form == PLAIN_TABLE)
			talk_write(str_printf(p->inv->arena, "%.*s\n\n",
				STR_ARG(p->paths[i])));
		if (p->form == PLAIN_MERGE ? !write_file(p, p->paths[i],
						     p->results[i].text)
					   : !talk_write(p->results[i].text))
			return EXIT_TROUBLE;
	}
	return EXIT_DONE;
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
	return write_file(p, path_base(p->inv->paths[1]), result.text)
		       ? EXIT_DONE
		       : EXIT_TROUBLE;
}

static int align_plain(struct invocation *inv)
{
	const char *format = option_value(inv, "format");
	struct plain p = { .inv = inv };
	struct lexicon *lexicon;

	if (option_flag(inv, "merge"))
		p.form = PLAIN_MERGE;
	else if (format && strcmp(format, "jsonl") == 0)
		p.form = PLAIN_JSONL;
	else if (format && strcmp(format, "table") != 0) {
		talk_error("two plain documents have the formats table and "
			   "jsonl, not '%s'",
			format);
		return EXIT_TROUBLE;
	}
	if (!read_lexicon(inv, &lexicon))
		return EXIT_TROUBLE;
	p.lexicon = lexicon;
	return is_folder(inv->arena, inv->paths[0]) ? align_trees(&p)
						    : align_files(&p);
}

/* ---- bilingual pages --------------------------------------------- */

static int renumber(struct invocation *inv)
{
	struct str bytes;

	if (inv->npaths != 1 || is_folder(inv->arena, inv->paths[0])) {
		talk_error("--renumber wants one bilingual page");
		return EXIT_TROUBLE;
	}
	if (!input_read(inv->arena, inv->paths[0], &bytes))
		return EXIT_TROUBLE;
	return talk_write(bead_renumber(inv->arena, path_base(inv->paths[0]),
		       bytes))
		       ? EXIT_DONE
		       : EXIT_TROUBLE;
}

static int strip(struct invocation *inv)
{
	const char *side = option_value(inv, "strip");
	bool target = strcmp(side, "target") == 0;
	struct str bytes, text;
	struct pairs pairs;
	struct sink sink;

	if (!target && strcmp(side, "source") != 0) {
		talk_error("'--strip' must be target or source, not '%s'",
			side);
		return EXIT_TROUBLE;
	}
	if (inv->npaths != 1 || is_folder(inv->arena, inv->paths[0])) {
		talk_error("--strip wants one bilingual page");
		return EXIT_TROUBLE;
	}
	if (!input_read(inv->arena, inv->paths[0], &bytes))
		return EXIT_TROUBLE;
	sink_init(&sink, inv->arena);
	pairs = pairs_scan(inv->arena, bytes, 0, 0, &sink);
	/* What is stripped goes; the other language stays. */
	text = view_plain(inv->arena, bytes, &pairs,
		target ? SIDE_SOURCE : SIDE_TARGET);
	return talk_write(text) ? EXIT_DONE : EXIT_TROUBLE;
}

/* ---- the docset -------------------------------------------------- */

static const struct align_format *const formats[] = { &align_table, &align_json,
	&align_jsonl, &align_csv, &align_tsv, &align_html };

static const struct align_format *find_format(const struct invocation *inv)
{
	const char *name = option_value(inv, "format");

	for (size_t i = 0; i < sizeof(formats) / sizeof(*formats); i++)
		if (strcmp(name ? name : "table", formats[i]->name) == 0)
			return formats[i];
	talk_error("there is no format '%s'; there are table, json, jsonl, "
		   "csv, tsv and html",
		name);
	return NULL;
}

static bool find_filter(const struct invocation *inv, enum align_filter *out)
{
	const char *name = option_value(inv, "status");

	*out = ALIGN_ALL;
	if (!name || strcmp(name, "all") == 0)
		return true;
	if (strcmp(name, "untranslated") == 0)
		*out = ALIGN_UNTRANSLATED;
	else if (strcmp(name, "findings") == 0)
		*out = ALIGN_FOUND;
	else
		talk_error("'--status' must be untranslated, findings or all, "
			   "not '%s'",
			name);
	return *out != ALIGN_ALL;
}

static bool takes_path(void *ctx, struct str path)
{
	const struct str *wanted = ctx;

	return inputs_wants(*wanted, path);
}

/* A folder with the overview and a review of each page. */
static bool write_reviews(const struct invocation *inv, struct align_set *set,
	enum align_filter filter)
{
	const char *path = option_value(inv, "output");
	struct arena a;
	struct buf out;
	int dir;
	bool ok;

	arena_init(&a);
	fs_make_parents(AT_FDCWD,
		str_z(&a, path_join(&a, str_of(path), S("x"))));
	dir = fs_open_dir(path);
	buf_init(&out, &a);
	align_review_index(set, &a, false, &out);
	ok = dir >= 0 && fs_write(dir, S("index.html"), buf_str(&out));
	set->linked = true;
	for (size_t i = 0; ok && i < set->n; i++) {
		arena_reset(&a);
		buf_init(&out, &a);
		align_review_page(set, &set->p[i], filter, &out);
		ok = fs_write(dir, align_review_path(&a, &set->p[i]),
			buf_str(&out));
	}
	if (!ok)
		talk_error("cannot write to '%s': %s", path, strerror(errno));
	if (dir >= 0)
		close(dir);
	arena_release(&a);
	return ok;
}

/* A line of JSON more: what the docset is like at this time. */
static bool write_trend(const struct invocation *inv,
	const struct align_set *set)
{
	const char *path = option_value(inv, "trend");
	struct align_rules rules = { 0 };
	struct buf out;
	struct json j;
	FILE *f;
	bool ok;

	if (!path)
		return true;
	buf_init(&out, inv->arena);
	json_begin(&j, &out, false);
	json_open_map(&j);
	json_uint_at(&j, "pages", set->n);
	json_uint_at(&j, "pairs", set->npairs);
	json_uint_at(&j, "words", set->words);
	json_uint_at(&j, "translated", set->translated);
	align_rules_of(inv->arena, set, &rules);
	json_key(&j, S("findings"));
	json_open_map(&j);
	for (size_t i = 0; i < rules.n; i++)
		json_uint_at(&j, rules.p[i].rule->name, rules.p[i].n);
	json_close_map(&j);
	json_close_map(&j);
	buf_byte(&out, '\n');
	f = fopen(path, "a");
	ok = f && fwrite(out.p, 1, out.n, f) == out.n;
	if (f && fclose(f) != 0)
		ok = false;
	if (!ok)
		talk_error("cannot write '%s': %s", path, strerror(errno));
	return ok;
}

/* With --check: findings at or above --fail-on, or too many warnings. */
static int judge(const struct invocation *inv, const struct align_set *set,
	int fail_on)
{
	const char *most = option_value(inv, "max-warnings");
	uint32_t n = UINT32_MAX;

	if (!option_flag(inv, "check"))
		return EXIT_DONE;
	if (most && !str_to_uint(str_of(most), &n)) {
		talk_error("'--max-warnings' must be a number, not '%s'", most);
		return EXIT_TROUBLE;
	}
	if (most && fail_on <= LEVEL_WARNING)
		fail_on = LEVEL_ERROR;
	return set->count[LEVEL_WARNING] > n || run_failed(set->count, fail_on)
		       ? EXIT_FINDINGS
		       : EXIT_DONE;
}

static bool write_set(struct invocation *inv, const struct align_format *format,
	struct align_set *set, enum align_filter filter)
{
	struct arena scratch;
	struct buf out;
	bool ok;

	if (format == &align_html && option_value(inv, "output"))
		return write_reviews(inv, set, filter);
	arena_init(&scratch);
	buf_init(&out, &scratch);
	format->write(set, filter, inv->arena, &out);
	ok = talk_write(buf_str(&out));
	arena_release(&scratch);
	return ok;
}

/* A page that no configuration stands above is in its folder's docset. */
static struct docset *load(struct invocation *inv, struct str *wanted)
{
	struct docset_options o = { .root = "." };
	struct str path = inv->npaths ? inv->paths[0] : S("."), dir;

	if (inv->npaths == 0 || is_folder(inv->arena, path) ||
		config_find(inv->arena, path).n)
		return inputs_docset(inv, inv->paths, inv->npaths, wanted);
	dir = path_dir(path);
	if (dir.n)
		o.root = str_z(inv->arena, dir);
	*wanted = path_base(path);
	return run_load(inv, &o);
}

static int align_docset(struct invocation *inv)
{
	static const struct check_options options = { .max_per_file = 0 };
	const struct align_format *format = find_format(inv);
	enum align_filter filter;
	struct str wanted;
	struct findings f;
	struct docset *s;
	struct align_set a;
	int fail_on;

	if (!format || !find_filter(inv, &filter) ||
		!run_fail_on(inv, LEVEL_WARNING, &fail_on))
		return EXIT_TROUBLE;
	s = load(inv, &wanted);
	if (!s)
		return EXIT_TROUBLE;
	inv->jobs.enter = run_read_only;
	if (!check_docset_with(s, &inv->jobs, &options, &f)) {
		talk_error("cannot start workers: %s", strerror(errno));
		return EXIT_TROUBLE;
	}
	a = align_gather(s, f.p, f.n, takes_path, &wanted);
	if (a.n == 0) {
		talk_error("there is no bilingual page");
		return EXIT_TROUBLE;
	}
	if (!write_set(inv, format, &a, filter) || !write_trend(inv, &a))
		return EXIT_TROUBLE;
	return judge(inv, &a, fail_on);
}

int align_run(struct invocation *inv)
{
	if (inv->npaths > 2) {
		talk_error("align takes a docset or page, or a source and a "
			   "target");
		return EXIT_TROUBLE;
	}
	if (inv->npaths == 2)
		return align_plain(inv);
	if (option_flag(inv, "renumber"))
		return renumber(inv);
	if (option_value(inv, "strip"))
		return strip(inv);
	return align_docset(inv);
}
