/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "lint/colour.h"

#include "lint/find.h"
#include "lint/inside.h"

#include <math.h>
#include <string.h>

/* The colours that go by number, 18.8.27; the first eight stand for those from 8 on. */
static const int32_t palette[] = {
    0x000000, 0xFFFFFF, 0xFF0000, 0x00FF00, 0x0000FF, 0xFFFF00, 0xFF00FF, 0x00FFFF,
    0x000000, 0xFFFFFF, 0xFF0000, 0x00FF00, 0x0000FF, 0xFFFF00, 0xFF00FF, 0x00FFFF,
    0x800000, 0x008000, 0x000080, 0x808000, 0x800080, 0x008080, 0xC0C0C0, 0x808080,
    0x9999FF, 0x993366, 0xFFFFCC, 0xCCFFFF, 0x660066, 0xFF8080, 0x0066CC, 0xCCCCFF,
    0x000080, 0xFF00FF, 0xFFFF00, 0x00FFFF, 0x800080, 0x800000, 0x008080, 0x0000FF,
    0x00CCFF, 0xCCFFFF, 0xCCFFCC, 0xFFFF99, 0x99CCFF, 0xFF99CC, 0xCC99FF, 0xFFCC99,
    0x3366FF, 0x33CCCC, 0x99CC00, 0xFFCC00, 0xFF9900, 0xFF6600, 0x666699, 0x969696,
    0x003366, 0x339966, 0x003300, 0x333300, 0x993300, 0x993366, 0x333399, 0x333333,
};
_Static_assert(COUNT(palette) == BOOK_PALETTE, "the standard has 64");

int32_t colour_hex(const char *digits)
{
    int32_t colour = 0;
    if (strlen(digits) != 6)
        return COLOUR_UNKNOWN;
    for (; *digits != '\0'; digits++) {
        static const char hex[] = "0123456789abcdef";
        const char lower = *digits >= 'A' && *digits <= 'F' ? (char)(*digits | 0x20) : *digits;
        const char *found = strchr(hex, lower);
        if (found == NULL)
            return COLOUR_UNKNOWN;
        colour = colour * 16 + (int32_t)(found - hex);
    }
    return colour;
}

static double part_of(int32_t colour, unsigned shift)
{
    return (double)(((uint32_t)colour >> shift) & 0xFFU) / 255;
}

static uint32_t byte_of(double part)
{
    return (uint32_t)lround(fmin(fmax(part, 0), 1) * 255);
}

/* Lighter or darker: the lightness of HSL moves towards 1 or 0, and the other two stay. That is to
   say that each part moves along the line through grey that keeps hue and saturation. */
static int32_t tinted(int32_t colour, double tint)
{
    const double part[3] = {part_of(colour, 16), part_of(colour, 8), part_of(colour, 0)};
    const double high = fmax(part[0], fmax(part[1], part[2]));
    const double low = fmin(part[0], fmin(part[1], part[2]));
    const double light = (high + low) / 2;
    const double goal = tint < 0 ? light * (1 + tint) : light * (1 - tint) + tint;
    const double room = 1 - fabs(2 * light - 1), goal_room = 1 - fabs(2 * goal - 1);
    const double scale = room > 0 ? goal_room / room : 0;
    uint32_t out = 0;
    for (size_t i = 0; i < COUNT(part); i++)
        out = out << 8U | byte_of(goal + (part[i] - light) * scale);
    return (int32_t)out;
}

/* The first four of a theme go by other numbers than they stand in (18.8.3). */
static int32_t of_theme(const struct lint_book *book, long number)
{
    static const size_t first[] = {1, 0, 3, 2};
    if (number < 0 || (size_t)number >= COUNT(book->theme))
        return COLOUR_UNKNOWN;
    const size_t i = (size_t)number;
    return book->theme[i < COUNT(first) ? first[i] : i];
}

void colour_palette(struct lint_book *book)
{
    memcpy(book->palette, palette, sizeof palette);
}

static int32_t of_number(const struct lint_book *book, long number)
{
    if (number == 64)
        return COLOUR_NONE; /* that of the system */
    if (number == 65)
        return 0xFFFFFF;
    return number >= 0 && number < BOOK_PALETTE ? book->palette[number] : COLOUR_UNKNOWN;
}

int32_t colour_of(const struct lint_book *book, const struct xml_element *element)
{
    const char *rgb = xml_attribute(element, "rgb");
    const double tint = attribute_double(element, "tint", 0);
    int32_t colour = COLOUR_NONE;
    if (rgb != NULL) {
        colour = strlen(rgb) == 8 ? colour_hex(rgb + 2) : COLOUR_UNKNOWN;
        if (colour == COLOUR_UNKNOWN)
            lint_add(book->report, RULE_WRONG_COLOUR, NULL, (struct lint_area){0}, "%s",
                     lint_quote(book->report, rgb));
    }
    if (rgb == NULL && xml_attribute(element, "theme") != NULL)
        colour = of_theme(book, attribute_long(element, "theme", -1));
    else if (rgb == NULL && xml_attribute(element, "indexed") != NULL)
        colour = of_number(book, attribute_long(element, "indexed", -1));
    return colour >= 0 && tint != 0 && fabs(tint) <= 1 ? tinted(colour, tint) : colour;
}

static double luminance(int32_t colour)
{
    static const struct {
        unsigned shift;
        double weight;
    } parts[] = {{16, 0.2126}, {8, 0.7152}, {0, 0.0722}};
    double sum = 0;
    for (size_t i = 0; i < COUNT(parts); i++) {
        const double part = part_of(colour, parts[i].shift);
        sum +=
            parts[i].weight * (part <= 0.03928 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4));
    }
    return sum;
}

double colour_contrast(int32_t a, int32_t b)
{
    const double x = luminance(a), y = luminance(b);
    return (fmax(x, y) + 0.05) / (fmin(x, y) + 0.05);
}
