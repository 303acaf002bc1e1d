/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/sav.h"

#include "base/text.h"
#include "ingest/foreign_copy.h"

#include <math.h>
#include <readstat.h>
#include <string.h>

/* SPSS counts seconds from 1582-10-14. */
enum { DAYS_TO_1970 = 141428, SECONDS_A_DAY = 86400 };

/* Value labels that variables share, by the name ReadStat gives the set. */
struct label_set {
    const char *name;
    struct foreign_label *labels;
    size_t n, capacity;
};

enum time_kind { TIME_NONE, TIME_DATE, TIME_MOMENT };

struct variable {
    const char *name, *set;
    enum time_kind time;
};

struct reader {
    struct arena *arena;
    struct foreign *out;
    struct foreign_copy copy;
    char decimal;
    const char *encoding;
    struct variable *variables; /* n_columns, of out->columns */
    size_t variables_capacity, columns_capacity;
    struct label_set *sets;
    size_t n_sets, sets_capacity;
    int row; /* being written; -1: none */
    bool is_out_of_memory;
    char message[256]; /* what ReadStat has to say */
};

static int give_up(struct reader *r)
{
    r->is_out_of_memory = true;
    return READSTAT_HANDLER_ABORT;
}

static void on_error(const char *message, void *context)
{
    struct reader *r = context;
    size_t n = strcspn(message, "\n");
    if (r->message[0] != '\0')
        return;
    n = n < sizeof r->message ? n : sizeof r->message - 1;
    if (!text_is_utf8(message, n))
        return;
    memcpy(r->message, message, n);
    r->message[n] = '\0';
}

static int on_metadata(readstat_metadata_t *metadata, void *context)
{
    struct reader *r = context;
    const char *encoding = readstat_get_file_encoding(metadata);
    r->encoding = arena_text(r->arena, encoding == NULL ? "" : encoding);
    return r->encoding == NULL ? give_up(r) : READSTAT_HANDLER_OK;
}

/* "DATE11", "DATETIME20": a date, or a moment. */
static enum time_kind time_of(const char *format)
{
    static const char *const dates[] = {"DATE", "ADATE", "EDATE", "SDATE", "JDATE"};
    static const char *const moments[] = {"DATETIME", "YMDHMS"};
    if (format == NULL)
        return TIME_NONE;
    const size_t n = strcspn(format, "0123456789.");
    for (size_t i = 0; i < COUNT(moments); i++)
        if (strlen(moments[i]) == n && strncmp(format, moments[i], n) == 0)
            return TIME_MOMENT;
    for (size_t i = 0; i < COUNT(dates); i++)
        if (strlen(dates[i]) == n && strncmp(format, dates[i], n) == 0)
            return TIME_DATE;
    return TIME_NONE;
}

static int on_variable(int index, readstat_variable_t *variable, const char *set, void *context)
{
    struct reader *r = context;
    struct foreign *out = r->out;
    (void)index;
    struct variable *variables = arena_grown(r->arena, r->variables, out->n_columns,
                                             &r->variables_capacity, struct variable);
    struct foreign_column *columns = arena_grown(r->arena, out->columns, out->n_columns,
                                                 &r->columns_capacity, struct foreign_column);
    const char *said = readstat_variable_get_name(variable); /* NULL in a damaged file */
    const char *name = arena_text(r->arena, said == NULL ? "" : said);
    const char *set_name = set == NULL ? NULL : arena_text(r->arena, set);
    if (variables == NULL || columns == NULL || name == NULL || (set != NULL && set_name == NULL))
        return give_up(r);
    r->variables = variables;
    out->columns = columns;
    variables[out->n_columns] =
        (struct variable){name, set_name,
                          readstat_variable_get_type_class(variable) == READSTAT_TYPE_CLASS_NUMERIC
                              ? time_of(readstat_variable_get_format(variable))
                              : TIME_NONE};
    columns[out->n_columns++] = (struct foreign_column){0};
    foreign_copy_cell(&r->copy, out->n_columns - 1, name, strlen(name));
    return READSTAT_HANDLER_OK;
}

static size_t write_moment(double seconds, enum time_kind kind, char *out)
{
    const double whole = floor(seconds);
    out[0] = '\0';
    if (!(fabs(whole) < 1e15))
        return 0;
    int64_t days = (int64_t)floor(whole / SECONDS_A_DAY);
    const int64_t rest = (int64_t)whole - days * SECONDS_A_DAY;
    return foreign_date(days - DAYS_TO_1970, kind == TIME_MOMENT ? rest : 0, out);
}

/* The value as a cell's text, in `buffer` or borrowed from the value. */
static const char *text_of(const struct reader *r, readstat_value_t value, enum time_kind time,
                           char *buffer)
{
    if (readstat_value_type_class(value) == READSTAT_TYPE_CLASS_STRING) {
        const char *text = readstat_string_value(value);
        return text == NULL ? "" : text;
    }
    if (readstat_value_is_system_missing(value))
        return "";
    const double x = readstat_double_value(value);
    if (time == TIME_NONE || write_moment(x, time, buffer) == 0)
        foreign_number(x, r->decimal, buffer);
    return buffer;
}

