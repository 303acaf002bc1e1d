#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tries to recover what a publication withholds.

    attack.py REVIEW PUBLISHED SURVEY [--register FILE] [--min-cell N] [--primary]

REVIEW and PUBLISHED are what the same run wrote with either profile (out/2022). The attacker reads
the published figures.csv and report.xlsx and knows the register, and, which is more than anyone
should, which agencies answered and which have a score. REVIEW tells what was to be recovered. With
--primary the attacker is given a publication in which small cells alone are withheld: then it must
succeed. Prints what was recovered; exit status 1 when something was."""
import csv
import itertools
import math
import os
import re
import sys
import zipfile
from fractions import Fraction
from urllib.parse import unquote

NOTHING = 1e-9


def read(path, delimiter=","):
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=delimiter))


def number(text):
    return float(text) if text not in (None, "") else None


class Figures(dict):
    """Figures by id: value, n, se and whether they are withheld."""

    def __init__(self, path):
        super().__init__()
        for row in read(path):
            self[row["id"]] = {
                "value": number(row["value"]),
                "n": number(row["n"]),
                "se": number(row["se"]),
                "unit": row["unit"],
                "status": row["status"],
            }

    def shown(self, id, field="value"):
        figure = self.get(id)
        return figure[field] if figure and figure["status"] == "" else None


def parts(id):
    """family, measure, subject, {code: level}."""
    name, _, group = id.partition("|")
    levels = [pair.partition("=") for pair in group.split(";")] if group else []
    fields = name.split("/")
    return (fields[0], fields[1], unquote("/".join(fields[2:])),
            {unquote(a): unquote(b) for a, _, b in levels})


def encode(text):
    return "".join(c if re.match(r"[A-Za-z0-9_.-]", c) else "".join("%%%02X" % b for b in c.encode())
                   for c in text)


# ---- linear algebra ----

class Span:
    """Rows in reduced echelon form, to ask what follows from them."""

    def __init__(self):
        self.rows = []  # (pivot, row, value)

    def reduce(self, row, value):
        row = list(row)
        for pivot, other, known in self.rows:
            times = row[pivot]
            if abs(times) > NOTHING:
                row = [a - times * b for a, b in zip(row, other)]
                value -= times * known
        return row, value

    def add(self, row, value):
        row, value = self.reduce(row, value)
        pivot = max(range(len(row)), key=lambda i: abs(row[i]), default=None)
        if pivot is None or abs(row[pivot]) < 1e-7:
            return
        by = row[pivot]
        row, value = [a / by for a in row], value / by
        for i, (p, other, known) in enumerate(self.rows):
            times = other[pivot]
            if abs(times) > NOTHING:
                self.rows[i] = (p, [a - times * b for a, b in zip(other, row)], known - times * value)
        self.rows.append((pivot, row, value))

    def find(self, target):
        """The value of a target that follows; None when it does not."""
        left, value = self.reduce(target, 0.0)
        return -value if all(abs(a) < 1e-6 for a in left) else None


def bounds(equations, low, high):
    """Bounds of whole numbers by what each equation (columns, sum) leaves, to a fixed point."""
    changed = True
    while changed:
        changed = False
        for columns, total in equations:
            all_low = sum(low[c] for c in columns)
            all_high = sum(high[c] for c in columns)
            for c in columns:
                up = total - (all_low - low[c])
                down = total - (all_high - high[c])
                if up < high[c] - 1e-6:
                    all_high -= high[c] - up
                    high[c], changed = up, True
                if down > low[c] + 1e-6:
                    all_low += down - low[c]
                    low[c], changed = down, True


# ---- the attacks ----

class Attack:
    def __init__(self, review, published, survey, register, least, primary):
        self.review = Figures(os.path.join(review, "figures.csv"))
        self.figures = Figures(os.path.join(published, "figures.csv"))
        self.published, self.survey, self.least = published, survey, least
        self.recovered, self.tried, self.narrowest = [], 0, math.inf
        if primary:
            self.show_all_but_small()
        self.units = self.read_units(register)
        self.scores = {}
        for row in read(os.path.join(review, "scores.csv")):
            if row["value"]:
                self.scores.setdefault(row["code"], {})[row["unit"]] = float(row["value"])
        self.answered = sorted({u for row in read(os.path.join(review, "scores.csv"))
                                for u in [row["unit"]]})
        self.check_levels()

    def show_all_but_small(self):
        """What a program would publish that looked at each figure alone."""
        for id, figure in self.figures.items():
            whole = self.review[id]
            if figure["status"] != "c" or self.is_small(id, whole):
                continue
            self.figures[id] = whole

    def is_small(self, id, whole):
        family, measure, _, _ = parts(id)
        if family in ("index", "item") and measure in ("min", "max"):
            return True
        few = lambda x: x is not None and 0 < x < self.least
        n, value = whole["n"], whole["value"]
        if whole["unit"] == "share" and n is not None and value is not None and family in ("item", "share", "network"):
            hits = round(n * value)
            return few(hits) or few(n) or (family != "network" and few(n - hits))
        if family == "response" and value is not None and n is not None:
            return few(round(n * value))
        if family == "composition" and measure != "frame":
            return few(round((self.review[id.replace("difference", "answered")]["value"] or 0) * n)) if "|" in id else False
        if whole["unit"] == "count":
            return few(value)
        return few(n)

    # -- what is known of the units --

    def read_units(self, register):
        key = read(os.path.join(self.survey, "settings.csv"))[0]["unit_key"]
        rows = read(register or os.path.join(self.survey, "register.csv"))
        self.groups = {}
        for row in read(os.path.join(self.survey, "indices.csv")):
            if row["Type"] == "Group":
                breaks = [float(b) for b in (row.get("Breaks") or "").split(";") if b]
                self.groups[row["iCode"]] = (row.get("Source") or row["iCode"], breaks)
        return {row[key]: {g: self.level(row.get(source, ""), breaks)
                           for g, (source, breaks) in self.groups.items()} for row in rows}

    @staticmethod
    def level(text, breaks):
        if not breaks or text.strip() == "":
            return text.strip() or None
        x = float(text.replace(",", "."))
        name = lambda b: "%g" % b
        for i, b in enumerate(breaks):
            if x <= b:
                return "<=" + name(b) if i == 0 else name(breaks[i - 1]) + "-" + name(b)
        return ">" + name(breaks[-1])

    def check_levels(self):
        """The attacker's groups are the program's."""
        for id, figure in self.review.items():
            family, measure, group, levels = parts(id)
            if (family, measure) == ("group", "answered"):
                n = sum(self.units[u][group] == levels[group] for u in self.answered)
                assert n == figure["value"], "%s: %g units, not %d" % (id, figure["value"], n)

    def levels(self):
        for id in self.review:
            family, measure, group, levels = parts(id)
            if (family, measure) == ("group", "answered"):
                yield group, levels[group]

    @staticmethod
    def pair(group, level):
        return "%s=%s" % (encode(group), encode(level))

    # -- the verdicts --

    def found(self, id, value, truth=None):
        self.recovered.append("%s = %.10g%s" % (id, value, "" if truth is None else " (it is %.10g)" % truth))

    def left_open(self, id, low, high):
        """Whole numbers from low to high are possible."""
        self.tried += 1
        width = math.floor(high + 1e-6) - math.ceil(low - 1e-6)
        self.narrowest = min(self.narrowest, width)
        if width < 1:
            self.found(id, low)

    # -- counts by groups --

    def attack_answered(self):
        total = self.figures.shown("response/n")
        if total is None or total == self.figures.shown("response/frame"):
            return  # all answered: the register tells how many in each level
        frame = list(self.units)
        cells = sorted({tuple(str(self.units[u][g]) for g in self.groups) for u in frame})
        where = {c: i for i, c in enumerate(cells)}
        of = {u: where[tuple(str(self.units[u][g]) for g in self.groups)] for u in frame}
        size = [0] * len(cells)
        in_frame = self.in_frame()
        for u in frame:
            size[of[u]] += u in in_frame
        low, high = [0.0] * len(cells), [float(s) for s in size]
        equations, span = [(list(range(len(cells))), total)], Span()
        span.add([1.0] * len(cells), total)
        hidden = []
        for group, level in self.levels():
            columns = sorted({of[u] for u in frame if self.units[u][group] == level and u in in_frame})
            n = self.answered_in(group, level)
            if n is None:
                hidden.append((group, level, columns))
                continue
            equations.append((columns, n))
            span.add([float(i in set(columns)) for i in range(len(cells))], n)
        # by level, too: what the published ones leave
        for group in self.groups:
            mine = [h for h in hidden if h[0] == group]
            others = sum(self.answered_in(g, l) or 0 for g, l in self.levels() if g == group)
            without = self.figures.shown("group/without/" + encode(group)) or 0
            if mine:
                equations.append((sorted({c for h in mine for c in h[2]}), total - others - without))
        bounds(equations, low, high)
        for group, level, columns in hidden:
            id = "group/answered/%s|%s" % (encode(group), self.pair(group, level))
            value = span.find([float(i in set(columns)) for i in range(len(cells))])
            if value is not None and columns:
                self.found(id, value, self.review[id]["value"])
            most = sum(size[c] for c in columns)
            down = max(sum(low[c] for c in columns), 0)
            up = min(sum(high[c] for c in columns), most)
            if self.review[id]["value"] > 0:
                self.left_open(id, down, up)

    def in_frame(self):
        """The units of the frame: those of sizes that the register's counts add up to."""
        n = self.review["response/frame"]["value"]
        if n == len(self.units):
            return set(self.units)
        over = {u for u, levels in self.units.items() if levels.get("size") not in ("<=10", None)}
        assert len(over | set(self.answered)) == n, "the frame is not understood"
        return over | set(self.answered)

    def answered_in(self, group, level):
        """How many answered in a level, by any figure that tells."""
        pair = self.pair(group, level)
        n = self.figures.shown("group/answered/%s|%s" % (encode(group), pair))
        if n is not None:
            return n
        frame = self.figures.shown("group/frame/%s|%s" % (encode(group), pair))
        rate = self.figures.shown("response/rate|" + pair)
        weight = self.figures.shown("weight/level/%s|%s" % (encode(group), pair))
        share = self.figures.shown("composition/answered/%s|%s" % (encode(group), pair))
        if frame is not None and rate is not None:
            return round(frame * rate)
        if frame and weight:
            return round(frame / weight)
        if share is not None:
            return round(share * self.figures.shown("composition/answered/%s|%s" % (encode(group), pair), "n"))
        return None

    # -- means of indices --

    def sums_of(self, index):
        """Published sums of scores: (units, weights, sum)."""
        scores = self.scores[index]
        everyone = sorted(scores)
        total = self.figures.shown("index/mean/" + encode(index))
        if total is not None:
            yield set(everyone), None, total * len(everyone)
        for group, level in self.levels():
            units = {u for u in everyone if self.units[u][group] == level}
            pair = self.pair(group, level)
            mean = self.figures.shown("index/mean/%s|%s" % (encode(index), pair))
            if mean is not None and units:
                yield units, None, mean * len(units)
        yield from self.weighted(index, everyone)
        yield from self.claims(index, everyone)

    def weighted(self, index, everyone):
        """The post-stratified mean, of one grouping: a sum with other weights."""
        mean = self.figures.shown("index/weighted_mean/" + encode(index))
        strata = [s for s in (read(os.path.join(self.survey, "settings.csv"))[0].get("strata") or "").split(";") if s]
        if mean is None or len(strata) != 1:
            return
        group, weights, total = strata[0], {}, 0
        for u in everyone:
            level = self.units[u][group]
            frame = self.figures.shown("group/frame/%s|%s" % (encode(group), self.pair(group, level)))
            n = sum(self.units[v][group] == level for v in everyone)
            weights[u] = frame / n
            total += frame / n
        yield set(everyone), weights, mean * total

    def claims(self, index, everyone):
        """Means by levels of a Group in a claim about the index."""
        path = os.path.join(self.survey, "hypotheses.csv")
        for row in read(path) if os.path.exists(path) else []:
            if row["test"] != "mean_difference" or row["y"] != index or row["group"] not in self.groups or row.get("where"):
                continue
            for level in {l for g, l in self.levels() if g == row["group"]}:
                mean = self.figures.shown("hypothesis/mean/%s|%s" % (encode(row["id"]), self.pair(row["group"], level)))
                units = {u for u in everyone if self.units[u][row["group"]] == level}
                if mean is not None and units:
                    yield units, None, mean * len(units)

    def attack_means(self):
        for index in self.scores:
            self.attack_sums(index, "index/mean/" + encode(index), self.sums_of(index), self.scores[index])

    def attack_sums(self, index, id, sums, truth):
        everyone = sorted(truth)
        # units alike in every sum are one column: their sum is the unknown
        sums = list(sums)
        like = {}
        for u in everyone:
            like.setdefault(tuple((u in s, round(w[u], 9) if w and u in s else 0) for s, w, _ in sums), []).append(u)
        atoms = list(like.values())
        span = Span()
        for units, weights, value in sums:
            span.add([(weights[a[0]] if weights else 1.0) if a[0] in units else 0.0 for a in atoms], value)
        for _, row, value in span.rows:
            units = [u for a, x in zip(atoms, row) if abs(x) > 1e-6 for u in a]
            if 0 < len(units) < self.least:
                self.found("%s of %d units" % (id, len(units)), value)
        for group, level in self.levels():
            units = {u for u in everyone if self.units[u][group] == level}
            of = "%s|%s" % (id, self.pair(group, level))
            if not units or self.figures.shown(of) is not None or of not in self.figures:
                continue
            self.tried += 1
            inside = [len(set(a) & units) for a in atoms]
            if any(0 < n < len(a) for n, a in zip(inside, atoms)):
                continue  # some of those who are alike in what is published
            value = span.find([1.0 if n else 0.0 for n in inside])
            if value is not None:
                self.found(of, value / len(units), self.review[of]["value"])
        for group in self.groups:
            self.attack_rest(id, group, everyone)

    def attack_rest(self, id, group, everyone):
        """The mean of those whom no published level of a grouping holds."""
        left = set(everyone)
        if self.figures.shown(id) is None:
            return
        for g, level in self.levels():
            if g == group and self.figures.shown("%s|%s" % (id, self.pair(g, level))) is not None:
                left -= {u for u in everyone if self.units[u][g] == level}
        if 0 < len(left) < self.least:
            self.found("%s of the rest of %s, %d units" % (id, group, len(left)), math.nan)

    # -- shares of strong ones --

    def attack_strong(self):
        for index, scores in self.scores.items():
            id = "share/strong/" + encode(index)
            share = self.figures.shown(id)
            if share is None:
                continue
            strong = {u: None for u in scores}
            hits = lambda of: None if self.figures.shown(of) is None else round(self.figures.shown(of) * self.figures.shown(of, "n"))
            sums = [(set(strong), None, hits(id))]
            for group, level in self.levels():
                units = {u for u in strong if self.units[u][group] == level}
                n = hits("%s|%s" % (id, self.pair(group, level)))
                if n is not None and units:
                    sums.append((units, None, n))
            self.attack_sums(index, id, sums, strong)
            for group in self.groups:
                self.narrow_strong(id, group, strong, hits)

    def narrow_strong(self, id, group, strong, hits):
        hidden, left = [], hits(id)
        for g, level in self.levels():
            if g != group:
                continue
            n = sum(self.units[u][g] == level for u in strong)
            of = "%s|%s" % (id, self.pair(g, level))
            if hits(of) is not None:
                left -= hits(of)
            elif n:
                hidden.append((of, n))
        left_units = sum(n for _, n in hidden)
        for of, n in hidden:
            self.left_open(of, max(0, left - (left_units - n)), min(left, n))

    # -- distributions --

    def attack_distributions(self):
        tables = {}
        for id, figure in self.review.items():
            family, measure, subject, levels = parts(id)
            if (family, measure) in (("item", "share"), ("share", "band")):
                tables.setdefault((family, measure, subject), []).append((id, levels))
        kinds = {row["name"]: row["type"] for row in self.questions()}
        for (family, measure, subject), cells in tables.items():
            if kinds.get(subject, "").startswith("select_multiple"):
                for id, _ in cells:
                    self.attack_option(id)
            else:
                self.attack_table(family, subject, cells)

    def questions(self):
        path = os.path.join(self.survey, "survey.csv")
        return read(path) if os.path.exists(path) else []

    def scores_of(self, subject):
        kind = {row["name"]: row["type"] for row in self.questions()}.get(subject, "")
        name = kind.partition(" ")[2]
        rows = read(os.path.join(self.survey, "choices.csv")) if kind else []
        return {row["name"]: number(row.get("score")) for row in rows if row["list_name"] == name}

    def attack_option(self, id):
        """An option of several stands alone; but its list's mean is a sum over all options."""
        if self.figures[id]["status"] == "c":
            self.tried += 1
            name = id.partition("|")[0].rpartition("/")[2]
            others = [i for i in self.figures if i.startswith("item/share/%s|" % name) and i != id]
            if self.figures.shown("item/mean/" + name) is not None and all(self.figures.shown(i) is not None for i in others):
                self.found(id + ", from item/mean", math.nan)

    def attack_table(self, family, subject, cells):
        hidden = [(id, levels) for id, levels in cells if self.figures.shown(id) is None and self.review[id]["value"] is not None]
        if not hidden:
            return
        n = {self.figures.shown(id, "n") for id, _ in cells} - {None}
        if not n:
            self.tried += len(hidden)
            return
        n = n.pop()
        left = n - sum(round(self.figures.shown(id) * n) for id, _ in cells if self.figures.shown(id) is not None)
        mean = self.figures.shown("item/mean/" + encode(subject)) if family == "item" else None
        se = self.figures.shown("item/mean/" + encode(subject), "se") if family == "item" else None
        frame = self.figures.shown("response/frame")
        points = self.scores_of(subject) if mean is not None else {}
        choice = lambda id: parts(id)[3].get("choice")
        known = lambda power: sum(round(self.figures.shown(id) * n) * (points.get(choice(id)) or 0) ** power
                                  for id, _ in cells if self.figures.shown(id) is not None)
        solutions = []
        for counts in compositions(left, len(hidden)):
            if mean is not None:
                values = [points.get(choice(id)) or 0 for id, _ in hidden]
                if abs(sum(c * v for c, v in zip(counts, values)) + known(1) - mean * n) > 1e-6:
                    continue
                squares = sum(c * v * v for c, v in zip(counts, values)) + known(2)
                if se is not None and abs(self.se(squares, mean, n, frame) - se) > 1e-9:
                    continue
            solutions.append(counts)
        for i, (id, _) in enumerate(hidden):
            if round(self.review[id]["value"] * n) == 0:
                continue
            self.left_open(id, min(s[i] for s in solutions), max(s[i] for s in solutions))
        union = sum(round(self.review[id]["value"] * n) for id, _ in hidden)
        if union < self.least:
            self.found("%s: %d units in what is withheld together" % (subject, union), union)

    @staticmethod
    def se(squares, mean, n, frame):
        variance = (squares - n * mean * mean) / (n - 1) if n > 1 else 0
        return math.sqrt(max(0, variance) / n * (1 - n / frame))

    def attack_indices(self):
        """An index that all units have whole is the mean of its questions."""
        rows = read(os.path.join(self.survey, "indices.csv"))
        for index in self.scores:
            names = [r.get("Source") or r["iCode"] for r in rows if r.get("Parent") == index]
            means = ["item/mean/" + encode(n) for n in names]
            if not means or any(m not in self.review or self.review[m]["n"] != len(self.scores[index]) for m in means):
                continue
            hidden = [m for m in means if self.figures.shown(m) is None]
            self.tried += len(hidden)
            if len(hidden) == 1:
                self.found("%s, from index/mean/%s" % (hidden[0], index), math.nan)

    # -- ties between departments --

    def attack_ties(self):
        cells = {}
        for id in self.review:
            family, measure, group, levels = parts(id)
            if (family, measure) == ("network", "ties") and "to" in levels:
                cells[(levels[group], levels["to"])] = (id, group)
        if not cells:
            return
        order = list(cells)
        column = {c: i for i, c in enumerate(order)}
        low, high, equations = [0.0] * len(order), [1e6] * len(order), []
        names = sorted({a for a, _ in order})
        for cell, (id, group) in cells.items():
            n = self.figures.shown(id)
            share = "network/share/" + id.partition("network/ties/")[2]
            if n is None and self.figures.shown(share) is not None:
                n = round(self.figures.shown(share) * self.figures.shown(share, "n"))
            if n is not None:
                equations.append(([column[cell]], n))
        group = cells[order[0]][1]
        for a in names:
            pair = self.pair(group, a)
            rows = [self.figures.shown("network/share/%s|%s;to=%s" % (encode(group), pair, encode(b)), "n") for b in names]
            total = next((r for r in rows if r is not None), None)
            ei, n = self.figures.shown("network/ei/%s|%s" % (encode(group), pair)), self.figures.shown("network/ei/%s|%s" % (encode(group), pair), "n")
            total = total if total is not None else n
            if total is not None:
                equations.append(([column[(a, b)] for b in names], total))
            if ei is not None:
                equations.append(([column[(a, a)]], round(n * (1 - ei) / 2)))
        ei, n = self.figures.shown("network/ei/" + encode(group)), self.figures.shown("network/ei/" + encode(group), "n")
        if ei is not None:
            equations.append(([column[(a, a)] for a in names], round(n * (1 - ei) / 2)))
            equations.append((list(range(len(order))), n))
        span = Span()
        for columns, total in equations:
            span.add([float(i in set(columns)) for i in range(len(order))], total)
        bounds(equations, low, high)
        for cell, (id, _) in cells.items():
            if self.figures.shown(id) is not None or not self.review[id]["value"]:
                continue
            value = span.find([float(i == column[cell]) for i in range(len(order))])
            if value is not None:
                self.found(id, value, self.review[id]["value"])
            else:
                self.left_open(id, low[column[cell]], high[column[cell]])

    # -- years --

    def attack_years(self):
        for id in self.figures:
            family, measure, index, levels = parts(id)
            if (family, measure) != ("trend", "staying"):
                continue
            tail = id.partition("trend/staying/")[2]
            for kind in ("entering", "leaving"):
                n = self.review["trend/%s/%s" % (kind, tail)]["n"]
                self.tried += 1
                if not 0 < n < self.least:
                    continue
                shown = [i for i in self.figures if i.endswith(tail.partition("|")[2]) and
                         parts(i)[1] in ("panel_mean", "panel_change", "staying", "entering", "leaving", "restructured") and
                         parts(i)[2] == index and self.figures.shown(i) is not None]
                if shown:
                    self.found("the mean of %d units %s, from %s" % (n, kind, shown[0]), math.nan)

    # -- what any view may show --

    def attack_workbook(self):
        """No number of a withheld figure stands in the workbook, and no key or name of a unit."""
        path = os.path.join(self.published, "report.xlsx")
        if not os.path.exists(path):
            return
        cells = set()
        with zipfile.ZipFile(path) as book:
            for name in book.namelist():
                text = book.read(name).decode("utf-8", "replace")
                for value in re.findall(r"<v>([-0-9.eE]+)</v>", text) if name.startswith("xl/worksheets/sheet") else []:
                    cells.add("%.12g" % float(value))
        public = {"%.12g" % x for f in self.figures.values() if f["status"] != "c"
                  for x in (f["value"], f["n"], f["se"]) if x is not None}
        for id, figure in self.figures.items():
            whole = self.review[id]
            for x in (whole["value"], whole["se"]) if figure["status"] == "c" else ():
                if x is None or is_common(x) or "%.12g" % x in public:
                    continue
                for shape in ("%.12g" % x, "%.12g" % (100 * x)):
                    if shape in cells:
                        self.found(id + ", in the workbook", x)

    def attack_names(self, register, published):
        rows = read(register or os.path.join(self.survey, "register.csv"))
        settings = read(os.path.join(self.survey, "settings.csv"))[0]
        words = {row[settings["unit_key"]] for row in rows} | {row[settings["unit_key"]].replace("-", "") for row in rows}
        words |= {row.get(settings.get("name_column") or "", "") or "" for row in rows}
        words = {w for w in words if len(w) > 5}
        for file in sorted(os.listdir(published)):
            path = os.path.join(published, file)
            texts = [open(path, encoding="utf-8", errors="replace").read()]
            if zipfile.is_zipfile(path):
                with zipfile.ZipFile(path) as book:
                    texts = [book.read(name).decode("utf-8", "replace") for name in book.namelist()]
            for text in texts:
                for word in words:
                    if word in text:
                        self.found("%s names %s" % (file, word), math.nan)

    def run(self):
        self.attack_answered()
        self.attack_means()
        self.attack_strong()
        self.attack_distributions()
        self.attack_indices()
        self.attack_ties()
        self.attack_years()


