/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/sav_file.h"

#include "report/outfile.h"
#include "report/reason_text.h"
#include "report/sav_codes.h"
#include "report/sav_name.h"
#include "report/text.h"

#include <readstat.h>
#include <stdlib.h>
#include <string.h>

enum {
    CREATED_AT = 92, /* in the header: "09 Dec 22" and "00:00:00", which ReadStat takes from the */
    CREATED_SIZE = 17, /* local time zone */
    HEADER_SIZE = 176,
    TITLE_LIMIT = 64,
    VALUE_LABEL_LIMIT = 120
};

struct sav_file {
    struct outfile *file;
    readstat_writer_t *writer;
    readstat_error_t failure; /* the first */
    struct arena arena;
    const struct sav_plan *plan;
    struct sav_source source;
    char created[CREATED_SIZE + 1];
    bool is_begun; /* the header has been written */
    bool is_out_of_memory;
    readstat_label_set_t *options, *numbers; /* shared by all variables of the kind */
};

static void note(struct sav_file *file, readstat_error_t error)
{
    if (file->failure == READSTAT_OK)
        file->failure = error;
}

/* Takes the bytes of the file; the first are its header. */
static ssize_t put_bytes(const void *bytes, size_t n, void *context)
{
    struct sav_file *file = context;
    if (!file->is_begun && n == HEADER_SIZE) {
        char header[HEADER_SIZE];
        memcpy(header, bytes, n);
        memcpy(header + CREATED_AT, file->created, CREATED_SIZE);
        outfile_put(file->file, header, n);
    } else {
        outfile_put(file->file, bytes, n);
    }
    file->is_begun = true;
    return (ssize_t)n;
}

/* "09 Dec 2200:00:00" of the day that the field work closed; without one, the year's first. */
static void set_created(struct sav_file *file)
{
    static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
    const struct settings *settings = &file->source.wave->form->settings;
    int year = settings->wave, month = 1, day = 1;
    if (settings->closed != NULL) {
        year = (int)strtol(settings->closed, NULL, 10);
        month = (int)strtol(settings->closed + 5, NULL, 10);
        day = (int)strtol(settings->closed + 8, NULL, 10);
    }
    snprintf(file->created, sizeof file->created, "%02u %.3s %02u00:00:00", (unsigned)day % 100U,
             months + 3 * ((month + 11) % 12), (unsigned)year % 100U);
}

static void label_value(struct sav_file *file, readstat_label_set_t *set, double value,
                        const char *label)
{
    const char *cut = arena_text_n(&file->arena, label, sav_cut(label, VALUE_LABEL_LIMIT));
    file->is_out_of_memory |= cut == NULL;
    if (cut != NULL && set != NULL)
        readstat_label_double_value(set, value, cut);
}

static readstat_label_set_t *make_set(struct sav_file *file, const char *kind, size_t number)
{
    const char *name = arena_print(&file->arena, "%s%zu", kind, number);
    file->is_out_of_memory |= name == NULL;
    return name != NULL ? readstat_add_label_set(file->writer, READSTAT_TYPE_DOUBLE, name) : NULL;
}

static const char *words(const struct sav_file *file, enum text text)
{
    return report_text(file->source.language, text);
}

static void label_reasons(struct sav_file *file, readstat_label_set_t *set, bool are_numbers)
{
    for (int i = MISSING_COUNT - 1; i > ANSWERED; i--) {
        const enum missing reason = (enum missing)i;
        label_value(file, set, are_numbers ? SAV_NUMBER_REASON(reason) : SAV_REASON(reason),
                    words(file, reason_text(reason)));
    }
}

static readstat_label_set_t *choice_set(struct sav_file *file, size_t i)
{
    const struct sav_column *column = &file->plan->columns[i];
    const struct form *form = file->source.wave->form;
    readstat_label_set_t *set = make_set(file, "choices", i);
    label_reasons(file, set, false);
    for (size_t k = 0; k < column->list->n; k++) {
        const struct choice *choice = &column->list->choices[k];
        label_value(
            file, set, column->codes[k],
            form_label(form, choice->labels, language_tag(file->source.language), choice->name));
    }
    return set;
}

