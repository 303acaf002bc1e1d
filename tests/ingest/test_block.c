/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/block.h"

#include "base/error.h"
#include "base/random.h"
#include "tests/check.h"

enum { N_TRIES = 2000 };

static uint64_t find_slowly(const char *bytes, char byte)
{
    uint64_t found = 0;
    for (unsigned i = 0; i < BLOCK; i++)
        found |= (uint64_t)(bytes[i] == byte) << i;
    return found;
}

static uint64_t find_high_slowly(const char *bytes)
{
    uint64_t found = 0;
    for (unsigned i = 0; i < BLOCK; i++)
        found |= (uint64_t)((unsigned char)bytes[i] >= 128) << i;
    return found;
}

static void check_block(const char *bytes, char byte)
{
    const uint64_t want = find_slowly(bytes, byte), want_high = find_high_slowly(bytes);
    const uint64_t got[] = {block_find(bytes, byte), block_find_by_words(bytes, byte)};
    const uint64_t high[] = {block_find_high(bytes), block_find_high_by_words(bytes)};
    for (size_t i = 0; i < COUNT(got); i++) {
        CHECK(got[i] == want, "form %zu of 0x%02X: %016jx, want %016jx", i,
              (unsigned)(unsigned char)byte, (uintmax_t)got[i], (uintmax_t)want);
        CHECK(high[i] == want_high, "form %zu of high bytes: %016jx, want %016jx", i,
              (uintmax_t)high[i], (uintmax_t)want_high);
    }
}

static void every_byte_is_found_at_every_place(void **state)
{
    (void)state;
    char bytes[BLOCK];
    for (int byte = 0; byte < 256; byte++)
        for (unsigned i = 0; i < BLOCK; i++) {
            memset(bytes, byte ^ 1, sizeof bytes); /* the one that is nearest to it */
            bytes[i] = (char)byte;
            check_block(bytes, (char)byte);
        }
}

/* Of few different bytes, so that many are found, and at addresses that are not rounded. */
static void all_forms_agree_on_random_bytes(void **state)
{
    (void)state;
    static const char alphabet[] = {';', ':', '\0', '\x80', '\xBB', '\xFF', '\x01', 'a'};
    struct random random = random_stream(1, 7);
    char bytes[2 * BLOCK];
    for (int try = 0; try < N_TRIES; try++) {
        for (size_t i = 0; i < sizeof bytes; i++)
            bytes[i] = alphabet[random_below(&random, sizeof alphabet)];
        check_block(bytes + try % BLOCK, alphabet[random_below(&random, sizeof alphabet)]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(every_byte_is_found_at_every_place),
        TEST(all_forms_agree_on_random_bytes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
