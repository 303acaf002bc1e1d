/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/match.h"

#include "base/text.h"
#include "ingest/asked.h"
#include "ingest/say.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_LISTED = 20 };

static void add_problem(struct header *header, struct problem problem)
{
    struct problem *list = arena_grown(header->arena, header->problems, header->n_problems,
                                       &header->capacity, struct problem);
    if (list == NULL) {
        header->is_out_of_memory = true;
        return;
    }
    if (problem.cell == THERE_TWICE)
        problem.n = header_claim(header, problem.wanted, problem.fields);
    header->problems = list;
    list[header->n_problems++] = problem;
}

/* The cell of a header that must be there. */
static int want_header(struct header *header, const char *wanted)
{
    const int cell = header_find(header, wanted);
    if (cell < 0)
        add_problem(header, (struct problem){.wanted = wanted, .cell = cell});
    else
        header->is_used[cell] = true;
    return cell;
}

static bool has_any_option(struct asked *asked, const struct field *field)
{
    const struct choice_list *list = field->codes->list;
    const char *wanted;
    for (size_t i = 0; i < list->n; i++)
        if (asked_find_option(asked, field, i, &wanted) >= 0)
            return true;
    if (asked_find(asked, field, &wanted) != NOT_THERE ||
        asked_find_folded(asked, field) != NOT_THERE)
        return false;
    for (size_t i = 0; i < list->n; i++)
        if (asked_find_folded_option(asked, field->header, list->choices[i].name) != NOT_THERE)
            return true;
    return false;
}

/* Whether a column for each option serves the field, rather than one for all of them. In a header
   of two rows the question's name may stand above its first option. */
static bool is_in_options(struct asked *asked, const struct field *field)
{
    if (field->kind != FIELD_CHOICES)
        return false;
    const int whole = asked_find_whole(asked, field);
    const char *wanted;
    if (whole == NOT_THERE)
        return has_any_option(asked, field);
    for (size_t i = 0; i < field->codes->list->n && asked->header->n_rows > 1; i++)
        if (asked_find_option(asked, field, i, &wanted) == whole)
            return true;
    return false;
}

static void match_options(struct asked *asked, struct field *field, struct arena *arena)
{
    struct header *header = asked->header;
    const struct choice_list *list = field->codes->list;
    field->option_cell = arena_array(arena, list->n, int);
    if (field->option_cell == NULL) {
        header->is_out_of_memory = true;
        return;
    }
    for (size_t i = 0; i < list->n; i++) {
        const char *option = list->choices[i].name, *wanted;
        const int cell = asked_find_option(asked, field, i, &wanted);
        field->option_cell[i] = cell;
        if (cell >= 0)
            header->is_used[cell] = true;
        else
            add_problem(header, (struct problem){wanted, field->header, option, cell, 0, {0}});
    }
    field->cell = list->n > 0 ? field->option_cell[0] : NOT_THERE;
}

static void match_field(struct asked *asked, struct field *field, struct arena *arena)
{
    const char *wanted;
    if (field->kind == FIELD_CALCULATED)
        return;
    if (is_in_options(asked, field)) {
        match_options(asked, field, arena);
        return;
    }
    field->cell = asked_find(asked, field, &wanted);
    if (field->cell >= 0)
        asked_take(asked, field, field->cell);
    else
        add_problem(asked->header, (struct problem){.wanted = wanted, .cell = field->cell});
}

/* Sentences and lists in the making: NULL when memory ran out. */
static const char *joined(struct arena *arena, const char *before, const char *between,
                          const char *after)
{
    if (before == NULL || after == NULL)
        return NULL;
    return arena_print(arena, "%s%s%s", before, before[0] == '\0' ? "" : between, after);
}

/* "'name'", on one line. */
static const char *quoted(struct arena *arena, const char *name)
{
    const char *quote = say_quote(arena, name, strlen(name));
    return quote == NULL ? NULL : arena_print(arena, "'%s'", quote);
}

static const char *title_of(const struct header *header, size_t column)
{
    const char *title = header_title(header, column);
    return title[0] == '\0' ? "one without a name" : quoted(header->arena, title);
}

