/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/choices.h"

#include "base/text.h"
#include "ingest/rules.h"
#include "ingest/say.h"
#include "ingest/value.h"
#include "store/wave.h"

#include <stdlib.h>
#include <string.h>

enum { LIST_NAME, NAME, LABEL, SCORE, MISSING_REASON };

static const struct table_column columns[] = {
    [LIST_NAME] = {.name = "list_name", .is_required = true},
    [NAME] = {.name = "name", .is_required = true},
    [LABEL] = {.name = "label", .has_languages = true},
    [SCORE] = {.name = "score"},
    [MISSING_REASON] = {.name = "missing"},
};

const struct table_layout choices_layout = {"choices", columns, COUNT(columns)};

bool choices_have_scores(const struct choice_list *list)
{
    return !is_missing(list->low);
}

const struct choice *choices_find(const struct choice_list *list, const char *name)
{
    for (size_t i = 0; i < list->n; i++)
        if (strcmp(list->choices[i].name, name) == 0)
            return &list->choices[i];
    return NULL;
}

const char *choices_say_nearest(struct arena *arena, const char *wanted,
                                const struct choice_list *list)
{
    struct arena scratch = {0};
    const char **names = arena_array(&scratch, list->n, const char *);
    for (size_t i = 0; names != NULL && i < list->n; i++)
        names[i] = list->choices[i].name;
    const char *said = names == NULL ? "" : say_nearest(arena, wanted, names, list->n);
    arena_release(&scratch);
    return said;
}

/* "7", "-99", but not "07", "+7", "-0" or what does not fit. */
static bool is_canonical_integer(const char *text)
{
    const char *digits = text + (text[0] == '-');
    const size_t n = strspn(digits, "0123456789");
    if (n == 0 || n > 15 || digits[n] != '\0')
        return false;
    return digits[0] != '0' || (n == 1 && text[0] != '-');
}

static void take_score(const struct reading *in, const struct table *table, size_t row,
                       struct choice *choice)
{
    const struct entry missing = table_entry(table, row, MISSING_REASON);
    const struct entry score = table_entry(table, row, SCORE);
    choice->score = MISSING;
    choice->reason = (enum missing)rules_reason(in, missing);
    const bool is_number = value_number(in, score, &choice->score);
    const bool is_told = (score.text[0] != '\0' && !is_number) ||
                         (missing.text[0] != '\0' && choice->reason == ANSWERED);
    if (is_told && !is_number)
        choice->score = missing_because(MISSING_INVALID);
    if (is_number && choice->reason != ANSWERED) {
        table_fault(in, score.at, _("choice '%s' is missing (%s), so its score has no effect"),
                    choice->name, missing.text);
        choice->score = MISSING;
    }
}

static enum status take_choice(const struct reading *in, const struct table *table, size_t row,
                               struct choice *choice, struct error *err)
{
    const struct entry name = table_entry(table, row, NAME);
    *choice = (struct choice){.name = name.text, .at = name.at};
    if (name.text[0] == '\0')
        table_fault(in, name.at, "%s", _("a choice has no name"));
    take_score(in, table, row, choice);
    return labels_read(in, (struct label_cell){table, row, LABEL}, &choice->labels, err);
}

struct key {
    const char *folded;
    const struct choice *choice;
    size_t position;
};

static int compare_keys(const void *a, const void *b)
{
    const struct key *x = a, *y = b;
    const int order = strcmp(x->folded, y->folded);
    return order != 0 ? order : (x->position > y->position) - (x->position < y->position);
}

/* Cells are matched without regard to case, so names that differ only in it cannot be told apart.
 */
static enum status check_names(const struct reading *in, const struct choice_list *list,
                               struct arena *scratch, struct error *err)
{
    struct key *keys = arena_array(scratch, list->n, struct key);
    if (keys == NULL)
        return error_memory(err);
    for (size_t i = 0; i < list->n; i++) {
        keys[i] = (struct key){text_folded(scratch, list->choices[i].name), &list->choices[i], i};
        if (keys[i].folded == NULL)
            return error_memory(err);
    }
    qsort(keys, list->n, sizeof *keys, compare_keys);
    for (size_t i = 1; i < list->n; i++) {
        const struct choice *first = keys[i - 1].choice, *second = keys[i].choice;
        if (strcmp(keys[i - 1].folded, keys[i].folded) != 0 || second->name[0] == '\0')
            continue;
        if (strcmp(first->name, second->name) == 0)
            table_fault(in, second->at, _("list '%s' has choice '%s' already in line %ld"),
                        list->name, second->name, first->at.line);
        else
            table_fault(in, second->at, _("choice '%s' differs only in case from '%s' in line %ld"),
                        second->name, first->name, first->at.line);
    }
    return OK;
}

