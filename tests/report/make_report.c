/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "make_report.h"

#include "base/missing.h"
#include "store/put.h"
#include "store/statement.h"
#include "store/table.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Without memory a test cannot go on. */
static void *zeros(struct arena *arena, size_t n, size_t size)
{
    void *made = arena_zeros(arena, n, size);
    if (made == NULL)
        abort();
    return made;
}
#define MAKE(arena, n, type) ((type *)zeros((arena), (n), sizeof(type)))

/* Nor without a store. */
static void demand(enum status status, const struct error *err)
{
    if (status == OK)
        return;
    fprintf(stderr, "%s\n", err->text);
    abort();
}

static struct labels labels(struct arena *arena, const char *sv, const char *en)
{
    const char **text = MAKE(arena, 2, const char *);
    text[0] = sv;
    text[1] = en;
    return (struct labels){text};
}

static void make_settings(struct arena *arena, struct settings *settings)
{
    *settings = (struct settings){
        .form_id = "digg",
        .version = "2022.1",
        .title = labels(arena, "Myndigheternas digitalisering 2022",
                        "Digitalisation of the agencies 2022"),
        .wave = 2022,
        .closed = "2022-12-09",
        .unit_key = "orgnr",
        .name_column = "namn",
        .frame = "${fte} > 10",
        .min_cell = 2,
        .confidence = 0.95,
        .coherence = COHERENCE_LIMITS,
        .bands = MAKE(arena, 2, struct band),
        .n_bands = 2,
        .publisher = "Projektet <mognad> & \"vänner\"",
    };
    settings->bands[0] = (struct band){0, "Låg", labels(arena, "Låg", "Low")};
    settings->bands[1] = (struct band){50, "Hög", labels(arena, "Hög", "High")};
}

enum { INCITAMENT, A1, A2, NYTTA, B1, SIZE, INDICATOR_COUNT };

static void make_item(struct indicator *item, const char *code, struct question *question,
                      struct indicator *parent)
{
    item->code = item->name = item->source = code;
    item->type = INDICATOR_ITEM;
    item->question = question;
    item->option = NO_OPTION;
    item->labels = question->labels;
    item->direction = 1;
    item->weight = 1;
    item->low = item->high = MISSING;
    item->parent = parent;
    parent->children[parent->n_children++] = item;
}

static void make_index(struct arena *arena, struct indicator *index, const char *code,
                       struct labels names)
{
    index->code = code;
    index->name = names.text[0];
    index->labels = names;
    index->type = INDICATOR_AGGREGATE;
    index->children = MAKE(arena, 2, struct indicator *);
    index->weight = 1;
    index->direction = 1;
    index->min_share = 0.5;
    index->strong = MISSING;
    index->is_percent_scale = true;
    index->level = index->target = MISSING;
}

static void make_questions(struct arena *arena, struct form *form)
{
    static const char *const names[] = {"a1", "a2", "b1"};
    form->lists = MAKE(arena, 1, struct choice_list);
    form->n_lists = 1;
    form->lists[0] = (struct choice_list){
        .name = "yn", .choices = MAKE(arena, 2, struct choice), .n = 2, .low = 0, .high = 1};
    form->lists[0].choices[0] =
        (struct choice){.name = "yes", .labels = labels(arena, "Ja", "Yes"), .score = 1};
    form->lists[0].choices[1] =
        (struct choice){.name = "no", .labels = labels(arena, "Nej", "No"), .score = 0};
    form->questions = MAKE(arena, 4, struct question);
    form->n_questions = 4;
    for (size_t i = 0; i < 3; i++)
        form->questions[i] = (struct question){
            .name = names[i], .header = names[i], .type = QUESTION_INTEGER, .column = i};
    form->questions[0].type = QUESTION_SELECT_ONE;
    form->questions[0].list = &form->lists[0];
    form->questions[0].labels = labels(arena, "Finns mål?", "Are there goals?");
    form->questions[1].labels = labels(arena, "Hur många uppdrag?", "How many assignments?");
    form->questions[2].labels = labels(arena, "Hur stor nytta?", "How much benefit?");
    form->questions[3] = (struct question){.name = "part",
                                           .type = QUESTION_BEGIN_GROUP,
                                           .labels = labels(arena, "Del <1>", "Part <1>")};
}

static void make_indicators(struct arena *arena, struct form *form)
{
    struct indicator *all = MAKE(arena, INDICATOR_COUNT, struct indicator);
    form->indicators = all;
    form->n_indicators = INDICATOR_COUNT;
    make_index(arena, &all[INCITAMENT], "INCITAMENT",
               labels(arena, "Externa incitament", "External incentives"));
    make_index(arena, &all[NYTTA], "NYTTA", labels(arena, "Samhällsnytta", "Societal benefit"));
    all[INCITAMENT].strong = 50;
    make_item(&all[A1], "a1", &form->questions[0], &all[INCITAMENT]);
    make_item(&all[A2], "a2", &form->questions[1], &all[INCITAMENT]);
    make_item(&all[B1], "b1", &form->questions[2], &all[NYTTA]);
    all[A2].direction = -1;
    all[A2].low = 0;
    all[A2].high = 10;
    all[SIZE] = (struct indicator){.code = "size",
                                   .name = "Storlek",
                                   .labels = labels(arena, "Storlek", "Size"),
                                   .type = INDICATOR_GROUP,
                                   .source = "fte",
                                   .strong = MISSING};
}

