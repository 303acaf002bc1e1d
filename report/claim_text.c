/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/claim_text.h"

#include "report/claim_part.h"

#include <assert.h>

const struct figure *claim_figure(struct draft *draft, const char *measure,
                                  const struct hypothesis *h)
{
    const char *id = figure_id(draft->arena, "hypothesis", measure, h->id, NULL, NULL);
    draft->is_out_of_memory |= id == NULL;
    return id == NULL ? NULL : figures_find(draft->report->figures, id);
}

const char *claim_label(struct draft *draft, const struct hypothesis *h)
{
    return draft_label(draft, h->claim, h->id);
}

enum claim_verdict claim_verdict(struct draft *draft, const struct hypothesis *h)
{
    const struct figure *verdict = claim_figure(draft, "verdict", h);
    if (verdict == NULL || is_missing(verdict->value))
        return VERDICT_UNTESTED;
    if (verdict->value > 0)
        return VERDICT_SUPPORTED;
    return verdict->value < 0 ? VERDICT_CONTRADICTED : VERDICT_INCONCLUSIVE;
}

const char *claim_verdict_text(struct draft *draft, enum claim_verdict verdict)
{
    static const enum text texts[] = {[VERDICT_CONTRADICTED] = TEXT_VERDICT_CONTRADICTED,
                                      [VERDICT_INCONCLUSIVE] = TEXT_VERDICT_INCONCLUSIVE,
                                      [VERDICT_SUPPORTED] = TEXT_VERDICT_SUPPORTED,
                                      [VERDICT_UNTESTED] = TEXT_VERDICT_UNTESTED};
    static_assert(COUNT(texts) == VERDICT_COUNT, "every verdict has its words");
    return draft_text(draft, texts[verdict]);
}

static bool is_about_many_groups(const struct draft *draft, const struct hypothesis *h)
{
    if (h->group == NULL || h->group->type == INDICATOR_AGGREGATE)
        return false;
    if (h->n_levels > 0)
        return h->n_levels > 2;
    const struct wave *wave = draft->report->wave;
    for (size_t i = 0; i < wave->n_groups; i++)
        if (wave->groups[i].of == h->group)
            return wave->groups[i].n_levels > 2;
    return false;
}

static const char *cut_of(struct draft *draft, const struct hypothesis *h)
{
    const double cut = is_missing(h->cut) ? h->y[0]->strong : h->cut;
    return draft_number(draft, cut, cut == floor(cut) ? 0 : 1);
}

const char *claim_effect(struct draft *draft, const struct hypothesis *h)
{
    static const enum text texts[] = {[TEST_CORRELATION] = TEXT_EFFECT_CORRELATION,
                                      [TEST_CORRELATION_DIFFERENCE] =
                                          TEXT_EFFECT_CORRELATION_DIFFERENCE,
                                      [TEST_MEAN_DIFFERENCE] = TEXT_EFFECT_MEAN_DIFFERENCE,
                                      [TEST_EQUIVALENCE] = TEXT_EFFECT_CORRELATION,
                                      [TEST_PROPORTION] = TEXT_EFFECT_PROPORTION,
                                      [TEST_REGRESSION] = TEXT_EFFECT_REGRESSION,
                                      [TEST_INTERACTION] = TEXT_EFFECT_INTERACTION};
    static_assert(COUNT(texts) == HYPOTHESIS_TEST_COUNT, "every effect has its name");
    if (is_about_many_groups(draft, h))
        return draft_text(draft, h->test == TEST_MEAN_DIFFERENCE ? TEXT_EFFECT_GROUPS
                                                                 : TEXT_EFFECT_SLOPES);
    if (h->test == TEST_EQUIVALENCE && h->n_controls > 0)
        return draft_text(draft, TEXT_EFFECT_PARTIAL);
    if (h->test == TEST_PROPORTION && h->alternative == ALTERNATIVE_LESS)
        return SAY(draft, TEXT_EFFECT_PROPORTION_BELOW, cut_of(draft, h));
    if (h->test == TEST_PROPORTION)
        return SAY(draft, TEXT_EFFECT_PROPORTION, cut_of(draft, h));
    return draft_text(draft, texts[h->test]);
}

