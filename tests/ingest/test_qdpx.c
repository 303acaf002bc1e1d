/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/qdpx.h"
#include "tests/ingest/make_qdpx.h"
#include "tests/ingest/survey_folder.h"

static struct folder folder;

static int in_folder(void **state)
{
    (void)state;
    folder_open(&folder);
    return 0;
}

static int out_of_folder(void **state)
{
    (void)state;
    folder_close(&folder);
    return 0;
}

/* Who gave which code to what, a line each. */
static char *said(const struct qdpx *q)
{
    char *text = NULL;
    size_t n = 0;
    FILE *out = open_memstream(&text, &n);
    for (size_t i = 0; i < q->n_codings; i++) {
        const struct qdpx_segment *s = &q->segments[q->codings[i].segment];
        fprintf(out, "%s: %s %zu-%zu '%s'%s%s: %s\n", q->coders[q->codings[i].coder],
                q->sources[s->source].name, s->start, s->end, s->text,
                s->speaker == NULL ? "" : " by ", s->speaker == NULL ? "" : s->speaker,
                q->codes[q->codings[i].code].name);
    }
    for (size_t i = 0; i < q->n_segments; i++) {
        const struct qdpx_segment *s = &q->segments[i];
        size_t n_codings = 0;
        for (size_t k = 0; k < q->n_codings; k++)
            n_codings += q->codings[k].segment == i;
        if (n_codings == 0)
            fprintf(out, "nobody: %s %zu-%zu '%s'\n", q->sources[s->source].name, s->start, s->end,
                    s->text);
    }
    fclose(out);
    return text;
}

static enum status read_project(const char *path, struct arena *arena, struct findings *found,
                                struct qdpx *out, struct error *err)
{
    *found = (struct findings){.arena = arena};
    return qdpx_read(path, arena, found, out, err);
}

static void a_project_is_read(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct findings found;
    struct qdpx q;
    struct error err = {0};
    struct project_xml p = whole_project;
    project_write(&p, "x.qdpx");
    assert_int_equal(read_project("x.qdpx", &arena, &found, &q, &err), OK);
    CHECK(found.n == 0, "%zu findings", found.n);
    CHECK(q.n_codes == 3 && q.n_sources == 1 && q.n_segments == 2 && q.n_coders == 2 &&
              q.n_codings == 2,
          "%zu codes, %zu segments", q.n_codes, q.n_segments);
    CHECK(q.codes[0].parent == QDPX_NONE && q.codes[1].parent == 0 &&
              q.codes[2].parent == QDPX_NONE,
          "the tree");
    char *got = said(&q);
    CHECK(strcmp(got, "A: m1 0-16 'Hej, jag ringde.': ring\nB: m1 17-24 'Bra så.': tillit\n") == 0,
          "%s", got);
    free(got);
    CHECK(strcmp(q.segments[1].at.file, "x.qdpx/sources/s-1.txt") == 0 &&
              q.segments[1].at.line == 2 && q.segments[1].at.column == 1,
          "%s:%ld:%d", q.segments[1].at.file, q.segments[1].at.line, q.segments[1].at.column);
    CHECK(q.codings[0].at.line == 15 && q.codings[0].at.column == 39, "%ld:%d",
          q.codings[0].at.line, q.codings[0].at.column);
    arena_release(&arena);
}

#define SELECT(from, to)                                                                           \
    "<PlainTextSelection guid='p-1' startPosition='" from "' endPosition='" to                     \
    "' creatingUser='a-1'><Coding guid='k-1'><CodeRef targetGUID='c-2'/></Coding>"                 \
    "</PlainTextSelection>\n"

