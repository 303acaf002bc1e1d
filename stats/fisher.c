/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/fisher.h"

#include <gsl/gsl_sf_gamma.h>

#include "base/arena.h"
#include "base/missing.h"
#include "base/random.h"

enum { MOST_CELLS = 1000 }; /* of a table that is walked: the walk is as deep */

static const double tolerance = 1e-7; /* R's */

static size_t lesser(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* ---- 2 x 2 ---- */

/* a given the margins: drawn `drawn` times from n of which `marked` are marked. */
struct hypergeometric {
    double n, marked, drawn;
};

static double log_choose(double n, double k)
{
    return gsl_sf_lngamma(n + 1) - gsl_sf_lngamma(k + 1) - gsl_sf_lngamma(n - k + 1);
}

static double probability(struct hypergeometric h, double a)
{
    return exp(log_choose(h.marked, a) + log_choose(h.n - h.marked, h.drawn - a) -
               log_choose(h.n, h.drawn));
}

/* probability(a + 1) / probability(a) */
static double step_up(struct hypergeometric h, double a)
{
    return (h.marked - a) * (h.drawn - a) / ((a + 1) * (h.n - h.marked - h.drawn + a + 1));
}

/* Adds the probability of one table to the sides on which it counts. */
static void count_table(struct fisher_two *t, double of_this, double seen, int side)
{
    t->p += of_this <= seen * (1 + tolerance) ? of_this : 0;
    t->p_greater += side >= 0 ? of_this : 0;
    t->p_less += side <= 0 ? of_this : 0;
}

struct fisher_two fisher_two_by_two(size_t a, size_t b, size_t c, size_t d)
{
    const struct hypergeometric h = {(double)(a + b + c + d), (double)(a + b), (double)(a + c)};
    const double least = fmax(0, h.marked + h.drawn - h.n), most = fmin(h.marked, h.drawn);
    const double seen = probability(h, (double)a);
    struct fisher_two t = {0, 0, 0};
    if (h.n == 0)
        return (struct fisher_two){MISSING, MISSING, MISSING};
    count_table(&t, seen, seen, 0);
    double p = seen;
    for (double at = (double)a; at < most && p > 0; at++) {
        p *= step_up(h, at);
        count_table(&t, p, seen, 1);
    }
    p = seen;
    for (double at = (double)a; at > least && p > 0; at--) {
        p /= step_up(h, at - 1);
        count_table(&t, p, seen, -1);
    }
    return (struct fisher_two){fmin(1, t.p), fmin(1, t.p_greater), fmin(1, t.p_less)};
}

/* ---- any table ---- */

/* A walk through the tables with the margins of one. */
struct walk {
    const size_t *column_total;
    size_t n_rows, n_columns;
    size_t *row_left;       /* n_rows: what the columns still to be filled have to take */
    const double *log_fact; /* n + 1: logarithms of factorials */
    double seen;            /* sum of log x! over the table that was observed */
    double log_all;         /* logarithm of prod row! prod column! / n! */
    double p;               /* of the tables that are no likelier, so far */
    size_t n_tables, most;
};

/* A larger sum of log x! is a smaller probability. */
static bool is_no_likelier(const struct walk *w, double sum)
{
    return sum >= w->seen - tolerance;
}

static void end_table(struct walk *w, double sum)
{
    for (size_t row = 0; row < w->n_rows; row++)
        sum += w->log_fact[w->row_left[row]];
    w->n_tables++;
    if (is_no_likelier(w, sum))
        w->p += exp(w->log_all - sum);
}

static void fill_column(struct walk *w, size_t column, double sum);

/* Every count that row `row` may have of the `left` that are left of a column; the last row takes
   what is left. */
// NOLINTNEXTLINE(misc-no-recursion): as deep as the table has cells
static void fill_cell(struct walk *w, size_t column, size_t row, size_t left, double sum)
{
    size_t later = 0;
    for (size_t i = row + 1; i < w->n_rows; i++)
        later += w->row_left[i];
    const size_t least = left > later ? left - later : 0, most = lesser(left, w->row_left[row]);
    for (size_t x = least; x <= most && w->n_tables <= w->most; x++) {
        w->row_left[row] -= x;
        if (row + 1 < w->n_rows)
            fill_cell(w, column, row + 1, left - x, sum + w->log_fact[x]);
        else
            fill_column(w, column + 1, sum + w->log_fact[x]);
        w->row_left[row] += x;
    }
}

// NOLINTNEXTLINE(misc-no-recursion)
static void fill_column(struct walk *w, size_t column, double sum)
{
    if (column + 1 < w->n_columns)
        fill_cell(w, column, 0, w->column_total[column], sum);
    else
        end_table(w, sum);
}

/* One hypergeometric number, from its mode outwards: `drawn` of n, of which `marked` are marked. */
static size_t draw_cell(const double *log_fact, struct random *r, const size_t whole[3])
{
    const size_t n = whole[0], marked = whole[1], drawn = whole[2];
    const size_t least = marked + drawn > n ? marked + drawn - n : 0;
    const size_t most = lesser(marked, drawn);
    const struct hypergeometric h = {(double)n, (double)marked, (double)drawn};
    if (least == most)
        return least;
    const size_t mode = (size_t)((h.marked + 1) * (h.drawn + 1) / (h.n + 2));
    const double start =
        exp(log_fact[marked] - log_fact[mode] - log_fact[marked - mode] + log_fact[n - marked] -
            log_fact[drawn - mode] - log_fact[n - marked - drawn + mode] - log_fact[n] +
            log_fact[drawn] + log_fact[n - drawn]);
    double up = start, down = start, left = random_uniform(r) - start;
    for (size_t high = mode, low = mode; left > 0 && (high < most || low > least);) {
        if (high < most) {
            up *= step_up(h, (double)high++);
            if ((left -= up) <= 0)
                return high;
        }
        if (low > least) {
            down /= step_up(h, (double)--low);
            if ((left -= down) <= 0)
                return low;
        }
    }
    return mode;
}

/* The sum of log x! over a random table. */
static double draw_table(const struct walk *w, struct random *r, size_t *row_left)
{
    double sum = 0;
    size_t n = 0;
    for (size_t row = 0; row < w->n_rows; row++)
        n += row_left[row] = w->row_left[row];
    for (size_t column = 0; column < w->n_columns; column++) {
        size_t left = w->column_total[column], rest = n;
        for (size_t row = 0; row < w->n_rows; row++) {
            const size_t x = draw_cell(w->log_fact, r, (size_t[3]){rest, row_left[row], left});
            rest -= row_left[row];
            row_left[row] -= x;
            left -= x;
            sum += w->log_fact[x];
        }
        n -= w->column_total[column];
    }
    return sum;
}

static void simulate(struct walk *w, struct fisher_options options, size_t *row_left,
                     struct fisher *out)
{
    size_t hits = 1;
    for (size_t nth = 0; nth < options.replicates; nth++) {
        struct random r = random_stream(options.seed, nth);
        hits += is_no_likelier(w, draw_table(w, &r, row_left));
    }
    if (options.replicates > 0)
        *out = (struct fisher){(double)hits / (double)(options.replicates + 1), options.replicates,
                               true};
}

/* The margins, and the logarithms of the factorials that they need. */
static enum status walk_open(struct counts counts, struct arena *arena, struct walk *w,
                             struct error *err)
{
    size_t *columns = arena_array(arena, counts.n_columns, size_t), n = 0;
    w->row_left = arena_array(arena, counts.n_rows, size_t);
    w->column_total = columns;
    if (columns == NULL || w->row_left == NULL)
        return error_memory(err);
    for (size_t i = 0; i < counts.n_rows * counts.n_columns; i++) {
        columns[i % counts.n_columns] += counts.cell[i];
        w->row_left[i / counts.n_columns] += counts.cell[i];
        n += counts.cell[i];
    }
    double *log_fact = arena_array(arena, n + 1, double);
    if (log_fact == NULL)
        return error_memory(err);
    for (size_t i = 2; i <= n; i++)
        log_fact[i] = log_fact[i - 1] + log((double)i);
    w->log_fact = log_fact;
    w->log_all = -log_fact[n];
    for (size_t i = 0; i < counts.n_rows * counts.n_columns; i++)
        w->seen += log_fact[counts.cell[i]];
    for (size_t row = 0; row < counts.n_rows; row++)
        w->log_all += log_fact[w->row_left[row]];
    for (size_t column = 0; column < counts.n_columns; column++)
        w->log_all += log_fact[columns[column]];
    return OK;
}

static bool is_table(const struct walk *w)
{
    size_t rows = 0, columns = 0;
    for (size_t row = 0; row < w->n_rows; row++)
        rows += w->row_left[row] > 0;
    for (size_t column = 0; column < w->n_columns; column++)
        columns += w->column_total[column] > 0;
    return rows > 1 && columns > 1;
}

enum status fisher_exact(struct counts counts, struct fisher_options options, struct fisher *out,
                         struct error *err)
{
    struct arena arena = {0};
    struct walk w = {.n_rows = counts.n_rows,
                     .n_columns = counts.n_columns,
                     .most = options.most_tables == 0 ? 10000 : options.most_tables};
    *out = (struct fisher){.p = MISSING};
    enum status status = walk_open(counts, &arena, &w, err);
    size_t *row_left = arena_array(&arena, counts.n_rows, size_t);
    if (status == OK && row_left == NULL)
        status = error_memory(err);
    if (status == OK && is_table(&w)) {
        const bool is_deep = counts.n_rows * counts.n_columns > MOST_CELLS;
        if (!is_deep)
            fill_column(&w, 0, 0);
        if (is_deep || w.n_tables > w.most)
            simulate(&w, options, row_left, out);
        else
            *out = (struct fisher){fmin(1, w.p), w.n_tables, false};
    }
    arena_release(&arena);
    return status;
}
