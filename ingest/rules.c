/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/rules.h"

#include "ingest/value.h"

#include <string.h>

bool rules_method(const struct reading *in, struct entry entry, enum method_list list, int *out)
{
    int n;
    const char *const *names = method_names(list, &n);
    return value_name(in, entry, names, n, out);
}

bool rules_impute(const struct reading *in, struct entry entry, enum impute *out,
                  const char **group)
{
    const char *colon = strchr(entry.text, ':');
    struct entry rule = entry;
    int index = 0;
    if (colon != NULL)
        rule.text = arena_text_n(in->arena, entry.text, (size_t)(colon - entry.text));
    if (rule.text == NULL) {
        in->found->is_out_of_memory = true;
        return false;
    }
    if (!rules_method(in, rule, METHOD_IMPUTE, &index))
        return false;
    if (colon != NULL && (colon[1] == '\0' || index == IMPUTE_NONE)) {
        table_fault(in, entry.at, _("%s cannot be '%s'; want something like mean:GROUP"),
                    entry.column, entry.text);
        return false;
    }
    *out = (enum impute)index;
    *group = colon == NULL ? NULL : colon + 1;
    return true;
}

bool rules_share(const struct reading *in, struct entry entry, double *out)
{
    double x = 0;
    if (!value_number(in, entry, &x))
        return false;
    if (x < 0 || x > 1) {
        table_fault(in, entry.at, _("%s '%s' is not a share from 0 to 1"), entry.column,
                    entry.text);
        return false;
    }
    *out = x;
    return true;
}

int rules_reason(const struct reading *in, struct entry entry)
{
    const char *names[MISSING_COUNT - 1];
    int index = -1;
    for (int i = 1; i < MISSING_COUNT; i++)
        names[i - 1] = missing_name((enum missing)i);
    return value_name(in, entry, names, MISSING_COUNT - 1, &index) ? index + 1 : 0;
}
