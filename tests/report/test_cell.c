/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/cell.h"
#include "tests/check.h"

#include <float.h>
#include <math.h>

static void numbers_that_no_spreadsheet_holds(void **state)
{
    (void)state;
    static const struct {
        double x;
        enum cell_kind want;
    } cases[] = {
        {0, CELL_NUMBER},
        {9.99e307, CELL_NUMBER},
        {-9.99e307, CELL_NUMBER},
        {1e308, CELL_NOT_AVAILABLE},
        {DBL_MAX, CELL_NOT_AVAILABLE},
        {-DBL_MAX, CELL_NOT_AVAILABLE},
        {INFINITY, CELL_NOT_APPLICABLE},
        {NAN, CELL_NOT_APPLICABLE},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        const struct cell cell = cell_number(cases[i].x, 1, CELL_NOT_APPLICABLE);
        CHECK(cell.kind == cases[i].want, "%g: kind %d", cases[i].x, (int)cell.kind);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {TEST(numbers_that_no_spreadsheet_holds)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
