/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/orgnr.h"
#include "ingest/simulate_unit.h"
#include "tests/check.h"
#include "tests/ingest/simulated.h"

#include <locale.h>

static const char plain[] = "kind,name,on,value\nloading,,,0.7\n";

/* ---- what is drawn, exactly */

static void a_small_file_is_what_it_was(void **state)
{
    (void)state;
    static const char table[] =
        "kind,name,on,value\nloading,,,0.7\nfactor,A,log(fte),0.4\nresponse,count,,4\n"
        "response,,log(fte),0.25\npersistence,,,0.5\nno_answer,,,0.05\nunknown,,,0.1\n"
        "not_applicable,role,service=none,0.3\nbreakoff,last,,0.2\nhigh,budget,,28\ntext,other,,"
        "1\n";
    static const char want[] = "orgnr;q1;q2;turned;tools;role;share;budget;other;day;simulated\n"
                               "299000-0008;3;98;3;a c;;;;;;1\n"
                               "299000-0016;2;3;3;c;;;;;;1\n"
                               "299000-0040;2;3;3;none;y;20;-99;-99;;1\n"
                               "299000-0065;98;3;4;b c;x;36;-99;simulerat svar;2024-08-19;1\n";
    struct folder folder;
    struct simulated s;
    folder_open(&folder);
    simulated_write(table);
    simulated_open(&s, (struct simulate_options){0});
    assert_non_null(s.job);
    assert_int_equal(simulate_answers(s.job, "answers.csv", &s.result, &s.err), OK);
    s.bytes = simulated_read("answers.csv");
    CHECK(strcmp(s.bytes, want) == 0, "got\n%s", s.bytes);
    CHECK(s.result.n_units == 5 && s.result.n_answering == 4, "%zu of %zu", s.result.n_answering,
          s.result.n_units);
    simulated_close(&s);
    folder_close(&folder);
}

static void the_locale_changes_no_byte(void **state)
{
    (void)state;
    static const char *const locales[] = {"sv_SE.UTF-8", "de_DE.UTF-8", "C.UTF-8"};
    struct folder folder;
    folder_open(&folder);
    simulated_write(plain);
    struct simulated plain_run, other;
    simulated_open(&plain_run, (struct simulate_options){.n_units = 50});
    assert_int_equal(simulate_answers(plain_run.job, "a.csv", &plain_run.result, &plain_run.err),
                     OK);
    plain_run.bytes = simulated_read("a.csv");
    for (size_t i = 0; i < COUNT(locales); i++) {
        if (setlocale(LC_ALL, locales[i]) == NULL)
            continue;
        simulated_open(&other, (struct simulate_options){.n_units = 50});
        assert_int_equal(simulate_answers(other.job, "b.csv", &other.result, &other.err), OK);
        other.bytes = simulated_read("b.csv");
        CHECK(strcmp(plain_run.bytes, other.bytes) == 0, "%s", locales[i]);
        simulated_close(&other);
        setlocale(LC_ALL, "C");
    }
    simulated_close(&plain_run);
    folder_close(&folder);
}

/* ---- who is drawn */

static void the_seed_decides(void **state)
{
    (void)state;
    struct folder folder;
    struct simulated a, b;
    folder_open(&folder);
    simulated_write(plain);
    simulated_open(&a, (struct simulate_options){.n_units = 40});
    simulated_draw(&a);
    simulated_open(&b, (struct simulate_options){.n_units = 40, .has_seed = true, .seed = 2});
    simulated_draw(&b);
    size_t n_equal = 0;
    for (size_t row = 0; row < 40; row++)
        n_equal += strcmp(simulated_cell(&a, row, "q1"), simulated_cell(&b, row, "q1")) == 0;
    CHECK(n_equal > 0 && n_equal < 25, "%zu of 40 equal", n_equal);
    simulated_close(&a);
    simulated_close(&b);
    folder_close(&folder);
}

static void units_do_not_disturb_one_another(void **state)
{
    (void)state;
    struct folder folder;
    struct simulated few, many;
    folder_open(&folder);
    simulated_write("kind,name,on,value\nloading,,,0.6\nfactor,A,log(fte),0.4\n");
    simulated_open(&few, (struct simulate_options){.n_units = 20});
    simulated_draw(&few);
    simulated_open(&many, (struct simulate_options){.n_units = 500});
    simulated_draw(&many);
    for (size_t i = 0; i < few.n_columns * 21; i++)
        CHECK(strcmp(few.cells[i], many.cells[i]) == 0, "cell %zu: %s, %s", i, few.cells[i],
              many.cells[i]);
    simulated_close(&few);
    simulated_close(&many);
    folder_close(&folder);
}

