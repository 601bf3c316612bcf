/*
 * The words by which headings, lead-ins and steps are known, by language:
 * locales/steps/words.json.
 */
#ifndef DIGLOT_WORDS_H
#define DIGLOT_WORDS_H

#include "base/diag.h"
#include "format/value.h"

struct words;

/* From the open folder of the interface's languages. NULL: it cannot be
 * read; the sink says why. */
struct words *words_load(struct arena *a, int locales_dir, struct sink *sink);

/* The lists of one language (by its tag), or NULL. */
const struct value *words_language(const struct words *w, struct str tag);

/*
 * Lower case, white space collapsed, brackets, quotes and a colon around it
 * gone: the form that patterns are compared with.
 */
struct str words_normal(struct arena *a, struct str text);

/*
 * Does a normal text match a pattern of list `name`? "x" is the whole text,
 * "x*" its beginning, "*x" its end, "*x*" any part.
 */
bool words_match(const struct value *language, const char *name,
	struct str normal);

/* Is it an English word for something to do, in normal form? */
bool words_verb(const struct words *w, struct str word);

/*
 * Does the English sentence tell the reader to do something? 2: yes, 1: it
 * speaks to the reader, 0: no. Text is normal.
 */
int words_imperative(const struct words *w, struct str normal);

/*
 * "Step 3: Check it": the number, and where the rest begins. Also "3. Check
 * it". 0: no step.
 */
uint32_t words_step(const struct value *language, struct arena *a,
	struct str text, size_t *rest);

/* The text holds a run of another language's words. */
bool words_foreign(const struct words *w, struct str tag, struct str other_tag,
	struct arena *a, struct str text);

#endif
