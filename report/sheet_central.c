/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/cell.h"
#include "report/columns.h"
#include "report/sheet.h"
#include "store/network.h"

#include <stdlib.h>

enum { MOST_ROWS = 20000, MOST_BARS = 10 };

/* Units of the network in the order of the rows; in the draft's arena. */
struct central {
    struct draft *draft;
    const struct network *network;
    uint32_t *unit;      /* n */
    const char **levels; /* what the departments are called; NULL: there are none */
    size_t n;
};

static double value_of(const struct network *network, enum network_measure measure, uint32_t unit)
{
    return network->measure[measure] == NULL ? MISSING : network->measure[measure][unit];
}

/* The larger first; a missing one last. */
static int descending(double x, double y)
{
    const bool has_x = !is_missing(x), has_y = !is_missing(y);
    if (!has_x || !has_y)
        return has_y - has_x;
    return (x < y) - (x > y);
}

/* Those named by most, then those through which most leads, then as in the register. */
static int by_place(const void *a, const void *b, void *context)
{
    const struct network *network = context;
    const uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    int order = descending(value_of(network, NETWORK_IN_DEGREE, x),
                           value_of(network, NETWORK_IN_DEGREE, y));
    if (order == 0)
        order = descending(value_of(network, NETWORK_BETWEENNESS, x),
                           value_of(network, NETWORK_BETWEENNESS, y));
    return order != 0 ? order : (x > y) - (x < y);
}

static const char *name_of(const struct central *c, uint32_t unit)
{
    return draft_outside(c->draft, c->network->name[unit]);
}

static struct cell count_cell(const struct central *c, enum network_measure measure, uint32_t unit)
{
    const double x = value_of(c->network, measure, unit);
    return is_missing(x) ? cell_missing(CELL_NOT_AVAILABLE) : cell_count(x);
}

static struct cell share_cell(double x)
{
    struct cell cell = cell_number(x, 2, CELL_NOT_AVAILABLE);
    if (cell.kind == CELL_NUMBER)
        cell.kind = CELL_SHARE;
    return cell;
}

static enum status write_row(void *context, size_t row, struct cell *cells, struct error *err)
{
    (void)err;
    const struct central *c = context;
    const struct network *network = c->network;
    const uint32_t unit = c->unit[row];
    *cells++ = cell_text_or(draft_outside(c->draft, network->key[unit]), CELL_NOT_AVAILABLE);
    *cells++ = cell_text_or(name_of(c, unit), CELL_NOT_AVAILABLE);
    *cells++ = cell_text(draft_text(c->draft, network->has_answered[unit] ? TEXT_YES : TEXT_NO));
    *cells++ = count_cell(c, NETWORK_IN_DEGREE, unit);
    *cells++ = count_cell(c, NETWORK_OUT_DEGREE, unit);
    *cells++ = share_cell(value_of(network, NETWORK_BETWEENNESS, unit));
    if (c->levels == NULL)
        return OK;
    const uint16_t level = network->department[unit];
    *cells++ = count_cell(c, NETWORK_ACROSS, unit);
    *cells++ = cell_number(value_of(network, NETWORK_EI, unit), 2, CELL_NOT_AVAILABLE);
    *cells = level == NO_LEVEL ? cell_missing(CELL_NOT_AVAILABLE)
                               : cell_text_or(c->levels[level], CELL_NOT_AVAILABLE);
    return OK;
}

static void make_columns(struct central *c, struct table *table)
{
    static const struct column_text measures[] = {{TEXT_COLUMN_NAME, false, 0},
                                                  {TEXT_COLUMN_TOLD, false, 0},
                                                  {TEXT_COLUMN_NAMED_BY, true, 0},
                                                  {TEXT_COLUMN_NAMES_MANY, true, 0},
                                                  {TEXT_COLUMN_BETWEENNESS, true, 20}};
    static const struct column_text across[] = {{TEXT_COLUMN_NAMES_ACROSS, true, 20},
                                                {TEXT_COLUMN_EI, true, 0}};
    struct draft *draft = c->draft;
    const char *key = draft->report->wave->form->settings.unit_key;
    draft_header_column(draft, draft_outside(draft, key), key, table);
    draft_columns(draft, measures, COUNT(measures), table);
    if (c->levels == NULL)
        return;
    const struct indicator *group = c->network->group->of;
    draft_columns(draft, across, COUNT(across), table);
    if (!draft->is_out_of_memory)
        table->columns[table->n_columns - 1].is_heat = true;
    draft_header_column(draft, draft_indicator(draft, group), group->code, table);
}

