/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/network_ei.h"

#include "base/missing.h"
#include "base/random.h"

#include <string.h>

/* External and internal ties of all and of each group. */
struct tally {
    size_t external, internal;
};

struct dealing {
    const struct ei_request *q;
    uint32_t *member; /* n_members: units that have a group */
    size_t n_members;
    size_t *size;        /* n_groups */
    uint16_t *group;     /* ties->n: as dealt */
    struct tally *tally; /* n_groups */
    size_t *extreme, *n; /* n_groups: dealings as far off, and dealings in which it has ties */
};

static double index_of(size_t external, size_t internal)
{
    const double e = (double)external, i = (double)internal;
    return external + internal == 0 ? MISSING : (e - i) / (e + i);
}

static void count(struct tally *tally, bool is_external)
{
    tally->external += is_external;
    tally->internal += !is_external;
}

static struct tally tally_groups(const struct ei_request *q, const uint16_t *group,
                                 struct tally *of_group)
{
    struct tally all = {0};
    memset(of_group, 0, q->n_groups * sizeof *of_group);
    for (size_t i = 0; i < q->ties->n_ties; i++) {
        const uint16_t a = group[q->ties->from[i]], b = group[q->ties->to[i]];
        if (a == NETWORK_NO_GROUP || b == NETWORK_NO_GROUP)
            continue;
        count(&all, a != b);
        count(&of_group[a], a != b);
        if (!q->ties->is_directed)
            count(&of_group[b], a != b);
    }
    return all;
}

static void tally_units(const struct ei_request *q, struct ei *unit)
{
    for (size_t i = 0; i < q->ties->n_ties; i++) {
        const uint32_t from = q->ties->from[i], to = q->ties->to[i];
        const uint16_t a = q->group[from], b = q->group[to];
        if (a == NETWORK_NO_GROUP || b == NETWORK_NO_GROUP)
            continue;
        for (int end = 0; end < (q->ties->is_directed ? 1 : 2); end++) {
            struct ei *of = &unit[end == 0 ? from : to];
            of->external += a != b;
            of->internal += a == b;
        }
    }
    for (size_t i = 0; i < q->ties->n; i++)
        unit[i].value = index_of(unit[i].external, unit[i].internal);
}

/* Fisher & Yates, from the inside out: the groups of the members in a random order. */
static void deal(struct dealing *d, size_t replicate)
{
    struct random r = random_stream(d->q->seed, replicate);
    for (size_t i = 0; i < d->n_members; i++) {
        const size_t at = random_below(&r, i + 1);
        d->group[d->member[i]] = d->group[d->member[at]];
        d->group[d->member[at]] = d->q->group[d->member[i]];
    }
}

/* Values that differ by rounding alone are as far off. */
static bool is_as_far(double dealt, const struct ei *seen)
{
    return fabs(dealt - seen->expected) >= fabs(seen->value - seen->expected) - 1e-12;
}

static void count_dealings(struct dealing *d, struct ei_indices *out)
{
    size_t extreme = 0;
    const struct ei_request *q = d->q;
    for (size_t replicate = 0; replicate < q->replicates; replicate++) {
        deal(d, replicate);
        const struct tally all = tally_groups(q, d->group, d->tally);
        extreme += is_as_far(index_of(all.external, all.internal), &out->all);
        for (size_t g = 0; g < q->n_groups; g++) {
            const double dealt = index_of(d->tally[g].external, d->tally[g].internal);
            d->n[g] += !is_missing(dealt);
            d->extreme[g] += !is_missing(dealt) && is_as_far(dealt, &out->group[g]);
        }
    }
    if (q->replicates == 0)
        return;
    if (!is_missing(out->all.value))
        out->all.p = ((double)extreme + 1) / ((double)q->replicates + 1);
    for (size_t g = 0; g < q->n_groups; g++)
        if (!is_missing(out->group[g].value))
            out->group[g].p = ((double)d->extreme[g] + 1) / ((double)d->n[g] + 1);
}

static void take_members(struct dealing *d)
{
    const struct ei_request *q = d->q;
    for (size_t i = 0; i < q->ties->n; i++) {
        d->group[i] = q->group[i];
        if (q->group[i] == NETWORK_NO_GROUP)
            continue;
        d->member[d->n_members++] = (uint32_t)i;
        d->size[q->group[i]]++;
    }
}

/* What was seen, and what is to be expected. */
static void take_indices(const struct dealing *d, struct ei_indices *out)
{
    const struct ei_request *q = d->q;
    const struct tally all = tally_groups(q, q->group, d->tally);
    const double n = (double)d->n_members;
    double within = 0; /* ordered pairs within a group */
    for (size_t g = 0; g < q->n_groups; g++) {
        const struct tally *t = &d->tally[g];
        const double size = (double)d->size[g];
        const double value = index_of(t->external, t->internal);
        within += size * (size - 1);
        out->group[g] =
            (struct ei){.external = t->external,
                        .internal = t->internal,
                        .value = value,
                        .expected = is_missing(value) ? MISSING : 1 - 2 * (size - 1) / (n - 1),
                        .p = MISSING};
    }
    const double value = index_of(all.external, all.internal);
    out->all = (struct ei){.external = all.external,
                           .internal = all.internal,
                           .value = value,
                           .expected = is_missing(value) ? MISSING : 1 - 2 * within / (n * (n - 1)),
                           .p = MISSING};
}

static enum status dealing_get(const struct ei_request *q, struct arena *arena, struct dealing *out,
                               struct error *err)
{
    const size_t n = q->ties->n, k = q->n_groups;
    *out = (struct dealing){.q = q,
                            .member = arena_array(arena, n, uint32_t),
                            .size = arena_array(arena, k, size_t),
                            .group = arena_array(arena, n, uint16_t),
                            .tally = arena_array(arena, k, struct tally),
                            .extreme = arena_array(arena, k, size_t),
                            .n = arena_array(arena, k, size_t)};
    return out->member == NULL || out->size == NULL || out->group == NULL || out->tally == NULL ||
                   out->extreme == NULL || out->n == NULL
               ? error_memory(err)
               : OK;
}

enum status network_ei(struct ei_request request, struct arena *arena, struct ei_indices *out,
                       struct error *err)
{
    struct arena scratch = {0};
    struct dealing dealing;
    *out = (struct ei_indices){.group = arena_array(arena, request.n_groups, struct ei),
                               .unit = arena_array(arena, request.ties->n, struct ei)};
    enum status status = out->group == NULL || out->unit == NULL ? error_memory(err) : OK;
    if (status == OK)
        status = dealing_get(&request, &scratch, &dealing, err);
    if (status == OK) {
        for (size_t i = 0; i < request.ties->n; i++)
            out->unit[i].expected = out->unit[i].p = MISSING;
        take_members(&dealing);
        take_indices(&dealing, out);
        tally_units(&request, out->unit);
        count_dealings(&dealing, out);
    }
    arena_release(&scratch);
    return status;
}
