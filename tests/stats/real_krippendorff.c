/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Two published tables of codings with missing ones: Krippendorff (2018), Content Analysis, 4th
   ed., p. 290, and the one of Wikipedia's article "Krippendorff's alpha". */

#include "stats/krippendorff.h"
#include "tests/check.h"
#include "tests/stats/real_table.h"

#include <gsl/gsl_errno.h>

#include "base/missing.h"

/* The files have a row per coder and a column per unit. */
static struct codings codings_in(const char *path, struct arena *arena)
{
    struct table t;
    assert_true(table_read(arena, path, &t));
    double *cell = arena_array(arena, t.n_rows * t.n_columns, double);
    assert_non_null(cell);
    for (size_t unit = 0; unit < t.n_columns; unit++)
        for (size_t coder = 0; coder < t.n_rows; coder++)
            cell[unit * t.n_rows + coder] = table_number(&t, coder, unit);
    return (struct codings){cell, t.n_columns, t.n_rows};
}

static void published_tables(void **state)
{
    (void)state;
    static const struct {
        const char *path;
        enum level level;
        double value, within;
    } cases[] = {
        {"agreement/krippendorff-2018-p290.csv", LEVEL_NOMINAL, 0.743421, 5e-7},
        {"agreement/krippendorff-2018-p290.csv", LEVEL_ORDINAL, 0.815388, 5e-7},
        {"agreement/krippendorff-2018-p290.csv", LEVEL_INTERVAL, 0.849107, 5e-7},
        {"agreement/krippendorff-2018-p290.csv", LEVEL_RATIO, 0.797403, 5e-7},
        {"agreement/wikipedia.csv", LEVEL_NOMINAL, 0.691358, 5e-7},
        {"agreement/wikipedia.csv", LEVEL_INTERVAL, 0.811, 5e-4},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct arena arena = {0};
        struct krippendorff got;
        const struct krippendorff_request request = {.codings = codings_in(cases[i].path, &arena),
                                                     .level = cases[i].level,
                                                     .replicates = 1000,
                                                     .seed = 1,
                                                     .confidence = 0.95};
        CHECK(krippendorff_alpha(request, &got, NULL) == OK, "no memory");
        CHECK(fabs(got.value - cases[i].value) <= cases[i].within, "%s, level %d: got %.17g",
              cases[i].path, (int)cases[i].level, got.value);
        CHECK(got.low < got.value && got.value < got.high, "%s, level %d: %g to %g", cases[i].path,
              (int)cases[i].level, got.low, got.high);
        arena_release(&arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {TEST(published_tables)};
    if (!real_data_is_there())
        return 77;
    gsl_set_error_handler_off();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
