/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/simulate_register.h"

#include "base/text.h"
#include "ingest/register.h"
#include "store/put.h"
#include "store/sql.h"
#include "store/table.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* Where the program's reader of registers puts what it reads. */
struct reading_register {
    struct store *store;
    struct wave wave;
    struct frame frame;
    struct arena *arena;
    struct findings *found;
};

static enum status take_finding(void *context, const struct finding *finding, struct error *err)
{
    struct findings *found = context;
    if (finding->severity == FINDING_INFO)
        return OK;
    findings_add(found, finding->severity, "register", finding->at, finding->unit,
                 finding->question, "%s", finding->text);
    return found->is_out_of_memory ? error_memory(err) : OK;
}

/* A number as people write it: 74.7, 2. The decimal sign of printf is the locale's. */
static const char *number_text(struct arena *arena, double number)
{
    enum { DIGITS = 15 };
    char text[64];
    snprintf(text, sizeof text, "%.*g", DIGITS, number);
    char *sign = text + strcspn(text, ",");
    if (*sign == ',')
        *sign = '.';
    return arena_text(arena, text);
}

static const char *cell_text(struct arena *arena, const struct statement *s, int column)
{
    if (statement_is_null(s, column))
        return "";
    if (statement_is_number(s, column))
        return number_text(arena, statement_number(s, column));
    size_t n;
    const char *text = text_trimmed(statement_text(s, column), &n);
    return n == 0 ? "" : arena_text_n(arena, text, n);
}

/* The row of the register that `s` stands at, whose column 0 is the unit's id. */
static enum status take_unit(const struct reading_register *r, const struct statement *s,
                             size_t unit, const struct sim_frame *out, const char **cells,
                             struct error *err)
{
    for (size_t i = 0; i < out->n_columns; i++) {
        cells[i] = i == out->key
                       ? arena_text(r->arena, textset_text(&r->frame.keys, (uint32_t)unit))
                       : cell_text(r->arena, s, (int)i + 1);
        if (cells[i] == NULL)
            return error_memory(err);
    }
    return OK;
}

static enum status take_units(struct reading_register *r, struct statement *s,
                              struct sim_frame *out, struct error *err)
{
    const char **cells = arena_array(r->arena, r->wave.n_frame * out->n_columns, const char *);
    if (cells == NULL)
        return error_memory(err);
    out->cells = cells;
    for (size_t unit = 0;; unit++) {
        bool has_row;
        TRY(statement_step(s, &has_row, err));
        if (!has_row)
            return OK;
        if (!r->frame.is_in[unit])
            continue;
        TRY(take_unit(r, s, unit, out, &cells[out->n_units * out->n_columns], err));
        out->n_units++;
    }
}

static enum status take_frame(struct reading_register *r, struct sim_frame *out, struct error *err)
{
    const struct settings *settings = &r->wave.form->settings;
    struct sql sql = {0};
    struct statement *s = NULL;
    out->headers = r->frame.columns;
    out->n_columns = r->frame.n_columns;
    out->key = sim_frame_column(out, settings->unit_key);
    out->name = settings->name_column == NULL ? SIM_NO_COLUMN
                                              : sim_frame_column(out, settings->name_column);
    sql_print(&sql, "SELECT * FROM ");
    sql_table(&sql, "register", &r->wave);
    sql_print(&sql, " ORDER BY unit_id");
    enum status status = sql_open(&sql, r->store, &s, err);
    if (status == OK)
        status = take_units(r, s, out, err);
    statement_close(s);
    sql_release(&sql);
    return status;
}

static enum status read_into_store(struct reading_register *r, struct sim_frame *out,
                                   struct error *err)
{
    uint32_t first_unit;
    TRY(store_open("", &r->store, err));
    TRY(store_begin(r->store, err));
    TRY(store_put_form(r->store, &r->wave, &first_unit, err));
    TRY(frame_read(&r->frame, r->store, &r->wave, out->path, first_unit, err));
    TRY(store_each_finding(r->store, &r->wave, take_finding, r->found, err));
    return take_frame(r, out, err);
}

enum status sim_register_read(const struct form *form, const char *path, struct arena *arena,
                              struct findings *found, struct sim_frame *out, struct error *err)
{
    *out = (struct sim_frame){.key = SIM_NO_COLUMN, .name = SIM_NO_COLUMN};
    if (path == NULL && !form->has_register)
        return OK;
    out->path = path != NULL ? path : arena_print(arena, "%s/register.csv", form->folder);
    if (out->path == NULL)
        return error_memory(err);
    struct reading_register reading = {
        .wave = {.form = form, .arena = arena}, .arena = arena, .found = found};
    const enum status status = read_into_store(&reading, out, err);
    frame_release(&reading.frame);
    store_close(reading.store);
    return status;
}
