/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/feedback.h"
#include "base/random.h"
#include "tests/analysis/make_wave.h"

/* --- which means are withheld ------------------------------------------------------------------
 */

/* Eight units and two groupings, seen by the first; its groups are the level 0. */
struct withheld_case {
    const char *name;
    const char *one, *other; /* the level of each unit */
    double score[8];
    int min_cell;
    const char *want; /* of all and of each grouping: c withheld, - shown */
};

// clang-format off
static const struct withheld_case withheld_cases[] = {
    {"all are many", "00001111", "01010101", {1, 2, 3, 4, 5, 6, 7, 8}, 3, "---"},
    {"its own does not count", "00001111", "01010101", {1, 2, 3, 4, 5, 6, 7, 8}, 4, "-cc"},
    {"all are few", "00000000", "00000000", {1, 2, 3, 4, 5, 6, 7, 8}, 8, "ccc"},
    {"all of all", "00000000", "00000000", {1, 2, 3, 4, 5, 6, 7, 8}, 7, "---"},
    {"of two its mean tells the other's", "00111111", "00001111", {1, 2, 3, 4, 5, 6, 7, 8}, 2, "-c-"},
    {"all but one", "00000001", "00001111", {1, 2, 3, 4, 5, 6, 7, 8}, 2, "-c-"},
    {"nearly the same group", "00001111", "00000111", {1, 2, 3, 4, 5, 6, 7, 8}, 2, "--c"},
    {"the same group", "00001111", "00001111", {1, 2, 3, 4, 5, 6, 7, 8}, 3, "---"},
    {"what is left of all by two groups", "00001111", "01110001", {1, 2, 3, 4, 5, 6, 7, 8}, 2, "--c"},
    {"others without a score do not count", "00001111", "01010101", {1, NA, NA, 4, 5, 6, 7, 8}, 2, "-c-"},
    {"nor does its own, if it has none", "00001111", "01010101", {NA, 2, 3, 4, 5, 6, 7, 8}, 3, "---"},
    {"in no group", "-0001111", "01010101", {1, 2, 3, 4, 5, 6, 7, 8}, 3, "-c-"},
};
// clang-format on

static void make_wave_of(struct maker *m, const struct withheld_case *c)
{
    maker_open(m, 8);
    m->form.settings.min_cell = c->min_cell;
    make_index(m, "I", NULL);
    make_number(m, "a", "I", c->score);
    make_group(m, "one", 2, c->one, NULL);
    make_group(m, "other", 2, c->other, NULL);
    CHECK(maker_run(m, 1) == OK, "%s: %s", c->name, m->err.text);
}

/* The unit in that row as feedback_read would leave it: without answers. */
static struct feedback unread(struct maker *m, size_t row)
{
    struct feedback feedback = {.row = row};
    feedback.answers = arena_array(&m->arena, m->form.n_questions, struct feedback_answer);
    for (size_t i = 0; i < m->form.n_questions; i++)
        feedback.answers[i] = (struct feedback_answer){.number = NA, .reason = MISSING_NO_ANSWER};
    return feedback;
}

static void compare(struct maker *m, struct feedback *feedback)
{
    const struct feedback_source source = {&m->wave, &m->figures, NULL, 0};
    CHECK(feedback_compare(&source, feedback, 1, &m->arena, &m->err) == OK, "%s", m->err.text);
}

static void means_of_few_others_are_withheld(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(withheld_cases); i++) {
        const struct withheld_case *c = &withheld_cases[i];
        struct maker m;
        make_wave_of(&m, c);
        struct feedback feedback = unread(&m, 0);
        compare(&m, &feedback);
        char got[4] = "";
        for (size_t set = 0; set < 3; set++)
            got[set] = feedback_is_withheld(&feedback, &m.wave, 0, set) ? 'c' : '-';
        CHECK(strcmp(got, c->want) == 0, "%s: want %s, got %s", c->name, c->want, got);
        maker_close(&m);
    }
}

/* --- the attack --------------------------------------------------------------------------------
   Whoever sees the means, the counts and the groups of all solves for the scores of others: a score
   is known when its unit vector is a combination of the totals shown. */

enum { UNITS = 24, GROUPINGS = 5, EQUATIONS = 3 + GROUPINGS };

struct system {
    double row[EQUATIONS][UNITS];
    size_t n;
};

