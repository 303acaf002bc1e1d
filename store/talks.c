/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/talks.h"

#include "store/dialogues.h"
#include "store/statement.h"

/* A row after another of one of the tables. */
struct put {
    struct statement *s;
    const struct wave *wave;
    const struct dialogues *d;
};

static const char *default_label(const struct form *form, struct labels labels)
{
    return form->n_languages > 0 && labels.text != NULL ? labels.text[0] : NULL;
}

static void bind_count(struct statement *s, int parameter, int count)
{
    if (count > 0)
        statement_bind_integer(s, parameter, count);
    else
        statement_bind_text(s, parameter, NULL);
}

static enum status put_session(const struct put *put, size_t i, struct error *err)
{
    const struct dialogue_session *session = &put->d->sessions[i];
    statement_bind_integer(put->s, 2, (int64_t)i + 1);
    statement_bind_text(put->s, 3, session->name);
    statement_bind_text(put->s, 4, put->d->events[session->event].name);
    statement_bind_text(put->s, 5, session->date);
    bind_count(put->s, 6, session->n_participants);
    return statement_run(put->s, err);
}

static enum status put_coders(const struct put *put, size_t i, struct error *err)
{
    statement_bind_text(put->s, 2, put->d->sessions[i].name);
    for (size_t coder = 0; coder < put->d->n_coders; coder++) {
        if (!put->d->has_coded[i * put->d->n_coders + coder])
            continue;
        statement_bind_text(put->s, 3, put->d->coders[coder]);
        TRY(statement_run(put->s, err));
    }
    return OK;
}

static enum status put_code(const struct put *put, size_t i, struct error *err)
{
    const struct dialogue_code *code = &put->d->codes[i];
    const bool is_top = code->parent == NO_CODE;
    statement_bind_integer(put->s, 2, (int64_t)i + 1);
    statement_bind_text(put->s, 3, code->name);
    statement_bind_text(put->s, 4, is_top ? NULL : put->d->codes[code->parent].name);
    statement_bind_text(put->s, 5, default_label(put->wave->form, code->labels));
    statement_bind_text(put->s, 6, dialogue_facet_name(code->facet));
    return statement_run(put->s, err);
}

static enum status put_segment(const struct put *put, size_t i, struct error *err)
{
    const struct dialogue_segment *segment = &put->d->segments[i];
    statement_bind_integer(put->s, 2, (int64_t)i + 1);
    statement_bind_text(put->s, 3, put->d->sessions[segment->session].name);
    statement_bind_text(put->s, 4, segment->name);
    statement_bind_text(put->s, 5, segment->speaker);
    statement_bind_text(put->s, 6, segment->text);
    statement_bind_text(put->s, 7, segment->reference);
    statement_bind_integer(put->s, 8, (int64_t)segment->start);
    statement_bind_integer(put->s, 9, (int64_t)segment->end);
    return statement_run(put->s, err);
}

static enum status put_coding(const struct put *put, size_t i, struct error *err)
{
    const struct dialogue_coding *coding = &put->d->codings[i];
    statement_bind_integer(put->s, 2, (int64_t)coding->segment + 1);
    statement_bind_text(put->s, 3, put->d->coders[coding->coder]);
    statement_bind_text(put->s, 4, put->d->codes[coding->code].name);
    return statement_run(put->s, err);
}

static enum status put_need(const struct put *put, size_t i, struct error *err)
{
    const struct dialogue_need *need = &put->d->needs[i];
    statement_bind_integer(put->s, 2, (int64_t)i + 1);
    statement_bind_text(put->s, 3, put->d->codes[need->code].name);
    statement_bind_text(put->s, 4, need->index);
    statement_bind_text(put->s, 5, default_label(put->wave->form, need->reason));
    return statement_run(put->s, err);
}

struct part {
    const char *sql;
    size_t n; /* rows */
    enum status (*put)(const struct put *put, size_t i, struct error *err);
};

static enum status put_part(struct store *store, const struct wave *wave, struct part part,
                            struct error *err)
{
    struct put put = {.wave = wave, .d = wave->form->dialogues};
    TRY(statement_open(store, part.sql, &put.s, err));
    statement_bind_integer(put.s, 1, wave->id);
    enum status status = OK;
    for (size_t i = 0; i < part.n && status == OK; i++)
        status = part.put(&put, i, err);
    statement_close(put.s);
    return status;
}

enum status store_put_dialogues(struct store *store, const struct wave *wave, struct error *err)
{
    const struct dialogues *d = wave->form->dialogues;
    const struct part parts[] = {
        {"INSERT INTO dialogue_session (wave, position, name, life_event, date, participants)"
         " VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
         d->n_sessions, put_session},
        {"INSERT INTO dialogue_coder (wave, session, coder) VALUES (?1, ?2, ?3)", d->n_sessions,
         put_coders},
        {"INSERT INTO dialogue_code (wave, position, name, parent, label, facet)"
         " VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
         d->n_codes, put_code},
        {"INSERT INTO dialogue_segment (wave, position, session, name, speaker, text, reference,"
         " \"start\", \"end\") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
         d->n_segments, put_segment},
        {"INSERT INTO dialogue_coding (wave, segment, coder, code) VALUES (?1, ?2, ?3, ?4)",
         d->n_codings, put_coding},
        {"INSERT INTO dialogue_need (wave, position, theme, \"index\", reason)"
         " VALUES (?1, ?2, ?3, ?4, ?5)",
         d->n_needs, put_need},
    };
    for (size_t i = 0; i < COUNT(parts); i++)
        TRY(put_part(store, wave, parts[i], err));
    return OK;
}
