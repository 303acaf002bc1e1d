/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/dialogue_project.h"

#include "ingest/say.h"
#include "ingest/source.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

static bool is_project(const char *name)
{
    const size_t n = strlen(name);
    return name[0] != '.' && n > 5 && strcasecmp(name + n - 5, ".qdpx") == 0;
}

static enum status look(const struct reading *in, DIR *folder, struct project *out,
                        struct error *err)
{
    const char *name = NULL;
    errno = 0;
    for (const struct dirent *entry; (entry = readdir(folder)) != NULL; errno = 0) {
        if (!is_project(entry->d_name))
            continue;
        if (name != NULL) {
            const bool is_first = strcmp(name, entry->d_name) < 0;
            table_fault(in, (struct place){in->folder, 0, 0},
                        _("there are two project files, %s and %s; keep one"),
                        is_first ? name : entry->d_name, is_first ? entry->d_name : name);
            break;
        }
        name = arena_text(in->arena, entry->d_name);
        out->path = arena_print(in->arena, "%s/%s", in->folder, entry->d_name);
        if (name == NULL || out->path == NULL)
            return error_memory(err);
    }
    return errno == 0
               ? OK
               : error_at(err, ERR_READ, (struct place){in->folder, 0, 0}, "%s", strerror(errno));
}

enum status project_find(const struct reading *in, struct project *out, struct error *err)
{
    *out = (struct project){0};
    DIR *folder = opendir(in->folder);
    if (folder == NULL)
        return error_at(err, ERR_OPEN, (struct place){in->folder, 0, 0}, "%s", strerror(errno));
    const enum status status = look(in, folder, out, err);
    closedir(folder);
    return status;
}

static size_t column_of(const struct table *table, const char *name)
{
    size_t column = 0;
    while (strcmp(table->layout->columns[column].name, name) != 0)
        column++;
    return column;
}

static void put(struct table *table, const char *column, const char *text)
{
    const size_t field = table->field[column_of(table, column)];
    table->rows[table->n_rows - 1][field - 1].text = text;
}

/* A row of blanks below the others. */
static enum status add_row(const struct reading *in, struct table *table, long line,
                           struct error *err)
{
    struct table_cell *cells = arena_array(in->arena, table->n_fields, struct table_cell);
    struct table_cell **rows = arena_grown(in->arena, table->rows, table->n_rows,
                                           &table->rows_capacity, struct table_cell *);
    if (cells == NULL || rows == NULL)
        return error_memory(err);
    for (size_t i = 0; i < table->n_fields; i++)
        cells[i] = (struct table_cell){"", line};
    table->rows = rows;
    table->rows[table->n_rows++] = cells;
    return OK;
}

/* A table of every column of its layout, without rows yet. Its places are lines of `path`. */
static enum status begin_table(const struct reading *in, const struct table_layout *layout,
                               const char *path, struct table *out, struct error *err)
{
    *out = (struct table){.layout = layout,
                          .path = path,
                          .exists = true,
                          .is_made = true,
                          .n_fields = layout->n_columns};
    out->field = arena_array(in->arena, layout->n_columns, size_t);
    out->names = arena_array(in->arena, layout->n_columns, const char *);
    if (out->field == NULL || out->names == NULL)
        return error_memory(err);
    for (size_t i = 0; i < layout->n_columns; i++) {
        out->field[i] = i + 1;
        out->names[i] = layout->columns[i].name;
    }
    return OK;
}

/* Codes and texts stand in ids of figures. */
static void check_name(const struct reading *in, const char *name, struct place at)
{
    const char *wrong = strpbrk(name, "/~|");
    if (wrong != NULL)
        table_fault(in, at,
                    _("the name '%s' holds '%c', which parts the ids of figures; rename it"), name,
                    *wrong);
}

/* A property of a session, by the name of its column; a second value that differs is a fault. */
static void put_property(const struct reading *in, const struct qdpx_property *property,
                         struct table *table)
{
    static const char *const columns[] = {"life_event", "date", "participants", "coders"};
    for (size_t i = 0; i < COUNT(columns); i++) {
        if (strcasecmp(property->name, columns[i]) != 0)
            continue;
        const size_t field = table->field[column_of(table, columns[i])];
        const char *before = table->rows[table->n_rows - 1][field - 1].text;
        if (before[0] != '\0' && strcmp(before, property->value) != 0)
            table_fault(in, property->at, _("%s is both '%s' and '%s'"), columns[i], before,
                        property->value);
        put(table, columns[i], property->value);
    }
}

