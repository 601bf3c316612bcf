/* One place that knows stdout, stderr and the terminal. */
#include "cmd/talk.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "cmd/log.h"

#define DELAY_MS 500 /* before there is a progress line */
#define EVERY_MS 100

static struct {
	bool color;    /* of stderr */
	bool progress; /* wanted */
	bool line;     /* there is one on the screen */
	int64_t since, last;
	bool timings;
	int64_t stage;              /* when it began */
	struct buf *written, *said; /* where to note it, or NULL */
} talk;

/* "" where it is not set. */
static const char *env(const char *variable)
{
	const char *v = getenv(variable);

	return v ? v : "";
}

static bool has(const char *variable)
{
	return *env(variable) != '\0';
}

static int64_t now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static bool is_terminal(int fd)
{
	const char *term = getenv("TERM");

	return isatty(fd) && term && strcmp(term, "dumb") != 0;
}

static bool use_color(struct str when, int fd)
{
	if (str_eq(when, S("always")))
		return true;
	if (str_eq(when, S("never")) || has("NO_COLOR"))
		return false;
	if (has("CLICOLOR_FORCE") && strcmp(env("CLICOLOR_FORCE"), "0") != 0)
		return true;
	return is_terminal(fd);
}

bool talk_setup(struct invocation *inv, struct str *error)
{
	const char *option = option_value(inv, "color");
	struct str when = option ? str_of(option) : S("auto");

	if (!str_eq(when, S("auto")) && !str_eq(when, S("always")) &&
		!str_eq(when, S("never"))) {
		*error = str_printf(inv->arena,
			"'--color' must be auto, "
			"always or never, not '%.*s'",
			STR_ARG(when));
		return false;
	}
	inv->color = use_color(when, STDOUT_FILENO);
	inv->terminal = isatty(STDOUT_FILENO);
	talk.color = use_color(when, STDERR_FILENO);
	talk.progress = is_terminal(STDERR_FILENO) && !has("CI") &&
			!inv->quiet && !option_flag(inv, "no-progress");
	talk.since = now_ms();
	talk.stage = talk.since;
	talk.timings = option_count(inv, "verbose") > 1;
	return true;
}

void talk_record(struct buf *written, struct buf *said)
{
	talk.written = written;
	talk.said = said;
}

static void __attribute__((format(printf, 1, 0)))
say(const char *format, va_list args)
{
	va_list again;

	va_copy(again, args);
	vfprintf(stderr, format, args);
	if (talk.said)
		buf_vprintf(talk.said, format, again);
	va_end(again);
}

static void say_plain(const char *text)
{
	fputs(text, stderr);
	if (talk.said)
		buf_add(talk.said, str_of(text));
}

/* As much of it as a line of the log may have. */
static void __attribute__((format(printf, 2, 0)))
keep(enum level level, const char *format, va_list args)
{
	char text[4096];

	vsnprintf(text, sizeof(text), format, args);
	log_say(level, str_of(text));
}

void talk_error(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	keep(LEVEL_ERROR, format, args);
	va_end(args);
	talk_progress_end();
	say_plain("diglot: ");
	if (talk.color)
		say_plain("\033[1;31m");
	va_start(args, format);
	say(format, args);
	va_end(args);
	if (talk.color)
		say_plain("\033[0m");
	say_plain("\n");
}

void talk_note(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	keep(LEVEL_INFO, format, args);
	va_end(args);
	talk_progress_end();
	va_start(args, format);
	say(format, args);
	va_end(args);
	say_plain("\n");
}

void talk_stage(const char *name)
{
	int64_t now = now_ms();

	if (talk.timings)
		talk_note("%s: %lld ms", name, (long long)(now - talk.stage));
	talk.stage = now;
}

void talk_text(struct str s)
{
	if (s.n == 0)
		return;
	talk_progress_end();
	(void)fwrite(s.p, 1, s.n, stderr);
	if (talk.said)
		buf_add(talk.said, s);
}

void talk_progress(void *ctx, size_t done, size_t total)
{
	int64_t now = now_ms();

	(void)ctx;
	if (!talk.progress || now - talk.since < DELAY_MS ||
		now - talk.last < EVERY_MS)
		return;
	talk.last = now;
	talk.line = true;
	fprintf(stderr, "\r%zu of %zu files\033[K", done, total);
	fflush(stderr);
}

void talk_progress_end(void)
{
	if (!talk.line)
		return;
	talk.line = false;
	fputs("\r\033[K", stderr);
	fflush(stderr);
}

static bool stdout_failed(void)
{
	talk_error("cannot write to standard output: %s", strerror(errno));
	return false;
}

bool talk_write(struct str s)
{
	talk_progress_end();
	if (talk.written)
		buf_add(talk.written, s);
	if (s.n && fwrite(s.p, 1, s.n, stdout) != s.n)
		return stdout_failed();
	return true;
}

bool talk_flush(void)
{
	return fflush(stdout) == 0 || stdout_failed();
}

bool talk_ascii(void)
{
	static const char *const names[] = { "LC_ALL", "LC_CTYPE", "LANG" };
	const char *value = "";

	for (size_t i = 0; i < 3 && !*value; i++)
		value = env(names[i]);
	return !strcasestr(value, "UTF-8") && !strcasestr(value, "utf8");
}