/* Positions are code points of the text as it is; ATLAS.ti alone counts CRLF as one. */
static void positions_are_code_points(void **state)
{
    (void)state;
    static const struct {
        const char *name, *origin, *text, *selections, *want;
    } cases[] = {
        {"LF", "NVivo", "å\nb\nc", SELECT("2", "3"), "A: m1 2-3 'b': ring\n"},
        {"CRLF", "NVivo", "å\r\nb\r\nc", SELECT("3", "4"), "A: m1 3-4 'b': ring\n"},
        {"CRLF", "MAXQDA 2022", "å\r\nb\r\nc", SELECT("6", "7"), "A: m1 6-7 'c': ring\n"},
        {"CRLF", "ATLAS.ti", "å\r\nb\r\nc", SELECT("2", "3"), "A: m1 2-3 'b': ring\n"},
        {"CRLF within", "ATLAS.ti 23", "å\r\nb\r\nc", SELECT("0", "5"),
         "A: m1 0-5 'å\r\nb\r\nc': ring\n"},
        {"CR", "ATLAS.ti", "å\rb\r\rc", SELECT("5", "6"), "A: m1 5-6 'c': ring\n"},
        {"a mark", "NVivo", "\xEF\xBB\xBFåbc", SELECT("0", "2"), "A: m1 0-2 'åb': ring\n"},
        {"four bytes", "NVivo", "😀😀c", SELECT("1", "3"), "A: m1 1-3 '😀c': ring\n"},
        {"composed", "NVivo",
         "a\xCC\x8A"
         "c",
         SELECT("2", "3"), "A: m1 2-3 'c': ring\n"},
        {"in the file itself", "NVivo", NULL,
         "<PlainTextContent>å&amp;\r\nbc</PlainTextContent>" SELECT("3", "5"),
         "A: m1 3-5 'bc': ring\n"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct arena arena = {0};
        struct findings found;
        struct qdpx q;
        struct error err = {0};
        struct project_xml p = whole_project;
        p.origin = cases[i].origin;
        p.text = cases[i].text;
        p.selections = cases[i].selections;
        if (p.text == NULL)
            p.source = "guid='s-1' name='m1'";
        project_write(&p, "x.qdpx");
        CHECK(read_project("x.qdpx", &arena, &found, &q, &err) == OK, "%s: %s", cases[i].name,
              err.text);
        char *got = said(&q), *findings = survey_findings(&found);
        CHECK(strcmp(got, cases[i].want) == 0, "%s: %s%s", cases[i].name, got, findings);
        free(got);
        free(findings);
        arena_release(&arena);
    }
}

/* Long texts: every place is where counting from the start comes to. */
static void places_in_long_texts(void **state)
{
    (void)state;
    char text[4000] = "";
    for (size_t i = 0; i < 400; i++)
        strcat(text, i % 3 == 0 ? "åä\n" : "x😀");
    for (size_t start = 0; start < 900; start += 127) {
        struct arena arena = {0};
        struct findings found;
        struct qdpx q;
        char selection[400];
        struct project_xml p = whole_project;
        long line = 1;
        int column = 1;
        const char *at = text;
        for (size_t point = 0; point < start; point++) {
            line += *at == '\n';
            column = *at == '\n' ? 1 : column + 1;
            for (at++; ((unsigned char)*at & 0xC0U) == 0x80U;)
                at++;
        }
        snprintf(selection, sizeof selection,
                 "<PlainTextSelection guid='p' startPosition='%zu' endPosition='%zu'/>", start,
                 start + 1);
        p.text = text;
        p.selections = selection;
        project_write(&p, "x.qdpx");
        assert_int_equal(read_project("x.qdpx", &arena, &found, &q, NULL), OK);
        assert_int_equal(q.n_segments, 1);
        CHECK(strncmp(q.segments[0].text, at, strlen(q.segments[0].text)) == 0, "at %zu: '%s'",
              start, q.segments[0].text);
        CHECK(q.segments[0].at.line == line && q.segments[0].at.column == column,
              "at %zu: %ld:%d, not %ld:%d", start, q.segments[0].at.line, q.segments[0].at.column,
              line, column);
        arena_release(&arena);
    }
}

/* What a case changes. */
struct project_case {
    const char *name;
    struct project_xml change; /* parts that are not NULL */
    const char *want;          /* codings, then findings */
};

static const char *either(const char *change, const char *usual)
{
    return change != NULL ? change : usual;
}

static struct project_xml changed(const struct project_xml *change)
{
    return (struct project_xml){
        .origin = either(change->origin, whole_project.origin),
        .users = either(change->users, whole_project.users),
        .codes = either(change->codes, whole_project.codes),
        .more = either(change->more, whole_project.more),
        .source = either(change->source, whole_project.source),
        .selections = either(change->selections, whole_project.selections),
        .behind = either(change->behind, whole_project.behind),
        .text = either(change->text, whole_project.text),
        .name = either(change->name, whole_project.name),
    };
}

/* A project is read as it is but for what the case changes. */
static const char both[] = "A: m1 0-16 'Hej, jag ringde.': ring\nB: m1 17-24 'Bra så.': tillit\n";

#define CODED(coding)                                                                              \
    "<PlainTextSelection guid='p-1' startPosition='0' endPosition='16' "                           \
    "creatingUser='a-1'>" coding "</PlainTextSelection>"
#define CODE(guid, rest) "<Code guid='" guid "' name='" rest
#define VARIABLES                                                                                  \
    "<Variables><Variable guid='v-1' name='life_event' typeOfVariable='Text'/>"                    \
    "<Variable guid='v-2' name='date' typeOfVariable='Date'/></Variables>"

// clang-format off
static const struct project_case cases[] = {
    /* who */
    {"two of a name", {.users = "<User guid='a-1' name='A'/>\n<User guid='b-1' name='A'/>"},
        "A: m1 0-16 'Hej, jag ringde.': ring\n"
        "A: m1 17-24 'Bra så.': tillit\n"
        "x.qdpx/project.qde:5:1: two users are called 'A'; rename one\n"},
    {"a user twice", {.users = "<User guid='a-1' name='A'/>\n<User guid='A-1' name='B'/><User guid='b-1' name='C'/>"},
        "A: m1 0-16 'Hej, jag ringde.': ring\n"
        "C: m1 17-24 'Bra så.': tillit\n"
        "x.qdpx/project.qde:5:1: the guid a-1 of this User is there already\n"},
    {"no name, no guid", {.users = "<User guid='a-1'/>\n<User name='B'/>"},
        ": m1 0-16 'Hej, jag ringde.': ring\n"
        "nobody: m1 17-24 'Bra så.'\n"
        "x.qdpx/project.qde:4:1: the User has no name\n"
        "x.qdpx/project.qde:5:1: the User has no guid\n"
        "x.qdpx/project.qde:17:20: no user has the guid b-1\n"},
    {"an unknown user", {.users = "<User guid='a-1' name='A'/>"},
        "A: m1 0-16 'Hej, jag ringde.': ring\n"
        "nobody: m1 17-24 'Bra så.'\n"
        "x.qdpx/project.qde:16:20: no user has the guid b-1\n"},
    {"nobody", {.selections = "<PlainTextSelection guid='p-1' startPosition='0' endPosition='16'><Coding guid='k'><CodeRef targetGUID='c-2'/></Coding></PlainTextSelection>"},
        "nobody: m1 0-16 'Hej, jag ringde.'\n"
        "x.qdpx/project.qde:14:84: nobody is named as who gave this code\n"},
    /* codes */
    {"a code twice", {.codes = CODE("c-1", "x'>") CODE("c-2", "y'/></Code>\n") CODE("c-1", "z'>") CODE("c-3", "w'/></Code>")},
        "A: m1 0-16 'Hej, jag ringde.': y\n"
        "B: m1 17-24 'Bra så.': w\n"
        "x.qdpx/project.qde:9:1: the guid c-1 of this Code is there already\n"},
    {"a code without a name", {.codes = CODE("c-2", "'/>") CODE("c-3", "x'/><Code name='y'/>")},
        "A: m1 0-16 'Hej, jag ringde.': \n"
        "B: m1 17-24 'Bra så.': x\n"
        "x.qdpx/project.qde:8:1: the Code has no name\n"
        "x.qdpx/project.qde:8:54: the Code has no guid\n"},
    {"an unknown code", {.selections = CODED("<Coding guid='k'><CodeRef targetGUID='c-9'/></Coding>")},
        "nobody: m1 0-16 'Hej, jag ringde.'\n"
        "x.qdpx/project.qde:14:103: no code has the guid c-9\n"},
    {"no code", {.selections = CODED("<Coding guid='k'/>\n<Coding guid='k2'><CodeRef/></Coding>")},
        "nobody: m1 0-16 'Hej, jag ringde.'\n"
        "x.qdpx/project.qde:14:86: no guid of a code stands here\n"
        "x.qdpx/project.qde:15:19: no guid of a code stands here\n"},
    {"a folder of codes is given", {.codes = CODE("c-1", "x' isCodable='false'>") CODE("c-2", "y' isCodable='0'/></Code>") CODE("c-3", "z'/>")},
        "A: m1 0-16 'Hej, jag ringde.': y\n"
        "B: m1 17-24 'Bra så.': z\n"
        "x.qdpx/project.qde:12:39: info: 'y' is marked as a code that nothing is coded with, but was given; it counts\n"},
    {"twice the same", {.selections = CODED("<Coding guid='k'><CodeRef targetGUID='c-2'/></Coding>\n<Coding guid='k2' creatingUser='b-1'><CodeRef targetGUID='c-2'/></Coding><Coding guid='k3'><CodeRef targetGUID='c-2'/></Coding>")},
        "A: m1 0-16 'Hej, jag ringde.': ring\n"
        "B: m1 0-16 'Hej, jag ringde.': ring\n"
        "x.qdpx/project.qde:15:92: info: 'A' gave 'ring' to the same stretch already; it counts once\n"},
    /* selections */
    {"reversed", {.selections = SELECT("16", "2")},
        "x.qdpx/project.qde:14:1: the selection is reversed: from 16 to 2\n"},
    {"beyond", {.selections = SELECT("20", "26")},
        "x.qdpx/project.qde:14:1: the selection from 20 to 26 goes beyond its text 'm1', which has 25 characters\n"},
    {"up to the end", {.selections = SELECT("17", "25")},
        "A: m1 17-25 'Bra så.\n"
        "': ring\n"},
    {"beyond, by ATLAS.ti", {.origin = "ATLAS.ti", .text = "a\r\nb", .selections = SELECT("0", "4")},
        "x.qdpx/project.qde:14:1: the selection from 0 to 4 goes beyond its text 'm1', which has 3 characters, a line break counted as one\n"},
    {"empty", {.selections = SELECT("3", "3")},
        "x.qdpx/project.qde:14:1: info: the selection at 3 is empty; codings left out: 1\n"},
    {"no numbers", {.selections = SELECT("-1", "1e3") "<PlainTextSelection guid='p-9' startPosition='99999999999999999999999'/>"},
        "x.qdpx/project.qde:14:1: a selection from '-1' to '1e3': positions are whole numbers\n"
        "x.qdpx/project.qde:15:1: a selection from '99999999999999999999999' to '': positions are whole numbers\n"},
    {"a selection twice", {.selections = SELECT("0", "3") SELECT("3", "4")},
        "A: m1 0-3 'Hej': ring\n"
        "x.qdpx/project.qde:15:1: the guid p-1 of this PlainTextSelection is there already\n"},
    {"uncoded", {.selections = "<PlainTextSelection guid='p-1' startPosition='0' endPosition='16'/>"},
        "nobody: m1 0-16 'Hej, jag ringde.'\n"},
    {"a memo", {.selections = "<PlainTextSelection guid='p-1' startPosition='0' endPosition='99'><Description>Why?</Description></PlainTextSelection>"}, ""},
    /* texts */
    {"no such text", {.source = "guid='s-1' name='m1' plainTextPath='internal://s-2.txt'"},
        "x.qdpx/project.qde:13:1: the text internal://s-2.txt of the source 'm1' is not in the project file\n"},
    {"elsewhere", {.source = "guid='s-1' name='m1' plainTextPath='relative:///s-1.txt'"},
        "x.qdpx/project.qde:13:1: the text relative:///s-1.txt of the source 'm1' is not in the project file\n"},
    {"climbing", {.source = "guid='s-1' name='m1' plainTextPath='internal://../project.qde'"},
        "x.qdpx/project.qde:13:1: the text internal://../project.qde of the source 'm1' is not in the project file\n"},
    {"no text", {.source = "guid='s-1' name='m1'"},
        "x.qdpx/project.qde:13:1: the source 'm1' has no text\n"},
    {"not UTF-8", {.text = "Hej, jag ringde.\nBra s\xE5.\n"},
        "x.qdpx/sources/s-1.txt: the text is not UTF-8, which the standard wants\n"},
    {"no name of a source", {.source = "guid='s-1' plainTextPath='internal://s-1.txt'"},
        "A:  0-16 'Hej, jag ringde.': ring\n"
        "B:  17-24 'Bra så.': tillit\n"
        "x.qdpx/project.qde:13:1: the TextSource has no name\n"},
    {"a source twice", {.behind = "<TextSource guid='S-1' name='m2'/>"},
        "x.qdpx/project.qde:21:1: the guid s-1 of this TextSource is there already\n"},
    /* what is left out */
    {"other sources", {.behind = "<PDFSource guid='f' name='f.pdf'><Representation guid='r' plainTextPath='internal://r.txt'><PlainTextSelection guid='p-8'><Coding guid='k'><CodeRef targetGUID='c-1'/></Coding></PlainTextSelection></Representation></PDFSource>\n<AudioSource guid='g' name='m1.mp3'/>\n"},
        "x.qdpx/project.qde:21:1: info: the PDFSource 'f.pdf' is not read, as only texts are; codings left out: 1\n"
        "x.qdpx/project.qde:22:1: info: the AudioSource 'm1.mp3' is not read, as only texts are; codings left out: 0\n"},
    {"a whole source", {.selections = "<Coding guid='k'><CodeRef targetGUID='c-2'/></Coding>\n" SELECT("0", "3")},
        "A: m1 0-3 'Hej': ring\n"
        "x.qdpx/project.qde:13:1: info: only codings of selections count; codings of 'm1' as a whole that are left out: 1\n"},
    {"another name", {.name = "Trial.qde"},
        "x.qdpx/Trial.qde: info: the standard wants this file to be called project.qde\n"},
    {"notes", {.behind = "</Sources>\n<Notes><Note guid='n'><PlainTextSelection guid='p-8'><Coding guid='k'/></PlainTextSelection></Note></Notes><Links><Link guid='l' originGUID='p-2' targetGUID='n'/></Links><Sources>", .selections = "<PlainTextSelection guid='p-2' startPosition='1' endPosition='99'/>"},
        "x.qdpx/project.qde:16:1: info: notes are not read; codings left out: 1\n"},
    /* cases and variables */
    {"speakers by selection", {.more = "<Cases><Case guid='q-1' name='P1'><SelectionRef targetGUID='p-1'/></Case></Cases>"},
        "A: m1 0-16 'Hej, jag ringde.' by P1: ring\n"
        "B: m1 17-24 'Bra så.': tillit\n"},
    {"speakers by code", {.codes = CODE("c-1", "kontakt'/>") CODE("q-1", "P1'>") CODE("c-2", "ring'/></Code>") CODE("c-3", "tillit'/>"),
        .more = "<Cases><Case guid='q-1' name='P1'/></Cases>",
        .behind = "<TextSource guid='s-2' name='m2' plainTextPath='internal://s-1.txt'>"
            "<PlainTextSelection guid='p-5' startPosition='0' endPosition='12' creatingUser='a-1'><Coding guid='k'><CodeRef targetGUID='q-1'/></Coding></PlainTextSelection>"
            "<PlainTextSelection guid='p-6' startPosition='5' endPosition='12' creatingUser='a-1'><Coding guid='k'><CodeRef targetGUID='c-2'/></Coding></PlainTextSelection>"
            "<PlainTextSelection guid='p-7' startPosition='5' endPosition='13' creatingUser='a-1'><Coding guid='k'><CodeRef targetGUID='c-2'/></Coding></PlainTextSelection></TextSource>"},
        "A: m1 0-16 'Hej, jag ringde.': ring\n"
        "B: m1 17-24 'Bra så.': tillit\n"
        "A: m2 5-12 'jag rin' by P1: ring\n"
        "A: m2 5-13 'jag ring': ring\n"},
    {"an unknown variable", {.selections = "<VariableValue><VariableRef targetGUID='v-1'/><TextValue>x</TextValue></VariableValue>\n" SELECT("0", "3")},
        "A: m1 0-3 'Hej': ring\n"
        "x.qdpx/project.qde:14:16: no variable has the guid v-1\n"},
};
// clang-format on

static void faults_say_where(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct arena arena = {0};
        struct findings found;
        struct qdpx q;
        struct error err = {0};
        const struct project_xml p = changed(&cases[i].change);
        project_write(&p, "x.qdpx");
        CHECK(read_project("x.qdpx", &arena, &found, &q, &err) == OK, "%s: %s", cases[i].name,
              err.text);
        char *got = said(&q), *findings = survey_findings(&found), whole[4000];
        snprintf(whole, sizeof whole, "%s%s", strcmp(got, both) == 0 ? "" : got, findings);
        CHECK(strcmp(whole, cases[i].want) == 0, "%s: got\n%swant\n%s", cases[i].name, whole,
              cases[i].want);
        free(got);
        free(findings);
        arena_release(&arena);
    }
}

