/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/finding.h"
#include "tests/check.h"

static void add_two(struct findings *found)
{
    char file[] = "surveys/2022/answers.csv";
    char unit[] = "202100-1234";
    findings_add(found, FINDING_WARNING, "orgnr", (struct place){file, 3, 1}, unit, NULL,
                 "'%s' fails its check digit", unit);
    findings_add(found, FINDING_FAULT, "unknown_type", (struct place){file, 2, 4}, NULL, "q1",
                 "'%s' is no type", "selekt_one");
    memset(file, '#', sizeof file - 1); /* what was passed may change afterwards */
    memset(unit, '#', sizeof unit - 1);
}

static void findings_keep_their_order_place_and_text(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct findings found = {.arena = &arena};
    add_two(&found);
    assert_int_equal(found.n, 2);
    const struct finding *first = &found.list[0], *second = &found.list[1];
    assert_int_equal(first->severity, FINDING_WARNING);
    assert_string_equal(first->rule, "orgnr");
    assert_string_equal(first->at.file, "surveys/2022/answers.csv");
    assert_int_equal(first->at.line, 3);
    assert_int_equal(first->at.column, 1);
    assert_string_equal(first->unit, "202100-1234");
    assert_null(first->question);
    assert_string_equal(first->text, "'202100-1234' fails its check digit");
    assert_null(second->unit);
    assert_string_equal(second->question, "q1");
    assert_string_equal(second->text, "'selekt_one' is no type");
    CHECK(first->at.file == second->at.file, "a file's name is copied %s", "once");
    static const size_t want[SEVERITY_COUNT] = {[FINDING_FAULT] = 1, [FINDING_WARNING] = 1};
    assert_memory_equal(found.count, want, sizeof want);
    arena_release(&arena);
}

static void the_name_of_another_file_is_kept_apart(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct findings found = {.arena = &arena};
    static const char *const files[] = {"a.csv", "b.csv", NULL, "a.csv"};
    for (size_t i = 0; i < COUNT(files); i++)
        findings_add(&found, FINDING_INFO, "r", (struct place){files[i], 1, 0}, NULL, NULL, "t");
    for (size_t i = 0; i < COUNT(files); i++) {
        const char *file = found.list[i].at.file;
        CHECK(files[i] == NULL ? file == NULL : file != NULL && strcmp(file, files[i]) == 0,
              "finding %zu", i);
    }
    arena_release(&arena);
}

static void only_a_fault_stops_the_run(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct findings found = {.arena = &arena};
    struct error err = {0};
    assert_int_equal(findings_status(&found, &err), OK);
    findings_add(&found, FINDING_ERROR, "r", (struct place){"a.csv", 9, 0}, "u", "q", "odd");
    assert_int_equal(findings_status(&found, &err), OK);
    add_two(&found);
    assert_int_equal(findings_status(&found, &err), ERR_TABLE);
    assert_string_equal(err.text, "surveys/2022/answers.csv:2:4: 'selekt_one' is no type");
    arena_release(&arena);
}

/* Whichever allocation fails, a finding is either whole or said to be lost. */
static void a_lost_finding_is_noted(void **state)
{
    (void)state;
    size_t n_lost = 0;
    for (bool is_done = false; !is_done;) {
        struct arena arena = {0};
        struct findings found = {.arena = &arena};
        struct error err = {0};
        arena_fail_at(n_lost + 1);
        add_two(&found);
        arena_fail_at(0);
        is_done = !found.is_out_of_memory;
        n_lost += !is_done;
        CHECK(is_done == (found.n == 2), "%zu kept", found.n);
        CHECK(found.count[FINDING_WARNING] == 1 && found.count[FINDING_FAULT] == 1, "counts %zu",
              n_lost);
        CHECK(findings_status(&found, &err) == (is_done ? ERR_TABLE : ERR_MEMORY), "status %zu",
              n_lost);
        arena_release(&arena);
    }
    assert_int_equal(n_lost, 6); /* file, unit, text, list; question, text */
}

static void a_severity_has_its_name(void **state)
{
    (void)state;
    static const char *const want[] = {"fault", "error", "warning", "info"};
    for (int i = 0; i < SEVERITY_COUNT; i++)
        assert_string_equal(severity_name((enum severity)i), want[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(findings_keep_their_order_place_and_text),
        TEST(the_name_of_another_file_is_kept_apart),
        TEST(only_a_fault_stops_the_run),
        TEST(a_lost_finding_is_noted),
        TEST(a_severity_has_its_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
