/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/difference_json.h"
#include "cli/lint.h"

#include <libintl.h>
#include <string.h>

enum { MOST_LINES = 5, PLACE_WIDTH = 24 };

static const char *severity_of(enum lint_severity severity, size_t n)
{
    if (severity == LINT_ERROR)
        return ngettext("error", "errors", n);
    return severity == LINT_WARNING ? ngettext("warning", "warnings", n)
                                    : ngettext("tip", "tips", n);
}

/* "report.xlsx: 2 errors, 1 warning (14 sheets, 2110 cells)" */
static void print_head(const struct linted *one, FILE *file)
{
    const struct lint_report *report = &one->report;
    size_t n = 0;
    fprintf(file, "%s: ", one->path);
    for (enum lint_severity severity = LINT_ERROR; severity < LINT_SEVERITY_COUNT; severity++) {
        const size_t count = report->count[severity];
        if (count == 0)
            continue;
        fprintf(file, "%s%zu %s", n++ > 0 ? ", " : "", count, severity_of(severity, count));
    }
    if (n == 0)
        fputs(_("nothing found"), file);
    fprintf(file, " (%zu %s, %zu %s)\n", report->n_sheets,
            ngettext("sheet", "sheets", report->n_sheets), report->n_cells,
            ngettext("cell", "cells", report->n_cells));
}

/* "Groups!E3", as spreadsheets write it. */
static const char *place_of(const struct lint_finding *finding, char *out, size_t size)
{
    if (finding->sheet == NULL)
        snprintf(out, size, "%s", _("workbook"));
    else
        snprintf(out, size, "%s%s%s", finding->sheet, finding->cell == NULL ? "" : "!",
                 finding->cell == NULL ? "" : finding->cell);
    return out;
}

/* A place and blanks up to where texts stand, counted in characters. */
static void print_place(const char *place, FILE *file)
{
    int n = 0;
    for (const char *at = place; *at != '\0'; at++)
        n += ((unsigned char)*at & 0xC0U) != 0x80U ? 1 : 0;
    fprintf(file, "    %s%*s", place, n < PLACE_WIDTH ? PLACE_WIDTH - n + 2 : 2, "");
}

static void print_rule(const struct lint_report *report, const struct lint_finding *first, size_t n,
                       FILE *file)
{
    const struct lint_rule_about *about = lint_about(first->rule);
    const size_t count = report->of_rule[first->rule];
    char place[512];
    fprintf(file, "\n%s [%s] %s", severity_of(about->severity, 1), about->id, _(about->what));
    fprintf(file, count > 1 ? " (%zu)\n" : "\n", count);
    for (size_t i = 0; i < n && i < MOST_LINES; i++) {
        print_place(place_of(&first[i], place, sizeof place), file);
        fprintf(file, "%s\n", first[i].text);
    }
    if (count > MOST_LINES)
        fprintf(file, _("    and %zu more; --json lists them\n"), count - MOST_LINES);
    fprintf(file, _("  do:   %s\n"), _(about->remedy));
    fprintf(file, _("  from: %s\n"), about->source);
}

void linted_print(const struct linted *one, FILE *file)
{
    const struct lint_report *report = &one->report;
    print_head(one, file);
    for (enum lint_severity severity = LINT_ERROR; severity < LINT_SEVERITY_COUNT; severity++) {
        size_t n = 0;
        for (size_t i = 0; i < report->n; i += n) {
            for (n = 1; i + n < report->n && report->list[i + n].rule == report->list[i].rule;)
                n++;
            if (lint_about(report->list[i].rule)->severity == severity)
                print_rule(report, &report->list[i], n, file);
        }
    }
    if (report->n > 0)
        fputc('\n', file);
}

/* ---- as JSON */

/* A text from outside, the name of a file, as JSON can have it. */
static json_t *text_json(const char *text)
{
    json_t *string = json_string(text);
    if (string != NULL)
        return string;
    char plain[4096];
    size_t n = 0;
    for (; text[n] != '\0' && n + 1 < sizeof plain; n++)
        plain[n] = (char)((unsigned char)text[n] < 0x80 ? text[n] : '?');
    plain[n] = '\0';
    return json_string(plain);
}

static json_t *finding_json(const struct lint_finding *finding)
{
    const struct lint_rule_about *about = lint_about(finding->rule);
    return json_pack("{ss ss so so ss ss ss ss}", "severity", lint_severity_name(about->severity),
                     "rule", about->id, "sheet", json_of_text(finding->sheet), "cell",
                     json_of_text(finding->cell), "text", finding->text, "what", _(about->what),
                     "remedy", _(about->remedy), "source", about->source);
}

static json_t *rules_json(const struct lint_report *report)
{
    json_t *object = json_object();
    for (size_t i = 0; object != NULL && i < RULE_COUNT; i++) {
        const char *id = lint_about((enum lint_rule)i)->id;
        const json_int_t n = (json_int_t)report->of_rule[i];
        if (n > 0 && json_object_set_new(object, id, json_integer(n)) != 0) {
            json_decref(object);
            return NULL;
        }
    }
    return object;
}

static json_t *file_json(const struct linted *one)
{
    const struct lint_report *report = &one->report;
    if (one->status != OK)
        return json_pack("{so so}", "file", text_json(one->path), "failed",
                         text_json(one->err.text));
    json_t *list = json_array();
    for (size_t i = 0; i < report->n; i++)
        if (json_array_append_new(list, finding_json(&report->list[i])) != 0) {
            json_decref(list);
            return NULL;
        }
    return json_pack(
        "{ss sI sI s{sI sI sI} so so}", "file", one->path, "sheets", (json_int_t)report->n_sheets,
        "cells", (json_int_t)report->n_cells, "count", "error",
        (json_int_t)report->count[LINT_ERROR], "warning", (json_int_t)report->count[LINT_WARNING],
        "tip", (json_int_t)report->count[LINT_TIP], "rules", rules_json(report), "findings", list);
}

enum status linted_print_json(const struct linted *all, size_t n, FILE *file, struct error *err)
{
    json_t *list = json_array();
    bool is_whole = list != NULL;
    for (size_t i = 0; i < n; i++)
        is_whole &= json_array_append_new(list, file_json(&all[i])) == 0;
    enum status status = is_whole ? OK : error_memory(err);
    if (status == OK && (json_dumpf(list, file, JSON_INDENT(2)) != 0 || fputc('\n', file) == EOF))
        status = error_set(err, ERR_WRITE, "%s", _("cannot write to standard output"));
    json_decref(list);
    return status;
}
