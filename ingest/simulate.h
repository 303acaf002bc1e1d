/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef INGEST_SIMULATE_H
#define INGEST_SIMULATE_H

/* Answers drawn for a questionnaire: for a dry run before the field, and for load tests.

       struct simulation_job *job = NULL;
       TRY(simulate_open(form, options, &arena, &faults, &job, err));
       if (no faults) status = simulate_answers(job, "out/2022/answers.csv", &result, err);
       simulate_close(job);

   Parameters are in FOLDER/simulation.csv (ingest/simulation.h); how an answer is drawn stands in
   ingest/simulate_draw.h. Who answers, what, and who breaks off depends on (seed, key of the unit,
   year) alone: units do not disturb one another, an agency keeps its character from year to year,
   and neither locale nor threads play a part.

   The file is as a survey tool would export it (delimiter, decimal sign, encoding and missing codes
   as settings.csv has them, else ';', '.', UTF-8, empty cells), with the columns

       key of the unit, and without a register its name, unless a question holds it
       the questions, by their headers
       complete_column of settings.csv, when it names no question: 1 for who came to the end
       simulated: 1

   so the column `simulated` is the last one of every file of drawn answers, and a file with it must
   never pass for answers that were given.                                                       */

#include "base/arena.h"
#include "base/finding.h"
#include "store/form.h"

#define SIMULATE_COLUMN "simulated"

struct simulate_options {      /* {0} is the house default */
    uint64_t seed;             /* instead of the folder's, if has_seed */
    bool has_seed;             /* */
    size_t n_units;            /* draw as many units; 0: the frame itself */
    const char *register_file; /* another than the folder's register.csv; NULL: that one */
};

struct simulate_result {
    size_t n_units;     /* drawn */
    size_t n_answering; /* rows of answers.csv */
    size_t n_complete;  /* of these, did not break off */
};

struct simulation_job;

/* Reads the register and simulation.csv and makes the model. Also OK when there are faults; then
   nothing can be drawn. Form, arena and faults are borrowed. On OK the caller owns *out; on failure
   *out is NULL. With n_units as many units are made after units of the frame (drawn with
   replacement), each with a key of its own: 299000-0008, 299000-0016 ... where the key is `orgnr`,
   else 1, 2, 3 ... */
MUST_CHECK enum status simulate_open(const struct form *form, struct simulate_options options,
                                     struct arena *arena, struct findings *faults,
                                     struct simulation_job **out, struct error *err);
void simulate_close(struct simulation_job *job); /* NULL is fine */

/* Writes answers.csv to `path`. */
MUST_CHECK enum status simulate_answers(struct simulation_job *job, const char *path,
                                        struct simulate_result *result, struct error *err);

/* Whether ties are drawn too: simulation.csv has rows about them, and the units are the frame's.
   Then cooperation.csv holds them; the number in *n. */
bool simulate_has_ties(const struct simulation_job *job);
MUST_CHECK enum status simulate_ties(struct simulation_job *job, const char *path, size_t *n,
                                     struct error *err);

/* Whether the units are made, and after those of a register: then a register of them is needed. */
bool simulate_has_register(const struct simulation_job *job);
MUST_CHECK enum status simulate_register(struct simulation_job *job, const char *path,
                                         struct error *err);

#endif
