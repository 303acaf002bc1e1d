/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was accepted and what is computed, side by side. */
#include "cli/verify.h"
#include "cli/versions.h"
#include "ingest/acceptance.h"
#include "ingest/figures.h"
#include "ingest/source.h"

#include <inttypes.h>
#include <string.h>

enum status verified_read(struct verified *verified, struct error *err)
{
    struct job *job = verified->job;
    verified->faults.arena = &job->arena;
    verified->accepted.arena = &job->arena;
    const struct reading in = {
        .arena = &job->arena, .found = &verified->faults, .folder = job->folder};
    TRY(figures_read(&in, job->form->settings.wave, &verified->accepted, err));
    return acceptance_read(&in, &verified->was, &verified->has_record, err);
}

static enum status put_options(struct verified *verified, const struct options *options,
                               struct error *err)
{
    struct acceptance *is = &verified->is;
    const struct settings *settings = &verified->job->form->settings;
    const uint64_t seed = options->has_seed ? options->seed : settings->seed;
    const size_t replicates =
        options->n_replicates > 0 ? options->n_replicates : (size_t)settings->replicates;
    const char *text = arena_print(is->arena, "%" PRIu64, seed);
    const char *number = arena_print(is->arena, "%zu", replicates);
    if (text == NULL || number == NULL)
        return error_memory(err);
    TRY(acceptance_put(is, FACT_OPTION, "seed", text, err));
    TRY(acceptance_put(is, FACT_OPTION, "replicates", number, err));
    return acceptance_put(is, FACT_OPTION, "resample", options->resamples_many ? "yes" : "no", err);
}

static enum status put_versions(struct acceptance *is, struct error *err)
{
    struct run_pair libraries[LIBRARY_COUNT];
    library_versions(libraries);
    TRY(acceptance_put(is, FACT_PROGRAM, PROGRAM_NAME, program_version(), err));
    for (size_t i = 0; i < LIBRARY_COUNT; i++)
        if (strcmp(libraries[i].name, "libxlsxwriter") != 0) /* it writes sheets, no figure */
            TRY(acceptance_put(is, FACT_LIBRARY, libraries[i].name, libraries[i].value, err));
    return OK;
}

/* Each earlier wave that figures of this one are made of. */
static enum status put_waves(struct acceptance *is, const struct job *job, struct error *err)
{
    for (size_t i = 0; job->trend != NULL && i < job->trend_wave; i++) {
        const struct wave *wave = job->waves[i];
        const char *all = "";
        char sha256[SOURCE_DIGEST_SIZE];
        for (size_t k = 0; all != NULL && k < wave->n_sources; k++)
            all = arena_print(is->arena, "%s%s", all, wave->sources[k].sha256);
        if (all == NULL)
            return error_memory(err);
        source_digest_text(all, strlen(all), sha256);
        const char *year = arena_print(is->arena, "%d", wave->form->settings.wave);
        const char *digest = arena_text(is->arena, sha256);
        if (year == NULL || digest == NULL)
            return error_memory(err);
        TRY(acceptance_put(is, FACT_WAVE, year, digest, err));
    }
    return OK;
}

/* What the figures of this run are made of. */
static enum status gather(struct verified *verified, const struct options *options,
                          struct error *err)
{
    const struct job *job = verified->job;
    const struct wave *wave = &job->wave;
    struct acceptance *is = &verified->is;
    *is = (struct acceptance){.arena = verified->faults.arena, .reason = options->reason};
    for (size_t i = 0; i < wave->n_sources; i++)
        TRY(acceptance_put(is, FACT_INPUT, wave->sources[i].name, wave->sources[i].sha256, err));
    TRY(acceptance_put_rows(job->folder, is, err));
    TRY(put_waves(is, job, err));
    TRY(put_options(verified, options, err));
    return put_versions(is, err);
}

/* figures.csv as it lies there, against what it was when it was accepted. */
static enum status put_accepted_file(struct verified *verified, struct error *err)
{
    struct arena *arena = verified->is.arena;
    char sha256[SOURCE_DIGEST_SIZE];
    uint64_t bytes = 0;
    const char *path = arena_print(arena, "%s/figures.csv", verified->job->folder);
    if (path == NULL)
        return error_memory(err);
    TRY(source_digest(path, sha256, &bytes, err));
    const char *text = arena_text(arena, sha256);
    if (text == NULL)
        return error_memory(err);
    return acceptance_put(&verified->is, FACT_FIGURES, "figures.csv", text, err);
}

/* --- figures about earlier waves ---------------------------------------------------------------
 */

static bool is_of_trend(const struct figure *figure)
{
    return strncmp(figure->id, "trend/", strlen("trend/")) == 0;
}

static size_t count_trend(const struct figures *figures)
{
    size_t n = 0;
    for (size_t i = 0; i < figures->n; i++)
        n += is_of_trend(&figures->list[i]);
    return n;
}

/* Whether the same years stood beside. Without a record the figures themselves must tell. */
static bool is_same_company(const struct verified *verified)
{
    const struct acceptance *was = &verified->was, *is = &verified->is;
    size_t n_was = 0, n_is = 0;
    if (!verified->has_record || verified->faults.count[FINDING_FAULT] > 0)
        return (count_trend(&verified->accepted) > 0) == (count_trend(&verified->job->figures) > 0);
    for (size_t i = 0; i < was->n; i++)
        n_was += was->facts[i].kind == FACT_WAVE;
    for (size_t i = 0; i < is->n; i++) {
        if (is->facts[i].kind != FACT_WAVE)
            continue;
        n_is++;
        if (acceptance_find(was, FACT_WAVE, is->facts[i].name) == NULL)
            return false;
    }
    return n_was == n_is;
}

static enum status without_trend(const struct figures *from, struct figures *out, struct error *err)
{
    *out = (struct figures){.arena = from->arena};
    for (size_t i = 0; i < from->n; i++)
        if (!is_of_trend(&from->list[i]))
            TRY(figures_put(out, from->list[i], err));
    return OK;
}

/* All figures, or those of the wave alone. */
static enum status compare_figures(struct verified *verified, struct error *err)
{
    struct arena *arena = verified->faults.arena;
    const struct figures *was = &verified->accepted, *is = &verified->job->figures;
    struct figures was_alone, is_alone;
    if (is_same_company(verified))
        return figures_compare(was, is, arena, &verified->found, err);
    verified->n_apart = count_trend(was);
    verified->n_apart_is = count_trend(is);
    TRY(without_trend(was, &was_alone, err));
    TRY(without_trend(is, &is_alone, err));
    return figures_compare(&was_alone, &is_alone, arena, &verified->found, err);
}

enum status verified_compare(struct verified *verified, const struct options *options,
                             struct error *err)
{
    struct arena *arena = verified->faults.arena;
    TRY(gather(verified, options, err));
    TRY(compare_figures(verified, err));
    const bool is_known = verified->has_record && verified->faults.count[FINDING_FAULT] == 0;
    if (!is_known)
        return OK;
    const size_t n = verified->is.n;
    TRY(put_accepted_file(verified, err));
    TRY(acceptance_changes(&verified->was, &verified->is, arena, &verified->changes,
                           &verified->n_changes, err));
    if (options->is_accepting)
        verified->is.n = n; /* the file that is accepted is yet to be written */
    return verified_trace(verified, err);
}
