/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/match.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>

enum { NOT_THERE = -1, THERE_TWICE = -2, MOST_LISTED = 20 };

struct header {
    const char **names; /* n: trimmed cells */
    bool *is_used;      /* n */
    size_t n;
    struct textset set;   /* of the names; the first cell of each name in `cell` */
    int *cell;            /* by index in set; THERE_TWICE */
    struct arena *arena;  /* of this call */
    const char *problems; /* what is missing so far; "" */
    size_t n_problems;
    bool is_out_of_memory;
};

static bool header_create(struct header *header, const struct row *row, struct arena *arena)
{
    *header = (struct header){.n = row->n_cells, .arena = arena, .problems = ""};
    header->names = arena_array(arena, row->n_cells, const char *);
    header->is_used = arena_array(arena, row->n_cells, bool);
    header->cell = arena_array(arena, row->n_cells, int);
    if (header->names == NULL || header->is_used == NULL || header->cell == NULL)
        return false;
    for (size_t i = 0; i < row->n_cells; i++) {
        size_t n;
        const char *trimmed = text_trimmed(row->cells[i].text, &n);
        const size_t before = header->set.n;
        uint32_t index;
        header->names[i] = arena_text_n(arena, trimmed, n);
        if (header->names[i] == NULL || !textset_add(&header->set, trimmed, n, &index))
            return false;
        header->cell[index] = header->set.n > before ? (int)i : THERE_TWICE;
    }
    return true;
}

static bool goes_on(const char *name, const char *wanted, size_t n)
{
    return strncmp(name, wanted, n) == 0 && name[n] != '\0' && strchr(". :\n\r\t", name[n]) != NULL;
}

/* The cell of that header; NOT_THERE or THERE_TWICE. */
static int find_header(const struct header *header, const char *wanted)
{
    const size_t n = strlen(wanted);
    const uint32_t index = textset_find(&header->set, wanted, n);
    if (index != TEXTSET_NONE)
        return header->cell[index];
    int cell = NOT_THERE;
    for (size_t i = 0; i < header->n; i++)
        if (goes_on(header->names[i], wanted, n))
            cell = cell == NOT_THERE ? (int)i : THERE_TWICE;
    return cell;
}

static void add_problem(struct header *header, const char *wanted, int cell)
{
    if (header->n_problems++ >= MOST_LISTED)
        return;
    const char *hint = cell == THERE_TWICE ? NULL : text_nearest(wanted, header->names, header->n);
    const char *what = cell == THERE_TWICE ? arena_print(header->arena, _(" (there twice)"))
                       : hint != NULL ? arena_print(header->arena, _(" (did you mean '%s'?)"), hint)
                                      : "";
    if (what != NULL && header->problems != NULL)
        header->problems = arena_print(header->arena, "%s%s'%s'%s", header->problems,
                                       header->n_problems > 1 ? ", " : "", wanted, what);
    header->is_out_of_memory |= what == NULL || header->problems == NULL;
}

/* The cell of a header that must be there. */
static int want_header(struct header *header, const char *wanted)
{
    const int cell = find_header(header, wanted);
    if (cell < 0)
        add_problem(header, wanted, cell);
    else
        header->is_used[cell] = true;
    return cell;
}

static int find_option(struct header *header, const char *question, const char *option)
{
    static const struct {
        const char *before, *after;
    } forms[] = {{"/", ""}, {"[", "]"}, {"_", ""}, {".", ""}};
    int cell = NOT_THERE;
    for (size_t i = 0; i < COUNT(forms) && cell == NOT_THERE; i++) {
        const char *wanted = arena_print(header->arena, "%s%s%s%s", question, forms[i].before,
                                         option, forms[i].after);
        if (wanted == NULL)
            header->is_out_of_memory = true;
        else
            cell = find_header(header, wanted);
    }
    return cell;
}

static bool has_any_option(struct header *header, const struct field *field)
{
    for (size_t i = 0; i < field->codes->list->n; i++)
        if (find_option(header, field->header, field->codes->list->choices[i].name) >= 0)
            return true;
    return false;
}

static void match_options(struct header *header, struct field *field, struct arena *arena)
{
    const struct choice_list *list = field->codes->list;
    field->option_cell = arena_array(arena, list->n, int);
    if (field->option_cell == NULL) {
        header->is_out_of_memory = true;
        return;
    }
    for (size_t i = 0; i < list->n; i++) {
        const int cell = find_option(header, field->header, list->choices[i].name);
        field->option_cell[i] = cell;
        if (cell >= 0) {
            header->is_used[cell] = true;
            continue;
        }
        const char *wanted =
            arena_print(header->arena, "%s/%s", field->header, list->choices[i].name);
        if (wanted != NULL)
            add_problem(header, wanted, cell);
        header->is_out_of_memory |= wanted == NULL;
    }
    field->cell = list->n > 0 ? field->option_cell[0] : NOT_THERE;
}

