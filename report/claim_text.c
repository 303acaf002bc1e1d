/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/claim_text.h"

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
    return draft_text(draft, texts[h->test]);
}

/* What level i of the hypothesis' group is called. */
static const char *level_label(struct draft *draft, const struct hypothesis *h, size_t i)
{
    const struct wave *wave = draft->report->wave;
    if (h->group->type == INDICATOR_AGGREGATE)
        return SAY(draft, i == 0 ? TEXT_CLAIM_STRONG : TEXT_CLAIM_OTHER,
                   draft_indicator(draft, h->group));
    for (size_t g = 0; g < wave->n_groups; g++) {
        const struct grouping *groups = &wave->groups[g];
        if (groups->of != h->group)
            continue;
        for (size_t k = 0; k < groups->n_levels; k++)
            if (h->n_levels == 0 ? k == i : strcmp(groups->names[k], h->levels[i]) == 0)
                return draft_label(draft, groups->labels[k], groups->names[k]);
    }
    return i < h->n_levels ? draft_outside(draft, h->levels[i]) : "";
}

/* "0,55 (0,43–0,65)": an estimate within a sentence. */
static const char *with_interval(struct draft *draft, const struct figure *estimate)
{
    const bool is_share = estimate->unit != NULL && strcmp(estimate->unit, "share") == 0;
    const int decimals = is_share ? estimate->decimals - 2 : estimate->decimals;
    const char *value = is_share ? draft_share(draft, estimate->value, decimals)
                                 : draft_number(draft, estimate->value, decimals);
    if (is_missing(estimate->low) || is_missing(estimate->high) || estimate->low == estimate->high)
        return value;
    return SAY(draft, TEXT_CLAIM_ESTIMATE, value,
               draft_interval(draft, estimate, decimals, is_share));
}

/* The size of an effect whose direction the sentence says in words. */
static const char *size_of(struct draft *draft, const struct figure *estimate)
{
    struct figure *turned = draft_array(draft, 1, struct figure);
    if (turned == NULL || estimate->value >= 0)
        return with_interval(draft, estimate);
    *turned = *estimate;
    turned->value = -estimate->value;
    turned->low = -estimate->high;
    turned->high = -estimate->low;
    return with_interval(draft, turned);
}

/* "A, B": labels of several indicators. */
static const char *list_of(struct draft *draft, const struct indicator *const *of, size_t n)
{
    const char *text = n == 0 ? "" : draft_indicator(draft, of[0]);
    for (size_t i = 1; i < n; i++)
        text = SAY(draft, TEXT_LIST, text, draft_indicator(draft, of[i]));
    return text;
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
    return SAY(w->draft, TEXT_CLAIM_CORRELATION, w->x, w->y, with_interval(w->draft, w->estimate));
}

static const char *say_correlation_difference(const struct wording *w)
{
    return SAY(w->draft,
               w->estimate->value < 0 ? TEXT_CLAIM_CORRELATION_LOWER
                                      : TEXT_CLAIM_CORRELATION_HIGHER,
               w->x, w->y, draft_indicator(w->draft, w->h->y[1]), size_of(w->draft, w->estimate));
}

static const char *say_mean_difference(const struct wording *w)
{
    struct draft *draft = w->draft;
    if (is_about_many_groups(draft, w->h))
        return SAY(draft, TEXT_CLAIM_GROUPS, w->y, draft_indicator(draft, w->h->group),
                   with_interval(draft, w->estimate));
    return SAY(draft, w->estimate->value < 0 ? TEXT_CLAIM_MEAN_LOWER : TEXT_CLAIM_MEAN_HIGHER, w->y,
               size_of(draft, w->estimate), level_label(draft, w->h, 0),
               level_label(draft, w->h, 1));
}

static const char *say_equivalence(const struct wording *w)
{
    struct draft *draft = w->draft;
    const char *margin = draft_number(draft, w->h->margin, 2);
    const char *r = with_interval(draft, w->estimate);
    if (w->h->n_controls == 0)
        return SAY(draft, TEXT_CLAIM_EQUIVALENCE, w->x, w->y, r, margin);
    return SAY(draft, TEXT_CLAIM_EQUIVALENCE_GIVEN, w->x, w->y, r, margin,
               list_of(draft, w->h->controls, w->h->n_controls));
}

static const char *say_proportion(const struct wording *w)
{
    const double cut = is_missing(w->h->cut) ? w->h->y[0]->strong : w->h->cut;
    return SAY(w->draft, TEXT_CLAIM_PROPORTION, with_interval(w->draft, w->estimate), w->y,
               draft_number(w->draft, cut, cut == floor(cut) ? 0 : 1));
}

static const char *say_regression(const struct wording *w)
{
    struct draft *draft = w->draft;
    const char *b = with_interval(draft, w->estimate);
    if (w->h->n_controls + w->h->n_x < 2)
        return SAY(draft, TEXT_CLAIM_REGRESSION, w->x, w->y, b);
    const char *given = list_of(draft, w->h->controls, w->h->n_controls);
    if (w->h->n_x > 1) {
        const char *others = list_of(draft, w->h->x + 1, w->h->n_x - 1);
        given = w->h->n_controls == 0 ? others : SAY(draft, TEXT_LIST, others, given);
    }
    return SAY(draft, TEXT_CLAIM_REGRESSION_GIVEN, w->x, w->y, b, given);
}

static const char *say_interaction(const struct wording *w)
{
    struct draft *draft = w->draft;
    if (is_about_many_groups(draft, w->h))
        return SAY(draft, TEXT_CLAIM_SLOPES, w->x, w->y, draft_indicator(draft, w->h->group),
                   with_interval(draft, w->estimate));
    return SAY(draft, w->estimate->value < 0 ? TEXT_CLAIM_SLOPE_LOWER : TEXT_CLAIM_SLOPE_HIGHER,
               w->x, w->y, size_of(draft, w->estimate), level_label(draft, w->h, 0),
               level_label(draft, w->h, 1));
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
    return say[h->test](&w);
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
