/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ties between departments: a table of counts with known sums of its rows, and of its diagonal by
   the E-I index of all. */
#include "analysis/disclosure_cells.h"
#include "analysis/disclosure_inside.h"
#include "base/missing.h"
#include "store/network.h"

struct tie_table {
    struct withholding *w;
    const struct grouping *group;
    size_t k;
    double *ties;      /* k x k: from, to */
    bool *is_withheld; /* k x k */
};

static double *ties_at(const struct tie_table *t, size_t from, size_t to)
{
    return &t->ties[from * t->k + to];
}

static bool *mark_at(const struct tie_table *t, size_t from, size_t to)
{
    return &t->is_withheld[from * t->k + to];
}

/* The figure network/measure/D|D=from;to=to, or |D=from when `to` is NULL. */
static const char *id_of(const struct tie_table *t, const char *measure, size_t from,
                         const char *to)
{
    struct arena *arena = t->w->arena;
    const char *code = t->group->of->code;
    const char *level = figure_level(arena, code, t->group->names[from]);
    const char *other = to == NULL ? NULL : figure_level(arena, "to", to);
    if (level == NULL || (to != NULL && other == NULL))
        return NULL;
    const char *both = to == NULL ? level : arena_print(arena, "%s;%s", level, other);
    return both == NULL ? NULL : figure_id(arena, "network", measure, code, NULL, both);
}

static enum status read_ties(struct tie_table *t, struct error *err)
{
    for (size_t from = 0; from < t->k; from++)
        for (size_t to = 0; to < t->k; to++) {
            const char *id = id_of(t, "ties", from, t->group->names[to]);
            if (id == NULL)
                return error_memory(err);
            const size_t place = figure_place(t->w, id);
            *ties_at(t, from, to) = place == SIZE_MAX ? 0 : t->w->figures->list[place].value;
        }
    return OK;
}

/* Levels of which nothing is told: few units, or withheld to protect others. */
static bool is_hidden_level(const struct tie_table *t, size_t level)
{
    const struct cells *cells = t->w->cells;
    for (size_t i = 0; cells != NULL && i < cells->n_sets; i++)
        if (&t->w->wave->groups[cells->sets[i].grouping] == t->group &&
            cells->sets[i].level == level && cells->sets[i].is_withheld)
            return true;
    return false;
}

static void mark_small(struct tie_table *t)
{
    for (size_t from = 0; from < t->k; from++) {
        const bool is_hidden = is_hidden_level(t, from);
        for (size_t to = 0; to < t->k; to++)
            *mark_at(t, from, to) = is_hidden || is_few(t->w, (double)t->group->n_units[to]) ||
                                    is_few(t->w, *ties_at(t, from, to));
    }
}

/* A line of cells whose sum is known: row `at`, or the diagonal. */
enum line { ROW, DIAGONAL };

static size_t cell_of(const struct tie_table *t, enum line line, size_t at, size_t i)
{
    return line == ROW ? at * t->k + i : i * t->k + i;
}

/* Withholds one cell more of a line in which one alone is withheld, or few ties. */
static bool widen(struct tie_table *t, enum line line, size_t at)
{
    size_t n = 0, best = SIZE_MAX;
    double sum = 0;
    for (size_t i = 0; i < t->k; i++) {
        const size_t cell = cell_of(t, line, at, i);
        const double ties = t->ties[cell];
        if (t->is_withheld[cell]) {
            n += ties > 0;
            sum += ties;
        } else if (ties > 0 && (best == SIZE_MAX || ties < t->ties[best]))
            best = cell;
    }
    if (n == 0 || (n > 1 && sum >= (double)t->w->least) || best == SIZE_MAX)
        return false;
    t->is_withheld[best] = true;
    return true;
}

static void protect(struct tie_table *t)
{
    bool is_wider = true;
    while (is_wider) {
        is_wider = widen(t, DIAGONAL, 0);
        for (size_t from = 0; from < t->k; from++)
            is_wider |= widen(t, ROW, from);
    }
}

static enum status hide(struct tie_table *t, size_t from, size_t to, struct error *err)
{
    const char *name = t->group->names[to];
    const enum withheld why =
        is_few(t->w, *ties_at(t, from, to)) ? WITHHELD_SMALL : WITHHELD_COMPLEMENTARY;
    TRY(withhold_id(t->w, id_of(t, "ties", from, name), why, err));
    TRY(withhold_id(t->w, id_of(t, "share", from, name), why, err));
    if (from != to) /* the ties within follow from the E-I index, and it from them */
        return OK;
    return withhold_id(t->w, id_of(t, "ei", from, NULL), why, err);
}

enum status withhold_ties(struct withholding *w, struct error *err)
{
    const struct network *network = w->wave->network;
    if (network == NULL || network->group == NULL)
        return OK;
    const size_t k = network->group->n_levels;
    struct tie_table t = {.w = w,
                          .group = network->group,
                          .k = k,
                          .ties = arena_array(w->arena, k * k, double),
                          .is_withheld = arena_array(w->arena, k * k, bool)};
    if (t.ties == NULL || t.is_withheld == NULL)
        return error_memory(err);
    TRY(read_ties(&t, err));
    mark_small(&t);
    protect(&t);
    for (size_t from = 0; from < k; from++)
        for (size_t to = 0; to < k; to++)
            if (*mark_at(&t, from, to))
                TRY(hide(&t, from, to, err));
    return OK;
}
