/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/package.h"

#include <minizip/unzip.h>
#include <minizip/zip.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

/* Edited parts are a page of text: they need no large window. */
enum { NAME_SIZE = 256, CHUNK = 1 << 16, WINDOW_BITS = 12, MEMORY_LEVEL = 5 };

/* Both packages, the name of the part in hand, and the part's size and dates. */
struct copying {
    unzFile from;
    zipFile to;
    char part[NAME_SIZE];
    unz_file_info64 info;
    char *buffer; /* CHUNK */
    const char *from_path, *to_path;
};

static enum status cannot_read(const struct copying *copying, struct error *err)
{
    (void)error_set(err, ERR_READ, _("%s: cannot read the workbook's part %s"), copying->from_path,
                    copying->part);
    return ERR_READ; /* never OK, also to clang-tidy */
}

static enum status cannot_write(const struct copying *copying, struct error *err)
{
    return error_set(err, ERR_WRITE, _("%s: cannot write the workbook's part %s"), copying->to_path,
                     copying->part);
}

/* Begins the part in the new package, with the old one's date. */
static bool begin_part(struct copying *copying, bool is_raw, ZPOS64_T size)
{
    const zip_fileinfo about = {
        .dosDate = copying->info.dosDate,
        .internal_fa = copying->info.internal_fa,
        .external_fa = copying->info.external_fa,
    };
    const bool is_large = size >= UINT32_MAX || copying->info.compressed_size >= UINT32_MAX;
    return zipOpenNewFileInZip4_64(copying->to, copying->part, &about, NULL, 0, NULL, 0, NULL,
                                   (int)copying->info.compression_method, Z_DEFAULT_COMPRESSION,
                                   is_raw, -WINDOW_BITS, MEMORY_LEVEL, Z_DEFAULT_STRATEGY, NULL, 0,
                                   copying->info.version, is_raw ? copying->info.flag : 0,
                                   is_large) == ZIP_OK;
}

static enum status copy_part(struct copying *copying, struct error *err)
{
    int method = 0, level = 0;
    if (unzOpenCurrentFile2(copying->from, &method, &level, 1) != UNZ_OK)
        return cannot_read(copying, err);
    if (!begin_part(copying, true, copying->info.uncompressed_size))
        return cannot_write(copying, err);
    int n = 0;
    while ((n = unzReadCurrentFile(copying->from, copying->buffer, CHUNK)) > 0) {
        if (zipWriteInFileInZip(copying->to, copying->buffer, (unsigned)n) != ZIP_OK)
            return cannot_write(copying, err);
    }
    if (n < 0 || unzCloseCurrentFile(copying->from) != UNZ_OK)
        return cannot_read(copying, err);
    if (zipCloseFileInZipRaw64(copying->to, copying->info.uncompressed_size, copying->info.crc) !=
        ZIP_OK)
        return cannot_write(copying, err);
    return OK;
}

/* The whole part as a text; the caller frees it. */
static enum status read_part(struct copying *copying, char **out, struct error *err)
{
    const size_t size = (size_t)copying->info.uncompressed_size;
    *out = NULL;
    if (size > INT32_MAX || unzOpenCurrentFile(copying->from) != UNZ_OK)
        return cannot_read(copying, err);
    char *text = malloc(size + 1);
    if (text == NULL)
        return error_memory(err);
    text[size] = '\0';
    if (unzReadCurrentFile(copying->from, text, (unsigned)size) != (int)size ||
        unzCloseCurrentFile(copying->from) != UNZ_OK || strlen(text) != size) {
        free(text);
        return cannot_read(copying, err);
    }
    *out = text;
    return OK;
}

static const char *find_last(const char *text, const char *wanted)
{
    const char *last = NULL;
    for (const char *at = text; (at = strstr(at, wanted)) != NULL; at++)
        last = at;
    return last;
}

