/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef INGEST_CODES_H
#define INGEST_CODES_H

/* Cells of a select turned into codes: the number of the choice in its list.

   A cell is a choice's name or its label in any language of the form, exactly or but for case and
   the blanks around it; a name goes before a label, and a label before a missing code. "3.0", as
   spreadsheets and statistics programs write a 3 in a column with gaps, is the choice 3. */

#include "ingest/absent.h"
#include "ingest/textset.h"
#include "store/bulk.h"
#include "store/wave.h"

#include <stdbool.h>
#include <stdint.h>

/* What a cell may be besides a choice, 0 .. list->n - 1, and WIDE_MISSING(reason). */
enum { CODE_UNKNOWN = 65535, CODE_AMBIGUOUS = 65534 };
enum { CODE_LOOK = CODE_LIMIT }; /* no code of a COLUMN_CODE */

/* Texts and the codes they stand for. */
struct code_map {
    struct textset set;
    uint16_t *code; /* by index in the set; owned */
    size_t capacity;
};

struct codes {
    const struct choice_list *list; /* borrowed, as the rest of the form */
    uint16_t empty;                 /* the code of an empty cell */
    uint16_t single[256];           /* of a cell of one byte; CODE_UNKNOWN: look further */
    uint8_t quick[256]; /* likewise by the cell's first byte (its NUL, when it is empty), as in a
                           COLUMN_CODE; CODE_LOOK: there is more to do than to note it */
    struct code_map exact, folded;
    struct bulk_value *values; /* for the store, by code; 256 or more; owned */
    size_t n_values;
    enum { DECIMALS_UNKNOWN, DECIMALS_MET, DECIMALS_TOLD } decimals; /* "3.0" was read as 3 */
    bool has_told_other; /* that an own text in a column of an option was read as chosen */
    bool is_out_of_memory;
};

/* With the settings' has_label_numbers a whole number is the place of a choice in the list, from 1,
   and never its name. ERR_MEMORY. On failure nothing is left to release. */
MUST_CHECK enum status codes_create(struct codes *codes, const struct choice_list *list,
                                    const struct form *form, const struct absent *absent,
                                    struct error *err);
void codes_release(struct codes *codes); /* may be repeated */

/* The code of a cell of n bytes and a NUL; out of memory is noted in `codes`. */
uint16_t codes_find(struct codes *codes, const char *text, size_t n);

/* The same for a part of a cell; CODE_UNKNOWN for 256 bytes or more. */
uint16_t codes_find_part(struct codes *codes, const char *text, size_t n);

/* The choice whose name or label a text is as it stands; else list->n or more. */
uint16_t codes_known(const struct codes *codes, const char *text, size_t n);

/* Makes a text that stands for nothing stand for a code. False when memory runs out. */
bool codes_alias(struct codes *codes, const char *text, size_t n, uint16_t code);

/* codes_find for short cells without a call. */
static inline uint16_t codes_of(struct codes *codes, const char *text, size_t n)
{
    if (n == 0)
        return codes->empty;
    if (n == 1 && codes->single[(unsigned char)text[0]] != CODE_UNKNOWN)
        return codes->single[(unsigned char)text[0]];
    return codes_find(codes, text, n);
}

/* The reason in a code, ANSWERED for a choice; not for CODE_UNKNOWN and CODE_AMBIGUOUS. */
static inline enum missing codes_reason(uint16_t code)
{
    return code < WIDE_LIMIT ? ANSWERED : (enum missing)(code - WIDE_LIMIT);
}

/* A code as it stands in a COLUMN_CODE. */
static inline uint8_t codes_narrow(uint16_t code)
{
    return code < CODE_LIMIT ? (uint8_t)code : CODE_MISSING(codes_reason(code));
}

/* Whether the list needs a COLUMN_WIDE. */
static inline bool codes_are_wide(const struct choice_list *list)
{
    return list->n > CODE_LIMIT;
}

/* "1, 2, 3, 4, 5 or 9": the names of the list, at most ten; "1 to 6: the number of a label" with
   has_label_numbers. NULL when memory runs out. */
const char *codes_wanted(const struct choice_list *list, bool has_label_numbers,
                         struct arena *arena);

/* Whether the choice stands for what respondents add in their own words: LimeSurvey's "-oth-", or
   named "other" or "annat". A cell "-oth-" is the first such choice of a list. */
bool choice_is_other(const struct choice *choice);

#endif
