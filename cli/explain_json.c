/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/difference_json.h"
#include "cli/explain.h"
#include "store/figure_about.h"

static json_t *cell_of(const struct explain_cell *cell)
{
    return cell->text != NULL ? json_string(cell->text) : json_of_number(cell->number);
}

/* Takes `value` over; false when memory runs out. */
static bool append(json_t *list, json_t *value)
{
    return json_array_append_new(list, value) == 0;
}

static json_t *row_of(const struct explain_table *table, size_t row)
{
    json_t *object = json_object();
    for (size_t i = 0; object != NULL && i < table->n_columns; i++)
        if (json_object_set_new(object, table->columns[i].key,
                                cell_of(&table->cells[row * table->n_columns + i])) != 0) {
            json_decref(object);
            return NULL;
        }
    return object;
}

static json_t *table_of(const struct explain_table *table)
{
    json_t *rows = json_array();
    bool is_whole = rows != NULL;
    for (size_t row = 0; row < table->n_rows; row++)
        is_whole &= append(rows, row_of(table, row));
    json_t *object =
        json_pack("{ss ss so}", "key", table->key, "title", table->title, "rows", rows);
    if (is_whole)
        return object;
    json_decref(object);
    return NULL;
}

/* The parts of one kind. */
static json_t *parts_of(const struct explanation *e, enum explain_part_kind kind)
{
    json_t *list = json_array();
    bool is_whole = list != NULL;
    for (size_t i = 0; i < e->n; i++) {
        const struct explain_part *part = &e->list[i];
        if (part->kind != kind)
            continue;
        is_whole &=
            append(list, kind == EXPLAIN_NOTE   ? json_string(part->text)
                         : kind == EXPLAIN_STEP ? json_pack("{ss so}", "text", part->text, "value",
                                                            json_of_number(part->value))
                                                : table_of(part->table));
    }
    if (is_whole)
        return list;
    json_decref(list);
    return NULL;
}

static json_t *related_of(const struct explanation *e)
{
    json_t *list = json_array();
    bool is_whole = list != NULL;
    for (size_t i = 0; i < e->n_related; i++)
        is_whole &= append(list, json_pack("{ss so ss}", "id", e->related[i].figure->id, "value",
                                           json_of_number(e->related[i].figure->value), "why",
                                           e->related[i].why));
    if (is_whole)
        return list;
    json_decref(list);
    return NULL;
}

static json_t *sources_of(const struct explained *of)
{
    json_t *list = json_array();
    bool is_whole = list != NULL;
    for (size_t i = 0; i < of->n_sources; i++) {
        const struct source *source = &of->sources[i];
        is_whole &= append(
            list, json_pack("{ss ss ss sI sI so}", "name", source->name, "role", source->role,
                            "sha256", source->sha256, "bytes", (json_int_t)source->bytes, "rows",
                            (json_int_t)source->rows, "encoding", json_of_text(source->encoding)));
    }
    if (is_whole)
        return list;
    json_decref(list);
    return NULL;
}

static json_t *facts_of(const struct explained *of)
{
    json_t *object = json_object();
    for (size_t i = 0; object != NULL && i < of->n_facts; i++)
        if (json_object_set_new(object, of->facts[i].name, json_string(of->facts[i].value)) != 0) {
            json_decref(object);
            return NULL;
        }
    return object;
}

static json_t *reproduced_of(const struct explanation *e)
{
    return e->reproduced == REPRODUCED_UNTRIED ? json_null()
                                               : json_boolean(e->reproduced == REPRODUCED_YES);
}

static json_t *whole(const struct explained *of, const struct explanation *e)
{
    const char *about = e->figure == NULL ? NULL : figure_about(e->parts.family, of->language);
    return json_pack("{so so so so so so so so so so s{ss ss si sb}}", "id",
                     json_of_text(e->figure == NULL ? NULL : e->figure->id), "about",
                     json_of_text(about), "figure", figure_json(e->figure), "notes",
                     parts_of(e, EXPLAIN_NOTE), "tables", parts_of(e, EXPLAIN_TABLE), "steps",
                     parts_of(e, EXPLAIN_STEP), "reproduced", reproduced_of(e), "related",
                     related_of(e), "sources", sources_of(of), "run", facts_of(of), "survey",
                     "from", of->from, "form", of->form, "wave", of->year, "simulated",
                     of->is_simulated);
}

enum status explained_print_json(const struct explained *of, const struct explanation *e,
                                 FILE *file, struct error *err)
{
    json_t *json = whole(of, e);
    if (json == NULL)
        return error_memory(err);
    const int failed = json_dumpf(json, file, JSON_INDENT(2)) != 0 || fputc('\n', file) == EOF;
    json_decref(json);
    return failed ? error_set(err, ERR_WRITE, "%s", _("cannot write to standard output")) : OK;
}
