/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef REPORT_PALETTE_H
#define REPORT_PALETTE_H

/* The colours of charts and shaded cells. They are our own, in the two hues that people with any
   common colour blindness tell apart, blue and orange, and go in steps of lightness, so that
   neighbours differ in grey too (CIE L*, at least 10 apart). Orange is striped. Parts of a bar have
   an outline, which stands out from white (3:1), and texts stand out from what is under them
   (4.5:1). tests/report/test_palette.c measures all of it.

   Colours are 0xRRGGBB in sRGB.                                                                 */

#include <stddef.h>
#include <stdint.h>

enum {
    INK_DARK = 0x1F4E79,    /* of points and bars */
    INK_LINE = 0xB8450B,    /* of lines that say most */
    INK_LIMIT = 0x595959,   /* of limits and intervals */
    INK_OUTLINE = 0x404040, /* around the parts of a bar */
    INK_GRID = 0xD9D9D9
};

/* The grounds on which a part of a bar is drawn. */
enum shade {
    SHADE_PLAIN, /* what a chart is about */
    SHADE_OTHER, /* what it is compared with: light and striped */
    SHADE_LEFT_DARK,
    SHADE_LEFT_MID,
    SHADE_LEFT_LIGHT,
    SHADE_MIDDLE,
    SHADE_RIGHT_LIGHT,
    SHADE_RIGHT_MID,
    SHADE_RIGHT_DARK,
    SHADE_STEP_1, /* of what rises from little to much */
    SHADE_STEP_2,
    SHADE_STEP_3,
    SHADE_STEP_4,
    SHADE_STEP_5,
    SHADE_STEP_6,
    SHADE_COUNT
};

struct ink {
    uint32_t ground, stripe; /* the same: no stripes */
    uint32_t text;           /* of what stands on it */
};

extern const struct ink palette_inks[SHADE_COUNT];

enum { PALETTE_DIVIDED_MOST = 7, PALETTE_STEPS_MOST = 6 };

/* The shade of answer i of n (2 .. PALETTE_DIVIDED_MOST) from lowest to highest: orange below the
   middle and blue above it, darker further out; of an odd number the middle one is neither. */
enum shade palette_divided(size_t i, size_t n);

/* The shade of step i of n (1 .. PALETTE_STEPS_MOST), from light to dark. */
enum shade palette_step(size_t i, size_t n);

/* The grounds of cells under black text, from near 0 outwards: blue above it, orange below. */
enum { HEAT_STEPS = 3 };
extern const uint32_t palette_heat_above[HEAT_STEPS], palette_heat_below[HEAT_STEPS];

#endif
