/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the elements of project.qde say, one by one. */
#include "ingest/qdpx_elements.h"

#include <string.h>

static const char *text_of(struct qdpx_gathering *g, const struct xml_element *element,
                           const char *name)
{
    const char *value = xml_attribute(element, name);
    const char *copy = value == NULL ? NULL : arena_text(g->raw->arena, value);
    g->is_out_of_memory |= value != NULL && copy == NULL;
    return copy;
}

/* GUIDs are written with and without braces, in both cases. */
static const char *guid_of(struct qdpx_gathering *g, const struct xml_element *element,
                           const char *name)
{
    const char *value = xml_attribute(element, name);
    if (value == NULL)
        return NULL;
    size_t n = strlen(value);
    if (n >= 2 && value[0] == '{' && value[n - 1] == '}') {
        value++;
        n -= 2;
    }
    char *guid = arena_text_n(g->raw->arena, value, n);
    g->is_out_of_memory |= guid == NULL;
    for (char *c = guid; c != NULL && *c != '\0'; c++)
        if (*c >= 'A' && *c <= 'Z')
            *c = (char)(*c - 'A' + 'a');
    return guid;
}

/* Numbers the element by its GUID. *is_new is false after the fault that says that there is none,
   or that it is there already; false when memory runs out. */
static bool number(struct qdpx_gathering *g, struct textset *set, const struct xml_element *element,
                   uint32_t *index, bool *is_new)
{
    const char *guid = guid_of(g, element, "guid");
    *is_new = false;
    *index = TEXTSET_NONE;
    if (guid == NULL || *guid == '\0') {
        qdpx_fault(g->raw, element->at, _("the %s has no guid"), element->name);
        return true;
    }
    const size_t n_before = set->n;
    if (!textset_add(set, guid, strlen(guid), index))
        return false;
    *is_new = *index == n_before;
    if (!*is_new)
        qdpx_fault(g->raw, element->at, _("the guid %s of this %s is there already"), guid,
                   element->name);
    return true;
}

bool qdpx_on_project(struct qdpx_gathering *g, const struct xml_element *element)
{
    g->raw->origin = text_of(g, element, "origin");
    g->raw->user = guid_of(g, element, "creatingUserGUID");
    return true;
}

/* A user, case or variable; a case may be without a name, a user and a variable may not. */
static bool add_named(struct qdpx_gathering *g, struct qdpx_names *names,
                      const struct xml_element *element)
{
    struct arena *arena = g->raw->arena;
    uint32_t index = 0;
    bool is_new = false;
    if (!number(g, &names->guids, element, &index, &is_new) ||
        !QDPX_GROW(arena, names, struct qdpx_named))
        return false;
    const char *name = text_of(g, element, "name");
    if (is_new)
        names->list[names->n++] = (struct qdpx_named){name, element->at};
    else
        g->within[element->depth] = SKIPPED;
    return true;
}

static bool must_have_name(struct qdpx_gathering *g, const struct xml_element *element)
{
    const char *name = xml_attribute(element, "name");
    if (name == NULL || *name == '\0')
        qdpx_fault(g->raw, element->at, _("the %s has no name"), element->name);
    return true;
}

bool qdpx_on_user(struct qdpx_gathering *g, const struct xml_element *element)
{
    return must_have_name(g, element) && add_named(g, &g->raw->users, element);
}

bool qdpx_on_variable(struct qdpx_gathering *g, const struct xml_element *element)
{
    return must_have_name(g, element) && add_named(g, &g->raw->variables, element);
}

bool qdpx_on_case(struct qdpx_gathering *g, const struct xml_element *element)
{
    return add_named(g, &g->raw->cases, element);
}

bool qdpx_on_code(struct qdpx_gathering *g, const struct xml_element *element)
{
    struct qdpx_raw *raw = g->raw;
    uint32_t index = 0;
    bool is_new = false;
    const size_t above =
        g->within[element->depth - 1] == CODE ? g->code[element->depth - 1] : QDPX_NONE;
    if (!number(g, &raw->code_guids, element, &index, &is_new) ||
        !QDPX_GROW(raw->arena, &raw->codes, struct qdpx_raw_code) || !must_have_name(g, element))
        return false;
    g->code[element->depth] = index == TEXTSET_NONE ? above : index;
    if (!is_new)
        return true;
    const char *name = text_of(g, element, "name"), *codable = xml_attribute(element, "isCodable");
    const bool is_codable =
        codable == NULL || (strcmp(codable, "false") != 0 && strcmp(codable, "0") != 0);
    raw->codes.list[raw->codes.n++] =
        (struct qdpx_raw_code){name == NULL ? "" : name, above, is_codable, element->at};
    return true;
}

