/*
 * Alerts: a block quote whose line `[!NOTE]` turns what follows it, up to
 * the next such line, into an alert. Text before the first stays a quote.
 * Where no alert can begin (in a table cell, with text behind it) the mark
 * stays in the text.
 */
#include "base/buf.h"
#include "mark/ext/ext.h"

const struct rule rule_alert_unknown = {
	.id = "DG511",
	.name = "alert-type-unknown",
	.level = LEVEL_WARNING,
	.title = "an alert of a kind that there is not",
	.why = "it is shown as a plain quote",
	.fix = "write NOTE, TIP, IMPORTANT, WARNING or CAUTION, or name the "
	       "kind in alerts.types",
	.aliases = "invalid-note-section",
	.bad = "# Ferries\n"
	       "\n"
	       "> [!INFO]\n"
	       "> Come early.\n",
	.good = "# Ferries\n"
		"\n"
		"> [!NOTE]\n"
		"> Come early.\n",
	.mend = MEND_UNSAFE,
};

const struct rule rule_alert_case = {
	.id = "DG512",
	.name = "alert-case",
	.level = LEVEL_SUGGESTION,
	.title = "an alert's word is not in capitals",
	.why = "GitHub does not show it as an alert",
	.fix = "write the word in capitals",
	.bad = "# Ferries\n"
	       "\n"
	       "> [!Note]\n"
	       "> Come early.\n",
	.good = "# Ferries\n"
		"\n"
		"> [!NOTE]\n"
		"> Come early.\n",
	.mend = MEND_SAFE,
};

const struct rule rule_alert_detached = {
	.id = "DG513",
	.name = "alert-detached",
	.level = LEVEL_WARNING,
	.title = "an alert's mark and its text are apart",
	.why = "the alert is empty, or shown as plain text",
	.fix = "put '>' before each line of the alert, also before empty ones",
	.aliases = "MD028 no-blanks-blockquote",
	.bad = "# Ferries\n"
	       "\n"
	       "> [!NOTE]\n"
	       "\n"
	       "> Come early.\n",
	.good = "# Ferries\n"
		"\n"
		"> [!NOTE]\n"
		"> Come early.\n",
	.mend = MEND_SAFE,
};

const struct rule rule_alert_empty = {
	.id = "DG514",
	.name = "alert-empty",
	.level = LEVEL_WARNING,
	.title = "an alert without text",
	.why = "a reader sees a box with nothing in it",
	.fix = "write its text on the lines below it, each with '>'",
	.bad = "# Ferries\n"
	       "\n"
	       "> [!NOTE]\n"
	       "\n"
	       "Come early.\n",
	.good = "# Ferries\n"
		"\n"
		"> [!NOTE]\n"
		"> Come early.\n",
};

const struct rule rule_alert_text = {
	.id = "DG515",
	.name = "alert-marker-text",
	.level = LEVEL_WARNING,
	.title = "text on the line of an alert's mark",
	.why = "it is shown as a plain quote, not as an alert",
	.fix = "put the text on the next line",
	.aliases = "invalid-note-section",
	.bad = "# Ferries\n"
	       "\n"
	       "> [!NOTE] Come early.\n",
	.good = "# Ferries\n"
		"\n"
		"> [!NOTE]\n"
		"> Come early.\n",
	.mend = MEND_SAFE,
};

/* What translators have made of the words, in lower case. */
static const struct {
	const char *name, *words;
} translated[] = {
	{ "NOTE", " hinweis anmerkung opmerking notitie remarque nota notas "
		  "observacao poznamka uwaga примечание заметка 注意 注 备注 "
		  "메모 참고 ملاحظة הערה not info information " },
	{ "TIP", " tipp conseil astuce sugerencia consejo dica tipy совет "
		 "ヒント 提示 팁 تلميح עצה ipucu " },
	{ "IMPORTANT", " wichtig belangrijk importante важно 重要 중요 هام "
		       "مهم חשוב önemli " },
	{ "WARNING", " warnung waarschuwing avertissement advertencia aviso "
		     "предупреждение 警告 경고 تحذير אזהרה uyarı danger " },
	{ "CAUTION", " vorsicht achtung voorzichtig attention precaución "
		     "внимание 小心 주의 تنبيه זהירות dikkat " },
};

