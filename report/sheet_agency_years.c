/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/agency_part.h"
#include "report/cell.h"
#include "report/chart_parts.h"
#include "report/columns.h"
#include "report/comparability.h"
#include "report/kept_rows.h"
#include "report/sheet.h"
#include "report/trend_years.h"

#include <math.h>

enum {
    INDEX,
    SINCE,
    SCORE_THEN,
    SCORE_NOW,
    QUESTIONS,
    COMMON_THEN,
    COMMON_NOW,
    CHANGE,
    COMPARABLE,
    CHANGE_OF_ALL,
    COLUMN_COUNT
};

/* Whether there was such an index then. */
static bool was_there(struct draft *draft, size_t s, const struct feedback_year *year)
{
    const struct indicator *index = draft->report->wave->scores[s].index;
    return !is_missing(year->score[s]) ||
           comparability_figure(draft, index, year->year, "trend/change") != NULL;
}

/* How many indices have risen and fallen since the year before. */
struct course {
    size_t n, n_up, n_down;
    size_t n_new; /* that no earlier year has */
};

/* The change of the mean of all since then, on the questions that both years have. */
static struct cell change_of_all(struct draft *draft, const struct indicator *index, int since)
{
    const char *group = trend_year_group(draft, "since", since);
    const char *common = arena_print(draft->arena, "%s;questions=common", group);
    draft->is_out_of_memory |= common == NULL;
    if (common == NULL)
        return cell_missing(CELL_NOT_AVAILABLE);
    return agency_figure(draft, draft_figure(draft, "trend/change", index->code, NULL, common));
}

/* What can be told only where the two years are compared. */
static void put_compared(struct draft *draft, size_t s, const struct feedback_year *year,
                         struct cell *cells)
{
    const struct indicator *index = draft->report->wave->scores[s].index;
    const int decimals = agency_decimals(index);
    cells[QUESTIONS] = cell_text(comparability_text(draft, index, year->year, false));
    cells[COMPARABLE] = cell_text(comparability_text(draft, index, year->year, true));
    cells[CHANGE_OF_ALL] = change_of_all(draft, index, year->year);
    if (year->past != PAST_THERE)
        return;
    cells[COMMON_THEN] = cell_number(year->then[s], decimals, CELL_NOT_AVAILABLE);
    cells[COMMON_NOW] = cell_number(year->now[s], decimals, CELL_NOT_AVAILABLE);
    cells[CHANGE] = cell_number(year->now[s] - year->then[s], decimals, CELL_NOT_AVAILABLE);
}

static void put(struct kept_rows *rows, size_t s, const struct feedback_year *year,
                struct course *course)
{
    struct draft *draft = rows->draft;
    const struct indicator *index = draft->report->wave->scores[s].index;
    struct cell *cells = kept_rows_add(rows);
    for (size_t i = 0; i < COLUMN_COUNT; i++)
        cells[i] = cell_missing(CELL_NOT_APPLICABLE);
    cells[INDEX] = cell_text(draft_indicator(draft, index));
    cells[SINCE] = cell_text(trend_year_text(draft, year->year));
    cells[SCORE_NOW] = agency_score(draft, s);
    if (year->past == PAST_THERE)
        cells[SCORE_THEN] = cell_number(year->score[s], agency_decimals(index), CELL_NOT_AVAILABLE);
    if (year->is_compared)
        put_compared(draft, s, year, cells);
    if (year != agency_last_year(draft->report) || !cell_is_number(cells[CHANGE].kind))
        return;
    course->n++;
    course->n_up += cells[CHANGE].number > 0;
    course->n_down += cells[CHANGE].number < 0;
}

/* Whether the chart shows the row: of an index at the top on 0-100, since the latest year. */
static bool is_drawn(const struct draft *draft, size_t s, const struct feedback_year *year)
{
    const struct indicator *index = draft->report->wave->scores[s].index;
    return year == agency_last_year(draft->report) && year->past == PAST_THERE &&
           index->parent == NULL && index->is_percent_scale && !is_missing(year->then[s]) &&
           !is_missing(year->now[s]);
}

/* Those that the chart shows, or all others. Returns how many. */
static size_t put_rows(struct kept_rows *rows, bool are_drawn, struct course *course)
{
    const struct report *report = rows->draft->report;
    const size_t before = rows->n;
    for (size_t s = 0; s < report->wave->n_scores; s++)
        for (size_t i = report->feedback->n_years; i-- > 0;) {
            const struct feedback_year *year = &report->feedback->years[i];
            if (was_there(rows->draft, s, year) && is_drawn(rows->draft, s, year) == are_drawn)
                put(rows, s, year, course);
        }
    return rows->n - before;
}

static size_t count_new(struct draft *draft)
{
    const struct feedback *feedback = draft->report->feedback;
    size_t n = 0;
    for (size_t s = 0; s < draft->report->wave->n_scores; s++) {
        bool is_new = true;
        for (size_t i = 0; i < feedback->n_years; i++)
            is_new &= !was_there(draft, s, &feedback->years[i]);
        n += is_new;
    }
    return n;
}