static struct form *make_form(struct arena *arena)
{
    static const char *const languages[] = {"Svenska (sv)", "English (en)"};
    struct form *form = MAKE(arena, 1, struct form);
    form->folder = "surveys/2022";
    form->languages = languages;
    form->n_languages = 2;
    form->has_register = form->has_survey = true;
    make_settings(arena, &form->settings);
    make_questions(arena, form);
    make_indicators(arena, form);

    static const int normalise[] = {UNCERTAINTY_OWN, NORMALISE_MINMAX};
    form->uncertainty = MAKE(arena, 3, struct uncertainty_choice);
    form->n_uncertainty = 3;
    form->uncertainty[0] =
        (struct uncertainty_choice){.parameter = UNCERTAINTY_WEIGHT, .low = -0.25, .high = 0.25};
    form->uncertainty[1] = (struct uncertainty_choice){
        .parameter = UNCERTAINTY_NORMALISE, .values = normalise, .n_values = 2};
    form->uncertainty[2] = (struct uncertainty_choice){
        .parameter = UNCERTAINTY_WEIGHT, .low = -0.5, .high = 0.5, .levels = "NYTTA"};

    const struct indicator **pair = MAKE(arena, 2, const struct indicator *);
    pair[0] = &form->indicators[INCITAMENT];
    pair[1] = &form->indicators[NYTTA];
    form->hypotheses = MAKE(arena, 1, struct hypothesis);
    form->n_hypotheses = 1;
    form->hypotheses[0] = (struct hypothesis){.id = "H1",
                                              .test = TEST_CORRELATION,
                                              .x = pair,
                                              .n_x = 1,
                                              .y = pair + 1,
                                              .n_y = 1,
                                              .controls = pair + 1,
                                              .n_controls = 1};
    form->hypotheses[0] = (struct hypothesis){
        .id = "H1",
        .claim = labels(arena, "Incitament går samman med nytta.", "Incentives go with benefit."),
        .test = TEST_CORRELATION,
        .x = pair,
        .n_x = 1,
        .y = pair + 1,
        .n_y = 1,
        .alternative = ALTERNATIVE_GREATER,
        .cut = MISSING,
        .null = MISSING,
        .margin = MISSING,
        .source = "=SUM(1)"};
    form->settings.strata = MAKE(arena, 1, const struct indicator *);
    form->settings.strata[form->settings.n_strata++] = &form->indicators[SIZE];
    return form;
}

static void make_score(struct arena *arena, struct score *score, const struct indicator *index,
                       const double *values, size_t n)
{
    *score = (struct score){.index = index,
                            .value = MAKE(arena, n, double),
                            .rank = MAKE(arena, n, uint32_t),
                            .answered = MAKE(arena, n, uint16_t),
                            .n_items = index->n_children};
    for (size_t i = 0; i < n; i++) {
        score->value[i] = values[i % 4];
        score->answered[i] = (uint16_t)(is_missing(values[i % 4]) ? 0 : index->n_children);
        for (size_t j = 0; j < 4 && !is_missing(values[i % 4]); j++)
            score->rank[i] += values[j] > values[i % 4];
        score->rank[i] += !is_missing(values[i % 4]);
    }
}

/* The items' scores, of which those of the indices are made. */
static void make_items(struct arena *arena, struct wave *wave)
{
    const double none = missing_because(MISSING_NO_ANSWER);
    const double not_asked = missing_because(MISSING_NOT_ASKED);
    const double a1[] = {10, 30, 60, none}, a2[] = {30, 50, 60, not_asked}, b1[] = {30, 60, 60, 90};
    const double *const values[] = {a1, a2, b1};
    static const int items[] = {A1, A2, B1};
    wave->items = MAKE(arena, COUNT(items), struct score);
    wave->n_items = COUNT(items);
    for (size_t i = 0; i < COUNT(items); i++) {
        struct score *item = &wave->items[i];
        *item = (struct score){.index = &wave->form->indicators[items[i]],
                               .value = MAKE(arena, wave->n_rows, double),
                               .answered = MAKE(arena, wave->n_rows, uint16_t),
                               .n_items = 1};
        for (size_t row = 0; row < wave->n_rows; row++)
            item->value[row] = values[i][row % 4];
    }
}

static void make_group(struct arena *arena, struct grouping *group, const struct indicator *of,
                       size_t n)
{
    *group = (struct grouping){.of = of,
                               .n_levels = 2,
                               .names = MAKE(arena, 2, const char *),
                               .labels = MAKE(arena, 2, struct labels),
                               .n_units = MAKE(arena, 2, size_t),
                               .level = MAKE(arena, n, uint16_t)};
    group->names[0] = "10-50";
    group->names[1] = "50-";
    group->labels[1] = labels(arena, "fler än 50", "more than 50");
    for (size_t i = 0; i < n; i++)
        group->level[i] = i % 4 == 3 ? NO_LEVEL : (uint16_t)(i % 4 == 2);
}

static void make_sources(struct arena *arena, struct wave *wave)
{
    wave->sources = MAKE(arena, 2, struct source);
    wave->n_sources = 2;
    wave->sources[0] = (struct source){.name = "survey.csv",
                                       .role = "survey",
                                       .bytes = 321,
                                       .rows = 3,
                                       .encoding = "UTF-8",
                                       .delimiter = ','};
    wave->sources[1] = (struct source){.name = "answers.csv",
                                       .role = "answers",
                                       .bytes = 12345,
                                       .rows = 5,
                                       .encoding = "windows-1252",
                                       .delimiter = ';'};
    memset(wave->sources[0].sha256, 'a', 64);
    memset(wave->sources[1].sha256, 'b', 64);
}

