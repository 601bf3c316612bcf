/*
 * `diglot init`: a diglot.yml to begin with, perhaps from another tool's
 * configuration, and what a host, git or an editor needs besides. No file is
 * replaced unless that is asked for.
 */
#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/fs.h"
#include "base/path.h"
#include "check/rules.h"
#include "cmd/input.h"
#include "cmd/init_locales.h"
#include "cmd/init_texts.h"
#include "cmd/run.h"
#include "cmd/talk.h"
#include "format/json.h"
#include "format/yaml.h"
#include "set/files.h"

struct init {
	struct invocation *inv;
	struct arena *arena;
	struct str folder; /* that the files go to */
	bool force, dry;
};

/* ---- writing ----------------------------------------------------- */

static bool write_file(const struct init *job, struct str name, struct str text,
	bool executable)
{
	struct str path = str_eq(job->folder, S("."))
				  ? name
				  : path_join(job->arena, job->folder, name);
	const char *file = str_z(job->arena, path);

	if (job->dry) {
		talk_note("%s:", file);
		return talk_write(text);
	}
	if (!job->force && access(file, F_OK) == 0) {
		talk_error("'%s' is there already; --force replaces it", file);
		return false;
	}
	if (!run_write_file(job->arena, file, text))
		return false;
	if (executable && chmod(file, 0755) != 0) {
		talk_error("cannot make '%s' executable: %s", file,
			strerror(errno));
		return false;
	}
	if (!job->inv->quiet)
		talk_note("%s written", file);
	return true;
}

/* ---- a level from elsewhere -------------------------------------- */

static struct str word_of(const struct value *v)
{
	if (v->kind == VALUE_BOOL && !v->boolean)
		return S("off");
	if (v->kind == VALUE_MAP) {
		const struct value *level = value_get(v, S("severity"));

		return level ? value_as_text(level) : S("");
	}
	return v->kind == VALUE_TEXT ? v->text : S("");
}

/* "" where the rule stays as it is. */
static struct str level_for(const struct value *v)
{
	struct str word = word_of(v);
	enum level level;

	return level_parse(word, &level) ? word : S("");
}

/* Rules that are alike in two tools; the others become comments. */
static void put_rules(struct buf *out, const struct value *map,
	struct str (*level_of)(const struct value *v))
{
	bool any = false;

	for (size_t i = 0; map && i < map->n; i++)
		any |= rule_find(map->keys[i]) && level_of(map->items[i]).n;
	if (map && map->n)
		buf_add(out, any ? S("rules:\n") : S("# rules:\n"));
	for (size_t i = 0; map && i < map->n; i++) {
		const struct rule *r = rule_find(map->keys[i]);
		struct str level = level_of(map->items[i]);

		if (!r)
			buf_printf(out,
				"  # %.*s: no rule of diglot is like "
				"it\n",
				STR_ARG(map->keys[i]));
		else if (level.n)
			buf_printf(out, "  %s: %.*s  # %.*s\n", r->name,
				STR_ARG(level), STR_ARG(map->keys[i]));
		else
			buf_printf(out, "  # %s: %s  # %.*s\n", r->name,
				level_name(r->level), STR_ARG(map->keys[i]));
	}
}

/* ---- diglot.yml -------------------------------------------------- */

static void put_flow(struct buf *out, const char *key, const struct value *v)
{
	struct json j;

	if (!v || v->n == 0)
		return;
	buf_printf(out, "%s: ", key);
	json_begin(&j, out, false);
	json_value(&j, v);
	buf_byte(out, '\n');
}

/* Its rules are also read as they stand: this is for who leaves docfx. */
static void put_docfx(struct buf *out, const struct value *all)
{
	const struct value *v = value_get_nocase(all, S("build"));
	struct str title;

	if (!v)
		v = all;
	title = value_text_at(value_get(v, S("globalMetadata")),
		S("_appTitle"));
	if (title.n)
		put_flow(out, "title",
			&(struct value){ .kind = VALUE_TEXT,
				.text = title,
				.n = 1 });
	put_flow(out, "content", value_get(v, S("content")));
	put_flow(out, "resource", value_get(v, S("resource")));
	put_flow(out, "metadata.global", value_get(v, S("globalMetadata")));
	put_flow(out, "file-metadata", value_get(v, S("fileMetadata")));
	if (!value_get(v, S("rules")))
		v = all;
	put_rules(out, value_get(v, S("rules")), level_for);
}

