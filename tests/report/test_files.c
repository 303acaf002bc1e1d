/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/missing.h"
#include "report/files.h"
#include "store/put.h"
#include "tests/report/written.h"
#include "tests/store/stored.h"

/* A wave of three units in a temporary store, with two indices over them; a case may change what it
   needs. Its files are written into the working directory. */
struct filed {
    struct folder folder;
    struct store *store;
    struct small_wave small;
    struct wave *wave; /* small.wave */
};

static void put_scores(struct wave *wave)
{
    static struct indicator mognad = {.code = "MOGNAD"}, incitament = {.code = "INCITAMENT"};
    static double first[3], second[3];
    static uint32_t unit[3], first_rank[] = {1, 0, 2}, second_rank[] = {0, 1, 1};
    static uint16_t first_answered[] = {4, 1, 3}, second_answered[] = {0, 2, 2};
    static double median[] = {1, MISSING, 2}, low[] = {1, MISSING, 1.5}, high[] = {1, MISSING, 2};
    static uint32_t class[] = {1, 0, 1};
    static double mean[] = {1.25, MISSING, 1.75}, above_next[] = {0.75, MISSING, MISSING};
    static struct score scores[] = {
        {.index = &mognad,
         .value = first,
         .rank = first_rank,
         .answered = first_answered,
         .n_items = 4,
         .rank_median = median,
         .rank_low = low,
         .rank_high = high,
         .rank_class = class,
         .rank_mean = mean,
         .above_next = above_next},
        {.index = &incitament,
         .value = second,
         .rank = second_rank,
         .answered = second_answered,
         .n_items = 2},
    };
    memcpy(first, (double[]){100. / 3, MISSING, 0}, sizeof first);
    memcpy(second, (double[]){missing_because(MISSING_NOT_ASKED), 12.5, 12.5}, sizeof second);
    memcpy(unit, (uint32_t[]){1, 2, 3}, sizeof unit);
    wave->unit = unit;
    wave->n_rows = COUNT(unit);
    wave->scores = scores;
    wave->n_scores = COUNT(scores);
}

static void filed_open(struct filed *filed)
{
    struct error err = {0};
    folder_open(&filed->folder);
    filed->store = store_at("");
    small_wave_make(&filed->small, "f", 2022);
    filed->small.form.folder = "surveys/2022";
    filed->wave = &filed->small.wave;
    CHECK(store_begin(filed->store, &err) == OK, "%s", err.text);
    CHECK(store_put_form(filed->store, filed->wave, &filed->small.first_unit, &err) == OK, "%s",
          err.text);
    assert_int_equal(filed->small.first_unit, 1);
    do_sql(filed->store, "INSERT INTO unit (id, wave, key) SELECT column1, wave.id, column2 FROM"
                         " wave, (VALUES (1, '202100-1234'), (2, 'a, b'), (3, '3'))");
    put_scores(filed->wave);
}

static void filed_close(struct filed *filed)
{
    store_close(filed->store);
    arena_release(&filed->small.arena);
    folder_close(&filed->folder);
}

static const struct form form = {.folder = "surveys/2022", .settings.wave = 2022};

static void figures_come_out_in_their_order_with_all_digits(void **state)
{
    (void)state;
    struct figure list[] = {
        {"index/mean/MOGNAD", 63.4, 159, 1. / 3, 62, 65, MISSING, "", "0-100", 1, "mean, t"},
        {"share/strong/A|size=1-9", MISSING, 3, MISSING, MISSING, MISSING, MISSING, "c", NULL, 0,
         NULL},
        {"hypothesis/estimate/H4", -0.25, MISSING, 0, -1, 1, 1e-5, NULL, "r", 2, "\"r\""},
    };
    const struct figures figures = {.list = list, .n = COUNT(list)};
    struct folder folder;
    struct error err = {0};
    folder_open(&folder);
    CHECK(files_put_figures("figures.csv", &(struct wave){.form = &form}, &figures, &err) == OK,
          "%s", err.text);
    check_file("figures.csv",
               "wave,id,value,n,se,low,high,p,status,unit,decimals,method\n"
               "2022,index/mean/MOGNAD,63.399999999999999,159,0.33333333333333331,62,65,,,0-100,1,"
               "\"mean, t\"\n"
               "2022,share/strong/A|size=1-9,,3,,,,,c,,0,\n"
               "2022,hypothesis/estimate/H4,-0.25,,0,-1,1,1.0000000000000001e-05,,r,2,"
               "\"\"\"r\"\"\"\n");
    folder_close(&folder);
}

