/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Each rule: a workbook in which that alone is wrong, with the whole message, and what looks like
   it and is right. */
#include "lint/lint.h"

#include "tests/lint/make_workbook.h"

#define BOOK "xl/workbook.xml"
#define BOOK_RELATIONS "xl/_rels/workbook.xml.rels"
#define CORE "docProps/core.xml"
#define STRINGS "xl/sharedStrings.xml"
#define STYLES "xl/styles.xml"
#define COVER "xl/worksheets/sheet1.xml"
#define DATA "xl/worksheets/sheet2.xml"
#define DATA_RELATIONS "xl/worksheets/_rels/sheet2.xml.rels"
#define TABLE "xl/tables/table1.xml"
#define OBJECTS "xl/drawings/drawing1.xml"
#define CHART "xl/charts/chart1.xml"

enum { MOST_CHANGES = 4 };

struct tried {
    const char *name;
    struct change changes[MOST_CHANGES];
    const char *want; /* "rule Sheet!cell: text\n" ... */
};

/* Findings a line each, or the error. Lives until the next call. */
static const char *lint_as_text(const char *path, struct lint_report *report)
{
    static char text[16384];
    struct arena arena = {0};
    struct error err = {0};
    size_t n = 0;
    *report = (struct lint_report){.arena = &arena};
    text[0] = '\0';
    if (lint_file(path, report, &err) != OK)
        strcpy(text, err.text);
    else
        assert_string_equal(err.text, "");
    for (size_t i = 0; err.text[0] == '\0' && i < report->n && n < sizeof text - 1; i++) {
        const struct lint_finding *one = &report->list[i];
        n += (size_t)snprintf(text + n, sizeof text - n, "%s %s%s%s: %s\n",
                              lint_about(one->rule)->id, one->sheet == NULL ? "" : one->sheet,
                              one->cell == NULL ? "" : "!", one->cell == NULL ? "" : one->cell,
                              one->text);
    }
    arena_release(&arena);
    return text;
}

#define SHEET(number) "<sheet name=\"More " number "\" sheetId=\"9" number "\" r:id=\"rId1\"/>"
#define CELL_B6 "<c r=\"B6\"><f>1+1</f><v>2</v></c>"
#define ALT "Scores are between 2 and 63.4 per cent"

