/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef ANALYSIS_ANALYSIS_H
#define ANALYSIS_ANALYSIS_H

/* From answers to figures: computes the indices of a wave and then, family by family, every figure
   that is published about it. I, J: codes of indices; A: of an item or index; G=L: a Group and one
   of its levels; Q: name of a question. [i] with an interval, [p] with a p.

     response/rate [i]  /frame /n /read /rejected     response/rate|G=L [i]
     response/section/SECTION  /section_answered      SECTION: name of a begin_group
     response/item/Q                                  of those asked; why not: item/missing
     rule/failed/R  /holds  /not_known                R: a rule of rules.csv; n: rows that it could
                                                      be told of
     composition/frame/G|G=L  /answered  /difference  shares of a Group of the register
     composition/chi2/G [p]  /largest  /r_indicator
     group/frame/G|G=L  group/answered/G|G=L          group/without/G: belong to no level
     group_difference/welch_f/I~G [p]  /kruskal_h [p]  /epsilon2 [i]  /p_holm  /levels: do the
                                                      levels of G differ on I; p_holm over the I
     group_difference/strong_chi2/I~G [p]  /strong_v [i]  /strong_fisher    where the index has a
                                                      cut; fisher where expected counts are below 5
     index/mean/I [i]  /n /sd /min /q1 /median /q3 /max /skewness /kurtosis     index/mean/I|G=L [i]
     share/strong/I [i]  share/strong/I|G=L [i]       where the index has a cut
     index/weighted_mean/I [i]  share/weighted_strong/I [i]    where settings name strata
     share/band/I|band=NAME [i]                       per cent scales, where settings name bands
     weight/effective/A~I                             I: the root above A
     weight/min  /max  /n_eff  /deff  /cover          of answers, where settings name strata
     weight/level/G|G=L                               of a stratum, or the mean in a raked level
     item/share/Q|choice=NAME [i]                     of a select; n: answers that count
     item/missing/Q|reason=NAME                       only reasons that occur
     item/mean/Q [i]                                  of a list with scores, or of a number
     item/sd/Q  /min /max                             of a number
     alpha/complete/I [i]  alpha/pairwise/I           over the children of I, items or indices
     alpha/complete_items/I [i]                       over all items below an index of indices
     alpha/if_dropped/A~I  item_rest/r/A~I  inter_item/mean_r/I
     omega/total/I  eigen/first_share/I  kmo/overall/I  bartlett/chi2/I [p]    likewise
     coherence/item_index/A~I [ip]                    A: a part of I
     coherence/pair/A~B [ip]                          parts of one index: the closest, the redundant
     coherence/size/I~D [ip]                          D: the first Denominator
     coherence/items/I  coherence/coverage/A [i]
     coherence/verdict/..|check=CHECK                 on each of these and on alpha/complete:
                                                      numbers of store/coherence.def
     correlation/pearson/I~J [ip]  /spearman [ip]  /kendall [p]    I before J in the form
     correlation/p_holm/I~J  /p_bh  /spearman_p_holm  /spearman_p_bh    adjusted p of the pairs
                                                      without answers in common; others are "z"
     regression/slope/Y~X [ip]  /intercept [ip]  /r2  pairs that a hypothesis about all units names
     regression/line/Y~X|x=X [i]                      x=0 .. x=100 in steps of 25
     influence/n/Y~X                                  how many units decide much of that line
     influence/cook/Y~X|unit=KEY  /slope              the first of them: analysis/influence.h

     network/units  /answered  /ties  /pairs|ties=T   T: union (either reports it), confirmed (both)
     network/density  /density|ties=T  /reciprocity  /confirmed    confirmed: where both answered
     network/components  /largest  /strong_components  /strong_largest  /isolated
     network/area|area=NAME                           rows that are about it
     network/ei/D [p]  /ei/D|ties=T [p]  /ei_expected/D  /modularity/D  /modularity/D|ties=T
     network/weighted_ei/D                            D: the Group of departments, where there is
                                                      one; weighted where the ties have weights
     network/ei/D|D=L [p]  /ei_expected/D|D=L
     network/ties/D|D=L;to=L  /share/D|D=L;to=L       of the ties that L's units report
     network/in_degree|unit=KEY  /out_degree  /betweenness  /ei/D|unit=KEY  /across/D|unit=KEY

     hypothesis/estimate/H [ip]  /p_holm  /verdict    of each hypothesis: analysis/claim.h; beside
                                                      it, by the hypothesis' test,
       correlation            /spearman [ip]  /kendall [p]  /partial [ip]  /partial/H|given=C [ip]
                              /attenuation_corrected  /permutation_p  /bootstrap [i]
                              /leave_one_out_low/H|unit=KEY  /leave_one_out_high  /weighted [ip]
                                                      C: a control of several, alone
       correlation_difference /pearson/H|y=Y [ip]  /steiger_z [p]  /bootstrap [i]  /weighted [ip]
       regression             /b/H|term=T [ip]  /beta  /vif  /r2_share  /r2/H  /r2_adjusted
                              /robust_b  /leave_one_out_low/H|unit=KEY  /leave_one_out_high
                              /weighted [ip]          T: each x and control
       interaction            /slope/H|G=L [ip]  /weighted [ip]
       equivalence            /correlation [ip]  /spearman [ip]  /weighted [ip]
       mean_difference        /mean/H|G=L [i]; of two levels /hedges_g [i]  /cliffs_delta [ip]
                              /leave_one_out_low/H|unit=KEY  /leave_one_out_high  /weighted [ip];
                              of more /welch_f [p]  /kruskal_h [p]
       proportion             /exact_p  /leave_one_out_low/H|unit=KEY  /leave_one_out_high
                              /weighted [i]

     uncertainty/shift/I~S  /moved/I~S                I: a root; S: all, or alone: method, units,
                                                      answers
     uncertainty/first/I~C [i]  /total/I~C [i]        C: a row of uncertainty.csv by its parameter;
                                                      its second row: weight.2
     uncertainty/rank_classes/I                       (ranks of single units: struct score)

     trend/mean/I|wave=Y [i]                          this and each earlier wave of the run, on all
                                                      questions of each wave's own index
     trend/chained/I|wave=Y                           level by the changes on questions in common
     trend/change/I|since=Y [ip]                      all units, this wave less that of Y; Y: the
                                                      wave before and the first of the run
     trend/panel_mean/I|since=Y;wave=W                units with a score in both; W: Y or this wave
     trend/panel_change/I|since=Y [ip]  /panel_wilcoxon [p]
     trend/staying/I|since=Y  /entering  /leaving  /restructured     the parts of trend/change
     trend/..|since=Y..;questions=common              all of these on the questions in common
     trend/item_change/I|since=Y                      of trend/change, what changed questions make
     trend/break/I|since=Y;wave=W                     between two earlier waves, one after the other
     trend/break/I|since=Y  /items_common  /items_new  /items_gone  /items_changed

   Of coded group talks (a form of kind dialogues) instead of all these; C, D: codes; E: a life
   event; F: a facet (store/dialogue_facet.def); S: a session. A theme occurs where more than half
   of the coders gave it (analysis/dialogue_marks.h); sessions are counted before segments.

     dialogue/sessions  /participants  /segments      dialogue/sessions|life_event=E ...
     dialogue/codes  /coders  /codings
     dialogue/sessions/C  /segments/C                 in which the theme occurs; also |life_event=E
     dialogue/sessions_any/C  /segments_any/C         to which any coder gave it; also |life_event=E
     dialogue/life_events/C                           in which it occurs
     dialogue/facet/F  /facet_segments/F              sessions, segments; also |life_event=E
     dialogue/automation/F~G  /automation_segments    F: comfortable, uncomfortable; G: a kind of
                                                      contact, in the same segment
     dialogue/cooccurrence/C~D  /cooccurrence_sessions  /overlap     C before D in the codebook;
                                                      given themselves, in one segment
     dialogue/new_codes/S  /saturation/S              by date; dialogue/sessions_without_new: at the
                                                      end
     agreement/alpha/C [i]  agreement/alpha [i]       of one code and of all
     agreement/verdict/C  agreement/verdict           numbers of store/agreement.def
     agreement/percent/C  agreement/percent
     agreement/kappa/C|coder=A;with=B [i]  agreement/kappa|coder=A;with=B [i]

   Status "z": the figure has no meaning here (alpha of one item, a rate without a register); "x":
   it has, but cannot be had from these answers. */

