/*
 * iCalendar (RFC 5545): a VTODO for each thing to have or do, its parts
 * related to it. Nothing depends on the time of the run: the stamp is the
 * page's date, or the format's.
 */
#include "base/utf8.h"
#include "list/list.h"

struct calendar {
	struct list *l;
	const struct checklist *c;
	const struct checklist_section *s;
	struct str stamp;
	uint32_t nth;
};

/* Lines are folded at 75 bytes, between characters. */
static void put_line(struct calendar *k, struct str line)
{
	size_t from = 0, used = 0;

	for (size_t i = 0; i < line.n;) {
		size_t at = i;
		utf8_next(line, &i);
		if (used + (i - at) > 74) {
			buf_add(k->l->out, str_sub(line, from, at));
			buf_lit(k->l->out, "\r\n ");
			from = at;
			used = 1;
		}
		used += i - at;
	}
	buf_add(k->l->out, str_skip(line, from));
	buf_lit(k->l->out, "\r\n");
}

static struct str escape(struct arena *a, struct str s)
{
	struct buf b;

	buf_init(&b, a);
	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];
		if (c == '\n')
			buf_lit(&b, "\\n");
		else if (c == '\\' || c == ';' || c == ',')
			buf_printf(&b, "\\%c", c);
		else if ((unsigned char)c >= ' ' || c == '\t')
			buf_byte(&b, c);
	}
	return buf_str(&b);
}

static void put(struct calendar *k, const char *name, struct str value)
{
	if (value.n)
		put_line(k,
			str_printf(k->l->a, "%s:%.*s", name, STR_ARG(value)));
}

static struct str uid(struct calendar *k, struct str id)
{
	return str_printf(k->l->a, "%.*s-%.*s@diglot", STR_ARG(k->c->id),
		STR_ARG(id));
}

static void put_todo(struct calendar *k, struct str id, struct str summary,
	struct str description, struct str parent)
{
	struct arena *a = k->l->a;

	put(k, "BEGIN", S("VTODO"));
	put(k, "UID", uid(k, id));
	put(k, "DTSTAMP", k->stamp);
	put(k, "SUMMARY", escape(a, summary));
	put(k, "DESCRIPTION", escape(a, description));
	put(k, "CATEGORIES", escape(a, list_text(k->l, &k->s->heading.text)));
	if (parent.n)
		put_line(k, str_printf(a, "RELATED-TO;RELTYPE=PARENT:%.*s",
				    STR_ARG(uid(k, parent))));
	put(k, "X-DIGLOT-ORDER", str_printf(a, "%u", ++k->nth));
	put(k, "STATUS",
		list_done(k->l, id) ? S("COMPLETED") : S("NEEDS-ACTION"));
	put(k, "END", S("VTODO"));
}

static void put_items(struct calendar *k, const struct checklist_items *items,
	struct str parent)
{
	for (size_t i = 0; i < items->n; i++) {
		const struct checklist_item *x = items->p[i];
		struct str text = list_text(k->l, &x->text);
		struct str number = list_number(k->l, x);
		if (!x->checkable)
			continue;
		if (number.n)
			text = str_printf(k->l->a, "%.*s. %.*s",
				STR_ARG(number), STR_ARG(text));
		put_todo(k, x->id, text, list_blocks(k->l, &x->info), parent);
		put_items(k, &x->children, x->id);
		put_items(k, &x->choices, x->id);
	}
}

static void put_section(struct calendar *k)
{
	if (k->s->kind == SECTION_NEXT)
		return;
	if (k->s->kind == SECTION_PROCEDURE)
		put_todo(k, k->s->id, list_text(k->l, &k->s->heading.text),
			list_blocks(k->l, &k->s->notes), S(""));
	put_items(k, &k->s->items, k->s->id);
}

/* The date as it is written, if it is one; else a fixed day. */
static struct str stamp_of(struct list *l, const struct checklist *c)
{
	struct str s = value_text_at(c->page->meta, S("ms.date"));
	struct str part[3];
	uint32_t n[3];
	int i = 0;

	while (i < 3 && str_cut(&s, '/', &part[i]) &&
		str_to_uint(part[i], &n[i]))
		i++;
	if (i == 3 && n[0] - 1 < 12 && n[1] - 1 < 31 && n[2] - 1900 < 300)
		return str_printf(l->a, "%04u%02u%02uT000000Z", n[2], n[0],
			n[1]);
	return S("20000101T000000Z");
}

static void write(struct list *l)
{
	struct calendar k = { .l = l };

	put(&k, "BEGIN", S("VCALENDAR"));
	put(&k, "VERSION", S("2.0"));
	put(&k, "PRODID", S("-//diglot//checklist " CHECKLIST_VERSION "//EN"));
	for (size_t i = 0; i < l->n; i++) {
		k.c = l->pages[i];
		k.stamp = stamp_of(l, k.c);
		for (size_t n = 0; n < k.c->sections.n; n++) {
			k.s = k.c->sections.p[n];
			put_section(&k);
		}
	}
	put(&k, "END", S("VCALENDAR"));
}

const struct list_format list_ics = { "ics",
	"iCalendar: tasks for a to-do program", write };
