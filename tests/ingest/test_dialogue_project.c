/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/dialogue_project.h"

#include "store/dialogues.h"
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

#define VARIABLES                                                                                  \
    "<Variables><Variable guid='v-1' name='Life_Event' typeOfVariable='Text'/>"                    \
    "<Variable guid='v-2' name='date' typeOfVariable='Date'/>"                                     \
    "<Variable guid='v-3' name='colour' typeOfVariable='Text'/></Variables>\n"
#define VALUE(variable, value)                                                                     \
    "<VariableValue><VariableRef targetGUID='" variable "'/><TextValue>" value                     \
    "</TextValue></VariableValue>"
#define CASE(values)                                                                               \
    VARIABLES "<Cases><Case guid='q-1'>" values "<SourceRef targetGUID='s-1'/></Case></Cases>\n"
#define SESSIONS AND("sessions.csv") "session,life_event,date\nm1,housing,2021-03-01\n"

#define SELECT(guid, user, from, to)                                                               \
    "<PlainTextSelection guid='" guid "' startPosition='" from "' endPosition='" to                \
    "' creatingUser='" user "'><Coding guid='k" guid "'><CodeRef targetGUID='c-2'/></Coding>"      \
    "</PlainTextSelection>\n"

static const char settings[] = "form_id,form_title,wave,kind,beside\nd,Talks,2021,dialogues,2022\n";

/* The project is as it should be but for cases and codes. */
struct project_case {
    const char *name;
    const char *more, *codes;
    const char *files; /* beside settings.csv and x.qdpx */
    const char *want;
    const char *selections;
};

