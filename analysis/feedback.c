/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/feedback.h"

#include "analysis/panel.h"
#include "store/network.h"

#include <math.h>
#include <string.h>

/* --- what may be shown -------------------------------------------------------------------------
 */

enum { MOST_SETS = 1 + FEEDBACK_GROUPINGS, MOST_KINDS = 1 << MOST_SETS };

/* Other units that are in the same of the sets, all and the groups of one unit: a bit each. */
struct kind {
    unsigned mask;
    size_t n;
};

struct sets {
    const struct wave *wave;
    const struct figures *figures;
    struct arena *ids;            /* scratch */
    bool is_out_of_memory;        /* an id could not be made */
    size_t least;                 /* min_cell */
    size_t n;                     /* 1 + n_groups, at most MOST_SETS */
    struct kind kind[MOST_KINDS]; /* n_kinds: those that occur */
    size_t n_kinds;
};

static unsigned mask_of(const struct sets *sets, size_t own, size_t row)
{
    unsigned mask = 1;
    for (size_t set = 1; set < sets->n; set++) {
        const uint16_t *level = sets->wave->groups[set - 1].level;
        if (level[own] != NO_LEVEL && level[row] == level[own])
            mask |= 1U << set;
    }
    return mask;
}

static void count_kinds(struct sets *sets, const struct score *score, size_t own)
{
    size_t count[MOST_KINDS] = {0};
    for (size_t row = 0; row < sets->wave->n_rows; row++)
        if (row != own && !is_missing(score->value[row]))
            count[mask_of(sets, own, row)]++;
    sets->n_kinds = 0;
    for (unsigned mask = 0; mask < MOST_KINDS; mask++)
        if (count[mask] > 0)
            sets->kind[sets->n_kinds++] = (struct kind){mask, count[mask]};
}

/* Over how many others the totals of some sets less those of others go; counted no further than to
   sets->least. */
static size_t count_told(const struct sets *sets, unsigned plus, unsigned minus)
{
    size_t n = 0;
    for (size_t i = 0; i < sets->n_kinds && n < sets->least; i++) {
        const unsigned mask = sets->kind[i].mask;
        if (__builtin_popcount(mask & plus) != __builtin_popcount(mask & minus))
            n += sets->kind[i].n;
    }
    return n;
}

/* The set with every choice of the shown ones added, left out or taken away. */
static bool tells_too_much(const struct sets *sets, size_t set, const bool *is_withheld)
{
    size_t shown[MOST_SETS], n_shown = 0, n_choices = 1;
    for (size_t other = 0; other < set; other++)
        if (!is_withheld[other]) {
            shown[n_shown++] = other;
            n_choices *= 3;
        }
    if (count_told(sets, 1U << set, 0) < sets->least)
        return true;
    for (size_t choice = 1; choice < n_choices; choice++) {
        unsigned plus = 1U << set, minus = 0;
        for (size_t i = 0, rest = choice; i < n_shown; i++, rest /= 3) {
            plus |= rest % 3 == 1 ? 1U << shown[i] : 0;
            minus |= rest % 3 == 2 ? 1U << shown[i] : 0;
        }
        const size_t n = count_told(sets, plus, minus);
        if (n > 0 && n < sets->least)
            return true;
    }
    return false;
}

static bool is_masked(const struct figure *figure)
{
    return figure != NULL && figure->status != NULL && figure->status[0] == 'c';
}

/* The id of index/mean of a set; NULL when memory runs out. */
static const char *mean_id(const struct sets *sets, const struct score *score, size_t own,
                           size_t set)
{
    const struct grouping *grouping = set == 0 ? NULL : &sets->wave->groups[set - 1];
    const char *code = score->index->code;
    if (grouping == NULL)
        return figure_id(sets->ids, "index", "mean", code, NULL, NULL);
    const char *level =
        figure_level(sets->ids, grouping->of->code, grouping->names[grouping->level[own]]);
    return level == NULL ? NULL : figure_id(sets->ids, "index", "mean", code, NULL, level);
}