static const struct tried wrong[] = {
    /* the file */
    {"a part is missing",
     {{BOOK_RELATIONS, "</Relationships>",
       RELATION("rId8", "worksheet", "worksheets/sheet9.xml") "</Relationships>"},
      {BOOK, "</sheets>", "<sheet name=\"Gone\" sheetId=\"3\" r:id=\"rId8\"/></sheets>"}},
     "part_missing Gone: 'xl/worksheets/sheet9.xml'\n"},
    {"a relationship is missing",
     {{BOOK, "</sheets>", "<sheet name=\"Gone\" sheetId=\"3\" r:id=\"rId8\"/></sheets>"}},
     "part_missing Gone: 'rId8'\n"},
    {"a target leads out of the package",
     {{BOOK_RELATIONS, "theme/theme1.xml", "../../../etc/passwd"}},
     "part_missing : ''\n"},
    {"a cell stands before another",
     {{DATA, "r=\"C6\"", "r=\"A6\""}},
     "wrong_cell Data!A6: it stands in row 6, after column 2\n"
     "table_blank_cell Data!C6: 1 blank cell in the table 'scores_by_agency', here\n"},
    {"a cell that is none",
     {{DATA, "r=\"C6\"", "r=\"C6:D7\""}},
     "wrong_cell Data: row 6: 'C6:D7' is no cell\n"
     "table_blank_cell Data!C6: 1 blank cell in the table 'scores_by_agency', here\n"},
    {"a row stands before another",
     {{DATA, "<row r=\"7\">", "<row r=\"5\">"}, {TABLE, "A4:C7", "A4:C6"}},
     "wrong_cell Data: row 5 stands after row 6\n"},
    {"a text that is not there",
     {{COVER, "<v>1</v>", "<v>2</v>"}, {COVER, "<hyperlink ref=\"A2\"", "<hyperlink ref=\"A1\""}},
     "wrong_cell Cover!A2: its text is number 2 of 2\n"},
    {"a decimal comma", {{DATA, "63.4", "63,4"}}, "wrong_number Data!B5: '63,4'\n"},
    {"not a number", {{DATA, "63.4", "NAN"}}, "wrong_number Data!B5: 'NAN'\n"},
    {"infinite", {{DATA, "63.4", "-INF"}}, "wrong_number Data!B5: '-INF'\n"},
    {"a colour that is none", {{STYLES, "FF9C0006", "9C0006"}}, "wrong_colour : '9C0006'\n"},
    {"no title", {{CORE, "Maturity 2022", " "}}, "title_missing : no title\n"},
    {"no language", {{CORE, "en-GB", ""}}, "language_missing : no language\n"},
    {"no properties",
     {{"_rels/.rels", "core-properties", "other"}},
     "title_missing : no title\nlanguage_missing : no language\ncreator_missing : no author\n"},
    {"a language that is none", {{CORE, "en-GB", "en_GB"}}, "language_unknown : 'en_GB'\n"},
    {"no author", {{CORE, "An agency", ""}}, "creator_missing : no author\n"},
    {"a protected sheet",
     {{COVER, "</sheetData>", "</sheetData><sheetProtection sheet=\"1\"/>"}},
     "protected Cover: the sheet is protected\n"},
    {"a protected workbook",
     {{BOOK, "<bookViews>", "<workbookProtection lockStructure=\"1\"/><bookViews>"}},
     "protected : the structure of the workbook is protected\n"},
    {"macros",
     {{BOOK_RELATIONS, "</Relationships>",
       RELATION("rId8", "vbaProject", "vbaProject.bin") "</Relationships>"}},
     "macros : vbaProject\n"},
    {"values of another workbook",
     {{BOOK_RELATIONS, "</Relationships>",
       RELATION("rId8", "externalLink", "externalLinks/externalLink1.xml") "</Relationships>"}},
     "external_link : 1 other workbook\n"},
    {"a name of cells that are gone",
     {{BOOK, "Data!$B$5:$B$6", "Data!#REF!"}},
     "broken_reference : the name 'scores' refers to 'Data!#REF!'\n"},
    {"a formula of cells that are gone",
     {{DATA, "1+1</f>", "1+#REF!</f>"}},
     "broken_reference Data!B6: the formula refers to #REF!\n"},
    {"a chart of cells that are gone",
     {{CHART, "Data!$B$5:$B$6", "Data!#REF!"}},
     "broken_reference Data!E4: the chart 'Chart 1'\n"},
    {"a chart of a sheet that is gone",
     {{CHART, "Data!$B$5:$B$6", "Gone!$B$5:$B$6"}},
     "broken_reference Data!E4: the chart 'Chart 1' draws from 'Gone!$B$5:$B$6', and there is no "
     "such sheet\n"},

    /* sheets */
    {"the program's name of a sheet",
     {{BOOK, "\"Cover\"", "\"Blad1\""}},
     "sheet_name_default Blad1: 'Blad1'\n"},
    {"two sheets of one name",
     {{BOOK, "\"Cover\"", "\"DATA\""}},
     "sheet_name_twice Data: it is the name of 'DATA' too\n"},
    {"a sheet named like a cell",
     {{BOOK, "\"Cover\"", "\"xy12\""}},
     "sheet_name_cell xy12: 'xy12'\n"},
    {"a sheet named like a cell by numbers",
     {{BOOK, "\"Cover\"", "\"R1C1\""}},
     "sheet_name_cell R1C1: 'R1C1'\n"},
    {"a sheet with a name of 32 characters",
     {{BOOK, "\"Cover\"", "\"åååååååååååååååååååååååååååååååå\""}},
     "sheet_name_wrong åååååååååååååååååååååååååååååååå: "
     "'åååååååååååååååååååååååååååååå…'\n"},
    {"a sheet with a name that may not be",
     {{BOOK, "\"Cover\"", "\"a/b\""}},
     "sheet_name_wrong a/b: 'a/b'\n"},
    {"a hidden sheet",
     {{BOOK, "name=\"Cover\"", "name=\"Cover\" state=\"hidden\""}},
     "sheet_hidden Cover: hidden\ncursor Cover: the workbook opens on this sheet\n"},
    {"a blank sheet",
     {{"xl/worksheets/sheet3.xml", NULL, "<worksheet xmlns=\"" MAIN "\"><sheetData/></worksheet>"},
      {BOOK_RELATIONS, "</Relationships>",
       RELATION("rId8", "worksheet", "worksheets/sheet3.xml") "</Relationships>"},
      {BOOK, "</sheets>", "<sheet name=\"Nothing\" sheetId=\"3\" r:id=\"rId8\"/></sheets>"}},
     "sheet_blank Nothing: blank\n"},
    {"no contents",
     {{BOOK, "</sheets>", SHEET("1") SHEET("2") SHEET("3") SHEET("4") "</sheets>"}},
     "contents_missing : 6 sheets, at most 1 links on one of the first 3\n"},
    {"blank first rows",
     {{COVER, "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row>", ""}},
     "blank_first_rows Cover!A2: what the sheet says begins here\n"},
    {"a blank corner", {{COVER, "r=\"A1\"", "r=\"B1\""}}, "a1_blank Cover!A1: blank\n"},
    {"no description",
     {{DATA, ROW("2", TEXT("A2", "The score of each agency")), ""}},
     "a2_blank Data!A2: no description\n"},
    {"the cursor elsewhere",
     {{COVER, "activeCell=\"A1\"", "activeCell=\"C7\""}},
     "cursor Cover: the cursor stands in 'C7'\n"},
    {"a sheet that is scrolled",
     {{COVER, "<sheetView ", "<sheetView topLeftCell=\"A9\" "}},
     "cursor Cover: the sheet is scrolled\n"},
    {"another sheet is opened",
     {{BOOK, "activeTab=\"0\"", "activeTab=\"1\""}},
     "cursor Data: the workbook opens on this sheet\n"},
    {"frozen panes",
     {{COVER, "<selection", "<pane state=\"frozen\" ySplit=\"1\"/><selection"}},
     "frozen Cover: frozen panes\n"},
    {"hidden rows",
     {{DATA, "<row r=\"6\">", "<row r=\"6\" hidden=\"1\">"}},
     "hidden_rows Data!A6: 1 row with something in it, row 6\n"},
    {"hidden columns",
     {{DATA, "</cols>", "<col min=\"1\" max=\"2\" width=\"9\" hidden=\"1\"/></cols>"}},
     "hidden_columns Data!A1:B1: hidden, with something in them\n"},
    {"comments",
     {{DATA_RELATIONS, "</Relationships>",
       RELATION("rId8", "comments", "../comments1.xml") "</Relationships>"}},
     "comments Data: comments\n"},
    {"a footer that says something",
     {{DATA, "&amp;P (&amp;N)", "&amp;\"Arial,Bold\"&amp;12Draft &amp;P"}},
     "header_footer Data: '&\"Arial,Bold\"&12Draft &P'\n"},
    {"a table longer than a page",
     {{TABLE, "A4:C7", "A4:C57"},
      {DATA, "r=\"7\"", "r=\"57\""},
      {DATA, "C7", "C57"},
      {DATA, "A7\"", "A57\""}},
     "wrong_cell Data!B7: it stands in row 57, after column 1\n"
     "print_headings Data: the table 'scores_by_agency' has 53 rows\n"
     "table_blank_row Data!A7:C7: 50 blank rows in the table 'scores_by_agency', the first here\n"
     "table_blank_cell Data!B57: 1 blank cell in the table 'scores_by_agency', here\n"},
    {"a sheet wider than paper",
     {{DATA, "width=\"12\"", "width=\"50\""}},
     "print_width Data: 150 characters wide\n"},

    /* tables */
    {"a table that is not marked up",
     {{COVER, "</sheetData>",
       ROW("5", NUMBER("A5", "1") NUMBER("B5", "1") NUMBER("C5", "1"))
           ROW("6", NUMBER("A6", "1") NUMBER("B6", "1") NUMBER("C6", "1"))
               ROW("7", NUMBER("A7", "1") NUMBER("B7", "1") NUMBER("C7", "1"))
                   ROW("8", NUMBER("A8", "1") NUMBER("B8", "1") NUMBER("C8", "1")) ROW(
                       "9", NUMBER("A9", "1") NUMBER("B9", "1") NUMBER("C9", "1")) "</sheetData>"}},
     "table_missing Cover!A5: rows of several cells begin here\n"},
    {"the table begins where the title should be",
     {{DATA, ROW("1", TEXT("A1", "Data")) ROW("2", TEXT("A2", "The score of each agency")),
       ROW("1", TEXT("A1", "Agency") TEXT("B1", "Score") TEXT("C1", "Rank"))
           ROW("2", TEXT("A2", "None") TEXT("B2", "[x]") TEXT("C2", "[x]"))
               ROW("3", TEXT("A3", "Nil") TEXT("B3", "[x]") TEXT("C3", "[x]"))},
      {TABLE, "A4:C7", "A1:C7"}},
     "a1_in_table Data!A1: the table 'scores_by_agency' begins here\n"},
    {"no header row",
     {{TABLE, "ref=", "headerRowCount=\"0\" ref="}},
     "table_header_missing Data!A4:C7: the table 'scores_by_agency'\n"},
    {"a blank header",
     {{DATA, TEXT("C4", "Rank"), ""}, {TABLE, "\"Rank\"", "\"\""}},
     "table_header_blank Data!C4: a column of the table 'scores_by_agency'\n"},
    {"a header twice",
     {{DATA, "Rank", "score"}, {TABLE, "Rank", "score"}},
     "table_header_twice Data!C4: 'score'\n"},
    {"a header that the table has not",
     {{DATA, "Rank", "Place"}},
     "table_header_other Data!C4: the cell says 'Place', the table 'Rank'\n"},
    {"the program's name of a table",
     {{TABLE, "scores_by_agency", "Tabell7"}},
     "table_name_default Data!A4:C7: 'Tabell7'\n"},
    {"a blank row",
     {{DATA, ROW("6", TEXT("A6", "Two") CELL_B6 NUMBER("C6", "2")), ""}},
     "table_blank_row Data!A6:C6: 1 blank row in the table 'scores_by_agency', here\n"},
    {"blank cells",
     {{DATA, TEXT("B7", "[x]") TEXT("C7", "[x]"), ""}},
     "table_blank_cell Data!B7: 2 blank cells in the table 'scores_by_agency', the first here\n"},
    {"a cell of blanks",
     {{DATA, TEXT("C7", "[x]"), TEXT("C7", " ")}},
     "table_blank_cell Data!C7: 1 blank cell in the table 'scores_by_agency', here\n"},
    {"merged cells in a table",
     {{DATA, "</sheetData>", "</sheetData><mergeCells><mergeCell ref=\"A5:A6\"/></mergeCells>"}},
     "table_merged Data!A5:A6: in the table 'scores_by_agency'\n"},
    {"merged cells",
     {{DATA, "</sheetData>", "</sheetData><mergeCells><mergeCell ref=\"A1:C1\"/></mergeCells>"}},
     "merged Data!A1:C1: merged\n"},
    {"filter buttons",
     {{TABLE, "<tableColumns>", "<autoFilter ref=\"A4:C7\"/><tableColumns>"}},
     "table_filter Data!A4:C7: the table 'scores_by_agency'\n"},
    {"something below",
     {{DATA, "</sheetData>", ROW("9", TEXT("A9", "Source: us")) "</sheetData>"}},
     "below_table Data!A9: below the table 'scores_by_agency'\n"},
    {"something beside",
     {{DATA, NUMBER("C6", "2"), NUMBER("C6", "2") TEXT("E6", "remark")}},
     "beside_table Data!E6: beside the table 'scores_by_agency'\n"},
    {"a shorthand that is not explained",
     {{COVER, "[x] means", "It means"}},
     "shorthand_legend Data!B7: [x] in 2 cells, the first here\n"},
    {"a sign for what is missing",
     {{DATA, TEXT("B7", "[x]"), TEXT("B7", "..")}},
     "shorthand_bare Data!B7: 1 cell among numbers, it says '..'\n"},

    /* cells */
    {"an error",
     {{DATA, CELL_B6, "<c r=\"B6\" t=\"e\"><f>1/0</f><v>#DIV/0!</v></c>"}},
     "error_value Data!B6: #DIV/0!\n"},
    {"a value that is not there",
     {{DATA, CELL_B6, "<c r=\"B6\" t=\"e\"><v>#N/A</v></c>"}},
     "not_available Data!B6: #N/A\n"},
    {"a formula without a value",
     {{DATA, "</f><v>2</v>", "</f>"}},
     "formula_blank Data!B6: 1 formula without a value, here\n"},
    {"numbers as texts",
     {{DATA, TEXT("C7", "[x]"), TEXT("C7", "3,5")}},
     "number_as_text Data!C7: 1 text among 2 numbers, '3,5'\n"},
    {"a column too narrow",
     {{DATA, "63.4", "1234567890123"}},
     "narrow Data!B5: 1 number in a column of 12.0 characters, 1234567890123\n"},
    {"superscript in a text",
     {{STRINGS, "<b/>", "<vertAlign val=\"superscript\"/>"}},
     "raised Cover!A2: 1 cell, it says 'The data by agency'\n"},
    {"subscript by the font",
     {{STYLES, "<sz val=\"11\"/><color theme=\"1\"/>",
       "<sz val=\"11\"/><color theme=\"1\"/><vertAlign val=\"subscript\"/>"},
      {DATA, NULL, NULL},
      {BOOK, "<sheet name=\"Data\" sheetId=\"2\" r:id=\"rId2\"/>", ""},
      {COVER, "'Data'!A1", "A1"}},
     "raised Cover!A1: 3 cells, the first says 'Maturity of agencies'\n"},
    {"small text",
     {{STYLES, "<sz val=\"11\"/><color theme=\"0\"/>", "<sz val=\"8\"/><color theme=\"0\"/>"},
      {COVER, "<c r=\"A3\" ", "<c r=\"A3\" s=\"1\" "}},
     "small_text Cover!A3: 8 points in 1 cell, here\nfill Cover!A3: 1 cell, here\n"},

    /* links */
    {"a link without a text",
     {{COVER, "ref=\"A2\"", "ref=\"B2\""}},
     "link_blank Cover!B2: a link to ''Data'!A1'\n"},
    {"a link that does not say where it goes",
     {{STRINGS, "<t>The data</t></r><r><t> by agency</t>", "<t>Klicka HÄR</t>"}},
     "link_vague Cover!A2: 'Klicka HÄR'\n"},
    {"a link that shows its address",
     {{STRINGS, "<t>The data</t></r><r><t> by agency</t>", "<t>https://example.org/</t>"}},
     "link_url Cover!A2: 'https://example.org/'\n"},
    {"a link to a sheet that is not there",
     {{COVER, "'Data'!A1", "'Date'!A1"}},
     "link_dead Cover!A2: ''Date'!A1': there is no such sheet\n"},
    {"a link to a name that is not there",
     {{COVER, "'Data'!A1", "nothing"}},
     "link_dead Cover!A2: 'nothing' is neither a cell nor a name\n"},
    {"a link whose address is not there",
     {{COVER, "location=\"'Data'!A1\"", "xmlns:r=\"" OFFICE "\" r:id=\"rId1\""}},
     "link_dead Cover!A2: its address is not in the file\n"},
    {"a formula that links to a sheet that is not there",
     {{COVER, "<c r=\"A3\" t=\"inlineStr\"><is><t>[x] means not available</t></is></c>",
       "<c r=\"A3\" t=\"str\"><f>HYPERLINK(\"#Date!A1\",\"[x] means\")</f><v>[x] means</v></c>"}},
     "link_dead Cover!A3: 'Date!A1': there is no such sheet\n"},
    {"a link beyond the data",
     {{COVER, "'Data'!A1", "'Data'!A100"}, {DATA, "<drawing r:id=\"rId2\"/>", ""}},
     "link_nowhere Cover!A2: ''Data'!A100'\n"},

    /* pictures and charts */
    {"no alternative text",
     {{OBJECTS, " descr=\"The agency's coat of arms\"", ""}},
     "alt_missing Data!E21: the picture 'Picture 2'\n"},
    {"a file name as alternative text",
     {{OBJECTS, "The agency's coat of arms", "arms.PNG"}},
     "alt_file_name Data!E21: 'arms.PNG'\n"},
    {"an alternative text that says nothing",
     {{OBJECTS, "The agency's coat of arms", "Bild 3"}},
     "alt_empty_words Data!E21: 'Bild 3'\n"},
    {"an alternative text too short for a chart",
     {{OBJECTS, ALT, "Scores of agencies"}},
     "alt_short Data!E4: 'Scores of agencies'\n"},
    {"text in a shape",
     {{OBJECTS, "<xdr:pic>",
       "<xdr:sp><xdr:nvSpPr><xdr:cNvPr id=\"4\" name=\"Box 1\"/></xdr:nvSpPr>"
       "<xdr:txBody><a:p><a:r><a:t>Mind this</a:t></a:r></a:p></xdr:txBody></xdr:sp><xdr:pic>"}},
     "text_box Data!E21: the shape 'Box 1'\n"},
    {"no title of a chart",
     {{CHART, "<c:title/>", ""}},
     "chart_title Data!E4: the chart 'Chart 1'\n"},
    {"no title of an axis",
     {{CHART, "<c:title><c:tx>Score</c:tx></c:title>", ""}},
     "chart_axis Data!E4: the chart 'Chart 1': 1 of 2 axes\n"},
    {"no legend",
     {{CHART, "<c:legend/>", ""}},
     "chart_legend Data!E4: the chart 'Chart 1' has 2 series\n"},
    {"lines that differ in colour alone",
     {{CHART, "square", "circle"}},
     "chart_alike Data!E4: the chart 'Chart 1'\n"},
    {"a chart of texts",
     {{CHART, "Data!$B$5:$B$6", "Data!$B$5:$B$7"}},
     "chart_text Data!E4: the chart 'Chart 1' draws from 'Data!$B$5:$B$7', where B7 says '[x]'\n"},

    /* colours */
    {"white on a light theme colour",
     {{STYLES, "tint=\"-0.25\"", "tint=\"0.6\""}, {COVER, "<c r=\"A3\" ", "<c r=\"A3\" s=\"1\" "}},
     "contrast Cover!A3: 1.7:1 (FFFFFF on B4C7E7) in 1 cell, here\nfill Cover!A3: 1 cell, here\n"},
    {"grey by number",
     {{STYLES, "<color theme=\"0\"/>", "<color indexed=\"55\"/>"},
      {STYLES, "<fgColor theme=\"4\" tint=\"-0.25\"/>", "<fgColor indexed=\"65\"/>"},
      {COVER, "<c r=\"A3\" ", "<c r=\"A3\" s=\"1\" "}},
     "contrast Cover!A3: 3.0:1 (969696 on FFFFFF) in 1 cell, here\n"},
    {"a conditional format that pales",
     {{STYLES, "FF9C0006", "FFFF9999"}},
     "contrast_format Data!B5:B6: 1.4:1 (FF9999 on FFC7CE)\n"},
    {"a colour scale without numbers",
     {{DATA, "type=\"cellIs\" dxfId=\"0\"", "type=\"colorScale\""},
      {STYLES, "0.0;[Red]-0.0", ";;;"}},
     "colour_alone Data!B5:B6: colorScale\n"},
    {"icons without numbers",
     {{DATA, "<cfRule type=\"cellIs\" dxfId=\"0\"/>",
       "<cfRule type=\"iconSet\"><iconSet showValue=\"0\"/></cfRule>"}},
     "colour_alone Data!B5:B6: iconSet\n"},
    {"red without a minus",
     {{STYLES, "[Red]-0.0", "[Red]0.0"}},
     "red_negative Data!B5: the number format '0.0;[Red]0.0'\n"},
};

