/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef INGEST_EDIT_RULES_H
#define INGEST_EDIT_RULES_H

/* rules.csv: edit rules, conditions that the answers should meet (UNECE's term). Each is judged for
   every row: it holds, it fails, or it cannot be told because an answer is missing.

       name,rule,severity,label::English (en)
       budget,"fin_andel <= 100",error,A share is at most 100 per cent
       partners,"omf_kommuner IS NULL OR omf_partner <> 'none'",warning,...

   What fails is a finding of the rule's severity, which bears the rule's name. */

#include "base/finding.h"
#include "ingest/log.h"
#include "ingest/table.h"
#include "store/form.h"
#include "store/store.h"

extern const struct table_layout edit_rules_layout;

/* Takes and checks all rows: that a rule can be judged (store/judge.h) is checked too. Questions
   and register must be known. ERR_MEMORY, ERR_STORE. */
MUST_CHECK enum status edit_rules_take(const struct reading *in, const struct table *table,
                                       struct form *form, struct error *err);

/* Judges all rows by all rules, once the answers are in the store, and counts in wave->edits.
   ERR_TABLE when a rule cannot be judged after all, or takes too long; ERR_STORE, ERR_MEMORY. */
MUST_CHECK enum status edit_rules_judge(struct wave *wave, struct store *store, struct log *log,
                                        struct error *err);

#endif
