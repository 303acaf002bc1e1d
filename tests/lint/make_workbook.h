/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TESTS_LINT_MAKE_WORKBOOK_H
#define TESTS_LINT_MAKE_WORKBOOK_H

/* A small workbook in which nothing is wrong, and the same with texts replaced in its parts.

       static const struct change changes[] = {{"xl/workbook.xml", "\"Data\"", "\"Sheet1\""}};
       workbook_write("in.xlsx", changes, 1);

   A change whose text is not there fails the test; one without a text to replace replaces the part,
   and one without a text to put there removes it. A part that is not there is added. */

#include "tests/make_zip.h"

struct change {
    const char *part, *from, *to;
};

#define MAIN "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define OFFICE "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define PACKAGE "http://schemas.openxmlformats.org/package/2006/"
#define DRAWING "http://schemas.openxmlformats.org/drawingml/2006/"
#define RELATIONS(list) "<Relationships xmlns=\"" PACKAGE "relationships\">" list "</Relationships>"
#define RELATION(id, type, target)                                                                 \
    "<Relationship Id=\"" id "\" Type=\"" OFFICE "/" type "\" Target=\"" target "\"/>"
#define TEXT(cell, text) "<c r=\"" cell "\" t=\"inlineStr\"><is><t>" text "</t></is></c>"
#define NUMBER(cell, number) "<c r=\"" cell "\"><v>" number "</v></c>"
#define ROW(number, cells) "<row r=\"" number "\">" cells "</row>"
#define AXIS(kind, id, title)                                                                      \
    "<c:" kind "Ax><c:axId val=\"" id "\"/><c:delete val=\"0\"/><c:title><c:tx>" title             \
    "</c:tx></c:title></c:" kind "Ax>"
#define SERIES(column, symbol, colour)                                                             \
    "<c:ser><c:tx><c:v>" column "</c:v></c:tx><c:spPr><a:ln><a:solidFill><a:srgbClr val=\"" colour \
    "\"/></a:solidFill></a:ln></c:spPr><c:marker><c:symbol val=\"" symbol                          \
    "\"/></c:marker><c:val><c:numRef><c:f>Data!$" column "$5:$" column                             \
    "$6</c:f></c:numRef></c:val></c:ser>"

