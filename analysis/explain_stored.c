/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/explain_stored.h"

#include "store/sql.h"

#include <string.h>

/* One figure being explained; form and wave name the wave's own tables, and hold nothing else. */
struct asked {
    const struct explain_stored_source *from;
    struct explanation *e;
    struct form form;
    struct wave wave;
};

static const char *copy(struct asked *x, const char *text)
{
    return text == NULL ? "" : explanation_text(x->e, "%s", text);
}

/* ---- which units ------------------------------------------------------------------------------
 */

static const struct explain_column count_columns[] = {{"rule", N_("rule")}, {"count", N_("units")}};

static void put_count(struct asked *x, struct explain_table *table, const char *what, size_t n)
{
    explanation_row(x->e, table, (struct explain_cell[]){cell_text(what), cell_count(n)});
}

static struct explain_table *put_frame(struct asked *x)
{
    const struct stored_wave *wave = x->from->wave;
    struct explain_table *table =
        explanation_table(x->e, "selection", _("Which units were used, and which were left out"),
                          count_columns, COUNT(count_columns));
    put_count(x, table, _("= units of the frame"), wave->n_frame);
    put_count(x, table, _("- did not answer, or their row could not be taken"),
              wave->n_frame > wave->n_rows ? wave->n_frame - wave->n_rows : 0);
    put_count(x, table, _("= answered"), wave->n_rows);
    return table;
}

static void put_used(struct asked *x, struct explain_table *table, const char *code, size_t n)
{
    const size_t n_rows = x->from->wave->n_rows;
    if (n < n_rows)
        put_count(x, table, explanation_text(x->e, _("- no value for %s"), code), n_rows - n);
    put_count(x, table, _("= used"), n);
}

/* ---- an index ---------------------------------------------------------------------------------
 */

static enum status put_rows_of_parts(struct asked *x, struct statement *s, struct error *err)
{
    static const struct explain_column columns[] = {{"code", N_("code")},
                                                    {"wording", N_("wording")},
                                                    {"weight", N_("weight")},
                                                    {"share", N_("share")},
                                                    {"direction", N_("direction")}};
    struct explain_table *table = NULL;
    for (;;) {
        bool has_row;
        TRY(statement_step(s, &has_row, err));
        if (!has_row)
            return OK;
        if (table == NULL)
            table = explanation_table(
                x->e, "parts", explanation_text(x->e, _("What %s is made of"), x->e->parts.subject),
                columns, COUNT(columns));
        explanation_row(x->e, table,
                        (struct explain_cell[]){cell_text(copy(x, statement_text(s, 0))),
                                                cell_text(copy(x, statement_text(s, 1))),
                                                cell_number(statement_number(s, 2), EXPLAIN_DIGITS),
                                                cell_number(statement_number(s, 3), 4),
                                                cell_number(statement_number(s, 4), 0)});
    }
}

static enum status put_parts(struct asked *x, struct error *err)
{
    static const char sql[] =
        "SELECT i.code, coalesce(q.label, i.name, i.code), i.weight, i.weight / sum(i.weight) OVER"
        " (), i.direction FROM indicator i LEFT JOIN question q ON q.wave = i.wave AND q.name ="
        " coalesce(i.source, i.code) WHERE i.wave = ?1 AND i.parent = ?2 ORDER BY i.position";
    struct statement *s = NULL;
    TRY(statement_open(x->from->store, sql, &s, err));
    statement_bind_integer(s, 1, x->from->wave->id);
    statement_bind_text(s, 2, x->e->parts.subject);
    const enum status status = put_rows_of_parts(x, s, err);
    statement_close(s);
    return status;
}

/* Whether the wave's own table has that column: a name that it has not would be an SQL error. */
static enum status has_column(struct asked *x, const char *kind, const char *name, bool *out,
                              struct error *err)
{
    struct statement *s = NULL;
    struct arena *arena = x->e->arena;
    const char *table =
        arena_print(arena, "%s_%s_%d", kind, x->from->wave->form, x->from->wave->year);
    if (table == NULL)
        return error_memory(err);
    TRY(statement_open(x->from->store, "SELECT count(*) FROM pragma_table_info(?1) WHERE name = ?2",
                       &s, err));
    statement_bind_text(s, 1, table);
    statement_bind_text(s, 2, name);
    bool has_row = false;
    const enum status status = statement_step(s, &has_row, err);
    *out = status == OK && has_row && statement_integer(s, 0) == 1;
    statement_close(s);
    return status;
}

