/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/ingest/make_sheet.h"

#define ROW(r, cells) "<row r=\"" #r "\">" cells "</row>"
#define C(r, v) "<c r=\"" r "\"><v>" v "</v></c>"
#define T(r, type, v) "<c r=\"" r "\" t=\"" type "\"><v>" v "</v></c>"
#define S(r, style, v) "<c r=\"" r "\" s=\"" style "\"><v>" v "</v></c>"
#define DATES                                                                                      \
    "<numFmts><numFmt numFmtId=\"164\" formatCode=\"yyyy\\-mm\\-dd hh:mm\"/>"                      \
    "<numFmt numFmtId=\"165\" formatCode=\"[Red]0.0 &quot;days&quot;\"/>"                          \
    "<numFmt numFmtId=\"166\" formatCode=\"[h]:mm\"/></numFmts>"                                   \
    "<cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs>"                                           \
    "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"164\"/>"                     \
    "<xf numFmtId=\"165\"/><xf numFmtId=\"166\"/></cellXfs>"

// clang-format off
static const struct {
    const char *name;
    struct sheet_parts parts;
    const char *want;
} cases[] = {
    {"shared strings and numbers", {.strings = "<si><t>id</t></si><si><t>q</t></si><si><t xml:space=\"preserve\"> u </t></si>",
        .rows = ROW(1, T("A1", "s", "0") T("B1", "s", "1")) ROW(2, T("A2", "s", "2") C("B2", "1.50"))}, "1:id|q\n2: u |1.5\n"},
    {"a rich string, without its reading aid", {.strings = "<si><r><t>a</t></r><r><t>b</t></r><rPh sb=\"0\" eb=\"1\"><t>x</t></rPh></si>",
        .rows = ROW(1, T("A1", "s", "0"))}, "1:ab\n"},
    {"strings in place, of formulas, truth and errors", {.rows = ROW(1,
        "<c r=\"A1\" t=\"inlineStr\"><is><t>in</t></is></c>" "<c r=\"B1\" t=\"str\"><f>A1&amp;\"x\"</f><v>inx</v></c>"
        T("C1", "b", "1") T("D1", "e", "#N/A") "<c r=\"E1\"><f>1+1</f><v>2</v></c>")}, "1:in|inx|1|#N/A|2\n"},
    {"cells that are not there", {.rows = ROW(1, C("A1", "1") C("C1", "3")) ROW(2, C("B2", "2")) ROW(3, C("A3", "1"))},
        "1:1||3\n2:|2|\n3:1||\n"},
    {"blank rows keep the numbers of the others", {.rows = ROW(2, C("A2", "1")) "<row r=\"3\"/>" ROW(5, "<c r=\"A5\" s=\"0\"/>") ROW(9, C("A9", "2"))},
        "2:1\n9:2\n"},
    {"cells beyond the header stay", {.rows = ROW(1, C("A1", "1")) ROW(2, C("A2", "1") C("B2", "2"))}, "1:1\n2:1|2\n"},
    {"without references", {.rows = "<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>"}, "1:1|2\n2:3|\n"},
    {"column 28", {.rows = ROW(1, C("A1", "1") C("AB1", "2"))}, "1:1|||||||||||||||||||||||||||2\n"},
    {"all digits of a number, and no more", {.rows = ROW(1, C("A1", "0.1") C("B1", "0.30000000000000004") C("C1", "1E-3") C("D1", "123456789012"))},
        "1:0.1|0.30000000000000004|0.001|123456789012\n"},
    {"dates by their format", {.formats = DATES, .rows = ROW(1, S("A1", "1", "44904") S("B1", "2", "44904.586805555555") S("C1", "3", "44904") S("D1", "4", "1.5") S("E1", "0", "44904"))},
        "1:2022-12-09|2022-12-09 14:05:00|44904|1.5|44904\n"},
    {"the first days of 1900, of which Excel has one too many", {.formats = DATES, .rows = ROW(1, S("A1", "1", "1") S("B1", "1", "59") S("C1", "1", "61") S("D1", "1", "0.5"))},
        "1:1900-01-01|1900-02-28|1900-03-01|0.5\n"},
    {"days from 1904", {.formats = DATES, .about = "<workbookPr date1904=\"1\"/>", .rows = ROW(1, S("A1", "1", "43442"))}, "1:2022-12-09\n"},
    {"dates as text", {.rows = ROW(1, T("A1", "d", "2022-12-09T00:00:00") T("B1", "d", "2022-12-09T14:05:00"))}, "1:2022-12-09|2022-12-09 14:05:00\n"},
    {"commas, quotes and line breaks in a cell", {.rows = ROW(1, "<c r=\"A1\" t=\"inlineStr\"><is><t>a,\"b\"\nc</t></is></c>") ROW(2, C("A2", "2"))},
        "1:a,\"b\"\nc\n2:2\n"},
    {"escaped characters", {.strings = "<si><t>a_x000D_b_x0041__xZZ41_</t></si>", .rows = ROW(1, T("A1", "s", "0"))}, "1:a\rbA_xZZ41_\n"},
    {"a string that is not there", {.strings = "<si><t>a</t></si>", .rows = ROW(1, T("A1", "s", "1"))}, "in.xlsx/xl/worksheets/sheet1.xml:1:100: the cell's text is number 1, from 0, of the 1 of the workbook"},
    {"a string of no number", {.strings = "<si><t>a</t></si>", .rows = ROW(1, T("A1", "s", "-1"))}, "in.xlsx/xl/worksheets/sheet1.xml:1:100: the cell's text is number -1, from 0, of the 1 of the workbook"},
    {"an empty sheet", {.rows = ""}, ""},
    {"the only visible of two sheets", {.sheets = "<sheet name=\"H\" sheetId=\"1\" state=\"hidden\" r:id=\"rId1\"/><sheet name=\"V\" sheetId=\"2\" r:id=\"rId2\"/>",
        .other = ROW(1, C("A1", "2"))}, "1:2\n"},
    {"a chart is no sheet of cells", {.sheets = "<sheet name=\"Chart\" sheetId=\"1\" r:id=\"rId5\"/><sheet name=\"V\" sheetId=\"2\" r:id=\"rId2\"/>",
        .other = ROW(1, C("A1", "2"))}, "1:2\n"},
    {"two visible sheets", {.sheets = "<sheet name=\"A\" sheetId=\"1\" r:id=\"rId1\"/><sheet name=\"B\" sheetId=\"2\" r:id=\"rId2\"/>"},
        "in.xlsx: the workbook has several sheets: name one as 'sheet' in settings.csv; want A or B"},
    {"none", {.sheets = "<sheet name=\"Chart\" sheetId=\"1\" r:id=\"rId5\"/>"}, "in.xlsx: the workbook has no sheet of cells"},
    {"rows out of order", {.rows = ROW(2, C("A2", "1")) ROW(1, C("A1", "1"))}, "in.xlsx/xl/worksheets/sheet1.xml:1:128: row 1 stands after row 2"},
    {"cells out of order", {.rows = ROW(1, C("B1", "1") C("A1", "1"))}, "in.xlsx/xl/worksheets/sheet1.xml:1:122: this is no cell of the row: 'A1'"},
    {"a cell of no column", {.rows = ROW(1, C("1A", "1"))}, "in.xlsx/xl/worksheets/sheet1.xml:1:100: this is no cell of the row: '1A'"},
    {"not well-formed", {.rows = "<row r=\"1\"><c></row>"}, "in.xlsx/xl/worksheets/sheet1.xml:1:105: this is not well-formed XML: mismatched tag"},
};
// clang-format on