static void properties_of_sources(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct findings found;
    struct qdpx q;
    struct project_xml p = whole_project;
    p.more = VARIABLES
        "<Cases><Case guid='q-1'><VariableValue><VariableRef "
        "targetGUID='v-2'/><DateValue>2021-03-01"
        "</DateValue></VariableValue><SourceRef targetGUID='s-1'/><SourceRef "
        "targetGUID='f-1'/></Case>"
        "<Case guid='q-2'><VariableValue><VariableRef targetGUID='v-2'/><DateValue>2021-03-02"
        "</DateValue></VariableValue></Case></Cases>";
    p.selections = "<VariableValue><VariableRef targetGUID='V-1'/><TextValue>housing</TextValue>"
                   "</VariableValue>";
    p.behind = "<TextSource guid='s-2' name='m2' plainTextPath='internal://s-1.txt'/>";
    project_write(&p, "x.qdpx");
    assert_int_equal(read_project("x.qdpx", &arena, &found, &q, NULL), OK);
    CHECK(found.n == 0 && q.n_sources == 2, "%zu findings", found.n);
    assert_int_equal(q.sources[0].n_properties, 2);
    const struct qdpx_property *of = q.sources[0].properties;
    CHECK(strcmp(of[0].name, "date") == 0 && strcmp(of[0].value, "2021-03-01") == 0, "%s: %s",
          of[0].name, of[0].value);
    CHECK(strcmp(of[1].name, "life_event") == 0 && strcmp(of[1].value, "housing") == 0, "%s: %s",
          of[1].name, of[1].value);
    CHECK(q.sources[1].n_properties == 0, "got %zu", q.sources[1].n_properties);
    arena_release(&arena);
}

