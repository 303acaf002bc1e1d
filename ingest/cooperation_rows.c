/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cooperation.csv: a row a tie. */
#include "base/text.h"
#include "ingest/cooperation_inside.h"
#include "ingest/cooperation_source.h"
#include "ingest/peek.h"
#include "ingest/table.h"

#include <stdlib.h>
#include <string.h>

struct tie_rows {
    struct tie_reader *r;
    struct rows *rows;
    struct peek *peek;
    struct decimal decimal;
    int cell[COOPERATION_COLUMNS]; /* from 0; -1: the file has no such column */
    struct row_shape shape;
    struct textset seen; /* from, to and area of the ties kept ... */
    long *line;          /* ... and their lines, by their number there */
    size_t capacity;
};

/* A row on its way to be a tie. */
struct candidate {
    const struct row *row;
    struct tie tie;
    const char *area;
};

static int column_of(const char *name, size_t n)
{
    for (int i = 0; i < COOPERATION_COLUMNS; i++) {
        const char *column = cooperation_layout.columns[i].name;
        if (strlen(column) == n && memcmp(column, name, n) == 0)
            return i;
    }
    return -1;
}

/* For rows_options.fit: as the header was read with the folder's tables. */
static size_t count_known(void *context, const struct row *row)
{
    (void)context;
    size_t known = 0;
    for (size_t i = 0; i < row->n_cells; i++) {
        size_t n;
        const char *name = text_trimmed(row->cells[i].text, &n);
        known += column_of(name, n) >= 0;
    }
    return known;
}

/* It was found in order when the form was read; a file that was changed since is not. */
static enum status take_header(struct tie_rows *t, struct error *err)
{
    const struct row *row = NULL;
    for (int i = 0; i < COOPERATION_COLUMNS; i++)
        t->cell[i] = -1;
    TRY(rows_next(t->rows, &row, err));
    for (size_t i = 0; row != NULL && i < row->n_cells; i++) {
        size_t n;
        const char *name = text_trimmed(row->cells[i].text, &n);
        const int column = column_of(name, n);
        if (column >= 0 && t->cell[column] < 0)
            t->cell[column] = (int)i;
    }
    if (t->cell[COOPERATION_FROM] < 0 || t->cell[COOPERATION_TO] < 0)
        return error_at(err, ERR_READ, (struct place){rows_path(t->rows), 1, 0}, "%s",
                        _("the header has changed since it was read"));
    t->shape = (struct row_shape){.role = "cooperation",
                                  .n_cells = row->n_cells,
                                  .n_named = row->n_cells,
                                  .key = t->cell[COOPERATION_FROM],
                                  .key_name = cooperation_layout.columns[COOPERATION_FROM].name};
    return OK;
}

static const struct cell *cell_of(const struct tie_rows *t, const struct row *row, int column)
{
    return t->cell[column] < 0 ? NULL : &row->cells[t->cell[column]];
}

static struct place place_of(const struct tie_rows *t, const struct row *row, int column)
{
    const struct cell *cell = cell_of(t, row, column);
    return (struct place){rows_path(t->rows), cell == NULL ? row->line : cell->line,
                          t->cell[column] + 1};
}

static enum status reject(struct tie_rows *t, const struct row *row, int column, const char *rule,
                          const char *reason, struct error *err)
{
    const struct refusal refusal = {
        .severity = FINDING_ERROR, .rule = rule, .at = place_of(t, row, column), .reason = reason};
    t->r->network->n_rejected++;
    return reason == NULL ? error_memory(err)
                          : log_reject(t->r->log, t->rows, "cooperation", row, refusal, err);
}

/* The unit of a cell; *unit TEXTSET_NONE when the row was rejected for it. */
static enum status take_unit(struct tie_rows *t, const struct row *row, int column, uint32_t *unit,
                             struct error *err)
{
    const char *cell = cell_of(t, row, column)->text;
    size_t n;
    const char *text = text_trimmed(cell, &n);
    *unit = tie_unit(t->r, cell);
    if (*unit != TEXTSET_NONE)
        return OK;
    return n == 0 ? reject(t, row, column, "no_key", "no unit: the column 'to' is empty", err)
                  : reject(t, row, column, "unknown_unit", tie_say_no_unit(t->r, text, n), err);
}

