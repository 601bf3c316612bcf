/*
 * libyaml's events to values. Each event is used and deleted at once; depth,
 * aliases and their expansion are bounded while it happens, so that libyaml
 * never gets as far as its quadratic cases. Marks count code points: they
 * are turned into byte offsets by a table with a step for every 64 of them.
 */
#include "format/yaml.h"

#include <yaml.h>

#include "base/map.h"
#include "base/utf8.h"
#include "format/yaml_scalar.h"
#include "format/yaml_trouble.h"

#define MAX_DEPTH 64
#define MAX_EVENTS 200000
#define MAX_EXPANDED 10000
#define MAX_DUPLICATES 100
#define MAX_DIRECTIVES 100
#define STEP 64

struct anchor {
	struct value *value; /* NULL until its end is read */
	size_t nodes;        /* values in it, aliases expanded */
	size_t height;       /* levels below it, aliases expanded */
};

struct composer {
	struct arena *arena;
	struct str text;
	uint32_t file, base;
	struct sink *sink;
	yaml_parser_t parser;
	yaml_event_t event; /* the current one */
	size_t events;
	uint32_t *steps; /* offset of each STEPth code point */
	size_t nsteps;
	struct map anchors;
	size_t nodes, expanded, duplicates;
	size_t deepest;   /* level reached since the innermost anchor began */
	struct span last; /* of the node that was read last */
};

static void count_steps(struct composer *c)
{
	size_t count = 0;

	c->steps = arena_array(c->arena, uint32_t, c->text.n / STEP + 1);
	for (size_t i = 0; i < c->text.n; i++) {
		if (((unsigned char)c->text.p[i] & 0xC0) == 0x80)
			continue;
		if (count++ % STEP == 0)
			c->steps[c->nsteps++] = (uint32_t)i;
	}
}

/* The byte offset of a code point in the text. */
static size_t offset(const struct composer *c, size_t index)
{
	if (index / STEP >= c->nsteps)
		return c->text.n;
	size_t at = c->steps[index / STEP];
	for (size_t i = index % STEP; i > 0 && at < c->text.n; i--)
		utf8_next(c->text, &at);
	return at;
}

static struct span span_of(const struct composer *c, size_t from, size_t to)
{
	if (to < from)
		to = from;
	return (struct span){ c->file, c->base + (uint32_t)from,
		(uint32_t)(to - from) };
}

/* The character at an offset. */
static struct span span_at(const struct composer *c, size_t at)
{
	size_t end = at;

	if (at < c->text.n)
		utf8_next(c->text, &end);
	return span_of(c, at, end);
}

static struct span event_span(const struct composer *c)
{
	return span_of(c, offset(c, c->event.start_mark.index),
		offset(c, c->event.end_mark.index));
}

/* Quotes for the value of the line `key: a: b` in which YAML gave up. */
static void mend_value(struct composer *c, struct diag *d, size_t at)
{
	size_t from = at < c->text.n ? at : c->text.n, end, colon;
	struct str line, value;
	char quote;

	while (from > 0 && c->text.p[from - 1] != '\n')
		from--;
	end = str_find_byte(c->text, from, '\n');
	line = str_trim_right(
		str_sub(c->text, from, end == STR_NONE ? c->text.n : end));
	colon = str_find(line, 0, S(": "));
	value = colon == STR_NONE ? S("") : str_trim(str_skip(line, colon + 2));
	if (!yaml_wants_quotes(value) || str_find_byte(line, 0, '"') < colon ||
		str_find_byte(line, 0, '\'') < colon ||
		str_find_byte(value, 0, '\\') != STR_NONE)
		return;
	quote = str_find_byte(value, 0, '"') == STR_NONE ? '"' : '\'';
	if (str_find_byte(value, 0, quote) != STR_NONE)
		return;
	from = (size_t)(value.p - c->text.p);
	diag_mend(c->sink, d, MEND_SAFE, span_of(c, from, from + value.n),
		str_printf(c->sink->arena, "%c%.*s%c", quote, STR_ARG(value),
			quote));
}

