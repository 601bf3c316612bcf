/*
 * libxml2's push parser behind a guard: bytes are looked over before it
 * sees them (encoding, size of tags), it may load and expand nothing, and
 * its events become elements in an arena; nothing of it outlives xml_read.
 */
#include "format/xml_read.h"

#include <libxml/parser.h>
#include <libxml/parserInternals.h>

#include "base/buf.h"
#include "base/map.h"
#include "base/utf8.h"

#define MAX_DEPTH 200
#define MAX_TAG ((size_t)64 << 10)
#define MAX_ATTRS 256
#define MAX_NODES 4000000
#define CHUNK ((size_t)64 << 10)

struct reader {
	struct arena *a;
	struct str bytes;
	xmlParserCtxtPtr parser;
	struct xml_fault *fault;
	struct element *root, *in; /* in: the open element */
	struct map names;          /* interned: they repeat */
	struct buf text;           /* of the text that is being read */
	size_t text_at;
	size_t nodes;
	int depth;
	bool failed;
};

/* ---- before parsing ---------------------------------------------- */

static bool refuse(struct xml_fault *fault, size_t at, struct str why)
{
	*fault = (struct xml_fault){ at, why };
	return false;
}

/* encoding="NAME" of the XML declaration, p NULL if it says none. */
static struct str declared_encoding(struct str bytes)
{
	struct str head = str_sub(bytes, 0, str_find(bytes, 0, S("?>")));
	size_t at = str_find(head, 0, S("encoding")), end;

	if (!str_starts(bytes, S("<?xml")) || at == STR_NONE)
		return (struct str){ NULL, 0 };
	at += 8;
	while (at < head.n && (char_is_space(head.p[at]) || head.p[at] == '='))
		at++;
	if (at >= head.n)
		return (struct str){ NULL, 0 };
	end = str_find_byte(head, at + 1, head.p[at]);
	return str_sub(head, at + 1, end);
}

static bool check_encoding(struct str bytes, struct xml_fault *fault)
{
	struct str said;
	size_t at;

	if (!utf8_valid(bytes, &at))
		return refuse(fault, at,
			S("is not UTF-8 here; save the file as UTF-8"));
	if (str_starts(bytes, S("\xEF\xBB\xBF")))
		bytes = str_skip(bytes, 3);
	said = declared_encoding(bytes);
	if (said.p && !str_eq_nocase(said, S("UTF-8")) &&
		!str_eq_nocase(said, S("US-ASCII")))
		return refuse(fault, 0,
			S("says that it is in another encoding than UTF-8; "
			  "save the file as UTF-8"));
	return true;
}

/* The end of the tag at bytes[at]; 0: it is too large, or has too many
 * attributes, which the parser compares each with each. */
static size_t tag_end(struct str bytes, size_t at)
{
	size_t end = at + MAX_TAG < bytes.n ? at + MAX_TAG : bytes.n;
	size_t attrs = 0;
	char quote = 0;

	for (size_t i = at; i < end; i++) {
		char c = bytes.p[i];
		if (quote) {
			quote = c == quote ? 0 : quote;
		} else if (c == '>') {
			return i + 1;
		} else if (c == '"' || c == '\'') {
			quote = c;
			if (++attrs > MAX_ATTRS)
				return 0;
		}
	}
	return end == bytes.n ? end : 0;
}

static bool check_tags(struct str bytes, struct xml_fault *fault)
{
	static const struct {
		struct str open, close;
	} passed[] = {
		{ S_INIT("<!--"), S_INIT("-->") },
		{ S_INIT("<![CDATA["), S_INIT("]]>") },
		{ S_INIT("<?"), S_INIT("?>") },
	};
	size_t at = 0;

	while ((at = str_find_byte(bytes, at, '<')) != STR_NONE) {
		size_t end = STR_NONE;
		for (size_t i = 0; i < 3 && end == STR_NONE; i++)
			if (str_starts(str_skip(bytes, at), passed[i].open)) {
				end = str_find(bytes, at, passed[i].close);
				if (end == STR_NONE)
					return true; /* the parser says it */
			}
		if (end == STR_NONE)
			end = tag_end(bytes, at);
		if (end == 0)
			return refuse(fault, at,
				S("has a tag that is too large"));
		at = end;
	}
	return true;
}

/* ---- events ------------------------------------------------------ */

