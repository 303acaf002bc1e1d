/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/cooperation_source.h"

#include "ingest/say.h"
#include "ingest/strata.h"
#include "store/network.h"

#include <string.h>

static const struct table_column columns[] = {
    [COOPERATION_FROM] = {.name = "from", .is_required = true},
    [COOPERATION_TO] = {.name = "to", .is_required = true},
    [COOPERATION_AREA] = {.name = "area"},
    [COOPERATION_WEIGHT] = {.name = "weight"},
};
_Static_assert(COUNT(columns) == COOPERATION_COLUMNS, "every column needs its name");

const struct table_layout cooperation_layout = {
    .role = "cooperation", .columns = columns, .n_columns = COUNT(columns)};

static void fault_no_question(const struct reading *in, struct entry entry, const struct form *form)
{
    struct arena scratch = {0};
    const char **names = arena_array(&scratch, form->n_questions, const char *);
    size_t n = 0;
    for (size_t i = 0; names != NULL && i < form->n_questions; i++)
        if (form->questions[i].type == QUESTION_SELECT_MULTIPLE)
            names[n++] = form->questions[i].name;
    table_fault(in, entry.at, _("cooperation '%s' is no question%s"), entry.text,
                names == NULL ? "" : say_nearest(in->arena, entry.text, names, n));
    arena_release(&scratch);
}

static void take_question(const struct reading *in, struct entry entry, struct form *form)
{
    const struct question *question = form_question(form, entry.text);
    if (question == NULL) {
        fault_no_question(in, entry, form);
        return;
    }
    if (question->type != QUESTION_SELECT_MULTIPLE)
        table_fault(in, entry.at,
                    _("cooperation '%s' is %s; want a select_multiple, whose choices are units"),
                    entry.text, question_type_name(question->type));
    else if (form->cooperation.has_table)
        table_fault(in, entry.at, "%s",
                    _("cooperation names a question, but there is a cooperation.csv too: ties come "
                      "from one of them; blank the setting or remove the file"));
    else
        form->cooperation.question = question;
}

static void fault_no_group(const struct reading *in, struct entry entry, const struct form *form)
{
    struct arena scratch = {0};
    const char **names = arena_array(&scratch, form->n_indicators, const char *);
    size_t n = 0;
    for (size_t i = 0; names != NULL && i < form->n_indicators; i++)
        if (form->indicators[i].type == INDICATOR_GROUP)
            names[n++] = form->indicators[i].code;
    table_fault(in, entry.at, _("cooperation_group '%s' is no Group of indices.csv%s"), entry.text,
                names == NULL ? "" : say_nearest(in->arena, entry.text, names, n));
    arena_release(&scratch);
}

/* Without a register those who answered are all units there are. */
static bool is_known_of_all(const struct form *form, const struct indicator *group)
{
    return !form->has_register || group_is_of_register(form, group);
}

static void take_group(const struct reading *in, struct entry entry, struct form *form)
{
    const bool is_default = entry.text[0] == '\0';
    const struct indicator *group = form_indicator(form, is_default ? "department" : entry.text);
    const bool is_group = group != NULL && group->type == INDICATOR_GROUP;
    if (is_group && is_known_of_all(form, group))
        form->cooperation.group = group;
    else if (!is_default && !is_group)
        fault_no_group(in, entry, form);
    else if (!is_default)
        table_fault(in, entry.at,
                    _("cooperation_group '%s' takes its levels from the answers; want a Group over "
                      "a column of the register, which is known of those who did not answer too"),
                    entry.text);
}

static enum status make_measures(const struct reading *in, struct form *form, struct error *err)
{
    struct indicator *measures = arena_array(in->arena, NETWORK_MEASURE_COUNT, struct indicator);
    if (measures == NULL)
        return error_memory(err);
    for (int i = 0; i < NETWORK_MEASURE_COUNT; i++) {
        const char *name = network_measure_name((enum network_measure)i);
        const char *code = arena_print(in->arena, "network.%s", name);
        if (code == NULL)
            return error_memory(err);
        measures[i] = (struct indicator){.code = code,
                                         .name = code,
                                         .source = code,
                                         .type = INDICATOR_OTHER,
                                         .direction = 1,
                                         .weight = 1,
                                         .option = NO_OPTION,
                                         .level = MISSING,
                                         .target = MISSING,
                                         .low = MISSING,
                                         .high = MISSING,
                                         .strong = MISSING};
    }
    form->cooperation.measures = measures;
    return OK;
}

enum status cooperation_take(const struct reading *in, const struct table *table,
                             struct entry question, struct entry group, struct form *form,
                             struct error *err)
{
    form->cooperation = (struct cooperation){.has_table = table->exists};
    if (question.text[0] != '\0')
        take_question(in, question, form);
    if (form->cooperation.has_table || question.text[0] != '\0') {
        take_group(in, group, form);
        return make_measures(in, form, err);
    }
    if (group.text[0] != '\0')
        table_fault(in, group.at, "%s",
                    _("cooperation_group has no effect: there is no cooperation.csv, and the "
                      "setting cooperation names no question"));
    return OK;
}
