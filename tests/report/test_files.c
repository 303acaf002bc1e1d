/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/missing.h"
#include "report/files.h"
#include "store/names.h"
#include "store/put.h"
#include "tests/check.h"
#include "tests/report/written.h"

/* --- the store, played by this test --- */

struct store {
    const char *const *keys;
    size_t n_keys, n_given;
    enum status ends_with; /* what the walk gives after the last */
    size_t n_open;
};

enum status row_names_open(struct store *store, const struct wave *wave, struct row_names **out,
                           struct error *err)
{
    (void)wave;
    (void)err;
    store->n_open++;
    *out = (struct row_names *)store;
    return OK;
}

enum status row_names_next(struct row_names *names, const char **key, const char **name,
                           struct error *err)
{
    struct store *store = (struct store *)names;
    *key = *name = NULL;
    if (store->n_given < store->n_keys)
        *key = *name = store->keys[store->n_given++];
    else if (store->ends_with != OK)
        return error_set(err, store->ends_with, "the store is gone");
    return OK;
}

void row_names_close(struct row_names *names)
{
    if (names != NULL)
        ((struct store *)names)->n_open--;
}

enum status store_each_finding(struct store *store, const struct wave *wave,
                               enum status (*each)(void *, const struct finding *, struct error *),
                               void *context, struct error *err)
{
    static const struct finding findings[] = {
        {.severity = FINDING_ERROR,
         .rule = "not_an_answer",
         .at = {"surveys/2022/answers.csv", 118, 7},
         .unit = "202100-1234",
         .question = "q06",
         .text = "'nej, aldrig' is not an answer to q06"},
        {.severity = FINDING_INFO, .rule = "columns", .at = {"a.csv", 1, 0}, .text = "=odd"},
        {.severity = FINDING_WARNING, .rule = "constant", .text = "no place"},
    };
    (void)wave;
    for (size_t i = 0; i < COUNT(findings); i++)
        TRY(each(context, &findings[i], err));
    return store->ends_with == OK ? OK : error_set(err, store->ends_with, "the store is gone");
}

enum status store_each_reject(struct store *store, const struct wave *wave,
                              enum status (*each)(void *, const struct reject *, struct error *),
                              void *context, struct error *err)
{
    static const struct reject rejects[] = {
        {.at = {"answers.csv", 3, 2},
         .byte = 0,
         .rule = "duplicate",
         .reason = "'A1' answers twice",
         .raw = "A1;\"x\r\ny\";3\r\n"},
        {.at = {"answers.csv", 9, 0},
         .byte = 5000000000,
         .rule = "cells",
         .reason = "4 cells, 3 wanted",
         .raw = "a,b,c,d"},
    };
    (void)wave;
    for (size_t i = 0; i < COUNT(rejects); i++)
        TRY(each(context, &rejects[i], err));
    return store->ends_with == OK ? OK : error_set(err, store->ends_with, "the store is gone");
}

/* --- the wave --- */

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

static const char *const keys[] = {"202100-1234", "a, b", "3"};

/* Two indices over three rows; the caller may change what it needs. */
static struct wave wave_with_scores(void)
{
    static struct indicator mognad = {.code = "MOGNAD"}, incitament = {.code = "INCITAMENT"};
    static double first[3], second[3];
    static uint32_t first_rank[] = {1, 0, 2}, second_rank[] = {0, 1, 1};
    static uint16_t first_answered[] = {4, 1, 3}, second_answered[] = {0, 2, 2};
    static struct score scores[] = {
        {&mognad, first, first_rank, first_answered, 4},
        {&incitament, second, second_rank, second_answered, 2},
    };
    memcpy(first, (double[]){100. / 3, MISSING, 0}, sizeof first);
    memcpy(second, (double[]){missing_because(MISSING_NOT_ASKED), 12.5, 12.5}, sizeof second);
    return (struct wave){.form = &form, .n_rows = 3, .scores = scores, .n_scores = COUNT(scores)};
}

static void every_unit_has_a_row_per_index(void **state)
{
    (void)state;
    const struct wave wave = wave_with_scores();
    struct store store = {.keys = keys, .n_keys = 3};
    struct folder folder;
    struct error err = {0};
    folder_open(&folder);
    CHECK(files_put_scores("scores.csv", &store, &wave, &err) == OK, "%s", err.text);
    check_file("scores.csv", "unit,code,value,answered,items,rank,status\n"
                             "202100-1234,MOGNAD,33.333333333333336,4,4,1,\n"
                             "202100-1234,INCITAMENT,,0,2,,z\n"
                             "\"a, b\",MOGNAD,,1,4,,x\n"
                             "\"a, b\",INCITAMENT,12.5,2,2,1,\n"
                             "3,MOGNAD,0,3,4,2,\n"
                             "3,INCITAMENT,12.5,2,2,1,\n");
    CHECK(store.n_open == 0, "%s", "the names are left open");
    folder_close(&folder);
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
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct wave wave = wave_with_scores();
        struct store store = {.keys = keys, .n_keys = 1};
        struct folder folder;
        struct error err = {0};
        char want[128];
        folder_open(&folder);
        wave.n_rows = wave.n_scores = 1;
        wave.scores[0].value[0] = missing_because(cases[i].reason);
        assert_int_equal(files_put_scores("scores.csv", &store, &wave, &err), OK);
        snprintf(want, sizeof want,
                 "unit,code,value,answered,items,rank,status\n202100-1234,MOGNAD,,4,4,1,%s\n",
                 cases[i].want);
        check_file("scores.csv", want);
        folder_close(&folder);
    }
}

