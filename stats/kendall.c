/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/kendall.h"

#include <string.h>

#include "base/arena.h"
#include "base/missing.h"
#include "stats/distribution.h"
#include "stats/numbered.h"

enum {
    EXACT_BELOW = 50,
    MOST_INVERSIONS = (EXACT_BELOW - 1) * (EXACT_BELOW - 2) / 2,
    CELLS_PER_ROW = 4 /* up to here the table of counts is quicker than sorting */
};

/* Used again for every pair of columns of n rows. */
struct workspace {
    uint32_t *count[2]; /* n + 1: how often each number of x and of y occurs; then places */
    uint32_t *list[2];  /* n */
    uint32_t *cell;     /* CELLS_PER_ROW n */
};

static enum status workspace_get(struct arena *arena, size_t n, struct workspace *out)
{
    for (size_t i = 0; i < 2; i++) {
        out->count[i] = arena_array(arena, n + 1, uint32_t);
        out->list[i] = arena_array(arena, n, uint32_t);
        if (out->count[i] == NULL || out->list[i] == NULL)
            return ERR_MEMORY;
    }
    out->cell = arena_array(arena, CELLS_PER_ROW * n, uint32_t);
    return out->cell == NULL ? ERR_MEMORY : OK;
}

static size_t count_both(const struct numbered *x, const struct numbered *y, size_t n,
                         struct workspace *w)
{
    size_t n_both = 0;
    memset(w->count[0], 0, ((size_t)x->n_distinct + 1) * sizeof *w->count[0]);
    memset(w->count[1], 0, ((size_t)y->n_distinct + 1) * sizeof *w->count[1]);
    for (size_t i = 0; i < n; i++) {
        const uint32_t a = x->number[i], b = y->number[i];
        const bool both = a != x->n_distinct && b != y->n_distinct;
        w->count[0][a] += both;
        w->count[1][b] += both;
        n_both += both;
    }
    return n_both;
}

static int64_t pairs_among(int64_t n)
{
    return n * (n - 1) / 2;
}

/* What the runs of equal values do to tau and to the variance of S. */
struct ties {
    int64_t pairs;            /* sum of t (t - 1) / 2 */
    double triples, weighted; /* sums of t (t - 1)(t - 2) and of t (t - 1)(2 t + 5) */
};

static struct ties ties_of(const uint32_t *count, size_t n_distinct)
{
    struct ties ties = {0};
    for (size_t i = 0; i < n_distinct; i++) {
        const double t = count[i];
        if (count[i] < 2)
            continue;
        ties.pairs += pairs_among(count[i]);
        ties.triples += t * (t - 1) * (t - 2);
        ties.weighted += t * (t - 1) * (2 * t + 5);
    }
    return ties;
}

/* Fills the table of x by y, its margins into the counts. returns  how many rows have both */
static size_t tabulate(const struct numbered *x, const struct numbered *y, size_t n,
                       struct workspace *w)
{
    const size_t width = (size_t)y->n_distinct + 1;
    size_t n_both = 0;
    memset(w->cell, 0, ((size_t)x->n_distinct + 1) * width * sizeof *w->cell);
    memset(w->count[1], 0, width * sizeof *w->count[1]);
    for (size_t i = 0; i < n; i++)
        w->cell[x->number[i] * width + y->number[i]]++;
    for (size_t a = 0; a < x->n_distinct; a++) {
        uint32_t row = 0;
        for (size_t b = 0; b < y->n_distinct; b++) {
            row += w->cell[a * width + b];
            w->count[1][b] += w->cell[a * width + b];
        }
        w->count[0][a] = row;
        n_both += row;
    }
    return n_both;
}

/* S from the table: each cell against all cells with a smaller x. `above` counts the rows with a
   smaller x by their y. */
static int64_t score_by_table(const struct numbered *x, const struct numbered *y,
                              struct workspace *w)
{
    const size_t width = (size_t)y->n_distinct + 1;
    uint32_t *above = w->count[1];
    int64_t score = 0, n_above = 0;
    memset(above, 0, width * sizeof *above);
    for (size_t a = 0; a < x->n_distinct; a++) {
        int64_t smaller = 0;
        for (size_t b = 0; b < y->n_distinct; b++) {
            const int64_t cell = w->cell[a * width + b];
            score += cell * (2 * smaller + above[b] - n_above);
            smaller += above[b];
            above[b] += (uint32_t)cell;
        }
        n_above += w->count[0][a];
    }
    return score;
}

