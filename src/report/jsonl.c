/*
 * A JSON object a line, with the keys of docfx's .errors.log and more.
 * Keys are only ever added.
 */
#include "report/report.h"

/* The whole file is line 0, as docfx has it. */
static void write_place(struct json *j, const struct report_place *at,
	bool whole)
{
	if (whole) {
		static const char *const keys[] = { "line", "end_line",
			"column", "end_column" };

		json_text_at(j, "file", at->path);
		for (size_t i = 0; i < 4; i++)
			json_uint_at(j, keys[i], 0);
		return;
	}
	json_text_at(j, "file", at->path);
	json_uint_at(j, "line", at->from.line);
	json_uint_at(j, "end_line", at->to.line);
	json_uint_at(j, "column", at->from.column);
	json_uint_at(j, "end_column", at->to.column);
}

static void write_true(struct json *j, const char *key)
{
	json_key(j, str_of(key));
	json_bool(j, true);
}

/* Bytes of the file that give way to others. */
static void write_fix(struct json *j, const struct diag *d)
{
	json_key(j, S("fix"));
	json_open_map(j);
	json_key(j, S("safe"));
	json_bool(j, d->mend == MEND_SAFE);
	json_key(j, S("edits"));
	json_open_list(j);
	for (const struct diag_edit *e = d->edits; e; e = e->next) {
		json_open_map(j);
		json_uint_at(j, "offset", e->at.at);
		json_uint_at(j, "length", e->at.len);
		json_text_at(j, "text", e->text);
		json_close_map(j);
	}
	json_close_list(j);
	json_close_map(j);
}

void report_keys(struct report *r, struct json *j, const struct diag *d)
{
	struct report_place at = report_place(r, d);

	json_text_at(j, "message_severity", str_of(level_name(d->level)));
	json_text_at(j, "code", str_of(d->rule->name));
	json_text_at(j, "message", d->text);
	if (at.path.n)
		write_place(j, &at, d->at.at == 0 && d->at.len == 0);
	json_text_at(j, "id", str_of(d->rule->id));
	json_text_at(j, "fingerprint", report_fingerprint(r, d, &at));
	if (d->side != SIDE_NONE)
		json_text_at(j, "side",
			d->side == SIDE_SOURCE ? S("source") : S("target"));
	if (d->hint.n)
		json_text_at(j, "hint", d->hint);
	if (d->introduced)
		write_true(j, "introduced");
	if (d->follows)
		write_true(j, "follow_on");
	if (d->hidden) {
		json_text_at(j, "suppressed",
			d->hidden == HIDDEN_COMMENT ? S("comment")
						    : S("baseline"));
		if (d->reason.n)
			json_text_at(j, "reason", d->reason);
	}
	if (d->edits)
		write_fix(j, d);
}

static void write_one(struct report *r, const struct diag *d)
{
	struct json j;

	json_begin(&j, r->out, false);
	json_open_map(&j);
	report_keys(r, &j, d);
	json_close_map(&j);
	buf_byte(r->out, '\n');
}

static void write(struct report *r)
{
	for (size_t i = 0; i < r->n; i++)
		write_one(r, r->p[i]);
}

const struct report_format report_jsonl = { "jsonl",
	"a JSON object a line; for programs", write };
