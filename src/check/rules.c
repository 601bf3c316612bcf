/*
 * The one table of rules. To add a rule:
 *
 *   1. write its `const struct rule rule_x` beside the code that reports it
 *      and declare it in that module's header (families of this folder: in
 *      family.h); ids are never used again, so take a new one;
 *   2. report it with diag_add, at the smallest span that shows the fault;
 *   3. list it here, in the order of ids.
 *
 * Levels in configurations, --select, explain and the manual's rule pages
 * all come from this table.
 */
#include "check/rules.h"

#include <assert.h>
#include <string.h>

#include "base/groups.h"
#include "check/check.h"
#include "check/family.h"
#include "check/pairs.h"
#include "check/suppress.h"
#include "format/exchange.h"
#include "format/json.h"
#include "format/template.h"
#include "format/yaml.h"
#include "mark/ext/ext.h"
#include "mark/ext/image.h"
#include "mark/pairs.h"
#include "set/config.h"
#include "set/files.h"
#include "set/redirects.h"
#include "set/strings.h"
#include "set/toc.h"
#include "set/uid.h"

const struct rule *const rules[] = {
	&rule_config_invalid,
	&rule_json_not_strict,
	&rule_rule_unknown,
	&rule_suppression_unused,
	&rule_encoding,
	&rule_invisible,
	&rule_merge_conflict,
	&rule_output_conflict,
	&rule_limit_reached,
	&rule_json_syntax,
	&rule_template_syntax,
	&rule_unreadable,
	&rule_limit_exceeded,
	&rule_page_failed,
	&rule_theme,
	&rule_mime_unknown,
	&rule_path_too_deep,
	&rule_custom_404,
	&rule_theme_no_effect,
	&rule_string_missing,
	&rule_yaml_syntax,
	&rule_yaml_not_object,
	&rule_yaml_duplicate_key,
	&rule_yaml_header_missing,
	&rule_title_missing,
	&rule_description_missing,
	&rule_metadata_missing,
	&rule_date_invalid,
	&rule_date_stale,
	&rule_title_length,
	&rule_description_length,
	&rule_duplicate_title,
	&rule_duplicate_description,
	&rule_metadata_invalid,
	&rule_metadata_reserved,
	&rule_title_markup,
	&rule_h1_missing,
	&rule_multiple_h1s,
	&rule_h1_not_first,
	&rule_heading_skipped,
	&rule_heading_empty,
	&rule_heading_no_content,
	&rule_heading_duplicate,
	&rule_duplicate_h1,
	&rule_heading_space,
	&rule_heading_underlined,
	&rule_heading_punctuation,
	&rule_emphasis_heading,
	&rule_heading_long,
	&rule_h1_misplaced,
	&rule_duplicate_anchor,
	&rule_heading_disallowed,
	&rule_file_not_found,
	&rule_fallback_unresolved,
	&rule_file_name_case,
	&rule_bookmark_not_found,
	&rule_link_text_missing,
	&rule_link_target_missing,
	&rule_link_syntax,
	&rule_link_backslash,
	&rule_local_file_path,
	&rule_link_scope,
	&rule_unsafe_scheme,
	&rule_site_link,
	&rule_hard_coded_locale,
	&rule_insecure_link,
	&rule_link_moved,
	&rule_link_vague,
	&rule_link_spaces,
	&rule_link_text_url,
	&rule_bare_url,
	&rule_html_link,
	&rule_xref_not_found,
	&rule_reference_undefined,
	&rule_duplicate_uid,
	&rule_preserve_view,
	&rule_alt_text_missing,
	&rule_alt_text_bad,
	&rule_alt_text_length,
	&rule_alt_text_short,
	&rule_alt_text_twice,
	&rule_external_image,
	&rule_image_attribute,
	&rule_image_description,
	&rule_icon_alt,
	&rule_image_inline,
	&rule_html_image,
	&rule_image_unused,
	&rule_include_not_found,
	&rule_circular_reference,
	&rule_include_syntax,
	&rule_include_nested,
	&rule_include_unused,
	&rule_alert_unknown,
	&rule_alert_case,
	&rule_alert_detached,
	&rule_alert_empty,
	&rule_alert_text,
	&rule_alert_adjacent,
	&rule_alert_by_hand,
	&rule_block_unclosed,
	&rule_block_unknown,
	&rule_zone_invalid,
	&rule_moniker_invalid,
	&rule_tabs_invalid,
	&rule_snippet_not_found,
	&rule_div_content,
	&rule_pivot_invalid,
	&rule_tabs_used,
	&rule_diagram,
	&rule_list_letter,
	&rule_list_interrupted,
	&rule_list_number,
	&rule_list_bullet,
	&rule_single_step,
	&rule_many_steps,
	&rule_item_empty,
	&rule_table_extra,
	&rule_table_few,
	&rule_table_no_header,
	&rule_table_header_empty,
	&rule_table_no_rows,
	&rule_code_unclosed,
	&rule_code_no_language,
	&rule_code_language,
	&rule_code_indented,
	&rule_html_placeholder,
	&rule_disallowed_tag,
	&rule_disallowed_attribute,
	&rule_html_unbalanced,
	&rule_html_obsolete,
	&rule_disallowed_domain,
	&rule_autoplay,
	&rule_toc_syntax,
	&rule_toc_file_not_found,
	&rule_toc_missing,
	&rule_toc_duplicated,
	&rule_toc_deprecated,
	&rule_redirect_syntax,
	&rule_redirect_conflict,
	&rule_redirect_circular,
	&rule_redirect_chain,
	&rule_redirect_target,
	&rule_redirect_remains,
	&rule_pair_unbalanced,
	&rule_pair_incomplete,
	&rule_pair_duplicate,
	&rule_pair_link,
	&rule_pair_code,
	&rule_pair_emphasis,
	&rule_pair_number,
	&rule_pair_same,
	&rule_pair_length,
	&rule_markup_glued,
	&rule_emphasis_broken,
	&rule_locale_metadata,
	&rule_pair_misaligned,
	&rule_pair_empty,
	&rule_pair_language,
	&rule_pair_script,
	&rule_pair_common,
	&rule_pair_token,
	&rule_pair_bracket,
	&rule_pair_quote,
	&rule_pair_ending,
	&rule_french_spacing,
	&rule_meta_untranslated,
	&rule_pair_stale,
	&rule_pair_unrelated,
	&rule_exchange_unreadable,
	&rule_exchange_invalid,
	&rule_exchange_source_changed,
	&rule_exchange_pair_unknown,
	&rule_exchange_text_unsafe,
	&rule_term,
	&rule_sensitive,
	&rule_smart_signs,
	&rule_repeated_word,
	&rule_white_space,
	NULL,
};

