/*
 * The least that a build of Markdown files costs: floor LIST OUT reads each
 * file that LIST names (one a line), cuts the front matter, parses and
 * renders the rest with cmark-gfm (tables, strikethrough, task lists), and
 * writes OUT/N.html. No links, no templates, nothing else.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm-extension_api.h>
#include <cmark-gfm.h>

static void stop(const char *what)
{
	perror(what);
	exit(2);
}

static char *read_file(const char *path, size_t *size)
{
	FILE *file = fopen(path, "rb");
	long length;
	char *bytes;

	if (!file || fseek(file, 0, SEEK_END) || (length = ftell(file)) < 0)
		stop(path);
	rewind(file);
	*size = (size_t)length;
	bytes = malloc(*size + 1);
	if (!bytes || fread(bytes, 1, *size, file) != *size)
		stop(path);
	bytes[*size] = '\0';
	fclose(file);
	return bytes;
}

/* Where the text begins: behind "---\n...\n---\n". */
static size_t front_end(const char *bytes)
{
	const char *end;

	if (strncmp(bytes, "---", 3) != 0)
		return 0;
	end = strstr(bytes + 3, "\n---");
	end = end ? strchr(end + 1, '\n') : NULL;
	return end ? (size_t)(end + 1 - bytes) : 0;
}

static char *render(const char *text, size_t size)
{
	static const char *const names[] = { "table", "strikethrough",
		"tasklist" };
	cmark_parser *parser = cmark_parser_new(CMARK_OPT_UNSAFE);

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		cmark_parser_attach_syntax_extension(parser,
			cmark_find_syntax_extension(names[i]));
	cmark_parser_feed(parser, text, size);
	cmark_node *root = cmark_parser_finish(parser);
	char *html = cmark_render_html(root, CMARK_OPT_UNSAFE,
		cmark_parser_get_syntax_extensions(parser));
	cmark_node_free(root);
	cmark_parser_free(parser);
	return html;
}

static void write_file(const char *folder, int number, const char *html)
{
	char path[4096];
	FILE *file;

	snprintf(path, sizeof(path), "%s/%d.html", folder, number);
	file = fopen(path, "wb");
	if (!file || fputs(html, file) < 0 || fclose(file))
		stop(path);
}

int main(int argc, char **argv)
{
	char path[4096];
	FILE *list = argc == 3 ? fopen(argv[1], "r") : NULL;

	if (!list)
		stop("floor LIST OUT");
	cmark_gfm_core_extensions_ensure_registered();
	for (int i = 0; fgets(path, sizeof(path), list); i++) {
		size_t size, from;
		path[strcspn(path, "\n")] = '\0';
		char *bytes = read_file(path, &size);
		from = front_end(bytes);
		char *html = render(bytes + from, size - from);
		write_file(argv[2], i, html);
		free(html);
		free(bytes);
	}
	fclose(list);
	return 0;
}
