/*
 * A unified diff onto the docset: paths count from the root of the git
 * repository, or from the current folder. The text before is made from the
 * text on the disk and the diff, so that no repository is needed; a diff
 * that does not end in what is on the disk is refused.
 */
#include "cmd/check_change.h"

#include <unistd.h>

#include "base/fs.h"
#include "base/git.h"
#include "base/path.h"
#include "cmd/input.h"
#include "cmd/talk.h"
#include "format/udiff.h"
#include "mark/limits.h"
#include "report/report.h"

struct lines {
	uint32_t from, to; /* from 1 */
};

struct added {
	VEC(struct lines) lines;
	bool all; /* the whole file is new */
};

struct reading {
	struct invocation *inv;
	struct arena *arena;
	struct change *out;
	struct str root; /* the docset's, real */
	struct str base; /* what the diff's paths count from, real */
	int dir;         /* the docset's root */
	VEC(struct overlay) before;
};

/* ---- paths ------------------------------------------------------- */

static bool has_git(struct arena *a, struct str folder)
{
	return access(str_z(a, path_join(a, folder, S(".git"))), F_OK) == 0;
}

static struct str git_top(struct arena *a, struct str folder)
{
	while (folder.n > 1 && !has_git(a, folder))
		folder = path_dir(folder);
	return folder.n > 1 ? folder : S("");
}

/* The path under the docset's root; false if it is not in there. */
static bool in_docset(const struct reading *r, struct str path, struct str *out)
{
	struct str full = path_join(r->arena, r->base, path);

	if (path.n == 0 || !str_starts(full, r->root) ||
		full.n <= r->root.n + 1 || full.p[r->root.n] != '/')
		return false;
	*out = str_skip(full, r->root.n + 1);
	return true;
}

static size_t existing(struct arena *a, struct str base, const struct udiff *d)
{
	size_t n = 0;

	for (size_t i = 0; i < d->files.n; i++)
		n += d->files.p[i].to.n &&
		     access(str_z(a, path_join(a, base, d->files.p[i].to)),
			     F_OK) == 0;
	return n;
}

/* The repository's root, unless the diff clearly counts from here. */
static void settle_base(struct reading *r, const struct udiff *d)
{
	struct str here = fs_real_path(r->arena, ".");
	struct str top = git_top(r->arena, r->root);

	r->base = here;
	if (top.n && existing(r->arena, top, d) >= existing(r->arena, here, d))
		r->base = top;
}

/* ---- one file ---------------------------------------------------- */

static struct added *changed_file(struct reading *r, struct str path)
{
	void **slot = map_slot(r->arena, &r->out->files, path);

	if (!*slot)
		*slot = arena_new(r->arena, struct added);
	return *slot;
}

struct adding {
	struct arena *arena;
	struct added *to;
};

static void add_lines(void *ctx, uint32_t from, uint32_t to)
{
	struct adding *a = ctx;
	struct lines lines = { from, to };

	vec_push(a->arena, &a->to->lines, lines);
}

static void was(struct reading *r, struct str path, struct str text)
{
	struct overlay o = { .path = path, .text = text };

	vec_push(r->arena, &r->before, o);
}

static void was_not(struct reading *r, struct str path)
{
	struct overlay o = { .path = path, .text = S(""), .gone = true };

	vec_push(r->arena, &r->before, o);
}

/* The text before, of a file whose text the diff has. */
static bool undo(struct reading *r, const struct udiff_file *f, struct str path,
	struct str *out)
{
	struct str now = S("");
	enum fs_result result = FS_OK;

	if (f->to.n)
		result = fs_read(r->arena, r->dir, path, LIMIT_FILE, &now);
	if (result == FS_OK && udiff_before(r->arena, f, now, out))
		return true;
	talk_error("the diff does not end in the present text of '%.*s'%s%s",
		STR_ARG(path), result == FS_OK ? "" : ": ",
		result == FS_OK ? "" : fs_reason(result));
	return false;
}

static bool take_file(struct reading *r, const struct udiff_file *f)
{
	struct str from, to, text = S("");
	bool has_from = in_docset(r, f->from, &from);
	bool has_to = in_docset(r, f->to, &to);
	struct adding adding = { .arena = r->arena };

	if (!has_from && !has_to)
		return true;
	if (has_to) {
		adding.to = changed_file(r, to);
		adding.to->all = f->from.n == 0;
		udiff_added(f, add_lines, &adding);
	}
	if (has_from && !f->binary && !undo(r, f, has_to ? to : from, &text))
		return false;
	if (has_to && (!has_from || !str_eq(from, to)))
		was_not(r, to);
	/* Of a binary file it only counts that it was there. */
	if (has_from && !(f->binary && has_to && str_eq(from, to)))
		was(r, from, text);
	return true;
}

/* ---- the whole --------------------------------------------------- */

static bool take_diff(struct reading *r, struct str text, const char *name)
{
	struct udiff d;

	if (!udiff_read(r->arena, text, &d)) {
		talk_error("cannot read the diff: line %u of %s: %s",
			d.bad_line, name, d.fault);
		return false;
	}
	settle_base(r, &d);
	for (size_t i = 0; i < d.files.n; i++)
		if (!take_file(r, &d.files.p[i]))
			return false;
	return true;
}