/* Reads "x.qdpx", which is no project: the message. */
static void refuse(enum status want, const char *message)
{
    struct arena arena = {0};
    struct findings found;
    struct qdpx q;
    struct error err = {0};
    const enum status status = read_project("x.qdpx", &arena, &found, &q, &err);
    CHECK(status == want && strcmp(err.text, message) == 0, "%d: %s", (int)status, err.text);
    arena_release(&arena);
}

static void hostile_files_are_refused(void **state)
{
    (void)state;
    static const struct {
        const char *name, *xml;
        enum status status;
        const char *message;
    } hostile[] = {
        {"project.qde",
         "<!DOCTYPE Project [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;'>]><Project>&b;"
         "</Project>",
         ERR_READ, "x.qdpx/project.qde:1:19: a document type (<!DOCTYPE>) is not accepted"},
        {"project.qde", "<Project><Users></Project>", ERR_READ,
         "x.qdpx/project.qde:1:1: this is not the description of a REFI-QDA project"},
        {"project.qde", "<Project xmlns='urn:QDA-XML:project:1.0'><Users></Project>", ERR_READ,
         "x.qdpx/project.qde:1:51: this is not well-formed XML: mismatched tag"},
        {"project.qde", "<?xml version='1.0' encoding='windows-1252'?><Project/>", ERR_ENCODING,
         "x.qdpx/project.qde:1:1: the document is neither in UTF-8 nor in UTF-16"},
        {"sources/project.qde", "<Project/>", ERR_READ,
         "x.qdpx: there is no project.qde in it, so this is no REFI-QDA project"},
        {"../project.qde", "<Project/>", ERR_READ,
         "x.qdpx: the entry '../project.qde' has '..' in its name, which leads out of the archive"},
    };
    for (size_t i = 0; i < COUNT(hostile); i++) {
        struct zip zip = {0};
        zip_add(&zip, (struct zip_part){.name = hostile[i].name,
                                        .bytes = hostile[i].xml,
                                        .n = strlen(hostile[i].xml)});
        zip_write(&zip, "x.qdpx");
        refuse(hostile[i].status, hostile[i].message);
    }
    struct zip zip = {0};
    zip_add(&zip, (struct zip_part){.name = "a.qde"});
    zip_add(&zip, (struct zip_part){.name = "b.qde"});
    zip_write(&zip, "x.qdpx");
    refuse(ERR_READ, "x.qdpx: there are several descriptions (*.qde) in it");
    folder_write("x.qdpx", "session,segment\n", 16);
    refuse(ERR_READ, "x.qdpx: this is not a zip file, or its end is missing");
    unlink("x.qdpx");
    refuse(ERR_OPEN, "x.qdpx: No such file or directory");
}

