/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sheets of the network, and what its measures are called in claims. */
#include "report/sheet.h"
#include "store/network.h"
#include "tests/check.h"

#include "make_report.h"

#include <stdlib.h>

/* The made report's four agencies, and one that did not answer. */
enum { UNITS = 5 };
static const char *keys[] = {"202100-0000", "202100-0001", "202100-0002", "202100-0003", "silent"};
static const char *names[] = {"Ett", "=1+1", "Tre", "Fyra", "Tyst"};
static uint32_t rows[] = {0, 1, 2, 3, NETWORK_NO_ROW};
static bool answered[] = {true, true, true, true, false};
static uint16_t level[] = {0, 0, 1, NO_LEVEL, 1};
static uint16_t *levels[] = {level};
static struct tie ties[] = {{0, 1, 1}, {0, 2, 1}, {1, 0, 1}, {2, 4, 1}};
static double out_degree[] = {2, 1, 1, 0, NAN}, in_degree[] = {1, 1, 1, 0, 1};
static double ei[] = {0, -1, -1, NAN, NAN}, across[] = {1, 0, 0, NAN, NAN};
static double between[] = {1 / 12., 0, 2 / 12., 0, NAN};

static const struct figure figures[] = {
    // clang-format off
    {"network/answered", 4, 5, NAN, NAN, NAN, NAN, NULL, "count", 0, "answered"},
    {"network/confirmed", 2 / 3., 3, NAN, NAN, NAN, NAN, NULL, "share", 3, "confirmed"},
    {"network/ei/size", -0.5, 4, NAN, NAN, NAN, 0.4, NULL, "", 2, "E-I"},
    {"network/ei_expected/size", 1 / 3., 4, NAN, NAN, NAN, NAN, NULL, "", 2, "expected"},
    {"network/ei/size|size=10-50", -1 / 3., 3, NAN, NAN, NAN, 0.7, NULL, "", 2, "E-I"},
    {"network/ei_expected/size|size=10-50", 1 / 3., 3, NAN, NAN, NAN, NAN, NULL, "", 2, "expected"},
    {"network/ei/size|size=50-", -1, 1, NAN, NAN, NAN, 0.3, NULL, "", 2, "E-I"},
    {"network/share/size|size=10-50;to=10-50", 2 / 3., 3, NAN, NAN, NAN, NAN, NULL, "share", 3, "share"},
    {"network/share/size|size=10-50;to=50-", 1 / 3., 3, NAN, NAN, NAN, NAN, NULL, "share", 3, "share"},
    {"network/share/size|size=50-;to=50-", 1, 1, NAN, NAN, NAN, NAN, NULL, "share", 3, "share"},
    // clang-format on
};

static struct network make_network(const struct wave *wave)
{
    return (struct network){.n = UNITS,
                            .key = keys,
                            .name = names,
                            .row = rows,
                            .has_answered = answered,
                            .level = levels,
                            .ties = ties,
                            .n_ties = COUNT(ties),
                            .group = &wave->groups[0],
                            .department = level,
                            .measure = {out_degree, in_degree, ei, across, between}};
}

/* The sheet as text; NULL when the report has none. */
static char *print_sheet(const struct sheet *sheet, enum language language, bool has_group)
{
    struct arena arena = {0};
    struct report report;
    struct error err = {0};
    make_report(&arena, language, &report);
    struct wave *wave = (struct wave *)(uintptr_t)report.wave;
    struct network network = make_network(wave);
    network.group = has_group ? network.group : NULL;
    wave->network = &network;
    for (size_t i = 0; i < COUNT(figures); i++)
        CHECK(figures_put((struct figures *)(uintptr_t)report.figures, figures[i], &err) == OK,
              "%s", err.text);
    struct draft draft = {.report = &report, .arena = &arena};
    struct table table = {0};
    char *text = NULL;
    size_t size = 0;
    if (sheet_is_wanted(sheet, &draft)) {
        FILE *out = open_memstream(&text, &size);
        CHECK(sheet_build(sheet, &draft, &table, &err) == OK, "%s", err.text);
        CHECK(table_print(&table, out, &err) == OK, "%s", err.text);
        fclose(out);
        CHECK(table.n_charts == 1 && table.charts[0].series[0].y.n >= 2, "the chart");
        table_close(&table);
    }
    drop_report(&report);
    arena_release(&arena);
    return text;
}

