/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/disclosure_inside.h"
#include "base/missing.h"

static const char *const names[] = {
    [WITHHELD_NOT] = "shown",       [WITHHELD_SMALL] = "small",
    [WITHHELD_SINGLE] = "single",   [WITHHELD_COMPLEMENTARY] = "complementary",
    [WITHHELD_UNKNOWN] = "unknown", [WITHHELD_UNIT] = "unit",
};
_Static_assert(COUNT(names) == WITHHELD_REASON_COUNT, "every reason needs its name");

const char *withheld_name(enum withheld why)
{
    return names[why];
}

void withhold(struct withholding *w, size_t figure, enum withheld why)
{
    if (w->why[figure] == WITHHELD_NOT)
        w->why[figure] = (uint8_t)why;
}

size_t figure_place(const struct withholding *w, const char *id)
{
    const struct figure *figure = figures_find(w->figures, id);
    return figure == NULL ? SIZE_MAX : (size_t)(figure - w->figures->list);
}

enum status withhold_id(struct withholding *w, const char *id, enum withheld why, struct error *err)
{
    if (id == NULL)
        return error_memory(err);
    const size_t place = figure_place(w, id);
    if (place != SIZE_MAX)
        withhold(w, place, why);
    return OK;
}

static enum status take_apart(struct withholding *w, struct error *err)
{
    const size_t n = w->figures->n;
    w->parts = arena_array(w->arena, n, struct figure_parts);
    w->rule = arena_array(w->arena, n, uint8_t);
    w->why = arena_array(w->arena, n, uint8_t);
    if (w->parts == NULL || w->rule == NULL || w->why == NULL)
        return error_memory(err);
    for (size_t i = 0; i < n; i++) {
        TRY(figure_parse(w->arena, w->figures->list[i].id, &w->parts[i], err));
        w->rule[i] = (uint8_t)measure_rule(w->parts[i].family, w->parts[i].measure);
    }
    return OK;
}

static enum status mark(struct withholding *w, struct error *err)
{
    TRY(take_apart(w, err));
    withhold_primary(w);
    TRY(withhold_groups(w, err));
    TRY(withhold_distributions(w, err));
    TRY(withhold_claims(w, err));
    TRY(withhold_panels(w, err));
    return withhold_ties(w, err);
}

enum status disclosure_find(const struct wave *wave, const struct figures *figures,
                            struct disclosure_options options, struct arena *arena,
                            struct disclosure *out, struct error *err)
{
    struct withholding w = {
        .wave = wave,
        .figures = figures,
        .arena = arena,
        .least = options.min_cell < 1 ? 1 : (size_t)options.min_cell,
    };
    TRY(mark(&w, err));
    *out = (struct disclosure){.why = w.why, .n = figures->n};
    for (size_t i = 0; i < figures->n; i++)
        out->count[w.why[i]]++;
    return OK;
}

static struct figure without_numbers(const struct figure *figure)
{
    return (struct figure){.id = figure->id,
                           .value = MISSING,
                           .n = MISSING,
                           .se = MISSING,
                           .low = MISSING,
                           .high = MISSING,
                           .p = MISSING,
                           .status = "c",
                           .unit = figure->unit,
                           .decimals = figure->decimals,
                           .method = "withheld: it tells of few units, or would with others"};
}

enum status disclosure_mask(const struct figures *figures, const struct disclosure *disclosure,
                            struct figures *out, struct error *err)
{
    for (size_t i = 0; i < figures->n; i++) {
        const struct figure *figure = &figures->list[i];
        if (disclosure->why[i] == WITHHELD_UNIT)
            continue;
        const bool is_shown = disclosure->why[i] == WITHHELD_NOT;
        TRY(figures_put(out, is_shown ? *figure : without_numbers(figure), err));
    }
    return OK;
}
