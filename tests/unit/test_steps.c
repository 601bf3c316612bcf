/* Checklists: the shapes of real pages that are hard to read, with texts of
 * our own, and the answers that a person gives. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <unistd.h>

#include "base/buf.h"
#include "base/fs.h"
#include "steps/checklist.h"
#include "steps/words.h"

extern const struct CMUnitTest steps_tests[];
extern const size_t steps_tests_count;

struct room {
	struct arena a;
	const struct words *words;
	const struct page *fragment;
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

static struct page *parse(struct room *b, const char *text)
{
	return page_parse(&b->a, S("page.md"), str_of(text), 0, true,
		&alerts_common);
}

static const struct page *include(const void *ctx, uint32_t file)
{
	const struct room *b = ctx;

	(void)file;
	return b->fragment;
}

static struct checklist *read_as(struct room *b, const char *text,
	const char *locale)
{
	struct checklist_host host = {
		.ctx = b,
		.include = include,
		.locale = { str_of(locale), S_INIT("en-US") },
		.dir = S_INIT("ltr"),
		.path = S_INIT("page.md"),
	};

	return checklist_read(&b->a, parse(b, text), b->words, &host);
}

static struct checklist *read_page(struct room *b, const char *text)
{
	return read_as(b, text, "en-US");
}

static void put_items(struct room *b, const struct checklist_items *items,
	const char *open, const char *close, struct buf *out)
{
	if (items->n)
		buf_add(out, str_of(open));
	for (size_t i = 0; i < items->n; i++) {
		const struct checklist_item *x = items->p[i];
		if (i)
			buf_byte(out, ' ');
		if (x->label.n)
			buf_printf(out, "%.*s:", STR_ARG(x->label));
		buf_add(out, checklist_text(&b->a, &x->text, 0));
		put_items(b, &x->children, "(", ")", out);
		put_items(b, &x->choices, "{", "}", out);
	}
	if (items->n)
		buf_add(out, str_of(close));
}

/* All items of all sections: "[1:Do it.(a:So.) 2:Or this.{A. B.}]". */
static void says(struct room *b, const char *page, const char *want)
{
	struct checklist *c = read_page(b, page);
	struct buf out;

	buf_init(&out, &b->a);
	for (size_t i = 0; i < c->sections.n; i++)
		put_items(b, &c->sections.p[i]->items, "[", "]", &out);
	buf_byte(&out, '\0');
	assert_string_equal(out.p, want);
}

static const struct checklist_blocks *after(const struct checklist *c,
	size_t section, size_t step)
{
	const struct checklist_section *s = c->sections.p[section];

	assert_true(s->items.p[step]->continuation > 0);
	return &s->continuations.p[s->items.p[step]->continuation - 1].body;
}

#define PAIR(id, t, s)                                         \
	"<span data-ttu-id=\"1a2b3-" id "\">" t                \
	"</span><span class=\"sxs-lookup\"><span data-stu-id=" \
	"\"1a2b3-" id "\">" s "</span></span>"

/* ---- eleven shapes ----------------------------------------------- */

/* One procedure for each heading; what stands between belongs to the step
 * before. */
static void test_broken_by_blocks(void **state)
{
	struct room *b = *state;
	const char *page =
		"# Lights\n\n## At the quay\n\n"
		"1. Open the locker.\n\n>[!Note]\n>Not in rain.\n\n"
		"2. Take the lamp.\n\n3. Look up its colour below.\n\n"
		"| Side | Colour |\n| - | - |\n| left | red |\n\n"
		">[!NOTE]\n>Some are green.\n\n"
		"## At sea\n\n1. Light the lamp.\n\n"
		"2. Hang it up.\n\n"
		":::image type=\"content\" source=\"a.png\" "
		"alt-text=\"Hung up\":::\n\n"
		"3. Wait.\n\n4. Take it down.\n\n"
		":::image type=\"content\" source=\"b.png\" "
		"alt-text=\"Taken down\":::\n\nIt is hot.\n";
	struct checklist *c = read_page(b, page);

	says(b, page,
		"[1:Open the locker. 2:Take the lamp. "
		"3:Look up its colour below.]"
		"[1:Light the lamp. 2:Hang it up. 3:Wait. 4:Take it down.]");
	assert_int_equal(after(c, 0, 0)->p[0]->kind, BLOCK_NOTE);
	assert_int_equal(after(c, 0, 2)->p[0]->kind, BLOCK_RAW);
	assert_int_equal(after(c, 0, 2)->p[1]->kind, BLOCK_NOTE);
	assert_int_equal(after(c, 1, 1)->p[0]->kind, BLOCK_IMAGE);
	assert_int_equal(after(c, 1, 3)->p[0]->kind, BLOCK_IMAGE);
	assert_int_equal(after(c, 1, 3)->n, 2);
}

