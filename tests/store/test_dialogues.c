/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/dialogues.h"

#include "tests/check.h"

/* contact > personal > phone; trust */
enum { PHONE, CONTACT, TRUST, PERSONAL, N };

static struct dialogue_code codes[N] = {
    [PHONE] = {.name = "phone", .parent = PERSONAL},
    [CONTACT] = {.name = "contact", .parent = NO_CODE},
    [TRUST] = {.name = "trust", .parent = NO_CODE, .facet = FACET_TRUST},
    [PERSONAL] = {.name = "personal", .parent = CONTACT, .facet = FACET_PERSONAL},
};
static const struct dialogues talks = {.codes = codes, .n_codes = N};

static void a_code_is_within_all_above_it(void **state)
{
    (void)state;
    static const struct {
        size_t code, above;
        bool want;
    } cases[] = {
        {PHONE, PHONE, true},  {PHONE, PERSONAL, true},    {PHONE, CONTACT, true},
        {PHONE, TRUST, false}, {CONTACT, PHONE, false},    {PERSONAL, CONTACT, true},
        {TRUST, TRUST, true},  {CONTACT, PERSONAL, false},
    };
    for (size_t i = 0; i < COUNT(cases); i++)
        CHECK(dialogues_is_within(&talks, cases[i].code, cases[i].above) == cases[i].want,
              "%s within %s", codes[cases[i].code].name, codes[cases[i].above].name);
    CHECK(dialogues_depth(&talks, CONTACT) == 0 && dialogues_depth(&talks, PHONE) == 2, "%d",
          dialogues_depth(&talks, PHONE));
}

static void facets_have_names_and_dimensions(void **state)
{
    (void)state;
    size_t count[DIMENSION_COUNT] = {0};
    CHECK(dialogue_facet_name(FACET_NONE) == NULL, "a free theme has none");
    CHECK(dialogue_facet_by_name("needful") == FACET_NONE, "no such facet");
    for (int i = FACET_NONE + 1; i < FACET_COUNT; i++) {
        const enum dialogue_facet facet = (enum dialogue_facet)i;
        CHECK(dialogue_facet_by_name(dialogue_facet_name(facet)) == facet, "%s",
              dialogue_facet_name(facet));
        count[dialogue_facet_dimension(facet)]++;
    }
    for (int i = 0; i < DIMENSION_COUNT; i++)
        CHECK(count[i] >= 2, "%s", dialogue_dimension_name((enum dialogue_dimension)i));
    CHECK(strcmp(dialogue_dimension_name(DIMENSION_AUTOMATION), "automation") == 0, "%s",
          dialogue_dimension_name(DIMENSION_AUTOMATION));
    CHECK(dialogue_facet_dimension(FACET_UNCOMFORTABLE) == DIMENSION_AUTOMATION, "uncomfortable");
}

int main(void)
{
    const struct CMUnitTest tests[] = {TEST(a_code_is_within_all_above_it),
                                       TEST(facets_have_names_and_dimensions)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
