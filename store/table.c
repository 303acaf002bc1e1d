/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/table.h"

#include "store/sql.h"
#include "store/statement.h"

static enum status drop_table(struct store *store, const struct wave *wave, const char *kind,
                              struct error *err)
{
    struct sql sql = {0};
    sql_print(&sql, "DROP TABLE IF EXISTS ");
    sql_table(&sql, kind, wave);
    const enum status status = sql_run(&sql, store, err);
    sql_release(&sql);
    return status;
}

enum status store_create_table(struct store *store, const struct wave *wave, const char *kind,
                               struct store_columns columns, struct error *err)
{
    if (columns.n > TABLE_COLUMNS_LIMIT)
        return error_set(err, ERR_STORE,
                         _("%s: %zu columns are too many for the %s table (at most %d): split the "
                           "survey into several forms"),
                         wave->form->folder, columns.n, kind, TABLE_COLUMNS_LIMIT);
    TRY(drop_table(store, wave, kind, err));
    struct sql sql = {0};
    sql_print(&sql, "CREATE TABLE ");
    sql_table(&sql, kind, wave);
    sql_print(&sql, " (");
    for (size_t i = 0; i < columns.n; i++) {
        sql_print(&sql, "\n    ");
        sql_name(&sql, columns.list[i].name);
        sql_print(&sql, " %s%s", columns.list[i].type, i + 1 < columns.n ? "," : "");
        sql_comment(&sql, columns.list[i].comment);
    }
    sql_print(&sql, "\n) STRICT");
    const enum status status = sql_run(&sql, store, err);
    sql_release(&sql);
    return status;
}

static enum status get_integer(struct store *store, const char *sql, int64_t *out,
                               struct error *err)
{
    struct statement *s = NULL;
    bool has_row;
    TRY(statement_open(store, sql, &s, err));
    const enum status status = statement_step(s, &has_row, err);
    *out = status == OK && has_row ? statement_integer(s, 0) : 0;
    statement_close(s);
    return status;
}

static const char *default_label(const struct form *form, struct labels labels)
{
    return form->n_languages > 0 && labels.text != NULL ? labels.text[0] : NULL;
}

/* The id stays the same when the wave is loaded again. */
static enum status put_wave(struct store *store, struct wave *wave, struct error *err)
{
    static const char sql[] =
        "INSERT INTO wave (form, year, title, version, closed, is_simulated, unit_key, n_frame,"
        " n_read, n_rows, n_rejected) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 0, 0, 0, 0)"
        " ON CONFLICT (form, year) DO UPDATE SET form = excluded.form, title = excluded.title,"
        " version = excluded.version, closed = excluded.closed,"
        " is_simulated = excluded.is_simulated, unit_key = excluded.unit_key,"
        " n_frame = 0, n_read = 0, n_rows = 0, n_rejected = 0 RETURNING id";
    const struct settings *settings = &wave->form->settings;
    const char *title = default_label(wave->form, settings->title);
    struct statement *s = NULL;
    TRY(statement_open(store, sql, &s, err));
    statement_bind_text(s, 1, settings->form_id);
    statement_bind_integer(s, 2, settings->wave);
    statement_bind_text(s, 3, title != NULL ? title : settings->form_id);
    statement_bind_text(s, 4, settings->version);
    statement_bind_text(s, 5, settings->closed);
    statement_bind_integer(s, 6, settings->is_simulated);
    statement_bind_text(s, 7, settings->unit_key);
    bool has_row;
    enum status status = statement_step(s, &has_row, err);
    if (status == OK)
        wave->id = statement_integer(s, 0);
    if (status == OK)
        status = statement_run(s, err);
    statement_close(s);
    return status;
}

