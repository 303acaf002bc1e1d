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

enum status verified_compare(struct verified *verified, const struct options *options,
                             struct error *err)
{
    const struct job *job = verified->job;
    struct arena *arena = verified->faults.arena;
    TRY(gather(verified, options, err));
    TRY(figures_compare(&verified->accepted, &job->figures, arena, &verified->found, err));
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
