/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/xml.h"
#include "tests/check.h"

#include <stdlib.h>

/* What was handed out, in one line. */
struct seen {
    char text[2000];
    size_t n;
};

__attribute__((format(printf, 2, 3))) static void note(struct seen *seen, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    const int n = vsnprintf(seen->text + seen->n, sizeof seen->text - seen->n, format, arguments);
    va_end(arguments);
    if (n > 0 && (size_t)n < sizeof seen->text - seen->n)
        seen->n += (size_t)n;
}

static enum status on_start(const struct xml_element *element, void *context, struct error *err)
{
    const char *name = xml_attribute(element, "name");
    const char *other = xml_attribute_in(element, "urn:x", "name");
    note(context, "<%s%s%s@%ld:%d#%d", element->space, *element->space == '\0' ? "" : "|",
         element->name, element->at.line, element->at.column, element->depth);
    note(context, "%s%s%s%s>", name == NULL ? "" : " name=", name == NULL ? "" : name,
         other == NULL ? "" : " x=", other == NULL ? "" : other);
    if (strcmp(element->name, "stop") == 0)
        return error_at(err, ERR_VALUE, element->at, "stopped");
    return OK;
}

static enum status on_end(const struct xml_element *element, void *context, struct error *err)
{
    (void)err;
    note(context, "</%s@%ld:%d>", element->name, element->at.line, element->at.column);
    return OK;
}

static enum status on_text(const char *text, size_t n, void *context, struct error *err)
{
    (void)err;
    CHECK(strlen(text) == n, "%zu bytes", n);
    note(context, "%s", text);
    return OK;
}

static enum status read_xml(const char *bytes, size_t n, size_t piece, struct seen *seen,
                            struct error *err)
{
    struct xml *xml = NULL;
    enum status status = xml_open((struct xml_options){.file = "x.xml",
                                                       .start = on_start,
                                                       .end = on_end,
                                                       .text = on_text,
                                                       .context = seen,
                                                       .max_depth = 4,
                                                       .max_bytes = 1000,
                                                       .max_tag = 600},
                                  &xml, err);
    for (size_t done = 0; status == OK && done < n; done += piece)
        status = xml_feed(bytes + done, n - done < piece ? n - done : piece, xml, err);
    if (status == OK)
        status = xml_finish(xml, err);
    xml_close(xml);
    return status;
}

static void documents_are_handed_out(void **state)
{
    (void)state;
    static const struct {
        const char *name, *xml, *want;
    } cases[] = {
        {"a root", "<a/>", "<a@1:1#1></a@1:5>"},
        {"a mark of bytes", "\xEF\xBB\xBF<a/>", "<a@1:1#1></a@1:5>"},
        {"places", "<?xml version='1.0' encoding='utf-8'?>\n<a>\n  <b name='x'/>åä<c/></a>",
         "<a@2:1#1>\n  <b@3:3#2 name=x></b@3:16>åä<c@3:18#2></c@3:22></a@3:22>"},
        {"one text", "<a>1&lt;2&#229;<![CDATA[<3>]]><!-- no -->4</a>",
         "<a@1:1#1>1<2å<3>4</a@1:43>"},
        {"line breaks", "<a>1\r\n2\r3</a>", "<a@1:1#1>1\n2\n3</a@3:2>"},
        {"namespaces", "<a xmlns='urn:n' xmlns:x='urn:x' name='1' x:name='2'><x:b/></a>",
         "<urn:n|a@1:1#1 name=1 x=2><urn:x|b@1:54#2></b@1:60></a@1:60>"},
    };
    for (size_t i = 0; i < COUNT(cases); i++)
        for (size_t piece = 1; piece <= 1000; piece *= 10) {
            struct seen seen = {0};
            struct error err = {0};
            CHECK(read_xml(cases[i].xml, strlen(cases[i].xml), piece, &seen, &err) == OK, "%s: %s",
                  cases[i].name, err.text);
            CHECK(strcmp(seen.text, cases[i].want) == 0, "%s, by %zu: %s", cases[i].name, piece,
                  seen.text);
        }
}

static void sixteen_bits_are_read(void **state)
{
    (void)state;
    static const char document[] = "<a name='\xE5'/>";
    for (size_t high = 0; high < 2; high++) { /* the lower byte first, then the higher */
        char bytes[2 * sizeof document] = {(char)(high == 0 ? 0xFF : 0xFE),
                                           (char)(high == 0 ? 0xFE : 0xFF)};
        struct seen seen = {0};
        struct error err = {0};
        for (size_t i = 0; document[i] != '\0'; i++)
            bytes[2 + 2 * i + high] = document[i];
        CHECK(read_xml(bytes, 2 * sizeof document, 7, &seen, &err) == OK, "%s", err.text);
        CHECK(strcmp(seen.text, "<a@1:1#1 name=å></a@1:14>") == 0, "%s", seen.text);
    }
}