static void report_trouble(struct composer *c)
{
	const yaml_parser_t *p = &c->parser;
	struct yaml_trouble t = { .problem = p->problem,
		.context = p->context,
		.at = offset(c, p->problem_mark.index),
		.context_at = offset(c, p->context_mark.index) };

	if (p->error == YAML_MEMORY_ERROR)
		arena_exhausted();
	if (p->error == YAML_READER_ERROR) {
		t.at = p->problem_offset;
		struct diag *d = diag_add(c->sink, &rule_yaml_syntax,
			span_at(c, t.at),
			"the character U+%04X is not allowed in YAML",
			(unsigned)p->problem_value);
		d->hint = S("delete it, or write an escape in double quotes");
		return;
	}
	yaml_explain(c->sink->arena, c->text, &t);
	struct diag *d = diag_add(c->sink, &rule_yaml_syntax, span_at(c, t.at),
		"%.*s", STR_ARG(t.message));
	d->hint = t.hint;
	mend_value(c, d, t.at);
}

/* Goes on to the next event; false if there is none that can be used. */
static bool advance(struct composer *c)
{
	yaml_event_delete(&c->event);
	if (!yaml_parser_parse(&c->parser, &c->event)) {
		report_trouble(c);
		return false;
	}
	if (++c->events <= MAX_EVENTS)
		return true;
	diag_add(c->sink, &rule_yaml_syntax, event_span(c),
		"there are more than %d values", MAX_EVENTS);
	return false;
}

static struct str event_text(const yaml_char_t *s)
{
	return str_of((const char *)s);
}

static struct str anchor_name(const yaml_event_t *e)
{
	switch (e->type) {
	case YAML_ALIAS_EVENT:
		return event_text(e->data.alias.anchor);
	case YAML_SCALAR_EVENT:
		return event_text(e->data.scalar.anchor);
	case YAML_SEQUENCE_START_EVENT:
		return event_text(e->data.sequence_start.anchor);
	case YAML_MAPPING_START_EVENT:
		return event_text(e->data.mapping_start.anchor);
	default:
		return S("");
	}
}

static struct str tag_name(const yaml_event_t *e)
{
	switch (e->type) {
	case YAML_SCALAR_EVENT:
		return event_text(e->data.scalar.tag);
	case YAML_SEQUENCE_START_EVENT:
		return event_text(e->data.sequence_start.tag);
	case YAML_MAPPING_START_EVENT:
		return event_text(e->data.mapping_start.tag);
	default:
		return S("");
	}
}

static size_t line_end(struct str s, size_t i)
{
	while (i < s.n && s.p[i] != '\n' && s.p[i] != '\r')
		i++;
	return i;
}

static bool in_name(char c)
{
	return char_is_alnum(c) || c == '_' || c == '-';
}

/* Offset behind the anchor or tag at i, and the space and comments after. */
static size_t skip_property(struct str s, size_t i)
{
	bool anchor = s.p[i] == '&';

	for (i++; i < s.n && !char_is_space(s.p[i]); i++)
		if (anchor && !in_name(s.p[i]))
			return i;
	while (i < s.n && (char_is_space(s.p[i]) || s.p[i] == '#')) {
		if (s.p[i] == '#')
			i = line_end(s, i);
		else
			i++;
	}
	return i;
}

/* Where the value of the event begins, behind its anchor and tag. */
static size_t value_start(const struct composer *c)
{
	size_t at = offset(c, c->event.start_mark.index);
	size_t end = offset(c, c->event.end_mark.index);
	int parts = (anchor_name(&c->event).n > 0) +
		    (tag_name(&c->event).n > 0);
	struct str s = c->text;

	while (parts-- > 0 && at < s.n && (s.p[at] == '&' || s.p[at] == '!'))
		at = skip_property(s, at);
	/* nothing but an anchor or a tag */
	if (c->event.type == YAML_SCALAR_EVENT && at > end)
		return end;
	return at;
}

