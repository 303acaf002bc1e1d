/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CLI_PROGRESS_H
#define CLI_PROGRESS_H

/* One line on stderr that says what is being done, for how long: on a terminal only, for steps that
   take longer than a second, and wiped away afterwards.

       progress_begin(options);
       progress_step(job->folder, _("reads"));       surveys/2022: reads ... 3 s
       progress_step(job->folder, _("computes"));
       progress_end();

   One progress may be open at a time in a process. Steps may be named from any thread. */

#include "cli/options.h"

void progress_begin(const struct options *options);
void progress_step(const char *folder, const char *what); /* texts are borrowed until the next */
void progress_end(void);                                  /* may be repeated */

#endif
