/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/xml.h"

#include <expat.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { DEFAULT_DEPTH = 100, DEFAULT_TAG = 1 << 20, FIRST_TEXT = 4096 };
static const uint64_t default_bytes = UINT64_C(256) << 20U;
static const char separator = '\n'; /* between namespace and name: stands in no namespace */

struct xml {
    struct xml_options options;
    XML_Parser parser;
    enum status status;
    struct error *err; /* of the call in hand */
    uint64_t n_bytes;
    bool has_mark; /* of the byte order, which expat counts as a character */
    int depth;
    char *text; /* between two tags, so far */
    size_t n_text, capacity;
    char *name; /* room for the name of the element in hand, cut at the separator */
    size_t name_size;
};

static struct place here(const struct xml *xml)
{
    const XML_Size line = XML_GetCurrentLineNumber(xml->parser);
    const XML_Size mark = line == 1 && xml->has_mark ? 1 : 0;
    const XML_Size column = XML_GetCurrentColumnNumber(xml->parser) + 1 - mark;
    return (struct place){xml->options.file, line < LONG_MAX ? (long)line : 0,
                          column < INT_MAX ? (int)column : 0};
}

/* The first failure stays; expat is told to stop. */
static void stop(struct xml *xml, enum status status)
{
    if (xml->status == OK)
        xml->status = status;
    XML_StopParser(xml->parser, XML_FALSE);
}

static void refuse(struct xml *xml, enum status status, const char *why)
{
    if (xml->status == OK)
        (void)error_at(xml->err, status, here(xml), "%s", why);
    stop(xml, status);
}

/* Hands out the text that stands before a tag. */
static bool flush_text(struct xml *xml)
{
    if (xml->status != OK)
        return false;
    if (xml->n_text == 0)
        return true;
    xml->text[xml->n_text] = '\0';
    const size_t n = xml->n_text;
    xml->n_text = 0;
    const enum status status = xml->options.text(xml->text, n, xml->options.context, xml->err);
    if (status != OK)
        stop(xml, status);
    return status == OK;
}

/* Cuts expat's "namespace\nname" in two. */
static bool split(struct xml *xml, const char *qualified, struct xml_element *element)
{
    const size_t size = strlen(qualified) + 1;
    if (size > xml->name_size) {
        char *larger = realloc(xml->name, size);
        if (larger == NULL) {
            stop(xml, error_memory(xml->err));
            return false;
        }
        xml->name = larger;
        xml->name_size = size;
    }
    memcpy(xml->name, qualified, size);
    char *cut = strchr(xml->name, separator);
    element->space = cut == NULL ? "" : xml->name;
    element->name = cut == NULL ? xml->name : cut + 1;
    if (cut != NULL)
        *cut = '\0';
    return true;
}

static void XMLCALL on_start(void *data, const XML_Char *name, const XML_Char **attributes)
{
    struct xml *xml = data;
    if (!flush_text(xml))
        return;
    xml->depth++;
    if (xml->depth > xml->options.max_depth) {
        refuse(xml, ERR_READ, _("elements stand deeper within each other than is allowed"));
        return;
    }
    struct xml_element element = {
        .attributes = (const char *const *)attributes, .at = here(xml), .depth = xml->depth};
    if (xml->options.start == NULL || !split(xml, name, &element))
        return;
    const enum status status = xml->options.start(&element, xml->options.context, xml->err);
    if (status != OK)
        stop(xml, status);
}

static void XMLCALL on_end(void *data, const XML_Char *name)
{
    static const char *const none[] = {NULL};
    struct xml *xml = data;
    if (!flush_text(xml))
        return;
    struct xml_element element = {.attributes = none, .at = here(xml), .depth = xml->depth};
    xml->depth--;
    if (xml->options.end == NULL || !split(xml, name, &element))
        return;
    const enum status status = xml->options.end(&element, xml->options.context, xml->err);
    if (status != OK)
        stop(xml, status);
}

static void XMLCALL on_text(void *data, const XML_Char *text, int length)
{
    struct xml *xml = data;
    const size_t n = (size_t)length;
    if (xml->status != OK)
        return;
    if (xml->n_text + n + 1 > xml->capacity) {
        const size_t capacity = 2 * (xml->n_text + n) + FIRST_TEXT;
        char *larger = realloc(xml->text, capacity);
        if (larger == NULL) {
            stop(xml, error_memory(xml->err));
            return;
        }
        xml->text = larger;
        xml->capacity = capacity;
    }
    memcpy(xml->text + xml->n_text, text, n);
    xml->n_text += n;
}

