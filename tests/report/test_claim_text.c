/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/claim_part.h"
#include "report/claim_text.h"
#include "tests/check.h"

#include "make_report.h"

/* The hypotheses are about the tiny report's two indices and its Group of sizes. */
// clang-format off
static const struct {
    const char *name;
    enum hypothesis_test test;
    enum { NO_GROUP, BY_SIZE, BY_STRONG } group;
    size_t n_controls;
    double value, low, high, verdict;
    const char *sv, *en, *effect, *unit;
    enum alternative alternative;
    const char *where;
} cases[] = {
    {"a correlation", TEST_CORRELATION, NO_GROUP, 0, 0.55, 0.43, 0.65, 1,
     "Korrelationen mellan Externa incitament och Samhällsnytta är 0,55 (0,43–0,65). Påståendet får stöd.",
     "The correlation between External incentives and Societal benefit is 0.55 (0.43–0.65). The claim is supported.",
     "Pearson’s r", "", 0, NULL},
    {"a negative one", TEST_CORRELATION, NO_GROUP, 0, -0.55, -0.65, -0.43, -1,
     "Korrelationen mellan Externa incitament och Samhällsnytta är −0,55 (−0,65 till −0,43). Svaren talar emot påståendet.",
     "The correlation between External incentives and Societal benefit is −0.55 (−0.65 to −0.43). The answers speak against the claim.",
     "Pearson’s r", "", 0, NULL},
    {"of some of the agencies", TEST_CORRELATION, NO_GROUP, 0, 0.55, 0.43, 0.65, 1,
     "Korrelationen mellan Externa incitament och Samhällsnytta är 0,55 (0,43–0,65). Bara de myndigheter som påståendet avser räknas med (n = 3). Påståendet får stöd.",
     "The correlation between External incentives and Societal benefit is 0.55 (0.43–0.65). Only the agencies that the claim is about are counted (n = 3). The claim is supported.",
     "Pearson’s r", "", 0, "${service} = '0'"},
    {"one of two correlations is lower", TEST_CORRELATION_DIFFERENCE, NO_GROUP, 0, -0.2, -0.4, 0.1, 0,
     "Korrelationen mellan Externa incitament och Samhällsnytta är 0,20 (−0,10 till 0,40) lägre än den mellan Externa incitament och Externa incitament. Svaren räcker inte för att avgöra påståendet.",
     "The correlation between External incentives and Societal benefit is 0.20 (−0.10 to 0.40) lower than that between External incentives and External incentives. The answers do not settle the claim.",
     "Difference between correlations", "", 0, NULL},
    {"a mean is higher", TEST_MEAN_DIFFERENCE, BY_SIZE, 0, 12.345, 2, 22, 1,
     "Medelvärdet av Samhällsnytta är 12,35 poäng (2,00–22,00) högre i gruppen ”10-50” än i gruppen ”fler än 50” (Storlek). Påståendet får stöd.",
     "The mean of Societal benefit is 12.35 points (2.00–22.00) higher in the group “10-50” than in the group “more than 50” (Size). The claim is supported.",
     "Difference between means", "0-100", 0, NULL},
    {"a mean is lower among the strong", TEST_MEAN_DIFFERENCE, BY_STRONG, 0, -5, -9, -1, 1,
     "Medelvärdet av Samhällsnytta är 5,00 poäng (1,00–9,00) lägre i gruppen ”stark på Externa incitament” än i gruppen ”inte stark på Externa incitament”. Påståendet får stöd.",
     "The mean of Societal benefit is 5.00 points (1.00–9.00) lower in the group “strong on External incentives” than in the group “not strong on External incentives”. The claim is supported.",
     "Difference between means", "0-100", 0, NULL},
    {"equivalence", TEST_EQUIVALENCE, NO_GROUP, 0, 0.1, -0.05, 0.25, 1,
     "Korrelationen mellan Externa incitament och Samhällsnytta är 0,10 (90-procentigt intervall −0,05 till 0,25). Som liten räknas en korrelation inom ±0,30. Påståendet får stöd.",
     "The correlation between External incentives and Societal benefit is 0.10 (90% interval −0.05 to 0.25). A correlation within ±0.30 counts as small. The claim is supported.",
     "Pearson’s r", "", 0, NULL},
    {"equivalence given another", TEST_EQUIVALENCE, NO_GROUP, 1, 0.1, -0.05, 0.25, 1,
     "Korrelationen mellan Externa incitament och Samhällsnytta, med hänsyn till Externa incitament, är 0,10 (90-procentigt intervall −0,05 till 0,25). Som liten räknas en korrelation inom ±0,30. Påståendet får stöd.",
     "The correlation between External incentives and Societal benefit, given External incentives, is 0.10 (90% interval −0.05 to 0.25). A correlation within ±0.30 counts as small. The claim is supported.",
     "Partial correlation, r", "", 0, NULL},
    {"a regression", TEST_REGRESSION, NO_GROUP, 0, -0.3, -0.5, -0.1, 1,
     "En poäng högre på Externa incitament går samman med 0,30 poäng (0,10–0,50) lägre på Samhällsnytta. Påståendet får stöd.",
     "One point more on External incentives goes with 0.30 points (0.10–0.50) less on Societal benefit. The claim is supported.",
     "Regression coefficient, b", "", 0, NULL},
    {"a regression given another", TEST_REGRESSION, NO_GROUP, 1, 0.3, 0.1, 0.5, 1,
     "En poäng högre på Externa incitament går samman med 0,30 poäng (0,10–0,50) högre på Samhällsnytta, med hänsyn till Externa incitament. Påståendet får stöd.",
     "One point more on External incentives goes with 0.30 points (0.10–0.50) more on Societal benefit, given External incentives. The claim is supported.",
     "Regression coefficient, b", "", 0, NULL},
    {"slopes", TEST_INTERACTION, BY_SIZE, 0, 0.3, 0.1, 0.5, 1,
     "Regressionslinjens lutning, Samhällsnytta mot Externa incitament, är 0,30 (0,10–0,50) högre i gruppen ”10-50” än i gruppen ”fler än 50” (Storlek). Påståendet får stöd.",
     "The slope of the regression line, Societal benefit against External incentives, is 0.30 (0.10–0.50) higher in the group “10-50” than in the group “more than 50” (Size). The claim is supported.",
     "Difference between slopes", "", 0, NULL},
    {"a share of the strong", TEST_PROPORTION, NO_GROUP, 0, 0.379, 0.35, 0.41, 1,
     "Andelen myndigheter med minst 50 på Samhällsnytta är 38\u00a0% (35–41\u00a0%). Den prövas mot 25\u00a0%. Påståendet får stöd.",
     "The share of agencies with at least 50 on Societal benefit is 38% (35–41%). It is tested against 25%. The claim is supported.",
     "Share with at least 50", "share", ALTERNATIVE_GREATER, NULL},
    {"a share below the cut", TEST_PROPORTION, NO_GROUP, 0, 0.621, 0.59, 0.65, 1,
     "Andelen myndigheter under 50 på Samhällsnytta är 62\u00a0% (59–65\u00a0%). Den prövas mot 25\u00a0%. Påståendet får stöd.",
     "The share of agencies below 50 on Societal benefit is 62% (59–65%). It is tested against 25%. The claim is supported.",
     "Share below 50", "share", ALTERNATIVE_LESS, NULL},
    {"nothing to be had", TEST_CORRELATION, NO_GROUP, 0, NAN, NAN, NAN, NAN,
     "Påståendet kunde inte prövas på dessa svar.",
     "The claim could not be tested on these answers.",
     "Pearson’s r", "", 0, NULL},
};
// clang-format on

