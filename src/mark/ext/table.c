/*
 * Adding a construct: write NAME.c with its `struct extension`, add it
 * here, and give it a spec file tests/spec/NAME.md and a page in the
 * manual. Marks are offered in this order.
 */
#include "mark/ext/ext.h"

extern const struct extension extension_alert;
extern const struct extension extension_code;
extern const struct extension extension_column;
extern const struct extension extension_deflist;
extern const struct extension extension_div;
extern const struct extension extension_emoji;
extern const struct extension extension_form;
extern const struct extension extension_image;
extern const struct extension extension_include;
extern const struct extension extension_math;
extern const struct extension extension_moniker;
extern const struct extension extension_noloc;
extern const struct extension extension_notes;
extern const struct extension extension_row;
extern const struct extension extension_tabs;
extern const struct extension extension_video;
extern const struct extension extension_xref;
extern const struct extension extension_zone;
extern const struct extension extension_unknown; /* takes what is left */

const struct extension *const extensions[] = {
	&extension_alert,
	&extension_div,
	&extension_video,
	&extension_row,
	&extension_column,
	&extension_zone,
	&extension_moniker,
	&extension_form,
	&extension_code,
	&extension_image,
	&extension_include,
	&extension_noloc,
	&extension_math,
	&extension_xref,
	&extension_emoji,
	&extension_tabs,
	&extension_notes,
	&extension_deflist,
	&extension_unknown,
	NULL,
};
