/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/ddi.h"

#include "report/ddi_inside.h"
#include "report/licence.h"
#include "report/text.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

const char *ddi_print(struct ddi *ddi, const char *format, ...)
{
    char *text = NULL;
    va_list arguments;
    va_start(arguments, format);
    const int n = vasprintf(&text, format, arguments);
    va_end(arguments);
    const char *kept = n >= 0 ? arena_text(&ddi->arena, text) : NULL;
    if (n >= 0)
        free(text);
    ddi->is_out_of_memory |= kept == NULL;
    return kept;
}

void ddi_labels(struct ddi *ddi, const char *name, struct labels labels)
{
    bool is_there = false;
    for (int language = 0; language < LANGUAGE_COUNT; language++) {
        const char *tag = language_tag((enum language)language);
        const char *text = form_label_in(ddi->form, labels, tag);
        xmlfile_element_with(ddi->xml, name, "xml:lang", tag, text);
        is_there |= text != NULL;
    }
    if (!is_there)
        xmlfile_element(ddi->xml, name, form_label(ddi->form, labels, NULL, NULL));
}

void ddi_text(struct ddi *ddi, const char *name, enum text text)
{
    for (int language = 0; language < LANGUAGE_COUNT; language++)
        xmlfile_element_with(ddi->xml, name, "xml:lang", language_tag((enum language)language),
                             report_text((enum language)language, text));
}

static const char *study_id(struct ddi *ddi)
{
    return ddi_print(ddi, "%s-%d", ddi->form->settings.form_id, ddi->form->settings.wave);
}

/* About this document, as apart from the study. */
static void put_document(struct ddi *ddi)
{
    const struct settings *settings = &ddi->form->settings;
    xmlfile_begin(ddi->xml, "docDscr");
    xmlfile_begin(ddi->xml, "citation");
    xmlfile_begin(ddi->xml, "titlStmt");
    xmlfile_element_with(ddi->xml, "titl", "xml:lang", "en",
                         ddi_print(ddi, "Codebook of %s", study_id(ddi)));
    xmlfile_end(ddi->xml);
    xmlfile_begin(ddi->xml, "prodStmt");
    xmlfile_element(ddi->xml, "producer", settings->publisher);
    xmlfile_element(ddi->xml, "software", ddi->source.program);
    xmlfile_end(ddi->xml);
    xmlfile_end(ddi->xml);
    xmlfile_end(ddi->xml);
}

/* One title, in the form's own language; those in others are parallel. */
static void put_titles(struct ddi *ddi)
{
    const struct labels title = ddi->form->settings.title;
    const char *own = form_label(ddi->form, title, NULL, ddi->form->settings.form_id);
    xmlfile_begin(ddi->xml, "titlStmt");
    xmlfile_element(ddi->xml, "titl", own);
    for (int language = 0; language < LANGUAGE_COUNT; language++) {
        const char *tag = language_tag((enum language)language);
        const char *text = form_label_in(ddi->form, title, tag);
        if (text != own)
            xmlfile_element_with(ddi->xml, "parTitl", "xml:lang", tag, text);
    }
    xmlfile_element(ddi->xml, "IDNo", study_id(ddi));
    xmlfile_end(ddi->xml);
}

static void put_citation(struct ddi *ddi)
{
    const struct settings *settings = &ddi->form->settings;
    xmlfile_begin(ddi->xml, "citation");
    put_titles(ddi);
    if (settings->publisher != NULL)
        xmlfile_begin(ddi->xml, "prodStmt");
    xmlfile_element(ddi->xml, "producer", settings->publisher);
    if (settings->publisher != NULL)
        xmlfile_end(ddi->xml);
    if (settings->contact != NULL) {
        xmlfile_begin(ddi->xml, "distStmt");
        xmlfile_element_with(ddi->xml, "contact", "email", settings->contact,
                             settings->publisher != NULL ? settings->publisher : settings->contact);
        xmlfile_end(ddi->xml);
    }
    if (settings->version != NULL) {
        xmlfile_begin(ddi->xml, "verStmt");
        xmlfile_element(ddi->xml, "version", settings->version);
        xmlfile_end(ddi->xml);
    }
    xmlfile_end(ddi->xml);
}

