/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Facets of contact by life event, and comfort with automation by kind of contact. */
#include "report/cell.h"
#include "report/columns.h"
#include "report/kept_rows.h"
#include "report/sheet.h"
#include "report/talk.h"

static void put(struct kept_rows *rows, const struct figure *sessions,
                const struct figure *segments, const char *what, const char *where)
{
    if (sessions == NULL)
        return;
    struct cell *cells = kept_rows_add(rows);
    cells[0] = cell_text(what);
    cells[1] = cell_text(where);
    cells[2] = cell_value(sessions);
    cells[3] = cell_n(sessions);
    cells[4] = cell_value(segments);
    cells[5] = cell_n(segments);
    cells[6] = cell_id(sessions);
}

static void put_facet(struct kept_rows *rows, enum dialogue_facet facet, size_t event)
{
    struct draft *draft = rows->draft;
    const char *name = dialogue_facet_name(facet);
    put(rows, talk_figure(draft, "dialogue/facet", name, event),
        talk_figure(draft, "dialogue/facet_segments", name, event), talk_facet(draft, facet),
        talk_event(draft, event));
}

/* "Comfortable with automation", "With: contact with a person". */
static void put_automation(struct kept_rows *rows, enum dialogue_facet comfort,
                           enum dialogue_facet contact)
{
    struct draft *draft = rows->draft;
    const char *name = dialogue_facet_name(comfort), *other = dialogue_facet_name(contact);
    put(rows, draft_figure(draft, "dialogue/automation", name, other, NULL),
        draft_figure(draft, "dialogue/automation_segments", name, other, NULL),
        talk_facet(draft, comfort), SAY(draft, TEXT_CONTACT_WITH, talk_facet(draft, contact)));
}

/* "Contact that is needed: 5, unnecessary contact: 7 ...": what was asked about first of all. */
static const char *sentence(struct draft *draft)
{
    const char *all = "";
    double n = 0;
    for (int i = FACET_NONE + 1; i < FACET_COUNT; i++) {
        const enum dialogue_facet facet = (enum dialogue_facet)i;
        const struct figure *sessions =
            talk_figure(draft, "dialogue/facet", dialogue_facet_name(facet), TALK_ALL);
        const enum dialogue_dimension dimension = dialogue_facet_dimension(facet);
        if (sessions == NULL || (dimension != DIMENSION_NEED && dimension != DIMENSION_AUTOMATION))
            continue;
        const char *one = SAY(draft, TEXT_CONTACT_COUNT, talk_facet(draft, facet),
                              draft_count(draft, sessions->value));
        all = all[0] == '\0' ? one : SAY(draft, TEXT_LIST, all, one);
        n = sessions->n;
    }
    return all[0] == '\0' ? draft_text(draft, TEXT_CONTACT_SENTENCE_NONE)
                          : SAY(draft, TEXT_CONTACT_SENTENCE, draft_count(draft, n), all);
}

static enum status build(struct draft *draft, struct table *table, struct error *err)
{
    static const struct column_text columns[] = {
        {TEXT_COLUMN_FACET, false, 50},  {TEXT_COLUMN_WHERE, false, 50},
        {TEXT_COLUMN_TALKS, true, 0},    {TEXT_COLUMN_OF_TALKS, true, 0},
        {TEXT_COLUMN_SEGMENTS, true, 0}, {TEXT_COLUMN_OF_SEGMENTS, true, 0},
        {TEXT_COLUMN_FIGURE, false, 0}};
    table->is_plain = true;
    table->sentence = sentence(draft);
    table->note = draft_text(draft, TEXT_THEMES_NOTE);
    draft_columns(draft, columns, COUNT(columns), table);
    struct kept_rows rows;
    TRY(kept_rows_open(draft, table, &rows, err));
    for (int i = FACET_NONE + 1; i < FACET_COUNT; i++) {
        put_facet(&rows, (enum dialogue_facet)i, TALK_ALL);
        for (size_t event = 0; event < talks(draft)->n_events; event++)
            put_facet(&rows, (enum dialogue_facet)i, event);
    }
    for (int i = FACET_NONE + 1; i < FACET_COUNT; i++)
        for (int k = FACET_NONE + 1; k < FACET_COUNT; k++)
            put_automation(&rows, (enum dialogue_facet)i, (enum dialogue_facet)k);
    kept_rows_close(&rows, table);
    return OK;
}

static bool is_wanted(const struct report *report)
{
    return report_has_figures(report, "dialogue/facet/");
}

const struct sheet sheet_contact = {.name = TEXT_SHEET_CONTACT,
                                    .about = TEXT_ABOUT_CONTACT,
                                    .part = PART_TALKS,
                                    .of = SHEET_OF_DIALOGUES,
                                    .is_wanted = is_wanted,
                                    .build = build};