static void a_wave_without_figures_has_their_header(void **state)
{
    (void)state;
    struct folder folder;
    struct error err = {0};
    folder_open(&folder);
    assert_int_equal(
        files_put_figures("figures.csv", &(struct wave){.form = &form}, &(struct figures){0}, &err),
        OK);
    check_file("figures.csv", "wave,id,value,n,se,low,high,p,status,unit,decimals,method\n");
    folder_close(&folder);
}

static void every_unit_has_a_row_per_index(void **state)
{
    (void)state;
    struct filed filed;
    struct error err = {0};
    filed_open(&filed);
    CHECK(files_put_scores("scores.csv", filed.store, filed.wave, &err) == OK, "%s", err.text);
    check_file("scores.csv", "unit,code,value,answered,items,rank,status,"
                             "rank_median,rank_low,rank_high,rank_class,rank_mean,above_next\n"
                             "202100-1234,MOGNAD,33.333333333333336,4,4,1,,1,1,1,1,1.25,0.75\n"
                             "202100-1234,INCITAMENT,,0,2,,z,,,,,,\n"
                             "\"a, b\",MOGNAD,,1,4,,x,,,,,,\n"
                             "\"a, b\",INCITAMENT,12.5,2,2,1,,,,,,,\n"
                             "3,MOGNAD,0,3,4,2,,2,1.5,2,1,1.75,\n"
                             "3,INCITAMENT,12.5,2,2,1,,,,,,,\n");
    filed_close(&filed);
}

static void a_score_that_does_not_apply_has_status_z(void **state)
{
    (void)state;
    // clang-format off
    static const struct {
        enum missing reason;
        const char *want;
    } cases[] = {
        {MISSING_NO_ANSWER,      "x"}, {MISSING_NOT_ASKED, "z"}, {MISSING_UNKNOWN, "x"},
        {MISSING_NOT_APPLICABLE, "z"}, {MISSING_REFUSED,   "x"}, {MISSING_INVALID, "x"},
    };
    // clang-format on
    struct filed filed;
    filed_open(&filed);
    filed.wave->n_rows = filed.wave->n_scores = 1;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct error err = {0};
        char want[256];
        filed.wave->scores[0].value[0] = missing_because(cases[i].reason);
        assert_int_equal(files_put_scores("scores.csv", filed.store, filed.wave, &err), OK);
        snprintf(want, sizeof want,
                 "unit,code,value,answered,items,rank,status,rank_median,rank_low,rank_high,"
                 "rank_class,rank_mean,above_next\n"
                 "202100-1234,MOGNAD,,4,4,1,%s,1,1,1,1,1.25,0.75\n",
                 cases[i].want);
        check_file("scores.csv", want);
    }
    filed_close(&filed);
}

static void a_store_that_fails_leaves_no_file(void **state)
{
    (void)state;
    // clang-format off
    static const struct {
        enum status (*put)(const char *, struct store *, const struct wave *, struct error *);
        const char *sql, *want;
    } cases[] = {
        {files_put_scores,   "DELETE FROM unit WHERE id = 3", "the store has lost the unit of row 3"},
        {files_put_scores,   "DROP TABLE unit",    "the store cannot do this: no such table: unit"},
        {files_put_findings, "DROP TABLE finding", "the store cannot do this: no such table: finding"},
        {files_put_rejects,  "DROP TABLE reject",  "the store cannot do this: no such table: reject"},
    };
    // clang-format on
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct filed filed;
        struct error err = {0};
        filed_open(&filed);
        do_sql(filed.store, cases[i].sql);
        const enum status got = cases[i].put("out.csv", filed.store, filed.wave, &err);
        CHECK(got == ERR_STORE && strcmp(err.text, cases[i].want) == 0, "case %zu: got %s", i,
              err.text);
        CHECK(count_files() == 0, "case %zu: %zu files are left", i, count_files());
        filed_close(&filed);
    }
}

