/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Measures the colours of charts: in grey, to people with colour blindness, under text. */
#include "report/palette.h"

#include "base/error.h"
#include "tests/check.h"

#include <math.h>

enum { WHITE = 0xFFFFFF };

static const double text_contrast = 4.5, line_contrast = 3; /* WCAG 2.1, 1.4.3 and 1.4.11 */

/* The parts of a colour in linear light, 0..1 (IEC 61966-2-1). */
static void linear(uint32_t colour, double rgb[3])
{
    for (int i = 0; i < 3; i++) {
        const double c = (colour >> (16 - 8 * i) & 0xFF) / 255.0;
        rgb[i] = c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4);
    }
}

static double luminance(const double rgb[3])
{
    return 0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2];
}

static double contrast(uint32_t a, uint32_t b)
{
    double one[3], two[3];
    linear(a, one);
    linear(b, two);
    const double x = luminance(one) + 0.05, y = luminance(two) + 0.05;
    return x > y ? x / y : y / x;
}

/* f of CIE 1976. */
static double cube(double t)
{
    return t > 216.0 / 24389 ? cbrt(t) : (24389.0 / 27 * t + 16) / 116;
}

/* CIE L*a*b* under D65. */
static void lab(const double rgb[3], double out[3])
{
    const double x = 0.4124 * rgb[0] + 0.3576 * rgb[1] + 0.1805 * rgb[2];
    const double z = 0.0193 * rgb[0] + 0.1192 * rgb[1] + 0.9505 * rgb[2];
    const double y = luminance(rgb);
    out[0] = 116 * cube(y) - 16;
    out[1] = 500 * (cube(x / 0.9505) - cube(y));
    out[2] = 200 * (cube(y) - cube(z / 1.089));
}

static double lightness(uint32_t colour)
{
    double rgb[3], out[3];
    linear(colour, rgb);
    lab(rgb, out);
    return out[0];
}

/* How far apart two colours are (CIE 1976) to somebody who sees them through the matrix. */
static double distance(uint32_t a, uint32_t b, const double sees[3][3])
{
    const uint32_t both[2] = {a, b};
    double places[2][3];
    for (int i = 0; i < 2; i++) {
        double rgb[3], seen[3] = {0};
        linear(both[i], rgb);
        for (int to = 0; to < 3; to++) {
            for (int from = 0; from < 3; from++)
                seen[to] += sees[to][from] * rgb[from];
            seen[to] = fmin(1, fmax(0, seen[to]));
        }
        lab(seen, places[i]);
    }
    return sqrt(pow(places[0][0] - places[1][0], 2) + pow(places[0][1] - places[1][1], 2) +
                pow(places[0][2] - places[1][2], 2));
}

/* The measures themselves, against values that others have published. */
static void known_colours(void **state)
{
    (void)state;
    CHECK(fabs(contrast(0x000000, WHITE) - 21) < 1e-9, "%g", contrast(0x000000, WHITE));
    CHECK(fabs(contrast(0x767676, WHITE) - 4.54) < 0.005, "%g", contrast(0x767676, WHITE));
    CHECK(fabs(lightness(0x777777) - 50.03) < 0.02, "%g", lightness(0x777777));
    CHECK(fabs(lightness(0xFF0000) - 53.24) < 0.02, "%g", lightness(0xFF0000));
}

static void texts_stand_out(void **state)
{
    (void)state;
    for (size_t i = 0; i < SHADE_COUNT; i++) {
        const struct ink *ink = &palette_inks[i];
        CHECK(contrast(ink->ground, ink->text) >= text_contrast, "shade %zu: %g", i,
              contrast(ink->ground, ink->text));
        CHECK(contrast(ink->stripe, ink->text) >= text_contrast, "stripe %zu: %g", i,
              contrast(ink->stripe, ink->text));
    }
    for (size_t i = 0; i < HEAT_STEPS; i++) {
        CHECK(contrast(palette_heat_above[i], 0) >= text_contrast, "above %zu", i);
        CHECK(contrast(palette_heat_below[i], 0) >= text_contrast, "below %zu", i);
    }
}

static void lines_stand_out(void **state)
{
    (void)state;
    static const uint32_t inks[] = {INK_DARK, INK_LINE, INK_LIMIT, INK_OUTLINE};
    for (size_t i = 0; i < COUNT(inks); i++)
        CHECK(contrast(inks[i], WHITE) >= line_contrast, "%06X: %g", (unsigned)inks[i],
              contrast(inks[i], WHITE));
    CHECK(contrast(INK_LINE, WHITE) >= text_contrast, "%s", "the words at a break");
}

