/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/json.h"

#include "cli/published.h"
#include "store/dialogues.h"
#include "store/put.h"

#include <jansson.h>

static json_t *text_or_null(const char *text)
{
    return text == NULL ? json_null() : json_string(text);
}

static json_t *number_or_null(long number)
{
    return number == 0 ? json_null() : json_integer(number);
}

/* How much there was to read. */
static json_t *describe_survey(const struct wave *wave)
{
    return json_pack("{ss sI sI sI sI}", "kind", "survey", "frame", (json_int_t)wave->n_frame,
                     "read", (json_int_t)wave->n_read, "stored", (json_int_t)wave->n_rows,
                     "rejected", (json_int_t)wave->n_rejected);
}

static json_t *describe_dialogues(const struct job *job)
{
    const struct dialogues *d = job->form->dialogues;
    return json_pack("{ss so sI sI sI}", "kind", "dialogues", "beside",
                     number_or_null(job->form->settings.beside), "sessions",
                     (json_int_t)d->n_sessions, "segments", (json_int_t)d->n_segments, "codings",
                     (json_int_t)d->n_codings);
}

/* What run and check both tell of a wave; NULL when memory runs out. */
static json_t *describe(const struct job *job)
{
    const struct wave *wave = &job->wave;
    const size_t *count = wave->finding_count;
    json_t *size = job_is_dialogues(job) ? describe_dialogues(job) : describe_survey(wave);
    json_t *out = json_pack(
        "{ss ss si sb s{sI sI sI}}", "folder", job->folder, "form", job->form->settings.form_id,
        "wave", job->form->settings.wave, "simulated", wave->is_simulated, "findings", "error",
        (json_int_t)count[FINDING_ERROR], "warning", (json_int_t)count[FINDING_WARNING], "info",
        (json_int_t)count[FINDING_INFO]);
    if (size == NULL || json_object_update(out, size) != 0) {
        json_decref(out);
        out = NULL;
    }
    json_decref(size);
    return out;
}

/* Takes `list` over. */
static enum status print_list(json_t *list, FILE *file, struct error *err)
{
    if (list == NULL)
        return error_memory(err);
    const int failed = json_dumpf(list, file, JSON_INDENT(2)) != 0 || fputc('\n', file) == EOF;
    json_decref(list);
    return failed ? error_set(err, ERR_WRITE, "%s", _("cannot write to standard output")) : OK;
}

/* Whom the files are for, and of a publication how many figures it withholds. */
static int put_profile(json_t *wave, const struct job *job)
{
    const char *name = job->published == NULL ? "review" : "publish";
    if (json_object_set_new(wave, "profile", json_string(name)) != 0 || job->published == NULL)
        return job->published == NULL ? 0 : -1;
    const size_t n = published_withheld(&job->published->disclosure);
    return json_object_set_new(wave, "withheld", json_integer((json_int_t)n));
}

enum status json_print_runs(const struct job *jobs, const struct options *options, FILE *file,
                            struct error *err)
{
    json_t *list = json_array();
    for (int i = 0; list != NULL && i < options->n_arguments; i++) {
        json_t *wave = describe(&jobs[i]);
        char place[JOB_PLACE_SIZE];
        json_t *out = json_sprintf("%s/%s", options->out, job_place(&jobs[i], place));
        const int failed =
            wave == NULL || json_object_set_new(wave, "out", out) != 0 ||
            put_profile(wave, &jobs[i]) != 0 ||
            json_object_set_new(wave, "figures", json_integer((json_int_t)jobs[i].figures.n)) != 0;
        if (json_array_append_new(list, wave) != 0 || failed) {
            json_decref(list);
            return error_memory(err);
        }
    }
    return print_list(list, file, err);
}

static enum status append_finding(void *context, const struct finding *finding, struct error *err)
{
    json_t *one =
        json_pack("{ss ss so so so so so ss}", "severity", severity_name(finding->severity), "rule",
                  finding->rule, "file", text_or_null(finding->at.file), "line",
                  number_or_null(finding->at.line), "column", number_or_null(finding->at.column),
                  "unit", text_or_null(finding->unit), "question", text_or_null(finding->question),
                  "text", finding->text);
    return json_array_append_new(context, one) == 0 ? OK : error_memory(err);
}

enum status json_print_checks(const struct job *jobs, const struct options *options,
                              struct store *store, struct error *err)
{
    json_t *list = json_array();
    for (int i = 0; list != NULL && i < options->n_arguments; i++) {
        json_t *wave = describe(&jobs[i]);
        json_t *found = json_array();
        enum status status = wave == NULL || found == NULL ? error_memory(err) : OK;
        if (status == OK)
            status = store_each_finding(store, &jobs[i].wave, append_finding, found, err);
        if (json_object_set_new(wave, "list", found) != 0 || json_array_append_new(list, wave) != 0)
            status = status == OK ? error_memory(err) : status;
        if (status != OK) {
            json_decref(list);
            return status;
        }
    }
    return print_list(list, stdout, err);
}
