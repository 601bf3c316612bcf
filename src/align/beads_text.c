/* Documents in, beads out, and the bilingual form of two documents. */
#include "align/beads_text.h"

#include "base/hash.h"

/* ---- the lexicon ------------------------------------------------- */

static struct unit read_unit(struct arena *a, struct str text)
{
	struct half h;

	half_read(a, text, &h);
	return unit_of(a, &h);
}

void bead_teach(struct bead_teacher *t, struct str source, struct str target)
{
	struct unit s = read_unit(t->arena, source);
	struct unit other = read_unit(t->arena, target);
	struct lexicon_pair p = unit_words(t->arena, &s, &other);

	if (str_eq(source, target))
		return;
	if (p.n[0] && p.n[1])
		vec_push(t->arena, &t->pairs, p);
}

void bead_teach_page(struct bead_teacher *t, struct str bytes)
{
	struct sink sink;
	struct pairs pairs;

	sink_init(&sink, t->arena);
	pairs = pairs_scan(t->arena, bytes, 0, 0, &sink);
	for (size_t i = 0; i < pairs.n; i++) {
		const struct pair *p = &pairs.p[i];
		bead_teach(t, str_sub(bytes, p->s, p->s_end),
			str_sub(bytes, p->t, p->t_end));
	}
}

struct lexicon *bead_lexicon(const struct bead_teacher *t)
{
	return t->pairs.n ? lexicon_train(t->arena, t->pairs.p, t->pairs.n)
			  : NULL;
}

/* ---- documents --------------------------------------------------- */

struct bead_document bead_document(struct arena *a, struct str path,
	struct str bytes)
{
	struct bead_document d;

	d.page = page_parse(a, path, bytes, 0, true, &alerts_common);
	d.blocks = blocks_of(a, d.page);
	return d;
}

static struct str bytes_of(const struct bead_document *d)
{
	return d->page->source->bytes;
}

struct str bead_text(const struct bead_document *d, uint32_t from, uint32_t n)
{
	const struct piece_of_text *p = d->blocks.s + from;

	return n ? str_sub(bytes_of(d), p->at, p[n - 1].end) : S("");
}

void bead_teach_beads(struct bead_teacher *t, const struct bead_document *s,
	const struct bead_document *target, const struct beads *b)
{
	for (size_t i = 0; i < b->n; i++) {
		struct lexicon_pair p;
		if (b->p[i].ns != 1 || b->p[i].nt != 1)
			continue;
		p = unit_words(t->arena, &s->blocks.s[b->p[i].s].unit,
			&target->blocks.s[b->p[i].t].unit);
		if (p.n[0] && p.n[1])
			vec_push(t->arena, &t->pairs, p);
	}
}

/* ---- bilingual --------------------------------------------------- */

static void add_pair(struct buf *out, struct str prefix, uint32_t number,
	struct str source, struct str target)
{
	buf_printf(out, "<span data-ttu-id=\"%.*s-%u\">", STR_ARG(prefix),
		number);
	buf_add(out, target);
	buf_printf(out,
		"</span><span class=\"sxs-lookup\"><span "
		"data-stu-id=\"%.*s-%u\">",
		STR_ARG(prefix), number);
	buf_add(out, source);
	buf_lit(out, "</span></span>");
}

/* A text that would end the wrapper is not put into one. */
static bool is_safe(struct str text)
{
	return str_find(text, 0, S("</span>")) == STR_NONE &&
	       str_find(text, 0, S("data-ttu-id")) == STR_NONE &&
	       str_find(text, 0, S("\n\n")) == STR_NONE;
}

/* The source text in one line, as it stands in the wrapper. */
static struct str one_line(struct arena *a, struct str text)
{
	struct buf b;

	buf_init(&b, a);
	for (size_t i = 0; i < text.n; i++)
		if (text.p[i] == '\n' || text.p[i] == '\r')
			buf_byte(&b, ' ');
		else
			buf_byte(&b, text.p[i]);
	return buf_str(&b);
}

/* Where the words begin: behind "## " and "- ". */
static uint32_t skip_markers(struct str bytes, uint32_t at, uint32_t end)
{
	uint32_t i = at;

	while (i < end && bytes.p[i] == '#')
		i++;
	if (i == at)
		return at;
	while (i < end && bytes.p[i] == ' ')
		i++;
	return i;
}

struct str beads_merge(struct arena *a, const struct bead_document *s,
	const struct bead_document *t, const struct beads *b, size_t *left_out)
{
	struct str bytes = bytes_of(t), prefix;
	uint32_t number = 100;
	size_t done = 0;
	struct buf out;

	prefix = hash_hex(a, t->page->source->path, 5);
	*left_out = 0;
	buf_init(&out, a);
	for (size_t i = 0; i < b->n; i++) {
		const struct bead *bead = &b->p[i];
		struct str target = bead_text(t, bead->t, bead->nt);
		struct str source = bead_text(s, bead->s, bead->ns);
		uint32_t at, skip;

		if (bead->nt == 0 || bead->ns == 0 || !is_safe(target) ||
			!is_safe(source)) {
			*left_out += bead->ns;
			continue;
		}
		at = (uint32_t)(target.p - bytes.p);
		at = skip_markers(bytes, at, at + (uint32_t)target.n);
		skip = skip_markers(source, 0, (uint32_t)source.n);
		buf_add(&out, str_sub(bytes, done, at));
		done = (size_t)(target.p - bytes.p) + target.n;
		add_pair(&out, prefix, ++number,
			one_line(a, str_skip(source, skip)),
			str_sub(bytes, at, done));
	}
	buf_add(&out, str_skip(bytes, done));
	return buf_str(&out);
}

/* "4c1d7" of "4c1d7-101"; of another form, from the path. */
static struct str prefix_of(struct arena *a, struct str path,
	const struct pairs *pairs)
{
	struct str id = pairs->n ? pairs->p[0].id : S("");
	size_t dash = str_rfind_byte(id, '-');

	return dash == 5 ? str_sub(id, 0, 5) : hash_hex(a, path, 5);
}

struct str bead_renumber(struct arena *a, struct str path, struct str bytes)
{
	struct str prefix;
	struct pairs pairs;
	struct sink sink;
	size_t done = 0;
	struct buf out;

	sink_init(&sink, a);
	pairs = pairs_scan(a, bytes, 0, 0, &sink);
	prefix = prefix_of(a, path, &pairs);
	buf_init(&out, a);
	for (size_t i = 0; i < pairs.n; i++) {
		const struct pair *p = &pairs.p[i];
		buf_add(&out, str_sub(bytes, done, p->at));
		add_pair(&out, prefix, (uint32_t)i + 101,
			str_sub(bytes, p->s, p->s_end),
			str_sub(bytes, p->t, p->t_end));
		done = p->end;
	}
	buf_add(&out, str_skip(bytes, done));
	return buf_str(&out);
}
