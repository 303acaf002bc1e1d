/* SPDX-License-Identifier: GPL-3.0-or-later */
/* item/... and response/item: what was answered to one question. */
#include "analysis/explaining.h"
#include "analysis/tally.h"

#include <string.h>

static void put_question(struct explaining *x, const struct question *question)
{
    explanation_note(x->e, _("%s (%s): %s"), question->name, question_type_name(question->type),
                     explain_label(x, question->labels, question->name));
    if (question->relevant != NULL)
        explanation_note(x->e, _("asked only where %s"), question->relevant);
    if (question->constraint != NULL)
        explanation_note(x->e, _("taken only where %s"), question->constraint);
    for (size_t i = 0; i < x->form->n_indicators; i++)
        if (x->form->indicators[i].question == question && x->form->indicators[i].parent != NULL)
            explanation_note(x->e, _("counts as %s in %s"), x->form->indicators[i].code,
                             x->form->indicators[i].parent->code);
}

static void put_choices(struct explaining *x, const struct question *question,
                        const struct tally *tally)
{
    static const struct explain_column columns[] = {{"choice", N_("choice")},
                                                    {"label", N_("label")},
                                                    {"score", N_("score")},
                                                    {"units", N_("units")}};
    struct explain_table *table =
        explanation_table(x->e, "choices", _("Answers that count"), columns, COUNT(columns));
    for (size_t i = 0; question->list != NULL && tally->choice != NULL && i < question->list->n;
         i++) {
        const struct choice *choice = &question->list->choices[i];
        if (choice->reason == ANSWERED)
            explanation_row(
                x->e, table,
                (struct explain_cell[]){cell_text(choice->name),
                                        cell_text(explain_label(x, choice->labels, choice->name)),
                                        cell_number(choice->score, EXPLAIN_DIGITS),
                                        cell_count(tally->choice[i])});
    }
}

/* From all that answered the survey to those that answered this. */
static void put_base(struct explaining *x, const struct tally *tally)
{
    static const struct explain_column columns[] = {{"rule", N_("rule")}, {"count", N_("units")}};
    struct explain_table *table =
        explanation_table(x->e, "selection", _("Which units were used, and which were left out"),
                          columns, COUNT(columns));
    explanation_row(
        x->e, table,
        (struct explain_cell[]){cell_text(_("units of the frame")), cell_count(x->wave->n_frame)});
    explanation_row(
        x->e, table,
        (struct explain_cell[]){cell_text(_("= answered")), cell_count(x->wave->n_rows)});
    for (int reason = ANSWERED + 1; reason < MISSING_COUNT; reason++)
        if (tally->missing[reason] > 0)
            explanation_row(x->e, table,
                            (struct explain_cell[]){
                                cell_text(explanation_text(x->e, _("- no answer that counts: %s"),
                                                           explain_reason((enum missing)reason))),
                                cell_count(tally->missing[reason])});
    explanation_row(x->e, table,
                    (struct explain_cell[]){cell_text(_("= used")), cell_count(tally->n_answered)});
}

static void put_scale_mean(struct explaining *x, const struct question *question,
                           const struct tally *tally)
{
    struct moments m = {0};
    double sum = 0;
    const char *terms = "";
    for (size_t i = 0; question->list != NULL && i < question->list->n; i++) {
        const struct choice *choice = &question->list->choices[i];
        if (choice->reason != ANSWERED || is_missing(choice->score) || tally->choice[i] == 0)
            continue;
        moments_add_times(&m, choice->score, tally->choice[i]);
        sum += choice->score * (double)tally->choice[i];
        terms = explanation_text(x->e, "%s%s%.10g x %zu", terms, *terms == '\0' ? "" : " + ",
                                 choice->score, tally->choice[i]);
    }
    if (m.n == 0)
        return;
    explanation_step(x->e, sum / (double)m.n, _("mean = (%s) / %zu = %.10g / %zu = %.10g"), terms,
                     m.n, sum, m.n, sum / (double)m.n);
    explanation_result(x->e, sum / (double)m.n);
}