/* A blank one is missing; *is_fit false when the row was rejected for it. */
static enum status take_weight(struct tie_rows *t, const struct row *row, double *weight,
                               bool *is_fit, struct error *err)
{
    const struct cell *cell = cell_of(t, row, COOPERATION_WEIGHT);
    size_t n = 0;
    const char *text = cell == NULL ? "" : text_trimmed(cell->text, &n);
    *weight = MISSING;
    *is_fit = true;
    if (n == 0)
        return OK;
    const bool is_number = text_number(text, n, t->decimal.mark, weight);
    *is_fit = is_number && *weight > 0;
    if (*is_fit)
        return OK;
    const char *wanted = !is_number ? t->decimal.mark == ',' ? "not a number, which weight wants "
                                                               "(as 12,5: with decimal comma)"
                                                             : "not a number, which weight wants "
                                                               "(as 12.5: with decimal point)"
                                    : "not above 0, as the weight of a tie is";
    return reject(
        t, row, COOPERATION_WEIGHT, is_number ? "not_positive" : "not_a_number",
        arena_print(&t->r->log->arena, "'%s' is %s", log_quote(t->r->log, text, n), wanted), err);
}

/* The number of the tie among those seen, and whether it is the first of its kind. */
static enum status see(struct tie_rows *t, const struct candidate *c, uint32_t *index, bool *is_new,
                       struct error *err)
{
    struct arena *arena = &t->r->log->arena;
    const char *text = arena_print(arena, "%u %u %s", c->tie.from, c->tie.to, c->area);
    const size_t before = t->seen.n;
    if (text == NULL || !textset_add(&t->seen, text, strlen(text), index))
        return error_memory(err);
    *is_new = t->seen.n > before;
    if (*is_new && before == t->capacity) {
        const size_t capacity = before == 0 ? 1024 : 2 * before;
        long *line = realloc(t->line, capacity * sizeof *line);
        if (line == NULL)
            return error_memory(err);
        t->line = line;
        t->capacity = capacity;
    }
    if (*is_new)
        t->line[*index] = c->row->line;
    return OK;
}

static enum status keep(struct tie_rows *t, const struct candidate *c, struct error *err)
{
    const struct network *network = t->r->network;
    struct arena *arena = &t->r->log->arena;
    uint32_t index = 0;
    bool is_new = false;
    if (c->tie.from == c->tie.to)
        return reject(
            t, c->row, COOPERATION_TO, "self_tie",
            arena_print(arena, "'%s' is said to co-operate with itself", network->key[c->tie.to]),
            err);
    TRY(see(t, c, &index, &is_new, err));
    if (!is_new)
        return reject(t, c->row, COOPERATION_FROM, "repeated_tie",
                      arena_print(arena, "the tie from '%s' to '%s' is there already in line %ld",
                                  network->key[c->tie.from], network->key[c->tie.to],
                                  t->line[index]),
                      err);
    return tie_keep(t->r, c->tie, c->area, err);
}

static enum status take_row(struct tie_rows *t, const struct row *row, struct error *err)
{
    struct candidate c = {.row = row, .area = ""};
    bool is_fit;
    const struct cell *area = NULL;
    TRY(log_check_row(t->r->log, t->rows, row, &t->shape, &is_fit, err));
    if (!is_fit) {
        t->r->network->n_rejected++;
        return OK;
    }
    TRY(take_unit(t, row, COOPERATION_FROM, &c.tie.from, err));
    if (c.tie.from == TEXTSET_NONE)
        return OK;
    TRY(take_unit(t, row, COOPERATION_TO, &c.tie.to, err));
    if (c.tie.to == TEXTSET_NONE)
        return OK;
    TRY(take_weight(t, row, &c.tie.weight, &is_fit, err));
    if (!is_fit)
        return OK;
    if ((area = cell_of(t, row, COOPERATION_AREA)) != NULL) {
        size_t n;
        const char *text = text_trimmed(area->text, &n);
        c.area = arena_text_n(&t->r->log->arena, text, n);
    }
    return c.area == NULL ? error_memory(err) : keep(t, &c, err);
}

