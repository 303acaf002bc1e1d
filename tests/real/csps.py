#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the Cabinet Office published of its Civil Service People Survey, beside what mognad makes of it.

    csps.py register YEAR             prints the organisations of that year as register.csv
    csps.py compare YEAR SCORES       compares SCORES (scores.csv) with the published theme scores of
                                      every organisation and with their benchmark, the medians

The rows for the whole civil service, which stand among the organisations, are no units: they are left
out of the register. MOGNAD_DATA names the folder with csps/.
"""
import csv
import os
import statistics
import sys
from pathlib import Path

DATA = Path(os.environ["MOGNAD_DATA"]) / "csps"
# The columns of each theme's published score: 2016, and the years after it.
THEMES = {
    "ENGAGEMENT": ("EES", "employee engagement index"), "WORK": ("mw_ts", "my work"),
    "PURPOSE": ("op_ts", "organisational objectives and purpose"), "MANAGER": ("lm_ts", "my manager"),
    "TEAM": ("mt_ts", "my team"), "LEARNING": ("ld_ts", "learning and development"),
    "FAIRNESS": ("if_ts", "inclusion and fair treatment"),
    "WORKLOAD": ("rw_ts", "resources and workload"), "PAY": ("pb_ts", "pay and benefits"),
    "LEADERSHIP": ("lc_ts", "leadership and managing change"),
}
# In the file of 2016 these two have each other's theme scores: their items say so. Engagement, which
# is no mean of its items, is taken as published.
SWAPPED = {2016: ("Department for International Trade", "Department for International Development")}
WHOLE = ("Civil Service benchmark (median)", "Civil Service Benchmark (median)",
         "All civil servants (mean score)")


def read(pattern):
    (path,) = DATA.glob(pattern)
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def organisations(year):
    header, *rows = read(f"{year}__*ll_[oO]rg*cores*") if year < 2018 else read(f"{year}__*All-Org*")
    return header, [row for row in rows if row[1] not in WHOLE]


def register(year):
    writer = csv.writer(sys.stdout)
    writer.writerow(["Organisation"])
    writer.writerows([row[1].strip()] for row in organisations(year)[1])


def published(year):
    """{(organisation, theme): score} and {theme: median}, as published, 0 to 100."""
    header, rows = organisations(year)
    places = {}
    for theme, names in THEMES.items():
        for place, name in enumerate(header):
            if name.rstrip("1").lower() in (names[0].lower(), names[1]):
                places[theme] = place
    scores = {(row[1].strip(), theme): float(row[place].rstrip("%"))
              for row in rows for theme, place in places.items()}
    for one, other in [SWAPPED[year]] if year in SWAPPED else []:
        for theme in set(places) - {"ENGAGEMENT"}:
            scores[one, theme], scores[other, theme] = scores[other, theme], scores[one, theme]
    bench = read(f"{year}__*enchmark*")
    medians = {row[0]: float(row[bench[0].index(str(year))]) for row in bench[1:]
               if row[0] in {names[0] for names in THEMES.values()}}
    return scores, {theme: 100 * medians[names[0]] for theme, names in THEMES.items()}


def compare(year, path):
    scores, medians = published(year)
    with open(path, encoding="utf-8", newline="") as file:
        ours = {(row["unit"], row["code"]): float(row["value"])
                for row in csv.DictReader(file) if row["code"] in THEMES}
    assert set(ours) == set(scores), set(ours) ^ set(scores)
    worst = max(abs(ours[key] - scores[key]) for key in scores)
    # Items and themes are both published as whole per cents: half a point each.
    assert worst <= 1, [(key, ours[key], scores[key]) for key in scores
                        if abs(ours[key] - scores[key]) > 1][:10]
    for theme, want in medians.items():
        got = statistics.median(value for key, value in ours.items() if key[1] == theme)
        assert abs(got - want) <= 1, (theme, got, want)
    engagement = statistics.median(v for key, v in ours.items() if key[1] == "ENGAGEMENT")
    print(f"{year}: {len(scores)} scores, {worst:.2f} apart at most, median engagement {engagement:g}")


def main():
    if sys.argv[1] == "register":
        register(int(sys.argv[2]))
    else:
        compare(int(sys.argv[2]), sys.argv[3])


main()
