/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the GUIDs of a project lead. */
#include "ingest/qdpx_inside.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

void qdpx_fault(const struct qdpx_raw *raw, struct place at, const char *format, ...)
{
    char text[1024];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    findings_add(raw->found, FINDING_FAULT, "project", at, NULL, NULL, "%s", text);
}

/* The number of what the GUID names, or TEXTSET_NONE after the fault that says that it leads
   nowhere. */
static uint32_t follow(const struct qdpx_raw *raw, const struct textset *guids, struct qdpx_ref ref,
                       const char *what)
{
    if (ref.guid == NULL) {
        qdpx_fault(raw, ref.at, _("no guid of a %s stands here"), _(what));
        return TEXTSET_NONE;
    }
    const uint32_t found = textset_find(guids, ref.guid, strlen(ref.guid));
    if (found == TEXTSET_NONE)
        qdpx_fault(raw, ref.at, _("no %s has the guid %s"), _(what), ref.guid);
    return found;
}

/* The properties of a source while they are gathered. */
struct gathered {
    struct qdpx_source *source;
    size_t *capacity; /* of its properties */
};

static enum status add_property(const struct qdpx_raw *raw, const struct qdpx_value *value,
                                uint32_t variable, struct gathered to, struct error *err)
{
    struct qdpx_source *source = to.source;
    struct qdpx_property *grown = arena_grown(raw->arena, source->properties, source->n_properties,
                                              to.capacity, struct qdpx_property);
    if (grown == NULL)
        return error_memory(err);
    source->properties = grown;
    source->properties[source->n_properties++] =
        (struct qdpx_property){raw->variables.list[variable].name, value->text, value->variable.at};
    return OK;
}

/* The source of a case's reference, or TEXTSET_NONE: it may be one that is not read. */
static uint32_t source_of(const struct qdpx_raw *raw, const struct qdpx_case_ref *ref)
{
    const bool is_source = !ref->is_selection && ref->to.guid != NULL;
    const uint32_t source =
        is_source ? textset_find(&raw->source_guids, ref->to.guid, strlen(ref->to.guid))
                  : TEXTSET_NONE;
    return source < raw->sources.n ? source : TEXTSET_NONE;
}

/* A case's values are those of each source that it refers to; its references stand together. */
static enum status spread_value(const struct qdpx_raw *raw, const struct qdpx_value *value,
                                const size_t *first_ref, struct gathered all, struct error *err)
{
    const uint32_t variable = follow(raw, &raw->variables.guids, value->variable, N_("variable"));
    if (variable >= raw->variables.n || value->text == NULL)
        return OK;
    if (value->of_case == QDPX_NONE)
        return add_property(
            raw, value, variable,
            (struct gathered){&all.source[value->source], &all.capacity[value->source]}, err);
    for (size_t i = first_ref[value->of_case]; i < first_ref[value->of_case + 1]; i++) {
        const uint32_t source = source_of(raw, &raw->case_refs.list[i]);
        if (source != TEXTSET_NONE)
            TRY(add_property(raw, value, variable,
                             (struct gathered){&all.source[source], &all.capacity[source]}, err));
    }
    return OK;
}

static enum status link_sources(const struct qdpx_raw *raw, struct qdpx *out, struct error *err)
{
    size_t *capacity = arena_array(raw->arena, raw->sources.n, size_t);
    size_t *first_ref = arena_array(raw->arena, raw->cases.n + 1, size_t);
    out->n_sources = raw->sources.n;
    out->sources = arena_array(raw->arena, out->n_sources, struct qdpx_source);
    if (out->sources == NULL || capacity == NULL || first_ref == NULL)
        return error_memory(err);
    for (size_t i = 0; i < raw->case_refs.n; i++)
        first_ref[raw->case_refs.list[i].of + 1] = i + 1;
    for (size_t i = 0; i < raw->cases.n; i++)
        if (first_ref[i + 1] < first_ref[i])
            first_ref[i + 1] = first_ref[i];
    for (size_t i = 0; i < out->n_sources; i++)
        out->sources[i] =
            (struct qdpx_source){.name = raw->sources.list[i].name, .at = raw->sources.list[i].at};
    for (size_t i = 0; i < raw->values.n; i++)
        TRY(spread_value(raw, &raw->values.list[i], first_ref,
                         (struct gathered){out->sources, capacity}, err));
    return OK;
}

/* Cases may refer to sources that are not read, so what leads nowhere is no fault here. */
static void link_speakers(struct qdpx_raw *raw)
{
    for (size_t i = 0; i < raw->case_refs.n; i++) {
        const struct qdpx_case_ref *ref = &raw->case_refs.list[i];
        if (!ref->is_selection || ref->to.guid == NULL)
            continue;
        const uint32_t selection =
            textset_find(&raw->selection_guids, ref->to.guid, strlen(ref->to.guid));
        if (selection < raw->selections.n)
            raw->selections.list[selection].speaker = raw->cases.list[ref->of].name;
    }
}

/* NVivo codes a stretch with the case that speaks: then it is no code, but says who spoke. */
static bool is_case(struct qdpx_raw *raw, const struct qdpx_raw_coding *coding)
{
    struct qdpx_raw_selection *selection = &raw->selections.list[coding->selection];
    const char *guid = coding->code.guid;
    const uint32_t of =
        guid == NULL ? TEXTSET_NONE : textset_find(&raw->cases.guids, guid, strlen(guid));
    if (of >= raw->cases.n)
        return false;
    selection->speaker = raw->cases.list[of].name;
    selection->n_codings--;
    selection->n_cases++;
    return true;
}

