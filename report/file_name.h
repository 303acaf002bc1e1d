/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef REPORT_FILE_NAME_H
#define REPORT_FILE_NAME_H

/* Names of files made from keys, which may hold anything: the same on every system, and no two keys
   with one name.

       TRY(file_names_make(keys, n, ".xlsx", &arena, &names, err));
       202100-6073 -> 202100-6073.xlsx      "a/b" -> a%2Fb.xlsx      SKV, skv -> SKV~1.xlsx,
   skv~2.xlsx

   Letters A-Z a-z, digits, '_', '-' and '.' stand for themselves, but for a '.' or '-' that comes
   first; every other byte is percent-encoded. A name that another key has too on a system that
   makes no difference between a and A, one that Windows keeps for itself (CON, LPT1) and one that
   is cut because it is too long get '~' and the key's place in the list, from 1.               */

#include "base/arena.h"
#include "base/error.h"

#include <stdbool.h>

/* The keys differ from each other. In `arena`; ERR_MEMORY. */
MUST_CHECK enum status file_names_make(const char *const *keys, size_t n, const char *ending,
                                       struct arena *arena, const char ***out, struct error *err);

/* Whether file_names_make could have made the name for some key. */
bool file_name_is_made(const char *name, const char *ending);

#endif
