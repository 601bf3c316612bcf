/*
 * docfx's own configuration: docfx.json (v2 with its `build`, or v3) and
 * docfx.yml (v3).
 */
#ifndef DIGLOT_DOCFX_H
#define DIGLOT_DOCFX_H

#include "set/setting.h"

/*
 * Reads docfx.json, else docfx.yml, in the open folder dir into
 * s->config. False: the folder has neither.
 */
bool docfx_load(struct settings *s, int dir);

#endif
