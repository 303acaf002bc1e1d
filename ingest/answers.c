/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/answers.h"

#include "base/text.h"
#include "ingest/admit.h"
#include "ingest/cells.h"
#include "ingest/conclude.h"
#include "ingest/foreign_labels.h"
#include "ingest/match.h"
#include "ingest/orgnr.h"
#include "ingest/pipeline.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { N_BATCHES = 4, TIMED = 16, WORTH_A_THREAD = 1024 * 1024 };

struct loader {
    const struct intake *in;
    struct rows *rows;
    struct peek *peek;
    struct match match;
    struct row_shape shape;
    struct cells cells;
    struct admission admission;
    struct answers *answers;
    void *batches[N_BATCHES];
    const struct row *pending; /* read, but the last batch was full */
    struct log log;            /* of the header */
    size_t n_logged;           /* rejects that went to the store */
    uint64_t n_bytes;          /* of the file */
};

static bool is_drawn(const struct loader *l, const struct row *row)
{
    if (l->match.simulated < 0)
        return false;
    size_t n;
    const char *text = cell_trimmed(&row->cells[l->match.simulated], &n);
    return n > 0 && !(n == 1 && text[0] == '0');
}

/* The row goes into the wave and the batch. */
static enum status take(struct loader *l, struct batch *batch, const struct row *row,
                        struct bulk_text key, uint32_t unit, struct error *err)
{
    struct wave *wave = l->in->wave;
    const uint32_t first = l->in->frame->is_there ? l->in->frame->first_unit : l->in->first_unit;
    const size_t at = batch->n_rows;
    TRY(fields_reserve(l->in->fields, wave, wave->n_rows + 1, err));
    batch->line[at] = wave->line[wave->n_rows] = (uint32_t)row->line;
    batch->unit[at] = wave->unit[wave->n_rows] = first + unit;
    batch->key[at] = key;
    batch->name[at] = (struct bulk_text){0};
    if (l->match.name >= 0 && cell_is_filled(&row->cells[l->match.name])) {
        size_t n;
        const char *name = cell_trimmed(&row->cells[l->match.name], &n);
        batch->name[at] = batch_copy(batch, name, n);
    }
    wave->is_simulated |= is_drawn(l, row);
    cells_read(&l->cells, batch, row, wave->n_rows);
    batch->n_rows++;
    wave->n_rows++;
    return OK;
}

/* A key as it stands in messages and in the store. */
static struct bulk_text copy_key(struct loader *l, struct batch *batch, const struct row *row)
{
    char buffer[ORGNR_SIZE];
    size_t n;
    const char *key = frame_key(l->in->wave->form, row->cells[l->match.key].text, &n, buffer);
    struct bulk_text copy = batch_copy(batch, key, n);
    (void)batch_copy(batch, "", 1);
    return copy;
}

static enum status take_row(struct loader *l, struct batch *batch, const struct row *row,
                            struct error *err)
{
    bool is_fit;
    TRY(log_check_row(&batch->log, l->rows, row, &l->shape, &is_fit, err));
    if (!is_fit)
        return OK;
    const struct bulk_text key = copy_key(l, batch, row);
    uint32_t unit;
    TRY(admit_row(&l->admission, batch, row, key, &unit, err));
    return unit == TEXTSET_NONE ? OK : take(l, batch, row, key, unit, err);
}

static bool is_short_of_memory(const struct loader *l, const struct batch *batch)
{
    if (batch->is_out_of_memory || batch->log.found.is_out_of_memory)
        return true;
    for (size_t i = 0; i < l->in->fields->n_codes; i++)
        if (l->in->fields->codes[i].is_out_of_memory)
            return true;
    return false;
}

/* Reads a row, unless one waits. One in TIMED is timed for all. */
static enum status read_pending(struct loader *l, struct error *err)
{
    if (l->pending != NULL)
        return OK;
    struct laps *laps = l->in->wave->n_read % TIMED == 0 ? l->in->laps : NULL;
    const double start = laps_start(laps);
    TRY(peek_next(l->peek, &l->pending, err));
    laps_move(laps, LAP_CHECK, LAP_READ, TIMED * (laps_start(laps) - start));
    return OK;
}

