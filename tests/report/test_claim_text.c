/* SPDX-License-Identifier: GPL-3.0-or-later */
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
} cases[] = {
    {"a correlation", TEST_CORRELATION, NO_GROUP, 0, 0.55, 0.43, 0.65, 1,
     "Korrelationen mellan Externa incitament och Samhällsnytta är 0,55 (0,43–0,65). Påståendet får stöd.",
     "The correlation between External incentives and Societal benefit is 0.55 (0.43–0.65). The claim is supported.",
     "Correlation, r", ""},
    {"a negative one", TEST_CORRELATION, NO_GROUP, 0, -0.55, -0.65, -0.43, -1,
     "Korrelationen mellan Externa incitament och Samhällsnytta är −0,55 (−0,65 till −0,43). Svaren talar emot påståendet.",
     "The correlation between External incentives and Societal benefit is −0.55 (−0.65 to −0.43). The answers speak against the claim.",
     "Correlation, r", ""},
    {"one of two correlations is lower", TEST_CORRELATION_DIFFERENCE, NO_GROUP, 0, -0.2, -0.4, 0.1, 0,
     "Korrelationen mellan Externa incitament och Samhällsnytta är lägre än den mellan Externa incitament och Externa incitament, med skillnaden 0,20 (−0,10 till 0,40). Svaren räcker inte för att avgöra påståendet.",
     "The correlation between External incentives and Societal benefit is lower than that between External incentives and External incentives, by 0.20 (−0.10 to 0.40). The answers do not settle the claim.",
     "Difference between correlations", ""},
    {"a mean is higher", TEST_MEAN_DIFFERENCE, BY_SIZE, 0, 12.345, 2, 22, 1,
     "Medelvärdet av Samhällsnytta är högre i gruppen ”10-50” än i gruppen ”fler än 50”, med skillnaden 12,35 (2,00–22,00). Påståendet får stöd.",
     "The mean of Societal benefit is higher in the group ‘10-50’ than in the group ‘more than 50’, by 12.35 (2.00–22.00). The claim is supported.",
     "Difference between means", ""},
    {"a mean is lower among the strong", TEST_MEAN_DIFFERENCE, BY_STRONG, 0, -5, -9, -1, 1,
     "Medelvärdet av Samhällsnytta är lägre i gruppen ”stark: Externa incitament” än i gruppen ”inte stark: Externa incitament”, med skillnaden 5,00 (1,00–9,00). Påståendet får stöd.",
     "The mean of Societal benefit is lower in the group ‘strong: External incentives’ than in the group ‘not strong: External incentives’, by 5.00 (1.00–9.00). The claim is supported.",
     "Difference between means", ""},
    {"equivalence", TEST_EQUIVALENCE, NO_GROUP, 0, 0.1, -0.05, 0.25, 1,
     "Korrelationen mellan Externa incitament och Samhällsnytta är 0,10 (−0,05 till 0,25); liten är den innanför ±0,30. Påståendet får stöd.",
     "The correlation between External incentives and Societal benefit is 0.10 (−0.05 to 0.25); small is within ±0.30. The claim is supported.",
     "Correlation, r", ""},
    {"a regression given another", TEST_REGRESSION, NO_GROUP, 1, 0.3, 0.1, 0.5, 1,
     "En enhet högre Externa incitament går samman med 0,30 (0,10–0,50) enheter på Samhällsnytta, med hänsyn till Externa incitament. Påståendet får stöd.",
     "One unit more of External incentives goes with 0.30 (0.10–0.50) units of Societal benefit, given External incentives. The claim is supported.",
     "Regression coefficient, b", ""},
    {"slopes", TEST_INTERACTION, BY_SIZE, 0, 0.3, 0.1, 0.5, 1,
     "Samhällsnytta stiger brantare med Externa incitament i gruppen ”10-50” än i gruppen ”fler än 50”, med skillnaden 0,30 (0,10–0,50) per enhet. Påståendet får stöd.",
     "Societal benefit rises more steeply with External incentives in the group ‘10-50’ than in the group ‘more than 50’, by 0.30 (0.10–0.50) per unit. The claim is supported.",
     "Difference between slopes", ""},
    {"a share", TEST_PROPORTION, NO_GROUP, 0, 0.379, 0.35, 0.41, 1,
     "Andelen med minst 50 på Samhällsnytta är 38\u00a0% (35–41\u00a0%). Påståendet får stöd.",
     "The share with at least 50 on Societal benefit is 38% (35–41%). The claim is supported.",
     "Share", "share"},
    {"nothing to be had", TEST_CORRELATION, NO_GROUP, 0, NAN, NAN, NAN, NAN,
     "Påståendet kunde inte prövas på dessa svar.",
     "The claim could not be tested on these answers.",
     "Correlation, r", ""},
};
// clang-format on

static void make_hypothesis(struct arena *arena, const struct wave *wave, size_t i,
                            struct hypothesis *out)
{
    const struct indicator *all = wave->form->indicators;
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
                            .margin = 0.3};
    if (cases[i].test == TEST_PROPORTION)
        out->cut = 50;
    if (cases[i].group == BY_STRONG)
        out->group = of[1];
    for (size_t k = 0; cases[i].group == BY_SIZE && k < wave->form->n_indicators; k++)
        if (all[k].type == INDICATOR_GROUP)
            out->group = &all[k];
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

int main(void)
{
    const struct CMUnitTest tests[] = {TEST(findings_are_said_plainly),
                                       TEST(a_measure_without_a_name_is_called_by_its_id)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
