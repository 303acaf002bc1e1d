/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/versions.h"

#include "report/book.h"
#include "stats/network.h"
#include "store/put.h"

#include <gnu/libc-version.h>
#include <gsl/gsl_version.h>

const char *program_version(void)
{
    return MOGNAD_VERSION;
}

void library_versions(struct run_pair libraries[LIBRARY_COUNT])
{
    libraries[0] = (struct run_pair){"gsl", gsl_version};
    libraries[1] = (struct run_pair){"sqlite", store_library_version()};
    libraries[2] = (struct run_pair){"igraph", network_library_version()};
    libraries[3] = (struct run_pair){"libxlsxwriter", book_library_version()};
    libraries[4] = (struct run_pair){"glibc", gnu_get_libc_version()};
}

void versions_print(FILE *file)
{
    struct run_pair libraries[LIBRARY_COUNT];
    library_versions(libraries);
    fprintf(file, "%s %s\n", PROGRAM_NAME, program_version());
    for (size_t i = 0; i < LIBRARY_COUNT; i++)
        fprintf(file, "  %s %s\n", libraries[i].name, libraries[i].value);
}
