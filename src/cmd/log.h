/* --log FILE: what the run said and found, a JSON object a line with the
 * keys of docfx's logs. Without the option nothing is kept. */
#ifndef DIGLOT_LOG_H
#define DIGLOT_LOG_H

#include "cmd/command.h"
#include "report/report.h"

/* From here on everything is kept, if the option is given. */
void log_begin(struct invocation *inv);
/* A line of the program's own. */
void log_say(enum level level, struct str text);
/* The findings of a report. */
void log_findings(const struct report *r);
/* Writes the file. False: it could not be written, which is said. */
bool log_end(struct invocation *inv);

#endif