def is_common(x):
    """A ratio of small whole numbers: other figures may well have the same value."""
    return abs(float(Fraction(x).limit_denominator(2000)) - x) < 1e-12


def compositions(total, n):
    """All ways to write a whole number as a sum of n that are not negative; few are enough."""
    total = int(round(total))
    if n == 1:
        yield (total,)
        return
    if n > 4 and total > 12:  # too many: the ends suffice, each part alone may be 0 or all
        for i in range(n):
            yield tuple(total if j == i else 0 for j in range(n))
        return
    for bars in itertools.combinations(range(total + n - 1), n - 1):
        ends = (-1,) + bars + (total + n - 1,)
        yield tuple(b - a - 1 for a, b in zip(ends, ends[1:]))


def main(arguments):
    options = {"--register": None, "--min-cell": "5"}
    primary = "--primary" in arguments
    plain = []
    rest = iter(a for a in arguments if a != "--primary")
    for a in rest:
        if a in options:
            options[a] = next(rest)
        else:
            plain.append(a)
    review, published, survey = plain
    attack = Attack(review, published, survey, options["--register"], int(options["--min-cell"]), primary)
    attack.run()
    if not primary:
        attack.attack_workbook()
        attack.attack_names(options["--register"], published)
    withheld = sum(f["status"] == "c" for f in attack.figures.values())
    print("%d figures withheld, %d attacks, %d recovered; narrowest count left open: %s" %
          (withheld, attack.tried, len(attack.recovered), attack.narrowest))
    for line in attack.recovered[:20]:
        print("  " + line)
    return 1 if attack.recovered else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
