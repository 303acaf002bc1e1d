/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/network.h"

#include <stdlib.h>

enum status measured_put(const struct measured *m, const char *measure, struct subject subject,
                         struct figure figure, struct error *err)
{
    return analysis_put(m->analysis, "network", measure, subject, figure, err);
}

static enum status put_count(const struct measured *m, const char *measure, const char *group,
                             struct count count, struct error *err)
{
    return analysis_put_count(m->analysis, "network", measure, (struct subject){.group = group},
                              count, err);
}

/* A part of all there is, as it stands: no interval. */
struct part {
    const char *measure, *group;
    double part, whole;
    const char *method;
};

static enum status put_parts(const struct measured *m, const struct part *parts, size_t n,
                             struct error *err)
{
    for (size_t i = 0; i < n; i++) {
        const struct part *p = &parts[i];
        struct figure figure = figure_of(p->whole > 0 ? p->part / p->whole : MISSING, p->whole);
        figure.unit = "share";
        figure.decimals = 3;
        figure.method = p->method;
        TRY(measured_put(m, p->measure, (struct subject){.group = p->group}, figure, err));
    }
    return OK;
}

static enum status put_counts(const struct measured *m, struct error *err)
{
    const struct network_pairs *pairs = &m->pairs;
    const double n = (double)m->network->n;
    const double told = pairs->possible - pairs->possible_mutual;
    const struct {
        const char *measure, *group;
        struct count count;
    } counts[] = {
        {"units", NULL, {.value = n, .n = n, .method = "units of the frame"}},
        {"answered",
         NULL,
         {.value = (double)pairs->n_answered,
          .n = n,
          .method = "units that said with whom they co-operate, be it with nobody; n: units of the "
                    "frame"}},
        {"ties",
         NULL,
         {.value = (double)m->ties.n_ties,
          .n = pairs->possible,
          .method = "ties as reported, one from each unit to each that it names, whatever the "
                    "areas; n: those that units that answered could report"}},
        {"pairs",
         "ties=union",
         {.value = (double)pairs->either.n_ties,
          .n = told,
          .method = "pairs of units of which one or both report a tie to the other; n: pairs of "
                    "which one answered"}},
        {"pairs",
         "ties=confirmed",
         {.value = (double)pairs->both.n_ties,
          .n = pairs->possible_mutual,
          .method = "pairs of units of which both report a tie to the other; n: pairs of which "
                    "both answered"}},
    };
    for (size_t i = 0; i < COUNT(counts); i++)
        TRY(put_count(m, counts[i].measure, counts[i].group, counts[i].count, err));
    return OK;
}

static enum status put_areas(const struct measured *m, struct error *err)
{
    const struct network *network = m->network;
    for (size_t i = 0; i < network->n_areas; i++) {
        const char *area = figure_level(m->analysis->out->arena, "area", network->areas[i]);
        if (area == NULL)
            return error_memory(err);
        TRY(put_count(m, "area", area,
                      (struct count){.value = (double)network->n_of_area[i],
                                     .n = (double)(network->n_read - network->n_rejected),
                                     .method = "rows of the table that are about this area; n: "
                                               "rows that could be taken"},
                      err));
    }
    return OK;
}

static enum status put_densities(const struct measured *m, struct error *err)
{
    const struct network_pairs *pairs = &m->pairs;
    const double n_ties = (double)m->ties.n_ties;
    double reciprocity = MISSING;
    TRY(network_reciprocity(&m->ties, &reciprocity, err));
    const struct part parts[] = {
        {"density", NULL, n_ties, pairs->possible,
         "ties as reported / ties that units that answered could report: answered x (units - 1)"},
        {"density", "ties=union", (double)pairs->either_mutual, pairs->possible_mutual,
         "pairs of which one or both report a tie / pairs of which both answered"},
        {"density", "ties=confirmed", (double)pairs->both.n_ties, pairs->possible_mutual,
         "pairs of which both report a tie / pairs of which both answered"},
        {"reciprocity", NULL, is_missing(reciprocity) ? 0 : reciprocity * n_ties, n_ties,
         "ties whose opposite is reported too / all ties, also those to units that did not answer"},
        {"confirmed", NULL, (double)pairs->n_answered_back, (double)pairs->n_answerable,
         "ties that the other side reports too / ties to units that answered"},
    };
    return put_parts(m, parts, COUNT(parts), err);
}

static enum status put_components(const struct measured *m, struct error *err)
{
    struct network_components parts;
    const double n = (double)m->network->n;
    TRY(network_components(&m->ties, &parts, err));
    const struct {
        const char *measure;
        struct count count;
    } counts[] = {
        {"components",
         {.value = (double)parts.n_weak,
          .n = n,
          .method = "parts of the network between which there is no tie, single units too; n: "
                    "units of the frame"}},
        {"largest",
         {.value = (double)parts.largest_weak,
          .n = n,
          .method = "units in the largest part; n: units of the frame"}},
        {"strong_components",
         {.value = (double)parts.n_strong,
          .n = n,
          .method = "parts within which each unit reaches each along the direction of the ties; a "
                    "unit that did not answer is one of its own; n: units of the frame"}},
        {"strong_largest",
         {.value = (double)parts.largest_strong,
          .n = n,
          .method = "units in the largest of these parts; n: units of the frame"}},
        {"isolated",
         {.value = (double)parts.n_isolated,
          .n = n,
          .method = "units without a tie, neither reported by them nor by others; n: units of the "
                    "frame"}},
    };
    for (size_t i = 0; i < COUNT(counts); i++)
        TRY(put_count(m, counts[i].measure, NULL, counts[i].count, err));
    return OK;
}

static enum status take_ties(struct measured *m, struct error *err)
{
    const struct network *network = m->network;
    uint32_t *from = arena_array(m->scratch, network->n_ties, uint32_t);
    uint32_t *to = arena_array(m->scratch, network->n_ties, uint32_t);
    if (from == NULL || to == NULL)
        return error_memory(err);
    for (size_t i = 0; i < network->n_ties; i++) {
        from[i] = network->ties[i].from;
        to[i] = network->ties[i].to;
    }
    m->ties = (struct ties){from, to, network->n_ties, network->n, true};
    return network_pairs_get(&m->ties, network->has_answered, m->scratch, &m->pairs, err);
}

static enum status measure(struct measured *m, struct error *err)
{
    TRY(take_ties(m, err));
    TRY(put_counts(m, err));
    TRY(put_areas(m, err));
    TRY(put_densities(m, err));
    TRY(put_components(m, err));
    TRY(network_put_groups(m, err));
    return network_put_units(m, err);
}

static enum status run(struct analysis *analysis, struct error *err)
{
    struct arena scratch = {0};
    struct network *network = analysis->wave->network;
    struct measured m = {.analysis = analysis, .network = network, .scratch = &scratch};
    const enum status status = network == NULL ? OK : measure(&m, err);
    arena_release(&scratch);
    return status;
}

const struct family family_network = {"network", "who co-operates with whom?", run};
