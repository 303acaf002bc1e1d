/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which sets more must be withheld, so that what is published does not tell the others. */
#include "analysis/disclosure_cells.h"
#include "stats/span.h"

#include <math.h>

#define NO_SET SIZE_MAX

/* The mass of the atoms of a set that are in `within` (NULL: in any). */
static double mass_within(const struct cells *cells, size_t mass, size_t set, const uint8_t *within)
{
    const uint8_t *holds = cells->holds + set * cells->n_atoms;
    const double *of = cells->mass + mass * cells->n_atoms;
    double sum = 0;
    for (size_t a = 0; a < cells->n_atoms; a++)
        if (holds[a] != 0 && (within == NULL || within[a] != 0))
            sum += of[a];
    return sum;
}

static double mass_of_all(const struct cells *cells, size_t mass)
{
    double sum = 0;
    for (size_t a = 0; a < cells->n_atoms; a++)
        sum += cells->mass[mass * cells->n_atoms + a];
    return sum;
}

/* The smaller of two published sets; the first of those alike. */
static size_t smaller(const struct cells *cells, size_t a, size_t b)
{
    return a == NO_SET || cells->sets[b].n_units < cells->sets[a].n_units ? b : a;
}

/* What the published levels of a grouping leave of a set (NO_SET: of all units), if all of them are
   wholly inside it or outside: 0 when they are not. The smallest of those inside in *inside. */
static double left_of(const struct cells *cells, size_t mass, size_t set, size_t grouping,
                      size_t *inside)
{
    const uint8_t *within = set == NO_SET ? NULL : cells->holds + set * cells->n_atoms;
    double left = set == NO_SET ? mass_of_all(cells, mass) : cells_mass(cells, mass, set);
    *inside = NO_SET;
    for (size_t k = 0; k < cells->n_sets; k++) {
        if (cells->sets[k].grouping != grouping || cells->sets[k].is_withheld)
            continue;
        const double common = mass_within(cells, mass, k, within);
        if (common == 0)
            continue;
        if (common != cells_mass(cells, mass, k))
            return 0;
        left -= common;
        *inside = smaller(cells, *inside, k);
    }
    return left;
}

/* Whether the published levels of a grouping do not make up all units. */
static bool leaves_some(const struct cells *cells, size_t mass, size_t grouping)
{
    size_t inside;
    return left_of(cells, mass, NO_SET, grouping, &inside) > 0;
}

/* A set that must be withheld because published levels leave few units of a larger set. */
static size_t find_remainder(const struct cells *cells, size_t mass, size_t grouping, size_t least)
{
    for (size_t i = 0; i <= cells->n_sets; i++) {
        const size_t set = i == 0 ? NO_SET : i - 1;
        if (set != NO_SET && cells->sets[set].is_withheld)
            continue;
        size_t inside;
        const double left = left_of(cells, mass, set, grouping, &inside);
        if (left <= 0 || left >= (double)least)
            continue;
        if (inside != NO_SET || set != NO_SET)
            return inside != NO_SET ? inside : set;
    }
    return NO_SET;
}

/* The published sums of a mass: the first row is all units, the others sets[of[row]]. */
struct published {
    struct span span;
    size_t *of;
    double *times;
    size_t n;
};

static void fill_row(const struct cells *cells, size_t mass, size_t set, double *row)
{
    for (size_t a = 0; a < cells->n_atoms; a++)
        row[a] = cells->mass[mass * cells->n_atoms + a] > 0 &&
                 (set == NO_SET || cells->holds[set * cells->n_atoms + a] != 0);
}

static enum status combine(const struct cells *cells, size_t mass, struct arena *scratch,
                           struct published *out, struct error *err)
{
    double *rows = arena_array(scratch, (cells->n_sets + 1) * cells->n_atoms, double);
    *out = (struct published){.of = arena_array(scratch, cells->n_sets + 1, size_t),
                              .times = arena_array(scratch, cells->n_sets + 1, double)};
    if (rows == NULL || out->of == NULL || out->times == NULL)
        return error_memory(err);
    fill_row(cells, mass, NO_SET, rows);
    out->of[out->n++] = NO_SET;
    for (size_t k = 0; k < cells->n_sets; k++) {
        if (cells->sets[k].is_withheld || cells_mass(cells, mass, k) == 0)
            continue;
        fill_row(cells, mass, k, rows + out->n * cells->n_atoms);
        out->of[out->n++] = k;
    }
    return span_make(rows, out->n, cells->n_atoms, scratch, &out->span, err);
}