/* Letters are segments of their own; paragraphs at the margin still speak
 * of the last step. */
static void test_lettered_pairs(void **state)
{
	struct room *b = *state;
	struct checklist *c = read_as(b,
		"# " PAIR("101", "Boten",
			"Boats") "\n\n"
				 "1. " PAIR("102", "Pak de boot.",
					 "Prepare the boat.") "\n\n"
							      "    " PAIR("103",
								      "a.",
								      "a.") " " PAIR("104",
								      "Kijk naar het zeil.",
								      "Check the sail.") "\n\n"
											 "    " PAIR(
												 "105",
												 "b.",
												 "b.") " " PAIR("106",
												 "Kijk naar het touw.",
												 "Check the rope.") "\n\n"
														    "2. " PAIR(
															    "107",
															    "Vertrek.",
															    "Leave the quay.") "\n\n" PAIR("108",
															    "Dat mag ook langzaam.",
															    "You can go slowly.") "\n\n>[!IMPORTANT]\n>" PAIR("109",
															    "Kom terug.",
															    "Come back.") "\n",
		"nl-NL");
	const struct checklist_item *first;

	assert_int_equal(c->sections.n, 1);
	first = c->sections.p[0]->items.p[0];
	assert_int_equal(first->children.n, 2);
	assert_true(str_eq(first->children.p[1]->label, S("b")));
	assert_true(
		str_eq(first->children.p[1]->label_segment, S("1a2b3-105")));
	assert_true(
		str_eq(checklist_text(&b->a, &first->children.p[1]->text, 1),
			S("Check the rope.")));
	assert_int_equal(after(c, 0, 1)->n, 2);
	assert_int_equal(after(c, 0, 1)->p[1]->kind, BLOCK_NOTE);
}

/* The first step is there once, in several ways. */
static void test_step_by_moniker(void **state)
{
	struct room *b = *state;
	const char *page =
		"# Boats\n\n## Moor\n\n"
		"::: moniker range=\"north\"\n\n1. Use the north quay.\n\n"
		"::: moniker-end\n\n"
		"::: moniker range=\"south\"\n\n1. Use the south quay.\n\n"
		"::: moniker-end\n\n"
		"::: moniker range=\"east\"\n\n1. Use the east quay.\n\n"
		"::: moniker-end\n\n2. Pay.\n";
	struct checklist *c = read_page(b, page);

	says(b, page,
		"[1:north south east{north:Use the north quay. "
		"south:Use the south quay. east:Use the east quay.} 2:Pay.]");
	assert_int_equal(c->counts.checkable, 2);
}

static void test_questions(void **state)
{
	says(*state,
		"# Help\n\n## Questions\n\n1. Where do I moor?\n\n"
		"A. At the quay. Do this:\n\n- Open the gate.\n- Go in.\n\n"
		"![The gate](gate.png)\n\n2. Must I pay?\n\nA. Yes.\n",
		"");
}

static void test_no_first_number(void **state)
{
	struct room *b = *state;
	const char *page = "# Boats\n\n## Find one\n\n"
			   "From the menu, select Boats.\n"
			   "2. To see more, select All.\n3. Select a boat.\n"
			   "4. Rent it.\n";

	says(b, page,
		"[1:From the menu, select Boats. 2:To see more, select All. "
		"3:Select a boat. 4:Rent it.]");
	for (size_t i = 0; i < 4; i++)
		assert_int_equal(
			read_page(b, page)->sections.p[0]->items.p[i]->confidence,
			CONFIDENCE_LOW);
}

static void test_odd_numbers(void **state)
{
	says(*state,
		"# Boats\n\n## Leave\n\n1.  Open the gate.\n2.  Go out.\n"
		"3.  Close it.\n1.  Lock it.\n1.  Wave.\n",
		"[1:Open the gate. 2:Go out. 3:Close it. 4:Lock it. 5:Wave.]");
}