/* In a list with scores every choice needs one or a missing reason: answers would be lost. One that
   is invalid was told of where it was read. */
static void check_scores(const struct reading *in, const struct choice_list *list)
{
    for (size_t i = 0; choices_have_scores(list) && i < list->n; i++) {
        const struct choice *choice = &list->choices[i];
        if (is_missing(choice->score) && missing_reason(choice->score) != MISSING_INVALID &&
            choice->reason == ANSWERED)
            table_fault(in, choice->at,
                        _("choice '%s' has no score, unlike others of list '%s'; give it one, or "
                          "say in column 'missing' why it counts as no answer"),
                        choice->name, list->name);
    }
}

static void sum_up(struct choice_list *list)
{
    list->low = list->high = MISSING;
    list->are_names_integers = true;
    for (size_t i = 0; i < list->n; i++) {
        const double score = list->choices[i].score;
        list->are_names_integers &= is_canonical_integer(list->choices[i].name);
        if (is_missing(score))
            continue;
        list->low = is_missing(list->low) || score < list->low ? score : list->low;
        list->high = is_missing(list->high) || score > list->high ? score : list->high;
        list->sum_positive += score > 0 ? score : 0;
    }
}

static enum status finish_list(const struct reading *in, struct choice_list *list,
                               struct error *err)
{
    struct arena scratch = {0};
    sum_up(list);
    check_scores(in, list);
    if (list->n > WIDE_LIMIT)
        table_fault(in, list->at, _("list '%s' has %zu choices; at most %d can be kept"),
                    list->name, list->n, (int)WIDE_LIMIT);
    const enum status status = check_names(in, list, &scratch, err);
    arena_release(&scratch);
    return status;
}

static size_t count_choices(const struct table *table, const char *list_name)
{
    size_t n = 0;
    for (size_t row = 0; row < table->n_rows; row++)
        n += strcmp(table_entry(table, row, LIST_NAME).text, list_name) == 0;
    return n;
}

/* The list of the row, made with room for all its choices when it is new. */
static struct choice_list *list_of(const struct reading *in, const struct table *table, size_t row,
                                   struct form *form)
{
    const char *name = table_entry(table, row, LIST_NAME).text;
    struct choice_list *list = form_list(form, name);
    if (list != NULL)
        return list;
    list = &form->lists[form->n_lists];
    *list = (struct choice_list){
        .name = name,
        .choices = arena_array(in->arena, count_choices(table, name), struct choice),
        .at = table_entry(table, row, LIST_NAME).at};
    if (list->choices == NULL)
        return NULL;
    form->n_lists++;
    return list;
}

static void check_list_name(const struct reading *in, const struct table *table, size_t row)
{
    const struct entry name = table_entry(table, row, LIST_NAME);
    if (name.text[0] == '\0')
        table_fault(in, name.at, "%s", _("the choice belongs to no list: list_name is blank"));
    else if (strpbrk(name.text, " \t") != NULL)
        table_fault(in, name.at, _("list_name '%s' has a blank in it"), name.text);
}

enum status choices_take(const struct reading *in, const struct table *table, struct form *form,
                         struct error *err)
{
    form->lists = arena_array(in->arena, table->n_rows, struct choice_list);
    if (form->lists == NULL)
        return error_memory(err);
    for (size_t row = 0; row < table->n_rows; row++) {
        check_list_name(in, table, row);
        struct choice_list *list = list_of(in, table, row, form);
        if (list == NULL)
            return error_memory(err);
        TRY(take_choice(in, table, row, &list->choices[list->n++], err));
    }
    for (size_t i = 0; i < form->n_lists; i++)
        TRY(finish_list(in, &form->lists[i], err));
    return OK;
}