static void rows_of_a_sheet(void **state)
{
    (void)state;
    struct folder folder;
    folder_open(&folder);
    for (size_t i = 0; i < COUNT(cases); i++) {
        sheet_write("in.xlsx", cases[i].parts);
        const char *got = rows_as_text("in.xlsx", (struct rows_options){0});
        CHECK(strcmp(got, cases[i].want) == 0, "%s: got\n%s", cases[i].name, got);
    }
    folder_close(&folder);
}

static void a_sheet_is_named_and_found_whatever_the_file_is_called(void **state)
{
    (void)state;
    static const struct sheet_parts parts = {
        .sheets = "<sheet name=\"Svar\" sheetId=\"1\" r:id=\"rId1\"/>"
                  "<sheet name=\"Dold\" sheetId=\"2\" state=\"veryHidden\" r:id=\"rId2\"/>",
        .rows = ROW(1, C("A1", "1")),
        .other = ROW(4, C("A4", "1.5")),
    };
    struct folder folder;
    folder_open(&folder);
    sheet_write("answers.csv", parts);
    const char *got = rows_as_text("answers.csv", (struct rows_options){.sheet = "Dold"});
    CHECK(strcmp(got, "4:1.5\n") == 0, "%s", got);
    got = rows_as_text("answers.csv", (struct rows_options){.sheet = "Dold", .decimal = ','});
    CHECK(strcmp(got, "4:1,5\n") == 0, "%s", got);
    got = rows_as_text("answers.csv", (struct rows_options){.sheet = "Svr"});
    CHECK(strcmp(got, "answers.csv: the workbook has no sheet 'Svr'; did you mean 'Svar'?") == 0,
          "%s", got);
    folder_close(&folder);
}

