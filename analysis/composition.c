/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/family.h"
#include "stats/representativity.h"

#include <stdlib.h>

/* One grouping of the frame beside those who answered. */
struct composition {
    const struct grouping *group;
    size_t *answered; /* n_levels: rows in the level */
    struct representativity all;
};

static enum status put(struct analysis *analysis, const struct composition *c, const char *measure,
                       const char *level, struct figure figure, struct error *err)
{
    figure.unit = "share";
    figure.decimals = 3;
    return analysis_put(analysis, "composition", measure,
                        (struct subject){.code = c->group->of->code, .group = level}, figure, err);
}

static double share(size_t part, size_t of)
{
    return of == 0 ? MISSING : (double)part / (double)of;
}

static enum status put_level(struct analysis *analysis, const struct composition *c, size_t level,
                             struct error *err)
{
    const char *name =
        figure_level(analysis->out->arena, c->group->of->code, c->group->names[level]);
    if (name == NULL)
        return error_memory(err);
    const double frame = share(c->group->n_units[level], c->all.population);
    const double answered = share(c->answered[level], c->all.n);
    struct figure figure = figure_of(frame, (double)c->all.population);
    figure.method = "units of the frame in this level / units of the frame with a level";
    TRY(put(analysis, c, "frame", name, figure, err));
    figure = figure_of(answered, (double)c->all.n);
    figure.method = "units that answered in this level / units that answered with a level";
    TRY(put(analysis, c, "answered", name, figure, err));
    figure = figure_of(answered - frame, (double)c->all.n);
    figure.method = "share of those who answered less share of the frame";
    return put(analysis, c, "difference", name, figure, err);
}

/* Why there is no test; NULL when there is. */
static const char *test_status(const struct representativity *all)
{
    return all->n_levels < 2 || all->n == all->population ? "z" : NULL;
}

static enum status put_whole(struct analysis *analysis, const struct composition *c,
                             struct error *err)
{
    const struct representativity *all = &c->all;
    struct figure figure = figure_of(all->chi2, (double)all->n);
    figure.p = all->p;
    figure.status = test_status(all);
    figure.unit = "";
    figure.decimals = 2;
    figure.method =
        "chi-square of the levels of those who answered against the frame, with factor "
        "(N - 1)/(N - n) for a finite population; p on H - 1 degrees of freedom, H levels with "
        "units";
    TRY(analysis_put(analysis, "composition", "chi2", (struct subject){.code = c->group->of->code},
                     figure, err));
    figure = figure_of(all->largest, (double)all->n);
    figure.method = "largest difference, without sign, between shares of those who answered and of "
                    "the frame";
    TRY(put(analysis, c, "largest", NULL, figure, err));
    figure = figure_of(all->r_indicator, (double)all->population);
    figure.method = "R-indicator 1 - 2 S, S: standard deviation over the frame of the levels' "
                    "response rates (Schouten, Cobben & Bethlehem 2009)";
    figure.unit = "";
    figure.decimals = 3;
    return analysis_put(analysis, "composition", "r_indicator",
                        (struct subject){.code = c->group->of->code}, figure, err);
}

static enum status compose(struct analysis *analysis, struct composition *c, struct error *err)
{
    const struct wave *wave = analysis->wave;
    for (size_t row = 0; row < wave->n_rows; row++)
        if (c->group->level[row] != NO_LEVEL)
            c->answered[c->group->level[row]]++;
    c->all = representativity_of(c->group->n_units, c->answered, c->group->n_levels);
    if (c->all.population == 0)
        return OK; /* only answers tell this grouping: there is no frame to compare with */
    for (size_t level = 0; level < c->group->n_levels; level++)
        TRY(put_level(analysis, c, level, err));
    return put_whole(analysis, c, err);
}

static enum status run(struct analysis *analysis, struct error *err)
{
    const struct wave *wave = analysis->wave;
    for (size_t i = 0; i < wave->n_groups; i++) {
        struct composition c = {.group = &wave->groups[i],
                                .answered =
                                    calloc(wave->groups[i].n_levels + 1, sizeof *c.answered)};
        const enum status status =
            c.answered == NULL ? error_memory(err) : compose(analysis, &c, err);
        free(c.answered);
        TRY(status);
    }
    return OK;
}

const struct family family_composition = {"composition",
                                          "are those who answered like those who did not?", run};
