/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/bands.h"

#include "base/text.h"
#include "ingest/value.h"

#include <string.h>

/* One part "40=Medel"; name is NULL after the fault that says what is wrong with it. */
struct part {
    double from;
    const char *name;
};

static enum status take_part(const struct reading *in, struct entry entry, const char *text,
                             struct part *out, struct error *err)
{
    const char *from, *name;
    *out = (struct part){0};
    TRY(value_pair(in, entry, text, &from, &name, err));
    if (from != NULL && value_number(in, (struct entry){from, entry.column, entry.at}, &out->from))
        out->name = name;
    return OK;
}

static void check_cut(const struct reading *in, struct entry entry, const struct settings *out,
                      double from)
{
    if (out->n_bands == 0 && from != 0)
        table_fault(in, entry.at,
                    _("the first band starts at %.15g; want 0, so that every score "
                      "has a band"),
                    from);
    if (from < 0 || from >= 100)
        table_fault(in, entry.at, _("a band starts at %.15g; want 0 to below 100"), from);
    if (out->n_bands > 0 && from <= out->bands[out->n_bands - 1].from)
        table_fault(in, entry.at, _("bands do not ascend: %.15g comes after %.15g"), from,
                    out->bands[out->n_bands - 1].from);
}

static void check_name(const struct reading *in, struct entry entry, const char *const *names,
                       size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(names[i], names[n]) == 0)
            table_fault(in, entry.at, _("two bands are called '%s'"), names[n]);
}

/* The bands and their names in the default language. */
static enum status take_bands(const struct reading *in, struct entry entry, struct settings *out,
                              struct error *err)
{
    const char *const *parts = NULL;
    size_t n = 0;
    TRY(value_list(in, entry, &parts, &n, err));
    out->n_bands = 0; /* where two columns are the default language's, which is a fault */
    out->bands = arena_array(in->arena, n, struct band);
    const char **names = arena_array(in->arena, n, const char *);
    if (out->bands == NULL || names == NULL)
        return error_memory(err);
    for (size_t i = 0; i < n; i++) {
        struct part part;
        TRY(take_part(in, entry, parts[i], &part, err));
        if (part.name == NULL)
            continue;
        check_cut(in, entry, out, part.from);
        names[out->n_bands] = part.name;
        check_name(in, entry, names, out->n_bands);
        struct band *band = &out->bands[out->n_bands++];
        *band = (struct band){.from = part.from, .name = part.name};
        TRY(labels_of(in, part.name, &band->labels, err));
    }
    return OK;
}

/* Their names in one more language, beside the same cuts. */
static enum status take_names(const struct reading *in, struct entry entry, const char *language,
                              struct settings *out, struct error *err)
{
    const char *const *parts = NULL;
    size_t n = 0;
    TRY(value_list(in, entry, &parts, &n, err));
    const char **names = arena_array(in->arena, n, const char *);
    if (names == NULL)
        return error_memory(err);
    if (n != out->n_bands && n > 0) {
        table_fault(in, entry.at,
                    _("%s has %zu bands, where there are %zu in the default language; want a name "
                      "for each"),
                    entry.column, n, out->n_bands);
        return OK;
    }
    for (size_t i = 0; i < n; i++) {
        struct band *band = &out->bands[i];
        struct part part;
        TRY(take_part(in, entry, parts[i], &part, err));
        if (part.name == NULL)
            return OK;
        if (part.from != band->from)
            table_fault(in, entry.at,
                        _("%s: '%s' starts at %.15g, where '%s' of the default language starts at "
                          "%.15g; want the same"),
                        entry.column, part.name, part.from, band->name, band->from);
        names[i] = part.name;
        check_name(in, entry, names, i);
        TRY(labels_put(in, language, part.name, &band->labels, err));
    }
    return OK;
}

/* Every family of the column: the default language's, or all others. */
static enum status take_families(const struct reading *in, struct label_cell from, bool is_default,
                                 struct settings *out, struct error *err)
{
    for (size_t i = 0; i < from.table->n_families; i++) {
        const struct table_family *family = &from.table->families[i];
        if (family->column != from.column ||
            labels_is_default(&in->languages, family->language) != is_default)
            continue;
        struct entry entry = table_family_entry(from.table, from.row, family);
        if (family->language != NULL)
            entry.column = arena_print(in->arena, "%s::%s", entry.column, family->language);
        if (entry.column == NULL)
            return error_memory(err);
        if (is_default)
            out->bands_at = entry.at;
        TRY(is_default ? take_bands(in, entry, out, err)
                       : take_names(in, entry, family->language, out, err));
    }
    return OK;
}

enum status bands_read(const struct reading *in, struct label_cell from, struct settings *out,
                       struct error *err)
{
    const size_t n_faults = in->found->count[FINDING_FAULT];
    TRY(take_families(in, from, true, out, err));
    /* Names for bands that are wrong themselves are left for the next run. */
    return in->found->count[FINDING_FAULT] > n_faults ? OK
                                                      : take_families(in, from, false, out, err);
}
