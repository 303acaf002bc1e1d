/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The first byte says in what pieces the rest is read: the pieces must not matter. */
#include "base/text.h"
#include "base/xml.h"

#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct seen {
    int depth;
    uint64_t hash; /* of everything handed out */
};

static void add(struct seen *seen, const char *text)
{
    if (!text_is_utf8(text, strlen(text)))
        __builtin_trap();
    for (; *text != '\0'; text++)
        seen->hash = (seen->hash ^ (unsigned char)*text) * UINT64_C(0x100000001B3);
}

static enum status on_start(const struct xml_element *element, void *context, struct error *err)
{
    (void)err;
    struct seen *seen = context;
    if (element->depth != ++seen->depth || element->at.line < 1 || element->at.column < 1)
        __builtin_trap();
    add(seen, element->space);
    add(seen, element->name);
    for (size_t i = 0; element->attributes[i] != NULL; i++)
        add(seen, element->attributes[i]);
    (void)xml_attribute(element, "name");
    (void)xml_attribute_in(element, element->space, "name");
    return OK;
}

static enum status on_end(const struct xml_element *element, void *context, struct error *err)
{
    (void)err;
    struct seen *seen = context;
    if (element->depth != seen->depth--)
        __builtin_trap();
    add(seen, element->name);
    return OK;
}

static enum status on_text(const char *text, size_t n, void *context, struct error *err)
{
    (void)err;
    if (n == 0 || strlen(text) != n)
        __builtin_trap();
    add(context, text);
    return OK;
}

static enum status read_in_pieces(const char *bytes, size_t n, size_t piece, struct seen *seen)
{
    struct xml *xml = NULL;
    struct error err = {0};
    enum status status = xml_open((struct xml_options){.file = "x.xml",
                                                       .start = on_start,
                                                       .end = on_end,
                                                       .text = on_text,
                                                       .context = seen,
                                                       .max_depth = 20},
                                  &xml, &err);
    for (size_t done = 0; status == OK && done < n; done += piece)
        status = xml_feed(bytes + done, n - done < piece ? n - done : piece, xml, &err);
    if (status == OK)
        status = xml_finish(xml, &err);
    if ((status == OK) != (err.text[0] == '\0'))
        __builtin_trap();
    if (status != OK && status != ERR_READ && status != ERR_ENCODING)
        __builtin_trap();
    if (status == OK && seen->depth != 0)
        __builtin_trap();
    xml_close(xml);
    return status;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0)
        return 0;
    struct seen whole = {0}, pieces = {0};
    const char *bytes = (const char *)data + 1;
    const enum status status = read_in_pieces(bytes, size - 1, size, &whole);
    if (read_in_pieces(bytes, size - 1, 1 + data[0] % 7U, &pieces) != status)
        __builtin_trap();
    if (status == OK && whole.hash != pieces.hash)
        __builtin_trap();
    return 0;
}
