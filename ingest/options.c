/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/options.h"

#include "base/text.h"

#include <string.h>
#include <strings.h>

enum flag { FLAG_CHOSEN, FLAG_NOT_CHOSEN, FLAG_ABSENT, FLAG_UNKNOWN };

static void set_all(const struct cell_reading *reading, uint8_t code)
{
    for (size_t i = 0; i < reading->field->codes->list->n; i++)
        reading->field->memory[i].code[reading->index] = code;
}

static void choose(const struct cell_reading *reading, size_t option)
{
    reading->field->memory[option].code[reading->index] = 1;
}

static bool is_chosen(const struct cell_reading *reading, size_t option)
{
    return reading->field->memory[option].code[reading->index] == 1;
}

/* The next of the names that are separated by blanks; its length in *n, 0 after the last. */
static const char *next_name(const char *text, const char *end, size_t *n)
{
    static const char blanks[] = " \t\r\n";
    while (text < end && strchr(blanks, *text) != NULL)
        text++;
    const size_t length = strcspn(text, blanks), left = (size_t)(end - text);
    *n = length < left ? length : left;
    return text;
}

/* Whether all are names or labels as they stand. */
static bool are_names(const struct codes *codes, const char *text, const char *end)
{
    size_t n;
    for (const char *name = next_name(text, end, &n); n > 0; name = next_name(name + n, end, &n))
        if (codes_known(codes, name, n) >= codes->list->n)
            return false;
    return true;
}

static enum missing read_names(const struct cell_reading *reading, const char *text,
                               const char *end)
{
    struct codes *codes = reading->field->codes;
    size_t n;
    for (const char *name = next_name(text, end, &n); n > 0; name = next_name(name + n, end, &n)) {
        const uint16_t code = codes_find_part(codes, name, n);
        if (code >= codes->list->n) {
            refuse_choice(reading, reading->field->cell, name, n,
                          code == CODE_AMBIGUOUS ? code : CODE_UNKNOWN);
            return MISSING_INVALID;
        }
        choose(reading, code);
    }
    return ANSWERED;
}

/* Names before one label of several words, which is looked for at more cost. */
static enum missing read_one_cell(const struct cell_reading *reading)
{
    struct codes *codes = reading->field->codes;
    size_t n;
    const char *text = cell_trimmed(&reading->row->cells[reading->field->cell], &n);
    if (n == 0)
        return codes_reason(codes->empty);
    if (are_names(codes, text, text + n))
        return read_names(reading, text, text + n);
    const uint16_t whole = codes_find_part(codes, text, n);
    if (whole < codes->list->n) {
        choose(reading, whole);
        return ANSWERED;
    }
    if (whole != CODE_UNKNOWN && whole != CODE_AMBIGUOUS)
        return codes_reason(whole);
    return read_names(reading, text, text + n);
}

static bool is_one_of(const char *text, size_t n, const char *const *words, size_t n_words)
{
    for (size_t i = 0; i < n_words; i++)
        if (strlen(words[i]) == n && strncasecmp(words[i], text, n) == 0)
            return true;
    return false;
}

/* What respondents add in their own words. */
static void tell_other(const struct cell_reading *reading, int cell)
{
    if (!reading->field->codes->has_told_other)
        findings_add(&reading->batch->log.found, FINDING_INFO, "own_words",
                     reading_place(reading, cell), NULL, reading->field->name,
                     "a text in the column of 'other' says that it is chosen in %s, and is not "
                     "kept; a text question of its own with this column keeps it",
                     reading->field->name);
    reading->field->codes->has_told_other = true;
}

