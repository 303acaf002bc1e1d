/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/run_facts.h"

#include <inttypes.h>
#include <stdio.h>

/* Of the options those that the files depend on. */
static size_t fill_options(const struct options *options, char typed[2][NUMBER_TEXT],
                           struct run_pair out[MOST_OPTIONS])
{
    size_t n = 0;
    snprintf(typed[0], NUMBER_TEXT, "%" PRIu64, options->seed);
    snprintf(typed[1], NUMBER_TEXT, "%zu", options->n_replicates);
    out[n++] = (struct run_pair){"--lang", options->lang};
    if (options->is_published)
        out[n++] = (struct run_pair){"--profile", "publish"};
    if (options->answers != NULL)
        out[n++] = (struct run_pair){"--answers", options->answers};
    if (options->register_file != NULL)
        out[n++] = (struct run_pair){"--register", options->register_file};
    if (options->has_seed)
        out[n++] = (struct run_pair){"--seed", typed[0]};
    if (options->n_replicates > 0)
        out[n++] = (struct run_pair){"--replicates", typed[1]};
    if (options->resamples_many)
        out[n++] = (struct run_pair){"--resample", NULL};
    if (options->replay != NULL)
        out[n++] = (struct run_pair){"--replay", options->replay};
    if (options->wants_indicators)
        out[n++] = (struct run_pair){"--with-indicators", NULL};
    if (options->wants_pairs)
        out[n++] = (struct run_pair){"--with-pairs", NULL};
    if (options->wants_sav)
        out[n++] = (struct run_pair){"--with-sav", NULL};
    if (options->has_no_workbook)
        out[n++] = (struct run_pair){"--no-workbook", NULL};
    if (options->wants_all_agencies || options->n_agencies > 0) /* several stand among the files */
        out[n++] = (struct run_pair){"--agency", options->wants_all_agencies ? "all"
                                                 : options->n_agencies == 1  ? options->agencies[0]
                                                                             : NULL};
    return n;
}

static void fill_in_force(const struct options *options, const struct settings *settings,
                          struct run_facts *out)
{
    static const char *const names[MOST_IN_FORCE] = {"seed", "replicates", "resample", "confidence",
                                                     "min_cell"};
    snprintf(out->text[0], NUMBER_TEXT, "%" PRIu64,
             options->has_seed ? options->seed : settings->seed);
    snprintf(out->text[1], NUMBER_TEXT, "%zu",
             options->n_replicates > 0 ? options->n_replicates : (size_t)settings->replicates);
    snprintf(out->text[2], NUMBER_TEXT, "%s", options->resamples_many ? "yes" : "no");
    snprintf(out->text[3], NUMBER_TEXT, "%.10g", settings->confidence);
    snprintf(out->text[4], NUMBER_TEXT, "%d", settings->min_cell);
    for (size_t i = 0; i < MOST_IN_FORCE; i++) {
        snprintf(out->name[i], NUMBER_TEXT, "in_force.%s", names[i]);
        out->in_force[i] = (struct run_pair){names[i], out->text[i]};
    }
    out->n_in_force = MOST_IN_FORCE;
}

static void add(struct run_facts *out, const char *name, const char *value)
{
    out->list[out->n++] = (struct run_fact){name, value == NULL ? "" : value};
}

void run_facts_make(const struct options *options, const struct settings *settings,
                    struct run_facts *out)
{
    out->n = 0;
    library_versions(out->libraries);
    out->n_options = fill_options(options, out->typed, out->options);
    fill_in_force(options, settings, out);
    add(out, PROGRAM_NAME, program_version());
    for (size_t i = 0; i < LIBRARY_COUNT; i++)
        add(out, out->libraries[i].name, out->libraries[i].value);
    for (size_t i = 0; i < out->n_options; i++)
        add(out, out->options[i].name, out->options[i].value);
    for (size_t i = 0; i < out->n_in_force; i++)
        add(out, out->name[i], out->in_force[i].value);
}