/* Printed in grey, two shades that touch differ. */
static void neighbours_differ_in_grey(void **state)
{
    (void)state;
    for (size_t n = 2; n <= PALETTE_DIVIDED_MOST; n++) {
        for (size_t i = 0; i + 1 < n; i++) {
            const enum shade a = palette_divided(i, n), b = palette_divided(i + 1, n);
            const double by =
                fabs(lightness(palette_inks[a].ground) - lightness(palette_inks[b].ground));
            /* where there is no middle answer, orange meets blue of about the same grey, and is
               striped */
            const bool is_middle = n % 2 == 0 && i + 1 == n / 2;
            CHECK(is_middle || by >= 10, "%zu of %zu: %g", i, n, by);
            CHECK(!is_middle || palette_inks[a].stripe != palette_inks[a].ground, "%zu of %zu", i,
                  n);
        }
    }
    for (size_t n = 2; n <= PALETTE_STEPS_MOST; n++) {
        for (size_t i = 0; i + 1 < n; i++) {
            const double by = lightness(palette_inks[palette_step(i, n)].ground) -
                              lightness(palette_inks[palette_step(i + 1, n)].ground);
            CHECK(by >= 10, "step %zu of %zu: %g", i, n, by);
        }
    }
    for (size_t i = 0; i + 1 < HEAT_STEPS; i++) {
        CHECK(lightness(palette_heat_above[i]) - lightness(palette_heat_above[i + 1]) > 6, "%zu",
              i);
        CHECK(lightness(palette_heat_below[i]) - lightness(palette_heat_below[i + 1]) > 6, "%zu",
              i);
    }
    const double sides =
        lightness(palette_inks[SHADE_OTHER].ground) - lightness(palette_inks[SHADE_PLAIN].ground);
    CHECK(sides >= 40, "%g", sides);
}

/* What is said by hue is seen by those who lack a kind of cone: the matrices of Machado, Oliveira
   and Fernandes (2009), severity 1. */
static void sides_differ_without_a_cone(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        double sees[3][3];
    } eyes[] = {
        // clang-format off
        {"all cones", {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}},
        {"protan", {{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}}},
        {"deutan", {{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}}},
        {"tritan", {{1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602}, {0.004733, 0.691367, 0.303900}}},
        // clang-format on
    };
    static const enum shade pairs[][2] = {{SHADE_LEFT_DARK, SHADE_RIGHT_DARK},
                                          {SHADE_LEFT_MID, SHADE_RIGHT_MID},
                                          {SHADE_LEFT_LIGHT, SHADE_RIGHT_LIGHT},
                                          {SHADE_PLAIN, SHADE_OTHER}};
    for (size_t e = 0; e < COUNT(eyes); e++) {
        for (size_t i = 0; i < COUNT(pairs); i++) {
            const double far = distance(palette_inks[pairs[i][0]].ground,
                                        palette_inks[pairs[i][1]].ground, eyes[e].sees);
            CHECK(far >= 20, "%s, pair %zu: %g", eyes[e].name, i, far);
        }
        for (size_t i = 0; i < HEAT_STEPS; i++) {
            const double far = distance(palette_heat_above[i], palette_heat_below[i], eyes[e].sees);
            CHECK(far >= 8, "%s, heat %zu: %g", eyes[e].name, i, far);
        }
    }
}

static void every_answer_has_its_shade(void **state)
{
    (void)state;
    static const enum shade of_five[] = {SHADE_LEFT_DARK, SHADE_LEFT_LIGHT, SHADE_MIDDLE,
                                         SHADE_RIGHT_LIGHT, SHADE_RIGHT_DARK};
    for (size_t i = 0; i < COUNT(of_five); i++)
        CHECK(palette_divided(i, 5) == of_five[i], "%zu: %d", i, (int)palette_divided(i, 5));
    CHECK(palette_divided(0, 2) == SHADE_LEFT_MID && palette_divided(1, 2) == SHADE_RIGHT_MID, "%s",
          "two answers");
    CHECK(palette_divided(6, 7) == SHADE_RIGHT_DARK && palette_divided(3, 7) == SHADE_MIDDLE, "%s",
          "seven answers");
    CHECK(palette_step(0, 3) == SHADE_STEP_1 && palette_step(2, 3) == SHADE_STEP_6, "%s",
          "three steps");
    CHECK(palette_step(0, 1) == SHADE_STEP_4, "%s", "one step");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(known_colours),
        TEST(texts_stand_out),
        TEST(lines_stand_out),
        TEST(neighbours_differ_in_grey),
        TEST(sides_differ_without_a_cone),
        TEST(every_answer_has_its_shade),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
