/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Theme, strings and styles of a workbook (ECMA-376-1 18.4, 18.8, 20.1.6). */
#include "lint/colour.h"
#include "lint/inside.h"

#include <string.h>

/* --- strings --------------------------------------------------------------------------------- */

struct strings {
    struct lint_book *book;
    struct gathered text;
    bool is_in_text, is_phonetic, is_raised;
};

static enum status on_string(const struct xml_element *element, void *context, struct error *err)
{
    struct strings *s = context;
    (void)err;
    if (is_element(element, "si")) {
        s->text.n = 0;
        s->is_raised = false;
    }
    if (is_element(element, "rPh"))
        s->is_phonetic = true;
    if (is_element(element, "vertAlign")) {
        const char *how = xml_attribute(element, "val");
        s->is_raised |= how != NULL && strcmp(how, "baseline") != 0;
    }
    s->is_in_text = is_element(element, "t") && !s->is_phonetic;
    return OK;
}

static enum status on_string_text(const char *text, size_t n, void *context, struct error *err)
{
    struct strings *s = context;
    return s->is_in_text ? gather(&s->text, text, n, err) : OK;
}

static enum status on_string_end(const struct xml_element *element, void *context,
                                 struct error *err)
{
    struct strings *s = context;
    uint32_t number = 0;
    s->is_in_text = false;
    if (is_element(element, "rPh"))
        s->is_phonetic = false;
    if (!is_element(element, "si"))
        return OK;
    return keep_text(s->book, gathered_text(&s->text), s->is_raised, &number, err);
}

enum status lint_read_strings(struct lint_book *book, const char *part, struct error *err)
{
    struct strings strings = {.book = book};
    const enum status status = part_read(
        book, part,
        (struct xml_options){
            .start = on_string, .end = on_string_end, .text = on_string_text, .context = &strings},
        err);
    gathered_free(&strings.text);
    book->n_shared = book->n_texts;
    return status;
}

/* --- theme ----------------------------------------------------------------------------------- */

struct theme {
    struct lint_book *book;
    size_t n;
    bool is_in_scheme;
};

static enum status on_theme(const struct xml_element *element, void *context, struct error *err)
{
    struct theme *theme = context;
    const char *last = xml_attribute(element, "lastClr"), *val = xml_attribute(element, "val");
    (void)err;
    if (is_element(element, "clrScheme"))
        theme->is_in_scheme = true;
    if (!theme->is_in_scheme || theme->n >= COUNT(theme->book->theme))
        return OK;
    if (is_element(element, "sysClr"))
        theme->book->theme[theme->n++] = last == NULL ? COLOUR_UNKNOWN : colour_hex(last);
    else if (is_element(element, "srgbClr"))
        theme->book->theme[theme->n++] = val == NULL ? COLOUR_UNKNOWN : colour_hex(val);
    return OK;
}

static enum status on_theme_end(const struct xml_element *element, void *context, struct error *err)
{
    struct theme *theme = context;
    (void)err;
    if (is_element(element, "clrScheme"))
        theme->is_in_scheme = false;
    return OK;
}

enum status lint_read_theme(struct lint_book *book, const char *part, struct error *err)
{
    struct theme theme = {.book = book};
    return part_read(
        book, part, (struct xml_options){.start = on_theme, .end = on_theme_end, .context = &theme},
        err);
}

/* --- styles ---------------------------------------------------------------------------------- */

struct font {
    int32_t colour;
    double size;
    bool is_bold, is_raised;
};

struct number_format {
    long id;
    const char *code;
};

enum within { WITHIN_NOTHING, WITHIN_FONTS, WITHIN_FILLS, WITHIN_CELLS, WITHIN_DXFS, WITHIN_OTHER };

struct styles {
    struct lint_book *book;
    enum within within;
    struct font *fonts;
    int32_t *fills;
    struct number_format *formats;
    size_t n_fonts, fonts_capacity, n_fills, fills_capacity, n_formats, formats_capacity;
    bool is_solid, is_fill; /* the fill being read; whether it is one of a dxf, not its font */
};

