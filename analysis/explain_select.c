/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which units a figure is made of, and which rule left the others out. */
#include "analysis/explaining.h"
#include "store/names.h"
#include "store/sql.h"

#include <string.h>

enum status selection_open(struct explaining *x, struct selection *out, struct error *err)
{
    struct arena *arena = x->e->arena;
    *out = (struct selection){.left = arena_array(arena, x->wave->n_rows, uint8_t),
                              .rule = arena_array(arena, SELECTION_RULES, const char *),
                              .n_used = x->wave->n_rows};
    return out->left == NULL || out->rule == NULL ? error_memory(err) : OK;
}

/* The number of the rule, from 1. */
static uint8_t number_of(struct selection *s, const char *rule)
{
    for (size_t i = 0; i < s->n_rules; i++)
        if (strcmp(s->rule[i], rule) == 0)
            return (uint8_t)(i + 1);
    if (s->n_rules < SELECTION_RULES)
        s->rule[s->n_rules++] = rule;
    return (uint8_t)s->n_rules;
}

void selection_leave(struct explaining *x, struct selection *s, size_t row, const char *rule)
{
    (void)x;
    if (s->left[row] != 0)
        return;
    s->left[row] = number_of(s, rule);
    s->n_used--;
}

static const struct grouping *grouping_of(const struct wave *wave, const char *code)
{
    for (size_t i = 0; i < wave->n_groups; i++)
        if (strcmp(wave->groups[i].of->code, code) == 0)
            return &wave->groups[i];
    return NULL;
}

void selection_take_levels(struct explaining *x, struct selection *s)
{
    for (size_t i = 0; i < x->id->n_levels; i++) {
        const struct figure_pair *pair = &x->id->level[i];
        const struct grouping *groups = grouping_of(x->wave, pair->code);
        if (groups == NULL || groups->level == NULL)
            continue;
        const char *other = explanation_text(x->e, _("not %s=%s"), pair->code, pair->level);
        for (size_t row = 0; row < x->wave->n_rows; row++) {
            const uint16_t level = groups->level[row];
            if (level == NO_LEVEL || strcmp(groups->names[level], pair->level) != 0)
                selection_leave(x, s, row, other);
        }
    }
}

void selection_take_column(struct explaining *x, struct selection *s, const char *code,
                           const double *column)
{
    const char *rule[MISSING_COUNT] = {NULL};
    for (size_t row = 0; row < x->wave->n_rows; row++) {
        if (!is_missing(column[row]))
            continue;
        const enum missing reason = missing_reason(column[row]);
        if (rule[reason] == NULL)
            rule[reason] =
                explanation_text(x->e, _("no value for %s: %s"), code, explain_reason(reason));
        selection_leave(x, s, row, rule[reason]);
    }
}

size_t explain_population(const struct explaining *x)
{
    size_t n = x->wave->n_frame;
    for (size_t i = 0; i < x->id->n_levels; i++) {
        const struct grouping *groups = grouping_of(x->wave, x->id->level[i].code);
        for (size_t k = 0; groups != NULL && k < groups->n_levels; k++)
            if (strcmp(groups->names[k], x->id->level[i].level) == 0)
                n = groups->n_units[k];
    }
    return n;
}

/* ---- as tables --------------------------------------------------------------------------------
 */

/* A count from the store of the wave's own table; SIZE_MAX when there is none. */
static size_t count_rows(const struct explaining *x, const char *kind)
{
    struct sql sql = {0};
    struct statement *s = NULL;
    bool has_row = false;
    size_t n = SIZE_MAX;
    sql_print(&sql, "SELECT count(*) FROM ");
    sql_table(&sql, kind, x->wave);
    if (sql_open(&sql, x->from->store, &s, NULL) == OK && statement_step(s, &has_row, NULL) == OK &&
        has_row)
        n = (size_t)statement_integer(s, 0);
    statement_close(s);
    sql_release(&sql);
    return n;
}

static void put_count(struct explaining *x, struct explain_table *table, const char *what, size_t n)
{
    explanation_row(x->e, table, (struct explain_cell[]){cell_text(what), cell_count(n)});
}

