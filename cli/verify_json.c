/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/verify.h"

#include "base/missing.h"

#include <jansson.h>

/* null for NULL, a missing number, and for one that has no end. */
static json_t *text(const char *text)
{
    return text == NULL ? json_null() : json_string(text);
}

static json_t *number(double x)
{
    return isfinite(x) ? json_real(x) : json_null();
}

static json_t *change_of(const struct fact_change *change)
{
    return json_pack("{ss ss so so}", "kind", fact_group(change->kind), "name", change->name, "was",
                     text(change->was), "is", text(change->is));
}

static json_t *figure_of(const struct figure *figure)
{
    if (figure == NULL)
        return json_null();
    return json_pack("{so so so so so so so so si so}", "value", number(figure->value), "n",
                     number(figure->n), "se", number(figure->se), "low", number(figure->low),
                     "high", number(figure->high), "p", number(figure->p), "status",
                     text(figure->status == NULL ? "" : figure->status), "unit",
                     text(figure->unit == NULL ? "" : figure->unit), "decimals", figure->decimals,
                     "method", text(figure->method == NULL ? "" : figure->method));
}

static json_t *difference_of(const struct verified *verified, const struct difference *difference)
{
    const struct figure *figure = difference->is != NULL ? difference->is : difference->was;
    return json_pack("{ss ss so so ss so so}", "kind", difference_name(difference->kind), "id",
                     figure->id, "field", text(difference->field), "deviation",
                     number(difference->deviation), "cause",
                     cause_name(verified_cause(verified, difference)), "was",
                     figure_of(difference->was), "is", figure_of(difference->is));
}

/* Takes `one` over; false when memory runs out. */
static bool append(json_t *list, json_t *one)
{
    return json_array_append_new(list, one) == 0;
}

/* NULL when memory runs out. */
static json_t *survey_of(const struct verified *verified, const struct options *options)
{
    json_t *changes = json_array(), *differences = json_array(), *count = json_object();
    bool is_whole = true;
    for (size_t i = 0; i < verified->n_changes; i++)
        is_whole &= append(changes, change_of(&verified->changes[i]));
    for (size_t i = 0; i < verified->found.n; i++)
        is_whole &= append(differences, difference_of(verified, &verified->found.list[i]));
    for (int kind = 0; kind < DIFFERENCE_KIND_COUNT; kind++)
        is_whole &= json_object_set_new(count, difference_name((enum difference_kind)kind),
                                        json_integer((json_int_t)verified->found.count[kind])) == 0;
    const char *reason =
        options->is_accepting || !verified->has_record ? options->reason : verified->was.reason;
    json_t *survey =
        json_pack("{ss si sI sb so so so so}", "folder", verified->job->folder, "wave",
                  verified->job->form->settings.wave, "figures",
                  (json_int_t)verified->job->figures.n, "accepted", options->is_accepting, "reason",
                  text(reason), "count", count, "changes", changes, "differences", differences);
    if (is_whole)
        return survey;
    json_decref(survey);
    return NULL;
}

enum status verified_print_json(const struct verified *verified, int n,
                                const struct options *options, struct error *err)
{
    json_t *list = json_array();
    bool is_whole = list != NULL;
    for (int i = 0; i < n; i++)
        is_whole &= append(list, survey_of(&verified[i], options));
    enum status status = is_whole ? OK : error_memory(err);
    if (status == OK &&
        (json_dumpf(list, stdout, JSON_INDENT(2)) != 0 || fputc('\n', stdout) == EOF))
        status = error_set(err, ERR_WRITE, "%s", _("cannot write to standard output"));
    json_decref(list);
    return status;
}
