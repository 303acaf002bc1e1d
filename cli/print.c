/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/print.h"

#include "cli/agency_files.h"
#include "cli/published.h"
#include "store/dialogues.h"

#include <libintl.h>
#include <locale.h>
#include <string.h>

void print_finding(const struct finding *finding, FILE *file)
{
    char place[4200]; /* a path, and its ends */
    if (finding->at.file != NULL) {
        place_write(finding->at, place, sizeof place);
        fputs(place, file);
    }
    /* like its text, which only a fault has in the user's language */
    const char *severity = finding->severity == FINDING_FAULT ? ngettext("fault", "faults", 1)
                                                              : severity_name(finding->severity);
    fprintf(file, "%s: %s", severity, finding->text);
    if (finding->severity != FINDING_FAULT)
        fprintf(file, " [%s]", finding->rule);
    fputc('\n', file);
}

enum { COUNTS_SIZE = 128 };

static void append_count(char *out, const char *text, size_t n)
{
    const size_t used = strlen(out);
    if (n > 0)
        snprintf(out + used, COUNTS_SIZE - used, "%s%zu %s", used > 0 ? ", " : "", n, text);
}

/* "2 errors, 1 warning, 3 notes": zeros are left out; "" when all are 0. */
static const char *write_counts(const size_t count[SEVERITY_COUNT], char *out)
{
    const size_t faults = count[FINDING_FAULT], errors = count[FINDING_ERROR];
    const size_t warnings = count[FINDING_WARNING], notes = count[FINDING_INFO];
    out[0] = '\0';
    append_count(out, ngettext("fault", "faults", faults), faults);
    append_count(out, ngettext("error", "errors", errors), errors);
    append_count(out, ngettext("warning", "warnings", warnings), warnings);
    append_count(out, ngettext("note", "notes", notes), notes);
    return out;
}

const char *message_language(void)
{
    const char *locale = setlocale(LC_MESSAGES, NULL);
    return locale != NULL && strncmp(locale, "sv", 2) == 0 ? "sv" : "en";
}

static void print_rows(const struct wave *wave, FILE *file)
{
    const double rate = wave->n_frame > 0 ? (double)wave->n_rows / (double)wave->n_frame : 0;
    fprintf(file, _("  units     %zu in the frame, %zu answered (%.1f %%)\n"), wave->n_frame,
            wave->n_rows, 100 * rate);
    fprintf(file, _("  rows      %zu read = %zu stored + %zu rejected\n"), wave->n_read,
            wave->n_rows, wave->n_rejected);
}

static void print_talks(const struct job *job, FILE *file)
{
    const struct dialogues *d = job->form->dialogues;
    const int beside = job->form->settings.beside;
    fprintf(file, _("  sessions  %zu with %zu segments, %zu codings by %zu coders\n"),
            d->n_sessions, d->n_segments, d->n_codings, d->n_coders);
    if (job->beside != NULL)
        fprintf(file, _("  report    joins that of %d\n"), beside);
    else if (beside != 0)
        fprintf(file, _("  report    of its own: the survey of %d is not on the command line\n"),
                beside);
}

/* What a publication leaves out, and that the store is no part of it. */
static void print_published(const struct job *job, FILE *file)
{
    const struct disclosure *d = &job->published->disclosure;
    fprintf(file,
            _("  published %zu figures; %zu withheld, %zu that name units left out; the store "
              "is not for publication\n"),
            published_shown(d), published_withheld(d), d->count[WITHHELD_UNIT]);
}

void print_summary(const struct job *job, const struct options *options, FILE *file)
{
    const struct wave *wave = &job->wave;
    const struct settings *settings = &job->form->settings;
    const bool is_survey = !job_is_dialogues(job);
    const bool has_book = !options->has_no_workbook && (is_survey || job->beside == NULL);
    char counts[COUNTS_SIZE], place[JOB_PLACE_SIZE];
    write_counts(wave->finding_count, counts);
    fprintf(file, "%s\n",
            form_label(job->form, settings->title, message_language(), settings->form_id));
    if (wave->is_simulated)
        fputs(is_survey ? _("  the answers are simulated\n") : _("  the talks are simulated\n"),
              file);
    if (is_survey)
        print_rows(wave, file);
    else
        print_talks(job, file);
    fprintf(file, _("  findings  %s\n"), counts[0] != '\0' ? counts : _("none"));
    fprintf(file, _("  figures   %zu\n"), job->figures.n);
    if (job->published != NULL) {
        print_published(job, file);
        fprintf(file, _("  files     %s/%s/ (%sfigures.csv, ...)\n"), options->out,
                job_place(job, place), has_book ? "report.xlsx, " : "");
        return;
    }
    fprintf(file, _("  files     %s/%s/ (%sfigures.csv, %sfindings.csv, ...)\n"), options->out,
            job_place(job, place), has_book ? "report.xlsx, " : "",
            is_survey ? "scores.csv, " : "");
    if (job->agencies != NULL)
        fprintf(file,
                ngettext("  agencies  %zu workbook in %s/%s/agencies/\n",
                         "  agencies  %zu workbooks in %s/%s/agencies/\n", job->agencies->n),
                job->agencies->n, options->out, place);
}

static void print_size(const struct job *job, bool has_findings, FILE *file)
{
    const struct wave *wave = &job->wave;
    const struct dialogues *d = job->form->dialogues;
    if (d != NULL)
        fprintf(file,
                has_findings ? _("; %zu segments of %zu sessions\n")
                             : _("no findings in %zu segments of %zu sessions\n"),
                d->n_segments, d->n_sessions);
    else if (has_findings)
        fprintf(file, _("; %zu rows read = %zu stored + %zu rejected\n"), wave->n_read,
                wave->n_rows, wave->n_rejected);
    else
        fprintf(file, _("no findings in %zu answers from a frame of %zu units\n"), wave->n_rows,
                wave->n_frame);
}

void print_verdict(const struct job *job, FILE *file)
{
    char counts[COUNTS_SIZE];
    write_counts(job->wave.finding_count, counts);
    fprintf(file, "%s: %s", job->folder, counts);
    print_size(job, counts[0] != '\0', file);
}