/* The smallest published set that is part of a combination. */
static size_t part_of(const struct cells *cells, const struct published *p, const double *times)
{
    size_t best = NO_SET;
    for (size_t i = 0; i < p->n; i++)
        if (p->of[i] != NO_SET && fabs(times[i]) > 1e-6)
            best = smaller(cells, best, p->of[i]);
    return best;
}

/* The mass of the atoms that a combination touches. */
static double touched(const struct cells *cells, size_t mass, const double *row)
{
    double sum = 0;
    for (size_t a = 0; a < cells->n_atoms; a++)
        if (fabs(row[a]) > 1e-6)
            sum += cells->mass[mass * cells->n_atoms + a];
    return sum;
}

static size_t find_known_set(const struct cells *cells, size_t mass, struct published *p,
                             double *target)
{
    for (size_t k = 0; k < cells->n_sets; k++) {
        if (!cells->sets[k].is_withheld || cells_mass(cells, mass, k) == 0)
            continue;
        fill_row(cells, mass, k, target);
        const size_t part =
            span_has(&p->span, target, p->times) ? part_of(cells, p, p->times) : NO_SET;
        if (part != NO_SET)
            return part;
    }
    return NO_SET;
}

static size_t find_known_few(const struct cells *cells, size_t mass, size_t least,
                             const struct published *p)
{
    for (size_t r = 0; r < p->span.rank; r++) {
        const double n = touched(cells, mass, p->span.reduced + r * cells->n_atoms);
        const size_t part = n < (double)least ? part_of(cells, p, p->span.made + r * p->n) : NO_SET;
        if (part != NO_SET)
            return part;
    }
    return NO_SET;
}

/* A set that must be withheld because published sums combine to a withheld one, or to few units. */
static enum status find_combination(const struct cells *cells, size_t mass, size_t least,
                                    size_t *found, struct error *err)
{
    struct arena scratch = {0};
    struct published p;
    double *target = arena_array(&scratch, cells->n_atoms, double);
    enum status status =
        target == NULL ? error_memory(err) : combine(cells, mass, &scratch, &p, err);
    if (status == OK) {
        *found = find_known_set(cells, mass, &p, target);
        if (*found == NO_SET)
            *found = find_known_few(cells, mass, least, &p);
    }
    arena_release(&scratch);
    return status;
}

/* What the sum over the withheld levels of a grouping leaves open of one of them, whose mass is
   known to be at most `most`. */
static double open_of(const struct cells *cells, size_t set, double sum, double most_of_all)
{
    const double others = most_of_all - cells->most[set];
    const double low = fmax(0, sum - others), high = fmin(sum, cells->most[set]);
    return high - low;
}

/* The published level of a grouping that widens by `lack` what is open of the withheld ones: the
   smallest that could be so much larger than it is, else the one that could most. */
static size_t next_level(const struct cells *cells, size_t grouping, double lack)
{
    size_t best = NO_SET, widest = NO_SET;
    double most = -1;
    for (size_t k = 0; k < cells->n_sets; k++) {
        const double mass = cells_mass(cells, 0, k), room = cells->most[k] - mass;
        if (cells->sets[k].grouping != grouping || cells->sets[k].is_withheld || mass == 0)
            continue;
        if (room >= lack)
            best = smaller(cells, best, k);
        if (room > most) {
            most = room;
            widest = k;
        }
    }
    return best == NO_SET ? widest : best;
}

