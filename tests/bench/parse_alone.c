/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What libcsv alone needs for a file, with callbacks that do nothing: the measure for reading.
   Usage: parse_alone FILE DELIMITER                                                            */
#include <csv.h>
#include <stdio.h>
#include <time.h>

enum { BLOCK = 256 * 1024 };

static void take_cell(void *text, size_t n, void *context)
{
    (void)text, (void)n, (void)context;
}

static void take_row(int terminator, void *context)
{
    (void)terminator, (void)context;
}

static int is_never_blank(unsigned char byte)
{
    (void)byte;
    return 0;
}

static double seconds(clockid_t clock)
{
    struct timespec now;
    clock_gettime(clock, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

static int parse(FILE *file, unsigned char delimiter)
{
    static char block[BLOCK];
    struct csv_parser parser;
    size_t n = 0;
    int status = csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI);
    if (status != 0)
        return status;
    csv_set_space_func(&parser, is_never_blank);
    csv_set_delim(&parser, delimiter);
    while (status == 0 && (n = fread(block, 1, sizeof block, file)) > 0)
        status = csv_parse(&parser, block, n, take_cell, take_row, NULL) != n;
    if (status == 0)
        status = csv_fini(&parser, take_cell, take_row, NULL);
    csv_free(&parser);
    return status;
}

int main(int argc, char **argv)
{
    FILE *file = argc == 3 ? fopen(argv[1], "rb") : NULL;
    if (file == NULL) {
        fputs("usage: parse_alone FILE DELIMITER\n", stderr);
        return 2;
    }
    const double wall = seconds(CLOCK_MONOTONIC), cpu = seconds(CLOCK_PROCESS_CPUTIME_ID);
    const int status = parse(file, (unsigned char)argv[2][0]);
    fclose(file);
    fprintf(stderr, "PHASE parse %.4f %.4f\n", seconds(CLOCK_MONOTONIC) - wall,
            seconds(CLOCK_PROCESS_CPUTIME_ID) - cpu);
    return status == 0 ? 0 : 1;
}
