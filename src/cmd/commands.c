/*
 * The table of commands, from which dispatch, help and did-you-mean come.
 * To add one: a file NAME.c with `int NAME_run`, its line in command.h, its
 * options and its entry here, a page of the manual.
 */
#include "cmd/command.h"

#include "base/buf.h"

const struct option global_options[] = {
	{ 'c', "config", "FILE|KEY=VALUE", true,
		"configuration file, or none; or one setting" },
	{ 'C', "directory", "DIR", false, "as if started in DIR" },
	{ 'j', "jobs", "N", false, "worker processes (default: processors)" },
	{ 0, "locale", "TAG", false,
		"language of a docset that does not say it" },
	{ 'q', "quiet", NULL, true, "no summary; twice: no findings either" },
	{ 'v', "verbose", NULL, true, "say what is done; twice: timings too" },
	{ 0, "log", "FILE", false, "what was said and found, as JSON lines" },
	{ 0, "color", "WHEN", false, "auto, always or never" },
	{ 0, "no-progress", NULL, false, "no progress line" },
	{ 'h', "help", NULL, true, "in short; --help: all" },
	{ 'V', "version", NULL, true, "the version" },
	{ .name = NULL },
};

static const struct option align_options[] = {
	{ 0, "format", "FORMAT", false,
		"table (default), json, jsonl, csv, tsv or html; of two "
		"documents all but json" },
	{ 'o', "output", "DIR", false,
		"where the reviews of html, or pages of a folder, go" },
	{ 0, "status", "STATUS", false,
		"which pairs: untranslated, changed, findings or all "
		"(default)" },
	{ 0, "against", "DIR", false,
		"the source pages of today: what has changed since" },
	{ 0, "check", NULL, false, "exit 1 if there are findings" },
	{ 0, "fail-on", "LEVEL", false,
		"with --check: at or above (default: warning); never" },
	{ 0, "max-warnings", "N", false,
		"with --check: exit 1 if there are more, or errors" },
	{ 0, "max-changed", "N", false,
		"with --check: exit 1 if --against finds more" },
	{ 0, "min-translated", "PERCENT", false,
		"with --check: exit 1 if less is translated" },
	{ 0, "trend", "FILE", false, "append a line of counts to FILE" },
	{ 0, "lexicon", "PATH", true,
		"bilingual pages, TMX, XLIFF, PO or CSV that teach words" },
	{ 0, "merge", NULL, false,
		"the bilingual page of two plain documents" },
	{ 0, "renumber", NULL, false, "a bilingual page with ids in order" },
	{ 0, "strip", "SIDE", false,
		"a bilingual page without its target or source" },
	{ 0, "repair", NULL, false,
		"a bilingual page with straight quotes in its wrappers" },
	{ .name = NULL },
};

static const struct option build_options[] = {
	{ 'o', "output", "DIR", false,
		"where the site goes (default: build/site)" },
	{ 0, "base-url", "URL", false,
		"where it will be; for sitemap and canonical links" },
	{ 0, "theme", "DIR", false, "templates, styles and scripts" },
	{ 0, "no-search", NULL, false, "no search index" },
	{ 0, "no-checklists", NULL, false, "no checklists" },
	{ 0, "export-view-model", NULL, false,
		"beside each page what its template gets, as JSON" },
	{ 0, "print", NULL, false,
		"each chapter, and all, as one page for a printer besides" },
	{ 0, "git-dates", NULL, false,
		"where a page has no ms.date, the day of its last commit" },
	{ 0, "epub", "FILE", false,
		"an EPUB book besides, of the first locale or --locale" },
	{ 0, "epub-branch", "NAME", false,
		"only this entry of the table of contents, and all below" },
	{ 0, "fallback", "DIR", false,
		"the source-language docset of a localized one" },
	{ 0, "docset", "NAME", false,
		"of a repository with several, only this one" },
	{ 0, "redirects", "FORMS", false,
		"html (default), nginx, apache, json; with commas" },
	{ 0, "format", "FORMAT", false, "of findings, as in check" },
	{ 0, "fail-on", "LEVEL", false,
		"exit 1 at or above (default: error); never" },
	{ 0, "warnings-as-errors", NULL, false, "same as --fail-on warning" },
	{ 0, "metadata", "KEY=VALUE", true, "metadata of all pages" },
	{ 0, "dry-run", NULL, false, "only the findings; write nothing" },
	{ .name = NULL },
};

/* Where a second line of an option's help begins. */
#define INDENT "                              "

