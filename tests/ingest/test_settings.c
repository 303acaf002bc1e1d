/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/ingest/survey_folder.h"

#define SETTINGS(columns, values)                                                                  \
    "settings.csv", "form_id,form_title,wave," columns "\nf,Title,2022," values "\n"

#define REGISTERED                                                                                 \
    AND("register.csv")                                                                            \
    "orgnr,fte,dep\n" AND("indices.csv") "iCode,Type,Parent,Source,Low,High,Breaks\n"              \
                                         "IX,Aggregate,,,,,\ni1,Indicator,IX,q1,,,\n"              \
                                         "GR,Group,,q5,,,\nsize,Group,,fte,,,10\ndep,Group,,,,,\n"

#define SWEDISH(columns, values) SETTINGS(columns ",default_language", values ",Svenska (sv)")

// clang-format off
static const struct survey_case cases[] = {
    {"as it should be", NULL, NULL, ""},
    {"every setting", SETTINGS(
        "version,default_language,kind,simulated,unit_key,name_column,closed,encoding,delimiter,decimal,"
        "duplicates,complete_column,missing_codes,min_cell,seed,replicates,confidence,bands,publisher,"
        "publisher_uri,access_url,licence,contact,normalise,aggregate,missing,min_share,treat,impute,"
        "coherence_dominates,coherence_weak,coherence_redundant,coherence_size,coherence_alpha,coherence_coverage,"
        "coherence_items",
        "1,English (en),survey,yes,id,name,2022-12-31,windows-1252,;,\",\","
        "last,submitdate,N/A=not_applicable;-99 = not_asked,10,7,500,0.9,0=Low;50=High,Digg,"
        "https://digg.se/,http://x.se,https://cc.org/by,a@b.se,goalposts,amean,available,0.6,winsorise,mean:GR,"
        "0.9,0.2,0.8,0.5,0.75,0.6,4"), ""},
    {"no row", "settings.csv", "form_id,form_title,wave\n",
        "./settings.csv: there is no row of settings below the header\n"},
    {"two rows", "settings.csv", "form_id,form_title,wave\nf,T,2022\n\nf,T,2021\n",
        "./settings.csv:4: settings.csv has one row of settings; this is another\n"},
    {"blank identity", "settings.csv", "form_id,form_title,wave\n,T,\n",
        "./settings.csv:2:1: form_id is blank; want a short name of the survey\n"
        "./settings.csv:2:3: wave is blank; want the year of the survey\n"},
    {"a name no table can have", "settings.csv", "form_id,form_title,wave\nf g,T,20x2\n",
        "./settings.csv:2:1: form_id 'f g' may hold only letters A to Z, digits, '_' and '-'\n"
        "./settings.csv:2:3: wave '20x2' is not a whole number from 1900 to 2999\n"},
    {"unknown setting", SETTINGS("min_cel", "5"),
        "./settings.csv:1:4: settings.csv has no column 'min_cel'; did you mean 'min_cell'?\n"},
    {"kind and beside", SETTINGS("kind,beside", "surveys,2022"),
        "./settings.csv:2:4: kind cannot be 'surveys'; did you mean 'survey'?\n"
        "./settings.csv:2:5: beside has no effect on a survey; leave it blank\n"},
    {"dates", SETTINGS("closed", "2022-02-29"), "./settings.csv:2:4: closed '2022-02-29' is not a date like 2022-12-31\n"},
    {"a leap day", SETTINGS("closed", "2024-02-29"), ""},
    {"no leap day", SETTINGS("closed", "2100-02-29"), "./settings.csv:2:4: closed '2100-02-29' is not a date like 2022-12-31\n"},
    {"Swedish date", SETTINGS("closed", "31/12-2022"), "./settings.csv:2:4: closed '31/12-2022' is not a date like 2022-12-31\n"},
    {"month 13", SETTINGS("closed", "2022-13-01"), "./settings.csv:2:4: closed '2022-13-01' is not a date like 2022-12-31\n"},
    {"neither yes nor no", SETTINGS("simulated", "ja"), "./settings.csv:2:4: simulated cannot be 'ja'; want yes or no\n"},
    {"encoding", SETTINGS("encoding", "UTF-61"),
        "./settings.csv:2:4: encoding 'UTF-61' cannot be read; want one such as UTF-8, UTF-16LE or windows-1252\n"},
    {"an encoding of two bytes a character", SETTINGS("encoding", "UTF-16"), ""},
    {"no rows of header", SETTINGS("header_rows", "0"),
        "./settings.csv:2:4: header_rows '0' is not a whole number from 1 to 10\n"},
    {"label numbers", SETTINGS("label_numbers", "both"),
        "./settings.csv:2:4: label_numbers cannot be 'both'; want yes or no\n"},
    {"delimiter", SETTINGS("delimiter", "x"), "./settings.csv:2:4: delimiter cannot be 'x'; want one of , ; tab | :\n"},
    {"decimal", SETTINGS("decimal", "point"), "./settings.csv:2:4: decimal cannot be 'point'; want . or ,\n"},
    {"decimal is delimiter", SETTINGS("delimiter,decimal", "\",\",\",\""),
        "./settings.csv:2:5: decimal and delimiter are both ','\n"},
    {"duplicates", SETTINGS("duplicates", "lst"), "./settings.csv:2:4: duplicates cannot be 'lst'; did you mean 'last'?\n"},
    {"missing codes", SETTINGS("missing_codes", "99=not_askd;98;=unknown;97=unknown;97=refused"),
        "./settings.csv:2:4: missing_codes cannot be 'not_askd'; did you mean 'not_asked'?\n"
        "./settings.csv:2:4: missing_codes has '98', where something like 'a=b' is wanted\n"
        "./settings.csv:2:4: missing_codes has '=unknown', where something like 'a=b' is wanted\n"
        "./settings.csv:2:4: missing_codes has '97' twice\n"},
    {"a code with an equals sign", SETTINGS("missing_codes", "a=b=unknown"), ""},
    {"blank part", SETTINGS("missing_codes", "97=unknown;"),
        "./settings.csv:2:4: missing_codes '97=unknown;' has a blank part; parts stand between ';'\n"},
    {"numbers", SETTINGS("min_cell,seed,replicates,confidence", "0,-1,1.5,95"),
        "./settings.csv:2:4: min_cell '0' is not a whole number from 1 to 1000\n"
        "./settings.csv:2:5: seed '-1' is not a whole number from 0 to 9007199254740992\n"
        "./settings.csv:2:6: replicates '1.5' is not a whole number from 1 to 1000000\n"
        "./settings.csv:2:7: confidence '95' is not between 0.5 and 1; want a share such as 0.95\n"},
    {"limits of the audit", SETTINGS("coherence_dominates,coherence_alpha,coherence_items", "1.5,70,0"),
        "./settings.csv:2:4: coherence_dominates '1.5' is not a share from 0 to 1\n"
        "./settings.csv:2:5: coherence_alpha '70' is not a share from 0 to 1\n"
        "./settings.csv:2:6: coherence_items '0' is not a whole number from 1 to 1000\n"},
    {"limits that cross", SETTINGS("coherence_weak,coherence_dominates", "0.9,0.8"),
        "./settings.csv:2:4: coherence_weak is 0.9, but coherence_dominates 0.8; want it to be less\n"},
    {"a limit misspelt", SETTINGS("coherence_redundent", "0.8"),
        "./settings.csv:1:4: settings.csv has no column 'coherence_redundent'; did you mean 'coherence_redundant'?\n"},
    {"decimal comma", SETTINGS("confidence", "\"0,95\""),
        "./settings.csv:2:4: confidence '0,95' has a decimal comma; write it with a point\n"},
    {"bands", SETTINGS("bands", "10=Low;5=Middle;100=High;x=Top;60=Low"),
        "./settings.csv:2:4: the first band starts at 10; want 0, so that every score has a band\n"
        "./settings.csv:2:4: bands do not ascend: 5 comes after 10\n"
        "./settings.csv:2:4: a band starts at 100; want 0 to below 100\n"
        "./settings.csv:2:4: bands '\x78' is not a number\n"
        "./settings.csv:2:4: bands do not ascend: 60 comes after 100\n"
        "./settings.csv:2:4: two bands are called 'Low'\n"},
    {"a band of nothing", SETTINGS("bands", "0=a;50=b;50=c"),
        "./settings.csv:2:4: bands do not ascend: 50 comes after 50\n"},
    {"bands in another language", SWEDISH("bands,bands::English (en)", "0=l;50=h,0=Low;50=High"), ""},
    {"bands in no other language", SWEDISH("bands,bands::English (en)", "0=l;50=h,"), ""},
    {"bands twice in one language", SETTINGS("bands,bands::English (en)", "0=l,0=l;50=h"),
        "./settings.csv:1:4: column 'bands' and column 'bands::English (en)' are the same, since 'English (en)' is "
        "the default_language\n"},
    {"other bands in another language",
        SWEDISH("bands,bands::English (en),bands::Suomi (fi)", "0=l;50=h,0=Low;40=Low,0=a;50=b;70=c"),
        "./settings.csv:2:5: bands::English (en): 'Low' starts at 40, where 'h' of the default language starts at 50; "
        "want the same\n"
        "./settings.csv:2:5: two bands are called 'Low'\n"
        "./settings.csv:2:6: bands::Suomi (fi) has 3 bands, where there are 2 in the default language; "
        "want a name for each\n"},
    {"names for no bands", SWEDISH("bands::English (en)", "0=Low;50=High"),
        "./settings.csv:2:4: bands::English (en) has 2 bands, where there are 0 in the default language; "
        "want a name for each\n"},
    {"a name for nothing", SWEDISH("bands,bands::English (en)", "0=l;50=h,0=Low;x=High"),
        "./settings.csv:2:5: bands::English (en) '\x78' is not a number\n"},
    {"wrong bands say no more", SWEDISH("bands,bands::English (en)", "5=l;50=h,0=Low"),
        "./settings.csv:2:4: the first band starts at 5; want 0, so that every score has a band\n"},
    {"addresses", SETTINGS("publisher_uri,access_url,licence", "digg.se,https://a b,CC0"),
        "./settings.csv:2:4: publisher_uri 'digg.se' is not an address like https://example.org/\n"
        "./settings.csv:2:5: access_url 'https://a b' is not an address like https://example.org/\n"
        "./settings.csv:2:6: licence 'CC0' is not an address like https://example.org/\n"
        "./settings.csv:2: info: there is no dcat.rdf, for these settings are blank: publisher\n"},
    {"no catalogue without all that it must have", SETTINGS("licence,contact", "https://example.org/,a@b.se"),
        "./settings.csv:2: info: there is no dcat.rdf, for these settings are blank: publisher, publisher_uri, access_url\n"},
    {"a contact alone wants no catalogue", SETTINGS("contact", "a@b.se"), ""},
    {"no e-mail address", SETTINGS("contact", "Enkätgruppen"),
        "./settings.csv:2:4: contact 'Enkätgruppen' is not an e-mail address like name@example.org\n"},
    {"nor this", SETTINGS("contact", "a@b"),
        "./settings.csv:2:4: contact 'a@b' is not an e-mail address like name@example.org\n"},
    {"nor this one", SETTINGS("contact", "A <a@b.se>"),
        "./settings.csv:2:4: contact 'A <a@b.se>' is not an e-mail address like name@example.org\n"},
    {"rules", SETTINGS("normalise,aggregate,missing,min_share,treat,impute", "minmaks,mean,zer,1.5,winsorize,mean:"),
        "./settings.csv:2:4: normalise cannot be 'minmaks'; did you mean 'minmax'?\n"
        "./settings.csv:2:5: aggregate cannot be 'mean'; did you mean 'amean'?\n"
        "./settings.csv:2:6: missing cannot be 'zer'; did you mean 'zero'?\n"
        "./settings.csv:2:8: treat cannot be 'winsorize'; did you mean 'winsorise'?\n"
        "./settings.csv:2:9: impute cannot be 'mean:'; want something like mean:GROUP\n"
        "./settings.csv:2:7: min_share '1.5' is not a share from 0 to 1\n"},
    {"a share where none is asked for", SETTINGS("missing,min_share", "complete,0.6"),
        "./settings.csv:2:5: min_share has no effect when missing is 'complete'\n"},
    {"impute by a group that is none", SETTINGS("impute", "median:IX"),
        "./settings.csv:2:4: impute 'IX' is an Aggregate (line 2), where a Group is wanted\n"},
    {"nothing for groups to do", SETTINGS("impute", "none:GR"),
        "./settings.csv:2:4: impute cannot be 'none:GR'; want something like mean:GROUP\n"},
    {"frame without a register", SETTINGS("frame", "${fte} > 10"),
        "./settings.csv:2:4: frame has no effect without a register; there is no register.csv\n"},
    {"frame", SETTINGS("frame", "${ftee} > 10") AND("register.csv") "orgnr,fte\n",
        "./settings.csv:2:4: there is no 'ftee'; did you mean 'fte'? (character 1 of '${ftee} > 10')\n"},
    {"key and name", SETTINGS("unit_key,name_column", "orgn,nme") AND("register.csv") "orgnr,name\n",
        "./settings.csv:2:4: the register has no column 'orgn', which unit_key names; did you mean 'orgnr'?\n"
        "./settings.csv:2:5: the register has no column 'nme', which name_column names; did you mean 'name'?\n"},
    {"strata", SETTINGS("strata", "size;dep") REGISTERED, ""},
    {"strata without a register", SETTINGS("strata", "GR"),
        "./settings.csv:2:4: strata has no effect without a register; there is no register.csv\n"},
    {"strata that are none", SETTINGS("strata", "siz;IX;size;GR;size") REGISTERED,
        "./settings.csv:2:4: strata 'siz' is no Group of indices.csv; did you mean 'size'?\n"
        "./settings.csv:2:4: strata 'IX' is no Group of indices.csv; want GR, size or dep\n"
        "./settings.csv:2:4: strata 'GR' takes its levels from the answers; want a Group over a column of the "
        "register, which is known of those who did not answer too\n"
        "./settings.csv:2:4: strata names 'size' twice\n"},
};
// clang-format on

