/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STORE_FORM_H
#define STORE_FORM_H

/* The form of one wave: what its survey folder says in settings, survey, choices, indices,
   hypotheses and uncertainty, checked and linked. Built by ingest/, read by everyone else, changed
   by nobody.

   Everything lives in the arena it was built with. Places point into the folder's tables, so that
   a later message can name the row that caused it.                                              */

#include "base/error.h"
#include "base/finding.h"
#include "base/method.h"
#include "base/missing.h"
#include "store/coherence.h"
#include "store/uncertainty.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* One text in the languages of the form: form->n_languages pointers, NULL where there is none. */
struct labels {
    const char *const *text;
};

struct choice {
    const char *name;
    struct labels labels;
    double score;        /* MISSING when the list has no scores, or this choice none */
    enum missing reason; /* ANSWERED, or why choosing this counts as no answer */
    struct place at;
};

struct choice_list {
    const char *name;
    struct choice *choices;
    size_t n;
    double low, high;        /* smallest and largest score; MISSING without scores */
    double sum_positive;     /* sum of the positive scores; 0 without */
    bool are_names_integers; /* every name is a canonical integer ("1", "-99", not "01") */
    struct place at;         /* its first row */
};

enum question_type {
    QUESTION_SELECT_ONE,
    QUESTION_SELECT_MULTIPLE,
    QUESTION_INTEGER,
    QUESTION_DECIMAL,
    QUESTION_TEXT,
    QUESTION_DATE,
    QUESTION_NOTE,        /* no answer */
    QUESTION_BEGIN_GROUP, /* no answer */
    QUESTION_END_GROUP,   /* no answer */
    QUESTION_CALCULATE    /* filled by its formula after loading */
};

struct question {
    const char *name;
    const char *header; /* its header in the export: `column`, or the name */
    enum question_type type;
    const struct choice_list *list; /* of a select; else NULL */
    struct labels labels, hints, constraint_messages;
    bool is_required;
    const char *relevant; /* XLSForm expressions as written; NULL when blank */
    const char *constraint;
    const char *calculation;
    const struct question *section; /* innermost begin_group around it; NULL outside */
    size_t column; /* its first column in struct wave: a select_multiple takes one per choice of
                      its list, any other question with an answer one, in the form's order */
    struct place at;
};

enum indicator_type {
    INDICATOR_ITEM,      /* "Indicator": a leaf of the index tree */
    INDICATOR_AGGREGATE, /* "Aggregate": an index */
    INDICATOR_GROUP,     /* "Group": categories that figures are broken down by */
    INDICATOR_DENOMINATOR,
    INDICATOR_OTHER /* a number used by hypotheses or shown beside */
};

struct indicator {
    const char *code;     /* iCode: unique, also when case is ignored */
    const char *name;     /* iName */
    struct labels labels; /* label::..., else iName in every language */
    enum indicator_type type;
    double level, target;        /* shown only; MISSING when blank */
    const char *unit;            /* shown only; NULL when blank */
    struct indicator *parent;    /* NULL for a root, a Group, a Denominator ... */
    struct indicator **children; /* of an aggregate, in the table's order */
    size_t n_children;
    int direction; /* 1 or -1 */
    double weight; /* within the parent; default 1 */

    /* where the numbers come from; for all but aggregates */
    const char *source;              /* name of the column: Source, or the code */
    const struct question *question; /* set when the source is a question */
    size_t option;                   /* of "question/option": index in the list; else NO_OPTION */
    const struct indicator *denominator; /* NULL: none */
    double *breaks;                      /* of a Group over numbers: ascending; NULL: categories */
    size_t n_breaks;
    const struct choice_list *list; /* of a Group of categories: the question's list, else the list
                                       named as the code or the source; NULL: none */

    /* rules of an item */
    enum normalise normalise;
    double low, high; /* goalposts, or what minmax and zscore map to; MISSING: default */
    enum treat treat;
    enum impute impute;
    const struct indicator *impute_group; /* NULL: over all units */

