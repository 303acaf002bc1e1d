/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/put.h"

#include "base/missing.h"
#include "store/connection.h"
#include "store/statement.h"

static void bind_count(struct statement *s, int parameter, long count)
{
    if (count > 0)
        statement_bind_integer(s, parameter, count);
    else
        statement_bind_text(s, parameter, NULL);
}

void store_name_files_within(struct store *store)
{
    store->names_files_within = true;
}

static const char *file_of(const struct store *store, const struct wave *wave, struct place at)
{
    return store->names_files_within ? form_file(wave->form, at.file) : at.file;
}

static enum status put_finding(struct statement *s, const struct finding *finding, const char *file,
                               struct error *err)
{
    statement_bind_text(s, 2, severity_name(finding->severity));
    statement_bind_text(s, 3, finding->rule);
    statement_bind_text(s, 4, file);
    bind_count(s, 5, finding->at.line);
    bind_count(s, 6, finding->at.column);
    statement_bind_text(s, 7, finding->unit);
    statement_bind_text(s, 8, finding->question);
    statement_bind_text(s, 9, finding->text);
    return statement_run(s, err);
}

enum status store_put_findings(struct store *store, const struct wave *wave,
                               const struct findings *found, struct error *err)
{
    static const char sql[] = "INSERT INTO finding (wave, severity, rule, file, line, \"column\","
                              " unit, question, text) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
    if (found->is_out_of_memory)
        return error_memory(err);
    if (found->n == 0)
        return OK;
    struct statement *s = NULL;
    TRY(statement_open(store, sql, &s, err));
    statement_bind_integer(s, 1, wave->id);
    enum status status = OK;
    for (size_t i = 0; i < found->n && status == OK; i++)
        status = put_finding(s, &found->list[i], file_of(store, wave, found->list[i].at), err);
    statement_close(s);
    return status;
}

static struct place get_place(const struct statement *s, int file, int line, int column)
{
    return (struct place){statement_text(s, file), (long)statement_integer(s, line),
                          (int)statement_integer(s, column)};
}

/* The findings of one severity in the order they were put. */
static enum status each_of_severity(struct statement *s, enum severity severity,
                                    enum status (*each)(void *context,
                                                        const struct finding *finding,
                                                        struct error *err),
                                    void *context, struct error *err)
{
    statement_bind_text(s, 2, severity_name(severity));
    for (;;) {
        bool has_row;
        TRY(statement_step(s, &has_row, err));
        if (!has_row)
            return OK;
        const struct finding finding = {
            .severity = severity,
            .rule = statement_text(s, 0),
            .at = get_place(s, 1, 2, 3),
            .unit = statement_text(s, 4),
            .question = statement_text(s, 5),
            .text = statement_text(s, 6),
        };
        TRY(each(context, &finding, err));
    }
}

enum status store_each_finding(struct store *store, const struct wave *wave,
                               enum status (*each)(void *context, const struct finding *finding,
                                                   struct error *err),
                               void *context, struct error *err)
{
    static const char sql[] = "SELECT rule, file, line, \"column\", unit, question, text"
                              " FROM finding WHERE wave = ?1 AND severity = ?2 ORDER BY id";
    struct statement *s = NULL;
    TRY(statement_open(store, sql, &s, err));
    statement_bind_integer(s, 1, wave->id);
    enum status status = OK;
    for (int severity = 0; severity < SEVERITY_COUNT && status == OK; severity++)
        status = each_of_severity(s, (enum severity)severity, each, context, err);
    statement_close(s);
    return status;
}

static enum status put_reject(struct statement *s, const struct reject *reject, const char *file,
                              struct error *err)
{
    statement_bind_text(s, 2, reject->role);
    statement_bind_text(s, 3, file);
    statement_bind_integer(s, 4, reject->at.line);
    bind_count(s, 5, reject->at.column);
    statement_bind_integer(s, 6, (int64_t)reject->byte);
    statement_bind_text(s, 7, reject->rule);
    statement_bind_text(s, 8, reject->reason);
    statement_bind_text(s, 9, reject->raw);
    return statement_run(s, err);
}

