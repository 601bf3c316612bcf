/*
 * Recursive descent over the formula, with a cap on depth. Invariant: what
 * is written is whole elements, or the whole formula is given up.
 */
#include "format/mathml.h"

#include "format/html.h"
#include "format/mathml_symbols.h"

#define MAX_LENGTH 4096
#define MAX_DEPTH 24

struct formula {
	struct str s;
	size_t at;
	struct buf *out;
	struct arena *a;
	int depth;
	bool failed;
};

static void put_element(struct formula *f, const char *tag, struct str text)
{
	buf_printf(f->out, "<%s>", tag);
	html_escape(f->out, text);
	buf_printf(f->out, "</%s>", tag);
}

static char look(const struct formula *f)
{
	return f->at < f->s.n ? f->s.p[f->at] : '\0';
}

static void skip_space(struct formula *f)
{
	while (char_is_space(look(f)))
		f->at++;
}

static bool is_letter(char c)
{
	c = char_lower(c);
	return c >= 'a' && c <= 'z';
}

/* The name of a command behind its backslash: letters, or one character. */
static struct str read_command(struct formula *f)
{
	size_t from = ++f->at;

	while (is_letter(look(f)))
		f->at++;
	if (f->at == from && f->at < f->s.n)
		f->at++;
	return str_sub(f->s, from, f->at);
}

static void fail(struct formula *f)
{
	f->failed = true;
	f->at = f->s.n;
}

static void put_row(struct formula *f, const char *stops);
static void put_base(struct formula *f);
static void put_atom(struct formula *f);

/* The text of "{...}" as it stands. */
static struct str read_braces(struct formula *f)
{
	size_t from, depth = 1;

	skip_space(f);
	if (look(f) != '{') {
		fail(f);
		return S("");
	}
	from = ++f->at;
	for (; f->at < f->s.n; f->at++) {
		depth += look(f) == '{';
		depth -= look(f) == '}';
		if (depth == 0)
			return str_sub(f->s, from, f->at++);
	}
	fail(f);
	return S("");
}

/* "{row}"; the brace is the next character. */
static void put_group(struct formula *f)
{
	f->at++;
	buf_lit(f->out, "<mrow>");
	put_row(f, "}");
	buf_lit(f->out, "</mrow>");
	if (look(f) == '}')
		f->at++;
	else
		fail(f);
}

/* "{row}" or one token, as one element. */
static void put_argument(struct formula *f)
{
	skip_space(f);
	if (look(f) == '\0' || f->depth == MAX_DEPTH) {
		fail(f);
		return;
	}
	f->depth++;
	if (look(f) == '{') {
		put_group(f);
	} else if (char_is_digit(look(f))) {
		put_element(f, "mn", str_sub(f->s, f->at, f->at + 1));
		f->at++;
	} else {
		put_base(f);
	}
	f->depth--;
}

static void put_root(struct formula *f)
{
	size_t close;
	struct str degree = S("");

	skip_space(f);
	if (look(f) == '[') {
		close = str_find_byte(f->s, f->at, ']');
		if (close == STR_NONE) {
			fail(f);
			return;
		}
		degree = str_sub(f->s, f->at + 1, close);
		f->at = close + 1;
	}
	buf_add(f->out, degree.n ? S("<mroot>") : S("<msqrt>"));
	put_argument(f);
	if (degree.n)
		put_element(f, "mn", degree);
	buf_add(f->out, degree.n ? S("</mroot>") : S("</msqrt>"));
}

/* A bracket behind \left or \right; '.' is none. */
static void put_bracket(struct formula *f)
{
	static const char known[] = "()[]|/<>";
	char c;

	skip_space(f);
	c = look(f);
	if (c == '.') {
		f->at++;
	} else if (c && strchr(known, c)) {
		put_element(f, "mo", str_sub(f->s, f->at, f->at + 1));
		f->at++;
	} else if (c == '\\') {
		put_atom(f);
	} else {
		fail(f);
	}
}

static bool at_command(const struct formula *f, struct str name)
{
	struct str rest = str_skip(f->s, f->at);

	return str_starts(rest, name) &&
	       (rest.n == name.n || !is_letter(rest.p[name.n]));
}

static void put_fenced(struct formula *f)
{
	buf_lit(f->out, "<mrow>");
	put_bracket(f);
	put_row(f, "R");
	if (at_command(f, S("\\right"))) {
		f->at += 6;
		put_bracket(f);
	} else {
		fail(f);
	}
	buf_lit(f->out, "</mrow>");
}

/* ---- matrices ---------------------------------------------------- */