/* Who coded: as the coding says, else the selection, else the project. */
static uint32_t coder_of(const struct qdpx_raw *raw, const struct qdpx_raw_coding *coding)
{
    const char *guid = coding->user;
    if (guid == NULL)
        guid = raw->selections.list[coding->selection].user;
    if (guid == NULL)
        guid = raw->user;
    if (guid == NULL) {
        qdpx_fault(raw, coding->code.at, "%s", _("nobody is named as who gave this code"));
        return TEXTSET_NONE;
    }
    return follow(raw, &raw->users.guids, (struct qdpx_ref){guid, coding->code.at}, N_("user"));
}

/* Codes that are cases are no codes; what stands below them goes up. `number` gets the new number
   of each code. */
static enum status link_codes(const struct qdpx_raw *raw, struct qdpx *out, size_t *number,
                              struct error *err)
{
    out->codes = arena_array(raw->arena, raw->codes.n, struct qdpx_code);
    if (out->codes == NULL)
        return error_memory(err);
    for (size_t i = 0; i < raw->codes.n; i++) {
        const struct qdpx_raw_code *from = &raw->codes.list[i];
        struct qdpx_code code = {from->name, from->parent, from->at};
        const char *guid = textset_text(&raw->code_guids, (uint32_t)i);
        code.parent = code.parent == QDPX_NONE ? QDPX_NONE : number[code.parent];
        if (textset_find(&raw->cases.guids, guid, strlen(guid)) != TEXTSET_NONE) {
            number[i] = code.parent;
            continue;
        }
        number[i] = out->n_codes;
        out->codes[out->n_codes++] = code;
    }
    return OK;
}

/* A code that only holds others was given: said once, and counted as it stands. */
static void note_folder(struct qdpx_raw *raw, uint32_t number, struct place at)
{
    struct qdpx_raw_code *code = &raw->codes.list[number];
    if (!code->is_codable)
        findings_add(raw->found, FINDING_WARNING, "not_codable", at, NULL, NULL,
                     "'%s' is marked as a code that nothing is coded with, but was given; it "
                     "counts",
                     code->name);
    code->is_codable = true;
}

static enum status link_codings(struct qdpx_raw *raw, const size_t *number, struct textset *coders,
                                struct qdpx *out, struct error *err)
{
    out->codings = arena_array(raw->arena, raw->codings.n, struct qdpx_coding);
    if (out->codings == NULL)
        return error_memory(err);
    for (size_t i = 0; i < raw->codings.n; i++) {
        const struct qdpx_raw_coding *coding = &raw->codings.list[i];
        if (is_case(raw, coding))
            continue;
        const uint32_t code = follow(raw, &raw->code_guids, coding->code, N_("code"));
        const uint32_t user = coder_of(raw, coding);
        if (code >= raw->codes.n || user >= raw->users.n)
            continue;
        note_folder(raw, code, coding->code.at);
        const char *name = raw->users.list[user].name;
        uint32_t coder = 0;
        if (!textset_add(coders, name == NULL ? "" : name, name == NULL ? 0 : strlen(name), &coder))
            return error_memory(err);
        out->codings[out->n_codings++] = (struct qdpx_coding){.segment = coding->selection,
                                                              .coder = coder,
                                                              .code = number[code],
                                                              .at = coding->code.at};
    }
    return OK;
}

static enum status list_coders(const struct qdpx_raw *raw, const struct textset *coders,
                               struct qdpx *out, struct error *err)
{
    out->n_coders = coders->n;
    out->coders = arena_array(raw->arena, coders->n, const char *);
    if (out->coders == NULL)
        return error_memory(err);
    for (size_t i = 0; i < coders->n; i++) {
        out->coders[i] = arena_text(raw->arena, textset_text(coders, (uint32_t)i));
        if (out->coders[i] == NULL)
            return error_memory(err);
    }
    return OK;
}

/* Two users of one name would become one coder. */
static enum status check_users(const struct qdpx_raw *raw, struct error *err)
{
    struct textset names = {0};
    bool has_memory = true;
    for (size_t i = 0; i < raw->users.n && has_memory; i++) {
        const struct qdpx_named *user = &raw->users.list[i];
        const size_t n_before = names.n;
        uint32_t index = 0;
        if (user->name == NULL)
            continue;
        has_memory = textset_add(&names, user->name, strlen(user->name), &index);
        if (has_memory && index < n_before)
            qdpx_fault(raw, user->at, _("two users are called '%s'; rename one"), user->name);
    }
    textset_release(&names);
    return has_memory ? OK : error_memory(err);
}

enum status qdpx_link(struct qdpx_raw *raw, struct qdpx *out, struct error *err)
{
    struct textset coders = {0};
    size_t *number = arena_array(raw->arena, raw->codes.n, size_t);
    if (number == NULL)
        return error_memory(err);
    out->origin = raw->origin == NULL ? "" : raw->origin;
    link_speakers(raw);
    TRY(check_users(raw, err));
    TRY(link_codes(raw, out, number, err));
    TRY(link_sources(raw, out, err));
    enum status status = link_codings(raw, number, &coders, out, err);
    if (status == OK)
        status = list_coders(raw, &coders, out, err);
    textset_release(&coders);
    return status;
}
