/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/cell.h"
#include "report/trace.h"
#include "store/dialogues.h"
#include "tests/check.h"

#include "make_report.h"

#include <string.h>

/* Five figures, the second of a single unit. */
static struct figures make_figures(struct arena *arena, const char *family)
{
    static const char *const rests[] = {"m/A", "m/A|unit=1", "m/B", "m/B|size=1;unit=2", "m/C"};
    struct figures figures = {.arena = arena};
    for (size_t i = 0; i < COUNT(rests); i++) {
        const struct figure figure = {.id = arena_print(arena, "%s/%s", family, rests[i]),
                                      .value = (double)i,
                                      .low = MISSING,
                                      .high = MISSING,
                                      .n = 10};
        assert_int_equal(figures_put(&figures, figure, NULL), OK);
    }
    return figures;
}

static void every_figure_has_its_row(void **state)
{
    (void)state;
    static const size_t want[2][5] = {
        [PROFILE_REVIEW] = {1, 2, 3, 4, 5}, [PROFILE_PUBLISH] = {1, 0, 2, 0, 3}};
    struct arena arena = {0};
    struct dialogues dialogues = {0};
    struct form form = {0}, talks_form = {.dialogues = &dialogues};
    const struct wave wave = {.form = &form}, talks_wave = {.form = &talks_form};
    const struct figures own = make_figures(&arena, "own"), others = make_figures(&arena, "talk");
    struct report survey = {.wave = &wave, .figures = &own, .language = LANGUAGE_EN};
    struct report talks = {.wave = &talks_wave, .figures = &others, .beside = &survey};
    const struct figure stranger = own.list[0];
    survey.beside = &talks;
    for (int profile = 0; profile < 2; profile++) {
        survey.profile = talks.profile = (enum profile)profile;
        const struct trace *trace = trace_create(&survey, &arena);
        for (size_t i = 0; i < own.n; i++) {
            const struct target one = trace_listed(trace, &own.list[i]);
            const struct target two = trace_listed(trace, &others.list[i]);
            CHECK(one.row == want[profile][i] && two.row == one.row, "%s: rows %zu and %zu",
                  own.list[i].id, one.row, two.row);
            CHECK((one.sheet != NULL) == (one.row > 0), "%s: no sheet", own.list[i].id);
            CHECK(one.row == 0 || (strcmp(one.sheet, "Figures") == 0 &&
                                   strcmp(two.sheet, "Figures of the dialogues") == 0),
                  "%s stands in %s, %s in %s", own.list[i].id, one.sheet, others.list[i].id,
                  two.sheet);
        }
        CHECK(trace_n_listed(trace, &talks) == (profile == PROFILE_PUBLISH ? 3 : 5), "%zu listed",
              trace_n_listed(trace, &talks));
        CHECK(trace_listed(trace, &stranger).sheet == NULL, "%s", "a copy is listed");
        CHECK(trace_listed(trace, NULL).sheet == NULL, "%s", "nothing is listed");
    }
    CHECK(trace_listed(NULL, &own.list[0]).sheet == NULL, "%s", "listed without a trace");
    const struct trace *alone = trace_create(&talks, &arena);
    CHECK(trace_listed(alone, &own.list[0]).sheet == NULL, "%s",
          "the survey's figures are not in the workbook of the dialogues");
    CHECK(trace_n_listed(alone, &survey) == 0, "%s", "a list of what is not there");
    arena_release(&arena);
}

/* The first cell with a number of it counts; an id shows nothing. */
static void the_first_place_is_kept(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct form form = {0};
    const struct wave wave = {.form = &form};
    const struct figures figures = make_figures(&arena, "own");
    const struct report report = {.wave = &wave, .figures = &figures, .language = LANGUAGE_EN};
    struct trace *trace = trace_create(&report, &arena);
    const struct figure *a = &figures.list[0], *b = &figures.list[2];
    const struct table first = {.sheet = "One", .n_columns = 3},
                       second = {.sheet = "Two", .n_columns = 3};
    const struct cell one[] = {cell_id(b), cell_text("x"), cell_value(a)};
    const struct cell two[] = {cell_n(a), cell_value(NULL), cell_beside(b, MISSING)};
    CHECK(trace_shown(trace, a).sheet == NULL, "%s", "shown before it is");
    assert_int_equal(trace_note(trace, &first, 6, one, NULL), OK);
    assert_int_equal(trace_note(trace, &second, 0, two, NULL), OK);
    const struct target at = trace_shown(trace, a), there = trace_shown(trace, b);
    CHECK(at.sheet == first.sheet && at.row == 7 && at.column == 2, "%s:%zu:%zu", at.sheet, at.row,
          at.column);
    CHECK(there.sheet == second.sheet && there.row == 1 && there.column == 2, "%s:%zu:%zu",
          there.sheet, there.row, there.column);
    CHECK(trace_shown(trace, &figures.list[4]).sheet == NULL, "%s", "shown though it is not");
    CHECK(trace_shown(NULL, a).sheet == NULL, "%s", "shown without a trace");
    arena_release(&arena);
}

