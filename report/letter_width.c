/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/letter_width.h"

#include <string.h>

/* Advance widths measured in Carlito, whose letters are as wide as Calibri's. */
// clang-format off
static const unsigned char ascii[128] = {
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    45, 64, 79, 98, 100, 141, 135, 44, 60, 60, 98, 98, 49, 60, 50, 76,
    100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 53, 53, 98, 98, 98, 91,
    176, 114, 107, 105, 121, 96, 91, 124, 123, 50, 63, 103, 83, 169, 127, 131,
    102, 133, 107, 91, 96, 127, 112, 176, 102, 96, 92, 61, 76, 61, 98, 98,
    57, 95, 104, 83, 104, 98, 60, 93, 104, 45, 47, 90, 45, 158, 104, 104,
    104, 104, 69, 77, 66, 104, 89, 141, 85, 89, 78, 62, 91, 62, 98, 0,
};
static const unsigned char latin[96] = { /* from U+00A0 */
    45, 64, 98, 100, 98, 100, 98, 98, 77, 165, 79, 101, 98, 100, 100, 78,
    67, 98, 66, 66, 58, 108, 116, 50, 61, 49, 83, 101, 126, 132, 133, 91,
    114, 114, 114, 114, 114, 114, 151, 105, 96, 96, 96, 96, 50, 50, 50, 50,
    123, 127, 131, 131, 131, 131, 131, 98, 131, 127, 127, 127, 127, 96, 102, 104,
    95, 95, 95, 95, 95, 95, 153, 83, 98, 98, 98, 98, 45, 45, 45, 45,
    104, 104, 104, 104, 104, 104, 104, 98, 104, 104, 104, 104, 104, 89, 104, 89,
};
// clang-format on

/* Of a letter that begins with byte `c` above ASCII and goes on with `next`. */
static unsigned wide_letter(unsigned char c, unsigned char next)
{
    if (c < 0xC0)
        return 0; /* goes on */
    const unsigned letter = (c & 0x1Fu) << 6 | (next & 0x3Fu);
    if (c < 0xC4)
        return letter < 0xA0 ? 0 : latin[letter - 0xA0];
    return c < 0xE3 ? 100 : 200;
}

size_t letters_width(const char *text, size_t n)
{
    size_t width = 0;
    for (size_t i = 0; i < n; i++) {
        const unsigned char c = (unsigned char)text[i];
        width += c < 0x80 ? ascii[c] : wide_letter(c, (unsigned char)text[i + 1]);
    }
    return width;
}

int letters_lines(const char *text, int width)
{
    const size_t most = 100 * (size_t)(width < 1 ? 1 : width);
    int lines = 1;
    size_t used = 0;
    while (*text != '\0') {
        const size_t n = strcspn(text, " \n");
        const size_t word = letters_width(text, n);
        if (used > 0 && used + ascii[' '] + word > most) {
            lines++;
            used = 0;
        }
        used += word + (used > 0 ? ascii[' '] : 0);
        if (used > most) { /* a word longer than a line */
            lines += (int)((used - 1) / most);
            used %= most;
        }
        if (text[n] == '\n') {
            lines++;
            used = 0;
        }
        text += n + (text[n] != '\0');
    }
    return lines;
}