/* What looks wrong and is not. */
static const struct tried right[] = {
    {"the workbook as it is", {{0}}, ""},
    {"a language in three parts", {{CORE, "en-GB", "sr-Latn-RS"}}, ""},
    {"a name of 31 characters", {{BOOK, "\"Cover\"", "\"ååååååååååååååååååååååååååååååå\""}}, ""},
    {"a sheet named like a year", {{BOOK, "\"Cover\"", "\"2022\""}}, ""},
    {"a sheet named by a word that programs use", {{BOOK, "\"Cover\"", "\"Diagram\""}}, ""},
    {"an empty column that is hidden",
     {{DATA, "</cols>", "<col min=\"9\" max=\"16384\" width=\"9\" hidden=\"1\"/></cols>"}},
     ""},
    {"an empty row that is hidden",
     {{COVER, "</sheetData>", "<row r=\"9\" hidden=\"1\"/></sheetData>"}},
     ""},
    {"filter buttons that are hidden",
     {{TABLE, "<tableColumns>",
       "<autoFilter ref=\"A4:C7\"><filterColumn colId=\"0\" hiddenButton=\"1\"/><filterColumn "
       "colId=\"1\" hiddenButton=\"1\"/><filterColumn colId=\"2\" hiddenButton=\"1\"/>"
       "</autoFilter><tableColumns>"}},
     ""},
    {"a header with a line break",
     {{DATA, "Rank", "Rank\nof all"}, {TABLE, "Rank", "Rank_x000a_of all"}},
     ""},
    {"a table of a later version beside",
     {{TABLE, "</table>",
       "<extLst><ext><x14:table xmlns:x14=\"urn:14\" altText=\"a\"/></ext></extLst></table>"}},
     ""},
    {"numbers that are keys", {{DATA, TEXT("C7", "[x]"), TEXT("C7", "0123")}}, ""},
    {"numbers that are texts on purpose",
     {{DATA, TEXT("C7", "[x]"), "<c r=\"C7\" s=\"2\" t=\"inlineStr\"><is><t>12</t></is></c>"},
      {STYLES, "numFmtId=\"164\"/>", "numFmtId=\"164\" quotePrefix=\"1\"/>"}},
     ""},
    {"a formula that gives an empty text",
     {{DATA, CELL_B6, "<c r=\"B6\" t=\"str\"><f>\"\"</f><v></v></c>"}},
     ""},
    {"blanks around a number", {{DATA, "63.4", " 63.4\n"}}, ""},
    {"a long number in General",
     {{DATA, "<c r=\"B5\" s=\"2\"><v>63.4</v>", "<c r=\"B5\"><v>1234567890123456</v>"}},
     ""},
    {"a narrow column that shrinks",
     {{DATA, "63.4", "1234567890123"},
      {STYLES, "numFmtId=\"164\"/>", "numFmtId=\"164\"><alignment shrinkToFit=\"1\"/></xf>"}},
     ""},
    {"an address of a person",
     {{STRINGS, "<t>The data</t></r><r><t> by agency</t>", "<t>registrator@example.org</t>"}},
     ""},
    {"a link to a name", {{COVER, "'Data'!A1", "scores"}}, ""},
    {"a link to a table", {{COVER, "'Data'!A1", "scores_by_agency[Score]"}}, ""},
    {"a link to a sheet in other letters", {{COVER, "'Data'!A1", "#dATA!A1"}}, ""},
    {"a picture that decorates",
     {{OBJECTS, "descr=\"The agency's coat of arms\"/>",
       "><a:extLst><a:ext><adec:decorative xmlns:adec=\"urn:d\" val=\"1\"/></a:ext></a:extLst>"
       "</xdr:cNvPr>"}},
     ""},
    {"a picture for programs that know no better",
     {{OBJECTS, "</xdr:twoCellAnchor>",
       "<mc:AlternateContent xmlns:mc=\"urn:mc\"><mc:Fallback><xdr:sp><xdr:cNvPr name=\"x\"/>"
       "</xdr:sp></mc:Fallback></mc:AlternateContent></xdr:twoCellAnchor>"}},
     ""},
    {"an axis that is not drawn",
     {{CHART, "<c:delete val=\"0\"/><c:title><c:tx>Score</c:tx></c:title>",
       "<c:delete val=\"1\"/>"}},
     ""},
    {"a mark and its interval from the same cells, without a legend",
     {{CHART, "<c:legend/>", ""}, {CHART, "Data!$C$5:$C$6", "Data!$B$5:$B$6"}},
     ""},
    {"lines that are alike on purpose",
     {{CHART, "square", "circle"}, {CHART, "993300", "003366"}},
     ""},
    {"white on a dark theme colour",
     {{COVER, "<c r=\"A3\" ", "<c r=\"A3\" s=\"1\" "}},
     "fill Cover!A3: 1 cell, here\n"},
    {"white where a table style fills",
     {{STYLES, "<xf fontId=\"1\" fillId=\"2\"", "<xf fontId=\"1\" fillId=\"0\""},
      {DATA, "<c r=\"A4\" ", "<c r=\"A4\" s=\"1\" "},
      {TABLE, "</tableColumns>", "</tableColumns><tableStyleInfo name=\"TableStyleMedium2\"/>"}},
     ""},
    {"white on a pattern that mixes",
     {{STYLES, "<patternFill patternType=\"solid\">", "<patternFill patternType=\"lightGrid\">"},
      {COVER, "<c r=\"A3\" ", "<c r=\"A3\" s=\"1\" "}},
     "fill Cover!A3: 1 cell, here\n"},
    {"large text that stands out less",
     {{STYLES, "<sz val=\"11\"/><color theme=\"0\"/>", "<sz val=\"18\"/><color rgb=\"FF808080\"/>"},
      {STYLES, "<fgColor theme=\"4\" tint=\"-0.25\"/>", "<fgColor rgb=\"FFFFFFFF\"/>"},
      {COVER, "<c r=\"A3\" ", "<c r=\"A3\" s=\"1\" "}},
     ""},
    {"red in parentheses", {{STYLES, "[Red]-0.0", "[Red](0.0)"}}, ""},
    {"red by a condition", {{STYLES, "0.0;[Red]-0.0", "[Red][&lt;0]0.0;0.0"}}, ""},
    {"a colour scale over numbers",
     {{DATA, "type=\"cellIs\" dxfId=\"0\"", "type=\"colorScale\""}},
     ""},
    {"strict relationships",
     {{BOOK, OFFICE, "http://purl.oclc.org/ooxml/officeDocument/relationships"}},
     ""},
};

