/* Checklists: shapes of lists, what is none, ids, comparison. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <unistd.h>

#include "base/fs.h"
#include "list/list.h"
#include "steps/checklist.h"
#include "steps/words.h"

extern const struct CMUnitTest checklist_tests[];
extern const size_t checklist_tests_count;

struct room {
	struct arena a;
	const struct words *words;
};

static int setup(void **state)
{
	static struct room b;
	struct sink sink;
	int dir = fs_open_dir("locales");

	arena_init(&b.a);
	sink_init(&sink, &b.a);
	b.words = words_load(&b.a, dir, &sink);
	close(dir);
	*state = &b;
	return b.words ? 0 : -1;
}

static int teardown(void **state)
{
	struct room *b = *state;

	arena_release(&b->a);
	return 0;
}

static struct checklist *read_as(struct room *b, const char *text,
	const char *locale)
{
	struct page *p = page_parse(&b->a, S("page.md"), str_of(text), 0, true,
		&alerts_common);
	struct checklist_host host = {
		.locale = { str_of(locale), S_INIT("en-US") },
		.dir = S_INIT("ltr"),
		.path = S_INIT("page.md"),
	};

	return checklist_read(&b->a, p, b->words, &host);
}

static struct checklist *read_page(struct room *b, const char *text)
{
	return read_as(b, text, "en-US");
}

/* All items as one text: "1:Do this|1/a:Or that|". */
static void put_items(struct room *b, const struct checklist_items *items,
	struct buf *out)
{
	for (size_t i = 0; i < items->n; i++) {
		const struct checklist_item *x = items->p[i];
		struct str path = x->path;
		size_t slash = str_find_byte(path, 0, '/');
		struct str text = checklist_text(&b->a, &x->text, 0);
		if (slash != STR_NONE) {
			buf_add(out, str_skip(path, slash + 1));
			buf_byte(out, ':');
		}
		buf_add(out, text);
		buf_byte(out, '|');
		put_items(b, &x->children, out);
		put_items(b, &x->choices, out);
	}
}

static void has_items(struct room *b, const struct checklist *c, size_t section,
	const char *want)
{
	struct buf out;

	assert_true(section < c->sections.n);
	buf_init(&out, &b->a);
	put_items(b, &c->sections.p[section]->items, &out);
	buf_byte(&out, '\0');
	assert_string_equal(out.p, want);
}

/* ---- broken lists ------------------------------------------------ */

static void test_note_between(void **state)
{
	struct room *b = *state;
	struct checklist *c = read_page(b,
		"# Boats\n\n## Sail\n\n"
		"1. Open the gate.\n\n> [!NOTE]\n> Not at night.\n\n"
		"2. Hoist the flag.\n\n| A | B |\n| - | - |\n| 1 | 2 |\n\n"
		"3. Leave.\n\nCome back soon.\n");

	assert_int_equal(c->sections.n, 1);
	has_items(b, c, 0, "1:Open the gate.|2:Hoist the flag.|3:Leave.|");
	assert_int_equal(c->sections.p[0]->continuations.n, 3);
	assert_int_equal(c->sections.p[0]->continuations.p[0].body.p[0]->kind,
		BLOCK_NOTE);
	assert_int_equal(c->counts.checkable, 3);
}

static void test_repeated_numbers(void **state)
{
	struct room *b = *state;
	struct checklist *c = read_page(b,
		"# Boats\n\n## Sail\n\n"
		"1. Open it.\n2. Close it.\n3. Lock it.\n1. Leave it.\n"
		"1. Forget it.\n\n## Row\n\n1. Take the oars.\n\n"
		"![Oars](oars.png)\n\n1. Pull.\n");

	has_items(b, c, 0,
		"1:Open it.|2:Close it.|3:Lock it.|4:Leave it.|"
		"5:Forget it.|");
	has_items(b, c, 1, "1:Take the oars.|2:Pull.|");
}

static void test_two_procedures(void **state)
{
	struct room *b = *state;
	struct checklist *c = read_page(b,
		"# Boats\n\n## Sail\n\n"
		"To leave:\n\n1. Open it.\n2. Go.\n\nTo come back:\n\n"
		"1. Turn.\n2. Close it.\n");

	assert_int_equal(c->sections.n, 2);
	has_items(b, c, 1, "1:Turn.|2:Close it.|");
	assert_true(
		str_starts(c->sections.p[1]->items.p[0]->path, S("sail~2/")));
	assert_false(str_eq(c->sections.p[0]->id, c->sections.p[1]->id));
}

static void test_alternatives(void **state)
{
	struct room *b = *state;
	struct checklist *c = read_page(b,
		"# Boats\n\n## How to moor\n\n"
		"::: moniker range=\"north\"\n\n1. Use the north quay.\n\n"
		"::: moniker-end\n\n::: moniker range=\"south\"\n\n"
		"1. Use the south quay.\n\n::: moniker-end\n\n2. Pay.\n");

	assert_int_equal(c->sections.n, 1);
	has_items(b, c, 0,
		"1:north south|1/north:Use the north quay.|"
		"1/south:Use the south quay.|2:Pay.|");
	assert_int_equal(c->counts.checkable, 2);
}

