/*
 * The table of commands, from which dispatch, help and did-you-mean come.
 * To add one: a file NAME.c with `int NAME_run`, its line in command.h, its
 * options and its entry here, a page of the manual.
 */
#include "cmd/command.h"

const struct option global_options[] = {
	{ 'c', "config", "FILE|KEY=VALUE", true,
		"configuration file; or one setting" },
	{ 'C', "directory", "DIR", false, "as if started in DIR" },
	{ 'j', "jobs", "N", false, "worker processes (default: processors)" },
	{ 0, "locale", "TAG", false,
		"language of a docset that does not say it" },
	{ 'q', "quiet", NULL, true, "no summary; twice: no findings either" },
	{ 'v', "verbose", NULL, true, "say what is done" },
	{ 0, "color", "WHEN", false, "auto, always or never" },
	{ 0, "no-progress", NULL, false, "no progress line" },
	{ 'h', "help", NULL, true, "in short; --help: all" },
	{ 'V', "version", NULL, true, "the version" },
	{ .name = NULL },
};

static const struct option align_options[] = {
	{ 0, "format", "FORMAT", false,
		"table (default), json, jsonl, csv, tsv or html; of two "
		"documents table or jsonl" },
	{ 'o', "output", "DIR", false,
		"where the reviews of html, or --merge of two folders, go" },
	{ 0, "status", "STATUS", false,
		"which pairs: untranslated, findings or all (default)" },
	{ 0, "check", NULL, false, "exit 1 if there are findings" },
	{ 0, "fail-on", "LEVEL", false,
		"with --check: at or above (default: warning); never" },
	{ 0, "max-warnings", "N", false,
		"with --check: exit 1 if there are more, or errors" },
	{ 0, "trend", "FILE", false, "append a line of counts to FILE" },
	{ 0, "lexicon", "PATH", true,
		"bilingual pages, TMX, XLIFF, PO or CSV that teach words" },
	{ 0, "merge", NULL, false,
		"the bilingual page of two plain documents" },
	{ 0, "renumber", NULL, false, "a bilingual page with ids in order" },
	{ 0, "strip", "SIDE", false,
		"a bilingual page without its target or source" },
	{ .name = NULL },
};

static const struct option build_options[] = {
	{ 'o', "output", "DIR", false,
		"where the site goes (default: build/site)" },
	{ 0, "base-url", "URL", false,
		"where it will be; for sitemap and canonical links" },
	{ 0, "theme", "DIR", false, "templates, styles and scripts" },
	{ 0, "no-search", NULL, false, "no search index" },
	{ 0, "epub", "FILE", false,
		"an EPUB book besides, of the first locale or --locale" },
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
	{ 0, "select", "RULES", true,
		"only these: ids, names, DG3 for a family, all" },
	{ 0, "ignore", "RULES", true, "all but these" },
	{ 0, "severity", "RULE=LEVEL", true,
		"error, warning, suggestion, info or off" },
	{ 0, "profile", "NAME", false,
		"docfx: codes and severities as docfx v3 gives them" },
	{ 0, "fail-on", "LEVEL", false,
		"exit 1 at or above (default: warning); never" },
	{ 0, "max-warnings", "N", false, "exit 1 if there are more" },
	{ 0, "baseline", "[=FILE]", false,
		"known findings do not count (diglot-baseline.json)" },
	{ 0, "write-baseline", NULL, false,
		"all findings of now become known" },
	{ 0, "prune-baseline", NULL, false, "mended ones are known no longer" },
	{ 0, "max-findings-per-file", "N", false,
		"of one level (default: 100); 0: all" },
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
	{ 0, "format", "FORMAT", false, "of findings, as in check" },
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
	{ .name = NULL },
};

static const struct option render_options[] = {
	{ 0, "to", "FORM", false, "html (default), markdown, text or json" },
	{ 0, "side", "SIDE", false,
		"of a bilingual page: target (default), source or both" },
	{ 0, "flavor", "FLAVOR", false,
		"docs (default) or gfm: documentation syntax off" },
	{ 0, "docset", "DIR", false, "where links and includes are found" },
	{ 0, "raw", NULL, false,
		"as docfx's Markdown engine alone: nothing is resolved" },
	{ 0, "fallback", "DIR", false,
		"the source-language docset of a localized one" },
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
		"  diglot check docs/a.md docs/b.md\n"
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
	{ "explain", "[RULE...]", "what a rule finds, why, and what to do",
		"  diglot explain\n"
		"  diglot explain DG305\n",
		no_options, explain_run },
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
	{ "render", "[PAGE]", "one page to standard output",
		"  diglot render page.md\n"
		"  diglot render --to markdown --side source page.md\n"
		"  diglot render --flavor gfm - < page.md\n",
		render_options, render_run },
	{ "verify", "FILE...|SITE", "check exchange files, or a built site",
		"  diglot verify out/index.md.xlf\n"
		"  diglot verify build/site\n",
		verify_options, verify_run },
	{ "help", "[COMMAND]", "all about a command", "  diglot help check\n",
		no_options, help_run },
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