/* What a tag of the core schema asks for; false if it is another tag. */
static bool tag_kind(struct str tag, enum value_kind *kind)
{
	static const struct {
		struct str tag;
		enum value_kind kind;
	} tags[] = {
		{ S_INIT(YAML_STR_TAG), VALUE_TEXT },
		{ S_INIT(YAML_NULL_TAG), VALUE_NULL },
		{ S_INIT(YAML_BOOL_TAG), VALUE_BOOL },
		{ S_INIT(YAML_INT_TAG), VALUE_NUMBER },
		{ S_INIT(YAML_FLOAT_TAG), VALUE_NUMBER },
		{ S_INIT(YAML_SEQ_TAG), VALUE_LIST },
		{ S_INIT(YAML_MAP_TAG), VALUE_MAP },
	};

	for (size_t i = 0; i < sizeof(tags) / sizeof(*tags); i++) {
		if (str_eq(tags[i].tag, tag)) {
			*kind = tags[i].kind;
			return true;
		}
	}
	return false;
}

/* True if the node of the current event may have its tag and be of the kind;
 * "!" says only that plain text is text. */
static bool check_tag(struct composer *c, enum value_kind kind)
{
	struct str tag = tag_name(&c->event);
	enum value_kind wanted;

	if (tag.n == 0 || str_eq(tag, S("!")))
		return true;
	if (!tag_kind(tag, &wanted)) {
		struct diag *d = diag_add(c->sink, &rule_yaml_syntax,
			event_span(c), "the tag '%.*s' is not supported",
			STR_ARG(tag));
		d->hint = S("a value that begins with '!' needs quotes");
		return false;
	}
	if (wanted == kind)
		return true;
	diag_add(c->sink, &rule_yaml_syntax, event_span(c),
		"the value does not fit its tag '%.*s'", STR_ARG(tag));
	return false;
}

static struct value *compose(struct composer *c, size_t depth);

static struct value *compose_scalar(struct composer *c)
{
	const yaml_event_t *e = &c->event;
	struct str tag = tag_name(e);
	const char *bytes = (const char *)e->data.scalar.value;
	struct str text = str_dup(c->arena,
		str_make(bytes, e->data.scalar.length));
	bool plain = e->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
	enum value_kind kind;
	struct value *v;

	if (tag.n ? tag_kind(tag, &kind) && kind != VALUE_TEXT : plain)
		v = yaml_scalar(c->arena, text);
	else
		v = value_text(c->arena, text);
	if (!check_tag(c, v->kind))
		return NULL;
	c->last = span_of(c, value_start(c), offset(c, e->end_mark.index));
	v->at = c->last;
	return v;
}

/* Sets the span of a list or map; its last event is the current one. */
static void close_span(struct composer *c, struct value *v, size_t from,
	bool flow)
{
	size_t end = flow ? offset(c, c->event.end_mark.index)
			  : c->last.at - c->base + c->last.len;

	c->last = v->at = span_of(c, from, end);
}

static struct value *compose_list(struct composer *c, size_t depth)
{
	bool flow = c->event.data.sequence_start.style ==
		    YAML_FLOW_SEQUENCE_STYLE;
	size_t from = value_start(c);
	struct value *list = value_list(c->arena);

	if (!check_tag(c, VALUE_LIST))
		return NULL;
	while (advance(c)) {
		if (c->event.type == YAML_SEQUENCE_END_EVENT) {
			close_span(c, list, from, flow);
			return list;
		}
		struct value *item = compose(c, depth + 1);
		if (!item)
			return NULL;
		value_add(c->arena, list, item);
	}
	return NULL;
}

static bool is_merge_key(const yaml_event_t *e)
{
	return e->type == YAML_SCALAR_EVENT &&
	       e->data.scalar.style == YAML_PLAIN_SCALAR_STYLE &&
	       str_eq(event_text(e->data.scalar.value), S("<<"));
}

