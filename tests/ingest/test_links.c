/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/links.h"
#include "ingest/succession.h"
#include "tests/store/stored.h"

enum { YEARS = 3 };

/* What frames hold, "a b c", and who continues whom, "x<a;b y<c": a wave of each is made. */
struct year {
    const char *units, *successions;
};

struct years {
    struct arena arena;
    struct store *store;
    struct small_wave wave[YEARS];
    const struct wave *list[YEARS];
    struct findings found;
    size_t n;
};

static const char *next_word(const char **text, char *word)
{
    *text += strspn(*text, " ");
    const size_t n = strcspn(*text, " ");
    memcpy(word, *text, n);
    word[n] = '\0';
    *text += n;
    return n == 0 ? NULL : word;
}

static uint32_t add_unit(struct store *store, int64_t wave, uint32_t id, const char *key)
{
    char sql[200];
    snprintf(sql, sizeof sql, "INSERT INTO unit VALUES (%u, %d, '%s', NULL)", id, (int)wave, key);
    do_sql(store, sql);
    return id + 1;
}

static void open_year(struct years *years, size_t i, struct year year)
{
    struct small_wave *small = &years->wave[i];
    struct error err = {0};
    char word[100];
    small_wave_make(small, "f", 2020 + (int)i);
    small->wave.arena = &years->arena;
    years->list[i] = &small->wave;
    CHECK(store_put_form(years->store, &small->wave, &small->first_unit, &err) == OK, "%s",
          err.text);
    uint32_t id = small->first_unit;
    while (next_word(&year.units, word) != NULL)
        id = add_unit(years->store, small->wave.id, id, word);
    for (int line = 2; next_word(&year.successions, word) != NULL; line++) {
        char *of = strchr(word, '<');
        *of = '\0';
        const struct succession succession = {
            .key = word, .of = of + 1, .at = {"register.csv", line, 3}};
        CHECK(succession_add(&small->wave, &succession, &err) == OK, "%s", err.text);
    }
}

static void open_years(struct years *years, const struct year *list, size_t n)
{
    struct error err = {0};
    *years = (struct years){.store = store_at(""), .n = n};
    years->found.arena = &years->arena;
    CHECK(store_begin(years->store, &err) == OK, "%s", err.text);
    for (size_t i = 0; i < n; i++)
        open_year(years, i, list[i]);
}

static void close_years(struct years *years)
{
    store_close(years->store);
    arena_release(&years->arena);
}

/* "a-a b-x": earlier and later key of each link. */
static const char *get_links(struct years *years)
{
    static char text[1000];
    struct unit_links links;
    struct error err = {0};
    text[0] = '\0';
    if (links_get(years->store, years->list, years->n, &years->arena, &links, &err) != OK)
        return err.text[0] == '\0' ? "?" : strcpy(text, err.text);
    for (size_t i = 0; i < links.n; i++) {
        char sql[200];
        const size_t n = strlen(text);
        snprintf(sql, sizeof sql,
                 "SELECT a.key || '-' || b.key FROM unit a, unit b WHERE a.id = %u AND b.id = %u",
                 links.list[i].earlier, links.list[i].later);
        snprintf(text + n, sizeof text - n, "%s%s", n == 0 ? "" : " ", get_sql(years->store, sql));
    }
    return text;
}

