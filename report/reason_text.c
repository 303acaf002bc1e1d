/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/reason_text.h"

#include "base/error.h"

enum text reason_text(enum missing reason)
{
    static const enum text texts[] = {
        [MISSING_NO_ANSWER] = TEXT_COLUMN_NO_ANSWER,
        [MISSING_NOT_ASKED] = TEXT_COLUMN_NOT_ASKED,
        [MISSING_UNKNOWN] = TEXT_COLUMN_UNKNOWN,
        [MISSING_NOT_APPLICABLE] = TEXT_COLUMN_DOES_NOT_APPLY,
        [MISSING_REFUSED] = TEXT_COLUMN_REFUSED,
        [MISSING_INVALID] = TEXT_COLUMN_INVALID,
    };
    _Static_assert(COUNT(texts) == MISSING_COUNT, "every reason needs a text");
    return texts[reason];
}
