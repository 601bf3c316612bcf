/* Ratio and spread by medians. */
#include "lang/length.h"

#include <math.h>
#include <stdlib.h>

/* As many samples as the prior is worth. */
#define PRIOR 12

const struct length length_unknown = { 1.05, 1.6 };

static double spread(double s)
{
	return sqrt(0.006 + 0.6 / (s + 8));
}

static int by_value(const void *x, const void *y)
{
	double a = *(const double *)x, b = *(const double *)y;

	return a < b ? -1 : a > b;
}

static double median(double *p, size_t n)
{
	qsort(p, n, sizeof(*p), by_value);
	return p[n / 2];
}

static double clamp(double x, double low, double high)
{
	return x < low ? low : x > high ? high : x;
}

struct length length_fit(struct arena *scratch, const struct length_sample *p,
	size_t n, struct length prior)
{
	double *x = arena_array(scratch, double, n + 1);
	struct length l = prior;
	double weight;
	size_t m = 0;

	for (size_t i = 0; i < n; i++)
		if (p[i].s >= 16 && p[i].t > 0)
			x[m++] = log((p[i].t + 3.0) / (p[i].s + 2.0));
	if (m == 0)
		return l;
	weight = (double)m / (double)(m + PRIOR);
	l.c = exp(weight * median(x, m) + (1 - weight) * log(prior.c));
	l.c = clamp(l.c, 0.15, 4);
	m = 0;
	for (size_t i = 0; i < n; i++)
		if (p[i].s >= 16 && p[i].t > 0)
			x[m++] = fabs(log(
					 (p[i].t + 3.0) / (l.c * p[i].s + 3))) /
				 spread(p[i].s);
	l.k = clamp(weight * 1.4826 * median(x, m) + (1 - weight) * prior.k,
		0.7, 4);
	return l;
}

double length_z(const struct length *l, double s, double t)
{
	return log((t + 3) / (l->c * s + 3)) / (l->k * spread(s));
}

struct length_chance length_chance_of(const uint32_t *t, size_t n)
{
	struct length_chance c = { 3, 0.5 };
	double sum = 0, squares = 0, m = 0;

	for (size_t i = 0; i < n; i++) {
		double x = log(t[i] + 3.0);
		if (t[i] == 0)
			continue;
		sum += x;
		squares += x * x;
		m++;
	}
	if (m < 1)
		return c;
	c.mean = sum / m;
	c.sd = sqrt(fmax(squares / m - c.mean * c.mean, 0));
	c.sd = fmax(c.sd, 0.5);
	return c;
}

static double normal(double x, double mean, double sd)
{
	double z = (x - mean) / sd;

	return -0.5 * z * z - log(sd);
}

double length_score(const struct length *l, const struct length_chance *chance,
	double s, double t)
{
	double sd, r, z, own;

	if (s == 0 || t == 0)
		return s == t ? 0 : -6;
	sd = l->k * spread(s);
	r = log((t + 3) / (l->c * s + 3));
	z = fabs(r) / sd;
	/* The tails are fatter than a normal distribution's. */
	own = z < 4 ? normal(r, 0, sd) : normal(4 * sd, 0, sd) - 1.5 * (z - 4);
	return clamp(own - normal(log(t + 3), chance->mean, chance->sd), -9, 4);
}
