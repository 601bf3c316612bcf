/* The command line of check into a job; what makes no sense is refused. */
#include "cmd/check_job.h"

#include "check/rules.h"
#include "cmd/talk.h"

static bool is_rule(struct str pattern)
{
	for (size_t i = 0; i < rules_count; i++)
		if (rule_matches(rules[i], pattern))
			return true;
	const char *near = rule_nearest(pattern);
	if (near)
		talk_error("there is no rule '%.*s', did you mean '%s'?",
			STR_ARG(pattern), near);
	else
		talk_error("there is no rule '%.*s'; 'diglot explain' lists "
			   "them",
			STR_ARG(pattern));
	return false;
}

/* "R,R" of --select and --ignore, "R=LEVEL,R=LEVEL" of --severity. */
static bool add_choice(struct rule_choice *c, struct str item)
{
	size_t equals;

	c->rules = str_trim(item);
	if (c->what == RULE_LEVEL) {
		equals = str_find_byte(item, 0, '=');
		c->rules = str_trim(str_sub(item, 0, equals));
		if (equals == STR_NONE ||
			!level_parse(str_trim(str_skip(item, equals + 1)),
				&c->level)) {
			talk_error(
				"'--severity' must be RULE=LEVEL with "
				"error, warning, suggestion, info or off, not "
				"'%.*s'",
				STR_ARG(item));
			return false;
		}
	}
	return is_rule(c->rules);
}

static bool choice_kind(const char *option, struct rule_choice *c)
{
	if (strcmp(option, "select") == 0)
		c->what = RULE_SELECT;
	else if (strcmp(option, "ignore") == 0)
		c->what = RULE_IGNORE;
	else if (strcmp(option, "severity") == 0)
		c->what = RULE_LEVEL;
	else
		return false;
	return true;
}

static bool read_choices(struct check_job *job)
{
	const struct invocation *inv = job->inv;
	VEC(struct rule_choice) choices = { 0 };

	for (size_t i = 0; i < inv->ngiven; i++) {
		const struct given *g = &inv->given[i];
		struct rule_choice c = { .level = LEVEL_OFF };
		struct str rest = str_of(g->value), item;

		if (!choice_kind(g->option->name, &c))
			continue;
		while (str_cut(&rest, ',', &item)) {
			if (!add_choice(&c, item))
				return false;
			vec_push(inv->arena, &choices, c);
		}
	}
	job->options.choices = choices.p;
	job->options.nchoices = choices.n;
	return true;
}

static bool read_number(const struct invocation *inv, const char *name,
	uint32_t *out)
{
	const char *text = option_value(inv, name);

	if (!text || str_to_uint(str_of(text), out))
		return true;
	talk_error("'--%s' must be a number, not '%s'", name, text);
	return false;
}

static void add_name(struct buf *b, const char *name, bool last)
{
	if (b->n)
		buf_add(b, last ? S(" and ") : S(", "));
	buf_add(b, str_of(name));
}

bool check_is_profile(struct arena *a, const char *name)
{
	struct buf names;

	buf_init(&names, a);
	for (size_t i = 0; levels_profiles[i]; i++) {
		if (strcmp(name, levels_profiles[i]) == 0)
			return true;
		add_name(&names, levels_profiles[i], !levels_profiles[i + 1]);
	}
	talk_error("there is no profile '%s'; there are %.*s", name,
		STR_ARG(buf_str(&names)));
	return false;
}

static bool read_profile(struct check_job *job, const struct policy *policy)
{
	const char *name = option_value(job->inv, "profile");

	if (!name && policy->profile.n)
		name = str_z(job->inv->arena, policy->profile);
	job->options.profile = name;
	job->options.docfx = name && strcmp(name, "docfx") == 0;
	return !name || check_is_profile(job->inv->arena, name);
}

static bool read_fail_on(struct check_job *job, const struct policy *policy)
{
	const char *text = option_value(job->inv, "fail-on");

	if (!text && policy->fail_on.n)
		text = str_z(job->inv->arena, policy->fail_on);
	return run_fail_level(text, LEVEL_WARNING, &job->fail_on);
}

