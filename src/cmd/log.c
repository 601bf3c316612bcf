/* Lines gathered in memory and written at the end, when there is a whole
 * log to write. */
#include "cmd/log.h"

#include "cmd/run.h"
#include "format/json.h"

static struct {
	struct arena *arena; /* NULL: nobody asked */
	struct buf lines;
} kept;

void log_begin(struct invocation *inv)
{
	if (!option_flag(inv, "log"))
		return;
	kept.arena = inv->arena;
	buf_init(&kept.lines, inv->arena);
	log_say(LEVEL_INFO, str_printf(inv->arena, "diglot %s %s",
				    DIGLOT_VERSION, inv->command->name));
}

void log_say(enum level level, struct str text)
{
	struct json j;

	if (!kept.arena)
		return;
	json_begin(&j, &kept.lines, false);
	json_open_map(&j);
	json_text_at(&j, "message_severity", str_of(level_name(level)));
	json_text_at(&j, "code", S("run"));
	json_text_at(&j, "message", str_trim(text));
	json_close_map(&j);
	buf_byte(&kept.lines, '\n');
}

void log_findings(const struct report *r)
{
	struct report own = *r;
	struct arena scratch;

	if (!kept.arena)
		return;
	arena_init(&scratch);
	own.arena = &scratch;
	own.out = &kept.lines;
	own.seen = (struct map){ 0 };
	report_jsonl.write(&own);
	arena_release(&scratch);
}

bool log_end(struct invocation *inv)
{
	return !kept.arena ||
	       run_write_file(inv->arena, option_value(inv, "log"),
		       buf_str(&kept.lines));
}
