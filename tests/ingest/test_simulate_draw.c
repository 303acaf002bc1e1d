/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is answered: shares, correlations and defaults are the model's. */
#include "tests/check.h"
#include "tests/ingest/simulated_statistics.h"

static const char plain[] = "kind,name,on,value\nloading,,,0.7\n";

static double normal_below(double y)
{
    return 0.5 * erfc(-y / sqrt(2));
}

static void shares_are_those_of_the_model(void **state)
{
    (void)state;
    enum { N = 20000 };
    struct folder folder;
    struct simulated s;
    folder_open(&folder);
    simulated_write("kind,name,on,value\nloading,,,0.7\nshift,q2,,0.5\nshift,turned,,0.5\n"
                    "shift,tools,,-0.3\nshift,tools/b,,1\nshift,role/x,,0.6\nunknown,q2,,0.1\n"
                    "no_answer,q2,service=none,0.3\nno_answer,q2,,0.2\nat_most,tools,,2\n"
                    "shift,share,,0.2\nno_answer,other,,0.25\ntext,other,,0.5\n");
    simulated_open(&s, (struct simulate_options){.n_units = N});
    simulated_draw(&s);
    static const char *const steps[] = {"1", "2", "3", "4", "5"};
    const size_t n_empty = count_cells(&s, "q2", ""), n_98 = count_cells(&s, "q2", "98");
    /* two of five units of the frame have no service */
    CHECK(is_share(n_empty, N, 0.2 + 0.1 * 3 / 5), "%zu", n_empty);
    CHECK(is_share(n_98, N, 0.1), "%zu", n_98);
    for (int k = 0; k < 5; k++) {
        const double low = k == 0 ? -HUGE_VAL : k - 2.5, high = k == 4 ? HUGE_VAL : k - 1.5;
        const size_t n1 = count_cells(&s, "q1", steps[k]);
        CHECK(is_share(n1, N, normal_below(high) - normal_below(low)), "q1 %s: %zu", steps[k], n1);
        const size_t n2 = count_cells(&s, "q2", steps[k]);
        CHECK(is_share(n2, N - n_empty - n_98, normal_below(high - 0.5) - normal_below(low - 0.5)),
              "q2 %s: %zu", steps[k], n2);
        const size_t n3 = count_cells(&s, "turned", steps[k]);
        CHECK(is_share(n3, N, normal_below(high + 0.5) - normal_below(low + 0.5)), "turned %s: %zu",
              steps[k], n3);
    }
    CHECK(is_share(count_cells(&s, "role", "x"), N, normal_below(0.6 / sqrt(2))), "role");
    CHECK(count_cells(&s, "tools", "a b c") == 0, "three are chosen");
    CHECK(count_cells(&s, "tools", "a b") > 0 && count_cells(&s, "tools", "none") > 0, "tools");
    CHECK(count_cells(&s, "simulated", "1") == N, "all are marked");
    simulated_close(&s);
    folder_close(&folder);
}

static void items_correlate_as_the_model_says(void **state)
{
    (void)state;
    enum { N = 10000 };
    static const double coarse = 0.92; /* five steps keep about so much of a correlation */
    struct folder folder;
    struct simulated s, next;
    folder_open(&folder);
    simulated_write("kind,name,on,value\nloading,,,0.8\nfactor,B,A,0.5\npersistence,,,0.75\n");
    simulated_open(&s, (struct simulate_options){.n_units = N});
    simulated_draw(&s);
    const double together = correlation(&s, "q1", &s, "q2");
    const double turned = correlation(&s, "q1", &s, "turned");
    const double across = correlation(&s, "q1", &s, "share");
    CHECK(near(together, coarse * 0.64, 0.03), "%g", together);
    CHECK(near(turned, coarse * -0.64, 0.03), "%g", turned);
    CHECK(near(across, sqrt(coarse) * 0.5 * 0.64, 0.03), "%g", across);

    simulated_put("settings.csv", SIMULATED_SETTINGS_HEAD
                  "\nTest,test,1,Svenska (sv),orgnr,namn,${fte} > 10,1,2025\n");
    simulated_open(&next, (struct simulate_options){.n_units = N});
    simulated_draw(&next);
    const double kept = correlation(&s, "q1", &next, "q1");
    CHECK(near(kept, coarse * 0.64 * 0.75, 0.03), "%g", kept);
    simulated_close(&s);
    simulated_close(&next);
    folder_close(&folder);
}

