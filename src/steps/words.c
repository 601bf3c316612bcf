/*
 * Word lists as maps: language -> list name -> patterns. Single words
 * (verbs, function words) are also kept as sets, since each sentence of a
 * page asks for them.
 */
#include "steps/words.h"

#include "base/buf.h"
#include "base/fs.h"
#include "base/map.h"
#include "base/utf8.h"
#include "format/json.h"

#define FILE_LIMIT ((size_t)1 << 20)

/* Lists that are kept as sets too. */
enum set {
	VERBS,
	COMMANDS,
	PREPOSITIONS,
	OPENERS,
	FILLERS,
	BLOCKERS,
	FUNCTIONS,
	SETS
};

static const char *const set_names[] = { "verbs", "commands", "prepositions",
	"openers", "fillers", "blockers", "functions" };

_Static_assert(sizeof(set_names) / sizeof(*set_names) == SETS, "names");

#define LENGTHS 16

struct set_of_words {
	struct map words;
	/* By length, the longest together: which first letters there are. */
	uint64_t firsts[LENGTHS];
};

struct language {
	struct set_of_words sets[SETS];
};

struct words {
	struct arena *arena;
	const struct value *all;    /* by language */
	struct language *languages; /* the same */
	const struct language *english, *none;
};

static uint64_t *firsts(struct set_of_words *s, struct str word)
{
	return &s->firsts[word.n < LENGTHS ? word.n : LENGTHS - 1];
}

static uint64_t first_bit(struct str word)
{
	return UINT64_C(1) << ((unsigned char)char_lower(word.p[0]) & 63);
}

static void add_set(struct words *w, struct set_of_words *s,
	const struct value *list)
{
	for (size_t i = 0; list && i < list->n; i++) {
		struct str rest = list->items[i]->text, word;
		while (str_cut(&rest, ' ', &word)) {
			if (word.n == 0)
				continue;
			map_put(w->arena, &s->words, word, w);
			*firsts(s, word) |= first_bit(word);
		}
	}
}

/* Most words of a text, in any case, are in no list. */
static bool may_have(const struct language *l, enum set set, struct str word)
{
	size_t n = word.n < LENGTHS ? word.n : LENGTHS - 1;

	return n && (l->sets[set].firsts[n] & first_bit(word));
}

static bool has(const struct language *l, enum set set, struct str word)
{
	return may_have(l, set, word) && map_has(&l->sets[set].words, word);
}

/* "zh" of "zh-Hans-CN". */
static struct str language_of(struct str tag)
{
	size_t dash = str_find_byte(tag, 0, '-');

	return dash == STR_NONE ? tag : str_sub(tag, 0, dash);
}

/* One without words where there are no lists. */
static const struct language *find_language(const struct words *w,
	struct str tag)
{
	struct str name = language_of(tag);

	for (size_t i = 0; i < w->all->n; i++)
		if (str_eq(w->all->keys[i], name))
			return &w->languages[i];
	return w->none;
}

struct words *words_load(struct arena *a, int locales_dir, struct sink *sink)
{
	struct words *w = arena_new(a, struct words);
	struct span nowhere = { UINT32_MAX, 0, 0 };
	struct str text;
	enum fs_result r = fs_read(a, locales_dir, S("steps/words.json"),
		FILE_LIMIT, &text);

	w->arena = a;
	if (r == FS_OK)
		w->all = json_parse(a, text, UINT32_MAX, sink);
	else
		diag_add(sink, &rule_json_syntax, nowhere,
			"the word lists for checklists cannot be read: %s",
			fs_reason(r));
	if (!w->all)
		return NULL;
	w->none = arena_new(a, struct language);
	w->languages = arena_array(a, struct language, w->all->n + 1);
	for (size_t i = 0; i < w->all->n; i++)
		for (size_t k = 0; k < SETS; k++)
			add_set(w, &w->languages[i].sets[k],
				value_get(w->all->items[i],
					str_of(set_names[k])));
	w->english = find_language(w, S("en"));
	return w;
}

const struct value *words_language(const struct words *w, struct str tag)
{
	return value_get(w->all, language_of(tag));
}

/* Characters that say nothing at the ends of a heading. */
static bool is_fringe(uint32_t c)
{
	switch (c) {
	case ':':
	case '[':
	case ']':
	case '"':
	case '*':
	case '_':
	case '.':
	case 0x200E:
	case 0x200F:
	case 0x201C:
	case 0x201D:
	case 0x2026:
	case 0x3002:
	case 0x300C:
	case 0x300D:
	case 0x3010:
	case 0x3011:
	case 0xFF1A:
		return true;
	default:
		return c < 128 ? char_is_space((char)c) : utf8_is_space(c);
	}
}

static bool is_invisible(uint32_t c)
{
	return c == 0x200B || c == 0x200E || c == 0x200F || c == 0xFEFF ||
	       c == 0xAD;
}

