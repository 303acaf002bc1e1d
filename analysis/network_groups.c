/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Do ties cross the borders between departments? */
#include "analysis/network.h"

#include "base/random.h"

static const char *code_of(const struct measured *m)
{
    return m->network->group->of->code;
}

static const char *ei_method(const struct measured *m, const char *ties)
{
    return analysis_text(
        m->analysis,
        "E-I index (Krackhardt & Stern 1988) (E - I)/(E + I) of %s: E across departments, I within "
        "them; p two-sided: %zu permutations of the units' departments, sizes kept",
        ties, m->analysis->replicates);
}

static struct figure figure_of_ei(const struct ei *ei, const char *method)
{
    struct figure figure = figure_of(ei->value, (double)(ei->external + ei->internal));
    figure.p = ei->p;
    figure.status = ei->external + ei->internal == 0 ? "z" : NULL;
    figure.unit = "";
    figure.decimals = 2;
    figure.method = method;
    return figure;
}

static enum status put_expected(const struct measured *m, const struct ei *ei, const char *group,
                                struct error *err)
{
    struct figure figure = figure_of(ei->expected, (double)(ei->external + ei->internal));
    figure.status = ei->external + ei->internal == 0 ? "z" : NULL;
    figure.unit = "";
    figure.decimals = 2;
    figure.method = group == NULL
                        ? "E-I index of as many ties between units without regard to departments, "
                          "given their sizes: 1 - 2 sum of n_g (n_g - 1)/(n (n - 1))"
                        : "E-I index of this department's ties without regard to departments, "
                          "given its size: 1 - 2 (n_g - 1)/(n - 1)";
    return measured_put(m, "ei_expected", (struct subject){.code = code_of(m), .group = group},
                        figure, err);
}

static enum status get_ei(const struct measured *m, const struct ties *ties, struct ei_indices *out,
                          struct error *err)
{
    const struct ei_request request = {.ties = ties,
                                       .group = m->network->department,
                                       .n_groups = m->network->group->n_levels,
                                       .replicates = m->analysis->replicates,
                                       .seed = m->analysis->seed ^ random_name("network/ei")};
    return network_ei(request, m->scratch, out, err);
}

static enum status put_modularity(const struct measured *m, const struct ties *ties,
                                  const char *group, struct error *err)
{
    double q = MISSING;
    TRY(network_modularity(ties, m->network->department, &q, err));
    struct figure figure = figure_of(q, (double)ties->n_ties);
    figure.status = is_missing(q) ? "z" : NULL;
    figure.unit = "";
    figure.decimals = 3;
    figure.method = ties->is_directed
                        ? "modularity of the departments, ties as reported, directed (Leicht & "
                          "Newman 2008); 0: as if ties did not care for departments; n: ties"
                        : "modularity of the departments, undirected (Newman & Girvan 2004); 0: as "
                          "if ties did not care for departments; n: pairs";
    return measured_put(m, "modularity", (struct subject){.code = code_of(m), .group = group},
                        figure, err);
}

static enum status put_undirected(const struct measured *m, const struct ties *ties,
                                  const char *group, const char *what, struct error *err)
{
    struct ei_indices ei;
    TRY(get_ei(m, ties, &ei, err));
    TRY(measured_put(m, "ei", (struct subject){.code = code_of(m), .group = group},
                     figure_of_ei(&ei.all, ei_method(m, what)), err));
    return put_modularity(m, ties, group, err);
}

/* Each tie as heavy as it was said to be. */
static enum status put_weighted(const struct measured *m, struct error *err)
{
    const struct network *network = m->network;
    double external = 0, internal = 0, n = 0;
    for (size_t i = 0; i < network->n_ties; i++) {
        const struct tie *tie = &network->ties[i];
        const uint16_t a = network->department[tie->from], b = network->department[tie->to];
        if (a == NO_LEVEL || b == NO_LEVEL)
            continue;
        external += a != b ? tie->weight : 0;
        internal += a == b ? tie->weight : 0;
        n++;
    }
    struct figure figure =
        figure_of(n > 0 ? (external - internal) / (external + internal) : MISSING, n);
    figure.status = n > 0 ? NULL : "z";
    figure.unit = "";
    figure.decimals = 2;
    figure.method = "E-I index of the weights of the ties as reported; n: ties";
    return measured_put(m, "weighted_ei", (struct subject){.code = code_of(m)}, figure, err);
}

static enum status put_levels(const struct measured *m, struct error *err)
{
    const struct grouping *group = m->network->group;
    const char *method = ei_method(m, "ties that the department's units report");
    for (size_t level = 0; level < group->n_levels; level++) {
        const char *name =
            figure_level(m->analysis->out->arena, group->of->code, group->names[level]);
        if (name == NULL)
            return error_memory(err);
        TRY(measured_put(m, "ei", (struct subject){.code = code_of(m), .group = name},
                         figure_of_ei(&m->ei.group[level], method), err));
        TRY(put_expected(m, &m->ei.group[level], name, err));
    }
    return OK;
}

