/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/settings.h"

#include "base/text.h"
#include "ingest/bands.h"
#include "ingest/encoding.h"
#include "ingest/publication.h"
#include "ingest/rules.h"
#include "ingest/value.h"

#include <string.h>

enum {
    FORM_TITLE,
    FORM_ID,
    VERSION,
    DEFAULT_LANGUAGE,
    WAVE,
    KIND,
    BESIDE,
    SIMULATED,
    UNIT_KEY,
    NAME_COLUMN,
    FRAME,
    CLOSED,
    ENCODING,
    DELIMITER,
    SHEET,
    DECIMAL,
    HEADER_ROWS,
    LABEL_NUMBERS,
    DUPLICATES,
    COMPLETE_COLUMN,
    MISSING_CODES,
    MIN_CELL,
    SEED,
    REPLICATES,
    CONFIDENCE,
    BANDS,
    STRATA,
    COOPERATION,
    COOPERATION_GROUP,
    COHERENCE_DOMINATES,
    COHERENCE_WEAK,
    COHERENCE_REDUNDANT,
    COHERENCE_FOLLOWS_SIZE,
    COHERENCE_LOW_ALPHA,
    COHERENCE_LOW_COVERAGE,
    COHERENCE_FEW_ITEMS,
    PUBLISHER,
    PUBLISHER_URI,
    ACCESS_URL,
    LICENCE,
    CONTACT,
    NORMALISE,
    AGGREGATE,
    MISSING_POLICY,
    MIN_SHARE,
    TREAT,
    IMPUTE
};

static const struct table_column columns[] = {
    [FORM_TITLE] = {.name = "form_title", .is_required = true, .has_languages = true},
    [FORM_ID] = {.name = "form_id", .is_required = true},
    [VERSION] = {.name = "version"},
    [DEFAULT_LANGUAGE] = {.name = "default_language"},
    [WAVE] = {.name = "wave", .is_required = true},
    [KIND] = {.name = "kind"},
    [BESIDE] = {.name = "beside"},
    [SIMULATED] = {.name = "simulated"},
    [UNIT_KEY] = {.name = "unit_key"},
    [NAME_COLUMN] = {.name = "name_column"},
    [FRAME] = {.name = "frame"},
    [CLOSED] = {.name = "closed"},
    [ENCODING] = {.name = "encoding"},
    [DELIMITER] = {.name = "delimiter"},
    [SHEET] = {.name = "sheet"},
    [DECIMAL] = {.name = "decimal"},
    [HEADER_ROWS] = {.name = "header_rows"},
    [LABEL_NUMBERS] = {.name = "label_numbers"},
    [DUPLICATES] = {.name = "duplicates"},
    [COMPLETE_COLUMN] = {.name = "complete_column"},
    [MISSING_CODES] = {.name = "missing_codes"},
    [MIN_CELL] = {.name = "min_cell"},
    [SEED] = {.name = "seed"},
    [REPLICATES] = {.name = "replicates"},
    [CONFIDENCE] = {.name = "confidence"},
    [BANDS] = {.name = "bands", .has_languages = true},
    [STRATA] = {.name = "strata"},
    [COOPERATION] = {.name = "cooperation"},
    [COOPERATION_GROUP] = {.name = "cooperation_group"},
    [COHERENCE_DOMINATES] = {.name = "coherence_dominates"},
    [COHERENCE_WEAK] = {.name = "coherence_weak"},
    [COHERENCE_REDUNDANT] = {.name = "coherence_redundant"},
    [COHERENCE_FOLLOWS_SIZE] = {.name = "coherence_size"},
    [COHERENCE_LOW_ALPHA] = {.name = "coherence_alpha"},
    [COHERENCE_LOW_COVERAGE] = {.name = "coherence_coverage"},
    [COHERENCE_FEW_ITEMS] = {.name = "coherence_items"},
    [PUBLISHER] = {.name = "publisher"},
    [PUBLISHER_URI] = {.name = "publisher_uri"},
    [ACCESS_URL] = {.name = "access_url"},
    [LICENCE] = {.name = "licence"},
    [CONTACT] = {.name = "contact"},
    [NORMALISE] = {.name = "normalise"},
    [AGGREGATE] = {.name = "aggregate"},
    [MISSING_POLICY] = {.name = "missing"},
    [MIN_SHARE] = {.name = "min_share"},
    [TREAT] = {.name = "treat"},
    [IMPUTE] = {.name = "impute"},
};

const struct table_layout settings_layout = {"settings", columns, COUNT(columns)};

