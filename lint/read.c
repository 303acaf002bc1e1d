/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A workbook as a whole: its properties, its sheets, its names (ECMA-376-1 18.2, ECMA-376-2 11). */
#include "base/text.h"
#include "lint/colour.h"
#include "lint/find.h"
#include "lint/inside.h"

#include <stdlib.h>
#include <string.h>

/* --- properties ------------------------------------------------------------------------------ */

struct properties {
    struct lint_book *book;
    struct gathered text;
    const char **what; /* is being read; NULL: nothing that is wanted */
};

static enum status on_property(const struct xml_element *element, void *context, struct error *err)
{
    struct properties *p = context;
    (void)err;
    const bool is_core = element->depth == 2;
    p->text.n = 0;
    p->what = NULL;
    if (is_core && is_element(element, "title"))
        p->what = &p->book->title;
    else if (is_core && is_element(element, "language"))
        p->what = &p->book->language;
    else if (is_core && is_element(element, "creator"))
        p->what = &p->book->creator;
    return OK;
}

static enum status on_property_text(const char *text, size_t n, void *context, struct error *err)
{
    struct properties *p = context;
    return p->what != NULL ? gather(&p->text, text, n, err) : OK;
}

static enum status on_property_end(const struct xml_element *element, void *context,
                                   struct error *err)
{
    struct properties *p = context;
    (void)element;
    const char **what = p->what;
    p->what = NULL;
    return what != NULL ? keep(p->book, gathered_text(&p->text), what, err) : OK;
}

static enum status read_properties(struct lint_book *book, const char *part, struct error *err)
{
    struct properties properties = {.book = book};
    if (!part_is_there(book, NULL, part))
        return OK;
    const enum status status = part_read(book, part,
                                         (struct xml_options){.start = on_property,
                                                              .end = on_property_end,
                                                              .text = on_property_text,
                                                              .context = &properties},
                                         err);
    gathered_free(&properties.text);
    return status;
}

/* --- sheets and names ------------------------------------------------------------------------ */

struct reader {
    struct lint_book *book;
    struct gathered text;
    bool is_in_name;
};

static enum status add_sheet(struct lint_book *book, const struct xml_element *element,
                             struct error *err)
{
    const char *state = xml_attribute(element, "state");
    struct lint_sheet *list =
        MORE(book, book->sheets, book->n_sheets, book->sheets_capacity, struct lint_sheet);
    if (list == NULL)
        return error_memory(err);
    book->sheets = list;
    if (book->n_sheets >= archive_count(book->archive))
        return error_at(err, ERR_READ, element->at, "%s", _("it lists more sheets than it holds"));
    struct lint_sheet *sheet = &list[book->n_sheets++];
    *sheet = (struct lint_sheet){.part = "",
                                 .cursor = "",
                                 .furniture = "",
                                 .is_hidden = state != NULL && strcmp(state, "visible") != 0};
    TRY(keep(book, xml_attribute(element, "name"), &sheet->name, err));
    sheet->folded = text_folded(book->arena, sheet->name);
    return sheet->folded == NULL
               ? error_memory(err)
               : keep(book, ooxml_attribute(element, "id"), &sheet->relation, err);
}

static enum status add_name(struct reader *r, const struct xml_element *element, struct error *err)
{
    struct lint_book *book = r->book;
    struct lint_name *list =
        MORE(book, book->names, book->n_names, book->names_capacity, struct lint_name);
    if (list == NULL)
        return error_memory(err);
    book->names = list;
    struct lint_name *name = &list[book->n_names++];
    *name = (struct lint_name){.refers = "",
                               .sheet = attribute_long(element, "localSheetId", -1),
                               .is_hidden = ooxml_is_yes(xml_attribute(element, "hidden"))};
    r->is_in_name = true;
    r->text.n = 0;
    return keep(book, xml_attribute(element, "name"), &name->name, err);
}

static enum status on_book(const struct xml_element *element, void *context, struct error *err)
{
    struct reader *r = context;
    struct lint_book *book = r->book;
    if (is_element(element, "sheet") && element->depth == 3)
        return add_sheet(book, element, err);
    if (is_element(element, "definedName"))
        return add_name(r, element, err);
    if (is_element(element, "workbookProtection"))
        book->is_protected = ooxml_is_yes(xml_attribute(element, "lockStructure"));
    if (is_element(element, "workbookView") && book->active_sheet == 0)
        book->active_sheet = (uint32_t)attribute_long(element, "activeTab", 0);
    return OK;
}