/* Numbers with a formula are kept, whatever else the row holds. */
static void formulas_are_kept(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct form form = {0};
    const struct wave wave = {.form = &form};
    const struct figures figures = make_figures(&arena, "own");
    struct report report = {.wave = &wave, .figures = &figures, .language = LANGUAGE_EN};
    const struct figure *a = &figures.list[0], *of_unit = &figures.list[1];
    static struct table_column columns[] = {{.header = "a"}, {.header = "b"}, {.header = "c"},
                                            {.header = "d"}, {.header = "e"}, {.header = "f"}};
    const struct table table = {.sheet = "One", .columns = columns, .n_columns = 6};
    struct cell cells[] = {
        cell_with_formula(cell_value(a), "1"), cell_n(a),
        cell_with_formula(cell_count(3), "3"), cell_value(a),
        cell_with_formula(cell_n(a), "10"),    cell_with_formula(cell_n(of_unit), "10"),
    };
    cells[3].kind = CELL_NOT_AVAILABLE;
    cells[3].formula = "\"[x]\"";
    for (int profile = 0; profile < 2; profile++) {
        report.profile = (enum profile)profile;
        struct trace *trace = trace_create(&report, &arena);
        size_t n = 9;
        CHECK(trace_formulas(trace, &n) == NULL && n == 0, "%zu before any", n);
        assert_int_equal(trace_note(trace, &table, 4, cells, NULL), OK);
        const struct trace_formula *list = trace_formulas(trace, &n);
        CHECK(n == (profile == PROFILE_REVIEW ? 3 : 2), "%zu formulas", n);
        CHECK(list[0].at.sheet == table.sheet && list[0].at.row == 5 && list[0].at.column == 0 &&
                  list[0].cell.figure == a && list[0].cell.number == 0,
              "%s:%zu:%zu", list[0].at.sheet, list[0].at.row, list[0].at.column);
        CHECK(list[1].at.column == 4 && strcmp(list[1].column, "e") == 0 &&
                  list[1].cell.kind == CELL_COUNT && list[1].cell.number == 10,
              "%zu %s", list[1].at.column, list[1].column);
    }
    size_t n = 9;
    CHECK(trace_formulas(NULL, &n) == NULL && n == 0, "%zu without a trace", n);
    arena_release(&arena);
}

/* Asked for before, between and after the rows; the first row of that sheet counts. */
static void what_is_expected_is_met_by_the_first_row(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct form form = {0};
    const struct wave wave = {.form = &form};
    const struct figures figures = make_figures(&arena, "own");
    const struct report report = {.wave = &wave, .figures = &figures, .language = LANGUAGE_EN};
    struct trace *trace = trace_create(&report, &arena);
    const struct figure *a = &figures.list[0], *b = &figures.list[2];
    const struct table one = {.sheet = "One", .n_columns = 1},
                       two = {.sheet = "Two", .n_columns = 1};
    const struct cell shows_a[] = {cell_value(a)}, shows_b[] = {cell_value(b)},
                      names_a[] = {cell_id(a)};
    const size_t early = trace_expect(trace, (struct target){.sheet = "Two", .shows = a});
    const size_t other = trace_expect(trace, (struct target){.sheet = "One", .shows = b});
    const size_t never = trace_expect(trace, (struct target){.sheet = "Two", .shows = b});
    assert_int_equal(trace_note(trace, &one, 3, shows_a, NULL), OK);
    assert_int_equal(trace_note(trace, &one, 4, shows_b, NULL), OK);
    assert_int_equal(trace_note(trace, &two, 5, names_a, NULL), OK);
    assert_int_equal(trace_note(trace, &two, 6, shows_a, NULL), OK);
    assert_int_equal(trace_note(trace, &two, 7, shows_a, NULL), OK);
    const size_t late = trace_expect(trace, (struct target){.sheet = "Two", .shows = a});
    const struct {
        const char *name, *sheet;
        size_t expected, row;
    } cases[] = {{"asked early", "Two", early, 7},
                 {"another figure", "One", other, 5},
                 {"never shown", "Two", never, 0},
                 {"asked again", "Two", late, 7}};
    for (size_t i = 0; i < COUNT(cases); i++) {
        const struct target got = trace_met(trace, cases[i].expected);
        CHECK(got.row == cases[i].row && strcmp(got.sheet, cases[i].sheet) == 0, "%s: %s:%zu",
              cases[i].name, got.sheet, got.row);
    }
    arena_release(&arena);
}

static void anchors_are_found_again(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct form form = {0};
    const struct wave wave = {.form = &form};
    const struct figures figures = make_figures(&arena, "own");
    const struct report report = {.wave = &wave, .figures = &figures, .language = LANGUAGE_EN};
    struct trace *trace = trace_create(&report, &arena);
    static const int things[20] = {0};
    for (size_t i = 0; i < COUNT(things); i++)
        CHECK(trace_put_anchor(trace, &things[i], (struct target){.sheet = "One", .row = i + 1}),
              "%zu: no memory", i);
    for (size_t i = 0; i < COUNT(things); i++)
        CHECK(trace_anchor(trace, &things[i]).row == i + 1, "%zu: another row", i);
    CHECK(trace_anchor(trace, &wave).sheet == NULL, "%s", "what was never put");
    CHECK(trace_anchor(trace, NULL).sheet == NULL, "%s", "nothing");
    CHECK(trace_anchor(NULL, &things[0]).sheet == NULL, "%s", "without a trace");
    arena_release(&arena);
}

static void memory_may_run_out(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct report report;
    make_report(&arena, LANGUAGE_SV, &report);
    struct trace *trace = NULL;
    size_t nth = 0;
    while (trace == NULL && nth < 20) {
        arena_fail_at(++nth);
        trace = trace_create(&report, &arena);
        arena_fail_at(0);
    }
    CHECK(trace != NULL && nth > 3, "done at %zu", nth);
    drop_report(&report);
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(every_figure_has_its_row), TEST(the_first_place_is_kept),
        TEST(formulas_are_kept),        TEST(what_is_expected_is_met_by_the_first_row),
        TEST(anchors_are_found_again),  TEST(memory_may_run_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
