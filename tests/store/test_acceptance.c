/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/acceptance.h"

#include "tests/check.h"

static struct acceptance make(struct arena *arena, const struct fact *facts, size_t n)
{
    struct acceptance acceptance = {.arena = arena};
    struct error err = {0};
    for (size_t i = 0; i < n; i++)
        CHECK(acceptance_put(&acceptance, facts[i].kind, facts[i].name, facts[i].value, &err) == OK,
              "%s", err.text);
    return acceptance;
}

static void what_changed_is_told_by_kind(void **state)
{
    (void)state;
    static const struct fact before[] = {
        {FACT_PROGRAM, "mognad", "1"}, {FACT_INPUT, "a.csv", "11"}, {FACT_INPUT, "b.csv", "22"},
        {FACT_OPTION, "seed", "1"},    {FACT_INPUT, "c.csv", "33"}, {FACT_ROW, "a.csv/q1", "44"},
    };
    static const struct fact after[] = {
        {FACT_INPUT, "d.csv", "55"}, {FACT_INPUT, "b.csv", "22"},   {FACT_INPUT, "a.csv", "12"},
        {FACT_OPTION, "seed", "1"},  {FACT_PROGRAM, "mognad", "2"},
    };
    struct arena arena = {0};
    struct error err = {0};
    const struct acceptance was = make(&arena, before, COUNT(before));
    const struct acceptance is = make(&arena, after, COUNT(after));
    struct fact_change *changes = NULL;
    size_t n = 0;
    CHECK(acceptance_changes(&was, &is, &arena, &changes, &n, &err) == OK, "%s", err.text);
    char text[400] = "";
    for (size_t i = 0; i < n; i++)
        sprintf(text + strlen(text), "%s %s %s>%s; ", fact_group(changes[i].kind), changes[i].name,
                changes[i].was == NULL ? "" : changes[i].was,
                changes[i].is == NULL ? "" : changes[i].is);
    CHECK(strcmp(text, "inputs d.csv >55; inputs a.csv 11>12; inputs c.csv 33>; "
                       "rows a.csv/q1 44>; program mognad 1>2; ") == 0,
          "%s", text);
    CHECK(acceptance_changes(&was, &was, &arena, &changes, &n, &err) == OK && n == 0, "%zu", n);
    CHECK(acceptance_find(&was, FACT_OPTION, "a.csv") == NULL, "of another kind");
    arena_release(&arena);
}

static void memory_that_runs_out(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct acceptance acceptance = {.arena = &arena};
    struct fact_change *changes = NULL;
    size_t n = 0;
    arena_fail_at(1);
    CHECK(acceptance_put(&acceptance, FACT_INPUT, "a", "b", NULL) == ERR_MEMORY, "put");
    arena_fail_at(1);
    CHECK(acceptance_changes(&acceptance, &acceptance, &arena, &changes, &n, NULL) == ERR_MEMORY,
          "changes");
    arena_fail_at(0);
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {TEST(what_changed_is_told_by_kind),
                                       TEST(memory_that_runs_out)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
