/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/start.h"

#include "base/text.h"
#include "ingest/simulate_file.h"
#include "ingest/start_columns.h"
#include "ingest/start_readme.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* Choices of a question, or shared by several. */
struct start_list {
    const char *name;
    const char **values;
    size_t n;
    bool has_scores;
};

struct guess {
    struct arena *arena;
    struct start_columns columns;
    const struct start_column *key;
    enum question_type *type;       /* of each column */
    const struct start_list **list; /* of each select_one; else NULL */
    struct start_list *lists;
    size_t n_lists;
    bool is_out_of_memory;
};

static bool is_score(const char *text)
{
    double number = 0;
    return text_number(text, strlen(text), '.', &number) && start_is_score(number);
}

static int by_number(const void *a, const void *b)
{
    double x = 0, y = 0;
    const char *const *one = a, *const *other = b;
    (void)text_number(*one, strlen(*one), '.', &x);
    (void)text_number(*other, strlen(*other), '.', &y);
    return (x > y) - (x < y);
}

static bool has_value(const struct start_list *list, const char *value)
{
    for (size_t i = 0; i < list->n; i++)
        if (strcmp(list->values[i], value) == 0)
            return true;
    return false;
}

/* A list that has all of the column's values; lists grow with the columns, longest first. */
static const struct start_list *find_list(const struct guess *g, const struct start_column *column)
{
    for (size_t k = 0; k < g->n_lists; k++) {
        bool has_all = true;
        for (uint32_t i = 0; i < column->few.n && has_all; i++)
            has_all = has_value(&g->lists[k], textset_text(&column->few, i));
        if (has_all)
            return &g->lists[k];
    }
    return NULL;
}

static const struct start_list *make_list(struct guess *g, const struct start_column *column)
{
    struct start_list *list = &g->lists[g->n_lists];
    list->name = arena_print(g->arena, "list%zu", g->n_lists + 1);
    list->values = arena_array(g->arena, column->few.n, const char *);
    if (list->name == NULL || list->values == NULL) {
        g->is_out_of_memory = true;
        return NULL;
    }
    for (uint32_t i = 0; i < column->few.n; i++) {
        const char *value = arena_text(g->arena, textset_text(&column->few, i));
        if (value == NULL) {
            g->is_out_of_memory = true;
            return NULL;
        }
        list->has_scores = list->has_scores || is_score(value);
        list->values[list->n++] = value;
    }
    if (column->are_numbers)
        qsort(list->values, list->n, sizeof *list->values, by_number);
    g->n_lists++;
    return list;
}

/* Types of all columns, then lists from the longest to the shortest, so that an item whose scale
   was not used to its end shares its neighbours' list. */
static void guess_all(struct guess *g)
{
    const size_t n = g->columns.n;
    g->type = arena_array(g->arena, n, enum question_type);
    g->list = arena_array(g->arena, n, const struct start_list *);
    g->lists = arena_array(g->arena, n, struct start_list);
    g->is_out_of_memory = g->type == NULL || g->list == NULL || g->lists == NULL;
    g->key = start_columns_key(&g->columns);
    for (size_t i = 0; i < n && !g->is_out_of_memory; i++)
        g->type[i] = start_columns_is_multiple(&g->columns, i)
                         ? QUESTION_SELECT_MULTIPLE
                         : start_column_type(&g->columns.list[i]);
    for (size_t size = START_CHOICES; size > 0; size--)
        for (size_t i = 0; i < n && !g->is_out_of_memory; i++) {
            const struct start_column *column = &g->columns.list[i];
            if (g->type[i] != QUESTION_SELECT_ONE || column->few.n != size || column == g->key)
                continue;
            g->list[i] = find_list(g, column);
            if (g->list[i] == NULL)
                g->list[i] = make_list(g, column);
        }
}

/* --- the files ------------------------------------------------------------------------------- */

