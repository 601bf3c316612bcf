/* The baseline's file: where it is, when it is read and written. */
#include "cmd/known.h"

#include "base/fs.h"
#include "base/path.h"
#include "cmd/run.h"
#include "cmd/talk.h"

#define NAME "diglot-baseline.json"
#define MAX_BYTES ((size_t)64 << 20)

bool known_options(struct invocation *inv, const struct policy *policy,
	struct known *out)
{
	*out = (struct known){ .inv = inv };
	out->some = option_flag(inv, "select") || option_flag(inv, "ignore");
	out->write = option_flag(inv, "write-baseline");
	out->prune = option_flag(inv, "prune-baseline");
	out->hide = !out->write && (out->prune || policy->baseline.n ||
					   option_flag(inv, "baseline"));
	out->file = option_value(inv, "baseline");
	if (!out->file && policy->baseline.n)
		out->file = str_z(inv->arena, policy->baseline);
	if (out->write && out->prune) {
		talk_error("'--write-baseline' and '--prune-baseline' exclude "
			   "each other");
		return false;
	}
	if (out->some && (out->write || out->prune)) {
		talk_error("a baseline is written with all rules; leave out "
			   "'--select' and '--ignore'");
		return false;
	}
	return true;
}

static bool read_file(struct known *job)
{
	struct arena *a = job->inv->arena;
	struct str text;
	enum fs_result result = fs_read_path(a, str_of(job->file), MAX_BYTES,
		&text);

	if (result != FS_OK) {
		talk_error("cannot read the baseline '%s': %s%s", job->file,
			fs_reason(result),
			result == FS_MISSING ? "; --write-baseline makes it"
					     : "");
		return false;
	}
	if (baseline_read(a, text, &job->entries))
		return true;
	talk_error("'%s' is no baseline", job->file);
	return false;
}

bool known_begin(struct known *job, struct str root)
{
	struct arena *a = job->inv->arena;

	if (str_eq(root, S(".")))
		root = S("");
	if (!job->file)
		job->file = str_z(a, path_join(a, root, S(NAME)));
	return !job->hide || read_file(job);
}

void known_sift(void *ctx, const struct docset *s, struct diag *const *p,
	size_t n)
{
	struct known *job = ctx;

	report_identify(s, p, n);
	if (job->write)
		baseline_take(s->arena, s, p, n, &job->entries);
	if (job->write || job->hide)
		baseline_mark(&job->entries, p, n);
}

static void say(const struct known *job)
{
	size_t gone = job->entries.entries.n - job->entries.met;

	if (job->inv->quiet)
		return;
	if (job->write)
		talk_note("%s: %zu finding%s", job->file, job->entries.met,
			job->entries.met == 1 ? "" : "s");
	else if (job->prune)
		talk_note("%s: %zu finding%s, %zu removed", job->file,
			job->entries.met, job->entries.met == 1 ? "" : "s",
			gone);
	else if (job->hide && gone && !job->some)
		talk_note("%s: %zu of %zu findings are mended; "
			  "--prune-baseline removes them",
			job->file, gone, job->entries.entries.n);
}

bool known_end(struct known *job)
{
	struct buf out;

	buf_init(&out, job->inv->arena);
	baseline_write(&job->entries, job->prune, &out);
	if ((job->write || job->prune) &&
		!run_write_file(job->inv->arena, job->file, buf_str(&out)))
		return false;
	say(job);
	return true;
}