enum { MOST_HEADER_ROWS = 10 };
static const long LARGEST_SEED = 1L << 53; /* what a spreadsheet still holds exactly */

struct entry settings_language(const struct table *table)
{
    if (table->n_rows == 0)
        return (struct entry){"", columns[DEFAULT_LANGUAGE].name, {table->path, 0, 0}};
    return table_entry(table, 0, DEFAULT_LANGUAGE);
}

struct entry settings_strata(const struct table *table)
{
    if (table->n_rows == 0)
        return (struct entry){"", columns[STRATA].name, {table->path, 0, 0}};
    return table_entry(table, 0, STRATA);
}

struct entry settings_cooperation(const struct table *table, bool is_group)
{
    const int column = is_group ? COOPERATION_GROUP : COOPERATION;
    if (table->n_rows == 0)
        return (struct entry){"", columns[column].name, {table->path, 0, 0}};
    return table_entry(table, 0, column);
}

static const char *const kinds[] = {[KIND_SURVEY] = "survey", [KIND_DIALOGUES] = "dialogues"};

enum wave_kind settings_kind(const struct table *table)
{
    const bool is_dialogues =
        table->n_rows > 0 && strcmp(table_entry(table, 0, KIND).text, kinds[KIND_DIALOGUES]) == 0;
    return is_dialogues ? KIND_DIALOGUES : KIND_SURVEY;
}

/* What belongs to answers and indices. */
static bool is_of_survey(int column)
{
    const bool is_of_answers = column >= UNIT_KEY && column <= MIN_CELL && column != CLOSED;
    return is_of_answers || (column >= BANDS && column <= COHERENCE_FEW_ITEMS) ||
           (column >= NORMALISE && column <= IMPUTE);
}

static void check_dialogues(const struct reading *in, const struct table *table)
{
    for (int column = 0; column < (int)COUNT(columns); column++) {
        const struct entry entry = table_entry(table, 0, column);
        if (is_of_survey(column) && entry.text[0] != '\0')
            table_fault(in, entry.at, _("%s has no effect on dialogues; leave it blank"),
                        entry.column);
    }
}

static void take_kind(const struct reading *in, const struct table *table, struct settings *out)
{
    const struct entry beside = table_entry(table, 0, BESIDE);
    long year = 0;
    int kind = KIND_SURVEY;
    if (value_name(in, table_entry(table, 0, KIND), kinds, COUNT(kinds), &kind))
        out->kind = (enum wave_kind)kind;
    if (out->kind == KIND_DIALOGUES)
        check_dialogues(in, table);
    else if (beside.text[0] != '\0')
        table_fault(in, beside.at, "%s", _("beside has no effect on a survey; leave it blank"));
    if (out->kind == KIND_DIALOGUES && value_integer(in, beside, 1900, 2999, &year))
        out->beside = (int)year;
}

/* Names tables of the store and a folder of the output. */
static bool is_plain_name(const char *text)
{
    return strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-") ==
           strlen(text);
}

static void take_identity(const struct reading *in, const struct table *table, struct settings *out)
{
    const struct entry form_id = table_entry(table, 0, FORM_ID);
    const struct entry wave = table_entry(table, 0, WAVE);
    long year = 0;
    if (!value_text(form_id, &out->form_id))
        table_fault(in, form_id.at, "%s", _("form_id is blank; want a short name of the survey"));
    else if (!is_plain_name(out->form_id))
        table_fault(in, form_id.at,
                    _("form_id '%s' may hold only letters A to Z, digits, '_' and '-'"),
                    out->form_id);
    if (wave.text[0] == '\0')
        table_fault(in, wave.at, "%s", _("wave is blank; want the year of the survey"));
    else if (value_integer(in, wave, 1900, 2999, &year))
        out->wave = (int)year;
    value_text(table_entry(table, 0, VERSION), &out->version);
    value_date(in, table_entry(table, 0, CLOSED), &out->closed);
    value_yes(in, table_entry(table, 0, SIMULATED), &out->is_simulated);
    take_kind(in, table, out);
}

static void take_publication(const struct reading *in, const struct table *table,
                             struct settings *out)
{
    const struct publication_entries entries = {
        .publisher = table_entry(table, 0, PUBLISHER),
        .publisher_uri = table_entry(table, 0, PUBLISHER_URI),
        .access_url = table_entry(table, 0, ACCESS_URL),
        .licence = table_entry(table, 0, LICENCE),
        .contact = table_entry(table, 0, CONTACT),
    };
    publication_read(in, entries, out);
}

