/*
 * Jobs, hooks and matchers. Names of branches come from strangers: they
 * reach a shell in variables only.
 */
#include "cmd/init_texts.h"

#include <stddef.h>

const char init_config[] =
	"# All keys: diglot help --man diglot.yml.5, or the schema that\n"
	"# 'diglot config --schema' writes.\n"
	"title: ";

const char init_config_locale[] = "# locale: en-US        # or several: "
				  "locales: { en-US: en, nl-NL: nl }\n";
const char init_config_more[] = "# rules:\n"
				"#   link-text-missing: error\n";

const struct init_file init_ci[] = {
	{ "github", ".github/workflows/diglot.yml",
		"name: diglot\n"
		"on: pull_request\n"
		"permissions:\n"
		"  contents: read\n"
		"  security-events: write\n"
		"jobs:\n"
		"  check:\n"
		"    runs-on: ubuntu-latest\n"
		"    steps:\n"
		"      - uses: actions/checkout@v4\n"
		"        with:\n"
		"          fetch-depth: 0\n"
		"      # diglot must be on the PATH: build it here, or run the "
		"job in an image\n"
		"      # that has it.\n"
		"      - name: Check what the pull request brings\n"
		"        env:\n"
		"          BASE: origin/${{ github.base_ref }}\n"
		"        run: >\n"
		"          diglot check --changed-since \"$BASE\"\n"
		"          --format github --format sarif:diglot.sarif\n"
		"          --format markdown:@summary\n"
		"      - uses: github/codeql-action/upload-sarif@v3\n"
		"        if: always()\n"
		"        with:\n"
		"          sarif_file: diglot.sarif\n",
		false },
	{ "gitlab", ".gitlab-ci.yml",
		"diglot:\n"
		"  stage: test\n"
		"  # An image that has diglot and git.\n"
		"  variables:\n"
		"    GIT_DEPTH: 0\n"
		"  rules:\n"
		"    - if: $CI_PIPELINE_SOURCE == \"merge_request_event\"\n"
		"  script:\n"
		"    - diglot check --changed-since "
		"\"$CI_MERGE_REQUEST_DIFF_BASE_SHA\"\n"
		"      --format compact --format "
		"gitlab:gl-code-quality-report.json\n"
		"  artifacts:\n"
		"    when: always\n"
		"    reports:\n"
		"      codequality: gl-code-quality-report.json\n",
		false },
	{ "azure", "azure-pipelines.yml",
		"pr: [main]\n"
		"pool:\n"
		"  vmImage: ubuntu-latest\n"
		"steps:\n"
		"  - checkout: self\n"
		"    fetchDepth: 0\n"
		"  # diglot must be on the PATH.\n"
		"  - script: >\n"
		"      diglot check --changed-since "
		"\"origin/${BRANCH#refs/heads/}\"\n"
		"      --format azure --format junit:diglot.xml\n"
		"    env:\n"
		"      BRANCH: $(System.PullRequest.TargetBranch)\n"
		"  - task: PublishTestResults@2\n"
		"    condition: always()\n"
		"    inputs:\n"
		"      testResultsFiles: diglot.xml\n",
		false },
	{ .name = NULL },
};

const struct init_file init_hooks[] = {
	{ "pre-commit", ".pre-commit-config.yaml",
		"repos:\n"
		"  - repo: local\n"
		"    hooks:\n"
		"      - id: diglot-check\n"
		"        name: diglot check\n"
		"        entry: diglot check\n"
		"        language: system\n"
		"        files: \\.(md|yml)$\n"
		"        require_serial: true\n",
		false },
	{ "git", ".git/hooks/pre-commit",
		"#!/bin/sh\n"
		"# Checks the documents that are to be committed.\n"
		"set -e\n"
		"list=$(mktemp)\n"
		"trap 'rm -f \"$list\"' EXIT\n"
		"git diff --cached --name-only -z --diff-filter=ACMR -- "
		"'*.md' '*.yml' > \"$list\"\n"
		"[ -s \"$list\" ] || exit 0\n"
		"diglot check --files-from \"$list\" --null\n",
		true },
	{ .name = NULL },
};

/* One line of `compact`: PATH:LINE:COLUMN: LEVEL: TEXT [NAME]. */
const char init_matcher[] =
	"{\n"
	"  \"problemMatcher\": [\n"
	"    {\n"
	"      \"owner\": \"diglot\",\n"
	"      \"pattern\": [\n"
	"        {\n"
	"          \"regexp\": \"^(.+):(\\\\d+):(\\\\d+): "
	"(error|warning|suggestion|info): (.+) \\\\[([a-z0-9-]+)\\\\]$\",\n"
	"          \"file\": 1,\n"
	"          \"line\": 2,\n"
	"          \"column\": 3,\n"
	"          \"severity\": 4,\n"
	"          \"message\": 5,\n"
	"          \"code\": 6\n"
	"        }\n"
	"      ]\n"
	"    }\n"
	"  ]\n"
	"}\n";