static void a_store_that_fails_leaves_no_scores(void **state)
{
    (void)state;
    // clang-format off
    static const struct {
        enum status ends_with, want;
        const char *message;
    } cases[] = {
        {ERR_STORE, ERR_STORE, "the store is gone"},
        {OK,        ERR_STORE, "the store holds 2 of the wave's 3 rows"},
    };
    // clang-format on
    for (size_t i = 0; i < COUNT(cases); i++) {
        const struct wave wave = wave_with_scores();
        struct store store = {.keys = keys, .n_keys = 2, .ends_with = cases[i].ends_with};
        struct folder folder;
        struct error err = {0};
        folder_open(&folder);
        CHECK(files_put_scores("scores.csv", &store, &wave, &err) == cases[i].want, "case %zu", i);
        CHECK(strcmp(err.text, cases[i].message) == 0, "got %s", err.text);
        CHECK(count_files() == 0 && store.n_open == 0, "%zu files are left", count_files());
        folder_close(&folder);
    }
}

static void findings_have_their_place_and_text(void **state)
{
    (void)state;
    struct store store = {.ends_with = OK};
    struct folder folder;
    struct error err = {0};
    folder_open(&folder);
    CHECK(files_put_findings("findings.csv", &store, &(struct wave){.form = &form}, &err) == OK,
          "%s", err.text);
    check_file("findings.csv", "severity,rule,file,line,column,unit,question,text\n"
                               "error,not_an_answer,answers.csv,118,7,202100-1234,q06,"
                               "\"'nej, aldrig' is not an answer to q06\"\n"
                               "info,columns,a.csv,1,,,,\"=odd\"\n"
                               "warning,constant,,,,,,no place\n");
    folder_close(&folder);
}

static void rejects_are_whole(void **state)
{
    (void)state;
    struct store store = {.ends_with = OK};
    struct folder folder;
    struct error err = {0};
    folder_open(&folder);
    CHECK(files_put_rejects("rejects.csv", &store, &(struct wave){.form = &form}, &err) == OK, "%s",
          err.text);
    check_file("rejects.csv",
               "file,line,column,byte,rule,reason,raw\n"
               "answers.csv,3,2,0,duplicate,'A1' answers twice,\"A1;\"\"x\r\ny\"\";3\r\n\"\n"
               "answers.csv,9,,5000000000,cells,\"4 cells, 3 wanted\",\"a,b,c,d\"\n");
    folder_close(&folder);
}

static void a_store_that_fails_leaves_no_list(void **state)
{
    (void)state;
    struct store store = {.ends_with = ERR_STORE};
    struct folder folder;
    struct error err = {0};
    folder_open(&folder);
    CHECK(files_put_findings("f.csv", &store, &(struct wave){.form = &form}, &err) == ERR_STORE,
          "%s", err.text);
    CHECK(files_put_rejects("r.csv", &store, &(struct wave){.form = &form}, &err) == ERR_STORE,
          "%s", err.text);
    CHECK(strcmp(err.text, "the store is gone") == 0, "got %s", err.text);
    CHECK(count_files() == 0, "%zu files are left", count_files());
    folder_close(&folder);
}

static void no_file_is_made_where_there_is_no_folder(void **state)
{
    (void)state;
    const struct wave wave = wave_with_scores();
    struct store store = {.keys = keys, .n_keys = 3};
    static const char path[] = "/none/out.csv";
    struct error err = {0};
    CHECK(files_put_figures(path, &wave, &(struct figures){0}, &err) == ERR_WRITE, "%s", "figures");
    CHECK(files_put_scores(path, &store, &wave, &err) == ERR_WRITE, "%s", "scores");
    CHECK(files_put_findings(path, &store, &wave, &err) == ERR_WRITE, "%s", "findings");
    CHECK(files_put_rejects(path, &store, &wave, &err) == ERR_WRITE, "%s", "rejects");
    assert_string_equal(err.text, "/none/out.csv: cannot be written: No such file or directory");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(figures_come_out_in_their_order_with_all_digits),
        TEST(a_wave_without_figures_has_their_header),
        TEST(every_unit_has_a_row_per_index),
        TEST(a_score_that_does_not_apply_has_status_z),
        TEST(a_store_that_fails_leaves_no_scores),
        TEST(findings_have_their_place_and_text),
        TEST(rejects_are_whole),
        TEST(a_store_that_fails_leaves_no_list),
        TEST(no_file_is_made_where_there_is_no_folder),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
