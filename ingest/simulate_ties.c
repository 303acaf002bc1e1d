/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/simulate_ties.h"

#include "ingest/simulate_unit.h"

#include <math.h>
#include <string.h>

/* Adds a row to its part. */
static void take_row(struct sim_builder *b, struct simulation_row *row, struct sim_part *part)
{
    if (*row->on != '\0') {
        sim_terms_add(b, row, &part->terms);
        return;
    }
    part->constant = row->value;
    row->is_used = true;
}

static void find_departments(struct sim_builder *b, struct simulation_row *row,
                             struct sim_ties *ties)
{
    const struct indicator *group = b->form->cooperation.group;
    if (group == NULL)
        group = form_indicator(b->form, "department");
    const bool is_group = group != NULL && group->type == INDICATOR_GROUP;
    if (is_group && sim_frame_column(b->frame, group->source) != SIM_NO_COLUMN)
        ties->department = group->source;
    else
        simulation_fault(b->faults, row, 0, "%s",
                         _("there are no departments: no Group 'department' over a column of the "
                           "register, nor one that the setting cooperation_group names"));
}

/* The part that a row is of; NULL when it is about something else. */
static struct sim_part *part_of(struct sim_ties *ties, enum simulation_kind kind)
{
    switch (kind) {
    case SIMULATION_TIE:
        return &ties->from;
    case SIMULATION_TIE_TO:
        return &ties->to;
    case SIMULATION_TIE_WITHIN:
        return &ties->within;
    case SIMULATION_TIE_ACROSS:
        return &ties->across;
    default:
        return NULL;
    }
}

void sim_ties_make(struct sim_builder *b, struct sim_ties *out)
{
    *out = (struct sim_ties){0};
    for (size_t i = 0; i < b->table->n; i++)
        out->is_there |= b->table->rows[i].kind == SIMULATION_TIE;
    for (size_t i = 0; out->is_there && i < b->table->n; i++) {
        struct simulation_row *row = &b->table->rows[i];
        struct sim_part *part = part_of(out, row->kind);
        if (part != NULL)
            take_row(b, row, part);
        if (part == &out->within || part == &out->across)
            find_departments(b, row, out);
        if (row->kind == SIMULATION_TIE_MUTUAL) {
            out->mutual = row->value;
            row->is_used = true;
        }
    }
}

/* What a tie depends on of one unit, all of it fetched before the pairs are gone through. */
struct end {
    const char *key, *department; /* department "" where there is none */
    uint64_t stream;
    double from, to, within, across;
};

static double part_sum(const struct sim_part *part, const double *x)
{
    return part->constant + sim_terms_sum(&part->terms, x);
}

static struct end *get_ends(const struct sim_ties *ties, struct sim_units *units,
                            struct arena *arena)
{
    const struct sim_frame *frame = units->model->frame;
    const size_t column =
        ties->department == NULL ? SIM_NO_COLUMN : sim_frame_column(frame, ties->department);
    struct end *ends = arena_array(arena, units->n, struct end);
    for (size_t i = 0; ends != NULL && i < units->n; i++) {
        const struct sim_unit unit = sim_units_get(units, i);
        ends[i] = (struct end){
            .key = unit.key,
            .department = column == SIM_NO_COLUMN ? "" : sim_frame_cell(frame, unit.of, column),
            .stream = unit.streams.wave,
            .from = part_sum(&ties->from, unit.x),
            .to = part_sum(&ties->to, unit.x),
            .within = part_sum(&ties->within, unit.x),
            .across = part_sum(&ties->across, unit.x)};
    }
    return ends;
}

/* The same for (a, b) and (b, a), or not. */
static double draw_shared(const struct end *a, const struct end *b)
{
    struct random random =
        random_stream(random_mix(a->stream) + random_mix(b->stream), random_name("tie/pair"));
    return random_normal(&random);
}

static double draw_own(const struct end *a, const struct end *b)
{
    struct random random = random_stream(random_mix(a->stream) + b->stream, random_name("tie/own"));
    return random_normal(&random);
}

static bool is_tied(const struct sim_ties *ties, const struct end *a, const struct end *b)
{
    const bool is_within = *a->department != '\0' && strcmp(a->department, b->department) == 0;
    return a->from + b->to + (is_within ? a->within : a->across) +
               sqrt(ties->mutual) * draw_shared(a, b) + sqrt(1 - ties->mutual) * draw_own(a, b) >
           0;
}

enum status sim_ties_write(const struct sim_ties *ties, struct sim_units *units,
                           struct sim_file *file, size_t *n, struct error *err)
{
    struct arena arena = {0};
    const struct end *ends = get_ends(ties, units, &arena);
    *n = 0;
    sim_file_text(file, "from");
    sim_file_text(file, "to");
    sim_file_end_row(file);
    for (size_t i = 0; ends != NULL && i < units->n; i++) {
        if (units->is_answering != NULL && !units->is_answering[i])
            continue;
        for (size_t j = 0; j < units->n; j++) {
            if (i == j || !is_tied(ties, &ends[i], &ends[j]))
                continue;
            sim_file_text(file, ends[i].key);
            sim_file_text(file, ends[j].key);
            sim_file_end_row(file);
            ++*n;
        }
    }
    arena_release(&arena);
    return ends == NULL ? error_memory(err) : OK;
}
