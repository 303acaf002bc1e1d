/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/correlations.h"
#include "analysis/family.h"
#include "analysis/kinship.h"
#include "stats/adjust.h"
#include "stats/kendall.h"

/* The indices of a wave, two by two. What is k x k stands at i * k + j. */
struct matrix {
    struct analysis *analysis;
    size_t k;
    const double **columns;    /* k: the scores */
    enum kinship *kin;         /* k x k, above the diagonal */
    struct correlation *of[2]; /* k x k, by enum correlation_kind */
    struct kendall *tau;       /* k x k */
    struct correlation *r;     /* the kind that is being put */
    double *p, *adjusted;      /* of the pairs i < j, one after the other */
    size_t n_tests;            /* pairs without answers in common */
    struct sort_room room;
};

/* What the figures of each kind are called. */
static const struct {
    const char *measure, *name, *adjusted[2];
} kinds[] = {
    [CORRELATION_PEARSON] = {"pearson", "Pearson's r", {"p_holm", "p_bh"}},
    [CORRELATION_SPEARMAN] = {"spearman",
                              "Spearman's rho, mid-ranks",
                              {"spearman_p_holm", "spearman_p_bh"}},
};

static enum status put(const struct matrix *m, const char *measure, size_t i, size_t j,
                       struct figure figure, struct error *err)
{
    const struct score *scores = m->analysis->wave->scores;
    return analysis_put(
        m->analysis, "correlation", measure,
        (struct subject){.code = scores[i].index->code, .other = scores[j].index->code}, figure,
        err);
}

static enum status put_r(const struct matrix *m, enum correlation_kind kind, size_t i, size_t j,
                         struct error *err)
{
    struct figure figure = figure_of_r(m->r[i * m->k + j]);
    figure.method = analysis_text(
        m->analysis, "%s over units with both scores; p two-sided, t on n - 2; Fisher z %s%s",
        kinds[kind].name, m->analysis->interval, kinship_text(m->kin[i * m->k + j]));
    return put(m, kinds[kind].measure, i, j, figure, err);
}

/* One adjustment of the p of all pairs, into figures. */
static enum status put_adjusted(const struct matrix *m, enum correlation_kind kind,
                                enum adjustment adjustment, struct error *err)
{
    static const char *const how[] = {[ADJUST_HOLM] = "Holm", [ADJUST_BH] = "Benjamini & Hochberg"};
    size_t pair = 0;
    for (size_t i = 0; i < m->k; i++)
        for (size_t j = i + 1; j < m->k; j++, pair++) {
            const enum kinship kin = m->kin[i * m->k + j];
            struct figure figure = figure_of(m->adjusted[pair], (double)m->r[i * m->k + j].n);
            figure.unit = "p";
            figure.decimals = 3;
            figure.status = kin == KINSHIP_NONE ? NULL : "z";
            figure.method =
                analysis_text(m->analysis,
                              "p of %s, adjusted after %s over the %zu pairs of indices without "
                              "answers in common",
                              kinds[kind].name, how[adjustment], m->n_tests);
            TRY(put(m, kinds[kind].adjusted[adjustment], i, j, figure, err));
        }
    return OK;
}

/* A pair that shares answers is no test, so its p neither counts nor is adjusted. */
static void collect_p(struct matrix *m)
{
    size_t pair = 0;
    m->n_tests = 0;
    for (size_t i = 0; i < m->k; i++)
        for (size_t j = i + 1; j < m->k; j++) {
            const bool is_test = m->kin[i * m->k + j] == KINSHIP_NONE;
            m->p[pair] = is_test ? m->r[i * m->k + j].p : MISSING;
            m->n_tests += !is_missing(m->p[pair++]);
        }
}

static enum status put_kind(struct matrix *m, enum correlation_kind kind, struct error *err)
{
    m->r = m->of[kind];
    for (size_t i = 0; i < m->k; i++)
        for (size_t j = i + 1; j < m->k; j++)
            TRY(put_r(m, kind, i, j, err));
    collect_p(m);
    for (enum adjustment adjustment = ADJUST_HOLM; adjustment <= ADJUST_BH; adjustment++) {
        adjust_p(adjustment, m->p, m->room.capacity, m->adjusted, &m->room);
        TRY(put_adjusted(m, kind, adjustment, err));
    }
    return OK;
}

