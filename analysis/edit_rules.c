/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/family.h"

static enum status put_rule(struct analysis *analysis, size_t i, struct error *err)
{
    const struct edit_rule *rule = &analysis->wave->form->edit_rules[i];
    const struct edit_count *count = &analysis->wave->edits[i];
    const struct {
        const char *measure;
        size_t value;
        const char *begin, *end;
    } rows[] = {
        {"failed", count->n_fail, "that do not meet", ""},
        {"holds", count->n_hold, "that meet", ""},
        {"not_known", count->n_not_known, "that could not be judged by", " for want of an answer"},
    };
    for (size_t k = 0; k < COUNT(rows); k++)
        TRY(analysis_put_count(
            analysis, "rule", rows[k].measure, (struct subject){.code = rule->name},
            (struct count){
                .value = (double)rows[k].value,
                .n = (double)(count->n_fail + count->n_hold),
                .method = analysis_text(analysis, "rows of answers %s the rule '%s' of rules.csv%s",
                                        rows[k].begin, rule->name, rows[k].end)},
            err));
    return OK;
}

static enum status run(struct analysis *analysis, struct error *err)
{
    for (size_t i = 0; analysis->wave->edits != NULL && i < analysis->wave->form->n_edit_rules; i++)
        TRY(put_rule(analysis, i, err));
    return OK;
}

const struct family family_edit_rules = {"edit_rules", "do the answers meet the rules?", run};
