/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TESTS_INGEST_SURVEY_FOLDER_H
#define TESTS_INGEST_SURVEY_FOLDER_H

/* A small survey folder without a fault, of which a case changes one or two files, and all that the
   reader then says. */

#include "ingest/form.h"
#include "tests/check.h"
#include "tests/folder.h"

/* Findings as "./survey.csv:2:1: message\n" each, an info as "... info: message\n". */
struct survey_case {
    const char *name;
    const char *file, *content; /* content NULL: the file is not there */
    const char *want;
};

static const char *const survey_files[][2] = {
    {"settings.csv", "form_id,form_title,wave\nf,Title,2022\n"},
    {"survey.csv", "type,name,label\nselect_one yn,q1,One\nselect_multiple m,q2,Two\n"
                   "integer,q3,Three\ntext,q4,Four\nselect_one g,q5,Five\n"},
    {"choices.csv", "list_name,name,label,score,missing\nyn,1,Yes,1,\nyn,0,No,0,\n"
                    "yn,9,Unsure,,unknown\nm,a,A,1,\nm,b,B,1,\nm,x,None,0,\ng,n,North,,\n"
                    "g,s,South,,\n"},
    {"indices.csv", "iCode,Type,Parent,Source,Low,High,Breaks,Strong\nIX,Aggregate,,,,,,60\n"
                    "i1,Indicator,IX,q1,,,,\ni3,Indicator,IX,q3,0,10,,\nGR,Group,,q5,,,,\n"},
    {"hypotheses.csv", NULL},
    {"crosswalk.csv", NULL},
    {"uncertainty.csv", NULL},
    {"register.csv", NULL},
};

__attribute__((unused)) static void survey_write(const struct survey_case *c)
{
    folder_empty();
    for (size_t i = 0; i < COUNT(survey_files); i++)
        if (survey_files[i][1] != NULL)
            folder_write(survey_files[i][0], survey_files[i][1], strlen(survey_files[i][1]));
    if (c->file != NULL && c->content == NULL)
        unlink(c->file);
    if (c->content == NULL)
        return;
    const size_t n = strcspn(c->content, "\f");
    folder_write(c->file, c->content, n);
    folder_write_all(c->content + n);
}

/* All findings as text, to be freed. */
__attribute__((unused)) static char *survey_findings(const struct findings *found)
{
    char *text = NULL;
    size_t n = 0;
    FILE *out = open_memstream(&text, &n);
    for (size_t i = 0; i < found->n; i++) {
        const struct finding *finding = &found->list[i];
        fprintf(out, "%s", finding->at.file);
        if (finding->at.line > 0)
            fprintf(out, ":%ld", finding->at.line);
        if (finding->at.column > 0)
            fprintf(out, ":%d", finding->at.column);
        fprintf(out, ": %s%s\n", finding->severity == FINDING_FAULT ? "" : "info: ", finding->text);
    }
    fclose(out);
    return text;
}

/* Reads the folder and gives the form, in the arena, or NULL; checks that faults and status agree.
 */
__attribute__((unused)) static struct form *survey_read(struct arena *arena, struct findings *found)
{
    struct form *form = NULL;
    struct form_sources sources;
    struct error err = {0};
    *found = (struct findings){.arena = arena};
    const enum status status = form_read(".", (struct form_options){.arena = arena, .found = found},
                                         &form, &sources, &err);
    CHECK((status == OK) == (form != NULL) && (status == OK) == (err.text[0] == '\0'), "%s",
          err.text);
    CHECK(status == (found->count[FINDING_FAULT] > 0 ? ERR_TABLE : OK), "%s", err.text);
    return form;
}

__attribute__((unused)) static void survey_check(const struct survey_case *cases, size_t n)
{
    struct folder folder;
    folder_open(&folder);
    for (size_t i = 0; i < n; i++) {
        struct arena arena = {0};
        struct findings found;
        survey_write(&cases[i]);
        survey_read(&arena, &found);
        char *got = survey_findings(&found);
        CHECK(strcmp(got, cases[i].want) == 0, "%s: got\n%swant\n%s", cases[i].name, got,
              cases[i].want);
        free(got);
        arena_release(&arena);
    }
    folder_close(&folder);
}

#endif