const size_t rules_count = sizeof(rules) / sizeof(*rules) - 1;

static bool has_alias(const struct rule *r, struct str word)
{
	struct str rest = str_of(r->aliases ? r->aliases : ""), item;

	while (word.n && str_cut(&rest, ' ', &item))
		if (str_eq_nocase(item, word))
			return true;
	return false;
}

const struct rule *rule_find(struct str word)
{
	for (size_t i = 0; i < rules_count; i++)
		if (str_eq_nocase(word, str_of(rules[i]->id)) ||
			str_eq(word, str_of(rules[i]->name)))
			return rules[i];
	for (size_t i = 0; i < rules_count; i++)
		if (has_alias(rules[i], word))
			return rules[i];
	return NULL;
}

void *rule_in_map(const struct map *m, const struct rule *r)
{
	void *found = map_get(m, str_of(r->id));

	if (!found)
		found = map_get(m, str_of(r->name));
	for (size_t i = 0; !found && i < m->n; i++)
		if (rule_find(m->items[i].key) == r)
			found = m->items[i].value;
	return found;
}

static const struct value *setting(const struct config *c, const struct rule *r,
	const char *name)
{
	return value_get(rule_in_map(&c->options, r), str_of(name));
}

double rule_number(const struct config *c, const struct rule *r,
	const char *name)
{
	const struct value *v = setting(c, r, name);
	const struct rule_option *o = r->options;

	if (v && v->kind == VALUE_NUMBER)
		return v->number;
	if (v && v->kind == VALUE_BOOL)
		return v->boolean;
	while (strcmp(o->name, name) != 0)
		o++;
	return o->number;
}

const struct value *rule_words(const struct config *c, const struct rule *r,
	const char *name)
{
	const struct value *v = setting(c, r, name);

	return v && v->kind == VALUE_LIST ? v : NULL;
}

size_t rule_index(const struct rule *r)
{
	size_t low = 0, high = rules_count;

	for (;;) {
		size_t middle = low + (high - low) / 2;
		int order;

		assert(low < high); /* every rule is listed */
		order = strcmp(r->id, rules[middle]->id);
		if (order == 0)
			return middle;
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
}

bool rule_is_meant(const struct rule *r, struct str word)
{
	return str_eq_nocase(word, str_of(r->id)) ||
	       str_eq(word, str_of(r->name)) || group_takes(word, r) ||
	       (has_alias(r, word) && rule_find(word) == r);
}

bool rule_matches(const struct rule *r, struct str pattern)
{
	if (str_eq(pattern, S("all")) || str_eq(pattern, str_of(r->name)) ||
		group_takes(pattern, r))
		return true;
	return (pattern.n > 2 && str_starts_nocase(str_of(r->id), pattern)) ||
	       has_alias(r, pattern);
}

/* Rules, then groups and tags, then NULL. */
static const char *name_at(size_t i)
{
	return i < rules_count ? rules[i]->name : group_word(i - rules_count);
}

const char *rule_nearest(struct str word)
{
	size_t best = word.n / 3 + 1;
	const char *near = NULL, *name;

	for (size_t i = 0; (name = name_at(i)); i++) {
		size_t d = str_distance(word, str_of(name), best);

		if (d < best) {
			best = d;
			near = name;
		}
	}
	return near;
}
