/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/register_header.h"

#include "base/text.h"
#include "ingest/names.h"
#include "ingest/rows.h"
#include "ingest/say.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

/* Names that differ only in case would be one column in SQLite. */
static enum status take_names(const struct reading *in, const struct row *row, const char *path,
                              struct form *form, struct error *err)
{
    struct names names = {.arena = in->arena};
    const char **list = arena_array(in->arena, row->n_cells, const char *);
    if (list == NULL)
        return error_memory(err);
    form->register_names = list;
    for (size_t i = 0; i < row->n_cells; i++) {
        size_t n;
        const char *start = text_trimmed(row->cells[i].text, &n);
        const char *name = arena_text_n(in->arena, start, n);
        const struct place at = {path, row->cells[i].line, (int)i + 1};
        if (name == NULL)
            return error_memory(err);
        if (n == 0)
            continue;
        TRY(names_add(in, &names, (struct name){name, at}, err));
        list[form->n_register_names++] = name;
    }
    return OK;
}

static enum status read_header(const struct reading *in, struct rows *rows, const char *path,
                               struct form *form, struct error *err)
{
    const struct row *row = NULL;
    TRY(rows_next(rows, &row, err));
    if (row == NULL)
        table_fault(in, (struct place){path, 0, 0}, "%s", _("the file is empty"));
    else if (row->fault != NULL)
        table_fault(in, row->fault_at, "%s", _(row->fault));
    else
        return take_names(in, row, path, form, err);
    return OK;
}

enum status register_header_read(const struct reading *in, const char *path, struct form *form,
                                 struct error *err)
{
    struct rows *rows = NULL;
    struct error failure = {0};
    const char *own = path != NULL ? arena_text(in->arena, path)
                                   : arena_print(in->arena, "%s/register.csv", in->folder);
    if (own == NULL)
        return error_memory(err);
    struct stat about; /* a link to nothing is there, and to be told of */
    if (path == NULL && lstat(own, &about) != 0 && errno == ENOENT)
        return OK;
    form->has_register = true;
    const enum status opened =
        rows_open(own, (struct rows_options){.keeps_quotes = true}, &rows, &failure);
    if (opened == ERR_OPEN || opened == ERR_ENCODING) {
        table_fault(in, (struct place){own, 0, 0}, "%s", failure.text + strlen(own) + strlen(": "));
        return OK;
    }
    if (opened != OK)
        return error_set(err, opened, "%s", failure.text);
    const enum status status = read_header(in, rows, own, form, err);
    rows_close(rows);
    return status;
}

static void check_name(const struct reading *in, const struct form *form, const char *setting,
                       struct name wanted)
{
    if (wanted.text == NULL)
        return;
    for (size_t i = 0; i < form->n_register_names; i++)
        if (strcmp(form->register_names[i], wanted.text) == 0)
            return;
    table_fault(in, wanted.at, _("the register has no column '%s', which %s names%s"), wanted.text,
                setting,
                say_nearest(in->arena, wanted.text, form->register_names, form->n_register_names));
}

void register_header_check(const struct reading *in, const struct form *form)
{
    const struct settings *settings = &form->settings;
    if (form->n_register_names > 0) {
        check_name(in, form, "unit_key", (struct name){settings->unit_key, settings->unit_key_at});
        check_name(in, form, "name_column",
                   (struct name){settings->name_column, settings->name_column_at});
    }
    if (!form->has_register && settings->frame != NULL)
        table_fault(in, settings->frame_at, "%s",
                    _("frame has no effect without a register; there is no register.csv"));
}
