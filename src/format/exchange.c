/*
 * Rules of exchange files, and the characters that they can carry.
 */
#include "format/exchange.h"

#include "base/utf8.h"

const struct rule rule_exchange_unreadable = {
	"DG931",
	"exchange-unreadable",
	LEVEL_ERROR,
	"an exchange file cannot be read as its format",
	"nothing of the file is taken over; no page is changed",
	"export it once more from the translation tool, as UTF-8",
};

const struct rule rule_exchange_invalid = {
	"DG932",
	"exchange-invalid",
	LEVEL_ERROR,
	"an exchange file breaks a rule of its format",
	"translation tools refuse such a file, or lose parts of it",
	"repair the place, or report it to the maker of the tool",
};

const struct rule rule_exchange_source_changed = {
	"DG933",
	"exchange-source-changed",
	LEVEL_ERROR,
	"the source text of a pair is no longer what was translated",
	"the translation may say something else than the page",
	"export the page again, or import with --force",
};

const struct rule rule_exchange_pair_unknown = {
	"DG934",
	"exchange-pair-unknown",
	LEVEL_ERROR,
	"the docset has no such page or pair",
	"its translation has nowhere to go",
	"export the page again, or import with --force to leave it out",
};

const struct rule rule_exchange_text_unsafe = {
	"DG935",
	"exchange-text-unsafe",
	LEVEL_ERROR,
	"a translation would break the page",
	"the page would be cut at the wrong place, or a table cell split",
	"change the translation",
};

bool exchange_is_char(uint32_t c)
{
	if (c < 0x20)
		return c == '\t' || c == '\n' || c == '\r';
	return c != UTF8_BAD && c != 0xFFFE && c != 0xFFFF;
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