/* Bytes of the view. */
struct range {
	size_t from, to;
};

/* The word of "[!WORD]", or "". */
static struct str alert_word(struct str line)
{
	line = str_trim(line);
	if (!str_starts(line, S("[!")) || !str_ends(line, S("]")))
		return (struct str){ "", 0 };
	return str_sub(line, 2, line.n - 1);
}

/* The name of the kind that somebody meant with a word; "": no idea. */
static struct str meant(struct ext *x, struct str word)
{
	struct str lower = str_lower(x->arena, word);
	size_t n = sizeof(translated) / sizeof(*translated);

	for (size_t i = 0; word.n && i < n; i++) {
		struct str entry = str_printf(x->arena, " %.*s ",
			STR_ARG(lower));
		if (str_find(str_of(translated[i].words), 0, entry) != STR_NONE)
			return str_of(translated[i].name);
	}
	for (size_t i = 0; word.n > 2 && i < x->alerts->n; i++) {
		struct str name = x->alerts->p[i].name;
		if (str_distance(name, word, 2) <= 2 ||
			str_distance(str_lower(x->arena, name), lower, 2) <= 2)
			return name;
	}
	return S("");
}

static bool alert_line(const struct ext_line *line)
{
	return line->quote && alerts_find(line->alerts, alert_word(line->text));
}

/* The span of a slice of the view's own text. */
static struct span slice_span(const struct ext *x, struct str slice)
{
	size_t at = (size_t)(slice.p - x->view->text.p);

	return ext_span(x, at, at + slice.n);
}

static struct str line_before(const struct ext *x, size_t at)
{
	size_t from = at;

	while (from > 0 && x->view->text.p[from - 1] != '\n')
		from--;
	return str_sub(x->view->text, from, at);
}

static bool is_quote_prefix(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] != '>' && s.p[i] != ' ')
			return false;
	return s.n > 0 && *s.p == '>';
}

/* '>' on each empty line between the mark and the quote that follows. */
static void mend_gap(struct ext *x, struct diag *d, size_t from, size_t to)
{
	struct str s = x->view->text;
	size_t at = str_find_byte(s, from, '\n');

	while (at != STR_NONE && ++at < to) {
		size_t end = str_find_byte(s, at, '\n');

		if (end == STR_NONE || end >= to ||
			str_trim(str_sub(s, at, end)).n > 0)
			return;
		diag_mend(x->sink, d, MEND_SAFE, ext_span(x, at, at), S(">"));
		at = end;
	}
}

/* '>' before each line of a paragraph that begins its lines. */
static void mend_unquoted(struct ext *x, struct diag *d, const struct node *p)
{
	size_t at = p->at.at, end = node_end(p);

	if (line_before(x, at).n > 0 || !p->parent ||
		p->parent->kind != NODE_DOCUMENT)
		return;
	while (at < end) {
		diag_mend(x->sink, d, MEND_SAFE, ext_span(x, at, at), S("> "));
		at = str_find_byte(x->view->text, at, '\n');
		at = at == STR_NONE ? end : at + 1;
	}
}

static bool is_next_line(const struct ext *x, size_t from, size_t to)
{
	struct str gap = str_sub(x->view->text, from, to);

	return str_trim(gap).n == 0 &&
	       str_find_byte(gap, str_find_byte(gap, 0, '\n') + 1, '\n') ==
		       STR_NONE;
}

