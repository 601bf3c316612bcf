/* Lists instead of findings: --list-files and --list-external. */
#ifndef DIGLOT_CHECK_LIST_H
#define DIGLOT_CHECK_LIST_H

#include "cmd/check_job.h"

/* The names of the files that findings are in, each once, in the order of
 * paths. False: not written, which is said. */
bool check_list_files(const struct docset *s, const struct findings *f);

/*
 * Every address on another host that pages and tables of contents name,
 * each once and sorted, for who looks whether they are there. The exit
 * status.
 */
int check_list_external(const struct check_job *job);

#endif