static void findings_have_their_place_and_text(void **state)
{
    (void)state;
    struct finding list[] = {
        {.severity = FINDING_ERROR,
         .rule = "not_an_answer",
         .at = {"surveys/2022/answers.csv", 118, 7},
         .unit = "202100-1234",
         .question = "q06",
         .text = "'nej, aldrig' is not an answer to q06"},
        {.severity = FINDING_INFO, .rule = "columns", .at = {"a.csv", 1, 0}, .text = "=odd"},
        {.severity = FINDING_WARNING, .rule = "constant", .text = "no place"},
    };
    const struct findings found = {.list = list, .n = COUNT(list)};
    struct filed filed;
    struct error err = {0};
    filed_open(&filed);
    CHECK(store_put_findings(filed.store, filed.wave, &found, &err) == OK, "%s", err.text);
    CHECK(files_put_findings("findings.csv", filed.store, filed.wave, &err) == OK, "%s", err.text);
    check_file("findings.csv", "severity,rule,file,line,column,unit,question,text\n"
                               "error,not_an_answer,answers.csv,118,7,202100-1234,q06,"
                               "\"'nej, aldrig' is not an answer to q06\"\n"
                               "warning,constant,,,,,,no place\n"
                               "info,columns,a.csv,1,,,,\"=odd\"\n");
    filed_close(&filed);
}

static void rejects_are_whole(void **state)
{
    (void)state;
    static const struct reject rejects[] = {
        {.role = "answers",
         .at = {"answers.csv", 3, 2},
         .byte = 0,
         .rule = "duplicate",
         .reason = "'A1' answers twice",
         .raw = "A1;\"x\r\ny\";3\r\n"},
        {.role = "answers",
         .at = {"answers.csv", 9, 0},
         .byte = 5000000000,
         .rule = "cells",
         .reason = "4 cells, 3 wanted",
         .raw = "a,b,c,d"},
    };
    struct filed filed;
    struct error err = {0};
    filed_open(&filed);
    CHECK(store_put_rejects(filed.store, filed.wave, rejects, COUNT(rejects), &err) == OK, "%s",
          err.text);
    CHECK(files_put_rejects("rejects.csv", filed.store, filed.wave, &err) == OK, "%s", err.text);
    check_file("rejects.csv",
               "file,line,column,byte,rule,reason,raw\n"
               "answers.csv,3,2,0,duplicate,'A1' answers twice,\"A1;\"\"x\r\ny\"\";3\r\n\"\n"
               "answers.csv,9,,5000000000,cells,\"4 cells, 3 wanted\",\"a,b,c,d\"\n");
    filed_close(&filed);
}

static void no_file_is_made_where_there_is_no_folder(void **state)
{
    (void)state;
    static const char path[] = "/none/out.csv";
    struct filed filed;
    struct error err = {0};
    filed_open(&filed);
    CHECK(files_put_figures(path, filed.wave, &(struct figures){0}, &err) == ERR_WRITE, "%s",
          "figures");
    CHECK(files_put_scores(path, filed.store, filed.wave, &err) == ERR_WRITE, "%s", "scores");
    CHECK(files_put_findings(path, filed.store, filed.wave, &err) == ERR_WRITE, "%s", "findings");
    CHECK(files_put_rejects(path, filed.store, filed.wave, &err) == ERR_WRITE, "%s", "rejects");
    assert_string_equal(err.text, "/none/out.csv: cannot be written: No such file or directory");
    filed_close(&filed);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(figures_come_out_in_their_order_with_all_digits),
        TEST(a_wave_without_figures_has_their_header),
        TEST(every_unit_has_a_row_per_index),
        TEST(a_score_that_does_not_apply_has_status_z),
        TEST(a_store_that_fails_leaves_no_file),
        TEST(findings_have_their_place_and_text),
        TEST(rejects_are_whole),
        TEST(no_file_is_made_where_there_is_no_folder),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