static size_t seen[RULE_COUNT];

static void try_all(const struct tried *all, size_t n)
{
    struct folder folder;
    folder_open(&folder);
    for (size_t i = 0; i < n; i++) {
        struct lint_report report;
        workbook_write("in.xlsx", all[i].changes, MOST_CHANGES);
        const char *got = lint_as_text("in.xlsx", &report);
        CHECK(strcmp(got, all[i].want) == 0, "%s: got\n%swanted\n%s", all[i].name, got,
              all[i].want);
        for (size_t rule = 0; rule < RULE_COUNT; rule++)
            seen[rule] += report.of_rule[rule];
    }
    folder_close(&folder);
}

static void what_is_wrong_is_found(void **state)
{
    (void)state;
    try_all(wrong, COUNT(wrong));
}

static void what_is_right_is_not(void **state)
{
    (void)state;
    try_all(right, COUNT(right));
}

/* --- what does not fit in a line ------------------------------------------------------------- */

static const char *lint_changed(struct change change, struct lint_report *report)
{
    workbook_write("in.xlsx", &change, 1);
    const char *got = lint_as_text("in.xlsx", report);
    for (size_t rule = 0; rule < RULE_COUNT; rule++)
        seen[rule] += report->of_rule[rule];
    return got;
}

static void an_alternative_text_that_is_cut(void **state)
{
    (void)state;
    struct folder folder;
    struct lint_report report;
    char text[2200];
    folder_open(&folder);
    memset(text, 'a', sizeof text - 1);
    text[2080] = '\0';
    const char *got = lint_changed((struct change){OBJECTS, ALT, text}, &report);
    CHECK(strncmp(got, "alt_long Data!E4: 2080 bytes: 'aaa", 34) == 0, "2080: got %s", got);
    text[2079] = '\0';
    got = lint_changed((struct change){OBJECTS, ALT, text}, &report);
    CHECK(strcmp(got, "") == 0, "2079: got %s", got);
    folder_close(&folder);
}