static void questions_do_not_disturb_one_another(void **state)
{
    (void)state;
    struct folder folder;
    struct simulated all, less;
    folder_open(&folder);
    simulated_write(plain);
    simulated_open(&all, (struct simulate_options){.n_units = 60});
    simulated_draw(&all);
    simulated_put("survey.csv", "type,name,label\nselect_one five,q2,Two\nselect_one five,q1,One\n"
                                "select_one five,turned,Turned\nselect_multiple tool,tools,Tools\n"
                                "integer,share,Share\nselect_one role,role,Role\n");
    simulated_open(&less, (struct simulate_options){.n_units = 60});
    simulated_draw(&less);
    static const char *const names[] = {"q1", "q2", "turned", "tools", "share"};
    for (size_t row = 0; row < 60; row++)
        for (size_t i = 0; i < COUNT(names); i++)
            CHECK(strcmp(simulated_cell(&all, row, names[i]),
                         simulated_cell(&less, row, names[i])) == 0,
                  "row %zu of %s", row, names[i]);
    simulated_close(&all);
    simulated_close(&less);
    folder_close(&folder);
}

static void as_many_answer_as_wanted(void **state)
{
    (void)state;
    static const struct {
        size_t n_units, want;
    } cases[] = {{0, 3}, {1, 1}, {10, 6}, {1000, 600}, {7, 4}};
    struct folder folder;
    folder_open(&folder);
    simulated_write("kind,name,on,value\nloading,,,0.7\nresponse,count,,3\nresponse,,A,0.5\n");
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct simulated s;
        simulated_open(&s, (struct simulate_options){.n_units = cases[i].n_units});
        simulated_draw(&s);
        CHECK(s.n_rows == cases[i].want && s.result.n_answering == cases[i].want, "%zu: %zu, %zu",
              cases[i].n_units, s.n_rows, s.result.n_answering);
        simulated_close(&s);
    }
    folder_close(&folder);
}

static void the_frame_alone_is_drawn_for(void **state)
{
    (void)state;
    static const char *const want[] = {"299000-0008", "299000-0016", "299000-0032", "299000-0040",
                                       "299000-0065"};
    struct folder folder;
    struct simulated s;
    folder_open(&folder);
    simulated_write(plain);
    simulated_open(&s, (struct simulate_options){0});
    simulated_draw(&s);
    assert_int_equal(s.n_rows, COUNT(want));
    for (size_t i = 0; i < COUNT(want); i++)
        CHECK(strcmp(simulated_cell(&s, i, "orgnr"), want[i]) == 0, "%s",
              simulated_cell(&s, i, "orgnr"));
    simulated_close(&s);
    folder_close(&folder);
}

static void a_million_keys_are_valid_and_differ(void **state)
{
    (void)state;
    char before[SIM_KEY_SIZE] = "", key[SIM_KEY_SIZE], canonical[ORGNR_SIZE];
    size_t n_bad = 0;
    for (size_t i = 0; i < SIM_UNITS_LIMIT; i++) {
        sim_orgnr(i, key);
        n_bad += orgnr_fault(key, strlen(key)) != NULL || strcmp(before, key) >= 0 ||
                 !orgnr_canonical(key, strlen(key), canonical) || strcmp(canonical, key) != 0;
        strcpy(before, key);
    }
    CHECK(n_bad == 0, "%zu", n_bad);
    CHECK(strcmp(key, "299999-9994") == 0, "%s", key);
}

