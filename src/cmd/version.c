/* `diglot version` and --version. */
#include "cmd/command.h"
#include "cmd/talk.h"

#ifndef DIGLOT_VERSION
#define DIGLOT_VERSION "unknown"
#endif

int version_run(struct invocation *inv)
{
	if (inv->npaths > 0) {
		talk_error("version takes no arguments");
		return EXIT_TROUBLE;
	}
	return talk_write(S("diglot " DIGLOT_VERSION "\n")) ? EXIT_DONE
							    : EXIT_TROUBLE;
}