enum status store_put_rejects(struct store *store, const struct wave *wave,
                              const struct reject *rejects, size_t n, struct error *err)
{
    static const char sql[] =
        "INSERT INTO reject (wave, role, file, line, \"column\", byte, rule, reason, raw)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
    if (n == 0)
        return OK;
    struct statement *s = NULL;
    TRY(statement_open(store, sql, &s, err));
    statement_bind_integer(s, 1, wave->id);
    enum status status = OK;
    for (size_t i = 0; i < n && status == OK; i++)
        status = put_reject(s, &rejects[i], file_of(store, wave, rejects[i].at), err);
    statement_close(s);
    return status;
}

static struct reject get_reject(const struct statement *s)
{
    return (struct reject){
        .role = statement_text(s, 0),
        .at = get_place(s, 1, 2, 3),
        .byte = (uint64_t)statement_integer(s, 4),
        .rule = statement_text(s, 5),
        .reason = statement_text(s, 6),
        .raw = statement_text(s, 7),
    };
}

enum status store_each_reject(struct store *store, const struct wave *wave,
                              enum status (*each)(void *context, const struct reject *reject,
                                                  struct error *err),
                              void *context, struct error *err)
{
    static const char sql[] = "SELECT role, file, line, \"column\", byte, rule, reason, raw"
                              " FROM reject WHERE wave = ?1 ORDER BY role DESC, line, id";
    struct statement *s = NULL;
    TRY(statement_open(store, sql, &s, err));
    statement_bind_integer(s, 1, wave->id);
    enum status status = OK;
    for (bool has_row = true; status == OK;) {
        status = statement_step(s, &has_row, err);
        if (status != OK || !has_row)
            break;
        const struct reject reject = get_reject(s);
        status = each(context, &reject, err);
    }
    statement_close(s);
    return status;
}

static enum status put_figure(struct statement *s, const struct figure *figure, struct error *err)
{
    statement_bind_text(s, 3, figure->id);
    statement_bind_number(s, 4, figure->value);
    statement_bind_number(s, 5, figure->n);
    statement_bind_number(s, 6, figure->se);
    statement_bind_number(s, 7, figure->low);
    statement_bind_number(s, 8, figure->high);
    statement_bind_number(s, 9, figure->p);
    statement_bind_text(s, 10, figure->status != NULL ? figure->status : "");
    statement_bind_text(s, 11, figure->unit != NULL ? figure->unit : "");
    statement_bind_integer(s, 12, figure->decimals);
    statement_bind_text(s, 13, figure->method != NULL ? figure->method : "");
    return statement_run(s, err);
}

static enum status remove_of_wave(struct store *store, const char *sql, int64_t wave,
                                  struct error *err)
{
    struct statement *s = NULL;
    TRY(statement_open(store, sql, &s, err));
    statement_bind_integer(s, 1, wave);
    const enum status status = statement_run(s, err);
    statement_close(s);
    return status;
}

enum status store_put_figures(struct store *store, const struct wave *wave,
                              const struct figures *figures, struct error *err)
{
    static const char sql[] =
        "INSERT INTO figure (wave, position, id, value, n, se, low, high, p, status, unit,"
        " decimals, method) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)";
    TRY(remove_of_wave(store, "DELETE FROM figure WHERE wave = ?1", wave->id, err));
    struct statement *s = NULL;
    TRY(statement_open(store, sql, &s, err));
    statement_bind_integer(s, 1, wave->id);
    enum status status = OK;
    for (size_t i = 0; i < figures->n && status == OK; i++) {
        statement_bind_integer(s, 2, (int64_t)i + 1);
        status = put_figure(s, &figures->list[i], err);
    }
    statement_close(s);
    return status;
}

enum status store_put_run(struct store *store, const struct wave *wave,
                          const struct run_fact *facts, size_t n, struct error *err)
{
    static const char sql[] = "INSERT INTO run (wave, name, value) VALUES (?1, ?2, ?3)";
    TRY(remove_of_wave(store, "DELETE FROM run WHERE wave = ?1", wave->id, err));
    struct statement *s = NULL;
    TRY(statement_open(store, sql, &s, err));
    statement_bind_integer(s, 1, wave->id);
    enum status status = OK;
    for (size_t i = 0; i < n && status == OK; i++) {
        statement_bind_text(s, 2, facts[i].name);
        statement_bind_text(s, 3, facts[i].value);
        status = statement_run(s, err);
    }
    statement_close(s);
    return status;
}

const char *store_library_version(void)
{
    return sqlite3_libversion();
}
