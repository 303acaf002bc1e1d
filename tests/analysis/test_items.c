/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/proportion.h"
#include "tests/analysis/make_wave.h"

static void a_select_one_is_counted(void **state)
{
    (void)state;
    struct maker m;
    maker_open(&m, 8);
    m.wave.n_frame = 20;
    struct choice_list *list = make_list(&m, 4, (double[]){1, 2, 5, NA});
    list->choices[3].reason = MISSING_UNKNOWN; /* "do not know" as a choice */
    list->choices[3].name = "vet ej";
    make_coded(&m, "q1", NULL, list, "00213-nu");
    CHECK(maker_run(&m, 1) == OK, "%s", m.err.text);
    CHECK_FIGURE(&m, "item/share/q1|choice=c0", 0.5);
    CHECK_FIELD(&m, "item/share/q1|choice=c0", n, 4);
    CHECK_FIELD(&m, "item/share/q1|choice=c0", low, proportion_estimate(2, 4, 20, 0.95).low);
    CHECK_FIGURE(&m, "item/share/q1|choice=c1", 0.25);
    CHECK_FIGURE(&m, "item/share/q1|choice=c2", 0.25);
    CHECK(figures_find(&m.figures, "item/share/q1|choice=vet%20ej") == NULL, "no answer");
    CHECK_FIGURE(&m, "item/missing/q1|reason=unknown", 2); /* the choice and the code */
    CHECK_FIGURE(&m, "item/missing/q1|reason=no_answer", 1);
    CHECK_FIGURE(&m, "item/missing/q1|reason=not_asked", 1);
    CHECK_FIELD(&m, "item/missing/q1|reason=not_asked", n, 8);
    CHECK(figures_find(&m.figures, "item/missing/q1|reason=refused") == NULL, "did not occur");
    CHECK_FIGURE(&m, "item/mean/q1", 2.25);
    CHECK_FIELD(&m, "item/mean/q1", n, 4);
    CHECK_FIELD(&m, "item/mean/q1", se, sqrt((1 - 4. / 20) * (10.75 / 3) / 4));
    maker_close(&m);
}

static void a_list_without_scores_has_no_mean(void **state)
{
    (void)state;
    struct maker m;
    maker_open(&m, 2);
    make_coded(&m, "q1", NULL, make_list(&m, 2, NULL), "01");
    CHECK(maker_run(&m, 1) == OK, "%s", m.err.text);
    CHECK_FIGURE(&m, "item/share/q1|choice=c0", 0.5);
    CHECK(figures_find(&m.figures, "item/mean/q1") == NULL, "mean");
    maker_close(&m);
}

static void a_wide_list_is_counted(void **state)
{
    (void)state;
    struct maker m;
    maker_open(&m, 4);
    make_coded(&m, "q1", NULL, make_list(&m, 3, (double[]){0, 5, 10}), "0000");
    free(m.wave.columns[0].code);
    m.wave.columns[0] = (struct column){.kind = COLUMN_WIDE, .wide = calloc(4, sizeof(uint16_t))};
    memcpy(m.wave.columns[0].wide, (uint16_t[]){2, 1, 2, WIDE_MISSING(MISSING_INVALID)}, 8);
    CHECK(maker_run(&m, 1) == OK, "%s", m.err.text);
    CHECK_FIGURE(&m, "item/share/q1|choice=c2", 2. / 3);
    CHECK_FIGURE(&m, "item/share/q1|choice=c0", 0);
    CHECK_FIGURE(&m, "item/missing/q1|reason=invalid", 1);
    CHECK_FIGURE(&m, "item/mean/q1", 25. / 3);
    maker_close(&m);
}

static void options_share_the_base_of_their_question(void **state)
{
    (void)state;
    struct maker m;
    maker_open(&m, 5);
    const char *const options[] = {"110n-", "010n-"};
    make_multiple(&m, "q1", NULL, make_list(&m, 2, (double[]){1, 1}), options);
    CHECK(maker_run(&m, 1) == OK, "%s", m.err.text);
    CHECK_FIGURE(&m, "item/share/q1|choice=c0", 2. / 3);
    CHECK_FIGURE(&m, "item/share/q1|choice=c1", 1. / 3);
    CHECK_FIELD(&m, "item/share/q1|choice=c1", n, 3);
    CHECK_FIGURE(&m, "item/missing/q1|reason=not_asked", 1);
    CHECK_FIGURE(&m, "item/missing/q1|reason=no_answer", 1);
    CHECK(figures_find(&m.figures, "item/mean/q1") == NULL, "mean");
    maker_close(&m);
}

static void a_number_is_summarised(void **state)
{
    (void)state;
    struct maker m;
    maker_open(&m, 4);
    make_number(&m, "q1", NULL, (double[]){2, -4, missing_because(MISSING_REFUSED), 5});
    CHECK(maker_run(&m, 1) == OK, "%s", m.err.text);
    CHECK_FIGURE(&m, "item/mean/q1", 1);
    CHECK_FIGURE(&m, "item/sd/q1", sqrt(42. / 2));
    CHECK_FIGURE(&m, "item/min/q1", -4);
    CHECK_FIGURE(&m, "item/max/q1", 5);
    CHECK_FIELD(&m, "item/max/q1", n, 3);
    CHECK_FIGURE(&m, "item/missing/q1|reason=refused", 1);
    maker_close(&m);
}

static void a_question_nobody_answered(void **state)
{
    (void)state;
    struct maker m;
    maker_open(&m, 2);
    make_coded(&m, "q1", NULL, make_list(&m, 2, (double[]){1, 2}), "--");
    make_number(&m, "q2", NULL, (double[]){NA, NA});
    CHECK(maker_run(&m, 1) == OK, "%s", m.err.text);
    static const char *const ids[] = {"item/share/q1|choice=c0", "item/mean/q1", "item/mean/q2",
                                      "item/min/q2", "item/sd/q2"};
    for (size_t i = 0; i < COUNT(ids); i++) {
        CHECK(is_missing(maker_figure(&m, ids[i])->value), "%s", ids[i]);
        CHECK(strcmp(maker_figure(&m, ids[i])->status, "x") == 0, "%s", ids[i]);
        CHECK_FIELD(&m, ids[i], n, 0);
    }
    CHECK_FIGURE(&m, "item/missing/q1|reason=no_answer", 2);
    maker_close(&m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_select_one_is_counted), TEST(a_list_without_scores_has_no_mean),
        TEST(a_wide_list_is_counted),  TEST(options_share_the_base_of_their_question),
        TEST(a_number_is_summarised),  TEST(a_question_nobody_answered),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