static void take_delimiter(const struct reading *in, struct entry entry, char *out)
{
    static const struct {
        const char *text;
        char delimiter;
    } known[] = {{",", ','}, {";", ';'}, {"tab", '\t'}, {"|", '|'}, {":", ':'}};
    if (entry.text[0] == '\0')
        return;
    for (size_t i = 0; i < COUNT(known); i++)
        if (strcmp(entry.text, known[i].text) == 0) {
            *out = known[i].delimiter;
            return;
        }
    table_fault(in, entry.at, _("delimiter cannot be '%s'; want one of , ; tab | :"), entry.text);
}

static void take_export(const struct reading *in, const struct table *table, struct settings *out)
{
    static const char *const decimals[] = {".", ","};
    static const char *const duplicates[] = {
        [DUPLICATES_ERROR] = "error", [DUPLICATES_FIRST] = "first", [DUPLICATES_LAST] = "last"};
    const struct entry encoding = table_entry(table, 0, ENCODING);
    int index = 0;
    long whole = 0;
    value_text(table_entry(table, 0, UNIT_KEY), &out->unit_key);
    value_text(table_entry(table, 0, NAME_COLUMN), &out->name_column);
    value_text(table_entry(table, 0, COMPLETE_COLUMN), &out->complete_column);
    value_text(table_entry(table, 0, FRAME), &out->frame);
    out->unit_key_at = table_entry(table, 0, UNIT_KEY).at;
    out->name_column_at = table_entry(table, 0, NAME_COLUMN).at;
    out->frame_at = table_entry(table, 0, FRAME).at;
    if (value_text(encoding, &out->encoding) && !encoding_is_readable(out->encoding))
        table_fault(in, encoding.at,
                    _("encoding '%s' cannot be read; want one such as UTF-8, UTF-16LE or "
                      "windows-1252"),
                    out->encoding);
    take_delimiter(in, table_entry(table, 0, DELIMITER), &out->delimiter);
    value_text(table_entry(table, 0, SHEET), &out->sheet);
    if (value_integer(in, table_entry(table, 0, HEADER_ROWS), 1, MOST_HEADER_ROWS, &whole))
        out->header_rows = (int)whole;
    value_yes(in, table_entry(table, 0, LABEL_NUMBERS), &out->has_label_numbers);
    if (value_name(in, table_entry(table, 0, DECIMAL), decimals, COUNT(decimals), &index))
        out->decimal = decimals[index][0];
    if (value_name(in, table_entry(table, 0, DUPLICATES), duplicates, COUNT(duplicates), &index))
        out->duplicates = (enum duplicates)index;
    if (out->decimal != '\0' && out->decimal == out->delimiter)
        table_fault(in, table_entry(table, 0, DECIMAL).at, _("decimal and delimiter are both '%c'"),
                    out->decimal);
}

static void take_numbers(const struct reading *in, const struct table *table, struct settings *out)
{
    const struct entry confidence = table_entry(table, 0, CONFIDENCE);
    long whole = 0;
    double share = 0;
    if (value_integer(in, table_entry(table, 0, MIN_CELL), 1, 1000, &whole))
        out->min_cell = (int)whole;
    if (value_integer(in, table_entry(table, 0, SEED), 0, LARGEST_SEED, &whole))
        out->seed = (uint64_t)whole;
    if (value_integer(in, table_entry(table, 0, REPLICATES), 1, 1000000, &whole))
        out->replicates = (int)whole;
    if (!value_number(in, confidence, &share))
        return;
    if (share >= 0.5 && share < 1)
        out->confidence = share;
    else
        table_fault(in, confidence.at,
                    _("confidence '%s' is not between 0.5 and 1; want a share such as 0.95"),
                    confidence.text);
}

/* The limits of the audit: correlations, an alpha and a share from 0 to 1, and a count. */
static void take_coherence(const struct reading *in, const struct table *table,
                           struct coherence_limits *out)
{
    const struct entry weak = table_entry(table, 0, COHERENCE_WEAK);
    long items = 0;
    rules_share(in, table_entry(table, 0, COHERENCE_DOMINATES), &out->dominates);
    rules_share(in, weak, &out->weak);
    rules_share(in, table_entry(table, 0, COHERENCE_REDUNDANT), &out->redundant);
    rules_share(in, table_entry(table, 0, COHERENCE_FOLLOWS_SIZE), &out->size);
    rules_share(in, table_entry(table, 0, COHERENCE_LOW_ALPHA), &out->alpha);
    rules_share(in, table_entry(table, 0, COHERENCE_LOW_COVERAGE), &out->coverage);
    if (value_integer(in, table_entry(table, 0, COHERENCE_FEW_ITEMS), 1, 1000, &items))
        out->items = (int)items;
    if (out->weak >= out->dominates)
        table_fault(in, weak.at,
                    _("coherence_weak is %g, but coherence_dominates %g; want it to be less"),
                    out->weak, out->dominates);
}

