/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/panel.h"

#include "base/missing.h"

#include <string.h>

/* The units that links name, as nodes: ids less the smallest, the later ones behind the earlier. */
struct graph {
    uint32_t first[2];
    size_t n[2];
    uint32_t *up;   /* towards the node that stands for all that it is linked with */
    uint32_t *pair; /* of such a node; NO_PAIR: not numbered yet */
};

static void find_range(const struct unit_links *links, int side, struct graph *out)
{
    uint32_t low = UINT32_MAX, high = 0;
    for (size_t i = 0; i < links->n; i++) {
        const uint32_t id = side == 0 ? links->list[i].earlier : links->list[i].later;
        low = id < low ? id : low;
        high = id > high ? id : high;
    }
    out->first[side] = low;
    out->n[side] = links->n == 0 ? 0 : (size_t)(high - low) + 1;
}

static uint32_t node_of(const struct graph *graph, int side, uint32_t id)
{
    if (id < graph->first[side] || id - graph->first[side] >= graph->n[side])
        return NO_PAIR;
    return id - graph->first[side] + (side == 0 ? 0 : (uint32_t)graph->n[0]);
}

static uint32_t top(struct graph *graph, uint32_t node)
{
    while (graph->up[node] != node) {
        graph->up[node] = graph->up[graph->up[node]];
        node = graph->up[node];
    }
    return node;
}

static enum status make_graph(const struct unit_links *links, struct arena *arena,
                              struct graph *out, struct error *err)
{
    find_range(links, 0, out);
    find_range(links, 1, out);
    const size_t n = out->n[0] + out->n[1];
    out->up = arena_array(arena, n, uint32_t);
    out->pair = arena_array(arena, n, uint32_t);
    if (out->up == NULL || out->pair == NULL)
        return error_memory(err);
    for (size_t i = 0; i < n; i++) {
        out->up[i] = (uint32_t)i;
        out->pair[i] = NO_PAIR;
    }
    for (size_t i = 0; i < links->n; i++) {
        const uint32_t a = top(out, node_of(out, 0, links->list[i].earlier));
        const uint32_t b = top(out, node_of(out, 1, links->list[i].later));
        out->up[a > b ? a : b] = a > b ? b : a;
    }
    return OK;
}

/* Counts a unit once, though it stands in several links. */
static void count_unit(struct graph *graph, uint8_t *is_counted, int side, uint32_t id,
                       struct panel *panel)
{
    const uint32_t node = node_of(graph, side, id);
    if (is_counted[node])
        return;
    is_counted[node] = 1;
    panel->n_units[side][graph->pair[top(graph, node)]]++;
}

/* Pairs are numbered in the order of the links, that is, of the later units. */
static enum status number_pairs(const struct unit_links *links, struct graph *graph,
                                struct arena *arena, struct panel *out, struct error *err)
{
    for (size_t i = 0; i < links->n; i++) {
        uint32_t *pair = &graph->pair[top(graph, node_of(graph, 1, links->list[i].later))];
        if (*pair == NO_PAIR)
            *pair = (uint32_t)out->n_pairs++;
    }
    uint8_t *is_counted = arena_array(arena, graph->n[0] + graph->n[1], uint8_t);
    out->n_units[0] = arena_array(arena, out->n_pairs, uint32_t);
    out->n_units[1] = arena_array(arena, out->n_pairs, uint32_t);
    if (is_counted == NULL || out->n_units[0] == NULL || out->n_units[1] == NULL)
        return error_memory(err);
    for (size_t i = 0; i < links->n; i++) {
        count_unit(graph, is_counted, 0, links->list[i].earlier, out);
        count_unit(graph, is_counted, 1, links->list[i].later, out);
    }
    for (size_t i = 0; i < out->n_pairs; i++)
        out->n_joined += out->n_units[0][i] + out->n_units[1][i] > 2;
    return OK;
}

static enum status place_rows(struct graph *graph, int side, struct arena *arena, struct panel *out,
                              struct error *err)
{
    const struct panel_side *of = &out->side[side];
    out->pair[side] = arena_array(arena, of->n_rows, uint32_t);
    if (out->pair[side] == NULL)
        return error_memory(err);
    for (size_t row = 0; row < of->n_rows; row++) {
        const uint32_t node = node_of(graph, side, of->unit[row]);
        out->pair[side][row] = node == NO_PAIR ? NO_PAIR : graph->pair[top(graph, node)];
    }
    return OK;
}

enum status panel_make(const struct unit_links *links, struct panel_side earlier,
                       struct panel_side later, struct arena *arena, struct panel *out,
                       struct error *err)
{
    struct graph graph = {0};
    *out = (struct panel){.side = {earlier, later}};
    TRY(make_graph(links, arena, &graph, err));
    TRY(number_pairs(links, &graph, arena, out, err));
    TRY(place_rows(&graph, 0, arena, out, err));
    return place_rows(&graph, 1, arena, out, err);
}

/* --- values ------------------------------------------------------------------------------------
 */

/* Sums and counts the present scores of each pair. */
static void add_scores(const struct panel *panel, int side, const double *x, double *sum,
                       uint32_t *count)
{
    for (size_t row = 0; row < panel->side[side].n_rows; row++) {
        const uint32_t pair = panel->pair[side][row];
        if (pair == NO_PAIR || is_missing(x[row]))
            continue;
        sum[pair] += x[row];
        count[pair]++;
    }
}

static void tell_apart(const struct panel *panel, int side, const double *x,
                       struct panel_values *out)
{
    for (size_t row = 0; row < panel->side[side].n_rows; row++) {
        if (is_missing(x[row]))
            continue;
        const uint32_t pair = panel->pair[side][row];
        const bool stays = pair != NO_PAIR && !is_missing(out->value[side][pair]);
        moments_add(stays ? &out->staying[side] : &out->other[side], x[row]);
    }
}

enum status panel_fill(const struct panel *panel, const double *x, const double *y,
                       struct arena *arena, struct panel_values *out, struct error *err)
{
    const double *const scores[2] = {x, y};
    uint32_t *count[2];
    *out = (struct panel_values){0};
    for (int side = 0; side < 2; side++) {
        out->value[side] = arena_array(arena, panel->n_pairs, double);
        count[side] = arena_array(arena, panel->n_pairs, uint32_t);
        if (out->value[side] == NULL || count[side] == NULL)
            return error_memory(err);
        add_scores(panel, side, scores[side], out->value[side], count[side]);
    }
    for (size_t i = 0; i < panel->n_pairs; i++) {
        const bool is_whole =
            count[0][i] == panel->n_units[0][i] && count[1][i] == panel->n_units[1][i];
        for (int side = 0; side < 2; side++)
            out->value[side][i] =
                is_whole ? out->value[side][i] / (double)panel->n_units[side][i] : MISSING;
        out->n += is_whole;
    }
    tell_apart(panel, 0, x, out);
    tell_apart(panel, 1, y, out);
    return OK;
}