static size_t offset_now(const struct reader *r)
{
	long at = xmlByteConsumed(r->parser);

	return at < 0 ? 0 : (size_t)at > r->bytes.n ? r->bytes.n : (size_t)at;
}

static void stop(struct reader *r, size_t at, struct str why)
{
	if (!r->failed)
		refuse(r->fault, at, why);
	r->failed = true;
	xmlStopParser(r->parser);
}

static struct str intern(struct reader *r, const xmlChar *z)
{
	struct str s = str_of((const char *)z), copy;
	struct map_item *item = map_get(&r->names, s);

	if (!z || s.n == 0)
		return S("");
	if (item)
		return item->key;
	copy = str_dup(r->a, s);
	item = arena_new(r->a, struct map_item);
	item->key = copy;
	map_put(r->a, &r->names, copy, item);
	return copy;
}

static struct element *add(struct reader *r, size_t at)
{
	struct element *e = arena_new(r->a, struct element);

	e->at = at;
	e->parent = r->in;
	if (r->in && r->in->last)
		r->in->last->next = e;
	else if (r->in)
		r->in->child = e;
	if (r->in)
		r->in->last = e;
	if (++r->nodes > MAX_NODES)
		stop(r, at, S("has too many elements"));
	return e;
}

static void flush_text(struct reader *r)
{
	if (r->text.n == 0 || r->failed)
		return;
	struct element *e = add(r, r->text_at);
	e->name = S("");
	e->text = str_dup(r->a, buf_str(&r->text));
	r->text.n = 0;
}

static void on_text(void *ctx, const xmlChar *p, int n)
{
	struct reader *r = ctx;

	if (r->failed || !r->in)
		return;
	if (r->text.n == 0)
		r->text_at = offset_now(r);
	buf_add(&r->text, str_make((const char *)p, (size_t)n));
}

/* Five pointers each: name, prefix, URI, value, end of value. */
static void add_attrs(struct reader *r, struct element *e, int n,
	const xmlChar **p)
{
	e->nattrs = (size_t)n;
	e->attrs = arena_array(r->a, struct attribute, n);
	for (int i = 0; i < n; i++, p += 5) {
		const char *value = (const char *)p[3];
		e->attrs[i].name = intern(r, p[0]);
		e->attrs[i].ns = intern(r, p[2]);
		e->attrs[i].value = str_dup(r->a,
			str_make(value, (size_t)((const char *)p[4] - value)));
	}
}

static void on_start(void *ctx, const xmlChar *name, const xmlChar *prefix,
	const xmlChar *uri, int nns, const xmlChar **ns, int n, int defaulted,
	const xmlChar **attrs)
{
	struct reader *r = ctx;
	size_t at;

	(void)prefix, (void)nns, (void)ns, (void)defaulted;
	if (r->failed)
		return;
	flush_text(r);
	at = str_rfind_byte(str_sub(r->bytes, 0, offset_now(r)), '<');
	if (at == STR_NONE)
		at = 0;
	if (++r->depth > MAX_DEPTH) {
		stop(r, at, S("has elements that are nested too deep"));
		return;
	}
	struct element *e = add(r, at);
	e->name = intern(r, name);
	e->ns = intern(r, uri);
	add_attrs(r, e, n, attrs);
	if (!r->root)
		r->root = e;
	r->in = e;
}

static void on_end(void *ctx, const xmlChar *name, const xmlChar *prefix,
	const xmlChar *uri)
{
	struct reader *r = ctx;

	(void)name, (void)prefix, (void)uri;
	if (r->failed)
		return;
	flush_text(r);
	r->depth--;
	r->in = r->in->parent;
}

/* ---- what is refused --------------------------------------------- */

static void refuse_declaration(struct reader *r)
{
	stop(r, offset_now(r),
		S("has a document type with declarations of its own; take "
		  "them out"));
}

static void on_entity(void *ctx, const xmlChar *name, int type,
	const xmlChar *public, const xmlChar *system, xmlChar *content)
{
	(void)name, (void)type, (void)public, (void)system, (void)content;
	refuse_declaration(ctx);
}

static void on_attribute(void *ctx, const xmlChar *element, const xmlChar *name,
	int type, int def, const xmlChar *value, xmlEnumerationPtr tree)
{
	(void)element, (void)name, (void)type, (void)def, (void)value;
	xmlFreeEnumeration(tree);
	refuse_declaration(ctx);
}

static void on_element(void *ctx, const xmlChar *name, int type,
	xmlElementContentPtr content)
{
	(void)name, (void)type, (void)content;
	refuse_declaration(ctx);
}

