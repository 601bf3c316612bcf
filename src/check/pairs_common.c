/* One source text, one translation: the minority is worth a look. */
#include "check/pairs.h"

const struct rule rule_pair_common = {
	.id = "DG917",
	.name = "pair-inconsistent",
	.level = LEVEL_OFF,
	.review = LEVEL_SUGGESTION,
	.learned = true,
	.title = "a source text is translated in another way than elsewhere",
	.why = "readers take two names for two things",
	.fix = "use the translation that prevails, or change it everywhere",
};

/* Times and share that a translation prevails with. */
#define TIMES 3
#define SHARE 0.6

void pair_common(const struct pair_check *k, const struct pair_text *p)
{
	struct words w = words_of(k->c->scratch, p->s.text);
	unsigned place = lang_place(k->c->page->source->bytes, p->pair->at);
	const struct lang_common *c;

	if (w.n < 3)
		return;
	c = lang_common_of(k->m, words_key(p->s.text), place);
	if (!c || c->most < TIMES || c->most < SHARE * c->seen ||
		words_key(p->t.text) == c->target || str_trim(c->text).n == 0)
		return;
	diag_add(k->c->sink, &rule_pair_common, pair_whole(k, p),
		"this text is translated as '%.*s' %u of %u times",
		STR_ARG(pair_excerpt(k, c->text)), c->most, c->seen);
}