/* Gauss, with the largest pivot: the rank. */
static size_t rank_of(struct system system)
{
    size_t rank = 0;
    for (size_t column = 0; column < UNITS && rank < system.n; column++) {
        size_t best = rank;
        for (size_t i = rank; i < system.n; i++)
            if (fabs(system.row[i][column]) > fabs(system.row[best][column]))
                best = i;
        if (fabs(system.row[best][column]) < 1e-9)
            continue;
        for (size_t k = 0; k < UNITS; k++) {
            const double kept = system.row[rank][k];
            system.row[rank][k] = system.row[best][k];
            system.row[best][k] = kept;
        }
        for (size_t i = rank + 1; i < system.n; i++) {
            const double times = system.row[i][column] / system.row[rank][column];
            for (size_t k = 0; k < UNITS; k++)
                system.row[i][k] -= times * system.row[rank][k];
        }
        rank++;
    }
    return rank;
}

/* What the unit `own` knows: its own score, and the totals of the means that it is shown. */
static struct system known_to(const struct maker *m, const struct feedback *feedback, bool is_naive)
{
    struct system system = {.n = 1};
    system.row[0][feedback->row] = 1;
    for (size_t set = 0; set <= GROUPINGS; set++) {
        if (!is_naive && feedback_is_withheld(feedback, &m->wave, 0, set))
            continue;
        for (size_t row = 0; row < UNITS; row++) {
            const uint16_t *level = set == 0 ? NULL : m->wave.groups[set - 1].level;
            system.row[system.n][row] = level == NULL || level[row] == level[feedback->row];
        }
        system.n++;
    }
    return system;
}

static size_t count_found(const struct system *system, size_t own)
{
    size_t n = 0;
    for (size_t unit = 0; unit < UNITS; unit++) {
        struct system more = *system;
        memset(more.row[more.n], 0, sizeof more.row[0]);
        more.row[more.n++][unit] = 1;
        n += unit != own && rank_of(more) == rank_of(*system);
    }
    return n;
}

static void draw_wave(struct maker *m, struct random *stream)
{
    static const char *const codes[GROUPINGS] = {"g1", "g2", "g3", "g4", "g5"};
    double score[UNITS];
    maker_open(m, UNITS);
    m->form.settings.min_cell = 2;
    make_index(m, "I", NULL);
    for (size_t i = 0; i < UNITS; i++)
        score[i] = (double)random_below(stream, 101);
    make_number(m, "a", "I", score);
    for (size_t g = 0; g < GROUPINGS; g++) {
        char levels[UNITS + 1] = "";
        for (size_t i = 0; i < UNITS; i++) /* some groupings are nearly the one before */
            levels[i] = g % 2 == 1 && random_below(stream, 8) > 0
                            ? (char)('0' + m->wave.groups[g - 1].level[i])
                            : (char)('0' + random_below(stream, 2 + g % 2));
        make_group(m, codes[g], 3, levels, NULL);
    }
    CHECK(maker_run(m, 1) == OK, "%s", m->err.text);
}

static void nobody_can_be_solved_for(void **state)
{
    (void)state;
    size_t n_naive = 0, n_shown = 0;
    for (uint64_t wave = 0; wave < 12; wave++) {
        struct maker m;
        struct random stream = random_stream(1, wave);
        draw_wave(&m, &stream);
        for (size_t own = 0; own < UNITS; own++) {
            struct feedback feedback = unread(&m, own);
            compare(&m, &feedback);
            const struct system naive = known_to(&m, &feedback, true);
            const struct system shown = known_to(&m, &feedback, false);
            n_naive += count_found(&naive, own);
            n_shown += shown.n - 1;
            CHECK(count_found(&shown, own) == 0, "wave %d: unit %zu finds another's score",
                  (int)wave, own);
        }
        maker_close(&m);
    }
    CHECK(n_naive > 50, "%zu scores would be found without withholding", n_naive);
    CHECK(n_shown > 12 * UNITS, "%zu means are shown", n_shown);
}

/* --- where answers stand -----------------------------------------------------------------------
 */

static void check_shares(const struct feedback *feedback, size_t column, const double want[3])
{
    const struct feedback_shares *got = &feedback->shares[column];
    CHECK(near(got->lower, want[0], 1e-12) && near(got->same, want[1], 1e-12) &&
              near(got->higher, want[2], 1e-12),
          "column %zu: got %g %g %g", column, got->lower, got->same, got->higher);
}

