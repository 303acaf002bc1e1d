/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/draft.h"

#include "base/missing.h"
#include "base/text.h"
#include "store/network.h"

#include <stdarg.h>
#include <string.h>

enum {
    HEADER_BYTES = 160,
    CELL_BYTES = 32000
}; /* at most as many characters, below the 32,767 a cell holds */

enum status draft_status(const struct draft *draft, struct error *err)
{
    return draft->is_out_of_memory ? error_memory(err) : OK;
}

void *draft_zeros(struct draft *draft, size_t n, size_t size)
{
    void *zeros = arena_zeros(draft->arena, n, size);
    if (zeros == NULL)
        draft->is_out_of_memory = true;
    return zeros;
}

/* `text`, or "" with a note when there was no memory for it. */
static const char *kept(struct draft *draft, const char *text)
{
    if (text != NULL)
        return text;
    draft->is_out_of_memory = true;
    return "";
}

const char *draft_text(const struct draft *draft, enum text id)
{
    return report_text(draft->report->language, id);
}

const char *draft_cut(struct draft *draft, const char *text, size_t most)
{
    static const char ellipsis[] = "\u2026";
    if (strlen(text) <= most)
        return text;
    size_t n = most - strlen(ellipsis);
    while (n > 0 && ((unsigned char)text[n] & 0xC0) == 0x80)
        n--;
    return kept(draft, arena_print(draft->arena, "%.*s%s", (int)n, text, ellipsis));
}

const char *draft_say(struct draft *draft, enum text id, const char *const *values, size_t n)
{
    const char *text = kept(draft, report_fill(draft->arena, draft_text(draft, id), values, n));
    return draft_cut(draft, text, CELL_BYTES);
}

const char *draft_join(struct draft *draft, const char *one, const char *two)
{
    if (*one == '\0')
        return two;
    if (*two == '\0')
        return one;
    const char *text = kept(draft, arena_print(draft->arena, "%s %s", one, two));
    return draft_cut(draft, text, CELL_BYTES);
}

const char *draft_number(struct draft *draft, double x, int decimals)
{
    char prose[PROSE_SIZE];
    return kept(
        draft, arena_text(draft->arena, prose_number(draft->report->language, x, decimals, prose)));
}

const char *draft_count(struct draft *draft, double n)
{
    return draft_number(draft, n, 0);
}

const char *draft_share(struct draft *draft, double share, int decimals)
{
    return SAY(draft, TEXT_PER_CENT, draft_number(draft, share * 100, decimals));
}

const char *draft_interval(struct draft *draft, const struct figure *figure, int decimals,
                           bool is_share)
{
    const double times = is_share ? 100 : 1;
    const char *low = draft_number(draft, figure->low * times, decimals);
    const char *high = draft_number(draft, figure->high * times, decimals);
    const enum text form = figure->low < 0 ? TEXT_INTERVAL_SIGNED : TEXT_INTERVAL;
    const char *interval = SAY(draft, form, low, high);
    return is_share ? SAY(draft, TEXT_PER_CENT, interval) : interval;
}

const char *draft_year(struct draft *draft)
{
    const int year = draft->report->wave->form->settings.wave;
    return kept(draft, arena_print(draft->arena, "%d", year));
}

const char *draft_confidence(struct draft *draft)
{
    const double percent = draft->report->wave->form->settings.confidence * 100;
    const int decimals = percent == floor(percent) ? 0 : 1;
    return draft_number(draft, percent, decimals);
}

const char *draft_estimate(struct draft *draft, const struct figure *figure)
{
    const bool is_share = figure->unit != NULL && strcmp(figure->unit, "share") == 0;
    const int decimals = is_share ? figure->decimals - 2 : figure->decimals;
    const char *value = is_share ? draft_share(draft, figure->value, decimals)
                                 : draft_number(draft, figure->value, decimals);
    /* Where everybody answered an interval has no width. */
    if (is_missing(figure->low) || is_missing(figure->high) || figure->low == figure->high)
        return value;
    return SAY(draft, TEXT_WITH_INTERVAL, value, draft_interval(draft, figure, decimals, is_share));
}

const char *draft_label(struct draft *draft, struct labels labels, const char *fallback)
{
    const struct report *report = draft->report;
    const char *tag = language_tag(report->language);
    return draft_outside(draft, form_label(report->wave->form, labels, tag, fallback));
}

const char *draft_band(struct draft *draft, const struct band *band)
{
    return draft_label(draft, band->labels, band->name);
}

/* What is measured of a unit in the network has no label in the survey folder. */
static const char *measure_label(const struct draft *draft, int measure)
{
    static const enum text labels[] = {
        [NETWORK_OUT_DEGREE] = TEXT_MEASURE_OUT_DEGREE,
        [NETWORK_IN_DEGREE] = TEXT_MEASURE_IN_DEGREE,
        [NETWORK_EI] = TEXT_MEASURE_EI,
        [NETWORK_ACROSS] = TEXT_MEASURE_ACROSS,
        [NETWORK_BETWEENNESS] = TEXT_MEASURE_BETWEENNESS,
    };
    _Static_assert(COUNT(labels) == NETWORK_MEASURE_COUNT, "every measure needs its label");
    return draft_text(draft, labels[measure]);
}

const char *draft_indicator(struct draft *draft, const struct indicator *indicator)
{
    const int measure = network_measure_of(draft->report->wave->form, indicator);
    if (measure >= 0)
        return measure_label(draft, measure);
    const char *name = indicator->name == NULL ? indicator->code : indicator->name;
    return draft_label(draft, indicator->labels, name);
}

