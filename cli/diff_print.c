/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/missing.h"
#include "cli/diff.h"
#include "cli/difference.h"
#include "cli/difference_json.h"
#include "cli/print.h"

#include <libintl.h>
#include <string.h>

enum { MOST_LINES = 20 };

static const struct {
    const char *name, *text;
} importances[] = {
    [IMPORTANCE_STATUS] = {"STATUS", N_("another status, or a value that came or went")},
    [IMPORTANCE_VERDICT] = {"VERDICT", N_("a hypothesis is judged otherwise: 1 supported, 0 "
                                          "inconclusive, -1 contradicted")},
    [IMPORTANCE_FIGURE] = {"FIGURE", N_("a number reads otherwise with its published decimals")},
    [IMPORTANCE_DRIFT] = {"DRIFT", N_("a number differs, but not so that it is seen")},
    [IMPORTANCE_NEW] = {"NEW", N_("only in the second")},
    [IMPORTANCE_GONE] = {"GONE", N_("only in the first")},
    [IMPORTANCE_METHOD] = {"METHOD", N_("the same numbers with another unit, decimals or method")},
};
_Static_assert(COUNT(importances) == IMPORTANCE_COUNT, "everything has its place");

static void print_changes(const struct wave_diff *wave, FILE *file)
{
    for (size_t i = 0; i < wave->n_changes; i++) {
        const struct fact_change *change = &wave->changes[i];
        const bool is_file = change->kind == FACT_INPUT;
        if (change->kind == FACT_ROW || change->kind == FACT_FIGURES)
            continue; /* told with their files; of accepted figures alone */
        if (change->was == NULL)
            fprintf(file, is_file ? _("  %s is read now\n") : _("  %s is there now\n"),
                    change->name);
        else if (change->is == NULL)
            fprintf(file, _("  %s is not there any longer\n"), change->name);
        else if (is_file)
            fprintf(file, _("  %s changed\n"), change->name);
        else
            fprintf(file, _("  %s is %s, was %s\n"), change->name, change->is, change->was);
    }
}

/* How many differences of that importance follow from the first on. */
static size_t count_alike(const struct differences *found, size_t first)
{
    const enum importance of = difference_importance(&found->list[first]);
    size_t n = 1;
    while (first + n < found->n && difference_importance(&found->list[first + n]) == of)
        n++;
    return n;
}

static void print_summary_line(const struct wave_diff *wave, FILE *file)
{
    size_t n = 0;
    for (size_t first = 0; first < wave->found.n; first += n) {
        n = count_alike(&wave->found, first);
        fprintf(file, "  %-8s %6zu  %s\n",
                importances[difference_importance(&wave->found.list[first])].name, n,
                _(importances[difference_importance(&wave->found.list[first])].text));
    }
}

/* A value that moved, as published, and how far for one so uncertain. */
static void print_moved(const struct difference *difference, FILE *file)
{
    const int decimals = difference->is->decimals;
    fprintf(file, _("    %-44s %.*f -> %.*f  (%.1f standard errors)\n"), difference->is->id,
            decimals, difference->was->value, decimals, difference->is->value, difference->in_se);
}

static void print_one(const struct difference *difference, FILE *file)
{
    if (difference_importance(difference) == IMPORTANCE_FIGURE && difference->in_se > 0)
        print_moved(difference, file);
    else
        difference_print(difference, file);
}

static void print_list(const struct wave_diff *wave, FILE *file)
{
    size_t n = 0;
    for (size_t first = 0; first < wave->found.n; first += n) {
        n = count_alike(&wave->found, first);
        fprintf(file, "%s\n", importances[difference_importance(&wave->found.list[first])].name);
        for (size_t i = 0; i < n && i < MOST_LINES; i++)
            print_one(&wave->found.list[first + i], file);
        if (n > MOST_LINES)
            fprintf(file, _("    and %zu more; --json lists them all\n"), n - MOST_LINES);
    }
}

static void print_wave(const struct diff *diff, const struct wave_diff *wave, FILE *file)
{
    if (wave->was == NULL || wave->is == NULL) {
        const struct figures_of_wave *alone = wave->is == NULL ? wave->was : wave->is;
        if (alone != NULL)
            fprintf(file, _("%d is in %s alone\n"), alone->year,
                    wave->is == NULL ? diff->was.path : diff->is.path);
        return;
    }
    const size_t n = wave->found.n;
    fprintf(file, _("%s (%d) -> %s (%d): "), diff->was.path, wave->was->year, diff->is.path,
            wave->is->year);
    if (n == 0)
        fprintf(file, _("%zu figures, all the same\n"), wave->is->figures.n);
    else
        fprintf(file,
                ngettext("%zu and %zu figures, %zu difference\n",
                         "%zu and %zu figures, %zu differences\n", n),
                wave->was->figures.n, wave->is->figures.n, n);
    print_changes(wave, file);
    print_summary_line(wave, file);
    print_list(wave, file);
}

void diff_print(const struct diff *diff, FILE *file)
{
    for (size_t i = 0; i < diff->n; i++)
        print_wave(diff, &diff->waves[i], file);
}

/* ---- as JSON */

static json_t *side_of(const struct figure_side *side, const struct figures_of_wave *wave)
{
    if (wave == NULL)
        return json_null();
    return json_pack("{ss so si sI}", "path", side->path, "form", json_of_text(wave->form), "wave",
                     wave->year, "figures", (json_int_t)wave->figures.n);
}

static json_t *counts_of(const struct wave_diff *wave)
{
    size_t count[IMPORTANCE_COUNT] = {0};
    json_t *object = json_object();
    for (size_t i = 0; i < wave->found.n; i++)
        count[difference_importance(&wave->found.list[i])]++;
    for (int i = 0; object != NULL && i < IMPORTANCE_COUNT; i++)
        if (json_object_set_new(object, importances[i].name, json_integer((json_int_t)count[i])) !=
            0) {
            json_decref(object);
            return NULL;
        }
    return object;
}

static bool append(json_t *list, json_t *one)
{
    return json_array_append_new(list, one) == 0;
}

static json_t *wave_of(const struct diff *diff, const struct wave_diff *wave)
{
    json_t *changes = json_array(), *differences = json_array();
    bool is_whole = true;
    for (size_t i = 0; i < wave->n_changes; i++)
        is_whole &= append(changes, change_json(&wave->changes[i]));
    for (size_t i = 0; i < wave->found.n; i++) {
        json_t *one = difference_json(&wave->found.list[i]);
        const char *name = importances[difference_importance(&wave->found.list[i])].name;
        is_whole &= json_object_set_new(one, "importance", json_string(name)) == 0;
        is_whole &= append(differences, one);
    }
    json_t *all = json_pack("{so so so so so}", "was", side_of(&diff->was, wave->was), "is",
                            side_of(&diff->is, wave->is), "count", counts_of(wave), "changes",
                            changes, "differences", differences);
    if (is_whole)
        return all;
    json_decref(all);
    return NULL;
}

enum status diff_print_json(const struct diff *diff, FILE *file, struct error *err)
{
    json_t *list = json_array();
    bool is_whole = list != NULL;
    for (size_t i = 0; i < diff->n; i++)
        is_whole &= append(list, wave_of(diff, &diff->waves[i]));
    enum status status = is_whole ? OK : error_memory(err);
    if (status == OK && (json_dumpf(list, file, JSON_INDENT(2)) != 0 || fputc('\n', file) == EOF))
        status = error_set(err, ERR_WRITE, "%s", _("cannot write to standard output"));
    json_decref(list);
    return status;
}
