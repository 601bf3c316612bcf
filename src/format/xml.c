/*
 * Calls into XML text. Elements stand on lines of their own, two spaces a
 * level, until one of them holds text: from there to its end tag nothing is
 * added, since white space counts in it.
 */
#include "format/xml.h"

#include <assert.h>

#include "base/utf8.h"

#define MAX_DEPTH ((int)(sizeof(((struct xml *)0)->names) / sizeof(char *)))

void xml_begin(struct xml *x, struct buf *out)
{
	*x = (struct xml){ .out = out };
	buf_lit(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
}

static void finish_tag(struct xml *x)
{
	if (x->open)
		buf_byte(x->out, '>');
	x->open = false;
}

static void indent(struct xml *x)
{
	if (x->text)
		return;
	if (x->out->p[x->out->n - 1] != '\n')
		buf_byte(x->out, '\n');
	for (int i = 0; i < x->depth; i++)
		buf_lit(x->out, "  ");
}

void xml_open(struct xml *x, const char *name)
{
	assert(x->depth < MAX_DEPTH);
	finish_tag(x);
	indent(x);
	buf_byte(x->out, '<');
	buf_add(x->out, str_of(name));
	x->names[x->depth++] = name;
	x->open = true;
}

/* Char of XML 1.0, production 2. */
static bool is_char(uint32_t c)
{
	if (c < 0x20)
		return c == '\t' || c == '\n' || c == '\r';
	return c != UTF8_BAD && c != 0xFFFE && c != 0xFFFF;
}

/* What stands for c, or "" for itself. Readers turn a carriage return into
 * a line feed, and all white space of attributes into spaces. */
static struct str reference(uint32_t c, bool attr)
{
	switch (c) {
	case '&':
		return S("&amp;");
	case '<':
		return S("&lt;");
	case '>':
		return S("&gt;");
	case '\r':
		return S("&#13;");
	case '"':
		return attr ? S("&quot;") : S("");
	case '\n':
		return attr ? S("&#10;") : S("");
	case '\t':
		return attr ? S("&#9;") : S("");
	default:
		return S("");
	}
}

static void escape(struct buf *out, struct str s, bool attr)
{
	for (size_t i = 0; i < s.n;) {
		size_t from = i;
		uint32_t c = utf8_next(s, &i);
		struct str instead = reference(c, attr);
		if (instead.n)
			buf_add(out, instead);
		else if (is_char(c))
			buf_add(out, str_sub(s, from, i));
	}
}

void xml_attr(struct xml *x, const char *name, struct str value)
{
	assert(x->open);
	buf_byte(x->out, ' ');
	buf_add(x->out, str_of(name));
	buf_lit(x->out, "=\"");
	escape(x->out, value, true);
	buf_byte(x->out, '"');
}

void xml_text(struct xml *x, struct str text)
{
	assert(x->depth > 0);
	/* An element without content stays <name/>. */
	if (text.n)
		finish_tag(x);
	if (!x->text)
		x->text = x->depth;
	escape(x->out, text, false);
}

void xml_close(struct xml *x)
{
	assert(x->depth > 0);
	const char *name = x->names[--x->depth];
	if (x->open) {
		buf_lit(x->out, "/>");
		x->open = false;
	} else {
		indent(x);
		buf_printf(x->out, "</%s>", name);
	}
	if (x->text > x->depth)
		x->text = 0;
	if (x->depth == 0)
		buf_byte(x->out, '\n');
}

void xml_leaf(struct xml *x, const char *name, struct str text)
{
	xml_open(x, name);
	xml_text(x, text);
	xml_close(x);
}
