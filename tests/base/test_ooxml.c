/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/ooxml.h"

#include "tests/check.h"

static void targets(void **state)
{
    (void)state;
    static const struct {
        const char *part, *target, *want;
    } cases[] = {
        {"xl/workbook.xml", "worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"},
        {"xl/workbook.xml", "/xl/worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"},
        {"xl/worksheets/sheet1.xml", "../drawings/drawing1.xml", "xl/drawings/drawing1.xml"},
        {"xl/worksheets/sheet1.xml", "./../a//b.xml", "xl/a/b.xml"},
        {"", "docProps/core.xml", "docProps/core.xml"},
        {"xl/workbook.xml", "../../etc/passwd", ""},
        {"xl/workbook.xml", "/../etc/passwd", ""},
        {"xl/workbook.xml", "..", ""},
        {"xl/workbook.xml", "", "xl"},
    };
    struct arena arena = {0};
    for (size_t i = 0; i < COUNT(cases); i++) {
        const char *got = ooxml_target(&arena, cases[i].part, cases[i].target);
        CHECK(got != NULL && strcmp(got, cases[i].want) == 0, "%s + %s: got %s", cases[i].part,
              cases[i].target, got == NULL ? "(null)" : got);
    }
    arena_fail_at(1);
    CHECK(ooxml_target(&arena, "xl/workbook.xml", "a") == NULL, "no memory");
    arena_fail_at(0);
    arena_release(&arena);
}

static void cells(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        uint32_t row, column; /* 0: no cell */
        const char *rest;
    } cases[] = {
        {"A1", 1, 1, ""},
        {"$AB$12:C3", 12, 28, ":C3"},
        {"XFD1048576", 1048576, 16384, ""},
        {"XFE1", 0, 0, NULL},
        {"A1048577", 0, 0, NULL},
        {"A0", 0, 0, NULL},
        {"A", 0, 0, NULL},
        {"1", 0, 0, NULL},
        {"$1", 0, 0, NULL},
        {"a1", 0, 0, NULL},
        {"", 0, 0, NULL},
        {"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA1", 0, 0, NULL},
        {"A99999999999999999999999999999999999", 0, 0, NULL},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        uint32_t row = 0, column = 0;
        const char *rest = ooxml_cell(cases[i].text, &row, &column);
        CHECK(row == cases[i].row && column == cases[i].column, "%s: got %u, %u", cases[i].text,
              row, column);
        CHECK((rest == NULL) == (cases[i].rest == NULL) &&
                  (rest == NULL || strcmp(rest, cases[i].rest) == 0),
              "%s: the rest is '%s'", cases[i].text, rest == NULL ? "(null)" : rest);
    }
}

static void escapes(void **state)
{
    (void)state;
    static const struct {
        const char *text, *want;
    } cases[] = {
        {"plain", "plain"},      {"a_x000D_b", "a\rb"},  {"_x005F_x000D_", "_x000D_"},
        {"_x00E5_", "\xC3\xA5"}, {"_xD800_", "_xD800_"}, {"_x0000_", "_x0000_"},
        {"_x12", "_x12"},        {"_xGGGG_", "_xGGGG_"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        char text[64];
        strcpy(text, cases[i].text);
        ooxml_unescape(text);
        CHECK(strcmp(text, cases[i].want) == 0, "%s: got '%s'", cases[i].text, text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {TEST(targets), TEST(cells), TEST(escapes)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
