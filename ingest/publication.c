/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/publication.h"

#include "ingest/value.h"

#include <stdio.h>
#include <string.h>

static void take_uri(const struct reading *in, struct entry entry, const char **out)
{
    const bool is_uri =
        strncmp(entry.text, "http://", 7) == 0 || strncmp(entry.text, "https://", 8) == 0;
    if (value_text(entry, out) && (!is_uri || strpbrk(entry.text, " <>\"{}|\\^`\t\n\r") != NULL))
        table_fault(in, entry.at, _("%s '%s' is not an address like https://example.org/"),
                    entry.column, entry.text);
}

static bool is_mail(const char *text)
{
    const char *at = strchr(text, '@');
    const char *dot = at != NULL ? strchr(at, '.') : NULL;
    return dot != NULL && at > text && strchr(at + 1, '@') == NULL && dot > at + 1 &&
           dot[1] != '\0' && strpbrk(text, " <>\"(),:;[]\\\t\n\r") == NULL;
}

static void take_contact(const struct reading *in, struct entry entry, const char **out)
{
    if (value_text(entry, out) && !is_mail(entry.text))
        table_fault(in, entry.at, _("contact '%s' is not an e-mail address like name@example.org"),
                    entry.text);
}

static void check_catalogue(const struct reading *in, struct publication_entries entries)
{
    const struct entry needed[] = {entries.publisher, entries.publisher_uri, entries.access_url,
                                   entries.licence};
    const struct place row = {entries.publisher.at.file, entries.publisher.at.line, 0};
    char blank[128] = "";
    size_t n_blank = 0, n = 0;
    for (size_t i = 0; i < COUNT(needed); i++)
        if (needed[i].text[0] == '\0')
            n += (size_t)snprintf(blank + n, sizeof blank - n, "%s%s", n_blank++ > 0 ? ", " : "",
                                  needed[i].column);
    if (n_blank > 0 && n_blank < COUNT(needed))
        findings_add(in->found, FINDING_INFO, "no_catalogue", row, NULL, NULL,
                     "there is no dcat.rdf, for these settings are blank: %s", blank);
}

void publication_read(const struct reading *in, struct publication_entries entries,
                      struct settings *out)
{
    value_text(entries.publisher, &out->publisher);
    take_contact(in, entries.contact, &out->contact);
    take_uri(in, entries.publisher_uri, &out->publisher_uri);
    take_uri(in, entries.access_url, &out->access_url);
    take_uri(in, entries.licence, &out->licence);
    check_catalogue(in, entries);
}