/* From the register to those that answered. */
static void put_frame(struct explaining *x, struct explain_table *table)
{
    const struct wave *wave = x->wave;
    const char *frame = x->form->settings.frame;
    if (x->form->has_register) {
        const size_t n = count_rows(x, "register");
        if (n != SIZE_MAX && n >= wave->n_frame) {
            put_count(x, table, _("units of the register"), n);
            put_count(x, table,
                      frame == NULL ? _("- not in the frame")
                                    : explanation_text(x->e, _("- not in the frame: %s"), frame),
                      n - wave->n_frame);
        }
        put_count(x, table, _("= units of the frame"), wave->n_frame);
        put_count(x, table, _("- did not answer, or their row could not be taken"),
                  wave->n_frame > wave->n_rows ? wave->n_frame - wave->n_rows : 0);
    }
    put_count(x, table, _("= answered"), wave->n_rows);
}

static size_t count_left(const struct explaining *x, const struct selection *s, size_t rule)
{
    size_t n = 0;
    for (size_t row = 0; row < x->wave->n_rows; row++)
        n += s->left[row] == rule + 1;
    return n;
}

/* The units of the frame whose answers were not taken. */
static enum status put_silent(struct explaining *x, struct explain_table *table, struct error *err)
{
    struct sql sql = {0};
    struct statement *s = NULL;
    sql_print(&sql, "SELECT key, coalesce(name, key) FROM unit WHERE wave = ?1 AND id NOT IN"
                    " (SELECT unit_id FROM ");
    sql_table(&sql, "answer", x->wave);
    sql_print(&sql, ") ORDER BY id");
    enum status status = sql_open(&sql, x->from->store, &s, err);
    sql_release(&sql);
    if (status != OK)
        return status;
    statement_bind_integer(s, 1, x->wave->id);
    for (bool has_row = true; status == OK;) {
        status = statement_step(s, &has_row, err);
        if (status != OK || !has_row)
            break;
        explanation_row(
            x->e, table,
            (struct explain_cell[]){cell_text(explanation_text(x->e, "%s", statement_text(s, 0))),
                                    cell_text(explanation_text(x->e, "%s", statement_text(s, 1))),
                                    cell_text(_("did not answer"))});
    }
    statement_close(s);
    return status;
}

static enum status put_units(struct explaining *x, const struct selection *s, struct error *err)
{
    static const struct explain_column columns[] = {
        {"unit", N_("unit")}, {"name", N_("name")}, {"left_out", N_("left out")}};
    struct explain_table *table =
        explanation_table(x->e, "units", _("The units themselves"), columns, COUNT(columns));
    struct row_names *names = NULL;
    const char *key = NULL, *name = NULL;
    TRY(row_names_open(x->from->store, x->wave, &names, err));
    enum status status = row_names_next(names, &key, &name, err);
    for (size_t row = 0; status == OK && key != NULL && row < x->wave->n_rows; row++) {
        const char *rule = s->left[row] == 0 ? "" : s->rule[s->left[row] - 1];
        explanation_row(x->e, table,
                        (struct explain_cell[]){cell_text(explanation_text(x->e, "%s", key)),
                                                cell_text(explanation_text(x->e, "%s", name)),
                                                cell_text(rule)});
        status = row_names_next(names, &key, &name, err);
    }
    row_names_close(names);
    return status != OK || !x->form->has_register ? status : put_silent(x, table, err);
}

enum status selection_put(struct explaining *x, const struct selection *s, struct error *err)
{
    static const struct explain_column columns[] = {{"rule", N_("rule")}, {"count", N_("units")}};
    struct explain_table *table =
        explanation_table(x->e, "selection", _("Which units were used, and which were left out"),
                          columns, COUNT(columns));
    put_frame(x, table);
    for (size_t i = 0; i < s->n_rules; i++)
        put_count(x, table, explanation_text(x->e, "- %s", s->rule[i]), count_left(x, s, i));
    put_count(x, table, _("= used"), s->n_used);
    return x->from->is_full ? put_units(x, s, err) : OK;
}
