/* What the exchange commands read: exchange files, and the docset that a
 * path stands for. */
#ifndef DIGLOT_INPUTS_H
#define DIGLOT_INPUTS_H

#include "cmd/command.h"
#include "report/report.h"

struct input {
	struct source source; /* path as given; indexed on demand */
	const struct export_format *format;
};

struct inputs {
	struct input *p;
	size_t n, cap;
};

struct export_format;

/*
 * The file `path`, or all files in and below that folder whose format is
 * known, in the order of their paths. `format` NULL: by the file's name.
 * False: said why.
 */
bool inputs_read(struct invocation *inv, struct str path,
	const struct export_format *format, struct inputs *out);

/* --to or --from by the table; NULL: said that there is none. */
const struct export_format *inputs_format(const struct invocation *inv,
	const char *option);

/*
 * The docset of a path, a folder or a page in it (n is 0 or 1; 0: the
 * current folder). *wanted is the path under its root, "" for all of it.
 * NULL: said why.
 */
struct docset *inputs_docset(struct invocation *inv, const struct str *path,
	size_t n, struct str *wanted);
/* Is path the wanted one, or below it? */
bool inputs_wants(struct str wanted, struct str path);

/* Findings of an exchange file: span.file is CONFIG_SOURCE. False: could
 * not be written. `set` may be NULL. */
bool inputs_report(struct invocation *inv, const struct docset *set,
	const struct report_format *format, const struct source *source,
	const struct sink *sink);

#endif
