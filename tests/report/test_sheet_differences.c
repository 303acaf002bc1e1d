/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/sheet.h"
#include "tests/check.h"

#include "make_report.h"

#include <stdlib.h>

/* What an analysis of the made report's groups could have said. */
static const struct figure figures[] = {
    // clang-format off
    {"group_difference/welch_f/INCITAMENT~size", NAN, 3, NAN, NAN, NAN, NAN, "x", "F", 2, "Welch"},
    {"group_difference/kruskal_h/INCITAMENT~size", 1.5, 3, NAN, NAN, NAN, 0.22, NULL, "H", 2, "H"},
    {"group_difference/levels/INCITAMENT~size", 2, 3, NAN, NAN, NAN, NAN, NULL, "count", 0, "levels"},
    {"group_difference/epsilon2/INCITAMENT~size", 0.75, 3, NAN, 0, 0.875, NAN, NULL, "", 3, "epsilon"},
    {"group_difference/p_holm/INCITAMENT~size", 0.22, 3, NAN, NAN, NAN, NAN, NULL, "p", 3, "Holm"},
    {"group_difference/welch_f/NYTTA~size", 9.25, 4, NAN, NAN, NAN, 0.0125, NULL, "F", 2, "Welch"},
    {"group_difference/kruskal_h/NYTTA~size", 3.75, 4, NAN, NAN, NAN, 0.02, NULL, "H", 2, "H"},
    {"group_difference/levels/NYTTA~size", 2, 4, NAN, NAN, NAN, NAN, NULL, "count", 0, "levels"},
    {"group_difference/epsilon2/NYTTA~size", 0.5, 4, NAN, 0.25, 0.625, NAN, NULL, "", 3, "epsilon"},
    {"group_difference/p_holm/NYTTA~size", 0.04, 4, NAN, NAN, NAN, NAN, NULL, "p", 3, "Holm"},
    // clang-format on
};

static void add_figures(const struct report *report, size_t n)
{
    struct figures *all = (struct figures *)(uintptr_t)report->figures;
    struct error err = {0};
    for (size_t i = 0; i < n; i++)
        CHECK(figures_put(all, figures[i], &err) == OK, "%s", err.text);
}

/* The sheet as text; NULL when the report has none. */
static char *print_sheet(const struct report *report)
{
    struct arena arena = {0};
    struct draft draft = {.report = report, .arena = &arena};
    struct table table = {0};
    struct error err = {0};
    char *text = NULL;
    size_t size = 0;
    if (sheet_is_wanted(&sheet_differences, &draft)) {
        FILE *out = open_memstream(&text, &size);
        CHECK(sheet_build(&sheet_differences, &draft, &table, &err) == OK, "%s", err.text);
        CHECK(table_print(&table, out, &err) == OK, "%s", err.text);
        fclose(out);
        table_close(&table);
    }
    arena_release(&arena);
    return text;
}

/* The line of a cell: "C6 count 3". */
static void check_line(const char *text, const char *line)
{
    const size_t n = strlen(line);
    for (const char *at = text; at != NULL; at = strchr(at, '\n')) {
        at += *at == '\n';
        if (strncmp(at, line, n) == 0 && (at[n] == '\n' || at[n] == ' ' || at[n] == '\0'))
            return;
        if (strchr(at, '\n') == NULL)
            break;
    }
    CHECK(false, "no line '%s' in\n%s", line, text);
}

static void a_row_for_each_index_and_grouping(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct report report;
    make_report(&arena, LANGUAGE_EN, &report);
    add_figures(&report, COUNT(figures));
    char *text = print_sheet(&report);
    assert_non_null(text);
    static const char *const lines[] = {
        "C6 count 3",
        "D6 count 2",
        "E6 [x]",
        "F6 [x]",
        "G6 number.2 1.5",
        "H6 p 0.22",
        "I6 p 0.22",
        "J6 number.3 0.75",
        "K6 number.3 0",
        "L6 number.3 0.875",
        "E7 number.2 9.25",
        "F7 p 0.0125",
        "G7 number.2 3.75",
        "H7 p 0.02",
        "Q7 text group_difference/epsilon2/NYTTA~size",
    };
    for (size_t i = 0; i < COUNT(lines); i++)
        check_line(text, lines[i]);
    free(text);
    drop_report(&report);
    arena_release(&arena);
}

static void the_sentence_counts_small_p(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        enum language language;
        size_t n;
        const char *want;
    } cases[] = {
        {"one below", LANGUAGE_SV, COUNT(figures),
         "I 1 av dem är det justerade p-värdet lägre än 0,05. Störst bland dem: "},
        {"its size", LANGUAGE_EN, COUNT(figures),
         "(epsilon squared 0.500; interval 0.250–0.625, n = 4)."},
        {"none below", LANGUAGE_SV, 5,
         "Index jämförda mellan grupper: 1. Inget justerat p-värde är lägre än 0,05."},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct arena arena = {0};
        struct report report;
        make_report(&arena, cases[i].language, &report);
        add_figures(&report, cases[i].n);
        char *text = print_sheet(&report);
        CHECK(text != NULL && strstr(text, cases[i].want) != NULL, "%s: %.600s", cases[i].name,
              text == NULL ? "" : text);
        free(text);
        drop_report(&report);
        arena_release(&arena);
    }
}

static void without_tests_there_is_no_sheet(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct report report;
    make_report(&arena, LANGUAGE_EN, &report);
    char *text = print_sheet(&report);
    CHECK(text == NULL, "%s", text);
    free(text);
    drop_report(&report);
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_row_for_each_index_and_grouping),
        TEST(the_sentence_counts_small_p),
        TEST(without_tests_there_is_no_sheet),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