static readstat_label_set_t *group_set(struct sav_file *file, size_t i)
{
    const struct wave *wave = file->source.wave;
    const struct grouping *group = &wave->groups[file->plan->columns[i].index];
    readstat_label_set_t *set = make_set(file, "group", i);
    for (size_t level = 0; level < group->n_levels; level++)
        label_value(file, set, (double)level + 1,
                    form_label(wave->form, group->labels[level],
                               language_tag(file->source.language), group->names[level]));
    return set;
}

static void make_shared_sets(struct sav_file *file)
{
    file->options = make_set(file, "options", 0);
    label_reasons(file, file->options, false);
    label_value(file, file->options, 0, words(file, TEXT_DDI_NOT_CHOSEN));
    label_value(file, file->options, 1, words(file, TEXT_DDI_CHOSEN));
    file->numbers = make_set(file, "numbers", 0);
    label_reasons(file, file->numbers, true);
}

/* How a variable of each kind is shown and measured. */
static const struct look {
    const char *format; /* NULL: of a text */
    int width;
    readstat_measure_t measure;
} looks[] = {
    [SAV_KEY] = {NULL, 16, READSTAT_MEASURE_NOMINAL},
    [SAV_GROUP] = {"F8.0", 12, READSTAT_MEASURE_NOMINAL},
    [SAV_REGISTER] = {"F12.2", 12, READSTAT_MEASURE_SCALE},
    [SAV_WEIGHT] = {"F12.4", 12, READSTAT_MEASURE_SCALE},
    [SAV_CHOICE] = {"F8.0", 8, READSTAT_MEASURE_NOMINAL},
    [SAV_OPTION] = {"F8.0", 8, READSTAT_MEASURE_NOMINAL},
    [SAV_NUMBER] = {"F12.2", 12, READSTAT_MEASURE_SCALE},
    [SAV_DATE] = {"SDATE10", 12, READSTAT_MEASURE_SCALE},
    [SAV_TEXT] = {NULL, 32, READSTAT_MEASURE_NOMINAL},
    [SAV_EXPORT] = {"F12.2", 12, READSTAT_MEASURE_SCALE},
    [SAV_SCORE] = {"F8.2", 8, READSTAT_MEASURE_SCALE},
    [SAV_RANK] = {"F8.0", 8, READSTAT_MEASURE_ORDINAL},
};

/* Choices with scores, and classes of a number, have an order. */
static readstat_measure_t measure_of(const struct sav_file *file, const struct sav_column *column)
{
    if (column->kind == SAV_CHOICE && !is_missing(column->list->low))
        return READSTAT_MEASURE_ORDINAL;
    if (column->kind == SAV_GROUP && file->source.wave->groups[column->index].of->breaks != NULL)
        return READSTAT_MEASURE_ORDINAL;
    return looks[column->kind].measure;
}

/* Labels of values, and which of them are missing. */
static void set_values(struct sav_file *file, size_t i, readstat_variable_t *variable)
{
    const struct sav_column *column = &file->plan->columns[i];
    double lowest = SAV_REASON_LAST, highest = -1;
    readstat_label_set_t *set = NULL;
    switch (column->kind) {
    case SAV_GROUP:
        readstat_variable_set_label_set(variable, group_set(file, i));
        return;
    case SAV_CHOICE:
        set = choice_set(file, i);
        lowest = sav_codes_lowest(column->list, column->codes);
        break;
    case SAV_OPTION:
        set = file->options;
        break;
    case SAV_NUMBER:
    case SAV_EXPORT:
        set = file->numbers;
        lowest = SAV_NUMBER_REASON(MISSING_COUNT - 1);
        highest = SAV_NUMBER_REASON(ANSWERED + 1);
        break;
    default:
        return;
    }
    readstat_variable_set_label_set(variable, set);
    note(file, readstat_variable_add_missing_double_range(variable, lowest, highest));
}

static void make_variable(struct sav_file *file, size_t i)
{
    const struct sav_column *column = &file->plan->columns[i];
    const struct look *look = &looks[column->kind];
    const bool is_text = look->format == NULL;
    readstat_variable_t *variable = readstat_add_variable(
        file->writer, column->name, is_text ? READSTAT_TYPE_STRING : READSTAT_TYPE_DOUBLE,
        is_text ? column->width : 0);
    if (variable == NULL) {
        file->is_out_of_memory = true;
        return;
    }
    readstat_variable_set_label(variable, column->label);
    char format[16];
    snprintf(format, sizeof format, "A%zu", column->width < 255 ? column->width : 255);
    readstat_variable_set_format(variable, is_text ? format : look->format);
    readstat_variable_set_measure(variable, measure_of(file, column));
    readstat_variable_set_alignment(variable,
                                    is_text ? READSTAT_ALIGNMENT_LEFT : READSTAT_ALIGNMENT_RIGHT);
    readstat_variable_set_display_width(variable, look->width);
    set_values(file, i, variable);
}

