/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STORE_JUDGE_H
#define STORE_JUDGE_H

/* A condition that somebody wrote in SQL, judged for every row of a wave that answered, and able to
   do nothing else.

       TRY(store_judge(store, wave, "(fte) > 10 OR q1 IS NULL", each, context, err));

   It sees the columns of the wave's answers and, under the names that no question has, of its
   register. It may not read another table or look into the database, call what reads files, the
   clock or chance, and much less write; SQLite's authorizer holds it to that while it is compiled.
   How long it may compute is counted in steps of SQLite's machine, so that the limit is the same on
   every computer.                                                                              */

#include "store/store.h"

enum verdict { VERDICT_HOLDS, VERDICT_FAILS, VERDICT_NOT_KNOWN, VERDICT_COUNT };

/* Borrowed for the call. */
struct judged {
    enum verdict verdict; /* not known: the condition is NULL */
    long line;            /* of the row in the answers */
    const char *unit;     /* its key */
};

/* In the order of the rows.
   ERR_VALUE  the condition cannot be compiled or is not allowed, gives a text, or takes too long:
              *err says why, without a place
   ERR_STORE, and whatever `each` returns */
MUST_CHECK enum status
store_judge(struct store *store, const struct wave *wave, const char *condition,
            enum status (*each)(void *context, struct judged judged, struct error *err),
            void *context, struct error *err);

/* Whether it could be judged: against empty tables with the names of the form's questions and of
   the register's columns, in a store of its own. ERR_VALUE, ERR_MEMORY, ERR_STORE. */
MUST_CHECK enum status store_judge_check(const struct form *form, const char *condition,
                                         struct error *err);

#endif
