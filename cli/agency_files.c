/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/agency_files.h"

#include "analysis/disclosure.h"
#include "analysis/feedback.h"
#include "base/text.h"
#include "cli/phase.h"
#include "cli/progress.h"
#include "report/file_name.h"
#include "report/workbook.h"
#include "store/get.h"

#include <dirent.h>
#include <libintl.h>
#include <stdlib.h>
#include <string.h>

static const char folder_name[] = "agencies", ending[] = ".xlsx";

/* More than this is no survey of agencies. */
enum { MOST_OF_ALL = 5000 };

/* More keys and names than this are not searched for one that was perhaps meant. */
enum { MOST_SEARCHED = 20000 };

/* --- which ------------------------------------------------------------------------------------
 */

static int compare_ids(const void *a, const void *b)
{
    const uint32_t x = ((const struct frame_unit *)a)->id, y = ((const struct frame_unit *)b)->id;
    return (x > y) - (x < y);
}

/* The row of each unit of the frame, SIZE_MAX without an answer; in `arena`. NULL when memory runs
   out. Ids have gaps where rows of the register are outside the frame. */
static size_t *rows_of_units(const struct wave *wave, const struct agency_files *agencies,
                             struct arena *arena)
{
    size_t *row = arena_array(arena, agencies->n_units, size_t);
    for (size_t i = 0; row != NULL && i < agencies->n_units; i++)
        row[i] = SIZE_MAX;
    for (size_t r = 0; row != NULL && r < wave->n_rows; r++) {
        const struct frame_unit wanted = {.id = wave->unit[r]};
        const struct frame_unit *unit =
            bsearch(&wanted, agencies->units, agencies->n_units, sizeof wanted, compare_ids);
        if (unit != NULL)
            row[unit - agencies->units] = r;
    }
    return row;
}

/* The units that are wanted, and what is known of each that was asked for. */
static void mark(const struct options *options, struct agency_files *agencies, const size_t *row,
                 bool *is_wanted)
{
    for (size_t i = 0; i < agencies->n_units; i++) {
        is_wanted[i] = options->wants_all_agencies && row[i] != SIZE_MAX;
        for (size_t a = 0; a < options->n_agencies; a++) {
            if (strcmp(options->agencies[a], agencies->units[i].key) != 0)
                continue;
            agencies->state[a] = row[i] == SIZE_MAX ? AGENCY_SILENT : AGENCY_TOLD;
            is_wanted[i] |= row[i] != SIZE_MAX;
        }
    }
}

static int compare_rows(const void *a, const void *b)
{
    const size_t x = ((const struct agency_file *)a)->row, y = ((const struct agency_file *)b)->row;
    return (x > y) - (x < y);
}

/* All units of the frame take part in making names, so that a name does not depend on who else is
   asked for. */
static enum status make_names(const struct agency_files *agencies, struct arena *arena,
                              const char ***out, struct error *err)
{
    const char **keys = arena_array(arena, agencies->n_units, const char *);
    if (keys == NULL)
        return error_memory(err);
    for (size_t i = 0; i < agencies->n_units; i++)
        keys[i] = agencies->units[i].key;
    return file_names_make(keys, agencies->n_units, ending, arena, out, err);
}

static enum status list_files(const struct options *options, const struct wave *wave,
                              struct agency_files *agencies, struct arena *arena, struct error *err)
{
    const size_t *row = rows_of_units(wave, agencies, arena);
    bool *is_wanted = arena_array(arena, agencies->n_units, bool);
    const char **names = NULL;
    agencies->list = arena_array(arena, agencies->n_units, struct agency_file);
    if (row == NULL || is_wanted == NULL || agencies->list == NULL)
        return error_memory(err);
    mark(options, agencies, row, is_wanted);
    TRY(make_names(agencies, arena, &names, err));
    for (size_t i = 0; i < agencies->n_units; i++)
        if (is_wanted[i])
            agencies->list[agencies->n++] =
                (struct agency_file){row[i], agencies->units[i].key, names[i], NULL};
    qsort(agencies->list, agencies->n, sizeof *agencies->list, compare_rows);
    return OK;
}

