/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was accepted and what is computed, side by side, and why they differ. */
#include "cli/verify.h"
#include "cli/versions.h"
#include "ingest/acceptance.h"
#include "ingest/figures.h"
#include "ingest/source.h"

#include <inttypes.h>
#include <string.h>
#include <unistd.h>

static const char *const cause_names[] = {
    [CAUSE_ROW] = "row",         [CAUSE_INPUT] = "input",     [CAUSE_OPTION] = "option",
    [CAUSE_METHOD] = "method",   [CAUSE_PROGRAM] = "program", [CAUSE_EDITED] = "edited",
    [CAUSE_MACHINE] = "machine", [CAUSE_UNKNOWN] = "unknown",
};
_Static_assert(COUNT(cause_names) == CAUSE_COUNT, "every cause needs a name");

const char *cause_name(enum cause cause)
{
    return cause_names[cause];
}

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
    return OK;
}

/* The part of the id after family and measure: subjects and group. */
static const char *subjects_of(const char *id)
{
    for (int slashes = 0; *id != '\0' && slashes < 2; id++)
        slashes += *id == '/';
    return id;
}

/* Whether `code` is one of the subjects, or the group, that the id names. */
static bool names_code(const char *id, const char *code)
{
    static const char between[] = "/~|=;";
    const size_t n = strlen(code);
    for (const char *part = subjects_of(id); *part != '\0';) {
        const size_t length = strcspn(part, between);
        if (length == n && memcmp(part, code, n) == 0)
            return true;
        part += length + (part[length] != '\0');
    }
    return false;
}

static bool is_of_row(const struct fact_change *change, const char *id)
{
    const char *slash = strchr(change->name, '/');
    return change->kind == FACT_ROW && slash != NULL && names_code(id, slash + 1);
}

enum cause verified_cause(const struct verified *verified, const struct difference *difference)
{
    static const enum cause of_kind[] = {
        [FACT_INPUT] = CAUSE_INPUT,     [FACT_ROW] = CAUSE_INPUT,
        [FACT_OPTION] = CAUSE_OPTION,   [FACT_PROGRAM] = CAUSE_PROGRAM,
        [FACT_LIBRARY] = CAUSE_PROGRAM, [FACT_FIGURES] = CAUSE_EDITED,
    };
    _Static_assert(COUNT(of_kind) == FACT_KIND_COUNT, "every change is a cause");
    const struct figure *figure = difference->is != NULL ? difference->is : difference->was;
    enum cause cause = difference->is_method_changed ? CAUSE_METHOD : CAUSE_MACHINE;
    if (!verified->has_record && !difference->is_method_changed)
        cause = CAUSE_UNKNOWN;
    for (size_t i = 0; i < verified->n_changes; i++) {
        const struct fact_change *change = &verified->changes[i];
        const enum cause this = is_of_row(change, figure->id) ? CAUSE_ROW : of_kind[change->kind];
        cause = this < cause ? this : cause;
    }
    return cause;
}