static enum status read_rows(struct tie_rows *t, struct error *err)
{
    struct tie_reader *r = t->r;
    for (;;) {
        const struct row *row = NULL;
        TRY(peek_next(t->peek, &row, err));
        if (row == NULL) /* before the file is closed, which names its rejects */
            return log_put(r->log, r->store, r->wave, err);
        r->network->n_read++;
        TRY(take_row(t, row, err));
        if (log_is_full(r->log) || r->network->n_read % 1000 == 0)
            TRY(log_put(r->log, r->store, r->wave, err));
    }
}

static enum status read_file(struct tie_rows *t, struct error *err)
{
    struct tie_reader *r = t->r;
    TRY(rows_open(r->network->path, (struct rows_options){.fit = count_known}, &t->rows, err));
    TRY(take_header(t, err));
    TRY(peek_open(t->rows, &t->peek, err));
    r->network->has_weights = t->cell[COOPERATION_WEIGHT] >= 0;
    bool *is_number = arena_array(r->wave->arena, t->shape.n_cells, bool);
    if (is_number == NULL)
        return error_memory(err);
    if (r->network->has_weights)
        is_number[t->cell[COOPERATION_WEIGHT]] = true;
    t->decimal = peek_decimal(t->peek, is_number, t->shape.n_cells);
    tell_decimal(&r->log->found, &t->decimal);
    return read_rows(t, err);
}

/* --register: a frame of other units, drawn ones perhaps, has other ties. */
static bool is_of_another_register(const struct tie_reader *r)
{
    return r->frame->is_there && strcmp(r->frame->source.name, "register.csv") != 0;
}

static bool knows(const struct tie_rows *t, const struct row *row, int column)
{
    return row->n_cells == t->shape.n_cells &&
           tie_unit(t->r, cell_of(t, row, column)->text) != TEXTSET_NONE;
}

/* Whether at least half of the first rows are about units of the frame. */
static enum status look_for_units(struct tie_rows *t, bool *are_known, struct error *err)
{
    int n = 0, n_known = 0;
    TRY(rows_open(t->r->network->path, (struct rows_options){.fit = count_known}, &t->rows, err));
    TRY(take_header(t, err));
    for (; n < PEEK_ROWS; n++) {
        const struct row *row = NULL;
        TRY(rows_next(t->rows, &row, err));
        if (row == NULL)
            break;
        n_known += knows(t, row, COOPERATION_FROM) && knows(t, row, COOPERATION_TO);
    }
    *are_known = 2 * n_known >= n;
    return OK;
}

static enum status find_units(struct tie_reader *r, bool *are_known, struct error *err)
{
    struct tie_rows t = {.r = r};
    *are_known = !is_of_another_register(r);
    if (*are_known)
        return OK;
    const enum status status = look_for_units(&t, are_known, err);
    rows_close(t.rows);
    if (status == OK && !*are_known)
        findings_add(&r->log->found, FINDING_INFO, "other_units",
                     (struct place){r->network->path, 0, 0}, NULL, NULL, "%s",
                     "the ties are not read: most of the first rows are about units that this "
                     "register has not, which is not the folder's own");
    return status;
}

/* Who answered the survey was asked: without a tie it co-operates with nobody. */
static void note_answers(struct network *network)
{
    for (size_t i = 0; i < network->n; i++)
        network->has_answered[i] |= network->row[i] != NETWORK_NO_ROW;
}

enum status ties_read_rows(struct tie_reader *r, struct error *err)
{
    struct tie_rows t = {.r = r};
    r->network->path = arena_print(r->wave->arena, "%s/cooperation.csv", r->wave->form->folder);
    bool are_known = false;
    if (r->network->path == NULL)
        return error_memory(err);
    TRY(find_units(r, &are_known, err));
    if (!are_known)
        return OK;
    const enum status status = read_file(&t, err);
    peek_close(t.peek);
    rows_close(t.rows);
    textset_release(&t.seen);
    free(t.line);
    note_answers(r->network);
    return status;
}
