/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CLI_REMEDY_H
#define CLI_REMEDY_H

/* What an analyst can do about a finding. */

/* In the user's language, a sentence, for a rule as findings name it; NULL when the finding's own
   text says all. */
const char *remedy_of(const char *rule);

#endif
