/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/claim_part.h"

#include "report/unit_name.h"

#include <string.h>

/* The two parts of an index that is cut, as ids have them. */
static const char *const cut_levels[] = {"strong", "other"};

static const struct grouping *grouping_of(const struct draft *draft, const struct hypothesis *h)
{
    const struct wave *wave = draft->report->wave;
    for (size_t g = 0; g < wave->n_groups; g++)
        if (wave->groups[g].of == h->group)
            return &wave->groups[g];
    return NULL;
}

const char *claim_level(struct draft *draft, const struct hypothesis *h, size_t i)
{
    if (h->group->type == INDICATOR_AGGREGATE)
        return SAY(draft, i == 0 ? TEXT_CLAIM_STRONG : TEXT_CLAIM_OTHER,
                   draft_indicator(draft, h->group));
    const struct grouping *groups = grouping_of(draft, h);
    for (size_t k = 0; groups != NULL && k < groups->n_levels; k++)
        if (h->n_levels == 0 ? k == i : strcmp(groups->names[k], h->levels[i]) == 0)
            return draft_label(draft, groups->labels[k], groups->names[k]);
    return i < h->n_levels ? draft_outside(draft, h->levels[i]) : "";
}

const char *claim_two_levels(struct draft *draft, const struct hypothesis *h)
{
    const char *first = claim_level(draft, h, 0), *second = claim_level(draft, h, 1);
    if (h->group->type == INDICATOR_AGGREGATE)
        return SAY(draft, TEXT_CLAIM_TWO_PARTS, first, second);
    return SAY(draft, TEXT_CLAIM_TWO_LEVELS, first, second, draft_indicator(draft, h->group));
}

/* A list with one more name at its end, which is the last when `is_last`. */
static const char *with_name(struct draft *draft, const char *list, const struct indicator *of,
                             bool is_last)
{
    const char *name = draft_indicator(draft, of);
    return list[0] == '\0' ? name : SAY(draft, is_last ? TEXT_LIST_LAST : TEXT_LIST, list, name);
}

const char *claim_names(struct draft *draft, const struct indicator *const *one, size_t n_one,
                        const struct indicator *const *two, size_t n_two)
{
    const char *list = "";
    for (size_t i = 0; i < n_one; i++)
        list = with_name(draft, list, one[i], n_two == 0 && i + 1 == n_one);
    for (size_t i = 0; i < n_two; i++)
        list = with_name(draft, list, two[i], i + 1 == n_two);
    return list;
}

/* Whether the part is "kind=name" as ids write it. */
static bool is_part(struct draft *draft, const char *part, const char *kind, const char *name)
{
    const char *level = figure_level(draft->arena, kind, name);
    draft->is_out_of_memory |= level == NULL;
    return level != NULL && strcmp(level, part) == 0;
}

/* The indicator that the part names as a kind of one of these n; NULL when it is none of them. */
static const struct indicator *named(struct draft *draft, const char *part, const char *kind,
                                     const struct indicator *const *of, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (is_part(draft, part, kind, of[i]->code))
            return of[i];
    return NULL;
}

static const struct indicator *indicator_of(struct draft *draft, const struct hypothesis *h,
                                            const char *part)
{
    const struct indicator *of = named(draft, part, "y", h->y, h->n_y);
    if (of == NULL)
        of = named(draft, part, "term", h->x, h->n_x);
    if (of == NULL)
        of = named(draft, part, "term", h->controls, h->n_controls);
    return of != NULL ? of : named(draft, part, "given", h->controls, h->n_controls);
}

/* What the level that the part names is called; NULL when it is no level of the group. */
static const char *level_of(struct draft *draft, const struct hypothesis *h, const char *part)
{
    if (h->group == NULL)
        return NULL;
    const bool is_cut = h->group->type == INDICATOR_AGGREGATE;
    const struct grouping *groups = grouping_of(draft, h);
    const size_t n = groups == NULL ? 0 : groups->n_levels;
    for (size_t i = 0; is_cut && i < COUNT(cut_levels); i++)
        if (is_part(draft, part, h->group->code, cut_levels[i]))
            return claim_level(draft, h, i);
    for (size_t i = 0; !is_cut && i < n; i++)
        if (is_part(draft, part, h->group->code, groups->names[i]))
            return SAY(draft, TEXT_CLAIM_LEVEL, draft_indicator(draft, h->group),
                       draft_label(draft, groups->labels[i], groups->names[i]));
    return NULL;
}

enum status claim_part(struct draft *draft, const struct hypothesis *h, const struct figure *figure,
                       const char **out, struct error *err)
{
    static const char partial[] = "hypothesis/partial/";
    const char *bar = strchr(figure->id, '|');
    *out = NULL;
    if (bar == NULL && strncmp(figure->id, partial, sizeof partial - 1) == 0)
        *out = claim_names(draft, h->controls, h->n_controls, NULL, 0);
    if (bar == NULL)
        return OK;
    const char *part = bar + 1;
    if (strncmp(part, "unit=", 5) == 0)
        return name_of_unit(draft, figure, out, err);
    const struct indicator *of = indicator_of(draft, h, part);
    *out = of != NULL ? draft_indicator(draft, of) : level_of(draft, h, part);
    if (*out == NULL)
        *out = draft_outside(draft, part);
    return OK;
}
