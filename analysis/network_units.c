/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who is tied to many, who stands in the middle, who looks across. */
#include "analysis/network.h"

#include "stats/network_betweenness.h"

#include <assert.h>

/* Searches x ties: minutes rather than seconds beyond it. */
#define MOST_WORK 4e9

/* Fewer are not worth a thread. */
#define WORK_FOR_THREADS 1e6

static const struct {
    const char *unit, *method;
    int decimals;
} how[] = {
    [NETWORK_OUT_DEGREE] = {"count",
                            "units that this one reports a tie to; missing when it did not answer; "
                            "n: other units of the frame",
                            0},
    [NETWORK_IN_DEGREE] = {"count",
                           "units that report a tie to this one; n: other units that answered", 0},
    [NETWORK_EI] = {"",
                    "E-I index of the ties that the unit reports: (E - I)/(E + I), E to other "
                    "departments, I to its own; n: ties; missing when it reports none or did not "
                    "answer",
                    2},
    [NETWORK_ACROSS] = {"count",
                        "units of other departments that this one reports a tie to; missing when "
                        "it did not answer; n: other units of the frame",
                        0},
    [NETWORK_BETWEENNESS] = {"share",
                             "share of the shortest paths between others, along the direction of "
                             "reported ties, that lead through the unit (Freeman 1977), normalised "
                             "by (N - 1)(N - 2); missing when it did not answer; n: units of the "
                             "frame",
                             4},
};
static_assert(COUNT(how) == NETWORK_MEASURE_COUNT, "every measure needs its method");

static enum status allocate(const struct measured *m, struct error *err)
{
    const struct wave *wave = m->analysis->wave;
    for (int i = 0; i < NETWORK_MEASURE_COUNT; i++) {
        m->network->measure[i] = arena_array(wave->arena, m->network->n, double);
        m->network->of_row[i] = arena_array(wave->arena, wave->n_rows, double);
        if (m->network->measure[i] == NULL || m->network->of_row[i] == NULL)
            return error_memory(err);
    }
    return OK;
}

static enum status measure_degrees(const struct measured *m, struct error *err)
{
    const struct network *network = m->network;
    uint32_t *out = arena_array(m->scratch, network->n, uint32_t);
    uint32_t *in = arena_array(m->scratch, network->n, uint32_t);
    if (out == NULL || in == NULL)
        return error_memory(err);
    network_degrees(&m->ties, out, in);
    for (size_t i = 0; i < network->n; i++) {
        network->measure[NETWORK_OUT_DEGREE][i] = out[i];
        network->measure[NETWORK_IN_DEGREE][i] = in[i];
    }
    return OK;
}

/* A unit whose department is not known has neither. */
static void measure_borders(const struct measured *m)
{
    const struct network *network = m->network;
    for (size_t i = 0; i < network->n; i++) {
        const bool is_known = network->group != NULL && network->department[i] != NO_LEVEL;
        network->measure[NETWORK_EI][i] = is_known ? m->ei.unit[i].value : MISSING;
        network->measure[NETWORK_ACROSS][i] = is_known ? (double)m->ei.unit[i].external : MISSING;
    }
}

static enum status measure_betweenness(const struct measured *m, struct error *err)
{
    const struct network *network = m->network;
    const double work = (double)network->n * (double)network->n_ties;
    double *out = network->measure[NETWORK_BETWEENNESS];
    if (work <= MOST_WORK || m->analysis->leaves_out)
        return network_betweenness(
            &m->ties, work < WORK_FOR_THREADS ? 1 : m->analysis->draw_threads, out, err);
    for (size_t i = 0; i < network->n; i++)
        out[i] = MISSING;
    findings_add(m->analysis->found, FINDING_INFO, "network_large",
                 (struct place){network->path, 0, 0}, NULL, NULL,
                 "betweenness is not computed: %zu units x %zu ties are more than %.0e; --resample "
                 "asks for it",
                 network->n, network->n_ties, MOST_WORK);
    return OK;
}

/* What a unit says of itself is not known when it said nothing. */
static void forget_unanswered(const struct measured *m)
{
    const struct network *network = m->network;
    for (int measure = 0; measure < NETWORK_MEASURE_COUNT; measure++)
        for (size_t i = 0; i < network->n; i++)
            if (!network->has_answered[i] && measure != NETWORK_IN_DEGREE)
                network->measure[measure][i] = missing_because(MISSING_NO_ANSWER);
}

static void take_rows(const struct measured *m)
{
    const struct network *network = m->network;
    for (int measure = 0; measure < NETWORK_MEASURE_COUNT; measure++)
        for (size_t i = 0; i < network->n; i++)
            if (network->row[i] != NETWORK_NO_ROW)
                network->of_row[measure][network->row[i]] = network->measure[measure][i];
}

static double n_of(const struct measured *m, enum network_measure measure, size_t unit)
{
    const double others = (double)m->network->n - 1;
    switch (measure) {
    case NETWORK_IN_DEGREE:
        return (double)(m->pairs.n_answered - m->network->has_answered[unit]);
    case NETWORK_EI:
        return (double)(m->ei.unit[unit].external + m->ei.unit[unit].internal);
    case NETWORK_BETWEENNESS:
        return others + 1;
    default:
        return others;
    }
}

static enum status put_unit(const struct measured *m, enum network_measure measure, size_t unit,
                            const char *group, struct error *err)
{
    const bool is_of_group = network_measure_needs_group(measure);
    if (is_of_group && m->network->group == NULL)
        return OK;
    struct figure figure = figure_of(m->network->measure[measure][unit], n_of(m, measure, unit));
    figure.unit = how[measure].unit;
    figure.decimals = how[measure].decimals;
    figure.method = how[measure].method;
    return measured_put(
        m, network_measure_name(measure),
        (struct subject){.code = is_of_group ? m->network->group->of->code : NULL, .group = group},
        figure, err);
}

static enum status put_units(const struct measured *m, struct error *err)
{
    const struct network *network = m->network;
    if (network->n > NETWORK_LIST) {
        findings_add(m->analysis->found, FINDING_INFO, "network_units",
                     (struct place){network->path, 0, 0}, NULL, NULL,
                     "figures about single units of the network are not made: there are %zu, more "
                     "than %d",
                     network->n, NETWORK_LIST);
        return OK;
    }
    for (size_t i = 0; i < network->n; i++) {
        const char *group = figure_level(m->analysis->out->arena, "unit", network->key[i]);
        if (group == NULL)
            return error_memory(err);
        for (int measure = 0; measure < NETWORK_MEASURE_COUNT; measure++)
            TRY(put_unit(m, (enum network_measure)measure, i, group, err));
    }
    return OK;
}

enum status network_put_units(struct measured *m, struct error *err)
{
    TRY(allocate(m, err));
    TRY(measure_degrees(m, err));
    measure_borders(m);
    TRY(measure_betweenness(m, err));
    forget_unanswered(m);
    take_rows(m);
    return put_units(m, err);
}