static void check_content(struct ext *x, const struct node *alert,
	struct str word, struct range at)
{
	const struct node *next = alert->next;
	struct span span = ext_span(x, at.from, at.to);
	struct str name = alert->as.alert.kind->name;
	struct diag *d;

	if (!str_eq(word, name)) {
		d = diag_add(x->sink, &rule_alert_case, span,
			"'[!%.*s]' is not in capitals", STR_ARG(word));
		diag_mend(x->sink, d, MEND_SAFE, slice_span(x, word), name);
	}
	if (alert->child)
		return;
	if (next && next->kind == NODE_QUOTE) {
		d = diag_add(x->sink, &rule_alert_detached, span,
			"an empty line parts the alert from its text");
		if (is_quote_prefix(line_before(x, at.from)))
			mend_gap(x, d, at.to, next->at.at);
	} else if (next && next->kind == NODE_PARAGRAPH &&
		   is_next_line(x, at.to, next->at.at)) {
		mend_unquoted(x,
			diag_add(x->sink, &rule_alert_detached, span,
				"the text below has no '>'"),
			next);
	} else {
		diag_add(x->sink, &rule_alert_empty, span,
			"the alert has no text");
	}
}

static void alert_block(struct ext *x, struct node *mark)
{
	struct str word = alert_word(mark->as.text);
	const struct alert_kind *kind = alerts_find(x->alerts, word);
	struct range at = { mark->at.at, node_end(mark) };

	if (!kind)
		return;
	ext_leave_quote(x, mark, true);
	mark->kind = NODE_ALERT;
	mark->as.alert.kind = kind;
	mark->as.alert.word = word;
	check_content(x, mark, word, at);
}

/* ---- marks in the text ------------------------------------------- */

static bool begins_quote_line(const struct node *n, size_t k)
{
	const struct node *p = n->parent;

	return k == 0 && p->kind == NODE_PARAGRAPH &&
	       (!n->prev || n->prev->kind == NODE_SOFT_BREAK);
}

static bool in_quote(const struct node *n)
{
	const struct node *p = n->parent;

	return p->parent &&
	       (p->parent->kind == NODE_QUOTE || p->parent->kind == NODE_ALERT);
}

/* A line end and the quote's signs in the place of the spaces. */
static void mend_text(struct ext *x, struct diag *d, struct range mark)
{
	struct str s = x->view->text, prefix = line_before(x, mark.from);
	size_t to = mark.to, eol = str_find_byte(s, mark.to, '\n');
	bool returns = eol != STR_NONE && s.p[eol - 1] == '\r';

	while (to < s.n && (s.p[to] == ' ' || s.p[to] == '\t'))
		to++;
	if (is_quote_prefix(prefix))
		diag_mend(x->sink, d, MEND_SAFE, ext_span(x, mark.to, to),
			str_printf(x->arena, "%s%.*s", returns ? "\r\n" : "\n",
				STR_ARG(prefix)));
}

static void report_mark(struct ext *x, const struct node *n, size_t k,
	struct range at)
{
	struct span span = ext_span(x, at.from, at.to);

	if (!begins_quote_line(n, k))
		return;
	if (in_quote(n))
		mend_text(x,
			diag_add(x->sink, &rule_alert_text, span,
				"text behind the mark makes it a plain quote"),
			at);
	else
		mend_unquoted(x,
			diag_add(x->sink, &rule_alert_detached, span,
				"without '>' this is no alert"),
			n->parent);
}

/* "[!NOTE]" at byte k of n's text: a node of its own. What follows it. */
static struct node *take_mark(struct ext *x, struct node *n, size_t k,
	size_t end)
{
	size_t from = ext_text_offset(x, n, k);
	size_t to = ext_text_offset(x, n, end);
	struct node *mark = ext_node(x, NODE_ALERT_MARK, from, to);

	mark->as.text = str_sub(n->as.text, k, end);
	report_mark(x, n, k, (struct range){ from, to });
	ext_replace(x, n->parent, from, to, mark);
	return mark->next;
}

