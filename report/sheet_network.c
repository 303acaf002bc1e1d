/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/cell.h"
#include "report/columns.h"
#include "report/extreme.h"
#include "report/kept_rows.h"
#include "report/sheet.h"
#include "report/sheet_agencies.h"
#include "store/network.h"

/* A matrix that is wider than this cannot be read (analysis/network.h makes no figures of it). */
enum { MOST_LEVELS = 60 };

/* Columns; after them one for each department, and the id of the figure. */
enum { DEPARTMENT, TIES, EI, EXPECTED, P, FIRST_SHARE };

struct network_table {
    struct draft *draft;
    const struct grouping *group;
    const char *code;
    const char **names; /* of the levels, as shown */
    struct kept_rows rows;
    struct extreme lowest, highest;
    size_t n_bars; /* departments with an E-I index; they come first */
};

static const struct figure *figure_of_level(struct network_table *t, const char *measure,
                                            size_t level)
{
    struct draft *draft = t->draft;
    const char *group = figure_level(draft->arena, t->code, t->group->names[level]);
    draft->is_out_of_memory |= group == NULL;
    return group == NULL ? NULL : draft_figure(draft, measure, t->code, NULL, group);
}

static const struct figure *figure_of_pair(struct network_table *t, size_t from, size_t to)
{
    struct draft *draft = t->draft;
    const char *a = figure_level(draft->arena, t->code, t->group->names[from]);
    const char *b = figure_level(draft->arena, "to", t->group->names[to]);
    const char *both = a == NULL || b == NULL ? NULL : arena_print(draft->arena, "%s;%s", a, b);
    draft->is_out_of_memory |= both == NULL;
    return both == NULL ? NULL : draft_figure(draft, "network/share", t->code, NULL, both);
}

static void put_ei(const struct network_table *t, struct cell *cells, const struct figure *ei,
                   const struct figure *expected)
{
    cells[TIES] = cell_n(ei);
    cells[EI] = cell_value(ei);
    cells[EXPECTED] = cell_value(expected);
    cells[P] = cell_p(ei);
    cells[FIRST_SHARE + t->group->n_levels] = cell_id(ei);
}

static void put_level(struct network_table *t, size_t level, const struct figure *ei)
{
    struct cell *cells = kept_rows_add(&t->rows);
    cells[DEPARTMENT] = cell_text_or(t->names[level], CELL_NOT_AVAILABLE);
    put_ei(t, cells, ei, figure_of_level(t, "network/ei_expected", level));
    for (size_t to = 0; to < t->group->n_levels; to++)
        cells[FIRST_SHARE + to] = cell_value(figure_of_pair(t, level, to));
    /* (external - internal) / all, of shares that add up to 1 */
    if (agencies_have_formulas(t->draft->report) && cell_is_number(cells[FIRST_SHARE + level].kind))
        cells[EI] = cell_with_formula(
            cells[EI],
            draft_formula(t->draft, "1-2*%s", kept_rows_cell(&t->rows, FIRST_SHARE + level)));
}

static bool has_value(const struct figure *figure)
{
    return figure != NULL && !is_missing(figure->value);
}

/* Those with an index first, for the chart draws from them. */
static void put_levels(struct network_table *t)
{
    for (int is_last = 0; is_last < 2; is_last++)
        for (size_t level = 0; level < t->group->n_levels; level++) {
            const struct figure *ei = figure_of_level(t, "network/ei", level);
            if (has_value(ei) == (is_last == 1))
                continue;
            put_level(t, level, ei);
            if (!has_value(ei))
                continue;
            t->n_bars++;
            extreme_take(&t->lowest, ei, t->names[level], EXTREME_LOWEST);
            extreme_take(&t->highest, ei, t->names[level], EXTREME_HIGHEST);
        }
}

static void put_all(struct network_table *t)
{
    struct cell *cells = kept_rows_add(&t->rows);
    struct draft *draft = t->draft;
    cells[DEPARTMENT] = cell_text(draft_text(draft, TEXT_NETWORK_ALL));
    put_ei(t, cells, draft_figure(draft, "network/ei", t->code, NULL, NULL),
           draft_figure(draft, "network/ei_expected", t->code, NULL, NULL));
    for (size_t to = 0; to < t->group->n_levels; to++)
        cells[FIRST_SHARE + to] = cell_missing(CELL_NOT_APPLICABLE);
}

static const char *number_of(struct draft *draft, const struct figure *figure, int decimals)
{
    return has_value(figure) ? draft_number(draft, figure->value, decimals) : "–";
}