static void begin(struct sav_file *file)
{
    const struct wave *wave = file->source.wave;
    const struct settings *settings = &wave->form->settings;
    const char *title = form_label(wave->form, settings->title, language_tag(file->source.language),
                                   settings->form_id);
    const char *cut = arena_text_n(&file->arena, title, sav_cut(title, TITLE_LIMIT));
    file->is_out_of_memory |= cut == NULL;
    note(file, readstat_set_data_writer(file->writer, put_bytes));
    note(file, readstat_writer_set_compression(file->writer, READSTAT_COMPRESS_ROWS));
    note(file, readstat_writer_set_file_timestamp(file->writer, 0));
    if (cut != NULL)
        note(file, readstat_writer_set_file_label(file->writer, cut));
    if (wave->is_simulated)
        readstat_add_note(file->writer, words(file, TEXT_SIMULATED));
    make_shared_sets(file);
    for (size_t i = 0; i < file->plan->n; i++)
        make_variable(file, i);
    if (!file->is_out_of_memory && file->failure == READSTAT_OK)
        note(file, readstat_begin_writing_sav(file->writer, file, (long)wave->n_rows));
}

static enum status status_of(const struct sav_file *file, const char *path, struct error *err)
{
    if (file->is_out_of_memory || file->failure == READSTAT_ERROR_MALLOC)
        return error_memory(err);
    if (file->failure != READSTAT_OK)
        return error_at(err, ERR_WRITE, (struct place){path, 0, 0}, _("cannot be written: %s"),
                        readstat_error_message(file->failure));
    return OK;
}

enum status sav_file_open(const char *path, struct sav_source source, const struct sav_plan *plan,
                          struct sav_file **out, struct error *err)
{
    *out = NULL;
    struct sav_file *file = calloc(1, sizeof *file);
    if (file == NULL)
        return error_memory(err);
    file->plan = plan;
    file->source = source;
    set_created(file);
    file->writer = readstat_writer_init();
    file->is_out_of_memory = file->writer == NULL;
    enum status status = outfile_open(path, &file->file, err);
    if (status == OK && file->writer != NULL)
        begin(file);
    if (status == OK)
        status = status_of(file, path, err);
    if (status == OK)
        *out = file;
    else
        sav_file_close(file);
    return status;
}

static const readstat_variable_t *cell(struct sav_file *file, size_t i)
{
    if (i == 0)
        note(file, readstat_begin_row(file->writer));
    return readstat_get_variable(file->writer, (int)i);
}

void sav_file_number(struct sav_file *file, size_t i, double x)
{
    const readstat_variable_t *variable = cell(file, i);
    note(file, is_missing(x) ? readstat_insert_missing_value(file->writer, variable)
                             : readstat_insert_double_value(file->writer, variable, x));
}

void sav_file_text(struct sav_file *file, size_t i, const char *text)
{
    const size_t width = file->plan->columns[i].width;
    const readstat_variable_t *variable = cell(file, i);
    const char *cut = text == NULL ? "" : text;
    if (strlen(cut) > width)
        cut = arena_text_n(&file->arena, cut, sav_cut(cut, width));
    file->is_out_of_memory |= cut == NULL;
    if (cut != NULL)
        note(file, readstat_insert_string_value(file->writer, variable, cut));
}

void sav_file_end_row(struct sav_file *file)
{
    note(file, readstat_end_row(file->writer));
}

enum status sav_file_finish(struct sav_file *file, struct error *err)
{
    note(file, readstat_end_writing(file->writer));
    TRY(status_of(file, "answers.sav", err));
    return outfile_finish(file->file, err);
}

void sav_file_close(struct sav_file *file)
{
    if (file == NULL)
        return;
    if (file->writer != NULL)
        readstat_writer_free(file->writer);
    outfile_close(file->file);
    arena_release(&file->arena);
    free(file);
}