static const struct zip_part workbook_parts[] = {
    {.name = "_rels/.rels",
     .bytes = RELATIONS(RELATION("rId1", "officeDocument",
                                 "xl/workbook.xml") "<Relationship Id=\"rId2\" Type=\"" PACKAGE
                                                    "relationships/metadata/core-properties\" "
                                                    "Target=\"docProps/core.xml\"/>")},
    {.name = "docProps/core.xml",
     .bytes = "<cp:coreProperties xmlns:cp=\"" PACKAGE "metadata/core-properties\" "
              "xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>Maturity 2022</dc:title>"
              "<dc:creator>An agency</dc:creator><dc:language>en-GB</dc:language>"
              "</cp:coreProperties>"},
    {.name = "xl/workbook.xml",
     .bytes = "<workbook xmlns=\"" MAIN "\" xmlns:r=\"" OFFICE "\"><bookViews><workbookView "
              "activeTab=\"0\"/></bookViews><sheets>"
              "<sheet name=\"Cover\" sheetId=\"1\" r:id=\"rId1\"/>"
              "<sheet name=\"Data\" sheetId=\"2\" r:id=\"rId2\"/></sheets>"
              "<definedNames><definedName name=\"scores\">Data!$B$5:$B$6</definedName>"
              "</definedNames></workbook>"},
    {.name = "xl/_rels/workbook.xml.rels",
     .bytes = RELATIONS(RELATION("rId1", "worksheet", "worksheets/sheet1.xml")
                            RELATION("rId2", "worksheet", "/xl/worksheets/sheet2.xml")
                                RELATION("rId3", "sharedStrings", "sharedStrings.xml")
                                    RELATION("rId4", "styles", "styles.xml")
                                        RELATION("rId5", "theme", "theme/theme1.xml"))},
    {.name = "xl/sharedStrings.xml",
     .bytes = "<sst xmlns=\"" MAIN "\"><si><t>Maturity of agencies</t></si><si><r><rPr><b/></rPr>"
              "<t>The data</t></r><r><t> by agency</t></r></si></sst>"},
    {.name = "xl/theme/theme1.xml",
     .bytes = "<a:theme xmlns:a=\"" DRAWING "main\"><a:themeElements><a:clrScheme name=\"Office\">"
              "<a:dk1><a:sysClr val=\"windowText\" lastClr=\"000000\"/></a:dk1>"
              "<a:lt1><a:sysClr val=\"window\" lastClr=\"FFFFFF\"/></a:lt1>"
              "<a:dk2><a:srgbClr val=\"44546A\"/></a:dk2><a:lt2><a:srgbClr val=\"E7E6E6\"/></a:lt2>"
              "<a:accent1><a:srgbClr val=\"4472C4\"/></a:accent1></a:clrScheme></a:themeElements>"
              "</a:theme>"},
    {.name = "xl/styles.xml",
     .bytes =
         "<styleSheet xmlns=\"" MAIN "\">"
         "<numFmts count=\"1\"><numFmt numFmtId=\"164\" formatCode=\"0.0;[Red]-0.0\"/></numFmts>"
         "<fonts><font><sz val=\"11\"/><color theme=\"1\"/></font>"
         "<font><sz val=\"11\"/><color theme=\"0\"/></font></fonts>"
         "<fills><fill><patternFill patternType=\"none\"/></fill>"
         "<fill><patternFill patternType=\"gray125\"/></fill><fill><patternFill "
         "patternType=\"solid\"><fgColor theme=\"4\" tint=\"-0.25\"/></patternFill></fill>"
         "</fills><cellXfs><xf fontId=\"0\" fillId=\"0\" numFmtId=\"0\"/>"
         "<xf fontId=\"1\" fillId=\"2\" numFmtId=\"0\"/>"
         "<xf fontId=\"0\" fillId=\"0\" numFmtId=\"164\"/></cellXfs>"
         "<dxfs><dxf><font><color rgb=\"FF9C0006\"/></font><fill><patternFill>"
         "<bgColor rgb=\"FFFFC7CE\"/></patternFill></fill></dxf></dxfs></styleSheet>"},
    {.name = "xl/worksheets/sheet1.xml",
     .bytes =
         "<worksheet xmlns=\"" MAIN "\"><sheetViews><sheetView workbookViewId=\"0\">"
         "<selection activeCell=\"A1\"/></sheetView></sheetViews><sheetData>" ROW(
             "1", "<c r=\"A1\" t=\"s\"><v>0</v></c>") ROW("2", "<c r=\"A2\" t=\"s\"><v>1</v></c>")
             ROW("3",
                 TEXT("A3",
                      "[x] means not available")) "</sheetData><hyperlinks><hyperlink ref=\"A2\" "
                                                  "location=\"'Data'!A1\"/></hyperlinks>"
                                                  "</worksheet>"},
    {.name = "xl/worksheets/sheet2.xml",
     .bytes =
         "<worksheet xmlns=\"" MAIN "\" xmlns:r=\"" OFFICE "\"><cols><col min=\"1\" "
         "max=\"3\" width=\"12\"/></cols><sheetData>" ROW("1", TEXT("A1", "Data")) ROW(
             "2", TEXT("A2", "The score of each agency"))
             ROW("4", TEXT("A4", "Agency") TEXT("B4", "Score") TEXT("C4", "Rank")) ROW(
                 "5", TEXT("A5", "One") "<c r=\"B5\" s=\"2\"><v>63.4</v></c>" NUMBER("C5", "1"))
                 ROW("6", TEXT("A6", "Two") "<c r=\"B6\"><f>1+1</f><v>2</v></c>" NUMBER("C6", "2"))
                     ROW("7", TEXT("A7", "Three") TEXT("B7", "[x]") TEXT(
                                  "C7", "[x]")) "</sheetData><conditionalFormatting "
                                                "sqref=\"B5:B6\"><cfRule type=\"cellIs\" "
                                                "dxfId=\"0\"/></conditionalFormatting><pageSetup "
                                                "orientation=\"landscape\"/>"
                                                "<headerFooter><oddFooter>&amp;P "
                                                "(&amp;N)</oddFooter></headerFooter>"
                                                "<drawing r:id=\"rId2\"/><tableParts><tablePart "
                                                "r:id=\"rId1\"/></tableParts>"
                                                "</worksheet>"},
    {.name = "xl/worksheets/_rels/sheet2.xml.rels",
     .bytes = RELATIONS(RELATION("rId1", "table", "../tables/table1.xml")
                            RELATION("rId2", "drawing", "../drawings/drawing1.xml"))},
    {.name = "xl/tables/table1.xml",
     .bytes =
         "<table xmlns=\"" MAIN "\" name=\"scores_by_agency\" displayName=\"scores_by_agency\" "
         "ref=\"A4:C7\"><tableColumns><tableColumn name=\"Agency\"/><tableColumn "
         "name=\"Score\"/><tableColumn name=\"Rank\"/></tableColumns></table>"},
    {.name = "xl/drawings/drawing1.xml",
     .bytes =
         "<xdr:wsDr xmlns:xdr=\"" DRAWING "spreadsheetDrawing\" xmlns:a=\"" DRAWING
         "main\" xmlns:r=\"" OFFICE "\"><xdr:twoCellAnchor><xdr:from><xdr:col>4</xdr:col>"
         "<xdr:row>3</xdr:row></xdr:from><xdr:graphicFrame><xdr:nvGraphicFramePr>"
         "<xdr:cNvPr id=\"2\" name=\"Chart 1\" descr=\"Scores are between 2 and 63.4 per cent\"/>"
         "</xdr:nvGraphicFramePr><a:graphic><a:graphicData><c:chart xmlns:c=\"" DRAWING
         "chart\" r:id=\"rId1\"/></a:graphicData></a:graphic></xdr:graphicFrame>"
         "</xdr:twoCellAnchor><xdr:oneCellAnchor><xdr:from><xdr:col>4</xdr:col>"
         "<xdr:row>20</xdr:row></xdr:from><xdr:pic><xdr:nvPicPr>"
         "<xdr:cNvPr id=\"3\" name=\"Picture 2\" descr=\"The agency's coat of arms\"/>"
         "</xdr:nvPicPr></xdr:pic></xdr:oneCellAnchor></xdr:wsDr>"},
    {.name = "xl/drawings/_rels/drawing1.xml.rels",
     .bytes = RELATIONS(RELATION("rId1", "chart", "../charts/chart1.xml"))},
    {.name = "xl/charts/chart1.xml",
     .bytes = "<c:chartSpace xmlns:c=\"" DRAWING "chart\" xmlns:a=\"" DRAWING
              "main\"><c:chart><c:title/><c:plotArea><c:lineChart>" SERIES("B", "circle", "003366")
                  SERIES("C", "square", "993300") "</c:lineChart>" AXIS("cat", "1", "Agency") AXIS(
                      "val", "2", "Score") "</c:plotArea><c:legend/></c:chart></c:chartSpace>"},
};
enum { WORKBOOK_PARTS = sizeof workbook_parts / sizeof *workbook_parts };

