/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/transcode.h"

#include <errno.h>
#include <iconv.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

enum {
    BLOCK = 64 * 1024, /* of the file, between two landmarks */
    GROWTH = 4,        /* bytes of UTF-8 that one byte becomes, at most */
    LONGEST = 8,       /* bytes of a character in any encoding */
    NO_CHARACTER = 0xFF
};

struct decoder {
    iconv_t converter;
    size_t unit; /* bytes that are left out where there is no character */
};

static enum status open_decoder(const struct original *original, struct decoder *out,
                                struct error *err)
{
    const char *name = original->encoding;
    out->converter = iconv_open("UTF-8", name);
    if (out->converter == (iconv_t)-1)
        return error_at(err, ERR_ENCODING, original->at,
                        _("encoding '%s' is not known; say 'UTF-8' or 'windows-1252'"), name);
    out->unit = strncasecmp(name, "UTF-16", 6) == 0   ? 2
                : strncasecmp(name, "UTF-32", 6) == 0 ? 4
                                                      : 1;
    return OK;
}

/* Bytes to be converted, and room for what they become. */
struct stretch {
    char *in, *out;
    size_t n_in, room;
    bool is_last; /* nothing comes after them */
};

static void skip_unit(struct stretch *s, size_t unit)
{
    const size_t n = unit < s->n_in ? unit : s->n_in;
    *s->out++ = (char)NO_CHARACTER;
    s->room--;
    s->in += n;
    s->n_in -= n;
}

/* Converts until nothing is left, or room, or what is left is the beginning of a character. */
static void decode(const struct decoder *decoder, struct stretch *s)
{
    while (s->n_in > 0 && s->room > 0) {
        if (iconv(decoder->converter, &s->in, &s->n_in, &s->out, &s->room) != (size_t)-1)
            continue;
        if (errno == E2BIG || (errno == EINVAL && !s->is_last) || s->room == 0)
            return;
        skip_unit(s, decoder->unit);
    }
}

static enum status fail(const struct original *original, struct error *err)
{
    return error_at(err, ERR_READ, original->at, "%s", strerror(errno));
}

/* Fills the room; *n is less than that at the end of the file only. */
static enum status read_block(const struct original *original, uint64_t from, char *block,
                              size_t *n, struct error *err)
{
    const size_t room = *n;
    *n = 0;
    while (*n < room) {
        const ssize_t got = pread(original->fd, block + *n, room - *n, (off_t)(from + *n));
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return fail(original, err);
        if (got == 0)
            break;
        *n += (size_t)got;
    }
    return OK;
}

static void note_bad(struct transcoded *copy, const char *text, size_t n, uint64_t offset)
{
    const char *nul = memchr(text, 0, n), *none = memchr(text, NO_CHARACTER, n);
    const char *first = nul == NULL || (none != NULL && none < nul) ? none : nul;
    if (first != NULL && copy->first_bad == UINT64_MAX)
        copy->first_bad = offset + (uint64_t)(first - text);
}

static enum status add_landmark(struct transcoded *copy, struct arena *arena,
                                struct landmark landmark, struct error *err)
{
    struct landmark *list =
        arena_grown(arena, copy->landmarks, copy->n_landmarks, &copy->capacity, struct landmark);
    if (list == NULL)
        return error_memory(err);
    copy->landmarks = list;
    list[copy->n_landmarks++] = landmark;
    return OK;
}

static enum status write_copy(struct transcoded *copy, FILE *file, const struct decoder *decoder,
                              struct arena *arena, struct error *err)
{
    static const size_t room = (size_t)BLOCK * GROWTH;
    char *block = arena_array(arena, BLOCK, char), *text = arena_array(arena, room, char);
    struct landmark at = {.original = copy->original.n_mark};
    if (block == NULL || text == NULL)
        return error_memory(err);
    for (bool is_done = false; !is_done;) {
        size_t n = BLOCK;
        TRY(read_block(&copy->original, at.original, block, &n, err));
        TRY(add_landmark(copy, arena, at, err));
        struct stretch s = {block, text, n, room, n < BLOCK};
        decode(decoder, &s);
        is_done = s.is_last && s.n_in == 0;
        note_bad(copy, text, room - s.room, at.copy);
        if (fwrite(text, 1, room - s.room, file) != room - s.room)
            return fail(&copy->original, err);
        at.original += n - s.n_in;
        at.copy += room - s.room;
    }
    return fflush(file) == 0 ? OK : fail(&copy->original, err);
}

enum status transcode(const struct original *original, struct arena *arena, struct transcoded *out,
                      struct error *err)
{
    struct decoder decoder;
    *out = (struct transcoded){.fd = -1, .original = *original, .first_bad = UINT64_MAX};
    TRY(open_decoder(original, &decoder, err));
    enum status status = OK;
    errno = 0;
    FILE *file = tmpfile();
    if (file == NULL)
        status = fail(original, err);
    if (status == OK)
        status = write_copy(out, file, &decoder, arena, err);
    if (status == OK && ((out->fd = dup(fileno(file))) < 0 || lseek(out->fd, 0, SEEK_SET) < 0))
        status = fail(original, err);
    if (status != OK && out->fd >= 0)
        close(out->fd);
    if (file != NULL)
        fclose(file);
    iconv_close(decoder.converter);
    return status;
}

/* From the landmark before it: as many bytes as become what stands between. */
uint64_t transcoded_origin(const struct transcoded *copy, uint64_t offset)
{
    char block[BLOCK], text[LONGEST * 1024];
    struct decoder decoder;
    size_t first = 0;
    for (size_t n = copy->n_landmarks; n > 1;) {
        const size_t half = n / 2;
        first += copy->landmarks[first + half].copy <= offset ? half : 0;
        n -= half;
    }
    if (copy->n_landmarks == 0 || open_decoder(&copy->original, &decoder, NULL) != OK)
        return copy->original.n_mark;
    struct landmark at = copy->landmarks[first];
    size_t n = sizeof block;
    struct stretch s = {.in = block};
    if (read_block(&copy->original, at.original, block, &n, NULL) == OK)
        s = (struct stretch){.in = block, .n_in = n, .is_last = n < sizeof block};
    for (size_t n_before = n + 1; at.copy < offset && s.n_in < n_before;
         at.copy += (uint64_t)(s.out - text)) {
        const uint64_t left = offset - at.copy;
        n_before = s.n_in;
        s.out = text;
        s.room = left < sizeof text ? (size_t)left : sizeof text;
        decode(&decoder, &s);
    }
    iconv_close(decoder.converter);
    return at.original + (uint64_t)(s.in - block);
}