/* Four gigabytes are claimed of a text: nothing of it is unpacked. */
static void large_claims_are_refused(void **state)
{
    (void)state;
    struct zip zip = {0};
    char *xml = project_description(&whole_project);
    zip_add(&zip, (struct zip_part){.name = "project.qde", .bytes = xml, .n = strlen(xml)});
    zip_add(&zip, (struct zip_part){.name = "sources/s-1.txt",
                                    .bytes = "x",
                                    .n = 1,
                                    .is_deflated = true,
                                    .claimed = UINT32_MAX,
                                    .claimed_packed = 1U << 30U});
    zip_write(&zip, "x.qdpx");
    struct arena arena = {0};
    struct findings found;
    struct qdpx q;
    assert_int_equal(read_project("x.qdpx", &arena, &found, &q, NULL), OK);
    char *got = survey_findings(&found);
    CHECK(strcmp(got, "x.qdpx/sources/s-1.txt: the text is larger than 64 MiB\n") == 0, "%s", got);
    free(got);
    free(xml);
    arena_release(&arena);
}

static void cut_anywhere(void **state)
{
    (void)state;
    struct project_xml p = whole_project;
    struct zip zip = project_zip(&p);
    zip_end(&zip);
    for (size_t n = 0; n < zip.file.n; n += n % 7 == 0 ? 1 : 3) {
        struct arena arena = {0};
        struct findings found;
        struct qdpx q;
        struct error err = {0};
        folder_write("x.qdpx", (const char *)zip.file.at, n);
        CHECK(read_project("x.qdpx", &arena, &found, &q, &err) == ERR_READ, "cut at %zu", n);
        CHECK(strncmp(err.text, "x.qdpx", 6) == 0, "cut at %zu: %s", n, err.text);
        arena_release(&arena);
    }
    zip_free(&zip);
}

