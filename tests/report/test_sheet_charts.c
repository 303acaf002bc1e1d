/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every chart of every sheet of the made-up report: it can be drawn, from cells that are there and
   hold numbers. */
#include "report/book_check.h"
#include "report/sheet.h"
#include "tests/check.h"

#include "make_report.h"

#include <stdlib.h>

/* All cells of a table, row by row; freed by the caller's arena. */
static struct cell *read_cells(struct arena *arena, const struct table *table)
{
    struct cell *cells = arena_array(arena, table->n_rows * table->n_columns, struct cell);
    struct error err = {0};
    if (cells == NULL)
        abort();
    memset(cells, 0, table->n_rows * table->n_columns * sizeof *cells);
    for (size_t row = 0; row < table->n_rows; row++)
        CHECK(table->row(table->context, row, cells + row * table->n_columns, &err) == OK, "%s",
              err.text);
    return cells;
}

/* Whether the stretch lies in the table and holds numbers, or names. */
static bool is_sound(const struct table *table, const struct cell *cells, struct stretch s,
                     bool may_be_names)
{
    if (strcmp(s.sheet, table->sheet) != 0)
        return true; /* of a sheet of its own */
    if (s.column >= table->n_columns || s.first + s.n > table->n_rows)
        return false;
    for (size_t i = 0; i < s.n; i++) {
        const struct cell *cell = &cells[(s.first + i) * table->n_columns + s.column];
        if (!cell_is_number(cell->kind) && !(may_be_names && cell->kind == CELL_TEXT))
            return false;
    }
    return true;
}

static void check_chart(const struct table *table, const struct cell *cells,
                        const struct chart *chart)
{
    const bool has_names = chart->kind != CHART_SCATTER && chart->kind != CHART_RANKS;
    const char *fault = book_chart_fault(chart);
    CHECK(fault == NULL, "%s, '%s' %s", table->sheet, chart->title, fault);
    for (size_t i = 0; i < chart->n_series; i++) {
        const struct series *series = &chart->series[i];
        CHECK(is_sound(table, cells, series->x, has_names) &&
                  is_sound(table, cells, series->y, false) &&
                  (series->down.n == 0 || (is_sound(table, cells, series->down, false) &&
                                           is_sound(table, cells, series->up, false))),
              "%s, '%s', series %zu", table->sheet, chart->title, i);
    }
}

/* Checks the charts of one sheet; returns their number. */
static size_t check_sheet(const struct report *report, const struct sheet *sheet)
{
    struct arena arena = {0};
    struct draft draft = {.report = report, .arena = &arena};
    struct table table = {0};
    struct error err = {0};
    if (sheet_is_wanted(sheet, &draft)) {
        CHECK(sheet_build(sheet, &draft, &table, &err) == OK, "%s", err.text);
        const struct cell *cells = table.n_charts == 0 ? NULL : read_cells(&arena, &table);
        for (size_t i = 0; i < table.n_charts; i++)
            check_chart(&table, cells, &table.charts[i]);
        table_close(&table);
    }
    const size_t n = table.n_charts;
    arena_release(&arena);
    return n;
}

static size_t check_sheets(const struct report *report)
{
    size_t n = 0, n_charts = 0;
    const struct sheet *const *all = sheets(report, &n);
    for (size_t i = 0; i < n; i++)
        n_charts += check_sheet(report, all[i]);
    return n_charts;
}

static void charts_draw_from_numbers(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct report report;
    make_report(&arena, LANGUAGE_SV, &report);
    for (int language = 0; language < LANGUAGE_COUNT; language++) {
        report.language = (enum language)language;
        report.profile = PROFILE_REVIEW;
        const size_t n = check_sheets(&report);
        CHECK(n >= 5, "%zu charts", n);
        report.profile = PROFILE_PUBLISH;
        CHECK(check_sheets(&report) < n, "%zu charts without units", n);
    }
    drop_report(&report);
    arena_release(&arena);
}

static struct figure *find(const struct report *report, const char *id)
{
    for (size_t i = 0; i < report->figures->n; i++)
        if (strcmp(report->figures->list[i].id, id) == 0)
            return &report->figures->list[i];
    return NULL;
}

/* What is withheld is in no chart, and a chart of what is left stays sound. */
static void withheld_figures_are_not_drawn(void **state)
{
    (void)state;
    static const struct {
        const char *id;
        const struct sheet *sheet;
        size_t before, after;
    } cases[] = {
        {"index/mean/NYTTA", &sheet_index_charts, 2, 0},
        {"share/band/INCITAMENT|band=L%C3%A5g", &sheet_index_charts, 2, 1},
        {"item/share/a1|choice=no", &sheet_answer_charts, 1, 0},
        {"trend/mean/INCITAMENT|wave=2021", &sheet_trend_levels, 1, 0},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct arena arena = {0};
        struct report report;
        make_report(&arena, LANGUAGE_EN, &report);
        CHECK(check_sheet(&report, cases[i].sheet) == cases[i].before, "%s: before", cases[i].id);
        struct figure *figure = find(&report, cases[i].id);
        CHECK(figure != NULL, "%s", cases[i].id);
        if (figure != NULL)
            figure->status = "c";
        const size_t n = check_sheet(&report, cases[i].sheet);
        CHECK(n == cases[i].after, "%s: %zu charts", cases[i].id, n);
        drop_report(&report);
        arena_release(&arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(charts_draw_from_numbers),
        TEST(withheld_figures_are_not_drawn),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