// clang-format off
static const struct {
    const char *name;
    struct year years[YEARS];
    size_t n;
    const char *links, *findings;
} cases[] = {
    {"the same units",       {{"a b c", ""}, {"b c d", ""}}, 2, "b-b c-c", ""},
    {"a hyphen more",        {{"2021006073 A1", ""}, {"202100-6073 a1", ""}}, 2, "2021006073-202100-6073", ""},
    {"another name",         {{"a b", ""}, {"x b", "x<a"}}, 2, "a-x b-b", ""},
    {"a merger",             {{"a b c", ""}, {"x c", "x<a;b"}}, 2, "a-x b-x c-c", ""},
    {"blanks and a repeat",  {{"a b c", ""}, {"x c", "x<;a;;a;"}}, 2, "a-x c-c", ""},
    {"one takes the other",  {{"a b", ""}, {"a", "a<b"}}, 2, "b-a a-a", ""},
    {"itself named",         {{"a b", ""}, {"a", "a<b;a"}}, 2, "b-a a-a", ""},
    {"a split",              {{"a", ""}, {"x y", "x<a y<a"}}, 2, "a-x a-y", ""},
    {"a part leaves",        {{"a", ""}, {"a y", "y<a"}}, 2, "a-a a-y", ""},
    {"by another hyphen",    {{"202100-6073", ""}, {"x", "x<2021006073"}}, 2, "202100-6073-x", ""},
    {"outside the frame",    {{"a", ""}, {"b", "x<a"}}, 2, "", ""},
    {"nobody knows it",      {{"agency_1 b", ""}, {"x b", "x<agency_2;b"}}, 2, "b-x b-b",
     "register.csv:2:3 x: 'agency_2' is no unit of the frame of any earlier wave of this run, so nothing is compared with it; did you mean 'agency_1'?"},
    {"over a year between",  {{"a b c", ""}, {"x c", "x<a;b"}, {"x c", ""}}, 3, "a-x b-x c-c", ""},
    {"merged, then renamed", {{"a b", ""}, {"x", "x<a;b"}, {"y", "y<x"}}, 3, "a-y b-y", ""},
    {"named two years after", {{"a b", ""}, {"b", ""}, {"y b", "y<a"}}, 3, "a-y b-b", ""},
    {"taken twice",          {{"a b c", ""}, {"a c", "a<b"}, {"a", "a<c"}}, 3, "c-a b-a a-a", ""},
    {"a circle",             {{"a b", ""}, {"a b", "a<b b<a"}, {"a b", "a<b b<a"}}, 3, "a-a b-a b-b a-b", ""},
    {"the first wave alone", {{"a", "a<nobody"}}, 1, "a-a", ""},
};
// clang-format on

static void units_are_linked(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct years years;
        open_years(&years, cases[i].years, cases[i].n);
        const char *got = get_links(&years);
        CHECK(strcmp(got, cases[i].links) == 0, "%s: got '%s'", cases[i].name, got);
        close_years(&years);
    }
}

static void keys_that_nobody_bears_are_told(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct years years;
        struct error err = {0};
        char text[1000] = "";
        open_years(&years, cases[i].years, cases[i].n);
        CHECK(links_check(years.store, years.list, years.n, &years.found, &err) == OK, "%s: %s",
              cases[i].name, err.text);
        for (size_t k = 0; k < years.found.n; k++) {
            const struct finding *f = &years.found.list[k];
            const size_t n = strlen(text);
            snprintf(text + n, sizeof text - n, "%s:%ld:%d %s: %s", f->at.file, f->at.line,
                     f->at.column, f->unit, f->text);
        }
        CHECK(strcmp(text, cases[i].findings) == 0, "%s: got '%s'", cases[i].name, text);
        close_years(&years);
    }
}

/* Whichever allocation fails, it is said, and nothing leaks. */
static void memory_may_run_out(void **state)
{
    (void)state;
    bool is_done = false;
    for (size_t nth = 1; !is_done; nth++) {
        struct years years;
        struct unit_links links;
        struct error err = {0};
        open_years(&years, cases[13].years, cases[13].n);
        arena_fail_at(nth);
        is_done = links_get(years.store, years.list, 3, &years.arena, &links, &err) == OK;
        arena_fail_at(0);
        CHECK(is_done || err.status == ERR_MEMORY, "%zu: %s", nth, err.text);
        close_years(&years);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(units_are_linked),
        TEST(keys_that_nobody_bears_are_told),
        TEST(memory_may_run_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
