/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/checks.h"
enum status checks_run(struct wave *wave, struct store *store, struct fields *fields,
                       struct log *log, struct error *err)
{
    (void)wave, (void)store, (void)fields, (void)log, (void)err;
    return OK;
}
