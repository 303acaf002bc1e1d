/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/checks.h"

#include "ingest/calculate.h"
#include "ingest/formulas.h"
#include "store/sql.h"

#include <stdlib.h>
#include <string.h>

enum { CHUNK = 500, NO_CONDITION = -1, MOST_CONDITIONS = 1900 };

/* What is checked of one field. */
struct check {
    const struct field *field;
    size_t index;             /* in fields->list */
    int relevant, constraint; /* into conditions; NO_CONDITION */
};

struct checking {
    struct wave *wave;
    struct store *store;
    struct fields *fields;
    struct log *log;
    struct arena arena;
    struct check *list;
    size_t n;
    const char **conditions; /* SQL; each once, however many questions share it */
    size_t n_conditions;
    struct statement *select;         /* line and conditions of the next CHUNK rows */
    struct statement *insert_missing; /* (line, unit, question, reason) */
    struct statement *get_key;
    bool *holds; /* CHUNK x n_conditions */
    bool has_invalid;
};

static enum status add_condition(struct checking *c, const char *sql, int *out, struct error *err)
{
    *out = NO_CONDITION;
    if (sql == NULL)
        return OK;
    for (size_t i = 0; i < c->n_conditions && *out == NO_CONDITION; i++)
        if (strcmp(c->conditions[i], sql) == 0)
            *out = (int)i;
    if (*out != NO_CONDITION)
        return OK;
    if (c->n_conditions == MOST_CONDITIONS)
        return error_at(err, ERR_TABLE, (struct place){c->wave->form->folder, 0, 0},
                        _("more than %d different conditions in survey.csv"), MOST_CONDITIONS);
    *out = (int)c->n_conditions;
    c->conditions[c->n_conditions++] = sql;
    return OK;
}

static enum status plan_field(struct checking *c, size_t index, struct error *err)
{
    const struct field *field = &c->fields->list[index];
    const struct question *question = field->question;
    const char *relevant = NULL, *constraint = NULL;
    if (question == NULL || field->memory == NULL)
        return OK;
    struct check check = {.field = field, .index = index};
    const struct formulas in = {c->fields, &c->arena};
    TRY(formula_relevant(&in, question, &relevant, err));
    if (field->kind != FIELD_CALCULATED)
        TRY(formula_constraint(&in, question, &constraint, err));
    TRY(add_condition(c, relevant, &check.relevant, err));
    TRY(add_condition(c, constraint, &check.constraint, err));
    if (relevant != NULL || constraint != NULL || question->is_required)
        c->list[c->n++] = check;
    return OK;
}

static enum status plan(struct checking *c, struct error *err)
{
    c->list = arena_array(&c->arena, c->fields->n, struct check);
    c->conditions = arena_array(&c->arena, MOST_CONDITIONS, const char *);
    if (c->list == NULL || c->conditions == NULL)
        return error_memory(err);
    for (size_t i = 0; i < c->fields->n; i++)
        TRY(plan_field(c, i, err));
    c->holds = arena_array(&c->arena, CHUNK * c->n_conditions, bool);
    return c->holds == NULL ? error_memory(err) : OK;
}

static enum status open_statements(struct checking *c, struct error *err)
{
    struct sql sql = {0};
    sql_print(&sql, "SELECT line");
    for (size_t i = 0; i < c->n_conditions; i++)
        sql_print(&sql, ", %s", c->conditions[i]);
    sql_print(&sql, " FROM ");
    sql_table(&sql, "answer", c->wave);
    sql_print(&sql, " WHERE line >= ?1 ORDER BY line LIMIT %d", CHUNK);
    enum status status = c->n_conditions == 0 ? OK : sql_open(&sql, c->store, &c->select, err);
    sql_release(&sql);
    sql_print(&sql, "INSERT INTO ");
    sql_table(&sql, "missing", c->wave);
    sql_print(&sql, " VALUES (?1, ?2, ?3, ?4)");
    if (status == OK)
        status = sql_open(&sql, c->store, &c->insert_missing, err);
    sql_release(&sql);
    if (status == OK)
        status = statement_open(c->store, "SELECT key FROM unit WHERE id = ?1", &c->get_key, err);
    return status;
}

