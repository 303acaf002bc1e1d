/* SPDX-License-Identifier: GPL-3.0-or-later */
/* needs.csv: which index of the agencies has to do with which theme of the citizens. */
#include "ingest/dialogues.h"
#include "ingest/dialogues_inside.h"
#include "ingest/labels.h"
#include "ingest/say.h"
#include "ingest/value.h"

#include <string.h>

enum { THEME, INDEX, REASON };

static const struct table_column columns[] = {
    [THEME] = {.name = "theme", .is_required = true},
    [INDEX] = {.name = "index", .is_required = true},
    [REASON] = {.name = "reason", .has_languages = true},
};

const struct table_layout needs_layout = {"needs", columns, COUNT(columns)};

static void check_once(const struct talks *talks, const struct dialogue_need *need)
{
    for (size_t i = 0; i < talks->out->n_needs; i++) {
        const struct dialogue_need *before = &talks->out->needs[i];
        if (before->code == need->code && strcmp(before->index, need->index) == 0)
            table_fault(talks->in, need->at, _("'%s' is linked to '%s' already in line %ld"),
                        talks->out->codes[need->code].name, need->index, before->at.line);
    }
}

static enum status take_need(struct talks *talks, size_t row, struct error *err)
{
    const struct table *table = &talks->table[TALK_NEEDS];
    const struct entry theme = table_entry(table, row, THEME);
    const struct entry index = table_entry(table, row, INDEX);
    struct dialogue_need need = {.index = index.text, .at = theme.at, .index_at = index.at};
    const uint32_t code = talks_find(talks, &talks->code_names, theme, "theme");
    TRY(labels_read(talks->in, (struct label_cell){table, row, REASON}, &need.reason, err));
    if (index.text[0] == '\0')
        table_fault(talks->in, index.at, "%s", _("index is blank; want one of the survey beside"));
    if (need.reason.text == NULL)
        table_fault(talks->in, table_entry(table, row, REASON).at, "%s",
                    _("reason is blank; say why the theme has to do with the index"));
    if (code == TEXTSET_NONE || index.text[0] == '\0')
        return OK;
    need.code = code;
    check_once(talks, &need);
    talks->out->needs[talks->out->n_needs++] = need;
    return OK;
}

enum status talks_take_needs(struct talks *talks, struct error *err)
{
    const struct table *table = &talks->table[TALK_NEEDS];
    if (table->exists && talks->form->settings.beside == 0)
        table_fault(talks->in, (struct place){table->path, 0, 0}, "%s",
                    _("has no effect without the setting beside, the survey that has the indices"));
    talks->out->needs = arena_array(talks->in->arena, table->n_rows, struct dialogue_need);
    if (talks->out->needs == NULL)
        return error_memory(err);
    for (size_t row = 0; row < table->n_rows; row++)
        TRY(take_need(talks, row, err));
    return OK;
}

static bool is_index(const struct form *survey, const char *code)
{
    const struct indicator *indicator = form_indicator(survey, code);
    return indicator != NULL && indicator->type == INDICATOR_AGGREGATE;
}

static const char *say_index(const struct form *survey, const char *code, struct arena *arena)
{
    struct arena scratch = {0};
    size_t n = 0;
    const char **names = arena_array(&scratch, survey->n_indicators, const char *);
    for (size_t i = 0; names != NULL && i < survey->n_indicators; i++)
        if (survey->indicators[i].type == INDICATOR_AGGREGATE)
            names[n++] = survey->indicators[i].code;
    const char *said = names == NULL ? "" : say_nearest(arena, code, names, n);
    arena_release(&scratch);
    return said;
}

enum status dialogues_check_needs(const struct form *form, const struct form *survey,
                                  struct findings *found, struct error *err)
{
    const struct reading in = {.arena = found->arena, .found = found, .folder = form->folder};
    const struct dialogues *d = form->dialogues;
    for (size_t i = 0; i < d->n_needs; i++)
        if (!is_index(survey, d->needs[i].index))
            table_fault(&in, d->needs[i].index_at, _("index '%s' is no index of %s%s"),
                        d->needs[i].index, survey->folder,
                        say_index(survey, d->needs[i].index, found->arena));
    return found->is_out_of_memory ? error_memory(err) : OK;
}
