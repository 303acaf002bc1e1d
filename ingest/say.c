/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/say.h"

#include "base/error.h"
#include "base/text.h"

#include <string.h>

enum { SHORT_LIST = 12, LONGEST_QUOTE = 60 };

static const char *say_all(struct arena *arena, const char *const *names, size_t n)
{
    const char *said = arena_print(arena, _("; want %s"), names[0]);
    for (size_t i = 1; i < n && said != NULL; i++)
        said = i + 1 < n ? arena_print(arena, "%s, %s", said, names[i])
                         : arena_print(arena, _("%s or %s"), said, names[i]);
    return said;
}

const char *say_nearest(struct arena *arena, const char *wanted, const char *const *names, size_t n)
{
    const char *said = "";
    const char *nearest = text_nearest(wanted, names, n);
    if (nearest != NULL)
        said = arena_print(arena, _("; did you mean '%s'?"), nearest);
    else if (n > 0 && n <= SHORT_LIST)
        said = say_all(arena, names, n);
    return said == NULL ? "" : said;
}

/* The picture that Unicode has of a control character, "␀" to "␟" and "␡". */
static char *put_picture(char *to, unsigned char control)
{
    *to++ = '\xE2';
    *to++ = '\x90';
    *to++ = control == 0x7F ? '\xA1' : (char)(0x80 + control);
    return to;
}

/* "\r\n", "\n" and "\r" are one "␤", as they are one line break (ingest/rows.h). */
static char *put_visible(char *to, const char *text, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        const unsigned char byte = (unsigned char)text[i];
        if (byte == '\r' && i + 1 < n && text[i + 1] == '\n')
            continue;
        if (byte == '\n' || byte == '\r')
            to = stpcpy(to, "␤");
        else if (byte < ' ' || byte == 0x7F)
            to = put_picture(to, byte);
        else
            *to++ = text[i];
    }
    *to = '\0';
    return to;
}

const char *say_quote(struct arena *arena, const char *text, size_t n)
{
    char shown[3 * LONGEST_QUOTE + sizeof "…"];
    size_t cut = n;
    if (n > LONGEST_QUOTE)
        for (cut = LONGEST_QUOTE; cut > 0 && ((unsigned char)text[cut] & 0xC0U) == 0x80U;)
            cut--;
    char *end = put_visible(shown, text, cut);
    if (cut < n)
        (void)stpcpy(end, "…");
    return arena_text(arena, shown);
}

const char *say_line(struct arena *arena, const char *text)
{
    const size_t n = strlen(text);
    char *line = arena_array(arena, 3 * n + 1, char);
    if (line != NULL)
        put_visible(line, text, n);
    return line;
}