static enum status put_kendall(struct matrix *m, struct error *err)
{
    for (size_t i = 0; i < m->k; i++)
        for (size_t j = i + 1; j < m->k; j++) {
            const struct kendall *tau = &m->tau[i * m->k + j];
            struct figure figure = figure_of(tau->value, (double)tau->n);
            figure.p = tau->p;
            figure.unit = "tau";
            figure.decimals = 2;
            figure.method = analysis_text(
                m->analysis, "Kendall's tau-b over units with both scores; p two-sided, %s%s",
                tau->is_exact ? "exact" : "normal, variance corrected for ties",
                kinship_text(m->kin[i * m->k + j]));
            TRY(put(m, "kendall", i, j, figure, err));
        }
    return OK;
}

/* An analyst must know why a row of the table is empty. */
static void say_constant(struct analysis *analysis, const struct score *score)
{
    const size_t n_rows = analysis->wave->n_rows;
    double first = MISSING;
    size_t n = 0;
    for (size_t row = 0; row < n_rows; row++) {
        const double x = score->value[row];
        if (is_missing(x))
            continue;
        if (n++ > 0 && x != first)
            return;
        first = x;
    }
    if (n >= 2)
        findings_add(analysis->found, FINDING_INFO, "constant_index", score->index->at, NULL,
                     score->index->code,
                     "every unit has the same score for '%s': it goes with nothing",
                     score->index->code);
}

static enum status matrix_get(struct analysis *analysis, struct arena *arena, struct matrix *out,
                              struct error *err)
{
    const struct wave *wave = analysis->wave;
    const size_t k = wave->n_scores, n_pairs = k > 0 ? k * (k - 1) / 2 : 0;
    *out = (struct matrix){.analysis = analysis,
                           .k = k,
                           .columns = arena_array(arena, k, const double *),
                           .kin = arena_array(arena, k * k, enum kinship),
                           .of = {arena_array(arena, k * k, struct correlation),
                                  arena_array(arena, k * k, struct correlation)},
                           .tau = arena_array(arena, k * k, struct kendall),
                           .p = arena_array(arena, n_pairs, double),
                           .adjusted = arena_array(arena, n_pairs, double)};
    if (out->columns == NULL || out->kin == NULL || out->of[0] == NULL || out->of[1] == NULL ||
        out->tau == NULL || out->p == NULL || out->adjusted == NULL)
        return error_memory(err);
    for (size_t i = 0; i < k; i++) {
        out->columns[i] = wave->scores[i].value;
        for (size_t j = i + 1; j < k; j++)
            out->kin[i * k + j] = kinship_of(wave->scores[i].index, wave->scores[j].index);
    }
    return sort_room_get(arena, n_pairs, &out->room, err);
}

/* The measures, by enum correlation_kind, and one more. */
enum { KENDALL = CORRELATION_SPEARMAN + 1, N_MEASURES };

static enum status compute(const struct matrix *m, int measure)
{
    const size_t n = m->analysis->wave->n_rows;
    if (measure == KENDALL)
        return kendall_matrix(m->columns, n, m->k, m->tau, NULL);
    return correlation_matrix((struct correlation_request){.columns = m->columns,
                                                           .n = n,
                                                           .k = m->k,
                                                           .kind = (enum correlation_kind)measure,
                                                           .confidence = m->analysis->confidence},
                              m->of[measure], NULL);
}

/* At once: among a million rows each takes as long as the other. */
static enum status compute_all(const struct matrix *m, struct error *err)
{
    const int threads = m->analysis->threads;
    enum status status[N_MEASURES] = {OK};
#pragma omp parallel for num_threads(threads) schedule(dynamic) if (threads > 1)
    for (int measure = KENDALL; measure >= 0; measure--)
        status[measure] = compute(m, measure);
    for (int measure = 0; measure < N_MEASURES; measure++)
        if (status[measure] != OK)
            return error_memory(err);
    return OK;
}

static enum status run(struct analysis *analysis, struct error *err)
{
    const struct wave *wave = analysis->wave;
    struct arena scratch = {0};
    struct matrix m;
    for (size_t i = 0; wave->n_scores > 1 && i < wave->n_scores; i++)
        say_constant(analysis, &wave->scores[i]);
    enum status status = matrix_get(analysis, &scratch, &m, err);
    if (status == OK)
        status = compute_all(&m, err);
    if (status == OK)
        status = put_kind(&m, CORRELATION_PEARSON, err);
    if (status == OK)
        status = put_kind(&m, CORRELATION_SPEARMAN, err);
    if (status == OK)
        status = put_kendall(&m, err);
    arena_release(&scratch);
    return status;
}

const struct family family_correlations = {"correlations", "which indices go together?", run};
