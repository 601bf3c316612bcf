/*
 * One table: our rule, docfx's code, its level, and the type that a rule
 * file must name for it to count. A finding that says its code itself
 * (diag.code) is looked up by that.
 */
#include "check/docfx.h"

#include "check/check.h"
#include "check/family.h"
#include "format/json.h"
#include "format/yaml.h"
#include "mark/ext/ext.h"
#include "mark/ext/image.h"
#include "set/redirects.h"

struct entry {
	const struct rule *rule; /* NULL: by code alone */
	const char *code;
	enum level level;
	const char *type; /* NULL: always on */
};

static const struct entry entries[] = {
	{ &rule_merge_conflict, "merge-conflict", LEVEL_WARNING, NULL },
	{ &rule_output_conflict, "publish-url-conflict", LEVEL_WARNING, NULL },
	{ &rule_limit_reached, "exceed-max-file-errors", LEVEL_INFO, NULL },
	{ &rule_json_syntax, "json-syntax-error", LEVEL_ERROR, NULL },
	{ &rule_yaml_syntax, "yaml-syntax-error", LEVEL_ERROR, NULL },
	{ &rule_yaml_not_object, "yaml-header-not-object", LEVEL_WARNING,
		NULL },
	{ &rule_yaml_duplicate_key, "yaml-duplicate-key", LEVEL_WARNING, NULL },
	{ &rule_metadata_missing, "missing-attribute", LEVEL_WARNING, NULL },
	{ &rule_duplicate_title, "duplicate-titles", LEVEL_SUGGESTION,
		"TitleUnique" },
	{ &rule_metadata_invalid, "invalid-value", LEVEL_WARNING, NULL },
	{ &rule_metadata_reserved, "attribute-reserved", LEVEL_WARNING, NULL },
	{ &rule_h1_missing, "h1-missing", LEVEL_SUGGESTION, "H1Missing" },
	{ &rule_multiple_h1s, "multiple-h1s", LEVEL_SUGGESTION, "H1Multiples" },
	{ &rule_h1_not_first, "h1-not-first", LEVEL_SUGGESTION, "H1NotFirst" },
	{ &rule_heading_skipped, "heading-skipped", LEVEL_SUGGESTION,
		"SkipLevel" },
	{ &rule_heading_empty, "heading-empty", LEVEL_SUGGESTION,
		"HeadingEmpty" },
	{ &rule_heading_no_content, "heading-no-content", LEVEL_SUGGESTION,
		"NoContent" },
	{ &rule_heading_duplicate, "h2-duplicated", LEVEL_SUGGESTION,
		"DuplicateHeadings" },
	{ &rule_duplicate_h1, "duplicate-h1", LEVEL_SUGGESTION, "H1Unique" },
	{ &rule_heading_underlined, "headings-with-underline", LEVEL_SUGGESTION,
		"SetexHeadings" },
	{ &rule_heading_disallowed, "disallowed-heading", LEVEL_SUGGESTION,
		"DisallowedHeadings" },
	{ &rule_file_not_found, "file-not-found", LEVEL_WARNING, NULL },
	{ &rule_bookmark_not_found, "bookmark-not-found", LEVEL_WARNING, NULL },
	{ &rule_link_text_missing, "link-text-missing", LEVEL_SUGGESTION,
		"LinkTextPresent" },
	{ &rule_local_file_path, "local-file-path", LEVEL_WARNING, NULL },
	{ &rule_site_link, "docs-link-absolute", LEVEL_SUGGESTION,
		"DisallowedLink" },
	{ &rule_hard_coded_locale, "hard-coded-locale", LEVEL_SUGGESTION,
		"LocalesInLink" },
	{ &rule_insecure_link, "insecure-link", LEVEL_SUGGESTION,
		"SecureLinks" },
	{ &rule_link_scope, "link-out-of-scope", LEVEL_WARNING, NULL },
	{ &rule_preserve_view, "preserve-view-not-set", LEVEL_SUGGESTION,
		"PreserveViewNotSet" },
	{ &rule_path_too_deep, "path-too-deep", LEVEL_SUGGESTION, "MaxLevel" },
	{ &rule_tabs_used, "tabbed-conceptual-not-allowed", LEVEL_SUGGESTION,
		"UseTabbedConceptual" },
	{ &rule_html_link, "html-link", LEVEL_SUGGESTION, "HtmlLinks" },
	{ &rule_xref_not_found, "xref-not-found", LEVEL_WARNING, NULL },
	{ &rule_duplicate_uid, "duplicate-uid", LEVEL_WARNING, NULL },
	{ &rule_alt_text_missing, "missing-image-altText", LEVEL_SUGGESTION,
		"ImageAltTextMissing" },
	{ &rule_alt_text_bad, "altText-equal-filename", LEVEL_SUGGESTION,
		"ImageAltTextEqualsFilename" },
	{ &rule_alt_text_length, "image-altText-with-badlength",
		LEVEL_SUGGESTION, "ImageAltTextBadLength" },
	{ &rule_alt_text_twice, "image-alt-text-duplicated", LEVEL_SUGGESTION,
		"ImageAltTextDuplicated" },
	{ &rule_external_image, "external-image", LEVEL_SUGGESTION, NULL },
	{ &rule_image_attribute, "invalid-image", LEVEL_ERROR, NULL },
	{ &rule_image_description, "invalid-image", LEVEL_ERROR, NULL },
	{ &rule_image_inline, "image-inline", LEVEL_SUGGESTION, "ImageInline" },
	{ &rule_include_not_found, "include-not-found", LEVEL_ERROR, NULL },
	{ &rule_circular_reference, "circular-reference", LEVEL_ERROR, NULL },
	{ &rule_alert_text, "invalid-note-section", LEVEL_WARNING, NULL },
	{ &rule_zone_invalid, "invalid-zone", LEVEL_ERROR, NULL },
	{ &rule_moniker_invalid, "moniker-range-invalid", LEVEL_ERROR, NULL },
	{ &rule_snippet_not_found, "codesnippet-not-found", LEVEL_WARNING,
		NULL },
	{ &rule_table_no_header, "table-header-missing", LEVEL_SUGGESTION,
		"MissingTableHeaders" },
	{ &rule_table_header_empty, "column-header-missing", LEVEL_SUGGESTION,
		"MissingColumnHeaders" },
	{ &rule_code_unclosed, "code-block-unclosed", LEVEL_SUGGESTION,
		"CodeBlockUnclosed" },
	{ &rule_code_no_language, "dev-language-missing", LEVEL_SUGGESTION,
		"CodeLanguageMissing" },
	{ &rule_code_language, "dev-language-invalid", LEVEL_SUGGESTION,
		"CodeLanguageInvalid" },
	{ &rule_code_indented, "code-block-indented", LEVEL_SUGGESTION,
		"CodeBlockIndented" },
	{ &rule_disallowed_tag, "disallowed-html-tag", LEVEL_INFO, NULL },
	{ &rule_disallowed_attribute, "disallowed-html-attribute", LEVEL_INFO,
		NULL },
	{ &rule_disallowed_domain, "disallowed-domain", LEVEL_SUGGESTION,
		NULL },
	{ &rule_toc_syntax, "invalid-toc-syntax", LEVEL_ERROR, NULL },
	{ &rule_toc_file_not_found, "file-not-found", LEVEL_WARNING, NULL },
	{ &rule_toc_missing, "toc-missing", LEVEL_SUGGESTION, "TocMissing" },
	{ &rule_toc_duplicated, "toc-entry-duplicated", LEVEL_SUGGESTION,
		"TocEntryDuplicated" },
	{ &rule_toc_deprecated, "toc-deprecated", LEVEL_SUGGESTION,
		"TocDeprecated" },
	{ &rule_redirect_syntax, "redirection-invalid", LEVEL_ERROR, NULL },
	{ &rule_redirect_conflict, "redirection-conflict", LEVEL_ERROR, NULL },
	{ &rule_redirect_circular, "circular-redirection", LEVEL_WARNING,
		NULL },
	{ &rule_redirect_target, "redirect-url-invalid", LEVEL_SUGGESTION,
		NULL },
	{ &rule_redirect_remains, "redirected-file-not-removed", LEVEL_WARNING,
		NULL },
	/* by code */
	{ NULL, "array-contains-failed", LEVEL_WARNING, NULL },
	{ NULL, "array-length-invalid", LEVEL_WARNING, NULL },
	{ NULL, "array-not-unique", LEVEL_WARNING, NULL },
	{ NULL, "date-out-of-range", LEVEL_WARNING, NULL },
	{ NULL, "format-invalid", LEVEL_WARNING, NULL },
	{ NULL, "invalid-paired-attribute", LEVEL_WARNING, NULL },
	{ NULL, "missing-either-attribute", LEVEL_WARNING, NULL },
	{ NULL, "missing-paired-attribute", LEVEL_WARNING, NULL },
	{ NULL, "number-invalid", LEVEL_WARNING, NULL },
	{ NULL, "precluded-attributes", LEVEL_WARNING, NULL },
	{ NULL, "property-count-invalid", LEVEL_WARNING, NULL },
	{ NULL, "string-length-invalid", LEVEL_WARNING, NULL },
	{ NULL, "unexpected-type", LEVEL_WARNING, NULL },
	{ NULL, "invalid-code", LEVEL_WARNING, NULL },
	{ NULL, "invalid-form", LEVEL_WARNING, NULL },
	{ NULL, "invalid-moniker-range", LEVEL_WARNING, NULL },
	{ NULL, "invalid-nested-column", LEVEL_WARNING, NULL },
	{ NULL, "invalid-row", LEVEL_WARNING, NULL },
	{ NULL, "invalid-tab-group", LEVEL_WARNING, NULL },
	{ NULL, "invalid-video", LEVEL_ERROR, NULL },
	{ NULL, "custom-404-page", LEVEL_WARNING, NULL },
	{ NULL, "path-duplication", LEVEL_SUGGESTION, "SegmentUnique" },
	{ NULL, "redirection-url-conflict", LEVEL_WARNING, NULL },
	{ NULL, "rule-override-invalid", LEVEL_WARNING, NULL },
	{ NULL, "tag-not-found", LEVEL_ERROR, NULL },
	{ NULL, "not-notebook-content", LEVEL_ERROR, NULL },
	{ NULL, "attribute-deprecated", LEVEL_WARNING, NULL },
	{ NULL, "date-format-invalid", LEVEL_WARNING, NULL },
	{ NULL, "duplicate-attribute", LEVEL_SUGGESTION, NULL },
	{ NULL, "duplicate-moniker-config", LEVEL_WARNING, NULL },
	{ NULL, "duplicate-pivot-groups", LEVEL_SUGGESTION,
		"GroupIdDuplicate" },
	{ NULL, "duplicate-pivot-ids", LEVEL_SUGGESTION, "PivotIdDuplicate" },
	{ NULL, "h1-empty", LEVEL_SUGGESTION, "H1Empty" },
	{ NULL, "h1-in-include", LEVEL_SUGGESTION, "InclusionH1" },
	{ NULL, "h1-in-moniker", LEVEL_SUGGESTION, "H1InMoniker" },
	{ NULL, "h1-in-zone", LEVEL_SUGGESTION, "H1InZone" },
	{ NULL, "include-invalid", LEVEL_WARNING, NULL },
	{ NULL, "invalid-toc-level", LEVEL_ERROR, NULL },
	{ NULL, "invalid-toc-href", LEVEL_ERROR, NULL },
	{ NULL, "invalid-topic-href", LEVEL_ERROR, NULL },
	{ NULL, "link-out-of-scope", LEVEL_WARNING, NULL },
	{ NULL, "missing-attribute", LEVEL_WARNING, NULL },
	{ NULL, "moniker-range-out-of-scope", LEVEL_ERROR, NULL },
	{ NULL, "moniker-range-undefined", LEVEL_SUGGESTION, NULL },
	{ NULL, "moniker-zone-empty", LEVEL_WARNING, NULL },
	{ NULL, "null-array-value", LEVEL_WARNING, NULL },
	{ NULL, "output-path-conflict", LEVEL_WARNING, NULL },
	{ NULL, "pivot-group-not-found", LEVEL_SUGGESTION, NULL },
	{ NULL, "pivot-id-not-found", LEVEL_SUGGESTION, "PivotNotDefined" },
	{ NULL, "pivot-id-unused", LEVEL_SUGGESTION, "PivotNotUsed" },
	{ NULL, "redirection-path-syntax-error", LEVEL_WARNING, NULL },
	{ NULL, "source-path-conflict", LEVEL_ERROR, NULL },
	{ NULL, "toc-breadcrumb-link-external", LEVEL_SUGGESTION,
		"TocBreadcrumbLinkExternal" },
	{ NULL, "toc-not-found", LEVEL_WARNING, NULL },
	{ NULL, "violate-schema", LEVEL_ERROR, NULL },
	{ NULL, "yaml-header-syntax-error", LEVEL_WARNING, NULL },
	{ NULL, "zone-pivot-group-missing", LEVEL_SUGGESTION, NULL },
	{ NULL, "zone-pivot-definition-conflict", LEVEL_SUGGESTION, NULL },
	{ NULL, "zone-pivot-definition-not-found", LEVEL_SUGGESTION, NULL },
};

