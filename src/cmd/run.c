/* From options to a docset, from findings to output and exit status. */
#include "cmd/run.h"

#include <unistd.h>

#include "base/confine.h"
#include "base/fs.h"
#include "base/path.h"
#include "cmd/data.h"
#include "cmd/talk.h"

/* ---- loading ----------------------------------------------------- */

static const char *readable[3];

void run_read_only(void *ctx)
{
	static const char *const none[] = { NULL };
	static const struct confine limits = { readable, none };

	(void)ctx;
	/* Where the kernel cannot, the other guards have to do. */
	confine_process(&limits);
}

static void allow_reading(struct invocation *inv,
	const struct docset_options *o)
{
	struct str root = config_find(inv->arena, str_of(o->root));

	readable[0] = root.n ? str_z(inv->arena, root) : o->root;
	readable[1] = o->fallback;
}

/* Why the configuration could not be used. It is read once more, because
 * a docset that failed has no texts for the places. */
static void show_failure(struct invocation *inv, const struct docset_options *o)
{
	struct docset set = { .arena = inv->arena, .dir = -1 };
	struct str found = config_find(inv->arena, str_of(o->root));
	struct str root = found.n ? found : str_of(o->root);
	struct report r = { .arena = inv->arena, .set = &set };
	struct sink sink;
	struct buf out;
	int dir = fs_open_dir(str_z(inv->arena, root));

	sink_init(&sink, inv->arena);
	if (dir < 0)
		return;
	config_load(inv->arena, dir, root, o->overrides, &sink, &set.config);
	close(dir);
	buf_init(&out, inv->arena);
	r.out = &out;
	for (struct diag *d = sink.first; d; d = d->next) {
		r.p = &d;
		r.n = d->at.file != CONFIG_NOWHERE;
		report_compact.write(&r);
	}
	talk_text(buf_str(&out));
}

/* What the configuration had that is no reason to stop. */
static void add_findings(struct sink *to, const struct sink *from)
{
	if (!from->first)
		return;
	if (to->last)
		to->last->next = from->first;
	else
		to->first = from->first;
	to->last = from->last;
	to->count += from->count;
}

static void say_docset(const struct docset *s)
{
	size_t pages = 0;

	for (uint32_t i = 0; i < s->files.n; i++)
		pages += docset_page(s, i) != NULL;
	talk_note("docset '%.*s' (%.*s): %zu files, %zu pages, %zu tables of "
		  "contents",
		STR_ARG(s->config.root),
		STR_ARG(s->config.file.n ? s->config.file
					 : S("no configuration file")),
		s->files.n, pages, s->tocs.n);
	for (size_t i = 0; i < s->config.nlocales; i++)
		talk_note("language %.*s in '%.*s'",
			STR_ARG(s->config.locales[i].tag),
			STR_ARG(path_join(s->arena, s->config.root,
				s->config.locales[i].folder)));
}

struct docset *run_load(struct invocation *inv, const struct docset_options *o)
{
	struct docset_options all = *o;
	struct jobs jobs = inv->jobs;
	struct str path;
	struct docset *s;
	struct sink sink;

	sink_init(&sink, inv->arena);
	if (!all.root)
		all.root = inv->config ? inv->config : ".";
	all.locale = inv->locale;
	all.overrides = inv->overrides;
	allow_reading(inv, &all);
	jobs.enter = run_read_only;
	all.jobs = &jobs;
	all.locales_dir = data_open(inv->arena, "locales", &path);
	if (all.locales_dir < 0)
		return NULL;
	s = docset_load(inv->arena, &all, &sink);
	talk_progress_end();
	if (s) {
		add_findings(&s->sink, &sink);
		if (inv->verbose)
			say_docset(s);
		return s;
	}
	show_failure(inv, &all);
	for (struct diag *d = sink.first; d; d = d->next)
		if (d->at.file == CONFIG_NOWHERE)
			talk_error("%.*s", STR_ARG(d->text));
	return NULL;
}

/* ---- findings ---------------------------------------------------- */

const struct report_format *run_format(struct invocation *inv)
{
	const char *name = option_or_env(inv, "format", "DIGLOT_FORMAT");
	const struct report_format *f;

	if (!name)
		return inv->terminal ? &report_full : &report_compact;
	f = report_format_find(str_of(name));
	if (!f)
		talk_error("there is no format '%s'; there are full, compact "
			   "and jsonl",
			name);
	return f;
}

bool run_report(struct invocation *inv, const struct docset *s,
	const struct report_format *format, struct diag *const *p, size_t n)
{
	struct report r = { .set = s,
		.p = p,
		.n = n,
		.color = inv->color,
		.ascii = talk_ascii() };
	struct arena a;
	struct buf out;
	bool ok;

	if (inv->quiet > 1)
		return true;
	arena_init(&a);
	buf_init(&out, inv->arena);
	r.arena = &a;
	r.out = &out;
	format->write(&r);
	ok = talk_write(buf_str(&out));
	arena_release(&a);
	return ok;
}

static void add_count(struct buf *b, size_t n, const char *what,
	const char *before)
{
	if (n)
		buf_printf(b, "%s%zu %s%s", before, n, what, n == 1 ? "" : "s");
}

void run_summary(const struct invocation *inv, size_t files,
	const size_t *count)
{
	const char *before = " (";
	struct buf b;
	size_t all = 0;

	if (inv->quiet)
		return;
	for (int l = LEVEL_INFO; l <= LEVEL_ERROR; l++)
		all += count[l];
	buf_init(&b, inv->arena);
	add_count(&b, files, "file", "");
	if (files == 0)
		buf_lit(&b, "no files");
	add_count(&b, all, "finding", ", ");
	if (all == 0)
		buf_lit(&b, ", no findings");
	for (int l = LEVEL_ERROR; l >= LEVEL_INFO; l--) {
		/* "info" has no plural. */
		if (l == LEVEL_INFO && count[l])
			buf_printf(&b, "%s%zu info", before, count[l]);
		else
			add_count(&b, count[l], level_name((enum level)l),
				before);
		if (count[l])
			before = ", ";
	}
	if (all)
		buf_byte(&b, ')');
	talk_note("%.*s", STR_ARG(buf_str(&b)));
}

bool run_fail_on(const struct invocation *inv, enum level normal, int *out)
{
	const char *text = option_value(inv, "fail-on");
	enum level level = normal;

	*out = LEVEL_ERROR + 1;
	if (text && strcmp(text, "never") == 0)
		return true;
	if (text &&
		(!level_parse(str_of(text), &level) || level == LEVEL_OFF)) {
		talk_error("'--fail-on' must be error, warning, suggestion, "
			   "info or never, not '%s'",
			text);
		return false;
	}
	*out = (int)level;
	return true;
}

bool run_failed(const size_t *count, int fail_on)
{
	for (int l = fail_on; l <= LEVEL_ERROR; l++)
		if (count[l])
			return true;
	return false;
}