static struct value *compose_key(struct composer *c, size_t depth)
{
	if (is_merge_key(&c->event)) {
		struct diag *d = diag_add(c->sink, &rule_yaml_syntax,
			event_span(c), "merge keys ('<<') are not supported");
		d->hint = S("write the keys out");
		return NULL;
	}
	struct value *key = compose(c, depth);
	if (!key || (key->kind != VALUE_LIST && key->kind != VALUE_MAP))
		return key;
	struct diag *d = diag_add(c->sink, &rule_yaml_syntax, c->last,
		"%s cannot be a key", value_kind_name(key));
	d->hint = S("quote the whole value if this belongs to its text");
	return NULL;
}

/* The first one counts, and the text can still be read; a text with many of
 * them is none that somebody wrote. */
static bool report_duplicate(struct composer *c, struct str key, struct span at)
{
	if (++c->duplicates > MAX_DUPLICATES) {
		diag_add(c->sink, &rule_yaml_syntax, at,
			"more than %d keys stand here twice", MAX_DUPLICATES);
		return false;
	}
	diag_add(c->sink, &rule_yaml_duplicate_key, at,
		"the key '%.*s' stands here again; the first one counts",
		STR_ARG(key));
	return true;
}

/* Reads the key of the current event and its value. */
static bool compose_member(struct composer *c, struct value *map,
	struct map *seen, size_t depth)
{
	struct value *key = compose_key(c, depth);
	struct span key_at = c->last;

	if (!key || !advance(c))
		return false;
	struct value *item = compose(c, depth);
	if (!item)
		return false;
	if (map_has(seen, key->text))
		return report_duplicate(c, key->text, key_at);
	map_put(c->arena, seen, key->text, item);
	value_append(c->arena, map, key->text, key_at, item);
	return true;
}

static struct value *compose_map(struct composer *c, size_t depth)
{
	bool flow = c->event.data.mapping_start.style ==
		    YAML_FLOW_MAPPING_STYLE;
	size_t from = value_start(c);
	struct value *map = value_map(c->arena);
	struct map seen = { 0 };

	if (!check_tag(c, VALUE_MAP))
		return NULL;
	while (advance(c)) {
		if (c->event.type == YAML_MAPPING_END_EVENT) {
			close_span(c, map, from, flow);
			return map;
		}
		if (!compose_member(c, map, &seen, depth + 1))
			return NULL;
	}
	return NULL;
}

static struct value *too_deep(struct composer *c)
{
	diag_add(c->sink, &rule_yaml_syntax, event_span(c),
		"lists and maps are nested more than %d deep", MAX_DEPTH);
	return NULL;
}

/* The value that an alias stands for: shared, but counted as a copy. */
static struct value *compose_alias(struct composer *c, size_t depth)
{
	struct str name = anchor_name(&c->event);
	const struct anchor *anchor = map_get(&c->anchors, name);

	c->last = event_span(c);
	if (!anchor) {
		struct diag *d = diag_add(c->sink, &rule_yaml_syntax, c->last,
			"'*%.*s' refers to nothing", STR_ARG(name));
		d->hint = S("a value that begins with '*' needs quotes");
		return NULL;
	}
	if (!anchor->value) {
		diag_add(c->sink, &rule_yaml_syntax, c->last,
			"'*%.*s' refers to what it stands in", STR_ARG(name));
		return NULL;
	}
	if (depth + anchor->height > MAX_DEPTH)
		return too_deep(c);
	if (depth + anchor->height > c->deepest)
		c->deepest = depth + anchor->height;
	c->nodes += anchor->nodes;
	c->expanded += anchor->nodes;
	if (c->expanded <= MAX_EXPANDED)
		return anchor->value;
	diag_add(c->sink, &rule_yaml_syntax, c->last,
		"the aliases stand for more than %d values", MAX_EXPANDED);
	return NULL;
}

/* The anchor of the current event, from now on known; NULL if it has none. */
static struct anchor *open_anchor(struct composer *c)
{
	struct str name = anchor_name(&c->event);

	if (name.n == 0)
		return NULL;
	struct anchor *anchor = arena_new(c->arena, struct anchor);
	map_put(c->arena, &c->anchors, str_dup(c->arena, name), anchor);
	return anchor;
}

