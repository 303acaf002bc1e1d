/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/codes.h"

#include "base/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { MOST_REMEMBERED = 20000, MOST_WANTED = 10 };

/* What to do when the text has another code already. */
enum clash { CLASH_KEEPS_FIRST, CLASH_IS_AMBIGUOUS };

static bool add(struct code_map *map, const char *text, size_t n, uint16_t code, enum clash clash)
{
    const size_t before = map->set.n;
    uint32_t index;
    if (!textset_add(&map->set, text, n, &index))
        return false;
    if (map->set.n > map->capacity) {
        const size_t larger = 2 * map->set.n + 16;
        uint16_t *grown = realloc(map->code, larger * sizeof *grown);
        if (grown == NULL)
            return false;
        map->code = grown;
        map->capacity = larger;
    }
    if (map->set.n > before)
        map->code[index] = code;
    else if (clash == CLASH_IS_AMBIGUOUS && map->code[index] != code)
        map->code[index] = CODE_AMBIGUOUS;
    return true;
}

static uint16_t find(const struct code_map *map, const char *text, size_t n)
{
    const uint32_t index = textset_find(&map->set, text, n);
    return index == TEXTSET_NONE ? CODE_UNKNOWN : map->code[index];
}

static bool add_folded(struct codes *codes, struct arena *scratch, const char *text, uint16_t code)
{
    const char *folded = text_folded(scratch, text);
    return folded != NULL && add(&codes->folded, folded, strlen(folded), code, CLASH_IS_AMBIGUOUS);
}

static bool is_name(const struct choice_list *list, const char *text, size_t n)
{
    for (size_t i = 0; i < list->n; i++)
        if (strlen(list->choices[i].name) == n && memcmp(list->choices[i].name, text, n) == 0)
            return true;
    return false;
}

static bool add_label(struct codes *codes, const char *label, uint16_t code)
{
    size_t n;
    const char *trimmed = text_trimmed(label, &n);
    if (n == 0)
        return true;
    const bool is_a_name = is_name(codes->list, trimmed, n);
    return add(&codes->exact, trimmed, n, code, is_a_name ? CLASH_KEEPS_FIRST : CLASH_IS_AMBIGUOUS);
}

static bool is_integer(const char *text)
{
    if (*text == '-')
        text++;
    return *text != '\0' && text[strspn(text, "0123456789")] == '\0';
}

static bool add_numbers(struct codes *codes)
{
    char number[24];
    for (size_t i = 0; i < codes->list->n; i++) {
        const int n = snprintf(number, sizeof number, "%zu", i + 1);
        if (!add(&codes->exact, number, (size_t)n, (uint16_t)i, CLASH_KEEPS_FIRST))
            return false;
    }
    return true;
}

bool choice_is_other(const struct choice *choice)
{
    return strcmp(choice->name, "-oth-") == 0 || strcasecmp(choice->name, "other") == 0 ||
           strcasecmp(choice->name, "annat") == 0;
}

/* A choice of the name "-oth-" is in the map already. */
static bool add_other(struct codes *codes)
{
    for (size_t i = 0; i < codes->list->n; i++)
        if (choice_is_other(&codes->list->choices[i]))
            return add(&codes->exact, "-oth-", 5, (uint16_t)i, CLASH_KEEPS_FIRST);
    return true;
}

static bool add_names(struct codes *codes, struct arena *scratch, bool has_numbers)
{
    const struct choice_list *list = codes->list;
    for (size_t i = 0; i < list->n; i++) {
        const char *name = list->choices[i].name;
        if (has_numbers && is_integer(name))
            continue;
        if (!add(&codes->exact, name, strlen(name), (uint16_t)i, CLASH_KEEPS_FIRST) ||
            !add_folded(codes, scratch, name, (uint16_t)i))
            return false;
    }
    return true;
}