/* The conditions of rows `first` .. `first` + n - 1. */
static enum status read_chunk(struct checking *c, size_t first, size_t n, struct error *err)
{
    if (c->select == NULL)
        return OK;
    statement_bind_integer(c->select, 1, c->wave->line[first]);
    for (size_t i = 0; i < n; i++) {
        bool has_row;
        TRY(statement_step(c->select, &has_row, err));
        if (!has_row || statement_integer(c->select, 0) != c->wave->line[first + i])
            return error_set(err, ERR_STORE, _("the store has lost the row of line %u"),
                             c->wave->line[first + i]);
        for (size_t k = 0; k < c->n_conditions; k++)
            c->holds[i * c->n_conditions + k] = statement_integer(c->select, (int)k + 1) != 0;
    }
    statement_reset(c->select);
    return OK;
}

static enum status put_missing(struct checking *c, const struct check *check, size_t row,
                               enum missing reason, struct error *err)
{
    statement_bind_integer(c->insert_missing, 1, c->wave->line[row]);
    statement_bind_integer(c->insert_missing, 2, c->wave->unit[row]);
    statement_bind_text(c->insert_missing, 3, check->field->name);
    statement_bind_text(c->insert_missing, 4, missing_name(reason));
    field_set_missing(check->field, row, reason);
    return statement_run(c->insert_missing, err);
}

static enum status get_key(struct checking *c, size_t row, const char **key, struct error *err)
{
    bool has_row;
    statement_reset(c->get_key);
    statement_bind_integer(c->get_key, 1, c->wave->unit[row]);
    TRY(statement_step(c->get_key, &has_row, err));
    *key = has_row ? arena_text(&c->log->arena, statement_text(c->get_key, 0)) : "";
    statement_reset(c->get_key);
    return *key == NULL ? error_memory(err) : OK;
}

/* A finding about that answer; of `about` severity, rule and text are given. */
static enum status tell(struct checking *c, const struct check *check, size_t row,
                        struct finding about, struct error *err)
{
    const struct question *question = check->field->question;
    const struct place at = {c->wave->answers_path, c->wave->line[row], check->field->cell + 1};
    const char *key = NULL;
    if (about.text == NULL)
        return error_memory(err);
    TRY(get_key(c, row, &key, err));
    findings_add(&c->log->found, about.severity, about.rule, at, key, question->name, "%s",
                 about.text);
    return log_is_full(c->log) ? log_put(c->log, c->store, c->wave, err) : OK;
}

/* The answer as it stands in the store, in the log's arena; a number as people write it, 250 and
   not 250.0. */
static enum status get_answer(struct checking *c, const struct check *check, size_t row,
                              const char **out, struct error *err)
{
    struct sql sql = {0};
    struct statement *s = NULL;
    bool has_row = false;
    const bool is_decimal = check->field->question->type == QUESTION_DECIMAL;
    sql_print(&sql, is_decimal ? "SELECT printf('%%.15g', " : "SELECT (");
    sql_name(&sql, check->field->name);
    sql_print(&sql, ") FROM ");
    sql_table(&sql, "answer", c->wave);
    sql_print(&sql, " WHERE line = %u", c->wave->line[row]);
    enum status status = sql_open(&sql, c->store, &s, err);
    if (status == OK)
        status = statement_step(s, &has_row, err);
    *out = "";
    if (status == OK && has_row && statement_text(s, 0) != NULL)
        *out = log_quote(c->log, statement_text(s, 0), strlen(statement_text(s, 0)));
    statement_close(s);
    sql_release(&sql);
    return status;
}

static enum status remove_answer(struct checking *c, const struct check *check, size_t row,
                                 struct error *err)
{
    struct sql sql = {0};
    sql_print(&sql, "UPDATE ");
    sql_table(&sql, "answer", c->wave);
    sql_print(&sql, " SET ");
    sql_name(&sql, check->field->name);
    sql_print(&sql, " = NULL WHERE line = %u", c->wave->line[row]);
    const enum status status = sql_run(&sql, c->store, err);
    sql_release(&sql);
    return status;
}