/* Bytes of the new part, whatever they are. */
static bool write_bytes(struct copying *copying, const void *bytes, size_t n)
{
    return zipWriteInFileInZip(copying->to, bytes, (unsigned)n) == ZIP_OK;
}

/* What is put into one part, and where: the places are in their order. */
struct part_edits {
    size_t n;
    const struct package_edit *edit[PACKAGE_PART_EDITS];
    const char *place[PACKAGE_PART_EDITS];
};

/* Puts texts in: the part is compressed anew. */
static bool write_with_texts(struct copying *copying, const char *text,
                             const struct part_edits *edits)
{
    size_t size = strlen(text);
    for (size_t i = 0; i < edits->n; i++)
        size += strlen(edits->edit[i]->text);
    bool is_written = begin_part(copying, false, size);
    for (size_t i = 0; i < edits->n && is_written; i++) {
        const char *added = edits->edit[i]->text;
        is_written = write_bytes(copying, text, (size_t)(edits->place[i] - text)) &&
                     write_bytes(copying, added, strlen(added));
        text = edits->place[i];
    }
    return is_written && write_bytes(copying, text, strlen(text)) &&
           zipCloseFileInZip(copying->to) == ZIP_OK;
}

/* The part in the making, compressed piece by piece: its size and check sum so far. */
struct whole {
    uint64_t size;
    uLong crc;
};

static void count_in(struct whole *whole, uint64_t size, uLong crc)
{
    whole->crc = crc32_combine(whole->crc, crc, (z_off_t)size);
    whole->size += size;
}

/* Compresses a text on its own; `flush` ends it with a whole byte, or the stream. */
static bool write_packed(struct copying *copying, const char *text, size_t n, int flush)
{
    z_stream stream = {.next_in = (z_const Bytef *)text, .avail_in = (uInt)n};
    if (deflateInit2(&stream, Z_BEST_SPEED, Z_DEFLATED, -WINDOW_BITS, MEMORY_LEVEL,
                     Z_DEFAULT_STRATEGY) != Z_OK)
        return false;
    bool is_written = true;
    do {
        stream.next_out = (Bytef *)copying->buffer;
        stream.avail_out = CHUNK;
        is_written = deflate(&stream, flush) != Z_STREAM_ERROR &&
                     write_bytes(copying, copying->buffer, CHUNK - stream.avail_out);
    } while (stream.avail_out == 0 && is_written);
    (void)deflateEnd(&stream);
    return is_written;
}

static bool write_segment(struct copying *copying, FILE *file)
{
    size_t n = 0;
    rewind(file);
    while ((n = fread(copying->buffer, 1, CHUNK, file)) > 0)
        if (!write_bytes(copying, copying->buffer, n))
            return false;
    return ferror(file) == 0;
}

/* What is known of the part before it is written: its header wants to know how large it gets. */
static struct whole measure(const char *text, const struct part_edits *edits)
{
    struct whole whole = {.crc = crc32(0, NULL, 0)};
    for (size_t i = 0; i <= edits->n; i++) {
        const size_t n = i < edits->n ? (size_t)(edits->place[i] - text) : strlen(text);
        count_in(&whole, n, crc32(crc32(0, NULL, 0), (const Bytef *)text, (uInt)n));
        if (i < edits->n)
            count_in(&whole, edits->edit[i]->segment.size, edits->edit[i]->segment.crc);
        text += n;
    }
    return whole;
}

/* Puts compressed segments in, between what stands before and after: deflate streams in a row are
   one (RFC 1951), when all but the last end with a whole byte and without a last block. */
static bool write_with_segments(struct copying *copying, const char *text,
                                const struct part_edits *edits)
{
    const struct whole whole = measure(text, edits);
    bool is_written = begin_part(copying, true, whole.size);
    for (size_t i = 0; i < edits->n && is_written; i++) {
        const size_t n = (size_t)(edits->place[i] - text);
        is_written = write_packed(copying, text, n, Z_SYNC_FLUSH) &&
                     write_segment(copying, edits->edit[i]->segment.file);
        text = edits->place[i];
    }
    return is_written && write_packed(copying, text, strlen(text), Z_FINISH) &&
           zipCloseFileInZipRaw64(copying->to, whole.size, whole.crc) == ZIP_OK;
}

