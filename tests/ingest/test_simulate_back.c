/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is drawn is read back as it was drawn, by the reader of real answers. */
#include "ingest/wave.h"
#include "store/put.h"
#include "tests/check.h"
#include "tests/ingest/simulated.h"

/* Counts what was found, but for notes and for required questions that a break-off left open. */
static enum status count_odd(void *context, const struct finding *finding, struct error *err)
{
    (void)err;
    const bool is_open = strstr(finding->text, "has no answer, though it is required") != NULL;
    const bool is_odd = finding->severity != FINDING_INFO && !is_open;
    *(size_t *)context += is_odd;
    CHECK(!is_odd, "%s:%ld:%d: %s", finding->at.file, finding->at.line, finding->at.column,
          finding->text);
    return OK;
}

static void read_back(const struct form *form, const char *answers, const char *register_file,
                      size_t n_rows)
{
    struct arena arena = {0};
    struct store *store = NULL;
    struct wave wave = {0};
    struct error err = {0};
    size_t n_odd = 0;
    assert_int_equal(store_open("", &store, &err), OK);
    assert_int_equal(store_begin(store, &err), OK);
    const struct wave_ingest_options options = {.answers = answers, .register_file = register_file};
    const enum status status = wave_ingest(form, store, options, &arena, &wave, &err);
    CHECK(status == OK, "%s", err.text);
    if (status == OK) {
        CHECK(wave.n_rows == n_rows && wave.n_rejected == 0, "%zu of %zu, %zu rejected",
              wave.n_rows, n_rows, wave.n_rejected);
        CHECK(wave.is_simulated, "%s is not known as simulated", answers);
        assert_int_equal(store_each_finding(store, &wave, count_odd, &n_odd, &err), OK);
        wave_release(&wave);
    }
    store_close(store);
    arena_release(&arena);
}

static void made_answers_are_read_back(void **state)
{
    (void)state;
    struct folder folder;
    struct simulated s;
    folder_open(&folder);
    simulated_write("kind,name,on,value\nloading,,,0.7\nunknown,,,0.1\nno_answer,,,0.05\n"
                    "not_applicable,role,,0.1\nbreakoff,last,,0.1\ntext,other,,0.5\n");
    simulated_open(&s, (struct simulate_options){.n_units = 2000});
    simulated_draw(&s);
    assert_int_equal(simulate_register(s.job, "units.csv", &s.err), OK);
    read_back(s.form, "answers.csv", "units.csv", 2000);
    simulated_close(&s);
    folder_close(&folder);
}

static void another_encoding_and_delimiter_are_read_back(void **state)
{
    (void)state;
    struct folder folder;
    struct simulated s;
    folder_open(&folder);
    simulated_write(NULL);
    simulated_put("settings.csv", "form_title,form_id,wave,unit_key,encoding,delimiter,decimal\n"
                                  "Test,test,2024,id,windows-1252,|,.\n");
    simulated_put("survey.csv",
                  "type,name,label,column\nselect_one five,q1,One,\"Fråga 1; \"\"a\"\" | b\"\n"
                  "select_one five,q2,Two,\nselect_one ort,ort,Ort,\n");
    simulated_put("choices.csv",
                  SIMULATED_FIVE "ort,Malmö,Malmö,,\nort,Örebro,Örebro,,\nort,Umeå,Umeå,,\n");
    simulated_put("indices.csv", "iCode,iName,Type,Parent\nA,A,Aggregate,\nq1,One,Indicator,A\n"
                                 "q2,Two,Indicator,A\n");
    assert_int_equal(unlink("register.csv"), 0);
    simulated_open(&s, (struct simulate_options){.n_units = 300});
    assert_non_null(s.job);
    assert_int_equal(simulate_answers(s.job, "answers.csv", &s.result, &s.err), OK);
    char *bytes = simulated_read("answers.csv");
    CHECK(strncmp(bytes, "id|\"Fr\xE5ga 1; \"\"a\"\" | b\"|q2|ort|simulated\n", 41) == 0, "%.60s",
          bytes);
    CHECK(strstr(bytes, "|Ume\xE5|1\n") != NULL, "%.200s", bytes);
    free(bytes);
    read_back(s.form, "answers.csv", NULL, 300);
    simulated_close(&s);
    folder_close(&folder);
}

