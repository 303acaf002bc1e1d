/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/ingest/survey_folder.h"

#include <sys/stat.h>

// clang-format off
static const struct survey_case cases[] = {
    {"as it should be", NULL, NULL, ""},
    {"no settings", "settings.csv", NULL, "./settings.csv: the file is missing; every survey folder needs it\n"},
    {"no survey, for whose questions choices has scores", "survey.csv", NULL,
        "./survey.csv: the file is missing; choices.csv has scores for answers to its questions, such as those of list 'yn'\n"},
    {"bands, and a circle that leaves no index to be on 0-100", "settings.csv", "form_id,form_title,wave,bands\nf,T,2022,0=Low;50=High\n"
        AND("indices.csv") "iCode,Type,Parent,Source\nIX,Aggregate,A,\nA,Aggregate,IX,\ni1,Indicator,A,q1\nGR,Group,,q5\n",
        "./indices.csv:2:3: 'IX' is part of itself, by way of its Parent 'A'\n"},
    {"a misspelt list, and nothing of the limits it would have given", "survey.csv", "type,name\nselect_one yo,q1\nselect_one yn,q0\nselect_multiple m,q2\ninteger,q3\nselect_one g,q5\n",
        "./survey.csv:2:1: choices.csv has no list 'yo'; want yn, m or g\n"},
    {"a misspelt type, and nothing of what rests on the question", "survey.csv", "type,name\nbegin group,s\nselectone yn,q1\nselectmultiple m,q2\nend group,\ninteger,q3\nselect_one g,q5\n",
        "./survey.csv:2:1: 'begin group' is no type of question; did you mean 'begin_group'?\n"
        "./survey.csv:3:1: 'selectone yn' is no type of question; did you mean 'select_one'?\n"
        "./survey.csv:4:1: 'selectmultiple m' is no type of question; did you mean 'select_multiple'?\n"
        "./survey.csv:5:1: 'end group' is no type of question; did you mean 'end_group'?\n"},
    {"one language by two names", "survey.csv", "type,name,label::English (en)\nselect_one yn,q1,One\nselect_multiple m,q2,\ninteger,q3,\nselect_one g,q5,\n"
        AND("indices.csv") "iCode,Type,Parent,Source,label::Engelska (en)\nIX,Aggregate,,,\ni1,Indicator,IX,q1,\nGR,Group,,q5,\n",
        "./indices.csv:1:5: language 'Engelska (en)' is elsewhere written 'English (en)'\n"},
    {"an empty register", "register.csv", "", "./register.csv: the file is empty\n"},
    {"a malformed register", "register.csv", "\"orgnr\"x,fte\n", "./register.csv:1:1: text after the closing quote of a cell\n"},
    {"names of the register", "register.csv", "orgnr,namn,Namn,,orgnr\n",
        "./register.csv:1:3: 'Namn' differs only in case from 'namn' in line 1; rename one\n"
        "./register.csv:1:5: 'orgnr' is there already in line 1\n"},
    {"a register without the key", "register.csv", "orgno,namn\n",
        "./settings.csv:2: the register has no column 'orgnr', which unit_key names; did you mean 'orgno'?\n"},
    {"a register without settings", "settings.csv", "form_id,form_title,wave\n" AND("register.csv") "id\n",
        "./settings.csv: there is no row of settings below the header\n"},
    {"tables of no kind", "survy.csv", "x\n" AND("a.csv") "x\n" AND("README.txt") "x\n",
        "./a.csv: info: no table of a survey folder has this name, so it is not read\n"
        "./survy.csv: info: no table of a survey folder has this name; did you mean 'survey.csv'?\n"},
    {"faults of all tables at once", "settings.csv", "form_id,form_title,wave\nf,T,x\n"
        AND("choices.csv") "list_name,name,score\nyn,1,x\nyn,0,1\nm,a,1\nm,b,0\nm,x,0\ng,n,\n"
        AND("survey.csv") "type,name\nselect_one yn,q1\nselect_multiple m,q2\ninteger,q3\nselect_one g,q5\ntxt,q6\n"
        AND("indices.csv") "iCode,Type,Parent,Source,Weight\nIX,Aggregate,,,\ni1,Indicator,IX,q1,-1\n"
        AND("hypotheses.csv") "id,test,y\nH1,proportion,I\n"
        AND("crosswalk.csv") "variable,from_wave,from_name\nq0,2021,x\n",
        "./settings.csv:2:3: wave 'x' is not a whole number from 1900 to 2999\n"
        "./choices.csv:2:3: score 'x' is not a number\n"
        "./survey.csv:6:1: 'txt' is no type of question; did you mean 'text'?\n"
        "./indices.csv:3:5: Weight '-1' is negative\n"
        "./indices.csv:3:1: the scores of 'i1' do not differ; give it Low and High\n"
        "./hypotheses.csv:2:3: y 'I' is no code of indices.csv; want IX or i1\n"
        "./crosswalk.csv:2:1: variable 'q0' is no question; want q1, q2, q3, q5 or q6\n"},
};
// clang-format on