static void bad_documents_say_where(void **state)
{
    (void)state;
    static const struct {
        const char *xml;
        enum status status;
        const char *message;
    } cases[] = {
        {"", ERR_READ, "x.xml:1:1: this is not well-formed XML: no element found"},
        {"name,code\n", ERR_READ, "x.xml:1:1: this is not well-formed XML: syntax error"},
        {"<a>\n<b></a>", ERR_READ, "x.xml:2:6: this is not well-formed XML: mismatched tag"},
        {"<a>\n <b", ERR_READ, "x.xml:2:2: this is not well-formed XML: unclosed token"},
        {"<a>", ERR_READ, "x.xml:1:4: this is not well-formed XML: no element found"},
        {"<a/><b/>", ERR_READ,
         "x.xml:1:5: this is not well-formed XML: junk after document element"},
        {"<a b='1' b='2'/>", ERR_READ,
         "x.xml:1:10: this is not well-formed XML: duplicate attribute"},
        {"<a>\xE5</a>", ERR_READ,
         "x.xml:1:4: this is not well-formed XML: not well-formed (invalid token)"},
        {"<a>&b;</a>", ERR_READ, "x.xml:1:4: this is not well-formed XML: undefined entity"},
        {"<x:a/>", ERR_READ, "x.xml:1:1: this is not well-formed XML: unbound prefix"},
        {"<!DOCTYPE a><a/>", ERR_READ, "x.xml:1:12: a document type (<!DOCTYPE>) is not accepted"},
        {"<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>", ERR_READ,
         "x.xml:1:40: a document type (<!DOCTYPE>) is not accepted"},
        {"<!DOCTYPE a [<!ENTITY b 'bbbb'><!ENTITY c '&b;&b;&b;'>]><a>&c;</a>", ERR_READ,
         "x.xml:1:13: a document type (<!DOCTYPE>) is not accepted"},
        {"<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>", ERR_READ,
         "x.xml:1:13: a document type (<!DOCTYPE>) is not accepted"},
        {"<?xml version='1.0' encoding='iso-8859-1'?><a/>", ERR_ENCODING,
         "x.xml:1:1: the document is neither in UTF-8 nor in UTF-16"},
        {"<?xml version='1.0' encoding='windows-1252'?><a/>", ERR_ENCODING,
         "x.xml:1:1: the document is neither in UTF-8 nor in UTF-16"},
        {"<a><a><a><a></a><a/></a></a>\n<a><a><a><a/></a></a></a></a>", ERR_READ,
         "x.xml:2:10: elements stand deeper within each other than is allowed"},
        {"<a>\n<stop><b></c></stop></a>", ERR_VALUE, "x.xml:2:1: stopped"},
    };
    for (size_t i = 0; i < COUNT(cases); i++)
        for (size_t piece = 1; piece <= 1000; piece *= 10) {
            struct seen seen = {0};
            struct error err = {0};
            const enum status status =
                read_xml(cases[i].xml, strlen(cases[i].xml), piece, &seen, &err);
            CHECK(status == cases[i].status, "%s: %d", cases[i].xml, (int)status);
            CHECK(strcmp(err.text, cases[i].message) == 0, "%s, by %zu: %s", cases[i].xml, piece,
                  err.text);
        }
}

static void nothing_grows_without_bounds(void **state)
{
    (void)state;
    static const struct {
        const char *start;
        size_t n;
        const char *message;
    } cases[] = {
        {"<a b='", 2000, "x.xml:1:1: a tag or comment is longer than is allowed"},
        {"<a><!--", 700, "x.xml:1:4: a tag or comment is longer than is allowed"},
        {"<a>", 700, ""},
        {"<a>", 1001, "the document is longer than is allowed"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct seen seen = {0};
        struct error err = {0};
        char *xml = malloc(cases[i].n + 5);
        assert_non_null(xml);
        memset(xml, 'x', cases[i].n);
        memcpy(xml, cases[i].start, strlen(cases[i].start));
        strcpy(xml + cases[i].n - 4, "</a>");
        CHECK(read_xml(xml, cases[i].n, 100, &seen, &err) ==
                  (cases[i].message[0] == '\0' ? OK : ERR_READ),
              "case %zu: %s", i, err.text);
        CHECK(strstr(err.text, cases[i].message) != NULL, "case %zu: %s", i, err.text);
        free(xml);
    }
}

static void a_failure_stays(void **state)
{
    (void)state;
    struct xml *xml = NULL;
    struct error err = {0};
    assert_int_equal(xml_open((struct xml_options){.file = "x.xml"}, &xml, &err), OK);
    CHECK(xml_feed("<a></b>", 7, xml, &err) == ERR_READ, "%s", err.text);
    CHECK(xml_feed("<a/>", 4, xml, &err) == ERR_READ, "%s", err.text);
    CHECK(xml_finish(xml, NULL) == ERR_READ, "%s", err.text);
    xml_close(xml);
    xml_close(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(documents_are_handed_out), TEST(sixteen_bits_are_read),
        TEST(bad_documents_say_where),  TEST(nothing_grows_without_bounds),
        TEST(a_failure_stays),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
