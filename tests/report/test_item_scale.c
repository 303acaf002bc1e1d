/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/item_scale.h"
#include "tests/check.h"

#include "base/missing.h"

/* Three choices and one that is no answer. */
static struct choice choices[] = {{.name = "1", .score = 1},
                                  {.name = "2", .score = 2},
                                  {.name = "3", .score = 3},
                                  {.name = "9", .score = MISSING, .reason = MISSING_UNKNOWN}};
static const struct choice_list list = {.choices = choices, .n = 4, .low = 1, .high = 3};
static const struct question question = {.type = QUESTION_SELECT_ONE, .list = &list};

static struct indicator make_item(void)
{
    return (struct indicator){.question = &question,
                              .option = NO_OPTION,
                              .direction = 1,
                              .normalise = NORMALISE_GOALPOSTS,
                              .low = MISSING,
                              .high = MISSING};
}

static void choices_have_places(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        int direction;
        double low, high, want[4];
        bool tells;
    } cases[] = {
        // clang-format off
        {"as the list runs",   1, NAN, NAN, {0, 50, 100, NAN},    true},
        {"turned",            -1, NAN, NAN, {100, 50, 0, NAN},    true},
        {"wider goalposts",    1, 0,   4,   {25, 50, 75, NAN},    true},
        {"one lies outside",   1, 1,   2,   {0, 100, NAN, NAN},   false},
        {"too close to tell",  1, 0, 1e6,   {1e-4, 2e-4, 3e-4, NAN}, false},
        // clang-format on
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct indicator item = make_item();
        item.direction = cases[i].direction;
        item.low = cases[i].low;
        item.high = cases[i].high;
        for (size_t c = 0; c < list.n; c++) {
            const double got = item_place_of_choice(&item, c), want = cases[i].want[c];
            CHECK(isnan(want) ? is_missing(got) : fabs(got - want) < 1e-12, "%s, %zu: got %g",
                  cases[i].name, c, got);
        }
        CHECK(item_tells_choices(&item) == cases[i].tells, "%s", cases[i].name);
    }
}

static void only_plain_lists_tell(void **state)
{
    (void)state;
    struct indicator items[5];
    for (size_t i = 0; i < COUNT(items); i++)
        items[i] = make_item();
    items[1].impute = IMPUTE_MEAN;
    items[2].treat = TREAT_WINSORISE;
    items[3].normalise = NORMALISE_MINMAX;
    items[4].option = 1;
    for (size_t i = 0; i < COUNT(items); i++)
        CHECK(item_is_list(&items[i]) == (i == 0), "%zu", i);
}

int main(void)
{
    const struct CMUnitTest tests[] = {TEST(choices_have_places), TEST(only_plain_lists_tell)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
