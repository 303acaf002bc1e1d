/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/xmlfile.h"

#include "report/outfile.h"

#include <assert.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistr.h>

struct xmlfile {
    struct outfile *file;
    const char *open[XMLFILE_DEPTH];
    size_t depth;
    bool is_tag_open;  /* "<name" still lacks its '>' */
    bool has_elements; /* something ended within the innermost element */
};

static void put(struct xmlfile *xml, const char *text)
{
    outfile_put(xml->file, text, strlen(text));
}

enum status xmlfile_open(const char *path, struct xmlfile **out, struct error *err)
{
    *out = NULL;
    struct xmlfile *xml = calloc(1, sizeof *xml);
    if (xml == NULL)
        return error_memory(err);
    const enum status status = outfile_open(path, &xml->file, err);
    if (status != OK) {
        xmlfile_close(xml);
        return status;
    }
    put(xml, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    *out = xml;
    return OK;
}

static void indent(struct xmlfile *xml)
{
    for (size_t i = 0; i < xml->depth; i++)
        put(xml, "  ");
}

static void close_tag(struct xmlfile *xml)
{
    if (xml->is_tag_open)
        put(xml, ">");
    xml->is_tag_open = false;
}

void xmlfile_begin(struct xmlfile *xml, const char *name)
{
    assert(xml->depth < XMLFILE_DEPTH);
    if (xml->is_tag_open)
        put(xml, ">\n");
    indent(xml);
    put(xml, "<");
    put(xml, name);
    xml->open[xml->depth++] = name;
    xml->is_tag_open = true;
    xml->has_elements = false;
}

/* A character that XML 1.0 allows. */
static bool is_char(ucs4_t c)
{
    return c >= 0x20 ? c != 0xFFFE && c != 0xFFFF : c == '\t' || c == '\n' || c == '\r';
}

/* What stands for the character; NULL: itself. Line breaks and tabs of attributes would be read
   as blanks, and a carriage return as a line feed. */
static const char *escape(ucs4_t c, bool is_attribute)
{
    switch (c) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return is_attribute ? "&quot;" : NULL;
    case '\r':
        return "&#13;";
    case '\n':
        return is_attribute ? "&#10;" : NULL;
    case '\t':
        return is_attribute ? "&#9;" : NULL;
    default:
        return is_char(c) ? NULL : "\xEF\xBF\xBD";
    }
}

static void put_escaped(struct xmlfile *xml, const char *text, bool is_attribute)
{
    const uint8_t *at = (const uint8_t *)text;
    size_t left = strlen(text);
    while (left > 0) {
        ucs4_t c = 0;
        const int n = u8_mbtoucr(&c, at, left);
        const size_t taken = n > 0 ? (size_t)n : 1;
        const char *instead = n > 0 ? escape(c, is_attribute) : "\xEF\xBF\xBD";
        if (instead != NULL)
            put(xml, instead);
        else
            outfile_put(xml->file, (const char *)at, taken);
        at += taken;
        left -= taken;
    }
}

void xmlfile_attribute(struct xmlfile *xml, const char *name, const char *text)
{
    assert(xml->is_tag_open);
    if (text == NULL)
        return;
    put(xml, " ");
    put(xml, name);
    put(xml, "=\"");
    put_escaped(xml, text, true);
    put(xml, "\"");
}

void xmlfile_text(struct xmlfile *xml, const char *text)
{
    assert(xml->is_tag_open);
    close_tag(xml);
    put_escaped(xml, text, false);
}

void xmlfile_end(struct xmlfile *xml)
{
    assert(xml->depth > 0);
    xml->depth--;
    if (xml->is_tag_open) {
        put(xml, "/>\n");
    } else {
        if (xml->has_elements)
            indent(xml);
        put(xml, "</");
        put(xml, xml->open[xml->depth]);
        put(xml, ">\n");
    }
    xml->is_tag_open = false;
    xml->has_elements = true;
}

void xmlfile_element(struct xmlfile *xml, const char *name, const char *text)
{
    xmlfile_element_with(xml, name, NULL, NULL, text);
}

void xmlfile_element_with(struct xmlfile *xml, const char *name, const char *attribute,
                          const char *value, const char *text)
{
    if (text == NULL)
        return;
    xmlfile_begin(xml, name);
    if (attribute != NULL)
        xmlfile_attribute(xml, attribute, value);
    xmlfile_text(xml, text);
    xmlfile_end(xml);
}

void xmlfile_empty(struct xmlfile *xml, const char *name, const char *attribute, const char *value)
{
    xmlfile_begin(xml, name);
    xmlfile_attribute(xml, attribute, value);
    xmlfile_end(xml);
}

enum status xmlfile_finish(struct xmlfile *xml, struct error *err)
{
    assert(xml->depth == 0);
    return outfile_finish(xml->file, err);
}

void xmlfile_close(struct xmlfile *xml)
{
    if (xml == NULL)
        return;
    outfile_close(xml->file);
    free(xml);
}