bool qdpx_on_case_ref(struct qdpx_gathering *g, const struct xml_element *element)
{
    struct qdpx_raw *raw = g->raw;
    if (!QDPX_GROW(raw->arena, &raw->case_refs, struct qdpx_case_ref))
        return false;
    raw->case_refs.list[raw->case_refs.n++] =
        (struct qdpx_case_ref){.of = raw->cases.n - 1,
                               .to = {guid_of(g, element, "targetGUID"), element->at},
                               .is_selection = strcmp(element->name, "SelectionRef") == 0};
    return true;
}

bool qdpx_on_value(struct qdpx_gathering *g, const struct xml_element *element)
{
    struct qdpx_raw *raw = g->raw;
    const bool is_of_case = g->within[element->depth - 1] == CASE;
    if (!QDPX_GROW(raw->arena, &raw->values, struct qdpx_value))
        return false;
    raw->values.list[raw->values.n++] =
        (struct qdpx_value){.source = is_of_case ? QDPX_NONE : raw->sources.n - 1,
                            .of_case = is_of_case ? raw->cases.n - 1 : QDPX_NONE,
                            .variable = {NULL, element->at}};
    return true;
}

bool qdpx_on_value_of(struct qdpx_gathering *g, const struct xml_element *element)
{
    g->raw->values.list[g->raw->values.n - 1].variable =
        (struct qdpx_ref){guid_of(g, element, "targetGUID"), element->at};
    return true;
}

bool qdpx_on_source(struct qdpx_gathering *g, const struct xml_element *element)
{
    struct qdpx_raw *raw = g->raw;
    uint32_t index = 0;
    bool is_new = false;
    if (!number(g, &raw->source_guids, element, &index, &is_new) || !must_have_name(g, element) ||
        !QDPX_GROW(raw->arena, &raw->sources, struct qdpx_raw_source))
        return false;
    if (!is_new) {
        g->within[element->depth] = SKIPPED;
        return true;
    }
    const char *name = text_of(g, element, "name");
    raw->sources.list[raw->sources.n++] =
        (struct qdpx_raw_source){.name = name == NULL ? "" : name,
                                 .path = text_of(g, element, "plainTextPath"),
                                 .at = element->at};
    g->left_out = (struct qdpx_named){name, element->at};
    g->n_of_source = 0;
    return true;
}

bool qdpx_on_left_out(struct qdpx_gathering *g, const struct xml_element *element)
{
    g->left_out = (struct qdpx_named){text_of(g, element, "name"), element->at};
    g->n_left_out = 0;
    return true;
}

bool qdpx_on_selection(struct qdpx_gathering *g, const struct xml_element *element)
{
    struct qdpx_raw *raw = g->raw;
    uint32_t index = 0;
    bool is_new = false;
    if (!number(g, &raw->selection_guids, element, &index, &is_new) ||
        !QDPX_GROW(raw->arena, &raw->selections, struct qdpx_raw_selection))
        return false;
    if (!is_new) {
        g->within[element->depth] = SKIPPED;
        return true;
    }
    raw->selections.list[raw->selections.n++] =
        (struct qdpx_raw_selection){.source = raw->sources.n - 1,
                                    .start = text_of(g, element, "startPosition"),
                                    .end = text_of(g, element, "endPosition"),
                                    .user = guid_of(g, element, "creatingUser"),
                                    .at = element->at};
    return true;
}

bool qdpx_on_memo(struct qdpx_gathering *g, const struct xml_element *element)
{
    (void)element;
    g->raw->selections.list[g->raw->selections.n - 1].has_memo = true;
    return true;
}

bool qdpx_on_coding(struct qdpx_gathering *g, const struct xml_element *element)
{
    struct qdpx_raw *raw = g->raw;
    if (!QDPX_GROW(raw->arena, &raw->codings, struct qdpx_raw_coding))
        return false;
    raw->selections.list[raw->selections.n - 1].n_codings++;
    raw->codings.list[raw->codings.n++] =
        (struct qdpx_raw_coding){.selection = raw->selections.n - 1,
                                 .user = guid_of(g, element, "creatingUser"),
                                 .code = {NULL, element->at}};
    return true;
}

bool qdpx_on_code_ref(struct qdpx_gathering *g, const struct xml_element *element)
{
    g->raw->codings.list[g->raw->codings.n - 1].code =
        (struct qdpx_ref){guid_of(g, element, "targetGUID"), element->at};
    return true;
}

bool qdpx_on_source_coding(struct qdpx_gathering *g, const struct xml_element *element)
{
    (void)element;
    g->n_of_source++;
    return true;
}

/* NVivo links the stretches that bear a memo to it. */
bool qdpx_on_link(struct qdpx_gathering *g, const struct xml_element *element)
{
    static const char *const ends[] = {"originGUID", "targetGUID"};
    for (size_t i = 0; i < COUNT(ends); i++) {
        const char *guid = guid_of(g, element, ends[i]);
        const uint32_t selection = guid == NULL
                                       ? TEXTSET_NONE
                                       : textset_find(&g->raw->selection_guids, guid, strlen(guid));
        if (selection < g->raw->selections.n)
            g->raw->selections.list[selection].has_memo = true;
    }
    return true;
}
