/*
 * One lexer for all languages. It looks at each byte once: at each place the
 * first thing that fits is taken, and what fits nothing is text. It may be
 * wrong about a token; it never loses or changes one.
 */
#include "site/highlight.h"

#include "format/html.h"

struct lexer {
	const struct highlight_language *l;
	struct buf *out;
	struct str code;
	size_t at, plain; /* text from `plain` to `at` waits to be written */
	bool session;     /* commands with a prompt, and what they print */
	size_t output;    /* behind the last line of what they print */
};

/* ---- words ------------------------------------------------------- */

static bool in_list(const char *list, struct str word, bool any_case)
{
	struct str rest = str_of(list), item;

	while (list && str_cut(&rest, ' ', &item))
		if (any_case ? str_eq_nocase(item, word) : str_eq(item, word))
			return true;
	return false;
}

static bool is_word(char c)
{
	return char_is_alnum(c) || c == '_' || (unsigned char)c >= 0x80;
}

static char byte_at(const struct lexer *x, size_t at)
{
	return at < x->code.n ? x->code.p[at] : '\0';
}

static bool starts(const struct lexer *x, size_t at, const char *text)
{
	return text && str_starts(str_skip(x->code, at), str_of(text));
}

static bool begins_line(const struct lexer *x)
{
	return x->at == 0 || x->code.p[x->at - 1] == '\n';
}

/* ---- output ------------------------------------------------------ */

static void flush(struct lexer *x)
{
	html_escape(x->out, str_sub(x->code, x->plain, x->at));
	x->plain = x->at;
}

/* What lies up to `end` is of a class; NULL is plain. */
static void take(struct lexer *x, size_t end, const char *class)
{
	if (!class) {
		x->at = end;
		return;
	}
	flush(x);
	buf_printf(x->out, "<span class=\"hljs-%s\">", class);
	x->at = end;
	flush(x);
	buf_lit(x->out, "</span>");
}

static size_t line_end(const struct lexer *x, size_t at)
{
	size_t end = str_find_byte(x->code, at, '\n');

	return end == STR_NONE ? x->code.n : end;
}

/* Behind the next `close`, or the end. */
static size_t end_after(const struct lexer *x, size_t at, const char *close)
{
	size_t end = str_find(x->code, at, str_of(close));

	return end == STR_NONE ? x->code.n : end + strlen(close);
}

/* ---- what things may be ------------------------------------------ */

static bool take_comment(struct lexer *x)
{
	const struct highlight_language *l = x->l;
	bool word_before = x->at > 0 && !char_is_space(x->code.p[x->at - 1]);

	if (starts(x, x->at, l->block_open)) {
		take(x,
			end_after(x, x->at + strlen(l->block_open),
				l->block_close),
			"comment");
		return true;
	}
	for (size_t i = 0; l->line_comments[i]; i++) {
		/* "a#b" is no comment, and "http://" none either. */
		if (!starts(x, x->at, l->line_comments[i]) ||
			(word_before && (l->line_comments[i][0] == '#' ||
						x->code.p[x->at - 1] == ':')))
			continue;
		take(x, line_end(x, x->at), "comment");
		return true;
	}
	return false;
}

static size_t string_end(const struct lexer *x, size_t at)
{
	char quote = x->code.p[at++];

	for (; at < x->code.n; at++) {
		char c = x->code.p[at];
		bool doubled = c == quote && !x->l->escape &&
			       byte_at(x, at + 1) == quote;
		if (doubled || (x->l->escape && c == x->l->escape))
			at++;
		else if (c == quote)
			return at + 1;
		else if (c == '\n' && x->l->lines)
			return at;
	}
	return x->code.n;
}

/* Is the next thing a ':'? Blanks may stand before it. */
static bool is_key(const struct lexer *x, size_t end)
{
	while (byte_at(x, end) == ' ' || byte_at(x, end) == '\t')
		end++;
	return x->l->keys && byte_at(x, end) == ':' &&
	       byte_at(x, end + 1) != '/';
}

static bool take_string(struct lexer *x)
{
	char c = x->code.p[x->at];
	size_t end;

	if (!x->l->quotes || !strchr(x->l->quotes, c) ||
		(c == '\'' && x->at > 0 && is_word(x->code.p[x->at - 1])))
		return false;
	end = string_end(x, x->at);
	take(x, end, is_key(x, end) ? "attr" : "string");
	return true;
}

static bool take_variable(struct lexer *x)
{
	size_t end = x->at + 1;
	struct str word;

	if (!x->l->variable || !strchr(x->l->variable, x->code.p[x->at]))
		return false;
	if (byte_at(x, end) == '{')
		end = end_after(x, end, "}");
	else
		while (is_word(byte_at(x, end)) || byte_at(x, end) == ':')
			end++;
	if (end == x->at + 1)
		return false;
	word = str_sub(x->code, x->at, end);
	take(x, end,
		in_list(x->l->literals, word, true) ? "literal" : "variable");
	return true;
}

static bool take_number(struct lexer *x)
{
	size_t end = x->at;

	if (!char_is_digit(x->code.p[x->at]))
		return false;
	while (is_word(byte_at(x, end)) ||
		(byte_at(x, end) == '.' && char_is_digit(byte_at(x, end + 1))))
		end++;
	take(x, end, "number");
	return true;
}

