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
        {"a link",               {.text = "Index", .target = {.sheet = "Index", .row = 1}}, NULL},
        {"a link from a number", {.kind = CELL_COUNT, .number = 1, .target = {.sheet = "Index", .row = 1}}, NULL},
        {"a formula",            {.kind = CELL_COUNT, .number = 2, .formula = "1+1"}, NULL},
        {"a formula with =",     {.kind = CELL_COUNT, .number = 2, .formula = "=1+1"}, formula},
        {"a formula of a text",  {.text = "ab", .formula = "\"a\"&\"b\""}, "has a formula and is no number"},
        {"a formula of a shorthand", {.kind = CELL_NOT_AVAILABLE, .formula = "\"[x]\""}, "has a formula and is no number"},
        {"a formula of a link",  {.text = "2", .target = {.sheet = "Blad"}, .formula = "1+1"}, "has a formula and is no number"},
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
        .series = {{.kind = SERIES_POINTS,
                    .name = "Myndigheter",
                    .x = {"Punkter", 2, 0, 3},
                    .y = {"Punkter", 3, 0, 3}}},
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

/* A chart of the kind with two series; of marks there is one. */
static struct chart make_bars(enum chart_kind kind, enum series_kind series)
{
    struct chart chart = make_chart();
    chart.kind = kind;
    chart.series[0].kind = series;
    chart.series[1] = chart.series[0];
    chart.n_series = kind == CHART_DOTS ? 1 : 2;
    return chart;
}

static void series_of_charts(void **state)
{
    (void)state;
    static const char other[] = "has a series of another kind of chart";
    static const char intervals[] =
        "has intervals on another series than its last, or on some of its rows";
    static const struct {
        const char *name;
        enum chart_kind kind;
        enum series_kind series;
        size_t first, down, up; /* rows of intervals: on the first series, on the last */
        const char *want;
    } cases[] = {
        // clang-format off
        {"bars",                  CHART_BARS,    SERIES_BARS,   0, 0, 0, NULL},
        {"bars with intervals",   CHART_BARS,    SERIES_BARS,   0, 3, 3, NULL},
        {"on the first",          CHART_BARS,    SERIES_BARS,   3, 0, 0, intervals},
        {"on two rows of three",  CHART_BARS,    SERIES_BARS,   0, 2, 2, intervals},
        {"on one side",           CHART_BARS,    SERIES_BARS,   0, 3, 0, intervals},
        {"points with intervals", CHART_SCATTER, SERIES_POINTS, 0, 3, 3, NULL},
        {"marks",                 CHART_DOTS,    SERIES_MARK,   3, 0, 0, NULL},
        {"parts with intervals",  CHART_STACK,   SERIES_PART,   0, 3, 3, intervals},
        {"spaces",                CHART_STACK,   SERIES_SPACE,  0, 0, 0, NULL},
        {"bars among points",     CHART_SCATTER, SERIES_BARS,   0, 0, 0, other},
        {"points among parts",    CHART_STACK,   SERIES_POINTS, 0, 0, 0, other},
        {"a break in a ranking",  CHART_RANKS,   SERIES_BREAK,  0, 0, 0, other},
        // clang-format on
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct chart chart = make_bars(cases[i].kind, cases[i].series);
        chart.series[0].down = chart.series[0].up = (struct stretch){"Blad", 4, 0, cases[i].first};
        if (chart.n_series == 2) {
            chart.series[1].down = (struct stretch){"Blad", 4, 0, cases[i].down};
            chart.series[1].up = (struct stretch){"Blad", 5, 0, cases[i].up};
        }
        const char *got = book_chart_fault(&chart);
        CHECK(is_same(got, cases[i].want), "%s: got %s", cases[i].name, shown(got));
    }
    struct chart dots = make_bars(CHART_DOTS, SERIES_MARK);
    dots.n_series = 2;
    CHECK(is_same(book_chart_fault(&dots), "has no series, or too many"), "%s",
          shown(book_chart_fault(&dots)));
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
        TEST(series_of_charts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
