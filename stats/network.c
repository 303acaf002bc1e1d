/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/network.h"

#include "base/missing.h"

#include <igraph/igraph.h>
#include <stdlib.h>

/* igraph's handlers are a thread's own and would abort or print: errors are to come back as codes,
   and nothing is to be said. */
static void let_errors_return(void)
{
    igraph_set_error_handler(igraph_error_handler_ignore);
    igraph_set_warning_handler(igraph_warning_handler_ignore);
}

static enum status status_of(igraph_error_t code, struct error *err)
{
    if (code == IGRAPH_SUCCESS)
        return OK;
    if (code == IGRAPH_ENOMEM)
        return error_memory(err);
    return error_set(err, ERR_VALUE, "the network cannot be measured: %s", igraph_strerror(code));
}

/* The ties of units that `keeps` (all for NULL), as igraph lists them: from, to, from, to ... */
static size_t list_edges(const struct ties *ties, const uint16_t *keeps, igraph_vector_int_t *out)
{
    size_t n = 0;
    for (size_t i = 0; i < ties->n_ties; i++) {
        const uint32_t from = ties->from[i], to = ties->to[i];
        if (keeps != NULL && (keeps[from] == NETWORK_NO_GROUP || keeps[to] == NETWORK_NO_GROUP))
            continue;
        VECTOR(*out)[n++] = from;
        VECTOR(*out)[n++] = to;
    }
    return n;
}

static bool are_units_there(const struct ties *ties)
{
    for (size_t i = 0; i < ties->n_ties; i++)
        if (ties->from[i] >= ties->n || ties->to[i] >= ties->n)
            return false;
    return true;
}

/* On OK the caller destroys *out. */
static enum status open_graph(const struct ties *ties, const uint16_t *keeps, igraph_t *out,
                              struct error *err)
{
    igraph_vector_int_t edges;
    let_errors_return();
    if (!are_units_there(ties))
        return error_set(err, ERR_VALUE, "a tie names a unit that is not in the network");
    TRY(status_of(igraph_vector_int_init(&edges, 2 * (igraph_integer_t)ties->n_ties), err));
    igraph_error_t code =
        igraph_vector_int_resize(&edges, (igraph_integer_t)list_edges(ties, keeps, &edges));
    if (code == IGRAPH_SUCCESS)
        code = igraph_create(out, &edges, (igraph_integer_t)ties->n, ties->is_directed);
    igraph_vector_int_destroy(&edges);
    return status_of(code, err);
}

double network_density(const struct ties *ties)
{
    const double n = (double)ties->n;
    if (ties->n < 2)
        return MISSING;
    return (double)ties->n_ties / (ties->is_directed ? n * (n - 1) : n * (n - 1) / 2);
}

void network_degrees(const struct ties *ties, uint32_t *out_degree, uint32_t *in_degree)
{
    for (size_t i = 0; i < ties->n; i++)
        out_degree[i] = in_degree[i] = 0;
    for (size_t i = 0; i < ties->n_ties; i++) {
        out_degree[ties->from[i]]++;
        in_degree[ties->to[i]]++;
    }
    for (size_t i = 0; i < ties->n && !ties->is_directed; i++)
        out_degree[i] = in_degree[i] = out_degree[i] + in_degree[i];
}

enum status network_reciprocity(const struct ties *ties, double *out, struct error *err)
{
    igraph_t graph;
    *out = MISSING;
    TRY(open_graph(ties, NULL, &graph, err));
    enum status status = OK;
    if (ties->n_ties > 0)
        status = status_of(igraph_reciprocity(&graph, out, true, IGRAPH_RECIPROCITY_DEFAULT), err);
    igraph_destroy(&graph);
    return status;
}

/* The number of components and the size of the largest. */
static enum status count_components(const igraph_t *graph, igraph_connectedness_t mode, size_t *n,
                                    size_t *largest, struct error *err)
{
    igraph_vector_int_t sizes;
    igraph_integer_t number = 0;
    TRY(status_of(igraph_vector_int_init(&sizes, 0), err));
    const enum status status =
        status_of(igraph_connected_components(graph, NULL, &sizes, &number, mode), err);
    *n = (size_t)number;
    *largest = status == OK && igraph_vector_int_size(&sizes) > 0
                   ? (size_t)igraph_vector_int_max(&sizes)
                   : 0;
    igraph_vector_int_destroy(&sizes);
    return status;
}

static enum status count_isolated(const struct ties *ties, size_t *n, struct error *err)
{
    bool *is_tied = calloc(ties->n + 1, sizeof *is_tied);
    if (is_tied == NULL)
        return error_memory(err);
    for (size_t i = 0; i < ties->n_ties; i++)
        is_tied[ties->from[i]] = is_tied[ties->to[i]] = true;
    *n = 0;
    for (size_t i = 0; i < ties->n; i++)
        *n += !is_tied[i];
    free(is_tied);
    return OK;
}

enum status network_components(const struct ties *ties, struct network_components *out,
                               struct error *err)
{
    igraph_t graph;
    *out = (struct network_components){0};
    TRY(open_graph(ties, NULL, &graph, err));
    enum status status =
        count_components(&graph, IGRAPH_WEAK, &out->n_weak, &out->largest_weak, err);
    if (status == OK)
        status = count_components(&graph, IGRAPH_STRONG, &out->n_strong, &out->largest_strong, err);
    igraph_destroy(&graph);
    return status == OK ? count_isolated(ties, &out->n_isolated, err) : status;
}

/* Groups as igraph wants them: numbers without gaps at the end. A unit without a group has no tie
   here and may be in any. */
static enum status list_groups(const struct ties *ties, const uint16_t *group,
                               igraph_vector_int_t *out, struct error *err)
{
    TRY(status_of(igraph_vector_int_init(out, (igraph_integer_t)ties->n), err));
    for (size_t i = 0; i < ties->n; i++)
        VECTOR(*out)[i] = group[i] == NETWORK_NO_GROUP ? 0 : group[i];
    return OK;
}

enum status network_modularity(const struct ties *ties, const uint16_t *group, double *out,
                               struct error *err)
{
    igraph_t graph;
    igraph_vector_int_t groups;
    double value = MISSING;
    *out = MISSING;
    TRY(open_graph(ties, group, &graph, err));
    enum status status = list_groups(ties, group, &groups, err);
    if (status == OK) {
        if (igraph_ecount(&graph) > 0)
            status = status_of(
                igraph_modularity(&graph, &groups, NULL, 1, ties->is_directed, &value), err);
        igraph_vector_int_destroy(&groups);
    }
    igraph_destroy(&graph);
    *out = status == OK && isfinite(value) ? value : MISSING;
    return status;
}

const char *network_library_version(void)
{
    const char *version = NULL;
    igraph_version(&version, NULL, NULL, NULL);
    return version;
}