/* One character of a text, in the form that is compared. */
static uint32_t normal_char(struct str text, size_t *i)
{
	unsigned char byte = (unsigned char)text.p[*i];
	uint32_t c = byte;

	if (byte < 128) {
		++*i;
		return byte >= 'A' && byte <= 'Z' ? c + 32
		       : byte <= ' '              ? ' '
						  : c;
	}
	c = utf8_next(text, i);
	if (c == UTF8_BAD || is_invisible(c))
		return UTF8_BAD;
	if (c == 0x2019 || c == 0x2018)
		return '\'';
	if (utf8_is_space(c) || c == 0xA0 || c == 0x3000)
		return ' ';
	return utf8_lower(c);
}

/* Adds letters and digits, for which there is room; behind them. */
static size_t add_word(struct buf *b, struct str text, size_t i)
{
	char *out = b->p + b->n;

	/* The bit that makes a letter lower case is set in a digit. */
	while (i < text.n && char_is_alnum(text.p[i]))
		*out++ = (char)(text.p[i++] | 0x20);
	b->n = (size_t)(out - b->p);
	return i;
}

/* There is always room for as many bytes as are left of the text. */
struct str words_normal(struct arena *a, struct str text)
{
	struct buf b;
	size_t end = 0;

	buf_init(&b, a);
	buf_reserve(&b, text.n + 1);
	for (size_t i = 0; i < text.n;) {
		uint32_t c;
		if (char_is_alnum(text.p[i])) {
			i = add_word(&b, text, i);
			end = b.n;
			continue;
		}
		c = normal_char(text, &i);
		if (c == UTF8_BAD || (b.n == 0 && is_fringe(c)) ||
			(c == ' ' && b.n && b.p[b.n - 1] == ' '))
			continue;
		if (c < 128) {
			b.p[b.n++] = (char)c;
		} else {
			buf_code_point(&b, c);
			buf_reserve(&b, text.n - i);
		}
		if (c != ' ' && !is_fringe(c))
			end = b.n;
	}
	return str_make(b.p, end);
}

static bool match(struct str pattern, struct str text)
{
	bool front = pattern.n > 0 && pattern.p[0] == '*';
	bool back = pattern.n > 1 && pattern.p[pattern.n - 1] == '*';
	struct str word = str_sub(pattern, front ? 1 : 0,
		pattern.n - (back ? 1 : 0));

	if (word.n > text.n)
		return false;
	if (front && back)
		return str_find(text, 0, word) != STR_NONE;
	if (front)
		return str_eq(str_skip(text, text.n - word.n), word);
	/* Most differ in the first letter. */
	return (back || text.n == word.n) && word.n && text.p[0] == word.p[0] &&
	       str_eq(str_sub(text, 0, word.n), word);
}

bool words_match(const struct value *language, const char *name,
	struct str normal)
{
	const struct value *list = value_get(language, str_of(name));

	for (size_t i = 0; normal.n && list && i < list->n; i++)
		if (match(list->items[i]->text, normal))
			return true;
	return false;
}

bool words_verb(const struct words *w, struct str word)
{
	return has(w->english, VERBS, word);
}

/* ---- what a sentence asks for ------------------------------------ */

/* What stands between two words. */
enum gap { GAP_PLAIN, GAP_COMMA, GAP_CLAUSE, GAP_SENTENCE };

static enum gap gap_of(char c, bool spaced)
{
	switch (c) {
	case ',':
		return GAP_COMMA;
	case ':':
	case ')':
	case ';':
	case '-':
		return GAP_CLAUSE;
	case '.':
	case '!':
	case '?':
		return spaced ? GAP_SENTENCE : GAP_PLAIN;
	default:
		return GAP_PLAIN;
	}
}

static bool in_word(char c)
{
	return char_is_alnum(c) || c == '\'' || (unsigned char)c >= 128;
}

/* A word begins with anything but an apostrophe. */
static bool next_word(struct str text, size_t *at, struct str *word,
	enum gap *gap)
{
	size_t i = *at, from;

	*gap = GAP_PLAIN;
	while (i < text.n && (text.p[i] == '\'' || !in_word(text.p[i]))) {
		char c = text.p[i++];
		if (c == ' ')
			continue;
		enum gap here = gap_of(c, i < text.n && text.p[i] == ' ');
		*gap = here > *gap ? here : *gap;
	}
	from = i;
	while (i < text.n && in_word(text.p[i]))
		i++;
	*word = str_sub(text, from, i);
	*at = i;
	return i > from;
}

/* "Update/Channel" and "run.exe" are names. */
static bool is_part_of_name(struct str text, size_t at)
{
	return at + 1 < text.n && strchr("/._\\", text.p[at]) &&
	       char_is_alnum(text.p[at + 1]);
}