/* "SELECT count(SCORE), sum(SCORE) FROM score_...". */
static enum status get_sum(struct asked *x, double *n, double *sum, struct error *err)
{
    struct sql sql = {0};
    struct statement *s = NULL;
    bool has_row = false;
    sql_print(&sql, "SELECT count(");
    sql_name(&sql, x->e->parts.subject);
    sql_print(&sql, "), sum(");
    sql_name(&sql, x->e->parts.subject);
    sql_print(&sql, ") FROM ");
    sql_table(&sql, "score", &x->wave);
    enum status status = sql_open(&sql, x->from->store, &s, err);
    if (status == OK)
        status = statement_step(s, &has_row, err);
    if (status == OK && has_row) {
        *n = statement_number(s, 0);
        *sum = statement_number(s, 1);
    }
    statement_close(s);
    sql_release(&sql);
    return status;
}

static enum status put_index(struct asked *x, struct error *err)
{
    const struct figure_parts *id = &x->e->parts;
    double n = 0, sum = MISSING;
    bool is_there = false;
    TRY(put_parts(x, err));
    TRY(has_column(x, "score", id->subject, &is_there, err));
    if (!is_there || id->n_levels > 0)
        return OK;
    TRY(get_sum(x, &n, &sum, err));
    put_used(x, put_frame(x), id->subject, (size_t)n);
    if (strcmp(id->family, "index") != 0 || strcmp(id->measure, "mean") != 0 || n < 1)
        return OK;
    explanation_step(x->e, sum / n, _("mean = sum / n = %.10g / %zu = %.10g"), sum, (size_t)n,
                     sum / n);
    explanation_result(x->e, sum / n);
    return OK;
}

/* ---- a question -------------------------------------------------------------------------------
 */

struct answers_told {
    double n, sum,
        wanted; /* answers that count, sum of their scores, answers of the choice named */
    const char *terms;
};

static void take_choice(struct asked *x, const struct statement *s, struct explain_table *table,
                        struct answers_told *told)
{
    const char *name = copy(x, statement_text(s, 0));
    const char *wanted = figure_level_of(&x->e->parts, "choice");
    const double score = statement_number(s, 2), n = statement_number(s, 3);
    explanation_row(x->e, table,
                    (struct explain_cell[]){cell_text(name),
                                            cell_text(copy(x, statement_text(s, 1))),
                                            cell_number(score, EXPLAIN_DIGITS), cell_number(n, 0)});
    told->n += n;
    told->sum += score * n;
    if (wanted != NULL && strcmp(wanted, name) == 0)
        told->wanted = n;
    if (n > 0)
        told->terms = explanation_text(x->e, "%s%s%.10g x %.0f", told->terms,
                                       *told->terms == '\0' ? "" : " + ", score, n);
}

static void put_answers(struct asked *x, const struct answers_told *told)
{
    const char *measure = x->e->parts.measure;
    if (told->n < 1)
        return;
    if (strcmp(measure, "share") == 0 && !is_missing(told->wanted)) {
        explanation_step(x->e, told->wanted / told->n, _("share = %zu / %zu = %.10g"),
                         (size_t)told->wanted, (size_t)told->n, told->wanted / told->n);
        explanation_result(x->e, told->wanted / told->n);
    } else if (strcmp(measure, "mean") == 0 && !is_missing(told->sum)) {
        explanation_step(x->e, told->sum / told->n, _("mean = (%s) / %zu = %.10g / %zu = %.10g"),
                         told->terms, (size_t)told->n, told->sum, (size_t)told->n,
                         told->sum / told->n);
        explanation_result(x->e, told->sum / told->n);
    }
}

/* Choices of a select_one that are answers, and how many chose each. */
static enum status open_choices(struct asked *x, struct statement **out, struct error *err)
{
    struct sql sql = {0};
    sql_print(&sql,
              "SELECT c.name, c.label, c.score, count(a.line) FROM question q JOIN choice c ON"
              " c.wave = q.wave AND c.list = q.list LEFT JOIN ");
    sql_table(&sql, "answer", &x->wave);
    sql_print(&sql, " a ON a.");
    sql_name(&sql, x->e->parts.subject);
    sql_print(&sql, " = c.name WHERE q.wave = ?1 AND q.name = ?2 AND q.type = 'select_one' AND"
                    " c.missing IS NULL GROUP BY c.position ORDER BY c.position");
    const enum status status = sql_open(&sql, x->from->store, out, err);
    sql_release(&sql);
    return status;
}

