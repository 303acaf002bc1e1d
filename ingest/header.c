/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/header.h"

#include "base/text.h"

#include <string.h>

bool header_create(struct header *header, const struct row *row, struct arena *arena)
{
    *header = (struct header){.n = row->n_cells, .arena = arena};
    header->names = arena_array(arena, row->n_cells, const char *);
    header->is_used = arena_array(arena, row->n_cells, bool);
    header->cell = arena_array(arena, row->n_cells, int);
    if (header->names == NULL || header->is_used == NULL || header->cell == NULL)
        return false;
    for (size_t i = 0; i < row->n_cells; i++) {
        size_t n;
        const char *trimmed = text_trimmed(row->cells[i].text, &n);
        const size_t before = header->set.n;
        uint32_t index;
        header->names[i] = arena_text_n(arena, trimmed, n);
        if (header->names[i] == NULL || !textset_add(&header->set, trimmed, n, &index))
            return false;
        header->cell[index] = header->set.n > before ? (int)i : THERE_TWICE;
    }
    return true;
}

void header_release(struct header *header)
{
    textset_release(&header->set);
}

static bool goes_on(const char *name, const char *wanted, size_t n)
{
    return strncmp(name, wanted, n) == 0 && name[n] != '\0' && strchr(". :\n\r\t", name[n]) != NULL;
}

int header_find(const struct header *header, const char *wanted)
{
    const size_t n = strlen(wanted);
    const uint32_t index = textset_find(&header->set, wanted, n);
    if (index != TEXTSET_NONE)
        return header->cell[index];
    int cell = NOT_THERE;
    for (size_t i = 0; i < header->n; i++)
        if (goes_on(header->names[i], wanted, n))
            cell = cell == NOT_THERE ? (int)i : THERE_TWICE;
    return cell;
}

size_t header_claim(struct header *header, const char *wanted, size_t fields[2])
{
    const size_t length = strlen(wanted);
    const bool is_whole = textset_find(&header->set, wanted, length) != TEXTSET_NONE;
    size_t n = 0;
    for (size_t i = 0; i < header->n; i++) {
        const bool is_it = is_whole ? strcmp(header->names[i], wanted) == 0
                                    : goes_on(header->names[i], wanted, length);
        if (!is_it)
            continue;
        header->is_used[i] = true;
        if (n++ < 2)
            fields[n - 1] = i + 1;
    }
    return n;
}

static const struct {
    const char *before, *after;
} option_forms[] = {{"/", ""}, {"[", "]"}, {"_", ""}, {".", ""}};

/* "" when memory runs out. */
static const char *option_header(struct header *header, const char *question, const char *option,
                                 size_t form)
{
    const char *text = arena_print(header->arena, "%s%s%s%s", question, option_forms[form].before,
                                   option, option_forms[form].after);
    header->is_out_of_memory |= text == NULL;
    return text == NULL ? "" : text;
}

int header_find_option(struct header *header, const char *question, const char *option,
                       const char **wanted)
{
    *wanted = option_header(header, question, option, 0);
    int cell = header_find(header, *wanted);
    for (size_t i = 1; i < COUNT(option_forms) && cell == NOT_THERE; i++) {
        const char *other = option_header(header, question, option, i);
        cell = header_find(header, other);
        if (cell != NOT_THERE)
            *wanted = other;
    }
    return cell;
}

static bool fold_names(struct header *header)
{
    if (header->folded != NULL)
        return true;
    const char **folded = arena_array(header->arena, header->n, const char *);
    for (size_t i = 0; folded != NULL && i < header->n; i++) {
        folded[i] = text_folded(header->arena, header->names[i]);
        if (folded[i] == NULL)
            folded = NULL;
    }
    header->folded = folded;
    header->is_out_of_memory |= folded == NULL;
    return folded != NULL;
}

int header_find_folded(struct header *header, const char *wanted)
{
    const char *folded = text_folded(header->arena, wanted);
    header->is_out_of_memory |= folded == NULL;
    if (folded == NULL || !fold_names(header))
        return NOT_THERE;
    const size_t n = strlen(folded);
    for (size_t i = 0; i < header->n; i++)
        if (!header->is_used[i] &&
            (strcmp(header->folded[i], folded) == 0 || goes_on(header->folded[i], folded, n)))
            return (int)i;
    return NOT_THERE;
}

int header_find_folded_option(struct header *header, const char *question, const char *option)
{
    int cell = NOT_THERE;
    for (size_t i = 0; i < COUNT(option_forms) && cell == NOT_THERE; i++)
        cell = header_find_folded(header, option_header(header, question, option, i));
    return cell;
}
