/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "lint/inside.h"

#include "base/text.h"
#include "lint/find.h"

#include <stdlib.h>
#include <string.h>

/* Parts that many others point at are read anew each time: in all, no more than this. */
static const uint64_t most_bytes = UINT64_C(4) << 30U;

/* --- parts ----------------------------------------------------------------------------------- */

bool part_is_there(struct lint_book *book, const struct lint_sheet *sheet, const char *part)
{
    const struct archive_entry *entry = archive_find(book->archive, part);
    if (entry != NULL && !entry->is_folder)
        return true;
    lint_add(book->report, RULE_PART_MISSING, sheet, (struct lint_area){0}, "%s",
             lint_quote(book->report, part));
    return false;
}

enum status part_read(struct lint_book *book, const char *part, struct xml_options options,
                      struct error *err)
{
    const struct archive_entry *entry = archive_find(book->archive, part);
    if (entry != NULL)
        book->n_bytes += entry->size;
    if (book->n_bytes > most_bytes)
        return error_at(err, ERR_READ, (struct place){archive_path(book->archive), 0, 0}, "%s",
                        _("its parts point at each other so often that it would not end"));
    return ooxml_read(book->archive, part, options, err);
}

/* --- relationships --------------------------------------------------------------------------- */

struct relations_reader {
    struct lint_book *book;
    const char *part;
    struct relations *out;
};

static const char *last_step(const char *type)
{
    const char *slash = strrchr(type, '/');
    return slash == NULL ? type : slash + 1;
}

static enum status on_relation(const struct xml_element *element, void *context, struct error *err)
{
    struct relations_reader *r = context;
    struct relations *out = r->out;
    const char *id = xml_attribute(element, "Id"), *type = xml_attribute(element, "Type");
    const char *target = xml_attribute(element, "Target");
    const char *mode = xml_attribute(element, "TargetMode");
    if (!is_element(element, "Relationship") || id == NULL || type == NULL || target == NULL)
        return OK;
    struct relation *list = MORE(r->book, out->list, out->n, out->capacity, struct relation);
    if (list == NULL)
        return error_memory(err);
    out->list = list;
    struct relation *one = &list[out->n++];
    *one = (struct relation){.is_outside = mode != NULL && strcmp(mode, "External") == 0};
    one->id = arena_text(r->book->arena, id);
    one->type = arena_text(r->book->arena, last_step(type));
    one->target = one->is_outside ? arena_text(r->book->arena, target)
                                  : ooxml_target(r->book->arena, r->part, target);
    return one->id == NULL || one->type == NULL || one->target == NULL ? error_memory(err) : OK;
}

enum status relations_read(struct lint_book *book, const char *part, struct relations *out,
                           struct error *err)
{
    const char *slash = strrchr(part, '/');
    const int n = slash == NULL ? 0 : (int)(slash - part) + 1;
    const char *path = arena_print(book->arena, "%.*s_rels/%s.rels", n, part, part + n);
    struct relations_reader reader = {book, part, out};
    *out = (struct relations){0};
    if (path == NULL)
        return error_memory(err);
    if (archive_find(book->archive, path) == NULL)
        return OK;
    return part_read(book, path, (struct xml_options){.start = on_relation, .context = &reader},
                     err);
}

const struct relation *relation_by_id(const struct relations *relations, const char *id)
{
    for (size_t i = 0; id != NULL && i < relations->n; i++)
        if (strcmp(relations->list[i].id, id) == 0)
            return &relations->list[i];
    return NULL;
}

const struct relation *relation_by_type(const struct relations *relations, const char *type)
{
    for (size_t i = 0; i < relations->n; i++)
        if (strcmp(relations->list[i].type, type) == 0)
            return &relations->list[i];
    return NULL;
}

/* --- texts ----------------------------------------------------------------------------------- */

enum status gather(struct gathered *to, const char *text, size_t n, struct error *err)
{
    if (to->n + n + 1 > to->capacity) {
        const size_t capacity = 2 * (to->n + n) + 256;
        char *larger = realloc(to->at, capacity);
        if (larger == NULL)
            return error_memory(err);
        to->at = larger;
        to->capacity = capacity;
    }
    memcpy(to->at + to->n, text, n);
    to->n += n;
    return OK;
}

const char *gathered_text(struct gathered *from)
{
    if (from->n == 0)
        return "";
    from->at[from->n] = '\0';
    return from->at;
}

void gathered_free(struct gathered *from)
{
    free(from->at);
    *from = (struct gathered){0};
}

enum status keep(struct lint_book *book, const char *text, const char **out, struct error *err)
{
    *out = "";
    if (text == NULL || text[0] == '\0')
        return OK;
    char *copy = arena_text(book->arena, text);
    if (copy == NULL)
        return error_memory(err);
    ooxml_unescape(copy);
    *out = copy;
    return OK;
}

enum status keep_text(struct lint_book *book, const char *text, bool is_raised, uint32_t *out,
                      struct error *err)
{
    struct lint_text *texts =
        MORE(book, book->texts, book->n_texts, book->texts_capacity, struct lint_text);
    if (texts == NULL)
        return error_memory(err);
    book->texts = texts;
    struct lint_text *one = &texts[book->n_texts];
    one->is_raised = is_raised;
    TRY(keep(book, text, &one->text, err));
    *out = (uint32_t)book->n_texts++;
    return OK;
}

/* --- elements -------------------------------------------------------------------------------- */

bool is_element(const struct xml_element *element, const char *name)
{
    return strcmp(element->name, name) == 0;
}

long attribute_long(const struct xml_element *element, const char *name, long otherwise)
{
    const char *text = xml_attribute(element, name);
    char *end = NULL;
    const long number = text == NULL ? otherwise : strtol(text, &end, 10);
    return text != NULL && (end == text || *end != '\0') ? otherwise : number;
}

double attribute_double(const struct xml_element *element, const char *name, double otherwise)
{
    const char *text = xml_attribute(element, name);
    double number = 0;
    return text != NULL && text_number(text, strlen(text), '.', &number) ? number : otherwise;
}

bool attribute_val(const struct xml_element *element)
{
    const char *text = xml_attribute(element, "val");
    return text == NULL || ooxml_is_yes(text);
}
