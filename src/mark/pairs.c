/*
 * A literal scan for openers; each is then followed to its end, never
 * beyond the next opener, so that the whole is linear.
 */
#include "mark/pairs.h"

#include "base/map.h"
#include "base/vec.h"

const struct rule rule_pair_unbalanced = {
	.id = "DG901",
	.name = "pair-unbalanced",
	.level = LEVEL_ERROR,
	.title = "a bilingual wrapper is damaged",
	.why = "the marks of the pair are read as text, or swallow what "
	       "follows",
	.fix = "write the wrapper's tags again, with straight quotes",
	.mend = MEND_SAFE,
};

const struct rule rule_pair_incomplete = {
	.id = "DG902",
	.name = "pair-incomplete",
	.level = LEVEL_ERROR,
	.title = "one half of a pair is missing, or the two ids differ",
	.why = "the sentence has no counterpart in the other language",
	.fix = "add the missing half under the same id",
};

const struct rule rule_pair_duplicate = {
	.id = "DG903",
	.name = "pair-id-duplicate",
	.level = LEVEL_ERROR,
	.title = "two pairs have one id",
	.why = "links and translation memories cannot tell the two apart",
	.fix = "give one of them an id of its own",
};

struct scan {
	struct str bytes;
	uint32_t file;
	struct sink *sink;
	bool damaged; /* the pair in hand had &quot; in a tag */
};

#define OPENER S("<span data-ttu-id=")
#define END S("</span></span>")

/* The length of a quote at bytes[i]: 1, 6 for &quot;, else 0. */
static size_t quote_at(struct scan *s, size_t i)
{
	if (i < s->bytes.n && s->bytes.p[i] == '"')
		return 1;
	if (!str_starts(str_skip(s->bytes, i), S("&quot;")))
		return 0;
	s->damaged = true;
	return 6;
}

/* Moves *i over a literal; false if it is not there. */
static bool eat(const struct scan *s, size_t *i, struct str lit)
{
	if (!str_starts(str_skip(s->bytes, *i), lit))
		return false;
	*i += lit.n;
	return true;
}

static bool eat_quote(struct scan *s, size_t *i)
{
	size_t n = quote_at(s, *i);

	*i += n;
	return n > 0;
}

static bool is_id_char(char c)
{
	return char_is_alnum(c) || c == '-' || c == '_' || c == '.';
}

/* "ID"> at *i, moved behind it. */
static bool eat_id(struct scan *s, size_t *i, struct str *id)
{
	size_t from;

	if (!eat_quote(s, i))
		return false;
	from = *i;
	while (*i < s->bytes.n && is_id_char(s->bytes.p[*i]))
		++*i;
	*id = str_sub(s->bytes, from, *i);
	return id->n > 0 && eat_quote(s, i) && eat(s, i, S(">"));
}

/* </span><span class="sxs-lookup"><span data-stu-id="ID"> at i: its end. */
static size_t middle_at(struct scan *s, size_t i, struct str *id)
{
	bool ok = eat(s, &i, S("</span><span class=")) && eat_quote(s, &i) &&
		  eat(s, &i, S("sxs-lookup")) && eat_quote(s, &i) &&
		  eat(s, &i, S("><span data-stu-id=")) && eat_id(s, &i, id);

	return ok ? i : STR_NONE;
}

/* Finds the middle in [i, limit); *s_at is where the source begins. */
static size_t find_middle(struct scan *s, size_t i, size_t limit,
	struct str *id, size_t *s_at)
{
	struct str within = str_sub(s->bytes, 0, limit);

	while ((i = str_find(within, i, S("</span><span class="))) !=
		STR_NONE) {
		bool damaged = s->damaged;
		size_t end = middle_at(s, i, id);
		if (end != STR_NONE) {
			*s_at = end;
			return i;
		}
		s->damaged = damaged;
		i++;
	}
	return STR_NONE;
}

static size_t count_closers(struct str s)
{
	size_t n = 0;

	for (size_t i = 0; (i = str_find(s, i, S("</span>"))) != STR_NONE; i++)
		n++;
	return n;
}

/* The end of the source text that begins at `from`. */
static size_t find_end(const struct scan *s, size_t from, size_t limit,
	size_t closers)
{
	struct str within = str_sub(s->bytes, 0, limit);
	size_t first = str_find(within, from, END);
	size_t have = 0, seen = from;

	for (size_t i = first; i != STR_NONE;
		i = str_find(within, i + 1, END)) {
		have += count_closers(str_sub(within, seen, i));
		seen = i;
		if (have == closers)
			return i;
		if (have > closers)
			break;
	}
	return first;
}