static void put_markdownlint(struct buf *out, const struct value *all)
{
	const struct value *config = value_get(all, S("config"));
	const struct value *ignores = value_get(all, S("ignores"));

	put_rules(out, config ? config : all, level_for);
	if (ignores && ignores->n)
		put_flow(out, "# ignored there", ignores);
}

static bool is_docfx(struct str path)
{
	return str_starts_nocase(path_base(path), S("docfx."));
}

static bool put_from(const struct init *job, struct buf *out, const char *from)
{
	struct str path = str_of(from), text;
	struct value *v;
	struct sink sink;

	if (!input_read(job->arena, path, &text))
		return false;
	sink_init(&sink, job->arena);
	if (str_ends_nocase(path, S(".yml")) ||
		str_ends_nocase(path, S(".yaml")))
		v = yaml_parse(job->arena, text, 0, 0, &sink);
	else
		v = json_parse(job->arena, text, 0, &sink);
	if (!v || v->kind != VALUE_MAP) {
		talk_error("'%s' is no map of settings that can be read%s%.*s",
			from, sink.first ? ": " : "",
			STR_ARG(sink.first ? sink.first->text : S("")));
		return false;
	}
	buf_printf(out, "# From %s.\n", from);
	if (is_docfx(path))
		put_docfx(out, v);
	else
		put_markdownlint(out, v);
	return true;
}

static bool pass_over(void *ctx, struct str path)
{
	(void)ctx;
	return files_pass_over(path);
}

/* What the documents of the folder say of languages. */
static struct str find_locales(const struct init *job)
{
	struct fs_list all = { 0 };
	int dir = fs_open_dir(str_z(job->arena, job->folder));
	struct str *paths;

	if (dir < 0)
		return S("");
	fs_walk(job->arena, dir, pass_over, NULL, &all);
	close(dir);
	paths = arena_array(job->arena, struct str, all.files.n + 1);
	for (size_t i = 0; i < all.files.n; i++)
		paths[i] = all.files.p[i].path;
	return init_locales(job->arena, paths, all.files.n);
}

static bool write_config(const struct init *job)
{
	const char *from = option_value(job->inv, "from");
	struct str here = fs_real_path(job->arena,
		str_z(job->arena, job->folder));
	struct str locales = find_locales(job);
	struct buf out;

	buf_init(&out, job->arena);
	if (!from)
		buf_printf(&out, "%s%.*s\n%.*s%s", init_config,
			STR_ARG(path_base(here)),
			STR_ARG(locales.n ? locales
					  : str_of(init_config_locale)),
			init_config_more);
	else if (!put_from(job, &out, from))
		return false;
	return write_file(job, S("diglot.yml"), buf_str(&out), false);
}

/* ---- the rest ---------------------------------------------------- */

static bool write_extra(const struct init *job, const char *option,
	const struct init_file *files)
{
	const char *name = option_value(job->inv, option);

	if (!name)
		return true;
	for (const struct init_file *f = files; f->name; f++)
		if (strcmp(f->name, name) == 0)
			return write_file(job, str_of(f->path), str_of(f->text),
				f->executable);
	talk_error("'--%s' does not know '%s'; see 'diglot help init'", option,
		name);
	return false;
}

static bool run(const struct init *job)
{
	const struct invocation *inv = job->inv;
	bool extra = option_flag(inv, "ci") || option_flag(inv, "hook") ||
		     option_flag(inv, "matcher");

	/* Who has a diglot.yml may still want a hook. */
	if ((!extra || option_flag(inv, "from")) && !write_config(job))
		return false;
	return write_extra(job, "ci", init_ci) &&
	       write_extra(job, "hook", init_hooks) &&
	       (!option_flag(inv, "matcher") ||
		       write_file(job, S(INIT_MATCHER_PATH),
			       str_of(init_matcher), false));
}

int init_run(struct invocation *inv)
{
	struct init job = { .inv = inv,
		.arena = inv->arena,
		.folder = inv->npaths ? inv->paths[0] : S("."),
		.force = option_flag(inv, "force"),
		.dry = option_flag(inv, "dry-run") };

	if (inv->npaths > 1) {
		talk_error("init is for one folder at a time");
		return EXIT_TROUBLE;
	}
	return run(&job) ? EXIT_DONE : EXIT_TROUBLE;
}
