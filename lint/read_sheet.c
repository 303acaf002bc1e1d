/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A sheet: its cells, what stands around them, and the parts it points at (ECMA-376-1 18.3). */
#include "lint/find.h"
#include "lint/read_cells.h"

#include <string.h>

struct reader {
    struct cells_reader cells; /* with the book and the sheet */
    struct relations relations;
    struct gathered furniture;
    const char *areas; /* of the conditional formats being read */
    size_t n_parts;
    int skipped; /* depth of an element that is passed over; 0: none */
    bool is_in_furniture;
    const char *drawing;
    const char **tables;
    size_t n_tables, tables_capacity;
};

/* --- view and layout ------------------------------------------------------------------------- */

static enum status see_selection(struct reader *r, const struct xml_element *element,
                                 struct error *err)
{
    struct lint_sheet *sheet = r->cells.sheet;
    return keep(r->cells.book, xml_attribute(element, "activeCell"), &sheet->cursor, err);
}

static enum status see_view(struct reader *r, const struct xml_element *element, struct error *err)
{
    struct lint_sheet *sheet = r->cells.sheet;
    const char *corner = xml_attribute(element, "topLeftCell"),
               *state = xml_attribute(element, "state");
    if (is_element(element, "sheetView"))
        sheet->is_scrolled = corner != NULL && strcmp(corner, "A1") != 0;
    else if (is_element(element, "pane"))
        sheet->is_frozen = state != NULL && strncmp(state, "frozen", 6) == 0;
    else if (is_element(element, "selection"))
        return see_selection(r, element, err);
    return OK;
}

static enum status add_columns(struct reader *r, const struct xml_element *element,
                               struct error *err)
{
    struct lint_sheet *sheet = r->cells.sheet;
    struct lint_columns *list = MORE(r->cells.book, sheet->columns, sheet->n_columns,
                                     sheet->columns_capacity, struct lint_columns);
    const long first = attribute_long(element, "min", 0), last = attribute_long(element, "max", 0);
    if (list == NULL)
        return error_memory(err);
    sheet->columns = list;
    if (first < 1 || last < first || last > OOXML_COLUMNS)
        return OK;
    list[sheet->n_columns++] = (struct lint_columns){
        .first = (uint32_t)first,
        .last = (uint32_t)last,
        .width = attribute_double(element, "width", sheet->default_width),
        .is_hidden = ooxml_is_yes(xml_attribute(element, "hidden")),
    };
    return OK;
}

static void see_layout(struct lint_sheet *sheet, const struct xml_element *element)
{
    enum { PADDING = 5, DIGIT = 7 }; /* pixels, of the usual font */
    const char *orientation = xml_attribute(element, "orientation");
    if (is_element(element, "sheetFormatPr")) {
        const double base = attribute_double(element, "baseColWidth", 8);
        sheet->default_width =
            attribute_double(element, "defaultColWidth", base + (double)PADDING / DIGIT);
    } else if (is_element(element, "pageSetUpPr")) {
        sheet->fits_page = ooxml_is_yes(xml_attribute(element, "fitToPage"));
    } else if (is_element(element, "pageSetup")) {
        sheet->is_landscape = orientation != NULL && strcmp(orientation, "landscape") == 0;
    } else if (is_element(element, "sheetProtection")) {
        sheet->is_protected = ooxml_is_yes(xml_attribute(element, "sheet"));
    }
}

/* --- what lies on the cells ------------------------------------------------------------------ */

static enum status add_merged(struct reader *r, const struct xml_element *element,
                              struct error *err)
{
    struct lint_sheet *sheet = r->cells.sheet;
    const char *area = xml_attribute(element, "ref");
    struct lint_area *list = MORE(r->cells.book, sheet->merged, sheet->n_merged,
                                  sheet->merged_capacity, struct lint_area);
    if (list == NULL)
        return error_memory(err);
    sheet->merged = list;
    if (area != NULL && lint_read_area(area, &list[sheet->n_merged]) != NULL)
        sheet->n_merged++;
    return OK;
}

static enum status add_link(struct reader *r, const struct xml_element *element, struct error *err)
{
    struct lint_book *book = r->cells.book;
    struct lint_sheet *sheet = r->cells.sheet;
    const char *area = xml_attribute(element, "ref"), *id = ooxml_attribute(element, "id");
    const struct relation *relation = relation_by_id(&r->relations, id);
    struct lint_link *list =
        MORE(book, sheet->links, sheet->n_links, sheet->links_capacity, struct lint_link);
    if (list == NULL)
        return error_memory(err);
    sheet->links = list;
    struct lint_link *link = &list[sheet->n_links];
    *link = (struct lint_link){.target = relation == NULL ? "" : relation->target,
                               .is_lost = id != NULL && relation == NULL};
    if (area == NULL || lint_read_area(area, &link->area) == NULL)
        return OK;
    sheet->n_links++;
    return keep(book, xml_attribute(element, "location"), &link->place, err);
}

static enum status add_format(struct reader *r, const struct xml_element *element,
                              struct error *err)
{
    struct lint_book *book = r->cells.book;
    struct lint_sheet *sheet = r->cells.sheet;
    struct lint_format *list =
        MORE(book, sheet->formats, sheet->n_formats, sheet->formats_capacity, struct lint_format);
    if (list == NULL)
        return error_memory(err);
    sheet->formats = list;
    struct lint_format *format = &list[sheet->n_formats++];
    *format = (struct lint_format){.areas = r->areas == NULL ? "" : r->areas,
                                   .dxf = attribute_long(element, "dxfId", -1)};
    return keep(book, xml_attribute(element, "type"), &format->type, err);
}

