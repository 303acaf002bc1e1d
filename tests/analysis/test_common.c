/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/common.h"
#include "analysis/recode.h"
#include "tests/analysis/make_wave.h"

enum { WAVES = 3 };

/* Waves of 2020, 2021 ... with an index I each, and crosswalks. */
struct made {
    struct maker m[WAVES];
    const struct form *forms[WAVES];
    struct crossing crosswalk[WAVES][8];
};

static void open_waves(struct made *made, size_t n_rows)
{
    memset(made, 0, sizeof *made);
    for (size_t i = 0; i < WAVES; i++) {
        maker_open(&made->m[i], n_rows);
        made->m[i].form.settings.wave = 2020 + (int)i;
        made->m[i].form.crosswalk = made->crosswalk[i];
        made->forms[i] = &made->m[i].form;
        make_index(&made->m[i], "I", NULL);
    }
}

static void close_waves(struct made *made)
{
    for (size_t i = 0; i < WAVES; i++)
        maker_close(&made->m[i]);
}

static void cross(struct made *made, size_t wave, const char *variable, int from_wave,
                  const char *from_name, const char *recode)
{
    struct form *form = &made->m[wave].form;
    form->crosswalk[form->n_crosswalk] = (struct crossing){
        variable, from_wave, from_name, recode, {"crosswalk.csv", (long)form->n_crosswalk + 2, 1}};
    form->n_crosswalk++;
}

/* The index I of two waves, 0 .. last. */
static struct common_items common_of(struct made *made, size_t first, size_t last)
{
    struct common_items common = {0};
    struct error err = {0};
    const struct indicator *index = form_indicator(made->forms[last], "I");
    CHECK(common_items_get(made->forms + first, last - first + 1, index, &made->m[last].arena,
                           &common, &err) == OK,
          "%s", err.text);
    return common;
}

static void check_scores(const char *name, const struct wave *wave,
                         const struct common_items *common, enum common_side side,
                         const double *want)
{
    double got[8];
    struct error err = {0};
    CHECK(common_score(wave, common, side, 1, got, &err) == OK, "%s: %s", name, err.text);
    for (size_t row = 0; row < wave->n_rows; row++)
        CHECK(near(got[row], want[row], 1e-12), "%s: row %zu is %.17g", name, row, got[row]);
}

/* Three levels that became seven: 1, 2, 3 are 1, 4, 7, or 0, 50, 100. */
static void a_scale_is_recoded(void **state)
{
    (void)state;
    struct made made;
    open_waves(&made, 5);
    const double three[] = {1, 2, 3}, seven[] = {1, 2, 3, 4, 5, 6, 7};
    make_coded(&made.m[0], "old", "I", make_list(&made.m[0], 3, three), "012-u");
    make_coded(&made.m[1], "new", "I", make_list(&made.m[1], 7, seven), "0136-");
    cross(&made, 1, "new", 2020, "old", "c0=c0; c1 = c3;c2=c6");
    const struct common_items common = common_of(&made, 0, 1);
    CHECK(common.n == 1 && common.n_new == 0 && common.n_gone == 0 && common.n_changed == 1,
          "%zu, %zu, %zu, %zu", common.n, common.n_new, common.n_gone, common.n_changed);
    check_scores("then", &made.m[0].wave, &common, COMMON_EARLIER, (double[]){0, 50, 100, NA, NA});
    check_scores("now", &made.m[1].wave, &common, COMMON_LATER,
                 (double[]){0, 100. / 6, 50, 100, NA});
    close_waves(&made);
}

/* An answer without counterpart is no answer; one that counts as none stays what it was. */
static void an_answer_may_become_nothing(void **state)
{
    (void)state;
    struct made made;
    open_waves(&made, 4);
    struct choice_list *old = make_list(&made.m[0], 3, (double[]){0, 1, 2});
    old->choices[2].reason = MISSING_UNKNOWN;
    make_coded(&made.m[0], "q", "I", old, "0121");
    make_coded(&made.m[1], "q", "I", make_list(&made.m[1], 1, (double[]){0}), "0000");
    made.m[1].form.indicators[1].low = 0;
    made.m[1].form.indicators[1].high = 2;
    cross(&made, 1, "q", 2020, "q", NULL);
    const struct common_items common = common_of(&made, 0, 1);
    check_scores("then", &made.m[0].wave, &common, COMMON_EARLIER, (double[]){0, NA, NA, NA});
    close_waves(&made);
}

/* Options that are gone fall away, two that became one are one. */
static void options_are_recoded(void **state)
{
    (void)state;
    struct made made;
    open_waves(&made, 5);
    const double ones[] = {1, 1, 1};
    make_multiple(&made.m[0], "q", "I", make_list(&made.m[0], 3, ones),
                  (const char *const[]){"100u1", "010u1", "001u0"});
    make_multiple(&made.m[1], "q", "I", make_list(&made.m[1], 2, ones),
                  (const char *const[]){"10000", "11000"});
    cross(&made, 1, "q", 2020, "q", "c0=c0;c1=c0;c2=c9");
    const struct common_items common = common_of(&made, 0, 1);
    CHECK(common.n == 1 && common.n_changed == 1, "%zu", common.n_changed);
    check_scores("then", &made.m[0].wave, &common, COMMON_EARLIER, (double[]){50, 50, 0, NA, 50});
    check_scores("now", &made.m[1].wave, &common, COMMON_LATER, (double[]){100, 50, 0, 0, 0});
    close_waves(&made);
}

