/* The pairs as JSON: an object a line, or one object for all. Findings have
 * the keys of `diglot check --format jsonl`. */
#include "align/align.h"

#include "base/utf8.h"
#include "format/json.h"

static void write_finding(struct json *j, const struct align_pair *p,
	const struct diag *d)
{
	size_t from, to;

	json_open_map(j);
	json_text_at(j, "id", str_of(d->rule->id));
	json_text_at(j, "code", str_of(d->rule->name));
	json_text_at(j, "message_severity", str_of(level_name(d->level)));
	json_text_at(j, "message", d->text);
	if (d->hint.n)
		json_text_at(j, "hint", d->hint);
	/* Code points of the target. */
	if (p && align_place(p, d, &from, &to)) {
		json_uint_at(j, "from",
			utf8_count(str_sub(p->target, 0, from)));
		json_uint_at(j, "to", utf8_count(str_sub(p->target, 0, to)));
	}
	json_close_map(j);
}

static void write_findings(struct json *j, const struct align_pair *p,
	struct diag *const *d, size_t n)
{
	json_key(j, S("findings"));
	json_open_list(j);
	for (size_t i = 0; i < n; i++)
		write_finding(j, p, d[i]);
	json_close_list(j);
}

static void write_pair(struct json *j, const struct align_page *page,
	const struct align_pair *p, bool with_file)
{
	struct place at = source_place(page->page->source, p->pair->at);

	json_open_map(j);
	if (with_file) {
		json_text_at(j, "file", page->path);
		json_text_at(j, "locale", page->locale);
	}
	json_uint_at(j, "line", at.line);
	json_text_at(j, "id", p->pair->id);
	json_text_at(j, "status", str_of(align_status_name(p->status)));
	json_uint_at(j, "words", p->words);
	json_text_at(j, "source", p->source);
	json_text_at(j, "target", p->target);
	write_findings(j, p, p->findings, p->nfindings);
	json_close_map(j);
}

static void write_lines(const struct align_set *a, enum align_filter filter,
	struct arena *scratch, struct buf *out)
{
	struct json j;

	(void)scratch;
	for (size_t i = 0; i < a->n; i++)
		for (size_t k = 0; k < a->p[i].n; k++) {
			if (!align_takes(filter, &a->p[i].p[k]))
				continue;
			json_begin(&j, out, false);
			write_pair(&j, &a->p[i], &a->p[i].p[k], true);
			buf_byte(out, '\n');
		}
}

static void write_staleness(struct json *j, const struct align_page *p)
{
	if (!p->compared)
		return;
	json_uint_at(j, "changed", p->changed);
	json_key(j, S("new"));
	json_open_list(j);
	for (size_t i = 0; i < p->nfresh; i++)
		json_text(j, p->fresh[i]);
	json_close_list(j);
}

static void write_page(struct json *j, const struct align_page *p,
	enum align_filter filter)
{
	json_open_map(j);
	json_text_at(j, "file", p->path);
	json_text_at(j, "locale", p->locale);
	json_uint_at(j, "words", p->words);
	json_uint_at(j, "translated", p->translated);
	write_staleness(j, p);
	write_findings(j, NULL, p->findings, p->nfindings);
	json_key(j, S("pairs"));
	json_open_list(j);
	for (size_t i = 0; i < p->n; i++)
		if (align_takes(filter, &p->p[i]))
			write_pair(j, p, &p->p[i], false);
	json_close_list(j);
	json_close_map(j);
}

static void write_all(const struct align_set *a, enum align_filter filter,
	struct arena *scratch, struct buf *out)
{
	struct json j;

	(void)scratch;
	json_begin(&j, out, true);
	json_open_map(&j);
	json_text_at(&j, "sourceLocale", a->set->config.source_locale);
	json_uint_at(&j, "pairs", a->npairs);
	json_uint_at(&j, "words", a->words);
	json_uint_at(&j, "translated", a->translated);
	json_key(&j, S("pages"));
	json_open_list(&j);
	for (size_t i = 0; i < a->n; i++)
		write_page(&j, &a->p[i], filter);
	json_close_list(&j);
	json_close_map(&j);
	buf_byte(out, '\n');
}

const struct align_format align_jsonl = { "jsonl", write_lines };
const struct align_format align_json = { "json", write_all };