static void a_table_of_many_columns(void **state)
{
    (void)state;
    struct folder folder;
    struct lint_report report;
    folder_open(&folder);
    lint_changed((struct change){TABLE, "A4:C7", "A4:AE7"}, &report);
    CHECK(report.of_rule[RULE_TABLE_WIDE] == 1, "31 columns");
    lint_changed((struct change){TABLE, "A4:C7", "A4:AD7"}, &report);
    CHECK(report.of_rule[RULE_TABLE_WIDE] == 0, "30 columns");
    lint_changed((struct change){TABLE, "A4:C7", "B4:C7"}, &report);
    CHECK(report.of_rule[RULE_TABLE_PLACE] == 1, "column B");
    folder_close(&folder);
}

/* Ten numbers in a table of the first of three sheets. */
static void no_cover(void **state)
{
    (void)state;
    struct folder folder;
    struct lint_report report;
    static const struct change changes[] = {
        {BOOK, "<sheet name=\"Cover\" sheetId=\"1\" r:id=\"rId1\"/>", ""},
        {BOOK, "</sheets>", SHEET("1") SHEET("2") "</sheets>"},
        {DATA, TEXT("C7", "[x]"),
         TEXT("C7", "[x]") NUMBER("D7", "1") NUMBER("E7", "1") NUMBER("F7", "1") NUMBER("G7", "1")
             NUMBER("H7", "1") NUMBER("I7", "1")},
    };
    folder_open(&folder);
    workbook_write("in.xlsx", changes, COUNT(changes));
    const char *got = lint_as_text("in.xlsx", &report);
    CHECK(strstr(got, "cover_missing Data: it is the first sheet\n") != NULL, "got %s", got);
    seen[RULE_COVER_MISSING]++;
    folder_close(&folder);
}

