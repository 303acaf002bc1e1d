/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/figures.h"

#include "base/missing.h"
#include "ingest/value.h"

#include <errno.h>
#include <string.h>

enum { WAVE, ID, VALUE, N, SE, LOW, HIGH, P, STATUS_NAME, UNIT, DECIMALS, METHOD };

static const struct table_column columns[] = {
    [WAVE] = {.name = "wave", .is_required = true},
    [ID] = {.name = "id", .is_required = true},
    [VALUE] = {.name = "value", .is_required = true},
    [N] = {.name = "n", .is_required = true},
    [SE] = {.name = "se", .is_required = true},
    [LOW] = {.name = "low", .is_required = true},
    [HIGH] = {.name = "high", .is_required = true},
    [P] = {.name = "p", .is_required = true},
    [STATUS_NAME] = {.name = "status", .is_required = true},
    [UNIT] = {.name = "unit", .is_required = true},
    [DECIMALS] = {.name = "decimals", .is_required = true},
    [METHOD] = {.name = "method", .is_required = true},
};

static double number(const struct reading *in, const struct table *table, size_t row, int column)
{
    double x = MISSING;
    (void)value_number(in, table_entry(table, row, column), &x);
    return x;
}

static void check_wave(const struct reading *in, const struct table *table, size_t row, int wave)
{
    const struct entry entry = table_entry(table, row, WAVE);
    long year = 0;
    if (entry.text[0] == '\0')
        table_fault(in, entry.at, _("wave is blank; want %d"), wave);
    else if (value_integer(in, entry, 0, 9999, &year) && year != wave)
        table_fault(in, entry.at, _("wave %ld is not %d, the wave of this survey"), year, wave);
}

static enum status take_figure(const struct reading *in, const struct table *table, size_t row,
                               struct figures *out, struct error *err)
{
    static const char *const statuses[] = {"c", "x", "z"};
    enum { MOST_DECIMALS = 17 };
    const struct entry id = table_entry(table, row, ID), value = table_entry(table, row, VALUE);
    const struct entry status = table_entry(table, row, STATUS_NAME);
    const struct entry decimals = table_entry(table, row, DECIMALS);
    int unused = 0;
    long n_decimals = 0;
    (void)value_name(in, status, statuses, COUNT(statuses), &unused);
    if (!value_integer(in, decimals, 0, MOST_DECIMALS, &n_decimals) && decimals.text[0] == '\0')
        table_fault(in, decimals.at, _("decimals is blank; want a number from 0 to %d"),
                    MOST_DECIMALS);
    if (value.text[0] == '\0' && status.text[0] == '\0')
        table_fault(in, value.at, "%s", _("a figure without a value wants a status: c, x or z"));
    if (id.text[0] == '\0') {
        table_fault(in, id.at, "%s", _("id is blank; want the id of a figure"));
        return OK;
    }
    if (figures_find(out, id.text) != NULL) {
        table_fault(in, id.at, _("the figure '%s' is there already"), id.text);
        return OK;
    }
    const struct figure figure = {
        .id = id.text,
        .value = number(in, table, row, VALUE),
        .n = number(in, table, row, N),
        .se = number(in, table, row, SE),
        .low = number(in, table, row, LOW),
        .high = number(in, table, row, HIGH),
        .p = number(in, table, row, P),
        .status = status.text,
        .unit = table_entry(table, row, UNIT).text,
        .decimals = (int)n_decimals,
        .method = table_entry(table, row, METHOD).text,
    };
    return figures_put(out, figure, err);
}

enum status figures_read(const struct reading *in, int wave, struct figures *out, struct error *err)
{
    static const struct table_layout layout = {"figures", columns, COUNT(columns)};
    struct table table;
    TRY(table_read(in, &layout, &table, err));
    if (!table.exists)
        table_fault(in, (struct place){table.path, 0, 0}, "%s",
                    _("no figures have been accepted yet; look at the report, then accept them "
                      "with 'mognad verify --accept --reason TEXT'"));
    for (size_t row = 0; !table.is_broken && row < table.n_rows; row++) {
        check_wave(in, &table, row, wave);
        TRY(take_figure(in, &table, row, out, err));
    }
    return OK;
}

enum status figures_read_file(const struct reading *in, const char *role, int *wave,
                              struct figures *out, struct error *err)
{
    const struct table_layout layout = {role, columns, COUNT(columns)};
    struct table table;
    *wave = 0;
    TRY(table_read(in, &layout, &table, err));
    if (!table.exists)
        table_fault(in, (struct place){table.path, 0, 0}, "%s", strerror(ENOENT));
    for (size_t row = 0; !table.is_broken && row < table.n_rows; row++) {
        long year = 0;
        if (row == 0 && value_integer(in, table_entry(&table, 0, WAVE), 0, 9999, &year))
            *wave = (int)year;
        check_wave(in, &table, row, *wave);
        TRY(take_figure(in, &table, row, out, err));
    }
    return OK;
}
