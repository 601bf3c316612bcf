/*
 * toc.yml and toc.json: a list of entries, or a map with `items`. Keys are
 * found in any case, since real files have `hreF` and `displayname`.
 */
#include "set/tocread.h"

#include "format/json.h"
#include "format/yaml.h"
#include "set/toc.h"

const struct rule rule_toc_syntax = {
	.id = "DG801",
	.name = "toc-syntax-error",
	.level = LEVEL_ERROR,
	.title = "a table of contents cannot be read as it is written",
	.why = "entries are missing from the navigation or stand in the wrong "
	       "place",
	.fix = "write one heading with one link or text in a line, each level "
	       "one '#' deeper, or a list of entries with name and href",
	.aliases = "invalid-toc-syntax invalid-toc-level EmptyTocItemName",
};

bool toc_node_add(struct arena *a, struct toc_nodes *nodes,
	struct toc_node node, struct sink *sink)
{
	if (nodes->list.n == TOC_MAX_ENTRIES) {
		diag_add(sink, &rule_toc_syntax, node.at,
			"more than %d entries, the rest is left out",
			TOC_MAX_ENTRIES);
		return false;
	}
	node.end = (uint32_t)nodes->list.n + 1;
	vec_push(a, &nodes->list, node);
	return true;
}

void toc_node_unnamed(const struct toc_node *node, struct sink *sink)
{
	if (node->name.n > 0 || node->uid.n > 0)
		return;
	diag_add(sink, &rule_toc_syntax, node->at, "the entry has no name")
		->code = "missing-attribute";
}

struct reader {
	struct arena *arena;
	struct sink *sink;
	struct toc_nodes *out;
};

static struct str text_of(const struct value *entry, const char *key)
{
	return str_trim(value_as_text(value_get_nocase(entry, str_of(key))));
}

static struct span place_of(const struct value *entry)
{
	static const char *const keys[] = { "href", "topicHref", "tocHref",
		"uid", "name" };

	for (size_t i = 0; i < sizeof(keys) / sizeof(*keys); i++) {
		const struct value *v = value_get_nocase(entry,
			str_of(keys[i]));

		if (v && v->at.len > 0)
			return v->at;
	}
	return entry->at;
}

static struct toc_node node_of(const struct value *entry, uint32_t depth)
{
	struct toc_node node = {
		.name = text_of(entry, "name"),
		.href = text_of(entry, "href"),
		.toc_href = text_of(entry, "tocHref"),
		.topic_href = text_of(entry, "topicHref"),
		.homepage = text_of(entry, "homepage"),
		.uid = text_of(entry, "uid"),
		.at = place_of(entry),
		.data = entry,
		.expanded = value_is_true(
			value_get_nocase(entry, S("expanded"))),
		.depth = depth,
	};

	if (node.name.n == 0)
		node.name = text_of(entry, "title");
	if (node.uid.n == 0)
		node.uid = text_of(entry, "topicUid");
	return node;
}

/* False when no more entries are taken. Recursion ends at the depth cap. */
static bool read_items(struct reader *r, const struct value *items,
	uint32_t depth)
{
	if (!items || items->kind == VALUE_NULL)
		return true;
	if (items->kind != VALUE_LIST || depth == TOC_MAX_DEPTH) {
		diag_add(r->sink, &rule_toc_syntax, items->at,
			depth == TOC_MAX_DEPTH
				? "entries nest deeper than 32, these are left "
				  "out"
				: "the entries must be a list");
		return true;
	}
	for (size_t i = 0; i < items->n; i++) {
		const struct value *entry = items->items[i];
		struct toc_node node = node_of(entry, depth);
		size_t at = r->out->list.n;
		bool more;

		if (entry->kind != VALUE_MAP) {
			diag_add(r->sink, &rule_toc_syntax, entry->at,
				"the entry is %s, must be a map",
				value_kind_name(entry));
			continue;
		}
		if (!toc_node_add(r->arena, r->out, node, r->sink))
			return false;
		toc_node_unnamed(&node, r->sink);
		more = read_items(r, value_get_nocase(entry, S("items")),
			depth + 1);
		r->out->list.p[at].end = (uint32_t)r->out->list.n;
		if (!more)
			return false;
	}
	return true;
}

void toc_read_data(struct arena *a, const struct source *source,
	struct sink *sink, struct toc_nodes *out)
{
	struct reader r = { .arena = a, .sink = sink, .out = out };
	struct value *v;

	if (str_ends_nocase(source->path, S(".json")))
		v = json_parse(a, source->bytes, source->id, sink);
	else
		v = yaml_parse(a, source->bytes, source->id, 0, sink);
	if (v && v->kind == VALUE_MAP) {
		out->meta = value_get(v, S("metadata"));
		read_items(&r, value_get_nocase(v, S("items")), 0);
	} else if (v) {
		read_items(&r, v, 0);
	}
}