// clang-format off
static const struct project_case cases[] = {
    {"variables", CASE(VALUE("v-1", "housing") VALUE("v-2", "2021-03-01") VALUE("v-3", "blue")), NULL, "", "", NULL},
    {"tables", "", NULL, SESSIONS AND("codes.csv") "code,label,facet\nring,Call,personal\nkontakt,Contact,\ntillit,Trust,trust\n", "", NULL},
    {"no variables", "", NULL, "",
        "./x.qdpx/project.qde:13: life_event is blank; want what the talk is about\n", NULL},
    {"two values", VARIABLES "<Cases><Case guid='q-1'>" VALUE("v-1", "a") "<SourceRef targetGUID='s-1'/></Case>\n<Case guid='q-2'>" VALUE("v-1", "b") VALUE("v-2", "1 March") "<SourceRef targetGUID='s-1'/></Case></Cases>\n", NULL, "",
        "./x.qdpx/project.qde:14:33: life_event is both 'a' and 'b'\n"
        "./x.qdpx/project.qde:16: date '1 March' is not a date like 2022-12-31\n", NULL},
    {"no row of the text", "", NULL, AND("sessions.csv") "session,life_event,date\nM1,housing,2021-03-01\n",
        "./x.qdpx/project.qde:13:1: the text 'm1' has no row in sessions.csv\n", NULL},
    {"a row too many", "", NULL, SESSIONS "m2,crime,2021-03-02\n",
        "./sessions.csv:3:1: info: session 'm2' has no segment\n", NULL},
    {"no row of a code", "", NULL, SESSIONS AND("codes.csv") "code,label\nkontakt,Contact\nring,Call\n",
        "./x.qdpx/project.qde:10:1: info: the code 'tillit' has no row in codes.csv, so it has no label and no facet\n", NULL},
    {"codes that are not there", "", NULL, SESSIONS AND("codes.csv") "code,parent,facet\nrng,,\nring,tillit,\ntillit,kontakt,trust\nkontakt,,\n",
        "./codes.csv:2:1: no code of the project is called 'rng'; did you mean 'ring'?\n"
        "./codes.csv:3:2: 'ring' stands below 'tillit' here, and below 'kontakt' in the project\n"
        "./codes.csv:4:2: 'tillit' stands below 'kontakt' here, and at the top in the project\n", NULL},
    {"two codes of a name", "", "<Code guid='c-1' name='x'><Code guid='c-2' name='y'/></Code>\n<Code guid='c-3' name='y'/>", SESSIONS,
        "./x.qdpx/project.qde:9:1: two codes are called 'y'; names must differ, also below other codes\n", NULL},
    {"a code that differs in case", "", "<Code guid='c-1' name='x'/><Code guid='c-2' name='y'/>\n<Code guid='c-3' name='Y'/>", SESSIONS,
        "./x.qdpx/project.qde:9: 'Y' differs only in case from 'y' in line 8; rename one\n", NULL},
    {"a name that parts ids", "", "<Code guid='c-1' name='x/y'/><Code guid='c-2' name='y z'/>\n<Code guid='c-3' name='Y|z'/>", SESSIONS,
        "./x.qdpx/project.qde:8:1: the name 'x/y' holds '/', which parts the ids of figures; rename it\n"
        "./x.qdpx/project.qde:9:1: the name 'Y|z' holds '|', which parts the ids of figures; rename it\n", NULL},
    {"segments as well", "", NULL, SESSIONS AND("segments.csv") "session,segment,text\nm1,1,Hej.\n" AND("coding.csv") "segment,coder,code\n1,A,ring\n",
        "./segments.csv: ./x.qdpx says what stands in this table; remove one of the two\n"
        "./coding.csv: ./x.qdpx says what stands in this table; remove one of the two\n", NULL},
    {"a fault of the project", "", "<Code guid='c-1' name='x'/>", SESSIONS,
        "./x.qdpx/project.qde:12:39: no code has the guid c-2\n"
        "./x.qdpx/project.qde:15:20: no code has the guid c-3\n", NULL},
    {"selections that overlap", "", NULL, SESSIONS,
        "./x.qdpx/project.qde:13:1: info: stretches of 'm1' that overlap one before without being the same: 2; each is a segment of its own, so coders who meant the same do not agree\n",
        SELECT("1", "a-1", "0", "16") SELECT("2", "b-1", "0", "15") SELECT("3", "b-1", "17", "24") SELECT("4", "a-1", "23", "24")},
    {"selections that meet", "", NULL, SESSIONS, "", SELECT("1", "a-1", "0", "16") SELECT("2", "b-1", "16", "24") SELECT("3", "a-1", "16", "24")},
    {"an unreadable table", "", NULL, AND("sessions.csv") "session,lifeevent\nm1,housing\n" AND("codes.csv") "kod\nring\n",
        "./sessions.csv:1:2: sessions.csv has no column 'lifeevent'; did you mean 'life_event'?\n"
        "./sessions.csv:1: there is no column 'life_event', which sessions.csv must have\n"
        "./codes.csv:1:1: codes.csv has no column 'kod'; want code, parent, label or facet\n"
        "./codes.csv:1: there is no column 'code', which codes.csv must have\n"
        "./sessions.csv:2: life_event is blank; want what the talk is about\n"
        "./codes.csv:2: the code has no name\n", NULL},
};
// clang-format on

static void write_case(const struct project_case *c)
{
    struct project_xml p = whole_project;
    p.more = c->more;
    if (c->codes != NULL)
        p.codes = c->codes;
    if (c->selections != NULL)
        p.selections = c->selections;
    folder_empty();
    folder_write("settings.csv", settings, sizeof settings - 1);
    project_write(&p, "x.qdpx");
    folder_write_all(c->files);
}

static void faults_say_where(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct arena arena = {0};
        struct findings found;
        write_case(&cases[i]);
        survey_read(&arena, &found);
        char *got = survey_findings(&found);
        CHECK(strcmp(got, cases[i].want) == 0, "%s: got\n%swant\n%s", cases[i].name, got,
              cases[i].want);
        free(got);
        arena_release(&arena);
    }
}

static const struct dialogues *read_case(size_t i, struct arena *arena)
{
    struct findings found;
    write_case(&cases[i]);
    const struct form *form = survey_read(arena, &found);
    assert_non_null(form);
    return form->dialogues;
}