static enum status tell_unused(const struct header *header, size_t n_named, struct place at,
                               struct findings *found, struct error *err)
{
    const char *list = "";
    size_t n = 0;
    for (size_t i = 0; i < header->n; i++) {
        if (header->is_used[i] || i >= n_named)
            continue;
        if (n++ < MOST_LISTED && list != NULL)
            list = joined(header->arena, list, ", ", title_of(header, i));
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

/* "the column 's' stands twice in the export, in the fields 2 and 9; ..." */
static const char *say_twice(struct arena *arena, const struct problem *problem)
{
    if (problem->n == 2)
        return arena_print(arena,
                           _("the column '%s' stands twice in the export, in the fields %zu and "
                             "%zu; remove or rename one"),
                           problem->wanted, problem->fields[0], problem->fields[1]);
    return arena_print(arena,
                       _("the column '%s' stands %zu times in the export, first in the fields %zu "
                         "and %zu; keep one"),
                       problem->wanted, problem->n, problem->fields[0], problem->fields[1]);
}

/* What is missing of one kind, columns of fields or of options. */
struct missing_list {
    const char *names; /* "'a', 'b' (did you mean 'bb'?)" */
    size_t n;
};

static void list_missing(struct header *header, const char *wanted, struct missing_list *list)
{
    if (list->n++ >= MOST_LISTED)
        return;
    const char **unused = arena_array(header->arena, header->n, const char *);
    size_t n = 0;
    for (size_t i = 0; unused != NULL && i < header->n; i++)
        if (!header->is_used[i])
            unused[n++] = header_title(header, i);
    const char *hint = unused == NULL ? NULL : text_nearest(wanted, unused, n);
    if (hint != NULL)
        hint = say_quote(header->arena, hint, strlen(hint));
    const char *name =
        hint == NULL ? arena_print(header->arena, "'%s'", wanted)
                     : arena_print(header->arena, _("'%s' (did you mean '%s'?)"), wanted, hint);
    list->names = joined(header->arena, list->names, ", ", name);
    header->is_out_of_memory |= unused == NULL || list->names == NULL;
}

/* What is said of the problems, each kind in one sentence. */
struct said {
    const char *text;
    size_t n_cased; /* differ in case only */
    const char *cased, *wanted;
    struct missing_list columns, options;
};

static void sort_problem(struct asked *asked, const struct problem *problem, struct said *said)
{
    struct header *header = asked->header;
    if (problem->cell == THERE_TWICE) {
        said->text = joined(header->arena, said->text, "; ", say_twice(header->arena, problem));
        return;
    }
    const int cell = problem->option == NULL
                         ? header_find_folded(header, problem->wanted)
                         : asked_find_folded_option(asked, problem->question, problem->option);
    if (cell == NOT_THERE) {
        list_missing(header, problem->wanted,
                     problem->option == NULL ? &said->columns : &said->options);
    } else if (said->n_cased++ == 0) {
        const char *title = header_title(header, (size_t)cell);
        said->cased = say_quote(header->arena, title, strlen(title));
        header->is_out_of_memory |= said->cased == NULL;
        said->wanted = problem->wanted;
    }
}

static const char *say_cased(const struct header *header, const struct said *said)
{
    return said->n_cased == 1
               ? arena_print(header->arena,
                             _("%zu column of the export differs from the codebook in case only: "
                               "'%s', where the codebook has '%s'"),
                             said->n_cased, said->cased, said->wanted)
               : arena_print(header->arena,
                             _("%zu columns of the export differ from the codebook in case only, "
                               "as '%s', where the codebook has '%s'"),
                             said->n_cased, said->cased, said->wanted);
}

static const char *say_missing(const struct header *header, const struct missing_list *list)
{
    return arena_print(header->arena,
                       list->n == 1
                           ? _("%zu column of the codebook is missing in the export: %s")
                           : _("%zu columns of the codebook are missing in the export: %s"),
                       list->n, list->names);
}

static const char *say_options(const struct header *header, const struct missing_list *list)
{
    return arena_print(header->arena,
                       list->n == 1 ? _("%zu option has no column in the export: %s")
                                    : _("%zu options have no column in the export: %s"),
                       list->n, list->names);
}

static enum status tell_problems(struct asked *asked, struct place at, struct error *err)
{
    struct header *header = asked->header;
    struct said said = {.text = "", .columns.names = "", .options.names = ""};
    for (size_t i = 0; i < header->n_problems && !header->is_out_of_memory; i++)
        sort_problem(asked, &header->problems[i], &said);
    if (header->is_out_of_memory)
        return error_memory(err);
    if (said.n_cased > 0)
        said.text = joined(header->arena, said.text, "; ", say_cased(header, &said));
    if (said.columns.n > 0)
        said.text = joined(header->arena, said.text, "; ", say_missing(header, &said.columns));
    if (said.options.n > 0)
        said.text = joined(header->arena, said.text, "; ", say_options(header, &said.options));
    if (said.text == NULL)
        return error_memory(err);
    return header->n_problems == 0 ? OK : error_at(err, ERR_TABLE, at, "%s", said.text);
}

static void match_all(struct asked *asked, struct fields *fields, struct wave *wave,
                      struct match *out)
{
    struct header *header = asked->header;
    const struct settings *settings = &wave->form->settings;
    *out = (struct match){.is_name_wanted = out->is_name_wanted,
                          .name = NOT_THERE,
                          .complete = NOT_THERE,
                          .n_cells = header->n,
                          .n_named = header->n};
    while (out->n_named > 0 && header_title(header, out->n_named - 1)[0] == '\0')
        out->n_named--;
    out->key = want_header(header, settings->unit_key);
    if (out->is_name_wanted && settings->name_column != NULL)
        out->name = want_header(header, settings->name_column);
    if (settings->complete_column != NULL)
        out->complete = want_header(header, settings->complete_column);
    out->simulated = header_find(header, "simulated");
    if (out->simulated >= 0)
        header->is_used[out->simulated] = true;
    for (size_t i = 0; i < fields->n; i++) {
        struct field *field = &fields->list[i];
        match_field(asked, field, wave->arena);
        if (field->question != NULL && field->cell >= 0)
            wave->field[field->question - wave->form->questions] = field->cell + 1;
    }
}

/* What was concluded from the header, and what of it is not used. */
static enum status tell_conclusions(const struct asked *asked, size_t n_named, struct place at,
                                    struct findings *found, struct error *err)
{
    const struct header *header = asked->header;
    if (header->has_inner_mark)
        findings_add(found, FINDING_INFO, "inner_mark", at, NULL, NULL, "%s",
                     "a byte-order mark inside the header is passed over");
    if (asked->n_by_text > 0) {
        const char *title = quoted(header->arena, header_title(header, (size_t)asked->example));
        if (title == NULL)
            return error_memory(err);
        findings_add(found, FINDING_INFO, "header_text",
                     (struct place){at.file, at.line, asked->example + 1}, NULL, NULL,
                     asked->n_by_text == 1
                         ? "%zu column is known by the text of its question: %s is %s"
                         : "%zu columns are known by the texts of their questions, as %s is %s",
                     asked->n_by_text, title, asked->example_of);
    }
    return tell_unused(header, n_named, at, found, err);
}

enum status match_header(struct fields *fields, struct wave *wave, struct header *header,
                         struct findings *found, struct match *out, struct error *err)
{
    const struct place at = {wave->answers_path, header->line, 0};
    struct asked asked = asked_in(header, wave->form);
    wave->field = arena_array(wave->arena, wave->form->n_questions, int);
    if (wave->field == NULL)
        return error_memory(err);
    match_all(&asked, fields, wave, out);
    TRY(tell_problems(&asked, at, err));
    return tell_conclusions(&asked, out->n_named, at, found, err);
}

static size_t count_fitting(const struct matching *matching, struct header *header)
{
    struct asked asked = asked_in(header, matching->form);
    const char *wanted;
    size_t n = header_find(header, matching->form->settings.unit_key) >= 0;
    for (size_t i = 0; i < matching->fields->n; i++) {
        const struct field *field = &matching->fields->list[i];
        n += field->kind != FIELD_CALCULATED &&
             (asked_find(&asked, field, &wanted) >= 0 || is_in_options(&asked, field));
    }
    return n;
}

size_t match_fit(void *context, const struct row *row)
{
    struct matching *matching = context;
    struct arena arena = {0};
    struct header header;
    header_begin(&header, &arena);
    const bool is_made = header_add(&header, row) && header_link(&header);
    const size_t n = is_made ? count_fitting(matching, &header) : 0;
    matching->is_out_of_memory |= !is_made || header.is_out_of_memory;
    header_release(&header);
    arena_release(&arena);
    return n;
}

enum status match_below(struct matching *matching, struct rows *rows, struct header *header,
                        struct error *err)
{
    const struct row *row = NULL;
    size_t best = 0, n_rows = 0;
    long line = 0;
    if (count_fitting(matching, header) > 0)
        return OK;
    for (size_t n = header->n_rows + 1; n <= HEADER_MOST_ROWS; n++) {
        TRY(rows_next(rows, &row, err));
        if (row == NULL)
            break;
        const size_t fit = row->fault == NULL ? match_fit(matching, row) : 0;
        if (fit <= best)
            continue;
        best = fit;
        n_rows = n;
        line = row->line;
    }
    if (matching->is_out_of_memory || header->is_out_of_memory)
        return error_memory(err);
    if (best == 0)
        return OK;
    return error_at(err, ERR_TABLE, (struct place){rows_path(rows), header->line, 0},
                    _("no column of the codebook is here, but line %ld has %zu of them: set "
                      "header_rows to %zu in settings.csv, or leave out what is above that line"),
                    line, best, n_rows);
}