/* The formats that need no definition (18.8.30); those that depend on the country are left out. */
static const char *known_format(long id)
{
    static const struct number_format known[] = {
        {1, "0"},
        {2, "0.00"},
        {3, "#,##0"},
        {4, "#,##0.00"},
        {9, "0%"},
        {10, "0.00%"},
        {14, "yyyy-mm-dd"},
        {37, "#,##0 ;(#,##0)"},
        {38, "#,##0 ;[Red](#,##0)"},
        {39, "#,##0.00;(#,##0.00)"},
        {40, "#,##0.00;[Red](#,##0.00)"},
    };
    for (size_t i = 0; i < COUNT(known); i++)
        if (known[i].id == id)
            return known[i].code;
    return "General";
}

static const char *format_of(const struct styles *s, long id)
{
    for (size_t i = 0; i < s->n_formats; i++)
        if (s->formats[i].id == id)
            return s->formats[i].code;
    return known_format(id);
}

static enum status add_format(struct styles *s, const struct xml_element *element,
                              struct error *err)
{
    struct number_format *list =
        MORE(s->book, s->formats, s->n_formats, s->formats_capacity, struct number_format);
    if (list == NULL)
        return error_memory(err);
    s->formats = list;
    list[s->n_formats] = (struct number_format){.id = attribute_long(element, "numFmtId", -1)};
    return keep(s->book, xml_attribute(element, "formatCode"), &list[s->n_formats++].code, err);
}

static enum status add_font(struct styles *s, struct error *err)
{
    struct font *list = MORE(s->book, s->fonts, s->n_fonts, s->fonts_capacity, struct font);
    if (list == NULL)
        return error_memory(err);
    s->fonts = list;
    list[s->n_fonts++] = (struct font){.colour = COLOUR_NONE, .size = 11};
    return OK;
}

static enum status add_fill(struct styles *s, struct error *err)
{
    int32_t *list = MORE(s->book, s->fills, s->n_fills, s->fills_capacity, int32_t);
    if (list == NULL)
        return error_memory(err);
    s->fills = list;
    list[s->n_fills++] = COLOUR_NONE;
    return OK;
}

static enum status add_dxf(struct styles *s, struct error *err)
{
    struct lint_book *book = s->book;
    struct lint_dxf *list =
        MORE(book, book->dxfs, book->n_dxfs, book->dxfs_capacity, struct lint_dxf);
    if (list == NULL)
        return error_memory(err);
    book->dxfs = list;
    list[book->n_dxfs++] = (struct lint_dxf){COLOUR_NONE, COLOUR_NONE};
    s->is_fill = false;
    return OK;
}

static enum status add_style(struct styles *s, const struct xml_element *element, struct error *err)
{
    struct lint_book *book = s->book;
    const long font = attribute_long(element, "fontId", 0);
    const long fill = attribute_long(element, "fillId", 0);
    struct lint_style *list =
        MORE(book, book->styles, book->n_styles, book->styles_capacity, struct lint_style);
    if (list == NULL)
        return error_memory(err);
    book->styles = list;
    struct font of = {.colour = COLOUR_NONE, .size = book->font_size};
    if (font >= 0 && (size_t)font < s->n_fonts)
        of = s->fonts[font];
    list[book->n_styles++] = (struct lint_style){
        .font = of.colour,
        .fill = fill >= 0 && (size_t)fill < s->n_fills ? s->fills[fill] : COLOUR_NONE,
        .size = of.size,
        .is_bold = of.is_bold,
        .is_raised = of.is_raised,
        .is_prefixed = ooxml_is_yes(xml_attribute(element, "quotePrefix")),
        .format = format_of(s, attribute_long(element, "numFmtId", 0)),
    };
    return OK;
}

static void in_font(struct styles *s, const struct xml_element *element)
{
    struct font *font = &s->fonts[s->n_fonts - 1];
    if (is_element(element, "color"))
        font->colour = colour_of(s->book, element);
    else if (is_element(element, "sz"))
        font->size = attribute_double(element, "val", font->size);
    else if (is_element(element, "b"))
        font->is_bold = attribute_val(element);
    else if (is_element(element, "vertAlign") && xml_attribute(element, "val") != NULL)
        font->is_raised = strcmp(xml_attribute(element, "val"), "baseline") != 0;
}

