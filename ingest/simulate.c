/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/simulate.h"

#include "ingest/simulate_file.h"
#include "ingest/simulate_register.h"
#include "ingest/simulate_unit.h"

#include <string.h>
#include <strings.h>

struct simulation_job {
    const struct form *form;
    struct arena *arena; /* borrowed */
    struct simulate_options options;
    struct sim_frame frame;
    struct simulation table;
    struct sim_model model;
    struct sim_logic *logic; /* owned */
    /* headers of columns besides the questions'; NULL: none, or a question is it */
    const char *key_header, *name_header, *complete_header;
};

static bool is_asked(const struct sim_item *item)
{
    return item->kind != SIM_SECTION && item->kind != SIM_CALCULATE;
}

/* ---- opening */

/* The column, unless it is a question's or there is none. */
static const char *unless_asked(const struct sim_model *model, const char *column)
{
    for (size_t i = 0; column != NULL && i < model->n_items; i++) {
        const struct question *q = model->items[i].question;
        if (is_asked(&model->items[i]) &&
            (strcmp(q->name, column) == 0 || strcmp(q->header, column) == 0))
            return NULL;
    }
    return column;
}

static void choose_columns(struct simulation_job *job, struct findings *faults)
{
    const struct settings *settings = &job->form->settings;
    job->key_header = unless_asked(&job->model, settings->unit_key);
    job->complete_header = unless_asked(&job->model, settings->complete_column);
    if (job->frame.path == NULL)
        job->name_header = unless_asked(&job->model, settings->name_column);
    for (size_t i = 0; i < job->model.n_items; i++) {
        const struct question *q = job->model.items[i].question;
        if (is_asked(&job->model.items[i]) && strcasecmp(q->header, SIMULATE_COLUMN) == 0)
            findings_add(faults, FINDING_FAULT, "simulation", q->at, NULL, q->name,
                         _("the column '%s' is kept for marking drawn answers; give this question "
                           "another"),
                         q->header);
    }
}

static void fault_no_units(struct simulation_job *job, struct findings *faults)
{
    const struct place folder = {job->form->folder, 0, 0};
    if (!job->form->has_survey)
        findings_add(faults, FINDING_FAULT, "simulation", folder, NULL, NULL, "%s",
                     _("there is no survey.csv, so there are no questions to draw answers to"));
    else if (job->options.n_units == 0 && job->frame.path == NULL)
        findings_add(faults, FINDING_FAULT, "simulation", folder, NULL, NULL, "%s",
                     _("there is no register.csv to draw answers for; say with -n how many units "
                       "to make up"));
    else if (job->frame.path != NULL && job->frame.n_units == 0)
        findings_add(faults, FINDING_FAULT, "simulation", (struct place){job->frame.path, 0, 0},
                     NULL, NULL, "%s", _("no unit of the register belongs to the frame"));
}

static enum status open_parts(struct simulation_job *job, struct findings *faults,
                              struct error *err)
{
    const struct form *form = job->form;
    TRY(sim_register_read(form, job->options.register_file, job->arena, faults, &job->frame, err));
    fault_no_units(job, faults);
    TRY(simulation_read(form, job->arena, faults, &job->table, err));
    if (faults->count[FINDING_FAULT] > 0)
        return OK;
    const struct sim_basis basis = {form, &job->frame, &job->table};
    TRY(sim_model_make(basis, job->arena, faults, &job->model, err));
    choose_columns(job, faults);
    return sim_logic_open(job->model.items, job->model.n_items, job->arena, faults, &job->logic,
                          err);
}

enum status simulate_open(const struct form *form, struct simulate_options options,
                          struct arena *arena, struct findings *faults, struct simulation_job **out,
                          struct error *err)
{
    *out = NULL;
    struct simulation_job *job = arena_new(arena, struct simulation_job);
    if (job == NULL)
        return error_memory(err);
    *job = (struct simulation_job){.form = form, .arena = arena, .options = options};
    enum status status = open_parts(job, faults, err);
    if (status == OK && faults->is_out_of_memory)
        status = error_memory(err);
    if (status == OK)
        *out = job;
    else
        simulate_close(job);
    return status;
}

void simulate_close(struct simulation_job *job)
{
    if (job == NULL)
        return;
    sim_logic_close(job->logic);
    job->logic = NULL;
}

/* ---- writing */

static enum status make_units(const struct simulation_job *job, struct sim_units *out,
                              struct error *err)
{
    const uint64_t seed = job->options.has_seed ? job->options.seed : job->form->settings.seed;
    return sim_units_make(&job->model, seed, job->options.n_units, job->arena, out, err);
}

