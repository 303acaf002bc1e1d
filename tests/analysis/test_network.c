/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/network.h"
#include "tests/analysis/make_claim.h"

/* Five units in two departments. a and b name each other, a names c, b names e, c names d and e; d
   answers that it co-operates with nobody, e does not answer. All that is wanted below was counted
   by hand. */
enum { UNITS = 5, ROWS = 4 };

static struct tie made_ties[] = {{0, 1, 1}, {0, 2, 2}, {1, 0, 1}, {1, 4, 1}, {2, 3, 1}, {2, 4, 1}};
static const char *made_keys[] = {"a", "b", "c", "d", "e"};
static uint32_t made_rows[] = {0, 1, 2, 3, NETWORK_NO_ROW};
static bool made_answered[] = {true, true, true, true, false};
static uint16_t made_departments[] = {0, 0, 1, 1, 1};
static uint16_t *made_levels[] = {made_departments};

struct made {
    struct maker m;
    struct network network;
    struct indicator measures[NETWORK_MEASURE_COUNT];
};

static void made_open(struct made *made)
{
    maker_open(&made->m, ROWS);
    made->m.wave.n_frame = UNITS;
    make_index(&made->m, "I", NULL);
    make_number(&made->m, "x", "I", (double[]){3, 2, 1, 0});
    make_group(&made->m, "department", 2, "0011", (size_t[]){2, 3});
    made->network = (struct network){.n = UNITS,
                                     .key = made_keys,
                                     .name = made_keys,
                                     .row = made_rows,
                                     .has_answered = made_answered,
                                     .level = made_levels,
                                     .ties = made_ties,
                                     .n_ties = COUNT(made_ties),
                                     .group = &made->m.wave.groups[0],
                                     .department = made_departments,
                                     .has_weights = true,
                                     .n_read = 7,
                                     .n_rejected = 1,
                                     .path = "cooperation.csv"};
    made->m.wave.network = &made->network;
    for (int i = 0; i < NETWORK_MEASURE_COUNT; i++)
        made->measures[i] =
            (struct indicator){.code = network_measure_name((enum network_measure)i),
                               .name = "measure",
                               .source = network_measure_name((enum network_measure)i),
                               .type = INDICATOR_OTHER,
                               .option = NO_OPTION,
                               .strong = MISSING};
    made->m.form.cooperation.measures = made->measures;
}

static void the_whole(void **state)
{
    (void)state;
    struct made made;
    made_open(&made);
    CHECK(maker_run(&made.m, 1) == OK, "%s", made.m.err.text);
    CHECK_FIGURE(&made.m, "network/units", 5);
    CHECK_FIGURE(&made.m, "network/answered", 4);
    CHECK_FIGURE(&made.m, "network/ties", 6);
    CHECK_FIELD(&made.m, "network/ties", n, 16);
    CHECK_FIGURE(&made.m, "network/pairs|ties=union", 5);
    CHECK_FIELD(&made.m, "network/pairs|ties=union", n, 10);
    CHECK_FIGURE(&made.m, "network/pairs|ties=confirmed", 1);
    CHECK_FIELD(&made.m, "network/pairs|ties=confirmed", n, 6);
    CHECK_FIGURE(&made.m, "network/density", 6 / 16.);
    CHECK_FIGURE(&made.m, "network/density|ties=union", 3 / 6.);
    CHECK_FIGURE(&made.m, "network/density|ties=confirmed", 1 / 6.);
    CHECK_FIGURE(&made.m, "network/reciprocity", 2 / 6.);
    CHECK_FIGURE(&made.m, "network/confirmed", 2 / 4.);
    CHECK_FIGURE(&made.m, "network/components", 1);
    CHECK_FIGURE(&made.m, "network/largest", 5);
    CHECK_FIGURE(&made.m, "network/strong_components", 4);
    CHECK_FIGURE(&made.m, "network/strong_largest", 2);
    CHECK_FIGURE(&made.m, "network/isolated", 0);
    maker_close(&made.m);
}

static void departments(void **state)
{
    (void)state;
    struct made made;
    made_open(&made);
    CHECK(maker_run(&made.m, 1) == OK, "%s", made.m.err.text);
    CHECK_FIGURE(&made.m, "network/ei/department", -1 / 3.);
    CHECK_FIGURE(&made.m, "network/ei_expected/department", .2);
    CHECK_FIGURE(&made.m, "network/weighted_ei/department", -1 / 7.);
    CHECK_FIGURE(&made.m, "network/modularity/department", 2 / 9.);
    CHECK_FIGURE(&made.m, "network/ei/department|ties=union", -1 / 5.);
    CHECK_FIGURE(&made.m, "network/ei/department|ties=confirmed", -1);
    CHECK_FIGURE(&made.m, "network/modularity/department|ties=union", 3 / 5. - (16 + 36) / 100.);
    CHECK_FIGURE(&made.m, "network/modularity/department|ties=confirmed", 0);
    CHECK_FIGURE(&made.m, "network/ei/department|department=small", 0);
    CHECK_FIGURE(&made.m, "network/ei/department|department=middle", -1);
    CHECK_FIGURE(&made.m, "network/ei_expected/department|department=small", .5);
    CHECK_FIGURE(&made.m, "network/ei_expected/department|department=middle", 0);
    CHECK_FIGURE(&made.m, "network/ties/department|department=small;to=middle", 2);
    CHECK_FIELD(&made.m, "network/ties/department|department=small;to=middle", n, 6);
    CHECK_FIELD(&made.m, "network/ties/department|department=middle;to=middle", n, 4);
    CHECK_FIGURE(&made.m, "network/share/department|department=small;to=middle", .5);
    CHECK_FIGURE(&made.m, "network/share/department|department=middle;to=small", 0);
    CHECK(is_missing(maker_figure(&made.m, "network/ei/department")->p), "no replicates, no p");
    maker_close(&made.m);
}

