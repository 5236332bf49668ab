"""Judges what `plan` wrote for people: the workbook and the page.

    book.py TRUCTET OFFICE OUT WORK

OFFICE is the folder that OUT was planned from; WORK is a folder to work in. LibreOffice prints the
workbook, openpyxl and LibreOffice edit it, and `tructet check` must judge the edited workbook as it
judges the same edit of the CSV file.
"""

import base64
import csv
import hashlib
import json
import re
import shutil
import subprocess
import sys
from collections import Counter
from datetime import date, datetime
from pathlib import Path

import openpyxl

NAME, POINTS, KEY = 6, 10, 12
COLUMNS = ["Ngày", "Thứ", "Âm lịch", "Loại trực", "Ca", "Giờ", "Người trực", "Chức vụ", "Đơn vị"]


def convert(book: Path, to: str, folder: Path) -> Path:
    """`book` as LibreOffice saves it."""
    folder.mkdir(parents=True, exist_ok=True)
    profile = f"-env:UserInstallation=file://{folder.resolve()}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", to, "--outdir", folder, book]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return folder / f"{book.stem}.{to}"


def turns(out: Path) -> list[dict[str, str]]:
    """What the CSV file says, in the workbook's order: by day, duty, and time."""
    facts = json.loads((out / "roster.json").read_text())["problem"]
    place_of = {duty["name"]: place for place, duty in enumerate(facts["duties"])}
    n_named = Counter(person["name"] for person in facts["people"])
    with open(out / "lich-truc.csv", encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    rows = [{key: value.removeprefix("'") for key, value in row.items()} for row in rows]
    for row in rows:
        alone = n_named[row["name"]] == 1
        row["label"] = row["name"] if alone else f"{row['name']} ({row['person_id']})"
    return sorted(rows, key=lambda row: (row["date"], place_of[row["duty"]]))


def check_print(book: Path, rows: list[dict[str, str]], work: Path) -> int:
    """Every date, name and phone stands on paper, in order; answers how many pages."""
    paper = convert(book, "pdf", work)
    text = subprocess.run(["pdftotext", "-layout", paper, "-"], check=True, capture_output=True)
    pages = text.stdout.decode().split("\f")
    lines = "\n".join(pages)
    at = 0
    for row in rows:
        day = date.fromisoformat(row["date"]).strftime("%d/%m/%Y")
        first, *others = row["name"].split()
        for part in (day, first, row["phone"]):
            found = lines.find(part, at)
            assert 0 <= found, f"{book}: {part} of {row['shift_key']} is not printed in order"
            at = found
        # The rest of a long name stands on lines of its own, beside other columns.
        around = lines[lines.rfind("\n", 0, at) :][:2500]
        assert all(part in around for part in others), f"{book}: {row['name']} is not printed"
    info = subprocess.run(["pdfinfo", paper], check=True, capture_output=True).stdout.decode()
    assert re.search(r"Page size:\s+841\.\d+ x 595\.\d+", info), info
    return len(pages) - 1


def heads(sheet) -> int:
    """The row of headings."""
    return next(row[0].row for row in sheet.iter_rows() if row[0].value == "Ngày")


def check_set_up(book: Path, rows: list[dict[str, str]]) -> None:
    opened = openpyxl.load_workbook(book)
    for sheet in opened:
        setup = sheet.page_setup
        assert (setup.paperSize, setup.orientation) == (9, "landscape"), sheet.title
        assert sheet.freeze_panes and sheet.print_title_rows, sheet.title
    roster = opened.worksheets[0]
    assert roster.sheet_properties.pageSetUpPr.fitToPage and roster.page_setup.fitToHeight == 0
    head = heads(roster)
    assert [cell.value for cell in roster[head][: len(COLUMNS)]] == COLUMNS
    assert roster.column_dimensions["M"].hidden
    assert roster.data_validations.dataValidation, "no list of names"
    for row, cells in zip(rows, roster.iter_rows(min_row=head + 1)):
        day = cells[0]
        assert day.is_date and day.number_format == "dd/mm/yyyy", day.coordinate
        assert day.value.date() == date.fromisoformat(row["date"]), day.coordinate
        assert (cells[NAME].value, cells[KEY].value) == (row["label"], row["shift_key"])
    assert opened.worksheets[2]._charts, "no chart"
    for sheet in opened:
        for cell in (cell for row in sheet.iter_rows() for cell in row):
            if cell.data_type == "f":
                assert re.match(r"=(IFERROR\(INDEX|SUMPRODUCT|TRUNC|MIN|MAX|[DF]\d)", cell.value), cell


def judged(tructet: str, office: Path, roster: Path) -> dict:
    command = [tructet, "--json", "check", office, "--roster", roster]
    done = subprocess.run(command, capture_output=True)
    assert done.returncode in (0, 1), done.stderr.decode()
    return json.loads(done.stdout)


def check_edited(tructet: str, office: Path, out: Path, work: Path) -> None:
    """Two people of one duty change turns, one seat is emptied, one row goes."""
    rows = turns(out)
    first = rows[0]
    other = next(
        row
        for row in rows
        if row["duty"] == first["duty"] and row["person_id"] != first["person_id"]
    )
    swapped = {first["label"]: other, other["label"]: first}
    emptied, gone = rows[-1], rows[-2]

    plain = work / "edited.csv"
    with open(plain, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["person_id", "shift_key"])
        for row in rows:
            if row is not emptied and row is not gone:
                now = swapped.get(row["label"], row)
                writer.writerow([now["person_id"], row["shift_key"]])
    wanted = judged(tructet, office, plain)

    book = work / "edited.xlsx"
    opened = openpyxl.load_workbook(out / "lich-truc.xlsx")
    sheet = opened.worksheets[0]
    head = heads(sheet)
    cells = [sheet.cell(head + 1 + nth, NAME + 1) for nth in range(len(rows))]
    for cell in cells:
        if cell.value in swapped:
            cell.value = swapped[cell.value]["label"]
    cells[-1].value = None
    sheet.delete_rows(cells[-2].row)
    opened.save(book)
    assert judged(tructet, office, book) == wanted, "edited with openpyxl"
    saved = convert(book, "xlsx", work / "saved")
    assert judged(tructet, office, saved) == wanted, "edited, then saved with LibreOffice"

    # openpyxl leaves out what formulas gave, so LibreOffice worked it out: it must follow the edit.
    opened = openpyxl.load_workbook(saved, data_only=True)
    points = Counter()
    for row in rows:
        if row is not emptied and row is not gone:
            points[swapped.get(row["label"], row)["label"]] += int(row["points"])
    told = {row[0].value: row[4].value for row in opened.worksheets[2].iter_rows() if row[4].value}
    for name in swapped:
        assert told.get(name) == points[name], f"{name}: {told.get(name)}, {points[name]} wanted"
    phones = {row["label"]: row["phone"] for row in rows}
    for row in opened.worksheets[0].iter_rows(min_row=head + 1, max_row=head + len(rows) - 2):
        assert row[9].value == phones[row[NAME].value], row[9].coordinate


def check_page(page: Path) -> None:
    """The page fetches nothing, and runs the one script that its policy names."""
    text = page.read_text(encoding="utf-8")
    scripts = re.findall(r"<script>(.*?)</script>", text, re.S)
    assert len(scripts) == 1 == text.count("<script"), page
    hashed = base64.b64encode(hashlib.sha256(scripts[0].encode()).digest()).decode()
    assert f"script-src 'sha256-{hashed}'" in text, f"{page}: the script's hash is {hashed}"
    assert not re.search(r"(?:src|href)=\"(?!tel:)|@import|url\(", text), page


def main() -> None:
    tructet, office, out, work = sys.argv[1], *map(Path, sys.argv[2:5])
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    rows = turns(out)
    n_pages = check_print(out / "lich-truc.xlsx", rows, work)
    check_set_up(out / "lich-truc.xlsx", rows)
    check_edited(tructet, office, out, work)
    check_page(out / "lich-truc.html")
    print(f"{out.name}: workbook of {n_pages} pages and page judged, {len(rows)} turns")


main()