static enum status make_sessions(const struct reading *in, const struct qdpx *q, const char *path,
                                 struct table *table, struct error *err)
{
    TRY(begin_table(in, &sessions_layout, path, table, err));
    for (size_t i = 0; i < q->n_sources; i++) {
        TRY(add_row(in, table, q->sources[i].at.line, err));
        put(table, "session", q->sources[i].name);
        for (size_t k = 0; k < q->sources[i].n_properties; k++)
            put_property(in, &q->sources[i].properties[k], table);
    }
    return OK;
}

/* Every text is in sessions.csv. */
static void check_sessions(const struct reading *in, const struct qdpx *q, struct table *table)
{
    const size_t field = table->field[column_of(table, "session")];
    for (size_t i = 0; i < q->n_sources; i++) {
        size_t row = 0;
        while (row < table->n_rows &&
               strcmp(table->rows[row][field - 1].text, q->sources[i].name) != 0)
            row++;
        if (row == table->n_rows)
            table_fault(in, q->sources[i].at, _("the text '%s' has no row in sessions.csv"),
                        q->sources[i].name);
    }
}

/* The columns that codes.csv has, and behind them those of the layout that it lacks. */
static enum status widen(const struct reading *in, const struct table *from, struct table *out,
                         struct error *err)
{
    const size_t n_columns = from->layout->n_columns;
    *out = *from;
    out->rows = NULL;
    out->n_rows = out->rows_capacity = 0;
    out->n_fields = from->n_fields + n_columns;
    out->field = arena_array(in->arena, n_columns, size_t);
    if (out->field == NULL)
        return error_memory(err);
    for (size_t i = 0; i < n_columns; i++)
        out->field[i] = from->field[i] != 0 ? from->field[i] : from->n_fields + i + 1;
    for (size_t row = 0; row < from->n_rows; row++) {
        TRY(add_row(in, out, table_row_at(from, row).line, err));
        memcpy(out->rows[row], from->rows[row], from->n_fields * sizeof **from->rows);
    }
    return OK;
}

static const char *parent_of(const struct qdpx *q, size_t code)
{
    const size_t parent = q->codes[code].parent;
    return parent == QDPX_NONE ? "" : q->codes[parent].name;
}

/* codes.csv is about codes of the project, and says of no parent but theirs. */
static enum status check_code(const struct reading *in, const struct qdpx *q,
                              const struct textset *names, struct table *table, size_t row,
                              struct error *err)
{
    const struct entry name = table_entry(table, row, (int)column_of(table, "code"));
    const size_t field = table->field[column_of(table, "parent")];
    const struct entry parent = table_entry(table, row, (int)column_of(table, "parent"));
    const uint32_t code = textset_find(names, name.text, strlen(name.text));
    if (name.text[0] == '\0') /* and will be said */
        return OK;
    if (code == TEXTSET_NONE) {
        const char **list = arena_array(in->arena, names->n, const char *);
        if (list == NULL)
            return error_memory(err);
        for (size_t i = 0; i < names->n; i++)
            list[i] = textset_text(names, (uint32_t)i);
        table_fault(in, name.at, _("no code of the project is called '%s'%s"), name.text,
                    say_nearest(in->arena, name.text, list, names->n));
        return OK;
    }
    const char *want = parent_of(q, code);
    if (parent.text[0] != '\0' && strcmp(parent.text, want) != 0)
        table_fault(in, parent.at,
                    want[0] == '\0'
                        ? _("'%s' stands below '%s' here, and at the top in the project%s")
                        : _("'%s' stands below '%s' here, and below '%s' in the project"),
                    name.text, parent.text, want);
    table->rows[row][field - 1].text = want;
    return OK;
}