static void test_letters(void **state)
{
	struct room *b = *state;
	struct checklist *c = read_page(b,
		"# Boats\n\n## Sail\n\n"
		"1. Prepare the boat.\n\n    a. Check the sail.\n\n"
		"    b. Check the rope.\n\n2. Leave.\n\n   1. Untie it.\n"
		"   2. Push it.\n");

	has_items(b, c, 0,
		"1:Prepare the boat.|1/a:Check the sail.|1/b:Check the rope.|"
		"2:Leave.|2/1:Untie it.|2/2:Push it.|");
	assert_int_equal(c->counts.substeps, 4);
}

static void test_forgotten_number(void **state)
{
	struct room *b = *state;
	struct checklist *c = read_page(b,
		"# Boats\n\n## Sail\n\n"
		"From the menu, select Boats.\n2. Choose a boat.\n"
		"3. Select it.\n");

	assert_int_equal(c->sections.n, 1);
	has_items(b, c, 0,
		"1:From the menu, select Boats.|2:Choose a boat.|"
		"3:Select it.|");
	assert_int_equal(c->sections.p[0]->items.p[0]->confidence,
		CONFIDENCE_LOW);
}

static void test_step_headings(void **state)
{
	struct room *b = *state;
	struct checklist *c = read_page(b,
		"# Boats\n\n## Sail\n\n"
		"### Step 1: Buy a boat\n\nAny boat will do.\n\n"
		"### Step 2 - Learn to sail\n\n1. Take a lesson.\n"
		"2. Practise.\n\n## Other\n\nText.\n");

	assert_int_equal(c->sections.n, 1);
	has_items(b, c, 0,
		"1:Buy a boat|2:Learn to sail|"
		"2/1:Take a lesson.|2/2:Practise.|");
}

/* ---- what is no procedure ---------------------------------------- */

static void test_no_procedure(void **state)
{
	static const char *const pages[] = {
		/* questions */
		"# Help\n\n## Boats\n\n1. Can I rent a boat?\n\nYes.\n\n"
		"2. Where is the quay?\n\nIn the north.\n",
		/* reasons */
		"# Help\n\n## Failures\n\nIt fails for several reasons:\n\n"
		"1. The boat belongs to a company.\n"
		"1. The harbour is full.\n1. The tide is low.\n",
		/* a table of contents */
		"# Help\n\n## Contents\n\n1. [Sail](#sail)\n2. [Row](#row)\n",
		/* objectives */
		"# Help\n\nIn this tutorial, you learn how to:\n\n"
		"> [!div class=\"checklist\"]\n> - Hoist a sail\n"
		"> - Tie a rope\n",
	};
	struct room *b = *state;

	for (size_t i = 0; i < sizeof(pages) / sizeof(*pages); i++)
		assert_int_equal(read_page(b, pages[i])->sections.n, 0);
}

#define PAIR(id, t, s)                                         \
	"<span data-ttu-id=\"1a2b3-" id "\">" t                \
	"</span><span class=\"sxs-lookup\"><span data-stu-id=" \
	"\"1a2b3-" id "\">" s "</span></span>"

static void test_marker_of_one_language(void **state)
{
	struct room *b = *state;
	struct checklist *c = read_as(b,
		"# " PAIR("101", "Boote",
			"Boats") "\n\n"
				 "- " PAIR("102",
					 "1. Februar: der Hafen schliesst.",
					 "February 1: the harbour closes.") "\n",
		"de-DE");

	assert_int_equal(c->sections.n, 0);
}

/* ---- prerequisites ----------------------------------------------- */

static void test_prerequisites(void **state)
{
	struct room *b = *state;
	struct checklist *c = read_page(b,
		"# Boats\n\n## Before you begin\n\n"
		"You need:\n\n- A licence. It must be valid.\n"
		"- See [the prices](prices.md).\n\n### Papers\n\n- A pass.\n");

	assert_int_equal(c->sections.n, 2);
	has_items(b, c, 0, "A licence.|See the prices.|");
	has_items(b, c, 1, "A pass.|");
	assert_false(c->sections.p[0]->items.p[1]->checkable);
	assert_int_equal(c->counts.checkable, 2);
}

