/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/arena.h"
#include "base/error.h"
#include "tests/check.h"

#include <stdalign.h>

static bool is_aligned(const void *place)
{
    return (uintptr_t)place % alignof(max_align_t) == 0;
}

static void what_is_handed_out_is_zero_aligned_and_apart(void **state)
{
    (void)state;
    static const size_t sizes[] = {1, 3, 8, 17, 4096, 16 * 1024, 3 * 1024 * 1024, 0, 5};
    struct arena arena = {0};
    unsigned char *place[COUNT(sizes)];
    for (size_t i = 0; i < COUNT(sizes); i++) {
        place[i] = arena_zeros(&arena, sizes[i], 1);
        assert_non_null(place[i]);
        CHECK(is_aligned(place[i]), "%zu bytes", sizes[i]);
        for (size_t j = 0; j < sizes[i]; j++)
            if (place[i][j] != 0)
                CHECK(false, "byte %zu of %zu is not zero", j, sizes[i]);
        memset(place[i], (int)i + 1, sizes[i]);
    }
    for (size_t i = 0; i < COUNT(sizes); i++)
        for (size_t j = 0; j < sizes[i]; j++)
            if (place[i][j] != i + 1)
                CHECK(false, "byte %zu of %zu was overwritten", j, sizes[i]);
    arena_release(&arena);
}

static void a_size_that_overflows_is_refused(void **state)
{
    (void)state;
    static const struct {
        size_t n, size;
    } cases[] = {
        {SIZE_MAX, 1},        {SIZE_MAX, 2},      {SIZE_MAX / 2 + 1, 2}, {2, SIZE_MAX / 2 + 1},
        {SIZE_MAX, SIZE_MAX}, {SIZE_MAX - 16, 1}, {SIZE_MAX / 8 + 1, 8},
    };
    struct arena arena = {0};
    for (size_t i = 0; i < COUNT(cases); i++)
        CHECK(arena_zeros(&arena, cases[i].n, cases[i].size) == NULL, "%zu x %zu", cases[i].n,
              cases[i].size);
    CHECK(arena_text_n(&arena, "", SIZE_MAX) == NULL, "a text of SIZE_MAX bytes");
    arena_release(&arena);
}

static void texts_are_copied_and_closed(void **state)
{
    (void)state;
    struct arena arena = {0};
    char text[] = "Skåne";
    const char *copy = arena_text(&arena, text);
    const char *start = arena_text_n(&arena, text, 2);
    const char *part = arena_text_n(&arena, text, 0);
    text[0] = '#';
    assert_string_equal(copy, "Skåne");
    assert_string_equal(start, "Sk");
    assert_string_equal(part, "");
    assert_string_equal(arena_print(&arena, "%s-%03d", "q", 7), "q-007");
    assert_string_equal(arena_print(&arena, "%s", ""), "");
    arena_release(&arena);
}

static void a_growing_list_keeps_its_elements(void **state)
{
    (void)state;
    struct arena arena = {0};
    int *list = NULL;
    size_t n = 0, capacity = 0, n_moves = 0;
    while (n < 10000) {
        int *grown = arena_grown(&arena, list, n, &capacity, int);
        assert_non_null(grown);
        n_moves += grown != list;
        list = grown;
        list[n] = (int)n;
        n++;
        CHECK(capacity >= n, "capacity %zu below %zu", capacity, n);
    }
    for (size_t i = 0; i < n; i++)
        if (list[i] != (int)i)
            CHECK(false, "element %zu is %d", i, list[i]);
    CHECK(n_moves < 16, "moved %zu times", n_moves);
    CHECK(arena_grow(&arena, list, SIZE_MAX / 2, &(size_t){0}, 1) == NULL, "a list too long");
    arena_release(&arena);
}

static void releasing_may_be_repeated_and_the_arena_used_again(void **state)
{
    (void)state;
    struct arena arena = {0};
    arena_release(&arena);
    assert_non_null(arena_array(&arena, 100, double));
    arena_release(&arena);
    arena_release(&arena);
    assert_null(arena.newest);
    assert_non_null(arena_new(&arena, int));
    arena_release(&arena);
}

static bool allocate_in_every_way(struct arena *arena)
{
    size_t capacity = 0;
    return arena_array(arena, 10, double) != NULL && arena_new(arena, int) != NULL &&
           arena_text(arena, "text") != NULL && arena_text_n(arena, "text", 2) != NULL &&
           arena_print(arena, "%d", 7) != NULL &&
           arena_grown(arena, (int *)NULL, 0, &capacity, int) != NULL;
}

static void every_way_to_allocate_can_be_made_to_fail(void **state)
{
    (void)state;
    size_t n_failed = 0;
    for (bool is_done = false; !is_done;) {
        struct arena arena = {0};
        arena_fail_at(n_failed + 1);
        is_done = allocate_in_every_way(&arena);
        n_failed += !is_done;
        arena_fail_at(0);
        arena_release(&arena);
    }
    assert_int_equal(n_failed, 6);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(what_is_handed_out_is_zero_aligned_and_apart),
        TEST(a_size_that_overflows_is_refused),
        TEST(texts_are_copied_and_closed),
        TEST(a_growing_list_keeps_its_elements),
        TEST(releasing_may_be_repeated_and_the_arena_used_again),
        TEST(every_way_to_allocate_can_be_made_to_fail),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
