/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whole files: their bytes, and what keeps them from being written. */
#include "tests/check.h"
#include "tests/ingest/simulated.h"

#include <locale.h>

static const char plain[] = "kind,name,on,value\nloading,,,0.7\n";

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
        TEST(a_folder_without_survey_cannot_be_drawn_for),
        TEST(every_allocation_may_fail),
        TEST(what_cannot_be_written_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