const char **draft_levels(struct draft *draft, const struct grouping *grouping)
{
    const char **levels = draft_array(draft, grouping->n_levels, const char *);
    for (size_t i = 0; i < grouping->n_levels && levels != NULL; i++)
        levels[i] = draft_label(draft, grouping->labels[i], grouping->names[i]);
    return levels;
}

const char *draft_range(struct draft *draft, const char *sheet, size_t column, size_t first,
                        size_t n)
{
    char letters[CELL_NAME_SIZE];
    cell_name(0, column, letters);
    letters[strcspn(letters, "0123456789")] = '\0';
    return kept(draft,
                arena_print(draft->arena, "'%s'!$%s$%zu:$%s$%zu", sheet, letters,
                            TABLE_FIRST_ROW + first + 1, letters, TABLE_FIRST_ROW + first + n));
}

const char *draft_formula(struct draft *draft, const char *format, ...)
{
    va_list values;
    va_start(values, format);
    const int n = vsnprintf(NULL, 0, format, values);
    va_end(values);
    char *text = n < 0 ? NULL : draft_array(draft, (size_t)n + 1, char);
    if (text == NULL)
        return kept(draft, NULL);
    va_start(values, format);
    vsnprintf(text, (size_t)n + 1, format, values);
    va_end(values);
    return text;
}

const char *draft_place(struct draft *draft, struct target at)
{
    char name[CELL_NAME_SIZE];
    cell_name(TABLE_FIRST_ROW + at.row - 1, at.column, name);
    return kept(draft, arena_print(draft->arena, "%s, %s", at.sheet, name));
}

const char *draft_reference(struct draft *draft, struct target at)
{
    char name[CELL_NAME_SIZE];
    cell_name(TABLE_FIRST_ROW + at.row - 1, at.column, name);
    const size_t letters = strcspn(name, "0123456789");
    return kept(draft, arena_print(draft->arena, "'%s'!$%.*s$%s", at.sheet, (int)letters, name,
                                   name + letters));
}

/* The bytes of the character at `text`, 0 when it is no UTF-8. */
static size_t character_length(const char *text)
{
    const unsigned char c = (unsigned char)*text;
    const size_t n = c < 0x80 ? 1 : c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;
    return strnlen(text, n) == n && text_is_utf8(text, n) ? n : 0;
}

static bool is_control(const char *text)
{
    return ((unsigned char)*text < 0x20 && *text != '\n') || *text == 0x7F;
}

/* U+FFFE and U+FFFF, which XML does not take. */
static bool is_noncharacter(const char *text, size_t n)
{
    return n == 3 && (memcmp(text, "\xEF\xBF\xBE", 3) == 0 || memcmp(text, "\xEF\xBF\xBF", 3) == 0);
}

static bool is_fit(const char *text)
{
    size_t n = 0;
    for (; text[n] != '\0'; n++) {
        if ((unsigned char)text[n] >= 0x80 || is_control(text + n))
            break;
    }
    if (text[n] == '\0')
        return n <= CELL_BYTES;
    for (const char *at = text; *at != '\0'; at++) {
        if (is_control(at) || strncmp(at, "\xEF\xBF", 2) == 0)
            return false;
    }
    n = strlen(text);
    return n <= CELL_BYTES && text_is_utf8(text, n);
}

/* One character made fit at `to`; how far to go in `text` in *n. Returns the new end. */
static char *put_fit(char *to, const char *text, size_t *n)
{
    *n = character_length(text);
    if (*n == 0 || is_noncharacter(text, *n)) {
        *n = *n == 0 ? 1 : *n;
        return stpcpy(to, "\uFFFD");
    }
    if (*text == '\t') {
        *to++ = ' ';
        return to;
    }
    if (is_control(text)) {
        memcpy(to, "\u2400", 3); /* U+2400 + c; U+2421 is DEL */
        to[2] = (char)(to[2] + (*text == 0x7F ? 0x21 : *text));
        return to + 3;
    }
    memcpy(to, text, *n);
    return to + *n;
}

const char *draft_outside(struct draft *draft, const char *text)
{
    if (text == NULL || is_fit(text))
        return text == NULL ? "" : text;
    const size_t length = strnlen(text, CELL_BYTES);
    char *fit = draft_array(draft, 3 * length + sizeof "\u2026", char);
    if (fit == NULL)
        return "";
    char *to = fit;
    size_t n = 0;
    for (const char *at = text; *at != '\0'; at += n) {
        if (to - fit > CELL_BYTES - 8) {
            strcpy(to, "\u2026");
            break;
        }
        to = put_fit(to, at, &n);
    }
    return fit;
}

const char *draft_header(struct draft *draft, const char *text)
{
    const char *fit = draft_outside(draft, text);
    size_t n = strlen(fit);
    if (n <= HEADER_BYTES && strchr(fit, '\n') == NULL)
        return fit;
    char *line = draft_array(draft, n + sizeof "\u2026", char);
    if (line == NULL)
        return "";
    memcpy(line, fit, n + 1);
    for (char *at = line; (at = strchr(at, '\n')) != NULL; at++)
        *at = ' ';
    if (n <= HEADER_BYTES)
        return line;
    return draft_cut(draft, line, HEADER_BYTES + strlen("\u2026"));
}

const struct figure *draft_figure(struct draft *draft, const char *measure, const char *subject,
                                  const char *other, const char *group)
{
    const char *slash = strchr(measure, '/');
    const char *family = arena_text_n(draft->arena, measure, (size_t)(slash - measure));
    const char *id =
        family == NULL ? NULL : figure_id(draft->arena, family, slash + 1, subject, other, group);
    if (id != NULL)
        return figures_find(draft->report->figures, id);
    draft->is_out_of_memory = true;
    return NULL;
}
