# SPDX-License-Identifier: GPL-3.0-or-later
"""Workbooks as other programs write them: `lint_books.py openpyxl|xlsxwriter FILE KIND`.

good     all that can be done right with that program
template what programs make of Excel's own styles and theme colours, nothing wrong
plain    what a few lines give that nobody thought about
"""
import sys

ROWS = [("Skåne", 63.4, 1), ("Västra Götaland", 58.25, 2), ("Gotland", -2.5, 3)]
HEADERS = ["County", "Score", "Rank"]
ALT = "Column chart of scores: Skåne has 63.4, Västra Götaland 58.25 and Gotland -2.5"


def with_openpyxl(path, kind):
    import openpyxl
    from openpyxl.chart import BarChart, Reference
    from openpyxl.formatting.rule import CellIsRule, ColorScaleRule, DataBarRule
    from openpyxl.styles import Font, PatternFill
    from openpyxl.styles.colors import Color
    from openpyxl.worksheet.table import Table, TableStyleInfo

    book = openpyxl.Workbook()
    sheet = book.active
    if kind == "plain":
        for row in [HEADERS, *ROWS, *ROWS, *ROWS]:
            sheet.append(row)
        sheet["D2"] = "=B2/2"
        sheet["F1"] = "3,14"
        sheet.merge_cells("A12:C12")
        book.save(path)
        return
    book.properties.title, book.properties.creator = "Maturity of counties", "An agency"
    book.properties.language = "en-GB"
    sheet.title = "Cover"
    sheet["A1"], sheet["A2"] = "Maturity of counties", "Go to the scores"
    sheet["A2"].hyperlink = openpyxl.worksheet.hyperlink.Hyperlink(ref="A2", location="'Scores'!A1")
    sheet["A2"].style = "Hyperlink"
    data = book.create_sheet("Scores")
    data["A1"], data["A2"] = "Scores", "The score of each county, in per cent"
    for i, header in enumerate(HEADERS):
        data.cell(4, i + 1, header)
    for i, row in enumerate(ROWS):
        for j, value in enumerate(row):
            data.cell(5 + i, j + 1, value)
    for column, width in zip("ABC", (20, 12, 8)):
        data.column_dimensions[column].width = width
    table = Table(displayName="scores", ref="A4:C7")
    if kind == "template":
        table.tableStyleInfo = TableStyleInfo(name="TableStyleMedium9", showRowStripes=True)
        for cell in data[4]:
            cell.font = Font(bold=True, color=Color(theme=0))
        book_styles = ["Good", "Bad", "20 % - Accent1", "Title", "Headline 1"]
        for i, style in enumerate(book_styles):
            cell = sheet.cell(4 + i, 1, style)
            try:
                cell.style = style
            except ValueError:
                pass
        cell = sheet.cell(12, 1, "Dark theme fill, light theme text")
        cell.fill = PatternFill("solid", fgColor=Color(theme=4, tint=-0.5))
        cell.font = Font(color=Color(theme=0, tint=-0.05))
        cell = sheet.cell(13, 1, "Light theme fill, dark theme text")
        cell.fill = PatternFill("solid", fgColor=Color(theme=4, tint=0.8))
        cell.font = Font(color=Color(theme=3))
        cell = sheet.cell(14, 1, "Indexed colours")
        cell.font = Font(color=Color(indexed=64))
        cell.fill = PatternFill("solid", fgColor=Color(indexed=43))
        data.conditional_formatting.add("B5:B7", ColorScaleRule(
            start_type="min", start_color="FFFFFF", end_type="max", end_color="63BE7B"))
        data.conditional_formatting.add("C5:C7", DataBarRule("min", 0, "max", 9, color="638EC6"))
        data.conditional_formatting.add("B5:B7", CellIsRule(
            operator="lessThan", formula=["0"], font=Font(color="9C0006"),
            fill=PatternFill(bgColor="FFC7CE")))
        for cell in data["B"][4:]:
            cell.number_format = "#,##0.00;[Red]-#,##0.00"
        data.column_dimensions.group("H", "XFD", hidden=True)
    data.add_table(table)
    book.save(path)


def with_xlsxwriter(path, kind):
    import xlsxwriter

    book = xlsxwriter.Workbook(path)
    if kind == "plain":
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, HEADERS)
        for i, row in enumerate(ROWS):
            sheet.write_row(i + 1, 0, row)
        sheet.add_table(0, 0, 3, 2, {"columns": [{"header": h} for h in HEADERS]})
        chart = book.add_chart({"type": "column"})
        chart.add_series({"values": "=Sheet1!$B$1:$B$4"})
        sheet.insert_chart("E2", chart)
        sheet.write_url("H1", "https://example.org/")
        sheet.write_url("H2", "internal:Nowhere!A1", string="here")
        book.close()
        return
    book.set_properties({"title": "Maturity of counties", "author": "An agency"})
    cover, data = book.add_worksheet("Cover"), book.add_worksheet("Scores")
    cover.write("A1", "Maturity of counties", book.add_format({"bold": True, "font_size": 16}))
    cover.write_url("A2", "internal:'Scores'!A1", string="Go to the scores")
    data.write("A1", "Scores")
    data.write("A2", "The score of each county, in per cent")
    data.set_column("A:A", 20)
    number = book.add_format({"num_format": "0.0"})
    data.add_table(3, 0, 6, 2, {"name": "scores", "autofilter": False, "data": ROWS,
                                "columns": [{"header": HEADERS[0]},
                                            {"header": HEADERS[1], "format": number},
                                            {"header": HEADERS[2]}]})
    chart = book.add_chart({"type": "column"})
    chart.add_series({"name": "Score", "categories": "=Scores!$A$5:$A$7",
                      "values": "=Scores!$B$5:$B$7"})
    chart.set_title({"name": "Scores of counties"})
    chart.set_x_axis({"name": "County"})
    chart.set_y_axis({"name": "Score, per cent"})
    data.insert_chart("E2", chart, {"description": ALT})
    if kind == "template":
        white = book.add_format({"font_color": "white", "bg_color": "#1F4E79", "bold": True})
        cover.write("A4", "White on blue", white)
        data.conditional_format("B5:B7", {"type": "3_color_scale"})
        data.conditional_format("C5:C7", {"type": "data_bar"})
        data.conditional_format("B5:B7", {"type": "icon_set", "icon_style": "3_arrows"})
        cover.write_comment("A1", "A remark")
    book.close()


if __name__ == "__main__":
    {"openpyxl": with_openpyxl, "xlsxwriter": with_xlsxwriter}[sys.argv[1]](*sys.argv[2:4])
