/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/strata.h"

#include "ingest/say.h"
#include "ingest/value.h"

#include <string.h>

static void fault_no_group(const struct reading *in, struct entry entry, const char *code,
                           const struct form *form)
{
    struct arena scratch = {0};
    const char **names = arena_array(&scratch, form->n_indicators, const char *);
    size_t n = 0;
    for (size_t i = 0; names != NULL && i < form->n_indicators; i++)
        if (form->indicators[i].type == INDICATOR_GROUP)
            names[n++] = form->indicators[i].code;
    table_fault(in, entry.at, _("strata '%s' is no Group of indices.csv%s"), code,
                names == NULL ? "" : say_nearest(in->arena, code, names, n));
    arena_release(&scratch);
}

/* What only answers tell is not known of those who gave none. */
bool group_is_of_register(const struct form *form, const struct indicator *group)
{
    for (size_t i = 0; group->question == NULL && i < form->n_register_names; i++)
        if (strcmp(form->register_names[i], group->source) == 0)
            return true;
    return false;
}

static void take_code(const struct reading *in, struct entry entry, const char *code,
                      struct form *form)
{
    struct settings *settings = &form->settings;
    const struct indicator *group = form_indicator(form, code);
    if (group == NULL || group->type != INDICATOR_GROUP) {
        fault_no_group(in, entry, code, form);
        return;
    }
    if (!group_is_of_register(form, group))
        table_fault(in, entry.at,
                    _("strata '%s' takes its levels from the answers; want a Group over a column "
                      "of the register, which is known of those who did not answer too"),
                    code);
    for (size_t i = 0; i < settings->n_strata; i++)
        if (settings->strata[i] == group)
            table_fault(in, entry.at, _("strata names '%s' twice"), code);
    settings->strata[settings->n_strata++] = group;
}

enum status strata_take(const struct reading *in, struct entry entry, struct form *form,
                        struct error *err)
{
    const char *const *codes = NULL;
    size_t n = 0;
    TRY(value_list(in, entry, &codes, &n, err));
    form->settings.strata = arena_array(in->arena, n, const struct indicator *);
    form->settings.strata_at = entry.at;
    if (form->settings.strata == NULL)
        return error_memory(err);
    if (n > 0 && !form->has_register) {
        table_fault(in, entry.at, "%s",
                    _("strata has no effect without a register; there is no register.csv"));
        return OK;
    }
    for (size_t i = 0; i < n; i++)
        take_code(in, entry, codes[i], form);
    return OK;
}