static void on_notation(void *ctx, const xmlChar *name, const xmlChar *public,
	const xmlChar *system)
{
	(void)name, (void)public, (void)system;
	refuse_declaration(ctx);
}

static void on_reference(void *ctx, const xmlChar *name)
{
	struct reader *r = ctx;

	(void)name;
	stop(r, offset_now(r), S("refers to an entity; write the character"));
}

static xmlParserInputPtr load_nothing(const char *url, const char *id,
	xmlParserCtxtPtr parser)
{
	(void)url, (void)id, (void)parser;
	return NULL;
}

/* "text of the library" without its line end, and lower case. */
static void on_error(void *ctx, xmlErrorPtr error)
{
	struct reader *r = ctx;
	struct str text = str_trim(str_of(error->message));

	if (error->level < XML_ERR_ERROR || r->failed)
		return;
	stop(r, offset_now(r),
		str_printf(r->a, "is not well-formed XML: %.*s",
			STR_ARG(text)));
}

static const xmlSAXHandler handler = {
	.initialized = XML_SAX2_MAGIC,
	.startElementNs = on_start,
	.endElementNs = on_end,
	.characters = on_text,
	.ignorableWhitespace = on_text,
	.cdataBlock = on_text,
	.entityDecl = on_entity,
	.attributeDecl = on_attribute,
	.elementDecl = on_element,
	.notationDecl = on_notation,
	.reference = on_reference,
	.serror = on_error,
};

struct element *xml_read(struct arena *a, struct str bytes,
	struct xml_fault *fault)
{
	struct reader r = { .a = a, .bytes = bytes, .fault = fault };
	xmlSAXHandler sax = handler;

	if (bytes.n > XML_MAX_BYTES) {
		refuse(fault, 0, S("has more than 64 MiB"));
		return NULL;
	}
	if (!check_encoding(bytes, fault) || !check_tags(bytes, fault))
		return NULL;
	buf_init(&r.text, a);
	xmlSetExternalEntityLoader(load_nothing);
	r.parser = xmlCreatePushParserCtxt(&sax, &r, NULL, 0, NULL);
	if (!r.parser) {
		refuse(fault, 0, S("cannot be parsed: out of memory"));
		return NULL;
	}
	xmlCtxtUseOptions(r.parser, XML_PARSE_NONET);
	for (size_t at = 0; at < bytes.n && !r.failed; at += CHUNK) {
		struct str part = str_sub(bytes, at, at + CHUNK);
		xmlParseChunk(r.parser, part.p, (int)part.n, 0);
	}
	if (!r.failed)
		xmlParseChunk(r.parser, "", 0, 1);
	/* An entity's declaration makes one, whatever the handler is. */
	xmlFreeDoc(r.parser->myDoc);
	xmlFreeParserCtxt(r.parser);
	if (!r.failed && !r.root)
		r.failed = !refuse(fault, 0, S("has no element"));
	return r.failed ? NULL : r.root;
}

/* ---- the tree ---------------------------------------------------- */

bool element_is(const struct element *e, const char *ns, const char *name)
{
	return str_eq(e->name, str_of(name)) && str_eq(e->ns, str_of(ns));
}

struct str element_attr_ns(const struct element *e, const char *ns,
	const char *name)
{
	for (size_t i = 0; i < e->nattrs; i++)
		if (str_eq(e->attrs[i].name, str_of(name)) &&
			str_eq(e->attrs[i].ns, str_of(ns)))
			return e->attrs[i].value;
	return (struct str){ NULL, 0 };
}

struct str element_attr(const struct element *e, const char *name)
{
	return element_attr_ns(e, "", name);
}

struct element *element_find(struct element *e, const char *ns,
	const char *name)
{
	while (e && !element_is(e, ns, name))
		e = e->next;
	return e;
}

struct element *element_walk(const struct element *root,
	const struct element *e, bool skip)
{
	if (e->child && !skip)
		return e->child;
	while (e != root && !e->next)
		e = e->parent;
	return e == root ? NULL : e->next;
}

struct str element_text(struct arena *a, const struct element *e)
{
	const struct element *i = e;
	struct buf b;

	if (e->child && !e->child->next && e->child->name.n == 0)
		return e->child->text;
	buf_init(&b, a);
	for (; i; i = element_walk(e, i, false))
		buf_add(&b, i->text);
	return buf_str(&b);
}
