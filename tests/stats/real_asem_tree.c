/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/stats/real_asem_tree.h"

#include <string.h>

#include "base/missing.h"
#include "stats/aggregate.h"
#include "stats/denominate.h"
#include "stats/impute.h"
#include "stats/normalise.h"
#include "stats/weights.h"

size_t asem_node(const struct asem *asem, const char *code)
{
    size_t i = 0;
    while (i < NODES && strcmp(asem->node[i].code, code) != 0)
        i++;
    return i;
}

const char *asem_meta(const struct asem *asem, size_t node, const char *column)
{
    return table_text(&asem->meta, node, table_column(&asem->meta, column));
}

static void read_column(const struct asem *asem, const char *name, double x[UNITS])
{
    const size_t column = table_column(&asem->answers, name);
    for (size_t unit = 0; unit < UNITS; unit++)
        x[unit] = table_number(&asem->answers, unit, column);
}

static void read_tree(struct asem *asem)
{
    const struct table *meta = &asem->meta;
    for (size_t i = 0; i < NODES; i++) {
        asem->node[i].code = asem_meta(asem, i, "iCode");
        asem->node[i].direction = table_number(meta, i, table_column(meta, "Direction"));
        asem->node[i].weight = table_number(meta, i, table_column(meta, "Weight"));
    }
    for (size_t i = 0; i < NODES; i++) {
        const char *parent = asem_meta(asem, i, "Parent");
        asem->node[i].parent = *parent == '\0' ? WEIGHTS_ROOT : asem_node(asem, parent);
    }
}

/* The groups of EurAsia_group, numbered. */
static void read_groups(const struct asem *asem, uint32_t group[UNITS])
{
    const size_t column = table_column(&asem->answers, "EurAsia_group");
    for (size_t unit = 0; unit < UNITS; unit++)
        group[unit] = strcmp(table_text(&asem->answers, unit, column), "Asia") == 0 ? 0 : 1;
}

/* Each stage starts as a copy of the one before. */
static double *next_stage(struct node *n, enum stage stage)
{
    memcpy(n->column[stage], n->column[stage - 1], sizeof n->column[stage]);
    return n->column[stage];
}

static bool prepare_indicator(struct asem *asem, size_t i, const uint32_t *group)
{
    const char *denominator = asem_meta(asem, i, "Denominator");
    struct node *n = &asem->node[i];
    struct imputed imputed;
    read_column(asem, n->code, n->column[RAW]);
    double *x = next_stage(n, DENOMINATED);
    if (*denominator != '\0') {
        double by[UNITS];
        read_column(asem, denominator, by);
        denominate(x, by, UNITS);
    }
    x = next_stage(n, IMPUTED);
    if (impute_column(x, UNITS, (struct impute_rule){IMPUTE_MEAN, group, 2}, &imputed, NULL) != OK)
        return false;
    x = next_stage(n, TREATED);
    if (treat_column(x, UNITS, &n->treated, NULL) != OK)
        return false;
    x = next_stage(n, NORMALISED);
    const struct normalise_rule rule = {.method = NORMALISE_MINMAX,
                                        .direction = (int)n->direction,
                                        .low = MISSING,
                                        .high = MISSING};
    return normalise_column(x, UNITS, rule, NULL);
}

static void aggregate_node(struct asem *asem, size_t parent)
{
    double weight[NODES], child[NODES];
    size_t children[NODES];
    struct aggregate_rule rule = {.weight = weight};
    for (size_t i = 0; i < NODES; i++)
        if (asem->node[i].parent == parent) {
            weight[rule.n] = asem->node[i].weight;
            children[rule.n++] = i;
        }
    for (size_t unit = 0; unit < UNITS; unit++) {
        for (size_t k = 0; k < rule.n; k++)
            child[k] = asem->node[children[k]].column[NORMALISED][unit];
        asem->node[parent].column[NORMALISED][unit] = aggregate(&rule, child);
    }
}

bool asem_compute(struct asem *asem)
{
    uint32_t group[UNITS];
    if (!table_read(&asem->arena, "asem/survey/answers.csv", &asem->answers) ||
        !table_read(&asem->arena, "asem/survey/indices.csv", &asem->meta) ||
        asem->answers.n_rows != UNITS || asem->meta.n_rows < NODES)
        return false;
    read_tree(asem);
    read_groups(asem, group);
    for (size_t i = 0; i < INDICATORS; i++)
        if (!prepare_indicator(asem, i, group))
            return false;
    for (size_t i = INDICATORS; i < NODES; i++)
        aggregate_node(asem, i);
    return true;
}
