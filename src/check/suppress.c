/*
 * Comments of a file into ranges of lines in which a rule is silent, and
 * these onto the findings. A range that met no finding is one itself: it
 * would hide the next fault in silence. At most MOST count in a file, so
 * that time is bounded by the number of findings.
 */
#include "check/suppress.h"

#include "check/rules.h"

#define MOST 1000

const struct rule rule_suppression_unused = {
	.id = "DG004",
	.name = "suppression-unused",
	.level = LEVEL_WARNING,
	.title = "a suppression comment that hides nothing",
	.why = "it will hide a fault that somebody makes there later",
	.fix = "remove the comment, or name the rule that it is meant for",
	.mend = MEND_SAFE,
	.bad = "# Ferries\n"
	       "\n"
	       "<!-- diglot-disable-next-line alt-text-missing -->\n"
	       "\n"
	       "The ferry leaves at noon.\n",
	.good = "# Ferries\n"
		"\n"
		"<!-- diglot-disable-next-line alt-text-missing -->\n"
		"![](https://ferry.example/pier.png)\n",
};

enum kind { KIND_NEXT, KIND_LINE, KIND_FILE, KIND_BLOCK, KIND_ENABLE };

/* One rule name of one comment. */
struct range {
	struct span at; /* of the comment */
	struct str rules, reason;
	uint32_t from, to; /* lines */
	bool open;         /* a block that may still be ended */
	bool used;
	bool foreign; /* markdownlint's: it may well be for that alone */
};

struct reader {
	const struct suppress *s;
	struct source *source;
	VEC(struct range) ranges;
};

/* ---- one comment ------------------------------------------------- */

static bool is_between(char c)
{
	return char_is_space(c) || c == ',';
}

/* Takes the next word off; false at the end. */
static bool next_word(struct str *rest, struct str *word)
{
	size_t n = 0;

	while (rest->n && is_between(*rest->p))
		*rest = str_skip(*rest, 1);
	while (n < rest->n && !is_between(rest->p[n]))
		n++;
	*word = str_sub(*rest, 0, n);
	*rest = str_skip(*rest, n);
	return n > 0;
}

/* What stands before the word in a comment's name. */
static const char own[] = "diglot-", other[] = "markdownlint-";

static bool kind_of(struct str word, enum kind *kind)
{
	static const char *const words[] = {
		[KIND_NEXT] = "disable-next-line",
		[KIND_LINE] = "disable-line",
		[KIND_FILE] = "disable-file",
		[KIND_BLOCK] = "disable",
		[KIND_ENABLE] = "enable",
	};

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (str_eq(word, str_of(words[i]))) {
			*kind = (enum kind)i;
			return true;
		}
	return false;
}

/* CommonMark allows no "--" inside a comment within a line of text. */
static bool begins_reason(struct str word)
{
	return str_eq(word, S("--")) || str_eq(word, S("-"));
}

static struct str reason_in(struct str rest)
{
	struct str word;

	while (next_word(&rest, &word))
		if (begins_reason(word))
			return str_trim(rest);
	return S("");
}

static bool is_known(struct reader *r, struct span at, struct str name)
{
	const char *near;

	for (size_t i = 0; i < rules_count; i++)
		if (rule_matches(rules[i], name))
			return true;
	near = rule_nearest(name);
	if (near)
		diag_add(r->s->sink, &rule_rule_unknown, at,
			"there is no rule '%.*s', did you mean '%s'?",
			STR_ARG(name), near);
	else
		diag_add(r->s->sink, &rule_rule_unknown, at,
			"there is no rule '%.*s'", STR_ARG(name));
	return false;
}

/* Ends the blocks of these rules; with no name, of all. */
static bool end_blocks(struct reader *r, struct str name, uint32_t line,
	bool foreign)
{
	bool any = false;

	for (size_t i = 0; i < r->ranges.n; i++) {
		struct range *range = &r->ranges.p[i];

		if (!range->open || range->foreign != foreign ||
			(name.n && !str_eq_nocase(range->rules, name)))
			continue;
		range->open = false;
		range->to = line;
		any = true;
	}
	return any;
}

/* Takes the comment away; with its line, if it is alone there. */
static void mend_by_removal(const struct reader *r, struct diag *d,
	struct span at)
{
	struct str bytes = r->source->bytes;
	size_t from = at.at, end = from + at.len;

