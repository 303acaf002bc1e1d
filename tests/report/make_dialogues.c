/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "make_dialogues.h"

#include "analysis/analysis.h"
#include "store/put.h"
#include "store/table.h"
#include "tests/analysis/hand_dialogues.h"

#include <stdio.h>
#include <stdlib.h>

static void demand(enum status status, const struct error *err)
{
    if (status == OK)
        return;
    fprintf(stderr, "%s\n", err->text);
    abort();
}

static const struct form *make_form(struct arena *arena)
{
    static const char *const languages[] = {"Svenska (sv)", "English (en)"};
    static const char *const title[] = {"Samtal 2021", "Talks 2021"};
    static const char *const why[] = {"Det hänger ihop.", "They belong together."};
    static struct dialogue_need needs[] = {
        {.code = TRUST, .index = "NYTTA", .reason = {why}},
        {.code = CONTACT, .index = "INCITAMENT", .reason = {why}},
    };
    static struct dialogues linked;
    linked = talks;
    linked.needs = needs;
    linked.n_needs = COUNT(needs);
    struct form *form = arena_new(arena, struct form);
    if (form == NULL)
        abort();
    form->folder = "dialogues";
    form->languages = languages;
    form->n_languages = COUNT(languages);
    form->dialogues = &linked;
    form->settings = (struct settings){.form_id = "talks",
                                       .title = {title},
                                       .kind = KIND_DIALOGUES,
                                       .wave = 2021,
                                       .beside = 2022,
                                       .is_simulated = true,
                                       .unit_key = "",
                                       .confidence = 0.95};
    return form;
}

void make_dialogues(struct arena *arena, const struct report *survey, struct report *out)
{
    struct wave *wave = arena_new(arena, struct wave);
    struct figures *figures = arena_new(arena, struct figures);
    struct findings found = {.arena = arena};
    struct error err = {0};
    uint32_t first = 0;
    if (wave == NULL || figures == NULL)
        abort();
    *wave = (struct wave){.form = make_form(arena), .arena = arena, .is_simulated = true};
    figures->arena = arena;
    demand(store_put_form(survey->store, wave, &first, &err), &err);
    demand(analysis_run(wave, (struct analysis_options){.threads = 1, .seed = 1, .replicates = 50},
                        &found, figures, &err),
           &err);
    demand(store_put_findings(survey->store, wave, &found, &err), &err);
    *out = (struct report){.wave = wave,
                           .figures = figures,
                           .store = survey->store,
                           .language = survey->language,
                           .profile = survey->profile,
                           .program = survey->program,
                           .beside = survey};
}
