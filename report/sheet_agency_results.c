/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/agency_part.h"
#include "report/cell.h"
#include "report/columns.h"
#include "report/kept_rows.h"
#include "report/sheet.h"
#include "report/sheet_ranks.h"

/* How many indices stand above and below the mean of all, and the one furthest from it either way.
 */
struct outlook {
    size_t n, n_above, n_below;
    size_t highest, lowest; /* scores */
    double most, least;     /* their differences */
};

static void look(struct outlook *outlook, size_t s, const struct cell *difference)
{
    if (!cell_is_number(difference->kind))
        return;
    const double x = difference->number;
    if (outlook->n == 0 || x > outlook->most) {
        outlook->most = x;
        outlook->highest = s;
    }
    if (outlook->n == 0 || x < outlook->least) {
        outlook->least = x;
        outlook->lowest = s;
    }
    outlook->n++;
    outlook->n_above += x > 0;
    outlook->n_below += x < 0;
}

/* "12 (8–19)", or the rank alone. */
static struct cell rank_cell(struct draft *draft, const struct score *score)
{
    const size_t row = draft->report->feedback->row;
    if (score->rank == NULL || score->rank[row] == 0)
        return cell_missing(CELL_NOT_AVAILABLE);
    if (ranks_have_interval(score) && ranks_has_row(score, row))
        return cell_text(ranks_interval(draft, score, row));
    return cell_text(draft_count(draft, score->rank[row]));
}

/* Since the year before, on the questions that both have. */
static struct cell change_cell(const struct draft *draft, size_t s)
{
    const struct feedback_year *year = agency_last_year(draft->report);
    if (year == NULL || year->past != PAST_THERE)
        return cell_missing(CELL_NOT_APPLICABLE);
    return cell_number(year->now[s] - year->then[s],
                       agency_decimals(draft->report->wave->scores[s].index), CELL_NOT_AVAILABLE);
}

static const char *parent_of(struct draft *draft, const struct indicator *index)
{
    return index->parent == NULL ? "" : draft_indicator(draft, index->parent);
}

static void put_index(struct kept_rows *rows, size_t s, struct outlook *outlook)
{
    struct draft *draft = rows->draft;
    const struct report *report = draft->report;
    const struct score *score = &report->wave->scores[s];
    const size_t group = agency_main_group(report);
    struct cell *cells = kept_rows_add(rows);
    *cells++ = cell_text(draft_indicator(draft, score->index));
    *cells++ = cell_text_or(parent_of(draft, score->index), CELL_NOT_APPLICABLE);
    *cells++ = agency_score(draft, s);
    *cells++ = agency_band(draft, s);
    *cells++ = rank_cell(draft, score);
    *cells++ = agency_mean_n(draft, s, FEEDBACK_ALL);
    *cells++ = agency_mean(draft, s, FEEDBACK_ALL);
    *cells = agency_difference(draft, s, FEEDBACK_ALL);
    look(outlook, s, cells++);
    if (group != FEEDBACK_ALL) {
        *cells++ = agency_mean(draft, s, group);
        *cells++ = agency_difference(draft, s, group);
    }
    if (agency_last_year(report) != NULL)
        *cells++ = change_cell(draft, s);
    *cells++ = cell_count(score->answered[report->feedback->row]);
    *cells = cell_count((double)score->n_items);
}

static void make_columns(struct draft *draft, struct table *table)
{
    static const struct column_text first[] = {
        {TEXT_COLUMN_INDEX, false, 40},   {TEXT_COLUMN_PART_OF, false, 30},
        {TEXT_COLUMN_OWN_SCORE, true, 0}, {TEXT_COLUMN_OWN_BAND, false, 0},
        {TEXT_COLUMN_OWN_RANK, false, 0}, {TEXT_COLUMN_RANKED, true, 0},
        {TEXT_COLUMN_MEAN_ALL, true, 0},  {TEXT_COLUMN_FROM_ALL, true, 0}};
    static const struct column_text last[] = {{TEXT_COLUMN_OWN_ANSWERED, true, 0},
                                              {TEXT_COLUMN_ITEMS, true, 0}};
    const struct report *report = draft->report;
    const size_t group = agency_main_group(report);
    const struct feedback_year *year = agency_last_year(report);
    draft_columns(draft, first, COUNT(first), table);
    if (group != FEEDBACK_ALL) {
        const char *label = agency_group_label(draft, group);
        draft_number_column(draft, SAY(draft, TEXT_COLUMN_MEAN_GROUP, label), "mean", table);
        draft_number_column(draft, SAY(draft, TEXT_COLUMN_FROM_GROUP, label), "group", table);
    }
    if (year != NULL) {
        const char *since = arena_print(draft->arena, "%d", year->year);
        draft->is_out_of_memory |= since == NULL;
        draft_number_column(draft, SAY(draft, TEXT_COLUMN_OWN_CHANGE, since == NULL ? "" : since),
                            "change", table);
    }
    draft_columns(draft, last, COUNT(last), table);
}

/* "Furthest above: Digital inclusion (+20.9)." */
static const char *extreme(struct draft *draft, enum text id, size_t s, double difference)
{
    const struct indicator *index = draft->report->wave->scores[s].index;
    return SAY(draft, id, draft_indicator(draft, index),
               agency_signed(draft, difference, agency_decimals(index)));
}

static const char *sentence(struct draft *draft, const struct outlook *outlook)
{
    if (outlook->n == 0)
        return draft_text(draft, TEXT_AGENCY_RESULTS_NONE);
    const char *text = SAY(
        draft, TEXT_AGENCY_RESULTS_SENTENCE, draft_count(draft, (double)outlook->n),
        draft_count(draft, (double)outlook->n_above), draft_count(draft, (double)outlook->n_below));
    if (outlook->n_above > 0)
        text =
            draft_join(draft, text,
                       extreme(draft, TEXT_AGENCY_RESULTS_ABOVE, outlook->highest, outlook->most));
    if (outlook->n_below > 0)
        text =
            draft_join(draft, text,
                       extreme(draft, TEXT_AGENCY_RESULTS_BELOW, outlook->lowest, outlook->least));
    return text;
}

static enum status build(struct draft *draft, struct table *table, struct error *err)
{
    struct outlook outlook = {0};
    make_columns(draft, table);
    struct kept_rows rows;
    TRY(kept_rows_open(draft, table, &rows, err));
    for (size_t s = 0; s < draft->report->wave->n_scores; s++)
        put_index(&rows, s, &outlook);
    table->sentence = sentence(draft, &outlook);
    kept_rows_close(&rows, table);
    return OK;
}

static bool is_wanted(const struct report *report)
{
    return report->wave->n_scores > 0;
}

const struct sheet sheet_agency_results = {.name = TEXT_SHEET_AGENCY_RESULTS,
                                           .about = TEXT_ABOUT_AGENCY_RESULTS,
                                           .part = PART_RESULTS,
                                           .is_wanted = is_wanted,
                                           .build = build};