static void numbers_keep_or_change_their_values(void **state)
{
    (void)state;
    struct made made;
    open_waves(&made, 3);
    make_number(&made.m[0], "a", "I", (double[]){10, 20, NA});
    make_number(&made.m[0], "b", "I", (double[]){1, 2, 1});
    make_number(&made.m[1], "a", "I", (double[]){30, NA, 50})->direction = -1;
    make_number(&made.m[1], "b", "I", (double[]){80, 80, 80});
    cross(&made, 1, "a", 2020, "a", NULL);
    cross(&made, 1, "b", 2020, "b", "1=80;3=0");
    const struct common_items common = common_of(&made, 0, 1);
    CHECK(common.n == 2 && common.n_changed == 2, "%zu", common.n_changed);
    /* by the rules of the later wave: a is turned */
    check_scores("then", &made.m[0].wave, &common, COMMON_EARLIER, (double[]){85, 80, 80});
    check_scores("now", &made.m[1].wave, &common, COMMON_LATER, (double[]){75, 80, 65});
    close_waves(&made);
}

/* Equal names prove nothing, an item elsewhere in the tree is another, and a place that hangs on
   who else answered cannot be compared. */
static void what_is_not_in_common(void **state)
{
    (void)state;
    struct made made;
    open_waves(&made, 2);
    const double x[] = {10, 20};
    make_index(&made.m[0], "J", NULL);
    make_index(&made.m[1], "J", NULL);
    make_number(&made.m[0], "same_name", "I", x);
    make_number(&made.m[0], "moved", "J", x);
    make_number(&made.m[0], "ranked", "I", x);
    make_number(&made.m[0], "gone", "I", x);
    make_number(&made.m[1], "same_name", "I", x);
    make_number(&made.m[1], "moved", "I", x);
    make_number(&made.m[1], "ranked", "I", x)->normalise = NORMALISE_RANK;
    make_coded(&made.m[1], "coded", "I", make_list(&made.m[1], 2, x), "01");
    cross(&made, 1, "moved", 2020, "moved", NULL);
    cross(&made, 1, "ranked", 2020, "ranked", NULL);
    cross(&made, 1, "coded", 2020, "gone", NULL);
    const struct common_items common = common_of(&made, 0, 1);
    CHECK(common.n == 0 && common.n_new == 4 && common.n_gone == 3, "%zu, %zu, %zu", common.n,
          common.n_new, common.n_gone);
    check_scores("nothing", &made.m[0].wave, &common, COMMON_EARLIER, (double[]){NA, NA});
    close_waves(&made);
}

/* An index of indices keeps its shape; a branch without items in common is left out. */
static void a_tree_is_pruned(void **state)
{
    (void)state;
    struct made made;
    open_waves(&made, 2);
    for (size_t i = 0; i < 2; i++) {
        make_index(&made.m[i], "A", "I");
        make_index(&made.m[i], "B", "I");
        make_number(&made.m[i], "a1", "A", (double[]){10, 20});
        make_number(&made.m[i], "a2", "A", (double[]){30, 40});
        make_number(&made.m[i], "b1", "B", (double[]){90, 80});
        make_number(&made.m[i], "i1", "I", (double[]){60, NA});
    }
    cross(&made, 1, "a1", 2020, "a1", NULL);
    cross(&made, 1, "i1", 2020, "i1", NULL);
    const struct common_items common = common_of(&made, 0, 1);
    CHECK(common.n == 2 && common.n_new == 2 && common.n_gone == 2, "%zu", common.n);
    CHECK(common.n_changed == 0, "%zu", common.n_changed);
    check_scores("tree", &made.m[1].wave, &common, COMMON_LATER, (double[]){35, 20});
    check_scores("tree", &made.m[0].wave, &common, COMMON_EARLIER, (double[]){35, 20});
    close_waves(&made);
}

/* 2020 to 2022: by a row about 2020, else over 2021, each step recoding; never when one is not
   listed. */
static void a_path_may_lead_over_the_years_between(void **state)
{
    (void)state;
    struct made made;
    open_waves(&made, 2);
    make_number(&made.m[0], "p", "I", (double[]){1, 2});
    make_number(&made.m[1], "q", "I", (double[]){50, 60});
    make_number(&made.m[2], "r", "I", (double[]){50, 60});
    cross(&made, 2, "r", 2021, "q", "10=20;50=50");
    CHECK(common_of(&made, 0, 2).n == 0, "the step from 2020 is not listed");
    cross(&made, 1, "q", 2020, "p", "1=10;2=9");
    struct common_items common = common_of(&made, 0, 2);
    CHECK(common.n == 1 && common.list[0].path.n_steps == 2, "%zu", common.n);
    check_scores("over 2021", &made.m[0].wave, &common, COMMON_EARLIER, (double[]){20, NA});
    cross(&made, 2, "r", 2020, "p", "1=70;2=30");
    common = common_of(&made, 0, 2);
    CHECK(common.n == 1 && common.list[0].path.n_steps == 1, "%zu", common.n);
    check_scores("direct", &made.m[0].wave, &common, COMMON_EARLIER, (double[]){70, 30});
    close_waves(&made);
}

