/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/missing.h"
#include "store/put.h"
#include "tests/store/stored.h"

static enum status add_finding(void *context, const struct finding *finding, struct error *err)
{
    (void)err;
    char *text = context;
    sprintf(text + strlen(text), "%s %s:%ld:%d %s %s %s;", severity_name(finding->severity),
            finding->at.file != NULL ? finding->at.file : "-", finding->at.line, finding->at.column,
            finding->unit != NULL ? finding->unit : "-",
            finding->question != NULL ? finding->question : "-", finding->text);
    return OK;
}

static void findings_come_back_by_severity_in_their_order(void **state)
{
    (void)state;
    struct error err = {0};
    struct small_wave small;
    char text[1000] = "";
    struct store *store = small_wave_begin(&small);
    struct findings found = {.arena = &small.arena};
    findings_add(&found, FINDING_INFO, "i", (struct place){0}, NULL, NULL, "first");
    findings_add(&found, FINDING_ERROR, "e", (struct place){"a.csv", 12, 3}, "u", "q", "second");
    findings_add(&found, FINDING_WARNING, "w", (struct place){"a.csv", 1, 0}, NULL, "q", "third");
    findings_add(&found, FINDING_ERROR, "e", (struct place){"a.csv", 2, 1}, "v", NULL, "fourth");
    CHECK(store_put_findings(store, &small.wave, &found, &err) == OK, "%s", err.text);
    CHECK(store_each_finding(store, &small.wave, add_finding, text, &err) == OK, "%s", err.text);
    CHECK(strcmp(text, "error a.csv:12:3 u q second;error a.csv:2:1 v - fourth;"
                       "warning a.csv:1:0 - q third;info -:0:0 - - first;") == 0,
          "%s", text);
    found.is_out_of_memory = true;
    CHECK(store_put_findings(store, &small.wave, &found, &err) == ERR_MEMORY, "a lost finding");
    small_wave_end(store, &small);
}

static enum status stop(void *context, const struct finding *finding, struct error *err)
{
    (void)finding;
    ++*(int *)context;
    return error_set(err, ERR_WRITE, "enough");
}

static void a_walk_ends_where_its_visitor_says(void **state)
{
    (void)state;
    struct error err = {0};
    struct small_wave small;
    struct store *store = small_wave_begin(&small);
    struct findings found = {.arena = &small.arena};
    int n = 0;
    for (int i = 0; i < 3; i++)
        findings_add(&found, FINDING_INFO, "i", (struct place){0}, NULL, NULL, "x");
    CHECK(store_put_findings(store, &small.wave, &found, &err) == OK, "%s", err.text);
    CHECK(store_each_finding(store, &small.wave, stop, &n, &err) == ERR_WRITE && n == 1, "%d", n);
    CHECK(strcmp(err.text, "enough") == 0, "%s", err.text);
    small_wave_end(store, &small);
}

static enum status add_reject(void *context, const struct reject *reject, struct error *err)
{
    (void)err;
    char *text = context;
    sprintf(text + strlen(text), "%s %s:%ld:%d@%llu %s %s [%s];", reject->role, reject->at.file,
            reject->at.line, reject->at.column, (unsigned long long)reject->byte, reject->rule,
            reject->reason, reject->raw);
    return OK;
}

static void rejects_come_back_in_the_order_of_files_and_lines(void **state)
{
    (void)state;
    struct error err = {0};
    struct small_wave small;
    char text[1000] = "";
    struct store *store = small_wave_begin(&small);
    const struct reject rejects[] = {
        {"answers", {"a.csv", 9, 0}, 5000000000, "ragged_row", "short", "x;y"},
        {"answers", {"a.csv", 4, 2}, 30, "no_key", "empty", ";\n;"},
        {"register", {"z.csv", 20, 1}, 99, "no_key", "empty", ""},
    };
    CHECK(store_put_rejects(store, &small.wave, rejects, COUNT(rejects), &err) == OK, "%s",
          err.text);
    CHECK(store_each_reject(store, &small.wave, add_reject, text, &err) == OK, "%s", err.text);
    CHECK(strcmp(text, "register z.csv:20:1@99 no_key empty [];"
                       "answers a.csv:4:2@30 no_key empty [;\n;];"
                       "answers a.csv:9:0@5000000000 ragged_row short [x;y];") == 0,
          "%s", text);
    small_wave_end(store, &small);
}

