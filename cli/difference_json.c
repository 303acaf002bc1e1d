/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/difference_json.h"

#include <math.h>

json_t *json_of_text(const char *text)
{
    return text == NULL ? json_null() : json_string(text);
}

json_t *json_of_number(double x)
{
    return isfinite(x) ? json_real(x) : json_null();
}

json_t *change_json(const struct fact_change *change)
{
    return json_pack("{ss ss so so}", "kind", fact_group(change->kind), "name", change->name, "was",
                     json_of_text(change->was), "is", json_of_text(change->is));
}

json_t *figure_json(const struct figure *figure)
{
    if (figure == NULL)
        return json_null();
    return json_pack("{so so so so so so so so si so}", "value", json_of_number(figure->value), "n",
                     json_of_number(figure->n), "se", json_of_number(figure->se), "low",
                     json_of_number(figure->low), "high", json_of_number(figure->high), "p",
                     json_of_number(figure->p), "status",
                     json_of_text(figure->status == NULL ? "" : figure->status), "unit",
                     json_of_text(figure->unit == NULL ? "" : figure->unit), "decimals",
                     figure->decimals, "method",
                     json_of_text(figure->method == NULL ? "" : figure->method));
}

json_t *difference_json(const struct difference *difference)
{
    const struct figure *figure = difference->is != NULL ? difference->is : difference->was;
    return json_pack("{ss ss so so so so so}", "kind", difference_name(difference->kind), "id",
                     figure->id, "field", json_of_text(difference->field), "deviation",
                     json_of_number(difference->deviation), "in_se",
                     json_of_number(difference->in_se), "was", figure_json(difference->was), "is",
                     figure_json(difference->is));
}
