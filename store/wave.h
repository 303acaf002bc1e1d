/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STORE_WAVE_H
#define STORE_WAVE_H

/* One wave in memory: its form, its units, and the answers column by column, one byte per coded
   answer, so that a million respondents fit. Filled by ingest/ as the rows go into the store; the
   store holds the same values under the same names, and what is not here (texts, names of units)
   besides.

       for (size_t row = 0; row < wave->n_rows; row++)
           if (code_is_choice(column->code[row])) count[column->code[row]]++;

   A *unit* belongs to the frame; a *row* is a unit that answered. Rows keep the order of the
   export. Rows are numbered from 0 here; a unit's number in the store is its id, from 1.        */

#include "base/arena.h"
#include "store/form.h"

enum column_kind {
    COLUMN_ABSENT, /* not held in memory (text, date, note): ask the store */
    COLUMN_CODE,   /* uint8_t: index of the choice, or CODE_MISSING(reason) */
    COLUMN_WIDE,   /* uint16_t: for lists of more than CODE_LIMIT choices */
    COLUMN_NUMBER  /* double; missing carries its reason (base/missing.h) */
};

enum {
    CODE_LIMIT = 249,  /* codes 0 .. 248 are choices, 250 .. 255 reasons */
    WIDE_LIMIT = 65000 /* likewise for uint16_t */
};
#define CODE_MISSING(reason) ((uint8_t)(249 + (reason)))
#define WIDE_MISSING(reason) ((uint16_t)(65000 + (reason)))

static inline bool code_is_choice(uint8_t code)
{
    return code < CODE_LIMIT;
}
static inline enum missing code_reason(uint8_t code)
{
    return code < CODE_LIMIT ? ANSWERED : (enum missing)(code - 249);
}

/* The columns of a question: a select_one or a number has one, question->column. A
   select_multiple has one COLUMN_CODE per option, question->column + option: 1 chosen, 0 not
   chosen, or the reason why the whole question has no answer. */
struct column {
    enum column_kind kind;
    union {
        uint8_t *code;
        uint16_t *wide;
        double *number;
    };
};

/* A Group indicator over the units of the frame and over the rows. */
struct grouping {
    const struct indicator *of;
    size_t n_levels;
    const char **names;    /* n_levels: in figure ids; choice name, text, or "10-50" */
    struct labels *labels; /* n_levels: as shown; .text may be NULL: show the name */
    size_t *n_units;       /* n_levels: units of the frame in the level; 0s without a register */
    uint16_t *level;       /* n_rows: 0 .. n_levels - 1, or NO_LEVEL */
    uint16_t *unit_level;  /* n_frame: likewise of every unit of the frame, in the register's order;
                              in the wave's arena; NULL: only answers tell the level */
};
#define NO_LEVEL UINT16_MAX

/* An index, or a normalised item, over the rows; filled by analysis/. */
struct score {
    const struct indicator *index;
    double *value;      /* n_rows; missing where the rules give none */
    uint32_t *rank;     /* n_rows; 1 = highest, ties share the smallest; 0 = no value */
    uint16_t *answered; /* n_rows: items below with a value before imputation */
    size_t n_items;     /* items below */

    /* of the ranks under all that is varied (store/uncertainty.h): n_rows each, missing or 0 where
       there is no rank; NULL without an uncertainty analysis of this index */
    double *rank_median, *rank_low, *rank_high; /* quantiles 0.50, 0.05 and 0.95 of type 7 */
    uint32_t *rank_class; /* units of one class cannot be told apart; 1 = highest */
    double *rank_mean;
    double *above_next; /* share of the replicates in which the unit stands above the one that
                           follows it by rank; missing for the last */
    uint32_t *above;    /* n_rows x n_rows: replicates, of n_draws, in which the first stood above
                           the second; NULL: not kept */
    size_t n_draws;
};

/* A file that was read. */
struct source {
    const char *name; /* within the folder, or as given by --answers */
    const char *role; /* "settings", "survey", ... "answers" */
    char sha256[65];
    uint64_t bytes, rows; /* rows without the header */
    const char *encoding; /* "UTF-8", "windows-1252" ... */
    char delimiter;
};

struct network;

/* A row of the register with a cell in its column `successor_of`: a unit that continues others. */
struct succession {
    uint32_t unit;   /* id in the store */
    const char *key; /* of the unit */
    const char *of;  /* keys of earlier units as written, with ';' between */
    struct place at; /* the cell */
};

/* How many rows an edit rule was judged for, and how. */
struct edit_count {
    size_t n_hold, n_fail, n_not_known;
};

struct wave {
    const struct form *form;
    struct arena *arena;            /* borrowed: form, names and small tables live here */
    int64_t id;                     /* key of the wave in the store; 0: not stored */
    bool is_simulated;              /* by the settings, or by a column "simulated" in the answers */
    size_t n_frame;                 /* units of the frame; equals n_rows without a register */
    struct succession *successions; /* in the register's order; in the arena */
    size_t n_successions;
    size_t n_rows;             /* units that answered and were taken */
    size_t n_read, n_rejected; /* rows of answers: n_read = n_rows + n_rejected */
    uint32_t *unit;            /* n_rows: id of the unit in the store */
    uint32_t *line;            /* n_rows: physical line in the answers file, for findings */
    const char *answers_path;  /* that file as the user named it; of a workbook with its sheet, as
                                  places name it (base/error.h) */
    int *field;                /* form->n_questions: CSV field number of the question's (first)
                                  column in that file; 0: none */
    struct column *columns;    /* n_columns, owned: release with wave_release */
    size_t n_columns;
    struct column *numbers;  /* one per indicator whose source is a register column of numbers or
                                whose source is no question: form->n_indicators, ABSENT where the
                                question's column serves */
    struct grouping *groups; /* one per Group indicator, in the form's order */
    size_t n_groups;
    double *weight; /* n_rows: how many units of the frame each row stands for, above 0, by the
                       settings' strata; owned; NULL before analysis, without strata, or when no
                       weights could be found */
    struct score *scores; /* one per aggregate, in the form's order; NULL before analysis */
    size_t n_scores;
    struct score *items; /* the normalised items, in the form's order, when they were asked for;
                            without ranks */
    size_t n_items;
    struct network
        *network; /* who co-operates with whom (store/network.h); NULL: nobody was asked */
    struct edit_count *edits; /* one per form->edit_rules */
    struct source *sources;
    size_t n_sources;
    size_t finding_count[4]; /* by enum severity (base/finding.h) */
};

/* Frees the columns, scores and arrays over rows; the arena is the caller's. May be repeated. */
void wave_release(struct wave *wave);

/* Frees the answers in memory (not the scores): for when every figure about items is made. */
void wave_release_answers(struct wave *wave);

/* The column that an item, Denominator or Other indicator takes its values from; NULL when it has
   none in memory. */
const struct column *wave_column(const struct wave *wave, const struct indicator *indicator);

/* The number that the indicator has in that column, for each code of a COLUMN_CODE: 256 values,
   missing with its reason where the code is no number (scores of the list; 0 and 1 for an option).
   A select_multiple as a whole has no such table: its value is the sum over its options. */
void wave_code_values(const struct indicator *indicator, double *values);

#endif
