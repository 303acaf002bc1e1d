/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/talk.h"

#include "base/missing.h"
#include "report/cell.h"
#include "store/agreement.h"

const char *talk_code(struct draft *draft, size_t code)
{
    const struct dialogue_code *of = &talks(draft)->codes[code];
    return draft_label(draft, of->labels, of->name);
}

const char *talk_event(struct draft *draft, size_t event)
{
    if (event == TALK_ALL)
        return draft_text(draft, TEXT_TALK_ALL);
    const struct life_event *of = &talks(draft)->events[event];
    return draft_label(draft, of->labels, of->name);
}

const char *talk_facet(struct draft *draft, enum dialogue_facet facet)
{
    static const enum text texts[] = {
        [FACET_NONE] = TEXT_FACET_NONE,
#define FACET(constant, dimension, name) [FACET_##constant] = TEXT_FACET_##constant,
#include "store/dialogue_facet.def"
    };
    _Static_assert(COUNT(texts) == FACET_COUNT, "every facet needs its text");
    return draft_text(draft, texts[facet]);
}

const struct figure *talk_figure(struct draft *draft, const char *measure, const char *subject,
                                 size_t event)
{
    const char *group = NULL;
    if (event != TALK_ALL) {
        group = figure_level(draft->arena, "life_event", talks(draft)->events[event].name);
        draft->is_out_of_memory |= group == NULL;
        if (group == NULL)
            return NULL;
    }
    return draft_figure(draft, measure, subject, NULL, group);
}

struct cell talk_verdict(struct draft *draft, size_t code)
{
    static const enum text texts[] = {
#define AGREEMENT_VERDICT(constant, name, from) [AGREEMENT_##constant] = TEXT_AGREEMENT_##constant,
#include "store/agreement.def"
#undef AGREEMENT_VERDICT
    };
    _Static_assert(COUNT(texts) == AGREEMENT_VERDICT_COUNT, "every verdict needs its text");
    const char *name = code == NO_CODE ? NULL : talks(draft)->codes[code].name;
    const struct figure *verdict = draft_figure(draft, "agreement/verdict", name, NULL, NULL);
    if (verdict == NULL || is_missing(verdict->value))
        return cell_missing(CELL_NOT_APPLICABLE);
    return cell_text(draft_text(draft, texts[(size_t)verdict->value]));
}
