/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/book_check.h"
#include "tests/check.h"

#include <stdlib.h>

/* Whether two faults are the same; NULL: none. */
static bool is_same(const char *got, const char *want)
{
    return got == want || (got != NULL && want != NULL && strcmp(got, want) == 0);
}
static const char *shown(const char *fault)
{
    return fault == NULL ? "no fault" : fault;
}

/* `n` times the letter, for the length of a call. */
static char *repeated(const char *letter, size_t n)
{
    char *text = malloc(n * strlen(letter) + 1);
    if (text == NULL)
        abort();
    char *to = text;
    for (size_t i = 0; i < n; i++)
        to = stpcpy(to, letter);
    *to = '\0';
    return text;
}

static void texts_that_break_a_file(void **state)
{
    (void)state;
    static const struct {
        const char *name, *text, *want;
    } cases[] = {
        // clang-format off
        {"plain",                 "Samverkan",            NULL},
        {"Swedish",               "Åtgärder för öar",     NULL},
        {"a formula's beginning", "=1+1",                 NULL},
        {"a line break",          "en\nrad",              NULL},
        {"markup",                "<a> & \"b\"",          NULL},
        {"no text",               NULL,                   "is empty"},
        {"empty",                 "",                     "is empty"},
        {"a tab",                 "a\tb",                 "holds a control character"},
        {"a carriage return",     "a\rb",                 "holds a control character"},
        {"escape, not in ASCII",  "ä\x1b",                "holds a control character"},
        {"delete",                "a\x7f",                "holds a control character"},
        {"Windows-1252",          "\xe5tg\xe4rd",         "is not UTF-8"},
        {"cut in a character",    "a\xc3",                "is not UTF-8"},
        {"a surrogate",           "\xed\xa0\x80",         "is not UTF-8"},
        {"U+FFFF",                "\xef\xbf\xbf",         "holds U+FFFE or U+FFFF, which XML does not take"},
        {"U+FFFD",                "\xef\xbf\xbd",         NULL},
        // clang-format on
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        const char *got = book_text_fault(cases[i].text, BOOK_TEXT);
        CHECK(is_same(got, cases[i].want), "%s: got %s", cases[i].name, shown(got));
    }
}

static void lengths_count_in_utf16(void **state)
{
    (void)state;
    static const struct {
        const char *name, *letter;
        size_t n, most;
        const char *want;
    } cases[] = {
        // clang-format off
        {"a full cell",            "a",          32767, BOOK_TEXT,       NULL},
        {"one too many",           "a",          32768, BOOK_TEXT,       "is longer than the 32,767 characters of a cell"},
        {"a full cell of two bytes", "ä",        32767, BOOK_TEXT,       NULL},
        {"one too many",           "ä",          32768, BOOK_TEXT,       "is longer than the 32,767 characters of a cell"},
        {"pairs of surrogates",    "\U0001F600", 16383, BOOK_TEXT,       NULL},
        {"one too many of those",  "\U0001F600", 16384, BOOK_TEXT,       "is longer than the 32,767 characters of a cell"},
        {"a long header",          "a",          256,   BOOK_HEADER,     "is longer than 255 characters"},
        {"a long name of a sheet", "ä",          32,    BOOK_SHEET_NAME, "is longer than 31 characters"},
        // clang-format on
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        char *text = repeated(cases[i].letter, cases[i].n);
        const char *got = book_text_fault(text, cases[i].most);
        CHECK(is_same(got, cases[i].want), "%s: got %s", cases[i].name, shown(got));
        free(text);
    }
}

static void names_of_sheets(void **state)
{
    (void)state;
    static const char chars[] = "holds one of [ ] : * ? / \\";
    static const char cell[] = "reads like a number or a cell";
    static const struct {
        const char *name, *want;
    } cases[] = {
        // clang-format off
        {"Index",            NULL},
        {"Alla värden",      NULL},
        {"2022 års svar",    NULL},
        {"A1 och B2",        NULL},
        {"år'et",            NULL},
        {"Ja/nej",           chars},
        {"Vad?",             chars},
        {"a[1]",             chars},
        {"'citat",           "begins or ends with an apostrophe"},
        {"citat'",           "begins or ends with an apostrophe"},
        {"HISTORY",          "is kept by Excel for itself"},
        {"",                 "is empty"},
        {"A1",               cell},
        {"xfd1048576",       cell},
        {"2022",             cell},
        {"R1C1",             cell},
        {"RC",               cell},
        {"c",                cell},
        {"r2",               cell},
        {"Rad2",             cell},
        {"Rest",             NULL},
        {"ABCD1",            NULL},
        // clang-format on
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        const char *got = book_sheet_name_fault(cases[i].name);
        CHECK(is_same(got, cases[i].want), "'%s': got %s", cases[i].name, shown(got));
    }
}