static void test_reasons(void **state)
{
	says(*state,
		"# Boats\n\n## Why a boat cannot leave\n\n"
		"A boat may not leave for one of these reasons:\n\n"
		"1. The boat belongs to a company and the rent is due.\n"
		"1. The gate is closed.\n1. The tide was too low.\n",
		"");
}

/* Numbers and letters are as written, and every step has a path. */
static void test_addressable(void **state)
{
	struct room *b = *state;
	struct checklist *c = read_page(b,
		"# Boats\n\n## Reserve\n\n1. Open the book.\n\n"
		"2. Enter your wish:\n\n    a. Choose a boat.\n\n"
		"    b. Choose a day.\n\n3. Repeat steps 1 and 2.\n");
	const struct checklist_items *steps = &c->sections.p[0]->items;

	assert_int_equal(steps->n, 3);
	assert_true(str_eq(steps->p[1]->children.p[1]->path, S("reserve/2/b")));
	assert_true(str_eq(steps->p[2]->label, S("3")));
	assert_int_equal(steps->p[2]->number, 3);
}

static void test_date_is_no_step(void **state)
{
	struct checklist *c = read_as(*state,
		"# " PAIR("101", "Boote", "Boats") "\n\n- " PAIR("102",
			"1. Februar: der Hafen schliesst.",
			"February 1: the harbour closes.") "\n",
		"de-DE");

	assert_int_equal(c->sections.n, 0);
	assert_int_equal(c->counts.segments_used, c->counts.segments);
}

/* The text of a step is in a fragment. */
static void test_include_is_a_step(void **state)
{
	struct room *b = *state;
	const char *page = "# Boats\n\n## Begin\n\n"
			   "1. [!include[The key](includes/key.md)]\n\n"
			   "    The key is red.\n\n2. Go on board.\n";
	struct checklist *c;

	b->fragment = parse(b, "Fetch the key. Keep it dry.\n");
	c = read_page(b, page);
	says(b, page, "[1:Fetch the key. 2:Go on board.]");
	assert_int_equal(c->sections.p[0]->items.p[0]->info.n, 2);
	assert_int_equal(c->counts.steps, 2);
	b->fragment = NULL;
}

/* The number is a list in the source alone: then it is text. */
static void test_number_of_the_source(void **state)
{
	struct checklist *c = read_as(*state,
		"# " PAIR("101", "\xD0\x9B\xD0\xBE\xD0\xB4\xD0\xBA\xD0\xB8",
			"Boats") "\n\n" PAIR("102",
			"1.\xC2\xA0 **\xD0\x9D\xD0\xBE\xD0\xB2\xD0\xBE\xD0\xB5**",
			"1. **Select the new boat**") "\n\n" PAIR("103",
			"\xD0\x94\xD0\xB0.", "It is there.") "\n",
		"ru-RU");

	assert_int_equal(c->sections.n, 0);
	assert_int_equal(c->counts.segments_used, c->counts.segments);
}

/* ---- lists in a step --------------------------------------------- */

static void test_choices(void **state)
{
	struct room *b = *state;
	const char *page = "# B\n\n## Pay\n\n1. Go in.\n"
			   "2. Do one of the following:\n\n"
			   "   - Pay in cash.\n\n     or\n\n"
			   "   - Use a card.\n\n3. Leave.\n";

	says(b, page,
		"[1:Go in. 2:Do one of the following:"
		"{Pay in cash. Use a card.} 3:Leave.]");
	assert_int_equal(read_page(b, page)->counts.checkable, 3);
	says(b,
		"# B\n\n## Pay\n\n1. Go in and sign.\n\n"
		"   - To pay in cash, go left.\n"
		"   - To use a card, go right.\n\n2. Leave.\n",
		"[1:Go in and sign.{To pay in cash, go left. "
		"To use a card, go right.} 2:Leave.]");
	says(b,
		"# B\n\n## Sign\n\n1. Sign the list.\n"
		"   - When you choose red, you sign here:\n"
		"     1. Take the red pen.\n     2. Write.\n"
		"   - When you choose blue, you sign there.\n2. Leave.\n",
		"[1:Sign the list.{When you choose red, you sign here:"
		"(1:Take the red pen. 2:Write.) "
		"When you choose blue, you sign there.} 2:Leave.]");
	says(b,
		"# B\n\n## Ask\n\n1. Open the form.\n\n"
		"   - Select the left side to rent a boat.\n"
		"   - Select the right side if you own one.\n",
		"[1:Open the form.{Select the left side to rent a boat. "
		"Select the right side if you own one.}]");
}

