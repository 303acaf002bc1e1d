/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/difference.h"

#include "base/missing.h"

#include <string.h>

enum { NUMBER_SIZE = 40 };

static const char *const kind_texts[] = {
    [DIFFERENCE_STATUS] = N_("another status, or a value that came or went"),
    [DIFFERENCE_FIGURE] = N_("a number reads otherwise with its published decimals"),
    [DIFFERENCE_DRIFT] = N_("a number differs, but not so that it is seen"),
    [DIFFERENCE_NEW] = N_("not among those accepted"),
    [DIFFERENCE_GONE] = N_("accepted, but not computed any longer"),
    [DIFFERENCE_METHOD] = N_("the same numbers with another unit, decimals or method"),
};
_Static_assert(COUNT(kind_texts) == DIFFERENCE_KIND_COUNT, "every kind needs a text");

const char *difference_text(enum difference_kind kind)
{
    return kind_texts[kind];
}

/* A number with enough digits to see the difference; of a figure with a status, that. */
static const char *write_number(double x, const struct figure *figure,
                                const struct difference *difference, char out[NUMBER_SIZE])
{
    const int digits = difference->kind == DIFFERENCE_DRIFT ? 17 : 8;
    const bool is_of_value =
        difference->kind != DIFFERENCE_FIGURE && difference->kind != DIFFERENCE_DRIFT;
    if (is_of_value && figure->status != NULL && figure->status[0] != '\0')
        return figure->status;
    if (is_missing(x))
        return "-";
    snprintf(out, NUMBER_SIZE, "%.*g", digits, x);
    return out;
}

void difference_print(const struct difference *difference, FILE *file)
{
    const struct figure *was = difference->was, *is = difference->is;
    char before[NUMBER_SIZE], after[NUMBER_SIZE];
    if (difference->kind == DIFFERENCE_METHOD) {
        const bool is_unit = strcmp(difference->field, "unit") == 0;
        fprintf(file, "    %s  %s\n", is->id, difference->field);
        if (strcmp(difference->field, "decimals") == 0)
            fprintf(file, "      - %d\n      + %d\n", was->decimals, is->decimals);
        else
            fprintf(file, "      - %s\n      + %s\n", is_unit ? was->unit : was->method,
                    is_unit ? is->unit : is->method);
    } else if (was == NULL) {
        fprintf(file, "    %-44s %s\n", is->id,
                write_number(difference->is_number, is, difference, after));
    } else if (is == NULL) {
        fprintf(file, "    %-44s %s\n", was->id,
                write_number(difference->was_number, was, difference, before));
    } else {
        fprintf(file, "    %-44s %-6s %s -> %s", is->id, difference->field,
                write_number(difference->was_number, was, difference, before),
                write_number(difference->is_number, is, difference, after));
        if (difference->deviation > 0 && difference->deviation < INFINITY)
            fprintf(file, "  (%.1e)", difference->deviation);
        fputc('\n', file);
    }
}
