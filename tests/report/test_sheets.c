/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every sheet of the tiny report as text, against golden_sv.txt and golden_en.txt, and
   of a report about talks, against golden_dialogues_sv.txt and _en.txt, and of the workbook for one
   agency, against golden_agency_sv.txt and _en.txt. What has changed
   on purpose is taken over with MOGNAD_GOLDEN=write, and read in the diff. */
#include "report/sheet.h"
#include "report/trace.h"
#include "tests/check.h"

#include "make_dialogues.h"
#include "make_report.h"

#include <stdlib.h>

/* All sheets of the report as text, in the order of the workbook. */
static enum status print_sheets(const struct report *report, struct trace *trace, FILE *out,
                                struct error *err)
{
    size_t n = 0;
    const struct sheet *const *all = sheets(report, &n);
    for (size_t i = 0; i < n; i++) {
        struct arena arena = {0};
        struct draft draft = {.report = report, .arena = &arena, .trace = trace};
        struct table table = {0};
        const bool is_wanted = sheet_is_wanted(all[i], &draft);
        enum status status = draft_status(&draft, err);
        if (status == OK && is_wanted)
            status = sheet_build(all[i], &draft, &table, err);
        if (status == OK && is_wanted)
            status = table_print(&table, out, err);
        if (status == OK)
            status = draft_status(&draft, err);
        table_close(&table);
        arena_release(&arena);
        TRY(status);
        fputs(is_wanted ? "\n" : "", out);
    }
    return OK;
}

static enum status print_report(const struct report *report, FILE *out, struct error *err)
{
    struct arena arena = {0};
    struct trace *trace = trace_create(report, &arena);
    const enum status status =
        trace == NULL ? error_memory(err) : print_sheets(report, trace, out, err);
    arena_release(&arena);
    return status;
}

static char *print_to_text(const struct report *report)
{
    char *text = NULL;
    size_t size = 0;
    struct error err = {0};
    FILE *out = open_memstream(&text, &size);
    CHECK(print_report(report, out, &err) == OK, "%s", err.text);
    fclose(out);
    return text;
}

static void golden_path(const char *name, char path[static 512])
{
    const char *source = getenv("MOGNAD_SOURCE");
    snprintf(path, 512, "%s/tests/report/%s", source == NULL ? "." : source, name);
}

static void write_golden(const char *path, const char *text)
{
    FILE *file = fopen(path, "w");
    CHECK(file != NULL, "%s cannot be written", path);
    if (file == NULL)
        return;
    fputs(text, file);
    fclose(file);
}

/* The first line that differs, and how. */
static void compare(const char *path, const char *text)
{
    FILE *file = fopen(path, "r");
    CHECK(file != NULL, "%s cannot be read", path);
    char *want = NULL;
    size_t size = 0;
    for (int line = 1; file != NULL && getline(&want, &size, file) > 0; line++) {
        const size_t n = strcspn(text, "\n") + 1;
        const bool is_same = strlen(text) >= n && strncmp(text, want, n) == 0 && want[n] == '\0';
        CHECK(is_same, "%s:%d: want %sgot  %.*s", path, line, want, (int)n, text);
        if (!is_same)
            break;
        text += n;
    }
    CHECK(file == NULL || !feof(file) || *text == '\0', "%s ends before: %.60s", path, text);
    free(want);
    if (file != NULL)
        fclose(file);
}

static void check_golden(const struct report *report, const char *name)
{
    char path[512];
    golden_path(name, path);
    char *text = print_to_text(report);
    const char *mode = getenv("MOGNAD_GOLDEN");
    if (mode != NULL && strcmp(mode, "write") == 0)
        write_golden(path, text);
    else
        compare(path, text);
    free(text);
}

static void sheets_say_what_they_said(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct report report;
    make_report(&arena, LANGUAGE_SV, &report);
    check_golden(&report, "golden_sv.txt");
    report.language = LANGUAGE_EN;
    check_golden(&report, "golden_en.txt");
    drop_report(&report);
    arena_release(&arena);
}

/* The workbook for one agency; no other stands in it. */
static void one_agency_is_told_what_it_was_told(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct report report;
    make_report(&arena, LANGUAGE_SV, &report);
    make_feedback(&arena, &report);
    check_golden(&report, "golden_agency_sv.txt");
    report.language = LANGUAGE_EN;
    check_golden(&report, "golden_agency_en.txt");
    char *text = print_to_text(&report);
    static const char *const others[] = {"202100-0001", "202100-0002", "202100-0003",
                                         "1+1",         "-verket",     "x0041"};
    for (size_t i = 0; i < COUNT(others); i++)
        CHECK(strstr(text, others[i]) == NULL, "%s is told of another", others[i]);
    free(text);
    drop_report(&report);
    arena_release(&arena);
}