static void match_field(struct header *header, struct field *field, struct arena *arena)
{
    if (field->kind == FIELD_CALCULATED)
        return;
    if (field->kind == FIELD_CHOICES &&
        textset_find(&header->set, field->header, strlen(field->header)) == TEXTSET_NONE &&
        has_any_option(header, field))
        match_options(header, field, arena);
    else
        field->cell = want_header(header, field->header);
}

static enum status tell_unused(const struct header *header, struct place at, struct findings *found,
                               struct error *err)
{
    const char *list = "";
    size_t n = 0;
    for (size_t i = 0; i < header->n; i++) {
        if (header->is_used[i])
            continue;
        if (n++ < MOST_LISTED && list != NULL)
            list =
                arena_print(header->arena, "%s%s'%s'", list, n > 1 ? ", " : "", header->names[i]);
    }
    if (list == NULL)
        return error_memory(err);
    if (n > MOST_LISTED)
        findings_add(found, FINDING_INFO, "unused_columns", at, NULL, NULL,
                     "%zu columns are not in the codebook and are not read: %s and %zu more", n,
                     list, n - MOST_LISTED);
    else if (n > 0)
        findings_add(found, FINDING_INFO, "unused_columns", at, NULL, NULL,
                     n == 1 ? "%zu column is not in the codebook and is not read: %s"
                            : "%zu columns are not in the codebook and are not read: %s",
                     n, list);
    return found->is_out_of_memory ? error_memory(err) : OK;
}

static enum status tell_problems(const struct header *header, struct place at, struct error *err)
{
    if (header->is_out_of_memory)
        return error_memory(err);
    if (header->n_problems == 0)
        return OK;
    return error_at(err, ERR_TABLE, at,
                    header->n_problems == 1
                        ? _("%zu column of the codebook is missing in the export: %s")
                        : _("%zu columns of the codebook are missing in the export: %s"),
                    header->n_problems, header->problems);
}

static void match_all(struct header *header, struct fields *fields, struct wave *wave,
                      struct match *out)
{
    const struct settings *settings = &wave->form->settings;
    *out = (struct match){.is_name_wanted = out->is_name_wanted,
                          .name = NOT_THERE,
                          .complete = NOT_THERE,
                          .n_cells = header->n};
    out->key = want_header(header, settings->unit_key);
    if (out->is_name_wanted && settings->name_column != NULL)
        out->name = want_header(header, settings->name_column);
    if (settings->complete_column != NULL)
        out->complete = want_header(header, settings->complete_column);
    out->simulated = find_header(header, "simulated");
    if (out->simulated >= 0)
        header->is_used[out->simulated] = true;
    for (size_t i = 0; i < fields->n; i++) {
        struct field *field = &fields->list[i];
        match_field(header, field, wave->arena);
        if (field->question != NULL && field->cell >= 0)
            wave->field[field->question - wave->form->questions] = field->cell + 1;
    }
}

enum status match_header(struct fields *fields, struct wave *wave, const struct row *row,
                         struct findings *found, struct match *out, struct error *err)
{
    const struct place at = {wave->answers_path, row->line, 0};
    struct arena arena = {0};
    struct header header = {0};
    enum status status = OK;
    wave->field = arena_array(wave->arena, wave->form->n_questions, int);
    if (wave->field == NULL || !header_create(&header, row, &arena))
        status = error_memory(err);
    if (status == OK) {
        match_all(&header, fields, wave, out);
        status = tell_problems(&header, at, err);
    }
    if (status == OK)
        status = tell_unused(&header, at, found, err);
    textset_release(&header.set);
    arena_release(&arena);
    return status;
}

static bool is_wanted(const struct fields *fields, const char *text, size_t n)
{
    for (size_t i = 0; i < fields->n; i++)
        if (strlen(fields->list[i].header) == n && memcmp(fields->list[i].header, text, n) == 0)
            return true;
    return false;
}

size_t match_fit(void *fields, const struct row *row)
{
    size_t n_fitting = 0;
    for (size_t i = 0; i < row->n_cells; i++) {
        size_t n;
        const char *trimmed = text_trimmed(row->cells[i].text, &n);
        n_fitting += is_wanted(fields, trimmed, n);
    }
    return n_fitting;
}