static enum status break_constraint(struct checking *c, const struct check *check, size_t row,
                                    struct error *err)
{
    const struct question *question = check->field->question;
    const char *message =
        question->constraint_messages.text != NULL ? question->constraint_messages.text[0] : NULL;
    const char *answer = NULL;
    TRY(get_answer(c, check, row, &answer, err));
    TRY(remove_answer(c, check, row, err));
    TRY(put_missing(c, check, row, MISSING_INVALID, err));
    c->has_invalid = true;
    return tell(
        c, check, row,
        (struct finding){.severity = FINDING_ERROR,
                         .rule = "constraint",
                         .text = arena_print(&c->log->arena, "'%s' is not allowed for %s: %s",
                                             answer, question->name,
                                             message != NULL ? message : question->constraint)},
        err);
}

/* The nearest condition under which the question is asked, as written. */
static const char *relevant_text(const struct question *question)
{
    while (question != NULL && question->relevant == NULL)
        question = question->section;
    return question == NULL ? "" : question->relevant;
}

static enum status check_row(struct checking *c, const struct check *check, size_t row,
                             const bool *holds, struct error *err)
{
    const struct question *question = check->field->question;
    const enum missing reason = field_reason(check->field, row);
    const bool is_asked = check->relevant == NO_CONDITION || holds[check->relevant];
    if (!is_asked && reason == MISSING_NO_ANSWER)
        return put_missing(c, check, row, MISSING_NOT_ASKED, err);
    if (!is_asked && reason == ANSWERED && check->field->kind != FIELD_CALCULATED)
        return tell(
            c, check, row,
            (struct finding){.severity = FINDING_WARNING,
                             .rule = "not_relevant",
                             .text = arena_print(&c->log->arena,
                                                 "%s is answered, though it is asked only when %s",
                                                 question->name, relevant_text(question))},
            err);
    if (is_asked && reason == ANSWERED && check->constraint != NO_CONDITION &&
        !holds[check->constraint])
        return break_constraint(c, check, row, err);
    if (is_asked && reason == MISSING_NO_ANSWER && question->is_required &&
        check->field->kind != FIELD_CALCULATED)
        return tell(c, check, row,
                    (struct finding){.severity = FINDING_WARNING,
                                     .rule = "required",
                                     .text = arena_print(&c->log->arena,
                                                         "%s has no answer, though it is required",
                                                         question->name)},
                    err);
    return OK;
}

static enum status check_rows(struct checking *c, struct error *err)
{
    for (size_t first = 0; first < c->wave->n_rows; first += CHUNK) {
        const size_t left = c->wave->n_rows - first;
        const size_t n = left < CHUNK ? left : CHUNK;
        TRY(read_chunk(c, first, n, err));
        for (size_t i = 0; i < n; i++)
            for (size_t k = 0; k < c->n; k++)
                TRY(check_row(c, &c->list[k], first + i, c->holds + i * c->n_conditions, err));
    }
    return c->log->found.is_out_of_memory ? error_memory(err) : OK;
}

static enum status check_all(struct checking *c, struct error *err)
{
    TRY(plan(c, err));
    if (c->n == 0)
        return OK;
    TRY(open_statements(c, err));
    return check_rows(c, err);
}

enum status checks_run(struct wave *wave, struct store *store, struct fields *fields,
                       struct log *log, struct error *err)
{
    const bool has_formulas = calculate_is_needed(fields);
    if (has_formulas)
        TRY(calculate_run(wave, store, fields, err));
    struct checking c = {.wave = wave, .store = store, .fields = fields, .log = log};
    enum status status = check_all(&c, err);
    statement_close(c.select);
    statement_close(c.insert_missing);
    statement_close(c.get_key);
    arena_release(&c.arena);
    if (status == OK && has_formulas && c.has_invalid)
        status = calculate_run(wave, store, fields, err);
    return status;
}
