/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/random.h"
#include "tests/analysis/make_wave.h"

/* A wave with everything in it, drawn at random. */
static void open_everything(struct maker *m, size_t n, double share_missing)
{
    static const double scores[] = {1, 2, 3, 4, 5};
    static const char *const codes[] = {"a", "b", "c", "d", "e", "f"};
    maker_open(m, n);
    m->wave.n_frame = n + n / 4;
    make_index(m, "TOP", NULL)->strong = 60;
    make_index(m, "A", "TOP");
    make_index(m, "B", "TOP")->aggregate = AGGREGATE_GMEAN;
    struct choice_list *list = make_list(m, 5, scores);
    char *answers = calloc(n + 1, 1);
    double *x = calloc(n + 1, sizeof *x);
    for (size_t i = 0; i < COUNT(codes); i++) {
        struct random r = random_stream(3, i);
        for (size_t row = 0; row < n; row++) {
            const bool is_gone = random_uniform(&r) < share_missing;
            const size_t code = random_below(&r, 5);
            answers[row] = is_gone ? '-' : (char)('0' + code);
            x[row] = is_gone ? MISSING : 100 * random_uniform(&r);
        }
        struct indicator *made = i % 2 == 0
                                     ? make_coded(m, codes[i], i < 3 ? "A" : "B", list, answers)
                                     : make_number(m, codes[i], i < 3 ? "A" : "B", x);
        made->impute = i == 2 ? IMPUTE_MEAN : IMPUTE_NONE;
    }
    for (size_t row = 0; row < n; row++)
        answers[row] = (char)('0' + row % 3);
    make_group(m, "size", 3, answers, (size_t[]){n / 2, n / 2, n / 2});
    free(x);
    free(answers);
    struct hypothesis *h = &m->hypotheses[m->form.n_hypotheses++];
    const struct indicator **of = arena_array(&m->arena, 2, const struct indicator *);
    of[0] = &m->form.indicators[2];
    of[1] = &m->form.indicators[1];
    *h = (struct hypothesis){
        .id = "H1", .test = TEST_CORRELATION, .y = of, .n_y = 1, .x = of + 1, .n_x = 1};
}

static bool is_same_double(double a, double b)
{
    return memcmp(&a, &b, sizeof a) == 0 || (is_missing(a) && is_missing(b));
}

static void check_same(const struct maker *a, const struct maker *b)
{
    CHECK(a->figures.n == b->figures.n && a->figures.n > 100, "%zu figures, %zu", a->figures.n,
          b->figures.n);
    for (size_t i = 0; i < a->figures.n && i < b->figures.n; i++) {
        const struct figure *x = &a->figures.list[i], *y = &b->figures.list[i];
        CHECK(strcmp(x->id, y->id) == 0 && is_same_double(x->value, y->value) &&
                  is_same_double(x->se, y->se) && is_same_double(x->low, y->low) &&
                  is_same_double(x->high, y->high) && is_same_double(x->p, y->p),
              "%s: %.17g, %.17g", x->id, x->value, y->value);
    }
    for (size_t i = 0; i < a->wave.n_scores; i++)
        CHECK(memcmp(a->wave.scores[i].rank, b->wave.scores[i].rank,
                     a->wave.n_rows * sizeof(uint32_t)) == 0,
              "ranks of %s", a->wave.scores[i].index->code);
}

static void threads_change_nothing(void **state)
{
    (void)state;
    struct maker one;
    open_everything(&one, 9001, 0.1);
    CHECK(maker_run(&one, 1) == OK, "%s", one.err.text);
    static const int threads[] = {0, 2, 7}; /* 0: the default, one */
    for (size_t i = 0; i < COUNT(threads); i++) {
        struct maker many;
        open_everything(&many, 9001, 0.1);
        CHECK(maker_run(&many, threads[i]) == OK, "%s", many.err.text);
        check_same(&one, &many);
        maker_close(&many);
    }
    maker_close(&one);
}

static void a_value_is_there_or_its_absence_explained(void **state)
{
    (void)state;
    static const struct {
        size_t n;
        double share_missing;
    } cases[] = {{0, 0}, {1, 0}, {2, 0}, {3, 0}, {1, 1}, {5, 1}, {40, 0.5}, {200, 0.05}};
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct maker m;
        open_everything(&m, cases[i].n, cases[i].share_missing);
        CHECK(maker_run(&m, 2) == OK, "%zu: %s", cases[i].n, m.err.text);
        for (size_t f = 0; f < m.figures.n; f++) {
            const struct figure *figure = &m.figures.list[f];
            const bool has_status = figure->status != NULL && figure->status[0] != '\0';
            CHECK(is_missing(figure->value) == has_status, "n %zu: %s: %g", cases[i].n, figure->id,
                  figure->value);
            CHECK(!isinf(figure->value) && !isinf(figure->low) && !isinf(figure->high) &&
                      !isinf(figure->se) && !isinf(figure->p),
                  "n %zu: %s is infinite", cases[i].n, figure->id);
            CHECK(figure->method != NULL && figure->unit != NULL, "%s", figure->id);
            CHECK(is_missing(figure->low) || figure->low <= figure->value + 1e-9, "%s", figure->id);
            CHECK(is_missing(figure->high) || figure->high >= figure->value - 1e-9, "%s",
                  figure->id);
        }
        maker_close(&m);
    }
}

static void the_answers_are_freed(void **state)
{
    (void)state;
    struct maker m;
    open_everything(&m, 10, 0);
    CHECK(maker_run(&m, 1) == OK, "%s", m.err.text);
    for (size_t i = 0; i < m.wave.n_columns; i++)
        CHECK(m.wave.columns[i].kind == COLUMN_ABSENT, "column %zu", i);
    maker_close(&m);
}

static void memory_may_run_out_anywhere(void **state)
{
    (void)state;
    bool is_done = false;
    for (size_t nth = 1; !is_done; nth += 7) {
        struct maker m;
        open_everything(&m, 12, 0.2);
        arena_fail_at(nth);
        const enum status status = maker_run(&m, 1);
        arena_fail_at(0);
        is_done = status == OK;
        CHECK(status == OK || (status == ERR_MEMORY && m.err.text[0] != '\0'), "%zu: %d %s", nth,
              (int)status, m.err.text);
        maker_close(&m);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(threads_change_nothing),
        TEST(a_value_is_there_or_its_absence_explained),
        TEST(the_answers_are_freed),
        TEST(memory_may_run_out_anywhere),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