	while (from > 0 &&
		(bytes.p[from - 1] == ' ' || bytes.p[from - 1] == '\t'))
		from--;
	if ((from == 0 || bytes.p[from - 1] == '\n') && end < bytes.n &&
		(bytes.p[end] == '\n' || bytes.p[end] == '\r')) {
		end += bytes.p[end] == '\r';
		end += end < bytes.n && bytes.p[end] == '\n';
	} else if (end < bytes.n && bytes.p[end] != '\n' &&
		   bytes.p[end] != '\r') {
		from = at.at; /* words on both sides stay apart */
	}
	diag_mend(r->s->sink, d, MEND_SAFE,
		(struct span){ at.file, (uint32_t)from,
			(uint32_t)(end - from) },
		S(""));
}

static struct diag *unused(struct reader *r, struct span at, const char *text)
{
	return diag_add(r->s->sink, &rule_suppression_unused, at, "%s", text);
}

static void add_enable(struct reader *r, struct span at, struct str rest)
{
	uint32_t line = source_line_at(r->source, at.at);
	bool named = false, ended = false;
	struct str word;

	while (next_word(&rest, &word) && !begins_reason(word)) {
		named = true;
		ended |= end_blocks(r, word, line, false);
	}
	if (!named)
		ended = end_blocks(r, S(""), line, false);
	if (!ended)
		mend_by_removal(r,
			unused(r, at,
				"nothing is disabled here that this could "
				"enable"),
			at);
}

static void set_lines(const struct reader *r, enum kind kind,
	struct range *range)
{
	size_t end = (size_t)range->at.at + range->at.len;
	uint32_t first = source_line_at(r->source, range->at.at);
	uint32_t last = source_line_at(r->source, end);

	range->from = kind == KIND_FILE   ? 0
		      : kind == KIND_NEXT ? last + 1
					  : first;
	range->to = kind == KIND_NEXT   ? last + 1
		    : kind == KIND_LINE ? last
					: UINT32_MAX;
	range->open = kind == KIND_BLOCK;
}

static void add_disable(struct reader *r, struct span at, enum kind kind,
	struct str rest)
{
	const struct policy *policy = &r->s->set->config.policy;
	struct range range = { .at = at, .reason = reason_in(rest) };
	bool named = false;

	set_lines(r, kind, &range);
	if (policy->needs_reason && range.reason.n == 0)
		unused(r, at,
			"the comment does not say why: put '-- ' and the "
			"reason behind the rules");
	while (next_word(&rest, &range.rules) && !begins_reason(range.rules)) {
		named = true;
		if (str_eq(range.rules, S("all")) && !policy->blanket) {
			unused(r, at,
				"'all' is no rule that a comment can "
				"disable; name the rules");
			continue;
		}
		if (r->ranges.n < MOST && is_known(r, at, range.rules))
			vec_push(r->s->sink->arena, &r->ranges, range);
	}
	range.rules = S("all");
	if (!named && policy->blanket)
		vec_push(r->s->sink->arena, &r->ranges, range);
	else if (!named)
		mend_by_removal(r,
			unused(r, at,
				"the comment names no rule, so it hides "
				"nothing"),
			at);
}

/* ---- markdownlint's ---------------------------------------------- */

/*
 * Its names are aliases of our rules; the others, and comments that hide
 * nothing of ours, are its own affair. Without a name it is all of them.
 */
static bool is_markdownlints(const struct rule *r)
{
	return r->aliases &&
	       str_find(str_of(r->aliases), 0, S("MD")) != STR_NONE;
}

static void add_foreign(struct reader *r, const struct range *like,
	struct str id)
{
	struct range range = *like;

	range.rules = id;
	if (r->ranges.n < MOST)
		vec_push(r->s->sink->arena, &r->ranges, range);
}

static void disable_foreign(struct reader *r, struct span at, enum kind kind,
	struct str rest)
{
	struct range range = { .at = at,
		.reason = S("a comment for markdownlint"),
		.foreign = true };
	bool named = false;
	struct str word;