static enum status fill_batch(void *context, void *item, bool *is_last, struct error *err)
{
    struct loader *l = context;
    struct batch *batch = item;
    double start = laps_start(l->in->laps);
    batch_empty(batch);
    for (;;) {
        TRY(read_pending(l, err));
        *is_last = l->pending == NULL;
        const size_t room = *is_last ? 0 : cells_room(&l->cells, l->pending);
        if (*is_last || batch_is_full(batch, room)) {
            cells_keep(&l->cells, batch, l->in->wave->n_rows - batch->n_rows);
            laps_end(l->in->laps, LAP_CHECK, &start);
            return is_short_of_memory(l, batch) ? error_memory(err) : OK;
        }
        const struct row *row = l->pending;
        l->pending = NULL;
        l->in->wave->n_read++;
        if (!batch_reserve_text(batch, room))
            return error_memory(err);
        TRY(take_row(l, batch, row, err));
    }
}

static enum status put_batch(void *context, void *item, struct error *err)
{
    struct loader *l = context;
    struct batch *batch = item;
    double start = laps_start(l->in->laps);
    TRY(answers_put(l->answers, batch_view(batch, !l->in->frame->is_there), err));
    l->n_logged += batch->log.n_rejects;
    TRY(log_put(&batch->log, l->in->store, l->in->wave, err));
    laps_end(l->in->laps, LAP_STORE, &start);
    return OK;
}

static enum status read_header(struct loader *l, struct error *err)
{
    const struct settings *settings = &l->in->wave->form->settings;
    struct arena arena = {0};
    struct header header;
    header_begin(&header, &arena);
    l->match.is_name_wanted = !l->in->frame->is_there;
    enum status status = header_read(&header, l->rows, settings->header_rows, err);
    if (status == OK)
        status = match_below(&(struct matching){.fields = l->in->fields, .form = l->in->wave->form},
                             l->rows, &header, err);
    if (status == OK)
        status = match_header(l->in->fields, l->in->wave, &header, &l->log.found, &l->match, err);
    header_release(&header);
    arena_release(&arena);
    l->admission.rows = l->rows;
    l->admission.key = l->match.key;
    l->admission.complete = l->match.complete;
    l->shape = (struct row_shape){.role = "answers",
                                  .n_cells = l->match.n_cells,
                                  .n_named = l->match.n_named,
                                  .key = l->match.key,
                                  .key_name = settings->unit_key};
    return status;
}

static enum status open_batches(struct loader *l, size_t n, struct error *err)
{
    for (size_t i = 0; i < n; i++) {
        struct batch *batch = NULL;
        TRY(batch_create(l->in->fields, &batch, err));
        l->batches[i] = batch;
    }
    return OK;
}

static uint64_t file_size(const char *path)
{
    struct stat info;
    return stat(path, &info) == 0 ? (uint64_t)info.st_size : 0;
}

/* Columns that grow are copied again and again; most of that is saved for a long file. */
static enum status make_room(struct loader *l, struct error *err)
{
    const size_t n_rows = peek_expected(l->peek, l->n_bytes);
    if (!admission_reserve(&l->admission, n_rows))
        return error_memory(err);
    return fields_reserve(l->in->fields, l->in->wave, n_rows, err);
}

static enum status read_rows(struct loader *l, struct error *err)
{
    const bool is_threaded = l->in->threads > 1 && l->n_bytes >= WORTH_A_THREAD;
    const size_t n_batches = is_threaded ? N_BATCHES : 1;
    TRY(make_room(l, err));
    TRY(open_batches(l, n_batches, err));
    const struct pipeline pipeline = {
        .fill = fill_batch, .put = put_batch, .context = l, .items = l->batches, .n = n_batches};
    return pipeline_run(&pipeline, is_threaded ? 2 : 1, err);
}