static enum status take_missing_code(const struct reading *in, struct entry entry, const char *text,
                                     struct settings *out, struct error *err)
{
    const char *code, *name;
    TRY(value_pair(in, entry, text, &code, &name, err));
    if (code == NULL)
        return OK;
    const int reason = rules_reason(in, (struct entry){name, entry.column, entry.at});
    for (size_t i = 0; i < out->n_missing_codes; i++)
        if (strcmp(out->missing_codes[i].text, code) == 0)
            table_fault(in, entry.at, _("missing_codes has '%s' twice"), code);
    if (reason > 0)
        out->missing_codes[out->n_missing_codes++] =
            (struct missing_code){code, (enum missing)reason};
    return OK;
}

static enum status take_missing_codes(const struct reading *in, const struct table *table,
                                      struct settings *out, struct error *err)
{
    const struct entry entry = table_entry(table, 0, MISSING_CODES);
    const char *const *parts = NULL;
    size_t n = 0;
    TRY(value_list(in, entry, &parts, &n, err));
    out->missing_codes = arena_array(in->arena, n, struct missing_code);
    if (out->missing_codes == NULL)
        return error_memory(err);
    for (size_t i = 0; i < n; i++)
        TRY(take_missing_code(in, entry, parts[i], out, err));
    return OK;
}

static void take_defaults(const struct reading *in, const struct table *table,
                          struct index_defaults *out)
{
    const struct entry share = table_entry(table, 0, MIN_SHARE);
    int rule = 0;
    if (rules_method(in, table_entry(table, 0, NORMALISE), METHOD_NORMALISE, &rule))
        out->normalise = (enum normalise)rule;
    if (rules_method(in, table_entry(table, 0, AGGREGATE), METHOD_AGGREGATE, &rule))
        out->aggregate = (enum aggregate)rule;
    if (rules_method(in, table_entry(table, 0, MISSING_POLICY), METHOD_POLICY, &rule))
        out->policy = (enum policy)rule;
    if (rules_method(in, table_entry(table, 0, TREAT), METHOD_TREAT, &rule))
        out->treat = (enum treat)rule;
    rules_impute(in, table_entry(table, 0, IMPUTE), &out->impute, &out->impute_group);
    out->impute_at = table_entry(table, 0, IMPUTE).at;
    if (rules_share(in, share, &out->min_share) && out->policy != POLICY_AVAILABLE)
        table_fault(in, share.at, _("min_share has no effect when missing is '%s'"),
                    method_name(METHOD_POLICY, (int)out->policy));
}

static void count_rows(const struct reading *in, const struct table *table)
{
    if (table->n_rows == 0 && table->n_fields > 0)
        table_fault(in, (struct place){table->path, 0, 0}, "%s",
                    _("there is no row of settings below the header"));
    for (size_t row = 1; row < table->n_rows; row++)
        table_fault(in, table_row_at(table, row), "%s",
                    _("settings.csv has one row of settings; this is another"));
}

enum status settings_take(const struct reading *in, const struct table *table, struct settings *out,
                          struct index_defaults *defaults, struct error *err)
{
    *defaults = (struct index_defaults){.min_share = 0.5};
    *out = (struct settings){.form_id = "",
                             .unit_key = "orgnr",
                             .header_rows = 1,
                             .min_cell = 5,
                             .seed = 1,
                             .replicates = 2000,
                             .confidence = 0.95,
                             .coherence = COHERENCE_LIMITS};
    count_rows(in, table);
    if (table->n_rows == 0)
        return OK;
    take_identity(in, table, out);
    take_publication(in, table, out);
    take_export(in, table, out);
    take_numbers(in, table, out);
    take_coherence(in, table, &out->coherence);
    take_defaults(in, table, defaults);
    TRY(take_missing_codes(in, table, out, err));
    TRY(bands_read(in, (struct label_cell){table, 0, BANDS}, out, err));
    return labels_read(in, (struct label_cell){table, 0, FORM_TITLE}, &out->title, err);
}