static struct wave *make_wave(struct arena *arena, size_t n)
{
    static const double incitament[] = {20, 40, 60, MISSING};
    static const double nytta[] = {30, 60, 60, 90};
    struct wave *wave = MAKE(arena, 1, struct wave);
    struct form *form = make_form(arena);
    *wave = (struct wave){.form = form,
                          .arena = arena,
                          .is_simulated = true,
                          .n_frame = n + 1,
                          .n_rows = n,
                          .n_read = n + 1,
                          .n_rejected = 1,
                          .finding_count = {0, 1, 1, 0}};
    wave->scores = MAKE(arena, 2, struct score);
    wave->n_scores = 2;
    make_score(arena, &wave->scores[0], &form->indicators[INCITAMENT], incitament, n);
    make_score(arena, &wave->scores[1], &form->indicators[NYTTA], nytta, n);
    make_items(arena, wave);
    wave->groups = MAKE(arena, 1, struct grouping);
    wave->n_groups = 1;
    make_group(arena, &wave->groups[0], &form->indicators[SIZE], n);
    make_sources(arena, wave);
    return wave;
}

/* Missing numbers are written NAN in the table. */
static const struct figure all_figures[] = {
    // clang-format off
    {"response/rate", 0.8, 5, NAN, 0.376, 0.964, NAN, NULL, "share", 3, "units that answered / units of the frame"},
    {"response/frame", 5, NAN, NAN, NAN, NAN, NAN, NULL, "count", 0, "units of the frame"},
    {"response/n", 4, NAN, NAN, NAN, NAN, NAN, NULL, "count", 0, "units that answered and were taken"},
    {"index/mean/INCITAMENT", 40, 3, 11.5470053837925, -9.68, 89.68, NAN, NULL, "0-100", 1, "mean; t"},
    {"index/sd/INCITAMENT", 20, 3, NAN, NAN, NAN, NAN, NULL, "0-100", 1, "sd"},
    {"index/min/INCITAMENT", 20, 3, NAN, NAN, NAN, NAN, NULL, "0-100", 1, "min"},
    {"index/q1/INCITAMENT", 30, 3, NAN, NAN, NAN, NAN, NULL, "0-100", 1, "type 7"},
    {"index/median/INCITAMENT", 40, 3, NAN, NAN, NAN, NAN, NULL, "0-100", 1, "type 7"},
    {"index/q3/INCITAMENT", 50, 3, NAN, NAN, NAN, NAN, NULL, "0-100", 1, "type 7"},
    {"index/max/INCITAMENT", 60, 3, NAN, NAN, NAN, NAN, NULL, "0-100", 1, "max"},
    {"index/skewness/INCITAMENT", 0, 3, NAN, NAN, NAN, NAN, NULL, "", 2, "type 2"},
    {"index/kurtosis/INCITAMENT", NAN, 3, NAN, NAN, NAN, NAN, "x", "", 2, "type 2"},
    {"share/strong/INCITAMENT", 1.0 / 3, 3, NAN, 0.06, 0.79, NAN, NULL, "share", 3, "Wilson"},
    {"share/band/INCITAMENT|band=L%C3%A5g", 2.0 / 3, 3, NAN, 0.21, 0.94, NAN, NULL, "share", 3, "Wilson"},
    {"share/band/INCITAMENT|band=H%C3%B6g", 1.0 / 3, 3, NAN, 0.06, 0.79, NAN, NULL, "share", 3, "Wilson"},
    {"index/mean/NYTTA", 60, 4, 12.2474487139159, 21.02, 98.98, NAN, NULL, "0-100", 1, "mean; t"},
    {"index/sd/NYTTA", 24.4948974278318, 4, NAN, NAN, NAN, NAN, NULL, "0-100", 1, "sd"},
    {"response/rate|size=10-50", 2.0 / 3, 3, NAN, 0.208, 0.939, NAN, NULL, "share", 3, "units"},
    {"group/frame/size|size=10-50", 3, 5, NAN, NAN, NAN, NAN, NULL, "count", 0, "units"},
    {"group/answered/size|size=10-50", 2, 4, NAN, NAN, NAN, NAN, NULL, "count", 0, "units"},
    {"response/rate|size=50-", 0.5, 2, NAN, NAN, NAN, NAN, NULL, "share", 3, "units"},
    {"group/frame/size|size=50-", 2, 5, NAN, NAN, NAN, NAN, NULL, "count", 0, "units"},
    {"group/answered/size|size=50-", 1, 4, NAN, NAN, NAN, NAN, NULL, "count", 0, "units"},
    {"index/mean/INCITAMENT|size=10-50", 30, 2, 10, -97.06, 157.06, NAN, NULL, "0-100", 1, "mean; t"},
    {"index/mean/INCITAMENT|size=50-", NAN, 1, NAN, NAN, NAN, NAN, "c", "0-100", 1, "mean; t"},
    {"index/mean/NYTTA|size=10-50", 45, 2, 15, -145.6, 235.6, NAN, NULL, "0-100", 1, "mean; t"},
    {"index/mean/NYTTA|size=50-", 60, 1, 5, 50, 70, 0.5, "c", "0-100", 1, "mean; t"},
    {"item/share/a1|choice=yes", 0.75, 4, NAN, 0.3, 0.95, NAN, NULL, "share", 3, "Wilson"},
    {"item/share/a1|choice=no", 0.25, 4, NAN, 0.05, 0.7, NAN, NULL, "share", 3, "Wilson"},
    {"item/mean/a2", 3.5, 4, 0.6455, 1.45, 5.55, NAN, NULL, "", 2, "mean; t"},
    {"alpha/complete/INCITAMENT", 0.72, 3, NAN, -2.5, 0.99, NAN, NULL, "", 2, "Cronbach's alpha"},
    {"alpha/pairwise/INCITAMENT", 0.7, 3, NAN, NAN, NAN, NAN, NULL, "", 2, "pairwise"},
    {"alpha/complete/NYTTA", NAN, 4, NAN, NAN, NAN, NAN, "z", "", 2, "one part"},
    {"omega/total/INCITAMENT", 0.74, 3, NAN, NAN, NAN, NAN, NULL, "", 2, "omega"},
    {"inter_item/mean_r/INCITAMENT", 0.55, 3, NAN, NAN, NAN, NAN, NULL, "r", 2, "mean r"},
    {"eigen/first_share/INCITAMENT", 0.775, 3, NAN, NAN, NAN, NAN, NULL, "share", 3, "eigenvalue"},
    {"kmo/overall/INCITAMENT", NAN, 3, NAN, NAN, NAN, NAN, "z", "", 2, "KMO"},
    {"bartlett/chi2/INCITAMENT", 4.5, 3, NAN, NAN, NAN, 0.034, NULL, "", 2, "Bartlett"},
    {"coherence/items/INCITAMENT", 2, NAN, NAN, NAN, NAN, NAN, NULL, "count", 0, "items"},
    {"coherence/verdict/INCITAMENT|check=items", 7, NAN, NAN, NAN, NAN, NAN, NULL, "verdict", 0, "below 3"},
    {"coherence/verdict/INCITAMENT|check=alpha", 0, 3, NAN, NAN, NAN, NAN, NULL, "verdict", 0, "below 0.7"},
    {"coherence/coverage/INCITAMENT", 0.75, 4, NAN, 0.3, 0.95, NAN, NULL, "share", 3, "Wilson"},
    {"coherence/verdict/INCITAMENT|check=coverage", 0, 4, NAN, NAN, NAN, NAN, NULL, "verdict", 0, "below 0.65"},
    {"coherence/item_index/a1~INCITAMENT", 0.97, 3, NAN, 0.6, 0.99, 0.2, NULL, "r", 2, "Pearson"},
    {"coherence/verdict/a1~INCITAMENT|check=item_index", 1, 3, NAN, NAN, NAN, NAN, NULL, "verdict", 0, "dominates"},
    {"coherence/pair/a1~a2", 0.55, 3, NAN, NAN, NAN, 0.6, NULL, "r", 2, "Pearson"},
    {"coherence/verdict/a1~a2|check=pair", 0, 3, NAN, NAN, NAN, NAN, NULL, "verdict", 0, "redundant"},
    {"coherence/coverage/a1", 0.5, 4, NAN, 0.1, 0.9, NAN, NULL, "share", 3, "Wilson"},
    {"coherence/verdict/a1|check=coverage", 8, 4, NAN, NAN, NAN, NAN, NULL, "verdict", 0, "below 0.65"},
    {"coherence/verdict/NYTTA|check=alpha", NAN, 4, NAN, NAN, NAN, NAN, "z", "verdict", 0, "below 0.7"},
    {"item_rest/r/a1~INCITAMENT", 0.55, 3, NAN, NAN, NAN, NAN, NULL, "r", 2, "r with the rest"},
    {"alpha/if_dropped/a1~INCITAMENT", NAN, 3, NAN, NAN, NAN, NAN, "z", "", 2, "one part is left"},
    {"weight/effective/a1~INCITAMENT", 0.5, NAN, NAN, NAN, NAN, NAN, NULL, "share", 3, "weights"},
    {"weight/effective/a2~INCITAMENT", 0.5, NAN, NAN, NAN, NAN, NAN, NULL, "share", 3, "weights"},
    {"correlation/pearson/INCITAMENT~NYTTA", 0.866025403784439, 3, NAN, -0.2, 0.99, 0.33, NULL, "r", 2, "Pearson"},
    {"correlation/kendall/INCITAMENT~NYTTA", 0.816496580927726, 3, NAN, NAN, NAN, 0.22, NULL, "tau", 2, "Kendall"},
    {"correlation/p_bh/INCITAMENT~NYTTA", 0.33, 3, NAN, NAN, NAN, NAN, NULL, "p", 3, "Benjamini & Hochberg"},
    {"correlation/p_holm/INCITAMENT~NYTTA", 0.66, 3, NAN, NAN, NAN, NAN, NULL, "p", 3, "Holm"},
    {"correlation/spearman/INCITAMENT~NYTTA", 0.866025403784439, 3, NAN, -0.2, 0.99, 0.0004, NULL, "r", 2, "Spearman"},
    {"regression/slope/NYTTA~INCITAMENT", 0.75, 3, 0.433, -4.75, 6.25, 0.33, NULL, "", 3, "least squares"},
    {"regression/intercept/NYTTA~INCITAMENT", 20, 3, 18.7, -217.7, 257.7, 0.47, NULL, "", 3, "least squares"},
    {"regression/r2/NYTTA~INCITAMENT", 0.75, 3, NAN, NAN, NAN, NAN, NULL, "share", 3, "explained"},
    {"regression/line/NYTTA~INCITAMENT|x=0", 20, 3, NAN, 1.5, 38.5, NAN, NULL, "0-100", 1, "line"},
    {"regression/line/NYTTA~INCITAMENT|x=25", 38.75, 3, NAN, 28, 49.5, NAN, NULL, "0-100", 1, "line"},
    {"regression/line/NYTTA~INCITAMENT|x=50", 57.5, 3, NAN, 48, 67, NAN, NULL, "0-100", 1, "line"},
    {"regression/line/NYTTA~INCITAMENT|x=75", 76.25, 3, NAN, 60, 92.5, NAN, NULL, "0-100", 1, "line"},
    {"regression/line/NYTTA~INCITAMENT|x=100", 95, 3, NAN, 70, 120, NAN, NULL, "0-100", 1, "line"},
    {"uncertainty/shift/INCITAMENT~all", 0.4, 2000, NAN, NAN, NAN, NAN, NULL, "places", 2, "mean |rank - nominal|"},
    {"uncertainty/moved/INCITAMENT~all", 0.25, 2000, NAN, NAN, NAN, NAN, NULL, "count", 1, "more than 1 place"},
    {"uncertainty/shift/INCITAMENT~method", 0.3, 1000, NAN, NAN, NAN, NAN, NULL, "places", 2, "mean |rank - nominal|"},
    {"uncertainty/shift/INCITAMENT~units", NAN, 1000, NAN, NAN, NAN, NAN, "z", "places", 2, "all answered"},
    {"response/section/part", 0.6, 5, NAN, NAN, NAN, NAN, NULL, "share", 3, "section"},
    {"response/section_answered/part", 3, 5, NAN, NAN, NAN, NAN, NULL, "count", 0, "section"},
    {"response/item/a1", 0.75, 4, NAN, NAN, NAN, NAN, NULL, "share", 3, "answered / asked"},
    {"item/missing/a1|reason=unknown", 1, 4, NAN, NAN, NAN, NAN, NULL, "count", 0, "without"},
    {"response/item/a2", 1, 4, NAN, NAN, NAN, NAN, NULL, "share", 3, "answered / asked"},
    {"weight/n_eff", 3.9, 4, NAN, NAN, NAN, NAN, NULL, "", 1, "Kish"},
    {"weight/level/size|size=10-50", 1.5, 2, NAN, NAN, NAN, NAN, NULL, "", 3, "weight"},
    {"weight/level/size|size=50-", 2, 1, NAN, NAN, NAN, NAN, NULL, "", 3, "weight"},
    {"composition/frame/size|size=10-50", 0.6, 5, NAN, NAN, NAN, NAN, NULL, "share", 3, "frame"},
    {"composition/answered/size|size=10-50", 2.0 / 3, 3, NAN, NAN, NAN, NAN, NULL, "share", 3, "answered"},
    {"composition/difference/size|size=10-50", 1.0 / 15, 3, NAN, NAN, NAN, NAN, NULL, "share", 3, "difference"},
    {"composition/chi2/size", 4.26, 3, NAN, NAN, NAN, 0.0390179, NULL, "", 2, "chi-square"},
    {"composition/largest/size", 1.0 / 15, 3, NAN, NAN, NAN, NAN, NULL, "share", 3, "largest"},
    {"composition/r_indicator/size", 0.816, 5, NAN, NAN, NAN, NAN, NULL, "share", 3, "R"},
    {"index/weighted_mean/INCITAMENT", 42, 3, 10.5, -3.18, 87.18, NAN, NULL, "0-100", 1, "post-stratified"},
    {"share/weighted_strong/INCITAMENT", 0.4, 3, 0.2, 0.1, 0.8, NAN, NULL, "share", 3, "Wilson"},
    {"influence/cook/NYTTA~INCITAMENT|unit=202100-0001", 1.5, 3, NAN, NAN, NAN, NAN, NULL, "", 2, "Cook"},
    {"influence/slope/NYTTA~INCITAMENT|unit=202100-0001", 1.25, 2, NAN, NAN, NAN, NAN, NULL, "", 3, "without"},
    {"hypothesis/estimate/H1", 0.866025403784439, 3, NAN, -0.2, 0.99, 0.165, NULL, "r", 2, "Pearson"},
    {"hypothesis/partial/H1", 0.81, 3, NAN, NAN, NAN, 0.4, NULL, "r", 2, "partial"},
    {"hypothesis/permutation_p/H1", 0.1704, 3, NAN, NAN, NAN, NAN, NULL, "p", 4, "permutation"},
    {"hypothesis/attenuation_corrected/H1", NAN, 3, NAN, NAN, NAN, NAN, "z", "r", 2, "no alpha"},
    {"hypothesis/leave_one_out_low/H1|unit=202100-0000", 0.5, 2, NAN, NAN, NAN, NAN, NULL, "r", 2, "without"},
    {"hypothesis/leave_one_out_high/H1|unit=gone", 1, 2, NAN, NAN, NAN, NAN, NULL, "r", 2, "without"},
    {"uncertainty/first/INCITAMENT~weight", 0.2, 512, NAN, 0.1, 0.3, NAN, NULL, "share", 2, "Saltelli"},
    {"uncertainty/total/INCITAMENT~weight", 0.3, 512, NAN, 0.2, 0.4, NAN, NULL, "share", 2, "Jansen"},
    {"uncertainty/total/INCITAMENT~weight.2", 0.05, 512, NAN, -0.01, 0.1, NAN, NULL, "share", 2, "Jansen"},
    {"uncertainty/first/INCITAMENT~normalise", 0.6, 512, NAN, 0.5, 0.7, NAN, NULL, "share", 2, "Saltelli"},
    {"uncertainty/total/INCITAMENT~normalise", 0.75, 512, NAN, 0.6, 0.9, NAN, NULL, "share", 2, "Jansen"},
    {"hypothesis/spearman/H1", 0.5, 3, NAN, NAN, NAN, 0.66, NULL, "r", 2, "mid-ranks"},
    {"hypothesis/p_holm/H1", 0.165, 3, NAN, NAN, NAN, NAN, NULL, "p", 3, "Holm"},
    {"trend/break/INCITAMENT|since=2020", 4, 2, NAN, NAN, NAN, NAN, NULL, "count", 0, "trend"},
    {"trend/items_common/INCITAMENT|since=2020", 1, 2, NAN, NAN, NAN, NAN, NULL, "count", 0, "trend"},
    {"trend/items_new/INCITAMENT|since=2020", 1, 2, NAN, NAN, NAN, NAN, NULL, "count", 0, "trend"},
    {"trend/items_gone/INCITAMENT|since=2020", 2, 2, NAN, NAN, NAN, NAN, NULL, "count", 0, "trend"},
    {"trend/items_changed/INCITAMENT|since=2020", 1, 2, NAN, NAN, NAN, NAN, NULL, "count", 0, "trend"},
    {"trend/change/INCITAMENT|since=2020", -0.5, 3, 1, -2.5, 1.5, 0.0312, NULL, "0-100", 1, "trend"},
    {"trend/panel_change/INCITAMENT|since=2020", 1.5, 2, 0.5, -4.85, 7.85, 0.205, NULL, "0-100", 1, "trend"},
    {"trend/panel_wilcoxon/INCITAMENT|since=2020", 3, 2, NAN, NAN, NAN, 0.371, NULL, "", 1, "trend"},
    {"trend/staying/INCITAMENT|since=2020", 1.5, 2, NAN, NAN, NAN, NAN, NULL, "0-100", 1, "trend"},
    {"trend/entering/INCITAMENT|since=2020", 0.75, 1, NAN, NAN, NAN, NAN, NULL, "0-100", 1, "trend"},
    {"trend/leaving/INCITAMENT|since=2020", 0, 0, NAN, NAN, NAN, NAN, NULL, "0-100", 1, "trend"},
    {"trend/restructured/INCITAMENT|since=2020", 0, 0, NAN, NAN, NAN, NAN, NULL, "0-100", 1, "trend"},
    {"trend/mean/INCITAMENT|since=2020;wave=2020;questions=common", 40, 5, 2, 34, 46, NAN, NULL, "0-100", 1, "trend"},
    {"trend/mean/INCITAMENT|since=2020;wave=2022;questions=common", 42, 3, 2, 36, 48, NAN, NULL, "0-100", 1, "trend"},
    {"trend/change/INCITAMENT|since=2020;questions=common", 2.25, 3, 1, 0.25, 4.25, 0.0312, NULL, "0-100", 1, "trend"},
    {"trend/panel_change/INCITAMENT|since=2020;questions=common", 1.5, 2, 0.5, -4.85, 7.85, 0.205, NULL, "0-100", 1, "trend"},
    {"trend/panel_wilcoxon/INCITAMENT|since=2020;questions=common", 3, 2, NAN, NAN, NAN, 0.371, NULL, "", 1, "trend"},
    {"trend/staying/INCITAMENT|since=2020;questions=common", 1.5, 2, NAN, NAN, NAN, NAN, NULL, "0-100", 1, "trend"},
    {"trend/entering/INCITAMENT|since=2020;questions=common", 0.75, 1, NAN, NAN, NAN, NAN, NULL, "0-100", 1, "trend"},
    {"trend/leaving/INCITAMENT|since=2020;questions=common", 0, 0, NAN, NAN, NAN, NAN, NULL, "0-100", 1, "trend"},
    {"trend/restructured/INCITAMENT|since=2020;questions=common", 0, 0, NAN, NAN, NAN, NAN, NULL, "0-100", 1, "trend"},
    {"trend/item_change/INCITAMENT|since=2020", -2.75, 3, NAN, NAN, NAN, NAN, NULL, "0-100", 1, "trend"},
    {"trend/break/INCITAMENT|since=2021", 0, 2, NAN, NAN, NAN, NAN, NULL, "count", 0, "trend"},
    {"trend/items_common/INCITAMENT|since=2021", 2, 2, NAN, NAN, NAN, NAN, NULL, "count", 0, "trend"},
    {"trend/items_new/INCITAMENT|since=2021", 0, 2, NAN, NAN, NAN, NAN, NULL, "count", 0, "trend"},
    {"trend/items_gone/INCITAMENT|since=2021", 0, 2, NAN, NAN, NAN, NAN, NULL, "count", 0, "trend"},
    {"trend/items_changed/INCITAMENT|since=2021", 0, 2, NAN, NAN, NAN, NAN, NULL, "count", 0, "trend"},
    {"trend/change/INCITAMENT|since=2021", -0.5, 3, 1, -2.5, 1.5, 0.0312, NULL, "0-100", 1, "trend"},
    {"trend/panel_change/INCITAMENT|since=2021", 1.5, 2, 0.5, -4.85, 7.85, 0.205, NULL, "0-100", 1, "trend"},
    {"trend/panel_wilcoxon/INCITAMENT|since=2021", 3, 2, NAN, NAN, NAN, 0.371, NULL, "", 1, "trend"},
    {"trend/staying/INCITAMENT|since=2021", 1.5, 2, NAN, NAN, NAN, NAN, NULL, "0-100", 1, "trend"},
    {"trend/entering/INCITAMENT|since=2021", 0.75, 1, NAN, NAN, NAN, NAN, NULL, "0-100", 1, "trend"},
    {"trend/leaving/INCITAMENT|since=2021", 0, 0, NAN, NAN, NAN, NAN, NULL, "0-100", 1, "trend"},
    {"trend/restructured/INCITAMENT|since=2021", 0, 0, NAN, NAN, NAN, NAN, NULL, "0-100", 1, "trend"},
    {"trend/mean/INCITAMENT|since=2021;wave=2021;questions=common", 40, 5, 2, 34, 46, NAN, NULL, "0-100", 1, "trend"},
    {"trend/mean/INCITAMENT|since=2021;wave=2022;questions=common", 42, 3, 2, 36, 48, NAN, NULL, "0-100", 1, "trend"},
    {"trend/change/INCITAMENT|since=2021;questions=common", 2.25, 3, 1, 0.25, 4.25, 0.0312, NULL, "0-100", 1, "trend"},
    {"trend/panel_change/INCITAMENT|since=2021;questions=common", 1.5, 2, 0.5, -4.85, 7.85, 0.205, NULL, "0-100", 1, "trend"},
    {"trend/panel_wilcoxon/INCITAMENT|since=2021;questions=common", 3, 2, NAN, NAN, NAN, 0.371, NULL, "", 1, "trend"},
    {"trend/staying/INCITAMENT|since=2021;questions=common", 1.5, 2, NAN, NAN, NAN, NAN, NULL, "0-100", 1, "trend"},
    {"trend/entering/INCITAMENT|since=2021;questions=common", 0.75, 1, NAN, NAN, NAN, NAN, NULL, "0-100", 1, "trend"},
    {"trend/leaving/INCITAMENT|since=2021;questions=common", 0, 0, NAN, NAN, NAN, NAN, NULL, "0-100", 1, "trend"},
    {"trend/restructured/INCITAMENT|since=2021;questions=common", 0, 0, NAN, NAN, NAN, NAN, NULL, "0-100", 1, "trend"},
    {"trend/item_change/INCITAMENT|since=2021", -2.75, 3, NAN, NAN, NAN, NAN, NULL, "0-100", 1, "trend"},
    {"trend/mean/INCITAMENT|wave=2022", 42, 3, 2, 36, 48, NAN, NULL, "0-100", 1, "trend"},
    {"trend/chained/INCITAMENT|wave=2022", 42, NAN, NAN, NAN, NAN, NAN, NULL, "0-100", 1, "trend"},
    {"trend/mean/INCITAMENT|wave=2021", 39.75, 5, 2, 34, 46, NAN, NULL, "0-100", 1, "trend"},
    {"trend/chained/INCITAMENT|wave=2021", 39.75, NAN, NAN, NAN, NAN, NAN, NULL, "0-100", 1, "trend"},
    {"trend/break/INCITAMENT|since=2020;wave=2021", 3, 2, NAN, NAN, NAN, NAN, NULL, "count", 0, "trend"},
    {"trend/mean/INCITAMENT|wave=2020", 42.5, 4, 2, 36, 49, NAN, NULL, "0-100", 1, "trend"},
    {"trend/chained/INCITAMENT|wave=2020", NAN, NAN, NAN, NAN, NAN, NAN, "x", "0-100", 1, "trend"},
    {"trend/change/NYTTA|since=2021", NAN, 0, NAN, NAN, NAN, NAN, "x", "0-100", 1, "trend"},
    {"trend/change/NYTTA|since=2021;questions=common", NAN, 0, NAN, NAN, NAN, NAN, "z", "0-100", 1, "trend"},
    {"hypothesis/verdict/H1", 0, 3, NAN, NAN, NAN, NAN, NULL, "verdict", 0, "verdict"},
    // clang-format on
};

