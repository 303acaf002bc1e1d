/* SPDX-License-Identifier: GPL-3.0-or-later */
/* segments.csv: what was said, and coding.csv: which codes it was given by whom. */
#include "ingest/dialogues_inside.h"
#include "ingest/names.h"
#include "ingest/value.h"

#include <string.h>

enum { SESSION, SEGMENT, SPEAKER, TEXT, REFERENCE };

static const struct table_column segment_columns[] = {
    [SESSION] = {.name = "session", .is_required = true},
    [SEGMENT] = {.name = "segment", .is_required = true},
    [SPEAKER] = {.name = "speaker"},
    [TEXT] = {.name = "text"},
    [REFERENCE] = {.name = "reference"},
};

const struct table_layout segments_layout = {"segments", segment_columns, COUNT(segment_columns)};

/* The line in which that name is for the first time. */
static long first_line(const struct talks *talks, const char *name)
{
    size_t i = 0;
    while (strcmp(talks->out->segments[i].name, name) != 0)
        i++;
    return talks->out->segments[i].at.line;
}

static enum status take_segment(struct talks *talks, size_t row, struct error *err)
{
    const struct table *table = &talks->table[TALK_SEGMENTS];
    const struct entry name = table_entry(table, row, SEGMENT);
    const struct entry text = table_entry(table, row, TEXT);
    struct dialogue_segment *segment = &talks->out->segments[row];
    *segment = (struct dialogue_segment){.name = name.text, .at = text.at};
    const size_t n_before = talks->segment_names.n;
    uint32_t index = 0;
    if (!textset_add(&talks->segment_names, name.text, strlen(name.text), &index))
        return error_memory(err);
    if (name.text[0] == '\0')
        table_fault(talks->in, name.at, "%s", _("the segment has no name"));
    else if (index < n_before)
        table_fault(talks->in, name.at, _("'%s' is there already in line %ld"), name.text,
                    first_line(talks, name.text));
    const uint32_t session =
        talks_find(talks, &talks->session_names, table_entry(table, row, SESSION), "session");
    segment->session = session == TEXTSET_NONE ? 0 : session;
    value_text(table_entry(table, row, SPEAKER), &segment->speaker);
    value_text(table_entry(table, row, REFERENCE), &segment->reference);
    if (!value_text(text, &segment->text) && segment->reference == NULL)
        table_fault(talks->in, text.at, _("segment '%s' has neither text nor reference"),
                    name.text);
    return OK;
}

enum status talks_take_segments(struct talks *talks, struct error *err)
{
    const struct table *table = &talks->table[TALK_SEGMENTS];
    struct dialogues *out = talks->out;
    out->segments = arena_array(talks->in->arena, table->n_rows, struct dialogue_segment);
    if (out->segments == NULL)
        return error_memory(err);
    for (size_t row = 0; row < table->n_rows; row++) {
        TRY(take_segment(talks, row, err));
        out->n_segments++;
    }
    if (table->exists && !table->is_broken && table->n_rows == 0)
        table_fault(talks->in, (struct place){table->path, 0, 0}, "%s",
                    _("there is no segment below the header"));
    return OK;
}

enum { CODED_SEGMENT, CODER, CODE };

static const struct table_column coding_columns[] = {
    [CODED_SEGMENT] = {.name = "segment", .is_required = true},
    [CODER] = {.name = "coder", .is_required = true},
    [CODE] = {.name = "code", .is_required = true},
};

const struct table_layout coding_layout = {"coding", coding_columns, COUNT(coding_columns)};

/* Where sessions.csv says who coded the session, it was no-one else. */
static void check_coder(const struct talks *talks, const struct dialogue_coding *coding,
                        struct entry cell)
{
    const size_t session = talks->out->segments[coding->segment].session;
    const uint32_t *list = talks->coders_of[session];
    for (size_t i = 0; list != NULL && i < talks->n_coders_of[session]; i++)
        if (list[i] == coding->coder)
            return;
    if (list != NULL)
        table_fault(talks->in, cell.at, _("'%s' is not among the coders of session '%s'"),
                    cell.text, talks->out->sessions[session].name);
}

/* Keeps the coding unless it is there already, by the numbers of its three parts. */
static enum status keep_once(struct talks *talks, struct textset *seen,
                             const struct dialogue_coding *coding, struct error *err)
{
    const size_t key[] = {coding->segment, coding->coder, coding->code};
    uint32_t index = 0;
    if (!textset_add(seen, (const char *)key, sizeof key, &index))
        return error_memory(err);
    if (index == talks->out->n_codings)
        talks->out->codings[talks->out->n_codings++] = *coding;
    else
        table_fault(talks->in, coding->at, _("'%s' was given '%s' by '%s' already in line %ld"),
                    talks->out->segments[coding->segment].name,
                    talks->out->codes[coding->code].name,
                    textset_text(&talks->coder_names, (uint32_t)coding->coder),
                    talks->out->codings[index].at.line);
    return OK;
}

static enum status take_coding(struct talks *talks, size_t row, struct textset *seen,
                               struct error *err)
{
    const struct table *table = &talks->table[TALK_CODING];
    const struct entry coder = table_entry(table, row, CODER);
    const struct entry of = table_entry(table, row, CODED_SEGMENT);
    const uint32_t segment = talks_find(talks, &talks->segment_names, of, "segment");
    const uint32_t code =
        talks_find(talks, &talks->code_names, table_entry(table, row, CODE), "code");
    uint32_t number = 0;
    if (coder.text[0] == '\0')
        table_fault(talks->in, coder.at, "%s", _("coder is blank"));
    if (!textset_add(&talks->coder_names, coder.text, strlen(coder.text), &number))
        return error_memory(err);
    if (segment == TEXTSET_NONE || code == TEXTSET_NONE || coder.text[0] == '\0')
        return OK;
    const struct dialogue_coding out = {segment, number, code, of.at};
    check_coder(talks, &out, coder);
    return keep_once(talks, seen, &out, err);
}

enum status talks_take_codings(struct talks *talks, struct error *err)
{
    const struct table *table = &talks->table[TALK_CODING];
    struct textset seen = {0};
    talks->out->codings = arena_array(talks->in->arena, table->n_rows, struct dialogue_coding);
    if (talks->out->codings == NULL)
        return error_memory(err);
    enum status status = OK;
    for (size_t row = 0; row < table->n_rows && status == OK; row++)
        status = take_coding(talks, row, &seen, err);
    textset_release(&seen);
    return status;
}
