/*
 * CSV for spreadsheets: a row a pair, Markdown as it stands. Texts that a
 * spreadsheet would take for formulas are guarded; on the way back such a
 * text without its guard is refused.
 */
#include "align/formats.h"
#include "base/utf8.h"
#include "format/csv.h"

#define MAX_BYTES ((size_t)64 << 20)

static const char *const columns[] = { "file", "pair", "context", "state",
	"source", "target", NULL };

enum { FILE_AT, PAIR_AT, CONTEXT_AT, STATE_AT, SOURCE_AT, TARGET_AT, COLUMNS };

static const char *const states[] = {
	[EXPORT_INITIAL] = "untranslated",
	[EXPORT_MACHINE] = "machine",
	[EXPORT_TRANSLATED] = "translated",
};

/* With a byte-order mark, by which spreadsheets know UTF-8. */
static void begin(struct buf *out, const struct export_head *h)
{
	(void)h;
	buf_lit(out, "\xEF\xBB\xBF");
	for (size_t i = 0; columns[i]; i++)
		csv_put(out, str_of(columns[i]), !columns[i + 1]);
}

static void page(struct arena *a, struct buf *out, const struct export_head *h,
	const struct export_page *p)
{
	(void)h;
	for (size_t i = 0; i < p->npairs; i++) {
		const struct export_pair *pair = &p->pairs[i];
		csv_put(out, csv_guard(a, p->path), false);
		csv_put(out, csv_guard(a, pair->key), false);
		csv_put(out, csv_guard(a, pair->context), false);
		csv_put(out, str_of(states[pair->state]), false);
		csv_put(out, csv_guard(a, pair->source), false);
		csv_put(out, csv_guard(a, pair->target), true);
	}
}

static void end(struct buf *out)
{
	(void)out;
}

static bool fail(uint32_t file, struct sink *sink, size_t at, const char *what)
{
	diag_add(sink, &rule_exchange_unreadable,
		(struct span){ file, (uint32_t)at, 0 }, "%s", what);
	return false;
}

/* Which field of a row is which column: by the first row's names. */
static bool read_head(const struct csv_row *row, size_t *where)
{
	for (size_t i = 0; i < COLUMNS; i++) {
		where[i] = STR_NONE;
		for (size_t k = 0; k < row->n; k++)
			if (str_eq_nocase(str_trim(row->p[k]),
				    str_of(columns[i])))
				where[i] = k;
	}
	return where[FILE_AT] != STR_NONE && where[PAIR_AT] != STR_NONE &&
	       where[SOURCE_AT] != STR_NONE && where[TARGET_AT] != STR_NONE;
}

static struct str field(const struct csv_row *row, size_t at)
{
	return csv_unguard(row->p[at]);
}

static bool add_row(struct arena *a, const struct csv_row *row,
	const size_t *where, struct exchange_entries *out)
{
	struct exchange_entry e = { .at = row->at };

	for (size_t i = 0; i < COLUMNS; i++)
		if (where[i] != STR_NONE && where[i] >= row->n)
			return false;
	e.file = field(row, where[FILE_AT]);
	e.key = field(row, where[PAIR_AT]);
	e.source = field(row, where[SOURCE_AT]);
	e.target = field(row, where[TARGET_AT]);
	e.has_target = true;
	vec_push(a, out, e);
	return true;
}

static bool is_empty(const struct csv_row *row)
{
	return row->n == 1 && row->p[0].n == 0;
}

static bool read(struct arena *a, struct str bytes, uint32_t file,
	struct sink *sink, struct exchange_entries *out)
{
	size_t where[COLUMNS], bad;
	struct csv_row row;
	struct csv c;

	if (!utf8_valid(bytes, &bad))
		return fail(file, sink, bad,
			"the file is not UTF-8 here; save it as 'CSV UTF-8'");
	if (bytes.n > MAX_BYTES)
		return fail(file, sink, 0, "the file has more than 64 MiB");
	csv_begin(&c, bytes);
	if (!csv_row(a, &c, &row) || !read_head(&row, where))
		return fail(file, sink, 0,
			"the first row must name the columns file, pair, "
			"source and target");
	while (csv_row(a, &c, &row)) {
		if (is_empty(&row))
			continue;
		if (csv_is_formula(
			    row.p[where[TARGET_AT] < row.n ? where[TARGET_AT]
							   : 0]))
			return fail(file, sink, row.at,
				"a translation begins like a formula; write "
				"an apostrophe before it");
		if (!add_row(a, &row, where, out))
			return fail(file, sink, row.at,
				"the row has too few fields");
	}
	return c.fault ? fail(file, sink, c.at, c.fault) : true;
}

const struct export_format format_csv = {
	.name = "csv",
	.extension = "csv",
	.summary = "CSV for spreadsheets",
	.begin = begin,
	.page = page,
	.end = end,
	.read = read,
};