/* After all names, so that a label never hides one. */
static bool add_labels(struct codes *codes, struct arena *scratch, size_t n_languages)
{
    const struct choice_list *list = codes->list;
    for (size_t i = 0; i < list->n; i++)
        for (size_t k = 0; k < n_languages && list->choices[i].labels.text != NULL; k++) {
            const char *label = list->choices[i].labels.text[k];
            if (label != NULL && (!add_label(codes, label, (uint16_t)i) ||
                                  !add_folded(codes, scratch, label, (uint16_t)i)))
                return false;
        }
    return true;
}

static bool add_absent(struct codes *codes, const struct absent *absent)
{
    for (uint32_t i = 0; i < absent->codes.n; i++) {
        const char *text = textset_text(&absent->codes, i);
        if (text[0] != '\0' && !add(&codes->exact, text, strlen(text),
                                    WIDE_MISSING(absent->list[i].reason), CLASH_KEEPS_FIRST))
            return false;
    }
    return true;
}

static void fill_single(struct codes *codes)
{
    for (int byte = 0; byte < 256; byte++) {
        const char text = (char)byte;
        codes->single[byte] = find(&codes->exact, &text, 1);
    }
}

/* A choice, or a cell that is simply empty. */
static void fill_quick(struct codes *codes)
{
    for (int byte = 0; byte < 256; byte++) {
        const uint16_t code = byte == 0 ? codes->empty : codes->single[byte];
        const bool is_quick = code < CODE_LIMIT || code == WIDE_MISSING(MISSING_NO_ANSWER);
        codes->quick[byte] = is_quick ? codes_narrow(code) : CODE_LOOK;
    }
}

static bool fill_values(struct codes *codes)
{
    codes->n_values = codes->list->n > 256 ? codes->list->n : 256;
    codes->values = calloc(codes->n_values, sizeof *codes->values);
    if (codes->values == NULL)
        return false;
    for (size_t i = 0; i < codes->list->n; i++) {
        const char *name = codes->list->choices[i].name;
        if (codes->list->are_names_integers)
            codes->values[i] =
                (struct bulk_value){.kind = BULK_IS_INTEGER, .integer = strtoll(name, NULL, 10)};
        else
            codes->values[i] = (struct bulk_value){
                .kind = BULK_IS_TEXT, .text = {.text = name, .n = (uint32_t)strlen(name)}};
    }
    return true;
}

enum status codes_create(struct codes *codes, const struct choice_list *list,
                         const struct form *form, const struct absent *absent, struct error *err)
{
    const bool has_numbers = form->settings.has_label_numbers;
    *codes = (struct codes){.list = list, .empty = WIDE_MISSING(absent->empty)};
    struct arena scratch = {0};
    const bool is_made = (!has_numbers || add_numbers(codes)) &&
                         add_names(codes, &scratch, has_numbers) &&
                         add_labels(codes, &scratch, form->n_languages) && add_other(codes) &&
                         add_absent(codes, absent) && fill_values(codes);
    arena_release(&scratch);
    if (!is_made) {
        codes_release(codes);
        return error_memory(err);
    }
    fill_single(codes);
    fill_quick(codes);
    return OK;
}

void codes_release(struct codes *codes)
{
    textset_release(&codes->exact.set);
    textset_release(&codes->folded.set);
    free(codes->exact.code);
    free(codes->folded.code);
    free(codes->values);
    *codes = (struct codes){0};
}

/* "3.0" or "3,00" is the whole number before the separator; its length, or 0. */
static size_t whole_number(const char *text, size_t n)
{
    size_t i = n > 0 && text[0] == '-' ? 1 : 0;
    const size_t first = i;
    while (i < n && text[i] >= '0' && text[i] <= '9')
        i++;
    const size_t end = i;
    if (end == first || end + 1 >= n || (text[end] != '.' && text[end] != ','))
        return 0;
    for (i = end + 1; i < n; i++)
        if (text[i] != '0')
            return 0;
    return end;
}