/* Alone but for the survey beside it, whose index one of its sheets shows. */
static void dialogues_say_what_they_said(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct report survey, report;
    make_report(&arena, LANGUAGE_SV, &survey);
    make_dialogues(&arena, &survey, &report);
    check_golden(&report, "golden_dialogues_sv.txt");
    report.language = survey.language = LANGUAGE_EN;
    check_golden(&report, "golden_dialogues_en.txt");
    drop_report(&survey);
    arena_release(&arena);
}

/* The names of the sheets, a line each. */
static char *list_sheets(const struct report *report)
{
    char *text = print_to_text(report), *names = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&names, &size);
    for (const char *line = text; *line != '\0'; line += strcspn(line, "\n") + 1)
        if (strncmp(line, "sheet ", 6) == 0)
            fprintf(out, "%.*s\n", (int)strcspn(line + 6, ","), line + 6);
    fclose(out);
    free(text);
    return names;
}

/* In a survey's workbook the sheets of the dialogues stand before those on response; without the
   survey nothing is said of its indices. */
static void dialogues_join_the_survey_beside(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct report survey, report;
    make_report(&arena, LANGUAGE_EN, &survey);
    make_dialogues(&arena, &survey, &report);
    survey.beside = &report;
    char *names = list_sheets(&survey);
    CHECK(strstr(names,
                 "\nDialogues\nContact and automation\nThemes together\nSaturation\nAgreement of"
                 " coders\nNeed and capability\nAbout the dialogues\nResponse\n") != NULL,
          "%s", names);
    CHECK(strstr(names, "Cover\nContents\n") == names && strstr(names + 1, "\nCover") == NULL, "%s",
          names);
    free(names);
    report.beside = NULL;
    names = list_sheets(&report);
    CHECK(strcmp(names,
                 "Cover\nContents\nDialogues\nContact and automation\nThemes together\n"
                 "Saturation\nAgreement of coders\nAbout the dialogues\nRemarks\nFigures\n") == 0,
          "%s", names);
    free(names);
    drop_report(&survey);
    arena_release(&arena);
}

/* What is published names no unit and computes nothing. */
static void published_sheets_show_no_unit(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct report report;
    make_report(&arena, LANGUAGE_SV, &report);
    report.profile = PROFILE_PUBLISH;
    char *text = print_to_text(&report);
    static const char *const secrets[] = {"202100-", "klagarmyndigheten", "AVERAGE", "CORREL",
                                          "Myndigheter'!"};
    for (size_t i = 0; i < COUNT(secrets); i++)
        CHECK(strstr(text, secrets[i]) == NULL, "%s is published", secrets[i]);
    CHECK(strstr(text, "sheet Nyckeltal") != NULL, "%s", "the key figures are not");
    CHECK(strstr(text, "[c]") != NULL, "%s", "withheld figures are not shown as such");
    free(text);
    drop_report(&report);
    arena_release(&arena);
}

/* No index, no figure, no answer: still a report. */
static void an_empty_wave_has_a_report(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct report report;
    make_report(&arena, LANGUAGE_EN, &report);
    const struct figures none = {.arena = &arena};
    struct wave wave = *report.wave;
    wave.n_rows = wave.n_scores = wave.n_groups = wave.n_sources = 0;
    wave.scores = NULL;
    report.wave = &wave;
    report.figures = &none;
    char *text = print_to_text(&report);
    CHECK(strstr(text, "sheet Cover") != NULL, "%.100s", text);
    CHECK(strstr(text, "sheet Agencies") == NULL, "%s", "a sheet without rows");
    CHECK(strstr(text, "text \n") == NULL, "%s", "an empty cell");
    free(text);
    drop_report(&report);
    arena_release(&arena);
}

/* Let the 1st, 2nd, 3rd ... allocation of a sheet fail until none does. */
static void let_memory_run_out(const struct report *report)
{
    FILE *out = fopen("/dev/null", "w");
    bool is_built = false;
    size_t nth = 1;
    for (; !is_built && nth < 20000; nth++) {
        struct error err = {0};
        arena_fail_at(nth);
        const enum status status = print_report(report, out, &err);
        arena_fail_at(0);
        is_built = status == OK;
        CHECK(status == OK || status == ERR_MEMORY, "allocation %zu: %s", nth, err.text);
    }
    CHECK(is_built && nth > 300, "done at %zu", nth);
    fclose(out);
}

static void memory_may_run_out_anywhere(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct report report, dialogues;
    make_report(&arena, LANGUAGE_SV, &report);
    let_memory_run_out(&report);
    make_dialogues(&arena, &report, &dialogues);
    let_memory_run_out(&dialogues);
    make_feedback(&arena, &report);
    let_memory_run_out(&report);
    drop_report(&report);
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(sheets_say_what_they_said),           TEST(dialogues_say_what_they_said),
        TEST(one_agency_is_told_what_it_was_told), TEST(dialogues_join_the_survey_beside),
        TEST(published_sheets_show_no_unit),       TEST(an_empty_wave_has_a_report),
        TEST(memory_may_run_out_anywhere),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