/* Merges two sorted runs that stand side by side; gives the swaps that bubble sort would need. */
static int64_t merge_runs(const uint32_t *left, size_t n_left, size_t n_right, uint32_t *out)
{
    const uint32_t *right = left + n_left, *left_end = right, *right_end = right + n_right;
    int64_t swaps = 0;
    while (left < left_end && right < right_end) {
        const bool takes_right = *right < *left;
        swaps += takes_right ? left_end - left : 0;
        *out++ = takes_right ? *right++ : *left++;
    }
    memcpy(out, left, (size_t)(left_end - left) * sizeof *out);
    memcpy(out + (left_end - left), right, (size_t)(right_end - right) * sizeof *out);
    return swaps;
}

/* Sorts list[0] (list[1] is room) and counts the swaps. */
static int64_t sort_counting(uint32_t *const list[2], size_t n)
{
    uint32_t *from = list[0], *to = list[1];
    int64_t swaps = 0;
    for (size_t run = 1; run < n; run *= 2) {
        for (size_t start = 0; start < n; start += 2 * run) {
            const size_t n_left = n - start < run ? n - start : run;
            const size_t n_right = n - start - n_left < run ? n - start - n_left : run;
            swaps += merge_runs(from + start, n_left, n_right, to + start);
        }
        uint32_t *sorted = to;
        to = from;
        from = sorted;
    }
    return swaps;
}

/* Turns counts into the places where each number's first row goes. */
static void places_of(uint32_t *count, size_t n_distinct)
{
    uint32_t place = 0;
    for (size_t i = 0; i < n_distinct; i++) {
        const uint32_t here = count[i];
        count[i] = place;
        place += here;
    }
}

/* Fills list[0] with the numbers of y in the order of x, within a run of x in the order of y. The
   counts become the ends of the runs. */
static void order_by_both(const struct numbered *x, const struct numbered *y, size_t n,
                          struct workspace *w)
{
    size_t n_both = 0;
    places_of(w->count[0], x->n_distinct);
    places_of(w->count[1], y->n_distinct);
    for (size_t i = 0; i < n; i++) {
        if (x->number[i] == x->n_distinct || y->number[i] == y->n_distinct)
            continue;
        w->list[1][w->count[1][y->number[i]]++] = (uint32_t)i;
        n_both++;
    }
    for (size_t i = 0; i < n_both; i++) {
        const uint32_t row = w->list[1][i];
        w->list[0][w->count[0][x->number[row]]++] = y->number[row];
    }
}

/* Pairs tied in both, while list[0] is ordered and count[0] holds the ends of the runs of x. */
static int64_t pairs_tied_in_both(const struct workspace *w, size_t n_distinct)
{
    int64_t pairs = 0;
    size_t i = 0;
    for (size_t a = 0; a < n_distinct; a++) {
        int64_t same = 0;
        for (const size_t start = i; i < w->count[0][a]; i++) {
            same = i > start && w->list[0][i] == w->list[0][i - 1] ? same + 1 : 0;
            pairs += same;
        }
    }
    return pairs;
}

/* `untied`: pairs not tied in x plus those not tied in y, less all pairs. */
static int64_t score_by_sorting(const struct numbered *x, const struct numbered *y, size_t n,
                                struct workspace *w, int64_t untied)
{
    order_by_both(x, y, n, w);
    const size_t n_both = x->n_distinct > 0 ? w->count[0][x->n_distinct - 1] : 0;
    untied += pairs_tied_in_both(w, x->n_distinct);
    return untied - 2 * sort_counting(w->list, n_both);
}

/* P(at most `most` inversions) in a random order of n < EXACT_BELOW. Adding the m-th element brings
   0 .. m - 1 more, each as likely: a running sum over the m places before. */
static double share_of_orders(size_t n, int64_t most)
{
    double share[2][MOST_INVERSIONS + 1] = {{1}};
    size_t from = 0;
    for (size_t m = 2; m <= n; m++, from = 1 - from) {
        double sum = 0;
        for (size_t k = 0; k <= m * (m - 1) / 2; k++) {
            const bool is_reached = k <= (m - 1) * (m - 2) / 2;
            sum += (is_reached ? share[from][k] : 0) - (k >= m ? share[from][k - m] : 0);
            share[1 - from][k] = sum / (double)m;
        }
    }
    double below = 0;
    for (int64_t k = 0; k <= most; k++)
        below += share[from][k];
    return below;
}