static void only_relevant_questions_are_answered(void **state)
{
    (void)state;
    struct folder folder;
    struct simulated s;
    size_t n_budgets = 0, n_others = 0;
    folder_open(&folder);
    simulated_write("kind,name,on,value\nloading,,,0.7\nunknown,q1,,0.2\ntext,other,,1\n");
    simulated_open(&s, (struct simulate_options){.n_units = 3000});
    simulated_draw(&s);
    for (size_t row = 0; row < s.n_rows; row++) {
        const char *q1 = simulated_cell(&s, row, "q1");
        const char *tools = simulated_cell(&s, row, "tools");
        const bool has_budget =
            strcmp(q1, "3") == 0 || strcmp(q1, "4") == 0 || strcmp(q1, "5") == 0;
        const bool is_asked = strcmp(simulated_cell(&s, row, "budget"), "-99") != 0;
        CHECK(is_asked == has_budget, "row %zu: q1 %s", row, q1);
        const char *other = simulated_cell(&s, row, "other");
        CHECK(strcmp(other, strchr(tools, 'b') != NULL ? "simulerat svar" : "-99") == 0,
              "row %zu: %s, %s", row, tools, other);
        n_budgets += is_asked;
        n_others += strcmp(other, "-99") != 0;
    }
    CHECK(n_budgets > 1000 && n_budgets < 2500 && n_others > 1000 && n_others < 2000, "%zu, %zu",
          n_budgets, n_others);
    simulated_close(&s);
    folder_close(&folder);
}

static void a_section_that_is_not_relevant_is_not_asked(void **state)
{
    (void)state;
    struct folder folder;
    struct simulated s;
    size_t n_asked = 0;
    folder_open(&folder);
    simulated_write(plain);
    simulated_put("survey.csv",
                  "type,name,label,required,relevant,calculation\n"
                  "select_one five,q1,One,yes,,\ncalculate,half,Half,,,${q1} div 2\n"
                  "begin_group,outer,Outer,,${half} >= 1.5,\nbegin_group,inner,Inner,,,\n"
                  "select_one five,q2,Two,yes,,\nend_group,,,,,\n"
                  "select_one five,turned,Turned,yes,${q2} > 2,\nend_group,,,,,\n"
                  "select_multiple tool,tools,Tools,,,\ninteger,share,Share,,,\n"
                  "select_one role,role,Role,,,\n");
    simulated_open(&s, (struct simulate_options){.n_units = 500});
    simulated_draw(&s);
    for (size_t row = 0; row < s.n_rows; row++) {
        const int q1 = atoi(simulated_cell(&s, row, "q1"));
        const int q2 = atoi(simulated_cell(&s, row, "q2"));
        const int turned = atoi(simulated_cell(&s, row, "turned"));
        CHECK((q2 == -99) == (q1 < 3), "q1 %d, q2 %d", q1, q2);
        CHECK((turned == -99) == (q1 < 3 || q2 <= 2), "q1 %d, q2 %d, turned %d", q1, q2, turned);
        n_asked += turned != -99;
    }
    CHECK(n_asked > 100 && n_asked < 400, "%zu", n_asked);
    CHECK(strcmp(s.cells[2], "q2") == 0, "calculated questions are no columns: %s", s.cells[2]);
    simulated_close(&s);
    folder_close(&folder);
}

static void a_break_off_leaves_the_rest_empty(void **state)
{
    (void)state;
    static const char *const rest[] = {"role", "share", "budget", "other", "day"};
    struct folder folder;
    struct simulated s;
    size_t n_stopped = 0;
    folder_open(&folder);
    simulated_write("kind,name,on,value\nloading,,,0.7\nbreakoff,last,,0.25\ntext,other,,1\n");
    simulated_open(&s, (struct simulate_options){.n_units = 2000});
    simulated_draw(&s);
    for (size_t row = 0; row < s.n_rows; row++) {
        const bool is_stopped = simulated_cell(&s, row, "day")[0] == '\0';
        for (size_t i = 0; i < COUNT(rest); i++)
            CHECK((simulated_cell(&s, row, rest[i])[0] == '\0') == is_stopped, "row %zu %s", row,
                  rest[i]);
        CHECK(simulated_cell(&s, row, "tools")[0] != '\0', "row %zu", row);
        n_stopped += is_stopped;
    }
    CHECK(is_share(n_stopped, 2000, 0.25), "%zu", n_stopped);
    CHECK(s.result.n_complete == 2000 - n_stopped, "%zu", s.result.n_complete);
    simulated_close(&s);
    folder_close(&folder);
}

static void numbers_and_dates_are_well_formed(void **state)
{
    (void)state;
    struct folder folder;
    struct simulated s;
    folder_open(&folder);
    simulated_write("kind,name,on,value\nloading,,,0.7\nlow,budget,,-2\nhigh,budget,,3\n");
    simulated_put("settings.csv", SIMULATED_SETTINGS_HEAD
                  ",decimal\nTest,test,1,Svenska (sv),orgnr,namn,${fte} > 10,1,2024,\",\"\n");
    simulated_open(&s, (struct simulate_options){.n_units = 1000});
    simulated_draw(&s);
    for (size_t row = 0; row < s.n_rows; row++) {
        const char *share = simulated_cell(&s, row, "share"), *day = simulated_cell(&s, row, "day");
        const char *budget = simulated_cell(&s, row, "budget");
        const size_t n = strlen(budget);
        char *end;
        const long number = strtol(share, &end, 10);
        CHECK(*end == '\0' && number >= 0 && number <= 40, "%s", share);
        CHECK(n == 0 || (strspn(budget, "-0123456789,") == n && budget[n - 2] == ','), "%s",
              budget);
        CHECK(n == 0 || (atoi(budget) >= -2 && atoi(budget) <= 3), "%s", budget);
        CHECK(strcmp(budget, "-0,0") != 0, "%s", budget);
        CHECK(strlen(day) == 10 && strncmp(day, "2024-", 5) == 0, "%s", day);
    }
    simulated_close(&s);
    folder_close(&folder);
}

