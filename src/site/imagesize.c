/*
 * Only headers are read, and no length in a file is believed beyond its
 * bytes. An SVG without width and height takes those of its viewBox.
 */
#include "site/imagesize.h"

#include <fcntl.h>
#include <math.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/fs.h"
#include "format/html.h"

static unsigned byte_at(struct str b, size_t i)
{
	return i < b.n ? (unsigned char)b.p[i] : 0;
}

static uint32_t be16(struct str b, size_t i)
{
	return byte_at(b, i) << 8 | byte_at(b, i + 1);
}

static uint32_t be32(struct str b, size_t i)
{
	return be16(b, i) << 16 | be16(b, i + 2);
}

static uint32_t le16(struct str b, size_t i)
{
	return byte_at(b, i) | byte_at(b, i + 1) << 8;
}

static uint32_t le24(struct str b, size_t i)
{
	return le16(b, i) | byte_at(b, i + 2) << 16;
}

static uint32_t le32(struct str b, size_t i)
{
	return le16(b, i) | le16(b, i + 2) << 16;
}

static bool set(struct imagesize *out, uint32_t width, uint32_t height)
{
	*out = (struct imagesize){ width, height };
	return width > 0 && height > 0 && width < 1u << 24 && height < 1u << 24;
}

/* ---- JPEG -------------------------------------------------------- */

/* Is the picture lying on its side? Exif orientations 5 to 8. */
static bool is_turned(struct str exif)
{
	bool little = byte_at(exif, 0) == 'I';
	size_t at = little ? le32(exif, 4) : be32(exif, 4);
	uint32_t n = little ? le16(exif, at) : be16(exif, at);

	for (uint32_t i = 0; i < n && at + 2 + 12 * ((size_t)i + 1) <= exif.n;
		i++) {
		size_t entry = at + 2 + 12 * (size_t)i;
		uint32_t tag = little ? le16(exif, entry) : be16(exif, entry);
		uint32_t value = little ? le16(exif, entry + 8)
					: be16(exif, entry + 8);
		if (tag == 0x0112)
			return value >= 5 && value <= 8;
	}
	return false;
}

/* A start of frame: C0 to CF but for tables. */
static bool is_frame(unsigned marker)
{
	return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 &&
	       marker != 0xC8 && marker != 0xCC;
}

static bool read_jpeg(struct str b, struct imagesize *out)
{
	bool turned = false;
	size_t at = 2;

	while (at + 4 <= b.n && byte_at(b, at) == 0xFF) {
		unsigned marker = byte_at(b, at + 1);
		uint32_t length = be16(b, at + 2);
		struct str part = str_sub(b, at + 4, at + 2 + length);
		if (marker == 0xFF) {
			at++;
			continue;
		}
		if (is_frame(marker) && at + 9 <= b.n) {
			uint32_t h = be16(b, at + 5), w = be16(b, at + 7);
			return turned ? set(out, h, w) : set(out, w, h);
		}
		if (marker == 0xE1 && str_starts(part, str_make("Exif\0\0", 6)))
			turned = is_turned(str_skip(part, 6));
		if (length < 2)
			return false;
		at += 2 + length;
	}
	return false;
}

/* ---- WebP, BMP --------------------------------------------------- */