static enum status see_format(struct reader *r, const struct xml_element *element,
                              struct error *err)
{
    struct lint_sheet *sheet = r->cells.sheet;
    const char *shows = xml_attribute(element, "showValue");
    if (is_element(element, "conditionalFormatting"))
        return keep(r->cells.book, xml_attribute(element, "sqref"), &r->areas, err);
    if (is_element(element, "cfRule"))
        return add_format(r, element, err);
    if ((is_element(element, "dataBar") || is_element(element, "iconSet")) &&
        sheet->n_formats > 0 && shows != NULL)
        sheet->formats[sheet->n_formats - 1].hides_value = !ooxml_is_yes(shows);
    return OK;
}

/* --- other parts ----------------------------------------------------------------------------- */

static enum status add_table(struct reader *r, const struct relation *relation, struct error *err)
{
    const char **list =
        MORE(r->cells.book, r->tables, r->n_tables, r->tables_capacity, const char *);
    if (list == NULL)
        return error_memory(err);
    r->tables = list;
    list[r->n_tables++] = relation->target;
    return OK;
}

static enum status see_part(struct reader *r, const struct xml_element *element, struct error *err)
{
    const struct relation *relation = relation_by_id(&r->relations, ooxml_attribute(element, "id"));
    if (relation == NULL || !part_is_there(r->cells.book, r->cells.sheet, relation->target))
        return OK;
    if (is_element(element, "drawing"))
        r->drawing = relation->target;
    else if (r->n_tables < archive_count(r->cells.book->archive))
        return add_table(r, relation, err);
    return OK;
}

/* --- elements -------------------------------------------------------------------------------- */

typedef enum status see(struct reader *r, const struct xml_element *element, struct error *err);

static const struct {
    const char *name;
    see *see;
} seen[] = {
    {"sheetView", see_view},
    {"pane", see_view},
    {"selection", see_view},
    {"col", add_columns},
    {"mergeCell", add_merged},
    {"hyperlink", add_link},
    {"conditionalFormatting", see_format},
    {"cfRule", see_format},
    {"dataBar", see_format},
    {"iconSet", see_format},
    {"drawing", see_part},
    {"tablePart", see_part},
};

/* What later versions have added stands beside what earlier ones understand. */
static bool is_skipped(struct reader *r, const struct xml_element *element)
{
    if (r->skipped == 0 && (is_element(element, "extLst") || is_element(element, "Fallback")))
        r->skipped = element->depth;
    return r->skipped > 0;
}

static enum status on_start(const struct xml_element *element, void *context, struct error *err)
{
    struct reader *r = context;
    if (r->cells.is_in_row || is_element(element, "row"))
        return cells_start(&r->cells, element, err);
    if (is_skipped(r, element))
        return OK;
    if (is_element(element, "headerFooter"))
        r->is_in_furniture = true;
    for (size_t i = 0; i < COUNT(seen); i++)
        if (is_element(element, seen[i].name))
            return seen[i].see(r, element, err);
    see_layout(r->cells.sheet, element);
    return OK;
}

static enum status on_text(const char *text, size_t n, void *context, struct error *err)
{
    struct reader *r = context;
    if (r->cells.is_in_row)
        return cells_text(&r->cells, text, n, err);
    return r->is_in_furniture ? gather(&r->furniture, text, n, err) : OK;
}

static enum status on_end(const struct xml_element *element, void *context, struct error *err)
{
    struct reader *r = context;
    if (element->depth == r->skipped)
        r->skipped = 0;
    if (is_element(element, "headerFooter"))
        r->is_in_furniture = false;
    return r->cells.is_in_row ? cells_end(&r->cells, element, err) : OK;
}

static enum status read_parts(struct reader *r, struct error *err)
{
    struct lint_book *book = r->cells.book;
    struct lint_sheet *sheet = r->cells.sheet;
    sheet->has_comments = relation_by_type(&r->relations, "comments") != NULL ||
                          relation_by_type(&r->relations, "threadedComment") != NULL;
    for (size_t i = 0; i < r->n_tables; i++)
        TRY(lint_read_table(book, sheet, r->tables[i], err));
    return r->drawing == NULL ? OK : lint_read_drawing(book, sheet, r->drawing, err);
}

enum status lint_read_sheet(struct lint_book *book, struct lint_sheet *sheet, struct error *err)
{
    struct reader reader = {.cells = {.book = book, .sheet = sheet}};
    sheet->default_width = 8 + 5.0 / 7;
    sheet->cursor = sheet->furniture = "";
    TRY(relations_read(book, sheet->part, &reader.relations, err));
    enum status status = part_read(
        book, sheet->part,
        (struct xml_options){.start = on_start, .end = on_end, .text = on_text, .context = &reader},
        err);
    if (status == OK)
        status = keep(book, gathered_text(&reader.furniture), &sheet->furniture, err);
    gathered_free(&reader.furniture);
    cells_free(&reader.cells);
    return status == OK ? read_parts(&reader, err) : status;
}
