/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/chart_parts.h"

#include <math.h>
#include <string.h>

bool chart_takes(const struct figure *figure)
{
    return figure != NULL && isfinite(figure->value) &&
           (figure->status == NULL || figure->status[0] == '\0');
}

struct whisker whisker_of(const struct figure *figure, const struct indicator *index)
{
    if (!chart_takes(figure) || !isfinite(figure->low) || !isfinite(figure->high))
        return (struct whisker){0};
    double low = figure->low, high = figure->high;
    if (index->is_percent_scale) {
        low = fmax(0, low);
        high = fmin(100, high);
    }
    return (struct whisker){.down = fmax(0, figure->value - low),
                            .up = fmax(0, high - figure->value)};
}

void cells_put_whisker(struct cell *cells, struct whisker whisker)
{
    cells[0] = cell_number(whisker.down, 1, CELL_NOT_APPLICABLE);
    cells[1] = cell_number(whisker.up, 1, CELL_NOT_APPLICABLE);
}

void view_take(struct view *view, double value, struct whisker whisker)
{
    const double low = value - whisker.down, high = value + whisker.up;
    view->low = view->is_begun ? fmin(view->low, low) : low;
    view->high = view->is_begun ? fmax(view->high, high) : high;
    view->is_begun = true;
}

struct axis view_axis(const struct view *view, const struct indicator *index, const char *title)
{
    struct axis axis = {.title = title};
    if (!index->is_percent_scale || !view->is_begun)
        return axis;
    axis.has_range = true;
    axis.low = fmax(0, 10 * floor(view->low / 10));
    axis.high = fmin(100, 10 * ceil(view->high / 10));
    if (axis.low == axis.high) /* all at one ten */
        axis = (struct axis){.title = title, .has_range = true, .low = 0, .high = 100};
    return axis;
}

const char *chart_name(struct draft *draft, const char *text, size_t most)
{
    const char *line = draft_header(draft, text);
    size_t n = 0, word = 0, at = 0;
    for (; line[at] != '\0' && n <= most; at++) {
        const bool begins = ((unsigned char)line[at] & 0xC0) != 0x80;
        if (begins && n == most)
            break;
        n += begins;
        if (line[at] == ' ')
            word = at;
    }
    if (line[at] == '\0')
        return line;
    const char *cut = arena_text_n(draft->arena, line, word > at / 2 ? word : at);
    const char *name = cut == NULL ? NULL : arena_print(draft->arena, "%s\u2026", cut);
    draft->is_out_of_memory |= name == NULL;
    return name == NULL ? "" : name;
}

const char *alt_list(struct draft *draft, const char *list, const char *one)
{
    enum { MOST = 1500 };
    static const char dots[] = "\u2026";
    const size_t n = strlen(list);
    if (n == 0)
        return one;
    if (n + strlen(one) < MOST)
        return SAY(draft, TEXT_LIST, list, one);
    const bool has_dots = n >= sizeof dots - 1 && strcmp(list + n - (sizeof dots - 1), dots) == 0;
    return has_dots ? list : SAY(draft, TEXT_LIST, list, dots);
}

const char *alt_estimate(struct draft *draft, const char *name, const struct figure *figure)
{
    const char *value = draft_number(draft, figure->value, figure->decimals);
    if (!isfinite(figure->low) || !isfinite(figure->high))
        return SAY(draft, TEXT_CHART_VALUE, name, value);
    return SAY(draft, TEXT_CHART_ESTIMATE, name, value,
               draft_interval(draft, figure, figure->decimals, false));
}

const char *alt_fit(struct draft *draft, const char *text)
{
    static const char dots[] = "\u2026";
    if (strlen(text) <= CHART_ALT_LIMIT)
        return text;
    size_t n = CHART_ALT_LIMIT - strlen(dots);
    while (n > CHART_ALT_LIMIT / 2 && text[n] != ' ')
        n--;
    for (n = text[n] == ' ' ? n : CHART_ALT_LIMIT - strlen(dots);
         ((unsigned char)text[n] & 0xC0) == 0x80;)
        n--;
    const char *cut = arena_text_n(draft->arena, text, n);
    const char *fit = cut == NULL ? NULL : arena_print(draft->arena, "%s%s", cut, dots);
    draft->is_out_of_memory |= fit == NULL;
    return fit == NULL ? "" : fit;
}