static const struct option check_options[] = {
	{ 0, "format", "FORMAT[:FILE]", true,
		"full (default on a terminal), compact, json, jsonl,\n" INDENT
		"sarif, github, gitlab, azure, junit, checkstyle,\n" INDENT
		"markdown or html; a report to each FILE" },
	{ 0, "fallback", "DIR", false,
		"the source-language docset of a localized one" },
	{ 0, "docset", "NAME", false, "this one of a repository with several" },
	{ 0, "select", "RULES", true,
		"only these: ids, names, groups, tags, DG3, all" },
	{ 0, "ignore", "RULES", true, "all but these" },
	{ 0, "severity", "RULE=LEVEL", true,
		"error, warning, suggestion, info or off" },
	{ 0, "profile", "NAME", false,
		"all, docfx, learn, localized, minimal or review" },
	{ 0, "side", "SIDE", false,
		"of bilingual pages: target (default), source or both" },
	{ 0, "introduced", NULL, false, "only what the translation broke" },
	{ 0, "fix", "[=HOW]", false,
		"mend first: safe (default) or unsafe mendings too" },
	{ 0, "fix-only", "RULES", true, "mend only what these find" },
	{ 0, "diff-fixes", NULL, false,
		"show the mendings as a diff, write nothing" },
	{ 0, "diff", "FILE", false,
		"only what the change of a unified diff brought; -: stdin" },
	{ 0, "changed-since", "REF", false,
		"the same of what git knows to have changed" },
	{ 0, "diff-scope", "SCOPE", false,
		"follow-on (default): also what it broke elsewhere;\n" INDENT
		"files: all in changed files; lines: on added lines" },
	{ 0, "stdin-name", "PATH", false,
		"the file that the path - stands for" },
	{ 0, "files-from", "FILE", false,
		"paths, one a line, from a file or -" },
	{ '0', "null", NULL, false, "they end in NUL bytes" },
	{ 0, "sort", "ORDER", false, "path (default), severity or rule" },
	{ 0, "fail-on", "LEVEL", false,
		"exit 1 at or above (default: warning); never" },
	{ 0, "max-warnings", "N", false, "exit 1 if there are more" },
	{ 0, "no-cache", NULL, false, "look at everything anew" },
	{ 0, "cache-dir", "DIR", false, "where results are kept" },
	{ 0, "no-suppressions", NULL, false, "comments hide nothing" },
	{ 0, "show-suppressed", NULL, false,
		"also what comments and the baseline hide" },
	{ 0, "baseline", "[=FILE]", false,
		"known findings do not count (diglot-baseline.json)" },
	{ 0, "write-baseline", NULL, false,
		"all findings of now become known" },
	{ 0, "prune-baseline", NULL, false, "mended ones are known no longer" },
	{ 0, "max-findings-per-file", "N", false,
		"of one level (default: 100); 0: all" },
	{ 0, "list-files", NULL, false,
		"only the names of files with findings" },
	{ 0, "list-external", NULL, false,
		"no check: all addresses on other hosts" },
	{ 0, "statistics", NULL, false, "how often each rule was broken" },
	{ 0, "allow-empty", NULL, false, "no document at all is fine" },
	{ .name = NULL },
};

static const struct option export_options[] = {
	{ 0, "to", "FORMAT", false,
		"xliff2, xliff1, tmx, po or csv; pseudo or counts" },
	{ 'o', "output", "OUT", false, "folder, or with --single the file" },
	{ 0, "single", NULL, false, "one file for all pages" },
	{ 0, "only", "WHAT", false,
		"untranslated: pairs without a translation" },
	{ 0, "no-findings", NULL, false,
		"without what the checks find (xliff2, xliff1)" },
	{ 0, "memory", "FILE", false,
		"counts: a translation memory to compare with" },
	{ .name = NULL },
};

static const struct option import_options[] = {
	{ 0, "from", "FORMAT", false,
		"xliff2, xliff1, tmx, po or csv (default: by the name)" },
	{ 0, "force", NULL, false,
		"also where the source changed; leave out unknown pairs" },
	{ 0, "strict", NULL, false,
		"refuse also what verify would find fault with" },
	{ 0, "dry-run", NULL, false, "say what would change" },
	{ 0, "format", "FORMAT", false, "of findings, as in check" },
	{ .name = NULL },
};

static const struct option verify_options[] = {
	{ 0, "from", "FORMAT", false, "as in import" },
	{ 0, "format", "FORMAT", false, "of findings in files, as in check" },
	{ .name = NULL },
};