/* A level that must be withheld because another is known too well. */
static size_t find_narrow(const struct cells *cells, size_t grouping, size_t least)
{
    size_t inside;
    const double sum = left_of(cells, 0, NO_SET, grouping, &inside);
    double most = 0, levels = 0;
    for (size_t k = 0; k < cells->n_sets; k++)
        if (cells->sets[k].grouping == grouping && cells->sets[k].is_withheld) {
            most += cells->most[k];
            levels += cells_mass(cells, 0, k);
        }
    most += sum - levels; /* units without a level: as many as there are */
    for (size_t k = 0; k < cells->n_sets; k++) {
        if (cells->sets[k].grouping != grouping || !cells->sets[k].is_withheld)
            continue;
        const double lack = fmin((double)least, cells->most[k]) - open_of(cells, k, sum, most);
        if (lack > 0)
            return next_level(cells, grouping, lack);
    }
    return NO_SET;
}

/* Whether a published set tells of each of its units: all of them count, or none. */
static bool tells_of_each(const struct cells *cells, size_t set)
{
    const double mass = cells_mass(cells, 0, set);
    return !cells->sets[set].is_withheld && (mass == cells->most[set] || mass == 0);
}

/* How many units of an atom are known to count, or not to, in a set that tells of each. */
static double told_of_atom(const struct cells *cells, size_t set, size_t atom)
{
    if (cells_mass(cells, 0, set) > 0)
        return cells->mass[atom];
    return cells->n_masses > 1 ? cells->mass[cells->n_atoms + atom] : 0;
}

/* A published set that must be withheld because sets that tell of each of their units tell of all
   units of a withheld one. */
static size_t find_told(const struct cells *cells, size_t withheld)
{
    double told = 0;
    size_t best = NO_SET;
    for (size_t a = 0; a < cells->n_atoms; a++) {
        double of_atom = 0;
        for (size_t k = 0; k < cells->n_sets; k++) {
            const bool holds = cells->holds[withheld * cells->n_atoms + a] != 0 &&
                               cells->holds[k * cells->n_atoms + a] != 0;
            if (!holds || !tells_of_each(cells, k) || told_of_atom(cells, k, a) == 0)
                continue;
            of_atom = told_of_atom(cells, k, a);
            best = smaller(cells, best, k);
        }
        told += of_atom;
    }
    return told > cells->most[withheld] - 1 ? best : NO_SET;
}

static size_t find_any_told(const struct cells *cells)
{
    size_t found = NO_SET;
    for (size_t k = 0; k < cells->n_sets && found == NO_SET; k++)
        if (cells->sets[k].is_withheld && cells_mass(cells, 0, k) > 0)
            found = find_told(cells, k);
    return found;
}

/* How many entries elimination may look at. Beyond, groups of few units are rare, and remainders of
   nested sets are all that is looked for. */
static const double MOST_WORK = 3e8;

static bool is_affordable(const struct cells *cells)
{
    const double n = (double)cells->n_sets;
    return n * n * (double)cells->n_atoms <= MOST_WORK;
}

static enum status find_next(const struct cells *cells, size_t least, size_t *found,
                             struct error *err)
{
    *found = NO_SET;
    for (size_t m = 0; *found == NO_SET && m < cells->n_masses; m++) {
        for (size_t g = 0; *found == NO_SET && g < cells->wave->n_groups; g++)
            if (leaves_some(cells, m, g))
                *found = find_remainder(cells, m, g, least);
        if (*found == NO_SET && is_affordable(cells))
            TRY(find_combination(cells, m, least, found, err));
    }
    for (size_t g = 0; cells->most != NULL && *found == NO_SET && g < cells->wave->n_groups; g++)
        *found = find_narrow(cells, g, least);
    if (cells->most != NULL && *found == NO_SET)
        *found = find_any_told(cells);
    if (cells->is_of_frame && *found == NO_SET)
        return cells_find_crossed(cells, found, err);
    return OK;
}

enum status cells_protect(struct cells *cells, size_t least, struct error *err)
{
    size_t found = NO_SET;
    do {
        TRY(find_next(cells, least, &found, err));
        if (found != NO_SET)
            cells->sets[found].is_withheld = true;
    } while (found != NO_SET);
    return OK;
}
