#include <stdio.h>

// <rise>
/* The height of the water in centimetres, six hours up, six hours down. */
static int rise(int hour)
{
	int h = hour % 12;

	return 40 * (h < 6 ? h : 12 - h);
}
// </rise>

int main(void)
{
	for (int hour = 0; hour < 24; hour++)
		printf("%d: %d\n", hour, rise(hour));
	return 0;
}