/* Reads the node that begins with the current event, up to its last event.
 * NULL: the sink has the finding. */
static struct value *compose(struct composer *c, size_t depth)
{
	size_t deepest = c->deepest, nodes = c->nodes;
	struct value *v;

	if (depth > MAX_DEPTH)
		return too_deep(c);
	if (c->event.type == YAML_ALIAS_EVENT)
		return compose_alias(c, depth);
	struct anchor *anchor = open_anchor(c);
	c->deepest = depth;
	c->nodes++;
	if (c->event.type == YAML_SEQUENCE_START_EVENT)
		v = compose_list(c, depth);
	else if (c->event.type == YAML_MAPPING_START_EVENT)
		v = compose_map(c, depth);
	else
		v = compose_scalar(c);
	if (anchor) {
		anchor->value = v;
		anchor->nodes = c->nodes - nodes;
		anchor->height = c->deepest - depth;
	}
	if (c->deepest < deepest)
		c->deepest = deepest;
	return v;
}

static bool second_document(struct composer *c)
{
	struct diag *d = diag_add(c->sink, &rule_yaml_syntax, event_span(c),
		"a second document begins here");
	d->hint = S("keep one document, and quote '---' where it is text");
	return false;
}

/* Reads the end of the document and sees that nothing follows. */
static bool close_document(struct composer *c)
{
	if (!advance(c))
		return false;
	if (!c->event.data.document_end.implicit) {
		struct diag *d = diag_add(c->sink, &rule_yaml_syntax,
			event_span(c), "'...' ends the document here");
		d->hint = S("take it out");
		return false;
	}
	return advance(c) &&
	       (c->event.type == YAML_STREAM_END_EVENT || second_document(c));
}

static struct value *compose_document(struct composer *c)
{
	if (!advance(c) || !advance(c))
		return NULL;
	if (c->event.type == YAML_STREAM_END_EVENT) {
		struct value *empty = value_null(c->arena);
		empty->at = span_of(c, 0, 0);
		return empty;
	}
	if (!advance(c))
		return NULL;
	struct value *root = compose(c, 0);
	return root && close_document(c) ? root : NULL;
}

/* libyaml compares each %TAG directive with all before it. */
static bool check_directives(struct composer *c)
{
	size_t at = 0, count = 0;

	while ((at = str_find(c->text, at, S("%TAG"))) != STR_NONE) {
		if (++count > MAX_DIRECTIVES) {
			diag_add(c->sink, &rule_yaml_syntax, span_at(c, at),
				"there are more than %d %%TAG directives",
				MAX_DIRECTIVES);
			return false;
		}
		at += 4;
	}
	return true;
}

static bool check_utf8(struct composer *c)
{
	size_t bad;

	if (utf8_valid(c->text, &bad))
		return true;
	struct diag *d = diag_add(c->sink, &rule_yaml_syntax,
		span_of(c, bad, bad + 1), "not UTF-8: the byte 0x%02X",
		(unsigned)(unsigned char)c->text.p[bad]);
	d->hint = S("save the file as UTF-8");
	return false;
}

struct value *yaml_parse(struct arena *a, struct str text, uint32_t file,
	uint32_t base, struct sink *sink)
{
	struct composer c = { .arena = a,
		.text = text,
		.file = file,
		.base = base,
		.sink = sink };

	if (str_starts(text, S("\xEF\xBB\xBF"))) {
		c.text = str_skip(text, 3);
		c.base += 3;
	}
	if (!check_utf8(&c) || !check_directives(&c))
		return NULL;
	if (!yaml_parser_initialize(&c.parser)) {
		arena_exhausted();
		return NULL;
	}
	count_steps(&c);
	yaml_parser_set_encoding(&c.parser, YAML_UTF8_ENCODING);
	yaml_parser_set_input_string(&c.parser,
		(const unsigned char *)(c.text.n ? c.text.p : ""), c.text.n);
	struct value *root = compose_document(&c);
	yaml_event_delete(&c.event);
	yaml_parser_delete(&c.parser);
	return root;
}
