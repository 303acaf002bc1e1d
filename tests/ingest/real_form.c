/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Survey folders made from published data read without a finding. */
#include "ingest/form.h"
#include "tests/check.h"

#include <stdlib.h>

static const struct {
    const char *folder;
    size_t n_questions, n_items, n_aggregates, n_groups, n_denominators;
} folders[] = {
    {"asem/survey", 57, 49, 11, 4, 4}, /* COINr's example: iMeta with the paper's counts */
    {"odm-2023/survey", 161, 161, 23, 0, 0},
};

static size_t count(const struct form *form, enum indicator_type type)
{
    size_t n = 0;
    for (size_t i = 0; i < form->n_indicators; i++)
        n += form->indicators[i].type == type;
    return n;
}

static void published_folders_read_as_they_are(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(folders); i++) {
        struct arena arena = {0};
        struct findings found = {.arena = &arena};
        struct form *form = NULL;
        struct form_sources sources;
        struct error err = {0};
        const char *path = arena_print(&arena, "%s/%s", getenv("MOGNAD_DATA"), folders[i].folder);
        const enum status status = form_read(
            path, (struct form_options){.arena = &arena, .found = &found}, &form, &sources, &err);
        CHECK(status == OK && found.n == found.count[FINDING_INFO], "%s", err.text);
        if (form != NULL) {
            CHECK(form->n_questions == folders[i].n_questions, "%zu", form->n_questions);
            CHECK(count(form, INDICATOR_ITEM) == folders[i].n_items, "%s items", path);
            CHECK(count(form, INDICATOR_AGGREGATE) == folders[i].n_aggregates, "%s", path);
            CHECK(count(form, INDICATOR_GROUP) == folders[i].n_groups, "%s", path);
            CHECK(count(form, INDICATOR_DENOMINATOR) == folders[i].n_denominators, "%s", path);
        }
        arena_release(&arena);
    }
}

int main(void)
{
    if (getenv("MOGNAD_DATA") == NULL) {
        puts("skipped: MOGNAD_DATA is not set");
        return 77;
    }
    const struct CMUnitTest tests[] = {TEST(published_folders_read_as_they_are)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
