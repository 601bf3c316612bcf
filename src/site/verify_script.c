/*
 * A script as tokens: names, texts and signs. What it could ask of others is
 * seen by the names that a browser gives to that; texts that say so, as those
 * of a search index do, are only texts.
 */
#include "site/verifier.h"

enum kind { NONE, NAME, TEXT, SIGN };

struct token {
	enum kind kind;
	struct str text; /* of a TEXT without quotes, escapes as written */
};

#define DEPTH 32

struct reader {
	struct verifier *v;
	struct str js;
	size_t at;
	struct token last[3]; /* those before, newest first */
	/* braces that are open inside each `${` of texts in backquotes */
	size_t braces[DEPTH], depth;
};

static char peek(const struct reader *r, size_t ahead)
{
	return ahead < r->js.n - r->at ? r->js.p[r->at + ahead] : '\0';
}

static bool is_name(char c)
{
	return char_is_alnum(c) || c == '_' || c == '$' ||
	       (unsigned char)c >= 0x80;
}

static bool is_sign(const struct token *t, char c)
{
	return t->kind == SIGN && t->text.p[0] == c;
}

/* ---- what it asks for -------------------------------------------- */

static const char *const asking[] = { "fetch", "fetchLater", "XMLHttpRequest",
	"WebSocket", "WebTransport", "EventSource", "RTCPeerConnection",
	"sendBeacon", "importScripts", NULL };
static const char *const workers[] = { "Worker", "SharedWorker",
	"serviceWorker", "audioWorklet", NULL };
static const char *const modules[] = { "import", NULL };
/* Properties whose value is loaded. */
static const char *const loading[] = { "src", "srcset", "poster", "data",
	"background", "backgroundImage", "action", "formAction", NULL };

static void judge_name(struct reader *r, struct str name)
{
	/* Behind a point or a quote it may be a key of anything. */
	bool key = is_sign(&r->last[0], '.');
	const char *what = NULL;

	if (str_in(name, asking))
		what = "a script asks for more than the site has:";
	else if (str_eq(name, S("serviceWorker")) ||
		 (str_in(name, workers) && r->last[0].kind == NAME &&
			 str_eq(r->last[0].text, S("new"))))
		what = "on a disk no worker is started:";
	else if (!key && str_in(name, modules))
		what = "on a disk no module is loaded";
	if (what)
		verify_trouble(r->v, name, what, name);
}

static bool is_remote(struct str s)
{
	static const char *const starts[] = { "http://", "https://", "ws://",
		"wss://" };

	for (size_t i = 0; i < sizeof(starts) / sizeof(*starts); i++)
		if (str_starts_nocase(s, str_of(starts[i])))
			return true;
	return s.n > 2 && s.p[0] == '/' && s.p[1] == '/' &&
	       char_is_alnum(s.p[2]);
}

/* Is there such an address behind the word, with quotes or without? */
static bool has_remote(struct str s, struct str word)
{
	size_t i = 0;

	while ((i = str_find(s, i, word)) != STR_NONE) {
		i += word.n;
		while (i < s.n && strchr("\\\"' ", s.p[i]))
			i++;
		if (is_remote(str_skip(s, i)))
			return true;
	}
	return false;
}

/* x.src = "…", x.setAttribute("src", "…"), x["fetch"] */
static void judge_text(struct reader *r, struct str text)
{
	const struct token *t = r->last;
	bool to_property = is_sign(&t[0], '=') && t[1].kind == NAME;
	bool to_attribute = is_sign(&t[0], ',') && t[1].kind == TEXT;
	bool loads = (to_property || to_attribute) &&
		     str_in(t[1].text, loading);

	if (to_property && str_eq(t[1].text, S("href")) &&
		str_ends_nocase(text, S(".css")))
		loads = true;
	if (is_sign(&t[0], '[') && t[1].kind != NONE && str_in(text, asking))
		verify_trouble(r->v, text,
			"a script asks for more than the site has:", text);
	else if ((loads && is_remote(text)) || has_remote(text, S("url(")) ||
		 (str_find_byte(text, 0, '<') != STR_NONE &&
			 (has_remote(text, S("src=")) ||
				 has_remote(text, S("srcset=")))))
		verify_trouble(r->v, text, "another host is asked for", text);
}

