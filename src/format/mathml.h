/* TeX formulas as MathML: the part of TeX that documents use. */
#ifndef DIGLOT_MATHML_H
#define DIGLOT_MATHML_H

#include "base/buf.h"

/*
 * Writes <math>...</math>. False, and nothing written: the formula has
 * something that is not known here, or is too long.
 */
bool mathml_write(struct buf *out, struct arena *scratch, struct str tex,
	bool display);

#endif
