/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/explain_answer.h"

#include "analysis/goalposts.h"
#include "analysis/item.h"
#include "analysis/raw.h"

#include <stdlib.h>
#include <string.h>

/* ---- the answer in words ----------------------------------------------------------------------
 */

static const char *why_missing(enum missing reason)
{
    return reason == ANSWERED ? "" : explain_reason(reason);
}

static const char *choice_label(const struct explaining *x, const struct choice *choice)
{
    return explain_label(x, choice->labels, choice->name);
}

/* The options that were chosen, one after the other. */
static const char *chosen(struct explaining *x, const struct question *question, size_t row)
{
    const char *text = "";
    if (question == NULL)
        return text;
    const struct column *columns = &x->wave->columns[question->column];
    if (!code_is_choice(columns[0].code[row]))
        return why_missing(code_reason(columns[0].code[row]));
    for (size_t i = 0; i < question->list->n; i++)
        if (columns[i].code[row] == 1)
            text = explanation_text(x->e, "%s%s%s", text, *text == '\0' ? "" : "; ",
                                    choice_label(x, &question->list->choices[i]));
    return *text == '\0' ? _("none chosen") : text;
}

static const char *number_text(struct explaining *x, double number)
{
    return is_missing(number) ? why_missing(missing_reason(number))
                              : explanation_text(x->e, "%.10g", number);
}

static const char *coded_text(const struct explaining *x, const struct indicator *of, size_t code,
                              enum missing reason)
{
    if (reason != ANSWERED)
        return why_missing(reason);
    if (of->option != NO_OPTION)
        return code == 1 ? _("chosen") : _("not chosen");
    return code < of->question->list->n ? choice_label(x, &of->question->list->choices[code]) : "";
}

static const char *answer_text(struct explaining *x, const struct indicator *of, size_t row)
{
    const struct column *column = wave_column(x->wave, of);
    if (is_sum_of_options(of))
        return chosen(x, of->question, row);
    if (column == NULL || column->kind == COLUMN_ABSENT)
        return "";
    if (column->kind == COLUMN_NUMBER)
        return number_text(x, column->number[row]);
    if (of->question == NULL || of->question->list == NULL)
        return "";
    if (column->kind == COLUMN_CODE)
        return coded_text(x, of, column->code[row], code_reason(column->code[row]));
    const uint16_t code = column->wide[row];
    return coded_text(x, of, code,
                      code < WIDE_LIMIT ? ANSWERED : (enum missing)(code - WIDE_MISSING(ANSWERED)));
}

/* ---- the answer in numbers --------------------------------------------------------------------
 */

static const char *scale_text(struct explaining *x, const struct indicator *of)
{
    double low, high;
    const char *name = method_name(METHOD_NORMALISE, (int)of->normalise);
    const char *turned = of->direction < 0 ? _(", turned") : "";
    goalposts_of(of, &low, &high);
    if (is_missing(low) || is_missing(high))
        return explanation_text(x->e, "%s%s", name, turned);
    return explanation_text(x->e, "%s%s%.10g-%.10g%s",
                            of->normalise == NORMALISE_GOALPOSTS ? "" : name,
                            of->normalise == NORMALISE_GOALPOSTS ? "" : " ", low, high, turned);
}

static enum status value_at(struct explaining *x, const struct indicator *of, enum stage stage,
                            size_t row, double *out, struct error *err)
{
    struct item item;
    TRY(item_open(x->wave, of, (struct item_options){.stage = stage}, &item, err));
    *out = item_value(&item, row);
    item_close(&item);
    return OK;
}

static enum status given_at(struct explaining *x, const struct indicator *of, size_t row,
                            double *out, struct error *err)
{
    double *column = malloc((x->wave->n_rows + 1) * sizeof *column);
    if (column == NULL)
        return error_memory(err);
    raw_numbers(x->wave, of, column);
    *out = column[row];
    free(column);
    return OK;
}

enum status explain_answer(struct explaining *x, const struct indicator *of, size_t row,
                           struct explain_answer *out, struct error *err)
{
    const char *name = explain_label(x, of->labels, of->code);
    *out = (struct explain_answer){.wording = name,
                                   .answer = "",
                                   .given = MISSING,
                                   .divided = MISSING,
                                   .imputed = MISSING,
                                   .used = MISSING,
                                   .scale = ""};
    if (of->type == INDICATOR_AGGREGATE) {
        out->answer = _("index, below");
        return OK;
    }
    if (of->question != NULL)
        out->wording = explain_label(x, of->question->labels, name);
    out->answer = answer_text(x, of, row);
    out->scale = scale_text(x, of);
    TRY(given_at(x, of, row, &out->given, err));
    TRY(value_at(x, of, STAGE_DENOMINATED, row, &out->divided, err));
    TRY(value_at(x, of, STAGE_IMPUTED, row, &out->imputed, err));
    return value_at(x, of, STAGE_TREATED, row, &out->used, err);
}

enum status explain_answer_value(struct explaining *x, const struct indicator *of, size_t row,
                                 double *out, struct error *err)
{
    const struct score *score = explain_score_of(x, of->code);
    if (score != NULL) {
        *out = score->value[row];
        return OK;
    }
    return value_at(x, of, STAGE_NORMALISED, row, out, err);
}

void explain_answer_steps(struct explaining *x, const struct indicator *item,
                          const struct explain_answer *answer)
{
    double low, high;
    goalposts_of(item, &low, &high);
    if (item->denominator != NULL)
        explanation_note(x->e, _("divided by %s: %.10g"), item->denominator->code, answer->divided);
    if (item->impute != IMPUTE_NONE && is_missing(answer->divided))
        explanation_note(x->e, _("imputed by the %s of the others: %.10g"),
                         method_name(METHOD_IMPUTE, (int)item->impute), answer->imputed);
    if (item->treat != TREAT_NONE && answer->used != answer->imputed)
        explanation_note(x->e, _("treated as an outlier: %.10g became %.10g"), answer->imputed,
                         answer->used);
    if (item->normalise != NORMALISE_GOALPOSTS || is_missing(low) || is_missing(answer->used))
        return;
    const double share = (answer->used - low) / (high - low) * 100;
    const double value = item->direction < 0 ? 100 - share : share;
    explanation_step(x->e, share, "(%.10g - %.10g) / (%.10g - %.10g) x 100 = %.10g", answer->used,
                     low, high, low, share);
    if (item->direction < 0)
        explanation_step(x->e, value, _("turned: 100 - %.10g = %.10g"), share, value);
    explanation_result(x->e, value);
}
