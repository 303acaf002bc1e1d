/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TESTS_INGEST_DIALOGUE_FOLDER_H
#define TESTS_INGEST_DIALOGUE_FOLDER_H

/* A small folder of dialogues without a fault, of which a case changes one file or several. */

#include "store/dialogues.h"
#include "tests/ingest/survey_folder.h"

static const char *const dialogue_files[][2] = {
    {"settings.csv", "form_id,form_title,wave,kind,beside\nd,Talks,2021,dialogues,2022\n"},
    {"sessions.csv", "session,life_event,date,participants,coders\ns1,housing,2021-03-01,6,\n"
                     "s2,crime,2021-03-08,5,A;B\n"},
    {"codes.csv", "code,parent,label,facet\ncontact,,Contact,\nphone,contact,By phone,personal\n"
                  "robot,contact,By robot,automated\ntrust,,Trust,trust\n"},
    {"segments.csv", "session,segment,speaker,text,reference\ns1,1,P1,I want to call.,\n"
                     "s1,2,P2,,00:12:30\ns2,3,P1,They know already.,\n"},
    {"coding.csv", "segment,coder,code\n1,A,phone\n1,B,contact\n3,A,trust\n"},
    {"needs.csv", NULL},
    {"choices.csv", NULL},
};

/* Writes the folder as the case has it, into the working directory. */
__attribute__((unused)) static void dialogue_write(const struct survey_case *c)
{
    folder_empty();
    for (size_t i = 0; i < COUNT(dialogue_files); i++)
        if (dialogue_files[i][1] != NULL)
            folder_write(dialogue_files[i][0], dialogue_files[i][1], strlen(dialogue_files[i][1]));
    if (c->file != NULL && c->content == NULL)
        unlink(c->file);
    if (c->content == NULL)
        return;
    const size_t n = strcspn(c->content, "\f");
    folder_write(c->file, c->content, n);
    folder_write_all(c->content + n);
}

#endif
