/*
 * The time that counts as now where equal runs must give equal bytes: the
 * environment's SOURCE_DATE_EPOCH, seconds since 1970 in digits
 * (reproducible-builds.org/specs/source-date-epoch).
 */
#ifndef DIGLOT_EPOCH_H
#define DIGLOT_EPOCH_H

#include <stdbool.h>
#include <stdint.h>

/* False: it is not set, or no number; *seconds is then 0. */
bool epoch_given(int64_t *seconds);

#endif