/* Of ten answers 0 0 1 1 1 1 2 2 2 and none: the unit gave the middle one. Of several, it chose the
   first option, as six others, and not the second, as two. */
static void shares_are_counted_around_the_own_answer(void **state)
{
    (void)state;
    static const char *const options[] = {"1111111000", "0000000011"};
    struct maker m;
    maker_open(&m, 10);
    make_index(&m, "I", NULL);
    make_coded(&m, "q", "I", make_list(&m, 3, (double[]){0, 5, 10}), "001111222-");
    make_multiple(&m, "several", "I", make_list(&m, 2, (double[]){1, 1}), options);
    CHECK(maker_run(&m, 1) == OK, "%s", m.err.text);
    struct feedback feedback = unread(&m, 2);
    feedback.answers[0] = (struct feedback_answer){"c1", NA, ANSWERED};
    feedback.answers[1] = (struct feedback_answer){"c0", NA, ANSWERED};
    compare(&m, &feedback);
    check_shares(&feedback, 0, (double[]){2. / 9, 4. / 9, 3. / 9});
    CHECK(feedback.shares[0].n == 9, "n = %zu", feedback.shares[0].n);
    check_shares(&feedback, 1, (double[]){.3, .7, 0});
    check_shares(&feedback, 2, (double[]){0, .8, .2});
    struct feedback silent = unread(&m, 9);
    compare(&m, &silent);
    CHECK(silent.shares[0].n == 0 && is_missing(silent.shares[0].same), "%s",
          "without an answer there is nothing to compare");
    maker_close(&m);
}

/* The same question, with more and more that are few: the unit gave the middle one of 0 0 1 1 1 1 2
   2 2, so two answered lower, three as it did beside it, three higher. */
static void shares_of_few_others_are_withheld(void **state)
{
    (void)state;
    for (int least = 1; least <= 9; least++) {
        struct maker m;
        maker_open(&m, 10);
        m.form.settings.min_cell = least;
        make_index(&m, "I", NULL);
        make_coded(&m, "q", "I", make_list(&m, 3, (double[]){0, 5, 10}), "001111222-");
        CHECK(maker_run(&m, 1) == OK, "%s", m.err.text);
        struct feedback feedback = unread(&m, 2);
        feedback.answers[0] = (struct feedback_answer){"c1", NA, ANSWERED};
        compare(&m, &feedback);
        CHECK(feedback.shares[0].is_withheld == (least > 2), "min_cell %d", least);
        CHECK(is_missing(feedback.shares[0].same) == (least > 2), "min_cell %d", least);
        maker_close(&m);
    }
}

/* What a publication withholds no agency sees, though enough others stand behind it. */
static void what_is_not_published_is_withheld(void **state)
{
    (void)state;
    struct maker m;
    make_wave_of(&m, &withheld_cases[0]);
    struct figures masked = {.arena = &m.arena};
    for (size_t i = 0; i < m.figures.n; i++) {
        struct figure figure = m.figures.list[i];
        if (strcmp(figure.id, "index/mean/I|other=small") == 0)
            figure.status = "c";
        CHECK(figures_put(&masked, figure, &m.err) == OK, "%s", m.err.text);
    }
    struct feedback feedback = unread(&m, 0);
    const struct feedback_source source = {&m.wave, &masked, NULL, 0};
    CHECK(feedback_compare(&source, &feedback, 1, &m.arena, &m.err) == OK, "%s", m.err.text);
    CHECK(!feedback_is_withheld(&feedback, &m.wave, 0, 1), "%s", "its first group is shown");
    CHECK(feedback_is_withheld(&feedback, &m.wave, 0, 2), "%s", "its second is not");
    maker_close(&m);
}

/* --- earlier years -----------------------------------------------------------------------------
   Units 1 .. 4 of 2020 and 11 .. 15 of 2021: 11 is 1; 12 was made of 2 and 3; 13 is 4, which did
   not answer in 2020; 14 is new; 15 has a score, but was linked with nothing. */

static enum status made_links(void *context, size_t earlier, size_t later, struct arena *arena,
                              struct unit_links *out, struct error *err)
{
    static const struct unit_link list[] = {{1, 11}, {2, 12}, {3, 12}, {4, 13}};
    (void)context, (void)earlier, (void)later, (void)err;
    *out = (struct unit_links){arena_array(arena, COUNT(list), struct unit_link), COUNT(list)};
    memcpy(out->list, list, sizeof list);
    return OK;
}