static void two_tables(void **state)
{
    (void)state;
    struct folder folder;
    struct lint_report report;
    static const struct change changes[] = {
        {DATA, "</tableParts>", "<tablePart r:id=\"rId9\"/></tableParts>"},
        {DATA_RELATIONS, "</Relationships>",
         RELATION("rId9", "table", "../tables/table2.xml") "</Relationships>"},
        {DATA, "</sheetData>",
         ROW("9", TEXT("A9", "More")) ROW("10", NUMBER("A10", "1")) "</sheetData>"},
        {"xl/tables/table2.xml", NULL,
         "<table xmlns=\"" MAIN "\" name=\"x\" displayName=\"Scores_by_agency\" ref=\"A9:A10\">"
         "<tableColumns><tableColumn name=\"More\"/></tableColumns></table>"},
    };
    folder_open(&folder);
    workbook_write("in.xlsx", changes, COUNT(changes));
    const char *got = lint_as_text("in.xlsx", &report);
    CHECK(strcmp(got, "table_several Data: 2 tables\n"
                      "table_name_twice Data!A9:A10: 'Scores_by_agency'\n") == 0,
          "got %s", got);
    seen[RULE_TABLE_SEVERAL]++;
    seen[RULE_TABLE_NAME_TWICE]++;
    folder_close(&folder);
}