/* Files that git does not know yet are all new. */
static void take_untracked(struct reading *r, struct str list)
{
	struct str path, inside;

	while (str_cut(&list, '\0', &path)) {
		if (!in_docset(r, path, &inside))
			continue;
		changed_file(r, inside)->all = true;
		was_not(r, inside);
	}
}

static bool ask_git(struct reading *r, const char *const *words,
	struct str *out)
{
	enum git_result result = git_run(r->arena, str_z(r->arena, r->root),
		true, words, out);

	if (result == GIT_MISSING)
		talk_error("cannot run 'git'");
	else if (result == GIT_FAILED)
		talk_error("'git %s' failed", words[0]);
	return result == GIT_DONE;
}

static bool take_git(struct reading *r, const char *ref)
{
	const char *diff[] = { "diff", "--no-color", "--no-ext-diff",
		"--no-textconv", "--no-renames", "-U0", "--src-prefix=a/",
		"--dst-prefix=b/", "--merge-base", ref, "--", NULL };
	const char *others[] = { "ls-files", "--others", "--exclude-standard",
		"--full-name", "-z", NULL };
	struct str text, list;

	if (*ref == '-') {
		talk_error("'--changed-since' must name a commit, not '%s'",
			ref);
		return false;
	}
	if (!ask_git(r, diff, &text) || !ask_git(r, others, &list) ||
		!take_diff(r, text, "git's output"))
		return false;
	r->base = git_top(r->arena, r->root);
	take_untracked(r, list);
	return true;
}

static bool read_scope(const struct invocation *inv, struct change *out)
{
	static const char *const names[] = { [CHANGE_FOLLOW_ON] = "follow-on",
		[CHANGE_FILES] = "files",
		[CHANGE_LINES] = "lines" };
	const char *name = option_value(inv, "diff-scope");

	for (size_t i = 0; name && i < sizeof(names) / sizeof(*names); i++)
		if (strcmp(name, names[i]) == 0) {
			out->scope = (enum change_scope)i;
			return true;
		}
	if (name)
		talk_error("'--diff-scope' must be follow-on, files or lines, "
			   "not '%s'",
			name);
	return !name;
}

bool change_read(struct invocation *inv, const char *root, struct change *out)
{
	const char *diff = option_value(inv, "diff");
	const char *since = option_value(inv, "changed-since");
	struct reading r = { .inv = inv, .arena = inv->arena, .out = out };
	struct str text;
	bool ok;

	*out = (struct change){ .given = diff || since };
	if (diff && since) {
		talk_error("'--diff' and '--changed-since' exclude each other");
		return false;
	}
	if (!read_scope(inv, out) || !out->given)
		return !option_flag(inv, "diff-scope") || out->given;
	r.root = fs_real_path(r.arena, root);
	r.dir = fs_open_dir(root);
	if (since)
		ok = take_git(&r, since);
	else
		ok = diff && input_read_any(r.arena, diff, &text) &&
		     take_diff(&r, text,
			     strcmp(diff, "-") == 0 ? "standard input" : diff);
	close(r.dir);
	out->before = (struct overlays){ r.before.p, r.before.n };
	return ok;
}

/* ---- findings ---------------------------------------------------- */

void change_know(struct change *c, const struct docset *before,
	const struct findings *f)
{
	report_identify(before, f->p, f->n);
	for (size_t i = 0; i < f->n; i++)
		map_put(before->arena, &c->known, f->p[i]->print, c);
}

static bool on_added(const struct added *added, const struct docset *s,
	const struct diag *d)
{
	struct source *source = s->sources[d->at.file];
	uint32_t first, last;

	if (added->all || !source)
		return true;
	/* A finding of the whole file is none of its first line. */
	if (d->at.len == 0 && d->at.at == 0)
		return false;
	if (!source->lines)
		source_index(s->arena, source);
	first = source_line_at(source, d->at.at);
	last = d->at.len ? source_line_at(source,
				   (size_t)d->at.at + d->at.len - 1)
			 : first;
	for (size_t i = 0; i < added->lines.n; i++)
		if (first <= added->lines.p[i].to &&
			last >= added->lines.p[i].from)
			return true;
	return false;
}

static bool of_change(const struct change *c, const struct docset *s,
	struct diag *d)
{
	const struct added *added =
		d->at.file < s->files.n
			? map_get(&c->files, s->files.p[d->at.file].path)
			: NULL;

	if (added && (c->scope == CHANGE_FILES || on_added(added, s, d)))
		return true;
	if (c->scope != CHANGE_FOLLOW_ON || map_has(&c->known, d->print))
		return false;
	d->follows = true;
	return true;
}

size_t change_filter(const struct change *c, const struct docset *s,
	struct diag **p, size_t n)
{
	size_t left = 0;

	for (size_t i = 0; i < n; i++)
		if (of_change(c, s, p[i]))
			p[left++] = p[i];
	return left;
}
