/* What differs between languages; data only. To add one: an entry. */
#include "site/highlight.h"

const struct highlight_language highlight_languages[] = {
	{ .names = "powershell ps ps1 pwsh azurepowershell "
		   "azurepowershell-interactive powershell-interactive",
		.keywords = "begin break catch class continue data do "
			    "dynamicparam else elseif end enum exit filter "
			    "finally for foreach from function hidden if in "
			    "param process return static switch throw trap "
			    "try until using while",
		.literals = "$true $false $null",
		.line_comments = { "#" },
		.block_open = "<#",
		.block_close = "#>",
		.quotes = "\"'",
		.escape = '`',
		.variable = "$",
		.any_case = true,
		.options = true,
		.prompt = true,
		.verbs = true },
	{ .names = "xml html xhtml svg xaml csproj config markup resx wsdl",
		.block_open = "<!--",
		.block_close = "-->",
		.markup = true },
	{ .names = "http https rest",
		.keywords = "GET POST PUT DELETE PATCH HEAD OPTIONS TRACE "
			    "HTTP",
		.quotes = "\"",
		.escape = '\\',
		.keys = true,
		.lines = true },
	{ .names = "json jsonc json5",
		.literals = "true false null",
		.line_comments = { "//" },
		.block_open = "/*",
		.block_close = "*/",
		.quotes = "\"",
		.escape = '\\',
		.keys = true,
		.lines = true },
	{ .names = "bash sh shell zsh console azurecli azurecli-interactive "
		   "cmd batch bat dos output-shell",
		.keywords = "case do done elif else esac fi for function if "
			    "in local return select then until while export "
			    "set",
		.built_in = "alias cat cd chmod cp curl echo exit grep kill "
			    "ls mkdir mv printf pwd read rm sed source sudo "
			    "test touch unset wget az azd dotnet docker git "
			    "kubectl npm npx pip python dir copy del type",
		.line_comments = { "#" },
		.quotes = "\"'",
		.escape = '\\',
		.variable = "$",
		.options = true,
		.prompt = true },
	{ .names = "sql tsql t-sql mysql plsql",
		.keywords = "add all alter and any as asc begin between by "
			    "case check column commit constraint create cross "
			    "cursor database declare default delete desc "
			    "distinct drop else end exec execute exists fetch "
			    "for foreign from full function go grant group "
			    "having identity if in index inner insert into is "
			    "join key left like limit merge not of offset on "
			    "or order outer over partition primary procedure "
			    "references return returns revoke right rollback "
			    "rows select set table then top transaction "
			    "trigger truncate union unique update use using "
			    "values view when where while with",
		.built_in = "avg bigint bit cast char coalesce convert count "
			    "date datetime decimal float getdate int isnull "
			    "max min money nchar numeric nvarchar sum "
			    "uniqueidentifier varchar",
		.literals = "null true false",
		.line_comments = { "--" },
		.block_open = "/*",
		.block_close = "*/",
		.quotes = "'\"",
		.variable = "@",
		.any_case = true },
	{ .names = "kusto kql",
		.keywords = "and as asc between by contains desc distinct "
			    "endswith evaluate extend from has in invoke join "
			    "kind let limit make-series mv-expand not on or "
			    "order parse print project project-away "
			    "project-rename range render search set sort "
			    "startswith summarize take to top union where "
			    "with",
		.built_in = "ago arg_max arg_min avg bin count countif dcount "
			    "datetime dynamic iff isempty isnotempty isnull "
			    "make_list make_set max min now percentile "
			    "strcat sum tostring toint todatetime timespan",
		.literals = "true false null",
		.line_comments = { "//" },
		.quotes = "\"'",
		.escape = '\\',
		.lines = true },
	{ .names = "csharp cs c# dotnet",
		.keywords = "abstract as async await base break case catch "
			    "checked class const continue default delegate do "
			    "else enum event explicit extern finally fixed "
			    "for foreach get goto if implicit in interface "
			    "internal is lock namespace new operator out "
			    "override params partial private protected public "
			    "readonly record ref return sealed set sizeof "
			    "stackalloc static struct switch this throw try "
			    "typeof unchecked unsafe using value virtual "
			    "volatile when where while yield",
		.built_in = "bool byte char decimal double dynamic float int "
			    "long nint object sbyte short string uint ulong "
			    "ushort var void",
		.literals = "true false null",
		.line_comments = { "//" },
		.block_open = "/*",
		.block_close = "*/",
		.quotes = "\"'",
		.escape = '\\',
		.lines = true },
	{ .names = "javascript js jsx mjs typescript ts tsx node nodejs",
		.keywords = "as async await break case catch class const "
			    "continue debugger default delete do else export "
			    "extends finally for from function get if import "
			    "in instanceof interface let new of private "
			    "public return set static super switch this throw "
			    "try type typeof var void while with yield",
		.built_in = "Array Boolean Date Error JSON Map Math Number "
			    "Object Promise RegExp Set String Symbol console "
			    "document module process require window",
		.literals = "true false null undefined NaN Infinity",
		.line_comments = { "//" },
		.block_open = "/*",
		.block_close = "*/",
		.quotes = "\"'`",
		.escape = '\\' },
	{ .names = "python py python3 python-interactive",
		.keywords = "and as assert async await break class continue "
			    "def del elif else except finally for from global "
			    "if import in is lambda nonlocal not or pass "
			    "raise return try while with yield",
		.built_in = "abs all any bool bytes dict enumerate filter "
			    "float format int isinstance len list map max min "
			    "object open print range repr round self set "
			    "sorted str sum super tuple type zip",
		.literals = "True False None",
		.line_comments = { "#" },
		.block_open = "\"\"\"",
		.block_close = "\"\"\"",
		.quotes = "\"'",
		.escape = '\\',
		.lines = true },
	{ .names = "yaml yml",
		.literals = "true false null yes no on off",
		.line_comments = { "#" },
		.quotes = "\"'",
		.escape = '\\',
		.keys = true,
		.lines = true },
	{ .names = "css scss less",
		.keywords = "@media @import @layer @supports @font-face "
			    "@keyframes @container @page !important",
		.line_comments = { NULL },
		.block_open = "/*",
		.block_close = "*/",
		.quotes = "\"'",
		.escape = '\\',
		.keys = true },
	{ .names = NULL },
};
