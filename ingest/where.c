/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/where.h"

#include "ingest/expression.h"
#include "ingest/expression_sql.h"
#include "store/bulk.h"
#include "store/sql.h"

#include <string.h>

/* A column of the wave's own tables. */
struct known {
    const char *name;
    struct expression_column column; /* with the alias of its table */
};

struct where {
    struct store *store;
    const struct wave *wave;
    struct arena *arena;
    struct known *known; /* answers first, then the register */
    size_t n_known, capacity;
    bool has_register;
    const struct indicator **computed; /* the indices and Groups that the expression names */
    size_t n_computed;
    bool is_out_of_memory;
};

static enum status add_known(struct where *w, const char *alias, const char *name, const char *type,
                             struct error *err)
{
    const char *quoted = sql_name_in(w->arena, name);
    w->known = arena_grown(w->arena, w->known, w->n_known, &w->capacity, struct known);
    if (quoted == NULL || w->known == NULL)
        return error_memory(err);
    struct known *known = &w->known[w->n_known++];
    known->name = arena_text(w->arena, name);
    known->column.sql = arena_print(w->arena, "%s.%s", alias, quoted);
    known->column.is_number = strcmp(type, "TEXT") != 0;
    return known->name == NULL || known->column.sql == NULL ? error_memory(err) : OK;
}

/* The columns of a table of the wave, but for the line and the unit. */
static enum status list_columns(struct where *w, const char *kind, const char *alias,
                                struct error *err)
{
    static const char columns[] = "SELECT name, type FROM pragma_table_info(?1) "
                                  "WHERE name NOT IN ('line', 'unit_id')";
    struct statement *s = NULL;
    const char *table = arena_print(w->arena, "%s_%s_%d", kind, w->wave->form->settings.form_id,
                                    w->wave->form->settings.wave);
    if (table == NULL)
        return error_memory(err);
    TRY(statement_open(w->store, columns, &s, err));
    statement_bind_text(s, 1, table);
    bool has_row = true;
    enum status status = statement_step(s, &has_row, err);
    while (status == OK && has_row) {
        status = add_known(w, alias, statement_text(s, 0), statement_text(s, 1), err);
        if (status == OK)
            status = statement_step(s, &has_row, err);
    }
    statement_close(s);
    return status;
}

static bool find_known(const struct where *w, const char *name, struct expression_column *column)
{
    for (size_t i = 0; i < w->n_known; i++)
        if (strcmp(w->known[i].name, name) == 0) {
            *column = w->known[i].column;
            return true;
        }
    return false;
}

/* An index or a Group: a column of a table that is made for it. */
static bool find_computed(struct where *w, const struct indicator *of,
                          struct expression_column *column)
{
    const char *name = sql_name_in(w->arena, of->code);
    const char *sql = name == NULL ? NULL : arena_print(w->arena, "s.%s", name);
    w->is_out_of_memory |= sql == NULL;
    *column = (struct expression_column){sql, of->type == INDICATOR_AGGREGATE};
    for (size_t i = 0; i < w->n_computed; i++)
        if (w->computed[i] == of)
            return sql != NULL;
    w->computed[w->n_computed++] = of;
    return sql != NULL;
}

/* One option of a select_multiple: 1 chosen, 0 not, NULL without answer. */
static bool find_option(struct where *w, const struct indicator *of,
                        struct expression_column *column)
{
    struct expression_column all;
    if (!find_known(w, of->question->name, &all))
        return false;
    const struct sql_term name =
        sql_text_literal(w->arena, of->question->list->choices[of->option].name);
    const char *sql = name.sql == NULL
                          ? NULL
                          : arena_print(w->arena, "(instr(' ' || %s || ' ', ' ' || %s || ' ') > 0)",
                                        all.sql, name.sql);
    w->is_out_of_memory |= sql == NULL;
    *column = (struct expression_column){sql, true};
    return sql != NULL;
}

static bool find(void *context, const char *name, struct expression_column *column)
{
    struct where *w = context;
    if (find_known(w, name, column))
        return true;
    const struct indicator *of = form_indicator(w->wave->form, name);
    if (of == NULL)
        return false;
    if (of->type == INDICATOR_AGGREGATE || of->type == INDICATOR_GROUP)
        return find_computed(w, of, column);
    if (of->option != NO_OPTION)
        return find_option(w, of, column);
    return find_known(w, of->source, column);
}

static const struct score *score_of(const struct wave *wave, const struct indicator *of)
{
    for (size_t i = 0; i < wave->n_scores; i++)
        if (wave->scores[i].index == of)
            return &wave->scores[i];
    return NULL;
}

static const struct grouping *grouping_of(const struct wave *wave, const struct indicator *of)
{
    for (size_t i = 0; i < wave->n_groups; i++)
        if (wave->groups[i].of == of)
            return &wave->groups[i];
    return NULL;
}