/* Through whom most leads; UINT32_MAX when nobody has a share. */
static uint32_t middle_of(const struct central *c)
{
    uint32_t best = UINT32_MAX;
    for (size_t i = 0; i < c->network->n; i++) {
        const double x = value_of(c->network, NETWORK_BETWEENNESS, c->unit[i]);
        if (x > 0 && (best == UINT32_MAX || x > value_of(c->network, NETWORK_BETWEENNESS, best)))
            best = c->unit[i];
    }
    return best;
}

static const char *sentence(const struct central *c)
{
    struct draft *draft = c->draft;
    const struct network *network = c->network;
    const uint32_t middle = middle_of(c);
    const char *text = SAY(draft, TEXT_CENTRAL_SENTENCE, name_of(c, c->unit[0]),
                           draft_count(draft, value_of(network, NETWORK_IN_DEGREE, c->unit[0])));
    if (middle != UINT32_MAX)
        text =
            draft_join(draft, text,
                       SAY(draft, TEXT_CENTRAL_SENTENCE_BETWEEN, name_of(c, middle),
                           draft_share(draft, value_of(network, NETWORK_BETWEENNESS, middle), 1)));
    return text;
}

/* Who is not in the table, or not with all it would have told. */
static const char *note(const struct central *c)
{
    struct draft *draft = c->draft;
    const struct network *network = c->network;
    size_t n_silent = 0;
    for (size_t i = 0; i < network->n; i++)
        n_silent += !network->has_answered[i];
    const char *text = "";
    if (n_silent > 0)
        text = SAY(draft, TEXT_CENTRAL_SENTENCE_UNANSWERED, draft_count(draft, (double)n_silent));
    if (c->n < network->n)
        text = draft_join(draft, text,
                          SAY(draft, TEXT_CENTRAL_SENTENCE_CUT, draft_count(draft, (double)c->n),
                              draft_count(draft, (double)network->n)));
    return text;
}

static void put_chart(const struct central *c, struct table *table)
{
    enum { NAME = 1, NAMED_BY = 3 };
    struct draft *draft = c->draft;
    const size_t n = c->n < MOST_BARS ? c->n : MOST_BARS;
    const char *sheet = draft_text(draft, TEXT_SHEET_CENTRAL);
    struct chart *chart = n < 2 ? NULL : draft_array(draft, 1, struct chart);
    if (chart == NULL)
        return;
    *chart = (struct chart){
        .kind = CHART_BARS,
        .title = draft_text(draft, TEXT_CENTRAL_CHART),
        .alt = SAY(draft, TEXT_CENTRAL_CHART_ALT, draft_count(draft, (double)n),
                   draft_header(draft, c->network->name[c->unit[0]]),
                   draft_count(draft, value_of(c->network, NETWORK_IN_DEGREE, c->unit[0])),
                   draft_header(draft, c->network->name[c->unit[n - 1]]),
                   draft_count(draft, value_of(c->network, NETWORK_IN_DEGREE, c->unit[n - 1]))),
        .x = {.title = draft_text(draft, TEXT_COLUMN_NAMED_BY)},
        .y = {.title = draft_text(draft, TEXT_COLUMN_NAME)},
        .series = {{.kind = SERIES_BARS,
                    .name = draft_text(draft, TEXT_COLUMN_NAMED_BY),
                    .x = {sheet, NAME, 0, n},
                    .y = {sheet, NAMED_BY, 0, n}}},
        .n_series = 1,
    };
    table->charts = chart;
    table->n_charts = 1;
}

static enum status build(struct draft *draft, struct table *table, struct error *err)
{
    const struct network *network = draft->report->wave->network;
    struct central *c = draft_array(draft, 1, struct central);
    if (c == NULL)
        return error_memory(err);
    *c = (struct central){.draft = draft,
                          .network = network,
                          .unit = draft_array(draft, network->n, uint32_t),
                          .n = network->n < MOST_ROWS ? network->n : MOST_ROWS};
    if (network->group != NULL)
        c->levels = draft_levels(draft, network->group);
    TRY(draft_status(draft, err));
    for (size_t i = 0; i < network->n; i++)
        c->unit[i] = (uint32_t)i;
    qsort_r(c->unit, network->n, sizeof *c->unit, by_place, (void *)(uintptr_t)network);
    make_columns(c, table);
    table->sentence = sentence(c);
    table->note = note(c);
    table->n_rows = c->n;
    table->row = write_row;
    table->context = c;
    put_chart(c, table);
    return OK;
}

static bool is_wanted(const struct report *report)
{
    const struct network *network = report->wave->network;
    return network != NULL && network->n > 0 && network->measure[NETWORK_IN_DEGREE] != NULL;
}

const struct sheet sheet_central = {.name = TEXT_SHEET_CENTRAL,
                                    .about = TEXT_ABOUT_CENTRAL,
                                    .is_review_only = true,
                                    .is_wanted = is_wanted,
                                    .build = build};
