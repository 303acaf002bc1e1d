/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/personal.h"

#include "tests/check.h"

#include "base/error.h"

#include <stdlib.h>

/* Numbers are made up: identity numbers have the day and the check digit that they need; telephone
   numbers are from the series that PTS keeps for fiction, 070-174 06 05 to 070-174 06 99. */
// clang-format off
static const struct {
    const char *name, *text;
    const char *want; /* what is found, as "kind text; " */
} cases[] = {
    {"nothing", "Jag vill ringa och få svar av en människa.", ""},
    {"empty", "", ""},
    /* Luhn of 811228-987: 874, Skatteverket's example */
    {"identity number", "Mitt nummer är 811228-9874.", "identity 811228-9874; "},
    {"with century", "19811228-9874", "identity 19811228-9874; "},
    {"over a hundred", "Hon har 121212+1212 nu", "identity 121212+1212; "},
    {"without hyphen", "8112289874", "identity 8112289874; "},
    {"century without hyphen", "(198112289874)", "identity 198112289874; "},
    {"en dash", "811228\u20139874", "identity 811228\u20139874; "},
    {"blank", "811228 9874", "identity 811228 9874; "},
    {"co-ordination number", "701063-2391", "identity 701063-2391; "},
    {"wrong check digit", "811228-9875", ""},
    {"no such day", "810230-9879", ""},
    {"no leap year", "19810229-0001, 810229-0003", ""},
    {"leap year", "000229-0005", "identity 000229-0005; "},
    {"no leap century", "19000229-0005", ""},
    {"no such century", "30811228-9874", ""},
    {"inside a longer number", "18112289874, 81122898740", ""},
    {"a case number", "Ärende 2021-11228-9874", ""},
    {"hyphen elsewhere", "8112-289874", ""},
    {"mobile", "Ring 070-174 06 05!", "phone 070-174 06 05; "},
    {"mobile together", "0701740605", "phone 0701740605; "},
    {"Stockholm", "08-465 004 00", "phone 08-465 004 00; "},
    {"parentheses", "(08) 465 004 00", "phone 08) 465 004 00; "},
    {"abroad", "+46 70 174 06 05 eller +46(0)70-1740605", "phone +46 70 174 06 05; phone +46(0)70-1740605; "},
    {"double zero", "0046701740605", "phone 0046701740605; "},
    {"short numbers", "112, 1177, 114 14, 0771", ""},
    {"a date", "2021-03-01 kl. 08.30, 0 kronor, 0100", ""},
    {"an amount", "100 000 000 kronor", ""},
    {"e-mail", "Skriv till nils.p-1@exempel.se.", "email nils.p-1@exempel.se; "},
    {"e-mail of letters beyond ASCII", "åsa@ström.exempel.se", "email åsa@ström.exempel.se; "},
    {"no e-mail", "Vi ses @ torget, a@b, @x.se och a@.", ""},
    {"said name", "Jag heter Pim Nordlund och bor här.", "name Pim Nordlund; "},
    {"said name in English", "My name is Pim.", "name Pim; "},
    {"not a name", "Det heter Skatteverket, inte BankID, och heter så.", ""},
    {"given name", "Då ringde Anna Öberg-Lind tillbaka.", "name Anna Öberg-Lind; "},
    {"genitive", "Det var Åsas fel.", "name Åsas; "},
    {"title", "handläggare Nordlund, fru Nord", "name Nordlund; name Nord; "},
    {"a name inside a word", "Annars, Evakuera, anna", ""},
    {"several", "Eva, eva@x.se, 0701740605", "name Eva; email eva@x.se; phone 0701740605; "},
};
// clang-format on

static const char *short_name(enum personal_kind kind)
{
    static const char *const names[] = {[PERSONAL_IDENTITY] = "identity",
                                        [PERSONAL_EMAIL] = "email",
                                        [PERSONAL_PHONE] = "phone",
                                        [PERSONAL_NAME] = "name"};
    return names[kind];
}

static void what_is_found(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        char got[400] = "";
        struct personal hit = {0};
        while (personal_next(cases[i].text, hit.start + hit.n, &hit))
            sprintf(got + strlen(got), "%s %.*s; ", short_name(hit.kind), (int)hit.n,
                    cases[i].text + hit.start);
        CHECK(strcmp(got, cases[i].want) == 0, "%s: got '%s', want '%s'", cases[i].name, got,
              cases[i].want);
    }
}

static void what_is_masked(void **state)
{
    (void)state;
    static const struct {
        const char *text, *want;
    } masks[] = {
        {"Jag heter Pim Nordlund, 811228-9874.", "Jag heter P** ********, 8*****-****."},
        {"Åsa Öberg: åsa@ström.se", "Å** *****: å**@*****.**"},
        {"Nothing here.", "Nothing here."},
        {"", ""},
    };
    struct arena arena = {0};
    for (size_t i = 0; i < COUNT(masks); i++) {
        const char *got = personal_masked(&arena, masks[i].text);
        CHECK(strcmp(got, masks[i].want) == 0, "%s", got);
    }
    arena_fail_at(1);
    CHECK(personal_masked(&arena, "a") == NULL, "no memory");
    arena_fail_at(0);
    arena_release(&arena);
}

/* Every identity number with a right check digit is found, and none of the nine others. */
static void one_check_digit_in_ten(void **state)
{
    (void)state;
    for (int serial = 0; serial < 1000; serial += 7) {
        int found = 0;
        for (int check = 0; check < 10; check++) {
            char text[16];
            struct personal hit;
            snprintf(text, sizeof text, "640823-%03d%d", serial, check);
            found += personal_next(text, 0, &hit);
        }
        CHECK(found == 1, "640823-%03d: %d", serial, found);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {TEST(what_is_found), TEST(what_is_masked),
                                       TEST(one_check_digit_in_ten)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