static void what_an_encoding_has_not_is_told(void **state)
{
    (void)state;
    struct folder folder;
    struct simulated s;
    folder_open(&folder);
    simulated_write(NULL);
    simulated_put("settings.csv", "form_title,form_id,wave,unit_key,encoding\n"
                                  "Test,test,2024,id,windows-1252\n");
    simulated_put("survey.csv",
                  "type,name,label\nselect_one five,q1,One\nselect_one ort,ort,Ort\n");
    simulated_put("choices.csv", SIMULATED_FIVE "ort,Łódź,Łódź,,\n");
    simulated_put("indices.csv", "iCode,iName,Type,Parent\nA,A,Aggregate,\nq1,One,Indicator,A\n");
    assert_int_equal(unlink("register.csv"), 0);
    simulated_open(&s, (struct simulate_options){.n_units = 3});
    assert_non_null(s.job);
    CHECK(simulate_answers(s.job, "answers.csv", &s.result, &s.err) == ERR_ENCODING, "%s",
          s.err.text);
    CHECK(strcmp(s.err.text, "answers.csv: a text holds a character that the encoding of "
                             "settings.csv has not") == 0,
          "%s", s.err.text);
    simulated_close(&s);
    folder_close(&folder);
}

/* ---- the survey years that come with the program */

static const char *source_folder(void)
{
    const char *source = getenv("MOGNAD_SOURCE");
    return source == NULL ? "." : source;
}

static void open_shipped(struct simulated *s, int year, struct simulate_options options)
{
    char folder[4096];
    struct form_sources sources;
    snprintf(folder, sizeof folder, "%s/surveys/%d", source_folder(), year);
    *s = (struct simulated){0};
    s->faults.arena = &s->arena;
    const struct form_options reading = {.arena = &s->arena, .found = &s->faults};
    if (form_read(folder, reading, &s->form, &sources, &s->err) != OK ||
        simulate_open(s->form, options, &s->arena, &s->faults, &s->job, &s->err) != OK)
        fail_msg("%s", s->err.text);
}

static void shipped_answers_are_those_drawn(void **state)
{
    (void)state;
    static const struct {
        int year;
        size_t n_units, n_answering;
    } cases[] = {{2020, 209, 159}, {2021, 211, 166}, {2022, 212, 174}};
    struct folder folder;
    folder_open(&folder);
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct simulated s;
        char shipped[4096];
        open_shipped(&s, cases[i].year, (struct simulate_options){0});
        simulated_draw(&s);
        CHECK(s.result.n_units == cases[i].n_units && s.result.n_answering == cases[i].n_answering,
              "%d: %zu of %zu", cases[i].year, s.result.n_answering, s.result.n_units);
        snprintf(shipped, sizeof shipped, "%s/surveys/%d/answers.csv", source_folder(),
                 cases[i].year);
        char *want = simulated_read(shipped), *got = simulated_read("answers.csv");
        CHECK(strcmp(want, got) == 0, "%s is not what is drawn", shipped);
        free(want);
        free(got);
        if (simulate_has_ties(s.job)) {
            size_t n = 0;
            assert_int_equal(simulate_ties(s.job, "cooperation.csv", &n, &s.err), OK);
            snprintf(shipped, sizeof shipped, "%s/surveys/%d/cooperation.csv", source_folder(),
                     cases[i].year);
            want = simulated_read(shipped);
            got = simulated_read("cooperation.csv");
            CHECK(strcmp(want, got) == 0, "%s is not what is drawn", shipped);
            free(want);
            free(got);
        }
        read_back(s.form, NULL, NULL, cases[i].n_answering);
        simulated_close(&s);
    }
    folder_close(&folder);
}

static void larger_years_are_read_back(void **state)
{
    (void)state;
    struct folder folder;
    folder_open(&folder);
    for (int year = 2020; year <= 2022; year++) {
        struct simulated s;
        open_shipped(&s, year, (struct simulate_options){.n_units = 700});
        simulated_draw(&s);
        assert_int_equal(simulate_register(s.job, "units.csv", &s.err), OK);
        read_back(s.form, "answers.csv", "units.csv", s.n_rows);
        simulated_close(&s);
    }
    folder_close(&folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(made_answers_are_read_back),       TEST(another_encoding_and_delimiter_are_read_back),
        TEST(what_an_encoding_has_not_is_told), TEST(shipped_answers_are_those_drawn),
        TEST(larger_years_are_read_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
