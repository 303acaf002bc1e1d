/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/palette.h"

enum { WHITE = 0xFFFFFF, BLACK = 0x1A1A1A };

// clang-format off
const struct ink palette_inks[SHADE_COUNT] = {
    [SHADE_PLAIN]       = {INK_DARK, INK_DARK, WHITE},
    [SHADE_OTHER]       = {0xF6CFA0, 0xEFC08A, BLACK},
    [SHADE_LEFT_DARK]   = {0x9C4A00, 0x8A3F00, WHITE},
    [SHADE_LEFT_MID]    = {0xE39A4B, 0xD68B38, BLACK},
    [SHADE_LEFT_LIGHT]  = {0xF6CFA0, 0xEFC08A, BLACK},
    [SHADE_MIDDLE]      = {0xF7F7F7, 0xF7F7F7, BLACK},
    [SHADE_RIGHT_LIGHT] = {0xB5D3EA, 0xB5D3EA, BLACK},
    [SHADE_RIGHT_MID]   = {0x6BA3CF, 0x6BA3CF, BLACK},
    [SHADE_RIGHT_DARK]  = {INK_DARK, INK_DARK, WHITE},
    [SHADE_STEP_1]      = {0xEAF2F9, 0xEAF2F9, BLACK},
    [SHADE_STEP_2]      = {0xB8D2E8, 0xB8D2E8, BLACK},
    [SHADE_STEP_3]      = {0x8DB5D6, 0x8DB5D6, BLACK},
    [SHADE_STEP_4]      = {0x5F96C4, 0x5F96C4, BLACK},
    [SHADE_STEP_5]      = {0x2F6699, 0x2F6699, WHITE},
    [SHADE_STEP_6]      = {0x143A5E, 0x143A5E, WHITE},
};
// clang-format on

const uint32_t palette_heat_above[HEAT_STEPS] = {0xDEEBF7, 0xBDD7EE, 0x9DC3E6};
const uint32_t palette_heat_below[HEAT_STEPS] = {0xFBE5D6, 0xF8CBAD, 0xF4B183};

/* By distance from the middle, of one, two or three answers on a side. */
static const enum shade left[][3] = {
    {SHADE_LEFT_MID},
    {SHADE_LEFT_LIGHT, SHADE_LEFT_DARK},
    {SHADE_LEFT_LIGHT, SHADE_LEFT_MID, SHADE_LEFT_DARK},
};
static const enum shade right[][3] = {
    {SHADE_RIGHT_MID},
    {SHADE_RIGHT_LIGHT, SHADE_RIGHT_DARK},
    {SHADE_RIGHT_LIGHT, SHADE_RIGHT_MID, SHADE_RIGHT_DARK},
};

enum shade palette_divided(size_t i, size_t n)
{
    const size_t side = n / 2;
    if (i < side)
        return left[side - 1][side - 1 - i];
    if (n % 2 == 1 && i == side)
        return SHADE_MIDDLE;
    return right[side - 1][i - (n - side)];
}

enum shade palette_step(size_t i, size_t n)
{
    const size_t last = PALETTE_STEPS_MOST - 1;
    return n < 2 ? SHADE_STEP_4 : (enum shade)(SHADE_STEP_1 + (i * last + (n - 1) / 2) / (n - 1));
}
