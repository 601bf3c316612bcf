/*
 * The source page as one row of words; a pair is as it was if its words
 * stand there in a row.
 */
#include "align/stale.h"

#include "align/beads_text.h"
#include "lang/wordrow.h"

/* An element of the page's own is nobody's to translate. */
static bool is_text(struct str sentence)
{
	return !str_starts(sentence, S(":::")) && !str_starts(sentence, S("<"));
}

static void list_new(struct arena *a, struct align_page *p,
	const struct wordrow *r, const struct bead_document *d)
{
	p->fresh = arena_array(a, struct str, d->blocks.ns + 1);
	for (uint32_t i = 0; i < d->blocks.ns; i++)
		if (r->left[i] && is_text(bead_text(d, i, 1)))
			p->fresh[p->nfresh++] = str_dup(a, bead_text(d, i, 1));
}

void stale_compare(struct arena *a, struct align_page *p, struct str source)
{
	struct arena scratch;
	struct wordrow r = { .arena = &scratch };
	struct bead_document d;

	arena_init(&scratch);
	d = bead_document(&scratch, p->path, source);
	for (uint32_t i = 0; i < d.blocks.ns; i++)
		wordrow_add(&r, bead_text(&d, i, 1));
	for (size_t i = 0; i < p->n; i++) {
		if (wordrow_find(&r, p->p[i].source))
			continue;
		p->changed++;
		if (p->p[i].status == ALIGN_TRANSLATED)
			p->p[i].status = ALIGN_CHANGED;
	}
	wordrow_end(&r);
	list_new(a, p, &r, &d);
	p->compared = true;
	arena_release(&scratch);
}
