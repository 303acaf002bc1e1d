#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Holds a data package against its own description, by the rules of Data Package and Table Schema,
version 2 (https://datapackage.org). Written from the standard alone; needs nothing but Python.

    datapackage.py out/2022/datapackage.json

Prints what is wrong, a line each, and then fails; else how many rows were looked at.
"""
import csv
import hashlib
import json
import os
import re
import sys

PROFILES = "https://datapackage.org/profiles/2.0/"
faults = []


def fault(text):
    faults.append(text)


def is_type(kind, text):
    if kind == "string":
        return True
    if kind == "integer":
        return re.fullmatch(r"[+-]?[0-9]+", text) is not None
    if kind == "number":
        return re.fullmatch(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?|NaN|-?INF", text) is not None
    if kind == "year":
        return re.fullmatch(r"-?[0-9]{4,}", text) is not None
    fault(f"type {kind} is unknown")
    return False


def check_cell(where, field, text):
    constraints = field.get("constraints", {})
    if text is None:
        if constraints.get("required"):
            fault(f"{where}: empty, but required")
        return
    if not is_type(field["type"], text):
        fault(f"{where}: '{text}' is no {field['type']}")
        return
    if "enum" in constraints and text not in constraints["enum"]:
        fault(f"{where}: '{text}' is none of {constraints['enum']}")
    if "minimum" in constraints and float(text) < constraints["minimum"]:
        fault(f"{where}: {text} is below {constraints['minimum']}")
    if "maximum" in constraints and float(text) > constraints["maximum"]:
        fault(f"{where}: {text} is above {constraints['maximum']}")


def read_rows(folder, resource):
    """The rows as dictionaries, missing values as None; checked cell by cell."""
    schema, dialect = resource["schema"], resource.get("dialect", {})
    fields = schema["fields"]
    names = [field["name"] for field in fields]
    missing = schema.get("missingValues", [""])
    path = os.path.join(folder, resource["path"])
    terminator = dialect.get("lineTerminator", "\r\n")
    with open(path, encoding=resource["encoding"], newline="") as file:
        first = file.readline()
        if not first.endswith(terminator) or (terminator == "\n" and first.endswith("\r\n")):
            fault(f"{resource['path']}: lines do not end as the dialect says")
        file.seek(0)
        lines = list(csv.reader(file, strict=True))
    if lines[0] != names:
        fault(f"{resource['path']}: header {lines[0]} is not {names}")
    rows = []
    for number, line in enumerate(lines[1:], 2):
        if len(line) != len(names):
            fault(f"{resource['path']}:{number}: {len(line)} cells for {len(names)} fields")
            continue
        cells = [None if cell in missing else cell for cell in line]
        for field, cell in zip(fields, cells):
            check_cell(f"{resource['path']}:{number}: {field['name']}", field, cell)
        rows.append(dict(zip(names, cells)))
    return rows


def check_fields(name, schema):
    if schema.get("$schema") != PROFILES + "tableschema.json":
        fault(f"{name}: the schema has no profile of version 2")
    names = [field["name"] for field in schema["fields"]]
    if len(set(names)) != len(names):
        fault(f"{name}: a field is described twice")
    for field in schema["fields"]:
        if not field.get("description", "").strip():
            fault(f"{name}: {field['name']} is not described")


def as_list(value):
    return value if isinstance(value, list) else [value]


def key_of(row, fields):
    return tuple(row.get(field) for field in fields)


def check_keys(name, schema, tables):
    fields = as_list(schema.get("primaryKey", []))
    seen = set()
    for number, row in enumerate(tables[name], 2):
        key = key_of(row, fields)
        if fields and (None in key or key in seen):
            fault(f"{name}:{number}: primary key {key} is empty or there twice")
        seen.add(key)
    for link in schema.get("foreignKeys", []):
        other, names = link["reference"]["resource"], as_list(link["reference"]["fields"])
        if other not in tables:
            fault(f"{name}: links to {other}, which is not there")
            continue
        there = {key_of(row, names) for row in tables[other]}
        for number, row in enumerate(tables[name], 2):
            key = key_of(row, as_list(link["fields"]))
            if None not in key and key not in there:
                fault(f"{name}:{number}: {key} is not in {other}")


def check_file(folder, resource):
    for need in ("name", "path", "format", "mediatype", "bytes", "hash"):
        if need not in resource:
            fault(f"a resource lacks {need}")
    if resource.get("$schema") != PROFILES + "dataresource.json":
        fault(f"{resource['name']}: no profile of version 2")
    if re.fullmatch(r"[a-z0-9._-]+", resource["name"]) is None:
        fault(f"{resource['name']}: not a name")
    if re.search(r"^/|\\|\.\./", resource["path"]):
        fault(f"{resource['path']}: leads out of the package")
    with open(os.path.join(folder, resource["path"]), "rb") as file:
        content = file.read()
    if len(content) != resource["bytes"]:
        fault(f"{resource['path']}: {len(content)} bytes, described are {resource['bytes']}")
    if "sha256:" + hashlib.sha256(content).hexdigest() != resource["hash"]:
        fault(f"{resource['path']}: another digest than described")


def check_package(package):
    if package.get("$schema") != PROFILES + "datapackage.json":
        fault("the package has no profile of version 2")
    if re.fullmatch(r"[a-z0-9._-]+", package["name"]) is None:
        fault(f"'{package['name']}' is not a name")
    if "created" in package and re.fullmatch(
            r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", package["created"]) is None:
        fault(f"'{package['created']}' is no date and time")
    for licence in package.get("licenses", []):
        if "name" not in licence and "path" not in licence:
            fault("a licence has neither name nor path")
    names = [resource["name"] for resource in package["resources"]]
    if not names or len(set(names)) != len(names):
        fault("no resources, or one of them twice")


def main(path):
    folder = os.path.dirname(path)
    with open(path, encoding="utf-8") as file:
        package = json.load(file)
    check_package(package)
    tables = {}
    for resource in package["resources"]:
        check_file(folder, resource)
        if resource.get("type") == "table":
            check_fields(resource["name"], resource["schema"])
            tables[resource["name"]] = read_rows(folder, resource)
    for resource in package["resources"]:
        if resource.get("type") == "table":
            check_keys(resource["name"], resource["schema"], tables)
    for name in sorted(os.listdir(folder)):
        if name.endswith(".csv") and name not in [r["path"] for r in package["resources"]]:
            fault(f"{name} is not described")
    for text in faults[:50]:
        print(text)
    if faults:
        sys.exit(f"{len(faults)} faults")
    print(f"{len(tables)} tables, {sum(map(len, tables.values()))} rows")


main(sys.argv[1])