static struct figures *make_figures(struct arena *arena)
{
    struct figures *figures = MAKE(arena, 1, struct figures);
    figures->arena = arena;
    for (size_t i = 0; i < COUNT(all_figures); i++) {
        struct error err = {0};
        demand(figures_put(figures, all_figures[i], &err), &err);
    }
    return figures;
}

/* Names that would be formulas, or could not stand in XML. */
static void put_units(struct store *store, struct wave *wave, uint32_t first_unit)
{
    static const char sql[] =
        "WITH RECURSIVE row (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM row WHERE i + 1 < ?3)"
        " INSERT INTO unit (id, wave, key, name)"
        " SELECT ?2 + i, ?1, format('202100-%04d', i), CASE i % 4 WHEN 0 THEN 'Åklagarmyndigheten'"
        " WHEN 1 THEN '=1+1' WHEN 2 THEN 'Myndigheten' || char(1) || '\"<&>\"'"
        " ELSE '_x0041_ -verket' END FROM row";
    struct error err = {0};
    struct statement *s = NULL;
    demand(statement_open(store, sql, &s, &err), &err);
    statement_bind_integer(s, 1, wave->id);
    statement_bind_integer(s, 2, first_unit);
    statement_bind_integer(s, 3, (int64_t)wave->n_rows);
    demand(statement_run(s, &err), &err);
    statement_close(s);
    wave->unit = MAKE(wave->arena, wave->n_rows, uint32_t);
    for (size_t row = 0; row < wave->n_rows; row++)
        wave->unit[row] = first_unit + (uint32_t)row;
}