static enum status fill_computed(struct where *w, const struct indicator *of,
                                 struct bulk_column *out, struct error *err)
{
    if (of->type == INDICATOR_AGGREGATE) {
        *out = (struct bulk_column){.kind = BULK_REAL, .number = score_of(w->wave, of)->value};
        return OK;
    }
    const struct grouping *groups = grouping_of(w->wave, of);
    struct bulk_value *values = arena_array(w->arena, groups->n_levels, struct bulk_value);
    if (values == NULL)
        return error_memory(err);
    for (size_t i = 0; i < groups->n_levels; i++)
        values[i] = (struct bulk_value){
            .kind = BULK_IS_TEXT, .text = {groups->names[i], (uint32_t)strlen(groups->names[i])}};
    *out = (struct bulk_column){
        .kind = BULK_WIDE, .wide = groups->level, .values = values, .n_values = groups->n_levels};
    return OK;
}

static enum status create_computed(struct where *w, struct error *err)
{
    struct sql sql = {0};
    sql_print(&sql, "CREATE TEMP TABLE mognad_where (line INTEGER PRIMARY KEY");
    for (size_t i = 0; i < w->n_computed; i++) {
        sql_print(&sql, ", ");
        sql_name(&sql, w->computed[i]->code);
    }
    sql_print(&sql, ")");
    const enum status status = sql_run(&sql, w->store, err);
    sql_release(&sql);
    return status;
}

/* Puts what is computed and not answered beside the answers, under the alias s. */
static enum status put_computed(struct where *w, struct error *err)
{
    struct bulk_column *columns = arena_array(w->arena, w->n_computed + 1, struct bulk_column);
    struct bulk *bulk = NULL;
    if (columns == NULL)
        return error_memory(err);
    columns[0] = (struct bulk_column){.kind = BULK_COUNT, .count = w->wave->line};
    for (size_t i = 0; i < w->n_computed; i++)
        TRY(fill_computed(w, w->computed[i], &columns[i + 1], err));
    TRY(create_computed(w, err));
    enum status status = bulk_open(w->store, "INSERT INTO temp.mognad_where SELECT * FROM ",
                                   w->n_computed + 1, &bulk, err);
    if (status == OK)
        status = bulk_put(bulk, columns, w->wave->n_rows, err);
    bulk_close(bulk);
    return status;
}

static enum status translate(struct where *w, const struct hypothesis *h, const char **out,
                             struct error *err)
{
    struct findings found = {.arena = w->arena};
    const struct expression_scope scope = {.at = h->at, .find = find, .context = w};
    *out = expression_condition(h->where, &scope, w->arena, &found);
    if (w->is_out_of_memory)
        return error_memory(err);
    TRY(findings_status(&found, err));
    return *out == NULL ? error_memory(err) : OK;
}

static enum status open_rows(const struct where *w, const char *condition, struct statement **out,
                             struct error *err)
{
    struct sql sql = {0};
    sql_print(&sql, "SELECT %s FROM ", condition);
    sql_table(&sql, "answer", w->wave);
    sql_print(&sql, " AS a");
    if (w->has_register) {
        sql_print(&sql, " LEFT JOIN ");
        sql_table(&sql, "register", w->wave);
        sql_print(&sql, " AS r ON r.unit_id = a.unit_id");
    }
    if (w->n_computed > 0)
        sql_print(&sql, " LEFT JOIN temp.mognad_where AS s ON s.line = a.line");
    sql_print(&sql, " ORDER BY a.line");
    const enum status status = sql_open(&sql, w->store, out, err);
    sql_release(&sql);
    return status;
}

static enum status read_rows(const struct where *w, const char *condition, uint8_t *holds,
                             struct error *err)
{
    struct statement *s = NULL;
    enum status status = open_rows(w, condition, &s, err);
    for (size_t row = 0; status == OK && row < w->wave->n_rows; row++) {
        bool has_row = false;
        status = statement_step(s, &has_row, err);
        if (status == OK && !has_row)
            status = error_set(err, ERR_STORE, _("the store has lost the row of line %u"),
                               w->wave->line[row]);
        if (status == OK)
            holds[row] = statement_integer(s, 0) != 0;
    }
    statement_close(s);
    return status;
}

static enum status evaluate(struct where *w, const struct hypothesis *h, uint8_t *holds,
                            struct error *err)
{
    const char *condition = NULL;
    w->computed = arena_array(w->arena, w->wave->form->n_indicators, const struct indicator *);
    if (w->computed == NULL)
        return error_memory(err);
    TRY(list_columns(w, "answer", "a", err));
    const size_t n_answers = w->n_known;
    TRY(list_columns(w, "register", "r", err));
    w->has_register = w->n_known > n_answers;
    TRY(translate(w, h, &condition, err));
    if (w->n_computed > 0)
        TRY(put_computed(w, err));
    return read_rows(w, condition, holds, err);
}

enum status where_evaluate(struct store *store, const struct wave *wave,
                           const struct hypothesis *hypothesis, uint8_t *holds, struct error *err)
{
    struct arena arena = {0};
    struct where w = {.store = store, .wave = wave, .arena = &arena};
    enum status status = evaluate(&w, hypothesis, holds, err);
    if (w.n_computed > 0) {
        const enum status dropped = store_run_sql(store, "DROP TABLE IF EXISTS temp.mognad_where",
                                                  status == OK ? err : NULL);
        status = status == OK ? dropped : status;
    }
    arena_release(&arena);
    return status;
}