#define N_ENTRIES (sizeof(entries) / sizeof(*entries))

/* docfx has a code for each directive; the finding names it. */
static const char *directive_code(struct str text)
{
	static const char *const codes[][2] = {
		{ "code", "invalid-code" },
		{ "column", "invalid-nested-column" },
		{ "form", "invalid-form" },
		{ "image", "invalid-image" },
		{ "moniker", "invalid-moniker-range" },
		{ "row", "invalid-row" },
		{ "video", "invalid-video" },
		{ "zone", "invalid-zone" },
	};
	size_t at = str_find(text, 0, S(":::"));
	struct str rest = at == STR_NONE ? S("") : str_skip(text, at + 3);

	while (rest.n > 0 && (rest.p[0] == ':' || char_is_space(rest.p[0])))
		rest = str_skip(rest, 1);
	for (size_t i = 0; i < sizeof(codes) / sizeof(*codes); i++)
		if (str_starts_nocase(rest, str_of(codes[i][0])))
			return codes[i][1];
	return "directive";
}

static const char *code_of(const struct diag *d, struct str path)
{
	if (!d->code && (d->rule == &rule_block_unclosed ||
				d->rule == &rule_block_unknown))
		return directive_code(d->text);
	if (d->code || d->rule != &rule_yaml_syntax)
		return d->code;
	return str_ends_nocase(path, S(".md")) ? "yaml-header-syntax-error"
					       : NULL;
}

