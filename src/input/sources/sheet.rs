//! Tables of cells as typed: from a file, and back into one.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::names::fold;
use crate::domain::sources::{Column, Sheet, SheetHead, SheetName, SheetRow};

use super::super::table::{Table, headings_of, key_of};

/// The headings that `init` writes, to be had for columns that a table lacks.
const USUAL: [(SheetName, &str); 3] = [
    (
        SheetName::People,
        include_str!("../../../data/templates/init/people.csv"),
    ),
    (
        SheetName::History,
        include_str!("../../../data/templates/init/history.csv"),
    ),
    (
        SheetName::Pins,
        include_str!("../../../data/templates/init/pins.csv"),
    ),
];

/// The cells of `table`.
pub(super) fn of(name: SheetName, table: Table) -> Sheet {
    let parts = table.parts(name.as_str());
    let mut heads = parts.heads.map_or_else(Vec::new, |it| it.1);
    let n_columns = (parts.rows.iter().chain(&parts.above))
        .map(|(_, cells)| width(cells))
        .chain([width(&heads)])
        .max()
        .unwrap_or(0);
    heads.resize(n_columns, String::new());
    let columns = columns(name, heads);
    let mut taken = BTreeSet::new();
    let rows = parts.rows.into_iter().map(|(_, cells)| {
        let cells: BTreeMap<_, _> = (columns.iter().zip(cells))
            .filter(|(_, cell)| !cell.is_empty())
            .map(|(column, cell)| (column.key.clone(), cell))
            .collect();
        SheetRow {
            id: free(&mut taken, &identity(name, &cells)),
            cells,
        }
    });
    let rows = rows.collect();
    let above = parts.above.into_iter().map(|(_, mut cells)| {
        cells.truncate(width(&cells));
        cells
    });
    let head = SheetHead {
        above: above.collect(),
        columns,
    };
    Sheet { head, rows }
}

/// How many cells there are up to the last one that is not empty.
fn width(cells: &[String]) -> usize {
    let last = cells.iter().rposition(|it| !it.is_empty());
    last.map_or(0, |at| at + 1)
}

/// The columns headed so.
pub(super) fn columns(name: SheetName, headings: Vec<String>) -> Vec<Column> {
    let known = headings_of(name.as_str());
    let mut taken = BTreeSet::new();
    let column = |heading: String| {
        let plain = fold(&heading);
        let key = key_of(&known, &plain).cloned().unwrap_or(plain);
        let key = free(&mut taken, &key);
        Column { key, heading }
    };
    headings.into_iter().map(column).collect()
}

/// The columns that `init` writes.
pub(super) fn usual_columns(name: SheetName) -> Vec<Column> {
    let file = USUAL.iter().find(|it| it.0 == name).map_or("", |it| it.1);
    let heads = file.lines().next().unwrap_or_default();
    columns(name, heads.split(',').map(str::to_owned).collect())
}

/// The heading of a column that no heading stands for yet.
pub(super) fn usual_heading(name: SheetName, key: &str) -> String {
    let usual = usual_columns(name).into_iter().find(|it| it.key == key);
    usual.map_or_else(|| key.to_owned(), |it| it.heading)
}

/// What the identifying cells of a row say.
pub(super) fn identity(name: SheetName, cells: &BTreeMap<String, String>) -> String {
    let cell = |key: &&str| cells.get(*key).map_or("", String::as_str);
    let said: Vec<_> = name.identity().iter().map(cell).collect();
    said.join("/")
}

/// `id`, or, if that is taken, `id#2` and so on.
pub(super) fn free(taken: &mut BTreeSet<String>, id: &str) -> String {
    let mut free = id.to_owned();
    let mut number = 2;
    while !taken.insert(free.clone()) {
        free = format!("{id}#{number}");
        number += 1;
    }
    free
}

/// The rows of a sheet, headings and what stands above them among them.
pub(super) fn lines(sheet: &Sheet) -> impl Iterator<Item = Vec<&str>> {
    let above = sheet.head.above.iter();
    let above = above.map(|it| it.iter().map(String::as_str).collect());
    let columns = &sheet.head.columns;
    let heads = columns.iter().map(|it| it.heading.as_str()).collect();
    let row = |row| cells(columns, row).collect();
    above.chain([heads]).chain(sheet.rows.iter().map(row))
}

/// The cells of a row in the order of `columns`.
fn cells<'a>(columns: &'a [Column], row: &'a SheetRow) -> impl Iterator<Item = &'a str> {
    columns
        .iter()
        .map(|it| row.cells.get(&it.key).map_or("", String::as_str))
}

/// The sheet as a CSV file that reads as the same cells.
pub(super) fn csv(sheet: &Sheet) -> Vec<u8> {
    // With the mark, spreadsheets read a CSV file as UTF-8.
    let mut text = "\u{feff}".to_owned();
    for mut line in lines(sheet) {
        // What separates fields is told by the first line, be it a title.
        line.resize(sheet.head.columns.len(), "");
        let fields: Vec<_> = line.into_iter().map(field).collect();
        text.push_str(&fields.join(","));
        text.push('\n');
    }
    text.into_bytes()
}

/// A cell as it stands in a CSV file: what a spreadsheet would take for a formula is guarded, and
/// whatever could be taken for a separator is quoted.
fn field(cell: &str) -> String {
    let is_formula = cell
        .trim_start_matches('\'')
        .starts_with(['=', '+', '-', '@', '\t']);
    let guard = if is_formula { "'" } else { "" };
    if cell.contains([',', ';', '\t', '"', '\n', '\r']) {
        format!("\"{guard}{}\"", cell.replace('"', "\"\""))
    } else {
        format!("{guard}{cell}")
    }
}
