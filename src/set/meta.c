/*
 * Three sources of metadata laid over each other into one new map; the
 * sources stay as they are, the values are shared. Dates in the forms that
 * pages have become ISO 8601.
 */
#include "set/meta.h"

/* A map under construction: where each key stands in `out`. */
struct overlay {
	struct arena *arena;
	struct value *out;
	struct map index; /* -> size_t * */
};

static void put(struct overlay *o, struct str key, struct span at,
	struct value *item)
{
	void **slot = map_slot(o->arena, &o->index, key);
	size_t *place = *slot;

	if (place) {
		o->out->items[*place] = item;
		return;
	}
	place = arena_new(o->arena, size_t);
	*place = o->out->n;
	*slot = place;
	value_append(o->arena, o->out, key, at, item);
}

static void put_map(struct overlay *o, const struct value *map)
{
	if (!map || map->kind != VALUE_MAP)
		return;
	for (size_t i = 0; i < map->n; i++)
		put(o, map->keys[i], map->key_at[i], map->items[i]);
}

struct value *meta_effective(struct arena *a, const struct config *config,
	struct str path, const struct value *front)
{
	struct overlay o = { .arena = a, .out = value_map(a) };
	struct str key;

	config_locale_of(config, path, &key);
	put_map(&o, config->global_metadata);
	for (size_t i = 0; i < config->nfile_metadata; i++) {
		const struct file_metadata *m = &config->file_metadata[i];

		if (globs_match(&m->globs, key))
			put(&o, m->key, m->value->at, m->value);
	}
	put_map(&o, front);
	return o.out;
}

static bool leap(uint32_t year)
{
	return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static bool is_date(uint32_t year, uint32_t month, uint32_t day)
{
	static const uint32_t days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31,
		30, 31 };

	if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1)
		return false;
	return day <= days[month - 1] + (month == 2 && leap(year));
}

/* Three numbers between two separators. */
static bool three_numbers(struct str s, char sep, uint32_t out[3])
{
	struct str part;

	for (int i = 0; i < 3; i++)
		if (!str_cut(&s, sep, &part) || part.n > 4 ||
			!str_to_uint(part, &out[i]))
			return false;
	return s.p == NULL;
}

bool meta_date(struct arena *a, struct str text, struct str *iso)
{
	struct str day = str_trim(text);
	uint32_t n[3];
	size_t end = 0;

	/* A time of day may follow. */
	while (end < day.n && day.p[end] != 'T' && day.p[end] != ' ')
		end++;
	day = str_sub(day, 0, end);
	if (three_numbers(day, '-', n) && str_find_byte(day, 0, '-') == 4) {
		if (!is_date(n[0], n[1], n[2]))
			return false;
		*iso = str_printf(a, "%04u-%02u-%02u", n[0], n[1], n[2]);
		return true;
	}
	if (!three_numbers(day, '/', n) || !is_date(n[2], n[0], n[1]))
		return false;
	/* "3/15/21" could be any century. */
	if (day.n - str_rfind_byte(day, '/') != 5)
		return false;
	*iso = str_printf(a, "%04u-%02u-%02u", n[2], n[0], n[1]);
	return true;
}