static enum status on_book_text(const char *text, size_t n, void *context, struct error *err)
{
    struct reader *r = context;
    return r->is_in_name ? gather(&r->text, text, n, err) : OK;
}

static enum status on_book_end(const struct xml_element *element, void *context, struct error *err)
{
    struct reader *r = context;
    if (!r->is_in_name || !is_element(element, "definedName"))
        return OK;
    r->is_in_name = false;
    return keep(r->book, gathered_text(&r->text), &r->book->names[r->book->n_names - 1].refers,
                err);
}

static enum status read_main(struct lint_book *book, struct error *err)
{
    struct reader reader = {.book = book};
    const enum status status = part_read(
        book, book->main,
        (struct xml_options){
            .start = on_book, .end = on_book_end, .text = on_book_text, .context = &reader},
        err);
    gathered_free(&reader.text);
    return status;
}

/* --- the parts that the workbook points at --------------------------------------------------- */

static void find_sheets(struct lint_book *book, const struct relations *relations)
{
    for (size_t i = 0; i < book->n_sheets; i++) {
        struct lint_sheet *sheet = &book->sheets[i];
        const struct relation *relation = relation_by_id(relations, sheet->relation);
        if (relation == NULL)
            lint_add(book->report, RULE_PART_MISSING, sheet, (struct lint_area){0}, "%s",
                     lint_quote(book->report, sheet->relation));
        else if (part_is_there(book, sheet, relation->target))
            sheet->part = relation->target;
        sheet->is_cells = relation != NULL && strcmp(relation->type, "worksheet") == 0;
    }
}

typedef enum status read_part(struct lint_book *book, const char *part, struct error *err);

static enum status read_by_type(struct lint_book *book, const struct relations *relations,
                                const char *type, read_part *read, struct error *err)
{
    const struct relation *relation = relation_by_type(relations, type);
    return relation != NULL && part_is_there(book, NULL, relation->target)
               ? read(book, relation->target, err)
               : OK;
}

static enum status read_sheets(struct lint_book *book, struct error *err)
{
    for (size_t i = 0; i < book->n_sheets; i++)
        if (book->sheets[i].part[0] != '\0')
            TRY(lint_read_sheet(book, &book->sheets[i], err));
    return OK;
}

/* Black and white first and second: what all programs begin with. */
static void begin_colours(struct lint_book *book)
{
    for (size_t i = 0; i < COUNT(book->theme); i++)
        book->theme[i] = COLOUR_UNKNOWN;
    book->theme[0] = 0x000000;
    book->theme[1] = 0xFFFFFF;
    book->font_size = 11;
    colour_palette(book);
}

static enum status find_main(struct lint_book *book, struct error *err)
{
    struct relations package = {0};
    TRY(relations_read(book, "", &package, err));
    const struct relation *main = relation_by_type(&package, "officeDocument");
    const struct relation *core = relation_by_type(&package, "core-properties");
    book->main = main == NULL ? "xl/workbook.xml" : main->target;
    return core == NULL ? OK : read_properties(book, core->target, err);
}

enum status lint_read(struct lint_book *book, struct error *err)
{
    struct relations relations;
    book->title = book->language = book->creator = "";
    begin_colours(book);
    TRY(find_main(book, err));
    TRY(read_main(book, err));
    TRY(relations_read(book, book->main, &relations, err));
    book->has_macros = relation_by_type(&relations, "vbaProject") != NULL;
    for (size_t i = 0; i < relations.n; i++)
        book->n_external += strcmp(relations.list[i].type, "externalLink") == 0 ? 1 : 0;
    find_sheets(book, &relations);
    TRY(read_by_type(book, &relations, "sharedStrings", lint_read_strings, err));
    TRY(read_by_type(book, &relations, "theme", lint_read_theme, err));
    TRY(read_by_type(book, &relations, "styles", lint_read_styles, err));
    if (book->n_sheets == 0)
        return error_at(err, ERR_READ, (struct place){archive_path(book->archive), 0, 0}, "%s",
                        _("the workbook has no sheets"));
    return read_sheets(book, err);
}

void lint_forget(struct lint_book *book)
{
    for (size_t i = 0; i < book->n_sheets; i++) {
        free(book->sheets[i].cells);
        book->sheets[i].cells = NULL;
        book->sheets[i].n_cells = 0;
    }
}
