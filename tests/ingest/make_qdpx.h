/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TESTS_INGEST_MAKE_QDPX_H
#define TESTS_INGEST_MAKE_QDPX_H

/* A small project file of the REFI-QDA standard, of which a case changes a part.

       struct project_xml p = whole_project;
       p.text = "Other.";
       project_write(&p, "x.qdpx");                                                             */

#include "tests/make_zip.h"

/* What stands in project.qde between its tags, and the only text. */
struct project_xml {
    const char *origin, *users, *codes, *more; /* more: behind the code book */
    const char *source; /* attributes of the TextSource, "" for those of the whole project */
    const char *selections;
    const char *behind; /* behind the only source */
    const char *text;
    const char *name; /* of project.qde in the archive */
};

/* "Hej, jag ringde." and "Bra så." of which A gave ring to the first and B tillit to the second. */
static const struct project_xml whole_project = {
    .origin = "Test",
    .users = "<User guid='a-1' name='A'/>\n<User guid='b-1' name='B'/>\n",
    .codes = "<Code guid='c-1' name='kontakt' isCodable='true'>\n"
             "<Code guid='c-2' name='ring' isCodable='true'/></Code>\n"
             "<Code guid='c-3' name='tillit' isCodable='true'/>\n",
    .more = "",
    .source = "guid='s-1' name='m1' plainTextPath='internal://s-1.txt'",
    .selections =
        "<PlainTextSelection guid='p-1' startPosition='0' endPosition='16' creatingUser='a-1'>\n"
        "<Coding guid='k-1' creatingUser='a-1'><CodeRef targetGUID='c-2'/></Coding>\n"
        "</PlainTextSelection>\n"
        "<PlainTextSelection guid='p-2' startPosition='17' endPosition='24' creatingUser='b-1'>\n"
        "<Coding guid='k-2'><CodeRef targetGUID='{C-3}'/></Coding>\n"
        "</PlainTextSelection>\n",
    .behind = "",
    .text = "Hej, jag ringde.\nBra så.\n",
    .name = "project.qde",
};

/* Its description; to be freed. */
__attribute__((unused)) static char *project_description(const struct project_xml *p)
{
    char *xml = NULL;
    size_t n = 0;
    FILE *out = open_memstream(&xml, &n);
    assert_non_null(out);
    fprintf(out,
            "<?xml version='1.0' encoding='utf-8'?>\n"
            "<Project name='p' origin='%s' xmlns='urn:QDA-XML:project:1.0'>\n"
            "<Users>\n%s</Users>\n<CodeBook><Codes>\n%s</Codes></CodeBook>\n%s"
            "<Sources>\n<TextSource %s>\n%s</TextSource>\n%s</Sources>\n</Project>\n",
            p->origin, p->users, p->codes, p->more, p->source, p->selections, p->behind);
    fclose(out);
    return xml;
}

__attribute__((unused)) static struct zip project_zip(const struct project_xml *p)
{
    struct zip zip = {0};
    char *xml = project_description(p);
    zip_add(&zip, (struct zip_part){
                      .name = p->name, .bytes = xml, .n = strlen(xml), .is_deflated = true});
    if (p->text != NULL)
        zip_add(&zip, (struct zip_part){
                          .name = "sources/s-1.txt", .bytes = p->text, .n = strlen(p->text)});
    free(xml);
    return zip;
}

__attribute__((unused)) static void project_write(const struct project_xml *p, const char *path)
{
    struct zip zip = project_zip(p);
    zip_write(&zip, path);
}

#endif
