/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/get.h"

#include "base/missing.h"
#include "tests/store/stored.h"

#include <unistd.h>

static const struct figure figures[] = {
    {"index/mean/A", 50.25, 159, 1.5, 47.3, 53.2, 0.04, "", "0-100", 1, "mean"},
    {"index/mean/B", MISSING, 3, MISSING, MISSING, MISSING, MISSING, "c", "", 0, "withheld"},
};
static const struct run_fact facts[] = {{"mognad", "1.0"}, {"--lang", "sv"}};

/* Two years of one form, the figures of the later. */
static void make(const char *path)
{
    struct error err = {0};
    struct store *store = store_at(path);
    CHECK(store_begin(store, &err) == OK, "%s", err.text);
    for (int year = 2021; year <= 2022; year++) {
        struct small_wave small;
        small_wave_make(&small, "x", year);
        struct source source = {"answers.csv", "answers", "ab12", 17, 2, "UTF-8", ';'};
        small.wave.sources = &source;
        small.wave.n_sources = 1;
        small.wave.n_frame = 3;
        small.wave.n_rows = 2;
        CHECK(store_put_form(store, &small.wave, &small.first_unit, &err) == OK, "%s", err.text);
        CHECK(store_put_counts(store, &small.wave, &err) == OK, "%s", err.text);
        struct figures list = {.arena = &small.arena};
        for (size_t i = 0; year == 2022 && i < COUNT(figures); i++)
            CHECK(figures_put(&list, figures[i], &err) == OK, "%s", err.text);
        CHECK(store_put_figures(store, &small.wave, &list, &err) == OK, "%s", err.text);
        CHECK(store_put_run(store, &small.wave, facts, COUNT(facts), &err) == OK, "%s", err.text);
        arena_release(&small.arena);
    }
    CHECK(store_commit(store, &err) == OK, "%s", err.text);
    store_close(store);
}

static void what_a_run_left_is_read_back(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct error err = {0};
    struct store *store = NULL;
    struct stored_wave *waves = NULL;
    size_t n = 0;
    make("get.db");
    assert_int_equal(store_open_to_read("get.db", &store, &err), OK);
    CHECK(store_get_waves(store, &arena, &waves, &n, &err) == OK, "%s", err.text);
    assert_int_equal(n, 2);
    CHECK(waves[0].year == 2022 && waves[1].year == 2021, "the latest first");
    CHECK(strcmp(waves[0].form, "x") == 0 && waves[0].n_frame == 3 && waves[0].n_rows == 2, "%s",
          waves[0].form);

    struct figures got = {.arena = &arena};
    CHECK(store_get_figures(store, waves[0].id, &got, &err) == OK, "%s", err.text);
    assert_int_equal(got.n, 2);
    CHECK(strcmp(got.list[0].id, figures[0].id) == 0 && got.list[0].value == 50.25 &&
              got.list[0].high == 53.2 && got.list[0].decimals == 1,
          "%s", got.list[0].id);
    CHECK(is_missing(got.list[1].value) && strcmp(got.list[1].status, "c") == 0, "withheld");

    struct source *sources = NULL;
    CHECK(store_get_sources(store, waves[0].id, &arena, &sources, &n, &err) == OK, "%s", err.text);
    CHECK(n == 1 && strcmp(sources[0].sha256, "ab12") == 0 && sources[0].delimiter == ';', "%zu",
          n);
    struct run_fact *run = NULL;
    CHECK(store_get_run(store, waves[0].id, &arena, &run, &n, &err) == OK, "%s", err.text);
    CHECK(n == 2 && strcmp(run[1].name, "--lang") == 0 && strcmp(run[1].value, "sv") == 0, "%zu",
          n);
    store_close(store);
    arena_release(&arena);
    unlink("get.db");
}

static void a_store_that_is_only_read_stays_as_it_is(void **state)
{
    (void)state;
    struct error err = {0};
    struct store *store = NULL;
    CHECK(store_open_to_read("nowhere.db", &store, &err) == ERR_OPEN && store == NULL, "there");
    CHECK(strcmp(err.text, "nowhere.db: No such file or directory") == 0, "%s", err.text);
    CHECK(access("nowhere.db", F_OK) != 0, "made");
    make("get.db");
    assert_int_equal(store_open_to_read("get.db", &store, NULL), OK);
    CHECK(store_run_sql(store, "DELETE FROM figure", NULL) != OK, "written");
    store_close(store);
    unlink("get.db");
}

static void copy(const char *from, const char *to)
{
    FILE *in = fopen(from, "rb"), *out = fopen(to, "wb");
    CHECK(in != NULL && out != NULL, "%s", from);
    for (int byte = 0; in != NULL && out != NULL && (byte = getc(in)) != EOF;)
        putc(byte, out);
    if (in != NULL)
        fclose(in);
    if (out != NULL)
        fclose(out);
}

/* As a run leaves the file when it is killed: half done, with a journal. */
static void an_interrupted_run_is_taken_back(void **state)
{
    (void)state;
    struct error err = {0};
    struct store *store = NULL;
    make("get.db");
    assert_int_equal(store_open("get.db", &store, &err), OK);
    assert_int_equal(store_begin(store, &err), OK);
    assert_int_equal(store_run_sql(store, "DELETE FROM figure", &err), OK);
    copy("get.db", "cut.db");
    copy("get.db-journal", "cut.db-journal");
    store_close(store);

    CHECK(store_open_to_read("cut.db", &store, &err) == OK, "%s", err.text);
    CHECK(access("cut.db-journal", F_OK) != 0, "the journal is there still");
    store_close(store);
    unlink("get.db");
    unlink("cut.db");
}

static void memory_may_run_out(void **state)
{
    (void)state;
    struct store *store = NULL;
    make("get.db");
    assert_int_equal(store_open_to_read("get.db", &store, NULL), OK);
    enum status status = ERR_MEMORY;
    for (size_t nth = 1; status == ERR_MEMORY && nth < 100; nth++) {
        struct arena arena = {0};
        struct stored_wave *waves = NULL;
        size_t n = 0;
        struct figures got = {.arena = &arena};
        arena_fail_at(nth);
        status = store_get_waves(store, &arena, &waves, &n, NULL);
        if (status == OK)
            status = store_get_figures(store, waves[0].id, &got, NULL);
        arena_fail_at(0);
        arena_release(&arena);
        CHECK(nth > 1 || status == ERR_MEMORY, "the first");
    }
    CHECK(status == OK, "%d", (int)status);
    store_close(store);
    unlink("get.db");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(what_a_run_left_is_read_back),
        TEST(a_store_that_is_only_read_stays_as_it_is),
        TEST(an_interrupted_run_is_taken_back),
        TEST(memory_may_run_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
