/* How sentences end. */
#ifndef DIGLOT_ENDING_H
#define DIGLOT_ENDING_H

#include "base/str.h"

/* How a text ends, by its last sign. */
enum ending {
	ENDING_NONE, /* a letter, digit or object */
	ENDING_STOP,
	ENDING_COLON,
	ENDING_QUESTION,
	ENDING_EXCLAMATION,
	ENDING_SEMICOLON,
	ENDING_COMMA,
	ENDING_DOTS,
	ENDING_OTHER,
	ENDINGS
};

enum ending lang_ending(struct str text);

#endif