static void names_of_tables(void **state)
{
    (void)state;
    static const char chars[] = "holds something else than letters, digits, _ and .";
    static const struct {
        const char *name, *want;
    } cases[] = {
        // clang-format off
        {"Index",        NULL},
        {"Alla_värden",  NULL},
        {"_2022",        NULL},
        {"Å1",           NULL},
        {"Alla värden",  chars},
        {"a-b",          chars},
        {"2022",         "does not begin with a letter"},
        {"A1",           "reads like a cell"},
        {"R1C1",         "reads like a cell"},
        {"R",            "reads like a cell"},
        {"",             "is empty"},
        // clang-format on
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        const char *got = book_table_name_fault(cases[i].name);
        CHECK(is_same(got, cases[i].want), "'%s': got %s", cases[i].name, shown(got));
    }
}

static void cells(void **state)
{
    (void)state;
    static const char formula[] = "has a formula with '='";
    static const struct {
        const char *name;
        struct cell cell;
        const char *want;
    } cases[] = {
        // clang-format off
        {"a number",             {.kind = CELL_NUMBER, .number = 1.5}, NULL},
        {"NaN",                  {.kind = CELL_NUMBER, .number = NAN}, "is not a finite number"},
        {"infinity as a share",  {.kind = CELL_SHARE, .number = INFINITY}, "is not a finite number"},
        {"minus infinity as p",  {.kind = CELL_P, .number = -INFINITY}, "is not a finite number"},
        {"shorthand",            {.kind = CELL_WITHHELD, .number = NAN}, NULL},
        {"no text",              {.kind = CELL_TEXT}, "is empty"},
        {"a link",               {.text = "Index", .target = {"Index", 1, 0}}, NULL},
        {"a link from a number", {.kind = CELL_COUNT, .number = 1, .target = {"Index", 1, 0}}, NULL},
        {"a formula",            {.kind = CELL_COUNT, .number = 2, .formula = "1+1"}, NULL},
        {"a formula with =",     {.kind = CELL_COUNT, .number = 2, .formula = "=1+1"}, formula},
        {"a formula of a text",  {.text = "ab", .formula = "\"a\"&\"b\""}, NULL},
        {"a formula of a shorthand", {.kind = CELL_NOT_AVAILABLE, .formula = "\"[x]\""}, NULL},
        {"a formula of a link",  {.text = "2", .target = {"Blad", 0, 0}, .formula = "1+1"}, NULL},
        {"a formula without value", {.kind = CELL_NUMBER, .number = NAN, .formula = "1+1"}, "is not a finite number"},
        {"an empty formula",     {.kind = CELL_NUMBER, .number = 1, .formula = ""}, "is empty"},
        // clang-format on
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        const char *got = book_cell_fault(&cases[i].cell);
        CHECK(is_same(got, cases[i].want), "%s: got %s", cases[i].name, shown(got));
    }
}

static struct chart make_chart(void)
{
    return (struct chart){
        .kind = CHART_SCATTER,
        .title = "Nytta mot incitament",
        .alt = "Spridningsdiagram över 3 myndigheter.",
        .x = {.title = "Incitament"},
        .y = {.title = "Nytta"},
        .series = {{SERIES_POINTS, "Myndigheter", {"Punkter", 2, 0, 3}, {"Punkter", 3, 0, 3}}},
        .n_series = 1,
    };
}

static void charts(void **state)
{
    (void)state;
    char *full = repeated("a", CHART_ALT_LIMIT);
    char *over = repeated("ä", CHART_ALT_LIMIT / 2 + 1);
    struct chart chart[8];
    for (size_t i = 0; i < COUNT(chart); i++)
        chart[i] = make_chart();
    chart[1].alt = full;
    chart[2].alt = over;
    chart[3].alt = "";
    chart[4].x.title = NULL;
    chart[5].n_series = 0;
    chart[6].series[0].y.n = 2;
    chart[7].series[0].x.n = chart[7].series[0].y.n = 0;
    static const char series[] = "has a series without values or without a name";
    static const char *const want[] = {
        NULL,       NULL,       "has an alternative text of more than 2,079 bytes",
        "is empty", "is empty", "has no series, or too many",
        series,     series};
    for (size_t i = 0; i < COUNT(chart); i++) {
        const char *got = book_chart_fault(&chart[i]);
        CHECK(is_same(got, want[i]), "chart %zu: got %s", i, shown(got));
    }
    free(over);
    free(full);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(texts_that_break_a_file),
        TEST(lengths_count_in_utf16),
        TEST(names_of_sheets),
        TEST(names_of_tables),
        TEST(cells),
        TEST(charts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