static const struct option checklist_options[] = {
	{ 0, "format", "FORMAT", false,
		"txt (default), json, yaml, csv, ics, md, dita or jsonld" },
	{ 0, "lang", "SIDE", false,
		"of texts: target (default), source or both" },
	{ 0, "section", "ANCHOR", false, "only the sections of this anchor" },
	{ 0, "state", "FILE", false, "progress of a reader, to be ticked" },
	{ 0, "numbered", NULL, false, "steps with their numbers" },
	{ 0, "check", NULL, false,
		"exit 1 if a translation lost, added or moved a step" },
	{ 0, "against", "LOCALE|FILE", false,
		"what to compare with (default: the source language)" },
	{ 0, "docset", "DIR", false, "where links and includes are found" },
	{ 0, "fallback", "DIR", false,
		"the source-language docset of a localized one" },
	{ 0, "stdin-name", "FILE", false,
		"what standard input is called, which says its docset" },
	{ .name = NULL },
};

static const struct option render_options[] = {
	{ 0, "to", "FORM", false, "html (default), markdown, text or json" },
	{ 0, "side", "SIDE", false,
		"of a bilingual page: target (default), source or both" },
	{ 0, "flavor", "FLAVOR", false,
		"docs (default) or gfm: documentation syntax off" },
	{ 0, "standalone", NULL, false,
		"a whole page in one file: styles and images are in it" },
	{ 0, "docset", "DIR", false, "where links and includes are found" },
	{ 0, "raw", NULL, false,
		"as docfx's Markdown engine alone: nothing is resolved" },
	{ 0, "fallback", "DIR", false,
		"the source-language docset of a localized one" },
	{ .name = NULL },
};

static const struct option strings_options[] = {
	{ 'o', "output", "FILE", false,
		"where they go; import: instead of the docset's theme" },
	{ 0, "dry-run", NULL, false, "import: say what would change" },
	{ .name = NULL },
};

static const struct option theme_options[] = {
	{ 'o', "output", "DIR", false,
		"eject: the folder of the theme (default: the docset's own)" },
	{ 0, "force", NULL, false, "eject: replace a file that is there" },
	{ .name = NULL },
};

static const struct option explain_options[] = {
	{ 0, "format", "FORMAT", false,
		"text (default), markdown, json or html" },
	{ 0, "all", NULL, false,
		"a page for each rule and an index: html (default), markdown" },
	{ 'o', "output", "DIR", false, "with --all: where they go" },
	{ .name = NULL },
};

static const struct option config_options[] = {
	{ 0, "show-origin", NULL, false, "each value with its file and line" },
	{ 0, "defaults", NULL, false, "also what nobody sets" },
	{ 0, "schema", NULL, false, "the JSON Schema of diglot.yml" },
	{ 0, "check", NULL, false,
		"its faults alone; exit 2 if one is a warning or worse" },
	{ 0, "format", "FORMAT", false,
		"with --check: of findings, as in check" },
	{ .name = NULL },
};

static const struct option init_options[] = {
	{ 0, "from", "FILE", false,
		"settings of markdownlint, markdownlint-cli2 or docfx" },
	{ 0, "ci", "HOST", false, "a job for github, gitlab or azure" },
	{ 0, "hook", "KIND", false, "a hook for pre-commit or git" },
	{ 0, "matcher", NULL, false, "a problem matcher for GitHub" },
	{ 0, "force", NULL, false, "replace files that are there" },
	{ 0, "dry-run", NULL, false, "show the files, write none" },
	{ .name = NULL },
};

static const struct option rules_options[] = {
	{ 0, "format", "FORMAT", false, "text (default) or json" },
	{ .name = NULL },
};

static const struct option help_options[] = {
	{ 0, "man", NULL, false,
		"as a man page; without a name: the names of all pages" },
	{ .name = NULL },
};

static const struct option no_options[] = { { .name = NULL } };