/* -Name, --name */
static bool take_option(struct lexer *x)
{
	size_t end = x->at;

	if (!x->l->options || x->code.p[x->at] != '-' ||
		(x->at > 0 && !char_is_space(x->code.p[x->at - 1])))
		return false;
	while (byte_at(x, end) == '-')
		end++;
	if (!is_word(byte_at(x, end)))
		return false;
	while (is_word(byte_at(x, end)) || byte_at(x, end) == '-')
		end++;
	take(x, end, "attr");
	return true;
}

/* The end of the prompt that the line at `at` begins with; 0: none. */
static size_t prompt_end(const struct lexer *x, size_t at)
{
	size_t end;

	if (!x->l->prompt)
		return 0;
	if (starts(x, at, "$ ") || starts(x, at, "> "))
		return at + 1;
	if (!starts(x, at, "PS ") && !starts(x, at, "PS>"))
		return 0;
	end = str_find_byte(str_sub(x->code, 0, line_end(x, at)), at, '>');
	return end == STR_NONE ? 0 : end + 1;
}

static bool take_prompt(struct lexer *x)
{
	size_t end = begins_line(x) ? prompt_end(x, x->at) : 0;

	if (end)
		take(x, end, "meta");
	return end > 0;
}

/* Where commands have a prompt, other lines are what they print. */
static bool has_prompts(const struct lexer *x)
{
	for (size_t at = 0; at < x->code.n; at = line_end(x, at) + 1)
		if (prompt_end(x, at) && !starts(x, at, ">"))
			return true;
	return false;
}

/* Does the command of the line before go on in this one? */
static bool goes_on(const struct lexer *x)
{
	return x->at > 1 && x->at != x->output &&
	       (x->code.p[x->at - 2] == '\\' || x->code.p[x->at - 2] == '`');
}

static bool take_output(struct lexer *x)
{
	if (!x->session || !begins_line(x) || prompt_end(x, x->at) ||
		goes_on(x))
		return false;
	x->at = line_end(x, x->at) + 1;
	if (x->at > x->code.n)
		x->at = x->code.n;
	x->output = x->at;
	return true;
}

static const char *class_of(const struct lexer *x, struct str word, size_t end)
{
	const struct highlight_language *l = x->l;

	if (in_list(l->keywords, word, l->any_case))
		return "keyword";
	if (in_list(l->literals, word, l->any_case))
		return "literal";
	if (in_list(l->built_in, word, l->any_case))
		return "built_in";
	if (l->verbs && str_find_byte(word, 0, '-') != STR_NONE)
		return "built_in";
	return is_key(x, end) ? "attr" : NULL;
}

static bool take_word(struct lexer *x)
{
	bool hyphens = x->l->verbs || x->l->keys;
	size_t end = x->at;

	if (!is_word(x->code.p[x->at]) && x->code.p[x->at] != '@' &&
		x->code.p[x->at] != '!')
		return false;
	do
		end++;
	while (is_word(byte_at(x, end)) ||
		(hyphens && byte_at(x, end) == '-' &&
			is_word(byte_at(x, end + 1))));
	take(x, end, class_of(x, str_sub(x->code, x->at, end), end));
	return true;
}

/* ---- markup ------------------------------------------------------ */

static size_t name_end(const struct lexer *x, size_t at)
{
	while (is_word(byte_at(x, at)) || byte_at(x, at) == '-' ||
		byte_at(x, at) == ':' || byte_at(x, at) == '.')
		at++;
	return at;
}

static size_t quoted_end(const struct lexer *x, size_t at)
{
	size_t end = str_find_byte(x->code, at + 1, x->code.p[at]);

	return end == STR_NONE ? x->code.n : end + 1;
}

/* Inside a tag, behind its name. */
static void take_attributes(struct lexer *x)
{
	while (x->at < x->code.n && x->code.p[x->at] != '>') {
		char c = x->code.p[x->at];
		size_t end = name_end(x, x->at);
		if (c == '"' || c == '\'')
			take(x, quoted_end(x, x->at), "string");
		else if (end > x->at)
			take(x, end, "attr");
		else
			take(x, x->at + 1, NULL);
	}
}

static bool take_tag(struct lexer *x)
{
	size_t from = x->at + 1, end;

	if (!x->l->markup || x->code.p[x->at] != '<')
		return false;
	if (byte_at(x, from) == '/' || byte_at(x, from) == '?' ||
		byte_at(x, from) == '!')
		from++;
	end = name_end(x, from);
	if (end == from)
		return false;
	x->at = from;
	take(x, end, "name");
	take_attributes(x);
	return true;
}

/* ---- all --------------------------------------------------------- */

static void lex(struct lexer *x)
{
	while (x->at < x->code.n) {
		if (take_output(x) || take_comment(x) || take_tag(x))
			continue;
		if (x->l->markup) {
			x->at++;
			continue;
		}
		if (take_prompt(x) || take_string(x) || take_variable(x) ||
			take_number(x) || take_option(x) || take_word(x))
			continue;
		x->at++;
	}
	flush(x);
}

bool highlight_code(struct buf *out, struct str language, struct str code)
{
	for (const struct highlight_language *l = highlight_languages; l->names;
		l++) {
		struct lexer x = { .l = l, .out = out, .code = code };
		if (!in_list(l->names, language, true))
			continue;
		x.session = has_prompts(&x);
		lex(&x);
		return true;
	}
	return false;
}