static void put_findings(struct store *store, const struct wave *wave)
{
    struct finding list[] = {
        {FINDING_ERROR,
         "not_an_answer",
         {"surveys/2022/answers.csv", 3, 2},
         "202100-0001",
         "a1",
         "'maybe' is not an answer to a1"},
        {FINDING_WARNING, "orgnr", {"surveys/2022/register.csv", 4, 0}, NULL, NULL, "wrong digit"},
    };
    const struct findings found = {.list = list, .n = COUNT(list)};
    struct error err = {0};
    demand(store_put_findings(store, wave, &found, &err), &err);
}

static void put_rejects(struct store *store, const struct wave *wave)
{
    static const struct reject reject = {
        .role = "answers",
        .at = {"surveys/2022/answers.csv", 5, 0},
        .byte = 99,
        .rule = "too_few_cells",
        .reason = "2 cells, not 3",
        .raw = "a;b",
    };
    struct error err = {0};
    demand(store_put_rejects(store, wave, &reject, 1, &err), &err);
}

static struct store *make_store(struct wave *wave)
{
    struct store *store = NULL;
    struct error err = {0};
    uint32_t first_unit = 0;
    demand(store_open("", &store, &err), &err);
    demand(store_begin(store, &err), &err);
    demand(store_put_form(store, wave, &first_unit, &err), &err);
    put_units(store, wave, first_unit);
    put_findings(store, wave);
    put_rejects(store, wave);
    return store;
}

