/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/simulate_logic.h"

#include "ingest/expression.h"
#include "ingest/textset.h"
#include "store/statement.h"
#include "store/store.h"

#include <stdlib.h>
#include <string.h>

/* An expression as a statement that takes the answers it looks at as parameters. */
struct formula {
    size_t *inputs; /* items, in the order of the parameters */
    size_t n_inputs, capacity;
    struct statement *statement;
    struct textset known; /* answers met, joined */
    const char **results; /* by number in `known`; NULL: no value */
    size_t n_results, results_capacity;
    char *value; /* a result that is not remembered; owned */
};

struct sim_logic {
    struct store *store; /* temporary and empty: the functions that expressions call */
    struct arena *arena; /* borrowed */
    struct formula *formulas;
    size_t n;
    char *key; /* answers joined; owned */
    size_t key_capacity;
};

/* More different answers than these are no categories, and not worth remembering. */
enum { KNOWN_LIMIT = 4096, KNOWN_LENGTH = 256 };

/* ---- reading */

struct finding_names {
    const struct sim_item *items;
    size_t n;     /* of all items */
    size_t at;    /* the item that the expression belongs to */
    size_t later; /* an item that it looks at too early; SIM_NO_ITEM */
    struct formula *formula;
    struct arena *arena;
    struct findings *faults;
    bool is_out_of_memory;
};

static bool is_number(const struct question *q)
{
    return q->type == QUESTION_INTEGER || q->type == QUESTION_DECIMAL ||
           (q->type == QUESTION_SELECT_ONE && q->list->are_names_integers);
}

/* The number of the parameter that stands for an item, from 1; 0 when memory runs out. */
static size_t parameter_of(struct finding_names *in, size_t item)
{
    struct formula *f = in->formula;
    for (size_t i = 0; i < f->n_inputs; i++)
        if (f->inputs[i] == item)
            return i + 1;
    size_t *inputs = arena_grown(in->arena, f->inputs, f->n_inputs, &f->capacity, size_t);
    if (inputs == NULL)
        return 0;
    f->inputs = inputs;
    f->inputs[f->n_inputs++] = item;
    return f->n_inputs;
}

static bool find_name(void *context, const char *name, struct expression_column *column)
{
    struct finding_names *in = context;
    size_t i = 0;
    while (i < in->n &&
           (strcmp(in->items[i].question->name, name) != 0 || in->items[i].kind == SIM_SECTION))
        i++;
    if (i == in->n)
        return false;
    if (i >= in->at)
        in->later = i;
    const struct question *q = in->items[i].question;
    const char *type = q->type == QUESTION_DECIMAL ? "REAL" : is_number(q) ? "INTEGER" : "TEXT";
    const size_t parameter = parameter_of(in, i);
    column->sql =
        parameter == 0 ? NULL : arena_print(in->arena, "CAST(?%zu AS %s)", parameter, type);
    column->is_number = is_number(q);
    if (column->sql == NULL) {
        in->is_out_of_memory = true;
        column->sql = "NULL"; /* the name is known; the whole expression is given up */
    }
    return true;
}

static void fault_later(const struct finding_names *in)
{
    const struct question *q = in->items[in->at].question;
    findings_add(in->faults, FINDING_FAULT, "simulation", q->at, NULL, q->name,
                 _("whether %s is asked, or what it comes to, cannot depend on %s, which is asked "
                   "later"),
                 q->name, in->items[in->later].question->name);
}

static enum status prepare(struct sim_logic *logic, struct formula *formula, const char *sql,
                           struct error *err)
{
    const char *text = arena_print(logic->arena, "SELECT %s", sql);
    if (text == NULL)
        return error_memory(err);
    return statement_open(logic->store, text, &formula->statement, err);
}

/* Takes one expression of an item; its number in *out, unless it has none or a fault. */
static enum status add(struct sim_logic *logic, struct finding_names *in, const char *text,
                       bool is_condition, size_t *out, struct error *err)
{
    if (text == NULL)
        return OK;
    struct formula *formula = &logic->formulas[logic->n];
    in->formula = formula;
    in->later = SIM_NO_ITEM;
    const struct expression_scope scope = {
        .at = in->items[in->at].question->at, .find = find_name, .context = in};
    const char *sql = is_condition ? expression_condition(text, &scope, logic->arena, in->faults)
                                   : expression_value(text, &scope, logic->arena, in->faults);
    if (in->is_out_of_memory || in->faults->is_out_of_memory)
        return error_memory(err);
    if (in->later != SIM_NO_ITEM)
        fault_later(in);
    if (sql == NULL || in->later != SIM_NO_ITEM)
        return OK;
    *out = logic->n++;
    return prepare(logic, formula, sql, err);
}

static size_t count_expressions(const struct sim_item *items, size_t n)
{
    size_t n_expressions = 0;
    for (size_t i = 0; i < n; i++)
        n_expressions += (items[i].question->relevant != NULL ? 1U : 0U) +
                         (items[i].question->calculation != NULL ? 1U : 0U);
    return n_expressions;
}