static enum status remove_old(struct store *store, const struct wave *wave, struct error *err)
{
    static const char *const kinds[] = {"register", "answer", "missing", "score"};
    static const char *const shared[] = {"source",
                                         "question",
                                         "choice",
                                         "indicator",
                                         "unit",
                                         "finding",
                                         "reject",
                                         "figure",
                                         "run",
                                         "crossing",
                                         "cooperation",
                                         "dialogue_code",
                                         "dialogue_coder",
                                         "dialogue_segment",
                                         "dialogue_coding",
                                         "dialogue_need",
                                         "dialogue_session"};
    for (size_t i = 0; i < COUNT(kinds); i++)
        TRY(drop_table(store, wave, kinds[i], err));
    enum status status = OK;
    for (size_t i = 0; i < COUNT(shared) && status == OK; i++) {
        struct sql sql = {0};
        sql_print(&sql, "DELETE FROM %s WHERE wave = %lld", shared[i], (long long)wave->id);
        status = sql_run(&sql, store, err);
        sql_release(&sql);
    }
    return status;
}

static void bind_question(struct statement *s, const struct form *form,
                          const struct question *question)
{
    statement_bind_text(s, 3, question->name);
    statement_bind_text(s, 4, question->header != NULL ? question->header : question->name);
    statement_bind_text(s, 5, question_type_name(question->type));
    statement_bind_text(s, 6, question->list != NULL ? question->list->name : NULL);
    statement_bind_text(s, 7, question->section != NULL ? question->section->name : NULL);
    statement_bind_text(s, 8, default_label(form, question->labels));
    statement_bind_text(s, 9, question->relevant);
    statement_bind_text(s, 10, question->constraint);
    statement_bind_text(s, 11, question->calculation);
}

static enum status put_questions(struct store *store, const struct wave *wave, struct error *err)
{
    static const char sql[] = "INSERT INTO question (wave, position, name, header, type, list,"
                              " section, label, relevant, \"constraint\", calculation)"
                              " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)";
    struct statement *s = NULL;
    TRY(statement_open(store, sql, &s, err));
    statement_bind_integer(s, 1, wave->id);
    enum status status = OK;
    for (size_t i = 0; i < wave->form->n_questions && status == OK; i++) {
        if (wave->form->questions[i].type == QUESTION_END_GROUP)
            continue;
        statement_bind_integer(s, 2, (int64_t)i + 1);
        bind_question(s, wave->form, &wave->form->questions[i]);
        status = statement_run(s, err);
    }
    statement_close(s);
    return status;
}

static enum status put_list(struct statement *s, const struct form *form,
                            const struct choice_list *list, struct error *err)
{
    statement_bind_text(s, 2, list->name);
    for (size_t i = 0; i < list->n; i++) {
        const struct choice *choice = &list->choices[i];
        statement_bind_integer(s, 3, (int64_t)i + 1);
        statement_bind_text(s, 4, choice->name);
        statement_bind_text(s, 5, default_label(form, choice->labels));
        statement_bind_number(s, 6, choice->score);
        statement_bind_text(s, 7, choice->reason != ANSWERED ? missing_name(choice->reason) : NULL);
        TRY(statement_run(s, err));
    }
    return OK;
}

static enum status put_choices(struct store *store, const struct wave *wave, struct error *err)
{
    static const char sql[] =
        "INSERT INTO choice (wave, list, position, name, label, score, missing)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
    struct statement *s = NULL;
    TRY(statement_open(store, sql, &s, err));
    statement_bind_integer(s, 1, wave->id);
    enum status status = OK;
    for (size_t i = 0; i < wave->form->n_lists && status == OK; i++)
        status = put_list(s, wave->form, &wave->form->lists[i], err);
    statement_close(s);
    return status;
}

static void bind_indicator(struct statement *s, const struct indicator *indicator)
{
    statement_bind_text(s, 3, indicator->code);
    statement_bind_text(s, 4, indicator->name);
    statement_bind_text(s, 5, indicator_type_name(indicator->type));
    statement_bind_text(s, 6, indicator->parent != NULL ? indicator->parent->code : NULL);
    statement_bind_number(s, 7, isnan(indicator->weight) ? 1 : indicator->weight);
    statement_bind_integer(s, 8, indicator->direction);
    statement_bind_text(s, 9, indicator->source);
}