#include "base/finding.h"
#include "store/figure.h"
#include "store/wave.h"

/* What the store knows of the rows and memory does not. Each function gives OK, or what went wrong
   in the store. */
struct analysis_source {
    /* Which rows the hypothesis is about: holds[row] 1 or 0. It has a `where`; wave->scores are
       there. NULL: then none may have one. */
    enum status (*where)(void *context, const struct hypothesis *hypothesis, uint8_t *holds,
                         struct error *err);
    /* The key of the unit behind a row, in `arena`. NULL: units are called by their lines. */
    enum status (*unit)(void *context, size_t row, struct arena *arena, const char **key,
                        struct error *err);
    void *context;
};

struct analysis_options {
    int threads;         /* 0: one */
    bool keep_items;     /* fill wave->items too: 8 bytes per row and item */
    bool keep_answers;   /* leave them in memory, for analysis/explain.h */
    bool keep_pairs;     /* fill score->above too: 4 bytes per pair of rows and root index */
    bool resamples_many; /* resampling and leave-one-out also above ANALYSIS_RESAMPLED units */
    uint64_t seed;       /* of everything drawn */
    size_t replicates;   /* of every resampling; 0: none is made */
    const struct draw_sink *draws; /* told of what the uncertainty analysis draws
                                      (analysis/draw_table.h); NULL: nobody */
    const struct draw_list *given; /* run instead of drawing; NULL: draw */
    struct analysis_source source;
    struct trend *trend; /* waves of one form, of which this is trend_wave (analysis/trend.h); NULL:
                            the wave stands alone */
    size_t trend_wave;
};

enum { ANALYSIS_RESAMPLED = 2000 };

/* Fills wave->weight (where settings name strata), wave->scores and `out`. wave->scores itself
   lives in wave->arena, its columns on the heap (wave_release frees them), also when this fails:
   with ERR_MEMORY, or with ERR_VALUE when two bands or two levels of a Group have one name. What
   the rules of the index tree make of the answers and an analyst must know (a value outside its
   goalposts, a constant indicator) is added to `found`. Results do not depend on the number of
   threads. Frees the answers in memory once every figure about items is made
   (wave_release_answers). */
MUST_CHECK enum status analysis_run(struct wave *wave, struct analysis_options options,
                                    struct findings *found, struct figures *out, struct error *err);

#endif