const struct command commands[] = {
	{ "align", "[DOCSET|PAGE | SOURCE TARGET]",
		"review a translation, or bring two texts together",
		"  diglot align docs-nl\n"
		"  diglot align --format html -o review docs-nl\n"
		"  diglot align --lexicon docs-nl en/page.md nl/page.md\n"
		"  diglot align --merge -o both en nl\n",
		align_options, align_run },
	{ "build", "[DOCSET]", "build the site of a docset",
		"  diglot build\n"
		"  diglot build -o public docs\n"
		"  diglot build --base-url https://docs.example.org/\n",
		build_options, build_run },
	{ "check", "[PATH...]", "look for faults; changes no document",
		"  diglot check\n"
		"  diglot check --fix docs/a.md docs/b.md\n"
		"  git diff -U0 main... | diglot check --diff -\n"
		"  diglot check - --stdin-name docs/a.md < a.md\n"
		"  diglot check --select DG3 --format jsonl\n"
		"  diglot check --format github --format sarif:diglot.sarif\n"
		"  diglot check --fallback ../docs-en docs-nl\n",
		check_options, check_run },
	{ "checklist", "[PAGE|DOCSET]", "what a reader must have and do",
		"  diglot checklist page.md\n"
		"  diglot checklist --format json - < page.md\n"
		"  diglot checklist --check docs\n"
		"  diglot checklist --check --against nl-NL docs\n",
		checklist_options, checklist_run },
	{ "completion", "SHELL", "a script that completes commands and options",
		"  diglot completion bash > "
		"~/.local/share/bash-completion/completions/diglot\n",
		no_options, completion_run },
	{ "config", "[DOCSET]", "the settings that count, and their schema",
		"  diglot config --show-origin\n"
		"  diglot config --schema > diglot.schema.json\n"
		"  diglot config --check docs\n",
		config_options, config_run },
	{ "explain", "[RULE...]", "what a rule finds, why, and what to do",
		"  diglot explain\n"
		"  diglot explain DG305\n"
		"  diglot explain --format markdown links\n"
		"  diglot explain --all -o rules\n",
		explain_options, explain_run },
	{ "export", "[DOCSET|PAGE]", "bilingual pages for translation tools",
		"  diglot export --to xliff2 -o out docs-nl\n"
		"  diglot export --to po --only untranslated -o out\n"
		"  diglot export --to tmx --single -o nl.tmx docs-nl\n"
		"  diglot export --to counts --memory nl.tmx docs-nl\n",
		export_options, export_run },
	{ "import", "IN [DOCSET]", "translations back into bilingual pages",
		"  diglot import out docs-nl\n"
		"  diglot import --dry-run nl.tmx docs-nl\n",
		import_options, import_run },
	{ "init", "[FOLDER]", "a diglot.yml to begin with, a CI job, a hook",
		"  diglot init\n"
		"  diglot init --from .markdownlint.json\n"
		"  diglot init --ci github --matcher\n",
		init_options, init_run },
	{ "render", "[PAGE]", "one page to standard output",
		"  diglot render page.md\n"
		"  diglot render --to markdown --side source page.md\n"
		"  diglot render --standalone page.md > page.html\n"
		"  diglot render --flavor gfm - < page.md\n",
		render_options, render_run },
	{ "rules", "", "all rules in a list", "  diglot rules --format json\n",
		rules_options, rules_run },
	{ "strings", "export [DOCSET] | import FILE [DOCSET]",
		"the words of the interface, for translators",
		"  diglot strings export --locale fi -o fi.po\n"
		"  diglot strings import fi.po docs\n",
		strings_options, strings_run },
	{ "theme", "list [DOCSET] | eject NAME [DOCSET]",
		"the files of a theme, and copies of them to change",
		"  diglot theme list docs\n"
		"  diglot theme eject partials/footer docs\n",
		theme_options, theme_run },
	{ "verify", "FILE...|SITE", "check exchange files, or a built site",
		"  diglot verify out/index.md.xlf\n"
		"  diglot verify build/site\n",
		verify_options, verify_run },
	{ "help", "[COMMAND]", "all about a command",
		"  diglot help check\n"
		"  diglot help --man diglot.yml.5 > diglot.yml.5\n",
		help_options, help_run },
	{ "version", "", "the version", "  diglot version\n", no_options,
		version_run },
	{ .name = NULL },
};

const struct command *command_find(struct str name)
{
	for (size_t i = 0; commands[i].name; i++)
		if (str_eq(name, str_of(commands[i].name)))
			return &commands[i];
	return NULL;
}

const char *command_nearest(struct str name)
{
	size_t best = name.n / 3 + 2;
	const char *near = NULL;

	for (size_t i = 0; commands[i].name; i++) {
		size_t d = str_distance(name, str_of(commands[i].name), best);
		if (d < best) {
			best = d;
			near = commands[i].name;
		}
	}
	return near;
}

struct str option_line(struct arena *a, const struct option *o)
{
	struct str rest = str_of(o->help), line;
	struct buf b;

	buf_init(&b, a);
	while (str_cut(&rest, '\n', &line)) {
		if (b.n)
			buf_byte(&b, ' ');
		buf_add(&b, str_trim(line));
	}
	return buf_str(&b);
}