static void check_talk(const char *name, const struct dialogues *d)
{
    CHECK(d->n_sessions == 1 && d->n_segments == 2 && d->n_codings == 2 && d->n_coders == 2, "%s",
          name);
    CHECK(d->n_codes == 3 && d->n_events == 1, "%s: %zu codes", name, d->n_codes);
    CHECK(strcmp(d->sessions[0].name, "m1") == 0 &&
              strcmp(d->sessions[0].date, "2021-03-01") == 0 &&
              strcmp(d->events[0].name, "housing") == 0,
          "%s: %s", name, d->sessions[0].name);
    const struct dialogue_segment *s = &d->segments[1];
    CHECK(strcmp(s->name, "m1 17-24") == 0 && strcmp(s->text, "Bra så.") == 0 && s->start == 17 &&
              s->end == 24,
          "%s: %s '%s' %zu-%zu", name, s->name, s->text, s->start, s->end);
    CHECK(strcmp(s->at.file, "./x.qdpx/sources/s-1.txt") == 0 && s->at.line == 2 &&
              s->at.column == 1,
          "%s: %s:%ld", name, s->at.file, s->at.line);
    CHECK(d->has_coded[0] && d->has_coded[1], "%s: who coded", name);
    for (size_t i = 0; i < d->n_codings; i++) {
        const char *code = d->codes[d->codings[i].code].name;
        CHECK(strcmp(code, d->codings[i].segment == 0 ? "ring" : "tillit") == 0, "%s: %s", name,
              code);
    }
}

static void talks_of_a_project(void **state)
{
    (void)state;
    struct arena arena = {0};
    const struct dialogues *alone = read_case(0, &arena), *beside = read_case(1, &arena);
    check_talk("variables", alone);
    check_talk("tables", beside);
    CHECK(strcmp(alone->codes[0].name, "kontakt") == 0 && alone->codes[1].parent == 0 &&
              alone->codes[1].facet == FACET_NONE,
          "%s", "in the project's order");
    CHECK(strcmp(beside->codes[0].name, "ring") == 0 && beside->codes[0].parent == 1 &&
              beside->codes[0].facet == FACET_PERSONAL &&
              strcmp(beside->codes[0].labels.text[0], "Call") == 0,
          "%s", "in the table's order, the tree from the project");
    arena_release(&arena);
}

static void one_project_file(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct findings found;
    struct form *form = NULL;
    struct form_sources sources;
    struct error err = {0};
    write_case(&cases[1]);
    found = (struct findings){.arena = &arena};
    assert_int_equal(form_read(".", (struct form_options){.arena = &arena, .found = &found}, &form,
                               &sources, &err),
                     OK);
    const struct source *last = &sources.list[sources.n - 1];
    CHECK(sources.n == 4 && strcmp(last->name, "x.qdpx") == 0 &&
              strcmp(last->role, "project") == 0 && last->rows == 2 && strlen(last->sha256) == 64,
          "%zu files, %s", sources.n, last->name);
    struct project_xml p = whole_project;
    project_write(&p, "Y.QDPX");
    survey_read(&arena, &found);
    char *got = survey_findings(&found);
    CHECK(strstr(got, ".: there are two project files, Y.QDPX and x.qdpx; keep one\n") != NULL,
          "%s", got);
    free(got);
    unlink("Y.QDPX");
    folder_write("x.qdpx", "PK", 2);
    found = (struct findings){.arena = &arena};
    CHECK(form_read(".", (struct form_options){.arena = &arena, .found = &found}, &form, &sources,
                    &err) == ERR_READ &&
              strcmp(err.text, "./x.qdpx: this is not a zip file, or its end is missing") == 0,
          "%s", err.text);
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(faults_say_where),
        TEST(talks_of_a_project),
        TEST(one_project_file),
    };
    return cmocka_run_group_tests(tests, in_folder, out_of_folder);
}