/* What the ranks of the first index may be: the unit in the middle may have any place. */
static void make_rank_intervals(struct arena *arena, struct score *score)
{
    static const double median[] = {3, 2, 1, MISSING}, low[] = {3, 1.05, 1, MISSING},
                        high[] = {3, 2.95, 1, MISSING};
    static const uint32_t class[] = {2, 1, 1, 0};
    score->rank_median = MAKE(arena, 4, double);
    score->rank_low = MAKE(arena, 4, double);
    score->rank_high = MAKE(arena, 4, double);
    score->rank_class = MAKE(arena, 4, uint32_t);
    memcpy(score->rank_median, median, sizeof median);
    memcpy(score->rank_low, low, sizeof low);
    memcpy(score->rank_high, high, sizeof high);
    memcpy(score->rank_class, class, sizeof class);
}

void make_report(struct arena *arena, enum language language, struct report *out)
{
    make_long_report(arena, 4, out);
    make_rank_intervals(arena, &out->wave->scores[0]);
    out->language = language;
}

void make_long_report(struct arena *arena, size_t n, struct report *out)
{
    struct wave *wave = make_wave(arena, n);
    *out = (struct report){.wave = wave,
                           .figures = make_figures(arena),
                           .store = make_store(wave),
                           .language = LANGUAGE_SV,
                           .profile = PROFILE_REVIEW,
                           .program = "mognad 0.1.0",
                           .store_path = "/tmp/out/mognad.db"};
}

