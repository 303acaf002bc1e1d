/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TESTS_MAKE_ZIP_H
#define TESTS_MAKE_ZIP_H

/* Zip files written byte by byte, true ones and lying ones.

       struct zip zip = {0};
       zip_add(&zip, (struct zip_part){.name = "a.txt", .bytes = "hello", .n = 5});
       zip_add(&zip, (struct zip_part){.name = "b", .bytes = "hello", .n = 5, .claimed = 1U << 31});
       zip_write(&zip, "made.zip");                 and frees it

   Links with zlib.                                                                            */

#include "tests/folder.h"

#include <zlib.h>

struct zip_part {
    const char *name;
    const char *bytes;
    size_t n;
    bool is_deflated;
    /* lies, in both of its headers; 0: the truth */
    unsigned flags, method;
    uint64_t claimed; /* unpacked size; beyond 4 GiB as zip64 has it */
    uint64_t claimed_packed;
    bool has_wrong_crc;
    bool is_renamed_inside; /* its own header says another method than the list does */
};

struct zip {
    struct bytes {
        unsigned char *at;
        size_t n, capacity;
    } file, list; /* what is written; the list of entries, to be put behind it */
    size_t n_entries;
    size_t n_claimed; /* entries that the end of the file claims; 0: the truth */
};

__attribute__((unused)) static void zip_put(struct bytes *to, const void *bytes, size_t n)
{
    if (to->n + n > to->capacity) {
        to->capacity = 2 * (to->n + n);
        to->at = realloc(to->at, to->capacity);
        assert_non_null(to->at);
    }
    if (n > 0)
        memcpy(to->at + to->n, bytes, n);
    to->n += n;
}

/* A number of n bytes, the lowest first. */
__attribute__((unused)) static void zip_number(struct bytes *to, uint64_t number, size_t n)
{
    for (size_t i = 0; i < n; i++, number >>= 8U) {
        const unsigned char byte = (unsigned char)number;
        zip_put(to, &byte, 1);
    }
}

__attribute__((unused)) static struct bytes zip_packed(const struct zip_part *part)
{
    struct bytes packed = {0};
    if (!part->is_deflated) {
        zip_put(&packed, part->bytes, part->n);
        return packed;
    }
    packed.capacity = part->n + part->n / 1000 + 64;
    packed.at = malloc(packed.capacity);
    assert_non_null(packed.at);
    z_stream stream = {.next_in = (z_const Bytef *)part->bytes,
                       .avail_in = (uInt)part->n,
                       .next_out = packed.at,
                       .avail_out = (uInt)packed.capacity};
    assert_int_equal(deflateInit2(&stream, 9, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY), Z_OK);
    assert_int_equal(deflate(&stream, Z_FINISH), Z_STREAM_END);
    packed.n = stream.total_out;
    deflateEnd(&stream);
    return packed;
}

/* What the header of an entry and its line in the list have in common, names and zip64 apart. */
__attribute__((unused)) static void zip_about(struct bytes *to, const struct zip_part *part,
                                              unsigned method, size_t n_packed)
{
    const uint64_t size = part->claimed != 0 ? part->claimed : part->n;
    const uint64_t packed = part->claimed_packed != 0 ? part->claimed_packed : n_packed;
    uint32_t crc = (uint32_t)crc32(0, (const Bytef *)part->bytes, (uInt)part->n);
    crc ^= part->has_wrong_crc ? 1U : 0U;
    zip_number(to, 45, 2);
    zip_number(to, part->flags, 2);
    zip_number(to, method, 2);
    zip_number(to, 0x00210000, 4); /* 1980-01-01 */
    zip_number(to, crc, 4);
    zip_number(to, packed, 4);
    zip_number(to, size > UINT32_MAX ? UINT32_MAX : size, 4);
    zip_number(to, strlen(part->name), 2);
    zip_number(to, size > UINT32_MAX ? 12 : 0, 2);
}

__attribute__((unused)) static void zip_name(struct bytes *to, const struct zip_part *part)
{
    zip_put(to, part->name, strlen(part->name));
    if (part->claimed <= UINT32_MAX)
        return;
    zip_number(to, 1, 2);
    zip_number(to, 8, 2);
    zip_number(to, part->claimed, 8);
}

__attribute__((unused)) static void zip_add(struct zip *zip, struct zip_part part)
{
    struct bytes packed = zip_packed(&part);
    const size_t start = zip->file.n;
    const unsigned true_method = part.is_deflated ? Z_DEFLATED : 0;
    const unsigned method = part.method != 0 ? part.method : true_method;
    zip_put(&zip->file, "PK\3\4", 4);
    zip_about(&zip->file, &part, part.is_renamed_inside ? method ^ Z_DEFLATED : method, packed.n);
    zip_name(&zip->file, &part);
    zip_put(&zip->file, packed.at, packed.n);
    zip_put(&zip->list, "PK\1\2", 4);
    zip_number(&zip->list, 45, 2);
    zip_about(&zip->list, &part, method, packed.n);
    zip_number(&zip->list, 0, 10); /* no comment, first disk, no attributes ... */
    zip_number(&zip->list, start, 4);
    zip_name(&zip->list, &part);
    zip->n_entries++;
    free(packed.at);
}

/* Puts the list and the end behind the entries. */
__attribute__((unused)) static void zip_end(struct zip *zip)
{
    const size_t start = zip->file.n;
    const size_t n = zip->n_claimed != 0 ? zip->n_claimed : zip->n_entries;
    zip_put(&zip->file, zip->list.at, zip->list.n);
    zip_put(&zip->file, "PK\5\6", 4);
    zip_number(&zip->file, 0, 4);
    zip_number(&zip->file, n, 2);
    zip_number(&zip->file, n, 2);
    zip_number(&zip->file, zip->list.n, 4);
    zip_number(&zip->file, start, 4);
    zip_number(&zip->file, 0, 2);
}

__attribute__((unused)) static void zip_free(struct zip *zip)
{
    free(zip->file.at);
    free(zip->list.at);
    *zip = (struct zip){0};
}

__attribute__((unused)) static void zip_write(struct zip *zip, const char *path)
{
    zip_end(zip);
    folder_write(path, (const char *)zip->file.at, zip->file.n);
    zip_free(zip);
}

#endif
