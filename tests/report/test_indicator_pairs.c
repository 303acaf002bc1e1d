/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/indicator_pairs.h"
#include "report/scatter.h"
#include "tests/check.h"

#include "make_report.h"

static struct question asked[] = {{.name = "q"}, {.name = "r"}};

/* An item of a question or, without one, of a column of the register. */
static struct indicator item_of(struct question *question, size_t option, const char *source)
{
    return (struct indicator){
        .type = INDICATOR_ITEM, .question = question, .option = option, .source = source};
}

static void answers_that_count_twice_are_seen(void **state)
{
    (void)state;
    struct indicator q = item_of(&asked[0], NO_OPTION, "q");
    struct indicator q_again = item_of(&asked[0], NO_OPTION, "q");
    struct indicator q_one = item_of(&asked[0], 1, "q/one");
    struct indicator q_two = item_of(&asked[0], 2, "q/two");
    struct indicator r = item_of(&asked[1], NO_OPTION, "r");
    struct indicator fte = item_of(NULL, NO_OPTION, "fte");
    struct indicator fte_again = item_of(NULL, NO_OPTION, "fte");
    struct indicator *some[] = {&r, &q_one};
    struct indicator index = {.type = INDICATOR_AGGREGATE, .children = some, .n_children = 2};
    struct indicator *above[] = {&index, &fte};
    struct indicator root = {.type = INDICATOR_AGGREGATE, .children = above, .n_children = 2};
    struct indicator *none[] = {&q_two};
    struct indicator other = {.type = INDICATOR_AGGREGATE, .children = none, .n_children = 1};
    const struct {
        const char *name;
        const struct indicator *a, *b;
        bool want;
    } cases[] = {
        // clang-format off
        {"an item with itself",               &q, &q, true},
        {"two items of one question",         &q, &q_again, true},
        {"two questions",                     &q, &r, false},
        {"two options of one question",       &q_one, &q_two, false},
        {"an option and the whole question",  &q_one, &q, true},
        {"a column of the register, twice",   &fte, &fte_again, true},
        {"a column and a question",           &fte, &q, false},
        {"an item and its index",             &r, &index, true},
        {"an item and the root above",        &r, &root, true},
        {"an index and the root above",       &index, &root, true},
        {"indices with other options",        &index, &other, false},
        {"an index and the whole question",   &other, &q, true},
        // clang-format on
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        CHECK(indicators_overlap(cases[i].a, cases[i].b) == cases[i].want, "%s", cases[i].name);
        CHECK(indicators_overlap(cases[i].b, cases[i].a) == cases[i].want, "turned: %s",
              cases[i].name);
    }
}

static void a_pair_is_listed_once(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct report report;
    make_report(&arena, LANGUAGE_SV, &report);
    struct draft draft = {.report = &report, .arena = &arena};
    struct form *form = (struct form *)report.wave->form;
    struct hypothesis twice[3] = {form->hypotheses[0], form->hypotheses[0], form->hypotheses[0]};
    twice[1].test = TEST_REGRESSION;
    twice[2].test = TEST_MEAN_DIFFERENCE;
    form->hypotheses = twice;
    form->n_hypotheses = 3;
    const struct indicator_pairs pairs = indicator_pairs_of(&draft);
    CHECK(pairs.n == 1, "%zu pairs", pairs.n);
    CHECK(pairs.list[0].pearson != NULL && pairs.list[0].slope != NULL, "%s", "without figures");
    form->hypotheses = twice + 2;
    form->n_hypotheses = 1;
    CHECK(indicator_pairs_of(&draft).n == 0, "%s", "a comparison of groups is no pair");
    drop_report(&report);
    arena_release(&arena);
}

static void points_are_drawn_while_they_can_be_seen(void **state)
{
    (void)state;
    static const struct {
        size_t n;
        enum profile profile;
        size_t n_points;
    } cases[] = {{4, PROFILE_REVIEW, 3},
                 {5000, PROFILE_REVIEW, 3750},
                 {5004, PROFILE_REVIEW, 0},
                 {4, PROFILE_PUBLISH, 0}};
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct arena arena = {0};
        struct report report;
        make_long_report(&arena, cases[i].n, &report);
        report.profile = cases[i].profile;
        struct draft draft = {.report = &report, .arena = &arena};
        const struct scatters got = scatters_of(&draft);
        CHECK(got.n == 1 && got.list[0].has_line, "%zu: no line", i);
        CHECK(got.n_points == cases[i].n_points, "%zu: %zu points", i, got.n_points);
        drop_report(&report);
        arena_release(&arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(answers_that_count_twice_are_seen),
        TEST(a_pair_is_listed_once),
        TEST(points_are_drawn_while_they_can_be_seen),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