static void folders_that_are_wrong(void **state)
{
    (void)state;
    survey_check(cases, COUNT(cases));
}

static void folders_that_cannot_be_read(void **state)
{
    (void)state;
    static const struct {
        const char *path, *want;
        enum status status;
    } paths[] = {
        {"none", "none: No such file or directory", ERR_OPEN},
        {"settings.csv", "settings.csv: this is not a folder; want a survey folder", ERR_OPEN},
        {"empty//", "empty/settings.csv: the file is missing; every survey folder needs it",
         ERR_TABLE},
    };
    struct folder folder;
    folder_open(&folder);
    survey_write(&cases[0]);
    assert_int_equal(mkdir("empty", 0700), 0);
    for (size_t i = 0; i < COUNT(paths); i++) {
        struct arena arena = {0};
        struct findings found = {.arena = &arena};
        struct form *form = NULL;
        struct form_sources sources;
        struct error err = {0};
        const enum status status =
            form_read(paths[i].path, (struct form_options){.arena = &arena, .found = &found}, &form,
                      &sources, &err);
        CHECK(status == paths[i].status && form == NULL && strcmp(err.text, paths[i].want) == 0,
              "%s", err.text);
        arena_release(&arena);
    }
    folder_close(&folder);
}

static void tables_that_are_folders(void **state)
{
    (void)state;
    static const struct {
        const char *name, *want;
    } names[] = {
        {"survey.csv", "./survey.csv: this is a folder, not a file\n"},
        {"settings.csv", "./settings.csv: this is a folder, not a file\n"},
        {"register.csv", "./register.csv: this is a folder, not a file\n"},
    };
    struct folder folder;
    folder_open(&folder);
    for (size_t i = 0; i < COUNT(names); i++) {
        struct arena arena = {0};
        struct findings found;
        survey_write(&cases[0]);
        unlink(names[i].name);
        assert_int_equal(mkdir(names[i].name, 0700), 0);
        survey_read(&arena, &found);
        char *got = survey_findings(&found);
        CHECK(strcmp(got, names[i].want) == 0, "%s", got);
        free(got);
        arena_release(&arena);
    }
    folder_close(&folder);
}

static void links_to_nothing(void **state)
{
    (void)state;
    static const struct {
        const char *name, *want;
    } names[] = {
        {"crosswalk.csv", "./crosswalk.csv: No such file or directory\n"},
        {"register.csv", "./register.csv: No such file or directory\n"},
    };
    struct folder folder;
    folder_open(&folder);
    for (size_t i = 0; i < COUNT(names); i++) {
        struct arena arena = {0};
        struct findings found;
        survey_write(&cases[0]);
        unlink(names[i].name);
        assert_int_equal(symlink("gone", names[i].name), 0);
        survey_read(&arena, &found);
        char *got = survey_findings(&found);
        CHECK(strcmp(got, names[i].want) == 0, "%s", got);
        free(got);
        arena_release(&arena);
    }
    folder_close(&folder);
}

