/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "make_report.h"

#include "report/ddi.h"
#include "tests/check.h"
#include "tests/report/written.h"

static size_t chosen[] = {3, 1};
static const struct answer_count counts[] = {
    {.n = 4, .choice = chosen, .n_choices = 2, .low = MISSING, .high = MISSING},
    {.n = 4, .low = 0, .high = 10},
    {.n = 3, .low = 20, .high = 100}};

static struct ddi_source source_of(const struct report *report)
{
    return (struct ddi_source){report->wave, counts, report->figures, "mognad 0.1.0"};
}

static void what_the_form_says_is_there(void **state)
{
    (void)state;
    static const char yes[] = "<catValu>yes</catValu>\n"
                              "        <labl xml:lang=\"sv\">Ja</labl>\n"
                              "        <labl xml:lang=\"en\">Yes</labl>\n"
                              "        <catStat type=\"freq\">3</catStat>";
    static const char *const wanted[] = {
        "<titl>Myndigheternas digitalisering 2022</titl>",
        "<parTitl xml:lang=\"en\">Digitalisation of the agencies 2022</parTitl>",
        "<producer>Projektet &lt;mognad&gt; &amp; \"vänner\"</producer>",
        "<software>mognad 0.1.0</software>",
        "Units of the register for which ${fte} &gt; 10",
        "<qstnLit xml:lang=\"en\">Are there goals?</qstnLit>",
        yes,
        "INCITAMENT = amean(1 * goalposts(a1, 0, 1), 1 * goalposts(-a2, 0, 10))",
        "<varFormat type=\"character\"/>",
    };
    struct folder folder;
    struct error err = {0};
    struct arena arena = {0};
    struct report report;
    folder_open(&folder);
    make_report(&arena, LANGUAGE_SV, &report);
    CHECK(ddi_write("codebook.xml", source_of(&report), &err) == OK, "%s", err.text);
    size_t n = 0;
    char *bytes = read_file("codebook.xml", &n);
    for (size_t i = 0; i < COUNT(wanted); i++)
        CHECK(strstr(bytes, wanted[i]) != NULL, "%s", wanted[i]);
    free(bytes);
    drop_report(&report);
    arena_release(&arena);
    folder_close(&folder);
}

static void memory_that_runs_out_leaves_no_file(void **state)
{
    (void)state;
    struct folder folder;
    struct arena arena = {0};
    struct report report;
    folder_open(&folder);
    make_report(&arena, LANGUAGE_SV, &report);
    enum status status = ERR_MEMORY;
    size_t nth = 1;
    for (; status != OK; nth++) {
        struct error err = {0};
        assert_true(nth < 200);
        arena_fail_at(nth);
        status = ddi_write("codebook.xml", source_of(&report), &err);
        CHECK(status == OK || (status == ERR_MEMORY && count_files() == 0), "%zu: %s", nth,
              err.text);
    }
    arena_fail_at(0);
    CHECK(nth > 20, "only %zu allocations", nth);
    drop_report(&report);
    arena_release(&arena);
    folder_close(&folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {TEST(what_the_form_says_is_there),
                                       TEST(memory_that_runs_out_leaves_no_file)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
