/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/dialogues.h"

#include "tests/ingest/dialogue_folder.h"

#define SETTINGS(columns, cells)                                                                   \
    "settings.csv", "form_id,form_title,wave,kind," columns "\nd,Talks,2021,dialogues," cells "\n"
#define SESSIONS(rows) "sessions.csv", "session,life_event,date,participants,coders\n" rows
#define CODES(rows) "codes.csv", "code,parent,label,facet\n" rows
#define SEGMENTS(rows) "segments.csv", "session,segment,speaker,text,reference\n" rows
#define CODING(rows) "coding.csv", "segment,coder,code\n" rows
#define NEEDS(rows) "needs.csv", "theme,index,reason\n" rows
#define CHOICES(rows) "choices.csv", "list_name,name,label,score\n" rows

// clang-format off
static const struct survey_case cases[] = {
    {"as it should be", NULL, NULL, ""},
    {"no such kind", SETTINGS("beside", "2022") AND("settings.csv")
        "form_id,form_title,wave,kind\nd,Talks,2021,dialogs\n" AND("survey.csv") "type,name\n"
        AND("indices.csv") "iCode,Type\n",
        "./choices.csv: the file is missing; survey.csv needs it\n"
        "./settings.csv:2:4: kind cannot be 'dialogs'; did you mean 'dialogues'?\n"
        "./codes.csv: info: no table of a survey folder has this name; did you mean 'choices.csv'?\n"
        "./coding.csv: info: no table of a survey folder has this name, so it is not read\n"
        "./segments.csv: info: no table of a survey folder has this name; did you mean 'settings.csv'?\n"
        "./sessions.csv: info: no table of a survey folder has this name; did you mean 'settings.csv'?\n"},
    {"settings of surveys", SETTINGS("beside,frame,closed,min_cell,seed,bands,treat", "22,${x} > 1,2021-12-01,5,7,0=High,none"),
        "./settings.csv:2:6: frame has no effect on dialogues; leave it blank\n"
        "./settings.csv:2:8: min_cell has no effect on dialogues; leave it blank\n"
        "./settings.csv:2:10: bands has no effect on dialogues; leave it blank\n"
        "./settings.csv:2:11: treat has no effect on dialogues; leave it blank\n"
        "./settings.csv:2:5: beside '22' is not a whole number from 1900 to 2999\n"},
    {"files of surveys", "indices.csv", "iCode\n",
        "./indices.csv: info: no table of a folder of dialogues has this name; did you mean 'choices.csv'?\n"},
    {"files by another name", "segment.csv", "x\n",
        "./segment.csv: info: no table of a folder of dialogues has this name; did you mean 'segments.csv'?\n"},
    {"no coding", "coding.csv", NULL, "./coding.csv: the file is missing; every folder of dialogues needs it\n"},
    {"no codes", "codes.csv", NULL, "./codes.csv: the file is missing; every folder of dialogues needs it\n"},
    {"columns", "sessions.csv", "session,lifeevent,when\n",
        "./sessions.csv:1:2: sessions.csv has no column 'lifeevent'; did you mean 'life_event'?\n"
        "./sessions.csv:1:3: sessions.csv has no column 'when'; want session, life_event, date, participants or coders\n"
        "./sessions.csv:1: there is no column 'life_event', which sessions.csv must have\n"},
    {"no rows", SESSIONS("") AND("codes.csv") "code\n" AND("segments.csv") "session,segment,text\n"
        AND("coding.csv") "segment,coder,code\n",
        "./sessions.csv: there is no session below the header\n"
        "./codes.csv: there is no code below the header\n"
        "./segments.csv: there is no segment below the header\n"},
    {"no sessions, but codings", SESSIONS(""),
        "./sessions.csv: there is no session below the header\n"
        "./segments.csv:2:1: session 's1' is unknown\n./segments.csv:3:1: session 's1' is unknown\n"
        "./segments.csv:4:1: session 's2' is unknown\n"},
    {"sessions", SESSIONS("s1,housing,2021-02-30,0,A;A\n,crime,,,\nS2,,2021-03-08,,B;\ns2,crime,,x,\ns1,crime,2021-03-09,,\n"),
        "./sessions.csv:2:3: date '2021-02-30' is not a date like 2022-12-31\n"
        "./sessions.csv:2:4: participants '0' is not a whole number from 1 to 1000\n"
        "./sessions.csv:2:5: coders names 'A' twice\n"
        "./sessions.csv:3:1: the session has no name\n"
        "./sessions.csv:4:2: life_event is blank; want what the talk is about\n"
        "./sessions.csv:4:5: coders 'B;' has a blank part; parts stand between ';'\n"
        "./sessions.csv:5:1: 's2' differs only in case from 'S2' in line 4; rename one\n"
        "./sessions.csv:5:4: participants 'x' is not a whole number from 1 to 1000\n"
        "./sessions.csv:6:1: 's1' is there already in line 2\n"
        "./coding.csv:3:2: 'B' is not among the coders of session 's1'\n"},
    {"life events", CHOICES("life_event,housing,Finding a home,\nlife_event,crimes,Victim of crime,\n"),
        "./sessions.csv:3:2: life_event 'crime' is not in the list life_event; did you mean 'crimes'?\n"},
    {"life events in order", CHOICES("life_event,crime,Victim of crime,\nlife_event,housing,Finding a home,\n"), ""},
    {"lists", CHOICES("life_event,housing,Home,1\nlife_event,crime,Crime,2\nyn,y,Yes,\n"),
        "./choices.csv:2:1: scores have no effect on life events\n"
        "./choices.csv:4:1: list 'yn' has no effect on dialogues; the only list is life_event\n"},
    {"codes", CODES("contact,,C,\nphone,contct,P,personel\nrobot,contact,R,automated\n,contact,N,\nrobot,trust,R,\ntrust,,T,trust\nTRUST,,T,\n"),
        "./codes.csv:3:4: facet cannot be 'personel'; did you mean 'personal'?\n"
        "./codes.csv:5:1: the code has no name\n"
        "./codes.csv:6:1: 'robot' is there already in line 4\n"
        "./codes.csv:8:1: 'TRUST' differs only in case from 'trust' in line 7; rename one\n"
        "./codes.csv:3:2: parent 'contct' is unknown; did you mean 'contact'?\n"},
    {"a circle", CODES("contact,robot,C,\nphone,contact,P,\nrobot,phone,R,\ntrust,trust,T,\n"),
        "./codes.csv:2:2: code 'contact' stands below itself, by way of its parent 'robot'\n"
        "./codes.csv:5:2: code 'trust' stands below itself, by way of its parent 'trust'\n"},
    {"segments", SEGMENTS("s1,1,P1,Text.,\nS2,2,P1,Text.,\n,3,P1,Text.,\ns2,,P1,Text.,\ns2,1,P1,,\n"),
        "./segments.csv:3:1: session 'S2' is unknown; did you mean 's2'?\n"
        "./segments.csv:4:1: session is blank\n"
        "./segments.csv:5:2: the segment has no name\n"
        "./segments.csv:6:2: '1' is there already in line 2\n"
        "./segments.csv:6:4: segment '1' has neither text nor reference\n"},
    {"codings", CODING("1,A,phone\n4,A,phone\n1,A,phon\n1,,phone\n,A,\n1,A,phone\n3,C,trust\n1,C,phone\n"),
        "./coding.csv:3:1: segment '4' is unknown; want 1, 2 or 3\n"
        "./coding.csv:4:3: code 'phon' is unknown; did you mean 'phone'?\n"
        "./coding.csv:5:2: coder is blank\n"
        "./coding.csv:6:1: segment is blank\n"
        "./coding.csv:6:3: code is blank\n"
        "./coding.csv:7:1: '1' was given 'phone' by 'A' already in line 2\n"
        "./coding.csv:8:2: 'C' is not among the coders of session 's2'\n"},
    {"needs", NEEDS("contact,SERVICE,Because\ncontct,SERVICE,Because\n,SERVICE,Because\ntrust,,Because\ntrust,SERVICE,\ncontact,SERVICE,Again\n"),
        "./needs.csv:3:1: theme 'contct' is unknown; did you mean 'contact'?\n"
        "./needs.csv:4:1: theme is blank\n"
        "./needs.csv:5:2: index is blank; want one of the survey beside\n"
        "./needs.csv:6:3: reason is blank; say why the theme has to do with the index\n"
        "./needs.csv:7:1: 'contact' is linked to 'SERVICE' already in line 2\n"},
    {"needs of nobody", SETTINGS("beside", "") AND("needs.csv") "theme,index,reason\ntrust,TR,Why\n",
        "./needs.csv: has no effect without the setting beside, the survey that has the indices\n"},
    {"odd sessions", SESSIONS("s1,housing,2021-03-01,6,\ns2,crime,,5,\ns3,crime,2021-03-09,5,\n")
        AND("coding.csv") "segment,coder,code\n1,A,phone\n",
        "./sessions.csv:3:1: info: session 's2' was coded by nobody, so no figure counts it\n"
        "./sessions.csv:3:1: info: session 's2' has no date; it stands last where sessions stand in order\n"
        "./sessions.csv:4:1: info: session 's3' has no segment\n"},
    {"personal data", SEGMENTS("s1,1,Anna,Ring 070-123 45 67.,\ns1,2,P2,,mail to åsa@x.se\ns2,3,P1,Nothing.,\n"),
        "./segments.csv:2:4: info: segment '1' holds what looks like a telephone number, '0**-*** ** **', at character 6; take it out of the text\n"
        "./segments.csv:2:4: info: segment '1' holds what looks like a name, 'A***', at character 1; take it out of the text\n"
        "./segments.csv:3:4: info: segment '2' holds what looks like an e-mail address, 'å**@*.**', at character 9; take it out of the text\n"},
};
// clang-format on

