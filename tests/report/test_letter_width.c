/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/letter_width.h"

#include "base/error.h"
#include "tests/check.h"

#include <string.h>

static void letters_have_their_widths(void **state)
{
    (void)state;
    static const struct {
        const char *name, *text;
        size_t width;
    } cases[] = {
        // clang-format off
        {"nothing",           "",               0},
        {"digits",            "2022",           400},
        {"narrow",            "ill",            135},
        {"wide",              "WWW",            528},
        {"a Swedish word",    "Åtgärd",         114 + 66 + 93 + 95 + 69 + 104},
        {"no-break space",    "1\u00a0%",       100 + 45 + 141},
        {"two breaks",        "1\n\n2",         200},
        {"a dash",            "1\u20132",       300},
        {"Arabic",            "\u0645\u0646",   200},
        {"Chinese",           "\u4e2d\u6587",   400},
        {"a picture",         "\U0001F600",     200},
        {"no UTF-8",          "\xe5\xff\x80",   200 + 200},
        {"half a letter",     "\xc3",           114},
        // clang-format on
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        const size_t got = letters_width(cases[i].text, strlen(cases[i].text));
        CHECK(got == cases[i].width, "%s: %zu", cases[i].name, got);
    }
}

static void lines_break_between_words(void **state)
{
    (void)state;
    static const struct {
        const char *name, *text;
        int width, lines;
    } cases[] = {
        // clang-format off
        {"nothing",             "",                                        20, 1},
        {"fits to the point",   "12345678901234567890",                    20, 1},
        {"one more",            "12345678901234567890 1",                  20, 2},
        {"two lines",           "Myndigheter med starka incitament",       20, 2},
        {"three",               "Myndigheter med starka externa incitament för digital samverkan", 20, 3},
        {"narrow letters fit",  "illi illi illi illi illi illi illi illi", 20, 1},
        {"wide letters do not", "WWWW WWWW WWWW WWWW",                     20, 2},
        {"one long word",       "regleringsbrevsuppföljningsrapportering", 20, 2},
        {"a word after it",     "regleringsbrevsuppföljningsrapportering 12345678901234567890", 20, 3},
        {"line breaks",         "en\ntvå\ntre",                            20, 3},
        {"no room at all",      "123",                                     0,  3},
        // clang-format on
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        const int got = letters_lines(cases[i].text, cases[i].width);
        CHECK(got == cases[i].lines, "%s: %d lines", cases[i].name, got);
    }
}

/* A wider column never takes more lines, and no text less than its width asks for. */
static void more_room_takes_fewer_lines(void **state)
{
    (void)state;
    static const char text[] = "Korrelationen mellan Externa incitament och Samhällsnytta är 0,52 "
                               "högre än den mellan Externa incitament och Internnytta.";
    int before = 1000;
    for (int width = 1; width < 120; width++) {
        const int lines = letters_lines(text, width);
        CHECK(lines <= before, "%d lines at %d, %d before", lines, width, before);
        CHECK((size_t)lines * 100 * (size_t)(width + 1) >= letters_width(text, sizeof text - 1),
              "%d lines at %d", lines, width);
        before = lines;
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(letters_have_their_widths),
        TEST(lines_break_between_words),
        TEST(more_room_takes_fewer_lines),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