static const struct indicator *size_group(const struct wave *wave)
{
    const struct indicator *all = wave->form->indicators;
    for (size_t k = 0; k < wave->form->n_indicators; k++)
        if (all[k].type == INDICATOR_GROUP)
            return &all[k];
    return NULL;
}

static void make_hypothesis(struct arena *arena, const struct wave *wave, size_t i,
                            struct hypothesis *out)
{
    const struct indicator **of = arena_array(arena, 4, const struct indicator *);
    of[0] = wave->scores[1].index;
    of[1] = of[2] = of[3] = wave->scores[0].index;
    *out =
        (struct hypothesis){.id = "H1",
                            .test = cases[i].test,
                            .y = of,
                            .n_y = cases[i].test == TEST_CORRELATION_DIFFERENCE ? 2 : 1,
                            .x = of + 2,
                            .n_x = cases[i].group == NO_GROUP || cases[i].test == TEST_INTERACTION,
                            .controls = of + 3,
                            .n_controls = cases[i].n_controls,
                            .cut = MISSING,
                            .null = MISSING,
                            .margin = 0.3,
                            .where = cases[i].where,
                            .alternative = cases[i].alternative};
    if (cases[i].test == TEST_PROPORTION) {
        out->cut = 50;
        out->null = 0.25;
    }
    if (cases[i].group == BY_STRONG)
        out->group = of[1];
    if (cases[i].group == BY_SIZE)
        out->group = size_group(wave);
}

