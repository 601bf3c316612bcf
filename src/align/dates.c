/* Dates of front matter to one form that sorts by its bytes. */
#include "align/dates.h"

#include <time.h>

#include "base/epoch.h"
#include "set/meta.h"

struct str date_of(struct arena *a, struct str text)
{
	struct str iso = S("");

	return meta_date(a, text, &iso) ? iso : S("");
}

struct str date_of_time(struct arena *a, int64_t seconds)
{
	time_t when = (time_t)seconds;
	struct tm tm;

	if (!gmtime_r(&when, &tm) || tm.tm_year < 70)
		return S("");
	return str_printf(a, "%04d-%02d-%02d", tm.tm_year + 1900, tm.tm_mon + 1,
		tm.tm_mday);
}

struct str date_of_page(struct arena *a, const struct page *p)
{
	struct str day = date_of(a,
		value_text_at(p->meta, S("ms.lasthandoff")));

	return day.n ? day : date_of(a, value_text_at(p->meta, S("ms.date")));
}

struct str date_of_build(struct arena *a)
{
	int64_t seconds;

	return epoch_given(&seconds) ? date_of_time(a, seconds) : S("");
}
