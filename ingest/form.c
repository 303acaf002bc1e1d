/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/form.h"

#include "ingest/choices.h"
#include "ingest/cooperation_source.h"
#include "ingest/crosswalk.h"
#include "ingest/dialogues.h"
#include "ingest/edit_rules.h"
#include "ingest/folder.h"
#include "ingest/hypotheses.h"
#include "ingest/indices.h"
#include "ingest/register_header.h"
#include "ingest/scope.h"
#include "ingest/settings.h"
#include "ingest/strata.h"
#include "ingest/survey.h"
#include "ingest/uncertainty.h"

#include <string.h>

enum {
    SETTINGS,
    SURVEY,
    CHOICES,
    INDICES,
    HYPOTHESES,
    CROSSWALK,
    UNCERTAINTY,
    COOPERATION,
    EDIT_RULES,
    TABLE_COUNT
};

static const struct table_layout *const layouts[] = {
    [SETTINGS] = &settings_layout,       [SURVEY] = &survey_layout,
    [CHOICES] = &choices_layout,         [INDICES] = &indices_layout,
    [HYPOTHESES] = &hypotheses_layout,   [CROSSWALK] = &crosswalk_layout,
    [UNCERTAINTY] = &uncertainty_layout, [COOPERATION] = &cooperation_layout,
    [EDIT_RULES] = &edit_rules_layout,
};
_Static_assert(COUNT(layouts) == TABLE_COUNT, "every table needs its layout");

struct tables {
    struct table table[TABLE_COUNT];
};

/* All but the settings, which are read first. */
static enum status read_tables(struct reading *in, struct tables *tables, struct error *err)
{
    const struct table *all[TABLE_COUNT] = {&tables->table[SETTINGS]};
    for (size_t i = SETTINGS + 1; i < TABLE_COUNT; i++) {
        TRY((i == COOPERATION ? table_read_header : table_read)(in, layouts[i], &tables->table[i],
                                                                err));
        all[i] = &tables->table[i];
    }
    return labels_languages(in, all, TABLE_COUNT, settings_language(all[SETTINGS]), err);
}

static void check_missing(const struct reading *in, struct tables *tables)
{
    const bool is_needed[] = {
        [SETTINGS] = true, [CHOICES] = tables->table[SURVEY].exists, [INDICES] = true};
    for (size_t i = 0; i < COUNT(is_needed); i++) {
        struct table *table = &tables->table[i];
        if (!is_needed[i] || table->exists)
            continue;
        table->is_broken = true;
        table_fault(in, (struct place){table->path, 0, 0}, "%s",
                    i == CHOICES ? _("the file is missing; survey.csv needs it")
                                 : _("the file is missing; every survey folder needs it"));
    }
}

static enum status check_frame(const struct reading *in, const struct form *form, struct error *err)
{
    const struct settings *settings = &form->settings;
    if (settings->frame == NULL || form->n_register_names == 0)
        return OK;
    return scope_check(in, form,
                       (struct scope_expression){.text = settings->frame,
                                                 .at = settings->frame_at,
                                                 .names = SCOPE_REGISTER},
                       err);
}

static bool is_used(const struct form *form, const struct choice_list *list)
{
    for (size_t i = 0; i < form->n_questions; i++)
        if (form->questions[i].list == list)
            return true;
    for (size_t i = 0; i < form->n_indicators; i++)
        if (form->indicators[i].list == list)
            return true;
    return false;
}

static void check_lists(const struct reading *in, const struct form *form)
{
    for (size_t i = 0; i < form->n_lists; i++)
        if (!is_used(form, &form->lists[i]))
            table_fault(in, form->lists[i].at,
                        _("list '%s' is used by no question and named after no Group"),
                        form->lists[i].name);
}

/* Bands divide 0-100, so at least one index must be there. */
static void check_bands(const struct reading *in, const struct form *form)
{
    bool has_index = false;
    for (size_t i = 0; i < form->n_indicators; i++) {
        if (form->indicators[i].type != INDICATOR_AGGREGATE)
            continue;
        has_index = true;
        if (form->indicators[i].is_percent_scale)
            return;
    }
    const bool is_tree_known = in->found->count[FINDING_FAULT] == 0;
    if (has_index && is_tree_known && form->settings.n_bands > 0)
        table_fault(in, form->settings.bands_at, "%s",
                    _("bands has no effect: no index is on 0-100"));
}

