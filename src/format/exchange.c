/*
 * Rules of exchange files, and the characters that they can carry.
 */
#include "format/exchange.h"

#include "base/utf8.h"

const struct rule rule_exchange_unreadable = {
	.id = "DG931",
	.name = "exchange-unreadable",
	.level = LEVEL_ERROR,
	.title = "an exchange file cannot be read as its format",
	.why = "nothing of the file is taken over; no page is changed",
	.fix = "export it once more from the translation tool, as UTF-8",
};

const struct rule rule_exchange_invalid = {
	.id = "DG932",
	.name = "exchange-invalid",
	.level = LEVEL_ERROR,
	.title = "an exchange file breaks a rule of its format",
	.why = "translation tools refuse such a file, or lose parts of it",
	.fix = "repair the place, or report it to the maker of the tool",
};

const struct rule rule_exchange_source_changed = {
	.id = "DG933",
	.name = "exchange-source-changed",
	.level = LEVEL_ERROR,
	.title = "the source text of a pair is no longer what was translated",
	.why = "the translation may say something else than the page",
	.fix = "export the page again, or import with --force",
};

const struct rule rule_exchange_pair_unknown = {
	.id = "DG934",
	.name = "exchange-pair-unknown",
	.level = LEVEL_ERROR,
	.title = "the docset has no such page or pair",
	.why = "its translation has nowhere to go",
	.fix = "export the page again, or import with --force to leave it out",
};

const struct rule rule_exchange_text_unsafe = {
	.id = "DG935",
	.name = "exchange-text-unsafe",
	.level = LEVEL_ERROR,
	.title = "a translation would break the page",
	.why = "the page would be cut at the wrong place, or a table cell "
	       "split",
	.fix = "change the translation",
};

bool exchange_is_char(uint32_t c)
{
	if (c < 0x20)
		return c == '\t' || c == '\n' || c == '\r';
	return c != UTF8_BAD && c != 0xFFFE && c != 0xFFFF;
}

bool exchange_refuse(struct sink *sink, uint32_t file, size_t at,
	const char *what, struct str name)
{
	diag_add(sink, &rule_exchange_unreadable,
		(struct span){ file, (uint32_t)at, 0 }, "%s '%.*s'", what,
		STR_ARG(name));
	return false;
}

struct str exchange_plain(struct arena *a, struct str text)
{
	size_t i = 0, from = 0;
	struct buf b;

	while (i < text.n && exchange_is_char(utf8_next(text, &i)))
		from = i;
	if (from == text.n)
		return text;
	buf_init(&b, a);
	for (i = 0; i < text.n;) {
		from = i;
		if (exchange_is_char(utf8_next(text, &i)))
			buf_add(&b, str_sub(text, from, i));
		else
			buf_lit(&b, "\xEF\xBF\xBD");
	}
	return buf_str(&b);
}