static enum status withdraw(struct loader *l, struct error *err)
{
    const struct frame *frame = l->in->frame;
    const struct withdrawing from = {
        .store = l->in->store,
        .wave = l->in->wave,
        .fields = l->in->fields,
        .rows = l->rows,
        .answers = l->answers,
        .keys = frame->is_there ? &frame->keys : &l->admission.keys,
        .first_unit = frame->is_there ? frame->first_unit : l->in->first_unit,
        .key = l->match.key,
        .has_register = frame->is_there,
    };
    size_t n_withdrawn = 0;
    TRY(repeats_withdraw(&l->admission.repeats, &from, &n_withdrawn, err));
    l->n_logged += n_withdrawn;
    return OK;
}

/* Nothing may be lost on the way: what was read was either stored or rejected. */
static enum status settle(struct loader *l, struct error *err)
{
    struct wave *wave = l->in->wave;
    wave->n_rejected = l->n_logged;
    if (!l->in->frame->is_there)
        wave->n_frame = wave->n_rows;
    if (wave->n_read != wave->n_rows + wave->n_rejected)
        return error_at(err, ERR_STORE, (struct place){wave->answers_path, 0, 0},
                        _("internal error: %zu rows read, but %zu stored and %zu rejected"),
                        wave->n_read, wave->n_rows, wave->n_rejected);
    return OK;
}

static enum status read_all(struct loader *l, struct error *err)
{
    const struct settings *settings = &l->in->wave->form->settings;
    struct matching matching = {.fields = l->in->fields, .form = l->in->wave->form};
    const struct rows_options options = {.keeps_quotes = true,
                                         .encoding = settings->encoding,
                                         .delimiter = settings->delimiter,
                                         .takes_foreign = true,
                                         .sheet = settings->sheet,
                                         .decimal = settings->decimal,
                                         .fit = match_fit,
                                         .context = &matching};
    double start = laps_start(l->in->laps);
    const char *path = l->in->wave->answers_path;
    l->n_bytes = file_size(path);
    TRY(rows_open(path, options, &l->rows, err));
    if (matching.is_out_of_memory)
        return error_memory(err);
    l->in->wave->answers_path = arena_text(l->in->wave->arena, rows_path(l->rows));
    if (l->in->wave->answers_path == NULL)
        return error_memory(err);
    TRY(read_header(l, err));
    TRY(foreign_labels_join(l->rows, l->in->fields, &l->log.found, err));
    TRY(peek_open(l->rows, &l->peek, err));
    laps_end(l->in->laps, LAP_READ, &start);
    const struct look look = {l->peek, l->in->fields, l->match.n_cells, &l->log.found};
    TRY(cells_open(&l->cells, err));
    TRY(conclude_decimal(&look, settings->decimal, &l->cells.decimal, err));
    conclude_languages(&look, l->in->wave->form);
    TRY(log_put(&l->log, l->in->store, l->in->wave, err));
    TRY(answers_open(l->in->store, l->in->wave,
                     (struct store_columns){l->in->fields->columns, l->in->fields->n}, &l->answers,
                     err));
    TRY(read_rows(l, err));
    TRY(withdraw(l, err));
    return settle(l, err);
}

enum status answers_read(const struct intake *intake, struct source *source, struct error *err)
{
    struct loader l = {
        .in = intake,
        .admission = {.in = intake, .repeats = {.wave = intake->wave}},
        .cells = {.fields = intake->fields, .wave = intake->wave, .absent = intake->absent}};
    log_open(&l.log);
    enum status status = read_all(&l, err);
    if (status == OK) {
        source->rows = intake->wave->n_read;
        source->delimiter = rows_delimiter(l.rows);
        source->encoding = arena_text(intake->wave->arena, rows_encoding(l.rows));
        if (source->encoding == NULL)
            status = error_memory(err);
    }
    for (size_t i = 0; i < N_BATCHES; i++)
        batch_free(l.batches[i]);
    answers_close(l.answers);
    admission_release(&l.admission);
    log_release(&l.log);
    peek_close(l.peek);
    rows_close(l.rows);
    return status;
}
