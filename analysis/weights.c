/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/weights.h"
#include "analysis/family.h"

#include <stdlib.h>

/* The form's indicators as arrays, indices and items only. */
struct tree {
    size_t n;
    double *weight, *effective;
    size_t *parent;
};

static bool is_node(const struct indicator *indicator)
{
    return indicator->type == INDICATOR_AGGREGATE || indicator->type == INDICATOR_ITEM;
}

static enum status tree_open(const struct form *form, struct tree *out, struct error *err)
{
    out->n = form->n_indicators;
    out->weight = calloc(out->n + 1, sizeof *out->weight);
    out->effective = calloc(out->n + 1, sizeof *out->effective);
    out->parent = calloc(out->n + 1, sizeof *out->parent);
    if (out->weight == NULL || out->effective == NULL || out->parent == NULL)
        return error_memory(err);
    for (size_t i = 0; i < out->n; i++) {
        const struct indicator *parent = form->indicators[i].parent;
        out->weight[i] = form->indicators[i].weight;
        out->parent[i] = parent == NULL ? WEIGHTS_ROOT : (size_t)(parent - form->indicators);
    }
    weights_effective(out->weight, out->parent, out->n, out->effective);
    return OK;
}

static void tree_close(struct tree *tree)
{
    free(tree->weight);
    free(tree->effective);
    free(tree->parent);
}

static enum status put_weight(struct analysis *analysis, const struct indicator *indicator,
                              double effective, struct error *err)
{
    const struct indicator *root = indicator;
    while (root->parent != NULL)
        root = root->parent;
    if (root == indicator || !is_node(indicator))
        return OK;
    struct figure figure = figure_of(effective, MISSING);
    figure.unit = "share";
    figure.decimals = 3;
    figure.method = "product of the weights, rescaled to sum 1 among siblings, up to the top index";
    return analysis_put(analysis, "weight", "effective",
                        (struct subject){.code = indicator->code, .other = root->code}, figure,
                        err);
}

static enum status run(struct analysis *analysis, struct error *err)
{
    const struct form *form = analysis->wave->form;
    struct tree tree = {0};
    enum status status = tree_open(form, &tree, err);
    for (size_t i = 0; status == OK && i < form->n_indicators; i++)
        status = put_weight(analysis, &form->indicators[i], tree.effective[i], err);
    tree_close(&tree);
    return status;
}

const struct family family_weights = {"weights", "how much does each item move the top?", run};