static void a_number_is_divided_by_its_denominator_in_vain(void **state)
{
    (void)state;
    struct folder folder;
    struct simulated s;
    folder_open(&folder);
    simulated_write(plain);
    simulated_put("indices.csv",
                  "iCode,iName,Type,Parent,Direction,Low,High,Denominator\n"
                  "A,A,Aggregate,,,,,\nq1,One,Indicator,A,1,,,\nshare,Share,Indicator,A,1,0,2,fte\n"
                  "fte,FTE,Denominator,,,,,\n");
    simulated_open(&s, (struct simulate_options){.n_units = 500});
    simulated_draw(&s);
    assert_int_equal(simulate_register(s.job, "units.csv", &s.err), OK);
    char *bytes = simulated_read("units.csv");
    bool has_some = false;
    for (size_t row = 0; row < s.n_rows; row++) {
        const char *line = strstr(bytes, simulated_cell(&s, row, "orgnr"));
        const double fte = atof(strchr(strchr(line, ',') + 1, ',') + 1);
        const double share = atof(simulated_cell(&s, row, "share"));
        CHECK(share >= 0 && share <= 2 * fte + 0.5, "%g of %g", share, fte);
        has_some |= share > 1000;
    }
    CHECK(has_some, "%s", "none of 900 FTE reaches 1000");
    free(bytes);
    simulated_close(&s);
    folder_close(&folder);
}

static void without_tables_defaults_hold(void **state)
{
    (void)state;
    struct folder folder;
    struct simulated s;
    folder_open(&folder);
    simulated_write(NULL);
    simulated_put("settings.csv", "form_title,form_id,wave,unit_key,name_column,complete_column\n"
                                  "Test,test,2024,id,title,done\n");
    simulated_put("survey.csv",
                  "type,name,label,column\ntext,id,Key,Q0\nselect_one five,q1,One,Q1\n"
                  "select_one five,q2,Two,\ntext,dep,Department,\n");
    simulated_put("choices.csv", SIMULATED_FIVE);
    simulated_put("indices.csv", "iCode,iName,Type,Parent\nA,A,Aggregate,\nq1,One,Indicator,A\n"
                                 "q2,Two,Indicator,A\ndep,Department,Group,\n");
    assert_int_equal(unlink("register.csv"), 0);
    simulated_open(&s, (struct simulate_options){.n_units = 2000});
    assert_false(s.job == NULL || simulate_has_register(s.job));
    simulated_draw(&s);
    static const char *const header[] = {"title", "Q0", "Q1", "q2", "dep", "done", "simulated"};
    assert_int_equal(s.n_columns, COUNT(header));
    for (size_t i = 0; i < COUNT(header); i++)
        CHECK(strcmp(s.cells[i], header[i]) == 0, "%s", s.cells[i]);
    CHECK(s.n_rows == 2000, "%zu", s.n_rows);
    CHECK(strcmp(simulated_cell(&s, 1999, "Q0"), "2000") == 0, "%s",
          simulated_cell(&s, 1999, "Q0"));
    CHECK(strcmp(simulated_cell(&s, 0, "title"), "Enhet 1") == 0, "%s",
          simulated_cell(&s, 0, "title"));
    CHECK(is_share(count_cells(&s, "Q1", ""), 2000, 0.02), "%zu", count_cells(&s, "Q1", ""));
    CHECK(is_share(count_cells(&s, "Q1", "98"), 2000, 0.02), "%zu", count_cells(&s, "Q1", "98"));
    CHECK(is_share(count_cells(&s, "dep", "grupp 3"), 2000, 0.98 / 5), "dep");
    CHECK(count_cells(&s, "done", "1") == 2000, "done");
    const double r = correlation(&s, "Q1", &s, "q2");
    CHECK(near(r, 0.92 * 0.49, 0.07), "%g", r);
    simulated_close(&s);
    folder_close(&folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(shares_are_those_of_the_model),
        TEST(items_correlate_as_the_model_says),
        TEST(only_relevant_questions_are_answered),
        TEST(a_section_that_is_not_relevant_is_not_asked),
        TEST(a_break_off_leaves_the_rest_empty),
        TEST(numbers_and_dates_are_well_formed),
        TEST(a_number_is_divided_by_its_denominator_in_vain),
        TEST(without_tables_defaults_hold),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