static void XMLCALL on_doctype(void *data, const XML_Char *name, const XML_Char *system,
                               const XML_Char *public, int has_subset)
{
    (void)name, (void)system, (void)public, (void)has_subset;
    refuse(data, ERR_READ, _("a document type (<!DOCTYPE>) is not accepted"));
}

static void XMLCALL on_declaration(void *data, const XML_Char *version, const XML_Char *encoding,
                                   int standalone)
{
    static const char *const good[] = {"UTF-8", "UTF-16", "UTF-16LE", "UTF-16BE", "US-ASCII"};
    (void)version, (void)standalone;
    for (size_t i = 0; encoding != NULL && i < COUNT(good); i++)
        if (strcasecmp(encoding, good[i]) == 0)
            return;
    if (encoding != NULL)
        refuse(data, ERR_ENCODING, _("the document is neither in UTF-8 nor in UTF-16"));
}

static struct xml_options or_defaults(struct xml_options options)
{
    if (options.max_depth == 0)
        options.max_depth = DEFAULT_DEPTH;
    if (options.max_bytes == 0)
        options.max_bytes = default_bytes;
    if (options.max_tag == 0)
        options.max_tag = DEFAULT_TAG;
    return options;
}

enum status xml_open(struct xml_options options, struct xml **out, struct error *err)
{
    *out = NULL;
    struct xml *xml = calloc(1, sizeof *xml);
    if (xml == NULL)
        return error_memory(err);
    xml->options = or_defaults(options);
    xml->parser = XML_ParserCreateNS(NULL, separator);
    if (xml->parser == NULL) {
        xml_close(xml);
        return error_memory(err);
    }
    XML_SetUserData(xml->parser, xml);
    XML_SetElementHandler(xml->parser, on_start, on_end);
    if (options.text != NULL)
        XML_SetCharacterDataHandler(xml->parser, on_text);
    XML_SetStartDoctypeDeclHandler(xml->parser, on_doctype);
    XML_SetXmlDeclHandler(xml->parser, on_declaration);
    *out = xml;
    return OK;
}

void xml_close(struct xml *xml)
{
    if (xml == NULL)
        return;
    if (xml->parser != NULL)
        XML_ParserFree(xml->parser);
    free(xml->text);
    free(xml->name);
    free(xml);
}

static enum status parse(struct xml *xml, const char *bytes, int n, bool is_last, struct error *err)
{
    xml->err = err;
    if (xml->status != OK)
        return xml->status;
    const enum XML_Status result = XML_Parse(xml->parser, bytes, n, is_last);
    if (xml->status != OK || result != XML_STATUS_ERROR)
        return xml->status;
    const enum XML_Error why = XML_GetErrorCode(xml->parser);
    xml->status = why == XML_ERROR_NO_MEMORY
                      ? error_memory(err)
                      : error_at(err, ERR_READ, here(xml), _("this is not well-formed XML: %s"),
                                 XML_ErrorString(why));
    return xml->status;
}

/* expat looks at a tag anew with every piece until it is whole: one that never ends must not make
   that take for ever. */
static void check_pending(struct xml *xml)
{
    const XML_Index at = XML_GetCurrentByteIndex(xml->parser);
    if (at >= 0 && xml->n_bytes - (uint64_t)at > xml->options.max_tag)
        refuse(xml, ERR_READ, _("a tag or comment is longer than is allowed"));
}

enum status xml_feed(const char *bytes, size_t n, void *data, struct error *err)
{
    enum { STEP = 1 << 16 };
    struct xml *xml = data;
    for (size_t done = 0, step = 0; done < n; done += step) {
        step = n - done < STEP ? n - done : STEP;
        if (xml->n_bytes == 0)
            xml->has_mark = (unsigned char)bytes[0] >= 0xEF; /* no document starts so without one */
        xml->n_bytes += step;
        xml->err = err;
        if (xml->status == OK && xml->n_bytes > xml->options.max_bytes)
            refuse(xml, ERR_READ, _("the document is longer than is allowed"));
        TRY(parse(xml, bytes + done, (int)step, false, err));
        check_pending(xml);
    }
    return xml->status;
}

enum status xml_finish(struct xml *xml, struct error *err)
{
    return parse(xml, "", 0, true, err);
}

const char *xml_attribute(const struct xml_element *element, const char *name)
{
    for (const char *const *a = element->attributes; *a != NULL; a += 2)
        if (strcmp(a[0], name) == 0)
            return a[1];
    return NULL;
}

const char *xml_attribute_in(const struct xml_element *element, const char *space, const char *name)
{
    const size_t n = strlen(space);
    for (const char *const *a = element->attributes; *a != NULL; a += 2)
        if (strncmp(a[0], space, n) == 0 && a[0][n] == separator && strcmp(a[0] + n + 1, name) == 0)
            return a[1];
    return NULL;
}
