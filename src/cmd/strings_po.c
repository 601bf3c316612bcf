/* Words of the interface to entries of PO, and back. */
#include "cmd/strings_po.h"

#include <stdio.h>

#include "format/po.h"
#include "set/strings.h"

/* ---- out --------------------------------------------------------- */

static void put_header(struct buf *out, struct str tag, const struct plural *p)
{
	buf_lit(out, "msgid \"\"\n"
		     "msgstr \"\"\n"
		     "\"Project-Id-Version: diglot " DIGLOT_VERSION "\\n\"\n"
		     "\"PO-Revision-Date: 1970-01-01 00:00+0000\\n\"\n"
		     "\"Last-Translator: diglot\\n\"\n"
		     "\"Language-Team: diglot\\n\"\n"
		     "\"Language: ");
	po_put_language(out, tag);
	buf_printf(out,
		"\\n\"\n"
		"\"MIME-Version: 1.0\\n\"\n"
		"\"Content-Type: text/plain; charset=UTF-8\\n\"\n"
		"\"Content-Transfer-Encoding: 8bit\\n\"\n"
		"\"Plural-Forms: nplurals=%zu; plural=%.*s;\\n\"\n",
		p->n, STR_ARG(p->expression));
}

/* Also where the value has no forms. */
static struct str form_of(const struct value *v, struct str form)
{
	const struct value *text = v && v->kind == VALUE_MAP
					   ? value_get(v, form)
					   : v;

	return value_as_text(text || !v ? text : value_get(v, S("other")));
}

static void put_entry(struct buf *out, struct str key,
	const struct value *english, const struct value *v,
	const struct plural *p)
{
	bool plural = english->kind == VALUE_MAP;
	struct str id = form_of(english, S("other"));

	buf_byte(out, '\n');
	/* msgfmt then compares the {places} of both texts. */
	if (str_find_byte(id, 0, '{') != STR_NONE)
		buf_lit(out, "#, python-brace-format\n");
	po_put(out, "msgctxt", key);
	if (!plural) {
		po_put(out, "msgid", id);
		po_put(out, "msgstr", form_of(v, S("other")));
		return;
	}
	po_put(out, "msgid", form_of(english, S("one")));
	po_put(out, "msgid_plural", id);
	for (size_t i = 0; i < p->n; i++) {
		char name[32];
		snprintf(name, sizeof(name), "msgstr[%zu]", i);
		po_put(out, name, form_of(v, p->form[i]));
	}
}

bool strings_po_write(struct arena *a, const struct locale *english,
	const struct locale *l, bool (*done)(const void *ctx, struct str key),
	const void *ctx, struct buf *out)
{
	const struct value *all = english->strings;
	struct plural p;

	if (!plural_of(a, l, &p))
		return false;
	put_header(out, l->tag, &p);
	for (size_t i = 0; i < all->n; i++) {
		struct str key = all->keys[i];
		if (!strings_is_text(all->items[i]))
			continue;
		put_entry(out, key, all->items[i],
			done(ctx, key) ? value_get(l->strings, key) : NULL, &p);
	}
	return true;
}

/* ---- in ---------------------------------------------------------- */

_Static_assert(PO_FORMS <= LOCALE_FORMS, "a word has room for its forms");

static void take_header(struct po_words *out, struct str header)
{
	out->language = po_header_value(header, S("Language:"));
	out->plural_forms = po_header_value(header, S("Plural-Forms:"));
}

/* What is not translated whole, or is to be reviewed, is left out. */
static void take_entry(struct arena *a, struct po_words *out,
	const struct po_entry *e)
{
	struct po_word w = { .key = e->context,
		.id = e->plural.n ? e->plural : e->id,
		.n = e->n,
		.plural = e->has_forms,
		.line = e->line };
	bool all = e->n > 0;

	for (size_t i = 0; i < e->n; i++) {
		w.text[i] = e->text[i];
		all = all && e->text[i].n;
	}
	if (po_is_header(e))
		take_header(out, e->text[0]);
	else if (all && w.key.n && !e->fuzzy)
		vec_push(a, &out->list, w);
}

bool strings_po_read(struct arena *a, struct str bytes, struct po_words *out,
	size_t *line, const char **why)
{
	struct po_reader r;
	struct po_entry e;

	*out = (struct po_words){ 0 };
	po_begin(&r, a, bytes, true);
	while (po_next(&r, &e))
		take_entry(a, out, &e);
	*line = r.line;
	*why = r.fault;
	return !r.fault;
}