/* `text` with all that is `from` made `to`; the caller frees it. */
__attribute__((unused)) static char *replaced(const char *text, const char *from, const char *to)
{
    char *out = NULL;
    size_t n = 0;
    FILE *stream = open_memstream(&out, &n);
    assert_non_null(stream);
    const char *at = strstr(text, from);
    assert_non_null(at); /* the change changes nothing */
    for (; at != NULL; text = at + strlen(from), at = strstr(text, from)) {
        fwrite(text, 1, (size_t)(at - text), stream);
        fputs(to, stream);
    }
    fputs(text, stream);
    fclose(stream);
    return out;
}

/* The part with its changes; NULL: it is removed. */
__attribute__((unused)) static char *changed(struct zip_part part, const struct change *changes,
                                             size_t n)
{
    char *text = strdup(part.bytes);
    for (size_t i = 0; i < n && text != NULL; i++) {
        if (changes[i].part == NULL || strcmp(changes[i].part, part.name) != 0)
            continue;
        char *next = NULL;
        if (changes[i].from != NULL)
            next = replaced(text, changes[i].from, changes[i].to);
        else if (changes[i].to != NULL)
            next = strdup(changes[i].to);
        free(text);
        text = next;
    }
    return text;
}

__attribute__((unused)) static bool is_part(const char *name)
{
    for (size_t i = 0; i < WORKBOOK_PARTS; i++)
        if (strcmp(workbook_parts[i].name, name) == 0)
            return true;
    return false;
}

__attribute__((unused)) static void workbook_write(const char *path, const struct change *changes,
                                                   size_t n)
{
    struct zip zip = {0};
    for (size_t i = 0; i < WORKBOOK_PARTS; i++) {
        char *text = changed(workbook_parts[i], changes, n);
        if (text != NULL)
            zip_add(&zip, (struct zip_part){
                              .name = workbook_parts[i].name, .bytes = text, .n = strlen(text)});
        free(text);
    }
    for (size_t i = 0; i < n; i++)
        if (changes[i].part != NULL && !is_part(changes[i].part))
            zip_add(&zip, (struct zip_part){.name = changes[i].part,
                                            .bytes = changes[i].to,
                                            .n = strlen(changes[i].to)});
    zip_write(&zip, path);
}

#endif
