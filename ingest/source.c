/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/source.h"

#include <errno.h>
#include <nettle/sha2.h>
#include <stdio.h>
#include <string.h>

enum { BLOCK = 128 * 1024 };

static void put_hex(const struct sha256_ctx *digested, char out[SOURCE_DIGEST_SIZE])
{
    static const char digits[] = "0123456789abcdef";
    struct sha256_ctx context = *digested;
    uint8_t digest[SHA256_DIGEST_SIZE];
    sha256_digest(&context, sizeof digest, digest);
    for (size_t i = 0; i < sizeof digest; i++) {
        out[2 * i] = digits[digest[i] >> 4];
        out[2 * i + 1] = digits[digest[i] & 15];
    }
    out[SOURCE_DIGEST_SIZE - 1] = '\0';
}

enum status source_digest(const char *path, char sha256[SOURCE_DIGEST_SIZE], uint64_t *bytes,
                          struct error *err)
{
    const struct place at = {path, 0, 0};
    uint8_t block[BLOCK];
    struct sha256_ctx context;
    *bytes = 0;
    sha256_init(&context);
    errno = 0;
    FILE *file = fopen(path, "rbe");
    if (file == NULL)
        return error_at(err, ERR_OPEN, at, "%s", strerror(errno));
    for (size_t n; (n = fread(block, 1, sizeof block, file)) > 0; *bytes += n)
        sha256_update(&context, n, block);
    const int failed = ferror(file) != 0 ? errno : 0;
    fclose(file);
    if (failed != 0)
        return error_at(err, ERR_READ, at, "%s", strerror(failed));
    put_hex(&context, sha256);
    return OK;
}

void source_digest_text(const char *text, size_t n, char sha256[SOURCE_DIGEST_SIZE])
{
    struct sha256_ctx context;
    sha256_init(&context);
    sha256_update(&context, n, (const uint8_t *)text);
    put_hex(&context, sha256);
}
