/*
 * The typed tree of one view of one page: what a document says, with the
 * place of everything in its file. Built by mark/cmark.c, read by all
 * others. Text is UTF-8 with entities and escapes already resolved.
 */
#ifndef DIGLOT_TREE_H
#define DIGLOT_TREE_H

#include "base/arena.h"
#include "base/source.h"
#include "base/str.h"
#include "mark/alerts.h"

enum node_kind {
	/* blocks */
	NODE_DOCUMENT,
	NODE_PARAGRAPH,
	NODE_HEADING,
	NODE_QUOTE,
	NODE_LIST,
	NODE_ITEM,
	NODE_CODE_BLOCK,
	NODE_HTML_BLOCK, /* text, or children where it holds segments */
	NODE_BREAK,      /* thematic break */
	NODE_TABLE,
	NODE_ROW,
	NODE_CELL,
	NODE_ALERT,
	NODE_BOX,     /* a directive around blocks: as.box */
	NODE_TABS,    /* holds TAB */
	NODE_TAB,     /* its first child is a PARAGRAPH, the title */
	NODE_SNIPPET, /* code from another file */
	NODE_NOTE,    /* a footnote */
	NODE_MARK,    /* a line of block syntax until its extension takes it; a
	              finished tree has none */
	/* a block or an inline, as its parent says */
	NODE_INCLUDE,
	/* inlines */
	NODE_TEXT,
	NODE_SOFT_BREAK,
	NODE_LINE_BREAK,
	NODE_CODE,
	NODE_HTML,
	NODE_EMPHASIS,
	NODE_STRONG,
	NODE_STRIKE,
	NODE_LINK,
	NODE_IMAGE,
	NODE_WRAP,       /* a directive around inlines: as.box */
	NODE_XREF,       /* a reference by uid */
	NODE_MATH,       /* TeX */
	NODE_NOTE_MARK,  /* a footnote's number in the text */
	NODE_ALERT_MARK, /* "[!NOTE]" where no alert can begin */
	NODE_UNREAD,     /* documentation syntax that was not understood */
	NODE_SEG,        /* one side of a pair */
	NODE_KINDS
};

enum align { ALIGN_NONE, ALIGN_LEFT, ALIGN_CENTER, ALIGN_RIGHT };
enum task { TASK_NONE, TASK_OPEN, TASK_DONE };

/* What `:::image` says beyond source and alt-text. */
struct image_options {
	enum { IMAGE_PLAIN, IMAGE_CONTENT, IMAGE_ICON, IMAGE_COMPLEX } type;
	bool border;            /* a frame around it */
	struct str lightbox;    /* URL or "" */
	struct str link;        /* URL or "" */
	struct str loc_scope;   /* or "" */
	struct str description; /* of IMAGE_COMPLEX: raw Markdown */
};

/*
 * What a directive is in HTML, by output: `docfx` as docfx writes it,
 * `site` for a theme. Whoever adds a directive says it here and needs no
 * code elsewhere.
 */
struct look {
	const char *element; /* NULL: only what is inside */
	struct str attrs;    /* escaped, with a space before each; or "" */
	struct str inner;    /* HTML before the children; or "" */
};

struct box {
	const char *name; /* of the directive: "row" */
	struct look docfx, site;
	struct str url; /* where a video is; or "" */
};

/* Code from another file: `[!code-c[name](path?query#tag "title")]`, or
 * `:::code`, which docfx writes a little differently. */
struct snippet {
	struct str path; /* as written */
	struct str language, name, title;
	struct str tag;         /* region; "" if none */
	struct str ranges;      /* "1-2,10,29-"; "" is the whole file */
	struct str highlight;   /* the same form */
	struct str interactive; /* `:::code`: the mode */
	int dedent;             /* -1: the common indentation */
	bool directive, notebook;
	bool is_interactive; /* [!code-x-interactive] */
};

struct node {
	enum node_kind kind;
	struct span at;
	struct node *parent, *prev, *next, *child, *last;
	union {
		/* TEXT, CODE, HTML, HTML_BLOCK, MARK, ALERT_MARK, UNREAD */
		struct str text;
		struct {
			struct str text;
			struct node *end; /* the mark that ends it, or NULL */
		} mark;                   /* MARK */
		const struct box *box;    /* BOX, WRAP */
		const struct snippet *snippet; /* SNIPPET */
		struct {
			struct str id;        /* "azure-cli" */
			struct str condition; /* or "" */
		} tab;
		struct {
			struct str uid;
			struct str raw; /* as written */
			bool required;  /* <xref:uid>, not @uid */
		} xref;
		struct {
			struct str tex; /* without its dollars */
			bool display;   /* on lines of its own */
		} math;
		struct {
			uint32_t number; /* NOTE, NOTE_MARK: from 1 */
			uint32_t nth;    /* NOTE_MARK: of this number */
			uint32_t marks;  /* NOTE: how many lead here */
		} note;
		struct {
			struct str text, info;
			bool fenced;
		} code; /* CODE_BLOCK */
		struct {
			int level;     /* 1 to 6 */
			struct str id; /* set by page/outline.c */
		} heading;
		struct {
			bool ordered, tight, paren; /* "1)" */
			uint32_t start;
		} list;
		enum task task; /* ITEM */
		struct {
			uint32_t columns;
			const unsigned char *aligns; /* enum align */
		} table;
		bool header;      /* ROW */
		enum align align; /* CELL */
		struct {
			const struct alert_kind *kind;
			struct str word; /* as written */
		} alert;
		struct {
			struct str path;  /* as written */
			struct str title; /* text in the brackets */
			uint32_t file;    /* set by set/include.c */
		} include;
		struct {
			struct str url, title;
			bool bare;      /* a bare URL, or <URL> */
			bool reference; /* [text][label] and the like */
		} link;
		struct {
			struct str url, title;
			struct image_options *options; /* of :::image */
		} image;
		struct {
			uint32_t pair;  /* index into the page's pairs */
			bool continued; /* a later part of the same segment */
		} seg;
	} as;
};

struct tree {
	struct node *root;
	struct node **segs; /* by pair: the node, or NULL */
	size_t nsegs;
};

struct node *node_new(struct arena *a, enum node_kind kind);
void node_append(struct node *parent, struct node *child);
void node_insert_after(struct node *where, struct node *added);
void node_insert_before(struct node *where, struct node *added);
/* Takes n out of its parent; its children stay with it. */
void node_unlink(struct node *n);
/* Moves the siblings from..to (in order, same parent) below parent. */
void node_move(struct node *parent, struct node *from, struct node *to);

/*
 * The node after n in document order, inside root: its first child unless
 * `skip` says to pass its children over. NULL at the end.
 *     for (n = root; n; n = node_walk(root, n, false)) ...
 */
struct node *node_walk(const struct node *root, const struct node *n,
	bool skip);
bool node_is_block(const struct node *n);
/* Offset behind the node's last byte. */
static inline uint32_t node_end(const struct node *n)
{
	return n->at.at + n->at.len;
}

#endif
