/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What lies above a sheet's cells: pictures, charts, shapes (ECMA-376-1 20.5). */
#include "lint/find.h"
#include "lint/inside.h"

#include <string.h>

struct reader {
    struct lint_book *book;
    struct lint_sheet *sheet;
    struct relations relations;
    uint32_t row, column;              /* of the anchor */
    int from, group, fallback, object; /* depth of the element that is being read; 0: none */
    bool is_in_column, is_in_row, is_in_text;
};

static const struct {
    const char *name;
    enum object_kind kind;
} kinds[] = {{"pic", OBJECT_PICTURE},
             {"graphicFrame", OBJECT_CHART},
             {"sp", OBJECT_SHAPE},
             {"cxnSp", OBJECT_LINE},
             {"grpSp", OBJECT_GROUP}};

static enum status begin_object(struct reader *r, enum object_kind kind, int depth,
                                struct error *err)
{
    struct lint_sheet *sheet = r->sheet;
    struct lint_object *list = MORE(r->book, sheet->objects, sheet->n_objects,
                                    sheet->objects_capacity, struct lint_object);
    if (list == NULL)
        return error_memory(err);
    sheet->objects = list;
    list[sheet->n_objects++] = (struct lint_object){.kind = kind,
                                                    .name = "",
                                                    .alt = "",
                                                    .title = "",
                                                    .chart = "",
                                                    .row = r->row,
                                                    .column = r->column,
                                                    .is_inside = r->group > 0};
    if (kind == OBJECT_GROUP && r->group == 0)
        r->group = depth;
    else if (kind != OBJECT_GROUP)
        r->object = depth;
    return OK;
}

static struct lint_object *newest(const struct reader *r)
{
    return r->sheet->n_objects == 0 ? NULL : &r->sheet->objects[r->sheet->n_objects - 1];
}

static enum status describe(struct reader *r, const struct xml_element *element, struct error *err)
{
    struct lint_object *object = newest(r);
    if (object == NULL)
        return OK;
    TRY(keep(r->book, xml_attribute(element, "name"), &object->name, err));
    TRY(keep(r->book, xml_attribute(element, "descr"), &object->alt, err));
    object->is_decorative |= ooxml_is_yes(xml_attribute(element, "hidden"));
    return keep(r->book, xml_attribute(element, "title"), &object->title, err);
}

static enum status find_chart(struct reader *r, const struct xml_element *element,
                              struct error *err)
{
    struct lint_object *object = newest(r);
    const struct relation *relation = relation_by_id(&r->relations, ooxml_attribute(element, "id"));
    if (object == NULL || relation == NULL || strcmp(relation->type, "chart") != 0)
        return OK; /* the charts of later versions are of another kind */
    return part_is_there(r->book, r->sheet, relation->target)
               ? keep(r->book, relation->target, &object->chart, err)
               : OK;
}

static bool is_fallback(struct reader *r, const struct xml_element *element)
{
    if (r->fallback == 0 && is_element(element, "Fallback"))
        r->fallback = element->depth;
    return r->fallback > 0;
}

static enum status on_start(const struct xml_element *element, void *context, struct error *err)
{
    struct reader *r = context;
    if (is_fallback(r, element))
        return OK;
    if (element->depth == 2)
        r->row = r->column = 0;
    if (is_element(element, "from"))
        r->from = element->depth;
    r->is_in_column = r->from > 0 && is_element(element, "col");
    r->is_in_row = r->from > 0 && is_element(element, "row");
    r->is_in_text = r->object > 0 && is_element(element, "t");
    for (size_t i = 0; i < COUNT(kinds); i++)
        if (is_element(element, kinds[i].name) && r->object == 0)
            return begin_object(r, kinds[i].kind, element->depth, err);
    if (is_element(element, "cNvPr"))
        return describe(r, element, err);
    if (is_element(element, "decorative") && attribute_val(element) && newest(r) != NULL)
        newest(r)->is_decorative = true;
    if (is_element(element, "chart") && r->object > 0)
        return find_chart(r, element, err);
    return OK;
}

/* A number from 0 as one from 1. */
static uint32_t from_one(const char *text, uint32_t most)
{
    uint32_t number = 0;
    for (; *text >= '0' && *text <= '9' && number <= most; text++)
        number = number * 10 + (uint32_t)(*text - '0');
    return number < most ? number + 1 : most;
}

static enum status on_text(const char *text, size_t n, void *context, struct error *err)
{
    struct reader *r = context;
    (void)n;
    (void)err;
    if (r->is_in_column)
        r->column = from_one(text, OOXML_COLUMNS);
    if (r->is_in_row)
        r->row = from_one(text, OOXML_ROWS);
    if (r->is_in_text && !lint_is_blank(text))
        newest(r)->has_text = true;
    return OK;
}

static enum status on_end(const struct xml_element *element, void *context, struct error *err)
{
    struct reader *r = context;
    (void)err;
    r->is_in_column = r->is_in_row = r->is_in_text = false;
    if (element->depth == r->from)
        r->from = 0;
    if (element->depth == r->object)
        r->object = 0;
    if (element->depth == r->group)
        r->group = 0;
    if (element->depth == r->fallback)
        r->fallback = 0;
    return OK;
}

enum status lint_read_drawing(struct lint_book *book, struct lint_sheet *sheet, const char *part,
                              struct error *err)
{
    struct reader reader = {.book = book, .sheet = sheet};
    TRY(relations_read(book, part, &reader.relations, err));
    return part_read(
        book, part,
        (struct xml_options){.start = on_start, .end = on_end, .text = on_text, .context = &reader},
        err);
}
