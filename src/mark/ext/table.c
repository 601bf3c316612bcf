/*
 * Adding a construct: write NAME.c with its `struct extension`, add it
 * here, and give it a spec file tests/spec/NAME.md and a page in the
 * manual. Marks are offered in this order.
 */
#include "mark/ext/ext.h"

extern const struct extension extension_alert;
extern const struct extension extension_image;
extern const struct extension extension_include;
extern const struct extension extension_unknown; /* takes what is left */

const struct extension *const extensions[] = {
	&extension_alert,
	&extension_image,
	&extension_include,
	&extension_unknown,
	NULL,
};
