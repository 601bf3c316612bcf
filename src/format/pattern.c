/*
 * ICU's regular expressions, whose language is that of JSON Schema but for
 * rare corners. Both pattern and text may come from a stranger: steps and
 * memory have a limit.
 */
#include "format/pattern.h"

#include <unicode/uregex.h>
#include <unicode/utext.h>

#define PATTERN_MAX 1000 /* bytes */
#define TEXT_MAX 10000   /* bytes that are looked at */
#define STEPS 100        /* of some thousand operations each */
#define STACK (1 << 20)  /* bytes */

static URegularExpression *compile(struct str pattern)
{
	UErrorCode error = U_ZERO_ERROR;
	UParseError where;
	UText *text = NULL;
	URegularExpression *re = NULL;

	if (pattern.n > PATTERN_MAX)
		return NULL;
	text = utext_openUTF8(NULL, pattern.p, (int64_t)pattern.n, &error);
	re = uregex_openUText(text, 0, &where, &error);
	utext_close(text);
	if (U_SUCCESS(error))
		return re;
	uregex_close(re);
	return NULL;
}

bool pattern_is_sound(struct str pattern)
{
	URegularExpression *re = compile(pattern);

	uregex_close(re);
	return re != NULL;
}

bool pattern_fits(struct str pattern, struct str text)
{
	UErrorCode error = U_ZERO_ERROR;
	URegularExpression *re = compile(pattern);
	UText *in = NULL;
	bool found = false;

	if (!re)
		return true;
	if (text.n > TEXT_MAX)
		text.n = TEXT_MAX;
	in = utext_openUTF8(NULL, text.p, (int64_t)text.n, &error);
	uregex_setTimeLimit(re, STEPS, &error);
	uregex_setStackLimit(re, STACK, &error);
	uregex_setUText(re, in, &error);
	found = uregex_find(re, -1, &error);
	uregex_close(re);
	utext_close(in);
	return found || U_FAILURE(error);
}
