/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/book_links.h"

#include "report/trace.h"
#include "store/figure.h"

#include <string.h>

static void put(struct row_sink *sink, const char *text)
{
    row_sink_raw(sink, text, strlen(text));
}

/* The text inside an attribute; `apostrophe` is what stands there for one. */
static void put_escaped(struct row_sink *sink, const char *text, const char *apostrophe)
{
    for (size_t n = 0; *text != '\0'; text += n + (text[n] != '\0')) {
        n = strcspn(text, "&<\"'");
        row_sink_raw(sink, text, n);
        if (text[n] == '&')
            put(sink, "&amp;");
        else if (text[n] == '<')
            put(sink, "&lt;");
        else if (text[n] == '"')
            put(sink, "&quot;");
        else if (text[n] == '\'')
            put(sink, apostrophe);
    }
}

/* `'Alla värden'!A17`, in which an apostrophe stands twice. */
static void put_place(struct row_sink *sink, struct target target)
{
    char name[CELL_NAME_SIZE];
    put(sink, "'");
    put_escaped(sink, target.sheet, "''");
    put(sink, "'!");
    put(sink,
        cell_name(target.row == 0 ? 0 : TABLE_FIRST_ROW + target.row - 1, target.column, name));
}

/* One link over the cells from `first` to `last` of a row. */
static void put_link(struct row_sink *sink, size_t row, size_t first, size_t last,
                     const struct cell *cell)
{
    char name[CELL_NAME_SIZE];
    put(sink, "<hyperlink ref=\"");
    put(sink, cell_name(row, first, name));
    if (last > first) {
        put(sink, ":");
        put(sink, cell_name(row, last, name));
    }
    put(sink, "\" location=\"");
    put_place(sink, cell->target);
    if (cell->figure != NULL && strlen(cell->figure->id) <= LINK_TIP_BYTES) {
        put(sink, "\" tooltip=\"");
        put_escaped(sink, cell->figure->id, "'");
    }
    put(sink, "\"/>");
}

static bool leads_alike(const struct cell *a, const struct cell *b)
{
    return a->target.shows == NULL && b->target.shows == NULL && a->figure == b->figure &&
           a->target.row == b->target.row && a->target.column == b->target.column &&
           b->target.sheet != NULL && strcmp(a->target.sheet, b->target.sheet) == 0;
}

bool links_have_room(const struct links *links, size_t n)
{
    return links->n + n <= LINKS_MOST;
}

static enum status open_sink(struct links *links, struct error *err)
{
    return links->sink != NULL ? OK : row_sink_open(NULL, false, &links->sink, err);
}

static enum status wait_for(struct links *links, size_t row, size_t column, struct target target,
                            struct error *err)
{
    struct waiting_link *list = arena_grown(links->arena, links->waiting, links->n_waiting,
                                            &links->capacity, struct waiting_link);
    const size_t expected = trace_expect(links->trace, target);
    if (list == NULL || expected == 0)
        return error_memory(err);
    links->waiting = list;
    list[links->n_waiting++] = (struct waiting_link){row, column, expected};
    return OK;
}

enum status links_settle(struct links *links, struct error *err)
{
    for (size_t i = 0; i < links->n_waiting; i++) {
        const struct waiting_link *link = &links->waiting[i];
        TRY(open_sink(links, err));
        put_link(links->sink, link->row, link->column, link->column,
                 &(struct cell){.target = trace_met(links->trace, link->expected)});
    }
    links->n_waiting = 0;
    return OK;
}

enum status links_put_row(struct links *links, size_t row, const struct cell *cells, size_t n,
                          struct error *err)
{
    size_t last = 0;
    for (size_t i = 0; i < n; i = last + 1) {
        last = i;
        if (cells[i].target.sheet == NULL)
            continue;
        while (last + 1 < n && leads_alike(&cells[i], &cells[last + 1]))
            last++;
        if (cells[i].target.shows != NULL)
            TRY(wait_for(links, row, i, cells[i].target, err));
        TRY(open_sink(links, err));
        if (cells[i].target.shows == NULL)
            put_link(links->sink, row, i, last, &cells[i]);
        links->n++;
    }
    return OK;
}

enum status links_finish(struct links *links, struct package_segment *out, struct error *err)
{
    return links->sink == NULL ? OK : row_sink_finish(links->sink, out, err);
}

void links_close(struct links *links)
{
    row_sink_close(links->sink);
    links->sink = NULL;
}