/* Where the edits of the part in hand go, each behind the one before it. */
static enum status find_places(const struct copying *copying, const char *text,
                               struct part_edits *edits, struct error *err)
{
    for (size_t i = 0; i < edits->n; i++) {
        edits->place[i] = find_last(i == 0 ? text : edits->place[i - 1], edits->edit[i]->before);
        if (edits->place[i] == NULL) {
            (void)error_set(err, ERR_BOOK, _("%s: the workbook's part %s holds no '%s'"),
                            copying->from_path, copying->part, edits->edit[i]->before);
            return ERR_BOOK; /* never OK, also to clang-tidy */
        }
    }
    return OK;
}

static enum status edit_part(struct copying *copying, struct part_edits *edits, struct error *err)
{
    char *text = NULL;
    TRY(read_part(copying, &text, err));
    enum status status = find_places(copying, text, edits, err);
    if (status == OK && !(edits->edit[0]->text != NULL ? write_with_texts(copying, text, edits)
                                                       : write_with_segments(copying, text, edits)))
        status = cannot_write(copying, err);
    free(text);
    return status;
}

/* The edits of the part, texts or segments, never both. */
static struct part_edits edits_of(const char *part, const struct package_edit *edits, size_t n)
{
    struct part_edits of = {0};
    for (size_t i = 0; i < n && of.n < PACKAGE_PART_EDITS; i++) {
        if (strcmp(edits[i].part, part) == 0)
            of.edit[of.n++] = &edits[i];
    }
    return of;
}

static enum status copy_parts(struct copying *copying, const struct package_edit *edits, size_t n,
                              struct error *err)
{
    size_t n_edited = 0;
    int at = unzGoToFirstFile(copying->from);
    for (; at == UNZ_OK; at = unzGoToNextFile(copying->from)) {
        if (unzGetCurrentFileInfo64(copying->from, &copying->info, copying->part, NAME_SIZE, NULL,
                                    0, NULL, 0) != UNZ_OK)
            return cannot_read(copying, err);
        struct part_edits here = edits_of(copying->part, edits, n);
        n_edited += here.n;
        TRY(here.n > 0 ? edit_part(copying, &here, err) : copy_part(copying, err));
    }
    if (at != UNZ_END_OF_LIST_OF_FILE)
        return cannot_read(copying, err);
    if (n_edited != n)
        return error_set(err, ERR_BOOK, _("%s: the workbook has place for %zu of %zu edits"),
                         copying->from_path, n_edited, n);
    return OK;
}

enum status package_edit(const char *from, const char *to, const struct package_edit *edits,
                         size_t n, struct error *err)
{
    enum status status = OK;
    struct copying copying = {.from_path = from, .to_path = to};
    copying.buffer = malloc(CHUNK);
    copying.from = unzOpen64(from);
    copying.to = copying.from == NULL ? NULL : zipOpen64(to, APPEND_STATUS_CREATE);
    if (copying.buffer == NULL)
        status = error_memory(err);
    else if (copying.from == NULL)
        status = error_set(err, ERR_READ, _("%s: not a workbook that can be read"), from);
    else if (copying.to == NULL)
        status = error_set(err, ERR_WRITE, _("%s: cannot be created"), to);
    else
        status = copy_parts(&copying, edits, n, err);
    if (copying.to != NULL && zipClose(copying.to, NULL) != ZIP_OK && status == OK)
        status = cannot_write(&copying, err);
    if (copying.from != NULL)
        unzClose(copying.from);
    free(copying.buffer);
    return status;
}