static const struct environment {
	const char *name, *open, *close;
} environments[] = {
	{ "matrix", "", "" },
	{ "smallmatrix", "", "" },
	{ "bmatrix", "[", "]" },
	{ "pmatrix", "(", ")" },
	{ "vmatrix", "|", "|" },
	{ "cases", "{", "" },
	{ "align", "", "" },
	{ "align*", "", "" },
	{ "aligned", "", "" },
	{ "split", "", "" },
};

static void put_cells(struct formula *f)
{
	buf_lit(f->out, "<mtable><mtr><mtd>");
	for (;;) {
		put_row(f, "&E");
		if (look(f) == '&') {
			f->at++;
			buf_lit(f->out, "</mtd><mtd>");
		} else if (str_starts(str_skip(f->s, f->at), S("\\\\"))) {
			f->at += 2;
			buf_lit(f->out, "</mtd></mtr><mtr><mtd>");
		} else {
			break;
		}
	}
	buf_lit(f->out, "</mtd></mtr></mtable>");
}

static void put_environment(struct formula *f)
{
	struct str name = read_braces(f);
	size_t n = sizeof(environments) / sizeof(*environments), i = 0;

	while (i < n && !str_eq(name, str_of(environments[i].name)))
		i++;
	if (i == n) {
		fail(f);
		return;
	}
	buf_lit(f->out, "<mrow>");
	if (*environments[i].open)
		put_element(f, "mo", str_of(environments[i].open));
	put_cells(f);
	if (*environments[i].close)
		put_element(f, "mo", str_of(environments[i].close));
	buf_lit(f->out, "</mrow>");
	if (!at_command(f, S("\\end"))) {
		fail(f);
		return;
	}
	f->at += 4;
	if (!str_eq(read_braces(f), name))
		fail(f);
}

/* ---- commands ---------------------------------------------------- */

static bool put_symbol(struct formula *f, struct str name)
{
	static const char *const tags[] = { "mi", "mo", "mi" };
	const struct symbol *symbol = symbol_find(name);

	if (symbol)
		put_element(f, tags[symbol->kind], str_of(symbol->text));
	return symbol != NULL;
}

static bool is_text(struct str name)
{
	return str_eq(name, S("text")) || str_eq(name, S("mathrm")) ||
	       str_eq(name, S("textrm")) || str_eq(name, S("textbf")) ||
	       str_eq(name, S("textit")) || str_eq(name, S("operatorname")) ||
	       str_eq(name, S("texttt")) || str_eq(name, S("mbox"));
}

static bool is_accent(struct str name, const char **mark)
{
	static const char *const accents[][2] = { { "hat", "^" },
		{ "bar", "¯" }, { "vec", "→" }, { "tilde", "~" },
		{ "dot", "˙" }, { "overline", "¯" } };

	for (size_t i = 0; i < sizeof(accents) / sizeof(*accents); i++)
		if (str_eq(name, str_of(accents[i][0]))) {
			*mark = accents[i][1];
			return true;
		}
	return false;
}

/* What is written around an argument: |x⟩ and the like. */
static bool put_around(struct formula *f, struct str name)
{
	static const char *const around[][3] = { { "ket", "|", "⟩" },
		{ "bra", "⟨", "|" }, { "mathbf", "", "" },
		{ "mathcal", "", "" }, { "mathbb", "", "" },
		{ "mathit", "", "" }, { "boldsymbol", "", "" } };

	for (size_t i = 0; i < sizeof(around) / sizeof(*around); i++) {
		if (!str_eq(name, str_of(around[i][0])))
			continue;
		buf_lit(f->out, "<mrow>");
		if (*around[i][1])
			put_element(f, "mo", str_of(around[i][1]));
		put_argument(f);
		if (*around[i][2])
			put_element(f, "mo", str_of(around[i][2]));
		buf_lit(f->out, "</mrow>");
		return true;
	}
	return false;
}

static bool put_space(struct formula *f, struct str name)
{
	if (!str_eq(name, S(",")) && !str_eq(name, S(";")) &&
		!str_eq(name, S(":")) && !str_eq(name, S(" ")) &&
		!str_eq(name, S("quad")) && !str_eq(name, S("qquad")))
		return str_eq(name, S("!")) || str_eq(name, S("displaystyle"));
	buf_printf(f->out, "<mspace width=\"%s\"></mspace>",
		name.n > 1 ? "1em" : "0.2em");
	return true;
}