/* Numbers the names of the project's codes: they are what other tables refer to. */
static enum status number_codes(const struct reading *in, const struct qdpx *q,
                                struct textset *names, struct error *err)
{
    for (size_t i = 0; i < q->n_codes; i++) {
        const size_t n_before = names->n;
        uint32_t index = 0;
        if (!textset_add(names, q->codes[i].name, strlen(q->codes[i].name), &index))
            return error_memory(err);
        check_name(in, q->codes[i].name, q->codes[i].at);
        if (index < n_before)
            table_fault(in, q->codes[i].at,
                        _("two codes are called '%s'; names must differ, also below other codes"),
                        q->codes[i].name);
    }
    return OK;
}

static enum status add_code(const struct reading *in, const struct qdpx *q, size_t code,
                            struct table *table, struct error *err)
{
    const struct place at = q->codes[code].at;
    TRY(add_row(in, table, table->is_made ? at.line : 0, err));
    put(table, "code", q->codes[code].name);
    put(table, "parent", parent_of(q, code));
    if (!table->is_made)
        findings_add(in->found, FINDING_INFO, "code_without_row", at, NULL, NULL,
                     "the code '%s' has no row in codes.csv, so it has no label and no facet",
                     q->codes[code].name);
    return OK;
}

/* The codes of codes.csv in its order, then the others in the project's. */
static enum status fill_codes(const struct reading *in, const struct qdpx *q,
                              const struct textset *names, struct table *table, struct error *err)
{
    const size_t n_given = table->n_rows, field = table->field[column_of(table, "code")];
    bool *is_given = arena_array(in->arena, names->n, bool);
    if (is_given == NULL)
        return error_memory(err);
    for (size_t row = 0; row < n_given; row++) {
        const char *name = table->rows[row][field - 1].text;
        const uint32_t code = textset_find(names, name, strlen(name));
        if (code != TEXTSET_NONE)
            is_given[code] = true;
        TRY(check_code(in, q, names, table, row, err));
    }
    for (size_t i = 0; i < q->n_codes; i++) {
        const uint32_t code = textset_find(names, q->codes[i].name, strlen(q->codes[i].name));
        if (!is_given[code])
            TRY(add_code(in, q, i, table, err));
        is_given[code] = true;
    }
    return OK;
}

static enum status make_codes(const struct reading *in, const struct qdpx *q, const char *path,
                              struct table *table, struct error *err)
{
    struct textset names = {0};
    const struct table given = *table;
    TRY(given.exists ? widen(in, &given, table, err)
                     : begin_table(in, &codes_layout, path, table, err));
    enum status status = number_codes(in, q, &names, err);
    if (status == OK)
        status = fill_codes(in, q, &names, table, err);
    textset_release(&names);
    return status;
}

static const char *segment_name(const struct reading *in, const struct qdpx *q, size_t segment)
{
    const struct qdpx_segment *s = &q->segments[segment];
    return arena_print(in->arena, "%s %zu-%zu", q->sources[s->source].name, s->start, s->end);
}

static enum status make_segments(const struct reading *in, const struct qdpx *q, const char *path,
                                 struct table *table, struct error *err)
{
    TRY(begin_table(in, &segments_layout, path, table, err));
    for (size_t i = 0; i < q->n_segments; i++) {
        const struct qdpx_segment *segment = &q->segments[i];
        const char *name = segment_name(in, q, i);
        if (name == NULL)
            return error_memory(err);
        TRY(add_row(in, table, 0, err));
        put(table, "session", q->sources[segment->source].name);
        put(table, "segment", name);
        put(table, "speaker", segment->speaker == NULL ? "" : segment->speaker);
        put(table, "text", segment->text);
    }
    return OK;
}

static enum status make_coding(const struct reading *in, const struct qdpx *q, const char *path,
                               struct table *table, struct error *err)
{
    TRY(begin_table(in, &coding_layout, path, table, err));
    for (size_t i = 0; i < q->n_codings; i++) {
        const struct qdpx_coding *coding = &q->codings[i];
        const char *name = segment_name(in, q, coding->segment);
        if (name == NULL)
            return error_memory(err);
        TRY(add_row(in, table, coding->at.line, err));
        put(table, "segment", name);
        put(table, "coder", q->coders[coding->coder]);
        put(table, "code", q->codes[coding->code].name);
    }
    return OK;
}

