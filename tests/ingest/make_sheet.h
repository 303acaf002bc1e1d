/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TESTS_INGEST_MAKE_SHEET_H
#define TESTS_INGEST_MAKE_SHEET_H

/* Workbooks made of parts written by hand, and what rows are read of them.

       sheet_write("in.xlsx", (struct sheet_parts){.rows = "<row r=\"1\">...</row>"});       */

#include "ingest/rows.h"
#include "tests/make_zip.h"

struct sheet_parts {     /* NULL: as a small workbook has them */
    const char *sheets;  /* of workbook.xml: <sheet .../>, ids rId1 and rId2 */
    const char *about;   /* before them: <workbookPr date1904="1"/> */
    const char *strings; /* <si>...</si> */
    const char *formats; /* of styles.xml: <numFmts>...; then <cellXfs>... */
    const char *rows;    /* of sheet1.xml */
    const char *other;   /* of sheet2.xml */
};

#define SHEET_MAIN "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define SHEET_RELATIONS "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

__attribute__((unused)) static void sheet_part(struct zip *zip, const char *name,
                                               const char *format, const char *middle)
{
    char *text = NULL;
    const int n = asprintf(&text, "%.*s%s%s", (int)(strstr(format, "%s") - format), format, middle,
                           strstr(format, "%s") + 2);
    assert_true(n >= 0);
    zip_add(zip, (struct zip_part){.name = name, .bytes = text, .n = (size_t)n});
    free(text);
}

__attribute__((unused)) static void sheet_write(const char *path, struct sheet_parts parts)
{
    struct zip zip = {0};
    char *workbook = NULL;
    assert_true(asprintf(&workbook, "%s<sheets>%s</sheets>", parts.about == NULL ? "" : parts.about,
                         parts.sheets != NULL
                             ? parts.sheets
                             : "<sheet name=\"Data\" sheetId=\"1\" r:id=\"rId1\"/>") >= 0);
    sheet_part(&zip, "xl/workbook.xml",
               "<workbook xmlns=\"" SHEET_MAIN "\" xmlns:r=\"" SHEET_RELATIONS "\">%s</workbook>",
               workbook);
    free(workbook);
    sheet_part(&zip, "xl/_rels/workbook.xml.rels",
               "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/"
               "relationships\">%s"
               "<Relationship Id=\"rId1\" Type=\"" SHEET_RELATIONS
               "/worksheet\" Target=\"worksheets/sheet1.xml\"/>"
               "<Relationship Id=\"rId2\" Type=\"" SHEET_RELATIONS
               "/worksheet\" Target=\"/xl/worksheets/sheet2.xml\"/>"
               "<Relationship Id=\"rId3\" Type=\"" SHEET_RELATIONS
               "/sharedStrings\" Target=\"sharedStrings.xml\"/>"
               "<Relationship Id=\"rId4\" Type=\"" SHEET_RELATIONS
               "/styles\" Target=\"styles.xml\"/>"
               "<Relationship Id=\"rId5\" Type=\"" SHEET_RELATIONS
               "/chartsheet\" Target=\"chartsheets/sheet1.xml\"/></Relationships>",
               "");
    sheet_part(&zip, "xl/sharedStrings.xml", "<sst xmlns=\"" SHEET_MAIN "\">%s</sst>",
               parts.strings == NULL ? "" : parts.strings);
    sheet_part(&zip, "xl/styles.xml", "<styleSheet xmlns=\"" SHEET_MAIN "\">%s</styleSheet>",
               parts.formats == NULL ? "" : parts.formats);
    sheet_part(&zip, "xl/worksheets/sheet1.xml",
               "<worksheet xmlns=\"" SHEET_MAIN "\"><sheetData>%s</sheetData></worksheet>",
               parts.rows == NULL ? "" : parts.rows);
    sheet_part(&zip, "xl/worksheets/sheet2.xml",
               "<worksheet xmlns=\"" SHEET_MAIN "\"><sheetData>%s</sheetData></worksheet>",
               parts.other == NULL ? "" : parts.other);
    zip_write(&zip, path);
}

/* "1:a|b\n3:c|d\n": number and cells of each row, or the error. Lives until the next call. */
__attribute__((unused)) static const char *rows_as_text(const char *path,
                                                        struct rows_options options)
{
    static char text[16384];
    struct rows *rows = NULL;
    struct error err = {0};
    const struct row *row = NULL;
    size_t n = 0;
    text[0] = '\0';
    options.takes_foreign = true;
    enum status status = rows_open(path, options, &rows, &err);
    while (status == OK && (status = rows_next(rows, &row, &err)) == OK && row != NULL) {
        n += (size_t)snprintf(text + n, sizeof text - n, "%ld:", row->line);
        for (size_t i = 0; i < row->n_cells; i++)
            n += (size_t)snprintf(text + n, sizeof text - n, i == 0 ? "%s" : "|%s",
                                  row->cells[i].text);
        n += (size_t)snprintf(text + n, sizeof text - n, "\n");
    }
    rows_close(rows);
    return status == OK ? text : strcpy(text, err.text);
}

#endif
