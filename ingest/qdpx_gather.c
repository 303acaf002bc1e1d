/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The way through project.qde, in the order of the file. */
#include "ingest/qdpx_elements.h"

#include <string.h>

/* What may stand where; an element that is not here is skipped with all that is in it. */
static const struct {
    enum qdpx_kind within;
    const char *name;
    enum qdpx_kind kind;
    qdpx_element *note; /* or NULL */
} elements[] = {
    {NOTHING, "Project", PROJECT, qdpx_on_project},
    {PROJECT, "Users", USERS, NULL},
    {USERS, "User", USER, qdpx_on_user},
    {PROJECT, "CodeBook", CODEBOOK, NULL},
    {CODEBOOK, "Codes", CODES, NULL},
    {CODES, "Code", CODE, qdpx_on_code},
    {CODE, "Code", CODE, qdpx_on_code},
    {PROJECT, "Cases", CASES, NULL},
    {CASES, "Case", CASE, qdpx_on_case},
    {CASE, "SourceRef", CASE_REF, qdpx_on_case_ref},
    {CASE, "SelectionRef", CASE_REF, qdpx_on_case_ref},
    {CASE, "VariableValue", VALUE, qdpx_on_value},
    {PROJECT, "Variables", VARIABLES, NULL},
    {VARIABLES, "Variable", VARIABLE, qdpx_on_variable},
    {VALUE, "VariableRef", VALUE_OF, qdpx_on_value_of},
    {VALUE, "TextValue", VALUE_TEXT, NULL},
    {VALUE, "BooleanValue", VALUE_TEXT, NULL},
    {VALUE, "IntegerValue", VALUE_TEXT, NULL},
    {VALUE, "FloatValue", VALUE_TEXT, NULL},
    {VALUE, "DateValue", VALUE_TEXT, NULL},
    {VALUE, "DateTimeValue", VALUE_TEXT, NULL},
    {PROJECT, "Sources", SOURCES, NULL},
    {SOURCES, "TextSource", SOURCE, qdpx_on_source},
    {SOURCES, "PDFSource", OTHER_SOURCE, qdpx_on_left_out},
    {SOURCES, "PictureSource", OTHER_SOURCE, qdpx_on_left_out},
    {SOURCES, "AudioSource", OTHER_SOURCE, qdpx_on_left_out},
    {SOURCES, "VideoSource", OTHER_SOURCE, qdpx_on_left_out},
    {SOURCE, "PlainTextContent", CONTENT, NULL},
    {SOURCE, "VariableValue", VALUE, qdpx_on_value},
    {SOURCE, "Coding", SOURCE_CODING, qdpx_on_source_coding},
    {SOURCE, "PlainTextSelection", SELECTION, qdpx_on_selection},
    {SELECTION, "Description", MEMO, NULL},
    {SELECTION, "NoteRef", MEMO, qdpx_on_memo},
    {SELECTION, "Coding", CODING, qdpx_on_coding},
    {CODING, "CodeRef", CODE_REF, qdpx_on_code_ref},
    {PROJECT, "Notes", NOTES, qdpx_on_left_out},
    {PROJECT, "Links", LINKS, NULL},
    {LINKS, "Link", LINK, qdpx_on_link},
};

static enum status on_start(const struct xml_element *element, void *context, struct error *err)
{
    static const char space[] = "urn:QDA-XML:project:";
    struct qdpx_gathering *g = context;
    enum qdpx_kind *kind = &g->within[element->depth];
    const enum qdpx_kind within = g->within[element->depth - 1];
    g->depth = element->depth;
    *kind = SKIPPED;
    if (within == NOTHING && (strncmp(element->space, space, sizeof space - 1) != 0 ||
                              strcmp(element->name, "Project") != 0))
        return error_at(err, ERR_READ, element->at, "%s",
                        _("this is not the description of a REFI-QDA project"));
    for (size_t i = 0; i < COUNT(elements); i++) {
        if (elements[i].within != within || strcmp(elements[i].name, element->name) != 0)
            continue;
        *kind = elements[i].kind;
        if (elements[i].note != NULL && !elements[i].note(g, element))
            return error_memory(err);
        break;
    }
    g->n_left_out += *kind == SKIPPED && strcmp(element->name, "Coding") == 0;
    return g->is_out_of_memory || g->raw->found->is_out_of_memory ? error_memory(err) : OK;
}

/* Says how many codings are in what is not read. */
static void say_left_out(struct qdpx_gathering *g, const struct xml_element *element,
                         enum qdpx_kind kind)
{
    const char *name = g->left_out.name == NULL ? "" : g->left_out.name;
    if (kind == OTHER_SOURCE)
        findings_add(g->raw->found, FINDING_WARNING, "source_left_out", g->left_out.at, NULL, NULL,
                     "the %s '%s' is not read, as only texts are; codings left out: %zu",
                     element->name, name, g->n_left_out);
    else if (kind == NOTES && g->n_left_out > 0)
        findings_add(g->raw->found, FINDING_WARNING, "notes_left_out", g->left_out.at, NULL, NULL,
                     "notes are not read; codings left out: %zu", g->n_left_out);
    else if (kind == SOURCE && g->n_of_source > 0)
        findings_add(g->raw->found, FINDING_WARNING, "source_coding", g->left_out.at, NULL, NULL,
                     "only codings of selections count; codings of '%s' as a whole that are left "
                     "out: %zu",
                     name, g->n_of_source);
}

static enum status on_end(const struct xml_element *element, void *context, struct error *err)
{
    (void)err;
    struct qdpx_gathering *g = context;
    say_left_out(g, element, g->within[element->depth]);
    g->depth = element->depth - 1;
    return OK;
}

static bool is_blank(const char *text)
{
    return text[strspn(text, " \t\n")] == '\0';
}

static enum status on_text(const char *text, size_t n, void *context, struct error *err)
{
    struct qdpx_gathering *g = context;
    struct qdpx_raw *raw = g->raw;
    const enum qdpx_kind kind = g->within[g->depth];
    if (kind == MEMO && !is_blank(text))
        raw->selections.list[raw->selections.n - 1].has_memo = true;
    if (kind != CONTENT && kind != VALUE_TEXT)
        return OK;
    const char *copy = arena_text_n(raw->arena, text, n);
    if (copy == NULL)
        return error_memory(err);
    if (kind == CONTENT)
        raw->sources.list[raw->sources.n - 1].content = copy;
    else
        raw->values.list[raw->values.n - 1].text = copy;
    return OK;
}

enum status qdpx_gather(struct archive *archive, const struct archive_entry *entry,
                        struct qdpx_raw *raw, struct error *err)
{
    struct qdpx_gathering g = {.raw = raw};
    struct xml *xml = NULL;
    const char *file = arena_text(raw->arena, entry->path); /* places outlive the archive */
    if (file == NULL)
        return error_memory(err);
    TRY(xml_open((struct xml_options){.file = file,
                                      .start = on_start,
                                      .end = on_end,
                                      .text = on_text,
                                      .context = &g,
                                      .max_depth = MOST_DEPTH},
                 &xml, err));
    enum status status = archive_each_piece(archive, entry, xml_feed, xml, err);
    if (status == OK)
        status = xml_finish(xml, err);
    xml_close(xml);
    return status;
}