/* "WHAT 'ID' FAULT" at the tag [at, end). */
static struct diag *report(struct scan *s, const struct rule *rule, size_t at,
	size_t end, const char *what, struct str id, const char *fault)
{
	struct span where = { s->file, (uint32_t)at, (uint32_t)(end - at) };

	return diag_add(s->sink, rule, where, "%s '%.*s' %s", what, STR_ARG(id),
		fault);
}

/* Each &quot; in the tags [from, to) gives way to a straight quote. */
static void mend_quotes(const struct scan *s, struct diag *d, size_t from,
	size_t to)
{
	struct str quote = S("&quot;"), within = str_sub(s->bytes, 0, to);

	for (size_t i = from; (i = str_find(within, i, quote)) != STR_NONE;
		i += quote.n)
		diag_mend(s->sink, d, MEND_SAFE,
			(struct span){ s->file, (uint32_t)i,
				(uint32_t)quote.n },
			S("\""));
}

static void report_quotes(struct scan *s, const struct pair *p)
{
	struct diag *d = report(s, &rule_pair_unbalanced, p->at, p->t,
		"the tags of pair", p->id, "have &quot; for a quote");

	mend_quotes(s, d, p->at, p->t);
	mend_quotes(s, d, p->t_end, p->s);
}

/*
 * The pair whose opener begins at `at`. False: it is none, said why.
 * `limit` is where the next opener begins.
 */
static bool read_pair(struct scan *s, size_t at, size_t limit, struct pair *out)
{
	struct str id, other;
	size_t i = at + OPENER.n, s_at;

	s->damaged = false;
	if (!eat_id(s, &i, &id)) {
		report(s, &rule_pair_unbalanced, at, at + OPENER.n, "the tag",
			str_sub(s->bytes, at, at + OPENER.n),
			"of a pair is damaged");
		return false;
	}
	size_t t_end = find_middle(s, i, limit, &other, &s_at);
	if (t_end == STR_NONE) {
		report(s, &rule_pair_incomplete, at, i, "the target text", id,
			"has no source text");
		return false;
	}
	size_t s_end = find_end(s, s_at, limit,
		count_closers(str_sub(s->bytes, i, t_end)));
	if (s_end == STR_NONE) {
		report(s, &rule_pair_unbalanced, t_end, s_at, "the source text",
			other, "is not closed");
		return false;
	}
	if (!str_eq(id, other))
		report(s, &rule_pair_incomplete, at, i, "the target text", id,
			"stands with the source text of another id");
	*out = (struct pair){ id, (uint32_t)at, (uint32_t)i, (uint32_t)t_end,
		(uint32_t)s_at, (uint32_t)s_end, (uint32_t)(s_end + END.n) };
	if (s->damaged)
		report_quotes(s, out);
	return true;
}

/* Source halves that no pair took. */
static void report_strays(struct scan *s, size_t from, size_t to)
{
	struct str lit = S("<span data-stu-id=");
	struct str within = str_sub(s->bytes, 0, to);

	for (size_t i = from; (i = str_find(within, i, lit)) != STR_NONE;) {
		size_t start = i, end = i + lit.n;
		struct str id = { "", 0 };
		i = end;
		if (eat_id(s, &i, &id))
			end = i;
		else
			i = end;
		report(s, &rule_pair_incomplete, start, end, "the source text",
			id, "has no target text");
	}
}

static void report_duplicates(struct scan *s, struct arena *a,
	const struct pairs *pairs)
{
	struct map seen = { 0 };

	for (size_t i = 0; i < pairs->n; i++) {
		const struct pair *p = &pairs->p[i];
		void **slot = map_slot(a, &seen, p->id);
		if (*slot)
			report(s, &rule_pair_duplicate, p->at, p->t, "the id",
				p->id, "occurs twice");
		*slot = &pairs->p[i];
	}
}

struct pairs pairs_scan(struct arena *a, struct str bytes, size_t from,
	uint32_t file, struct sink *sink)
{
	struct scan s = { bytes, file, sink, false };
	VEC(struct pair) found = { 0 };
	struct pairs pairs;
	struct arena scratch;
	size_t done = from;

	arena_init(&scratch);
	for (size_t at = str_find(bytes, from, OPENER); at != STR_NONE;) {
		size_t next = str_find(bytes, at + 1, OPENER);
		struct pair p;
		if (read_pair(&s, at, next == STR_NONE ? bytes.n : next, &p)) {
			report_strays(&s, done, p.at);
			vec_push(&scratch, &found, p);
			done = p.end;
		}
		at = next;
	}
	report_strays(&s, done, bytes.n);
	pairs = (struct pairs){ arena_array(a, struct pair, found.n), found.n };
	if (pairs.n) {
		memcpy(pairs.p, found.p, found.n * sizeof(*found.p));
		report_duplicates(&s, &scratch, &pairs);
	}
	arena_release(&scratch);
	return pairs;
}