static const struct entry *find_entry(const struct diag *d, struct str path)
{
	const char *code = code_of(d, path);

	for (size_t i = 0; i < N_ENTRIES; i++)
		if (code ? strcmp(code, entries[i].code) == 0
			 : d->rule == entries[i].rule)
			return &entries[i];
	return NULL;
}

/* ---- rule files -------------------------------------------------- */

static const struct value *find_type(const struct value *file, const char *type,
	size_t *skip)
{
	for (size_t i = 0; file->kind == VALUE_MAP && i < file->n; i++) {
		const struct value *list = value_get(file->items[i],
			S("rules"));

		for (size_t k = 0;
			list && list->kind == VALUE_LIST && k < list->n; k++) {
			const struct value *r = list->items[k];
			if (!str_eq(value_text_at(r, S("type")),
				    str_of(type)) ||
				value_is_true(value_get(r, S("disabled"))))
				continue;
			if ((*skip)-- == 0)
				return r;
		}
	}
	return NULL;
}

const struct value *docfx_rule(const struct config *c, const char *type,
	size_t i)
{
	const struct value *file, *found = NULL;

	for (size_t k = 0;
		!found && (file = config_data(c, "markdownValidationRules", k));
		k++)
		found = find_type(file, type, &i);
	return found;
}