/* After all others. */
static void every_rule_has_been_broken(void **state)
{
    (void)state;
    for (size_t rule = 0; rule < RULE_COUNT; rule++)
        CHECK(seen[rule] > 0, "%s", lint_about((enum lint_rule)rule)->id);
}

static void every_rule_is_told_in_full(void **state)
{
    (void)state;
    for (size_t i = 0; i < RULE_COUNT; i++) {
        const struct lint_rule_about *about = lint_about((enum lint_rule)i);
        CHECK(about->id[strspn(about->id, "abcdefghijklmnopqrstuvwxyz0123456789_")] == '\0', "%s",
              about->id);
        CHECK(about->source[0] != '\0' && about->what[0] != '\0' && about->remedy[0] != '\0', "%s",
              about->id);
        for (size_t j = 0; j < i; j++)
            CHECK(strcmp(lint_about((enum lint_rule)j)->id, about->id) != 0, "%s twice", about->id);
    }
}

static char *whole_file(const char *folder, const char *name)
{
    char path[4200];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    char *text = NULL;
    size_t capacity = 0;
    const ssize_t n = getdelim(&text, &capacity, '\0', file);
    assert_true(n > 0);
    fclose(file);
    return text;
}

/* docs/lint.md has a row of each rule, word for word, and no other. */
static void the_rules_are_documented(void **state)
{
    (void)state;
    const char *source = getenv("MOGNAD_SOURCE");
    if (source == NULL)
        skip();
    char *text = whole_file(source, "docs/lint.md");
    for (size_t i = 0; i < RULE_COUNT; i++) {
        const struct lint_rule_about *about = lint_about((enum lint_rule)i);
        char row[1024];
        snprintf(row, sizeof row, "\n| `%s` | %s | %s | %s | %s |\n", about->id,
                 lint_severity_name(about->severity), about->what, about->remedy, about->source);
        CHECK(strstr(text, row) != NULL, "docs/lint.md wants%s", row);
    }
    size_t n = 0;
    for (const char *at = strstr(text, "\n| `"); at != NULL; at = strstr(at + 1, "\n| `"))
        n++;
    CHECK(n == RULE_COUNT, "%zu rows, %d rules", n, RULE_COUNT);
    char counted[32];
    snprintf(counted, sizeof counted, "with %d rules", RULE_COUNT);
    CHECK(strstr(text, counted) != NULL, "docs/lint.md wants '%s'", counted);
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(what_is_right_is_not),
        TEST(what_is_wrong_is_found),
        TEST(an_alternative_text_that_is_cut),
        TEST(a_table_of_many_columns),
        TEST(no_cover),
        TEST(two_tables),
        TEST(every_rule_has_been_broken),
        TEST(every_rule_is_told_in_full),
        TEST(the_rules_are_documented),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
