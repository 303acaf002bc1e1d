/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/ooxml.h"

#include <stdlib.h>
#include <string.h>
#include <unistr.h>

/* Relationships of the two families of the standard, transitional and strict. */
static const char *const relation_spaces[] = {
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "http://purl.oclc.org/ooxml/officeDocument/relationships"};

enum status ooxml_read(struct archive *archive, const char *part, struct xml_options options,
                       struct error *err)
{
    const struct archive_entry *entry = archive_find(archive, part);
    struct xml *xml = NULL;
    if (entry == NULL)
        return error_at(err, ERR_READ, (struct place){archive_path(archive), 0, 0},
                        _("this is no workbook: it has no part '%s'"), part);
    options.file = entry->path;
    options.max_bytes = entry->size + 1;
    TRY(xml_open(options, &xml, err));
    enum status status = archive_each_piece(archive, entry, xml_feed, xml, err);
    if (status == OK)
        status = xml_finish(xml, err);
    xml_close(xml);
    return status;
}

const char *ooxml_attribute(const struct xml_element *element, const char *name)
{
    const char *value = NULL;
    for (size_t i = 0; i < COUNT(relation_spaces) && value == NULL; i++)
        value = xml_attribute_in(element, relation_spaces[i], name);
    return value;
}

bool ooxml_is_yes(const char *text)
{
    return text != NULL && (strcmp(text, "1") == 0 || strcmp(text, "true") == 0);
}

/* --- where parts are ------------------------------------------------------------------------- */

/* The length of a path without its last step, and without the "/" before that. */
static size_t parent(const char *path, size_t n)
{
    while (n > 0 && path[n - 1] != '/')
        n--;
    return n > 0 ? n - 1 : 0;
}

const char *ooxml_target(struct arena *arena, const char *part, const char *target)
{
    char *path = arena_array(arena, strlen(part) + strlen(target) + 2, char);
    if (path == NULL)
        return NULL;
    size_t n = target[0] == '/' ? 0 : parent(part, strlen(part));
    memcpy(path, part, n);
    for (const char *step = target; *step != '\0';) {
        const size_t length = strcspn(step, "/");
        if (length == 2 && strncmp(step, "..", 2) == 0) {
            if (n == 0)
                return "";
            n = parent(path, n);
        } else if (length > 0 && !(length == 1 && step[0] == '.')) {
            if (n > 0)
                path[n++] = '/';
            memcpy(path + n, step, length);
            n += length;
        }
        step += length + (step[length] == '/' ? 1 : 0);
    }
    path[n] = '\0';
    return path;
}

/* --- escapes --------------------------------------------------------------------------------- */

/* The character of "_xHHHH_", or -1. */
static long escaped(const char *text)
{
    if (text[0] != '_' || text[1] != 'x' || strspn(text + 2, "0123456789abcdefABCDEF") < 4 ||
        text[6] != '_')
        return -1;
    char digits[5] = "";
    memcpy(digits, text + 2, 4);
    const long code = strtol(digits, NULL, 16);
    return code == 0 || (code >= 0xD800 && code <= 0xDFFF) ? -1 : code;
}

void ooxml_unescape(char *text)
{
    char *to = strstr(text, "_x");
    if (to == NULL)
        return;
    for (const char *from = to; *from != '\0';) {
        const long code = escaped(from);
        if (code < 0) {
            *to++ = *from++;
            continue;
        }
        to += u8_uctomb((uint8_t *)to, (ucs4_t)code, 6);
        from += 7;
    }
    *to = '\0';
}

/* --- names of cells -------------------------------------------------------------------------- */

const char *ooxml_cell(const char *text, uint32_t *row, uint32_t *column)
{
    uint32_t letters = 0, digits = 0;
    text += *text == '$' ? 1 : 0;
    for (; *text >= 'A' && *text <= 'Z' && letters <= OOXML_COLUMNS; text++)
        letters = letters * 26 + (uint32_t)(*text - 'A' + 1);
    text += *text == '$' && letters > 0 ? 1 : 0;
    for (; *text >= '0' && *text <= '9' && digits <= OOXML_ROWS; text++)
        digits = digits * 10 + (uint32_t)(*text - '0');
    if (letters == 0 || letters > OOXML_COLUMNS || digits == 0 || digits > OOXML_ROWS)
        return NULL;
    *row = digits;
    *column = letters;
    return text;
}
