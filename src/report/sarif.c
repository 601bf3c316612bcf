/*
 * SARIF 2.1.0, for code scanning and editors: one run with the rules that
 * were broken, their help, and each finding with its place, its text and
 * its fingerprint. What is hidden is there too, as suppressed.
 */
#include "report/report.h"

#include "base/groups.h"
#include "base/path.h"

#define SNIPPET 1000  /* bytes of a finding's text */
#define CONTEXT 4000  /* bytes of the lines around it */
#define LONGEST 20000 /* bytes of its own lines alone */

/* The program is its own manual; nobody has to go anywhere for it. */
#define HELP "data:text/plain,"
#define INFORMATION                                                \
	HELP "Run%20'diglot%20help'%20for%20the%20manual%20and%20" \
	     "'diglot%20explain%20RULE'%20for%20a%20rule."

/* ---- texts ------------------------------------------------------- */

/* Messages have no capital and no full stop; SARIF's viewers want both. */
static struct str sentence(struct arena *a, struct str text)
{
	struct buf b;

	buf_init(&b, a);
	report_escape(&b, text);
	if (b.n && b.p[0] >= 'a' && b.p[0] <= 'z')
		b.p[0] = (char)(b.p[0] - 'a' + 'A');
	return buf_str(&b);
}

static struct str with_stop(struct arena *a, struct str s)
{
	return str_ends(s, S(".")) ? s : str_cat(a, s, S("."));
}

static void write_text(struct json *j, const char *key, struct str text)
{
	json_key(j, str_of(key));
	json_open_map(j);
	json_text_at(j, "text", text);
	json_close_map(j);
}

/* "file-not-found" is FileNotFound. */
static struct str pascal(struct arena *a, const char *name)
{
	struct buf b;
	bool up = true;

	buf_init(&b, a);
	for (; *name; name++) {
		if (*name == '-') {
			up = true;
			continue;
		}
		if (up && *name >= 'a' && *name <= 'z')
			buf_byte(&b, (char)(*name - 'a' + 'A'));
		else
			buf_byte(&b, *name);
		up = false;
	}
	return buf_str(&b);
}

static struct str level_of(enum level level)
{
	if (level == LEVEL_ERROR)
		return S("error");
	return level == LEVEL_WARNING ? S("warning") : S("note");
}

/* ---- rules ------------------------------------------------------- */

static void write_help(struct report *r, struct json *j,
	const struct rule *rule)
{
	struct str why = with_stop(r->arena,
		sentence(r->arena, str_of(rule->why)));
	struct str fix = with_stop(r->arena,
		sentence(r->arena, str_of(rule->fix)));
	struct buf b;

	buf_init(&b, r->arena);
	buf_printf(&b, "Why: %.*s\nWhat to do: %.*s", STR_ARG(why),
		STR_ARG(fix));
	write_text(j, "fullDescription", why);
	json_key(j, S("help"));
	json_open_map(j);
	json_text_at(j, "text", buf_str(&b));
	b.n = 0;
	buf_printf(&b, "**Why.** %.*s\n\n**What to do.** %.*s\n", STR_ARG(why),
		STR_ARG(fix));
	json_text_at(j, "markdown", buf_str(&b));
	json_close_map(j);
}

static void write_level(struct json *j, const struct rule *rule)
{
	json_key(j, S("defaultConfiguration"));
	json_open_map(j);
	if (rule->level == LEVEL_OFF) {
		json_key(j, S("enabled"));
		json_bool(j, false);
	}
	json_text_at(j, "level", level_of(rule->level));
	json_close_map(j);
}

/* What code scanning sorts by. */
static void write_properties(struct json *j, const struct rule *rule)
{
	json_key(j, S("properties"));
	json_open_map(j);
	json_key(j, S("tags"));
	json_open_list(j);
	json_text(j, S("documentation"));
	json_text(j, str_of(rule->name));
	json_text(j, str_of(group_of(rule)));
	if (rule->tag)
		json_text(j, str_of(rule->tag));
	json_close_list(j);
	json_text_at(j, "precision", S("high"));
	json_text_at(j, "problem.severity",
		rule->level >= LEVEL_WARNING ? level_of(rule->level)
					     : S("recommendation"));
	json_close_map(j);
}

static void write_rule(struct report *r, struct json *j,
	const struct rule *rule)
{
	json_open_map(j);
	json_text_at(j, "id", str_of(rule->id));
	json_text_at(j, "name", pascal(r->arena, rule->name));
	json_text_at(j, "helpUri",
		str_printf(r->arena, HELP "diglot%%20explain%%20%s", rule->id));
	write_text(j, "shortDescription",
		with_stop(r->arena, sentence(r->arena, str_of(rule->title))));
	write_help(r, j, rule);
	json_key(j, S("messageStrings"));
	json_open_map(j);
	write_text(j, "default", S("{0}."));
	json_close_map(j);
	write_level(j, rule);
	write_properties(j, rule);
	json_close_map(j);
}

