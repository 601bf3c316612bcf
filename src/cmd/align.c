/*
 * `diglot align`: the pairs of a docset with what the checks say of each,
 * for a person or a program.
 */
#include "cmd/command.h"

#include <errno.h>

#include "align/align.h"
#include "check/check.h"
#include "cmd/run.h"
#include "cmd/talk.h"

static const struct align_format *const formats[] = { &align_jsonl,
	&align_json };

static const struct align_format *find_format(const struct invocation *inv)
{
	const char *name = option_value(inv, "format");

	for (size_t i = 0; i < sizeof(formats) / sizeof(*formats); i++)
		if (strcmp(name ? name : "jsonl", formats[i]->name) == 0)
			return formats[i];
	talk_error("there is no format '%s'", name);
	return NULL;
}

int align_run(struct invocation *inv)
{
	static const struct check_options options = { .max_per_file = 0 };
	const struct align_format *format = find_format(inv);
	struct docset_options o = { .root = inv->npaths
						    ? str_z(inv->arena,
							      inv->paths[0])
						    : NULL };
	struct findings f;
	struct docset *s;
	struct align_set a;
	struct arena scratch;
	struct buf out;
	bool ok;

	if (!format)
		return EXIT_TROUBLE;
	s = run_load(inv, &o);
	if (!s)
		return EXIT_TROUBLE;
	inv->jobs.enter = run_read_only;
	if (!check_docset_with(s, &inv->jobs, &options, &f)) {
		talk_error("cannot start workers: %s", strerror(errno));
		return EXIT_TROUBLE;
	}
	a = align_gather(s, f.p, f.n, NULL, NULL);
	arena_init(&scratch);
	buf_init(&out, &scratch);
	format->write(&a, ALIGN_ALL, inv->arena, &out);
	ok = talk_write(buf_str(&out));
	arena_release(&scratch);
	return ok ? EXIT_DONE : EXIT_TROUBLE;
}
