/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef INGEST_SIMULATION_H
#define INGEST_SIMULATION_H

/* simulation.csv: the parameters that answers are drawn from (ingest/simulate.h), a row each.

       kind,name,on,value,note
       factor,MOGNAD,INCITAMENT,0.16,Strong incentives: more mature
       no_answer,tek_arenden,,0.09,Takes looking up

   A *term* (in `on`) is the code of an index, a numeric column of the register, log(column),
   column=level (1 or 0), or a product of these joined by '*'. What comes from the register is
   standardised over the frame (sample standard deviation); a unit without a value there counts as
   average. An index stands for its factor. "q/option" is a question and one of its choices.

   kind            name                       on                value
   factor          index                      term              coefficient of the factor
   persistence     blank, index, response                       share of the residual's variance
                                                                that is kept between waves
   response        count                                        how many answer
   response        blank                      term              coefficient of the propensity
   loading         blank, index, question,                      on the factor of the item's Parent
                   q/option
   loading         question, q/option         term              on that term
   shift           blank, index, question,                      added to the answer, in the
                   q/option                                     direction of the score
   no_answer       blank, index, question     blank or          probability
   unknown         likewise                   column=level      likewise
   not_applicable  likewise                                     likewise
   breakoff        blank, section                               probability of stopping there
   low, high       number without goalposts                     bounds; 0 and 100 unless given
   at_most         select_multiple                              options chosen
   text            text question                                share who write something
   tie             blank                      blank or term     added to the latent of every tie, on
                                                                a term of the unit that reports it
   tie_to          blank                      term              on a term of the unit named
   tie_within      blank                      blank or term     as tie, within departments
   tie_across      blank                      blank or term     and across them
   tie_mutual      blank                                        share of the residual's variance
                                                                that both sides have in common

   Blank: for all. What no row says is 0. Shifts add up over all rows that match; else the nearest
   row rules: of q/option, the question, its Parent, its Parent's Parent ..., blank; and among rows
   of one name a column=level that holds goes before a blank `on`. A loading on the item's own
   factor, given as a term, takes the place of the loading that would have been inherited.

   Without the file: loading 0.7, persistence 0.5, no_answer, unknown and not_applicable 0.02 each,
   text 0.1.

   Every row must change something; one that cannot is a fault, as is anything misspelt.        */

#include "base/arena.h"
#include "base/finding.h"
#include "store/form.h"

enum simulation_kind {
    SIMULATION_FACTOR,
    SIMULATION_PERSISTENCE,
    SIMULATION_RESPONSE,
    SIMULATION_LOADING,
    SIMULATION_SHIFT,
    SIMULATION_NO_ANSWER,
    SIMULATION_UNKNOWN,
    SIMULATION_NOT_APPLICABLE,
    SIMULATION_BREAKOFF,
    SIMULATION_LOW,
    SIMULATION_HIGH,
    SIMULATION_AT_MOST,
    SIMULATION_TEXT,
    SIMULATION_TIE,
    SIMULATION_TIE_TO,
    SIMULATION_TIE_WITHIN,
    SIMULATION_TIE_ACROSS,
    SIMULATION_TIE_MUTUAL,
    SIMULATION_KIND_COUNT
};

struct simulation_row {
    enum simulation_kind kind;
    const char *name, *on; /* trimmed; "" when blank */
    double value;
    struct place at; /* of the row; .file is NULL for what holds without a file */
    int name_column, on_column, value_column; /* CSV field numbers */
    bool is_used;                             /* set by whoever finds an effect */
    unsigned faulted;                         /* bits of the columns in which a fault was found */
};

struct simulation {
    struct simulation_row *rows;
    size_t n;
};

/* Reads FOLDER/simulation.csv of the form's folder; the defaults when there is none. What is wrong
   goes to `faults`: unknown kinds and names, values out of range, a row given twice. Terms are
   looked up where they are used (ingest/simulate_model.h). Lives in the arena. */
MUST_CHECK enum status simulation_read(const struct form *form, struct arena *arena,
                                       struct findings *faults, struct simulation *out,
                                       struct error *err);

/* The row of that kind, name and `on` from row `from` on; NULL when there is none. */
struct simulation_row *simulation_find(const struct simulation *table, enum simulation_kind kind,
                                       const char *name, const char *on);

/* Adds a fault about a cell of the row: its CSV field number, or 0 for the row as a whole; one a
   cell. */
void simulation_fault(struct findings *faults, struct simulation_row *row, int column,
                      const char *format, ...) __attribute__((format(printf, 4, 5)));

#endif