/* What the codes of indices.csv are needed for. */
static enum status take_claims(const struct reading *in, const struct tables *tables,
                               struct form *form, struct error *err)
{
    const struct table *settings = &tables->table[SETTINGS];
    TRY(cooperation_take(in, &tables->table[COOPERATION], settings_cooperation(settings, false),
                         settings_cooperation(settings, true), form, err));
    TRY(hypotheses_take(in, &tables->table[HYPOTHESES], form, err));
    TRY(edit_rules_take(in, &tables->table[EDIT_RULES], form, err));
    TRY(crosswalk_take(in, &tables->table[CROSSWALK], form, err));
    TRY(strata_take(in, settings_strata(&tables->table[SETTINGS]), form, err));
    TRY(uncertainty_take(in, &tables->table[UNCERTAINTY], form, err));
    check_lists(in, form);
    check_bands(in, form);
    survey_number_columns(form);
    return OK;
}

/* Scores are for the answers to questions; without survey.csv every column would be a number, and
   each indicator a fault. */
static void check_survey(const struct reading *in, struct table *survey, const struct form *form)
{
    for (size_t i = 0; !survey->exists && i < form->n_lists; i++) {
        if (!choices_have_scores(&form->lists[i]))
            continue;
        survey->is_broken = true;
        table_fault(in, (struct place){survey->path, 0, 0},
                    _("the file is missing; choices.csv has scores for answers to its questions, "
                      "such as those of list '%s'"),
                    form->lists[i].name);
        return;
    }
}

/* A table that is broken would make faults of all that refers to it: those who would are then left
   for the next run. */
static enum status take_tables(const struct reading *in, struct tables *tables,
                               const char *register_path, struct form *form, struct error *err)
{
    struct table *table = tables->table;
    struct index_defaults defaults;
    check_missing(in, tables);
    TRY(settings_take(in, &table[SETTINGS], &form->settings, &defaults, err));
    TRY(register_header_read(in, register_path, form, err));
    if (table[SETTINGS].n_rows > 0)
        register_header_check(in, form);
    TRY(check_frame(in, form, err));
    if (!table[CHOICES].is_broken)
        TRY(choices_take(in, &table[CHOICES], form, err));
    check_survey(in, &table[SURVEY], form);
    if (!table[CHOICES].is_broken && !table[SURVEY].is_broken)
        TRY(survey_take(in, &table[SURVEY], form, err));
    const bool are_columns_known = !table[CHOICES].is_broken && !table[SURVEY].is_broken &&
                                   form->has_register == (form->n_register_names > 0);
    if (are_columns_known && !table[INDICES].is_broken)
        TRY(indices_take(in, &table[INDICES], &defaults, form, err));
    if (are_columns_known && !table[INDICES].is_broken)
        TRY(take_claims(in, tables, form, err));
    return folder_say_unread(in, KIND_SURVEY, err);
}

static enum status list_sources(const struct reading *in, const struct tables *tables,
                                struct form_sources *out, struct error *err)
{
    *out = (struct form_sources){.list = arena_array(in->arena, TABLE_COUNT, struct source)};
    if (out->list == NULL)
        return error_memory(err);
    for (size_t i = 0; i < TABLE_COUNT; i++)
        if (tables->table[i].exists)
            out->list[out->n++] = tables->table[i].source;
    return OK;
}

static enum status read_survey(struct reading *in, struct tables *tables, const char *register_path,
                               struct form *form, struct form_sources *sources, struct error *err)
{
    TRY(read_tables(in, tables, err));
    form->languages = in->languages.name;
    form->n_languages = in->languages.n;
    form->has_survey = tables->table[SURVEY].exists;
    TRY(take_tables(in, tables, register_path, form, err));
    return list_sources(in, tables, sources, err);
}

enum status form_read(const char *folder, struct form_options options, struct form **out,
                      struct form_sources *sources, struct error *err)
{
    struct reading in = {.arena = options.arena, .found = options.found};
    struct tables *tables = arena_new(options.arena, struct tables);
    struct form *form = arena_new(options.arena, struct form);
    *out = NULL;
    *sources = (struct form_sources){0};
    if (tables == NULL || form == NULL)
        return error_memory(err);
    TRY(folder_check(folder, options.arena, &in.folder, err));
    form->folder = in.folder;
    struct table *settings = &tables->table[SETTINGS];
    TRY(table_read(&in, &settings_layout, settings, err));
    if (settings_kind(settings) == KIND_DIALOGUES)
        TRY(dialogues_read(&in, settings, form, sources, err));
    else
        TRY(read_survey(&in, tables, options.register_path, form, sources, err));
    sources->kind = settings_kind(settings);
    TRY(findings_status(options.found, err));
    *out = form;
    return OK;
}