/* "Mognad from 62.5 to 39.8", of each. */
static const char *alt(struct draft *draft, const char *since, size_t n)
{
    const struct feedback_year *year = agency_last_year(draft->report);
    const char *list = "";
    for (size_t s = 0; s < draft->report->wave->n_scores; s++)
        if (is_drawn(draft, s, year))
            list = alt_list(draft, list,
                            SAY(draft, TEXT_AGENCY_YEARS_ALT_ONE,
                                draft_indicator(draft, draft->report->wave->scores[s].index),
                                draft_number(draft, year->then[s], 1),
                                draft_number(draft, year->now[s], 1)));
    return SAY(draft, TEXT_AGENCY_YEARS_ALT, draft_count(draft, (double)n), since,
               draft_year(draft), list);
}

static void add_chart(struct draft *draft, struct table *table, size_t n)
{
    const char *since = trend_year_text(draft, agency_last_year(draft->report)->year);
    const struct agency_bars bars = {
        .title =
            SAY(draft, TEXT_AGENCY_YEARS_CHART, draft_header(draft, draft->report->feedback->name)),
        .alt = alt(draft, since, n),
        .own_name = draft_year(draft),
        .other_name = since,
        .own = COMMON_NOW,
        .other = COMMON_THEN,
        .n = n,
    };
    table->charts = draft_array(draft, 1, struct chart);
    if (table->charts != NULL)
        table->charts[table->n_charts++] = agency_bar_chart(draft, table, &bars);
}

static const char *sentence(struct draft *draft, const struct course *course)
{
    static const enum text without[] = {
        [PAST_THERE] = TEXT_AGENCY_YEARS_NOTHING,
        [PAST_SILENT] = TEXT_AGENCY_PAST_SILENT,
        [PAST_RESTRUCTURED] = TEXT_AGENCY_PAST_RESTRUCTURED,
    };
    const struct feedback_year *year = agency_last_year(draft->report);
    const char *since = trend_year_text(draft, year->year);
    const char *text = course->n == 0 ? SAY(draft, without[year->past], since)
                                      : SAY(draft, TEXT_AGENCY_YEARS_SENTENCE, since,
                                            draft_count(draft, (double)course->n),
                                            draft_count(draft, (double)course->n_up),
                                            draft_count(draft, (double)course->n_down));
    if (course->n_new == 0)
        return text;
    return draft_join(draft, text,
                      SAY(draft, TEXT_AGENCY_YEARS_NEW, draft_count(draft, (double)course->n_new)));
}

/* Where no index was there: a table wants a row. */
static void put_nothing(struct kept_rows *rows)
{
    struct cell *cells = kept_rows_add(rows);
    for (size_t i = 0; i < COLUMN_COUNT; i++)
        cells[i] = cell_missing(CELL_NOT_APPLICABLE);
}

static enum status build(struct draft *draft, struct table *table, struct error *err)
{
    static const struct column_text columns[] = {
        [INDEX] = {TEXT_COLUMN_INDEX, false, 40},
        [SINCE] = {TEXT_COLUMN_SINCE, false, 0},
        [SCORE_THEN] = {TEXT_COLUMN_OWN_THEN, true, 0},
        [SCORE_NOW] = {TEXT_COLUMN_OWN_NOW, true, 0},
        [QUESTIONS] = {TEXT_COLUMN_OWN_BREAK, false, 40},
        [COMMON_THEN] = {TEXT_COLUMN_COMMON_THEN, true, 0},
        [COMMON_NOW] = {TEXT_COLUMN_COMMON_NOW, true, 0},
        [CHANGE] = {TEXT_COLUMN_COMMON_CHANGE, true, 0},
        [COMPARABLE] = {TEXT_COLUMN_OWN_COMMON, false, 40},
        [CHANGE_OF_ALL] = {TEXT_COLUMN_COMMON_ALL, true, 0},
    };
    _Static_assert(COUNT(columns) == COLUMN_COUNT, "every column needs a header");
    struct course course = {.n_new = count_new(draft)};
    draft_columns(draft, columns, COUNT(columns), table);
    struct kept_rows rows;
    TRY(kept_rows_open(draft, table, &rows, err));
    const size_t n_drawn = put_rows(&rows, true, &course);
    put_rows(&rows, false, &course);
    if (rows.n == 0)
        put_nothing(&rows);
    if (n_drawn > 0)
        add_chart(draft, table, n_drawn);
    table->sentence = sentence(draft, &course);
    kept_rows_close(&rows, table);
    return OK;
}

static bool is_wanted(const struct report *report)
{
    return report->wave->n_scores > 0 && agency_last_year(report) != NULL;
}

const struct sheet sheet_agency_years = {.name = TEXT_SHEET_AGENCY_YEARS,
                                         .about = TEXT_ABOUT_AGENCY_YEARS,
                                         .part = PART_RESULTS,
                                         .is_wanted = is_wanted,
                                         .build = build};
