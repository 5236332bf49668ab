"""Outside programs open the papers in the folders given and must find the roster in them.

    papers.py OUT...

LibreOffice converts every DOCX to PDF; `pdftotext` must find every date, name and phone of the
roster, in order, in both that PDF and ours; `pdffonts` must show every typeface embedded. Pages of
both must be equally many, give or take one in twenty. Needs soffice, pdftotext, pdffonts, pdfinfo.
"""

import json
import re
import subprocess
import sys
import tempfile
import unicodedata
from datetime import date
from pathlib import Path

PAPERS = ["lich-truc", "phieu-truc", "doi-truc", "cham-cong"]


def run(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def text_of(pdf):
    """Text in the order it is drawn, NFC, without any blank: names wrap where they must."""
    text = unicodedata.normalize("NFC", run("pdftotext", "-raw", str(pdf), "-"))
    return re.sub(r"[\s\u00ad\u200b\f]+", "", text)


def squeezed(text):
    # As the product cleans texts: NFC, no control characters, none that turn the direction.
    text = "".join(
        it
        for it in unicodedata.normalize("NFC", text)
        if unicodedata.category(it) != "Cc" and it not in "\u202a\u202b\u202c\u202d\u202e\ufeff"
    )
    return re.sub(r"\s+", "", text)


def is_plain(text):
    """Whether the typeface has all of it and it reads from the left."""
    return all(it < "\u0590" or "\u1e00" <= it <= "\u1eff" for it in text)


def days(record):
    """Each day's date and, shift by shift, who stands it."""
    people = {it["id"]: it for it in record["problem"]["people"]}
    shift_of = {it["key"]: it for it in record["problem"]["shifts"]}
    found = {it["date"]: [] for it in record["problem"]["days"]}
    for turn in record["assignments"]:
        shift = shift_of[turn["shift"]]
        found[shift["day"]].append(people[turn["person"]])
    return [(date.fromisoformat(day), who) for day, who in sorted(found.items())]


def check_order(name, text, record, with_phones):
    """Dates in order; between a date and the next, all who stand that day with their phones."""
    at = 0
    dates = [(day.strftime("%d/%m/%Y"), who) for day, who in days(record)]
    missing = []
    for nth, (day, who) in enumerate(dates):
        at = text.find(day, at)
        if at < 0:
            sys.exit(f"{name}: {day} is missing or out of order")
        following = dates[nth + 1][0] if nth + 1 < len(dates) else None
        end = text.find(following, at) if following else len(text)
        part = text[at:end]
        for person in who:
            wanted = [person["name"]] + ([person.get("phone", "")] if with_phones else [])
            for piece in map(squeezed, wanted):
                if piece and is_plain(piece) and piece not in part:
                    missing.append(f"{day}: {piece}")
    if missing:
        sys.exit(f"{name}: {len(missing)} missing, first {missing[:5]}")


def check_fonts(name, pdf):
    rows = run("pdffonts", str(pdf)).splitlines()[2:]
    if not rows:
        sys.exit(f"{name}: no typeface")
    for row in rows:
        embedded, _, unicode = row.split()[-5:-2]
        if (embedded, unicode) != ("yes", "yes"):
            sys.exit(f"{name}: not embedded or not searchable: {row}")


def pages(pdf):
    return int(re.search(r"Pages:\s+(\d+)", run("pdfinfo", str(pdf))).group(1))


def check(folder, work):
    record = json.loads((folder / "roster.json").read_text())
    profile = f"-env:UserInstallation=file://{work}/profile"
    target = work / folder.name
    run(
        "soffice", "--headless", profile, "--convert-to", "pdf", "--outdir", str(target),
        *[str(folder / f"{paper}.docx") for paper in PAPERS],
    )
    for paper in PAPERS:
        ours, theirs = folder / f"{paper}.pdf", target / f"{paper}.pdf"
        if not theirs.exists():
            sys.exit(f"{paper}.docx: LibreOffice cannot open it")
        info = run("pdfinfo", str(ours))
        if "Tagged:          yes" not in info:
            sys.exit(f"{ours}: not tagged")
        for pdf in [ours, theirs]:
            check_fonts(pdf, pdf)
            text = text_of(pdf)
            if paper in ["lich-truc", "cham-cong"]:
                # The letter itself names the first and last day before the roster does.
                start = text.find("Phụlục(") if paper == "lich-truc" else 0
                start = max(start, text.find("LỊCHTRỰC")) if paper == "lich-truc" else start
                check_order(pdf, text[max(start, 0):], record, paper == "lich-truc")
            if paper == "phieu-truc":
                on_duty = {it["person"] for it in record["assignments"]}
                for person in record["problem"]["people"]:
                    name = squeezed(person["name"])
                    if person["id"] in on_duty and is_plain(name) and name not in text:
                        sys.exit(f"{pdf}: {name} has no slip")
        apart = abs(pages(ours) - pages(theirs))
        if 1 + pages(ours) // 20 < apart:
            sys.exit(f"{paper}: {pages(ours)} pages, LibreOffice has {pages(theirs)}")
        print(f"{folder.name}/{paper}: {pages(ours)} pages, every date, name and phone in order")


def main():
    with tempfile.TemporaryDirectory() as work:
        for folder in map(Path, sys.argv[1:]):
            check(folder.resolve(), Path(work))


main()
