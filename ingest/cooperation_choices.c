/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A question whose choices are units: a tie to each that is chosen. */
#include "base/text.h"
#include "ingest/cooperation_inside.h"

#include <string.h>

/* What a choice is, when it is no unit. */
#define NO_UNIT UINT32_MAX
#define SEVERAL_UNITS (UINT32_MAX - 1)

static uint32_t unit_by_name(const struct network *network, const char *name)
{
    uint32_t found = NO_UNIT;
    for (size_t i = 0; i < network->n; i++)
        if (strcmp(network->name[i], name) == 0)
            found = found == NO_UNIT ? (uint32_t)i : SEVERAL_UNITS;
    return found;
}

static void tell_choice(struct tie_reader *r, const struct choice *choice, uint32_t unit)
{
    const struct question *question = r->wave->form->cooperation.question;
    struct findings *found = &r->log->found;
    if (unit == SEVERAL_UNITS) {
        findings_add(found, FINDING_WARNING, "ambiguous_unit", choice->at, NULL, question->name,
                     "'%s' is the name of more than one unit; ties to it are left out: name the "
                     "choice after the unit's key",
                     choice->name);
        return;
    }
    const char *reason = tie_say_no_unit(r, choice->name, strlen(choice->name));
    if (reason == NULL)
        found->is_out_of_memory = true;
    else
        findings_add(found, FINDING_INFO, "unknown_unit", choice->at, NULL, question->name,
                     "%s; who chooses it has no tie by that", reason);
}

/* The unit of every choice. */
static enum status find_units(struct tie_reader *r, const struct choice_list *list, uint32_t *unit,
                              struct error *err)
{
    size_t n = 0;
    for (size_t i = 0; i < list->n; i++) {
        const struct choice *choice = &list->choices[i];
        unit[i] = tie_unit(r, choice->name);
        if (unit[i] == TEXTSET_NONE)
            unit[i] = unit_by_name(r->network, choice->name);
        n += unit[i] < SEVERAL_UNITS;
        if (unit[i] >= SEVERAL_UNITS && choice->reason == ANSWERED)
            tell_choice(r, choice, unit[i]);
    }
    if (n == 0)
        return error_at(err, ERR_TABLE, r->wave->form->cooperation.question->at,
                        _("cooperation: no choice of list '%s' is a unit of the frame, by its key "
                          "or by its name"),
                        list->name);
    return r->log->found.is_out_of_memory ? error_memory(err) : OK;
}

static enum status take_choice(struct tie_reader *r, size_t from, uint32_t to, struct error *err)
{
    const struct question *question = r->wave->form->cooperation.question;
    const size_t nth = (size_t)(question - r->wave->form->questions);
    r->network->n_read++;
    if (to < SEVERAL_UNITS && to != from)
        return tie_keep(r, (struct tie){(uint32_t)from, to, MISSING}, "", err);
    r->network->n_rejected++;
    if (to == from)
        findings_add(&r->log->found, FINDING_ERROR, "self_tie",
                     (struct place){r->wave->answers_path, r->wave->line[r->network->row[from]],
                                    r->wave->field == NULL ? 0 : r->wave->field[nth]},
                     r->network->key[from], question->name,
                     "'%s' is said to co-operate with itself", r->network->key[from]);
    return log_is_full(r->log) ? log_put(r->log, r->store, r->wave, err) : OK;
}

static enum status take_unit(struct tie_reader *r, size_t from, const uint32_t *unit,
                             struct error *err)
{
    const struct question *question = r->wave->form->cooperation.question;
    const uint32_t row = r->network->row[from];
    if (row == NETWORK_NO_ROW)
        return OK;
    for (size_t i = 0; i < question->list->n; i++) {
        const uint8_t code = r->wave->columns[question->column + i].code[row];
        r->network->has_answered[from] |= code_is_choice(code);
        if (code == 1)
            TRY(take_choice(r, from, unit[i], err));
    }
    return OK;
}

enum status ties_read_choices(struct tie_reader *r, struct error *err)
{
    const struct choice_list *list = r->wave->form->cooperation.question->list;
    uint32_t *unit = arena_array(r->wave->arena, list->n, uint32_t);
    r->network->path = r->wave->answers_path;
    if (unit == NULL)
        return error_memory(err);
    TRY(find_units(r, list, unit, err));
    for (size_t i = 0; i < r->network->n; i++)
        TRY(take_unit(r, i, unit, err));
    return OK;
}