static enum status fill(struct sim_logic *logic, struct sim_item *items, size_t n,
                        struct findings *faults, struct error *err)
{
    for (size_t i = 0; i < n; i++) {
        struct finding_names in = {
            .items = items, .n = n, .at = i, .arena = logic->arena, .faults = faults};
        const struct question *q = items[i].question;
        TRY(add(logic, &in, q->relevant, true, &items[i].relevance, err));
        TRY(add(logic, &in, q->calculation, false, &items[i].calculation, err));
    }
    return OK;
}

enum status sim_logic_open(struct sim_item *items, size_t n_items, struct arena *arena,
                           struct findings *faults, struct sim_logic **out, struct error *err)
{
    *out = NULL;
    const size_t n = count_expressions(items, n_items);
    if (n == 0)
        return OK;
    struct sim_logic *logic = arena_new(arena, struct sim_logic);
    if (logic == NULL)
        return error_memory(err);
    logic->arena = arena;
    logic->formulas = arena_array(arena, n, struct formula);
    enum status status =
        logic->formulas == NULL ? error_memory(err) : store_open("", &logic->store, err);
    if (status == OK)
        status = fill(logic, items, n_items, faults, err);
    if (status == OK)
        *out = logic;
    else
        sim_logic_close(logic);
    return status;
}

void sim_logic_close(struct sim_logic *logic)
{
    if (logic == NULL)
        return;
    for (size_t i = 0; i < logic->n; i++) {
        statement_close(logic->formulas[i].statement);
        textset_release(&logic->formulas[i].known);
        free(logic->formulas[i].value);
    }
    store_close(logic->store);
    free(logic->key);
    logic->store = NULL;
    logic->key = NULL;
    logic->n = 0;
}

/* ---- evaluating */

static bool reserve_key(struct sim_logic *logic, size_t n)
{
    if (n <= logic->key_capacity)
        return true;
    char *key = realloc(logic->key, 2 * n);
    if (key == NULL)
        return false;
    logic->key = key;
    logic->key_capacity = 2 * n;
    return true;
}

/* Joins the answers that the formula looks at, each after a separator; what is no answer is empty,
   and no answer is. */
static bool join_answers(struct sim_logic *logic, const struct formula *f,
                         const struct sim_cell *cells, size_t *n)
{
    *n = 0;
    for (size_t i = 0; i < f->n_inputs; i++) {
        const struct sim_cell *cell = &cells[f->inputs[i]];
        const size_t n_text = cell->is_answer ? cell->n : 0;
        if (!reserve_key(logic, *n + n_text + 1))
            return false;
        logic->key[(*n)++] = '\1';
        if (n_text > 0)
            memcpy(logic->key + *n, cell->text, n_text);
        *n += n_text;
    }
    return true;
}

static enum status evaluate(const struct formula *f, const struct sim_cell *cells,
                            const char **result, struct error *err)
{
    for (size_t i = 0; i < f->n_inputs; i++) {
        const struct sim_cell *cell = &cells[f->inputs[i]];
        const int parameter = (int)i + 1;
        if (!cell->is_answer)
            statement_bind_text(f->statement, parameter, NULL);
        else if (!is_missing(cell->number))
            statement_bind_number(f->statement, parameter, cell->number);
        else
            statement_bind_text_n(f->statement, parameter, cell->text, cell->n);
    }
    bool has_row;
    TRY(statement_step(f->statement, &has_row, err));
    *result = has_row ? statement_text(f->statement, 0) : NULL;
    return OK;
}

/* Keeps a result that is in the statement's hands. */
static enum status keep(struct sim_logic *logic, struct formula *f, const char *result,
                        size_t n_key, const char **out, struct error *err)
{
    uint32_t index;
    free(f->value);
    f->value = result == NULL ? NULL : strdup(result);
    *out = f->value;
    if (result != NULL && f->value == NULL)
        return error_memory(err);
    if (f->known.n >= KNOWN_LIMIT || n_key > KNOWN_LENGTH)
        return OK;
    const char **results =
        arena_grown(logic->arena, f->results, f->n_results, &f->results_capacity, const char *);
    const char *copy = result == NULL ? NULL : arena_text(logic->arena, result);
    if (results == NULL || (result != NULL && copy == NULL) ||
        !textset_add(&f->known, logic->key, n_key, &index))
        return error_memory(err);
    f->results = results;
    f->results[f->n_results++] = copy;
    return OK;
}

enum status sim_logic_value(struct sim_logic *logic, size_t formula, const struct sim_cell *cells,
                            const char **out, struct error *err)
{
    struct formula *f = &logic->formulas[formula];
    size_t n_key;
    if (!join_answers(logic, f, cells, &n_key))
        return error_memory(err);
    const uint32_t known =
        f->known.n == 0 ? TEXTSET_NONE : textset_find(&f->known, logic->key, n_key);
    if (known != TEXTSET_NONE) {
        *out = f->results[known];
        return OK;
    }
    const char *result = NULL;
    TRY(evaluate(f, cells, &result, err));
    const enum status status = keep(logic, f, result, n_key, out, err);
    statement_reset(f->statement);
    return status;
}

enum status sim_logic_holds(struct sim_logic *logic, size_t condition, const struct sim_cell *cells,
                            bool *out, struct error *err)
{
    const char *result = NULL;
    TRY(sim_logic_value(logic, condition, cells, &result, err));
    *out = result != NULL && strcmp(result, "0") != 0;
    return OK;
}