static void folders_that_are_wrong(void **state)
{
    (void)state;
    struct folder folder;
    folder_open(&folder);
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct arena arena = {0};
        struct findings found;
        dialogue_write(&cases[i]);
        survey_read(&arena, &found);
        char *got = survey_findings(&found);
        CHECK(strcmp(got, cases[i].want) == 0, "%s: got\n%swant\n%s", cases[i].name, got,
              cases[i].want);
        free(got);
        arena_release(&arena);
    }
    folder_close(&folder);
}

static const struct form *read_case(const struct survey_case *c, struct arena *arena)
{
    struct findings found;
    dialogue_write(c);
    const struct form *form = survey_read(arena, &found);
    assert_non_null(form);
    return form;
}

static void a_folder_as_it_is_taken(void **state)
{
    (void)state;
    static const struct survey_case plain = {0};
    struct folder folder;
    struct arena arena = {0};
    folder_open(&folder);
    const struct form *form = read_case(&plain, &arena);
    const struct dialogues *d = form->dialogues;
    assert_non_null(d);
    CHECK(form->settings.kind == KIND_DIALOGUES && form->settings.beside == 2022, "settings");
    CHECK(d->n_events == 2 && strcmp(d->events[1].name, "crime") == 0, "%zu events", d->n_events);
    CHECK(d->n_sessions == 2 && d->sessions[1].event == 1 && d->sessions[1].n_participants == 5,
          "sessions");
    CHECK(d->n_codes == 4 && d->codes[1].parent == 0 && d->codes[0].parent == NO_CODE, "codes");
    CHECK(d->codes[2].facet == FACET_AUTOMATED && d->codes[0].facet == FACET_NONE, "facets");
    CHECK(d->n_segments == 3 && d->segments[2].session == 1 && d->segments[1].text == NULL,
          "segments");
    CHECK(strcmp(d->segments[1].reference, "00:12:30") == 0, "%s", d->segments[1].reference);
    CHECK(d->n_codings == 3 && d->codings[1].code == 0 && d->codings[2].segment == 2, "codings");
    /* s1: A and B by what they coded; s2: A and B by sessions.csv, though only A gave a code */
    CHECK(d->n_coders == 2 && strcmp(d->coders[0], "A") == 0, "%zu coders", d->n_coders);
    for (size_t i = 0; i < 4; i++)
        CHECK(d->has_coded[i], "session %zu, coder %zu", i / 2, i % 2);
    arena_release(&arena);
    folder_close(&folder);
}

