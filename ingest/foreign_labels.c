/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/foreign_labels.h"

#include "ingest/foreign.h"

#include <string.h>

struct joining {
    struct findings *found;
    struct place at; /* the file */
    const struct field *field;
    const struct foreign_column *column;
};

static bool is_choice(const struct codes *codes, uint16_t code)
{
    return code < codes->list->n;
}

/* What choices.csv calls the choice, in the default language. */
static const char *label_of(const struct codes *codes, uint16_t code)
{
    const struct choice *choice = &codes->list->choices[code];
    return choice->labels.text != NULL && choice->labels.text[0] != NULL ? choice->labels.text[0]
                                                                         : choice->name;
}

static void compare(const struct joining *j, const struct foreign_label *label, uint16_t by_value,
                    uint16_t by_label)
{
    const struct codes *codes = j->field->codes;
    const char *name = codes->list->name;
    if (is_choice(codes, by_label) && by_label != by_value)
        findings_add(j->found, FINDING_ERROR, "label_contradicts", j->at, NULL, j->field->name,
                     "%s of list '%s' is '%s' in the file, which choices.csv has as %s; cells are "
                     "read by their value",
                     label->value, name, label->label, codes->list->choices[by_label].name);
    else if (!is_choice(codes, by_label) && label->label[0] != '\0')
        findings_add(j->found, FINDING_WARNING, "label_differs", j->at, NULL, j->field->name,
                     "%s of list '%s' is '%s' in the file, but '%s' in choices.csv", label->value,
                     name, label->label, label_of(codes, by_value));
}

/* False when memory runs out, as below. */
static bool join_label(const struct joining *j, const struct foreign_label *label)
{
    struct codes *codes = j->field->codes;
    const uint16_t by_value = codes_find(codes, label->value, strlen(label->value));
    const uint16_t by_label = codes_find(codes, label->label, strlen(label->label));
    if (is_choice(codes, by_value)) {
        compare(j, label, by_value, by_label);
        return true;
    }
    if (by_value != CODE_UNKNOWN || !is_choice(codes, by_label))
        return true; /* the settings say why it is no answer; or nobody knows it */
    findings_add(j->found, FINDING_INFO, "read_by_label", j->at, NULL, j->field->name,
                 "%s is read as %s of list '%s', by its label '%s'", label->value,
                 codes->list->choices[by_label].name, codes->list->name, label->label);
    return codes_alias(codes, label->value, strlen(label->value), by_label);
}

static bool join_missing(const struct joining *j)
{
    struct codes *codes = j->field->codes;
    for (uint32_t i = 0; i < j->column->missing.n; i++) {
        const char *value = textset_text(&j->column->missing, i);
        if (codes_find(codes, value, strlen(value)) != CODE_UNKNOWN)
            continue;
        findings_add(j->found, FINDING_INFO, "user_missing", j->at, NULL, j->field->name,
                     "%s is declared missing in the file and counts as no answer to %s; "
                     "choices.csv or 'missing_codes' can say why",
                     value, j->field->name);
        if (!codes_alias(codes, value, strlen(value), WIDE_MISSING(MISSING_NO_ANSWER)))
            return false;
    }
    return true;
}

/* Whether an earlier field has the same list and the same labels: then all was said. */
static bool is_said(const struct fields *fields, const struct foreign *foreign, size_t i)
{
    const struct field *field = &fields->list[i];
    for (size_t k = 0; k < i; k++) {
        const struct field *before = &fields->list[k];
        if (before->kind == FIELD_CHOICE && before->codes == field->codes && before->cell >= 0 &&
            foreign->columns[before->cell].labels == foreign->columns[field->cell].labels)
            return true;
    }
    return false;
}

static void say_missing_numbers(const struct joining *j)
{
    for (uint32_t i = 0; i < j->column->missing.n; i++)
        findings_add(j->found, FINDING_INFO, "user_missing", j->at, NULL, j->field->name,
                     "%s is declared missing in the file and counts as no answer to %s",
                     textset_text(&j->column->missing, i), j->field->name);
}

enum status foreign_labels_join(const struct rows *rows, struct fields *fields,
                                struct findings *found, struct error *err)
{
    const struct foreign *foreign = rows_foreign(rows);
    for (size_t i = 0; foreign != NULL && foreign->columns != NULL && i < fields->n; i++) {
        struct field *field = &fields->list[i];
        if (field->cell < 0 || (size_t)field->cell >= foreign->n_columns)
            continue;
        const struct joining j = {
            found, {rows_path(rows), 0, field->cell + 1}, field, &foreign->columns[field->cell]};
        bool is_well = true;
        if (field->kind == FIELD_CHOICE) {
            for (size_t k = 0; k < j.column->n_labels && is_well && !is_said(fields, foreign, i);
                 k++)
                is_well = join_label(&j, &j.column->labels[k]);
            is_well = is_well && join_missing(&j);
        } else if (j.column->missing.n > 0) {
            field->missing = &j.column->missing;
            say_missing_numbers(&j);
        }
        if (!is_well)
            return error_memory(err);
    }
    return found->is_out_of_memory ? error_memory(err) : OK;
}