/* "0,55 (0,43–0,65)": an estimate within a sentence; `unit` says a number in its unit. */
static const char *with_interval(struct draft *draft, const struct figure *estimate, enum text unit)
{
    const bool is_share = estimate->unit != NULL && strcmp(estimate->unit, "share") == 0;
    const int decimals = is_share ? estimate->decimals - 2 : estimate->decimals;
    const char *value = is_share ? draft_share(draft, estimate->value, decimals)
                                 : draft_number(draft, estimate->value, decimals);
    value = SAY(draft, unit, value);
    if (is_missing(estimate->low) || is_missing(estimate->high) || estimate->low == estimate->high)
        return value;
    return SAY(draft, TEXT_CLAIM_ESTIMATE, value,
               draft_interval(draft, estimate, decimals, is_share));
}

/* The size of an effect whose direction the sentence says in words. */
static const char *size_of(struct draft *draft, const struct figure *estimate, enum text unit)
{
    struct figure turned = *estimate;
    if (estimate->value < 0) {
        turned.value = -estimate->value;
        turned.low = -estimate->high;
        turned.high = -estimate->low;
    }
    return with_interval(draft, &turned, unit);
}

/* The sentences of the tests: y and x are the labels of the first of each, "" without one. */
struct wording {
    struct draft *draft;
    const struct hypothesis *h;
    const struct figure *estimate;
    const char *y, *x;
};

static const char *say_correlation(const struct wording *w)
{
    return SAY(w->draft, TEXT_CLAIM_CORRELATION, w->x, w->y,
               with_interval(w->draft, w->estimate, TEXT_CLAIM_NUMBER));
}

static const char *say_correlation_difference(const struct wording *w)
{
    return SAY(w->draft,
               w->estimate->value < 0 ? TEXT_CLAIM_CORRELATION_LOWER
                                      : TEXT_CLAIM_CORRELATION_HIGHER,
               w->x, w->y, draft_indicator(w->draft, w->h->y[1]),
               size_of(w->draft, w->estimate, TEXT_CLAIM_NUMBER));
}

static const char *say_mean_difference(const struct wording *w)
{
    struct draft *draft = w->draft;
    if (is_about_many_groups(draft, w->h))
        return SAY(draft, TEXT_CLAIM_GROUPS, w->y, draft_indicator(draft, w->h->group),
                   with_interval(draft, w->estimate, TEXT_CLAIM_NUMBER));
    const enum text unit = w->h->y[0]->is_percent_scale ? TEXT_CLAIM_POINTS : TEXT_CLAIM_NUMBER;
    return SAY(draft, w->estimate->value < 0 ? TEXT_CLAIM_MEAN_LOWER : TEXT_CLAIM_MEAN_HIGHER, w->y,
               size_of(draft, w->estimate, unit), claim_two_levels(draft, w->h));
}

/* Its interval is narrower than the report's, as fits two one-sided tests. */
static const char *say_equivalence(const struct wording *w)
{
    struct draft *draft = w->draft;
    const struct hypothesis *h = w->h;
    const double confidence = draft->report->wave->form->settings.confidence;
    const double percent = 200 * confidence - 100;
    const bool is_whole = fabs(percent - round(percent)) < 1e-9;
    const int decimals = w->estimate->decimals;
    const char *r =
        SAY(draft, TEXT_CLAIM_ESTIMATE_AT, draft_number(draft, w->estimate->value, decimals),
            draft_number(draft, percent, is_whole ? 0 : 1),
            draft_interval(draft, w->estimate, decimals, false));
    const char *margin = draft_number(draft, h->margin, 2);
    if (h->n_controls == 0)
        return SAY(draft, TEXT_CLAIM_EQUIVALENCE, w->x, w->y, r, margin);
    return SAY(draft, TEXT_CLAIM_EQUIVALENCE_GIVEN, w->x, w->y, r, margin,
               claim_names(draft, h->controls, h->n_controls, NULL, 0));
}

static const char *say_proportion(const struct wording *w)
{
    struct draft *draft = w->draft;
    const struct hypothesis *h = w->h;
    const enum text side = h->alternative == ALTERNATIVE_LESS ? TEXT_CLAIM_PROPORTION_BELOW
                                                              : TEXT_CLAIM_PROPORTION_FROM;
    const char *share = SAY(draft, side, cut_of(draft, h), w->y,
                            with_interval(draft, w->estimate, TEXT_CLAIM_NUMBER));
    if (is_missing(h->null))
        return share;
    const double percent = 100 * h->null;
    return draft_join(draft, share,
                      SAY(draft, TEXT_CLAIM_PROPORTION_NULL,
                          draft_share(draft, h->null, percent == round(percent) ? 0 : 1)));
}