/* Whether a publication withholds the mean of the set. */
static bool is_unpublished(struct sets *sets, const struct score *score, size_t own, size_t set)
{
    if (set > 0 && sets->wave->groups[set - 1].level[own] == NO_LEVEL)
        return false; /* there is no such group */
    const char *id = mean_id(sets, score, own, set);
    sets->is_out_of_memory |= id == NULL;
    return id == NULL || is_masked(figures_find(sets->figures, id));
}

static void judge(struct sets *sets, struct feedback *feedback)
{
    const struct wave *wave = sets->wave;
    const size_t n_all = 1 + wave->n_groups;
    for (size_t s = 0; s < wave->n_scores; s++) {
        bool *is_withheld = feedback->is_withheld + s * n_all;
        count_kinds(sets, &wave->scores[s], feedback->row);
        for (size_t set = 0; set < n_all; set++)
            is_withheld[set] = set >= sets->n ||
                               is_unpublished(sets, &wave->scores[s], feedback->row, set) ||
                               tells_too_much(sets, set, is_withheld);
    }
}

static enum status judge_all(const struct feedback_source *source, struct feedback *list, size_t n,
                             struct arena *arena, struct error *err)
{
    const struct wave *wave = source->wave;
    const size_t n_sets = 1 + wave->n_groups;
    struct arena ids = {0};
    struct sets sets = {.wave = wave,
                        .figures = source->figures,
                        .ids = &ids,
                        .least = (size_t)wave->form->settings.min_cell,
                        .n = n_sets < MOST_SETS ? n_sets : MOST_SETS};
    for (size_t i = 0; i < n; i++) {
        list[i].is_withheld = arena_array(arena, wave->n_scores * n_sets, bool);
        if (list[i].is_withheld == NULL)
            return error_memory(err);
        judge(&sets, &list[i]);
        arena_release(&ids);
    }
    return sets.is_out_of_memory ? error_memory(err) : OK;
}

/* --- where answers stand -----------------------------------------------------------------------
 */

struct asking {
    const struct feedback_source *source;
    const struct question *question;
    struct arena *arena;
};

/* item/share of a choice; NULL where there is none, or no memory, which *err then tells. */
static enum status get_share(const struct asking *asking, const struct choice *choice,
                             const struct figure **out, struct error *err)
{
    const char *group = figure_level(asking->arena, "choice", choice->name);
    const char *id = group == NULL ? NULL
                                   : figure_id(asking->arena, "item", "share",
                                               asking->question->name, NULL, group);
    if (id == NULL)
        return error_memory(err);
    *out = figures_find(asking->source->figures, id);
    if (*out != NULL && is_missing((*out)->value) && !is_masked(*out))
        *out = NULL;
    return OK;
}

static const struct choice *choice_named(const struct choice_list *list, const char *name)
{
    for (size_t i = 0; i < list->n; i++)
        if (strcmp(list->choices[i].name, name) == 0)
            return &list->choices[i];
    return NULL;
}

/* The share of a choice is added to those below, at or above the score of the unit's own. */
static void add_share(struct feedback_shares *shares, const struct choice *own,
                      const struct choice *choice, double share)
{
    if (choice == own || choice->score == own->score)
        shares->same += share;
    else if (choice->score < own->score)
        shares->lower += share;
    else if (choice->score > own->score)
        shares->higher += share;
}

static bool is_few(double n, double least)
{
    return n > 0 && n < least;
}

/* The shares, unless they tell of too few others. */
static struct feedback_shares screened(const struct asking *asking, struct feedback_shares shares)
{
    const double least = asking->source->wave->form->settings.min_cell, n = (double)shares.n;
    const double same = round(shares.same * n) - 1; /* without the unit itself */
    const double apart = n - 1 - same;
    const bool has_few = n - 1 < least || is_few(same, least) || is_few(apart, least) ||
                         is_few(round(shares.lower * n), least) ||
                         is_few(round(shares.higher * n), least);
    if (!has_few)
        return shares;
    return (struct feedback_shares){MISSING, MISSING, MISSING, 0, true};
}

