/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/panel.h"
#include "base/missing.h"
#include "tests/check.h"

#define NA MISSING

/* Units 11 .. and 21 .. of two waves, by row, with their scores, and what links them. */
struct panel_case {
    const char *name;
    size_t n_earlier, n_later, n_links;
    uint32_t earlier[5], later[5];
    double x[5], y[5];
    struct unit_link links[6];
    size_t n_pairs, n_joined, n; /* pairs; of several units; with values */
    double x_sum, y_sum;         /* of the pairs' values */
    double leaving, entering;    /* sums of the scores of those outside pairs with values */
};

// clang-format off
static const struct panel_case cases[] = {
    {"the same units", 2, 2, 2, {11, 12}, {21, 22}, {1, 2}, {5, 7}, {{11, 21}, {12, 22}},
     2, 0, 2, 3, 12, 0, 0},
    {"in another order", 2, 2, 2, {12, 11}, {21, 22}, {2, 1}, {5, 7}, {{11, 21}, {12, 22}},
     2, 0, 2, 3, 12, 0, 0},
    {"coming and going", 2, 2, 1, {11, 12}, {21, 22}, {1, 2}, {5, 7}, {{12, 21}},
     1, 0, 1, 2, 5, 1, 7},
    {"without a score then", 2, 2, 2, {11, 12}, {21, 22}, {NA, 2}, {5, 7}, {{11, 21}, {12, 22}},
     2, 0, 1, 2, 7, 0, 5},
    {"without a score now", 2, 2, 2, {11, 12}, {21, 22}, {1, 2}, {NA, 7}, {{11, 21}, {12, 22}},
     2, 0, 1, 2, 7, 1, 0},
    {"in the frame, no answer", 1, 2, 2, {12}, {21, 22}, {2}, {5, 7}, {{11, 21}, {12, 22}},
     2, 0, 1, 2, 7, 0, 5},
    {"a merger", 3, 2, 3, {11, 12, 13}, {21, 22}, {1, 3, 9}, {5, 7}, {{11, 21}, {12, 21}, {13, 22}},
     2, 1, 2, 2 + 9, 12, 0, 0},
    {"of which one did not answer", 2, 2, 3, {11, 13}, {21, 22}, {1, 9}, {5, 7},
     {{11, 21}, {12, 21}, {13, 22}}, 2, 1, 1, 9, 7, 1, 5},
    {"a split", 1, 2, 2, {11}, {21, 22}, {4}, {5, 7}, {{11, 21}, {11, 22}},
     1, 1, 1, 4, 6, 0, 0},
    {"two become two others", 2, 2, 3, {11, 12}, {21, 22}, {2, 4}, {5, 9},
     {{11, 21}, {12, 21}, {12, 22}}, 1, 1, 1, 3, 7, 0, 0},
    {"nothing in common", 1, 1, 0, {11}, {21}, {1}, {5}, {{0, 0}}, 0, 0, 0, 0, 0, 1, 5},
    {"nobody", 0, 0, 0, {0}, {0}, {0}, {0}, {{0, 0}}, 0, 0, 0, 0, 0, 0, 0},
};
// clang-format on

static double total(const double *x, size_t n)
{
    double sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += is_missing(x[i]) ? 0 : x[i];
    return sum;
}

static double sum_of(struct moments m)
{
    return m.mean * (double)m.n;
}

static enum status run(const struct panel_case *c, struct arena *arena, struct panel *panel,
                       struct panel_values *values)
{
    struct unit_link list[6];
    memcpy(list, c->links, sizeof list);
    const struct unit_links links = {list, c->n_links};
    TRY(panel_make(&links, (struct panel_side){c->earlier, c->n_earlier},
                   (struct panel_side){c->later, c->n_later}, arena, panel, NULL));
    return panel_fill(panel, c->x, c->y, arena, values, NULL);
}

static void units_that_belong_together_are_pairs(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        const struct panel_case *c = &cases[i];
        struct arena arena = {0};
        struct panel panel = {0};
        struct panel_values values = {0};
        CHECK(run(c, &arena, &panel, &values) == OK, "%s", c->name);
        CHECK(panel.n_pairs == c->n_pairs && panel.n_joined == c->n_joined, "%s: %zu, %zu", c->name,
              panel.n_pairs, panel.n_joined);
        CHECK(values.n == c->n, "%s: %zu", c->name, values.n);
        CHECK(near(total(values.value[0], panel.n_pairs), c->x_sum, 1e-14), "%s", c->name);
        CHECK(near(total(values.value[1], panel.n_pairs), c->y_sum, 1e-14), "%s", c->name);
        CHECK(near(sum_of(values.other[0]), c->leaving, 1e-14), "%s", c->name);
        CHECK(near(sum_of(values.other[1]), c->entering, 1e-14), "%s", c->name);
        const double all = total(c->x, c->n_earlier) + total(c->y, c->n_later);
        const double parts =
            sum_of(values.staying[0]) + sum_of(values.staying[1]) + c->leaving + c->entering;
        CHECK(near(parts, all, 1e-14), "%s: nobody is lost, %g of %g", c->name, parts, all);
        arena_release(&arena);
    }
}

static void memory_may_run_out(void **state)
{
    (void)state;
    bool is_done = false;
    for (size_t nth = 1; !is_done; nth++) {
        struct arena arena = {0};
        struct panel panel;
        struct panel_values values;
        arena_fail_at(nth);
        const enum status status = run(&cases[6], &arena, &panel, &values);
        arena_fail_at(0);
        is_done = status == OK;
        CHECK(is_done || status == ERR_MEMORY, "%zu: %d", nth, status);
        arena_release(&arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(units_that_belong_together_are_pairs),
        TEST(memory_may_run_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
