/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/admit.h"

#include "ingest/footer.h"
#include "ingest/near_unit.h"
#include "ingest/orgnr.h"

#include <string.h>

static enum status reject(struct admission *a, struct batch *batch, const struct row *row,
                          struct refusal refusal, struct error *err)
{
    if (refusal.reason == NULL)
        return error_memory(err);
    if (refusal.at.line == 0)
        refusal.at = (struct place){a->in->wave->answers_path, row->line, a->key + 1};
    return log_reject(&batch->log, a->rows, "answers", row, refusal, err);
}

static enum status reject_incomplete(struct admission *a, struct batch *batch,
                                     const struct row *row, const char *key, struct error *err)
{
    const char *column = a->in->wave->form->settings.complete_column;
    return reject(a, batch, row,
                  (struct refusal){.severity = FINDING_INFO,
                                   .rule = "incomplete",
                                   .at = {a->in->wave->answers_path, row->line, a->complete + 1},
                                   .unit = key,
                                   .reason = arena_print(&batch->log.arena,
                                                         "'%s' did not finish: the column '%s' "
                                                         "is empty",
                                                         key, column)},
                  err);
}

/* Where it is the key, and no register has been checked already. */
static void check_orgnr(struct admission *a, struct batch *batch, const struct row *row,
                        struct bulk_text key)
{
    if (strcmp(a->in->wave->form->settings.unit_key, "orgnr") != 0)
        return;
    const char *fault = orgnr_fault(key.text, key.n);
    if (fault != NULL)
        findings_add(&batch->log.found, FINDING_WARNING, "orgnr",
                     (struct place){a->in->wave->answers_path, row->line, a->key + 1}, key.text,
                     "orgnr", "'%s' is not an organisation number: %s", key.text, fault);
}

static enum status reject_stranger(struct admission *a, struct batch *batch, const struct row *row,
                                   const char *key, bool is_known, struct error *err)
{
    const char *frame = a->in->wave->form->settings.frame;
    struct arena *arena = &batch->log.arena;
    const char *near = is_known ? "" : near_unit(a->in->frame, arena, key), *reason = NULL;
    if (is_known)
        reason = arena_print(arena, "'%s' does not belong to the frame (%s)", key, frame);
    else if (near != NULL)
        reason = arena_print(arena, "'%s' is not in register.csv%s", key, near);
    return reject(a, batch, row,
                  (struct refusal){.severity = is_known ? FINDING_WARNING : FINDING_ERROR,
                                   .rule = is_known ? "outside_frame" : "unknown_unit",
                                   .unit = key,
                                   .reason = reason},
                  err);
}

static enum status reject_repeated(struct admission *a, struct batch *batch, const struct row *row,
                                   const char *key, uint32_t earlier, struct error *err)
{
    const bool is_error = a->in->wave->form->settings.duplicates == DUPLICATES_ERROR;
    const char *reason = arena_print(
        &batch->log.arena,
        is_error ? "'%s' has answered before, on line %u: none of its rows is used (set "
                   "`duplicates` to first or last to use one)"
                 : "'%s' has answered before, on line %u, and the first row is used",
        key, earlier);
    return reject(a, batch, row,
                  (struct refusal){.severity = is_error ? FINDING_ERROR : FINDING_WARNING,
                                   .rule = "repeated_answer",
                                   .unit = key,
                                   .reason = reason},
                  err);
}

/* A row below the table. */
static enum status reject_footer(struct admission *a, struct batch *batch, const struct row *row,
                                 struct bulk_text key, const char *why, struct error *err)
{
    const char *quote = log_quote(&batch->log, key.text, key.n);
    return reject(a, batch, row,
                  (struct refusal){
                      .severity = FINDING_WARNING,
                      .rule = "not_a_unit",
                      .reason = arena_print(&batch->log.arena, "'%s' is no unit: %s", quote, why)},
                  err);
}

/* The unit of a row without a register: whoever answers is one. */
static enum status add_unit(struct admission *a, struct batch *batch, const struct row *row,
                            struct bulk_text key, uint32_t *unit, struct error *err)
{
    const char *why = footer_fault(key.text, key.n, a->in->wave->form->settings.unit_key);
    *unit = TEXTSET_NONE;
    if (why != NULL)
        return reject_footer(a, batch, row, key, why, err);
    const size_t before = a->keys.n;
    if (!textset_add(&a->keys, key.text, key.n, unit))
        return error_memory(err);
    if (a->keys.n > before)
        check_orgnr(a, batch, row, key);
    return OK;
}

/* The unit of a row; *unit is TEXTSET_NONE when the row had to be rejected. */
static enum status find_unit(struct admission *a, struct batch *batch, const struct row *row,
                             struct bulk_text key, uint32_t *unit, struct error *err)
{
    const struct frame *frame = a->in->frame;
    if (!frame->is_there)
        return add_unit(a, batch, row, key, unit, err);
    *unit = textset_find(&frame->keys, key.text, key.n);
    const bool is_known = *unit != TEXTSET_NONE;
    if (is_known && frame->is_in[*unit])
        return OK;
    *unit = TEXTSET_NONE;
    const char *why = footer_fault(key.text, key.n, a->in->wave->form->settings.unit_key);
    if (!is_known && why != NULL)
        return reject_footer(a, batch, row, key, why, err);
    if (!is_known)
        check_orgnr(a, batch, row, key);
    return reject_stranger(a, batch, row, key.text, is_known, err);
}

bool admission_reserve(struct admission *a, size_t n)
{
    if (!a->in->frame->is_there && !textset_reserve(&a->keys, n))
        return false;
    return repeats_reserve(&a->repeats, n);
}

void admission_release(struct admission *a)
{
    repeats_release(&a->repeats);
    textset_release(&a->keys);
}

enum status admit_row(struct admission *a, struct batch *batch, const struct row *row,
                      struct bulk_text key, uint32_t *unit, struct error *err)
{
    *unit = TEXTSET_NONE;
    if (a->complete >= 0 && !cell_is_filled(&row->cells[a->complete]))
        return reject_incomplete(a, batch, row, key.text, err);
    uint32_t found, earlier = 0;
    TRY(find_unit(a, batch, row, key, &found, err));
    if (found == TEXTSET_NONE)
        return OK;
    bool is_taken;
    TRY(repeats_take(&a->repeats, found, row, &is_taken, &earlier, err));
    if (!is_taken)
        return reject_repeated(a, batch, row, key.text, earlier, err);
    *unit = found;
    return OK;
}
