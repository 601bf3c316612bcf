/*
 * The table of exchange formats. To add one: a file with its struct
 * export_format, its line here and in formats.h, cases in tests/exchange/,
 * and a passage in the manual.
 */
#include "align/formats.h"

#include "base/path.h"
#include "format/xml_read.h"

const struct export_format *const export_formats[] = {
	&format_xliff2,
	&format_xliff1,
	&format_tmx,
	&format_po,
	&format_csv,
	NULL,
};

const struct export_format *format_find(struct str name)
{
	for (size_t i = 0; export_formats[i]; i++)
		if (str_eq(name, str_of(export_formats[i]->name)))
			return export_formats[i];
	return NULL;
}

const struct export_format *format_of(struct str path, struct str bytes)
{
	struct str ext = str_skip(path_ext(path), 1);
	struct str head = str_sub(bytes, 0, 4000);

	if (str_eq_nocase(ext, S("xlf")) || str_eq_nocase(ext, S("xliff")))
		return str_find(head, 0,
			       S("urn:oasis:names:tc:xliff:document:1.")) ==
				       STR_NONE
			       ? &format_xliff2
			       : &format_xliff1;
	if (str_eq_nocase(ext, S("pot")))
		return &format_po;
	for (size_t i = 0; export_formats[i]; i++)
		if (str_eq_nocase(ext, str_of(export_formats[i]->extension)))
			return export_formats[i];
	return NULL;
}

struct element *format_read_xml(struct arena *a, struct str bytes,
	uint32_t file, struct sink *sink)
{
	struct xml_fault fault = { 0, { "", 0 } };
	struct element *root = xml_read(a, bytes, &fault);

	if (!root)
		diag_add(sink, &rule_exchange_unreadable,
			(struct span){ file, (uint32_t)fault.at, 0 },
			"the file %.*s", STR_ARG(fault.text));
	return root;
}