/* Keys and files, as run.json has them. */
static enum status make_list(struct agency_files *agencies, struct arena *arena, struct error *err)
{
    agencies->listed = arena_array(arena, agencies->n, struct run_pair);
    if (agencies->listed == NULL)
        return error_memory(err);
    for (size_t i = 0; i < agencies->n; i++) {
        const char *file = arena_print(arena, "%s/%s", folder_name, agencies->list[i].name);
        if (file == NULL)
            return error_memory(err);
        agencies->listed[i] = (struct run_pair){agencies->list[i].key, file};
    }
    return OK;
}

enum status agency_files_find(struct job *job, struct store *store, const struct options *options,
                              struct error *err)
{
    const struct wave *wave = &job->wave;
    job->agencies = NULL;
    if (job_is_dialogues(job) || (options->n_agencies == 0 && !options->wants_all_agencies))
        return OK;
    if (options->wants_all_agencies && wave->n_rows > MOST_OF_ALL)
        return error_set(err, ERR_USAGE,
                         _("%s: %zu have answered, and '--agency all' writes at most %d workbooks; "
                           "name those that are wanted"),
                         job->folder, wave->n_rows, MOST_OF_ALL);
    struct agency_files *agencies = arena_new(&job->arena, struct agency_files);
    if (agencies == NULL)
        return error_memory(err);
    agencies->state = arena_array(&job->arena, options->n_agencies, enum agency_state);
    if (agencies->state == NULL)
        return error_memory(err);
    TRY(store_get_units(store, wave->id, &job->arena, &agencies->units, &agencies->n_units, err));
    job->agencies = agencies;
    TRY(list_files(options, wave, agencies, &job->arena, err));
    return make_list(agencies, &job->arena, err);
}

/* --- where ------------------------------------------------------------------------------------
 */

static bool is_written(const struct job *job, const char *name)
{
    for (size_t i = 0; job->agencies != NULL && i < job->agencies->n; i++)
        if (strcmp(job->agencies->list[i].name, name) == 0)
            return true;
    return false;
}

/* The workbooks of an earlier run that this one does not replace tell of other figures. Files of
   other names are somebody's own. */
static enum status withdraw_left(struct job *job, struct staging *staging, const char *folder,
                                 struct error *err)
{
    const char *path = arena_print(&job->arena, "%s/%s", staging->target, folder);
    if (path == NULL)
        return error_memory(err);
    DIR *there = opendir(path);
    enum status status = OK;
    for (struct dirent *entry; there != NULL && status == OK && (entry = readdir(there)) != NULL;)
        if (file_name_is_made(entry->d_name, ending) && !is_written(job, entry->d_name))
            status = staging_withdraw(staging, folder, entry->d_name, err);
    if (there != NULL)
        closedir(there);
    return status;
}

enum status agency_files_name(struct job *job, struct staging *staging, struct error *err)
{
    char place[JOB_PLACE_SIZE];
    const char *folder = arena_print(&job->arena, "%s/%s", job_place(job, place), folder_name);
    if (folder == NULL)
        return error_memory(err);
    for (size_t i = 0; job->agencies != NULL && i < job->agencies->n; i++) {
        struct agency_file *file = &job->agencies->list[i];
        file->path = staging_path(staging, folder, file->name, err);
        if (file->path == NULL)
            return err == NULL ? ERR_WRITE : err->status;
    }
    return withdraw_left(job, staging, folder, err);
}

/* --- writing ----------------------------------------------------------------------------------
 */

/* A workbook must not go to another agency than the one it is about. */
static enum status check_keys(const struct agency_files *agencies, const struct feedback *feedback,
                              struct error *err)
{
    for (size_t i = 0; i < agencies->n; i++)
        if (strcmp(agencies->list[i].key, feedback[i].key) != 0)
            return error_set(err, ERR_STORE, _("the store has '%s' where '%s' answered"),
                             feedback[i].key, agencies->list[i].key);
    return OK;
}

