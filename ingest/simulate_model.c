/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/simulate_model.h"

#include <string.h>

static void make_items(struct sim_builder *b, struct sim_model *model)
{
    const struct form *form = b->form;
    for (size_t i = 0; i < form->n_questions; i++) {
        const struct question *q = &form->questions[i];
        if (!question_has_answer(q->type) && q->type != QUESTION_BEGIN_GROUP)
            continue;
        sim_item_make(b, q, model->items, model->n_items, &model->items[model->n_items]);
        model->n_items++;
    }
}

/* How many answer, and by what propensity. */
static void make_response(struct sim_builder *b, struct sim_model *model)
{
    model->n_answering = SIM_ALL;
    struct simulation_row *count = simulation_find(b->table, SIMULATION_RESPONSE, "count", "");
    if (count == NULL)
        return;
    count->is_used = true;
    if (b->frame->path == NULL)
        simulation_fault(b->faults, count, count->name_column, "%s",
                         _("without a register there is no frame of which some answer"));
    else if (count->value > (double)b->frame->n_units)
        simulation_fault(b->faults, count, count->value_column,
                         _("%g are to answer, but the frame has %zu units"), count->value,
                         b->frame->n_units);
    else
        model->n_answering = (size_t)count->value;
    sim_factor_make(b, NULL, &model->response);
}

static const char *why_unused(enum simulation_kind kind)
{
    static const char *const reasons[] = {
        [SIMULATION_FACTOR] = N_("no answer depends on this factor"),
        [SIMULATION_PERSISTENCE] = N_("no answer depends on this factor"),
        [SIMULATION_RESPONSE] = N_("without a row 'response,count' every unit answers"),
        [SIMULATION_LOADING] = N_("no answer depends on it, or only those with a nearer row"),
        [SIMULATION_SHIFT] = N_("no latent belongs to that name"),
        [SIMULATION_NO_ANSWER] = N_("all such questions are required or have a nearer row"),
        [SIMULATION_UNKNOWN] = N_("no such question has a choice 'unknown' and no nearer row"),
        [SIMULATION_NOT_APPLICABLE] =
            N_("no such question has a choice 'not_applicable' and no nearer row"),
        [SIMULATION_BREAKOFF] = N_("no section is without a row of its own"),
        [SIMULATION_LOW] = N_("only a number without goalposts in indices.csv has bounds here"),
        [SIMULATION_HIGH] = N_("only a number without goalposts in indices.csv has bounds here"),
        [SIMULATION_AT_MOST] = N_("only a select_multiple is limited so"),
        [SIMULATION_TEXT] = N_("only a text question is written in"),
        [SIMULATION_TIE] = N_("without a row 'tie' no ties are drawn"),
        [SIMULATION_TIE_TO] = N_("without a row 'tie' no ties are drawn"),
        [SIMULATION_TIE_WITHIN] = N_("without a row 'tie' no ties are drawn"),
        [SIMULATION_TIE_ACROSS] = N_("without a row 'tie' no ties are drawn"),
        [SIMULATION_TIE_MUTUAL] = N_("without a row 'tie' no ties are drawn"),
    };
    _Static_assert(COUNT(reasons) == SIMULATION_KIND_COUNT, "every kind of row needs a reason");
    return reasons[kind];
}

static void fault_unused(struct sim_builder *b)
{
    for (size_t i = 0; i < b->table->n; i++) {
        struct simulation_row *row = &b->table->rows[i];
        if (!row->is_used)
            simulation_fault(b->faults, row, 0, _("this row changes nothing: %s"),
                             _(why_unused(row->kind)));
    }
}

enum status sim_model_make(struct sim_basis basis, struct arena *arena, struct findings *faults,
                           struct sim_model *out, struct error *err)
{
    *out = (struct sim_model){.form = basis.form, .frame = basis.frame};
    out->items = arena_array(arena, basis.form->n_questions, struct sim_item);
    if (out->items == NULL)
        return error_memory(err);
    struct sim_builder b = {.form = basis.form,
                            .frame = basis.frame,
                            .table = basis.table,
                            .arena = arena,
                            .faults = faults};
    make_items(&b, out);
    make_response(&b, out);
    sim_ties_make(&b, &out->ties);
    out->inputs = b.inputs;
    out->n_inputs = b.n_inputs;
    if (faults->count[FINDING_FAULT] == 0 && !faults->is_out_of_memory)
        fault_unused(&b);
    return faults->is_out_of_memory ? error_memory(err) : OK;
}
