/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/run_record.h"
#include "tests/check.h"
#include "tests/report/written.h"

#include <jansson.h>

static const struct run_pair libraries[] = {{"gsl", "2.7.1"}, {"sqlite", "3.40.1"}};
static const struct run_pair options[] = {{"--answers", "/srv/in \"1\".csv"}, {"--strict", NULL}};

static const struct run_pair in_force[] = {{"seed", "1"}, {"replicates", "500"}};

static struct form form = {
    .folder = "surveys/2022",
    .settings = {.form_id = "digg",
                 .version = "3",
                 .wave = 2022,
                 .closed = "2022-11-30",
                 .seed = 1,
                 .replicates = 2000,
                 .confidence = 0.95,
                 .min_cell = 5},
};
static struct source sources[] = {
    {"survey.csv", "survey", "00ff", 1234, 61, "UTF-8", ','},
    {"answers.csv", "answers", "ab12", 5000000000, 187, NULL, '\0'},
};
static struct wave wave = {
    .form = &form,
    .is_simulated = true,
    .n_frame = 212,
    .n_rows = 180,
    .n_read = 187,
    .n_rejected = 7,
    .sources = sources,
    .n_sources = COUNT(sources),
    .finding_count = {0, 7, 2, 1},
};
static const struct run_record record = {
    .wave = &wave,
    .program = "mognad",
    .version = "0.1.0",
    .libraries = libraries,
    .n_libraries = COUNT(libraries),
    .options = options,
    .n_options = COUNT(options),
    .in_force = in_force,
    .n_in_force = COUNT(in_force),
    .n_figures = 5826,
    .profile = "publish",
    .withheld = (const struct run_count[]){{"small", 12}, {"unit", 400}},
    .n_withheld = 2,
    .agencies = (const struct run_pair[]){{"a/b", "agencies/a%2Fb.xlsx"}},
    .n_agencies = 1,
};

// clang-format off
static const char want[] =
    "{\n"
    "  \"program\": {\n"
    "    \"name\": \"mognad\",\n"
    "    \"version\": \"0.1.0\"\n"
    "  },\n"
    "  \"profile\": \"publish\",\n"
    "  \"libraries\": {\n"
    "    \"gsl\": \"2.7.1\",\n"
    "    \"sqlite\": \"3.40.1\"\n"
    "  },\n"
    "  \"options\": {\n"
    "    \"--answers\": \"/srv/in \\\"1\\\".csv\",\n"
    "    \"--strict\": null\n"
    "  },\n"
    "  \"in_force\": {\n"
    "    \"seed\": \"1\",\n"
    "    \"replicates\": \"500\"\n"
    "  },\n"
    "  \"survey\": {\n"
    "    \"form_id\": \"digg\",\n"
    "    \"version\": \"3\",\n"
    "    \"wave\": 2022,\n"
    "    \"closed\": \"2022-11-30\",\n"
    "    \"simulated\": true\n"
    "  },\n"
    "  \"settings\": {\n"
    "    \"seed\": 1,\n"
    "    \"replicates\": 2000,\n"
    "    \"confidence\": 0.95,\n"
    "    \"min_cell\": 5\n"
    "  },\n"
    "  \"inputs\": [\n"
    "    {\n"
    "      \"name\": \"survey.csv\",\n"
    "      \"role\": \"survey\",\n"
    "      \"sha256\": \"00ff\",\n"
    "      \"bytes\": 1234,\n"
    "      \"rows\": 61,\n"
    "      \"encoding\": \"UTF-8\",\n"
    "      \"delimiter\": \",\"\n"
    "    },\n"
    "    {\n"
    "      \"name\": \"answers.csv\",\n"
    "      \"role\": \"answers\",\n"
    "      \"sha256\": \"ab12\",\n"
    "      \"bytes\": 5000000000,\n"
    "      \"rows\": 187,\n"
    "      \"encoding\": null,\n"
    "      \"delimiter\": null\n"
    "    }\n"
    "  ],\n"
    "  \"counts\": {\n"
    "    \"frame\": 212,\n"
    "    \"read\": 187,\n"
    "    \"stored\": 180,\n"
    "    \"rejected\": 7,\n"
    "    \"findings\": {\n"
    "      \"fault\": 0,\n"
    "      \"error\": 7,\n"
    "      \"warning\": 2,\n"
    "      \"info\": 1\n"
    "    },\n"
    "    \"figures\": 5826\n"
    "  },\n"
    "  \"withheld\": {\n"
    "    \"small\": 12,\n"
    "    \"unit\": 400\n"
    "  },\n"
    "  \"agencies\": {\n"
    "    \"a/b\": \"agencies/a%2Fb.xlsx\"\n"
    "  }\n"
    "}\n";
// clang-format on

