/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/text.h"
#include "report/ddi_inside.h"

/* The goalposts of the item: its own, else those of the list that it is answered by. */
static void get_limits(const struct indicator *item, double *low, double *high)
{
    const struct question *question = item->option == NO_OPTION ? item->question : NULL;
    const struct choice_list *list =
        item->normalise == NORMALISE_GOALPOSTS && question != NULL ? question->list : NULL;
    *low = item->low;
    *high = item->high;
    if (list == NULL)
        return;
    const bool is_multiple = question->type == QUESTION_SELECT_MULTIPLE;
    if (is_missing(*low))
        *low = is_multiple ? 0 : list->low;
    if (is_missing(*high))
        *high = is_multiple ? list->sum_positive : list->high;
}

/* "goalposts(-mog_arv, 1, 5)": the item turned and normalised. */
static const char *item_formula(struct ddi *ddi, const struct indicator *item)
{
    const char *under = "", *below = "", *limits = "";
    double low, high;
    get_limits(item, &low, &high);
    if (item->denominator != NULL) {
        under = " / ";
        below = item->denominator->source;
    }
    if (!is_missing(low) && !is_missing(high))
        limits = ddi_print(ddi, ", %.15g, %.15g", low, high);
    return ddi_print(ddi, "%s(%s%s%s%s%s)", method_name(METHOD_NORMALISE, (int)item->normalise),
                     item->direction < 0 ? "-" : "", item->source, under, below,
                     limits != NULL ? limits : "");
}

/* "MOGNAD = amean(1 * goalposts(mog_ledning), 1 * ...)". */
static const char *index_formula(struct ddi *ddi, const struct indicator *index)
{
    const char *formula = arena_print(&ddi->arena, "%s = %s(", index->code,
                                      method_name(METHOD_AGGREGATE, (int)index->aggregate));
    for (size_t i = 0; formula != NULL && i < index->n_children; i++) {
        const struct indicator *child = index->children[i];
        const char *part =
            child->type == INDICATOR_AGGREGATE ? child->code : item_formula(ddi, child);
        formula = part == NULL ? NULL
                               : arena_print(&ddi->arena, "%s%s%.15g * %s", formula,
                                             i > 0 ? ", " : "", child->weight, part);
    }
    formula = formula == NULL ? NULL : arena_print(&ddi->arena, "%s)", formula);
    ddi->is_out_of_memory |= formula == NULL;
    return formula;
}

/* What the formula's words mean, and what is done about parts that are missing. */
static const char *index_rules(struct ddi *ddi, const struct indicator *index)
{
    static const char *const means[] = {[AGGREGATE_AMEAN] = "arithmetic",
                                        [AGGREGATE_GMEAN] = "geometric",
                                        [AGGREGATE_HMEAN] = "harmonic"};
    const char *policy = "a part without a value counts 0";
    if (index->policy == POLICY_COMPLETE)
        policy = "a unit needs a value of every part";
    else if (index->policy == POLICY_AVAILABLE)
        policy = ddi_print(ddi,
                           "over the parts that have a value, when they have at least %.15g of "
                           "the weight",
                           index->min_share);
    return ddi_print(ddi,
                     "Weighted %s mean of the parts, each item turned and normalised as named; "
                     "%s.",
                     means[index->aggregate], policy != NULL ? policy : "");
}

static void put_figure(struct ddi *ddi, const char *type, const char *measure, const char *code)
{
    const char *id = figure_id(&ddi->arena, "index", measure, code, NULL, NULL);
    const struct figure *figure = id != NULL ? figures_find(ddi->source.figures, id) : NULL;
    char text[TEXT_NUMBER_SIZE];
    ddi->is_out_of_memory |= id == NULL;
    if (figure != NULL && text_put_number(figure->value, text) > 0)
        xmlfile_element_with(ddi->xml, "sumStat", "type", type, text);
}

static void put_index(struct ddi *ddi, const struct indicator *index, size_t number)
{
    static const struct {
        const char *type, *measure;
    } statistics[] = {{"vald", "n"},   {"mean", "mean"}, {"medn", "median"},
                      {"stdev", "sd"}, {"min", "min"},   {"max", "max"}};
    xmlfile_begin(ddi->xml, "var");
    xmlfile_attribute(ddi->xml, "ID", ddi_print(ddi, "I%zu", number));
    xmlfile_attribute(ddi->xml, "name", index->code);
    xmlfile_attribute(ddi->xml, "intrvl", "contin");
    ddi_labels(ddi, "labl", index->labels);
    for (size_t i = 0; i < COUNT(statistics); i++)
        put_figure(ddi, statistics[i].type, statistics[i].measure, index->code);
    xmlfile_begin(ddi->xml, "derivation");
    xmlfile_element_with(ddi->xml, "drvdesc", "xml:lang", "en", index_rules(ddi, index));
    xmlfile_element_with(ddi->xml, "drvcmd", "syntax", "mognad", index_formula(ddi, index));
    xmlfile_end(ddi->xml);
    xmlfile_empty(ddi->xml, "varFormat", "type", "numeric");
    xmlfile_end(ddi->xml);
}

void ddi_indices(struct ddi *ddi)
{
    for (size_t i = 0; i < ddi->form->n_indicators; i++)
        if (ddi->form->indicators[i].type == INDICATOR_AGGREGATE)
            put_index(ddi, &ddi->form->indicators[i], i + 1);
}