/* Rules are numbered as they come. */
static void write_rules(struct report *r, struct json *j, struct map *numbers)
{
	json_key(j, S("rules"));
	json_open_list(j);
	for (size_t i = 0; i < r->n + r->nhidden; i++) {
		const struct diag *d = i < r->n ? r->p[i] : r->hidden[i - r->n];
		uint32_t *number;
		size_t next = numbers->n;
		void **slot = map_slot(r->arena, numbers, str_of(d->rule->id));

		if (*slot)
			continue;
		number = arena_new(r->arena, uint32_t);
		*number = (uint32_t)next;
		*slot = number;
		write_rule(r, j, d->rule);
	}
	json_close_list(j);
}

/* ---- results ----------------------------------------------------- */

/* A path as a URI reference. */
static struct str uri_of(struct arena *a, struct str path)
{
	struct buf b;

	buf_init(&b, a);
	if (str_starts(path, S("/")))
		buf_lit(&b, "file://");
	for (size_t i = 0; i < path.n; i++) {
		char c = path.p[i];

		if (char_is_alnum(c) || (c && strchr("-._~/", c)))
			buf_byte(&b, c);
		else
			buf_printf(&b, "%%%02X", (unsigned char)c);
	}
	return buf_str(&b);
}

static void write_region(struct json *j, const struct diag *d,
	const struct report_place *at)
{
	struct str text = str_sub(at->source->bytes, d->at.at,
		(size_t)d->at.at + d->at.len);

	json_key(j, S("region"));
	json_open_map(j);
	json_uint_at(j, "startLine", at->from.line);
	json_uint_at(j, "startColumn", at->from.column);
	json_uint_at(j, "endLine", at->to.line);
	json_uint_at(j, "endColumn", at->to.column);
	json_uint_at(j, "byteOffset", d->at.at);
	json_uint_at(j, "byteLength", d->at.len);
	if (text.n > SNIPPET) {
		text.n = SNIPPET;
		while (text.n && (text.p[text.n] & 0xC0) == 0x80)
			text.n--;
	}
	write_text(j, "snippet", text);
	json_close_map(j);
}

static struct str lines_of(const struct source *s, uint32_t from, uint32_t to)
{
	const char *start = source_line(s, from).p;
	struct str last = source_line(s, to);

	return str_make(start, (size_t)(last.p + last.n - start));
}

/* The lines around it, or only its own if they are long; nothing if there is
 * no more than the finding itself. */
static void write_context(struct json *j, const struct report_place *at,
	size_t len)
{
	const struct source *s = at->source;
	uint32_t from = at->from.line > 1 ? at->from.line - 1 : 1;
	uint32_t to = at->to.line < s->nlines ? at->to.line + 1 : at->to.line;
	struct str text = lines_of(s, from, to);

	if (text.n > CONTEXT) {
		from = at->from.line;
		to = at->to.line;
		text = lines_of(s, from, to);
	}
	if (text.n > LONGEST || text.n <= len)
		return;
	json_key(j, S("contextRegion"));
	json_open_map(j);
	json_uint_at(j, "startLine", from);
	json_uint_at(j, "endLine", to);
	write_text(j, "snippet", text);
	json_close_map(j);
}

static void write_artifact(struct report *r, struct json *j,
	const struct report_place *at)
{
	json_key(j, S("artifactLocation"));
	json_open_map(j);
	json_text_at(j, "uri", uri_of(r->arena, at->path));
	if (!str_starts(at->path, S("/")))
		json_text_at(j, "uriBaseId", S("SRCROOT"));
	json_close_map(j);
}

static struct str path_of_docset(struct report *r)
{
	const struct docset *s = r->set;
	struct str root = s->config.root;

	if (s->files.n == 0)
		return S("");
	if (str_eq(root, S(".")))
		root = S("");
	return path_join(r->arena, root, s->files.p[0].path);
}

static void write_first_line(struct json *j)
{
	json_key(j, S("region"));
	json_open_map(j);
	json_uint_at(j, "startLine", 1);
	json_close_map(j);
}

static void write_location(struct report *r, struct json *j,
	const struct diag *d, const struct report_place *at)
{
	struct report_place home = { .path = path_of_docset(r) };

	/* Code scanning refuses what is nowhere: a finding on the docset as a
	 * whole stands at its first file. */
	if (at->path.n == 0)
		at = &home;
	json_key(j, S("locations"));
	json_open_list(j);
	if (at->path.n) {
		json_open_map(j);
		json_key(j, S("physicalLocation"));
		json_open_map(j);
		write_artifact(r, j, at);
		if (at->source) {
			write_region(j, d, at);
			write_context(j, at, d->at.len);
		} else {
			write_first_line(j);
		}
		json_close_map(j);
		json_close_map(j);
	}
	json_close_list(j);
}

static void write_message(struct report *r, struct json *j,
	const struct diag *d)
{
	struct str text = sentence(r->arena, d->text);

	json_key(j, S("message"));
	json_open_map(j);
	json_text_at(j, "text", str_cat(r->arena, text, S(".")));
	json_text_at(j, "id", S("default"));
	json_key(j, S("arguments"));
	json_open_list(j);
	json_text(j, text);
	json_close_list(j);
	json_close_map(j);
}

