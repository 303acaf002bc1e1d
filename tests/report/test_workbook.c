/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/workbook.h"
#include "tests/check.h"

#include "make_report.h"
#include "parts.h"
#include "tests/report/written.h"

#include <locale.h>
#include <nettle/sha2.h>

/* The SHA-256 of a file's bytes. */
static void digest_of_file(const char *path, uint8_t digest[static SHA256_DIGEST_SIZE])
{
    struct sha256_ctx sha;
    sha256_init(&sha);
    FILE *file = fopen(path, "r");
    uint8_t bytes[4096];
    for (size_t n = 0; file != NULL && (n = fread(bytes, 1, sizeof bytes, file)) > 0;)
        sha256_update(&sha, n, bytes);
    if (file != NULL)
        fclose(file);
    sha256_digest(&sha, SHA256_DIGEST_SIZE, digest);
}

static void write_report(const struct report *report, const char *path)
{
    struct error err = {0};
    CHECK(report_write_workbook(report, path, &err) == OK, "%s", err.text);
}

static void parts_hold_what_they_should(void **state)
{
    (void)state;
    static const struct {
        const char *name, *part, *text;
    } cases[] = {
        // clang-format off
        {"title", "docProps/core.xml", "<dc:title>Myndigheternas digitalisering 2022</dc:title>"},
        {"author", "docProps/core.xml", "<dc:creator>Projektet &lt;mognad&gt; &amp; \"vänner\"</dc:creator>"},
        {"date", "docProps/core.xml", ">2022-12-09T00:00:00Z</dcterms:created>"},
        {"language", "docProps/core.xml", "<dc:language>sv-SE</dc:language></cp:coreProperties>"},
        {"sheets", "xl/workbook.xml", "<sheet name=\"Försättsblad\" sheetId=\"1\" r:id=\"rId1\"/><sheet name=\"Innehåll\""},
        {"headers on each page", "xl/workbook.xml", "_xlnm.Print_Titles"},
        {"a table", "xl/tables/table{Nyckeltal}.xml", "displayName=\"Nyckeltal\" ref=\"A5:F12\""},
        {"its alternative text", "xl/tables/table{Nyckeltal}.xml", "<x14:table altText=\"Nyckeltal 2022\" altTextSummary=\"Simulerade svar. Högst"},
        {"filters for reviewers", "xl/tables/table{Nyckeltal}.xml", "<autoFilter ref=\"A5:F12\"/>"},
        {"a formula and its value", "xl/worksheets/sheet{Index}.xml", "<f>AVERAGE('Myndigheter'!$D$6:$D$9)</f><v>40</v>"},
        {"a count by a joined criterion", "xl/worksheets/sheet{Index}.xml", "<f>COUNTIF('Myndigheter'!$D$6:$D$9,\"&gt;=\"&amp;50)/COUNT('Myndigheter'!$D$6:$D$9)</f>"},
        {"a name that looks like a formula", "xl/sharedStrings.xml", "<t>=1+1</t>"},
        {"a name that looks like an escape", "xl/worksheets/sheet{Myndigheter}.xml", "<t xml:space=\"preserve\">_x005F_x0041_ -verket</t>"},
        {"a row of plain cells", "xl/worksheets/sheet{Myndigheter}.xml", "<row r=\"6\"><c r=\"A6\" s=\""},
        {"a number with all its digits", "xl/worksheets/sheet{Alla värden}.xml", "<v>0.86602540378443904</v>"},
        {"a name with a control character", "xl/sharedStrings.xml", "<t>Myndigheten\u2401\"&lt;&amp;&gt;\"</t>"},
        {"a link to a figure", "xl/worksheets/sheet{Nyckeltal}.xml", "location=\"'Alla värden'!A6\""},
        {"a formula against our number", "xl/worksheets/sheet{Kontroll}.xml", "<f>'Index'!$C$6</f><v>40</v>"},
        {"a scatter chart", "xl/charts/chart3.xml", "<c:scatterChart>"},
        {"its points", "xl/charts/chart3.xml", "<c:f>'Underlag till diagram'!$C$6:$C$8</c:f>"},
        {"its alternative text", "xl/drawings/drawing2.xml", "descr=\"Spridningsdiagram över 3 myndigheter: Externa incitament på den vågräta axeln"},
        {"years one by one", "xl/charts/chart4.xml", "<c:majorUnit val=\"1\"/>"},
        {"ranks from the top down", "xl/charts/chart6.xml", "<c:orientation val=\"maxMin\"/>"},
        {"a line from limit to limit", "xl/charts/chart6.xml", "<c:hiLowLines>"},
        {"a cross at the upper limit", "xl/charts/chart6.xml", "<c:symbol val=\"plus\"/>"},
        {"heat, that texts do not get", "xl/worksheets/sheet{Korrelationer}.xml", "stopIfTrue=\"1\" operator=\"between\"><formula>0.7</formula><formula>1</formula>"},
        {"heat below zero", "xl/worksheets/sheet{Korrelationer}.xml", "operator=\"between\"><formula>-1</formula><formula>-0.7</formula>"},
        {"its colour", "xl/styles.xml", "<dxf><fill><patternFill><bgColor rgb=\"FF9DC3E6\"/>"},
        // clang-format on
    };
    struct folder folder;
    folder_open(&folder);
    static const char path[] = "report.xlsx";
    struct arena arena = {0};
    struct report report;
    make_report(&arena, LANGUAGE_SV, &report);
    write_report(&report, path);
    for (size_t i = 0; i < COUNT(cases); i++)
        CHECK(part_holds(path, cases[i].part, cases[i].text), "%s: %s holds no %s", cases[i].name,
              cases[i].part, cases[i].text);
    CHECK(count_files() == 1, "%zu files", count_files());
    drop_report(&report);
    arena_release(&arena);
    folder_close(&folder);
}

