/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/dialogues.h"

#include "store/agreement.h"
#include "tests/analysis/make_wave.h"

/* Eight segments of three talks that A and B went through (the third: A alone) and one of a talk
   that nobody did. All numbers below are counted by hand.

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

static struct dialogue_code codes[N_CODES] = {
    [CONTACT] = {.name = "contact", .parent = NO_CODE},
    [PHONE] = {.name = "phone", .parent = CONTACT, .facet = FACET_PERSONAL},
    [ROBOT] = {.name = "robot", .parent = CONTACT, .facet = FACET_AUTOMATED},
    [CALM] = {.name = "calm", .parent = NO_CODE, .facet = FACET_COMFORTABLE},
    [TRUST] = {.name = "trust", .parent = NO_CODE, .facet = FACET_TRUST},
};
static struct life_event events[] = {{.name = "housing"}, {.name = "crime"}};
static struct dialogue_session sessions[] = {
    {.name = "s1", .event = 0, .date = "2021-03-02", .n_participants = 6},
    {.name = "s2", .event = 1, .date = "2021-03-01", .n_participants = 5},
    {.name = "s3", .event = 1},
    {.name = "s4", .event = 1},
};
static struct dialogue_segment segments[] = {
    {.name = "0", .session = 0}, {.name = "1", .session = 0}, {.name = "2", .session = 0},
    {.name = "3", .session = 0}, {.name = "4", .session = 1}, {.name = "5", .session = 1},
    {.name = "6", .session = 1}, {.name = "7", .session = 2}, {.name = "8", .session = 3},
};
static const char *coders[] = {"A", "B"};
static bool has_coded[] = {true, true, true, true, true, false, false, false};
static struct dialogue_coding codings[] = {
    {0, A, PHONE, {0}}, {0, B, PHONE, {0}}, {1, A, PHONE, {0}}, {1, B, ROBOT, {0}},
    {2, A, CALM, {0}},  {2, B, CALM, {0}},  {2, A, ROBOT, {0}}, {2, B, ROBOT, {0}},
    {4, A, TRUST, {0}}, {4, B, TRUST, {0}}, {5, A, TRUST, {0}}, {6, A, ROBOT, {0}},
    {6, B, ROBOT, {0}}, {7, A, PHONE, {0}},
};
static struct dialogues talks = {
    .codes = codes,
    .n_codes = N_CODES,
    .events = events,
    .n_events = COUNT(events),
    .sessions = sessions,
    .n_sessions = COUNT(sessions),
    .segments = segments,
    .n_segments = COUNT(segments),
    .coders = coders,
    .n_coders = COUNT(coders),
    .has_coded = has_coded,
    .codings = codings,
    .n_codings = COUNT(codings),
};

static void run_talks(struct maker *m, const struct dialogues *d)
{
    maker_open(m, 0);
    m->form.settings.kind = KIND_DIALOGUES;
    m->form.dialogues = d;
    const struct analysis_options options = {.threads = 1, .seed = 1, .replicates = 200};
    CHECK(analysis_run(&m->wave, options, &m->found, &m->figures, &m->err) == OK, "%s",
          m->err.text);
}

// clang-format off
static const struct {
    const char *id;
    double value, n;
} counted[] = {
    {"dialogue/sessions", 3, 4},
    {"dialogue/sessions|life_event=crime", 2, 3},
    {"dialogue/participants", 11, 2},
    {"dialogue/participants|life_event=crime", 5, 1},
    {"dialogue/segments", 8, 3},
    {"dialogue/codes", 5, MISSING},
    {"dialogue/coders", 2, MISSING},
    {"dialogue/codings", 14, MISSING},
    {"dialogue/sessions/contact", 3, 3},
    {"dialogue/segments/contact", 5, 8},
    {"dialogue/sessions/contact|life_event=crime", 2, 2},
    {"dialogue/segments/contact|life_event=crime", 2, 4},
    {"dialogue/sessions/phone", 2, 3},
    {"dialogue/segments/phone", 2, 8},
    {"dialogue/segments_any/phone", 3, 8},
    {"dialogue/sessions/robot", 2, 3},
    {"dialogue/segments_any/robot", 3, 8},
    {"dialogue/sessions/trust|life_event=housing", 0, 1},
    {"dialogue/segments/trust", 1, 8},
    {"dialogue/segments_any/trust", 2, 8},
    {"dialogue/life_events/contact", 2, 2},
    {"dialogue/life_events/trust", 1, 2},
    {"dialogue/facet/personal", 2, 3},
    {"dialogue/facet/automated|life_event=crime", 1, 2},
    {"dialogue/facet_segments/automated", 2, 8},
    {"dialogue/automation/comfortable~automated", 1, 2},
    {"dialogue/automation/comfortable~personal", 0, 2},
    {"dialogue/automation_segments/comfortable~automated", 1, 2},
    {"dialogue/cooccurrence/robot~calm", 1, 2},
    {"dialogue/cooccurrence_sessions/robot~calm", 1, 3},
    {"dialogue/overlap/robot~calm", 0.5, 2},
    {"dialogue/overlap/contact~calm", 0.2, 5},
    {"dialogue/new_codes/s2", 3, 5},     /* first by date: contact, robot, trust */
    {"dialogue/saturation/s1", 5, 5},    /* phone, calm */
    {"dialogue/new_codes/s3", 0, 5},
    {"dialogue/sessions_without_new", 2, 4},
    {"agreement/alpha/contact", 1, 7},
    {"agreement/verdict/contact", AGREEMENT_GOOD, 7},
    {"agreement/alpha/phone", 1 - 26.0 / 66, 7}, /* 3 yes, 11 no, one segment apart: 1 - 13 x 2 / (2 x 3 x 11) */
    {"agreement/verdict/phone", AGREEMENT_NOT_TO_BE_USED, 7},
    {"agreement/percent/phone", 6.0 / 7, 7},
    {"agreement/kappa/phone|coder=A;with=B", 10.0 / 17, 7}, /* (42/49 - 32/49) / (17/49) */
    {"agreement/alpha", 1 - 330.0 / 1118, 28},  /* 13 yes, 43 no, three apart: 1 - 55 x 6 / (2 x 13 x 43) */
    {"agreement/verdict", AGREEMENT_TENTATIVE, 28},
    {"agreement/percent", 25.0 / 28, 28},
};
// clang-format on

