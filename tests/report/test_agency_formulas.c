/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/agency_formulas.h"
#include "tests/check.h"

#include "base/missing.h"
#include "make_report.h"

static bool is_same(const char *got, const char *want)
{
    return got == NULL || want == NULL ? got == want : strcmp(got, want) == 0;
}

/* The formulas of the first row, of the first index. */
static void check_formulas(struct report *report, const char *name, const char *const want[3])
{
    struct arena arena = {0};
    struct draft draft = {.report = report, .arena = &arena};
    const struct row_formula formulas[] = {formula_of_score(&draft, 0), formula_of_rank(&draft, 0),
                                           formula_of_answered(&draft, 0)};
    for (size_t i = 0; i < COUNT(formulas); i++) {
        const char *got = row_formula_at(&formulas[i], 0);
        CHECK(is_same(got, want[i]), "%s, %zu: got %s", name, i, got == NULL ? "none" : got);
    }
    arena_release(&arena);
}

static const char score[] = "IF(SUMPRODUCT(ISNUMBER('Indikatorpoäng'!$C$6:$D$6)*'Vikter'!$D$6:$E$6)"
                            ">=MAX(1E-12,('Vikter'!$C$6-1E-12)*(SUM('Vikter'!$D$6:$E$6)"
                            "-SUMIF('Indikatorpoäng'!$C$6:$D$6,\"[z]\",'Vikter'!$D$6:$E$6))),"
                            "ROUND(SUMPRODUCT('Indikatorpoäng'!$C$6:$D$6,'Vikter'!$D$6:$E$6)"
                            "/SUMPRODUCT(ISNUMBER('Indikatorpoäng'!$C$6:$D$6)*'Vikter'!$D$6:$E$6),"
                            "10),\"[x]\")";
static const char rank[] = "IF(ISNUMBER($D6),RANK($D6,$D$6:$D$9),\"[x]\")";
static const char answered[] = "COUNT('Indikatorpoäng'!$C$6:$D$6)";

static void formulas_of_an_agency(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct report report;
    make_report(&arena, LANGUAGE_SV, &report);
    struct wave wave = *report.wave;
    report.wave = &wave;
    check_formulas(&report, "all", (const char *const[]){score, rank, answered});

    wave.n_items = 0;
    check_formulas(&report, "no items", (const char *const[]){NULL, rank, NULL});
    wave.n_items = 3;

    wave.items[0].value[3] = 55;
    check_formulas(&report, "one imputed", (const char *const[]){score, rank, NULL});
    wave.items[0].value[3] = missing_because(MISSING_NO_ANSWER);

    report.profile = PROFILE_PUBLISH;
    check_formulas(&report, "published", (const char *const[]){NULL, rank, NULL});
    drop_report(&report);
    arena_release(&arena);
}

/* An index whose parts stand between others' parts in five places has no formula. */
static void parts_in_too_many_places(void **state)
{
    (void)state;
    enum { PARTS = 5 };
    struct arena arena = {0};
    struct report report;
    make_report(&arena, LANGUAGE_SV, &report);
    struct wave wave = *report.wave;
    report.wave = &wave;
    struct indicator items[2 * PARTS] = {{0}}, *children[PARTS], index = *wave.scores[0].index;
    struct score scores[2 * PARTS] = {{0}}, of_index = wave.scores[0];
    for (size_t i = 0; i < COUNT(items); i++) {
        items[i].type = INDICATOR_ITEM;
        scores[i] = (struct score){.index = &items[i], .value = wave.items[0].value};
        children[i / 2] = &items[i];
    }
    index.children = children;
    of_index.index = &index;
    wave.scores = &of_index;
    wave.items = scores;
    wave.n_items = COUNT(items);
    for (index.n_children = PARTS - 1; index.n_children <= PARTS; index.n_children++) {
        struct draft draft = {.report = &report, .arena = &arena};
        const struct row_formula formula = formula_of_score(&draft, 0);
        CHECK((formula.pattern != NULL) == (index.n_children < PARTS), "%zu places",
              index.n_children);
    }
    drop_report(&report);
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(formulas_of_an_agency),
        TEST(parts_in_too_many_places),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
