/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/files.h"
#include "base/missing.h"
#include "report/data_table.h"
#include "store/names.h"
#include "store/put.h"

/* Finishes the file when all went well so far, and closes it. */
static enum status finish(struct rowfile *file, enum status status, struct error *err)
{
    if (status == OK)
        status = rowfile_finish(file, err);
    rowfile_close(file);
    return status;
}

static void put_figure(struct rowfile *file, int year, const struct figure *figure)
{
    rowfile_count(file, (uint64_t)year);
    rowfile_text(file, figure->id);
    rowfile_number(file, figure->value);
    rowfile_number(file, figure->n);
    rowfile_number(file, figure->se);
    rowfile_number(file, figure->low);
    rowfile_number(file, figure->high);
    rowfile_number(file, figure->p);
    rowfile_text(file, figure->status);
    rowfile_text(file, figure->unit);
    rowfile_count(file, (uint64_t)figure->decimals);
    rowfile_text(file, figure->method);
    rowfile_end_row(file);
}

enum status files_put_figures(const char *path, const struct wave *wave,
                              const struct figures *figures, struct error *err)
{
    struct rowfile *file = NULL;
    TRY(data_table_open(path, &data_tables[DATA_FIGURES], &file, err));
    for (size_t i = 0; i < figures->n; i++)
        put_figure(file, wave->form->settings.wave, &figures->list[i]);
    return finish(file, OK, err);
}

/* "" for a number; "z": the index has no meaning for the unit; "x": it could not be had. */
static const char *score_status(double value)
{
    if (!is_missing(value))
        return "";
    const enum missing reason = missing_reason(value);
    return reason == MISSING_NOT_ASKED || reason == MISSING_NOT_APPLICABLE ? "z" : "x";
}

static double of_ranks(const double *of_rows, size_t row)
{
    return of_rows == NULL ? MISSING : of_rows[row];
}

static void put_score(struct rowfile *file, const struct score *score, size_t row, const char *key)
{
    rowfile_text(file, key);
    rowfile_text(file, score->index->code);
    rowfile_number(file, score->value[row]);
    rowfile_count(file, score->answered[row]);
    rowfile_count(file, score->n_items);
    rowfile_position(file, score->rank == NULL ? 0 : score->rank[row]);
    rowfile_text(file, score_status(score->value[row]));
    rowfile_number(file, of_ranks(score->rank_median, row));
    rowfile_number(file, of_ranks(score->rank_low, row));
    rowfile_number(file, of_ranks(score->rank_high, row));
    rowfile_position(file, score->rank_class == NULL ? 0 : score->rank_class[row]);
    rowfile_number(file, of_ranks(score->rank_mean, row));
    rowfile_number(file, of_ranks(score->above_next, row));
    rowfile_end_row(file);
}

static enum status put_all_scores(struct rowfile *file, struct row_names *names,
                                  const struct wave *wave, struct error *err)
{
    const char *key = NULL, *name = NULL;
    for (size_t row = 0; row < wave->n_rows; row++) {
        TRY(row_names_next(names, &key, &name, err));
        for (size_t i = 0; i < wave->n_scores; i++)
            put_score(file, &wave->scores[i], row, key);
        for (size_t i = 0; i < wave->n_items; i++)
            put_score(file, &wave->items[i], row, key);
    }
    return OK;
}

enum status files_put_scores(const char *path, struct store *store, const struct wave *wave,
                             struct error *err)
{
    struct row_names *names = NULL;
    struct rowfile *file = NULL;
    enum status status = data_table_open(path, &data_tables[DATA_SCORES], &file, err);
    if (status == OK)
        status = row_names_open(store, wave, &names, err);
    if (status == OK)
        status = put_all_scores(file, names, wave, err);
    row_names_close(names);
    return finish(file, status, err);
}

/* The rows of a file, and the form whose folder its places are in. */
struct places {
    struct rowfile *file;
    const struct form *form;
};

static void put_place(const struct places *places, struct place at)
{
    struct rowfile *file = places->file;
    rowfile_text(file, form_file(places->form, at.file));
    rowfile_position(file, (uint64_t)at.line);
    rowfile_position(file, (uint64_t)at.column);
}

static enum status put_finding(void *context, const struct finding *finding, struct error *err)
{
    (void)err;
    const struct places *places = context;
    struct rowfile *file = places->file;
    rowfile_text(file, severity_name(finding->severity));
    rowfile_text(file, finding->rule);
    put_place(places, finding->at);
    rowfile_text(file, finding->unit);
    rowfile_text(file, finding->question);
    rowfile_text(file, finding->text);
    rowfile_end_row(file);
    return OK;
}

enum status files_put_findings(const char *path, struct store *store, const struct wave *wave,
                               struct error *err)
{
    struct places places = {.form = wave->form};
    TRY(data_table_open(path, &data_tables[DATA_FINDINGS], &places.file, err));
    return finish(places.file, store_each_finding(store, wave, put_finding, &places, err), err);
}

static enum status put_reject(void *context, const struct reject *reject, struct error *err)
{
    (void)err;
    const struct places *places = context;
    struct rowfile *file = places->file;
    put_place(places, reject->at);
    rowfile_count(file, reject->byte);
    rowfile_text(file, reject->rule);
    rowfile_text(file, reject->reason);
    rowfile_text(file, reject->raw);
    rowfile_end_row(file);
    return OK;
}

enum status files_put_rejects(const char *path, struct store *store, const struct wave *wave,
                              struct error *err)
{
    struct places places = {.form = wave->form};
    TRY(data_table_open(path, &data_tables[DATA_REJECTS], &places.file, err));
    return finish(places.file, store_each_reject(store, wave, put_reject, &places, err), err);
}
