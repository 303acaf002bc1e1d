/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/text.h"
#include "lint/checks.h"

#include <string.h>
#include <strings.h>

/* --- what the link says ---------------------------------------------------------------------- */

static bool is_vague(struct checked *c, const char *text)
{
    static const char *const words[] = {"click here",
                                        "here",
                                        "link",
                                        "this link",
                                        "read more",
                                        "more",
                                        "more information",
                                        "go",
                                        "see here",
                                        "klicka här",
                                        "här",
                                        "länk",
                                        "länken",
                                        "läs mer",
                                        "mer",
                                        "läs mer här",
                                        "mer information",
                                        "gå till",
                                        "se här",
                                        "hit",
                                        "tryck här"};
    const char *folded = text_folded(c->report->arena, text);
    c->report->is_out_of_memory |= folded == NULL;
    for (size_t i = 0; folded != NULL && i < COUNT(words); i++)
        if (strcmp(folded, words[i]) == 0)
            return true;
    return false;
}

static bool is_address(const char *text)
{
    static const char *const starts[] = {"http://", "https://", "www.",     "ftp://",
                                         "mailto:", "file://",  "internal:"};
    for (size_t i = 0; i < COUNT(starts); i++)
        if (strncasecmp(text, starts[i], strlen(starts[i])) == 0)
            return strpbrk(text, " \t\n") == NULL;
    return false;
}

static void check_text(struct checked *c, const struct lint_sheet *sheet,
                       const struct lint_link *link)
{
    const struct lint_cell *cell = lint_cell_at(sheet, link->area.top, link->area.left);
    const char *text = lint_text_of(c->book, cell);
    if (cell == NULL)
        lint_add(c->report, RULE_LINK_BLANK, sheet, link->area, _("a link to %s"),
                 lint_quote(c->report, link->place[0] != '\0' ? link->place : link->target));
    else if (cell->kind != VALUE_TEXT)
        return;
    else if (is_vague(c, text))
        lint_add(c->report, RULE_LINK_VAGUE, sheet, link->area, "%s", lint_quote(c->report, text));
    else if (is_address(text))
        lint_add(c->report, RULE_LINK_URL, sheet, link->area, "%s", lint_quote(c->report, text));
}

/* --- where it goes --------------------------------------------------------------------------- */

static bool is_name(const struct lint_book *book, const char *text)
{
    for (size_t i = 0; i < book->n_names; i++)
        if (strcasecmp(book->names[i].name, text) == 0)
            return true;
    for (size_t i = 0; i < book->n_sheets; i++)
        for (size_t j = 0; j < book->sheets[i].n_tables; j++)
            if (strncasecmp(book->sheets[i].tables[j].name, text,
                            strlen(book->sheets[i].tables[j].name)) == 0)
                return true;
    return false;
}

/* Why a place without a sheet is none, or NULL. */
static const char *fault_of_name(const struct lint_book *book, const char *place)
{
    struct lint_area area;
    const char *rest = lint_read_area(place, &area);
    if ((rest != NULL && *rest == '\0') || is_name(book, place))
        return NULL;
    return _("%s is neither a cell nor a name");
}

static void check_reach(struct checked *c, const struct lint_sheet *from,
                        const struct lint_link *link, const struct lint_sheet *to,
                        const struct lint_area *area)
{
    const bool is_beyond = to->is_cells && (to->n_cells == 0 || area->top > to->used.bottom ||
                                            area->left > to->used.right);
    if (is_beyond && to->n_objects == 0)
        lint_add(c->report, RULE_LINK_NOWHERE, from, link->area, "%s",
                 lint_quote(c->report, link->place));
}

static void check_place(struct checked *c, const struct lint_sheet *sheet,
                        const struct lint_link *link)
{
    const char *place = link->place + (link->place[0] == '#' ? 1 : 0), *fault = NULL;
    const struct lint_sheet *to = NULL;
    struct lint_area area = {0};
    if (strchr(place, '!') == NULL)
        fault = fault_of_name(c->book, place);
    else if (lint_reference(c->book, place, &to, &area) && to != NULL && !to->is_hidden)
        check_reach(c, sheet, link, to, &area);
    else if (to == NULL)
        fault = _("%s: there is no such sheet");
    else if (to->is_hidden)
        fault = _("%s: the sheet is hidden");
    else if (strstr(place, "#REF!") != NULL)
        fault = _("%s is no cell");
    if (fault != NULL)
        lint_add(c->report, RULE_LINK_DEAD, sheet, link->area, fault, lint_quote(c->report, place));
}

void check_links(struct checked *c, const struct lint_sheet *sheet)
{
    for (size_t i = 0; i < sheet->n_links; i++) {
        const struct lint_link *link = &sheet->links[i];
        check_text(c, sheet, link);
        if (link->is_lost)
            lint_add(c->report, RULE_LINK_DEAD, sheet, link->area, "%s",
                     _("its address is not in the file"));
        else if (link->place[0] != '\0' && link->target[0] == '\0')
            check_place(c, sheet, link);
    }
}