static void settings_that_are_wrong(void **state)
{
    (void)state;
    survey_check(cases, COUNT(cases));
}

static const struct settings *read_settings(struct arena *arena, const struct survey_case *c)
{
    struct findings found;
    survey_write(c);
    const struct form *form = survey_read(arena, &found);
    assert_non_null(form);
    return &form->settings;
}

static void settings_as_they_are_taken(void **state)
{
    (void)state;
    struct folder folder;
    struct arena arena = {0};
    folder_open(&folder);
    const struct settings *s = read_settings(&arena, &cases[1]);
    CHECK(strcmp(s->form_id, "f") == 0 && s->wave == 2022 && strcmp(s->version, "1") == 0, "id");
    CHECK(strcmp(s->closed, "2022-12-31") == 0 && s->is_simulated, "closed %s", s->closed);
    CHECK(strcmp(s->unit_key, "id") == 0 && strcmp(s->name_column, "name") == 0, "key");
    CHECK(s->delimiter == ';' && s->decimal == ',' && s->duplicates == DUPLICATES_LAST, "export");
    CHECK(s->n_missing_codes == 2 && strcmp(s->missing_codes[1].text, "-99") == 0 &&
              s->missing_codes[1].reason == MISSING_NOT_ASKED,
          "%zu missing codes", s->n_missing_codes);
    CHECK(s->min_cell == 10 && s->seed == 7 && s->replicates == 500 && s->confidence == 0.9,
          "numbers");
    CHECK(s->n_bands == 2 && s->bands[1].from == 50 && strcmp(s->bands[1].name, "High") == 0,
          "bands");
    const struct coherence_limits *limits = &s->coherence;
    CHECK(limits->dominates == 0.9 && limits->weak == 0.2 && limits->redundant == 0.8 &&
              limits->size == 0.5 && limits->alpha == 0.75 && limits->coverage == 0.6 &&
              limits->items == 4,
          "limits");
    s = read_settings(&arena, &cases[0]);
    limits = &s->coherence;
    CHECK(limits->dominates == 0.95 && limits->weak == 0.3 && limits->redundant == 0.9 &&
              limits->size == 0.6 && limits->alpha == 0.7 && limits->coverage == 0.65 &&
              limits->items == 3,
          "default limits");
    CHECK(strcmp(s->unit_key, "orgnr") == 0 && s->name_column == NULL && s->frame == NULL, "key");
    CHECK(s->min_cell == 5 && s->seed == 1 && s->replicates == 2000 && s->confidence == 0.95,
          "numbers");
    CHECK(s->delimiter == 0 && s->decimal == 0 && s->encoding == NULL && !s->is_simulated &&
              s->duplicates == DUPLICATES_ERROR && s->n_bands == 0 && s->closed == NULL,
          "blank");
    CHECK(strcmp(s->title.text[0], "Title") == 0, "title");
    arena_release(&arena);
    folder_close(&folder);
}