/* An agency is shown no more of all others than everyone might be. */
static enum status mask_figures(const struct job *job, struct arena *arena, struct figures *out,
                                struct error *err)
{
    const struct disclosure_options options = {.min_cell = job->form->settings.min_cell};
    struct disclosure disclosure;
    *out = (struct figures){.arena = arena};
    TRY(disclosure_find(&job->wave, &job->figures, options, arena, &disclosure, err));
    return disclosure_mask(&job->figures, &disclosure, out, err);
}

static enum status read_feedback(const struct job *job, const struct report *report,
                                 struct arena *arena, struct feedback **out, struct error *err)
{
    const struct agency_files *agencies = job->agencies;
    const struct feedback_source source = {&job->wave, report->figures, job->trend,
                                           job->trend_wave};
    *out = arena_array(arena, agencies->n, struct feedback);
    if (*out == NULL)
        return error_memory(err);
    for (size_t i = 0; i < agencies->n; i++)
        (*out)[i].row = agencies->list[i].row;
    TRY(feedback_read(report->store, &job->wave, *out, agencies->n, arena, err));
    TRY(check_keys(agencies, *out, err));
    return feedback_compare(&source, *out, agencies->n, arena, err);
}

/* The first that fails is told of, whatever the number of threads. */
static enum status write_all(const struct agency_files *agencies, const struct report *report,
                             const struct feedback *feedback, int threads, struct error *err)
{
    size_t first = SIZE_MAX;
    struct error of_first = {0};
#pragma omp parallel for num_threads(threads) schedule(dynamic) if (threads > 1)
    for (size_t i = 0; i < agencies->n; i++) {
        struct error one = {0};
        struct report of_one = *report;
        of_one.feedback = &feedback[i];
        of_one.beside = NULL;
        const enum status status = report_write_workbook(&of_one, agencies->list[i].path, &one);
#pragma omp critical
        if (status != OK && i < first) {
            first = i;
            of_first = one;
            of_first.status = status;
        }
    }
    if (first == SIZE_MAX)
        return OK;
    return error_set(err, of_first.status, "%s: %s", agencies->list[first].key, of_first.text);
}

enum status agency_files_write(struct job *job, const struct report *report,
                               const struct options *options, struct error *err)
{
    struct arena arena = {0};
    struct feedback *feedback = NULL;
    if (job->agencies == NULL || job->agencies->n == 0)
        return OK;
    struct phase phase = phase_start(options, "agencies");
    struct figures masked;
    struct report of_one = *report;
    of_one.figures = &masked;
    enum status status = mask_figures(job, &arena, &masked, err);
    if (status == OK)
        status = read_feedback(job, &of_one, &arena, &feedback, err);
    if (status == OK)
        status = write_all(job->agencies, &of_one, feedback, options->threads, err);
    arena_release(&arena);
    phase_end(&phase);
    return status;
}

/* --- those that were asked for in vain --------------------------------------------------------
 */

static const struct frame_unit *find_unit(const struct job *job, const char *key)
{
    for (size_t i = 0; job->agencies != NULL && i < job->agencies->n_units; i++)
        if (strcmp(job->agencies->units[i].key, key) == 0)
            return &job->agencies->units[i];
    return NULL;
}

/* The unit whose key or name is nearest to what was typed, of the latest wave; NULL: none is. */
static const struct frame_unit *nearest(const struct job *job, const char *key)
{
    const struct agency_files *agencies = job->agencies;
    const size_t n = agencies->n_units < MOST_SEARCHED ? agencies->n_units : MOST_SEARCHED;
    const char **candidates = calloc(2 * n + 1, sizeof *candidates);
    const char *near = NULL;
    for (size_t i = 0; candidates != NULL && i < n; i++) {
        candidates[i] = agencies->units[i].key;
        candidates[n + i] = agencies->units[i].name;
    }
    if (candidates != NULL)
        near = text_nearest(key, candidates, 2 * n);
    free(candidates);
    for (size_t i = 0; near != NULL && i < n; i++)
        if (near == agencies->units[i].key || near == agencies->units[i].name)
            return &agencies->units[i];
    return NULL;
}