static void made_units_have_a_register_of_their_own(void **state)
{
    (void)state;
    struct folder folder;
    struct simulated s, again;
    folder_open(&folder);
    simulated_write(
        "kind,name,on,value\nloading,,,0.7\nfactor,A,log(fte),0.4\nresponse,count,,4\n");
    simulated_open(&s, (struct simulate_options){.n_units = 300});
    assert_non_null(s.job);
    assert_true(simulate_has_register(s.job));
    assert_int_equal(simulate_register(s.job, "units.csv", &s.err), OK);
    simulated_draw(&s);

    /* read as any register: each unit is there once, valid, with a row of the frame */
    const struct simulate_options reading = {.register_file = "units.csv"};
    simulated_open(&again, reading);
    CHECK(again.faults.n == again.faults.count[FINDING_INFO], "%zu", again.faults.n);
    assert_non_null(again.job);
    assert_false(simulate_has_register(again.job));
    simulated_put("simulation.csv", plain);
    simulated_close(&again);
    simulated_open(&again, reading);
    simulated_draw(&again);
    CHECK(again.n_rows == 300, "%zu", again.n_rows);
    size_t at = 0;
    for (size_t row = 0; row < s.n_rows; row++) {
        while (at < 300 &&
               strcmp(simulated_cell(&again, at, "orgnr"), simulated_cell(&s, row, "orgnr")) != 0)
            at++;
        CHECK(at < 300, "row %zu is not in the register", row);
    }
    simulated_close(&s);
    simulated_close(&again);
    char *bytes = simulated_read("units.csv");
    CHECK(strncmp(bytes, "orgnr,namn,fte,service\n299000-0008,", 35) == 0, "%.60s", bytes);
    CHECK(strstr(bytes, "Tre") == NULL && strstr(bytes, "Sex") == NULL, "outside the frame");
    CHECK(strstr(bytes, ",50.5,both\n") != NULL && strstr(bytes, ",12,none\n") != NULL, "%.200s",
          bytes);
    free(bytes);
    folder_close(&folder);
}

/* ---- what they answer */

static size_t count_cells(const struct simulated *s, const char *column, const char *text)
{
    size_t n = 0;
    for (size_t row = 0; row < s->n_rows; row++)
        n += strcmp(simulated_cell(s, row, column), text) == 0;
    return n;
}

/* Whether n of `of` is within four standard errors of the share expected. */
static bool is_share(size_t n, size_t of, double share)
{
    return fabs((double)n / (double)of - share) <= 4 * sqrt(share * (1 - share) / (double)of);
}

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

static bool is_number(const char *text)
{
    return text[0] != '\0' && strcmp(text, "98") != 0;
}