bool docfx_locked(const struct config *c, struct str code)
{
	const struct value *file;

	for (size_t k = 0;
		(file = config_data(c, "markdownValidationRules", k)); k++)
		for (size_t i = 0; file->kind == VALUE_MAP && i < file->n;
			i++) {
			const struct value *list = value_get(file->items[i],
				S("rules"));

			for (size_t n = 0;
				list && list->kind == VALUE_LIST && n < list->n;
				n++)
				if (str_eq(value_text_at(list->items[n],
						   S("code")),
					    code) &&
					!value_is_true(value_get(list->items[n],
						S("docfxOverride"))))
					return true;
		}
	return false;
}

static enum level level_of(const struct value *v, enum level otherwise)
{
	struct str text = value_as_text(v);
	char lower[16];
	enum level level;

	if (v && v->kind == VALUE_BOOL && !v->boolean)
		return LEVEL_OFF; /* `off` of YAML 1.1 */
	if (text.n == 0 || text.n >= sizeof(lower))
		return otherwise;
	for (size_t i = 0; i < text.n; i++)
		lower[i] = char_lower(text.p[i]);
	return level_parse(str_make(lower, text.n), &level) ? level : otherwise;
}

enum level docfx_severity(const struct value *rule, enum level otherwise)
{
	return level_of(value_get(rule, S("severity")), otherwise);
}

