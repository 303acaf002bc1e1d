/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/finding_groups.h"
#include "store/put.h"
#include "tests/store/stored.h"

static enum status add(void *context, struct grouped_finding of, struct error *err)
{
    (void)err;
    char *text = context;
    sprintf(text + strlen(text), "%s %zu/%zu %s:%ld;", severity_name(of.finding->severity),
            of.position, of.n, of.finding->text, of.finding->at.line);
    return OK;
}

static void put(struct findings *found, enum severity severity, const char *rule, long line,
                const char *text)
{
    const bool is_of_unit = strcmp(rule, "file") != 0;
    findings_add(found, severity, rule, (struct place){"a.csv", line, 1}, is_of_unit ? "u" : NULL,
                 is_of_unit ? "q" : NULL, "%s", text);
}

static void those_alike_stand_together_by_severity(void **state)
{
    (void)state;
    struct error err = {0};
    struct small_wave small;
    char text[1000] = "";
    struct store *store = small_wave_begin(&small);
    struct findings found = {.arena = &small.arena};
    put(&found, FINDING_WARNING, "w", 9, "warned");
    put(&found, FINDING_ERROR, "b", 7, "b7");
    put(&found, FINDING_ERROR, "a", 5, "a5");
    put(&found, FINDING_ERROR, "b", 2, "b2");
    put(&found, FINDING_ERROR, "b", 8, "b8");
    put(&found, FINDING_INFO, "file", 1, "said twice");
    put(&found, FINDING_INFO, "file", 1, "said once");
    put(&found, FINDING_INFO, "file", 2, "said twice");
    CHECK(store_put_findings(store, &small.wave, &found, &err) == OK, "%s", err.text);
    CHECK(store_each_grouped_finding(store, &small.wave, 2, add, text, &err) == OK, "%s", err.text);
    CHECK(strcmp(text, "error 1/3 b7:7;error 2/3 b2:2;error 1/1 a5:5;warning 1/1 warned:9;"
                       "info 1/2 said twice:1;info 2/2 said twice:2;info 1/1 said once:1;") == 0,
          "%s", text);
    small_wave_end(store, &small);
}

static enum status stop(void *context, struct grouped_finding of, struct error *err)
{
    (void)of;
    ++*(int *)context;
    return error_set(err, ERR_WRITE, "enough");
}

static void a_walk_ends_where_its_visitor_says(void **state)
{
    (void)state;
    struct error err = {0};
    struct small_wave small;
    int n = 0;
    struct store *store = small_wave_begin(&small);
    struct findings found = {.arena = &small.arena};
    put(&found, FINDING_ERROR, "a", 1, "one");
    put(&found, FINDING_ERROR, "b", 1, "two");
    CHECK(store_put_findings(store, &small.wave, &found, &err) == OK, "%s", err.text);
    CHECK(store_each_grouped_finding(store, &small.wave, 1, stop, &n, &err) == ERR_WRITE && n == 1,
          "%d", n);
    small_wave_end(store, &small);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(those_alike_stand_together_by_severity),
        TEST(a_walk_ends_where_its_visitor_says),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