static double exact_p(size_t n, int64_t score)
{
    const int64_t pairs = pairs_among((int64_t)n);
    const int64_t fewer = (pairs - (score < 0 ? -score : score)) / 2;
    return fmin(1, 2 * share_of_orders(n, fewer));
}

static double standard_deviation(size_t n_rows, struct ties x, struct ties y)
{
    const double n = (double)n_rows, all = n * (n - 1);
    double variance = (all * (2 * n + 5) - x.weighted - y.weighted) / 18;
    variance += 2 * (double)x.pairs * (double)y.pairs / all;
    if (n_rows > 2)
        variance += x.triples * y.triples / (9 * all * (n - 2));
    return sqrt(variance);
}

static struct kendall kendall_pair(const struct numbered *x, const struct numbered *y, size_t n,
                                   struct workspace *w)
{
    const double n_cells = ((double)x->n_distinct + 1) * ((double)y->n_distinct + 1);
    const bool is_table = n_cells <= CELLS_PER_ROW * (double)n;
    struct kendall k = {.value = MISSING, .z = MISSING, .p = MISSING};
    k.n = is_table ? tabulate(x, y, n, w) : count_both(x, y, n, w);
    const struct ties in_x = ties_of(w->count[0], x->n_distinct);
    const struct ties in_y = ties_of(w->count[1], y->n_distinct);
    const int64_t all = pairs_among((int64_t)k.n);
    if (k.n < 2 || in_x.pairs == all || in_y.pairs == all)
        return k;
    const int64_t score = is_table ? score_by_table(x, y, w)
                                   : score_by_sorting(x, y, n, w, all - in_x.pairs - in_y.pairs);
    k.value = (double)score / sqrt((double)(all - in_x.pairs)) / sqrt((double)(all - in_y.pairs));
    k.value = fmax(-1, fmin(1, k.value));
    k.z = (double)score / standard_deviation(k.n, in_x, in_y);
    k.is_exact = k.n < EXACT_BELOW && in_x.pairs == 0 && in_y.pairs == 0;
    k.p = k.is_exact ? exact_p(k.n, score) : normal_two_sided(k.z);
    return k;
}

static enum status number_columns(struct arena *scratch, const double *const *columns, size_t n,
                                  size_t k, struct numbered *out)
{
    struct arena sorting = {0};
    struct sort_room room;
    enum status status = sort_room_get(&sorting, n, &room, NULL);
    for (size_t v = 0; v < k && status == OK; v++)
        status = numbered_get(scratch, columns[v], n, &room, &out[v], NULL);
    arena_release(&sorting);
    return status;
}

enum status kendall_of(const double *x, const double *y, size_t n, struct kendall *out,
                       struct error *err)
{
    const double *const columns[] = {x, y};
    struct arena scratch = {0};
    struct numbered numbered[2];
    struct workspace w;
    enum status status = number_columns(&scratch, columns, n, 2, numbered);
    if (status == OK)
        status = workspace_get(&scratch, n, &w);
    if (status == OK)
        *out = kendall_pair(&numbered[0], &numbered[1], n, &w);
    arena_release(&scratch);
    return status == OK ? OK : error_memory(err);
}

enum status kendall_matrix(const double *const *columns, size_t n, size_t k, struct kendall *out,
                           struct error *err)
{
    struct arena scratch = {0};
    struct workspace w;
    struct numbered *numbered = arena_array(&scratch, k, struct numbered);
    enum status status = numbered == NULL ? ERR_MEMORY : OK;
    if (status == OK)
        status = number_columns(&scratch, columns, n, k, numbered);
    if (status == OK)
        status = workspace_get(&scratch, n, &w);
    for (size_t j = 0; status == OK && j < k; j++)
        for (size_t i = 0; i <= j; i++)
            out[i * k + j] = out[j * k + i] = kendall_pair(&numbered[i], &numbered[j], n, &w);
    arena_release(&scratch);
    return status == OK ? OK : error_memory(err);
}
