/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cooperation.csv below a header that is right. Whatever it holds, no row is lost: each is a tie in
   the store or a reject, and the ties in memory are ordered pairs of different units. */
#include "ingest/wave.h"
#include "store/network.h"
#include "store/statement.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char register_text[] = "orgnr,dep\n202100-5489,A\n202100-6073,B\n202100-2114,B\nx,A\n";
static const char answers_text[] = "orgnr,q\n202100-5489,1\n202100-6073,2\n";
static const char header[] = "from,to,area,weight\n";

static struct indicator indicators[] = {
    {.code = "department", .type = INDICATOR_GROUP, .source = "dep", .option = NO_OPTION},
    {.code = "q", .type = INDICATOR_OTHER, .source = "q", .option = NO_OPTION}};

/* Made once, and left to the machine. */
static const char *folder(void)
{
    static char path[] = "/tmp/mognad-fuzz-XXXXXX";
    static const char *made;
    if (made == NULL && (made = mkdtemp(path)) == NULL)
        __builtin_trap();
    return made;
}

static void write_file(const char *name, const char *first, const void *bytes, size_t n)
{
    char path[64];
    snprintf(path, sizeof path, "%s/%s", folder(), name);
    FILE *file = fopen(path, "wb");
    if (file == NULL || fputs(first, file) < 0 || fwrite(bytes, 1, n, file) != n ||
        fclose(file) != 0)
        __builtin_trap();
}

static int64_t count(struct store *store, const char *sql)
{
    struct statement *s = NULL;
    bool has_row;
    if (statement_open(store, sql, &s, NULL) != OK || statement_step(s, &has_row, NULL) != OK)
        __builtin_trap();
    const int64_t n = statement_integer(s, 0);
    statement_close(s);
    return n;
}

static void check_network(struct store *store, const struct network *network)
{
    const int64_t n_kept = (int64_t)(network->n_read - network->n_rejected);
    if (count(store, "SELECT count(*) FROM cooperation") != n_kept ||
        count(store, "SELECT count(*) FROM reject WHERE role = 'cooperation'") !=
            (int64_t)network->n_rejected ||
        (int64_t)network->n_ties > n_kept)
        __builtin_trap();
    for (size_t i = 0; i < network->n_ties; i++) {
        const struct tie *tie = &network->ties[i], *next = tie + 1;
        if (tie->from >= network->n || tie->to >= network->n || tie->from == tie->to ||
            !(tie->weight > 0) || !network->has_answered[tie->from])
            __builtin_trap();
        if (i + 1 < network->n_ties &&
            (next->from < tie->from || (next->from == tie->from && next->to <= tie->to)))
            __builtin_trap();
    }
}

static void load(struct store *store)
{
    struct arena arena = {0};
    struct error err = {0};
    struct wave wave = {0};
    const struct form form = {.folder = folder(),
                              .settings = {.form_id = "f", .wave = 2022, .unit_key = "orgnr"},
                              .indicators = indicators,
                              .n_indicators = COUNT(indicators),
                              .cooperation = {.has_table = true, .group = &indicators[0]},
                              .has_register = true};
    const enum status status =
        wave_ingest(&form, store, (struct wave_ingest_options){0}, &arena, &wave, &err);
    if ((status == OK) != (err.text[0] == '\0'))
        __builtin_trap();
    if (status == OK)
        check_network(store, wave.network);
    wave_release(&wave);
    arena_release(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct store *store = NULL;
    write_file("register.csv", register_text, "", 0);
    write_file("answers.csv", answers_text, "", 0);
    write_file("cooperation.csv", header, data, size);
    if (store_open("", &store, NULL) != OK || store_begin(store, NULL) != OK)
        __builtin_trap();
    load(store);
    store_close(store);
    return 0;
}
