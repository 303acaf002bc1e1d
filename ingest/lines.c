/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/lines.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

static const size_t NOT_HELD = SIZE_MAX; /* the end of a line is beyond the buffer */

static size_t index_of(const struct lines *lines, int byte)
{
    const char *found = memchr(lines->buffer + lines->begin, byte, lines->end - lines->begin);
    return found == NULL ? lines->end : (size_t)(found - lines->buffer);
}

static void find_breaks(struct lines *lines)
{
    lines->lf = index_of(lines, '\n');
    lines->cr = index_of(lines, '\r');
}

uint64_t lines_offset(const struct lines *lines)
{
    return lines->offset + lines->begin;
}

static enum status make_buffer(struct lines *lines, size_t capacity, struct error *err)
{
    char *buffer = arena_array(lines->arena, capacity, char);
    if (buffer == NULL)
        return error_memory(err);
    if (lines->buffer != NULL)
        memcpy(buffer, lines->buffer, lines->end);
    lines->buffer = buffer;
    lines->capacity = capacity;
    return OK;
}

/* Where the bytes from `byte` on are in the buffer already, they are not read again. */
enum status lines_seek(struct lines *lines, uint64_t byte, long number, struct error *err)
{
    lines->number = number - 1;
    lines->is_cut = false;
    if (lines->buffer == NULL)
        TRY(make_buffer(lines, LINES_BLOCK, err));
    if (byte >= lines->offset && byte - lines->offset <= lines->end) {
        lines->begin = (size_t)(byte - lines->offset);
    } else {
        lines->begin = lines->end = 0;
        lines->offset = byte;
    }
    if (lseek(lines->fd, (off_t)(lines->offset + lines->end), SEEK_SET) < 0)
        return error_at(err, ERR_READ, lines->at, "%s", strerror(errno));
    lines->is_at_end = false;
    find_breaks(lines);
    return OK;
}

/* Moves what is unread to the front of the buffer, which grows when that fills it, and reads. */
static enum status refill(struct lines *lines, struct error *err)
{
    memmove(lines->buffer, lines->buffer + lines->begin, lines->end - lines->begin);
    lines->offset += lines->begin;
    lines->end -= lines->begin;
    lines->begin = 0;
    if (lines->end == lines->capacity)
        TRY(make_buffer(lines, lines->capacity * 2, err));
    ssize_t got;
    do
        got = read(lines->fd, lines->buffer + lines->end, lines->capacity - lines->end);
    while (got < 0 && errno == EINTR);
    if (got < 0)
        return error_at(err, ERR_READ, lines->at, "%s", strerror(errno));
    lines->end += (size_t)got;
    lines->is_at_end = got == 0;
    find_breaks(lines);
    return OK;
}

/* The index after the line's end, or NOT_HELD. A CR ends a line of its
   own only when the byte after it is known not to be LF. */
static size_t line_end(struct lines *lines)
{
    if (lines->lf < lines->begin)
        lines->lf = index_of(lines, '\n');
    if (lines->cr < lines->begin)
        lines->cr = index_of(lines, '\r');
    if (lines->cr < lines->end && lines->cr + 1 < lines->lf)
        return lines->cr + 1;
    if (lines->lf < lines->end)
        return lines->lf + 1;
    if (lines->is_at_end || lines->end - lines->begin >= LINES_LONGEST)
        return lines->cr < lines->end ? lines->cr + 1 : lines->end;
    return NOT_HELD;
}

enum status lines_next(struct lines *lines, const char **text, size_t *n, struct error *err)
{
    size_t end;
    while ((end = line_end(lines)) == NOT_HELD)
        TRY(refill(lines, err));
    *text = lines->buffer + lines->begin;
    *n = end - lines->begin;
    if (*n == 0)
        return OK;
    if (!lines->is_cut)
        lines->number++;
    const char last = lines->buffer[end - 1];
    lines->is_cut = last != '\n' && last != '\r';
    lines->begin = end;
    return OK;
}