/* ---- what the docset says ---------------------------------------- */

/* `buildValidationRules` name system errors by their code in camel case:
 * "FileNotFound" for file-not-found. */
static bool is_camel(struct str type, struct str code)
{
	size_t i = 0;
	bool upper = true;

	for (size_t k = 0; k < code.n; k++) {
		if (code.p[k] == '-') {
			upper = true;
			continue;
		}
		if (i == type.n ||
			char_lower(type.p[i]) != char_lower(code.p[k]))
			return false;
		upper = false;
		i++;
	}
	return !upper && i == type.n;
}

static const struct value *build_rule(const struct config *c, struct str code)
{
	const struct value *file;

	for (size_t k = 0; (file = config_data(c, "buildValidationRules", k));
		k++)
		for (size_t i = 0; file->kind == VALUE_MAP && i < file->n;
			i++) {
			const struct value *list = value_get(file->items[i],
				S("rules"));
			for (size_t n = 0;
				list && list->kind == VALUE_LIST && n < list->n;
				n++)
				if (is_camel(value_text_at(list->items[n],
						     S("type")),
					    code))
					return list->items[n];
		}
	return NULL;
}

static bool excludes(struct arena *a, const struct value *rule, struct str path)
{
	const struct value *list = value_get(rule, S("exclude"));
	struct globs globs = { 0 };

	if (!list)
		return false;
	if (list->kind != VALUE_LIST)
		glob_expand(a, &globs, value_as_text(list));
	for (size_t i = 0; list->kind == VALUE_LIST && i < list->n; i++)
		glob_expand(a, &globs, value_as_text(list->items[i]));
	return globs_match(&globs, path);
}

/* The level after `rules` and `warningsAsErrors` of the configuration. */
static enum level configured(struct arena *a, const struct config *c,
	struct str code, struct str path, enum level level)
{
	const struct value *rule = value_get(config_docfx(c, "rules"), code);
	bool strict = value_is_true(config_docfx(c, "warningsAsErrors"));

	if (rule && rule->kind == VALUE_MAP) {
		if (excludes(a, rule, path) ||
			value_is_true(value_get(rule, S("disabled"))))
			return LEVEL_OFF;
		level = docfx_severity(rule, level);
	} else if (rule) {
		level = level_of(rule, level);
	}
	return strict && level == LEVEL_WARNING ? LEVEL_ERROR : level;
}

/* A rule file says whether the configuration may change its level. */
static bool locked(const struct value *rule, const struct entry *e)
{
	return rule && e && e->type &&
	       !value_is_true(value_get(rule, S("docfxOverride")));
}

/* A finding of a rule file's own, whose code is nobody else's. */
static struct diag *make(struct arena *a, const struct diag *d, struct str code,
	enum level level)
{
	struct diag *copy = arena_new(a, struct diag);
	struct rule *rule = arena_new(a, struct rule);

	*rule = *d->rule;
	rule->name = str_z(a, code);
	rule->level = level;
	*copy = *d;
	copy->rule = rule;
	copy->level = level;
	/* A circle is nobody's line. */
	if (d->rule == &rule_circular_reference)
		copy->at = (struct span){ d->at.file, 0, 1 };
	return copy;
}

struct diag *docfx_diag(struct arena *a, const struct config *c,
	const struct diag *d, struct str path)
{
	const struct entry *e = find_entry(d, path);
	const struct value *rule = d->schema;
	enum level level = e ? e->level : LEVEL_OFF;
	struct str code = str_of(e ? e->code : d->code ? d->code : "");

	if (!e && !rule)
		return NULL;
	if (!rule && e->type && !(rule = docfx_rule(c, e->type, 0)))
		return NULL;
	if (!rule) {
		rule = build_rule(c, code);
		if (value_is_true(value_get(rule, S("disabled"))))
			return NULL;
	}
	level = docfx_severity(rule, level);
	if (value_text_at(rule, S("code")).n > 0)
		code = value_text_at(rule, S("code"));
	if (!locked(rule, e))
		level = configured(a, c, code, path, level);
	return level == LEVEL_OFF ? NULL : make(a, d, code, level);
}