    /* rules of an aggregate */
    enum aggregate aggregate;
    enum policy policy;
    double min_share;      /* 0..1 of the weight that must be there; policy available only */
    double strong;         /* cut on 0-100; MISSING: none */
    bool is_percent_scale; /* the index runs 0-100: every item below is goalposts, minmax to
                              0-100 or percentile */
    struct place at;
};
#define NO_OPTION SIZE_MAX

/* A named stretch of 0-100: from `from` up to the next band. */
struct band {
    double from;
    const char *name;     /* in the default language; ids of figures have it */
    struct labels labels; /* the same in every language */
};

struct missing_code {
    const char *text; /* the cell, trimmed */
    enum missing reason;
};

enum duplicates { DUPLICATES_ERROR, DUPLICATES_FIRST, DUPLICATES_LAST };

/* What a folder holds: answers to a questionnaire, or coded group talks (store/dialogues.h). */
enum wave_kind { KIND_SURVEY, KIND_DIALOGUES };

struct settings {
    const char *form_id, *version;
    struct labels title;
    enum wave_kind kind;
    int wave;                /* year */
    int beside;              /* of dialogues: year of the survey whose report they join; 0: none */
    const char *closed;      /* "YYYY-MM-DD": the workbook's only clock; NULL when blank */
    bool is_simulated;       /* the answers are drawn, not given: every view must say so */
    const char *unit_key;    /* column that identifies a unit */
    const char *name_column; /* what reports call a unit; NULL: its key */
    const char *frame;       /* expression over the register; NULL: every row */
    struct place unit_key_at, name_column_at, frame_at, bands_at; /* cells of settings.csv */
    const char *encoding;                                         /* NULL: detect */
    char delimiter;                                               /* 0: detect */
    const char *sheet;      /* of a workbook of answers; NULL: the only one */
    char decimal;           /* '.', ',' or 0: detect */
    int header_rows;        /* of the export, 1 by default */
    bool has_label_numbers; /* answers to a select are written as the place in its list, from 1 */
    enum duplicates duplicates;
    const char *complete_column; /* filled when the respondent finished; NULL: none */
    struct missing_code *missing_codes;
    size_t n_missing_codes;
    int min_cell;       /* default 5 */
    uint64_t seed;      /* default 1 */
    int replicates;     /* default 2000 */
    double confidence;  /* default 0.95 */
    struct band *bands; /* ascending; none by default */
    size_t n_bands;
    const struct indicator **strata; /* Groups of the register that answers are weighed by */
    size_t n_strata;                 /* 0: no weighting */
    struct place strata_at;
    struct coherence_limits
        coherence; /* of the audit of the index tree; default COHERENCE_LIMITS */
    const char *publisher, *publisher_uri, *access_url, *licence, *contact; /* NULL when blank */
};

enum hypothesis_test {
    TEST_CORRELATION,
    TEST_CORRELATION_DIFFERENCE,
    TEST_MEAN_DIFFERENCE,
    TEST_EQUIVALENCE,
    TEST_PROPORTION,
    TEST_REGRESSION,
    TEST_INTERACTION,
    HYPOTHESIS_TEST_COUNT
};

/* Which way the claim says that it goes. */
enum alternative { ALTERNATIVE_TWO_SIDED, ALTERNATIVE_GREATER, ALTERNATIVE_LESS };

struct hypothesis {
    const char *id;
    struct labels claim;
    enum hypothesis_test test;
    const struct indicator **y, **x, **controls;
    size_t n_y, n_x, n_controls;
    const struct indicator *group; /* NULL: none */
    const char **levels;           /* of group */
    size_t n_levels;
    const char *where; /* expression; NULL: all */
    enum alternative alternative;
    double cut, null, margin; /* MISSING when blank */
    const char *source;       /* where the claim was published; NULL when blank */
    struct place at;
};