static enum status put_indicators(struct store *store, const struct wave *wave, struct error *err)
{
    static const char sql[] = "INSERT INTO indicator (wave, position, code, name, type, parent,"
                              " weight, direction, source)"
                              " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
    struct statement *s = NULL;
    TRY(statement_open(store, sql, &s, err));
    statement_bind_integer(s, 1, wave->id);
    enum status status = OK;
    for (size_t i = 0; i < wave->form->n_indicators && status == OK; i++) {
        statement_bind_integer(s, 2, (int64_t)i + 1);
        bind_indicator(s, &wave->form->indicators[i]);
        status = statement_run(s, err);
    }
    statement_close(s);
    return status;
}

static enum status put_crosswalk(struct store *store, const struct wave *wave, struct error *err)
{
    static const char sql[] = "INSERT INTO crossing (wave, position, variable, from_wave,"
                              " from_name, recode) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
    struct statement *s = NULL;
    TRY(statement_open(store, sql, &s, err));
    statement_bind_integer(s, 1, wave->id);
    enum status status = OK;
    for (size_t i = 0; i < wave->form->n_crosswalk && status == OK; i++) {
        const struct crossing *crossing = &wave->form->crosswalk[i];
        statement_bind_integer(s, 2, (int64_t)i + 1);
        statement_bind_text(s, 3, crossing->variable);
        statement_bind_integer(s, 4, crossing->from_wave);
        statement_bind_text(s, 5, crossing->from_name);
        statement_bind_text(s, 6, crossing->recode);
        status = statement_run(s, err);
    }
    statement_close(s);
    return status;
}

enum status store_put_form(struct store *store, struct wave *wave, uint32_t *first_unit,
                           struct error *err)
{
    TRY(put_wave(store, wave, err));
    TRY(remove_old(store, wave, err));
    TRY(put_questions(store, wave, err));
    TRY(put_choices(store, wave, err));
    TRY(put_indicators(store, wave, err));
    TRY(put_crosswalk(store, wave, err));
    int64_t last = 0;
    TRY(get_integer(store, "SELECT max(id) FROM unit", &last, err));
    *first_unit = (uint32_t)last + 1;
    return OK;
}

static enum status put_source(struct statement *s, const struct source *source, struct error *err)
{
    const char delimiter[] = {source->delimiter, '\0'};
    statement_bind_text(s, 2, source->name);
    statement_bind_text(s, 3, source->role);
    statement_bind_text(s, 4, source->sha256);
    statement_bind_integer(s, 5, (int64_t)source->bytes);
    statement_bind_integer(s, 6, (int64_t)source->rows);
    statement_bind_text(s, 7, source->encoding);
    statement_bind_text(s, 8, source->delimiter != '\0' ? delimiter : NULL);
    return statement_run(s, err);
}

static enum status put_sources(struct store *store, const struct wave *wave, struct error *err)
{
    static const char sql[] =
        "INSERT INTO source (wave, name, role, sha256, bytes, rows, encoding, delimiter)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
    struct statement *s = NULL;
    TRY(statement_open(store, sql, &s, err));
    statement_bind_integer(s, 1, wave->id);
    enum status status = OK;
    for (size_t i = 0; i < wave->n_sources && status == OK; i++)
        status = put_source(s, &wave->sources[i], err);
    statement_close(s);
    return status;
}

enum status store_put_counts(struct store *store, const struct wave *wave, struct error *err)
{
    static const char sql[] = "UPDATE wave SET n_frame = ?2, n_read = ?3, n_rows = ?4,"
                              " n_rejected = ?5 WHERE id = ?1";
    struct statement *s = NULL;
    TRY(statement_open(store, sql, &s, err));
    statement_bind_integer(s, 1, wave->id);
    statement_bind_integer(s, 2, (int64_t)wave->n_frame);
    statement_bind_integer(s, 3, (int64_t)wave->n_read);
    statement_bind_integer(s, 4, (int64_t)wave->n_rows);
    statement_bind_integer(s, 5, (int64_t)wave->n_rejected);
    const enum status status = statement_run(s, err);
    statement_close(s);
    return status == OK ? put_sources(store, wave, err) : status;
}
