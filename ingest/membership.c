/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/membership.h"

#include "base/finding.h"
#include "ingest/expression.h"
#include "store/sql.h"

#include <stdlib.h>
#include <string.h>

struct columns {
    const struct frame *frame;
    const bool *is_number;
    const char **sql; /* quoted names */
};

static bool find_column(void *context, const char *name, struct expression_column *column)
{
    const struct columns *columns = context;
    for (size_t i = 0; i < columns->frame->n_columns; i++)
        if (strcmp(columns->frame->columns[i], name) == 0) {
            *column = (struct expression_column){columns->sql[i], columns->is_number[i]};
            return true;
        }
    return false;
}

/* The frame's condition as SQL, "1" when there is none. */
static enum status translate(const struct frame *frame, const struct wave *wave,
                             const bool *is_number, struct arena *arena, const char **out,
                             struct error *err)
{
    const struct settings *settings = &wave->form->settings;
    *out = "1";
    if (settings->frame == NULL)
        return OK;
    struct columns columns = {frame, is_number, arena_array(arena, frame->n_columns, const char *)};
    for (size_t i = 0; i < frame->n_columns && columns.sql != NULL; i++)
        if ((columns.sql[i] = sql_name_in(arena, frame->columns[i])) == NULL)
            return error_memory(err);
    if (columns.sql == NULL)
        return error_memory(err);
    struct findings found = {.arena = arena};
    const struct expression_scope scope = {.at = settings->frame_at,
                                           .find = find_column,
                                           .context = &columns,
                                           .names = frame->columns,
                                           .n_names = frame->n_columns};
    *out = expression_condition(settings->frame, &scope, arena, &found);
    TRY(findings_status(&found, err));
    return *out == NULL ? error_memory(err) : OK;
}

/* The units for which the condition holds, and their names. */
static enum status select_units(struct store *store, const struct wave *wave, const char *condition,
                                struct statement **out, struct error *err)
{
    const char *name = wave->form->settings.name_column;
    struct sql sql = {0};
    sql_print(&sql, "SELECT unit_id, ");
    if (name != NULL) {
        sql_print(&sql, "nullif(trim(");
        sql_name(&sql, name);
        sql_print(&sql, "), '')");
    } else {
        sql_print(&sql, "NULL");
    }
    sql_print(&sql, " FROM ");
    sql_table(&sql, "register", wave);
    sql_print(&sql, " WHERE %s ORDER BY unit_id", condition);
    const enum status status = sql_open(&sql, store, out, err);
    sql_release(&sql);
    return status;
}

static enum status put_units(struct frame *frame, struct wave *wave, struct statement *units,
                             struct statement *insert, struct error *err)
{
    statement_bind_integer(insert, 2, wave->id);
    for (;;) {
        bool has_row;
        TRY(statement_step(units, &has_row, err));
        if (!has_row)
            return OK;
        const int64_t id = statement_integer(units, 0);
        const uint32_t unit = (uint32_t)(id - frame->first_unit);
        statement_bind_integer(insert, 1, id);
        statement_bind_text(insert, 3, textset_text(&frame->keys, unit));
        statement_bind_text(insert, 4, statement_text(units, 1));
        TRY(statement_run(insert, err));
        frame->is_in[unit] = true;
        wave->n_frame++;
    }
}

static enum status check_frame(const struct frame *frame, const struct wave *wave,
                               struct error *err)
{
    const struct settings *settings = &wave->form->settings;
    if (wave->n_frame > 0)
        return OK;
    if (frame->keys.n == 0)
        return error_set(err, ERR_TABLE, "%s", _("register.csv has no unit that could be taken"));
    return error_at(err, ERR_TABLE, settings->frame_at,
                    _("none of the %zu units of register.csv belongs to the frame '%s'"),
                    frame->keys.n, settings->frame);
}

enum status membership_put(struct frame *frame, struct store *store, struct wave *wave,
                           const bool *is_number, struct error *err)
{
    static const char sql[] = "INSERT INTO unit (id, wave, key, name) VALUES (?1, ?2, ?3, ?4)";
    struct arena arena = {0};
    struct statement *units = NULL, *insert = NULL;
    const char *condition = NULL;
    wave->n_frame = 0;
    frame->is_in = calloc(frame->keys.n + 1, sizeof *frame->is_in);
    enum status status = frame->is_in == NULL ? error_memory(err) : OK;
    if (status == OK)
        status = translate(frame, wave, is_number, &arena, &condition, err);
    if (status == OK)
        status = select_units(store, wave, condition, &units, err);
    if (status == OK)
        status = statement_open(store, sql, &insert, err);
    if (status == OK)
        status = put_units(frame, wave, units, insert, err);
    if (status == OK)
        status = check_frame(frame, wave, err);
    statement_close(units);
    statement_close(insert);
    arena_release(&arena);
    return status;
}