static enum status stand_one(const struct asking *asking, const struct feedback_answer *answer,
                             struct feedback_shares *out, struct error *err)
{
    const struct choice_list *list = asking->question->list;
    const struct choice *own = answer->text == NULL ? NULL : choice_named(list, answer->text);
    if (own == NULL || own->reason != ANSWERED)
        return OK;
    struct feedback_shares shares = {0};
    const bool is_scale = !is_missing(own->score);
    for (size_t i = 0; i < list->n; i++) {
        const struct figure *share = NULL;
        TRY(get_share(asking, &list->choices[i], &share, err));
        if (share == NULL)
            continue;
        if (is_masked(share)) {
            out->is_withheld = true;
            return OK;
        }
        add_share(&shares, own, &list->choices[i], share->value);
        shares.n = (size_t)share->n;
    }
    if (!is_scale)
        shares.lower = shares.higher = MISSING;
    if (shares.n > 0)
        *out = screened(asking, shares);
    return OK;
}

/* An option of several is chosen or not. */
static enum status stand_options(const struct asking *asking, const struct feedback_answer *answer,
                                 struct feedback_shares *out, struct error *err)
{
    const struct choice_list *list = asking->question->list;
    if (feedback_reason(asking->question, answer) != ANSWERED)
        return OK;
    for (size_t i = 0; i < list->n; i++) {
        const struct figure *share = NULL;
        if (list->choices[i].reason != ANSWERED)
            continue;
        TRY(get_share(asking, &list->choices[i], &share, err));
        if (share == NULL)
            continue;
        if (is_masked(share)) {
            out[i].is_withheld = true;
            continue;
        }
        const bool has = feedback_is_chosen(answer->text, list->choices[i].name);
        out[i] =
            screened(asking, (struct feedback_shares){.lower = has ? 1 - share->value : 0,
                                                      .same = has ? share->value : 1 - share->value,
                                                      .higher = has ? 0 : share->value,
                                                      .n = (size_t)share->n});
    }
    return OK;
}

static enum status stand(const struct feedback_source *source, struct feedback *feedback,
                         struct arena *arena, struct error *err)
{
    const struct form *form = source->wave->form;
    const size_t n_columns = form_count_columns(form);
    struct arena ids = {0};
    enum status status = OK;
    feedback->shares = arena_array(arena, n_columns, struct feedback_shares);
    if (feedback->shares == NULL)
        return error_memory(err);
    for (size_t i = 0; i < n_columns; i++)
        feedback->shares[i].lower = feedback->shares[i].same = feedback->shares[i].higher = MISSING;
    for (size_t i = 0; status == OK && i < form->n_questions; i++) {
        const struct asking asking = {source, &form->questions[i], &ids};
        if (!feedback_tells(form, asking.question) || asking.question->list == NULL)
            continue;
        struct feedback_shares *out = feedback->shares + asking.question->column;
        status = asking.question->type == QUESTION_SELECT_MULTIPLE
                     ? stand_options(&asking, &feedback->answers[i], out, err)
                     : stand_one(&asking, &feedback->answers[i], out, err);
    }
    arena_release(&ids);
    return status;
}

/* --- earlier waves -----------------------------------------------------------------------------
 */

static bool is_compared(const struct feedback_source *source, size_t earlier)
{
    size_t compared[2];
    const size_t n = trend_earlier(source->trend_wave, compared);
    for (size_t i = 0; i < n; i++)
        if (compared[i] == earlier)
            return true;
    return false;
}

/* The row of the pair in the earlier wave; SIZE_MAX: none. */
static size_t row_of_pair(const struct panel *panel, uint32_t pair)
{
    for (size_t row = 0; row < panel->side[0].n_rows; row++)
        if (panel->pair[0][row] == pair)
            return row;
    return SIZE_MAX;
}

