/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TESTS_ANALYSIS_HAND_DIALOGUES_H
#define TESTS_ANALYSIS_HAND_DIALOGUES_H

#include "store/dialogues.h"

/* Eight segments of three talks that A and B went through (the third: A alone) and one of a talk
   that nobody did: so small that all of its figures can be counted by hand.

     segment  talk  A            B            occurs
     0        s1    phone        phone        phone, contact
     1        s1    phone        robot        contact
     2        s1    calm robot   calm robot   calm, robot, contact
     3        s1
     4        s2    trust        trust        trust
     5        s2    trust
     6        s2    robot        robot        robot, contact
     7        s3    phone                     phone, contact
     8        s4                                                                               */
enum { CONTACT, PHONE, ROBOT, CALM, TRUST, N_CODES };
enum { A, B };

static struct dialogue_code hand_codes[N_CODES] = {
    [CONTACT] = {.name = "contact", .parent = NO_CODE},
    [PHONE] = {.name = "phone", .parent = CONTACT, .facet = FACET_PERSONAL},
    [ROBOT] = {.name = "robot", .parent = CONTACT, .facet = FACET_AUTOMATED},
    [CALM] = {.name = "calm", .parent = NO_CODE, .facet = FACET_COMFORTABLE},
    [TRUST] = {.name = "trust", .parent = NO_CODE, .facet = FACET_TRUST},
};
static const char *const housing[] = {"Hitta någonstans att bo", "Finding somewhere to live"};
static struct life_event hand_events[] = {{.name = "housing", .labels = {housing}},
                                          {.name = "crime"}};
static struct dialogue_session hand_sessions[] = {
    {.name = "s1", .event = 0, .date = "2021-03-02", .n_participants = 6},
    {.name = "s2", .event = 1, .date = "2021-03-01", .n_participants = 5},
    {.name = "s3", .event = 1},
    {.name = "s4", .event = 1},
};
static struct dialogue_segment hand_segments[] = {
    {.name = "0", .session = 0}, {.name = "1", .session = 0}, {.name = "2", .session = 0},
    {.name = "3", .session = 0}, {.name = "4", .session = 1}, {.name = "5", .session = 1},
    {.name = "6", .session = 1}, {.name = "7", .session = 2}, {.name = "8", .session = 3},
};
static const char *hand_coders[] = {"A", "B"};
static bool hand_has_coded[] = {true, true, true, true, true, false, false, false};
static struct dialogue_coding hand_codings[] = {
    {0, A, PHONE, {0}}, {0, B, PHONE, {0}}, {1, A, PHONE, {0}}, {1, B, ROBOT, {0}},
    {2, A, CALM, {0}},  {2, B, CALM, {0}},  {2, A, ROBOT, {0}}, {2, B, ROBOT, {0}},
    {4, A, TRUST, {0}}, {4, B, TRUST, {0}}, {5, A, TRUST, {0}}, {6, A, ROBOT, {0}},
    {6, B, ROBOT, {0}}, {7, A, PHONE, {0}},
};
__attribute__((unused)) static struct dialogues talks = {
    .codes = hand_codes,
    .n_codes = N_CODES,
    .events = hand_events,
    .n_events = COUNT(hand_events),
    .sessions = hand_sessions,
    .n_sessions = COUNT(hand_sessions),
    .segments = hand_segments,
    .n_segments = COUNT(hand_segments),
    .coders = hand_coders,
    .n_coders = COUNT(hand_coders),
    .has_coded = hand_has_coded,
    .codings = hand_codings,
    .n_codings = COUNT(hand_codings),
};

#endif
