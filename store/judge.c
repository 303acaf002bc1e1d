/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/judge.h"

#include "store/connection.h"
#include "store/sql.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

enum {
    STEPS = 1000,             /* of SQLite's machine between two looks at the count */
    LOOKS_A_ROW = 20,         /* for each row */
    LOOKS = 20000,            /* and in all, whatever the number of rows */
    LONGEST_CONDITION = 10000 /* bytes */
};

struct judging {
    struct store *store;
    const struct wave *wave;
    char answers[512], registers[512]; /* the tables that may be read */
    sqlite3_stmt *statement;
    const char *forbidden; /* the first thing that was asked for and may not be */
    char forbidden_name[64];
    long looks, most_looks;
};

/* --- what is allowed ------------------------------------------------------------------------- */

/* Functions that only compute, the same every time. */
static const char *const functions[] = {
    "abs",    "char",         "coalesce",      "glob",  "hex",   "ifnull",  "iif",    "instr",
    "length", "like",         "lower",         "ltrim", "max",   "min",     "nullif", "printf",
    "format", "quote",        "replace",       "round", "rtrim", "sign",    "substr", "substring",
    "trim",   "typeof",       "unicode",       "upper", "ceil",  "ceiling", "floor",  "trunc",
    "exp",    "ln",           "log",           "log10", "log2",  "mod",     "pow",    "power",
    "sqrt",   "mognad_regex", "mognad_number",
};

static bool is_function(const char *name)
{
    for (size_t i = 0; i < COUNT(functions); i++)
        if (strcasecmp(functions[i], name) == 0)
            return true;
    return false;
}

static int forbid(struct judging *j, const char *what, const char *name)
{
    if (j->forbidden == NULL) {
        j->forbidden = what;
        snprintf(j->forbidden_name, sizeof j->forbidden_name, "%s", name == NULL ? "" : name);
    }
    return SQLITE_DENY;
}

static bool is_of_wave(const struct judging *j, const char *table)
{
    return table != NULL &&
           (strcasecmp(table, j->answers) == 0 || strcasecmp(table, j->registers) == 0 ||
            strcasecmp(table, "unit") == 0);
}

/* `view`: the view or trigger that asks for it. */
static int authorize(void *context, int action, const char *a, const char *b, const char *database,
                     const char *view)
{
    struct judging *j = context;
    (void)database;
    if (action == SQLITE_SELECT)
        return SQLITE_OK;
    if (action == SQLITE_READ)
        return is_of_wave(j, a) || is_of_wave(j, view) || (a != NULL && a[0] == '\0')
                   ? SQLITE_OK
                   : forbid(j, N_("reads the table '%s'"), a);
    if (action == SQLITE_FUNCTION)
        return is_function(b) ? SQLITE_OK : forbid(j, N_("calls the function '%s'"), b);
    return forbid(j, N_("does more than compare%s"), NULL);
}

static int look_at_count(void *context)
{
    struct judging *j = context;
    return ++j->looks > j->most_looks;
}

/* --- the statement --------------------------------------------------------------------------- */

static void select_columns(struct sql *sql, struct judging *j, struct error *err,
                           enum status *status)
{
    static const char names[] =
        "SELECT r.name FROM pragma_table_info(?1) AS r WHERE r.name NOT IN ('line', 'unit_id') AND "
        "lower(r.name) NOT IN (SELECT lower(a.name) FROM pragma_table_info(?2) AS a)";
    struct statement *s = NULL;
    bool has_row = true;
    *status = statement_open(j->store, names, &s, err);
    if (*status != OK)
        return;
    statement_bind_text(s, 1, j->registers);
    statement_bind_text(s, 2, j->answers);
    while ((*status = statement_step(s, &has_row, err)) == OK && has_row) {
        sql_print(sql, ", r.");
        sql_name(sql, statement_text(s, 0));
    }
    statement_close(s);
}

static enum status has_table(struct store *store, const char *name, bool *out, struct error *err)
{
    struct statement *s = NULL;
    TRY(statement_open(store, "SELECT 1 FROM sqlite_master WHERE lower(name) = lower(?1)", &s,
                       err));
    statement_bind_text(s, 1, name);
    const enum status status = statement_step(s, out, err);
    statement_close(s);
    return status;
}

/* The condition stands on a line of its own: a comment in it ends there. */
static enum status write_select(struct sql *sql, struct judging *j, const char *condition,
                                struct error *err)
{
    bool has_register = false;
    enum status status = has_table(j->store, j->registers, &has_register, err);
    sql_print(sql, "SELECT line, unit_key_, (\n%s\n) FROM (SELECT u.key AS unit_key_, a.*",
              condition);
    if (status == OK && has_register)
        select_columns(sql, j, err, &status);
    sql_print(sql, " FROM ");
    sql_name(sql, j->answers);
    sql_print(sql, " AS a JOIN unit AS u ON u.id = a.unit_id");
    if (has_register) {
        sql_print(sql, " LEFT JOIN ");
        sql_name(sql, j->registers);
        sql_print(sql, " AS r ON r.unit_id = a.unit_id");
    }
    sql_print(sql, ") ORDER BY line");
    return status;
}