static void write_suppression(struct json *j, const struct diag *d)
{
	bool comment = d->hidden == HIDDEN_COMMENT;

	json_key(j, S("suppressions"));
	json_open_list(j);
	json_open_map(j);
	json_text_at(j, "kind", comment ? S("inSource") : S("external"));
	if (d->reason.n)
		json_text_at(j, "justification", d->reason);
	json_close_map(j);
	json_close_list(j);
	if (!comment)
		json_text_at(j, "baselineState", S("unchanged"));
}

static void write_replacement(struct report *r, struct json *j,
	const struct diag_edit *e)
{
	struct diag d = { .at = e->at };
	struct report_place at = report_place(r, &d);

	json_open_map(j);
	json_key(j, S("deletedRegion"));
	json_open_map(j);
	json_uint_at(j, "startLine", at.from.line);
	json_uint_at(j, "startColumn", at.from.column);
	json_uint_at(j, "endLine", at.to.line);
	json_uint_at(j, "endColumn", at.to.column);
	json_close_map(j);
	if (e->text.n)
		write_text(j, "insertedContent", e->text);
	json_close_map(j);
}

static void write_fixes(struct report *r, struct json *j, const struct diag *d,
	const struct report_place *at)
{
	json_key(j, S("fixes"));
	json_open_list(j);
	json_open_map(j);
	write_text(j, "description",
		with_stop(r->arena, sentence(r->arena, str_of(d->rule->fix))));
	json_key(j, S("artifactChanges"));
	json_open_list(j);
	json_open_map(j);
	write_artifact(r, j, at);
	json_key(j, S("replacements"));
	json_open_list(j);
	for (const struct diag_edit *e = d->edits; e; e = e->next)
		write_replacement(r, j, e);
	json_close_list(j);
	json_close_map(j);
	json_close_list(j);
	json_close_map(j);
	json_close_list(j);
}

static void write_result(struct report *r, struct json *j,
	const struct map *numbers, const struct diag *d)
{
	struct report_place at = report_place(r, d);
	const uint32_t *number = map_get(numbers, str_of(d->rule->id));

	json_open_map(j);
	json_text_at(j, "ruleId", str_of(d->rule->id));
	json_uint_at(j, "ruleIndex", *number);
	json_text_at(j, "level", level_of(d->level));
	write_message(r, j, d);
	write_location(r, j, d, &at);
	json_key(j, S("partialFingerprints"));
	json_open_map(j);
	json_text_at(j, "diglot/v1", report_fingerprint(r, d, &at));
	json_close_map(j);
	if (d->hidden != HIDDEN_NOT)
		write_suppression(j, d);
	if (d->edits)
		write_fixes(r, j, d, &at);
	json_close_map(j);
}

/* ---- the log ----------------------------------------------------- */

static void write_tool(struct report *r, struct json *j, struct map *numbers)
{
	json_key(j, S("tool"));
	json_open_map(j);
	json_key(j, S("driver"));
	json_open_map(j);
	json_text_at(j, "name", S("diglot"));
	json_text_at(j, "fullName", S("diglot " DIGLOT_VERSION));
	json_text_at(j, "version", S(DIGLOT_VERSION));
	json_text_at(j, "semanticVersion", S(DIGLOT_VERSION));
	json_text_at(j, "informationUri", S(INFORMATION));
	json_text_at(j, "language", S("en-US"));
	write_rules(r, j, numbers);
	json_close_map(j);
	json_close_map(j);
}

static void write_run(struct report *r, struct json *j)
{
	struct map numbers = { 0 };

	json_open_map(j);
	write_tool(r, j, &numbers);
	json_key(j, S("automationDetails"));
	json_open_map(j);
	json_text_at(j, "id", S("diglot/check/"));
	json_close_map(j);
	json_text_at(j, "columnKind", S("unicodeCodePoints"));
	json_text_at(j, "defaultEncoding", S("utf-8"));
	json_key(j, S("originalUriBaseIds"));
	json_open_map(j);
	json_key(j, S("SRCROOT"));
	json_open_map(j);
	write_text(j, "description", S("The folder that diglot ran in."));
	json_close_map(j);
	json_close_map(j);
	json_key(j, S("results"));
	json_open_list(j);
	for (size_t i = 0; i < r->n; i++)
		write_result(r, j, &numbers, r->p[i]);
	for (size_t i = 0; i < r->nhidden; i++)
		write_result(r, j, &numbers, r->hidden[i]);
	json_close_list(j);
	json_close_map(j);
}

static void write(struct report *r)
{
	struct json j;

	json_begin(&j, r->out, true);
	json_open_map(&j);
	json_text_at(&j, "$schema",
		S("https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/"
		  "schemas/sarif-schema-2.1.0.json"));
	json_text_at(&j, "version", S("2.1.0"));
	json_key(&j, S("runs"));
	json_open_list(&j);
	write_run(r, &j);
	json_close_list(&j);
	json_close_map(&j);
	buf_byte(r->out, '\n');
}

const struct report_format report_sarif = { "sarif",
	"SARIF 2.1.0; for code scanning", write };
