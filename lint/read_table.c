/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A table of a sheet (ECMA-376-1 18.5). */
#include "lint/inside.h"

#include <string.h>

struct reader {
    struct lint_book *book;
    struct lint_table *table;
};

static enum status begin_table(struct reader *r, const struct xml_element *element,
                               struct error *err)
{
    struct lint_table *table = r->table;
    const char *name = xml_attribute(element, "displayName");
    const char *area = xml_attribute(element, "ref");
    const long headers = attribute_long(element, "headerRowCount", 1);
    const long totals = attribute_long(element, "totalsRowCount", 0);
    if (area == NULL || lint_read_area(area, &table->area) == NULL)
        table->area = (struct lint_area){0};
    table->header_rows = headers > 0 ? 1 : 0;
    table->total_rows = totals > 0 ? 1 : 0;
    return keep(r->book, name != NULL ? name : xml_attribute(element, "name"), &table->name, err);
}

static enum status add_column(struct reader *r, const struct xml_element *element,
                              struct error *err)
{
    struct lint_table *table = r->table;
    const char **list =
        MORE(r->book, table->columns, table->n_columns, table->columns_capacity, const char *);
    if (list == NULL)
        return error_memory(err);
    table->columns = list;
    return keep(r->book, xml_attribute(element, "name"), &list[table->n_columns++], err);
}

static enum status on_start(const struct xml_element *element, void *context, struct error *err)
{
    struct reader *r = context;
    if (element->depth == 1) /* later versions have another <table> in an extension */
        return begin_table(r, element, err);
    if (is_element(element, "tableColumn"))
        return add_column(r, element, err);
    if (is_element(element, "autoFilter"))
        r->table->has_filter = true;
    if (is_element(element, "filterColumn") && ooxml_is_yes(xml_attribute(element, "hiddenButton")))
        r->table->n_unbuttoned++;
    if (is_element(element, "tableStyleInfo"))
        return keep(r->book, xml_attribute(element, "name"), &r->table->style, err);
    return OK;
}

enum status lint_read_table(struct lint_book *book, struct lint_sheet *sheet, const char *part,
                            struct error *err)
{
    struct lint_table *list =
        MORE(book, sheet->tables, sheet->n_tables, sheet->tables_capacity, struct lint_table);
    if (list == NULL)
        return error_memory(err);
    sheet->tables = list;
    struct lint_table *table = &list[sheet->n_tables];
    *table = (struct lint_table){.name = "", .style = ""};
    struct reader reader = {book, table};
    TRY(part_read(book, part, (struct xml_options){.start = on_start, .context = &reader}, err));
    if (table->n_columns > 0 && table->n_unbuttoned >= table->n_columns)
        table->has_filter = false;
    if (table->area.top != 0) /* else it is no table */
        sheet->n_tables++;
    return OK;
}
