/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STORE_TALKS_H
#define STORE_TALKS_H

/* Coded group talks in the store: the tables dialogue_... of the schema. */

#include "store/store.h"

/* Puts wave->form->dialogues. The wave is there, with nothing of its kind (store_put_form). */
MUST_CHECK enum status store_put_dialogues(struct store *store, const struct wave *wave,
                                           struct error *err);

#endif