static void put_universe(struct ddi *ddi)
{
    const struct settings *settings = &ddi->form->settings;
    const char *text = "The units that answered.";
    if (ddi->form->has_register && settings->frame != NULL)
        text = ddi_print(ddi, "Units of the register for which %s", settings->frame);
    else if (ddi->form->has_register)
        text = "All units of the register.";
    xmlfile_element_with(ddi->xml, "universe", "xml:lang", "en", text);
}

static void put_study_info(struct ddi *ddi)
{
    const struct settings *settings = &ddi->form->settings;
    const char *year = ddi_print(ddi, "%d", settings->wave);
    xmlfile_begin(ddi->xml, "stdyInfo");
    if (ddi->source.wave->is_simulated)
        ddi_text(ddi, "abstract", TEXT_DDI_SIMULATED);
    xmlfile_begin(ddi->xml, "sumDscr");
    xmlfile_element_with(ddi->xml, "timePrd", "date", year, year);
    if (settings->closed != NULL) {
        xmlfile_begin(ddi->xml, "collDate");
        xmlfile_attribute(ddi->xml, "date", settings->closed);
        xmlfile_attribute(ddi->xml, "event", "end");
        xmlfile_text(ddi->xml, settings->closed);
        xmlfile_end(ddi->xml);
    }
    put_universe(ddi);
    xmlfile_element_with(ddi->xml, "dataKind", "xml:lang", "en",
                         ddi->source.wave->is_simulated ? "simulated survey data" : "survey data");
    xmlfile_end(ddi->xml);
    xmlfile_end(ddi->xml);
}

static void put_response_rate(struct ddi *ddi)
{
    const struct wave *wave = ddi->source.wave;
    const struct figure *rate = figures_find(ddi->source.figures, "response/rate");
    char share[PROSE_SIZE] = "";
    if (rate != NULL && !is_missing(rate->value))
        prose_number(LANGUAGE_EN, rate->value, rate->decimals, share);
    xmlfile_begin(ddi->xml, "method");
    xmlfile_begin(ddi->xml, "anlyInfo");
    xmlfile_element_with(ddi->xml, "respRate", "xml:lang", "en",
                         ddi_print(ddi, "%zu of %zu units answered%s%s", wave->n_rows,
                                   wave->n_frame, share[0] != '\0' ? "; as a share " : "", share));
    xmlfile_end(ddi->xml);
    xmlfile_end(ddi->xml);
}

static void put_access(struct ddi *ddi)
{
    const char *licence = ddi->form->settings.licence;
    if (licence == NULL)
        return;
    const char *uri = licence_uri(&ddi->arena, licence);
    ddi->is_out_of_memory |= uri == NULL;
    xmlfile_begin(ddi->xml, "dataAccs");
    xmlfile_begin(ddi->xml, "useStmt");
    xmlfile_element(ddi->xml, "conditions", uri);
    xmlfile_end(ddi->xml);
    xmlfile_end(ddi->xml);
}

static void put_study(struct ddi *ddi)
{
    xmlfile_begin(ddi->xml, "stdyDscr");
    put_citation(ddi);
    put_study_info(ddi);
    put_response_rate(ddi);
    put_access(ddi);
    xmlfile_end(ddi->xml);
}

enum status ddi_write(const char *path, struct ddi_source source, struct error *err)
{
    struct ddi ddi = {.source = source, .form = source.wave->form};
    TRY(xmlfile_open(path, &ddi.xml, err));
    xmlfile_begin(ddi.xml, "codeBook");
    xmlfile_attribute(ddi.xml, "xmlns", "ddi:codebook:2_5");
    xmlfile_attribute(ddi.xml, "version", "2.5");
    put_document(&ddi);
    put_study(&ddi);
    ddi_variables(&ddi);
    xmlfile_end(ddi.xml);
    const enum status status =
        ddi.is_out_of_memory ? error_memory(err) : xmlfile_finish(ddi.xml, err);
    xmlfile_close(ddi.xml);
    arena_release(&ddi.arena);
    return status;
}