static const char *say_regression(const struct wording *w)
{
    struct draft *draft = w->draft;
    const struct hypothesis *h = w->h;
    const enum text one = h->x[0]->is_percent_scale ? TEXT_CLAIM_ONE_POINT : TEXT_CLAIM_ONE_UNIT;
    const enum text unit = h->y[0]->is_percent_scale ? TEXT_CLAIM_POINTS : TEXT_CLAIM_UNITS;
    const char *text = SAY(
        draft, w->estimate->value < 0 ? TEXT_CLAIM_REGRESSION_LOWER : TEXT_CLAIM_REGRESSION_HIGHER,
        draft_text(draft, one), w->x, size_of(draft, w->estimate, unit), w->y);
    if (h->n_controls + h->n_x < 2)
        return SAY(draft, TEXT_CLAIM_REGRESSION, text);
    return SAY(draft, TEXT_CLAIM_REGRESSION_GIVEN, text,
               claim_names(draft, h->x + 1, h->n_x - 1, h->controls, h->n_controls));
}

static const char *say_interaction(const struct wording *w)
{
    struct draft *draft = w->draft;
    if (is_about_many_groups(draft, w->h))
        return SAY(draft, TEXT_CLAIM_SLOPES, w->x, w->y, draft_indicator(draft, w->h->group),
                   with_interval(draft, w->estimate, TEXT_CLAIM_NUMBER));
    return SAY(draft, w->estimate->value < 0 ? TEXT_CLAIM_SLOPE_LOWER : TEXT_CLAIM_SLOPE_HIGHER,
               w->x, w->y, size_of(draft, w->estimate, TEXT_CLAIM_NUMBER),
               claim_two_levels(draft, w->h));
}

static const char *say_found(struct draft *draft, const struct hypothesis *h,
                             const struct figure *estimate)
{
    static const char *(*const say[])(const struct wording *) = {
        [TEST_CORRELATION] = say_correlation,
        [TEST_CORRELATION_DIFFERENCE] = say_correlation_difference,
        [TEST_MEAN_DIFFERENCE] = say_mean_difference,
        [TEST_EQUIVALENCE] = say_equivalence,
        [TEST_PROPORTION] = say_proportion,
        [TEST_REGRESSION] = say_regression,
        [TEST_INTERACTION] = say_interaction};
    static_assert(COUNT(say) == HYPOTHESIS_TEST_COUNT, "every test has its sentence");
    const struct wording w = {.draft = draft,
                              .h = h,
                              .estimate = estimate,
                              .y = draft_indicator(draft, h->y[0]),
                              .x = h->n_x == 0 ? "" : draft_indicator(draft, h->x[0])};
    const char *found = say[h->test](&w);
    if (h->where == NULL)
        return found;
    return draft_join(draft, found, SAY(draft, TEXT_CLAIM_WHERE, draft_count(draft, estimate->n)));
}

const char *claim_sentence(struct draft *draft, const struct hypothesis *h)
{
    static const enum text texts[] = {[VERDICT_CONTRADICTED] = TEXT_CLAIM_IS_CONTRADICTED,
                                      [VERDICT_INCONCLUSIVE] = TEXT_CLAIM_IS_INCONCLUSIVE,
                                      [VERDICT_SUPPORTED] = TEXT_CLAIM_IS_SUPPORTED,
                                      [VERDICT_UNTESTED] = TEXT_CLAIM_IS_UNTESTED};
    static_assert(COUNT(texts) == VERDICT_COUNT, "every verdict has its sentence");
    const struct figure *estimate = claim_figure(draft, "estimate", h);
    const char *verdict = draft_text(draft, texts[claim_verdict(draft, h)]);
    if (estimate == NULL || is_missing(estimate->value))
        return verdict;
    return draft_join(draft, say_found(draft, h, estimate), verdict);
}

const char *claim_measure(struct draft *draft, const char *measure)
{
    static const struct {
        const char *measure;
        enum text name;
    } names[] = {
#define MEASURE(name, text) {name, TEXT_MEASURE_##text},
#include "report/claim_measures.def"
#undef MEASURE
    };
    for (size_t i = 0; i < COUNT(names); i++)
        if (strcmp(names[i].measure, measure) == 0)
            return draft_text(draft, names[i].name);
    return measure;
}