static enum status put_choices(struct asked *x, struct error *err)
{
    static const struct explain_column columns[] = {{"choice", N_("choice")},
                                                    {"label", N_("label")},
                                                    {"score", N_("score")},
                                                    {"units", N_("units")}};
    struct answers_told told = {.wanted = MISSING, .terms = ""};
    struct explain_table *table = NULL;
    struct statement *s = NULL;
    TRY(open_choices(x, &s, err));
    statement_bind_integer(s, 1, x->from->wave->id);
    statement_bind_text(s, 2, x->e->parts.subject);
    enum status status = OK;
    for (bool has_row = true; status == OK;) {
        status = statement_step(s, &has_row, err);
        if (status != OK || !has_row)
            break;
        if (table == NULL)
            table = explanation_table(x->e, "choices", _("Answers that count"), columns,
                                      COUNT(columns));
        take_choice(x, s, table, &told);
    }
    statement_close(s);
    if (status == OK && table != NULL) {
        put_used(x, put_frame(x), x->e->parts.subject, (size_t)told.n);
        put_answers(x, &told);
    }
    return status;
}

/* The wording of a question, an index or an item, if it is one. */
static enum status put_wording(struct asked *x, const char *name, struct error *err)
{
    static const char sql[] =
        "SELECT label FROM question WHERE wave = ?1 AND name = ?2 AND label IS NOT NULL UNION ALL"
        " SELECT name FROM indicator WHERE wave = ?1 AND code = ?2 AND name IS NOT NULL LIMIT 1";
    struct statement *s = NULL;
    bool has_row = false;
    TRY(statement_open(x->from->store, sql, &s, err));
    statement_bind_integer(s, 1, x->from->wave->id);
    statement_bind_text(s, 2, name);
    const enum status status = statement_step(s, &has_row, err);
    if (status == OK && has_row)
        explanation_note(x->e, "%s: %s", name, copy(x, statement_text(s, 0)));
    statement_close(s);
    return status;
}

static enum status put_item(struct asked *x, struct error *err)
{
    bool is_there = false;
    TRY(has_column(x, "answer", x->e->parts.subject, &is_there, err));
    return is_there ? put_choices(x, err) : OK;
}

/* ---- the figure -------------------------------------------------------------------------------
 */

/* Figures of the same subject and level: the first of each measure. */
static void relate(struct asked *x)
{
    const char *id = x->e->figure->id;
    const char *slash = strchr(strchr(id, '/') + 1, '/');
    const size_t n = slash == NULL ? 0 : strlen(slash);
    for (size_t i = 0; n > 0 && i < x->from->figures->n; i++) {
        const char *other = x->from->figures->list[i].id;
        const size_t n_other = strlen(other);
        if (n_other > n && strcmp(other + n_other - n, slash) == 0)
            explanation_relate(x->e, x->from->figures, other, _("of the same"));
    }
}

static enum status explain_it(struct asked *x, struct error *err)
{
    const struct figure_parts *id = &x->e->parts;
    if (id->subject != NULL)
        TRY(put_wording(x, id->subject, err));
    if (id->other != NULL)
        TRY(put_wording(x, id->other, err));
    for (size_t i = 0; i < id->n_levels; i++)
        explanation_note(x->e, _("of %s alone: %s"), id->level[i].code, id->level[i].level);
    if (id->subject != NULL && strcmp(id->family, "item") == 0)
        TRY(put_item(x, err));
    else if (id->subject != NULL)
        TRY(put_index(x, err));
    else
        (void)put_frame(x);
    if (x->e->n == 0)
        explanation_note(x->e,
                         _("about the survey as a whole: %zu units of the frame, %zu answered"),
                         x->from->wave->n_frame, x->from->wave->n_rows);
    relate(x);
    return OK;
}

enum status explain_stored(const struct explain_stored_source *source, const char *id,
                           struct explanation *out, struct error *err)
{
    struct asked x = {.from = source, .e = out};
    x.form.settings.form_id = source->wave->form;
    x.form.settings.wave = source->wave->year;
    x.wave.form = &x.form;
    TRY(explain_find(source->figures, id, out, err));
    TRY(explain_it(&x, err));
    return out->is_out_of_memory ? error_memory(err) : OK;
}