static enum flag read_flag(const struct cell_reading *reading, const struct absent *absent,
                           size_t option, enum missing *reason)
{
    static const char *const yes[] = {"1", "true", "yes", "ja", "y", "x", "1.0", "1,0", "sant"};
    static const char *const no[] = {"0", "false", "no", "nej", "n", "0.0", "0,0", "falskt"};
    const int index = reading->field->option_cell[option];
    const struct cell *cell = &reading->row->cells[index];
    size_t n;
    const char *text = cell_trimmed(cell, &n);
    if (n == 0) {
        *reason = absent->empty;
        return FLAG_ABSENT;
    }
    if (is_one_of(text, n, yes, COUNT(yes)))
        return FLAG_CHOSEN;
    if (is_one_of(text, n, no, COUNT(no)))
        return FLAG_NOT_CHOSEN;
    const uint16_t code = codes_find_part(reading->field->codes, text, n);
    if (code == option)
        return FLAG_CHOSEN;
    *reason = absent_reason(absent, text, n);
    if (*reason != ANSWERED)
        return FLAG_ABSENT;
    if (choice_is_other(&reading->field->codes->list->choices[option])) {
        tell_other(reading, index);
        return FLAG_CHOSEN;
    }
    findings_add(&reading->batch->log.found, FINDING_ERROR, "not_an_answer",
                 reading_place(reading, index), reading->batch->key[reading->batch->n_rows].text,
                 reading->field->name,
                 "'%s' does not say whether '%s' is chosen in %s (want 1, 0 or its label)",
                 log_quote(&reading->batch->log, text, n),
                 reading->field->codes->list->choices[option].name, reading->field->name);
    return FLAG_UNKNOWN;
}

static enum missing read_cells(const struct cell_reading *reading, const struct absent *absent)
{
    enum missing why = MISSING_NO_ANSWER;
    bool is_answered = false, is_invalid = false;
    for (size_t i = 0; i < reading->field->codes->list->n; i++) {
        enum missing reason = ANSWERED;
        const enum flag flag = read_flag(reading, absent, i, &reason);
        if (flag == FLAG_CHOSEN)
            choose(reading, i);
        is_answered |= flag == FLAG_CHOSEN || flag == FLAG_NOT_CHOSEN;
        is_invalid |= flag == FLAG_UNKNOWN;
        if (flag == FLAG_ABSENT && why == MISSING_NO_ANSWER)
            why = reason;
    }
    if (is_invalid)
        return MISSING_INVALID;
    return is_answered ? ANSWERED : why;
}

/* A choice like "don't know" alone means that there is no answer; beside others it is odd. */
static void weigh_missing_choices(const struct cell_reading *reading)
{
    const struct choice_list *list = reading->field->codes->list;
    const struct choice *odd = NULL;
    size_t n_chosen = 0;
    for (size_t i = 0; i < list->n; i++) {
        if (!is_chosen(reading, i))
            continue;
        n_chosen++;
        if (list->choices[i].reason != ANSWERED)
            odd = &list->choices[i];
    }
    if (odd != NULL && n_chosen > 1)
        warn_missing_with_others(reading, odd);
    else if (odd != NULL)
        set_all(reading, CODE_MISSING(odd->reason));
}

static struct bulk_text join_names(const struct cell_reading *reading)
{
    const struct choice_list *list = reading->field->codes->list;
    struct bulk_text joined = {reading->batch->text + reading->batch->n_text, 0};
    for (size_t i = 0; i < list->n; i++) {
        if (!is_chosen(reading, i))
            continue;
        if (joined.n > 0)
            joined.n += batch_copy(reading->batch, " ", 1).n;
        joined.n +=
            batch_copy(reading->batch, list->choices[i].name, strlen(list->choices[i].name)).n;
    }
    return joined;
}

struct bulk_text options_read(const struct cell_reading *reading, const struct absent *absent,
                              enum missing *reason)
{
    set_all(reading, 0);
    *reason =
        reading->field->option_cell == NULL ? read_one_cell(reading) : read_cells(reading, absent);
    if (*reason != ANSWERED) {
        set_all(reading, CODE_MISSING(*reason));
        return (struct bulk_text){0};
    }
    const struct bulk_text joined = join_names(reading);
    weigh_missing_choices(reading);
    return joined;
}