static int compare_segments(const void *a, const void *b)
{
    const struct qdpx_segment *x = a, *y = b;
    if (x->source != y->source)
        return x->source < y->source ? -1 : 1;
    return (x->start > y->start) - (x->start < y->start);
}

/* Coders who select freely have coded different segments, on which they can hardly agree. */
static enum status note_overlaps(const struct reading *in, const struct qdpx *q, struct error *err)
{
    struct arena scratch = {0};
    struct qdpx_segment *sorted = arena_array(&scratch, q->n_segments, struct qdpx_segment);
    if (sorted == NULL)
        return error_memory(err);
    if (q->n_segments > 0)
        memcpy(sorted, q->segments, q->n_segments * sizeof *sorted);
    if (q->n_segments > 1)
        qsort(sorted, q->n_segments, sizeof *sorted, compare_segments);
    for (size_t i = 0, next = 0; i < q->n_segments; i = next) {
        const struct qdpx_source *source = &q->sources[sorted[i].source];
        size_t end = 0, n_overlapping = 0;
        for (next = i; next < q->n_segments && sorted[next].source == sorted[i].source; next++) {
            n_overlapping += sorted[next].start < end;
            end = sorted[next].end > end ? sorted[next].end : end;
        }
        if (n_overlapping > 0)
            findings_add(in->found, FINDING_WARNING, "overlapping_segments", source->at, NULL, NULL,
                         "stretches of '%s' that overlap one before without being the same: %zu; "
                         "each is a segment of its own, so coders who meant the same do not agree",
                         source->name, n_overlapping);
    }
    arena_release(&scratch);
    return OK;
}

/* What the project says stands in one place only. */
static void check_alone(const struct reading *in, const struct table *table,
                        const struct project *project)
{
    if (table->exists)
        table_fault(in, (struct place){table->path, 0, 0},
                    _("%s says what stands in this table; remove one of the two"), project->path);
}

static enum status make_tables(const struct reading *in, const struct project *project,
                               struct table *tables, struct error *err)
{
    const struct qdpx *q = &project->content;
    const char *path = q->path;
    check_alone(in, &tables[TALK_SEGMENTS], project);
    check_alone(in, &tables[TALK_CODING], project);
    for (size_t i = 0; i < q->n_sources; i++)
        check_name(in, q->sources[i].name, q->sources[i].at);
    if (!tables[TALK_SESSIONS].exists)
        TRY(make_sessions(in, q, path, &tables[TALK_SESSIONS], err));
    else if (!tables[TALK_SESSIONS].is_broken)
        check_sessions(in, q, &tables[TALK_SESSIONS]);
    if (!tables[TALK_CODES].is_broken)
        TRY(make_codes(in, q, path, &tables[TALK_CODES], err));
    TRY(make_segments(in, q, path, &tables[TALK_SEGMENTS], err));
    return make_coding(in, q, path, &tables[TALK_CODING], err);
}

enum status project_tables(const struct reading *in, struct project *project, struct table *tables,
                           struct error *err)
{
    const size_t n_before = in->found->count[FINDING_FAULT];
    project->source = (struct source){
        .name = strrchr(project->path, '/') + 1, .role = "project", .encoding = "UTF-8"};
    TRY(qdpx_read(project->path, in->arena, in->found, &project->content, err));
    TRY(source_digest(project->path, project->source.sha256, &project->source.bytes, err));
    project->source.rows = project->content.n_codings;
    TRY(make_tables(in, project, tables, err));
    if (in->found->count[FINDING_FAULT] == n_before)
        return note_overlaps(in, &project->content, err);
    static const enum talk_table from_project[] = {TALK_SEGMENTS, TALK_CODING};
    for (size_t i = 0; i < COUNT(from_project); i++) {
        tables[from_project[i]].is_broken = true;
        tables[from_project[i]].n_rows = 0;
    }
    return OK;
}

void project_places(const struct project *project, struct dialogues *out)
{
    for (size_t i = 0; i < out->n_segments && i < project->content.n_segments; i++) {
        const struct qdpx_segment *from = &project->content.segments[i];
        out->segments[i].start = from->start;
        out->segments[i].end = from->end;
        out->segments[i].at = from->at;
    }
}