static const char *say(struct draft *draft, size_t i)
{
    struct hypothesis h;
    struct figures *figures = draft_array(draft, 1, struct figures);
    struct error err = {0};
    *figures = (struct figures){.arena = draft->arena};
    const struct figure estimate = {.id = "hypothesis/estimate/H1",
                                    .value = cases[i].value,
                                    .low = cases[i].low,
                                    .high = cases[i].high,
                                    .n = 3,
                                    .decimals = 2,
                                    .unit = cases[i].unit},
                        verdict = {.id = "hypothesis/verdict/H1", .value = cases[i].verdict};
    CHECK(figures_put(figures, estimate, &err) == OK, "%s", err.text);
    CHECK(figures_put(figures, verdict, &err) == OK, "%s", err.text);
    ((struct report *)draft->report)->figures = figures;
    make_hypothesis(draft->arena, draft->report->wave, i, &h);
    if (draft->report->language == LANGUAGE_EN)
        CHECK(strcmp(claim_effect(draft, &h), cases[i].effect) == 0, "%s: %s", cases[i].name,
              claim_effect(draft, &h));
    return claim_sentence(draft, &h);
}

static void findings_are_said_plainly(void **state)
{
    (void)state;
    for (int language = 0; language < LANGUAGE_COUNT; language++) {
        struct arena arena = {0};
        struct report report;
        make_report(&arena, (enum language)language, &report);
        struct draft draft = {.report = &report, .arena = &arena};
        for (size_t i = 0; i < COUNT(cases); i++) {
            const char *want = language == LANGUAGE_SV ? cases[i].sv : cases[i].en;
            const char *got = say(&draft, i);
            CHECK(strcmp(got, want) == 0, "%s:\n got  %s\n want %s", cases[i].name, got, want);
        }
        CHECK(!draft.is_out_of_memory, "%s", "out of memory");
        drop_report(&report);
        arena_release(&arena);
    }
}

static void a_measure_without_a_name_is_called_by_its_id(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct report report;
    make_report(&arena, LANGUAGE_EN, &report);
    struct draft draft = {.report = &report, .arena = &arena};
    CHECK(strcmp(claim_measure(&draft, "spearman"), "Spearman’s rho") == 0, "%s",
          claim_measure(&draft, "spearman"));
    CHECK(strcmp(claim_measure(&draft, "novel"), "novel") == 0, "%s",
          claim_measure(&draft, "novel"));
    drop_report(&report);
    arena_release(&arena);
}

/* The parts of ids in the words of the report; a part that nobody knows stays as it is. */
static void parts_are_told_by_their_labels(void **state)
{
    (void)state;
    static const struct {
        bool is_by_size;
        const char *id, *want;
    } parts[] = {
        {false, "hypothesis/b/H1|term=INCITAMENT", "External incentives"},
        {false, "hypothesis/partial/H1|given=INCITAMENT", "External incentives"},
        {false, "hypothesis/pearson/H1|y=NYTTA", "Societal benefit"},
        {true, "hypothesis/mean/H1|size=10-50", "Size: 10-50"},
        {false, "hypothesis/mean/H1|INCITAMENT=strong", "strong on External incentives"},
        {false, "hypothesis/mean/H1|INCITAMENT=other", "not strong on External incentives"},
        {false, "hypothesis/mean/H1|colour=blue", "colour=blue"},
        {false, "hypothesis/partial/H1", "External incentives"},
        {false, "hypothesis/spearman/H1", NULL},
    };
    struct arena arena = {0};
    struct report report;
    make_report(&arena, LANGUAGE_EN, &report);
    struct draft draft = {.report = &report, .arena = &arena};
    for (size_t i = 0; i < COUNT(parts); i++) {
        struct hypothesis h;
        struct error err = {0};
        const char *got = NULL;
        const struct figure figure = {.id = parts[i].id};
        make_hypothesis(&arena, report.wave, 0, &h);
        h.n_controls = 1;
        h.group = parts[i].is_by_size ? size_group(report.wave) : h.controls[0];
        CHECK(claim_part(&draft, &h, &figure, &got, &err) == OK, "%s", err.text);
        const bool is_right = got == NULL || parts[i].want == NULL
                                  ? got == parts[i].want
                                  : strcmp(got, parts[i].want) == 0;
        CHECK(is_right, "%s: %s", parts[i].id, got == NULL ? "nothing" : got);
    }
    CHECK(!draft.is_out_of_memory, "%s", "out of memory");
    drop_report(&report);
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {TEST(findings_are_said_plainly),
                                       TEST(parts_are_told_by_their_labels),
                                       TEST(a_measure_without_a_name_is_called_by_its_id)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