static const char *sentence(struct network_table *t)
{
    struct draft *draft = t->draft;
    const struct network *network = draft->report->wave->network;
    const struct figure *answered = draft_figure(draft, "network/answered", NULL, NULL, NULL);
    const struct figure *confirmed = draft_figure(draft, "network/confirmed", NULL, NULL, NULL);
    const struct figure *ei = draft_figure(draft, "network/ei", t->code, NULL, NULL);
    const struct figure *expected = draft_figure(draft, "network/ei_expected", t->code, NULL, NULL);
    const char *text =
        SAY(draft, TEXT_NETWORK_SENTENCE, number_of(draft, answered, 0),
            draft_count(draft, (double)network->n), draft_count(draft, (double)network->n_ties),
            has_value(confirmed) ? draft_share(draft, confirmed->value, 0) : "–");
    if (has_value(ei))
        text = draft_join(draft, text,
                          SAY(draft, TEXT_NETWORK_SENTENCE_EI, number_of(draft, ei, 2),
                              number_of(draft, expected, 2)));
    if (t->lowest.n == 1)
        text = draft_join(draft, text,
                          SAY(draft, TEXT_NETWORK_SENTENCE_SILO, t->lowest.name,
                              number_of(draft, t->lowest.figure, 2)));
    return text;
}

static struct stretch stretch_of(const struct network_table *t, size_t column)
{
    return (struct stretch){draft_text(t->draft, TEXT_SHEET_NETWORK), column, 1, t->n_bars};
}

/* The departments' indices as bars; the row of all stands above them. */
static void put_chart(struct network_table *t, struct table *table)
{
    struct draft *draft = t->draft;
    struct chart *chart = t->n_bars < 2 ? NULL : draft_array(draft, 1, struct chart);
    if (chart == NULL)
        return;
    *chart = (struct chart){
        .kind = CHART_BARS,
        .title = draft_text(draft, TEXT_NETWORK_CHART),
        .alt = SAY(draft, TEXT_NETWORK_CHART_ALT, draft_count(draft, (double)t->n_bars),
                   t->lowest.name, number_of(draft, t->lowest.figure, 2), t->highest.name,
                   number_of(draft, t->highest.figure, 2)),
        .x = {.title = draft_text(draft, TEXT_COLUMN_EI),
              .has_range = true,
              .low = -1,
              .high = 1,
              .decimals = 1},
        .y = {.title = draft_header(draft, draft_indicator(draft, t->group->of))},
        .series = {{.kind = SERIES_BARS,
                    .name = draft_text(draft, TEXT_COLUMN_EI),
                    .x = stretch_of(t, DEPARTMENT),
                    .y = stretch_of(t, EI)}},
        .n_series = 1,
    };
    table->charts = chart;
    table->n_charts = 1;
}

static void make_columns(struct network_table *t, struct table *table)
{
    static const struct column_text columns[] = {
        [TIES - 1] = {TEXT_COLUMN_TIES, true, 0},
        [EI - 1] = {TEXT_COLUMN_EI, true, 0},
        [EXPECTED - 1] = {TEXT_COLUMN_EI_EXPECTED, true, 24},
        [P - 1] = {TEXT_COLUMN_P, true, 0},
    };
    static const struct column_text last[] = {{TEXT_COLUMN_FIGURE, false, 0}};
    struct draft *draft = t->draft;
    draft_header_column(draft, draft_indicator(draft, t->group->of), t->code, table);
    draft_columns(draft, columns, COUNT(columns), table);
    for (size_t to = 0; to < t->group->n_levels; to++)
        draft_number_column(draft, SAY(draft, TEXT_COLUMN_TO, t->names[to]), t->group->names[to],
                            table);
    for (size_t i = 0; !draft->is_out_of_memory && i < table->n_columns; i++)
        table->columns[i].is_heat = i == EI || i >= FIRST_SHARE;
    draft_columns(draft, last, COUNT(last), table);
}

static enum status build(struct draft *draft, struct table *table, struct error *err)
{
    const struct grouping *group = draft->report->wave->network->group;
    struct network_table t = {.draft = draft,
                              .group = group,
                              .code = group->of->code,
                              .names = draft_levels(draft, group)};
    TRY(draft_status(draft, err));
    make_columns(&t, table);
    TRY(kept_rows_open(draft, table, &t.rows, err));
    put_all(&t);
    put_levels(&t);
    table->sentence = sentence(&t);
    table->note = draft_text(draft, TEXT_NETWORK_NOTE);
    put_chart(&t, table);
    kept_rows_close(&t.rows, table);
    return OK;
}

static bool is_wanted(const struct report *report)
{
    const struct network *network = report->wave->network;
    return network != NULL && network->group != NULL && network->group->n_levels > 0 &&
           network->group->n_levels <= MOST_LEVELS;
}

const struct sheet sheet_network = {.name = TEXT_SHEET_NETWORK,
                                    .about = TEXT_ABOUT_NETWORK,
                                    .is_wanted = is_wanted,
                                    .build = build};