static void keep(struct trend *trend, size_t i, int beside, size_t n, const double *values)
{
    double *column = trend_add_column(trend, i, n, "I", beside);
    memcpy(column, values, n * sizeof *values);
}

static void make_trend(struct trend *trend, const struct form *const *forms)
{
    static const uint32_t then[] = {3, 2, 1}, now[] = {14, 13, 12, 11, 15};
    struct error err = {0};
    const struct trend_source source = {.links = made_links};
    CHECK(trend_open(forms, 2, source, trend, &err) == OK, "%s", err.text);
    trend->waves[0].unit = calloc(3, sizeof(uint32_t));
    memcpy(trend->waves[0].unit, then, sizeof then);
    trend->waves[0].n_rows = 3;
    trend->waves[1].unit = calloc(5, sizeof(uint32_t));
    memcpy(trend->waves[1].unit, now, sizeof now);
    trend->waves[1].n_rows = 5;
    keep(trend, 0, 0, 3, (double[]){30, 20, 10});
    keep(trend, 0, 2021, 3, (double[]){33, 22, 11});
    keep(trend, 1, 2020, 5, (double[]){84, 83, 82, 81, 85});
}

static void earlier_years_are_found(void **state)
{
    (void)state;
    static const enum feedback_past past[] = {PAST_SILENT, PAST_SILENT, PAST_RESTRUCTURED,
                                              PAST_THERE, PAST_SILENT};
    static const uint32_t now[] = {14, 13, 12, 11, 15};
    struct maker m;
    maker_open(&m, 5);
    memcpy(m.wave.unit, now, sizeof now);
    m.form.settings.wave = 2021;
    make_index(&m, "I", NULL);
    make_number(&m, "a", "I", (double[]){1, 2, 3, 4, 5});
    CHECK(maker_run(&m, 1) == OK, "%s", m.err.text);
    const struct form before = {.settings.wave = 2020};
    const struct form *const forms[] = {&before, &m.form};
    struct trend trend;
    make_trend(&trend, forms);
    const struct feedback_source source = {&m.wave, &m.figures, &trend, 1};
    struct feedback list[5];
    for (size_t i = 0; i < 5; i++)
        list[i] = unread(&m, i);
    CHECK(feedback_compare(&source, list, 5, &m.arena, &m.err) == OK, "%s", m.err.text);
    for (size_t i = 0; i < 5; i++) {
        CHECK(list[i].n_years == 1 && list[i].years[0].year == 2020, "unit %zu", i);
        CHECK(list[i].years[0].is_compared, "unit %zu is not compared", i);
        CHECK(list[i].years[0].past == past[i], "unit %zu: %d", i, list[i].years[0].past);
        CHECK(is_missing(list[i].years[0].score[0]) == (i != 3), "unit %zu: another's score", i);
        CHECK(is_missing(list[i].years[0].now[0]) == (i != 3), "unit %zu: nothing to change", i);
    }
    const struct feedback_year *year = &list[3].years[0];
    CHECK(near(year->score[0], 10, 0) && near(year->then[0], 11, 0) && near(year->now[0], 81, 0),
          "got %g %g %g", year->score[0], year->then[0], year->now[0]);
    trend_close(&trend);
    maker_close(&m);
}

static void memory_may_run_out(void **state)
{
    (void)state;
    struct maker m;
    make_wave_of(&m, &withheld_cases[0]);
    bool is_done = false;
    for (size_t nth = 1; !is_done && nth < 200; nth++) {
        struct feedback feedback = unread(&m, 0);
        struct arena arena = {0};
        struct error err = {0};
        const struct feedback_source source = {&m.wave, &m.figures, NULL, 0};
        arena_fail_at(nth);
        const enum status status = feedback_compare(&source, &feedback, 1, &arena, &err);
        arena_fail_at(0);
        is_done = status == OK;
        CHECK(status == OK || status == ERR_MEMORY, "allocation %zu: %s", nth, err.text);
        arena_release(&arena);
    }
    CHECK(is_done, "%s", "it never ends");
    maker_close(&m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(means_of_few_others_are_withheld),
        TEST(nobody_can_be_solved_for),
        TEST(shares_are_counted_around_the_own_answer),
        TEST(shares_of_few_others_are_withheld),
        TEST(what_is_not_published_is_withheld),
        TEST(earlier_years_are_found),
        TEST(memory_may_run_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