static void test_or(void **state)
{
	says(*state,
		"# B\n\n## Pay\n\n1. Go in and pay:\n\n"
		"   Use a card.\n\n   -or-\n\n   Pay in cash.\n\n"
		"2. Leave.\n",
		"[1:Go in and pay:{Use a card. Pay in cash.} 2:Leave.]");
}

static void test_bullets_in_order(void **state)
{
	struct room *b = *state;

	says(b,
		"# B\n\n## Ask\n\n1. Fill in the form:\n\n"
		"   - Enter your name.\n   - Choose a day.\n\n2. Send it.\n",
		"[1:Fill in the form:(1:Enter your name. 2:Choose a day.) "
		"2:Send it.]");
	/* Fields and their meanings are no steps. */
	says(b,
		"# B\n\n## Ask\n\n1. Fill in the form:\n\n"
		"   - **Your name**: Enter it.\n   - **Day**: Choose one.\n\n"
		"2. Send it.\n",
		"[1:Fill in the form: 2:Send it.]");
	says(b,
		"# B\n\n## Ask\n\n1. Choose a name. Name guidelines:\n\n"
		"   - Start with a letter.\n   - Use five letters.\n\n"
		"2. Send it.\n",
		"[1:Choose a name. 2:Send it.]");
}

/* ---- lists and what stands before them --------------------------- */

static void test_leads(void **state)
{
	struct room *b = *state;

	says(b,
		"# B\n\n## Test\n\nIt is quiet. To hear it:\n\n"
		"- At the quay, go to the bell.\n",
		"[1:At the quay, go to the bell.]");
	says(b,
		"# B\n\n## Bell\n\nThe bell doesn't:\n\n"
		"1. Check the tide.\n2. Open the gate.\n",
		"");
	says(b,
		"# B\n\n## Limitations\n\nPlease note this.\n\n"
		"1. Check the tide yourself.\n2. Open gates by hand.\n",
		"");
	says(b,
		"# B\n\n## Boxes\n\nThis renders as:\n\n"
		"> [!div class=\"checklist\"]\n> - Open it\n> - Close it\n",
		"");
	says(b,
		"# B\n\n## In this guide you will:\n\n"
		"> [!div class=\"checklist\"]\n> - Open it\n> - Close it\n",
		"");
	says(b,
		"# B\n\n## Parts\n\nThe meaning of the flags is:\n\n"
		"1. Get help.\n2. Keep out.\n",
		"");
	says(b,
		"# B\n\n## Duty\n\nYour guest must take the following "
		"actions. Follow these steps:\n\n"
		"1. Guests must first sign.\n2. Guests must then pay.\n",
		"[1:Guests must first sign. 2:Guests must then pay.]");
	says(b,
		"# B\n\n## Way\n\n1. Menu, Boats, Gate, select **Open**.\n"
		"2. Menu, Boats, **Check it**.\n",
		"[1:Menu, Boats, Gate, select Open. "
		"2:Menu, Boats, Check it.]");
	says(b,
		"# B\n\n## Run\n\n1. Open the gate.\n1. Start it.\n\n"
		"  You can start more.\n\n1. The gate now opens.\n"
		"1. This boat is then free.\n",
		"[1:Open the gate. 2:Start it. 3:The gate now opens. "
		"4:This boat is then free.]");
}

/* ---- prerequisites ----------------------------------------------- */

