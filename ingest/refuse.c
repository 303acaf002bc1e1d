/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/refuse.h"

#include "base/text.h"
#include "ingest/number.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

struct place reading_place(const struct cell_reading *reading, int cell)
{
    return (struct place){reading->wave->answers_path, reading->row->cells[cell].line, cell + 1};
}

static const char *key_of(const struct cell_reading *reading)
{
    return reading->batch->key[reading->batch->n_rows].text;
}

/* " (did you mean 'x'?)" for lists of words; "" when nothing is near. */
static const char *hint(const struct cell_reading *reading, const char *quote)
{
    const struct choice_list *list = reading->field->codes->list;
    struct arena *arena = &reading->batch->log.arena;
    if (list->are_names_integers)
        return "";
    const char **names = arena_array(arena, list->n, const char *);
    if (names == NULL) {
        reading->batch->is_out_of_memory = true;
        return "";
    }
    for (size_t i = 0; i < list->n; i++)
        names[i] = list->choices[i].name;
    const char *near = text_nearest(quote, names, list->n);
    const char *text = near == NULL ? "" : arena_print(arena, "; did you mean '%s'?", near);
    reading->batch->is_out_of_memory |= text == NULL;
    return text == NULL ? "" : text;
}

void refuse_choice(const struct cell_reading *reading, int cell, const char *text, size_t n,
                   uint16_t code)
{
    const struct field *field = reading->field;
    const char *quote = log_quote(&reading->batch->log, text, n);
    if (code == CODE_AMBIGUOUS)
        findings_add(&reading->batch->log.found, FINDING_ERROR, "ambiguous_label",
                     reading_place(reading, cell), key_of(reading), field->name,
                     "'%s' is the label of more than one answer to %s (want its name: %s)", quote,
                     field->name, field->wanted);
    else
        findings_add(&reading->batch->log.found, FINDING_ERROR, "not_an_answer",
                     reading_place(reading, cell), key_of(reading), field->name,
                     "'%s' is not an answer to %s (want %s)%s", quote, field->name, field->wanted,
                     hint(reading, quote));
}

void refuse_value(const struct cell_reading *reading, const char *text, size_t n, char decimal)
{
    const struct field *field = reading->field;
    const struct place at = reading_place(reading, field->cell);
    struct findings *found = &reading->batch->log.found;
    const char *quote = log_quote(&reading->batch->log, text, n);
    double value;
    if (field->kind == FIELD_INTEGER && text_number(text, n, decimal, &value) &&
        fabs(value) >= WHOLE_LIMIT)
        findings_add(found, FINDING_ERROR, "not_a_number", at, key_of(reading), field->name,
                     "'%s' is too large for %s (at most %.0f)", quote, field->name,
                     WHOLE_LIMIT - 1);
    else if (field->kind == FIELD_INTEGER)
        findings_add(found, FINDING_ERROR, "not_a_number", at, key_of(reading), field->name,
                     "'%s' is not a whole number, which %s wants", quote, field->name);
    else if (field->kind == FIELD_DATE)
        findings_add(found, FINDING_ERROR, "not_a_date", at, key_of(reading), field->name,
                     "'%s' is not a date, which %s wants (as 2022-12-09)", quote, field->name);
    else
        findings_add(found, FINDING_ERROR, "not_a_number", at, key_of(reading), field->name,
                     decimal == ','
                         ? "'%s' is not a number, which %s wants (as 12,5: with decimal comma)"
                         : "'%s' is not a number, which %s wants (as 12.5: with decimal point)",
                     quote, field->name);
}

void warn_missing_with_others(const struct cell_reading *reading, const struct choice *choice)
{
    findings_add(&reading->batch->log.found, FINDING_WARNING, "missing_with_others",
                 reading_place(reading, reading->field->cell), key_of(reading),
                 reading->field->name,
                 "'%s' says there is no answer to %s, but others are chosen too", choice->name,
                 reading->field->name);
}

void tell_decimals(const struct cell_reading *reading)
{
    const struct cell *cell = &reading->row->cells[reading->field->cell];
    reading->field->codes->decimals = DECIMALS_TOLD;
    findings_add(&reading->batch->log.found, FINDING_INFO, "whole_numbers",
                 reading_place(reading, reading->field->cell), NULL, reading->field->name,
                 "'%s' is read as the whole number it is, here and wherever the answers are of "
                 "the list '%s'",
                 log_quote(&reading->batch->log, cell->text, cell->n),
                 reading->field->codes->list->name);
}

/* A share beside per cents is told when the second of them comes. */
static bool is_mixed(const struct field *field, unsigned ways)
{
    return ((field->ways | ways) & (NUMBER_PERCENT | NUMBER_IS_SHARE)) ==
           (NUMBER_PERCENT | NUMBER_IS_SHARE);
}

void tell_number(const struct cell_reading *reading, unsigned ways, double value)
{
    const struct field *field = reading->field;
    struct findings *found = &reading->batch->log.found;
    const struct place at = reading_place(reading, field->cell);
    const struct cell *cell = &reading->row->cells[field->cell];
    const char *quote = log_quote(&reading->batch->log, cell->text, cell->n);
    char number[32];
    snprintf(number, sizeof number, "%.15g", value);
    if (is_mixed(field, ways) && !is_mixed(field, 0))
        findings_add(found, FINDING_WARNING, "mixed_percent", at, key_of(reading), field->name,
                     "%s has both shares and numbers with '%%', and each is read as it is written: "
                     "here '%s' as %s",
                     field->name, quote, number);
    else if (ways != NUMBER_IS_SHARE)
        findings_add(found, FINDING_INFO, (ways & NUMBER_PERCENT) != 0 ? "percent" : "thousands",
                     at, NULL, field->name, "'%s' is read as %s, and likewise elsewhere in %s",
                     quote, number, field->name);
}

void tell_time(const struct cell_reading *reading)
{
    const struct cell *cell = &reading->row->cells[reading->field->cell];
    findings_add(&reading->batch->log.found, FINDING_INFO, "time_of_day",
                 reading_place(reading, reading->field->cell), NULL, reading->field->name,
                 "of '%s' only the day is kept, here and elsewhere in %s",
                 log_quote(&reading->batch->log, cell->text, cell->n), reading->field->name);
}
