/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/dialogues.h"

#include "store/agreement.h"
#include "tests/analysis/hand_dialogues.h"
#include "tests/analysis/make_wave.h"

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
    {"dialogue/new_codes/s2", 3, 5},     /* first by date: contact, robot, trust */
    {"dialogue/saturation/s1", 5, 5},    /* phone, calm */
    {"dialogue/new_codes/s3", 0, 5},
    {"dialogue/sessions_without_new", 1, 3}, /* nobody went through s4 */
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
        "dialogue/cooccurrence/phone~robot",  /* not in one segment */
        "dialogue/cooccurrence/contact~calm", /* nobody gave contact itself */
        "dialogue/facet/needed", "dialogue/new_codes/s4", "agreement/kappa|coder=B;with=A"};
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
    struct dialogue_segment turned[COUNT(hand_segments)];
    struct dialogue_coding given[COUNT(hand_codings)];
    for (size_t i = 0; i < COUNT(hand_segments); i++)
        turned[COUNT(hand_segments) - 1 - i] = hand_segments[i];
    for (size_t i = 0; i < COUNT(hand_codings); i++) {
        given[COUNT(hand_codings) - 1 - i] = hand_codings[i];
        given[COUNT(hand_codings) - 1 - i].segment =
            COUNT(hand_segments) - 1 - hand_codings[i].segment;
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
    bool all[COUNT(hand_sessions) * 4];
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
