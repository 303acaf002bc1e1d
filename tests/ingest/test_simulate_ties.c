/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/simulate_ties.h"
#include "tests/check.h"
#include "tests/ingest/simulated.h"

/* The folder of simulated.h with as many units, half of each department, and departments. */
static void write_folder(const char *rows, size_t n_units)
{
    char text[65536];
    size_t n = 0;
    snprintf(text, sizeof text, "kind,name,on,value\nloading,,,0.7\n%s", rows);
    simulated_write(text);
    simulated_put("indices.csv",
                  "iCode,iName,Type,Parent,Source\nA,A,Aggregate,,\n"
                  "q1,One,Indicator,A,\ndepartment,D,Group,,service\nfte,F,Other,,\n");
    n += (size_t)snprintf(text, sizeof text, "orgnr,namn,fte,service\n");
    for (size_t i = 0; i < n_units; i++)
        n += (size_t)snprintf(text + n, sizeof text - n, "u%zu,n,%zu,%s\n", i, 20 + i * i,
                              i % 2 == 0 ? "none" : "both");
    simulated_put("register.csv", text);
    simulated_put("settings.csv",
                  "form_id,form_title,wave,unit_key,name_column\nf,T,2022,orgnr,namn\n");
}

struct counts {
    double n, within, across, mutual, large; /* large: to the larger half */
};

static struct counts draw(const char *rows, size_t n_units, bool *tied)
{
    struct simulated s;
    struct counts counts = {0};
    write_folder(rows, n_units);
    simulated_open(&s, (struct simulate_options){0});
    if (s.job == NULL || s.faults.count[FINDING_FAULT] > 0)
        fail_msg("%s", s.faults.n > 0 ? s.faults.list[0].text : s.err.text);
    size_t n = 0;
    CHECK(simulate_has_ties(s.job), "no ties");
    CHECK(simulate_ties(s.job, "cooperation.csv", &n, &s.err) == OK, "%s", s.err.text);
    char *bytes = simulated_read("cooperation.csv");
    CHECK(strncmp(bytes, "from,to\n", 8) == 0, "header");
    memset(tied, 0, n_units * n_units);
    for (const char *line = strchr(bytes, '\n') + 1; *line != '\0'; line = strchr(line, '\n') + 1) {
        size_t from = 0, to = 0;
        assert_int_equal(sscanf(line, "u%zu,u%zu", &from, &to), 2);
        CHECK(from != to && from < n_units && to < n_units, "%.20s", line);
        tied[from * n_units + to] = true;
        counts.n++;
        counts.within += from % 2 == to % 2;
        counts.across += from % 2 != to % 2;
        counts.large += to >= n_units / 2;
    }
    for (size_t a = 0; a < n_units; a++)
        for (size_t b = 0; b < n_units; b++)
            counts.mutual += tied[a * n_units + b] && tied[b * n_units + a];
    CHECK(counts.n == (double)n, "%g rows, %zu said", counts.n, n);
    free(bytes);
    simulated_close(&s);
    return counts;
}

enum { UNITS = 120, PAIRS = UNITS * (UNITS - 1) };
static bool tied[UNITS * UNITS];

/* P(standard normal > 1) = 0.158655; of 14,280 pairs 2,265.6, standard deviation 43.7. */
static void a_constant_is_a_share_of_all(void **state)
{
    (void)state;
    struct folder folder;
    folder_open(&folder);
    const struct counts c = draw("tie,,,-1\n", UNITS, tied);
    CHECK(fabs(c.n - 0.158655 * PAIRS) < 4 * 43.7, "%g", c.n);
    CHECK(fabs(c.mutual / c.n - 0.158655) < .04, "sides know nothing of each other: %g",
          c.mutual / c.n);
    folder_close(&folder);
}

static void each_kind_of_row_does_what_it_says(void **state)
{
    (void)state;
    struct folder folder;
    folder_open(&folder);
    const struct counts plain = draw("tie,,,-1\n", UNITS, tied);
    const struct counts within = draw("tie,,,-1\ntie_within,,,0.8\n", UNITS, tied);
    CHECK(within.across == plain.across && within.within > 2 * plain.within, "%g %g", within.across,
          within.within);
    const struct counts across = draw("tie,,,-1\ntie_across,,,-0.8\n", UNITS, tied);
    CHECK(across.within == plain.within && across.across < plain.across / 2, "%g", across.across);
    const struct counts mutual = draw("tie,,,-1\ntie_mutual,,,1\n", UNITS, tied);
    CHECK(mutual.mutual == mutual.n && mutual.n > 0, "both sides say the same: %g of %g",
          mutual.mutual, mutual.n);
    const struct counts large = draw("tie,,,-1\ntie_to,,fte,0.8\n", UNITS, tied);
    CHECK(large.large / large.n > .6 && plain.large / plain.n < .55, "%g %g", large.large / large.n,
          plain.large / plain.n);
    folder_close(&folder);
}

/* A pair is the same whoever else there is. */
static void units_do_not_disturb_one_another(void **state)
{
    (void)state;
    enum { FEW = 30 };
    static bool few[FEW * FEW];
    struct folder folder;
    folder_open(&folder);
    draw("tie,,,-1\ntie_mutual,,,0.5\n", FEW, few);
    draw("tie,,,-1\ntie_mutual,,,0.5\n", UNITS, tied);
    for (size_t a = 0; a < FEW; a++)
        for (size_t b = 0; b < FEW; b++)
            CHECK(few[a * FEW + b] == tied[a * UNITS + b], "%zu, %zu", a, b);
    folder_close(&folder);
}

static void only_those_who_answer_report(void **state)
{
    (void)state;
    struct folder folder;
    folder_open(&folder);
    draw("tie,,,0\nresponse,count,,60\n", UNITS, tied);
    size_t n_reporting = 0, n_named = 0;
    for (size_t a = 0; a < UNITS; a++) {
        bool reports = false, is_named = false;
        for (size_t b = 0; b < UNITS; b++) {
            reports |= tied[a * UNITS + b];
            is_named |= tied[b * UNITS + a];
        }
        n_reporting += reports;
        n_named += is_named;
    }
    CHECK(n_reporting == 60 && n_named == UNITS, "%zu report, %zu are named", n_reporting, n_named);
    folder_close(&folder);
}

static void units_that_are_made_have_none(void **state)
{
    (void)state;
    struct folder folder;
    struct simulated s;
    folder_open(&folder);
    write_folder("tie,,,-1\n", 10);
    simulated_open(&s, (struct simulate_options){.n_units = 20});
    CHECK(s.job != NULL && !simulate_has_ties(s.job), "ties of made units");
    simulated_close(&s);
    folder_close(&folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_constant_is_a_share_of_all),     TEST(each_kind_of_row_does_what_it_says),
        TEST(units_do_not_disturb_one_another), TEST(only_those_who_answer_report),
        TEST(units_that_are_made_have_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
