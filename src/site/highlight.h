/* Code in colours, made while the site is built: the class names are those
 * of highlight.js, so that its styles fit. */
#ifndef DIGLOT_HIGHLIGHT_H
#define DIGLOT_HIGHLIGHT_H

#include "base/buf.h"

#define HIGHLIGHT_MAX_COMMENTS 2

/* What the one lexer needs to know of a language; lists end with NULL. */
struct highlight_language {
	const char *names;    /* "cs csharp c#", lower case, blanks between */
	const char *keywords; /* the same; NULL: none */
	const char *built_in;
	const char *literals;
	const char *line_comments[HIGHLIGHT_MAX_COMMENTS + 1];
	const char *block_open, *block_close; /* NULL: none */
	const char *quotes;   /* characters that begin a string */
	char escape;          /* inside a string; 0: a doubled quote */
	const char *variable; /* characters that begin a variable */
	bool any_case;        /* of keywords */
	bool markup;          /* elements and attributes */
	bool keys;            /* a string or word before ':' is a key */
	bool options;         /* -Name and --name */
	bool prompt;          /* a line may begin with "$ " or "PS> " */
	bool verbs;           /* Get-Item is a command */
	bool lines;           /* a string ends with its line */
};

extern const struct highlight_language highlight_languages[];

/*
 * Writes code as HTML; language is what the text calls it ("PowerShell").
 * False: not a language that is known, and nothing is written. Linear.
 */
bool highlight_code(struct buf *out, struct str language, struct str code);

#endif
