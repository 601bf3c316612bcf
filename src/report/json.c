/*
 * One JSON object for programs that read all at once: the findings with
 * the keys of jsonl and their places in bytes, and how many there are.
 * Keys are only ever added.
 */
#include "report/report.h"

static void write_one(struct report *r, struct json *j, const struct diag *d)
{
	json_open_map(j);
	report_keys(r, j, d);
	if (d->at.at || d->at.len) {
		json_uint_at(j, "offset", d->at.at);
		json_uint_at(j, "length", d->at.len);
	}
	json_close_map(j);
}

static void write_counts(struct report *r, struct json *j)
{
	size_t count[LEVEL_ERROR + 1];

	report_count(r, count);
	json_key(j, S("counts"));
	json_open_map(j);
	for (int l = LEVEL_ERROR; l >= LEVEL_INFO; l--)
		json_uint_at(j, level_name((enum level)l), count[l]);
	json_close_map(j);
}

static void write(struct report *r)
{
	struct json j;

	json_begin(&j, r->out, true);
	json_open_map(&j);
	json_text_at(&j, "version", S(DIGLOT_VERSION));
	json_key(&j, S("findings"));
	json_open_list(&j);
	for (size_t i = 0; i < r->n; i++)
		write_one(r, &j, r->p[i]);
	json_close_list(&j);
	write_counts(r, &j);
	json_close_map(&j);
	buf_byte(r->out, '\n');
}

const struct report_format report_json = { "json",
	"one JSON object; for programs", write };
