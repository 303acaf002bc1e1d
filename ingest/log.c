/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/log.h"

#include "base/text.h"
#include "ingest/encoding.h"
#include "ingest/say.h"

enum { MOST_FOUND = 1000, MOST_BYTES = 4 * 1024 * 1024 };

void log_open(struct log *log)
{
    *log = (struct log){0};
    log->found.arena = &log->arena;
}

static void empty(struct log *log)
{
    arena_release(&log->arena);
    log_open(log);
}

void log_release(struct log *log)
{
    arena_release(&log->arena);
    *log = (struct log){0};
}

enum status log_reject(struct log *log, struct rows *rows, const char *role, const struct row *row,
                       struct refusal refusal, struct error *err)
{
    const char *raw = NULL;
    TRY(rows_raw(rows, row->byte, row->n_bytes, &log->arena, &raw, err));
    struct reject *list =
        arena_grown(&log->arena, log->rejects, log->n_rejects, &log->capacity, struct reject);
    const char *reason = arena_text(&log->arena, refusal.reason);
    if (list == NULL || reason == NULL)
        return error_memory(err);
    log->rejects = list;
    log->rejects[log->n_rejects++] =
        (struct reject){.role = role,
                        .at = {rows_path(rows), row->line, refusal.at.column},
                        .byte = rows_origin(rows, row->byte),
                        .rule = refusal.rule,
                        .reason = reason,
                        .raw = raw};
    log->n_bytes += row->n_bytes;
    findings_add(&log->found, refusal.severity, refusal.rule, refusal.at, refusal.unit, NULL, "%s",
                 refusal.reason);
    return log->found.is_out_of_memory ? error_memory(err) : OK;
}

static enum status reject_ragged(struct log *log, struct rows *rows, const struct row *row,
                                 const struct row_shape *shape, struct error *err)
{
    const struct refusal refusal = {
        .severity = FINDING_ERROR,
        .rule = "ragged_row",
        .at = {rows_path(rows), row->line, 0},
        .reason = arena_print(&log->arena,
                              row->n_cells == 1 ? "%zu cell, where the header has %zu"
                                                : "%zu cells, where the header has %zu",
                              row->n_cells, shape->n_cells)};
    return refusal.reason == NULL ? error_memory(err)
                                  : log_reject(log, rows, shape->role, row, refusal, err);
}

static bool is_blank(const struct row *row, size_t from)
{
    for (size_t i = from; i < row->n_cells; i++)
        if (cell_is_filled(&row->cells[i]))
            return false;
    return true;
}

/* Whether nothing but empty cells at its end parts the row from the header. */
static bool ends_otherwise(struct log *log, struct rows *rows, const struct row *row,
                           struct row_shape *shape)
{
    if (row->n_cells < shape->n_named || !is_blank(row, shape->n_cells))
        return false;
    if (!shape->has_told_ends)
        findings_add(&log->found, FINDING_INFO, "empty_ends",
                     (struct place){rows_path(rows), row->line, 0}, NULL, NULL,
                     row->n_cells > shape->n_cells
                         ? "%zu cells, where the header has %zu; the empty ones at the end are "
                           "passed over, here and in other rows"
                         : "%zu cells, where the header has %zu, without names at its end; so it "
                           "is taken, here and in other rows",
                     row->n_cells, shape->n_cells);
    shape->has_told_ends = true;
    return true;
}

/* As spreadsheets leave them below a table. */
static enum status reject_blank(struct log *log, struct rows *rows, const struct row *row,
                                const struct row_shape *shape, struct error *err)
{
    return log_reject(log, rows, shape->role, row,
                      (struct refusal){.severity = FINDING_INFO,
                                       .rule = "blank_row",
                                       .at = {rows_path(rows), row->line, 0},
                                       .reason = "a row of empty cells"},
                      err);
}

static void tell_mark(struct log *log, struct rows *rows, const struct row *row)
{
    if (row->n_cells > 0 && encoding_after_mark(row->cells[0].text) > row->cells[0].text)
        findings_add(&log->found, FINDING_INFO, "inner_mark",
                     (struct place){rows_path(rows), row->line, 1}, NULL, NULL, "%s",
                     "a byte-order mark inside the file: was it joined of several?");
}

static void tell_quote(struct log *log, const struct row *row)
{
    if (row->quote_at.line > 0)
        findings_add(&log->found, FINDING_WARNING, "bare_quote", row->quote_at, NULL, NULL, "%s",
                     "a quote inside a cell that is not quoted is kept as text; was it to begin or "
                     "end one?");
}

static enum status reject_keyless(struct log *log, struct rows *rows, const struct row *row,
                                  const struct row_shape *shape, struct error *err)
{
    const struct refusal refusal = {
        .severity = FINDING_ERROR,
        .rule = "no_key",
        .at = {rows_path(rows), row->line, shape->key + 1},
        .reason = arena_print(&log->arena, "no unit: the column '%s' is empty", shape->key_name)};
    return refusal.reason == NULL ? error_memory(err)
                                  : log_reject(log, rows, shape->role, row, refusal, err);
}

enum status log_check_row(struct log *log, struct rows *rows, const struct row *row,
                          struct row_shape *shape, bool *is_fit, struct error *err)
{
    *is_fit = false;
    if (row->fault != NULL)
        return log_reject(log, rows, shape->role, row,
                          (struct refusal){.severity = FINDING_ERROR,
                                           .rule = row->rule,
                                           .at = row->fault_at,
                                           .reason = row->fault},
                          err);
    if (row->n_cells != shape->n_cells && is_blank(row, 0) && row->n_cells > 1)
        return reject_blank(log, rows, row, shape, err);
    if (row->n_cells != shape->n_cells && !ends_otherwise(log, rows, row, shape))
        return reject_ragged(log, rows, row, shape, err);
    tell_mark(log, rows, row);
    tell_quote(log, row);
    size_t n;
    (void)text_trimmed(encoding_after_mark(row->cells[shape->key].text), &n);
    if (n == 0 && is_blank(row, 0))
        return reject_blank(log, rows, row, shape, err);
    if (n == 0)
        return reject_keyless(log, rows, row, shape, err);
    *is_fit = true;
    return OK;
}

const char *log_quote(struct log *log, const char *text, size_t n)
{
    const char *quote = say_quote(&log->arena, text, n);
    log->found.is_out_of_memory |= quote == NULL;
    return quote == NULL ? "" : quote;
}

bool log_is_full(const struct log *log)
{
    return log->found.n >= MOST_FOUND || log->n_rejects >= MOST_FOUND || log->n_bytes >= MOST_BYTES;
}

enum status log_put(struct log *log, struct store *store, struct wave *wave, struct error *err)
{
    TRY(store_put_findings(store, wave, &log->found, err));
    TRY(store_put_rejects(store, wave, log->rejects, log->n_rejects, err));
    for (int severity = 0; severity < SEVERITY_COUNT; severity++)
        wave->finding_count[severity] += log->found.count[severity];
    empty(log);
    return OK;
}
