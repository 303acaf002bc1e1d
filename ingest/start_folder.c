/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/start.h"

#include "ingest/form.h"
#include "ingest/rows.h"
#include "ingest/simulate_file.h"
#include "ingest/start_readme.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

/* Tables that describe a survey whatever the year. */
static const char *const kept[] = {"survey.csv",     "choices.csv",     "indices.csv",
                                   "hypotheses.csv", "uncertainty.csv", "rules.csv",
                                   "simulation.csv"};

static enum status fail(const char *path, struct error *err)
{
    return error_at(err, ERR_WRITE, (struct place){path, 0, 0}, _("cannot write: %s"),
                    strerror(errno));
}

static const char *place(const struct start *start, const char *name, struct error *err)
{
    return start->place(start->context, name, err);
}

/* --- settings.csv, for the new wave ---------------------------------------------------------- */

/* What the new wave has instead of a cell; NULL: the cell itself. */
static const char *renewed(const struct start *start, const char *header, struct arena *arena)
{
    if (strcmp(header, "wave") == 0)
        return arena_print(arena, "%d", start->wave);
    return strcmp(header, "closed") == 0 || strcmp(header, "simulated") == 0 ? "" : NULL;
}

/* The header row, then the row of values, which is known by its number. */
static void put_row(const struct start *start, const struct row *row, const char **header,
                    struct sim_file *file, struct arena *arena)
{
    for (size_t i = 0; i < row->n_cells; i++) {
        const char *other = header == NULL ? NULL : renewed(start, header[i], arena);
        sim_file_text(file, other == NULL ? row->cells[i].text : other);
    }
    sim_file_end_row(file);
}

static enum status write_settings(const struct start *start, struct rows *rows,
                                  struct sim_file *file, struct arena *arena, struct error *err)
{
    const struct row *row = NULL;
    const char **header = NULL;
    for (size_t n_header = 0;;) {
        TRY(rows_next(rows, &row, err));
        if (row == NULL)
            return OK;
        if (header != NULL && row->n_cells != n_header)
            continue; /* not in a folder without faults */
        put_row(start, row, header, file, arena);
        if (header != NULL)
            continue;
        header = arena_array(arena, row->n_cells, const char *);
        n_header = row->n_cells;
        for (size_t i = 0; i < row->n_cells && header != NULL; i++)
            if ((header[i] = arena_text(arena, row->cells[i].text)) == NULL)
                header = NULL;
        if (header == NULL)
            return error_memory(err);
    }
}

static enum status renew_settings(const struct start *start, struct arena *arena, struct error *err)
{
    struct rows *rows = NULL;
    struct sim_file *file = NULL;
    const char *from = arena_print(arena, "%s/settings.csv", start->from);
    const char *to = place(start, "settings.csv", err);
    if (to == NULL || from == NULL)
        return from == NULL ? error_memory(err) : ERR_WRITE;
    TRY(rows_open(from, (struct rows_options){0}, &rows, err));
    enum status status = sim_file_open(to, rows_delimiter(rows), NULL, &file, err);
    if (status == OK)
        status = write_settings(start, rows, file, arena, err);
    const enum status closed = sim_file_close(file, status == OK ? err : NULL);
    rows_close(rows);
    return status == OK ? closed : status;
}

/* --- the others ------------------------------------------------------------------------------ */

static enum status copy_bytes(FILE *in, FILE *out, const char *from, const char *to,
                              struct error *err)
{
    char block[65536];
    for (size_t n; (n = fread(block, 1, sizeof block, in)) > 0;)
        if (fwrite(block, 1, n, out) != n)
            return fail(to, err);
    return ferror(in) ? error_at(err, ERR_READ, (struct place){from, 0, 0}, "%s", strerror(errno))
                      : OK;
}

/* A table that the folder lacks is none of the new one either. */
static enum status copy_table(const struct start *start, const char *name, struct arena *arena,
                              struct error *err)
{
    const char *from = arena_print(arena, "%s/%s", start->from, name);
    if (from == NULL)
        return error_memory(err);
    FILE *in = fopen(from, "rb");
    if (in == NULL)
        return errno == ENOENT
                   ? OK
                   : error_at(err, ERR_OPEN, (struct place){from, 0, 0}, "%s", strerror(errno));
    const char *to = place(start, name, err);
    FILE *out = to == NULL ? NULL : fopen(to, "wb");
    enum status status = to == NULL ? ERR_WRITE : out == NULL ? fail(to, err) : OK;
    if (status == OK)
        status = copy_bytes(in, out, from, to, err);
    if (out != NULL && fclose(out) != 0 && status == OK)
        status = fail(to, err);
    fclose(in);
    return status;
}

static bool has_answer(const struct question *question)
{
    return question->type < QUESTION_NOTE;
}

/* Every question as its own predecessor. */
static enum status write_crosswalk(struct start *start, const struct form *form,
                                   struct arena *arena, struct error *err)
{
    struct sim_file *file = NULL;
    const char *path = place(start, "crosswalk.csv", err);
    const char *wave = arena_print(arena, "%d", form->settings.wave);
    if (path == NULL || wave == NULL)
        return wave == NULL ? error_memory(err) : ERR_WRITE;
    TRY(sim_file_open(path, ',', NULL, &file, err));
    static const char *const header[] = {"variable", "from_wave", "from_name", "recode"};
    for (size_t i = 0; i < COUNT(header); i++)
        sim_file_text(file, header[i]);
    sim_file_end_row(file);
    for (size_t i = 0; i < form->n_questions; i++) {
        if (!has_answer(&form->questions[i]))
            continue;
        sim_file_text(file, form->questions[i].name);
        sim_file_text(file, wave);
        sim_file_text(file, form->questions[i].name);
        sim_file_text(file, "");
        sim_file_end_row(file);
        start->n_questions++;
    }
    return sim_file_close(file, err);
}

enum status start_from_folder(struct start *start, struct arena *arena, struct error *err)
{
    struct findings found = {.arena = arena};
    struct form *form = NULL;
    struct form_sources sources = {0};
    TRY(form_read(start->from, (struct form_options){arena, &found, NULL}, &form, &sources, err));
    if (form->settings.kind != KIND_SURVEY)
        return error_at(err, ERR_USAGE, (struct place){start->from, 0, 0}, "%s",
                        _("is no survey folder: it holds dialogues"));
    TRY(renew_settings(start, arena, err));
    for (size_t i = 0; i < COUNT(kept); i++)
        TRY(copy_table(start, kept[i], arena, err));
    start->key = form->settings.unit_key;
    start->n_lists = form->n_lists;
    TRY(write_crosswalk(start, form, arena, err));
    return start_write_readme(start, START_FOLDER, err);
}
