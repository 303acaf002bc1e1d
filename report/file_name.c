/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/file_name.h"

#include <stdlib.h>
#include <string.h>

/* Most systems take 255 bytes; what is added behind stays well below. */
enum { LONGEST = 120 };

static bool is_plain(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '-' || c == '.';
}

/* Whatever the locale is. */
static int fold(char c)
{
    return c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : (unsigned char)c;
}

/* Case ignored. */
static int compare_names(const char *a, const char *b)
{
    while (*a != '\0' && fold(*a) == fold(*b))
        a++, b++;
    return fold(*a) - fold(*b);
}

/* *is_cut: not all of the key is in it. */
static char *encode(struct arena *arena, const char *key, bool *is_cut)
{
    static const char digits[] = "0123456789ABCDEF";
    char *name = arena_array(arena, LONGEST + 4, char), *to = name;
    if (name == NULL)
        return NULL;
    for (const char *at = key; *at != '\0' && to - name <= LONGEST; at++) {
        if (is_plain(*at) && (at > key || (*at != '.' && *at != '-'))) {
            *to++ = *at;
            continue;
        }
        const unsigned char byte = (unsigned char)*at;
        *to++ = '%';
        *to++ = digits[byte >> 4];
        *to++ = digits[byte & 15];
    }
    *is_cut = to - name > LONGEST;
    return name;
}

/* Names of devices under Windows, with any ending. */
static bool is_reserved(const char *name)
{
    static const char *const devices[] = {"CON", "PRN", "AUX", "NUL", "COM", "LPT"};
    enum { NUMBERED = 4 }; /* from here on a digit follows */
    const size_t n = strcspn(name, ".");
    char start[4] = "";
    strncpy(start, name, 3);
    for (size_t i = 0; i < sizeof devices / sizeof *devices; i++) {
        const bool has_digit = n == 4 && name[3] >= '0' && name[3] <= '9';
        const bool has_length = i < NUMBERED ? n == 3 : has_digit;
        if (has_length && compare_names(start, devices[i]) == 0)
            return true;
    }
    return false;
}

struct named {
    char *name;
    size_t place;
    bool is_marked;
};

static int compare(const void *a, const void *b)
{
    return compare_names(((const struct named *)a)->name, ((const struct named *)b)->name);
}

/* Names that are alike stand together once they are sorted. */
static void mark_alike(struct named *list, size_t n)
{
    qsort(list, n, sizeof *list, compare);
    for (size_t i = 1; i < n; i++)
        if (compare(&list[i - 1], &list[i]) == 0)
            list[i - 1].is_marked = list[i].is_marked = true;
}

enum status file_names_make(const char *const *keys, size_t n, const char *ending,
                            struct arena *arena, const char ***out, struct error *err)
{
    struct arena scratch = {0};
    struct named *list = arena_array(&scratch, n, struct named);
    const char **names = arena_array(arena, n, const char *);
    bool failed = list == NULL || names == NULL;
    for (size_t i = 0; !failed && i < n; i++) {
        list[i].place = i + 1;
        list[i].name = encode(&scratch, keys[i], &list[i].is_marked);
        failed = list[i].name == NULL;
        list[i].is_marked |= !failed && (is_reserved(list[i].name) || *keys[i] == '\0');
    }
    if (!failed)
        mark_alike(list, n);
    for (size_t i = 0; !failed && i < n; i++) {
        const char **name = &names[list[i].place - 1];
        *name = list[i].is_marked
                    ? arena_print(arena, "%s~%zu%s", list[i].name, list[i].place, ending)
                    : arena_print(arena, "%s%s", list[i].name, ending);
        failed = *name == NULL;
    }
    arena_release(&scratch);
    *out = names;
    return failed ? error_memory(err) : OK;
}

bool file_name_is_made(const char *name, const char *ending)
{
    const size_t n = strlen(name), n_ending = strlen(ending);
    if (n <= n_ending || strcmp(name + n - n_ending, ending) != 0 ||
        !(is_plain(*name) || *name == '%' || *name == '~') || *name == '.' || *name == '-')
        return false;
    for (size_t i = 0; i < n - n_ending; i++)
        if (!is_plain(name[i]) && name[i] != '%' && name[i] != '~')
            return false;
    return true;
}
