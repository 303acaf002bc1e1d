/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/notice.h"

bool notice_is_listed(struct notice *notice)
{
    return notice->n++ < NOTICE_LIMIT && notice->found != NULL;
}

struct place notice_place(const struct notice *notice, size_t row)
{
    const struct wave *wave = notice->wave;
    const struct question *question = notice->about->question;
    return (struct place){
        .file = wave->answers_path,
        .line = wave->line == NULL ? 0 : (long)wave->line[row],
        .column = question == NULL || wave->field == NULL
                      ? 0
                      : wave->field[question - wave->form->questions],
    };
}

void notice_end(struct notice *notice)
{
    if (notice->found == NULL || notice->n <= NOTICE_LIMIT)
        return;
    findings_add(notice->found, FINDING_ERROR, notice->rule,
                 (struct place){.file = notice->wave->answers_path}, NULL, notice->about->code,
                 "%zu more rows have the same fault in '%s' and are not listed",
                 notice->n - NOTICE_LIMIT, notice->about->code);
}
