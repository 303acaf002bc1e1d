/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/agency_part.h"
#include "report/cell.h"
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

/* How many indices have risen and fallen since the year before. */
struct course {
    size_t n, n_up, n_down;
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

static const char *sentence(struct draft *draft, const struct course *course)
{
    static const enum text without[] = {
        [PAST_THERE] = TEXT_AGENCY_YEARS_NOTHING,
        [PAST_SILENT] = TEXT_AGENCY_PAST_SILENT,
        [PAST_RESTRUCTURED] = TEXT_AGENCY_PAST_RESTRUCTURED,
    };
    const struct feedback_year *year = agency_last_year(draft->report);
    const char *since = trend_year_text(draft, year->year);
    if (course->n == 0)
        return SAY(draft, without[year->past], since);
    return SAY(draft, TEXT_AGENCY_YEARS_SENTENCE, since, draft_count(draft, (double)course->n),
               draft_count(draft, (double)course->n_up),
               draft_count(draft, (double)course->n_down));
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
    const struct report *report = draft->report;
    struct course course = {0};
    table->is_plain = true;
    draft_columns(draft, columns, COUNT(columns), table);
    struct kept_rows rows;
    TRY(kept_rows_open(draft, table, &rows, err));
    for (size_t s = 0; s < report->wave->n_scores; s++)
        for (size_t i = report->feedback->n_years; i-- > 0;)
            put(&rows, s, &report->feedback->years[i], &course);
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