/* The latest wave among the jobs that looked for agencies; NULL: none did. */
static const struct job *latest(const struct job *jobs, int n)
{
    const struct job *last = NULL;
    for (int i = 0; i < n; i++)
        if (jobs[i].agencies != NULL &&
            (last == NULL || jobs[i].form->settings.wave > last->form->settings.wave))
            last = &jobs[i];
    return last;
}

static enum status refuse_unknown(const struct job *last, const char *key, struct error *err)
{
    const struct frame_unit *near = nearest(last, key);
    if (near == NULL)
        return error_set(err, ERR_USAGE,
                         _("--agency: no agency in the frame of %s has the key '%s'"), last->folder,
                         key);
    if (strcmp(near->key, near->name) == 0)
        return error_set(err, ERR_USAGE,
                         _("--agency: no agency in the frame of %s has the key '%s'; did you mean "
                           "'%s'?"),
                         last->folder, key, near->key);
    return error_set(err, ERR_USAGE,
                     _("--agency: no agency in the frame of %s has the key '%s'; did you mean '%s' "
                       "(%s)?"),
                     last->folder, key, near->key, near->name);
}

/* The best that any wave knows of it, and the latest wave whose frame it is in. */
static enum agency_state best_state(const struct job *jobs, int n, size_t a,
                                    const struct job **where)
{
    enum agency_state best = AGENCY_UNKNOWN;
    *where = NULL;
    for (int i = 0; i < n; i++) {
        if (jobs[i].agencies == NULL)
            continue;
        const enum agency_state state = jobs[i].agencies->state[a];
        best = state > best ? state : best;
        if (state != AGENCY_UNKNOWN &&
            (*where == NULL || jobs[i].form->settings.wave > (*where)->form->settings.wave))
            *where = &jobs[i];
    }
    return best;
}

enum status agency_files_check(const struct job *jobs, const struct options *options,
                               struct error *err)
{
    const struct job *last = latest(jobs, options->n_arguments);
    if (options->n_agencies > 0 && last == NULL)
        return error_set(err, ERR_USAGE, "%s", _("--agency: no survey of agencies was named"));
    for (size_t a = 0; a < options->n_agencies; a++) {
        const struct job *where;
        const char *key = options->agencies[a];
        const enum agency_state state = best_state(jobs, options->n_arguments, a, &where);
        if (state == AGENCY_UNKNOWN)
            return refuse_unknown(last, key, err);
        if (state == AGENCY_SILENT)
            return error_set(err, ERR_USAGE,
                             _("--agency: %s (%s) is in the frame of %s but has not answered, so "
                               "there is nothing to tell it"),
                             key, find_unit(where, key)->name, where->folder);
    }
    return OK;
}

void agency_files_print_silent(const struct job *jobs, const struct options *options, FILE *file)
{
    for (size_t a = 0; a < options->n_agencies; a++)
        for (int i = 0; i < options->n_arguments; i++) {
            const struct job *job = &jobs[i];
            const char *key = options->agencies[a];
            if (job->agencies == NULL || job->agencies->state[a] == AGENCY_TOLD)
                continue;
            if (job->agencies->state[a] == AGENCY_SILENT)
                fprintf(file, _("%s: %s (%s) has not answered; it gets no workbook of %d\n"),
                        job->folder, key, find_unit(job, key)->name, job->form->settings.wave);
            else
                fprintf(file, _("%s: %s is not in the frame; it gets no workbook of %d\n"),
                        job->folder, key, job->form->settings.wave);
        }
}