/* One row of crosswalk.csv: a question common to an earlier wave and this one. */
struct crossing {
    const char *variable; /* question of this wave */
    int from_wave;
    const char *from_name;
    const char *recode; /* as written; NULL keeps the values */
    struct place at;
};

struct dialogues;

/* Where the ties between units come from (store/network.h). */
struct cooperation {
    bool has_table;                  /* cooperation.csv is there */
    const struct question *question; /* a select_multiple whose choices are units; NULL: none */
    const struct indicator *group;   /* Group of the departments; NULL: none */
    struct indicator *measures;      /* what hypotheses may name besides the indicators, by enum
                                        network_measure; NULL: there are no ties */
};

/* A condition that the answers should meet, in SQL (store/judge.h). */
struct edit_rule {
    const char *name; /* [a-z0-9_]+: the rule of its findings */
    const char *condition;
    enum severity severity; /* of a row that does not meet it */
    struct labels labels;   /* .text may be NULL */
    struct place at;
};

struct form {
    const char *folder; /* as the user named it, without a closing '/' */
    struct settings settings;
    const char *const *languages; /* as in the headers: "Svenska (sv)"; [0] is the default */
    size_t n_languages;
    struct choice_list *lists;
    size_t n_lists;
    struct question *questions; /* in the questionnaire's order, notes and groups too */
    size_t n_questions;
    struct indicator *indicators; /* in the table's order */
    size_t n_indicators;
    struct hypothesis *hypotheses;
    size_t n_hypotheses;
    struct crossing *crosswalk;
    size_t n_crosswalk;
    struct uncertainty_choice *uncertainty; /* in the table's order; the default without it */
    size_t n_uncertainty;
    struct cooperation cooperation;
    struct edit_rule *edit_rules; /* in the table's order */
    size_t n_edit_rules;
    bool has_survey, has_register;     /* whether these files are there */
    const char *const *register_names; /* header of the register, trimmed, in its order */
    size_t n_register_names;
    const struct dialogues *dialogues; /* of kind dialogues, which then has no questions and no
                                          indicators; else NULL */
};

/* The text for a language tag ("sv"), else in the default language, else `fallback`. */
const char *form_label(const struct form *form, struct labels labels, const char *language,
                       const char *fallback);

/* The text in exactly that language; NULL when there is none. */
const char *form_label_in(const struct form *form, struct labels labels, const char *language);

/* `path` as it is called within the survey folder ("answers.csv"), so that what is written does not
   depend on where the program was started; a file elsewhere keeps its path. NULL for NULL. */
const char *form_file(const struct form *form, const char *path);

/* The question, choice list, indicator of that exact name; NULL when there is none. */
struct question *form_question(const struct form *form, const char *name);
struct choice_list *form_list(const struct form *form, const char *name);
struct indicator *form_indicator(const struct form *form, const char *code);

/* Whether a question has a column in the export and in the store. */
bool question_has_answer(enum question_type type);

/* "select_one" for QUESTION_SELECT_ONE, and back (-1 when unknown). */
const char *question_type_name(enum question_type type);
int question_type_by_name(const char *name);

/* "correlation" for TEST_CORRELATION. */
const char *hypothesis_test_name(enum hypothesis_test test);

/* "Indicator" for INDICATOR_ITEM. */
const char *indicator_type_name(enum indicator_type type);

/* The columns that the questions take in struct wave together. */
size_t form_count_columns(const struct form *form);

/* The name of class `i` (0 .. n_breaks) of a Group with breaks: "<=10", "10-50", ">50". At least
   INDICATOR_CLASS_SIZE bytes in `out`. */
enum { INDICATOR_CLASS_SIZE = 72 };
void indicator_class_name(const struct indicator *group, size_t i, char *out);

/* The number of items (leaves) below an aggregate; 1 for an item. */
size_t indicator_count_items(const struct indicator *indicator);

#endif