static void check_lines(const struct sheet *sheet, enum language language, const char *const *lines,
                        size_t n)
{
    char *text = print_sheet(sheet, language, true);
    assert_non_null(text);
    for (size_t i = 0; i < n; i++)
        CHECK(strstr(text, lines[i]) != NULL, "no '%s' in\n%s", lines[i], text);
    free(text);
}

static const char matrix_sentence[] =
    "Simulated answers. 4 of 5 agencies report 4 ties; of those that can be confirmed, 67% are. "
    "The "
    "E–I index is −0.50, expected 0.33. Lowest, with most ties inside, is more than 50 (−1.00).";

static void the_matrix(void **state)
{
    (void)state;
    static const char *const lines[] = {
        "\nA6 text All\n",     "\nH7 text network/ei/size|size=10-50 ->",
        "\nB6 count 4 ",       "\nC6 number.2 -0.5 ",
        "\nD6 number.2 0.33",  "\nE6 p 0.4 ",
        "\nF6 [z]\n",          "\nA7 text 10-50\n",
        "\nC7 number.2 -0.33", "\nF7 share.1 0.66",
        "\nG7 share.1 0.33",   "\nA8 text more than 50",
        "\nC8 number.2 -1 ",   "\nD8 [x]\n",
        "\nF8 [x]\n",          "\nG8 share.1 1 ",
        matrix_sentence,
    };
    check_lines(&sheet_network, LANGUAGE_EN, lines, COUNT(lines));
}

static const char central_sentence[] =
    "Flest andra myndigheter anger Tre: 1. Störst andel av de kortaste vägarna mellan andra går "
    "genom Tre: 16,7\u00a0%.\nA3 text Av 1 myndigheter finns inget eget svar: vad de skulle ange "
    "är okänt, inte noll.";

static void agencies_by_their_place(void **state)
{
    (void)state;
    static const char *const lines[] = {
        "\nA6 text 202100-0002\n", "\nB6 text Tre\n",    "\nC6 text Ja\n",
        "\nD6 count 1\n",          "\nE6 count 1\n",     "\nF6 share.2 0.16666",
        "\nG6 count 0\n",          "\nH6 number.2 -1\n", "\nI6 text fler än 50\n",
        "\nB7 text Ett\n",         "\nB8 text =1+1\n",   "\nB9 text Tyst\n",
        "\nC9 text Nej\n",         "\nE9 [x]\n",         "\nH9 [x]\n",
        "\nB10 text Fyra\n",       "\nI10 [x]\n",        central_sentence,
    };
    check_lines(&sheet_central, LANGUAGE_SV, lines, COUNT(lines));
}

static void without_departments_there_is_no_matrix(void **state)
{
    (void)state;
    char *text = print_sheet(&sheet_network, LANGUAGE_EN, false);
    CHECK(text == NULL, "%s", text);
    free(text);
    text = print_sheet(&sheet_central, LANGUAGE_EN, false);
    CHECK(text != NULL && strstr(text, "\nG5") == NULL, "%s", text == NULL ? "none" : text);
    free(text);
}

static void agencies_are_for_reviewers(void **state)
{
    (void)state;
    CHECK(sheet_central.is_review_only && !sheet_network.is_review_only, "profiles");
}

int main(void)
{
    const struct CMUnitTest tests[] = {TEST(the_matrix), TEST(agencies_by_their_place),
                                       TEST(without_departments_there_is_no_matrix),
                                       TEST(agencies_are_for_reviewers)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
