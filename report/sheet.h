/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef REPORT_SHEET_H
#define REPORT_SHEET_H

/* A sheet of the workbook is a file with one const entry, and a row in the list of sheets. */

#include "report/draft.h"

/* Which reports a sheet is a part of. */
enum sheet_of {
    SHEET_OF_SURVEY,
    SHEET_OF_DIALOGUES,        /* also of a survey's with dialogues beside it; its draft is then of
                                  the report of the dialogues */
    SHEET_OF_DIALOGUES_ALONE,  /* of a report about dialogues and nothing else */
    SHEET_OF_DIALOGUES_BESIDE, /* of a survey's with dialogues beside it, whose report is its
                                  draft's */
    SHEET_OF_ALL
};

/* The parts of the workbook, as its contents tell them. */
enum sheet_part {
    PART_RESULTS,
    PART_START,
    PART_FIRMNESS, /* of indices and ranks */
    PART_TALKS,
    PART_RESPONSE,
    PART_REFERENCE,
    PART_COUNT
};

struct sheet {
    enum text name, about; /* its name, and what it shows: a line for the contents */
    enum sheet_part part;
    enum sheet_of of;
    bool is_review_only;
    bool (*is_wanted)(const struct report *report); /* NULL: always */
    /* Likewise, where it takes memory to tell; the draft remembers when it runs out. */
    bool (*has_content)(struct draft *draft);
    /* Fills sentence, columns, rows and charts of the table, and title and note if it has better
       ones than the house; the rest is set for it. */
    enum status (*build)(struct draft *draft, struct table *table, struct error *err);
};

/* The sheets of a report in their order, of all or for one agency; their number in *n. */
const struct sheet *const *sheets(const struct report *report, size_t *n);

/* Whether the sheet is part of the draft's report. */
bool sheet_is_wanted(const struct sheet *sheet, struct draft *draft);

/* Whether a figure's id begins so: "alpha/". */
bool report_has_figures(const struct report *report, const char *beginning);

/* The sheet as a table with its name and link, in the draft's arena. */
MUST_CHECK enum status sheet_build(const struct sheet *sheet, struct draft *draft,
                                   struct table *table, struct error *err);

extern const struct sheet sheet_coherence;
extern const struct sheet sheet_figures_talks;
extern const struct sheet sheet_check;
extern const struct sheet sheet_cover, sheet_contents, sheet_key_figures, sheet_indices,
    sheet_agencies, sheet_benefit, sheet_points, sheet_correlations, sheet_matrix, sheet_groups,
    sheet_differences, sheet_items, sheet_reliability, sheet_uncertainty, sheet_ranks,
    sheet_response, sheet_quality, sheet_remarks, sheet_figures, sheet_definitions, sheet_sources,
    sheet_method, sheet_declaration, sheet_composition, sheet_unanswered;
extern const struct sheet sheet_cover;
extern const struct sheet sheet_contents;
extern const struct sheet sheet_key_figures;
extern const struct sheet sheet_indices;
extern const struct sheet sheet_agencies;
extern const struct sheet sheet_benefit;
extern const struct sheet sheet_points;
extern const struct sheet sheet_correlations;
extern const struct sheet sheet_matrix;
extern const struct sheet sheet_groups;
extern const struct sheet sheet_differences;
extern const struct sheet sheet_items;
extern const struct sheet sheet_reliability;
extern const struct sheet sheet_uncertainty;
extern const struct sheet sheet_ranks;
extern const struct sheet sheet_response;
extern const struct sheet sheet_quality;
extern const struct sheet sheet_remarks;
extern const struct sheet sheet_figures;
extern const struct sheet sheet_definitions;
extern const struct sheet sheet_sources;
extern const struct sheet sheet_method;
extern const struct sheet sheet_declaration;
extern const struct sheet sheet_composition;
extern const struct sheet sheet_unanswered;
extern const struct sheet sheet_trend;
extern const struct sheet sheet_trend_levels;
extern const struct sheet sheet_findings;
extern const struct sheet sheet_robustness;
extern const struct sheet sheet_talks_cover;
extern const struct sheet sheet_themes;
extern const struct sheet sheet_contact;
extern const struct sheet sheet_together;
extern const struct sheet sheet_saturation;
extern const struct sheet sheet_agreement;
extern const struct sheet sheet_needs;
extern const struct sheet sheet_talks;
extern const struct sheet sheet_item_scores;
extern const struct sheet sheet_weights;
extern const struct sheet sheet_network;
extern const struct sheet sheet_central;
extern const struct sheet sheet_index_charts;
extern const struct sheet sheet_answer_charts;
extern const struct sheet sheet_group_charts;
extern const struct sheet sheet_group_grid;
extern const struct sheet sheet_agency_cover;
extern const struct sheet sheet_agency_brief;
extern const struct sheet sheet_agency_results;
extern const struct sheet sheet_agency_groups;
extern const struct sheet sheet_agency_questions;
extern const struct sheet sheet_agency_years;
extern const struct sheet sheet_agency_remarks;
extern const struct sheet sheet_agency_method;

#endif