static void counted_by_hand(void **state)
{
    (void)state;
    struct maker m;
    run_talks(&m, &talks);
    for (size_t i = 0; i < COUNT(counted); i++) {
        const struct figure *got = figures_find(&m.figures, counted[i].id);
        CHECK(got != NULL, "%s", counted[i].id);
        if (got == NULL)
            continue;
        CHECK(near(got->value, counted[i].value, 1e-12), "%s: %.17g", counted[i].id, got->value);
        CHECK(near(got->n, counted[i].n, 1e-12), "%s: n %.17g", counted[i].id, got->n);
    }
    static const char *const absent[] = {
        "dialogue/cooccurrence/phone~robot", /* not in one segment */
        "dialogue/cooccurrence/contact~phone", "dialogue/facet/needed",
        "agreement/kappa|coder=B;with=A"};
    for (size_t i = 0; i < COUNT(absent); i++)
        CHECK(figures_find(&m.figures, absent[i]) == NULL, "%s", absent[i]);
    for (size_t i = 0; i < m.figures.n; i++)
        CHECK(m.figures.list[i].method != NULL && m.figures.list[i].method[0] != '\0', "%s",
              m.figures.list[i].id);
    size_t n_low = 0;
    for (size_t i = 0; i < m.found.n; i++)
        n_low += strcmp(m.found.list[i].rule, "low_agreement") == 0;
    CHECK(n_low == 2, "phone and trust: %zu", n_low);
    maker_close(&m);
}