static void put_number(struct explaining *x, const struct tally *tally)
{
    const char *measure = x->id->measure;
    const struct moments *m = &tally->moments;
    const double sd = moments_sd(*m);
    if (m->n == 0)
        return;
    if (strcmp(measure, "mean") == 0) {
        explanation_step(x->e, m->mean, _("mean = sum / n = %.10g / %zu = %.10g"),
                         m->mean * (double)m->n, m->n, m->mean);
        explanation_result(x->e, m->mean);
    } else if (strcmp(measure, "sd") == 0 && m->n > 1) {
        explanation_step(x->e, sd,
                         _("standard deviation = sqrt(sum of (answer - %.10g)^2 / (n - 1)) = "
                           "sqrt(%.10g / %zu) = %.10g"),
                         m->mean, m->m2, m->n - 1, sd);
        explanation_result(x->e, sd);
    } else if (strcmp(measure, "min") == 0 || strcmp(measure, "max") == 0) {
        explanation_result(x->e, strcmp(measure, "min") == 0 ? tally->min : tally->max);
    }
}

static void put_choice_share(struct explaining *x, const struct question *question,
                             const struct tally *tally)
{
    const char *name = figure_level_of(x->id, "choice");
    if (question->list == NULL || tally->choice == NULL)
        return;
    for (size_t i = 0; name != NULL && i < question->list->n; i++)
        if (strcmp(question->list->choices[i].name, name) == 0)
            explain_share(x, tally->choice[i], tally->n_answered, x->wave->n_frame);
}

static void put_reason(struct explaining *x, const struct tally *tally)
{
    const char *name = figure_level_of(x->id, "reason");
    for (int reason = ANSWERED + 1; name != NULL && reason < MISSING_COUNT; reason++)
        if (strcmp(missing_name((enum missing)reason), name) == 0)
            explanation_result(x->e, (double)tally->missing[reason]);
}

static void put_response(struct explaining *x, const struct tally *tally)
{
    const size_t n_away =
        tally->missing[MISSING_NOT_ASKED] + tally->missing[MISSING_NOT_APPLICABLE];
    const size_t n = x->wave->n_rows - n_away;
    if (n == 0)
        return;
    const double share = (double)tally->n_answered / (double)n;
    explanation_step(x->e, share,
                     _("answered / (answered the survey - not asked or not applicable) = %zu / "
                       "(%zu - %zu) = %.10g"),
                     tally->n_answered, x->wave->n_rows, n_away, share);
    explanation_result(x->e, share);
}

static void put_steps(struct explaining *x, const struct question *question,
                      const struct tally *tally)
{
    const char *measure = x->id->measure;
    if (strcmp(x->id->family, "response") == 0)
        put_response(x, tally);
    else if (strcmp(measure, "share") == 0)
        put_choice_share(x, question, tally);
    else if (strcmp(measure, "missing") == 0)
        put_reason(x, tally);
    else if (tally->kind == TALLY_NUMBER)
        put_number(x, tally);
    else if (strcmp(measure, "mean") == 0)
        put_scale_mean(x, question, tally);
}

static void relate(struct explaining *x, const struct question *question)
{
    const struct figures *figures = x->from->figures;
    struct arena *arena = x->e->arena;
    explanation_relate(x->e, figures, figure_id(arena, "item", "mean", question->name, NULL, NULL),
                       _("of the same answers"));
    explanation_relate(x->e, figures,
                       figure_id(arena, "response", "item", question->name, NULL, NULL),
                       _("how many answered"));
    for (size_t i = 0; i < x->form->n_indicators; i++) {
        const struct indicator *of = &x->form->indicators[i];
        if (of->question == question && of->parent != NULL)
            explanation_relate(x->e, figures,
                               figure_id(arena, "index", "mean", of->parent->code, NULL, NULL),
                               _("is made of it"));
    }
}

enum status explain_item(struct explaining *x, struct error *err)
{
    const struct question *question =
        x->id->subject == NULL ? NULL : form_question(x->form, x->id->subject);
    struct tally tally = {0};
    if (question == NULL)
        return OK;
    put_question(x, question);
    relate(x, question);
    if (!x->from->has_answers || tally_kind(x->wave, question) == TALLY_NONE)
        return OK;
    const enum status status = tally_question(x->wave, question, &tally);
    if (status == OK) {
        put_base(x, &tally);
        if (question->list != NULL)
            put_choices(x, question, &tally);
        put_steps(x, question, &tally);
    }
    tally_release(&tally);
    return status == OK ? OK : error_memory(err);
}
