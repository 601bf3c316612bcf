/*
 * Runs `git log` once over the docset's folder and keeps the first, which is
 * the newest, day of each path.
 */
#include "site/gitdates.h"

#include "base/git.h"

static void keep_days(struct arena *a, struct map *days, struct str log)
{
	struct str line, *day = NULL;

	while (str_cut(&log, '\n', &line)) {
		if (str_starts(line, S("\001"))) {
			day = arena_new(a, struct str);
			*day = str_skip(line, 1);
		} else if (line.n && day && !map_has(days, line)) {
			map_put(a, days, line, day);
		}
	}
}

struct gitdates *gitdates_read(struct arena *a, const char *root)
{
	static const char *const shallow[] = { "rev-parse",
		"--is-shallow-repository", NULL };
	static const char *const log[] = { "log", "--no-renames",
		"--format=%x01%cs", "--name-only", "--relative", "--", ".",
		NULL };
	struct gitdates *d = arena_new(a, struct gitdates);
	struct str answer;

	*d = (struct gitdates){ 0 };
	if (git_run(a, root, false, shallow, &answer) != GIT_DONE ||
		!str_eq(str_trim(answer), S("false")) ||
		git_run(a, root, false, log, &answer) != GIT_DONE)
		return NULL;
	keep_days(a, &d->days, answer);
	return d;
}

struct str gitdates_of(const struct gitdates *d, struct str path)
{
	const struct str *day = d ? map_get(&d->days, path) : NULL;

	return day ? *day : S("");
}