static void test_languages(void **state)
{
	static const struct {
		const char *locale, *text;
	} pages[] = {
		{ "nl-NL", "# T\n\n## Vereisten\n\n- Een boot.\n" },
		{ "de-DE", "# T\n\n## Voraussetzungen\n\n- Ein Boot.\n" },
		{ "fr-FR", "# T\n\n## Prérequis\n\n- Un bateau.\n" },
		{ "es-ES", "# T\n\n## Requisitos previos\n\n- Un barco.\n" },
		{ "ru-RU", "# T\n\n## Предварительные требования\n\n- Да.\n" },
		{ "ar-SA", "# T\n\n## المتطلبات الأساسية\n\n- قارب.\n" },
		{ "he-IL", "# T\n\n## דרישות מוקדמות\n\n- סירה.\n" },
		{ "ja-JP", "# T\n\n## [前提条件]\n\n- 船。\n" },
		{ "zh-CN", "# T\n\n## 先决条件\n\n- 船。\n" },
		{ "ko-KR", "# T\n\n## 필수 조건\n\n- 배.\n" },
		{ "tr-TR", "# T\n\n## Önkoşullar\n\n- Tekne.\n" },
	};
	struct room *b = *state;

	for (size_t i = 0; i < sizeof(pages) / sizeof(*pages); i++) {
		struct checklist *c = read_as(b, pages[i].text,
			pages[i].locale);
		assert_int_equal(c->counts.prerequisites, 1);
		assert_int_equal(c->sections.p[0]->recognised,
			RECOGNISED_TARGET_HEADING);
	}
}

static void test_front_matter(void **state)
{
	struct room *b = *state;
	struct checklist *c = read_page(b,
		"---\nchecklist: false\n---\n"
		"# T\n\n## Do\n\n1. Open it.\n2. Close it.\n");

	assert_int_equal(c->sections.n, 0);
	c = read_page(b,
		"---\nchecklist:\n  prerequisites: papers\n"
		"  none: [do]\n---\n# T\n\n## Papers\n\n- A pass.\n\n## Do\n\n"
		"1. Open it.\n2. Close it.\n");
	assert_int_equal(c->sections.n, 1);
	assert_int_equal(c->sections.p[0]->kind, SECTION_PREREQUISITES);
	assert_int_equal(c->sections.p[0]->recognised, RECOGNISED_FRONT_MATTER);
}

/* ---- ids and comparison ------------------------------------------ */

static void test_ids(void **state)
{
	struct room *b = *state;
	struct map taken = { 0 };
	struct str id = checklist_id(&b->a, &taken, "proc",
		S("  Get \n started "));

	assert_true(str_eq(id, S("proc-5a28e9de")));
	id = checklist_id(&b->a, &taken, "proc", S("Get started"));
	assert_true(str_eq(id, S("proc-5a28e9de-2")));
	/* Composed and decomposed letters are the same. */
	id = checklist_id(&b->a, &taken, "item", S("caf\xC3\xA9"));
	struct str other = checklist_id(&b->a, &taken, "item",
		S("cafe\xCC\x81"));
	assert_true(str_starts(other, id));
}

static void test_compare(void **state)
{
	struct room *b = *state;
	struct list_entries have = { 0 }, want = { 0 };
	struct list_differences d = { 0 };

	list_collect(&b->a,
		read_page(b, "# T\n\n## Do\n\n1. Open the door.\n"
			     "2. Take the key.\n3. Wave goodbye.\n"),
		&have);
	list_collect(&b->a,
		read_page(b, "# T\n\n## Do\n\n1. Take the key.\n"
			     "2. Open the door.\n3. Close the door.\n"),
		&want);
	list_compare(&b->a, &have, &want, false, &d);
	assert_int_equal(d.n, 3);
	assert_int_equal(d.p[0].kind, LIST_MOVED);
	assert_int_equal(d.p[1].kind, LIST_ADDED);
	assert_true(str_eq(d.p[1].entry->where, S("do/3")));
	assert_int_equal(d.p[2].kind, LIST_LOST);
}

static void test_adopt(void **state)
{
	struct room *b = *state;
	struct checklist *en = read_page(b, "# T\n\n## Do\n\n1. Open it.\n"
					    "2. Close it.\n");
	struct checklist *nl = read_as(b,
		"# T\n\n## Doen\n\n1. Open het.\n"
		"2. Sluit het.\n",
		"nl-NL");

	checklist_adopt(nl, en);
	assert_true(str_eq(nl->id, en->id));
	for (size_t i = 0; i < 2; i++)
		assert_true(str_eq(nl->sections.p[0]->items.p[i]->id,
			en->sections.p[0]->items.p[i]->id));
}

static void test_imperative(void **state)
{
	struct room *b = *state;

	assert_int_equal(words_imperative(b->words, S("open the door")), 2);
	assert_int_equal(words_imperative(b->words,
				 S("on the left, select boats")),
		2);
	assert_int_equal(words_imperative(b->words, S("you can wait")), 1);
	assert_int_equal(words_imperative(b->words, S("the door is open")), 0);
}

#define with_words(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

const struct CMUnitTest checklist_tests[] = {
	with_words(test_note_between),
	with_words(test_repeated_numbers),
	with_words(test_two_procedures),
	with_words(test_alternatives),
	with_words(test_letters),
	with_words(test_forgotten_number),
	with_words(test_step_headings),
	with_words(test_no_procedure),
	with_words(test_marker_of_one_language),
	with_words(test_prerequisites),
	with_words(test_languages),
	with_words(test_front_matter),
	with_words(test_ids),
	with_words(test_compare),
	with_words(test_adopt),
	with_words(test_imperative),
};
const size_t checklist_tests_count = sizeof(checklist_tests) /
				     sizeof(*checklist_tests);