/* Two levels: ties from units of one to units of the other. */
struct matrix {
    const struct measured *m;
    size_t k;
    double *ties, *possible; /* k x k: from, to */
    double *from;            /* k: ties that lead to any department */
};

static enum status matrix_get(const struct measured *m, struct matrix *out, struct error *err)
{
    const struct network *network = m->network;
    const size_t k = network->group->n_levels;
    double *size = arena_array(m->scratch, k, double), *told = arena_array(m->scratch, k, double);
    *out = (struct matrix){.m = m,
                           .k = k,
                           .ties = arena_array(m->scratch, k * k, double),
                           .possible = arena_array(m->scratch, k * k, double),
                           .from = arena_array(m->scratch, k, double)};
    if (size == NULL || told == NULL || out->ties == NULL || out->possible == NULL ||
        out->from == NULL)
        return error_memory(err);
    for (size_t i = 0; i < network->n; i++)
        if (network->department[i] != NO_LEVEL) {
            size[network->department[i]]++;
            told[network->department[i]] += network->has_answered[i];
        }
    for (size_t a = 0; a < k; a++)
        for (size_t b = 0; b < k; b++)
            out->possible[a * k + b] = told[a] * (size[b] - (a == b));
    for (size_t i = 0; i < network->n_ties; i++) {
        const uint16_t a = network->department[network->ties[i].from];
        const uint16_t b = network->department[network->ties[i].to];
        if (a == NO_LEVEL || b == NO_LEVEL)
            continue;
        out->ties[a * k + b]++;
        out->from[a]++;
    }
    return OK;
}

static enum status put_cell(const struct matrix *x, size_t a, size_t b, struct error *err)
{
    const struct grouping *group = x->m->network->group;
    struct arena *arena = x->m->analysis->out->arena;
    const char *from = figure_level(arena, group->of->code, group->names[a]);
    const char *to = figure_level(arena, "to", group->names[b]);
    const char *both = from == NULL || to == NULL ? NULL : arena_print(arena, "%s;%s", from, to);
    if (both == NULL)
        return error_memory(err);
    const struct subject subject = {.code = group->of->code, .group = both};
    TRY(analysis_put_count(
        x->m->analysis, "network", "ties", subject,
        (struct count){.value = x->ties[a * x->k + b],
                       .n = x->possible[a * x->k + b],
                       .method = "ties that units of the first department report to units of the "
                                 "second; n: ties that they could report"},
        err));
    struct figure figure =
        figure_of(x->from[a] > 0 ? x->ties[a * x->k + b] / x->from[a] : MISSING, x->from[a]);
    figure.status = x->from[a] > 0 ? NULL : "z";
    figure.unit = "share";
    figure.decimals = 3;
    figure.method = "ties that units of the first department report to units of the second / those "
                    "that they report to units of any, n";
    return measured_put(x->m, "share", subject, figure, err);
}

static enum status put_matrix(const struct measured *m, struct error *err)
{
    struct matrix matrix;
    const size_t k = m->network->group->n_levels;
    if (k > NETWORK_MATRIX) {
        findings_add(m->analysis->found, FINDING_INFO, "network_matrix", m->network->group->of->at,
                     NULL, NULL,
                     "ties between single departments are not listed: '%s' has %zu, more than %d",
                     code_of(m), k, NETWORK_MATRIX);
        return OK;
    }
    TRY(matrix_get(m, &matrix, err));
    for (size_t a = 0; a < k; a++)
        for (size_t b = 0; b < k; b++)
            TRY(put_cell(&matrix, a, b, err));
    return OK;
}

enum status network_put_groups(struct measured *m, struct error *err)
{
    if (m->network->group == NULL) {
        findings_add(m->analysis->found, FINDING_INFO, "network_group",
                     (struct place){m->network->path, 0, 0}, NULL, NULL, "%s",
                     "no figures on ties across departments are made: there is no Group "
                     "'department' over a column of the register, and no setting cooperation_group "
                     "names another");
        return OK;
    }
    const struct subject subject = {.code = code_of(m)};
    TRY(get_ei(m, &m->ties, &m->ei, err));
    TRY(measured_put(m, "ei", subject, figure_of_ei(&m->ei.all, ei_method(m, "ties as reported")),
                     err));
    TRY(put_expected(m, &m->ei.all, NULL, err));
    TRY(put_modularity(m, &m->ties, NULL, err));
    TRY(put_undirected(m, &m->pairs.either, "ties=union", "pairs of which one or both report a tie",
                       err));
    TRY(put_undirected(m, &m->pairs.both, "ties=confirmed", "pairs of which both report a tie",
                       err));
    if (m->network->has_weights)
        TRY(put_weighted(m, err));
    TRY(put_levels(m, err));
    return put_matrix(m, err);
}