static void bands_have_names_in_every_language(void **state)
{
    (void)state;
    static const char *const columns[] = {"bands", "bands::Svenska (sv)"};
    for (size_t i = 0; i < COUNT(columns); i++) {
        struct folder folder;
        struct arena arena = {0};
        char text[256];
        folder_open(&folder);
        snprintf(text, sizeof text,
                 "form_id,form_title,wave,default_language,bands::English (en),%s\n"
                 "f,Title,2022,Svenska (sv),0=Low;50=High,0=l;50=h\n",
                 columns[i]);
        const struct survey_case c = {columns[i], "settings.csv", text, ""};
        const struct settings *s = read_settings(&arena, &c);
        CHECK(s->n_bands == 2 && strcmp(s->bands[1].name, "h") == 0, "%s", columns[i]);
        CHECK(strcmp(s->bands[1].labels.text[0], "h") == 0, "%s", s->bands[1].labels.text[0]);
        CHECK(strcmp(s->bands[0].labels.text[1], "Low") == 0, "%s", s->bands[0].labels.text[1]);
        CHECK(strcmp(s->bands[1].labels.text[1], "High") == 0, "%s", s->bands[1].labels.text[1]);
        CHECK(s->bands_at.column == 6, "%d", s->bands_at.column);
        arena_release(&arena);
        folder_close(&folder);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {TEST(settings_that_are_wrong),
                                       TEST(settings_as_they_are_taken),
                                       TEST(bands_have_names_in_every_language)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
