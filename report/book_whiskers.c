/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/book_whiskers.h"

#include "report/table.h"

#include <string.h>

bool chart_has_whiskers(const struct chart *chart)
{
    return chart->n_series > 0 && chart->series[chart->n_series - 1].down.n > 0;
}

const char *whiskers_place(const struct chart *chart)
{
    return chart->kind == CHART_SCATTER ? "<c:xVal>" : "<c:cat>";
}

/* "'Index &amp; mer'!$D$5:$D$9" */
static const char *reference(struct arena *arena, struct stretch s)
{
    char from[CELL_NAME_SIZE], letters[CELL_NAME_SIZE];
    char *name = arena_array(arena, 6 * strlen(s.sheet) + 1, char);
    if (name == NULL)
        return NULL;
    char *to = name;
    for (const char *at = s.sheet; *at != '\0'; at++) {
        if (*at == '&')
            to = stpcpy(to, "&amp;");
        else if (*at == '<')
            to = stpcpy(to, "&lt;");
        else if (*at == '\'')
            to = stpcpy(to, "\'\'");
        else
            *to++ = *at;
    }
    cell_name(0, s.column, from);
    const size_t n = strcspn(from, "0123456789");
    memcpy(letters, from, n);
    letters[n] = '\0';
    return arena_print(arena, "'%s'!$%s$%zu:$%s$%zu", name, letters, TABLE_FIRST_ROW + s.first + 1,
                       letters, TABLE_FIRST_ROW + s.first + s.n);
}

const char *whiskers_xml(struct arena *arena, const struct chart *chart)
{
    const struct series *last = &chart->series[chart->n_series - 1];
    const char *up = reference(arena, last->up), *down = reference(arena, last->down);
    if (up == NULL || down == NULL)
        return NULL;
    return arena_print(
        arena,
        "<c:errBars>%s<c:errBarType val=\"both\"/><c:errValType val=\"cust\"/><c:noEndCap "
        "val=\"0\"/>"
        "<c:plus><c:numRef><c:f>%s</c:f></c:numRef></c:plus>"
        "<c:minus><c:numRef><c:f>%s</c:f></c:numRef></c:minus><c:spPr><a:ln w=\"12700\">"
        "<a:solidFill><a:srgbClr val=\"%06X\"/></a:solidFill></a:ln></c:spPr></c:errBars>",
        chart->kind == CHART_SCATTER ? "<c:errDir val=\"y\"/>" : "", up, down,
        (unsigned)INK_OUTLINE);
}
