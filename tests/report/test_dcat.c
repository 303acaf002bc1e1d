/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "make_report.h"

#include "report/dcat.h"
#include "tests/check.h"
#include "tests/report/written.h"

static void a_title_has_no_year(void **state)
{
    (void)state;
    // clang-format off
    static const struct { const char *title, *want; } cases[] = {
        {"Myndigheternas digitalisering 2022", "Myndigheternas digitalisering"},
        {"Digitalisering 2022 (simulerade svar)", "Digitalisering (simulerade svar)"},
        {"2022 års enkät", "års enkät"},
        {"2022: enkät", "enkät"},
        {"Enkät, 2022", "Enkät"},
        {"Enkät", "Enkät"},
        {"Mål 20225 och 12022", "Mål 20225 och 12022"},
        {"Mål 20225 för 2022", "Mål 20225 för"},
        {"2022", "2022"},
        {"Enkät 2021", "Enkät 2021"},
    };
    // clang-format on
    struct arena arena = {0};
    for (size_t i = 0; i < COUNT(cases); i++) {
        const char *got = dcat_title(&arena, cases[i].title, 2022);
        CHECK(got != NULL && strcmp(got, cases[i].want) == 0, "%s: '%s'", cases[i].title, got);
    }
    arena_release(&arena);
}

/* A made-up report whose settings say all that a catalogue needs. */
static struct dcat_source make_source(struct arena *arena, struct report *report)
{
    static const struct data_file files[] = {{DATA_FIGURES, "00ff", 12}, {DATA_SCORES, "aa", 3}};
    make_report(arena, LANGUAGE_SV, report);
    struct settings *settings = &((struct form *)report->wave->form)->settings;
    settings->publisher_uri = "https://example.org/?a=1&b=2";
    settings->access_url = "https://example.org/data#2022";
    settings->licence = "https://creativecommons.org/licenses/by/4.0/deed.sv";
    settings->contact = "data@example.org";
    return (struct dcat_source){report->wave, files, COUNT(files), LANGUAGE_SV};
}

static bool has(const char *file, const char *text)
{
    size_t n = 0;
    char *bytes = read_file(file, &n);
    const bool is_there = strstr(bytes, text) != NULL;
    free(bytes);
    return is_there;
}

static void a_catalogue_says_what_the_settings_say(void **state)
{
    (void)state;
    static const char *const wanted[] = {
        "<dcterms:title xml:lang=\"sv\">Myndigheternas digitalisering</dcterms:title>",
        "<dcterms:title xml:lang=\"en\">Digitalisation of the agencies</dcterms:title>",
        "<foaf:name>Projektet &lt;mognad&gt; &amp; \"vänner\"</foaf:name>",
        "<foaf:Agent rdf:about=\"https://example.org/?a=1&amp;b=2\">",
        "<dcat:Dataset rdf:about=\"https://example.org/data#2022-dataset\">",
        "<dcterms:license rdf:resource=\"http://creativecommons.org/licenses/by/4.0/\"/>",
        "<vcard:hasEmail rdf:resource=\"mailto:data@example.org\"/>",
        "<dcat:keyword xml:lang=\"en\">External incentives</dcat:keyword>",
        ">12</dcat:byteSize>",
        ">00ff</spdx:checksumValue>",
    };
    struct folder folder;
    struct error err = {0};
    struct arena arena = {0};
    struct report report;
    folder_open(&folder);
    const struct dcat_source source = make_source(&arena, &report);
    CHECK(dcat_is_possible(&report.wave->form->settings), "possible");
    CHECK(dcat_write("dcat.rdf", source, &err) == OK, "%s", err.text);
    for (size_t i = 0; i < COUNT(wanted); i++)
        CHECK(has("dcat.rdf", wanted[i]), "%s", wanted[i]);
    CHECK(!has("dcat.rdf", "#2022-xlsx"), "a report that was not written");
    CHECK(!has("dcat.rdf", ">aa<"), "scores are not published");
    drop_report(&report);
    arena_release(&arena);
    folder_close(&folder);
}

static void without_publisher_address_or_licence_there_is_none(void **state)
{
    (void)state;
    const struct settings all = {.publisher = "p",
                                 .publisher_uri = "https://example.org",
                                 .access_url = "https://example.org",
                                 .licence = "https://example.org"};
    struct settings one = all;
    CHECK(dcat_is_possible(&one), "all");
    one.publisher = NULL;
    CHECK(!dcat_is_possible(&one), "publisher");
    one = all;
    one.publisher_uri = NULL;
    CHECK(!dcat_is_possible(&one), "publisher_uri");
    one = all;
    one.access_url = NULL;
    CHECK(!dcat_is_possible(&one), "access_url");
    one = all;
    one.licence = NULL;
    CHECK(!dcat_is_possible(&one), "licence");
}

static void memory_that_runs_out_leaves_no_file(void **state)
{
    (void)state;
    struct folder folder;
    struct arena arena = {0};
    struct report report;
    folder_open(&folder);
    const struct dcat_source source = make_source(&arena, &report);
    enum status status = ERR_MEMORY;
    size_t nth = 1;
    for (; status != OK; nth++) {
        struct error err = {0};
        assert_true(nth < 200);
        arena_fail_at(nth);
        status = dcat_write("dcat.rdf", source, &err);
        CHECK(status == OK || (status == ERR_MEMORY && count_files() == 0), "%zu: %s", nth,
              err.text);
    }
    arena_fail_at(0);
    CHECK(nth > 10, "only %zu allocations", nth);
    drop_report(&report);
    arena_release(&arena);
    folder_close(&folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_title_has_no_year),
        TEST(a_catalogue_says_what_the_settings_say),
        TEST(without_publisher_address_or_licence_there_is_none),
        TEST(memory_that_runs_out_leaves_no_file),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