static uint16_t find_folded(struct codes *codes, const char *text, size_t n)
{
    struct arena arena = {0};
    const char *copy = arena_text_n(&arena, text, n);
    const char *folded = copy == NULL ? NULL : text_folded(&arena, copy);
    codes->is_out_of_memory |= folded == NULL;
    const uint16_t code =
        folded == NULL ? CODE_UNKNOWN : find(&codes->folded, folded, strlen(folded));
    arena_release(&arena);
    return code;
}

static uint16_t find_whole_number(struct codes *codes, const char *text, size_t n)
{
    const size_t n_whole = codes->list->are_names_integers ? whole_number(text, n) : 0;
    const uint16_t code = n_whole == 0 ? CODE_UNKNOWN : find(&codes->exact, text, n_whole);
    if (code >= codes->list->n)
        return CODE_UNKNOWN;
    if (codes->decimals == DECIMALS_UNKNOWN)
        codes->decimals = DECIMALS_MET;
    return code;
}

/* Each way costs more than the one before it. */
static uint16_t find_at_length(struct codes *codes, const char *text, size_t n)
{
    size_t n_trimmed;
    const char *trimmed = text_trimmed(text, &n_trimmed);
    if (n_trimmed == 0)
        return codes->empty;
    uint16_t code = n_trimmed < n ? find(&codes->exact, trimmed, n_trimmed) : CODE_UNKNOWN;
    if (code == CODE_UNKNOWN)
        code = find_folded(codes, trimmed, n_trimmed);
    if (code == CODE_UNKNOWN)
        code = find_whole_number(codes, trimmed, n_trimmed);
    return code;
}

/* What was found at length is remembered: exports repeat themselves. */
uint16_t codes_find(struct codes *codes, const char *text, size_t n)
{
    const uint32_t index = textset_find(&codes->exact.set, text, n);
    if (index != TEXTSET_NONE)
        return codes->exact.code[index];
    const uint16_t code = find_at_length(codes, text, n);
    if (codes->exact.set.n < MOST_REMEMBERED && !codes->is_out_of_memory &&
        !add(&codes->exact, text, n, code, CLASH_KEEPS_FIRST))
        codes->is_out_of_memory = true;
    return code;
}

uint16_t codes_known(const struct codes *codes, const char *text, size_t n)
{
    return find(&codes->exact, text, n);
}

bool codes_alias(struct codes *codes, const char *text, size_t n, uint16_t code)
{
    if (!add(&codes->exact, text, n, code, CLASH_KEEPS_FIRST))
        return false;
    if (n == 1) {
        codes->single[(unsigned char)text[0]] = code;
        fill_quick(codes);
    }
    return true;
}

uint16_t codes_find_part(struct codes *codes, const char *text, size_t n)
{
    char copy[256];
    const uint32_t index = textset_find(&codes->exact.set, text, n);
    if (index != TEXTSET_NONE)
        return codes->exact.code[index];
    if (n >= sizeof copy)
        return CODE_UNKNOWN; /* no name is that long */
    memcpy(copy, text, n);
    copy[n] = '\0';
    return codes_find(codes, copy, n);
}

const char *codes_wanted(const struct choice_list *list, bool has_label_numbers,
                         struct arena *arena)
{
    if (has_label_numbers)
        return arena_print(arena, "1 to %zu: the number of a label", list->n);
    const char *wanted = "";
    for (size_t i = 0; i < list->n && i < MOST_WANTED && wanted != NULL; i++) {
        const char *before = i == 0 ? "" : i + 1 == list->n ? " or " : ", ";
        wanted = arena_print(arena, "%s%s%s", wanted, before, list->choices[i].name);
    }
    if (wanted != NULL && list->n > MOST_WANTED)
        wanted = arena_print(arena, "%s or one of %zu more", wanted, list->n - MOST_WANTED);
    return wanted;
}
