/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/sheet.h"
#include "tests/check.h"

#include "make_report.h"

#include <stdlib.h>

/* A sheet of the report as text; NULL when it has none. */
static char *print_sheet(const struct report *report, const struct sheet *sheet)
{
    struct arena arena = {0};
    struct draft draft = {.report = report, .arena = &arena};
    struct table table = {0};
    struct error err = {0};
    char *text = NULL;
    size_t size = 0;
    if (sheet_is_wanted(sheet, &draft)) {
        FILE *out = open_memstream(&text, &size);
        CHECK(sheet_build(sheet, &draft, &table, &err) == OK, "%s", err.text);
        CHECK(table_print(&table, out, &err) == OK, "%s", err.text);
        fclose(out);
        table_close(&table);
    }
    arena_release(&arena);
    return text;
}

static void check_has(const char *text, const char *wanted)
{
    CHECK(text != NULL && strstr(text, wanted) != NULL, "no '%s' in\n%s", wanted,
          text == NULL ? "" : text);
}

static struct figure *find(const struct report *report, const char *id)
{
    for (size_t i = 0; i < report->figures->n; i++)
        if (strcmp(report->figures->list[i].id, id) == 0)
            return &report->figures->list[i];
    return NULL;
}

/* One unit came in: what it scored could be told from the others. */
static void a_published_report_gives_nobody_away(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct report report;
    make_report(&arena, LANGUAGE_EN, &report);
    report.profile = PROFILE_PUBLISH;
    char *text = print_sheet(&report, &sheet_trend);
    check_has(text, "\nG6 number.1 -0.5 ");
    for (const char *column = "MNOPQRSTUV"; *column != '\0'; column++) {
        char line[] = "\n?6 [c]\n";
        line[1] = *column;
        check_has(text, line);
    }
    free(text);
    find(&report, "trend/entering/INCITAMENT|since=2021")->n = 2; /* min_cell */
    text = print_sheet(&report, &sheet_trend);
    check_has(text, "\nM6 number.1 1.5 ");
    check_has(text, "\nT6 number.1 0.75 ");
    free(text);
    drop_report(&report);
    arena_release(&arena);
}

/* The sentence says whether the series goes over a break. */
static void a_break_is_said_in_words(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct report report;
    make_report(&arena, LANGUAGE_SV, &report);
    char *text = print_sheet(&report, &sheet_trend);
    check_has(text, "+2,2 på gemensamma frågor (95-procentigt");
    check_has(text, "Alla frågor är desamma.");
    free(text);
    find(&report, "trend/break/INCITAMENT|since=2021")->value = 3;
    text = print_sheet(&report, &sheet_trend);
    check_has(text, "På alla frågor −0,5, men där går serien över ett brott.");
    check_has(text, "D6 text Brott: nya frågor 0, borttagna 0, ändrade 0");
    free(text);
    struct figure *change = find(&report, "trend/change/INCITAMENT|since=2021;questions=common");
    change->low = change->high = change->value; /* all of both frames answered */
    text = print_sheet(&report, &sheet_trend);
    check_has(text, "+2,2 på gemensamma frågor (n = 3).");
    free(text);
    drop_report(&report);
    arena_release(&arena);
}

/* Lines join years without a break only; points are drawn for all. */
static void a_line_has_a_gap_at_a_break(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct report report;
    make_report(&arena, LANGUAGE_EN, &report);
    char *text = print_sheet(&report, &sheet_trend_levels);
    check_has(text, "points All questions, with intervals x=Indices by year!B6:B8");
    check_has(text, "line All questions, without a break x=Indices by year!B7:B8");
    check_has(text, "The series breaks before 2021, when questions changed.");
    check_has(text, "  break Break 2021 x=Indices by year!B7:B7 y=Indices by year!C7:C7\n");
    check_has(text, " down=Indices by year!I6:I8 up=Indices by year!J6:J8\n");
    free(text);
    find(&report, "trend/break/INCITAMENT|since=2021")->value = 1;
    text = print_sheet(&report, &sheet_trend_levels);
    check_has(text, "The series breaks before 2021, 2022, when questions changed.");
    CHECK(text != NULL && strstr(text, "line All questions, without") == NULL, "%s", text);
    free(text);
    find(&report, "trend/break/INCITAMENT|since=2021")->value = 0;
    find(&report, "trend/break/INCITAMENT|since=2020;wave=2021")->value = 0;
    text = print_sheet(&report, &sheet_trend_levels);
    check_has(text, "line All questions, without a break x=Indices by year!B6:B8");
    check_has(text, "The series has no break.");
    CHECK(text != NULL && strstr(text, "  break ") == NULL, "%s", text);
    free(text);
    drop_report(&report);
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_published_report_gives_nobody_away),
        TEST(a_break_is_said_in_words),
        TEST(a_line_has_a_gap_at_a_break),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