static void put_command(struct formula *f)
{
	struct str name = read_command(f);
	const char *mark;

	if (str_eq(name, S("frac")) || str_eq(name, S("dfrac")) ||
		str_eq(name, S("tfrac"))) {
		buf_lit(f->out, "<mfrac>");
		put_argument(f);
		put_argument(f);
		buf_lit(f->out, "</mfrac>");
	} else if (str_eq(name, S("sqrt"))) {
		put_root(f);
	} else if (str_eq(name, S("left"))) {
		put_fenced(f);
	} else if (str_eq(name, S("begin"))) {
		put_environment(f);
	} else if (is_text(name)) {
		put_element(f, "mtext", read_braces(f));
	} else if (is_accent(name, &mark)) {
		buf_lit(f->out, "<mover>");
		put_argument(f);
		put_element(f, "mo", str_of(mark));
		buf_lit(f->out, "</mover>");
	} else if (name.n == 1 && strchr("{}%#&_$|", name.p[0])) {
		put_element(f, "mo", name);
	} else if (!put_around(f, name) && !put_space(f, name) &&
		   !put_symbol(f, name)) {
		fail(f);
	}
}

static void put_number(struct formula *f)
{
	size_t from = f->at;

	while (char_is_digit(look(f)) ||
		(look(f) == '.' && f->at + 1 < f->s.n &&
			char_is_digit(f->s.p[f->at + 1])))
		f->at++;
	put_element(f, "mn", str_sub(f->s, from, f->at));
}

/* Without what is raised or lowered at it. */
static void put_base(struct formula *f)
{
	char c = look(f);
	size_t n = 1;

	if (c == '\\') {
		put_command(f);
	} else if (c == '{') {
		put_group(f);
	} else if (char_is_digit(c)) {
		put_number(f);
	} else if (c == '}' || c == '&' || c == '$' || c == '#' || c == '%') {
		fail(f);
	} else {
		while ((c & 0x80) && f->at + n < f->s.n &&
			(f->s.p[f->at + n] & 0xC0) == 0x80)
			n++;
		put_element(f, is_letter(c) || (c & 0x80) ? "mi" : "mo",
			c == '\'' ? S("′") : str_sub(f->s, f->at, f->at + n));
		f->at += n;
	}
}

/* Takes what was written since `from` back out. */
static struct str cut_since(struct formula *f, size_t from)
{
	struct str s = str_dup(f->a,
		str_make(f->out->p + from, f->out->n - from));

	f->out->n = from;
	return s.n ? s : S("<mrow></mrow>");
}

/* "_x" and "^x" in either order; each "" if it is not there. */
static void read_scripts(struct formula *f, struct str *low, struct str *high)
{
	*low = *high = S("");
	for (;;) {
		size_t from = f->out->n;
		struct str *to;
		skip_space(f);
		to = look(f) == '_' ? low : look(f) == '^' ? high : NULL;
		if (!to || to->n)
			return;
		f->at++;
		put_argument(f);
		*to = cut_since(f, from);
	}
}

static void put_atom(struct formula *f)
{
	size_t from = f->out->n;
	struct str base, low, high;
	const char *tag;

	if (f->depth == MAX_DEPTH) {
		fail(f);
		return;
	}
	f->depth++;
	put_base(f);
	base = cut_since(f, from);
	read_scripts(f, &low, &high);
	f->depth--;
	if (!low.n && !high.n) {
		buf_add(f->out, base);
		return;
	}
	tag = !low.n ? "msup" : !high.n ? "msub" : "msubsup";
	buf_printf(f->out, "<%s>", tag);
	buf_add(f->out, base);
	buf_add(f->out, low);
	buf_add(f->out, high);
	buf_printf(f->out, "</%s>", tag);
}

/* Atoms up to one of the stops: '}', '&', R for \right, E for \end and
 * the end of a matrix's row. */
static void put_row(struct formula *f, const char *stops)
{
	for (skip_space(f); !f->failed && f->at < f->s.n; skip_space(f)) {
		if ((look(f) == '}' || look(f) == '&') &&
			strchr(stops, look(f)))
			return;
		if (strchr(stops, 'R') && at_command(f, S("\\right")))
			return;
		if (strchr(stops, 'E') &&
			(at_command(f, S("\\end")) ||
				str_starts(str_skip(f->s, f->at), S("\\\\"))))
			return;
		put_atom(f);
	}
}

bool mathml_write(struct buf *out, struct arena *scratch, struct str tex,
	bool display)
{
	size_t from = out->n;
	struct formula f = { .s = tex, .out = out, .a = scratch };

	if (tex.n > MAX_LENGTH)
		return false;
	buf_add(out, display ? S("<math display=\"block\"><mrow>")
			     : S("<math><mrow>"));
	put_row(&f, "");
	buf_lit(out, "</mrow></math>");
	if (display)
		buf_byte(out, '\n');
	if (f.failed)
		out->n = from;
	return !f.failed;
}