static void single_units(void **state)
{
    (void)state;
    static const double want[NETWORK_MEASURE_COUNT][UNITS] = {
        [NETWORK_OUT_DEGREE] = {2, 2, 2, 0, NA},
        [NETWORK_IN_DEGREE] = {1, 1, 1, 1, 2},
        [NETWORK_EI] = {0, 0, -1, NA, NA},
        [NETWORK_ACROSS] = {1, 1, 0, 0, NA},
        [NETWORK_BETWEENNESS] = {2 / 12., .5 / 12, 2.5 / 12, 0, NA},
    };
    struct made made;
    made_open(&made);
    CHECK(maker_run(&made.m, 1) == OK, "%s", made.m.err.text);
    for (int measure = 0; measure < NETWORK_MEASURE_COUNT; measure++)
        for (size_t i = 0; i < UNITS; i++) {
            const bool is_of_group = network_measure_needs_group((enum network_measure)measure);
            char id[64];
            snprintf(id, sizeof id, "network/%s%s|unit=%s",
                     network_measure_name((enum network_measure)measure),
                     is_of_group ? "/department" : "", made_keys[i]);
            CHECK_FIGURE(&made.m, id, want[measure][i]);
            CHECK(i == 4 || near(made.network.of_row[measure][i], want[measure][i], 1e-12), "%s",
                  id);
        }
    CHECK_NOT_AVAILABLE(&made.m, "network/out_degree|unit=e");
    CHECK_FIELD(&made.m, "network/in_degree|unit=e", n, 4);
    CHECK_FIELD(&made.m, "network/in_degree|unit=a", n, 3);
    CHECK_FIELD(&made.m, "network/ei/department|unit=a", n, 2);
    maker_close(&made.m);
}

/* r of out-degrees 2, 2, 2, 0 and x 3, 2, 1, 0. */
static void a_claim_about_the_network(void **state)
{
    (void)state;
    struct made made;
    made_open(&made);
    const struct indicator *y[] = {&made.measures[NETWORK_OUT_DEGREE]};
    const struct indicator *x[] = {&made.m.form.indicators[1]};
    make_claim(&made.m, "H", TEST_CORRELATION, y, x);
    CHECK(maker_run(&made.m, 1) == OK, "%s", made.m.err.text);
    CHECK_FIGURE(&made.m, "hypothesis/estimate/H", 3 / sqrt(15));
    maker_close(&made.m);
}

static void without_departments(void **state)
{
    (void)state;
    struct made made;
    made_open(&made);
    made.network.group = NULL;
    made.network.department = NULL;
    CHECK(maker_run(&made.m, 1) == OK, "%s", made.m.err.text);
    CHECK(is_found(&made.m, "info network_group cooperation.csv:0:0 no figures on ties across "
                            "departments are made: there is no Group 'department' over a column of "
                            "the register, and no setting cooperation_group names another"),
          "a finding says so");
    CHECK(figures_find(&made.m.figures, "network/ei/department") == NULL, "no E-I");
    CHECK(figures_find(&made.m.figures, "network/ei/department|unit=a") == NULL, "nor of a unit");
    CHECK_FIGURE(&made.m, "network/in_degree|unit=e", 2);
    maker_close(&made.m);
}

/* Nobody answered, or nobody has ties: nothing is divided by nothing. */
static void degenerate_networks(void **state)
{
    (void)state;
    static bool nobody[UNITS];
    for (int none = 0; none < 3; none++) {
        struct made made;
        made_open(&made);
        made.network.n_ties = 0;
        if (none == 1)
            made.network.has_answered = nobody;
        if (none == 2)
            made.network.n = 0;
        CHECK(maker_run(&made.m, 1) == OK, "%d: %s", none, made.m.err.text);
        CHECK_FIGURE(&made.m, "network/density", none == 0 ? 0 : NA);
        CHECK_FIGURE(&made.m, "network/reciprocity", NA);
        CHECK_FIGURE(&made.m, "network/ei/department", NA);
        CHECK_FIGURE(&made.m, "network/modularity/department", NA);
        for (size_t i = 0; i < made.m.figures.n; i++)
            CHECK(!isinf(made.m.figures.list[i].value), "%s", made.m.figures.list[i].id);
        maker_close(&made.m);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(the_whole),           TEST(departments),
        TEST(single_units),        TEST(a_claim_about_the_network),
        TEST(without_departments), TEST(degenerate_networks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
