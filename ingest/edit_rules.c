/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/edit_rules.h"

#include "ingest/labels.h"
#include "ingest/names.h"
#include "ingest/say.h"
#include "ingest/value.h"
#include "store/judge.h"

#include <ctype.h>
#include <string.h>

enum { NAME, RULE, SEVERITY, LABEL };

static const struct table_column columns[] = {
    [NAME] = {.name = "name", .is_required = true},
    [RULE] = {.name = "rule", .is_required = true},
    [SEVERITY] = {.name = "severity", .is_required = true},
    [LABEL] = {.name = "label", .has_languages = true},
};

const struct table_layout edit_rules_layout = {"rules", columns, COUNT(columns)};

static const char *const severities[] = {"error", "warning", "info"};

/* A finding's rule: [a-z0-9_]+. */
static bool is_name(const char *text)
{
    for (const char *at = text; *at != '\0'; at++)
        if (!islower((unsigned char)*at) && !isdigit((unsigned char)*at) && *at != '_')
            return false;
    return text[0] != '\0';
}

/* "no such column: fteé" with the nearest of the names. */
static const char *say_column(const struct reading *in, const struct form *form,
                              const char *message)
{
    static const char begin[] = "no such column: ";
    if (strncmp(message, begin, sizeof begin - 1) != 0)
        return "";
    const size_t most = form->n_questions + form->n_register_names;
    const char **names = arena_array(in->arena, most, const char *);
    size_t n = 0;
    for (size_t i = 0; names != NULL && i < form->n_questions; i++)
        if (question_has_answer(form->questions[i].type))
            names[n++] = form->questions[i].name;
    for (size_t i = 0; names != NULL && i < form->n_register_names; i++)
        names[n++] = form->register_names[i];
    return names == NULL ? "" : say_nearest(in->arena, message + sizeof begin - 1, names, n);
}

static enum status check_condition(const struct reading *in, const struct form *form,
                                   struct entry entry, struct error *err)
{
    struct error why = {0};
    const enum status status = store_judge_check(form, entry.text, &why);
    if (status == OK)
        return OK;
    if (status != ERR_VALUE)
        return error_set(err, status, "%s", why.text);
    table_fault(in, entry.at, _("the rule cannot be used: %s%s"), why.text,
                say_column(in, form, why.text));
    return OK;
}

static enum status take_rule(const struct reading *in, const struct table *table, size_t row,
                             struct form *form, struct error *err)
{
    const struct entry name = table_entry(table, row, NAME), rule = table_entry(table, row, RULE);
    struct edit_rule *out = &form->edit_rules[form->n_edit_rules];
    int severity = 0;
    *out = (struct edit_rule){.name = name.text, .condition = rule.text, .at = name.at};
    if (!is_name(name.text))
        table_fault(in, name.at, _("name '%s' may hold only a to z, digits and '_'"), name.text);
    for (size_t i = 0; i < form->n_edit_rules; i++)
        if (strcmp(form->edit_rules[i].name, name.text) == 0)
            table_fault(in, name.at, _("'%s' is there already in line %ld"), name.text,
                        form->edit_rules[i].at.line);
    if (table_entry(table, row, SEVERITY).text[0] == '\0')
        table_fault(in, table_entry(table, row, SEVERITY).at, "%s",
                    _("severity is blank; want error, warning or info"));
    else if (value_name(in, table_entry(table, row, SEVERITY), severities, COUNT(severities),
                        &severity))
        out->severity = (enum severity)(FINDING_ERROR + severity);
    TRY(labels_read(in, (struct label_cell){table, row, LABEL}, &out->labels, err));
    form->n_edit_rules++;
    if (rule.text[0] != '\0')
        return check_condition(in, form, rule, err);
    table_fault(in, rule.at, "%s", _("rule is blank; want a condition such as fte > 10"));
    return OK;
}

enum status edit_rules_take(const struct reading *in, const struct table *table, struct form *form,
                            struct error *err)
{
    if (!table->exists || table->is_broken)
        return OK;
    form->edit_rules = arena_array(in->arena, table->n_rows, struct edit_rule);
    if (form->edit_rules == NULL)
        return error_memory(err);
    for (size_t row = 0; row < table->n_rows; row++)
        TRY(take_rule(in, table, row, form, err));
    return OK;
}

/* --- the answers ----------------------------------------------------------------------------- */

struct judge {
    struct wave *wave;
    struct store *store;
    struct log *log;
    const struct edit_rule *rule;
    struct edit_count *count;
};

static enum status on_row(void *context, struct judged judged, struct error *err)
{
    const struct judge *judge = context;
    switch (judged.verdict) {
    case VERDICT_HOLDS:
        judge->count->n_hold++;
        return OK;
    case VERDICT_NOT_KNOWN:
        judge->count->n_not_known++;
        return OK;
    default:
        judge->count->n_fail++;
        break;
    }
    const struct form *form = judge->wave->form;
    findings_add(&judge->log->found, judge->rule->severity, judge->rule->name,
                 (struct place){judge->wave->answers_path, judged.line, 0}, judged.unit, NULL,
                 "%s: the answers do not meet %s",
                 form_label(form, judge->rule->labels, "en", judge->rule->name),
                 judge->rule->condition);
    return log_is_full(judge->log) ? log_put(judge->log, judge->store, judge->wave, err) : OK;
}

enum status edit_rules_judge(struct wave *wave, struct store *store, struct log *log,
                             struct error *err)
{
    const struct form *form = wave->form;
    wave->edits = arena_array(wave->arena, form->n_edit_rules, struct edit_count);
    if (wave->edits == NULL)
        return error_memory(err);
    for (size_t i = 0; i < form->n_edit_rules; i++) {
        const struct edit_rule *rule = &form->edit_rules[i];
        struct judge judge = {wave, store, log, rule, &wave->edits[i]};
        struct error why = {0};
        const enum status status = store_judge(store, wave, rule->condition, on_row, &judge, &why);
        if (status == ERR_VALUE)
            return error_at(err, ERR_TABLE, rule->at, _("the rule '%s' cannot be used: %s"),
                            rule->name, why.text);
        if (status != OK)
            return error_set(err, status, "%s", why.text);
    }
    return OK;
}