/* The row of the wave `earlier` that is the unit, and what is known of it there. */
static enum feedback_past past_of(const struct panel *panel, size_t own, size_t *row)
{
    const uint32_t pair = panel->pair[1][own];
    *row = SIZE_MAX;
    if (pair == NO_PAIR)
        return PAST_SILENT;
    if (panel->n_units[0][pair] > 1 || panel->n_units[1][pair] > 1)
        return PAST_RESTRUCTURED;
    *row = row_of_pair(panel, pair);
    return *row == SIZE_MAX ? PAST_SILENT : PAST_THERE;
}

static double value_in(const double *column, size_t row)
{
    return column == NULL || row == SIZE_MAX ? MISSING : column[row];
}

static enum status take_year(const struct feedback_source *source, size_t earlier,
                             const struct panel *panel, struct feedback *feedback,
                             struct arena *arena, struct error *err)
{
    const struct wave *wave = source->wave;
    const struct trend *trend = source->trend;
    const int since = trend->waves[earlier].form->settings.wave;
    struct feedback_year *year = &feedback->years[feedback->n_years++];
    size_t row;
    year->year = since;
    year->is_compared = is_compared(source, earlier);
    year->past = past_of(panel, feedback->row, &row);
    year->score = arena_array(arena, wave->n_scores, double);
    year->then = arena_array(arena, wave->n_scores, double);
    year->now = arena_array(arena, wave->n_scores, double);
    if (year->score == NULL || year->then == NULL || year->now == NULL)
        return error_memory(err);
    for (size_t i = 0; i < wave->n_scores; i++) {
        const char *code = wave->scores[i].index->code;
        year->score[i] = value_in(trend_column(trend, earlier, code, 0), row);
        year->then[i] =
            value_in(trend_column(trend, earlier, code, wave->form->settings.wave), row);
        year->now[i] = value_in(trend_column(trend, source->trend_wave, code, since),
                                row == SIZE_MAX ? SIZE_MAX : feedback->row);
    }
    return OK;
}

/* One earlier wave for all units: its links are asked for once. */
static enum status look_back(const struct feedback_source *source, size_t earlier,
                             struct feedback *list, size_t n, struct arena *arena,
                             struct error *err)
{
    const struct trend *trend = source->trend;
    const struct trend_wave *before = &trend->waves[earlier];
    const struct wave *wave = source->wave;
    struct arena scratch = {0};
    struct unit_links links = {0};
    struct panel panel;
    enum status status = trend->source.links(trend->source.context, earlier, source->trend_wave,
                                             &scratch, &links, err);
    if (status == OK)
        status = panel_make(&links, (struct panel_side){before->unit, before->n_rows},
                            (struct panel_side){wave->unit, wave->n_rows}, &scratch, &panel, err);
    for (size_t i = 0; status == OK && i < n; i++)
        status = take_year(source, earlier, &panel, &list[i], arena, err);
    arena_release(&scratch);
    return status;
}

static enum status look_back_all(const struct feedback_source *source, struct feedback *list,
                                 size_t n, struct arena *arena, struct error *err)
{
    if (source->trend == NULL)
        return OK;
    for (size_t i = 0; i < n; i++) {
        list[i].years = arena_array(arena, source->trend_wave, struct feedback_year);
        if (list[i].years == NULL)
            return error_memory(err);
    }
    for (size_t earlier = 0; earlier < source->trend_wave; earlier++)
        if (source->trend->waves[earlier].is_there || source->trend->waves[earlier].unit != NULL)
            TRY(look_back(source, earlier, list, n, arena, err));
    return OK;
}

enum status feedback_compare(const struct feedback_source *source, struct feedback *list, size_t n,
                             struct arena *arena, struct error *err)
{
    TRY(judge_all(source, list, n, arena, err));
    for (size_t i = 0; i < n; i++)
        TRY(stand(source, &list[i], arena, err));
    return look_back_all(source, list, n, arena, err);
}