/* A pattern other than solid mixes two colours. */
static void in_fill(struct styles *s, const struct xml_element *element)
{
    int32_t *fill = &s->fills[s->n_fills - 1];
    const char *pattern = xml_attribute(element, "patternType");
    if (is_element(element, "gradientFill")) {
        *fill = COLOUR_UNKNOWN;
    } else if (is_element(element, "patternFill")) {
        s->is_solid = pattern != NULL && strcmp(pattern, "solid") == 0;
        const bool is_none = pattern == NULL || strcmp(pattern, "none") == 0;
        *fill = is_none ? COLOUR_NONE : COLOUR_UNKNOWN;
    } else if (is_element(element, "fgColor") && s->is_solid) {
        const int32_t colour = colour_of(s->book, element);
        *fill = colour == COLOUR_NONE ? COLOUR_UNKNOWN : colour;
    }
}

/* In a dxf it is the background that fills. */
static void in_dxf(struct styles *s, const struct xml_element *element)
{
    struct lint_dxf *dxf = &s->book->dxfs[s->book->n_dxfs - 1];
    if (is_element(element, "fill") || is_element(element, "font"))
        s->is_fill = is_element(element, "fill");
    else if (is_element(element, "border"))
        s->within = WITHIN_OTHER;
    else if (is_element(element, "color") && !s->is_fill)
        dxf->font = colour_of(s->book, element);
    else if (s->is_fill && (is_element(element, "bgColor") ||
                            (is_element(element, "fgColor") && dxf->fill == COLOUR_NONE)))
        dxf->fill = colour_of(s->book, element);
    else if (is_element(element, "gradientFill"))
        dxf->fill = COLOUR_UNKNOWN;
}

static void enter(struct styles *s, const struct xml_element *element)
{
    static const struct {
        const char *name;
        enum within within;
    } groups[] = {{"fonts", WITHIN_FONTS},
                  {"fills", WITHIN_FILLS},
                  {"cellXfs", WITHIN_CELLS},
                  {"dxfs", WITHIN_DXFS}};
    s->within = WITHIN_OTHER;
    for (size_t i = 0; i < COUNT(groups); i++)
        if (is_element(element, groups[i].name))
            s->within = groups[i].within;
}

static enum status on_style(const struct xml_element *element, void *context, struct error *err)
{
    struct styles *s = context;
    if (element->depth == 2)
        enter(s, element);
    if (is_element(element, "numFmt") && s->within == WITHIN_OTHER && element->depth == 3)
        return add_format(s, element, err);
    if (s->within == WITHIN_FONTS && is_element(element, "font"))
        return add_font(s, err);
    if (s->within == WITHIN_FILLS && is_element(element, "fill"))
        return add_fill(s, err);
    if (s->within == WITHIN_CELLS && is_element(element, "xf"))
        return add_style(s, element, err);
    if (element->depth == 3 && is_element(element, "dxf")) {
        s->within = WITHIN_DXFS;
        return add_dxf(s, err);
    }
    if (s->within == WITHIN_FONTS && s->n_fonts > 0)
        in_font(s, element);
    else if (s->within == WITHIN_FILLS && s->n_fills > 0)
        in_fill(s, element);
    else if (s->within == WITHIN_DXFS && s->book->n_dxfs > 0)
        in_dxf(s, element);
    else if (s->within == WITHIN_CELLS && is_element(element, "alignment") && s->book->n_styles > 0)
        s->book->styles[s->book->n_styles - 1].shrinks =
            ooxml_is_yes(xml_attribute(element, "shrinkToFit"));
    return OK;
}

/* A palette of the workbook's own stands behind all that uses it. */
static enum status on_palette(const struct xml_element *element, void *context, struct error *err)
{
    struct styles *s = context;
    const char *rgb = xml_attribute(element, "rgb");
    (void)err;
    if (is_element(element, "rgbColor") && s->n_fills < BOOK_PALETTE)
        s->book->palette[s->n_fills++] =
            rgb == NULL || strlen(rgb) != 8 ? COLOUR_UNKNOWN : colour_hex(rgb + 2);
    return OK;
}

enum status lint_read_styles(struct lint_book *book, const char *part, struct error *err)
{
    struct styles palette = {.book = book}, styles = {.book = book};
    TRY(part_read(book, part, (struct xml_options){.start = on_palette, .context = &palette}, err));
    TRY(part_read(book, part, (struct xml_options){.start = on_style, .context = &styles}, err));
    if (styles.n_fonts > 0)
        book->font_size = styles.fonts[0].size;
    return OK;
}