/* It answered in 2021 too, when NYTTA had no questions in common, and not in 2020. */
static void make_years(struct arena *arena, struct feedback *feedback)
{
    feedback->years = MAKE(arena, 2, struct feedback_year);
    feedback->n_years = 2;
    for (size_t i = 0; i < 2; i++) {
        struct feedback_year *year = &feedback->years[i];
        *year = (struct feedback_year){.year = 2020 + (int)i,
                                       .past = i == 0 ? PAST_SILENT : PAST_THERE,
                                       .is_compared = true,
                                       .score = MAKE(arena, 2, double),
                                       .then = MAKE(arena, 2, double),
                                       .now = MAKE(arena, 2, double)};
        for (size_t s = 0; s < 2; s++)
            year->score[s] = year->then[s] = year->now[s] = MISSING;
    }
    feedback->years[1].score[0] = 15;
    feedback->years[1].score[1] = 45;
    feedback->years[1].then[0] = 17.5;
    feedback->years[1].now[0] = 20.25;
}

void make_feedback(struct arena *arena, struct report *report)
{
    static const struct finding finding = {FINDING_ERROR, "not_an_answer",
                                           {NULL, 3, 2},  "202100-0000",
                                           "b1",          "'maybe' is not an answer to b1"};
    struct feedback *feedback = MAKE(arena, 1, struct feedback);
    *feedback = (struct feedback){.key = "202100-0000",
                                  .name = "Åklagarmyndigheten",
                                  .answers = MAKE(arena, 4, struct feedback_answer),
                                  .findings = MAKE(arena, 1, struct finding),
                                  .n_findings = 1,
                                  .is_withheld = MAKE(arena, 4, bool),
                                  .shares = MAKE(arena, 4, struct feedback_shares)};
    feedback->answers[0] = (struct feedback_answer){"yes", MISSING, ANSWERED};
    feedback->answers[1] = (struct feedback_answer){"4", 4, ANSWERED};
    feedback->answers[2] = (struct feedback_answer){NULL, MISSING, MISSING_INVALID};
    feedback->findings[0] = finding;
    feedback->is_withheld[1] = true; /* INCITAMENT in its size */
    for (size_t i = 0; i < 4; i++)
        feedback->shares[i] = (struct feedback_shares){MISSING, MISSING, MISSING, 0, i == 1};
    feedback->shares[0] = (struct feedback_shares){.25, .75, 0, 4, false};
    make_years(arena, feedback);
    report->feedback = feedback;
}

void drop_report(const struct report *report)
{
    store_close(report->store);
}