	set_lines(r, kind, &range);
	while (next_word(&rest, &word)) {
		const struct rule *rule = rule_find(word);

		named = true;
		if (rule && is_markdownlints(rule))
			add_foreign(r, &range, str_of(rule->id));
	}
	for (size_t i = 0; i < rules_count && !named; i++)
		if (is_markdownlints(rules[i]))
			add_foreign(r, &range, str_of(rules[i]->id));
}

static void enable_foreign(struct reader *r, struct span at, struct str rest)
{
	uint32_t line = source_line_at(r->source, at.at);
	bool named = false;
	struct str word;

	while (next_word(&rest, &word)) {
		const struct rule *rule = rule_find(word);

		named = true;
		if (rule)
			end_blocks(r, str_of(rule->id), line, true);
	}
	if (!named)
		end_blocks(r, S(""), line, true);
}

/* ---- any --------------------------------------------------------- */

/* `text` is what the comment at `at` holds. */
static void read_comment(struct reader *r, struct span at, struct str text)
{
	const struct policy *policy = &r->s->set->config.policy;
	struct str word;
	enum kind kind;
	bool foreign;

	if (!next_word(&text, &word) || r->ranges.n >= MOST)
		return;
	foreign = str_starts(word, str_of(other));
	if (!foreign && !str_starts(word, str_of(own)))
		return;
	if (!kind_of(str_skip(word,
			     foreign ? sizeof(other) - 1 : sizeof(own) - 1),
		    &kind))
		return;
	if (!foreign && kind == KIND_ENABLE)
		add_enable(r, at, text);
	else if (!foreign)
		add_disable(r, at, kind, text);
	else if (!policy->no_markdownlint && kind == KIND_ENABLE)
		enable_foreign(r, at, text);
	else if (!policy->no_markdownlint)
		disable_foreign(r, at, kind, text);
	if (r->ranges.n >= MOST)
		unused(r, at,
			"the file has too many suppressions; those from "
			"here on hide nothing");
}

/* ---- where comments are ------------------------------------------ */

/* A block that its own text ends has a span without its last line. */
static struct span with_last_line(const struct reader *r, struct span block)
{
	size_t end = (size_t)block.at + block.len;
	uint32_t line = source_line_at(r->source, block.at);
	struct str last;

	if (block.len)
		line = source_line_at(r->source, end - 1) + 1;
	if (line > r->source->nlines)
		return block;
	last = source_line(r->source, line);
	end = (size_t)(last.p - r->source->bytes.p) + last.n;
	block.len = (uint32_t)(end - block.at);
	return block;
}

static void read_html(struct reader *r, struct span in)
{
	struct str bytes = str_sub(r->source->bytes, 0, (size_t)in.at + in.len);
	size_t at = in.at;

	while ((at = str_find(bytes, at, S("<!--"))) != STR_NONE) {
		size_t end = str_find(bytes, at + 4, S("-->"));

		if (end == STR_NONE)
			return;
		read_comment(r,
			(struct span){ in.file, (uint32_t)at,
				(uint32_t)(end + 3 - at) },
			str_sub(bytes, at + 4, end));
		at = end + 3;
	}
}

static void read_tree(struct reader *r, const struct tree *t)
{
	for (const struct node *n = t->root; n;
		n = node_walk(t->root, n, n->kind == NODE_HTML_BLOCK))
		if (n->kind == NODE_HTML)
			read_html(r, n->at);
		else if (n->kind == NODE_HTML_BLOCK)
			read_html(r, with_last_line(r, n->at));
}

/* A '#' that begins a comment: first in its line, or behind a space. */
static void read_yaml_line(struct reader *r, struct str line)
{
	size_t hash = str_find(line, 0, S("# diglot-"));
	size_t at = (size_t)(line.p - r->source->bytes.p) + hash;

	if (hash == STR_NONE || (hash > 0 && !char_is_space(line.p[hash - 1])))
		return;
	read_comment(r,
		(struct span){ r->source->id, (uint32_t)at,
			(uint32_t)(line.n - hash) },
		str_skip(line, hash + 1));
}

static void read_yaml(struct reader *r, struct str yaml)
{
	struct str line;

	while (str_cut(&yaml, '\n', &line))
		read_yaml_line(r, str_trim_right(line));
}

