/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CLI_DRAWS_H
#define CLI_DRAWS_H

/* The draws of the uncertainty analysis as a file: --draws writes it, --replay reads it.

       struct draws_file file = {0};
       status = draws_file_open(path, form, &arena, &file, err);
       options.draws = &file.sink;
       ... analysis_run ...
       if (status == OK) status = draws_file_finish(&file, err);
       draws_file_close(&file);                                                                  */

#include "analysis/draw_table.h"
#include "report/rowfile.h"

struct draws_file {
    struct draw_table table;
    struct rowfile *rows;
    size_t n;              /* rows written */
    struct draw_sink sink; /* writes a row */
};

/* ERR_VALUE when nothing is varied, ERR_WRITE, ERR_MEMORY. The file at `path` is whole or not
   there. */
MUST_CHECK enum status draws_file_open(const char *path, const struct form *form,
                                       struct arena *arena, struct draws_file *out,
                                       struct error *err);
/* ERR_VALUE when no draw came. */
MUST_CHECK enum status draws_file_finish(struct draws_file *file, struct error *err);
void draws_file_close(struct draws_file *file); /* drops what was not finished */

/* What --replay is given, in the arena. Fails as ingest/draws.h says, and with ERR_VALUE when
   nothing is varied. */
MUST_CHECK enum status draws_replay(const char *path, const struct form *form, struct arena *arena,
                                    struct draw_list *out, struct error *err);

#endif
