/* The last sign of a text, behind the quotes and brackets that close it. */
#include "lang/ending.h"

#include "base/utf8.h"
#include "lang/half.h"

static enum ending ending_of(uint32_t c)
{
	switch (c) {
	case '.':
	case 0x3002: /* ideographic stop */
	case 0xFF0E:
	case 0xFF61:
	case 0x06D4:
	case 0x0964: /* danda */
	case 0x17D4:
	case 0x104B:
		return ENDING_STOP;
	case ':':
	case 0xFF1A:
		return ENDING_COLON;
	case '?':
	case 0xFF1F:
	case 0x061F:
	case 0x037E:
		return ENDING_QUESTION;
	case '!':
	case 0xFF01:
		return ENDING_EXCLAMATION;
	case ';':
	case 0xFF1B:
	case 0x061B:
		return ENDING_SEMICOLON;
	case ',':
	case 0x060C:
	case 0x3001:
	case 0xFF0C:
		return ENDING_COMMA;
	case 0x2026:
		return ENDING_DOTS;
	default:
		return ENDING_OTHER;
	}
}

static bool is_closer(uint32_t c)
{
	return c == ')' || c == ']' || c == '}' || c == '"' || c == '\'' ||
	       c == 0x201C || c == 0x201D || c == 0x2019 || c == 0xBB ||
	       c == 0x300D || c == 0x300F || c == 0xFF09 || c == 0x3011 ||
	       c == '*' || c == '_' || c == 0xFF3D;
}

enum ending lang_ending(struct str text)
{
	while (text.n) {
		size_t at = text.n - 1, i;
		uint32_t c;

		while (at && ((unsigned char)text.p[at] & 0xC0) == 0x80)
			at--;
		i = at;
		c = utf8_next(text, &i);
		if (utf8_is_space(c) || is_closer(c)) {
			text.n = at;
			continue;
		}
		if (c == HALF_OBJECT || utf8_is_alnum(c) ||
			(c >= 0x80 && !utf8_is_punct(c)))
			return ENDING_NONE;
		if (c == '.' && at >= 2 && text.p[at - 1] == '.' &&
			text.p[at - 2] == '.')
			return ENDING_DOTS;
		return ending_of(c);
	}
	return ENDING_NONE;
}