/* An option whose value is one of some words. */
static bool read_word(const struct invocation *inv, const char *option,
	const char *const *words, int *out)
{
	const char *text = option_value(inv, option);
	struct buf names;

	if (!text)
		return true;
	buf_init(&names, inv->arena);
	for (int i = 0; words[i]; i++) {
		if (strcmp(text, words[i]) == 0) {
			*out = i;
			return true;
		}
		add_name(&names, words[i], !words[i + 1]);
	}
	talk_error("'--%s' must be one of %.*s, not '%s'", option,
		STR_ARG(buf_str(&names)), text);
	return false;
}

static bool read_fix(struct check_job *job)
{
	static const char *const words[] = { "", "safe", "unsafe", NULL };
	const struct invocation *inv = job->inv;
	int most = MEND_SAFE;
	struct str rest = str_of(option_value(inv, "fix-only")), item;

	job->diff_fixes = option_flag(inv, "diff-fixes");
	job->fix = option_flag(inv, "fix") || job->diff_fixes;
	if (!read_word(inv, "fix", words, &most))
		return false;
	job->most = (enum mend)most;
	while (str_cut(&rest, ',', &item)) {
		item = str_trim(item);
		if (!is_rule(item))
			return false;
		vec_push(inv->arena, &job->fix_only, item);
	}
	if (job->fix_only.n && !job->fix)
		talk_error("'--fix-only' goes with '--fix' or '--diff-fixes'");
	return job->fix || !job->fix_only.n;
}

/* What makes no sense together. */
static bool is_sound(const struct check_job *job)
{
	const char *bad = NULL;
	bool files = option_flag(job->inv, "list-files");
	bool external = option_flag(job->inv, "list-external");

	if (job->fix && (job->baseline.write || job->baseline.prune))
		bad = "'--fix' and writing a baseline exclude each other";
	else if (job->fix && job->change.given)
		bad = "'--fix' mends all of the files that it is given; leave "
		      "out '--diff' and '--changed-since'";
	else if (job->change.given && job->paths.from_stdin)
		bad = "standard input is one file, not a change";
	else if (job->introduced && job->side == CHECK_SOURCE)
		bad = "'--introduced' is of the target side";
	else if (files &&
		 (job->diff_fixes || (job->fix && job->paths.from_stdin)))
		bad = "'--list-files' and the mended text both go to standard "
		      "output";
	else if (external && (job->fix || files || job->baseline.write ||
				     job->baseline.prune || job->change.given))
		bad = "'--list-external' checks nothing: it goes with paths, "
		      "'--side' and '--fallback' alone";
	if (bad)
		talk_error("%s", bad);
	return !bad;
}

bool check_options_read(struct invocation *inv, struct check_job *job)
{
	static const char *const sides[] = { "target", "source", "both", NULL };
	static const char *const orders[] = { "path", "severity", "rule",
		NULL };
	uint32_t per_file = CHECK_MAX_PER_FILE;
	struct sink sink; /* loading the docset says the same again */
	const struct policy *policy = &job->config.policy;
	int side = CHECK_TARGET, order = ORDER_PATH;

	*job = (struct check_job){ .inv = inv, .max_warnings = UINT32_MAX };
	if (!check_paths_read(inv, &job->paths))
		return false;
	sink_init(&sink, inv->arena);
	run_config(inv, job->paths.root, &sink, &job->config, &job->has_config);
	if (!run_outputs(inv, policy, &job->outputs) || !read_choices(job) ||
		!read_profile(job, policy) || !read_fix(job) ||
		!read_word(inv, "side", sides, &side) ||
		!read_word(inv, "sort", orders, &order) ||
		!read_fail_on(job, policy) ||
		!read_number(inv, "max-findings-per-file", &per_file) ||
		!read_number(inv, "max-warnings", &job->max_warnings) ||
		!known_options(inv, policy, &job->baseline) ||
		!change_read(inv, job->paths.root, &job->change))
		return false;
	if (!option_flag(inv, "max-warnings") && policy->limits_warnings)
		job->max_warnings = policy->max_warnings;
	job->side = (enum check_side)side;
	job->order = (enum order)order;
	job->introduced = option_flag(inv, "introduced");
	job->options.max_per_file = job->change.given ? 0 : per_file;
	job->options.no_comments = option_flag(inv, "no-suppressions");
	return is_sound(job);
}
