/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/graphml.h"

#include "base/missing.h"
#include "base/text.h"
#include "report/xmlfile.h"

#include <stdio.h>

enum { ID_SIZE = 32 };

/* An attribute of nodes or edges: its id, and what it is called. */
static void put_key(struct xmlfile *xml, const char *id, const char *of, const char *name,
                    const char *type)
{
    xmlfile_begin(xml, "key");
    xmlfile_attribute(xml, "id", id);
    xmlfile_attribute(xml, "for", of);
    xmlfile_attribute(xml, "attr.name", name);
    xmlfile_attribute(xml, "attr.type", type);
    xmlfile_end(xml);
}

static void put_text(struct xmlfile *xml, const char *id, const char *text)
{
    xmlfile_element_with(xml, "data", "key", id, text);
}

static void put_number(struct xmlfile *xml, const char *id, double x)
{
    char text[TEXT_NUMBER_SIZE];
    if (is_missing(x))
        return;
    text_put_number(x, text);
    put_text(xml, id, text);
}

/* "g3": the number of an attribute of its kind. */
static const char *id_of(char kind, size_t i, char out[ID_SIZE])
{
    snprintf(out, ID_SIZE, "%c%zu", kind, i);
    return out;
}

static void put_keys(struct xmlfile *xml, const struct wave *wave)
{
    char id[ID_SIZE];
    put_key(xml, "key", "node", "key", "string");
    put_key(xml, "label", "node", "label", "string");
    put_key(xml, "answered", "node", "answered", "boolean");
    for (size_t i = 0; i < wave->n_groups; i++)
        put_key(xml, id_of('g', i, id), "node", wave->groups[i].of->code, "string");
    for (int i = 0; i < NETWORK_MEASURE_COUNT; i++)
        put_key(xml, id_of('m', (size_t)i, id), "node",
                wave->form->cooperation.measures == NULL
                    ? network_measure_name((enum network_measure)i)
                    : wave->form->cooperation.measures[i].code,
                "double");
    for (size_t i = 0; i < wave->n_scores; i++)
        put_key(xml, id_of('s', i, id), "node", wave->scores[i].index->code, "double");
    put_key(xml, "weight", "edge", "weight", "double");
}

static void put_node(struct xmlfile *xml, const struct wave *wave, size_t i)
{
    const struct network *network = wave->network;
    char id[ID_SIZE];
    xmlfile_begin(xml, "node");
    xmlfile_attribute(xml, "id", id_of('n', i, id));
    put_text(xml, "key", network->key[i]);
    put_text(xml, "label", network->name[i]);
    put_text(xml, "answered", network->has_answered[i] ? "true" : "false");
    for (size_t g = 0; g < wave->n_groups; g++)
        if (network->level[g][i] != NO_LEVEL)
            put_text(xml, id_of('g', g, id), wave->groups[g].names[network->level[g][i]]);
    for (int m = 0; m < NETWORK_MEASURE_COUNT; m++)
        if (network->measure[m] != NULL)
            put_number(xml, id_of('m', (size_t)m, id), network->measure[m][i]);
    for (size_t s = 0; s < wave->n_scores && network->row[i] != NETWORK_NO_ROW; s++)
        put_number(xml, id_of('s', s, id), wave->scores[s].value[network->row[i]]);
    xmlfile_end(xml);
}

static void put_edge(struct xmlfile *xml, const struct tie *tie)
{
    char id[ID_SIZE];
    xmlfile_begin(xml, "edge");
    xmlfile_attribute(xml, "source", id_of('n', tie->from, id));
    xmlfile_attribute(xml, "target", id_of('n', tie->to, id));
    put_number(xml, "weight", tie->weight);
    xmlfile_end(xml);
}

static void put_graph(struct xmlfile *xml, const struct wave *wave)
{
    const struct network *network = wave->network;
    xmlfile_begin(xml, "graph");
    xmlfile_attribute(xml, "id", "network");
    xmlfile_attribute(xml, "edgedefault", "directed");
    for (size_t i = 0; i < network->n; i++)
        put_node(xml, wave, i);
    for (size_t i = 0; i < network->n_ties; i++)
        put_edge(xml, &network->ties[i]);
    xmlfile_end(xml);
}

enum status graphml_write(const char *path, const struct wave *wave, struct error *err)
{
    struct xmlfile *xml = NULL;
    TRY(xmlfile_open(path, &xml, err));
    xmlfile_begin(xml, "graphml");
    xmlfile_attribute(xml, "xmlns", "http://graphml.graphdrawing.org/xmlns");
    put_keys(xml, wave);
    put_graph(xml, wave);
    xmlfile_end(xml);
    const enum status status = xmlfile_finish(xml, err);
    xmlfile_close(xml);
    return status;
}