/* Denominators come from the register of the wave's own year. */
static void a_number_is_divided_by_its_own_year(void **state)
{
    (void)state;
    struct made made;
    open_waves(&made, 2);
    for (size_t i = 0; i < 2; i++) {
        struct indicator *fte =
            make_register(&made.m[i], "fte", INDICATOR_DENOMINATOR, (double[]){2, 4});
        make_number(&made.m[i], "n", "I", (double[]){20, 80})->denominator = fte;
    }
    cross(&made, 1, "n", 2020, "n", NULL);
    made.m[0].wave.numbers[1].number[0] = 1;
    const struct common_items common = common_of(&made, 0, 1);
    check_scores("then", &made.m[0].wave, &common, COMMON_EARLIER, (double[]){20, 20});
    check_scores("now", &made.m[1].wave, &common, COMMON_LATER, (double[]){10, 20});
    close_waves(&made);
}

static void rows_that_do_not_fit_are_told(void **state)
{
    (void)state;
    struct made made;
    open_waves(&made, 2);
    make_number(&made.m[0], "mog_ledning", "I", (double[]){1, 2});
    make_coded(&made.m[0], "old", "I", make_list(&made.m[0], 3, (double[]){1, 2, 3}), "01");
    make_number(&made.m[1], "a", "I", (double[]){1, 2});
    make_coded(&made.m[1], "b", "I", make_list(&made.m[1], 2, (double[]){1, 2}), "01");
    cross(&made, 1, "a", 2020, "mog_lednig", NULL);
    cross(&made, 1, "b", 2020, "mog_ledning", NULL);
    cross(&made, 1, "b", 2020, "old", "c0=c0;c1=c1;c7=c0");
    cross(&made, 1, "a", 2019, "not in this run", NULL);
    static const char *const want[] = {
        "error crosswalk crosswalk.csv:2:1 'mog_lednig' is no question of 2020 (did you mean "
        "'mog_ledning'?), so 'a' is compared with nothing",
        "error crosswalk crosswalk.csv:3:1 'mog_ledning' was decimal in 2020 and 'b' is "
        "select_one: answers to the one cannot be read as answers to the other, so nothing is "
        "compared",
        "warning crosswalk crosswalk.csv:4:1 the answer 'c2' to 'old' in 2020 becomes no answer to "
        "'b': those who gave it are left out of what is compared",
        "warning crosswalk crosswalk.csv:4:1 recode says what 'c7' becomes, but 'old' had no such "
        "answer in 2020",
    };
    crossing_check(made.forms, 2, &made.m[1].found);
    CHECK(made.m[1].found.n == COUNT(want), "%zu", made.m[1].found.n);
    for (size_t i = 0; i < COUNT(want); i++)
        CHECK(strcmp(maker_finding(&made.m[1], i), want[i]) == 0, "%s",
              maker_finding(&made.m[1], i));
    close_waves(&made);
}

static void recodes_are_read(void **state)
{
    (void)state;
    static const struct {
        const char *recode, *from, *to;
    } cases[] = {
        {NULL, "x", "x"},
        {"1=1;2=4;3=7", "2", "4"},
        {"1=1;2=4;3=7", "4", NULL},
        {" 1 = a b ;", "1", "a b"},
        {";;1=2", "1", "2"},
        {"", "1", NULL},
        {"nothing", "nothing", NULL},
        {"1=2=3", "1", "2=3"},
        {"1=;2=", "2", ""},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct word to;
        const struct word from = {cases[i].from, strlen(cases[i].from)};
        const bool is_found = recode_find(cases[i].recode, from, &to);
        CHECK(is_found == (cases[i].to != NULL), "case %zu", i);
        CHECK(!is_found || word_is(to, cases[i].to), "case %zu: %.*s", i, (int)to.n, to.text);
    }
    double x = 0;
    CHECK(recode_number("1=0.5;2=", 1, &x) && x == 0.5, "%g", x);
    CHECK(!recode_number("1=0.5;2=", 2, &x) && !recode_number("1=0.5", 3, &x), "no number");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_scale_is_recoded),
        TEST(an_answer_may_become_nothing),
        TEST(options_are_recoded),
        TEST(numbers_keep_or_change_their_values),
        TEST(what_is_not_in_common),
        TEST(a_tree_is_pruned),
        TEST(a_path_may_lead_over_the_years_between),
        TEST(a_number_is_divided_by_its_own_year),
        TEST(rows_that_do_not_fit_are_told),
        TEST(recodes_are_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