static void figures_replace_figures(void **state)
{
    (void)state;
    struct error err = {0};
    struct small_wave small;
    struct store *store = small_wave_begin(&small);
    struct figures figures = {.arena = &small.arena};
    CHECK(figures_put(&figures,
                      (struct figure){.id = "index/mean/A",
                                      .value = 63.5,
                                      .n = 12,
                                      .se = 0.25,
                                      .low = MISSING,
                                      .high = MISSING,
                                      .p = MISSING,
                                      .unit = "0-100",
                                      .decimals = 1,
                                      .method = "mean"},
                      &err) == OK,
          "%s", err.text);
    CHECK(figures_put(&figures,
                      (struct figure){.id = "a/b/C",
                                      .value = MISSING,
                                      .n = MISSING,
                                      .se = MISSING,
                                      .low = MISSING,
                                      .high = MISSING,
                                      .p = MISSING},
                      &err) == OK,
          "%s", err.text);
    for (int i = 0; i < 2; i++)
        CHECK(store_put_figures(store, &small.wave, &figures, &err) == OK, "%s", err.text);
    check_sql(store, "SELECT * FROM figure ORDER BY position",
              "1|1|index/mean/A|63.5|12.0|0.25|-|-|-||0-100|1|mean\n"
              "1|2|a/b/C|-|-|-|-|-|-|x||0|");
    small_wave_end(store, &small);
}

static void scores_become_a_wide_table(void **state)
{
    (void)state;
    struct error err = {0};
    struct small_wave small;
    struct store *store = small_wave_begin(&small);
    static const struct indicator a = {.code = "A", .name = "Alpha"}, b = {.code = "B.1"};
    static uint32_t line[] = {2, 5}, unit[] = {11, 7}, rank_a[] = {1, 0}, rank_b[] = {2, 1};
    static uint16_t answered_a[] = {3, 0}, answered_b[] = {1, 2};
    double value_a[] = {63.25, MISSING}, value_b[] = {0, 100};
    struct score scores[] = {
        {.index = &a, .value = value_a, .rank = rank_a, .answered = answered_a, .n_items = 4},
        {.index = &b, .value = value_b, .rank = rank_b, .answered = answered_b, .n_items = 2}};
    small.wave.n_rows = 2;
    small.wave.line = line;
    small.wave.unit = unit;
    small.wave.scores = scores;
    small.wave.n_scores = 2;
    for (int i = 0; i < 2; i++)
        CHECK(store_put_scores(store, &small.wave, &err) == OK, "%s", err.text);
    check_sql(store, "SELECT * FROM score_f_2022", "2|11|63.25|1|3|0.0|2|1\n5|7|-|-|0|100.0|1|2");
    check_sql(store, "SELECT name FROM pragma_table_info('score_f_2022')",
              "line\nunit_id\nA\nA rank\nA answered\nB.1\nB.1 rank\nB.1 answered");
    small_wave_end(store, &small);
}

static void the_run_is_put_by_name(void **state)
{
    (void)state;
    struct error err = {0};
    struct small_wave small;
    struct store *store = small_wave_begin(&small);
    const struct run_fact first[] = {{"mognad", "0.1.0"}, {"option.seed", "1"}};
    const struct run_fact second[] = {{"option.seed", "2"}};
    CHECK(store_put_run(store, &small.wave, first, 2, &err) == OK, "%s", err.text);
    check_sql(store, "SELECT * FROM run", "1|mognad|0.1.0\n1|option.seed|1");
    CHECK(store_put_run(store, &small.wave, second, 1, &err) == OK, "%s", err.text);
    check_sql(store, "SELECT * FROM run", "1|option.seed|2");
    check_sql(store, "SELECT sqlite_version()", store_library_version());
    small_wave_end(store, &small);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(findings_come_back_by_severity_in_their_order),
        TEST(a_walk_ends_where_its_visitor_says),
        TEST(rejects_come_back_in_the_order_of_files_and_lines),
        TEST(figures_replace_figures),
        TEST(scores_become_a_wide_table),
        TEST(the_run_is_put_by_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