static enum status explain(struct judging *j, int code, struct error *err)
{
    if (j->forbidden != NULL)
        return error_set(err, ERR_VALUE, _(j->forbidden), j->forbidden_name);
    if (code == SQLITE_INTERRUPT)
        return error_set(err, ERR_VALUE, "%s", _("takes too long to compute"));
    if (code == SQLITE_NOMEM)
        return error_memory(err);
    if (code == SQLITE_ERROR)
        return error_set(err, ERR_VALUE, "%s", sqlite3_errmsg(j->store->db));
    return store_fail(j->store, err);
}

static enum status compile(struct judging *j, const char *sql, struct error *err)
{
    const char *tail = NULL;
    sqlite3 *db = j->store->db;
    int quotes = 0;
    /* "name" is a column or an error, never a text */
    sqlite3_db_config(db, SQLITE_DBCONFIG_DQS_DML, -1, &quotes);
    sqlite3_db_config(db, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
    sqlite3_set_authorizer(db, authorize, j);
    const int code = sqlite3_prepare_v2(db, sql, -1, &j->statement, &tail);
    sqlite3_set_authorizer(db, NULL, NULL);
    sqlite3_db_config(db, SQLITE_DBCONFIG_DQS_DML, quotes, NULL);
    if (code != SQLITE_OK)
        return explain(j, code, err);
    if (tail[0] != '\0' || sqlite3_column_count(j->statement) != 3)
        return error_set(err, ERR_VALUE, "%s", _("is more than one condition"));
    return OK;
}

static enum status open_judging(struct judging *j, const char *condition, struct error *err)
{
    const struct settings *settings = &j->wave->form->settings;
    struct sql sql = {0};
    if (strlen(condition) > LONGEST_CONDITION)
        return error_set(err, ERR_VALUE, _("is longer than %d bytes"), (int)LONGEST_CONDITION);
    snprintf(j->answers, sizeof j->answers, "answer_%s_%d", settings->form_id, settings->wave);
    snprintf(j->registers, sizeof j->registers, "register_%s_%d", settings->form_id,
             settings->wave);
    j->most_looks = LOOKS + LOOKS_A_ROW * (long)j->wave->n_rows;
    enum status status = write_select(&sql, j, condition, err);
    if (status == OK && (sql.is_out_of_memory || sql.text == NULL))
        status = error_memory(err);
    if (status == OK)
        status = compile(j, sql.text, err);
    sql_release(&sql);
    return status;
}

/* --- its rows -------------------------------------------------------------------------------- */

static enum status take_row(struct judging *j,
                            enum status (*each)(void *context, struct judged judged,
                                                struct error *err),
                            void *context, struct error *err)
{
    const int type = sqlite3_column_type(j->statement, 2);
    if (type == SQLITE_TEXT || type == SQLITE_BLOB)
        return error_set(err, ERR_VALUE, _("gives the text '%.40s', not true or false"),
                         (const char *)sqlite3_column_text(j->statement, 2));
    const struct judged judged = {
        .verdict = type == SQLITE_NULL                           ? VERDICT_NOT_KNOWN
                   : sqlite3_column_double(j->statement, 2) != 0 ? VERDICT_HOLDS
                                                                 : VERDICT_FAILS,
        .line = (long)sqlite3_column_int64(j->statement, 0),
        .unit = (const char *)sqlite3_column_text(j->statement, 1),
    };
    return each(context, judged, err);
}

enum status store_judge(struct store *store, const struct wave *wave, const char *condition,
                        enum status (*each)(void *context, struct judged judged, struct error *err),
                        void *context, struct error *err)
{
    struct judging j = {.store = store, .wave = wave};
    enum status status = open_judging(&j, condition, err);
    if (status == OK)
        sqlite3_progress_handler(store->db, STEPS, look_at_count, &j);
    int code = SQLITE_ROW;
    while (status == OK && (code = sqlite3_step(j.statement)) == SQLITE_ROW)
        status = take_row(&j, each, context, err);
    sqlite3_progress_handler(store->db, 0, NULL, NULL);
    if (status == OK && code != SQLITE_DONE)
        status = explain(&j, code, err);
    sqlite3_finalize(j.statement);
    return status;
}

/* --- before there are answers ---------------------------------------------------------------- */

static void make_table(struct sql *sql, const char *kind, const struct form *form,
                       bool is_of_answers)
{
    sql_print(sql, "CREATE TABLE \"%s_%s_%d\" (line, unit_id", kind, form->settings.form_id,
              form->settings.wave);
    for (size_t i = 0; is_of_answers && i < form->n_questions; i++)
        if (question_has_answer(form->questions[i].type)) {
            sql_print(sql, ", ");
            sql_name(sql, form->questions[i].name);
        }
    for (size_t i = 0; !is_of_answers && i < form->n_register_names; i++) {
        sql_print(sql, ", ");
        sql_name(sql, form->register_names[i]);
    }
    sql_print(sql, ");\n");
}

enum status store_judge_check(const struct form *form, const char *condition, struct error *err)
{
    const struct wave wave = {.form = form};
    struct store *store = NULL;
    struct judging j = {.wave = &wave};
    struct sql sql = {0};
    TRY(store_open("", &store, err));
    j.store = store;
    make_table(&sql, "answer", form, true);
    if (form->has_register)
        make_table(&sql, "register", form, false);
    enum status status = store_begin(store, err);
    if (status == OK)
        status = sql_run(&sql, store, err);
    if (status == OK)
        status = open_judging(&j, condition, err);
    sqlite3_finalize(j.statement);
    sql_release(&sql);
    store_close(store);
    return status;
}