static void the_sources_are_named(void **state)
{
    (void)state;
    struct folder folder;
    struct arena arena = {0};
    struct findings found = {.arena = &arena};
    struct form *form = NULL;
    struct form_sources sources;
    struct error err = {0};
    folder_open(&folder);
    survey_write(&(struct survey_case){"", "register.csv", "orgnr, fte ,\n1,2,\n", ""});
    folder_write("other.csv", "orgnr|size\n", 11);
    assert_int_equal(
        form_read("./", (struct form_options){&arena, &found, NULL}, &form, &sources, &err), OK);
    assert_int_equal(sources.n, 4);
    CHECK(strcmp(form->folder, ".") == 0, "%s", form->folder);
    const struct source *settings = &sources.list[0];
    CHECK(strcmp(settings->name, "settings.csv") == 0 && strcmp(settings->role, "settings") == 0,
          "%s", settings->name);
    CHECK(strcmp(settings->sha256,
                 "d05732f437fdfcfa6d6f0a46adc55e6cd38a831019beeaed30e5f45018e53e8b") == 0 &&
              settings->bytes == 37 && settings->rows == 1,
          "%s %d", settings->sha256, (int)settings->bytes);
    CHECK(strcmp(settings->encoding, "UTF-8") == 0 && settings->delimiter == ',', "%s",
          settings->encoding);
    CHECK(form->n_register_names == 2 && strcmp(form->register_names[1], "fte") == 0 &&
              form->has_register,
          "%zu", form->n_register_names);
    assert_int_equal(
        form_read(".", (struct form_options){&arena, &found, "other.csv"}, &form, &sources, &err),
        OK);
    CHECK(form->n_register_names == 2 && strcmp(form->register_names[1], "size") == 0, "other");
    arena_release(&arena);
    folder_close(&folder);
}

static bool read_failing(size_t nth)
{
    struct arena arena = {0};
    struct findings found = {.arena = &arena};
    struct form *form = NULL;
    struct form_sources sources;
    struct error err = {0};
    arena_fail_at(nth);
    const enum status status =
        form_read(".", (struct form_options){&arena, &found, NULL}, &form, &sources, &err);
    arena_fail_at(0);
    CHECK(status == OK || status == ERR_MEMORY, "allocation %zu: %s", nth, err.text);
    CHECK((status == OK) == (form != NULL), "allocation %zu", nth);
    arena_release(&arena);
    return status == OK;
}

/* A suggestion that memory was too short for is left out; all else that fails is told. */
static void any_allocation_may_fail(void **state)
{
    (void)state;
    // clang-format off
    static const struct survey_case whole = {
        "", "register.csv", "orgnr,fte\n"
        AND("hypotheses.csv") "id,test,y,x,group,levels,where,claim::sv\n"
            "H1,correlation,IX,i1,,,${q1} = '1',C\nH2,mean_difference,IX,,GR,n;s,,\n"
            "H3,mean_difference,IX,,SZ,<=1;>2,,\n"
        AND("crosswalk.csv") "variable,from_wave,from_name,recode\nq1,2021,a,1=1\n"
        AND("settings.csv") "form_id,form_title,wave,frame,bands,missing_codes,impute\n"
            "f,T,2022,${fte} > 10,0=a;50=b,99=unknown,mean:GR\n"
        AND("indices.csv") "iCode,Type,Parent,Source,Breaks,iName\nIX,Aggregate,,,,Top\n"
            "i1,Indicator,IX,q1,,\ni2,Indicator,IX,q2/a,,\nGR,Group,,q5,,\nSZ,Group,,fte,1;2,\n"
        AND("rules.csv") "name,rule,severity\nr,fte > 10,error\n", ""};
    // clang-format on
    struct folder folder;
    folder_open(&folder);
    survey_write(&whole);
    size_t nth = 1;
    while (!read_failing(nth))
        nth++;
    CHECK(nth > 100, "only %zu allocations", nth);
    folder_close(&folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(folders_that_are_wrong),  TEST(folders_that_cannot_be_read),
        TEST(tables_that_are_folders), TEST(links_to_nothing),
        TEST(the_sources_are_named),   TEST(any_allocation_may_fail),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
