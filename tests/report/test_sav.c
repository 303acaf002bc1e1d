/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "make_report.h"

#include "report/sav.h"
#include "store/statement.h"
#include "tests/check.h"
#include "tests/report/written.h"

static void do_sql(struct store *store, const char *sql)
{
    struct error err = {0};
    CHECK(store_run_sql(store, sql, &err) == OK, "%s: %s", sql, err.text);
}

/* The made-up report with answers in its store. */
static void make_answers(struct arena *arena, struct report *report)
{
    make_report(arena, LANGUAGE_SV, report);
    do_sql(report->store, "DROP TABLE IF EXISTS answer_digg_2022;"
                          "DROP TABLE IF EXISTS missing_digg_2022;"
                          "CREATE TABLE answer_digg_2022 (line INTEGER PRIMARY KEY, unit_id "
                          "INTEGER, a1 TEXT, a2 INTEGER, b1 INTEGER);"
                          "CREATE TABLE missing_digg_2022 (line INTEGER, unit_id INTEGER, "
                          "question TEXT, reason TEXT)");
    for (size_t row = 0; row < report->wave->n_rows; row++) {
        char sql[128];
        snprintf(sql, sizeof sql, "INSERT INTO answer_digg_2022 VALUES (%zu, %u, 'yes', %zu, NULL)",
                 row + 2, report->wave->unit[row], row);
        do_sql(report->store, sql);
    }
}

static struct sav_source source_of(const struct report *report)
{
    return (struct sav_source){report->wave, report->store, LANGUAGE_SV};
}

/* The header, by the format's description: "$FL2", the product, then case count, bias, date, time
   and title. */
static void the_header_has_no_clock(void **state)
{
    (void)state;
    static const char *const zones[] = {"Pacific/Kiritimati", "Pacific/Pago_Pago", "UTC"};
    struct folder folder;
    folder_open(&folder);
    for (size_t i = 0; i < COUNT(zones); i++) {
        struct error err = {0};
        struct arena arena = {0};
        struct report report;
        setenv("TZ", zones[i], 1);
        make_answers(&arena, &report);
        CHECK(sav_write("answers.sav", source_of(&report), &err) == OK, "%s", err.text);
        size_t n = 0;
        char *bytes = read_file("answers.sav", &n);
        assert_true(n > 176);
        CHECK(memcmp(bytes, "$FL2", 4) == 0, "no file of SPSS");
        int32_t n_cases = 0;
        memcpy(&n_cases, bytes + 80, sizeof n_cases);
        CHECK(n_cases == (int32_t)report.wave->n_rows, "%d cases", (int)n_cases);
        CHECK(memcmp(bytes + 92, "09 Dec 2200:00:00", 17) == 0, "%.17s", bytes + 92);
        CHECK(memcmp(bytes + 109, "Myndigheternas digitalisering 2022", 34) == 0, "%.64s",
              bytes + 109);
        free(bytes);
        drop_report(&report);
        arena_release(&arena);
    }
    unsetenv("TZ");
    folder_close(&folder);
}

static void memory_that_runs_out_leaves_no_file(void **state)
{
    (void)state;
    struct folder folder;
    struct arena arena = {0};
    struct report report;
    folder_open(&folder);
    make_answers(&arena, &report);
    enum status status = ERR_MEMORY;
    size_t nth = 1;
    for (; status != OK; nth++) {
        struct error err = {0};
        assert_true(nth < 200);
        arena_fail_at(nth);
        status = sav_write("answers.sav", source_of(&report), &err);
        CHECK(status == OK || (status == ERR_MEMORY && count_files() == 0), "%zu: %s", nth,
              err.text);
    }
    arena_fail_at(0);
    CHECK(nth > 20, "only %zu allocations", nth);
    drop_report(&report);
    arena_release(&arena);
    folder_close(&folder);
}

static void answers_that_are_gone_are_told(void **state)
{
    (void)state;
    struct folder folder;
    struct error err = {0};
    struct arena arena = {0};
    struct report report;
    folder_open(&folder);
    make_answers(&arena, &report);
    CHECK(sav_write("nowhere/answers.sav", source_of(&report), &err) == ERR_WRITE, "%s", err.text);
    do_sql(report.store, "DELETE FROM answer_digg_2022");
    err = (struct error){0};
    CHECK(sav_write("answers.sav", source_of(&report), &err) == ERR_STORE, "%s", err.text);
    CHECK(count_files() == 0, "a file was left");
    drop_report(&report);
    arena_release(&arena);
    folder_close(&folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(the_header_has_no_clock),
        TEST(memory_that_runs_out_leaves_no_file),
        TEST(answers_that_are_gone_are_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
