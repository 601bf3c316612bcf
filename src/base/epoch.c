/* One reading of it, so that no two dates of a run differ. */
#include "base/epoch.h"

#include <errno.h>
#include <stdlib.h>

bool epoch_given(int64_t *seconds)
{
	const char *text = getenv("SOURCE_DATE_EPOCH");
	char *end;
	long long n;

	*seconds = 0;
	if (!text || *text == '\0')
		return false;
	errno = 0;
	n = strtoll(text, &end, 10);
	if (*end != '\0' || n < 0 || errno)
		return false;
	*seconds = n;
	return true;
}
