/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/data_table.h"

#include <string.h>

const char *data_type_name(enum data_type type)
{
    static const char *const names[] = {
        [DATA_STRING] = "string",
        [DATA_INTEGER] = "integer",
        [DATA_NUMBER] = "number",
        [DATA_YEAR] = "year",
    };
    return names[type];
}

enum { HEADER_SIZE = 1024 };

enum status data_table_open(const char *path, const struct data_table *table, struct rowfile **out,
                            struct error *err)
{
    char header[HEADER_SIZE];
    size_t n = 0;
    for (size_t i = 0; i < table->n_fields; i++) {
        const size_t n_name = strlen(table->fields[i].name);
        if (n + n_name + 2 > sizeof header)
            return error_memory(err);
        if (i > 0)
            header[n++] = ',';
        memcpy(header + n, table->fields[i].name, n_name);
        n += n_name;
    }
    header[n] = '\0';
    return rowfile_open(path, header, out, err);
}
