/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/difference_json.h"
#include "cli/verify.h"

static json_t *difference_of(const struct verified *verified, const struct difference *difference)
{
    json_t *one = difference_json(difference);
    const char *cause = cause_name(verified_cause(verified, difference));
    const char *because = verified_because(verified, difference);
    if (json_object_set_new(one, "cause", json_string(cause)) == 0 &&
        json_object_set_new(one, "because", json_of_text(because)) == 0)
        return one;
    json_decref(one);
    return NULL;
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
        is_whole &= append(changes, change_json(&verified->changes[i]));
    for (size_t i = 0; i < verified->found.n; i++)
        is_whole &= append(differences, difference_of(verified, &verified->found.list[i]));
    for (int kind = 0; kind < DIFFERENCE_KIND_COUNT; kind++)
        is_whole &= json_object_set_new(count, difference_name((enum difference_kind)kind),
                                        json_integer((json_int_t)verified->found.count[kind])) == 0;
    const char *reason =
        options->is_accepting || !verified->has_record ? options->reason : verified->was.reason;
    json_t *survey =
        json_pack("{ss si sI sI sb so so so so}", "folder", verified->job->folder, "wave",
                  verified->job->form->settings.wave, "figures",
                  (json_int_t)verified->job->figures.n, "not_compared",
                  (json_int_t)(verified->n_apart > 0 ? verified->n_apart : verified->n_apart_is),
                  "accepted", options->is_accepting, "reason", json_of_text(reason), "count", count,
                  "changes", changes, "differences", differences);
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