/* ---- tokens ------------------------------------------------------ */

static void push(struct reader *r, enum kind kind, struct str text)
{
	r->last[2] = r->last[1];
	r->last[1] = r->last[0];
	r->last[0] = (struct token){ kind, text };
}

static void skip_to(struct reader *r, struct str mark)
{
	size_t end = str_find(r->js, r->at, mark);

	r->at = end == STR_NONE ? r->js.n : end + mark.n;
}

/* Behind its quote. A text in backquotes stops at `${`, too. */
static void read_text(struct reader *r, char quote)
{
	size_t from = r->at;
	struct str text;

	for (; r->at < r->js.n; r->at++) {
		char c = r->js.p[r->at];
		if (c == '\\')
			r->at += r->at + 1 < r->js.n;
		else if (c == quote || (c == '\n' && quote != '`') ||
			 (quote == '`' && c == '$' && peek(r, 1) == '{'))
			break;
	}
	text = str_sub(r->js, from, r->at);
	judge_text(r, text);
	push(r, TEXT, text);
	if (quote == '`' && peek(r, 0) == '$' && r->depth < DEPTH) {
		r->braces[r->depth++] = 0;
		r->at += 2;
		return;
	}
	r->at += r->at < r->js.n;
}

/* A '/' divides what a name, a number or a bracket ends. */
static bool divides(const struct reader *r)
{
	static const char *const words[] = { "return", "typeof", "case", "in",
		"of", "delete", "void", "do", "else", "new", "instanceof",
		NULL };
	const struct token *t = &r->last[0];

	if (t->kind == NAME)
		return !str_in(t->text, words);
	return t->kind == TEXT || is_sign(t, ')') || is_sign(t, ']') ||
	       is_sign(t, '}');
}

/* Behind its '/'. */
static void read_pattern(struct reader *r)
{
	bool set = false;

	for (; r->at < r->js.n && r->js.p[r->at] != '\n'; r->at++) {
		char c = r->js.p[r->at];
		if (c == '\\')
			r->at++;
		else if (c == '[')
			set = true;
		else if (c == ']')
			set = false;
		else if (c == '/' && !set)
			break;
	}
	r->at += r->at < r->js.n;
	if (r->at > r->js.n)
		r->at = r->js.n;
	push(r, TEXT, S(""));
}

static void read_name(struct reader *r)
{
	size_t from = r->at;
	struct str name;

	while (is_name(peek(r, 0)))
		r->at++;
	name = str_sub(r->js, from, r->at);
	/* { fetch: … } is a key. */
	if (peek(r, 0) != ':')
		judge_name(r, name);
	push(r, NAME, name);
}

static void read_sign(struct reader *r)
{
	char c = peek(r, 0);

	r->at++;
	if (r->depth && c == '{') {
		r->braces[r->depth - 1]++;
	} else if (r->depth && c == '}' && r->braces[r->depth - 1]-- == 0) {
		r->depth--;
		read_text(r, '`');
		return;
	}
	push(r, SIGN, str_sub(r->js, r->at - 1, r->at));
}

void verify_script(struct verifier *v)
{
	struct reader r = { .v = v, .js = v->source.bytes };

	while (r.at < r.js.n) {
		char c = peek(&r, 0);
		if (char_is_space(c)) {
			r.at++;
		} else if (c == '/' && peek(&r, 1) == '/') {
			skip_to(&r, S("\n"));
		} else if (c == '/' && peek(&r, 1) == '*') {
			r.at += 2;
			skip_to(&r, S("*/"));
		} else if (c == '"' || c == '\'' || c == '`') {
			r.at++;
			read_text(&r, c);
		} else if (c == '/' && !divides(&r)) {
			r.at++;
			read_pattern(&r);
		} else if (is_name(c)) {
			read_name(&r);
		} else {
			read_sign(&r);
		}
	}
}