static void read_file(struct reader *r, uint32_t file)
{
	const struct docset *set = r->s->set;
	const struct page *p = set->pages[file];
	struct str path = set->files.p[file].path;

	if (p && p->tree[0]) {
		if (p->front.present)
			read_yaml(r, p->front.yaml);
		read_tree(r, p->tree[0]);
	} else if (str_ends_nocase(path, S(".yml")) ||
		   str_ends_nocase(path, S(".yaml"))) {
		read_yaml(r, r->source->bytes);
	}
}

/* ---- onto findings ----------------------------------------------- */

static void mark(const struct reader *r, struct diag *d)
{
	uint32_t line = source_line_at(r->source, d->at.at);

	for (size_t i = 0; i < r->ranges.n; i++) {
		struct range *range = &r->ranges.p[i];

		if (line < range->from || line > range->to ||
			!rule_matches(d->rule, range->rules))
			continue;
		range->used = true;
		d->hidden = HIDDEN_COMMENT;
		d->reason = range->reason;
	}
}

/* Could the range have met a finding, had there been one? */
static bool could_match(const struct suppress *s, const struct range *range)
{
	bool any = false;

	for (size_t i = 0; i < rules_count; i++) {
		if (!rule_matches(rules[i], range->rules))
			continue;
		if (levels_any(s->levels, i))
			any = true;
		else if (s->narrow)
			return false;
	}
	return any;
}

static bool is_unused(const struct reader *r, const struct range *range)
{
	return !range->used && !range->foreign && could_match(r->s, range);
}

/* Ranges [i, end) are of one comment. */
static size_t end_of_comment(const struct reader *r, size_t i)
{
	uint32_t at = r->ranges.p[i].at.at;

	while (i < r->ranges.n && r->ranges.p[i].at.at == at)
		i++;
	return i;
}

/* Of a comment that hides something for one of its rules a person has to
 * take the others out. */
static void report_unused(const struct reader *r)
{
	for (size_t i = 0, end; i < r->ranges.n; i = end) {
		struct diag *first = NULL;
		size_t n = 0;

		end = end_of_comment(r, i);
		for (size_t k = i; k < end; k++) {
			const struct range *range = &r->ranges.p[k];
			struct diag *d;

			if (!is_unused(r, range))
				continue;
			d = diag_add(r->s->sink, &rule_suppression_unused,
				range->at,
				"there is no '%.*s' for this to hide",
				STR_ARG(range->rules));
			first = first ? first : d;
			n++;
		}
		if (first && n == end - i)
			mend_by_removal(r, first, r->ranges.p[i].at);
	}
}

bool suppress_may_be_in(struct str bytes)
{
	return str_find(bytes, 0, str_of(own)) != STR_NONE ||
	       str_find(bytes, 0, str_of(other)) != STR_NONE;
}

static void mark_file(const struct suppress *s, uint32_t file,
	struct diag *const *p, size_t n)
{
	struct reader r = { .s = s, .source = s->set->sources[file] };

	if (!r.source || (s->plain && s->plain[file]) ||
		!suppress_may_be_in(r.source->bytes))
		return;
	if (!r.source->lines)
		source_index(s->set->arena, r.source);
	read_file(&r, file);
	for (size_t i = 0; i < n; i++)
		mark(&r, p[i]);
	if (!s->partial)
		report_unused(&r);
}

void suppress_mark(const struct suppress *s, struct diag *const *p, size_t n)
{
	size_t files = s->set->files.n;
	size_t *from = arena_array(s->sink->arena, size_t, files + 1);
	size_t *count = arena_array(s->sink->arena, size_t, files + 1);

	for (size_t i = 0; i < n; i++) {
		uint32_t file = p[i]->at.file;

		if (file < files && count[file]++ == 0)
			from[file] = i;
	}
	for (size_t i = 0; i < files; i++)
		if (s->set->files.p[i].origin == FILE_OWN)
			mark_file(s, (uint32_t)i, p + from[i], count[i]);
}

void suppress_split(struct arena *a, struct diag **p, size_t *n,
	struct findings *out)
{
	size_t left = 0;

	out->hidden = arena_array(a, struct diag *, *n + 1);
	for (size_t i = 0; i < *n; i++) {
		if (p[i]->hidden == HIDDEN_NOT)
			p[left++] = p[i];
		else
			out->hidden[out->nhidden++] = p[i];
	}
	*n = left;
}