static bool is_opening(const struct words *w, struct str word)
{
	return has(w->english, OPENERS, word) || words_verb(w, word) ||
	       str_eq(word, S("you"));
}

int words_imperative(const struct words *w, struct str normal)
{
	struct str word, before = { "", 0 };
	bool fresh = true, opened = false, placed = false, later = false;
	enum gap gap;
	int found = 0;

	for (size_t at = 0, n = 0; n < 60; n++) {
		if (!next_word(normal, &at, &word, &gap))
			break;
		fresh |= gap || str_eq(before, S("then")) ||
			 str_eq(before, S("and"));
		if (n == 0) {
			opened = is_opening(w, word) &&
				 !is_part_of_name(normal, at);
			placed = opened && has(w->english, PREPOSITIONS, word);
		}
		later |= gap == GAP_SENTENCE;
		if (has(w->english, COMMANDS, word)) {
			/* "Settings, System, select it": a way to go. */
			if (!later && (opened ? fresh : gap == GAP_COMMA))
				return 2;
			bool free = !has(w->english, BLOCKERS, before);
			/* "From the list select it". */
			if (!later && placed && free)
				return 2;
			if (later ? fresh : opened && free)
				found = 1;
		} else if (opened && !later && fresh && words_verb(w, word)) {
			return 2;
		}
		if (opened &&
			(str_eq(word, S("you")) || str_starts(word, S("you'"))))
			found = 1;
		fresh = n == 0 && has(w->english, FILLERS, word);
		before = word;
	}
	return found;
}

static size_t skip_separator(struct str text, size_t at)
{
	while (at < text.n) {
		size_t next = at;
		uint32_t c = utf8_next(text, &next);
		if (!is_fringe(c) && c != '-' && c != 0x2013 && c != 0x2014 &&
			c != ')' && c != 0xA0)
			break;
		at = next;
	}
	return at;
}

static size_t read_number(struct str text, size_t at, uint32_t *out)
{
	size_t end = at;

	while (end < text.n && end - at < 3 && char_is_digit(text.p[end]))
		end++;
	return str_to_uint(str_sub(text, at, end), out) ? end : at;
}

/* Does the word stand at `at`, in any case? Its length. */
static size_t word_at(struct arena *a, struct str text, size_t at,
	struct str word)
{
	struct str here = str_sub(text, at, at + word.n);

	return here.n == word.n && str_eq(words_normal(a, here), word) ? word.n
								       : 0;
}

/* "Step 3", "3. adim", "3 danye": the word before or behind the number. */
static uint32_t worded_step(struct arena *a, struct str text, size_t from,
	struct str word, size_t *rest)
{
	size_t n = word_at(a, text, from, word), at = from + n, end;
	uint32_t number;

	if (n) {
		at = skip_separator(text, at);
		end = read_number(text, at, &number);
	} else {
		end = read_number(text, from, &number);
		if (end == from)
			return 0;
		at = skip_separator(text, end);
		n = word_at(a, text, at, word);
		end = n ? at + n : at;
		if (!n)
			return 0;
	}
	if (end == at)
		return 0;
	*rest = skip_separator(text, end);
	return number;
}

uint32_t words_step(const struct value *language, struct arena *a,
	struct str text, size_t *rest)
{
	const struct value *list = value_get(language, S("step"));
	size_t from = skip_separator(text, 0), end;
	uint32_t number = 0;

	for (size_t i = 0; list && i < list->n; i++) {
		number = worded_step(a, text, from, list->items[i]->text, rest);
		if (number)
			return number;
	}
	end = read_number(text, from, &number);
	if (end == from || end + 1 >= text.n || text.p[end] != '.' ||
		char_is_alnum(text.p[end + 1]))
		return 0;
	*rest = skip_separator(text, end);
	return number;
}

/* ---- two languages in one text ----------------------------------- */

/* Of a word in any case. */
static bool has_function(struct arena *a, const struct language *l,
	struct str word)
{
	return may_have(l, FUNCTIONS, word) &&
	       has(l, FUNCTIONS, str_lower(a, word));
}

/* Of eight words in a row, three that only the other language has. */
bool words_foreign(const struct words *w, struct str tag, struct str other_tag,
	struct arena *a, struct str text)
{
	const struct language *own = find_language(w, tag);
	const struct language *other = find_language(w, other_tag);
	bool window[8] = { false };
	size_t n = 0, hits = 0, at = 0;
	struct str normal, word;
	enum gap gap;

	if (own == other || other->sets[FUNCTIONS].words.n == 0)
		return false;
	normal = utf8_is_ascii(text) ? text : words_normal(a, text);
	while (next_word(normal, &at, &word, &gap)) {
		bool hit = has_function(a, other, word) &&
			   !has_function(a, own, word);
		hits += hit;
		hits -= window[n % 8];
		window[n++ % 8] = hit;
		if (hits >= 3)
			return true;
	}
	return false;
}
