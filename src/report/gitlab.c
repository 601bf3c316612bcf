/*
 * GitLab's code quality report: a list of issues, each with a fingerprint
 * that tells it apart from all others, and a path without "./".
 */
#include "report/report.h"

static struct str severity_of(enum level level)
{
	switch (level) {
	case LEVEL_ERROR:
		return S("critical");
	case LEVEL_WARNING:
		return S("major");
	case LEVEL_SUGGESTION:
		return S("minor");
	case LEVEL_INFO:
	case LEVEL_OFF:
		break;
	}
	return S("info");
}

static void write_end(struct json *j, const char *key, struct place p)
{
	json_key(j, str_of(key));
	json_open_map(j);
	json_uint_at(j, "line", p.line);
	json_uint_at(j, "column", p.column);
	json_close_map(j);
}

/* GitLab drops an issue without a path. */
static void write_location(struct json *j, const struct report_place *at)
{
	json_key(j, S("location"));
	json_open_map(j);
	json_text_at(j, "path", at->path.n ? at->path : S("."));
	json_key(j, S("lines"));
	json_open_map(j);
	json_uint_at(j, "begin", at->from.line);
	json_uint_at(j, "end", at->to.line);
	json_close_map(j);
	json_key(j, S("positions"));
	json_open_map(j);
	write_end(j, "begin", at->from);
	write_end(j, "end", at->to);
	json_close_map(j);
	json_close_map(j);
}

static void write_one(struct report *r, struct json *j, const struct diag *d)
{
	struct report_place at = report_place(r, d);

	json_open_map(j);
	json_text_at(j, "description", d->text);
	json_text_at(j, "check_name", str_of(d->rule->name));
	json_text_at(j, "fingerprint", report_fingerprint(r, d, &at));
	json_text_at(j, "severity", severity_of(d->level));
	write_location(j, &at);
	json_close_map(j);
}

static void write(struct report *r)
{
	struct json j;

	json_begin(&j, r->out, true);
	json_open_list(&j);
	for (size_t i = 0; i < r->n; i++)
		write_one(r, &j, r->p[i]);
	json_close_list(&j);
	buf_byte(r->out, '\n');
}

const struct report_format report_gitlab = { "gitlab",
	"a code quality report for GitLab", write };