static bool read_webp(struct str b, struct imagesize *out)
{
	struct str kind = str_sub(b, 12, 16);
	uint32_t bits = le32(b, 21);

	if (b.n < 30)
		return false;
	if (str_eq(kind, S("VP8X")))
		return set(out, le24(b, 24) + 1, le24(b, 27) + 1);
	if (str_eq(kind, S("VP8L")))
		return set(out, (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1);
	if (str_eq(kind, S("VP8 ")))
		return set(out, le16(b, 26) & 0x3FFF, le16(b, 28) & 0x3FFF);
	return false;
}

static bool read_bmp(struct str b, struct imagesize *out)
{
	uint32_t height = le32(b, 22);

	if (b.n < 26)
		return false;
	if (height > INT32_MAX) /* negative: from the top down */
		height = 0u - height;
	return set(out, le32(b, 18), height);
}

/* ---- SVG --------------------------------------------------------- */

/* A length in CSS pixels; 0 where it is relative or none. */
static double length_of(struct str s)
{
	static const struct {
		const char *name;
		double pixels;
	} units[] = { { "", 1 }, { "px", 1 }, { "pt", 4. / 3 }, { "pc", 16 },
		{ "in", 96 }, { "cm", 96 / 2.54 }, { "mm", 9.6 / 2.54 } };
	char text[32], *end;
	size_t n = s.n < sizeof(text) - 1 ? s.n : sizeof(text) - 1;
	double value;

	memcpy(text, s.n ? s.p : "", n);
	text[n] = '\0';
	value = strtod(text, &end);
	for (size_t i = 0; end > text && i < sizeof(units) / sizeof(*units);
		i++)
		if (strcmp(end, units[i].name) == 0)
			return value * units[i].pixels;
	return 0;
}

static struct str attr_of(const struct html_token *t, const char *name)
{
	const struct html_attr *attr = html_attr(t, str_of(name));

	return attr ? str_trim(attr->value) : S("");
}

/* The last two numbers of a viewBox. */
static void read_box(struct str box, double *width, double *height)
{
	double numbers[4] = { 0 };
	size_t n = 0, at = 0;

	while (n < 4 && at < box.n) {
		size_t from = at;
		while (at < box.n && box.p[at] != ',' &&
			!char_is_space(box.p[at]))
			at++;
		if (at > from)
			numbers[n++] = length_of(str_sub(box, from, at));
		else
			at++;
	}
	*width = numbers[2];
	*height = numbers[3];
}

static bool set_svg(const struct html_token *t, struct imagesize *out)
{
	double width = length_of(attr_of(t, "width"));
	double height = length_of(attr_of(t, "height"));
	double box_width, box_height;

	read_box(attr_of(t, "viewBox"), &box_width, &box_height);
	bool boxed = box_width > 0 && box_height > 0;
	if (!(width > 0) && height > 0 && boxed)
		width = height * box_width / box_height;
	else if (!(height > 0) && width > 0 && boxed)
		height = width * box_height / box_width;
	else if (!(width > 0) && boxed) {
		width = box_width;
		height = box_height;
	}
	if (!(width > 0 && height > 0 && width < 1e6 && height < 1e6))
		return false;
	return set(out, (uint32_t)lround(fmax(width, 1)),
		(uint32_t)lround(fmax(height, 1)));
}

static bool read_svg(struct str b, struct imagesize *out)
{
	struct html_reader r;
	struct html_token t;

	html_begin(&r, b);
	while (html_next(&r, &t))
		if (t.kind == HTML_OPEN)
			return str_eq_nocase(t.name, S("svg")) &&
			       set_svg(&t, out);
	return false;
}

/* ---- all --------------------------------------------------------- */

bool imagesize_read(struct str b, struct imagesize *out)
{
	if (str_starts(b, S("\x89PNG\r\n\x1A\n")))
		return b.n >= 24 && set(out, be32(b, 16), be32(b, 20));
	if (str_starts(b, S("\xFF\xD8\xFF")))
		return read_jpeg(b, out);
	if (str_starts(b, S("GIF87a")) || str_starts(b, S("GIF89a")))
		return b.n >= 10 && set(out, le16(b, 6), le16(b, 8));
	if (str_starts(b, S("RIFF")) && str_eq(str_sub(b, 8, 12), S("WEBP")))
		return read_webp(b, out);
	if (str_starts(b, S("BM")))
		return read_bmp(b, out);
	return str_find_byte(str_sub(b, 0, 1024), 0, '<') != STR_NONE &&
	       read_svg(b, out);
}

bool imagesize_file(int dir, struct str path, struct imagesize *out)
{
	struct arena a;
	size_t n = 0;
	bool ok = false;
	int fd;

	arena_init(&a);
	fd = fs_open(dir, str_z(&a, path), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
	if (fd >= 0) {
		char *bytes = arena_text(&a, IMAGESIZE_BYTES);
		ssize_t got;
		while (n < IMAGESIZE_BYTES &&
			(got = read(fd, bytes + n,
				 n ? IMAGESIZE_BYTES - n : 4096)) > 0) {
			n += (size_t)got;
			ok = imagesize_read(str_make(bytes, n), out);
			if (ok)
				break;
		}
		close(fd);
	}
	arena_release(&a);
	return ok;
}
