/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/conclude.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>

enum status conclude_decimal(const struct look *look, char said, char *mark, struct error *err)
{
    const struct fields *fields = look->fields;
    *mark = said;
    if (said != '\0')
        return OK;
    bool *is_number = calloc(look->n_cells, sizeof *is_number);
    if (is_number == NULL)
        return error_memory(err);
    for (size_t i = 0; i < fields->n; i++)
        if (fields->list[i].kind == FIELD_INTEGER || fields->list[i].kind == FIELD_DECIMAL)
            is_number[fields->list[i].cell] = true;
    const struct decimal decimal = peek_decimal(look->peek, is_number, look->n_cells);
    free(is_number);
    *mark = decimal.mark;
    tell_decimal(look->found, &decimal);
    return OK;
}

/* Whether the text is that label and neither the choice's name nor one in an earlier language. */
static bool is_label(const struct choice *choice, const char *text, size_t n, size_t language)
{
    if (strlen(choice->name) == n && memcmp(choice->name, text, n) == 0)
        return false;
    for (size_t k = 0; k <= language && choice->labels.text != NULL; k++) {
        const char *label = choice->labels.text[k];
        if (label != NULL && strlen(label) == n && memcmp(label, text, n) == 0)
            return k == language;
    }
    return false;
}

/* The first row from `row` on whose answer to the field is a label in that language. */
static bool find_label(const struct look *look, const struct field *field, size_t language,
                       struct place *at)
{
    const struct row *row;
    for (size_t i = 0; (row = peek_row(look->peek, i)) != NULL; i++) {
        if (row->fault != NULL || row->n_cells <= (size_t)field->cell)
            continue;
        size_t n;
        const struct cell *cell = &row->cells[field->cell];
        const char *text = cell_trimmed(cell, &n);
        const uint16_t code = codes_known(field->codes, text, n);
        if (code >= field->codes->list->n ||
            !is_label(&field->codes->list->choices[code], text, n, language))
            continue;
        *at = (struct place){at->file, cell->line, field->cell + 1};
        return true;
    }
    return false;
}

void conclude_languages(const struct look *look, const struct form *form)
{
    for (size_t language = 0; language < form->n_languages; language++) {
        struct place at = {peek_path(look->peek), 0, 0};
        const struct field *field = NULL;
        for (size_t i = 0; i < look->fields->n && field == NULL; i++)
            if (look->fields->list[i].kind == FIELD_CHOICE &&
                find_label(look, &look->fields->list[i], language, &at))
                field = &look->fields->list[i];
        if (field != NULL)
            findings_add(look->found, FINDING_INFO, "labels", at, NULL, field->name,
                         form->languages[language][0] == '\0'
                             ? "answers are known by their labels%s, as this one to %s"
                             : "answers are known by their labels in %s, as this one to %s",
                         form->languages[language], field->name);
    }
}
