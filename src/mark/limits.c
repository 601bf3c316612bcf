/* One pass over the lines of a view. */
#include "mark/limits.h"

const struct rule rule_limit_exceeded = {
	.id = "DG013",
	.name = "limit-exceeded",
	.level = LEVEL_ERROR,
	.title = "a page is larger or deeper than diglot reads",
	.why = "the page is not published",
	.fix = "split the page, or look for generated text that went wrong",
};

static bool refuse(const struct markdown *m, size_t from, size_t to,
	const char *what, size_t limit)
{
	diag_add(m->sink, &rule_limit_exceeded,
		view_span(m->view, m->file, from, to),
		"this line has more than %zu %s", limit, what);
	return false;
}

/* Quote marks and list markers at the start of a line. */
static size_t count_containers(struct str line)
{
	size_t n = 0, i = 0;

	while (i < line.n) {
		char c = line.p[i];
		bool space = i + 1 < line.n && line.p[i + 1] == ' ';
		if (c == '>' || ((c == '-' || c == '*' || c == '+') && space))
			n++;
		else if (char_is_digit(c)) {
			while (i < line.n && char_is_digit(line.p[i]))
				i++;
			if (i >= line.n ||
				(line.p[i] != '.' && line.p[i] != ')'))
				break;
			n++;
		} else if (c != ' ' && c != '\t')
			break;
		i++;
	}
	return n;
}

static size_t count_bars(struct str line)
{
	size_t n = 0;

	for (size_t i = 0; (i = str_find_byte(line, i, '|')) != STR_NONE; i++)
		n++;
	return n;
}

static bool check_line(const struct markdown *m, size_t from, struct str line)
{
	size_t to = from + line.n;

	if (line.n > LIMIT_LINE)
		return refuse(m, from, from + 1, "bytes", LIMIT_LINE);
	if (line.n > LIMIT_CONTAINERS &&
		count_containers(line) > LIMIT_CONTAINERS)
		return refuse(m, from, to, "nested quotes and lists",
			(size_t)LIMIT_CONTAINERS);
	if (line.n > LIMIT_COLUMNS && count_bars(line) > LIMIT_COLUMNS)
		return refuse(m, from, to, "table columns",
			(size_t)LIMIT_COLUMNS);
	return true;
}

bool limits_check(const struct markdown *m)
{
	struct str text = m->view->text;

	for (size_t at = 0; at < text.n;) {
		size_t end = str_find_byte(text, at, '\n');
		if (end == STR_NONE)
			end = text.n;
		if (!check_line(m, at, str_sub(text, at, end)))
			return false;
		at = end + 1;
	}
	return true;
}