static void places_are_cells(void **state)
{
    (void)state;
    struct folder folder;
    struct rows *rows = NULL;
    struct error err = {0};
    char place[64];
    folder_open(&folder);
    sheet_write("in.xlsx", (struct sheet_parts){.rows = ROW(3, C("A3", "1"))});
    CHECK(rows_open("in.xlsx", (struct rows_options){.takes_foreign = true}, &rows, &err) == OK,
          "%s", err.text);
    place_write((struct place){rows_path(rows), 3, 28}, place, sizeof place);
    CHECK(strcmp(place, "in.xlsx:Data!AB3: ") == 0, "%s", place);
    CHECK(strcmp(rows_encoding(rows), "XLSX") == 0 && rows_delimiter(rows) == '\0', "%s",
          rows_encoding(rows));
    rows_close(rows);
    folder_close(&folder);
}

static void an_older_workbook_is_refused(void **state)
{
    (void)state;
    static const char old[] = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 and so on";
    struct folder folder;
    folder_open(&folder);
    folder_write("in.xls", old, sizeof old - 1);
    const char *got = rows_as_text("in.xls", (struct rows_options){0});
    CHECK(strcmp(got, "in.xls: this is a workbook in Excel's old format, or with a password; save "
                      "it as .xlsx without a password") == 0,
          "%s", got);
    folder_close(&folder);
}

static void a_file_cut_anywhere_is_refused(void **state)
{
    (void)state;
    struct folder folder;
    char bytes[8192];
    folder_open(&folder);
    sheet_write("in.xlsx", (struct sheet_parts){.rows = ROW(1, C("A1", "1"))});
    FILE *file = fopen("in.xlsx", "rb");
    assert_non_null(file);
    const size_t n = fread(bytes, 1, sizeof bytes, file);
    fclose(file);
    assert_in_range(n, 100, sizeof bytes - 1);
    for (size_t cut = 4; cut < n; cut++) {
        folder_write("cut.xlsx", bytes, cut);
        const char *got = rows_as_text("cut.xlsx", (struct rows_options){0});
        CHECK(strncmp(got, "cut.xlsx", 8) == 0, "cut at %zu: %s", cut, got);
    }
    folder_close(&folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(rows_of_a_sheet),
        TEST(a_sheet_is_named_and_found_whatever_the_file_is_called),
        TEST(places_are_cells),
        TEST(an_older_workbook_is_refused),
        TEST(a_file_cut_anywhere_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
