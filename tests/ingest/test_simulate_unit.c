/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who is drawn, and what that depends on. */
#include "ingest/orgnr.h"
#include "ingest/simulate_unit.h"
#include "tests/check.h"
#include "tests/ingest/simulated.h"

static const char plain[] = "kind,name,on,value\nloading,,,0.7\n";

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

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(the_seed_decides),
        TEST(units_do_not_disturb_one_another),
        TEST(questions_do_not_disturb_one_another),
        TEST(as_many_answer_as_wanted),
        TEST(the_frame_alone_is_drawn_for),
        TEST(a_million_keys_are_valid_and_differ),
        TEST(made_units_have_a_register_of_their_own),
        TEST(large_units_answer_more_often),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
