/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/book_layout.h"
#include "tests/check.h"

enum { COLUMNS = 2 };

static struct table_column columns[COLUMNS] = {
    {.header = "Benämning", .widest = 20},
    {.header = "Andel starka, nedre gräns", .is_number = true}};
static const struct table table = {.columns = columns, .n_columns = COLUMNS};

static void rows_are_as_high_as_their_text(void **state)
{
    (void)state;
    static const struct {
        const char *name, *text;
        int lines, width;
    } cases[] = {
        // clang-format off
        {"short",            "Samverkan",                                    1, 9},
        {"Swedish letters",  "Åtgärder för öar",                             1, 13},
        {"just fits",        "12345678901234567890",                         1, 20},
        {"two lines",        "Myndigheter med starka incitament",            2, 20},
        {"three lines",      "Myndigheter med starka externa incitament för digital samverkan", 3, 20},
        {"one long word",    "regleringsbrevsuppföljningsrapportering",      2, 20},
        {"line breaks",      "en\ntvå\ntre",                                 3, 3},
        {"a break and more", "en\nMyndigheter med starka incitament",        3, 20},
        // clang-format on
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        int width[COLUMNS] = {0};
        struct layout layout = {.table = &table, .width = width};
        const struct cell cells[COLUMNS] = {{.text = cases[i].text}, {.kind = CELL_NOT_APPLICABLE}};
        const int lines = layout_measure(&layout, cells);
        CHECK(lines == cases[i].lines && width[0] == cases[i].width, "%s: %d lines, %d wide",
              cases[i].name, lines, width[0]);
        CHECK(layout_measure(&layout, cells) == lines, "%s: other lines the second time",
              cases[i].name);
    }
}

static void numbers_take_their_digits(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        struct cell cell;
        int width;
    } cases[] = {
        // clang-format off
        {"63.4",      {.kind = CELL_NUMBER, .number = 63.4, .decimals = 1},   4},
        {"-217.70",   {.kind = CELL_NUMBER, .number = -217.7, .decimals = 2}, 7},
        {"1,048,576", {.kind = CELL_COUNT, .number = 1048576},                9},
        {"82.1 %",    {.kind = CELL_SHARE, .number = 0.821, .decimals = 1},   6},
        {"<0.001",    {.kind = CELL_P, .number = 1e-9},                       6},
        {"[c]",       {.kind = CELL_WITHHELD},                                3},
        // clang-format on
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        int width[COLUMNS] = {0};
        struct layout layout = {.table = &table, .width = width};
        const struct cell cells[COLUMNS] = {{.text = "a"}, cases[i].cell};
        CHECK(layout_measure(&layout, cells) == 1, "%s: more than a line", cases[i].name);
        CHECK(width[1] == cases[i].width, "%s: %d wide", cases[i].name, width[1]);
    }
}

/* A filter's button takes room from the header's words. */
static void headers_wrap_between_words(void **state)
{
    (void)state;
    int width[COLUMNS] = {9, 6};
    struct layout layout = {.table = &table, .width = width};
    CHECK(layout_header_height(&layout) == 60, "%g points", layout_header_height(&layout));
    width[1] = 13;
    CHECK(layout_header_height(&layout) == 30, "%g points", layout_header_height(&layout));
    layout.has_tools = true;
    CHECK(layout_header_height(&layout) == 45, "%g points", layout_header_height(&layout));
    CHECK(layout_height(2) == 30 && layout_height(100) == 409, "%g", layout_height(100));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(rows_are_as_high_as_their_text),
        TEST(numbers_take_their_digits),
        TEST(headers_wrap_between_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
