/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/ooxml.h"
#include "base/text.h"
#include "lint/checks.h"

#include <ctype.h>
#include <libintl.h>
#include <string.h>
#include <strings.h>

static const struct lint_area nowhere;

/* --- properties ------------------------------------------------------------------------------ */

/* A primary tag of letters, then parts of letters and digits (BCP 47). */
static bool is_language(const char *tag)
{
    size_t n = strspn(tag, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");
    if (n < 2 || n > 3)
        return false;
    for (tag += n; *tag == '-'; tag += n) {
        tag++;
        for (n = 0; isalnum((unsigned char)tag[n]);)
            n++;
        if (n < 1 || n > 8)
            return false;
    }
    return *tag == '\0';
}

static void check_properties(struct checked *c)
{
    const struct lint_book *book = c->book;
    if (lint_is_blank(book->title))
        lint_add(c->report, RULE_TITLE_MISSING, NULL, nowhere, "%s", _("no title"));
    if (lint_is_blank(book->language))
        lint_add(c->report, RULE_LANGUAGE_MISSING, NULL, nowhere, "%s", _("no language"));
    else if (!is_language(book->language))
        lint_add(c->report, RULE_LANGUAGE_UNKNOWN, NULL, nowhere, "%s",
                 lint_quote(c->report, book->language));
    if (lint_is_blank(book->creator))
        lint_add(c->report, RULE_CREATOR_MISSING, NULL, nowhere, "%s", _("no author"));
}

static void check_names(struct checked *c)
{
    for (size_t i = 0; i < c->book->n_names; i++) {
        const struct lint_name *name = &c->book->names[i];
        if (strstr(name->refers, "#REF!") != NULL && !name->is_hidden)
            lint_add(c->report, RULE_BROKEN_REFERENCE, NULL, nowhere, _("the name %s refers to %s"),
                     lint_quote(c->report, name->name), lint_quote(c->report, name->refers));
    }
}

/* --- the order of sheets --------------------------------------------------------------------- */

static const struct lint_sheet *first_visible(const struct lint_book *book)
{
    for (size_t i = 0; i < book->n_sheets; i++)
        if (!book->sheets[i].is_hidden)
            return &book->sheets[i];
    return NULL;
}

static size_t count_visible(const struct lint_book *book)
{
    size_t n = 0;
    for (size_t i = 0; i < book->n_sheets; i++)
        n += book->sheets[i].is_hidden ? 0 : 1;
    return n;
}

/* A contents or a glossary may well be a table; numbers make a table of data. */
static size_t numbers_in_tables(struct checked *c, const struct lint_sheet *sheet)
{
    size_t n = 0;
    if (sheet->n_tables == 0 || !may_look(c, sheet->n_cells))
        return 0;
    for (size_t i = 0; i < sheet->n_cells; i++)
        n += sheet->cells[i].kind == VALUE_NUMBER ? 1 : 0;
    return n;
}

static size_t count_inner_links(const struct lint_sheet *sheet)
{
    size_t n = 0;
    for (size_t i = 0; i < sheet->n_links; i++)
        n += sheet->links[i].place[0] != '\0' ? 1 : 0;
    return n;
}

static void check_order(struct checked *c)
{
    enum { FEW = 3, MANY = 5, DATA = 10, FIRST = 3 };
    const struct lint_book *book = c->book;
    const struct lint_sheet *first = first_visible(book);
    const size_t n = count_visible(book);
    size_t links = 0;
    if (first != NULL && n >= FEW && numbers_in_tables(c, first) >= DATA)
        lint_add(c->report, RULE_COVER_MISSING, first, nowhere, "%s", _("it is the first sheet"));
    for (size_t i = 0; i < book->n_sheets && i < FIRST; i++)
        if (count_inner_links(&book->sheets[i]) > links)
            links = count_inner_links(&book->sheets[i]);
    if (n >= MANY && links < (n - 1) / 2)
        lint_add(c->report, RULE_CONTENTS_MISSING, NULL, nowhere,
                 _("%zu sheets, at most %zu links on one of the first %d"), n, links, FIRST);
    if (book->active_sheet < book->n_sheets && &book->sheets[book->active_sheet] != first)
        lint_add(c->report, RULE_CURSOR, &book->sheets[book->active_sheet], nowhere, "%s",
                 _("the workbook opens on this sheet"));
}

void check_book(struct checked *c)
{
    const struct lint_book *book = c->book;
    check_properties(c);
    if (book->is_protected)
        lint_add(c->report, RULE_PROTECTED, NULL, nowhere, "%s",
                 _("the structure of the workbook is protected"));
    for (size_t i = 0; i < book->n_sheets; i++)
        if (book->sheets[i].is_protected)
            lint_add(c->report, RULE_PROTECTED, &book->sheets[i], nowhere, "%s",
                     _("the sheet is protected"));
    if (book->has_macros)
        lint_add(c->report, RULE_MACROS, NULL, nowhere, "%s", "vbaProject");
    if (book->n_external > 0)
        lint_add(c->report, RULE_EXTERNAL_LINK, NULL, nowhere,
                 ngettext("%zu other workbook", "%zu other workbooks", book->n_external),
                 book->n_external);
    check_names(c);
    check_order(c);
}

/* --- names of sheets ------------------------------------------------------------------------- */

static bool is_default(const char *name)
{
    static const char *const words[] = {"Sheet", "Blad",  "Tabelle", "Feuil", "Ark",
                                        "Taul",  "Chart", "Diagram", "Hoja",  "Foglio"};
    for (size_t i = 0; i < COUNT(words); i++) {
        const size_t n = strlen(words[i]);
        if (strncasecmp(name, words[i], n) == 0 && name[n + strspn(name + n, "0123456789")] == '\0')
            return name[n] != '\0' || i == 0; /* openpyxl's first sheet is called Sheet */
    }
    return false;
}

/* "A1", "xfd12", "R1C1" */
static bool is_like_cell(const char *name)
{
    char upper[16];
    uint32_t row = 0, column = 0;
    if (strlen(name) >= sizeof upper)
        return false;
    for (size_t i = 0; i <= strlen(name); i++)
        upper[i] = (char)(name[i] >= 'a' && name[i] <= 'z' ? name[i] - 0x20 : name[i]);
    const char *rest = ooxml_cell(upper, &row, &column);
    if (rest != NULL && *rest == '\0')
        return strchr(upper, '$') == NULL;
    const char *digits = upper + 1;
    const size_t n = upper[0] == 'R' ? strspn(digits, "0123456789") : 0;
    return n > 0 && digits[n] == 'C' && digits[n + 1] != '\0' &&
           digits[n + 1 + strspn(digits + n + 1, "0123456789")] == '\0';
}

/* As Excel counts: characters beyond U+FFFF as two. */
static size_t length(const char *text)
{
    size_t n = 0;
    for (const unsigned char *at = (const unsigned char *)text; *at != '\0'; at++)
        n += *at >= 0xF0 ? 2 : (*at & 0xC0U) != 0x80U ? 1 : 0;
    return n;
}

static bool is_wrong(const char *name)
{
    enum { MOST = 31 };
    const size_t n = strlen(name);
    return n == 0 || length(name) > MOST || strpbrk(name, ":\\/?*[]") != NULL || name[0] == '\'' ||
           name[n - 1] == '\'';
}

void check_sheet_names(struct checked *c)
{
    const struct lint_book *book = c->book;
    for (size_t i = 0; i < book->n_sheets; i++) {
        const struct lint_sheet *sheet = &book->sheets[i];
        const char *quoted = lint_quote(c->report, sheet->name);
        if (is_default(sheet->name))
            lint_add(c->report, RULE_SHEET_NAME_DEFAULT, sheet, nowhere, "%s", quoted);
        if (is_like_cell(sheet->name))
            lint_add(c->report, RULE_SHEET_NAME_CELL, sheet, nowhere, "%s", quoted);
        if (is_wrong(sheet->name))
            lint_add(c->report, RULE_SHEET_NAME_WRONG, sheet, nowhere, "%s", quoted);
        for (size_t j = 0; j < i; j++) {
            if (strcmp(book->sheets[j].folded, sheet->folded) != 0)
                continue;
            lint_add(c->report, RULE_SHEET_NAME_TWICE, sheet, nowhere,
                     _("it is the name of %s too"), lint_quote(c->report, book->sheets[j].name));
            break;
        }
    }
}
