/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/cell.h"
#include "report/columns.h"
#include "report/extreme.h"
#include "report/kept_rows.h"
#include "report/sheet.h"
#include "report/sheet_agencies.h"

/* What the sentence says. */
struct told {
    size_t n_compared; /* comparisons with a p */
    size_t n_below;    /* whose adjusted p is below alpha */
    double alpha;
    const struct indicator *index,
        *grouping; /* of those the one with the largest epsilon squared */
    const struct figure *largest;
};

/* One index over the groups of one grouping. */
struct comparison {
    const struct indicator *index;
    const struct grouping *grouping;
    const char **levels;
    struct extreme low, high; /* among groups of a size that may be published */
};

static const struct figure *figure_about(struct draft *draft, const struct comparison *c,
                                         const char *measure)
{
    return draft_figure(draft, measure, c->index->code, c->grouping->of->code, NULL);
}

static void find_extremes(struct draft *draft, struct comparison *c)
{
    const int least = draft->report->wave->form->settings.min_cell;
    for (size_t i = 0; i < c->grouping->n_levels; i++) {
        const char *group =
            figure_level(draft->arena, c->grouping->of->code, c->grouping->names[i]);
        const struct figure *mean = draft_figure(draft, "index/mean", c->index->code, NULL, group);
        draft->is_out_of_memory |= group == NULL;
        if (mean == NULL || is_missing(mean->value) || is_missing(mean->n) || mean->n < least)
            continue;
        extreme_take(&c->low, mean, c->levels[i], EXTREME_LOWEST);
        extreme_take(&c->high, mean, c->levels[i], EXTREME_HIGHEST);
    }
}

/* Two cells: who is at that end, and the mean there. */
static void put_extreme(struct draft *draft, struct cell *cells, const struct extreme *extreme)
{
    if (extreme->figure == NULL) {
        cells[0] = cells[1] = cell_missing(CELL_NOT_AVAILABLE);
        return;
    }
    const char *names =
        extreme->n == 1 ? extreme->name
        : extreme->n == 2
            ? SAY(draft, TEXT_LIST, extreme->name, extreme->another_name)
            : SAY(draft, TEXT_DIFFERENCES_GROUPS, draft_count(draft, (double)extreme->n));
    cells[0] = cell_text_or(names, CELL_NOT_AVAILABLE);
    cells[1] = cell_value(extreme->figure);
}

static void tell(struct told *told, const struct comparison *c, const struct figure *p_holm,
                 const struct figure *epsilon)
{
    if (p_holm == NULL || is_missing(p_holm->value))
        return;
    told->n_compared++;
    if (!(p_holm->value < told->alpha) || epsilon == NULL || is_missing(epsilon->value))
        return;
    told->n_below++;
    if (told->largest != NULL && told->largest->value >= epsilon->value)
        return;
    told->largest = epsilon;
    told->index = c->index;
    told->grouping = c->grouping->of;
}

/* An adjusted p is a figure of its own; a small one is shown as other p are. */
static struct cell cell_of_p(const struct figure *p)
{
    struct cell cell = cell_value(p);
    if (cell.kind == CELL_NUMBER)
        cell.kind = CELL_P;
    return cell;
}

/* The rank test's p and its size follow from H, n and the number of groups. */
static void add_formulas(const struct kept_rows *rows, struct cell *cells)
{
    enum { N = 2, LEVELS, H = 6, H_P, EPSILON = 9 };
    struct draft *draft = rows->draft;
    if (!agencies_have_formulas(draft->report))
        return;
    const char *h = kept_rows_cell(rows, H);
    cells[H_P] = cell_with_formula(
        cells[H_P], draft_formula(draft, "CHIDIST(%s,%s-1)", h, kept_rows_cell(rows, LEVELS)));
    cells[EPSILON] = cell_with_formula(
        cells[EPSILON], draft_formula(draft, "%s/(%s-1)", h, kept_rows_cell(rows, N)));
}