/* A case without any value is a case. */
static void end_row(struct reader *r)
{
    foreign_copy_fill(&r->copy);
    foreign_copy_end_row(&r->copy, (uint32_t)(r->row + 1));
}

static int on_value(int row, readstat_variable_t *variable, readstat_value_t value, void *context)
{
    struct reader *r = context;
    const size_t column = (size_t)readstat_variable_get_index(variable);
    char buffer[TEXT_NUMBER_SIZE];
    uint32_t index;
    if (column >= r->out->n_columns)
        return READSTAT_HANDLER_ABORT;
    if (row != r->row)
        end_row(r);
    r->row = row;
    const char *text = text_of(r, value, r->variables[column].time, buffer);
    if (text[0] != '\0' && readstat_value_is_defined_missing(value, variable) &&
        !textset_add(&r->out->columns[column].missing, text, strlen(text), &index))
        return give_up(r);
    foreign_copy_cell(&r->copy, column, text, strlen(text));
    return r->copy.is_out_of_memory ? give_up(r) : READSTAT_HANDLER_OK;
}

static struct label_set *set_named(struct reader *r, const char *name)
{
    for (size_t i = 0; i < r->n_sets; i++)
        if (strcmp(r->sets[i].name, name) == 0)
            return &r->sets[i];
    struct label_set *sets =
        arena_grown(r->arena, r->sets, r->n_sets, &r->sets_capacity, struct label_set);
    const char *copy = arena_text(r->arena, name);
    if (sets == NULL || copy == NULL)
        return NULL;
    r->sets = sets;
    sets[r->n_sets] = (struct label_set){.name = copy};
    return &sets[r->n_sets++];
}

static int on_label(const char *name, readstat_value_t value, const char *label, void *context)
{
    struct reader *r = context;
    char buffer[TEXT_NUMBER_SIZE];
    struct label_set *set = set_named(r, name);
    if (set == NULL)
        return give_up(r);
    struct foreign_label *labels =
        arena_grown(r->arena, set->labels, set->n, &set->capacity, struct foreign_label);
    const char *value_text = arena_text(r->arena, text_of(r, value, TIME_NONE, buffer));
    const char *label_text = arena_text(r->arena, label == NULL ? "" : label);
    if (labels == NULL || value_text == NULL || label_text == NULL)
        return give_up(r);
    set->labels = labels;
    labels[set->n++] = (struct foreign_label){value_text, label_text};
    return READSTAT_HANDLER_OK;
}

/* The columns' labels, once all sets are known. */
static void join_labels(struct reader *r)
{
    for (size_t i = 0; i < r->out->n_columns; i++)
        for (size_t k = 0; k < r->n_sets && r->variables[i].set != NULL; k++)
            if (strcmp(r->sets[k].name, r->variables[i].set) == 0) {
                r->out->columns[i].labels = r->sets[k].labels;
                r->out->columns[i].n_labels = r->sets[k].n;
            }
}

static enum status parse(struct reader *r, const char *path, struct error *err)
{
    const struct place at = {path, 0, 0};
    readstat_parser_t *parser = readstat_parser_init();
    if (parser == NULL)
        return error_memory(err);
    readstat_set_error_handler(parser, on_error);
    readstat_set_metadata_handler(parser, on_metadata);
    readstat_set_variable_handler(parser, on_variable);
    readstat_set_value_handler(parser, on_value);
    readstat_set_value_label_handler(parser, on_label);
    const readstat_error_t error = readstat_parse_sav(parser, path, r);
    readstat_parser_free(parser);
    if (r->is_out_of_memory || error == READSTAT_ERROR_MALLOC)
        return error_memory(err);
    if (error != READSTAT_OK)
        return error_at(err, ERR_READ, at, _("this SPSS file cannot be read: %s"),
                        r->message[0] != '\0' ? r->message : readstat_error_message(error));
    end_row(r);
    join_labels(r);
    return OK;
}

static enum status name_it(struct reader *r, const char *path, struct error *err)
{
    r->out->place = arena_text(r->arena, path);
    r->out->encoding = r->encoding == NULL || r->encoding[0] == '\0'
                           ? "SPSS"
                           : arena_print(r->arena, "SPSS, %s", r->encoding);
    return r->out->place == NULL || r->out->encoding == NULL ? error_memory(err) : OK;
}

enum status sav_read(const char *path, struct foreign_options options, struct arena *arena,
                     struct foreign *out, struct error *err)
{
    struct reader r = {.arena = arena, .out = out, .decimal = options.decimal, .row = -1};
    *out = (struct foreign){.fd = -1};
    TRY(foreign_copy_open(&r.copy, (struct place){path, 0, 0}, err));
    enum status status = parse(&r, path, err);
    if (status == OK)
        status = name_it(&r, path, err);
    if (status == OK)
        status = foreign_copy_close(&r.copy, arena, out, err);
    if (status != OK) {
        foreign_copy_discard(&r.copy);
        foreign_release(out);
    }
    return status;
}
