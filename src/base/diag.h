/*
 * Findings: everything that a user could repair. A rule says what kind; a
 * finding says where and with which words. Each module declares its rules
 * beside the code that reports them; check/rules.c lists them all.
 */
#ifndef DIGLOT_DIAG_H
#define DIGLOT_DIAG_H

#include "base/arena.h"
#include "base/source.h"
#include "base/str.h"

enum level {
	LEVEL_OFF,
	LEVEL_INFO,
	LEVEL_SUGGESTION,
	LEVEL_WARNING,
	LEVEL_ERROR,
};

/* Can the program mend what a rule finds? */
enum mend {
	MEND_NOT,
	MEND_SAFE,   /* the page stays as it is but for the fault */
	MEND_UNSAFE, /* a person should look at what was made of it */
};

/* What a configuration may set of a rule besides its level. */
struct rule_option {
	const char *name;
	const char *what; /* what it says, with its unit; no full stop */
	double number;    /* its value if nobody sets it: number or 0 and 1 */
	enum {
		OPTION_NUMBER,
		OPTION_FLAG,  /* true or false */
		OPTION_WORDS, /* a list of texts, empty if nobody sets it */
	} kind;
};

/* What rules of several groups have to do with. */
#define TAG_ACCESSIBILITY "accessibility"

struct rule {
	const char *id;   /* "DG501": stable, never used again */
	const char *name; /* "include-not-found" */
	enum level level;
	/* For a translator, who looks at every pair; LEVEL_OFF: the same. */
	enum level review;
	const char *tag;   /* one of base/groups.h; NULL: none */
	const char *title; /* what it finds, one line, no full stop */
	const char *why;   /* what a reader loses */
	const char *fix;   /* what to do */
	/* Its names in other tools, with spaces between; NULL: none. They may
	 * stand wherever an id may. */
	const char *aliases;
	/* A few lines of a page with the fault, and without; NULL: the fault
	 * is not one of a page's text. */
	const char *bad, *good;
	bool learned;   /* by what all pairs of the docset have in common */
	enum mend mend; /* the best that it ever offers */
	const struct rule_option *options; /* ended by a NULL name; NULL */
};

struct value;

/* Bytes of a file that give way to others. */
struct diag_edit {
	struct span at; /* in the file itself, not in what it includes */
	struct str text;
	struct diag_edit *next;
};

/* What keeps a finding out of sight. */
enum hidden { HIDDEN_NOT, HIDDEN_COMMENT, HIDDEN_BASELINE };

enum side { SIDE_NONE, SIDE_TARGET, SIDE_SOURCE };

struct diag {
	const struct rule *rule;
	enum level level; /* the rule's, or what the configuration says */
	struct span at;   /* len 0 and at 0: the whole file */
	enum side side;   /* of a bilingual page; else SIDE_NONE */
	struct str text;  /* lower case, no full stop */
	struct str hint;  /* what to do, or empty */
	/* What mends it, all of it or nothing; in order of places, in one file,
	 * not overlapping. NULL: a person has to. */
	struct diag_edit *edits;
	enum mend mend; /* MEND_NOT exactly where edits is NULL */
	/* Better or worse than others of its rule: its level as long as nobody
	 * sets the rule's; LEVEL_OFF: as the others. */
	enum level own;
	/* A file as a whole that it says something of, a link's target or its
	 * own; UINT32_MAX: it says something of its place alone. */
	uint32_t about;
	/* Rules whose findings in the same pair bring this one along, ended by
	 * NULL; NULL: none. */
	const struct rule *const *causes;
	/* Bytes that are not read as they were meant because of it; findings
	 * there, or drawn from there, follow from it. len 0: none. */
	struct span spoils;
	const char *code; /* docfx's for this case, where its codes are finer
	                     than the rules; else NULL */
	const struct value *schema; /* what a rule file of the docset says of
	                               it: severity, code; or NULL */
	struct str print; /* its fingerprint, once report_identify gave it */
	bool follows;     /* from a change elsewhere; see cmd/check_change.h */
	bool introduced;  /* by the translation: the source has it not */
	enum hidden hidden;
	struct str reason; /* why it is hidden, or empty */
	struct diag *next;
};

/* Collects the findings of one file in the order they are made. */
struct sink {
	struct arena *arena;
	struct diag *first, *last;
	size_t count;
	enum side side; /* given to each finding */
};

void sink_init(struct sink *s, struct arena *a);
/* The finding, so that a caller may add a hint. Text is copied. */
struct diag *diag_add(struct sink *s, const struct rule *rule, struct span at,
	const char *format, ...) __attribute__((format(printf, 4, 5)));
/*
 * Adds an edit to the mending of a finding: the bytes at `at`, perhaps none,
 * give way to `text`, which is copied. Edits come in order of places. `mend`
 * of the last call counts.
 */
void diag_mend(struct sink *s, struct diag *d, enum mend mend, struct span at,
	struct str text);

const char *level_name(enum level level);
/* False if there is no such level. */
bool level_parse(struct str name, enum level *out);

#endif