static void published_tables_have_no_filters(void **state)
{
    (void)state;
    struct folder folder;
    folder_open(&folder);
    static const char path[] = "report.xlsx";
    struct arena arena = {0};
    struct report report;
    make_report(&arena, LANGUAGE_EN, &report);
    report.profile = PROFILE_PUBLISH;
    write_report(&report, path);
    CHECK(part_holds(path, "xl/tables/table{Key figures}.xml", "Key_figures"), "%s",
          "no table of key figures");
    CHECK(!part_holds(path, "xl/tables/table{Key figures}.xml", "autoFilter"), "%s", "a filter");
    CHECK(!part_holds(path, "xl/worksheets/sheet{Key figures}.xml", "<pane"), "%s",
          "a frozen header");
    CHECK(part_holds(path, "docProps/core.xml", "<dc:language>en-GB</dc:language>"), "%s",
          "no language");
    CHECK(sheet_number(path, "Check", strlen("Check")) == 0, "%s", "a check of no formula");
    drop_report(&report);
    arena_release(&arena);
    folder_close(&folder);
}

/* On any day, in any place. */
static void bytes_depend_on_the_report_alone(void **state)
{
    (void)state;
    static const struct {
        const char *zone, *locale;
    } settings[] = {{"UTC", "C"},
                    {"Pacific/Kiritimati", "C"},
                    {"America/Los_Angeles", "sv_SE.UTF-8"},
                    {"UTC", "C.UTF-8"}};
    struct folder folder;
    uint8_t first[SHA256_DIGEST_SIZE], got[SHA256_DIGEST_SIZE];
    folder_open(&folder);
    struct arena arena = {0};
    struct report report;
    make_report(&arena, LANGUAGE_SV, &report);
    for (size_t i = 0; i < COUNT(settings); i++) {
        setenv("TZ", settings[i].zone, 1);
        setenv("LC_ALL", settings[i].locale, 1);
        if (setlocale(LC_ALL, "") == NULL)
            print_message("no locale %s: not tried\n", settings[i].locale);
        setlocale(LC_NUMERIC, "C");
        char path[32];
        snprintf(path, sizeof path, "report%zu.xlsx", i);
        write_report(&report, path);
        digest_of_file(path, i == 0 ? first : got);
        CHECK(i == 0 || memcmp(first, got, sizeof got) == 0, "TZ=%s LC_ALL=%s: other bytes",
              settings[i].zone, settings[i].locale);
    }
    setlocale(LC_ALL, "C");
    drop_report(&report);
    arena_release(&arena);
    folder_close(&folder);
}

/* Beyond 20,000 agencies no formula computes over them. */
static void many_agencies_have_a_table_too(void **state)
{
    (void)state;
    struct folder folder;
    folder_open(&folder);
    static const char path[] = "report.xlsx";
    struct arena arena = {0};
    struct report report;
    make_long_report(&arena, 20001, &report);
    write_report(&report, path);
    static const char sheet[] = "xl/worksheets/sheet{Myndigheter}.xml";
    CHECK(part_holds(path, sheet, "<dimension ref=\"A1:H20006\"/>"), "%s", "another dimension");
    CHECK(part_holds(path, sheet, "<c r=\"A20006\""), "%s", "the last row is not there");
    CHECK(!part_holds(path, sheet, "<c r=\"A20007\""), "%s", "a row after the last");
    CHECK(part_holds(path, "xl/tables/table{Myndigheter}.xml", "ref=\"A5:H20006\""), "%s",
          "no table");
    CHECK(part_holds(path, sheet, "<col min=\"2\" max=\"2\""), "%s", "no widths");
    CHECK(!part_holds(path, "xl/worksheets/sheet{Index}.xml", "<f>"), "%s",
          "formulas over a long sheet");
    CHECK(sheet_number(path, "Kontroll", strlen("Kontroll")) == 0, "%s", "a check of no formula");
    drop_report(&report);
    arena_release(&arena);
    folder_close(&folder);
}

/* A wave without a closing date still has a fixed one. */
static void no_report_asks_the_clock(void **state)
{
    (void)state;
    struct folder folder;
    folder_open(&folder);
    static const char path[] = "report.xlsx";
    struct arena arena = {0};
    struct report report;
    make_report(&arena, LANGUAGE_SV, &report);
    ((struct form *)report.wave->form)->settings.closed = NULL;
    write_report(&report, path);
    CHECK(part_holds(path, "docProps/core.xml", ">2022-12-31T00:00:00Z</dcterms:created>"), "%s",
          "another date");
    drop_report(&report);
    arena_release(&arena);
    folder_close(&folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(parts_hold_what_they_should),      TEST(published_tables_have_no_filters),
        TEST(bytes_depend_on_the_report_alone), TEST(many_agencies_have_a_table_too),
        TEST(no_report_asks_the_clock),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
