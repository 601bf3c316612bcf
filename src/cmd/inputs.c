/*
 * From arguments to exchange files and docsets, for export, import and
 * verify.
 */
#include "cmd/inputs.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "align/formats.h"
#include "base/fs.h"
#include "base/path.h"
#include "cmd/run.h"
#include "cmd/talk.h"

/* Formats refuse what is over 64 MiB, with a finding. */
#define MAX_BYTES ((size_t)256 << 20)

/* ---- exchange files ---------------------------------------------- */

static bool add_file(struct invocation *inv, int dir, struct str name,
	struct str shown, const struct export_format *format,
	struct inputs *out)
{
	struct input in = { .source = { .path = shown }, .format = format };
	enum fs_result r = fs_read(inv->arena, dir, name, MAX_BYTES,
		&in.source.bytes);

	if (r != FS_OK) {
		talk_error("cannot read '%.*s': %s", STR_ARG(shown),
			fs_reason(r));
		return false;
	}
	if (!in.format)
		in.format = format_of(shown, in.source.bytes);
	if (in.format)
		vec_push(inv->arena, out, in);
	return true;
}

static bool add_folder(struct invocation *inv, int dir, struct str path,
	const struct export_format *format, struct inputs *out)
{
	struct fs_list list = { 0 };

	fs_walk(inv->arena, dir, NULL, NULL, &list);
	for (size_t i = 0; i < list.files.n; i++) {
		struct str name = list.files.p[i].path;
		struct str ext = str_skip(path_ext(name), 1);
		const struct export_format *known = format_of(name, S(""));
		if (format ? !str_eq_nocase(ext, str_of(format->extension))
			   : !known)
			continue;
		if (!add_file(inv, dir, name, path_join(inv->arena, path, name),
			    format, out))
			return false;
	}
	if (out->n)
		return true;
	talk_error("there is no exchange file in '%.*s'", STR_ARG(path));
	return false;
}

static bool add_one(struct invocation *inv, struct str path,
	const struct export_format *format, struct inputs *out)
{
	struct str folder = path_dir(path);
	int dir = fs_open_dir(folder.n ? str_z(inv->arena, folder)
			      : str_starts(path, S("/")) ? "/"
							 : ".");
	bool ok;

	if (dir < 0) {
		talk_error("cannot read '%.*s': %s", STR_ARG(path),
			strerror(errno));
		return false;
	}
	ok = add_file(inv, dir, path_base(path), path, format, out);
	close(dir);
	if (ok && out->n == 0)
		talk_error("cannot tell the format of '%.*s' by its name",
			STR_ARG(path));
	return ok && out->n > 0;
}

bool inputs_read(struct invocation *inv, struct str path,
	const struct export_format *format, struct inputs *out)
{
	int dir = fs_open_dir(str_z(inv->arena, path));
	bool ok;

	*out = (struct inputs){ 0 };
	if (dir < 0)
		return add_one(inv, path, format, out);
	ok = add_folder(inv, dir, path, format, out);
	close(dir);
	return ok;
}

const struct export_format *inputs_format(const struct invocation *inv,
	const char *option)
{
	const char *name = option_value(inv, option);
	const struct export_format *f = name ? format_find(str_of(name)) : NULL;
	struct buf b;

	if (f)
		return f;
	buf_init(&b, inv->arena);
	for (size_t i = 0; export_formats[i]; i++)
		buf_printf(&b, "%s%s", i ? ", " : "", export_formats[i]->name);
	if (strcmp(option, "to") == 0)
		buf_lit(&b, ", pseudo, counts");
	if (name)
		talk_error("there is no exchange format '%s'; there are %.*s",
			name, STR_ARG(buf_str(&b)));
	else
		talk_error("'--%s' is missing: one of %.*s", option,
			STR_ARG(buf_str(&b)));
	return NULL;
}

/* ---- the docset -------------------------------------------------- */

struct docset *inputs_docset(struct invocation *inv, const struct str *path,
	size_t n, struct str *wanted)
{
	const char *arg = n             ? str_z(inv->arena, path[0])
			  : inv->config ? inv->config
					: ".";
	struct docset_options o = { .root = arg };
	struct str real = fs_real_path(inv->arena, arg), root;
	struct docset *s;

	if (real.n == 0) {
		talk_error("cannot read '%s': %s", arg, strerror(errno));
		return NULL;
	}
	s = run_load(inv, &o);
	if (!s)
		return NULL;
	root = fs_real_path(inv->arena, str_z(inv->arena, s->config.root));
	*wanted = S("");
	if (real.n > root.n + 1 && str_starts(real, root))
		*wanted = str_skip(real, root.n + 1);
	return s;
}

bool inputs_wants(struct str wanted, struct str path)
{
	return wanted.n == 0 || str_eq(wanted, path) ||
	       (str_starts(path, wanted) && path.p[wanted.n] == '/');
}

/* ---- findings ---------------------------------------------------- */

bool inputs_report(struct invocation *inv, const struct docset *set,
	const struct report_format *format, const struct source *source,
	const struct sink *sink)
{
	struct docset shown = { .arena = inv->arena, .dir = -1 };
	VEC(struct diag *) found = { 0 };
	struct source *own = arena_new(inv->arena, struct source);

	if (set)
		shown = *set;
	*own = *source;
	shown.config.sources[0] = own;
	shown.config.nsources = 1;
	for (struct diag *d = sink->first; d; d = d->next)
		vec_push(inv->arena, &found, d);
	return found.n == 0 ||
	       run_report(inv, &shown, format, found.p, found.n);
}
