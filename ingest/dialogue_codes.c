/* SPDX-License-Identifier: GPL-3.0-or-later */
/* codes.csv: the tree of codes. */
#include "ingest/dialogues_inside.h"
#include "ingest/labels.h"
#include "ingest/names.h"
#include "ingest/value.h"

#include <string.h>

enum { CODE, PARENT, LABEL, FACET };

static const struct table_column columns[] = {
    [CODE] = {.name = "code", .is_required = true},
    [PARENT] = {.name = "parent"},
    [LABEL] = {.name = "label", .has_languages = true},
    [FACET] = {.name = "facet"},
};

const struct table_layout codes_layout = {"codes", columns, COUNT(columns)};

static void take_facet(const struct talks *talks, struct entry cell, struct dialogue_code *code)
{
    const char *names[FACET_COUNT - 1];
    int index = 0;
    for (int i = 0; i < FACET_COUNT - 1; i++)
        names[i] = dialogue_facet_name((enum dialogue_facet)(FACET_NONE + 1 + i));
    if (value_name(talks->in, cell, names, FACET_COUNT - 1, &index))
        code->facet = (enum dialogue_facet)(FACET_NONE + 1 + index);
}

static enum status take_code(struct talks *talks, size_t row, struct names *names,
                             struct error *err)
{
    const struct table *table = &talks->table[TALK_CODES];
    const struct entry name = table_entry(table, row, CODE);
    struct dialogue_code *code = &talks->out->codes[row];
    uint32_t index = 0;
    *code = (struct dialogue_code){.name = name.text, .parent = NO_CODE, .at = name.at};
    if (name.text[0] == '\0')
        table_fault(talks->in, name.at, "%s", _("the code has no name"));
    else
        TRY(names_add(talks->in, names, (struct name){name.text, name.at}, err));
    if (!textset_add(&talks->code_names, name.text, strlen(name.text), &index))
        return error_memory(err);
    take_facet(talks, table_entry(table, row, FACET), code);
    return labels_read(talks->in, (struct label_cell){table, row, LABEL}, &code->labels, err);
}

/* Where the code of that number stands: numbers are rows while no name is there twice. */
static size_t row_of(const struct talks *talks, uint32_t number)
{
    const char *name = textset_text(&talks->code_names, number);
    size_t row = number; /* a name that is there twice moves later ones down */
    while (strcmp(talks->out->codes[row].name, name) != 0)
        row++;
    return row;
}

static void link_parent(struct talks *talks, size_t row)
{
    const struct entry cell = table_entry(&talks->table[TALK_CODES], row, PARENT);
    if (cell.text[0] == '\0')
        return;
    const uint32_t parent = talks_find(talks, &talks->code_names, cell, "parent");
    if (parent != TEXTSET_NONE)
        talks->out->codes[row].parent = row_of(talks, parent);
}

/* Cuts the tree where walking up from the code comes back to it. */
static void break_circle(struct talks *talks, size_t start)
{
    struct dialogues *out = talks->out;
    size_t up = out->codes[start].parent;
    for (size_t steps = 0; up != NO_CODE && up != start && steps <= out->n_codes; steps++)
        up = out->codes[up].parent;
    if (up != start)
        return;
    const struct entry cell = table_entry(&talks->table[TALK_CODES], start, PARENT);
    table_fault(talks->in, cell.at, _("code '%s' stands below itself, by way of its parent '%s'"),
                out->codes[start].name, cell.text);
    out->codes[start].parent = NO_CODE;
}

enum status talks_take_codes(struct talks *talks, struct error *err)
{
    const struct table *table = &talks->table[TALK_CODES];
    struct names names = {.arena = talks->in->arena};
    struct dialogues *out = talks->out;
    out->codes = arena_array(talks->in->arena, table->n_rows, struct dialogue_code);
    if (out->codes == NULL)
        return error_memory(err);
    for (size_t row = 0; row < table->n_rows; row++) {
        TRY(take_code(talks, row, &names, err));
        out->n_codes++;
    }
    for (size_t row = 0; row < out->n_codes; row++)
        link_parent(talks, row);
    for (size_t row = 0; row < out->n_codes; row++)
        break_circle(talks, row);
    if (table->exists && !table->is_broken && table->n_rows == 0)
        table_fault(talks->in, (struct place){table->path, 0, 0}, "%s",
                    _("there is no code below the header"));
    return OK;
}
