/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/codings.h"
#include "tests/check.h"
#include "tests/stats/random_codings.h"

static void categories_are_numbered_in_order(void **state)
{
    (void)state;
    const double cell[] = {7, MISSING, -2, 7, 0, -2.5};
    const uint32_t want[] = {3, NOT_CODED, 1, 3, 2, 0};
    struct arena arena = {0};
    struct categories got;
    CHECK(codings_number((struct codings){cell, 3, 2}, &arena, &got, NULL) == OK, "no memory");
    CHECK(got.n == 4, "got %zu", got.n);
    for (size_t i = 0; i < COUNT(want); i++)
        CHECK(got.index[i] == want[i], "cell %zu: %u", i, (unsigned)got.index[i]);
    CHECK(codings_number((struct codings){cell, 0, 2}, &arena, &got, NULL) == OK && got.n == 0,
          "no units");
    arena_release(&arena);
}

static void a_number_leads_back_to_its_category(void **state)
{
    (void)state;
    struct random r = random_stream(1, random_name("codings"));
    for (size_t nth = 0; nth < 200; nth++) {
        struct arena arena = {0};
        struct random_codings random;
        struct categories got;
        random_codings(&r, nth, &random);
        CHECK(codings_number(random.codings, &arena, &got, NULL) == OK, "no memory");
        for (size_t c = 1; c < got.n; c++)
            CHECK(got.value[c - 1] < got.value[c], "case %zu: not ascending", nth);
        for (size_t i = 0; i < random.codings.n_units * random.codings.n_coders; i++)
            CHECK(is_missing(random.cell[i]) ? got.index[i] == NOT_CODED
                                             : got.value[got.index[i]] == random.cell[i],
                  "case %zu: cell %zu", nth, i);
        arena_release(&arena);
    }
}

static void memory_may_run_out(void **state)
{
    (void)state;
    const double cell[] = {1, 2};
    bool is_there = false;
    for (size_t nth = 1; !is_there; nth++) {
        struct arena arena = {0};
        struct categories got;
        arena_fail_at(nth);
        const enum status status = codings_number((struct codings){cell, 1, 2}, &arena, &got, NULL);
        arena_fail_at(0);
        is_there = status == OK;
        CHECK(is_there || status == ERR_MEMORY, "at %zu: %d", nth, (int)status);
        arena_release(&arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(categories_are_numbered_in_order),
        TEST(a_number_leads_back_to_its_category),
        TEST(memory_may_run_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