static void nothing_hangs_on_order(void **state)
{
    (void)state;
    struct dialogue_segment turned[COUNT(segments)];
    struct dialogue_coding given[COUNT(codings)];
    for (size_t i = 0; i < COUNT(segments); i++)
        turned[COUNT(segments) - 1 - i] = segments[i];
    for (size_t i = 0; i < COUNT(codings); i++) {
        given[COUNT(codings) - 1 - i] = codings[i];
        given[COUNT(codings) - 1 - i].segment = COUNT(segments) - 1 - codings[i].segment;
    }
    struct dialogues other = talks;
    other.segments = turned;
    other.codings = given;
    struct maker m, n;
    run_talks(&m, &talks);
    run_talks(&n, &other);
    CHECK(m.figures.n == n.figures.n, "%zu, %zu", m.figures.n, n.figures.n);
    for (size_t i = 0; i < m.figures.n && i < n.figures.n; i++) {
        const struct figure *a = &m.figures.list[i], *b = &n.figures.list[i];
        CHECK(strcmp(a->id, b->id) == 0 && near(a->value, b->value, 1e-12), "%s %g, %s %g", a->id,
              a->value, b->id, b->value);
    }
    maker_close(&m);
    maker_close(&n);
}

/* Two of three coders are more than half, two of four are not. */
static void more_than_half_is_agreed(void **state)
{
    (void)state;
    static const char *many[] = {"A", "B", "C", "D"};
    bool all[COUNT(sessions) * 4];
    memset(all, true, sizeof all);
    for (size_t n = 1; n <= 4; n++) {
        struct dialogues d = talks;
        d.coders = many;
        d.n_coders = n;
        d.has_coded = all;
        struct dialogue_coding two[] = {{0, 0, TRUST, {0}}, {0, 1, TRUST, {0}}};
        d.codings = two;
        d.n_codings = n < 2 ? 1 : 2;
        struct maker m;
        run_talks(&m, &d);
        const struct figure *got = figures_find(&m.figures, "dialogue/segments/trust");
        CHECK(got != NULL && got->value == (n < 4), "%zu coders", n);
        const struct figure *alpha = figures_find(&m.figures, "agreement/alpha/trust");
        CHECK(alpha != NULL && is_missing(alpha->value) == (n == 1), "%zu coders", n);
        CHECK(n > 1 || strcmp(alpha->status, "z") == 0, "one coder agrees with nobody");
        maker_close(&m);
    }
}

static void nothing_at_all(void **state)
{
    (void)state;
    struct dialogues d = talks;
    struct maker m;
    d.n_codings = 0;
    d.n_coders = 0;
    run_talks(&m, &d);
    const struct figure *got = figures_find(&m.figures, "dialogue/sessions");
    CHECK(got != NULL && got->value == 0, "nobody went through any");
    maker_close(&m);
}

static void verdicts_by_alpha(void **state)
{
    (void)state;
    static const struct {
        double alpha;
        enum agreement_verdict want;
    } cases[] = {{1, AGREEMENT_GOOD},
                 {0.80, AGREEMENT_GOOD},
                 {0.799, AGREEMENT_TENTATIVE},
                 {0.667, AGREEMENT_TENTATIVE},
                 {0.6669, AGREEMENT_NOT_TO_BE_USED},
                 {-0.5, AGREEMENT_NOT_TO_BE_USED}};
    for (size_t i = 0; i < COUNT(cases); i++)
        CHECK(agreement_verdict_of(cases[i].alpha) == cases[i].want, "%g", cases[i].alpha);
    CHECK(strcmp(agreement_verdict_name(AGREEMENT_TENTATIVE), "tentative") == 0, "name");
}

int main(void)
{
    const struct CMUnitTest tests[] = {TEST(counted_by_hand), TEST(nothing_hangs_on_order),
                                       TEST(more_than_half_is_agreed), TEST(nothing_at_all),
                                       TEST(verdicts_by_alpha)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