static void memory_may_run_out(void **state)
{
    (void)state;
    bool is_there = false;
    struct project_xml p = whole_project;
    p.more = VARIABLES "<Cases><Case guid='q-1' name='P1'><VariableValue><VariableRef "
                       "targetGUID='v-1'/><TextValue>x</TextValue></VariableValue><SourceRef "
                       "targetGUID='s-1'/></Case></Cases>";
    project_write(&p, "x.qdpx");
    for (size_t nth = 1; !is_there; nth++) {
        struct arena arena = {0};
        struct findings found;
        struct qdpx q;
        arena_fail_at(nth);
        const enum status status = read_project("x.qdpx", &arena, &found, &q, NULL);
        arena_fail_at(0);
        is_there = status == OK;
        CHECK(is_there || status == ERR_MEMORY, "at %zu: %d", nth, (int)status);
        CHECK(!is_there || (found.n == 0 && q.n_codings == 2), "at %zu", nth);
        arena_release(&arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_project_is_read),        TEST(positions_are_code_points),
        TEST(places_in_long_texts),     TEST(faults_say_where),
        TEST(properties_of_sources),    TEST(hostile_files_are_refused),
        TEST(large_claims_are_refused), TEST(cut_anywhere),
        TEST(memory_may_run_out),
    };
    return cmocka_run_group_tests(tests, in_folder, out_of_folder);
}
