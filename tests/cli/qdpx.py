# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes a folder of dialogues anew, its segments and codings as a REFI-QDA project file.

    qdpx.py FOLDER OUT [--crlf] [--origin NAME] [--bare]

The text of a session is what was said, a line each. --crlf ends lines as Windows does; positions
count that as two characters, but as one when the origin is ATLAS.ti. --bare leaves out sessions.csv
and says what is in it in variables of the project.
"""
import argparse
import csv
import pathlib
import shutil
import uuid
import xml.etree.ElementTree as ET
import zipfile

SPACE = "urn:QDA-XML:project:1.0"


def guid(*name):
    """The same every time, so that a failing test can be looked into."""
    return str(uuid.uuid5(uuid.NAMESPACE_URL, "/".join(name)))


def rows_of(folder, name):
    with open(folder / name, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def add_codes(parent, codes, above):
    for code in codes:
        if (code.get("parent") or "") == above:
            at = ET.SubElement(parent, "Code", guid=guid("code", code["code"]), name=code["code"],
                               isCodable="true")
            add_codes(at, codes, code["code"])


def add_variables(project, names):
    variables = ET.SubElement(project, "Variables")
    for name in names:
        ET.SubElement(variables, "Variable", guid=guid("variable", name), name=name,
                      typeOfVariable="Text")


def add_value(parent, name, value):
    at = ET.SubElement(parent, "VariableValue")
    ET.SubElement(at, "VariableRef", targetGUID=guid("variable", name))
    ET.SubElement(at, "TextValue").text = value


def add_selections(source, segment, start, end, codings):
    """A selection per coder, as programs merge projects; one without a code where nobody coded."""
    given = [c for c in codings if c["segment"] == segment["segment"]]
    guids = []
    for coder in sorted({c["coder"] for c in given}) or [None]:
        guids.append(guid("selection", segment["segment"], coder or ""))
        at = ET.SubElement(source, "PlainTextSelection", guid=guids[-1], startPosition=str(start),
                           endPosition=str(end))
        for coding in given:
            if coding["coder"] != coder:
                continue
            one = ET.SubElement(at, "Coding", guid=guid("coding", *coding.values()),
                                creatingUser=guid("user", coder))
            ET.SubElement(one, "CodeRef", targetGUID=guid("code", coding["code"]))
    return guids


def write(folder, out, options):
    sessions, codes = rows_of(folder, "sessions.csv"), rows_of(folder, "codes.csv")
    segments, codings = rows_of(folder, "segments.csv"), rows_of(folder, "coding.csv")
    line_break = "\r\n" if options.crlf else "\n"
    n_break = 1 if options.origin.startswith("ATLAS") else len(line_break)
    project = ET.Element("Project", name="dialogues", origin=options.origin, xmlns=SPACE)
    users = ET.SubElement(project, "Users")
    for name in sorted({c["coder"] for c in codings}):
        ET.SubElement(users, "User", guid=guid("user", name), name=name)
    add_codes(ET.SubElement(ET.SubElement(project, "CodeBook"), "Codes"), codes, "")
    if options.bare:
        add_variables(project, [name for name in sessions[0] if name != "session"])
    cases = ET.SubElement(project, "Cases")
    sources = ET.SubElement(project, "Sources")
    texts, speakers = {}, {}
    for session in sessions:
        source = ET.SubElement(sources, "TextSource", guid=guid("source", session["session"]),
                               name=session["session"],
                               plainTextPath=f"internal://{guid('source', session['session'])}.txt")
        at, text = 0, ""
        for segment in (s for s in segments if s["session"] == session["session"]):
            end = at + len(segment["text"])
            speakers.setdefault(segment["speaker"], []).extend(
                add_selections(source, segment, at, end, codings))
            text += segment["text"] + line_break
            at = end + n_break
        texts[f"sources/{guid('source', session['session'])}.txt"] = text
        if options.bare:
            for name, value in session.items():
                if name != "session" and value:
                    add_value(source, name, value)
    for speaker, guids in speakers.items():
        case = ET.SubElement(cases, "Case", guid=guid("case", speaker), name=speaker)
        for target in guids:
            ET.SubElement(case, "SelectionRef", targetGUID=target)
    out.mkdir()
    with zipfile.ZipFile(out / "coding.qdpx", "w", zipfile.ZIP_DEFLATED) as archive:
        ET.indent(project)
        archive.writestr("project.qde", ET.tostring(project, encoding="utf-8",
                                                    xml_declaration=True))
        for name, text in texts.items():
            archive.writestr(name, text.encode("utf-8-sig" if options.crlf else "utf-8"))
    kept = {"settings.csv", "choices.csv", "needs.csv", "codes.csv", "sessions.csv"}
    for name in kept - ({"sessions.csv"} if options.bare else set()):
        if (folder / name).exists():
            shutil.copy(folder / name, out / name)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("out", type=pathlib.Path)
    parser.add_argument("--crlf", action="store_true")
    parser.add_argument("--bare", action="store_true")
    parser.add_argument("--origin", default="NVivo")
    options = parser.parse_args()
    write(options.folder, options.out, options)


if __name__ == "__main__":
    main()