struct output {
    const struct start *start;
    const struct guess *guess;
    struct sim_file *file;
};

static void put_row(struct output *out, const char *const *cells, size_t n)
{
    for (size_t i = 0; i < n; i++)
        sim_file_text(out->file, cells[i] == NULL ? "" : cells[i]);
    sim_file_end_row(out->file);
}
#define PUT(out, ...)                                                                              \
    put_row((out), (const char *const[]){__VA_ARGS__},                                             \
            sizeof((const char *const[]){__VA_ARGS__}) / sizeof(const char *))

/* Whether the column is the first option of its question. */
static bool is_first_option(const struct guess *g, size_t i)
{
    for (size_t k = 0; k < i; k++)
        if (g->type[k] == QUESTION_SELECT_MULTIPLE &&
            start_column_is_option_of(&g->columns.list[k], g->columns.list[i].stem))
            return false;
    return true;
}

static bool is_question(const struct guess *g, size_t i)
{
    if (&g->columns.list[i] == g->key || g->columns.list[i].header[0] == '\0')
        return false;
    return g->type[i] != QUESTION_SELECT_MULTIPLE || is_first_option(g, i);
}

static const char *type_text(const struct guess *g, size_t i)
{
    const struct start_column *column = &g->columns.list[i];
    switch (g->type[i]) {
    case QUESTION_SELECT_ONE:
        return arena_print(g->arena, "select_one %s", g->list[i]->name);
    case QUESTION_SELECT_MULTIPLE:
        return arena_print(g->arena, "select_multiple %s", column->name);
    case QUESTION_INTEGER:
        return "integer";
    case QUESTION_DECIMAL:
        return "decimal";
    case QUESTION_DATE:
        return "date";
    default:
        return "text";
    }
}

static void put_survey(struct output *out)
{
    const struct guess *g = out->guess;
    PUT(out, "type", "name", "label::Svenska (sv)", "label::English (en)", "required", "relevant",
        "constraint", "column");
    for (size_t i = 0; i < g->columns.n; i++) {
        const struct start_column *column = &g->columns.list[i];
        if (!is_question(g, i))
            continue;
        const bool is_multiple = g->type[i] == QUESTION_SELECT_MULTIPLE;
        const char *header = is_multiple ? column->stem : column->header;
        PUT(out, type_text(g, i), column->name, is_multiple ? column->stem : column->label, "", "",
            "", "", strcmp(header, column->name) == 0 ? "" : header);
    }
}

/* Whether the value can itself be the name of a choice. */
static bool is_name(const char *text)
{
    return strlen(text) <= 30 && strpbrk(text, " \t\n\r/;{}~|\"',") == NULL;
}

static void put_choices(struct output *out)
{
    const struct guess *g = out->guess;
    PUT(out, "list_name", "name", "label::Svenska (sv)", "label::English (en)", "score", "missing");
    for (size_t k = 0; k < g->n_lists; k++)
        for (size_t i = 0; i < g->lists[k].n; i++) {
            const char *value = g->lists[k].values[i];
            const char *number = arena_print(g->arena, "%zu", i + 1);
            PUT(out, g->lists[k].name, is_name(value) ? value : number, value, "",
                is_score(value) ? value : "",
                g->lists[k].has_scores && !is_score(value) ? "unknown" : "");
        }
    for (size_t i = 0; i < g->columns.n; i++) {
        if (g->type[i] != QUESTION_SELECT_MULTIPLE || !is_first_option(g, i))
            continue;
        for (size_t k = i; k < g->columns.n; k++) {
            const struct start_column *option = &g->columns.list[k];
            if (start_column_is_option_of(option, g->columns.list[i].stem))
                PUT(out, g->columns.list[i].name, option->option, option->option, "", "", "");
        }
    }
}

static bool is_item(const struct guess *g, size_t i)
{
    return is_question(g, i) && g->list[i] != NULL && g->list[i]->has_scores;
}

