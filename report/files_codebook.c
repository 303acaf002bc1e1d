/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/missing.h"
#include "report/data_table.h"
#include "report/files.h"

/* A row of the table, by the names of its columns; what is not set is empty. */
struct entry {
    const char *kind, *name, *type, *list, *section;
    struct labels labels;
    double score;
    const char *missing, *required, *relevant, *constraint, *calculation;
    const char *source, *denominator, *parent;
    double weight;
    int direction; /* 0: empty */
    const char *normalise;
    double low, high;
    const char *treat, *impute, *aggregate, *policy;
    double min_share, strong;
    const char *unit;
};

static struct entry entry_of(const char *kind, const char *name, struct labels labels)
{
    return (struct entry){.kind = kind,
                          .name = name,
                          .labels = labels,
                          .score = MISSING,
                          .weight = MISSING,
                          .low = MISSING,
                          .high = MISSING,
                          .min_share = MISSING,
                          .strong = MISSING};
}

struct codebook {
    struct rowfile *file;
    const struct form *form;
    uint64_t n_rows;
};

static void put_labels(const struct codebook *book, struct labels labels)
{
    rowfile_text(book->file, form_label(book->form, labels, NULL, NULL));
    rowfile_text(book->file, form_label_in(book->form, labels, "sv"));
    rowfile_text(book->file, form_label_in(book->form, labels, "en"));
}

static void put_direction(struct rowfile *file, int direction)
{
    if (direction == 0)
        rowfile_text(file, NULL);
    else
        rowfile_number(file, direction);
}

/* In the order of the table's columns. */
static void put_entry(struct codebook *book, const struct entry *entry)
{
    struct rowfile *file = book->file;
    rowfile_count(file, ++book->n_rows);
    rowfile_text(file, entry->kind);
    rowfile_text(file, entry->name);
    rowfile_text(file, entry->type);
    rowfile_text(file, entry->list);
    rowfile_text(file, entry->section);
    put_labels(book, entry->labels);
    rowfile_number(file, entry->score);
    rowfile_text(file, entry->missing);
    rowfile_text(file, entry->required);
    rowfile_text(file, entry->relevant);
    rowfile_text(file, entry->constraint);
    rowfile_text(file, entry->calculation);
    rowfile_text(file, entry->source);
    rowfile_text(file, entry->denominator);
    rowfile_text(file, entry->parent);
    rowfile_number(file, entry->weight);
    put_direction(file, entry->direction);
    rowfile_text(file, entry->normalise);
    rowfile_number(file, entry->low);
    rowfile_number(file, entry->high);
    rowfile_text(file, entry->treat);
    rowfile_text(file, entry->impute);
    rowfile_text(file, entry->aggregate);
    rowfile_text(file, entry->policy);
    rowfile_number(file, entry->min_share);
    rowfile_number(file, entry->strong);
    rowfile_text(file, entry->unit);
    rowfile_end_row(file);
}

static void put_question(struct codebook *book, const struct question *question)
{
    if (question->type == QUESTION_END_GROUP)
        return;
    const bool is_section = question->type == QUESTION_BEGIN_GROUP;
    struct entry entry =
        entry_of(is_section ? "section" : "question", question->name, question->labels);
    entry.type = question_type_name(question->type);
    entry.list = question->list != NULL ? question->list->name : NULL;
    entry.section = question->section != NULL ? question->section->name : NULL;
    if (question_has_answer(question->type))
        entry.required = question->is_required ? "yes" : "no";
    entry.relevant = question->relevant;
    entry.constraint = question->constraint;
    entry.calculation = question->calculation;
    put_entry(book, &entry);
}

static void put_list(struct codebook *book, const struct choice_list *list)
{
    for (size_t i = 0; i < list->n; i++) {
        const struct choice *choice = &list->choices[i];
        struct entry entry = entry_of("choice", choice->name, choice->labels);
        entry.list = list->name;
        entry.score = choice->score;
        entry.missing = choice->reason != ANSWERED ? missing_name(choice->reason) : NULL;
        put_entry(book, &entry);
    }
}

static void put_indicator(struct codebook *book, const struct indicator *indicator)
{
    struct entry entry = entry_of("index", indicator->code, indicator->labels);
    const bool is_item = indicator->type == INDICATOR_ITEM;
    const bool is_aggregate = indicator->type == INDICATOR_AGGREGATE;
    entry.type = indicator_type_name(indicator->type);
    entry.source = indicator->source;
    entry.denominator = indicator->denominator != NULL ? indicator->denominator->code : NULL;
    entry.parent = indicator->parent != NULL ? indicator->parent->code : NULL;
    entry.weight = indicator->parent != NULL ? indicator->weight : MISSING;
    entry.unit = indicator->unit;
    if (is_item) {
        entry.direction = indicator->direction;
        entry.normalise = method_name(METHOD_NORMALISE, (int)indicator->normalise);
        entry.low = indicator->low;
        entry.high = indicator->high;
        entry.treat = method_name(METHOD_TREAT, (int)indicator->treat);
        entry.impute = method_name(METHOD_IMPUTE, (int)indicator->impute);
    }
    if (is_aggregate) {
        entry.aggregate = method_name(METHOD_AGGREGATE, (int)indicator->aggregate);
        entry.policy = method_name(METHOD_POLICY, (int)indicator->policy);
        entry.min_share = indicator->policy == POLICY_AVAILABLE ? indicator->min_share : MISSING;
        entry.strong = indicator->strong;
    }
    put_entry(book, &entry);
}

enum status files_put_codebook(const char *path, const struct form *form, struct error *err)
{
    struct codebook book = {.form = form};
    TRY(data_table_open(path, &data_tables[DATA_CODEBOOK], &book.file, err));
    for (size_t i = 0; i < form->n_questions; i++)
        put_question(&book, &form->questions[i]);
    for (size_t i = 0; i < form->n_lists; i++)
        put_list(&book, &form->lists[i]);
    for (size_t i = 0; i < form->n_indicators; i++)
        put_indicator(&book, &form->indicators[i]);
    const enum status status = rowfile_finish(book.file, err);
    rowfile_close(book.file);
    return status;
}