/* Pearson's r of two columns of whole numbers, over the rows where both have one. */
static double correlation(const struct simulated *a, const char *x, const struct simulated *b,
                          const char *y)
{
    double n = 0, sx = 0, sy = 0, sxx = 0, syy = 0, sxy = 0;
    for (size_t row = 0; row < a->n_rows; row++) {
        const char *first = simulated_cell(a, row, x), *second = simulated_cell(b, row, y);
        if (!is_number(first) || !is_number(second))
            continue;
        const double u = atof(first), v = atof(second);
        n++;
        sx += u;
        sy += v;
        sxx += u * u;
        syy += v * v;
        sxy += u * v;
    }
    return (sxy - sx * sy / n) / sqrt((sxx - sx * sx / n) * (syy - sy * sy / n));
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

static void large_units_answer_more_often(void **state)
{
    (void)state;
    struct folder folder;
    struct simulated s;
    size_t n_large = 0, n_small = 0;
    folder_open(&folder);
    simulated_write(
        "kind,name,on,value\nloading,,,0.7\nresponse,count,,2\nresponse,,log(fte),0.8\n");
    simulated_open(&s, (struct simulate_options){.n_units = 2000});
    simulated_draw(&s);
    assert_int_equal(simulate_register(s.job, "units.csv", &s.err), OK);
    char *bytes = simulated_read("units.csv");
    for (size_t row = 0; row < s.n_rows; row++) {
        const char *line = strstr(bytes, simulated_cell(&s, row, "orgnr"));
        n_large += strncmp(strchr(line, ',') + 1, "Fem", 3) == 0;
        n_small += strncmp(strchr(line, ',') + 1, "Ett", 3) == 0;
    }
    CHECK(n_large > 4 * n_small, "%zu large, %zu small", n_large, n_small);
    free(bytes);
    simulated_close(&s);
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

static void a_folder_without_survey_cannot_be_drawn_for(void **state)
{
    (void)state;
    struct folder folder;
    struct simulated s;
    folder_open(&folder);
    simulated_write(plain);
    assert_int_equal(unlink("survey.csv"), 0);
    assert_int_equal(unlink("choices.csv"), 0);
    assert_int_equal(unlink("simulation.csv"), 0);
    simulated_put("indices.csv", "iCode,iName,Type,Parent,Low,High\nA,A,Aggregate,,,\n"
                                 "q1,One,Indicator,A,0,1\n");
    simulated_open(&s, (struct simulate_options){0});
    CHECK(s.faults.count[FINDING_FAULT] == 1, "%zu %s", s.faults.n, s.err.text);
    CHECK(s.faults.n > 0 &&
              strcmp(s.faults.list[s.faults.n - 1].text,
                     "there is no survey.csv, so there are no questions to draw answers to") == 0,
          "%s", s.faults.n > 0 ? s.faults.list[s.faults.n - 1].text : "nothing");
    simulated_close(&s);
    folder_close(&folder);
}

/* ---- when something fails */

static void every_allocation_may_fail(void **state)
{
    (void)state;
    struct folder folder;
    folder_open(&folder);
    simulated_write("kind,name,on,value\nloading,,,0.7\nfactor,A,log(fte),0.4\n"
                    "no_answer,q2,service=none,0.3\nresponse,count,,4\npersistence,,,0.5\n"
                    "loading,tools/a,B*A,0.1\n");
    bool is_done = false;
    size_t nth = 0;
    while (!is_done) {
        struct simulated s = {0};
        struct form_sources sources;
        s.faults.arena = &s.arena;
        const struct form_options reading = {.arena = &s.arena, .found = &s.faults};
        assert_int_equal(form_read(".", reading, &s.form, &sources, &s.err), OK);
        arena_fail_at(++nth);
        enum status status = simulate_open(s.form, (struct simulate_options){0}, &s.arena,
                                           &s.faults, &s.job, &s.err);
        if (status == OK)
            status = simulate_answers(s.job, "answers.csv", &s.result, &s.err);
        arena_fail_at(0);
        CHECK(status == OK || status == ERR_MEMORY, "%zu: %s", nth, s.err.text);
        CHECK(s.faults.count[FINDING_FAULT] == 0, "%zu: %s", nth,
              s.faults.n > 0 ? s.faults.list[s.faults.n - 1].text : "");
        is_done = status == OK;
        simulated_close(&s);
    }
    folder_close(&folder);
}

static void what_cannot_be_written_is_told(void **state)
{
    (void)state;
    struct folder folder;
    struct simulated s;
    folder_open(&folder);
    simulated_write(plain);
    simulated_open(&s, (struct simulate_options){.n_units = 5000});
    assert_non_null(s.job);
    CHECK(simulate_answers(s.job, "/dev/full", &s.result, &s.err) == ERR_WRITE, "full");
    CHECK(strcmp(s.err.text, "/dev/full: cannot write: No space left on device") == 0, "%s",
          s.err.text);
    s.err = (struct error){0};
    CHECK(simulate_answers(s.job, "nowhere/answers.csv", &s.result, &s.err) == ERR_WRITE, "none");
    CHECK(strcmp(s.err.text, "nowhere/answers.csv: No such file or directory") == 0, "%s",
          s.err.text);
    simulated_close(&s);
    folder_close(&folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_small_file_is_what_it_was),
        TEST(the_locale_changes_no_byte),
        TEST(the_seed_decides),
        TEST(units_do_not_disturb_one_another),
        TEST(questions_do_not_disturb_one_another),
        TEST(as_many_answer_as_wanted),
        TEST(the_frame_alone_is_drawn_for),
        TEST(a_million_keys_are_valid_and_differ),
        TEST(made_units_have_a_register_of_their_own),
        TEST(shares_are_those_of_the_model),
        TEST(items_correlate_as_the_model_says),
        TEST(large_units_answer_more_often),
        TEST(only_relevant_questions_are_answered),
        TEST(a_section_that_is_not_relevant_is_not_asked),
        TEST(a_break_off_leaves_the_rest_empty),
        TEST(numbers_and_dates_are_well_formed),
        TEST(a_number_is_divided_by_its_denominator_in_vain),
        TEST(without_tables_defaults_hold),
        TEST(a_folder_without_survey_cannot_be_drawn_for),
        TEST(every_allocation_may_fail),
        TEST(what_cannot_be_written_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
