/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/xmlfile.h"
#include "tests/check.h"
#include "tests/report/written.h"

#define DECLARATION "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"

static void elements_stand_within_each_other(void **state)
{
    (void)state;
    struct folder folder;
    struct error err = {0};
    struct xmlfile *xml = NULL;
    folder_open(&folder);
    CHECK(xmlfile_open("a.xml", &xml, &err) == OK, "%s", err.text);
    xmlfile_begin(xml, "a");
    xmlfile_attribute(xml, "x", "1");
    xmlfile_attribute(xml, "none", NULL);
    xmlfile_begin(xml, "b");
    xmlfile_element(xml, "c", "text");
    xmlfile_element(xml, "none", NULL);
    xmlfile_empty(xml, "d", "y", "2");
    xmlfile_end(xml);
    xmlfile_element_with(xml, "e", "z", "3", "");
    xmlfile_end(xml);
    CHECK(xmlfile_finish(xml, &err) == OK, "%s", err.text);
    xmlfile_close(xml);
    check_file("a.xml", DECLARATION "<a x=\"1\">\n"
                                    "  <b>\n"
                                    "    <c>text</c>\n"
                                    "    <d y=\"2\"/>\n"
                                    "  </b>\n"
                                    "  <e z=\"3\"></e>\n"
                                    "</a>\n");
    folder_close(&folder);
}

/* What XML would read as markup, as something else, or not at all. */
static void any_text_is_well_formed(void **state)
{
    (void)state;
    // clang-format off
    static const struct { const char *text, *want, *in_attribute; } cases[] = {
        {"a < b & c > d", "a &lt; b &amp; c &gt; d", "a &lt; b &amp; c &gt; d"},
        {"]]>", "]]&gt;", "]]&gt;"},
        {"say \"x\" 'y'", "say \"x\" 'y'", "say &quot;x&quot; 'y'"},
        {"one\ntwo\tthree\r\n", "one\ntwo\tthree&#13;\n", "one&#10;two&#9;three&#13;&#10;"},
        {"bell \x07 escape \x1B", "bell \xEF\xBF\xBD escape \xEF\xBF\xBD", "bell \xEF\xBF\xBD escape \xEF\xBF\xBD"},
        {"\xC3\xA5\xE2\x82\xAC\xF0\x9F\x98\x80", "\xC3\xA5\xE2\x82\xAC\xF0\x9F\x98\x80", "\xC3\xA5\xE2\x82\xAC\xF0\x9F\x98\x80"},
        {"no character \xEF\xBF\xBE", "no character \xEF\xBF\xBD", "no character \xEF\xBF\xBD"},
        {"no UTF-8 \xE5 \xC3", "no UTF-8 \xEF\xBF\xBD \xEF\xBF\xBD", "no UTF-8 \xEF\xBF\xBD \xEF\xBF\xBD"},
    };
    // clang-format on
    struct folder folder;
    folder_open(&folder);
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct error err = {0};
        struct xmlfile *xml = NULL;
        char want[512];
        CHECK(xmlfile_open("a.xml", &xml, &err) == OK, "%s", err.text);
        xmlfile_element_with(xml, "a", "x", cases[i].text, cases[i].text);
        CHECK(xmlfile_finish(xml, &err) == OK, "%s", err.text);
        xmlfile_close(xml);
        snprintf(want, sizeof want, DECLARATION "<a x=\"%s\">%s</a>\n", cases[i].in_attribute,
                 cases[i].want);
        check_file("a.xml", want);
    }
    folder_close(&folder);
}

static void what_is_not_finished_leaves_nothing(void **state)
{
    (void)state;
    struct folder folder;
    struct error err = {0};
    struct xmlfile *xml = NULL;
    folder_open(&folder);
    CHECK(xmlfile_open("a.xml", &xml, &err) == OK, "%s", err.text);
    xmlfile_element(xml, "a", "text");
    xmlfile_close(xml);
    CHECK(count_files() == 0, "a file was left");
    CHECK(xmlfile_open("nowhere/a.xml", &xml, &err) == ERR_WRITE && xml == NULL, "%s", err.text);
    xmlfile_close(NULL);
    folder_close(&folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(elements_stand_within_each_other),
        TEST(any_text_is_well_formed),
        TEST(what_is_not_finished_leaves_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
