/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/error.h"
#include "base/text.h"
#include "tests/check.h"

static void a_message_opens_with_what_is_known_of_its_place(void **state)
{
    (void)state;
    // clang-format off
    static const struct {
        struct place at;
        const char *want;
    } cases[] = {
        {{"in.csv", 118, 7}, "in.csv:118:7: 'x' is not a number"},
        {{"in.csv", 118, 0}, "in.csv:118: 'x' is not a number"},
        {{"in.csv", 0, 0},   "in.csv: 'x' is not a number"},
        {{"in.csv", 0, 7},   "in.csv: 'x' is not a number"},
        {{NULL, 118, 7},     "'x' is not a number"},
    };
    // clang-format on
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct error err = {0};
        const enum status status =
            error_at(&err, ERR_VALUE, cases[i].at, "'%s' is not a number", "x");
        CHECK(status == ERR_VALUE && err.status == ERR_VALUE, "%s", cases[i].want);
        CHECK(strcmp(err.text, cases[i].want) == 0, "want %s: got %s", cases[i].want, err.text);
    }
}

static void the_first_error_wins(void **state)
{
    (void)state;
    struct error err = {0};
    assert_int_equal(error_set(&err, ERR_OPEN, "first"), ERR_OPEN);
    assert_int_equal(error_at(&err, ERR_CSV, (struct place){"a", 1, 1}, "second"), ERR_CSV);
    assert_int_equal(error_memory(&err), ERR_MEMORY);
    assert_int_equal(err.status, ERR_OPEN);
    assert_string_equal(err.text, "first");
}

static void nobody_need_listen(void **state)
{
    (void)state;
    assert_int_equal(error_set(NULL, ERR_OPEN, "%d", 1), ERR_OPEN);
    assert_int_equal(error_at(NULL, ERR_CSV, (struct place){"a", 1, 1}, "x"), ERR_CSV);
    assert_int_equal(error_memory(NULL), ERR_MEMORY);
}

static void memory_has_one_message(void **state)
{
    (void)state;
    struct error err = {0};
    error_memory(&err);
    assert_string_equal(err.text, "out of memory");
}

/* However the end of the buffer falls into a two-byte character, the text stays whole. */
static void a_long_message_is_cut_at_a_whole_character(void **state)
{
    (void)state;
    char text[2 * sizeof((struct error *)NULL)->text];
    for (size_t offset = 0; offset < 4; offset++) {
        memset(text, '.', offset);
        for (size_t i = offset; i + 2 < sizeof text; i += 2)
            memcpy(text + i, "å", 3);
        struct error err = {0};
        error_set(&err, ERR_VALUE, "%s", text);
        const size_t n = strlen(err.text);
        CHECK(text_is_utf8(err.text, n), "offset %zu", offset);
        CHECK(n + 4 >= sizeof err.text, "offset %zu: only %zu bytes are left", offset, n);
        CHECK(strncmp(err.text, text, n) == 0, "offset %zu: another text", offset);
    }
}

static void a_place_longer_than_the_message_does_no_harm(void **state)
{
    (void)state;
    char path[3000];
    memset(path, 'p', sizeof path - 1);
    path[sizeof path - 1] = '\0';
    struct error err = {0};
    error_at(&err, ERR_VALUE, (struct place){path, 1, 1}, "lost");
    CHECK(strlen(err.text) == sizeof err.text - 1, "%zu bytes", strlen(err.text));
}

static void a_status_has_its_exit_code(void **state)
{
    (void)state;
    for (int status = 0; status < STATUS_COUNT; status++) {
        const int want = status == OK ? 0 : status == ERR_FINDINGS ? 1 : 2;
        CHECK(status_exit_code((enum status)status) == want, "status %d", status);
    }
}

static enum status fail_at(int step, int *n_done)
{
    TRY(step == 1 ? ERR_OPEN : OK);
    ++*n_done;
    TRY(step == 2 ? ERR_READ : OK);
    ++*n_done;
    return OK;
}

static void try_returns_what_failed(void **state)
{
    (void)state;
    int n_done = 0;
    assert_int_equal(fail_at(1, &n_done), ERR_OPEN);
    assert_int_equal(n_done, 0);
    assert_int_equal(fail_at(2, &n_done), ERR_READ);
    assert_int_equal(n_done, 1);
    assert_int_equal(fail_at(0, &n_done), OK);
    assert_int_equal(n_done, 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_message_opens_with_what_is_known_of_its_place),
        TEST(the_first_error_wins),
        TEST(nobody_need_listen),
        TEST(memory_has_one_message),
        TEST(a_long_message_is_cut_at_a_whole_character),
        TEST(a_place_longer_than_the_message_does_no_harm),
        TEST(a_status_has_its_exit_code),
        TEST(try_returns_what_failed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