/* An index must have parts: without any choice that is a score, the numbers are. */
static void put_indices(struct output *out)
{
    const struct guess *g = out->guess;
    bool has_items = false;
    for (size_t i = 0; i < g->columns.n; i++)
        has_items = has_items || is_item(g, i);
    PUT(out, "iCode", "iName", "Parent", "Direction", "Weight", "Type", "Normalise");
    PUT(out, "INDEX", "To be divided into indices", "", "1", "1", "Aggregate", "");
    for (size_t i = 0; i < g->columns.n; i++) {
        const struct start_column *column = &g->columns.list[i];
        const bool is_number =
            is_question(g, i) && (g->type[i] == QUESTION_INTEGER || g->type[i] == QUESTION_DECIMAL);
        if (is_item(g, i))
            PUT(out, column->name, column->label, "INDEX", "1", "1", "Indicator", "");
        else if (is_number && has_items)
            PUT(out, column->name, column->label, "", "", "", "Other", "");
        else if (is_number)
            PUT(out, column->name, column->label, "INDEX", "1", "1", "Indicator", "minmax");
    }
}

/* "myndighet_2023" of "exports/Myndighet 2023.csv". */
static const char *form_id(const struct start *start, struct arena *arena)
{
    const char *slash = strrchr(start->from, '/');
    const char *base = slash == NULL ? start->from : slash + 1;
    const char *dot = strrchr(base, '.');
    const size_t n = dot == NULL ? strlen(base) : (size_t)(dot - base);
    char *id = arena_text_n(arena, base, n);
    for (char *at = id; at != NULL && *at != '\0'; at++)
        *at = (unsigned char)*at < 0x80 && isalnum((unsigned char)*at)
                  ? (char)tolower((unsigned char)*at)
                  : '_';
    return id == NULL || !isalpha((unsigned char)id[0]) ? "survey" : id;
}

static void put_settings(struct output *out)
{
    const struct guess *g = out->guess;
    const char *id = form_id(out->start, g->arena);
    const char *wave = arena_print(g->arena, "%d", out->start->wave);
    PUT(out, "form_title", "form_id", "version", "default_language", "wave", "unit_key");
    PUT(out, id, id, wave, "Svenska (sv)", wave, g->key == NULL ? NULL : g->key->header);
}

static enum status write_table(struct output *out, const char *name, void (*put)(struct output *),
                               struct error *err)
{
    const char *path = out->start->place(out->start->context, name, err);
    if (path == NULL)
        return err == NULL ? ERR_WRITE : err->status;
    TRY(sim_file_open(path, ',', NULL, &out->file, err));
    put(out);
    return sim_file_close(out->file, err);
}

static enum status write_all(struct start *start, struct guess *g, struct error *err)
{
    struct output out = {start, g, NULL};
    guess_all(g);
    if (g->is_out_of_memory)
        return error_memory(err);
    TRY(write_table(&out, "settings.csv", put_settings, err));
    TRY(write_table(&out, "survey.csv", put_survey, err));
    TRY(write_table(&out, "choices.csv", put_choices, err));
    TRY(write_table(&out, "indices.csv", put_indices, err));
    start->n_rows = g->columns.n_rows;
    start->n_lists = g->n_lists;
    start->key = g->key == NULL ? NULL : g->key->header;
    for (size_t i = 0; i < g->columns.n; i++)
        start->n_questions += is_question(g, i);
    return start_write_readme(start, START_EXPORT, err);
}

enum status start_from_export(struct start *start, struct arena *arena, struct error *err)
{
    struct rows *rows = NULL;
    struct guess g = {.arena = arena};
    TRY(rows_open(start->from, (struct rows_options){.takes_foreign = true}, &rows, err));
    enum status status = start_columns_read(rows, arena, &g.columns, err);
    if (status == OK)
        status = write_all(start, &g, err);
    start_columns_release(&g.columns);
    rows_close(rows);
    return status;
}
