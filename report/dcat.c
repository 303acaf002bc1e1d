/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/dcat.h"

#include "base/arena.h"
#include "report/licence.h"
#include "report/text.h"
#include "report/xmlfile.h"
#include "store/dialogues.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#define XSD "http://www.w3.org/2001/XMLSchema#"
#define SPDX "http://spdx.org/rdf/terms#"
#define EU_LANGUAGE "http://publications.europa.eu/resource/authority/language/"

/* The files that are distributions, and what each is called. */
static const struct distribution {
    enum data_id id;
    const char *name; /* in its address */
    enum text title;
} distributions[] = {
    {DATA_FIGURES, "csv", TEXT_DCAT_CSV},
    {DATA_REPORT, "xlsx", TEXT_DCAT_XLSX},
};

struct dcat {
    struct dcat_source source;
    const struct form *form;
    const struct settings *settings;
    struct arena arena;
    struct xmlfile *xml;
    const char *licence;
    bool is_out_of_memory;
};

bool dcat_is_possible(const struct settings *settings)
{
    return settings->publisher != NULL && settings->publisher_uri != NULL &&
           settings->access_url != NULL && settings->licence != NULL;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

const char *dcat_title(struct arena *arena, const char *title, int year)
{
    char digits[16];
    snprintf(digits, sizeof digits, "%d", year);
    const size_t n = strlen(digits);
    const char *at = strstr(title, digits);
    while (at != NULL && ((at > title && is_digit(at[-1])) || is_digit(at[n])))
        at = strstr(at + 1, digits);
    if (at == NULL)
        return title;
    size_t before = (size_t)(at - title);
    const char *after = at + n;
    while (before > 0 && strchr(" ,:-", title[before - 1]) != NULL)
        before--;
    after += strspn(after, before == 0 ? " ,:-" : "");
    if (before == 0 && *after == '\0')
        return title;
    return arena_print(arena, "%.*s%s", (int)before, title, after);
}

/* An address of the catalogue's own: "https://example.org/2022#dataset". */
static const char *address(struct dcat *dcat, const char *name)
{
    const char *base = dcat->settings->access_url;
    const char *made =
        arena_print(&dcat->arena, "%s%s%s", base, strchr(base, '#') != NULL ? "-" : "#", name);
    dcat->is_out_of_memory |= made == NULL;
    return made != NULL ? made : "";
}

static void put_resource(struct dcat *dcat, const char *property, const char *uri)
{
    xmlfile_empty(dcat->xml, property, "rdf:resource", uri);
}

static void put_date(struct dcat *dcat, const char *property)
{
    xmlfile_element_with(dcat->xml, property, "rdf:datatype", XSD "date", dcat->settings->closed);
}

/* A text of our own in both languages. */
static void put_text(struct dcat *dcat, const char *property, enum text text,
                     const char *const *values, size_t n)
{
    for (int language = 0; language < LANGUAGE_COUNT; language++) {
        const char *filled =
            report_fill(&dcat->arena, report_text((enum language)language, text), values, n);
        dcat->is_out_of_memory |= filled == NULL;
        xmlfile_element_with(dcat->xml, property, "xml:lang", language_tag((enum language)language),
                             filled);
    }
}

/* A text of the form in the languages that it has of ours; else in its own, without a tag. */
static void put_labels(struct dcat *dcat, const char *property, struct labels labels, int year)
{
    bool is_there = false;
    for (int language = 0; language < LANGUAGE_COUNT; language++) {
        const char *tag = language_tag((enum language)language);
        const char *text = form_label_in(dcat->form, labels, tag);
        if (text == NULL)
            continue;
        const char *title = dcat_title(&dcat->arena, text, year);
        dcat->is_out_of_memory |= title == NULL;
        xmlfile_element_with(dcat->xml, property, "xml:lang", tag, title);
        is_there = true;
    }
    if (!is_there)
        xmlfile_element(dcat->xml, property, form_label(dcat->form, labels, NULL, NULL));
}

static void put_language(struct dcat *dcat, enum language language)
{
    put_resource(dcat, "dcterms:language",
                 language == LANGUAGE_SV ? EU_LANGUAGE "SWE" : EU_LANGUAGE "ENG");
}

static void put_catalogue(struct dcat *dcat)
{
    const char *values[] = {dcat->settings->publisher};
    xmlfile_begin(dcat->xml, "dcat:Catalog");
    xmlfile_attribute(dcat->xml, "rdf:about", address(dcat, "catalog"));
    put_text(dcat, "dcterms:title", TEXT_DCAT_CATALOGUE, NULL, 0);
    put_text(dcat, "dcterms:description", TEXT_DCAT_CATALOGUE_ABOUT, values, 1);
    put_resource(dcat, "dcterms:publisher", dcat->settings->publisher_uri);
    put_resource(dcat, "dcterms:license", dcat->licence);
    put_language(dcat, LANGUAGE_SV);
    put_language(dcat, LANGUAGE_EN);
    put_date(dcat, "dcterms:issued");
    put_date(dcat, "dcterms:modified");
    put_resource(dcat, "dcat:dataset", address(dcat, "dataset"));
    xmlfile_end(dcat->xml);
}

static void put_publisher(struct dcat *dcat)
{
    xmlfile_begin(dcat->xml, "foaf:Agent");
    xmlfile_attribute(dcat->xml, "rdf:about", dcat->settings->publisher_uri);
    xmlfile_element(dcat->xml, "foaf:name", dcat->settings->publisher);
    xmlfile_end(dcat->xml);
}

static void put_contact(struct dcat *dcat)
{
    if (dcat->settings->contact == NULL)
        return;
    const char *mail = arena_print(&dcat->arena, "mailto:%s", dcat->settings->contact);
    dcat->is_out_of_memory |= mail == NULL;
    xmlfile_begin(dcat->xml, "vcard:Organization");
    xmlfile_attribute(dcat->xml, "rdf:about", address(dcat, "contact"));
    xmlfile_element(dcat->xml, "vcard:fn", dcat->settings->publisher);
    xmlfile_empty(dcat->xml, "vcard:hasEmail", "rdf:resource", mail);
    xmlfile_end(dcat->xml);
}

static void put_description_of_talks(struct dcat *dcat)
{
    const struct wave *wave = dcat->source.wave;
    const char *year = arena_print(&dcat->arena, "%d", dcat->settings->wave);
    const char *talks = arena_print(&dcat->arena, "%zu", wave->form->dialogues->n_sessions);
    const char *values[] = {year, talks};
    dcat->is_out_of_memory |= year == NULL || talks == NULL;
    if (!dcat->is_out_of_memory)
        put_text(dcat, "dcterms:description",
                 wave->is_simulated ? TEXT_DCAT_TALKS_SIMULATED : TEXT_DCAT_TALKS, values,
                 COUNT(values));
}

static void put_description(struct dcat *dcat)
{
    const struct wave *wave = dcat->source.wave;
    const char *year = arena_print(&dcat->arena, "%d", dcat->settings->wave);
    const char *answered = arena_print(&dcat->arena, "%zu", wave->n_rows);
    const char *frame = arena_print(&dcat->arena, "%zu", wave->n_frame);
    const char *values[] = {year, answered, frame};
    dcat->is_out_of_memory |= year == NULL || answered == NULL || frame == NULL;
    if (!dcat->is_out_of_memory)
        put_text(dcat, "dcterms:description",
                 wave->is_simulated ? TEXT_DCAT_ABOUT_SIMULATED : TEXT_DCAT_ABOUT, values,
                 COUNT(values));
}

/* The year that the survey is about. */
static void put_period(struct dcat *dcat)
{
    char start[16], end[16];
    snprintf(start, sizeof start, "%d-01-01", dcat->settings->wave);
    snprintf(end, sizeof end, "%d-12-31", dcat->settings->wave);
    xmlfile_begin(dcat->xml, "dcterms:temporal");
    xmlfile_begin(dcat->xml, "dcterms:PeriodOfTime");
    xmlfile_element_with(dcat->xml, "dcat:startDate", "rdf:datatype", XSD "date", start);
    xmlfile_element_with(dcat->xml, "dcat:endDate", "rdf:datatype", XSD "date", end);
    xmlfile_end(dcat->xml);
    xmlfile_end(dcat->xml);
}

static const struct data_file *file_of(const struct dcat *dcat, enum data_id id)
{
    for (size_t i = 0; i < dcat->source.n_files; i++)
        if (dcat->source.files[i].id == id)
            return &dcat->source.files[i];
    return NULL;
}

static void put_dataset(struct dcat *dcat)
{
    xmlfile_begin(dcat->xml, "dcat:Dataset");
    xmlfile_attribute(dcat->xml, "rdf:about", address(dcat, "dataset"));
    put_labels(dcat, "dcterms:title", dcat->settings->title, dcat->settings->wave);
    if (dcat->source.wave->form->dialogues != NULL)
        put_description_of_talks(dcat);
    else
        put_description(dcat);
    put_resource(dcat, "dcterms:publisher", dcat->settings->publisher_uri);
    if (dcat->settings->contact != NULL)
        put_resource(dcat, "dcat:contactPoint", address(dcat, "contact"));
    for (size_t i = 0; i < dcat->form->n_indicators; i++) {
        const struct indicator *index = &dcat->form->indicators[i];
        if (index->type == INDICATOR_AGGREGATE && index->parent == NULL)
            put_labels(dcat, "dcat:keyword", index->labels, 0);
    }
    put_language(dcat, LANGUAGE_EN);
    if (file_of(dcat, DATA_REPORT) != NULL && dcat->source.language != LANGUAGE_EN)
        put_language(dcat, dcat->source.language);
    put_period(dcat);
    put_date(dcat, "dcterms:issued");
    put_date(dcat, "dcterms:modified");
    for (size_t i = 0; i < COUNT(distributions); i++)
        if (file_of(dcat, distributions[i].id) != NULL)
            put_resource(dcat, "dcat:distribution", address(dcat, distributions[i].name));
    xmlfile_end(dcat->xml);
}

static void put_checksum(struct dcat *dcat, const struct data_file *file)
{
    xmlfile_begin(dcat->xml, "spdx:checksum");
    xmlfile_begin(dcat->xml, "spdx:Checksum");
    put_resource(dcat, "spdx:algorithm", SPDX "checksumAlgorithm_sha256");
    xmlfile_element_with(dcat->xml, "spdx:checksumValue", "rdf:datatype", XSD "hexBinary",
                         file->sha256);
    xmlfile_end(dcat->xml);
    xmlfile_end(dcat->xml);
}

static void put_distribution(struct dcat *dcat, const struct distribution *distribution)
{
    const struct data_file *file = file_of(dcat, distribution->id);
    if (file == NULL)
        return;
    char bytes[24];
    snprintf(bytes, sizeof bytes, "%" PRIu64, file->bytes);
    xmlfile_begin(dcat->xml, "dcat:Distribution");
    xmlfile_attribute(dcat->xml, "rdf:about", address(dcat, distribution->name));
    put_text(dcat, "dcterms:title", distribution->title, NULL, 0);
    put_resource(dcat, "dcat:accessURL", dcat->settings->access_url);
    xmlfile_element(dcat->xml, "dcterms:format", data_tables[distribution->id].mediatype);
    put_resource(dcat, "dcterms:license", dcat->licence);
    put_language(dcat, distribution->id == DATA_REPORT ? dcat->source.language : LANGUAGE_EN);
    xmlfile_element_with(dcat->xml, "dcat:byteSize", "rdf:datatype", XSD "nonNegativeInteger",
                         bytes);
    put_checksum(dcat, file);
    put_date(dcat, "dcterms:issued");
    put_date(dcat, "dcterms:modified");
    xmlfile_end(dcat->xml);
}

static void put_namespaces(struct xmlfile *xml)
{
    static const char *const namespaces[][2] = {
        {"xmlns:rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"},
        {"xmlns:dcat", "http://www.w3.org/ns/dcat#"},
        {"xmlns:dcterms", "http://purl.org/dc/terms/"},
        {"xmlns:foaf", "http://xmlns.com/foaf/0.1/"},
        {"xmlns:vcard", "http://www.w3.org/2006/vcard/ns#"},
        {"xmlns:spdx", SPDX},
    };
    for (size_t i = 0; i < COUNT(namespaces); i++)
        xmlfile_attribute(xml, namespaces[i][0], namespaces[i][1]);
}

static void put_all(struct dcat *dcat)
{
    xmlfile_begin(dcat->xml, "rdf:RDF");
    put_namespaces(dcat->xml);
    put_catalogue(dcat);
    put_publisher(dcat);
    put_dataset(dcat);
    put_contact(dcat);
    for (size_t i = 0; i < COUNT(distributions); i++)
        put_distribution(dcat, &distributions[i]);
    xmlfile_end(dcat->xml);
}

enum status dcat_write(const char *path, struct dcat_source source, struct error *err)
{
    struct dcat dcat = {
        .source = source, .form = source.wave->form, .settings = &source.wave->form->settings};
    TRY(xmlfile_open(path, &dcat.xml, err));
    dcat.licence = licence_uri(&dcat.arena, dcat.settings->licence);
    dcat.is_out_of_memory = dcat.licence == NULL;
    put_all(&dcat);
    const enum status status =
        dcat.is_out_of_memory ? error_memory(err) : xmlfile_finish(dcat.xml, err);
    xmlfile_close(dcat.xml);
    arena_release(&dcat.arena);
    return status;
}
