/* SPDX-License-Identifier: GPL-3.0-or-later */
/* mognad diff: what differs between the figures of two runs, or of two years. */
#include "cli/diff.h"
#include "cli/command.h"

#include <string.h>
#include <strings.h>

bool wave_diff_is_clean(const struct wave_diff *wave)
{
    return wave->was != NULL && wave->is != NULL && wave->found.n == 0;
}

/* A table does not tell its form. */
static bool is_same_wave(const struct figures_of_wave *a, const struct figures_of_wave *b)
{
    return a->year == b->year &&
           (a->form == NULL || b->form == NULL || strcasecmp(a->form, b->form) == 0);
}

static const struct figures_of_wave *partner(const struct figure_side *side,
                                             const struct figures_of_wave *of)
{
    for (size_t i = 0; i < side->n; i++)
        if (is_same_wave(&side->waves[i], of))
            return &side->waves[i];
    return NULL;
}

static void add(struct diff *diff, const struct figures_of_wave *was,
                const struct figures_of_wave *is)
{
    diff->waves[diff->n++] = (struct wave_diff){.was = was, .is = is};
}

/* One wave on either side is compared with the other, of whatever year; of several those of the
   same form and year. */
static enum status pair_waves(struct diff *diff, struct error *err)
{
    const struct figure_side *was = &diff->was, *is = &diff->is;
    diff->waves = arena_array(diff->arena, was->n + is->n, struct wave_diff);
    if (diff->waves == NULL)
        return error_memory(err);
    if (was->n == 1 && is->n == 1) {
        add(diff, &was->waves[0], &is->waves[0]);
        return OK;
    }
    for (size_t i = 0; i < is->n; i++)
        add(diff, partner(was, &is->waves[i]), &is->waves[i]);
    for (size_t i = 0; i < was->n; i++)
        if (partner(is, &was->waves[i]) == NULL)
            add(diff, &was->waves[i], NULL);
    return OK;
}

static enum status compare(struct diff *diff, struct wave_diff *wave, struct error *err)
{
    if (wave->was == NULL || wave->is == NULL)
        return OK;
    TRY(figures_compare(&wave->was->figures, &wave->is->figures, diff->arena, &wave->found, err));
    differences_by_importance(&wave->found);
    if (!wave->was->has_record || !wave->is->has_record)
        return OK;
    return acceptance_changes(&wave->was->made_of, &wave->is->made_of, diff->arena, &wave->changes,
                              &wave->n_changes, err);
}

static enum status compare_all(struct diff *diff, const struct options *options, struct error *err)
{
    TRY(figure_side_read(&diff->was, options->arguments[0], options->wave, err));
    TRY(figure_side_read(&diff->is, options->arguments[1], options->wave, err));
    TRY(pair_waves(diff, err));
    for (size_t i = 0; i < diff->n; i++)
        TRY(compare(diff, &diff->waves[i], err));
    return OK;
}

static enum status diff_them(const struct options *options, struct error *err)
{
    struct arena arena = {0};
    struct diff diff = {.arena = &arena, .was.arena = &arena, .is.arena = &arena};
    bool is_clean = true;
    enum status status = compare_all(&diff, options, err);
    if (status == OK && options->is_json)
        status = diff_print_json(&diff, stdout, err);
    else if (status == OK && !options->is_quiet)
        diff_print(&diff, stdout);
    for (size_t i = 0; status == OK && i < diff.n; i++)
        is_clean &= wave_diff_is_clean(&diff.waves[i]);
    arena_release(&arena);
    return status == OK && !is_clean ? ERR_FINDINGS : status;
}

const struct command command_diff = {
    .name = "diff",
    .arguments = N_("WAS IS"),
    .about = N_("what differs between the figures of two runs or years"),
    .details = N_(
        "Compares figures as they lie in two places: the folder of a wave (out/2022, or a survey\n"
        "folder with accepted figures), a table figures.csv, a store, or a folder with one\n"
        "(out). Waves of the same form and year are compared, or the only one of each side\n"
        "(--wave leaves one alone): out/2021 with out/2022 says what a year has changed. What\n"
        "matters most comes first: values that came or went, verdicts, then numbers by how many\n"
        "of their standard errors they moved."),
    .options = OPTION_WAVE | OPTION_JSON | OPTION_QUIET | OPTION_HELP,
    .least_arguments = 2,
    .most_arguments = 2,
    .run = diff_them,
};
