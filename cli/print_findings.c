/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/print_findings.h"

#include "cli/print.h"
#include "cli/remedy.h"
#include "ingest/excerpt.h"
#include "store/finding_groups.h"

#include <libintl.h>
#include <stdlib.h>
#include <string.h>
#include <uniwidth.h>

enum { MOST_PLACES = 9 }; /* of findings that are alike */

/* Findings that are alike, with the first of them. */
struct told {
    struct finding first;
    size_t n;
    struct excerpt *excerpts; /* n_places, the first finding's first */
    size_t n_places;
};

struct telling {
    struct arena arena;
    struct told *list;
    size_t n, capacity;
};

/* What is personal is shown as its finding shows it, masked, and never as it stands there. */
static bool is_secret(const struct told *told)
{
    return strcmp(told->first.rule, "personal_data") == 0;
}

static bool is_about(const struct told *told, const char *file)
{
    return told->first.at.file != NULL && strcmp(told->first.at.file, file) == 0 &&
           !is_secret(told);
}

static bool has_place(const struct told *told)
{
    return told->first.at.file != NULL && told->first.at.line > 0;
}

/* Takes the excerpts of all groups about one file, in one pass over it. */
static void take_of_file(struct telling *telling, const char *file, struct rows_options how)
{
    size_t n = 0;
    for (size_t i = 0; i < telling->n; i++)
        n += is_about(&telling->list[i], file) ? telling->list[i].n_places : 0;
    struct excerpt *all = arena_array(&telling->arena, n, struct excerpt);
    if (all == NULL)
        return;
    size_t k = 0;
    for (size_t i = 0; i < telling->n; i++)
        if (is_about(&telling->list[i], file) && telling->list[i].n_places > 0) {
            memcpy(&all[k], telling->list[i].excerpts,
                   telling->list[i].n_places * sizeof(struct excerpt));
            telling->list[i].excerpts = &all[k];
            k += telling->list[i].n_places;
        }
    excerpts_take(file, how, all, n, &telling->arena);
}

/* Notes say enough without an excerpt. */
static bool wants_excerpt(const struct told *told)
{
    return has_place(told) && told->first.severity != FINDING_INFO && !is_secret(told);
}

static void take_excerpts(struct telling *telling, const char *answers, struct rows_options how)
{
    for (size_t i = 0; i < telling->n; i++) {
        const char *file = telling->list[i].first.at.file;
        bool is_first = wants_excerpt(&telling->list[i]);
        for (size_t k = 0; is_first && k < i; k++)
            is_first = !(wants_excerpt(&telling->list[k]) && is_about(&telling->list[k], file));
        if (!is_first)
            continue;
        const bool is_answers = answers != NULL && strcmp(file, answers) == 0;
        take_of_file(telling, file, is_answers ? how : (struct rows_options){0});
    }
}

static int width(const char *text)
{
    const int columns = u8_strwidth((const uint8_t *)text, "UTF-8");
    return columns < 0 ? 0 : columns;
}

static void print_excerpt(const struct excerpt *excerpt, FILE *file)
{
    if (excerpt->cell == NULL)
        return;
    fprintf(file, "%8ld | %s%s%s\n", excerpt->line, excerpt->before, excerpt->cell, excerpt->after);
    if (excerpt->column == 0)
        return;
    fprintf(file, "         | %*s^", width(excerpt->before), "");
    for (int i = 1; i < width(excerpt->cell); i++)
        fputc('~', file);
    fputc('\n', file);
}

/* "7 such: also 84:76 '9', 89:76 and 3 more". */
static void print_others(const struct told *told, FILE *file)
{
    if (told->n < 2)
        return;
    fprintf(file, _("         = %zu such: also"), told->n);
    for (size_t i = 1; i < told->n_places; i++) {
        const struct excerpt *at = &told->excerpts[i];
        fprintf(file, i == 1 ? " %ld" : ", %ld", at->line);
        if (at->column > 0)
            fprintf(file, ":%d", at->column);
        if (at->cell != NULL && at->cell[0] != '\0')
            fprintf(file, at->cell[0] == '"' ? " %s" : " '%s'", at->cell);
    }
    if (told->n > told->n_places)
        fprintf(file, _(" and %zu more"), told->n - told->n_places);
    fputc('\n', file);
}

static void print_told(const struct told *told, FILE *file)
{
    print_finding(&told->first, file);
    if (wants_excerpt(told))
        print_excerpt(&told->excerpts[0], file);
    print_others(told, file);
    const char *remedy = remedy_of(told->first.rule);
    if (remedy != NULL)
        fprintf(file, "         = %s\n", remedy);
}

static const char *copy(struct arena *arena, const char *text)
{
    return text == NULL ? NULL : arena_text(arena, text);
}

/* A finding of its own, or another of those told last. */
static enum status tell(void *context, struct grouped_finding of, struct error *err)
{
    struct telling *telling = context;
    const struct finding *finding = of.finding;
    if (of.position == 1) {
        telling->list = arena_grown(&telling->arena, telling->list, telling->n, &telling->capacity,
                                    struct told);
        if (telling->list == NULL)
            return error_memory(err);
        telling->list[telling->n++] = (struct told){
            .first = *finding,
            .n = of.n,
            .excerpts = arena_array(&telling->arena, MOST_PLACES, struct excerpt),
        };
        struct finding *first = &telling->list[telling->n - 1].first;
        first->rule = copy(&telling->arena, finding->rule);
        first->at.file = copy(&telling->arena, finding->at.file);
        first->text = copy(&telling->arena, finding->text);
        first->unit = first->question = NULL; /* the text names them */
        if (first->rule == NULL || first->text == NULL)
            return error_memory(err);
    }
    struct told *told = &telling->list[telling->n - 1];
    if (told->excerpts == NULL)
        return error_memory(err);
    if (has_place(told))
        told->excerpts[told->n_places++] =
            (struct excerpt){.line = finding->at.line, .column = finding->at.column};
    return OK;
}

void print_faults(const struct findings *faults, FILE *file)
{
    struct telling telling = {0};
    for (size_t i = 0; i < faults->n; i++)
        if (faults->list[i].severity == FINDING_FAULT &&
            tell(&telling, (struct grouped_finding){&faults->list[i], 1, 1}, NULL) != OK)
            print_finding(&faults->list[i], file);
    take_excerpts(&telling, NULL, (struct rows_options){0});
    for (size_t i = 0; i < telling.n; i++)
        print_told(&telling.list[i], file);
    arena_release(&telling.arena);
}

/* How the answers were read. */
static struct rows_options how_answers(const struct wave *wave)
{
    struct rows_options how = {.takes_foreign = true};
    for (size_t i = 0; i < wave->n_sources; i++)
        if (strcmp(wave->sources[i].role, "answers") == 0) {
            how.encoding = wave->sources[i].encoding;
            how.delimiter = wave->sources[i].delimiter;
        }
    return how;
}

enum status print_findings(const struct job *job, struct store *store, FILE *file,
                           struct error *err)
{
    struct telling telling = {0};
    enum status status =
        store_each_grouped_finding(store, &job->wave, MOST_PLACES, tell, &telling, err);
    if (status == OK) {
        take_excerpts(&telling, job->wave.answers_path, how_answers(&job->wave));
        for (size_t i = 0; i < telling.n; i++)
            print_told(&telling.list[i], file);
    }
    arena_release(&telling.arena);
    return status;
}
