/*
 * `diglot align`: the pairs of a docset with what the checks say of each,
 * for a person or a program. Two plain documents are align_plain.c's.
 */
#include "cmd/command.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "align/align.h"
#include "align/beads_text.h"
#include "align/bitext.h"
#include "align/dates.h"
#include "align/stale.h"
#include "base/fs.h"
#include "base/path.h"
#include "check/check.h"
#include "cmd/align_plain.h"
#include "cmd/input.h"
#include "cmd/inputs.h"
#include "cmd/run.h"
#include "cmd/talk.h"
#include "format/json.h"

#define PAGE_LIMIT ((size_t)8 << 20)

/* ---- bilingual pages --------------------------------------------- */

/* What --renumber, --strip and --repair make of a page. */
struct rewrite {
	struct str (*change)(struct arena *a, struct str path, struct str bytes,
		enum side keep);
	const char *option;
	enum side keep;
	size_t changed;
};

static struct str renumber(struct arena *a, struct str path, struct str bytes,
	enum side keep)
{
	(void)keep;
	return bead_renumber(a, path, bytes);
}

static struct pairs pairs_of(struct arena *a, struct str bytes)
{
	struct sink sink;

	sink_init(&sink, a);
	return pairs_scan(a, bytes, 0, 0, &sink);
}

static struct str strip(struct arena *a, struct str path, struct str bytes,
	enum side keep)
{
	struct pairs pairs = pairs_of(a, bytes);

	(void)path;
	return view_plain(a, bytes, &pairs, keep);
}

static struct str repair(struct arena *a, struct str path, struct str bytes,
	enum side keep)
{
	struct bitext text;

	(void)path;
	(void)keep;
	bitext_make(a, bytes, pairs_of(a, bytes), &text);
	return bitext_repair(a, &text);
}

/* All pages of a folder to the one that --output names. */
static int rewrite_folder(struct invocation *inv, struct rewrite *r)
{
	struct fs_list list = { .files = { 0 } };
	int from = fs_open_dir(str_z(inv->arena, inv->paths[0])), to;
	struct arena scratch;
	struct str bytes, text;
	bool ok = true;

	if (from < 0) {
		talk_error("cannot read '%.*s': %s", STR_ARG(inv->paths[0]),
			strerror(errno));
		return EXIT_TROUBLE;
	}
	fs_walk(inv->arena, from, NULL, NULL, &list);
	to = align_output(inv);
	arena_init(&scratch);
	for (size_t i = 0; to >= 0 && ok && i < list.files.n; i++) {
		struct str path = list.files.p[i].path;
		if (!str_ends_nocase(path, S(".md")))
			continue;
		ok = fs_read(&scratch, from, path, PAGE_LIMIT, &bytes) == FS_OK;
		text = ok ? r->change(&scratch, path, bytes, r->keep) : S("");
		r->changed += ok && !str_eq(text, bytes);
		ok = ok && fs_write(to, path, text);
		if (!ok)
			talk_error("cannot read or write '%.*s'",
				STR_ARG(path));
		arena_reset(&scratch);
	}
	arena_release(&scratch);
	close(from);
	if (to >= 0)
		close(to);
	return to >= 0 && ok ? EXIT_DONE : EXIT_TROUBLE;
}

static int rewrite(struct invocation *inv, struct rewrite *r)
{
	struct arena *a = inv->arena;
	struct str bytes, text;

	if (inv->npaths != 1 || (align_is_folder(a, inv->paths[0]) &&
					!option_value(inv, "output"))) {
		talk_error("--%s wants a bilingual page, or a folder and "
			   "--output DIR",
			r->option);
		return EXIT_TROUBLE;
	}
	if (align_is_folder(a, inv->paths[0])) {
		int status = rewrite_folder(inv, r);
		if (status == EXIT_DONE && !inv->quiet)
			talk_note("%zu page%s changed", r->changed,
				r->changed == 1 ? "" : "s");
		return status;
	}
	if (!input_read(a, inv->paths[0], &bytes))
		return EXIT_TROUBLE;
	text = r->change(a, path_base(inv->paths[0]), bytes, r->keep);
	return talk_write(text) ? EXIT_DONE : EXIT_TROUBLE;
}

static int rewrite_stripped(struct invocation *inv)
{
	struct rewrite r = { strip, "strip", SIDE_TARGET, 0 };
	const char *side = option_value(inv, "strip");

	/* What is stripped goes; the other language stays. */
	if (strcmp(side, "target") == 0) {
		r.keep = SIDE_SOURCE;
	} else if (strcmp(side, "source") != 0) {
		talk_error("'--strip' must be target or source, not '%s'",
			side);
		return EXIT_TROUBLE;
	}
	return rewrite(inv, &r);
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
	else if (strcmp(name, "changed") == 0)
		*out = ALIGN_STALE;
	else if (strcmp(name, "findings") == 0)
		*out = ALIGN_FOUND;
	else
		talk_error("'--status' must be untranslated, changed, findings "
			   "or all, not '%s'",
			name);
	if (*out == ALIGN_STALE && !option_value(inv, "against")) {
		talk_error("--status changed needs --against DIR, the source "
			   "pages of today");
		return false;
	}
	return *out != ALIGN_ALL;
}

static bool takes_path(void *ctx, struct str path)
{
	const struct str *wanted = ctx;

	return inputs_wants(*wanted, path);
}

/* A folder with the overview and a review of each page. */
static bool write_reviews(struct invocation *inv, struct align_set *set,
	enum align_filter filter)
{
	int dir = align_output(inv);
	struct arena a;
	struct buf out;
	bool ok;

