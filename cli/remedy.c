/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/remedy.h"

#include "base/error.h"

#include <libintl.h>
#include <string.h>

// a rule a row, sorted; those whose finding says itself what to do have none
// clang-format off
static const struct {
    const char *rule, *remedy;
} remedies[] = {
    {"ambiguous_label", N_("export the choices' names (codes) instead of their labels, or make the labels in choices.csv differ")},
    {"constraint", N_("ask the unit; the cell counts as invalid until it is mended")},
    {"encoding", N_("save the file as UTF-8, or name its encoding in settings.csv")},
    {"malformed_row", N_("mend the quotes in the export; the row is in rejects.csv, whole")},
    {"missing_with_others", N_("ask the unit which it is; the question counts as not answered")},
    {"no_key", N_("a total or a note below the answers may be deleted; an answer needs its unit")},
    {"not_a_date", N_("mend the cell, or ask the unit; it counts as invalid until then")},
    {"not_a_number", N_("mend the cell, set 'decimal' in settings.csv, or name the code in 'missing_codes'")},
    {"not_an_answer", N_("mend the cell, add the choice to choices.csv, or name the code in 'missing_codes' of settings.csv")},
    {"not_relevant", N_("ask the unit, or mend 'relevant' in survey.csv")},
    {"nothing_in_common", N_("list in crosswalk.csv the questions that both years have, a row each")},
    {"nul_byte", N_("the export is damaged, or in another encoding: export it again")},
    {"orgnr", N_("look the number up; the row is kept as it is")},
    {"outside_frame", N_("mend 'frame' in settings.csv if the unit belongs to the survey; else leave it, it is set aside")},
    {"outside_goalposts", N_("mend the cell, or Low and High in indices.csv; it counts as invalid until then")},
    {"ragged_row", N_("a delimiter stands in a text without quotes, or the row is cut; it is in rejects.csv, whole")},
    {"repeated_answer", N_("delete all but one of the unit's rows, or say in settings.csv which counts: 'duplicates' first or last")},
    {"repeated_unit", N_("delete all but one of the rows from register.csv, or choose another 'unit_key'")},
    {"required", N_("ask the unit; nothing was made up for it")},
    {"shared_answers", N_("choose an index without these answers, or take the claim out of hypotheses.csv")},
    {"successor_of", N_("mend the key in register.csv, or name the folder of the year that knows it too")},
    {"unknown_unit", N_("mend the key in the export, or add the unit to register.csv; the row is in rejects.csv, whole")},
    {"unused_columns", N_("add to survey.csv those that belong to the questionnaire")},
    {"zero_denominator", N_("mend the number, or ask the unit; the indicator is missing for it until then")},
};
// clang-format on

const char *remedy_of(const char *rule)
{
    for (size_t i = 0; i < COUNT(remedies); i++)
        if (strcmp(remedies[i].rule, rule) == 0)
            return gettext(remedies[i].remedy);
    return NULL;
}