static void put_comparison(struct kept_rows *rows, struct comparison *c, struct told *told)
{
    struct draft *draft = rows->draft;
    const struct figure *rank = figure_about(draft, c, "group_difference/kruskal_h");
    if (rank == NULL)
        return;
    const struct figure *welch = figure_about(draft, c, "group_difference/welch_f");
    const struct figure *p_holm = figure_about(draft, c, "group_difference/p_holm");
    const struct figure *epsilon = figure_about(draft, c, "group_difference/epsilon2");
    find_extremes(draft, c);
    tell(told, c, p_holm, epsilon);
    struct cell *cells = kept_rows_add(rows);
    cells[0] = cell_text(draft_indicator(draft, c->grouping->of));
    cells[1] = cell_text(draft_indicator(draft, c->index));
    cells[2] = cell_n(rank);
    cells[3] = cell_value(figure_about(draft, c, "group_difference/levels"));
    cells[4] = cell_value(welch);
    cells[5] = cell_p(welch);
    cells[6] = cell_value(rank);
    cells[7] = cell_p(rank);
    cells[8] = cell_of_p(p_holm);
    cells[9] = cell_value(epsilon);
    add_formulas(rows, cells);
    cells[10] = cell_beside(epsilon, epsilon == NULL ? MISSING : epsilon->low);
    cells[11] = cell_beside(epsilon, epsilon == NULL ? MISSING : epsilon->high);
    put_extreme(draft, cells + 12, &c->low);
    put_extreme(draft, cells + 14, &c->high);
    cells[16] = cell_id(epsilon);
}

static void put_grouping(struct kept_rows *rows, const struct grouping *grouping, struct told *told)
{
    const struct wave *wave = rows->draft->report->wave;
    const char **levels = draft_levels(rows->draft, grouping);
    for (size_t i = 0; i < wave->n_scores && levels != NULL; i++) {
        struct comparison c = {
            .index = wave->scores[i].index, .grouping = grouping, .levels = levels};
        put_comparison(rows, &c, told);
    }
}

static const char *sentence(struct draft *draft, const struct told *told)
{
    const char *alpha = draft_number(draft, told->alpha, 2);
    const char *n =
        SAY(draft, TEXT_DIFFERENCES_SENTENCE, draft_count(draft, (double)told->n_compared));
    if (told->largest == NULL)
        return draft_join(draft, n, SAY(draft, TEXT_DIFFERENCES_NONE_BELOW, alpha));
    const char *below =
        SAY(draft, TEXT_DIFFERENCES_BELOW, draft_count(draft, (double)told->n_below), alpha);
    const char *largest =
        SAY(draft, TEXT_DIFFERENCES_LARGEST, draft_indicator(draft, told->index),
            draft_indicator(draft, told->grouping), draft_estimate(draft, told->largest),
            draft_count(draft, told->largest->n));
    return draft_join(draft, draft_join(draft, n, below), largest);
}

static enum status build(struct draft *draft, struct table *table, struct error *err)
{
    static const struct column_text columns[] = {{TEXT_COLUMN_GROUPING, false, 40},
                                                 {TEXT_COLUMN_INDEX, false, 40},
                                                 {TEXT_COLUMN_N, true, 0},
                                                 {TEXT_COLUMN_LEVELS, true, 0},
                                                 {TEXT_COLUMN_WELCH, true, 0},
                                                 {TEXT_COLUMN_WELCH_P, true, 0},
                                                 {TEXT_COLUMN_KRUSKAL, true, 0},
                                                 {TEXT_COLUMN_KRUSKAL_P, true, 0},
                                                 {TEXT_COLUMN_KRUSKAL_P_HOLM, true, 0},
                                                 {TEXT_COLUMN_EPSILON2, true, 0},
                                                 {TEXT_COLUMN_LOW, true, 0},
                                                 {TEXT_COLUMN_HIGH, true, 0},
                                                 {TEXT_COLUMN_LOWEST_GROUP, false, 30},
                                                 {TEXT_COLUMN_LOWEST_MEAN, true, 0},
                                                 {TEXT_COLUMN_HIGHEST_GROUP, false, 30},
                                                 {TEXT_COLUMN_HIGHEST_MEAN, true, 0},
                                                 {TEXT_COLUMN_FIGURE, false, 0}};
    const struct wave *wave = draft->report->wave;
    struct told told = {.alpha = 1 - wave->form->settings.confidence};
    table->is_plain = true;
    draft_columns(draft, columns, COUNT(columns), table);
    struct kept_rows rows;
    TRY(kept_rows_open(draft, table, &rows, err));
    for (size_t i = 0; i < wave->n_groups; i++)
        put_grouping(&rows, &wave->groups[i], &told);
    table->sentence = sentence(draft, &told);
    table->note = draft_text(draft, TEXT_DIFFERENCES_NOTE);
    kept_rows_close(&rows, table);
    return OK;
}

static bool is_wanted(const struct report *report)
{
    return report->wave->scores != NULL &&
           report_has_figures(report, "group_difference/kruskal_h/");
}

const struct sheet sheet_differences = {.name = TEXT_SHEET_DIFFERENCES,
                                        .about = TEXT_ABOUT_DIFFERENCES,
                                        .is_wanted = is_wanted,
                                        .build = build};