	if (dir < 0)
		return false;
	arena_init(&a);
	buf_init(&out, &a);
	align_review_index(set, &a, false, &out);
	ok = fs_write(dir, S("index.html"), buf_str(&out));
	set->linked = true;
	for (size_t i = 0; ok && i < set->n; i++) {
		arena_reset(&a);
		buf_init(&out, &a);
		align_review_page(set, &set->p[i], filter, &out);
		ok = fs_write(dir, align_review_path(&a, &set->p[i]),
			buf_str(&out));
	}
	if (!ok)
		talk_error("cannot write to '%s': %s",
			option_value(inv, "output"), strerror(errno));
	close(dir);
	arena_release(&a);
	return ok;
}

static void write_origins(struct json *j, struct arena *a,
	const struct align_set *set)
{
	struct align_origin by[ALIGN_ORIGINS];
	size_t n = align_origins(a, set, by);

	json_key(j, S("by"));
	json_open_map(j);
	for (size_t i = 0; i < n; i++) {
		json_key(j, by[i].made.n ? by[i].made : S("unknown"));
		json_open_map(j);
		json_uint_at(j, "pages", by[i].pages);
		json_uint_at(j, "words", by[i].words);
		if (by[i].last.n)
			json_text_at(j, "handoff", by[i].last);
		json_close_map(j);
	}
	json_close_map(j);
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
	if (date_of_build(inv->arena).n)
		json_text_at(&j, "date", date_of_build(inv->arena));
	json_uint_at(&j, "pages", set->n);
	json_uint_at(&j, "pairs", set->npairs);
	json_uint_at(&j, "words", set->words);
	json_uint_at(&j, "translated", set->translated);
	if (set->compared) {
		json_uint_at(&j, "changed", set->changed);
		json_uint_at(&j, "new", set->nfresh);
	}
	write_origins(&j, inv->arena, set);
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

/* The number of an option; false: it is none, which is said. */
static bool read_number(const struct invocation *inv, const char *name,
	uint32_t most, uint32_t *out)
{
	const char *value = option_value(inv, name);

	if (!value || (str_to_uint(str_of(value), out) && *out <= most))
		return true;
	talk_error("'--%s' must be a number%s, not '%s'", name,
		most == 100 ? " up to 100" : "", value);
	return false;
}

/* With --check: findings at or above --fail-on, too many warnings or
 * changes, or too little that is translated. */
static int judge(const struct invocation *inv, const struct align_set *set,
	int fail_on)
{
	uint32_t warnings = UINT32_MAX, changes = UINT32_MAX, share = 0;

	if (!option_flag(inv, "check"))
		return EXIT_DONE;
	if (!read_number(inv, "max-warnings", UINT32_MAX, &warnings) ||
		!read_number(inv, "max-changed", UINT32_MAX, &changes) ||
		!read_number(inv, "min-translated", 100, &share))
		return EXIT_TROUBLE;
	if (option_value(inv, "max-warnings") && fail_on <= LEVEL_WARNING)
		fail_on = LEVEL_ERROR;
	if (set->count[LEVEL_WARNING] > warnings ||
		set->changed + set->nfresh > changes ||
		set->translated * 100 < set->words * share)
		return EXIT_FINDINGS;
	return run_failed(set->count, fail_on) ? EXIT_FINDINGS : EXIT_DONE;
}

/* The source page of today: under the same path, or under what follows the
 * folder of the locale. */
static bool read_source(struct arena *a, int dir, struct str path,
	struct str *bytes)
{
	size_t slash = str_find_byte(path, 0, '/');

	if (fs_read(a, dir, path, PAGE_LIMIT, bytes) == FS_OK)
		return true;
	return slash != STR_NONE && fs_read(a, dir, str_skip(path, slash + 1),
					    PAGE_LIMIT, bytes) == FS_OK;
}

/* With --against: which pairs and sentences are no longer as they were. */
static bool compare(const struct invocation *inv, struct align_set *set)
{
	const char *against = option_value(inv, "against");
	struct str bytes;
	int dir;

	if (!against)
		return true;
	dir = fs_open_dir(against);
	if (dir < 0) {
		talk_error("cannot read '%s': %s", against, strerror(errno));
		return false;
	}
	for (size_t i = 0; i < set->n; i++) {
		struct align_page *p = &set->p[i];
		if (!read_source(inv->arena, dir, p->path, &bytes)) {
			talk_note("'%.*s' has no page in '%s'",
				STR_ARG(p->path), against);
			continue;
		}
		stale_compare(inv->arena, p, bytes);
		set->compared = true;
		set->changed += p->changed;
		set->nfresh += p->nfresh;
	}
	close(dir);
	return true;
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

	if (inv->npaths == 0 || align_is_folder(inv->arena, path) ||
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
	static const struct check_options options = { .max_per_file = 0,
		.profile = "review" };
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
	if (!check_docset(s, &inv->jobs, &options, &f)) {
		talk_error("cannot start workers: %s", strerror(errno));
		return EXIT_TROUBLE;
	}
	a = align_gather(s, f.p, f.n, takes_path, &wanted);
	if (a.n == 0) {
		talk_error("there is no bilingual page");
		return EXIT_TROUBLE;
	}
	if (!compare(inv, &a) || !write_set(inv, format, &a, filter) ||
		!write_trend(inv, &a))
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
		return rewrite(inv, &(struct rewrite){ .change = renumber,
					    .option = "renumber" });
	if (option_flag(inv, "repair"))
		return rewrite(inv, &(struct rewrite){ .change = repair,
					    .option = "repair" });
	if (option_value(inv, "strip"))
		return rewrite_stripped(inv);
	return align_docset(inv);
}