static bool is_escaped(const struct ext *x, const struct node *n, size_t k)
{
	size_t at = ext_text_offset(x, n, k);

	return at < x->view->text.n && x->view->text.p[at] == '\\';
}

static struct node *look_at(struct ext *x, struct node *n)
{
	size_t k = 0, end;

	for (; (k = str_find(n->as.text, k, S("[!"))) != STR_NONE; k += 2) {
		end = str_find_byte(n->as.text, k, ']');
		if (end == STR_NONE)
			break;
		if (alerts_find(x->alerts, str_sub(n->as.text, k + 2, end)) &&
			!is_escaped(x, n, k))
			return take_mark(x, n, k, end + 1);
	}
	return n->next;
}

/* The plain words from "[!" to "]" in a line of inlines; "" if it has no
 * such end. */
static struct str marked_words(struct ext *x, const struct node *n, size_t k)
{
	struct buf b;

	buf_init(&b, x->arena);
	for (const struct node *c = n; c && b.n < 80; c = c->next) {
		const struct node *t = c;
		while (t && t->kind != NODE_TEXT)
			t = t->child;
		if (!t)
			break;
		struct str text = str_skip(t->as.text, c == n ? k + 2 : 0);
		size_t end = str_find_byte(text, 0, ']');
		buf_add(&b, str_sub(text, 0, end));
		if (end != STR_NONE)
			return str_trim(buf_str(&b));
	}
	return S("");
}

/* Other constructs say themselves what is wrong with them. */
static bool is_alert_word(struct str word)
{
	return word.n > 0 && str_find_byte(word, 0, ' ') == STR_NONE &&
	       !str_starts_nocase(word, S("include")) &&
	       !str_starts_nocase(word, S("video")) &&
	       !str_starts_nocase(word, S("code")) &&
	       !str_starts_nocase(word, S("div"));
}

/* `[!INFO]`, `[! **Hinweis**]` at the start of a quote's line. True: it was
 * taken out of n's text. */
static bool take_unknown(struct ext *x, struct node *n)
{
	struct str word, name;
	struct diag *d;
	size_t end;

	if (!begins_quote_line(n, 0) || !in_quote(n) ||
		!str_starts(n->as.text, S("[!")) || is_escaped(x, n, 0))
		return false;
	word = marked_words(x, n, 0);
	while (word.n && char_is_punct(word.p[word.n - 1]))
		word.n--;
	if (!is_alert_word(word) || alerts_find(x->alerts, word))
		return false;
	d = diag_add(x->sink, &rule_alert_unknown,
		ext_span(x, n->at.at, node_end(n)), "there is no alert '%.*s'",
		STR_ARG(word));
	name = meant(x, word);
	if (name.n) {
		struct str raw = ext_raw(x, n);

		d->hint = str_printf(x->sink->arena, "did you mean '[!%.*s]'?",
			STR_ARG(name));
		if (str_starts(str_skip(raw, 2), word))
			diag_mend(x->sink, d, MEND_UNSAFE,
				slice_span(x, str_sub(raw, 2, 2 + word.n)),
				name);
	}
	end = str_find_byte(n->as.text, 0, ']');
	if (end != STR_NONE && end + 1 < n->as.text.n)
		ext_split(x, n, end + 1);
	n->kind = NODE_UNREAD;
	return true;
}

static void alert_inlines(struct ext *x, struct node *parent)
{
	for (struct node *n = parent->child, *next; n; n = next) {
		next = n->next;
		if (n->kind != NODE_TEXT ||
			str_find(n->as.text, 0, S("[!")) == STR_NONE)
			continue;
		next = take_unknown(x, n) ? n->next : look_at(x, n);
	}
}

const struct extension extension_alert = {
	.name = "alert",
	.line = alert_line,
	.block = alert_block,
	.inlines = alert_inlines,
	.signs = EXT_BRACKET,
};