static void a_run_is_written_down(void **state)
{
    (void)state;
    struct folder folder;
    struct error err = {0};
    folder_open(&folder);
    CHECK(run_record_write("run.json", record, &err) == OK, "%s", err.text);
    check_file("run.json", want);
    folder_close(&folder);
}

/* The member of a member of the object in run.json, as text; to be freed. */
static char *member(const char *outer, const char *inner)
{
    json_t *json = json_load_file("run.json", 0, NULL);
    assert_non_null(json);
    json_t *value = json_object_get(json_object_get(json, outer), inner);
    char *text = json_dumps(value, JSON_ENCODE_ANY);
    json_decref(json);
    return text;
}

static void a_seed_beyond_a_double_is_text(void **state)
{
    (void)state;
    static const struct {
        uint64_t seed;
        const char *want;
    } cases[] = {
        {UINT64_C(9007199254740992), "9007199254740992"},
        {UINT64_C(9007199254740993), "\"9007199254740993\""},
        {UINT64_MAX, "\"18446744073709551615\""},
    };
    struct folder folder;
    folder_open(&folder);
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct error err = {0};
        struct form seeded = form;
        struct wave other = wave;
        struct run_record run = record;
        seeded.settings.seed = cases[i].seed;
        other.form = &seeded;
        run.wave = &other;
        CHECK(run_record_write("run.json", run, &err) == OK, "%s", err.text);
        char *got = member("settings", "seed");
        CHECK(strcmp(got, cases[i].want) == 0, "got %s", got);
        free(got);
    }
    folder_close(&folder);
}

static void a_path_that_is_no_utf8_is_written_all_the_same(void **state)
{
    (void)state;
    // clang-format off
    static const struct {
        const char *path, *want;
    } cases[] = {
        {"enk\xE4t/2022",  "\"enk\uFFFDt/2022\""},
        {"\xC3\xA4\xE4",   "\"ä\uFFFD\""},
        {"\xFF\xFE\xC3",   "\"\uFFFD\uFFFD\uFFFD\""},
    };
    // clang-format on
    struct folder folder;
    folder_open(&folder);
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct error err = {0};
        struct run_record run = record;
        const struct run_pair option = {"--answers", cases[i].path};
        run.options = &option;
        run.n_options = 1;
        CHECK(run_record_write("run.json", run, &err) == OK, "%s", err.text);
        char *got = member("options", "--answers");
        CHECK(strcmp(got, cases[i].want) == 0, "got %s", got);
        free(got);
    }
    folder_close(&folder);
}

static void a_place_that_cannot_be_written_is_said(void **state)
{
    (void)state;
    struct error err = {0};
    assert_int_equal(run_record_write("/none/run.json", record, &err), ERR_WRITE);
    assert_string_equal(err.text, "/none/run.json: cannot be written: No such file or directory");
}

static size_t json_countdown;

static void *failing_malloc(size_t n)
{
    return json_countdown > 0 && --json_countdown == 0 ? NULL : malloc(n);
}

/* Whichever of jansson's allocations fails: ERR_MEMORY, no leak, no file. */
static void no_allocation_of_jansson_is_taken_for_granted(void **state)
{
    (void)state;
    struct folder folder;
    enum status status = ERR_MEMORY;
    folder_open(&folder);
    json_set_alloc_funcs(failing_malloc, free);
    size_t nth = 0;
    while (status == ERR_MEMORY && nth < 10000) {
        struct error err = {0};
        json_countdown = ++nth;
        status = run_record_write("run.json", record, &err);
        json_countdown = 0;
        CHECK(status == OK || (status == ERR_MEMORY && count_files() == 0), "allocation %zu: %s",
              nth, err.text);
    }
    json_set_alloc_funcs(malloc, free);
    CHECK(status == OK && nth > 100, "%zu allocations, status %d", nth, (int)status);
    check_file("run.json", want);
    folder_close(&folder);
}

static void no_allocation_of_ours_is_taken_for_granted(void **state)
{
    (void)state;
    struct folder folder;
    struct error err = {0};
    struct run_record run = record;
    const struct run_pair option = {"--answers", "\xE4"};
    run.options = &option;
    run.n_options = 1;
    folder_open(&folder);
    arena_fail_at(1);
    const enum status status = run_record_write("run.json", run, &err);
    arena_fail_at(0);
    CHECK(status == ERR_MEMORY && count_files() == 0, "status %d", (int)status);
    folder_close(&folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_run_is_written_down),
        TEST(a_seed_beyond_a_double_is_text),
        TEST(a_path_that_is_no_utf8_is_written_all_the_same),
        TEST(a_place_that_cannot_be_written_is_said),
        TEST(no_allocation_of_jansson_is_taken_for_granted),
        TEST(no_allocation_of_ours_is_taken_for_granted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
