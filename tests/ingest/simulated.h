/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TESTS_INGEST_SIMULATED_H
#define TESTS_INGEST_SIMULATED_H

/* A small survey folder in the working directory (tests/folder.h), and answers drawn for it.

       simulated_write("kind,name,on,value\nloading,,,0.7\n");      NULL: no simulation.csv
       simulated_open(&s, (struct simulate_options){.n_units = 100});
       ... s.faults, or simulated_draw(&s) and simulated_cell(&s, row, "q1") ...
       simulated_close(&s);                                                                   */

#include "ingest/form.h"
#include "ingest/simulate.h"
#include "tests/folder.h"

struct simulated {
    struct arena arena;
    struct findings faults;
    struct form *form;
    struct simulation_job *job;
    struct simulate_result result;
    struct error err;
    char *bytes;   /* of answers.csv */
    char **cells;  /* n_rows x n_columns after the header row */
    size_t n_rows; /* of answers */
    size_t n_columns;
};

#define SIMULATED_SETTINGS_HEAD                                                                    \
    "form_title,form_id,version,default_language,unit_key,name_column,frame,seed,wave"

/* choices.csv with the first list alone. */
#define SIMULATED_FIVE                                                                             \
    "list_name,name,label,score,missing\n"                                                         \
    "five,1,Never,1,\nfive,2,Seldom,2,\nfive,3,Sometimes,3,\nfive,4,Often,4,\n"                    \
    "five,5,Always,5,\nfive,98,Unknown,,unknown\n"

__attribute__((unused)) static void simulated_put(const char *name, const char *text)
{
    folder_write(name, text, strlen(text));
}

/* The tables; any may be written again afterwards. */
__attribute__((unused)) static void simulated_write(const char *simulation)
{
    simulated_put("settings.csv", SIMULATED_SETTINGS_HEAD
                  ",missing_codes\n"
                  "Test,test,1,Svenska (sv),orgnr,namn,${fte} > 10,1,2024,-99=not_asked\n");
    simulated_put("survey.csv", "type,name,label,required,relevant\n"
                                "begin_group,first,First,,\n"
                                "select_one five,q1,One,yes,\n"
                                "select_one five,q2,Two,,\n"
                                "select_one five,turned,Turned,,\n"
                                "select_multiple tool,tools,Tools,,\n"
                                "end_group,,,,\n"
                                "begin_group,last,Last,,\n"
                                "select_one role,role,Role,,\n"
                                "integer,share,Share,,\n"
                                "decimal,budget,Budget,,${q1} >= 3\n"
                                "text,other,Other,,\"selected(${tools}, 'b')\"\n"
                                "date,day,Day,,\n"
                                "end_group,,,,\n");
    simulated_put("choices.csv",
                  SIMULATED_FIVE "tool,a,A,1,\ntool,b,B,1,\ntool,c,C,1,\ntool,none,None,0,\n"
                                 "role,x,X,,\nrole,y,Y,,\nrole,99,Not relevant,,not_applicable\n");
    simulated_put("indices.csv", "iCode,iName,Type,Parent,Direction,Low,High\n"
                                 "ALL,All,Aggregate,,,,\n"
                                 "A,A,Aggregate,ALL,1,,\n"
                                 "q1,One,Indicator,A,1,,\nq2,Two,Indicator,A,1,,\n"
                                 "turned,Turned,Indicator,A,-1,,\n"
                                 "B,B,Aggregate,ALL,1,,\n"
                                 "tools,Tools,Indicator,B,1,,\nshare,Share,Indicator,B,1,0,40\n"
                                 "fte,FTE,Other,,,,\nservice,Service,Group,,,,\n");
    simulated_put("register.csv",
                  "orgnr,namn,fte,service\n"
                  "299000-0008,Ett,12,none\n299000-0016,Två,50.5,both\n299000-0024,Tre,9,both\n"
                  "299000-0032,Fyra,140,none\n299000-0040,Fem,900,both\n"
                  "299000-0057,Sex,,both\n299000-0065,Sju,80,none\n");
    if (simulation != NULL)
        simulated_put("simulation.csv", simulation);
}

__attribute__((unused)) static void simulated_open(struct simulated *s,
                                                   struct simulate_options options)
{
    struct form_sources sources;
    *s = (struct simulated){0};
    s->faults.arena = &s->arena;
    const struct form_options reading = {.arena = &s->arena, .found = &s->faults};
    if (form_read(".", reading, &s->form, &sources, &s->err) == OK)
        (void)!simulate_open(s->form, options, &s->arena, &s->faults, &s->job, &s->err);
}

__attribute__((unused)) static void simulated_close(struct simulated *s)
{
    simulate_close(s->job);
    arena_release(&s->arena);
    free(s->bytes);
    *s = (struct simulated){0};
}

__attribute__((unused)) static char *simulated_read(const char *path)
{
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    assert_int_equal(fseek(file, 0, SEEK_END), 0);
    const long n = ftell(file);
    rewind(file);
    char *bytes = calloc((size_t)n + 1, 1);
    assert_non_null(bytes);
    assert_int_equal(fread(bytes, 1, (size_t)n, file), n);
    fclose(file);
    return bytes;
}

/* Cuts the bytes at ';' and line ends; nothing is quoted in these files. */
static void simulated_cut(struct simulated *s)
{
    size_t n_cells = 0, n_lines = 0;
    for (const char *c = s->bytes; *c != '\0'; c++) {
        n_cells += *c == ';' || *c == '\n';
        n_lines += *c == '\n';
    }
    assert_true(n_lines > 0);
    s->cells = arena_array(&s->arena, n_cells, char *);
    assert_non_null(s->cells);
    size_t at = 0;
    s->cells[at++] = s->bytes;
    for (char *c = s->bytes; *c != '\0'; c++)
        if (*c == ';' || *c == '\n') {
            *c = '\0';
            if (at < n_cells)
                s->cells[at++] = c + 1;
        }
    s->n_rows = n_lines - 1;
    s->n_columns = n_lines > 0 ? n_cells / n_lines : 0;
}

/* Writes answers.csv and reads its cells. */
__attribute__((unused)) static void simulated_draw(struct simulated *s)
{
    for (size_t i = 0; i < s->faults.n; i++)
        if (s->faults.list[i].severity == FINDING_FAULT)
            fail_msg("%s", s->faults.list[i].text);
    if (s->job == NULL)
        fail_msg("%s", s->err.text);
    if (simulate_answers(s->job, "answers.csv", &s->result, &s->err) != OK)
        fail_msg("%s", s->err.text);
    s->bytes = simulated_read("answers.csv");
    simulated_cut(s);
}

/* The cell of a row (from 0) in that column. */
__attribute__((unused)) static const char *simulated_cell(const struct simulated *s, size_t row,
                                                          const char *column)
{
    for (size_t i = 0; i < s->n_columns; i++)
        if (strcmp(s->cells[i], column) == 0)
            return s->cells[(row + 1) * s->n_columns + i];
    fail_msg("no column %s", column);
    return NULL;
}

#endif