static const char *not_asked_text(const struct settings *settings)
{
    for (size_t i = 0; i < settings->n_missing_codes; i++)
        if (settings->missing_codes[i].reason == MISSING_NOT_ASKED)
            return settings->missing_codes[i].text;
    return "";
}

static void write_header(const struct simulation_job *job, struct sim_file *file)
{
    if (job->key_header != NULL)
        sim_file_text(file, job->key_header);
    if (job->name_header != NULL)
        sim_file_text(file, job->name_header);
    for (size_t i = 0; i < job->model.n_items; i++)
        if (is_asked(&job->model.items[i]))
            sim_file_text(file, job->model.items[i].question->header);
    if (job->complete_header != NULL)
        sim_file_text(file, job->complete_header);
    sim_file_text(file, SIMULATE_COLUMN);
    sim_file_end_row(file);
}

static void write_unit(const struct simulation_job *job, const struct sim_unit *unit,
                       const struct sim_drawing *drawing, struct sim_file *file)
{
    if (job->key_header != NULL)
        sim_file_text(file, unit->key);
    if (job->name_header != NULL)
        sim_file_text(file, unit->name);
    for (size_t i = 0; i < job->model.n_items; i++)
        if (is_asked(&job->model.items[i]))
            sim_file_cell(file, drawing->cells[i].text, drawing->cells[i].n);
    if (job->complete_header != NULL)
        sim_file_text(file, drawing->has_broken_off ? "" : "1");
    sim_file_text(file, "1");
    sim_file_end_row(file);
}

static enum status write_units(const struct simulation_job *job, struct sim_units *units,
                               struct sim_drawing *drawing, struct sim_file *file,
                               struct simulate_result *result, struct error *err)
{
    write_header(job, file);
    *result = (struct simulate_result){.n_units = units->n};
    for (size_t i = 0; i < units->n; i++) {
        if (units->is_answering != NULL && !units->is_answering[i])
            continue;
        const struct sim_unit unit = sim_units_get(units, i);
        TRY(sim_draw(drawing, &unit, err));
        write_unit(job, &unit, drawing, file);
        result->n_answering++;
        result->n_complete += !drawing->has_broken_off;
    }
    return OK;
}

enum status simulate_answers(struct simulation_job *job, const char *path,
                             struct simulate_result *result, struct error *err)
{
    const struct settings *settings = &job->form->settings;
    const struct sim_spelling spelling = {
        .not_asked = not_asked_text(settings),
        .decimal = settings->decimal == 0 ? '.' : settings->decimal,
    };
    struct sim_units units;
    struct sim_drawing drawing;
    struct sim_file *file = NULL;
    TRY(make_units(job, &units, err));
    TRY(sim_drawing_create(&job->model, job->logic, spelling, job->arena, &drawing, err));
    TRY(sim_file_open(path, settings->delimiter == 0 ? ';' : settings->delimiter,
                      settings->encoding, &file, err));
    const enum status status = write_units(job, &units, &drawing, file, result, err);
    const enum status closed = sim_file_close(file, err);
    return status != OK ? status : closed;
}

bool simulate_has_register(const struct simulation_job *job)
{
    return job->options.n_units > 0 && job->frame.path != NULL;
}

enum status simulate_register(struct simulation_job *job, const char *path, struct error *err)
{
    const struct sim_frame *frame = &job->frame;
    struct sim_units units;
    struct sim_file *file = NULL;
    TRY(make_units(job, &units, err));
    TRY(sim_file_open(path, ',', NULL, &file, err));
    for (size_t column = 0; column < frame->n_columns; column++)
        sim_file_text(file, frame->headers[column]);
    sim_file_end_row(file);
    for (size_t i = 0; i < units.n; i++) {
        const struct sim_unit unit = sim_units_get(&units, i);
        for (size_t column = 0; column < frame->n_columns; column++)
            sim_file_text(file, column == frame->key    ? unit.key
                                : column == frame->name ? unit.name
                                                        : sim_frame_cell(frame, unit.of, column));
        sim_file_end_row(file);
    }
    return sim_file_close(file, err);
}

bool simulate_has_ties(const struct simulation_job *job)
{
    return job->model.ties.is_there && job->options.n_units == 0 && job->frame.path != NULL;
}

enum status simulate_ties(struct simulation_job *job, const char *path, size_t *n,
                          struct error *err)
{
    struct sim_units units;
    struct sim_file *file = NULL;
    TRY(make_units(job, &units, err));
    TRY(sim_file_open(path, ',', NULL, &file, err));
    const enum status status = sim_ties_write(&job->model.ties, &units, file, n, err);
    const enum status closed = sim_file_close(file, err);
    return status != OK ? status : closed;
}