static void a_coder_who_is_not_named_coded_what_he_gave_codes_to(void **state)
{
    (void)state;
    static const struct survey_case unnamed = {
        .file = "sessions.csv",
        .content = "session,life_event\ns1,housing\ns2,crime\n",
    };
    struct folder folder;
    struct arena arena = {0};
    folder_open(&folder);
    const struct dialogues *d = read_case(&unnamed, &arena)->dialogues;
    static const bool want[] = {true, true, true, false};
    for (size_t i = 0; i < COUNT(want); i++)
        CHECK(d->has_coded[i] == want[i], "session %zu, coder %zu", i / 2, i % 2);
    arena_release(&arena);
    folder_close(&folder);
}

static void needs_name_indices_of_the_survey_beside(void **state)
{
    (void)state;
    static const struct survey_case linked = {
        "links", NEEDS("contact,SERVICE,Because\ntrust,item,Because\ntrust,SERVISE,Because\n"), ""};
    struct indicator indicators[] = {{.code = "SERVICE", .type = INDICATOR_AGGREGATE},
                                     {.code = "item", .type = INDICATOR_ITEM}};
    const struct form survey = {.folder = "s", .indicators = indicators, .n_indicators = 2};
    struct folder folder;
    struct arena arena = {0};
    struct findings found = {.arena = &arena};
    struct error err = {0};
    folder_open(&folder);
    const struct form *form = read_case(&linked, &arena);
    CHECK(dialogues_check_needs(form, &survey, &found, &err) == OK, "%s", err.text);
    char *got = survey_findings(&found);
    CHECK(strcmp(got,
                 "./needs.csv:3:2: index 'item' is no index of s; want SERVICE\n"
                 "./needs.csv:4:2: index 'SERVISE' is no index of s; did you mean 'SERVICE'?\n") ==
              0,
          "%s", got);
    free(got);
    arena_release(&arena);
    folder_close(&folder);
}

static void memory_that_runs_out(void **state)
{
    (void)state;
    static const struct survey_case linked = {"needs", NEEDS("contact,SERVICE,Because\n"), ""};
    struct folder folder;
    folder_open(&folder);
    dialogue_write(&linked);
    bool is_read = false;
    for (size_t nth = 1; !is_read; nth++) {
        struct arena arena = {0};
        struct findings found = {.arena = &arena};
        struct form *form = NULL;
        struct form_sources sources;
        struct error err = {0};
        arena_fail_at(nth);
        const enum status status = form_read(
            ".", (struct form_options){.arena = &arena, .found = &found}, &form, &sources, &err);
        arena_fail_at(0);
        is_read = status == OK;
        CHECK(is_read || status == ERR_MEMORY, "%zu: %s", nth, err.text);
        arena_release(&arena);
        if (!is_read && status != ERR_MEMORY)
            break;
    }
    folder_close(&folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(folders_that_are_wrong),
        TEST(a_folder_as_it_is_taken),
        TEST(a_coder_who_is_not_named_coded_what_he_gave_codes_to),
        TEST(needs_name_indices_of_the_survey_beside),
        TEST(memory_that_runs_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