static void test_needs(void **state)
{
	struct room *b = *state;

	says(b,
		"# B\n\n## Mooring requirements\n\n"
		"To moor, you'll need a licence.\n\n"
		"For payment, there are two options:\n\n- Cash\n- Card\n\n"
		"Boats are counted.\n",
		"[To moor, you'll need a licence.]");
	says(b,
		"# B\n\n## Harbour requirements\n\n"
		"The harbour is deep.\n\n- Water\n- Stones\n",
		"");
	says(b,
		"# B\n\n## Conditions\n\nBoats can stay if these conditions "
		"apply:\n\n- The boat must be dry.\n- The tide is low.\n",
		"[The boat must be dry. The tide is low.]");
	says(b,
		"# B\n\n## Requirements\n\n| What | Why |\n| - | - |\n"
		"| A rope | To moor |\n| **Recommended** | |\n"
		"| A flag | To greet |\n",
		"[A rope A flag]");
	says(b,
		"# B\n\n## Before you start\n\nHave this at hand:\n\n"
		"**A rope**. Ten metres.\n\n**A lamp**. Any lamp.\n",
		"[A rope. A lamp.]");
	says(b,
		"# B\n\n## Prerequisites\n\n"
		"- One of the following papers:\n  - A pass\n  - A letter\n",
		"[One of the following papers:{A pass A letter}]");
}

/* ---- what else a step says --------------------------------------- */

static void test_result(void **state)
{
	struct room *b = *state;
	struct checklist *c = read_page(b,
		"# B\n\n## Open\n\n"
		"1. Press the bell. Press it long. The gate opens.\n"
		"2. Go in.\n\n   You'll see the quay.\n\n"
		"   ![The quay](quay.png)\n\n"
		"3. Take a seat. If a form appears, fill it in.\n");
	const struct checklist_items *steps = &c->sections.p[0]->items;

	assert_int_equal(steps->p[0]->info.n, 2);
	assert_int_equal(steps->p[0]->results, 1);
	assert_int_equal(steps->p[1]->results, 2);
	assert_int_equal(steps->p[2]->results, 0);
}

static void test_requires(void **state)
{
	struct room *b = *state;
	struct checklist *c = read_page(b,
		"# B\n\n## Papers\n\n1. Ask for a pass.\n2. Sign it.\n\n"
		"## Leave\n\nSee [the map](#papers). Make sure to complete "
		"[the papers](#papers) first.\n\n1. Open the gate.\n");

	assert_int_equal(c->sections.n, 2);
	assert_int_equal(c->sections.p[0]->requires.n, 0);
	assert_int_equal(c->sections.p[1]->requires.n, 1);
	assert_true(str_eq(c->sections.p[1]->requires.p[0],
		c->sections.p[0]->items.p[1]->id));
}

static void test_duration(void **state)
{
	struct room *b = *state;
	struct checklist *c = read_page(b,
		"---\ndurationInMinutes: 15\n---\n# B\n\n## Open\n\n"
		"1. Press the bell.\n2. Go in.\n");
	const struct value *list = value_get(checklist_value(&b->a, c),
		S("procedures"));

	assert_true(
		str_eq(value_text_at(list->items[0], S("estimatedDuration")),
			S("PT15M")));
}

const struct CMUnitTest steps_tests[] = {
	cmocka_unit_test_setup_teardown(test_broken_by_blocks, setup, teardown),
	cmocka_unit_test_setup_teardown(test_lettered_pairs, setup, teardown),
	cmocka_unit_test_setup_teardown(test_step_by_moniker, setup, teardown),
	cmocka_unit_test_setup_teardown(test_questions, setup, teardown),
	cmocka_unit_test_setup_teardown(test_no_first_number, setup, teardown),
	cmocka_unit_test_setup_teardown(test_odd_numbers, setup, teardown),
	cmocka_unit_test_setup_teardown(test_reasons, setup, teardown),
	cmocka_unit_test_setup_teardown(test_addressable, setup, teardown),
	cmocka_unit_test_setup_teardown(test_date_is_no_step, setup, teardown),
	cmocka_unit_test_setup_teardown(test_include_is_a_step, setup,
		teardown),
	cmocka_unit_test_setup_teardown(test_number_of_the_source, setup,
		teardown),
	cmocka_unit_test_setup_teardown(test_choices, setup, teardown),
	cmocka_unit_test_setup_teardown(test_or, setup, teardown),
	cmocka_unit_test_setup_teardown(test_bullets_in_order, setup, teardown),
	cmocka_unit_test_setup_teardown(test_leads, setup, teardown),
	cmocka_unit_test_setup_teardown(test_needs, setup, teardown),
	cmocka_unit_test_setup_teardown(test_result, setup, teardown),
	cmocka_unit_test_setup_teardown(test_requires, setup, teardown),
	cmocka_unit_test_setup_teardown(test_duration, setup, teardown),
};
const size_t steps_tests_count = sizeof(steps_tests) / sizeof(*steps_tests);
