/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "lint/find.h"

#include "base/text.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { QUOTED = 60, TEXT_SIZE = 1024 };

static const struct lint_rule_about rules[] = {
#define RULE(rule, id, severity, source, what, remedy)                                             \
    [rule] = {id, severity, source, what, remedy},
#include "lint/rules.def"
#undef RULE
};

const struct lint_rule_about *lint_about(enum lint_rule rule)
{
    return &rules[rule];
}

const char *lint_severity_name(enum lint_severity severity)
{
    static const char *const names[LINT_SEVERITY_COUNT] = {"error", "warning", "tip"};
    return names[severity];
}

bool lint_is_blank(const char *text)
{
    size_t n = strlen(text);
    text_trimmed(text, &n);
    return n == 0;
}

/* How many bytes of a text are a control character, or one that turns the direction of writing
   (U+202A to U+202E, U+2066 to U+2069); 0: it is neither. */
static size_t trick(const unsigned char *at)
{
    if (at[0] < ' ' || at[0] == 0x7F)
        return 1;
    if (at[0] == 0xC2 && at[1] >= 0x80 && at[1] < 0xA0)
        return 2;
    const bool turns = at[0] == 0xE2 && ((at[1] == 0x80 && at[2] >= 0xAA && at[2] <= 0xAE) ||
                                         (at[1] == 0x81 && at[2] >= 0xA6 && at[2] <= 0xA9));
    return turns ? 3 : 0;
}

static void clean(char *text)
{
    char *to = text;
    for (const char *from = text; *from != '\0';) {
        const size_t n = trick((const unsigned char *)from);
        *to++ = n > 0 ? ' ' : *from;
        from += n > 0 ? n : 1;
    }
    *to = '\0';
}

/* Where a text is cut so that no character is. */
static size_t whole(const char *text, size_t n)
{
    while (n > 0 && ((unsigned char)text[n] & 0xC0U) == 0x80U)
        n--;
    return n;
}

const char *lint_quote(struct lint_report *report, const char *text)
{
    size_t n = strlen(text);
    const bool is_long = n > QUOTED;
    n = is_long ? whole(text, QUOTED) : n;
    const char *quoted = arena_print(report->arena, "'%.*s%s'", (int)n, text, is_long ? "…" : "");
    report->is_out_of_memory |= quoted == NULL;
    return quoted == NULL ? "" : quoted;
}

const char *lint_say(struct lint_report *report, const char *format, ...)
{
    char text[TEXT_SIZE];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    const char *said = arena_text(report->arena, text);
    report->is_out_of_memory |= said == NULL;
    return said == NULL ? "" : said;
}

static char *put_column(uint32_t column, char *out)
{
    char letters[8];
    size_t n = 0;
    for (; column > 0; column = (column - 1) / 26)
        letters[n++] = (char)('A' + (column - 1) % 26);
    while (n > 0)
        *out++ = letters[--n];
    return out;
}

const char *lint_area_name(struct lint_area area, char *out)
{
    out[0] = '\0';
    if (area.top == 0 || area.left == 0)
        return out;
    char *end = put_column(area.left, out);
    end += sprintf(end, "%u", area.top);
    if (area.bottom > area.top || area.right > area.left) {
        *end++ = ':';
        end = put_column(area.right, end);
        sprintf(end, "%u", area.bottom);
    }
    return out;
}

static void put(struct lint_report *report, struct lint_finding finding)
{
    struct lint_finding *list =
        arena_grown(report->arena, report->list, report->n, &report->capacity, struct lint_finding);
    report->is_out_of_memory |= list == NULL;
    if (list == NULL)
        return;
    report->list = list;
    list[report->n++] = finding;
}

void lint_add(struct lint_report *report, enum lint_rule rule, const struct lint_sheet *sheet,
              struct lint_area at, const char *format, ...)
{
    report->count[rules[rule].severity]++;
    if (report->of_rule[rule]++ >= LINT_KEPT)
        return;
    char text[TEXT_SIZE], cell[LINT_AREA_SIZE];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    if (!text_is_utf8(text, strlen(text))) /* cut within a character */
        text[whole(text, strlen(text) - 1)] = '\0';
    clean(text);
    lint_area_name(at, cell);
    char *name = sheet == NULL ? NULL : arena_text(report->arena, sheet->name);
    const struct lint_finding finding = {rule, name,
                                         cell[0] == '\0' ? NULL : arena_text(report->arena, cell),
                                         arena_text(report->arena, text)};
    report->is_out_of_memory |= finding.text == NULL || (sheet != NULL && name == NULL) ||
                                (cell[0] != '\0' && finding.cell == NULL);
    if (name != NULL)
        clean(name);
    if (finding.text != NULL)
        put(report, finding);
}
