/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef ANALYSIS_EXPLAINING_H
#define ANALYSIS_EXPLAINING_H

/* Inside of an explanation, for the files analysis/explain_*.c: each is about some families. */

#include "analysis/explain.h"

/* One figure, or one unit's score, being explained; of a score figure is NULL and id empty. */
struct explaining {
    const struct explain_source *from;
    struct explanation *e;
    const struct wave *wave;
    const struct form *form;
    const struct figure *figure;
    const struct figure_parts *id;
};

/* Each tells what it knows of the figure; a figure that is not as it expects is left alone, for
   what any figure has is told anyway. */
enum status explain_index(struct explaining *x, struct error *err);
enum status explain_item(struct explaining *x, struct error *err);
enum status explain_pair(struct explaining *x, struct error *err);
enum status explain_scale(struct explaining *x, struct error *err);
enum status explain_weight(struct explaining *x, struct error *err);
enum status explain_response(struct explaining *x, struct error *err);
enum status explain_group(struct explaining *x, struct error *err);
enum status explain_claim(struct explaining *x, struct error *err);
enum status explain_dialogue(struct explaining *x, struct error *err); /* of any of dialogues */
enum status explain_anything(struct explaining *x, struct error *err);

/* ---- which units ------------------------------------------------------------------------------
 */

/* Which rows a figure is made of, and why others are not. */
struct selection {
    uint8_t *left;     /* n_rows: 0 used; else 1 + the rule that left it out */
    const char **rule; /* n_rules */
    size_t n_rules, n_used;
};

enum { SELECTION_RULES = 64 }; /* more are taken together */

/* All rows. */
enum status selection_open(struct explaining *x, struct selection *out, struct error *err);

/* Leaves one out, if it is not yet. */
void selection_leave(struct explaining *x, struct selection *s, size_t row, const char *rule);

/* Leaves out those outside the levels that the figure's id names ("size=10-50"). */
void selection_take_levels(struct explaining *x, struct selection *s);

/* Leaves out those without a value. `code` is what the column is called; its reasons are told. */
void selection_take_column(struct explaining *x, struct selection *s, const char *code,
                           const double *column);

/* Puts how many of the register were used and why others were not, and with is_full who they are.
   `population`: the rows' count of the frame, 0 when not known. */
enum status selection_put(struct explaining *x, const struct selection *s, struct error *err);

/* Why there is no answer, in words. */
const char *explain_reason(enum missing reason);

/* ---- what it is about -------------------------------------------------------------------------
 */

/* The wording of a label in the language of the explanation. */
const char *explain_label(const struct explaining *x, struct labels labels, const char *fallback);

/* A table of items or indices: code, wording, weight, share, direction, scale ... of the children
   of `index`, or of those in `list`. */
void explain_parts(struct explaining *x, const struct indicator *index);
void explain_variables(struct explaining *x, const struct indicator *const *list, size_t n);

/* The units of the frame in the levels that the id names; the frame without; 0: not known. */
size_t explain_population(const struct explaining *x);

/* How a score is made of the children, as one line of text. */
const char *explain_rule(struct explaining *x, const struct indicator *index);

/* The score of that index; NULL when there is none. */
const struct score *explain_score_of(const struct explaining *x, const char *code);

/* The column of an index (its scores) or another indicator (as indices use it), in the
   explanation's arena; NULL when the answers are not in memory. */
enum status explain_column(struct explaining *x, const struct indicator *indicator,
                           const double **out, struct error *err);

/* family/measure/subject|levels of the figure, with another family and measure; in the arena. */
const char *explain_sibling(struct explaining *x, const char *family, const char *measure);

/* The steps of a mean of n values and of a share with their intervals. */
struct moments;
void explain_mean(struct explaining *x, const double *column, const struct selection *s);
void explain_share(struct explaining *x, size_t hits, size_t n, size_t population);

#endif
