//! Tables of text, whatever file they come from.

use std::collections::{BTreeMap, BTreeSet};

use super::error::{Expected, InputError, Place, Thing, nearest};
use crate::domain::names::fold;

/// Rows of cells below a heading row.
#[derive(Clone, Debug)]
pub(super) struct Table {
    /// Where it stands.
    pub(super) place: Place,
    /// Row number and cells; the first row holds the headings.
    pub(super) rows: Vec<NumberedRow>,
}

/// Headings known, by table, key and other spellings; see `data/headings.toml`.
type Headings = BTreeMap<String, BTreeMap<String, Vec<String>>>;

/// The headings of one kind of table: key → other spellings.
pub(super) fn headings_of(kind: &str) -> BTreeMap<String, Vec<String>> {
    let mut all: Headings =
        toml::from_str(include_str!("../../data/headings.toml")).unwrap_or_default();
    all.remove(kind).unwrap_or_default()
}

/// A row: its number and its cells.
pub(super) type NumberedRow = (usize, Vec<String>);

/// A table taken apart; rows of empty cells are none.
#[derive(Debug)]
pub(super) struct Parts {
    /// What stands above the headings, as titles do in a workbook.
    pub(super) above: Vec<NumberedRow>,
    pub(super) heads: Option<NumberedRow>,
    pub(super) rows: Vec<NumberedRow>,
}

/// A table whose columns are known.
#[derive(Debug)]
pub(super) struct Columns {
    place: Place,
    /// Key → position and the heading as written.
    columns: BTreeMap<String, (usize, String)>,
    rows: Vec<NumberedRow>,
}

/// One row of a table.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row<'a> {
    columns: &'a Columns,
    cells: &'a [String],
    number: usize,
}

impl Table {
    /// Finds the columns of the kind of table `kind`. Unknown headings are reported with the
    /// nearest known one; `required` ones must be there.
    pub(super) fn columns(
        self,
        kind: &str,
        required: &[&'static str],
        faults: &mut Vec<InputError>,
    ) -> Option<Columns> {
        let known = &headings_of(kind);
        let table_place = self.place.clone();
        let parts = self.parts(kind);
        let Some((number, heads)) = parts.heads else {
            faults.push(InputError::NoRows { place: table_place });
            return None;
        };
        let place = table_place.row(number);
        let mut columns = BTreeMap::new();
        for (at, head) in heads
            .iter()
            .enumerate()
            .filter(|(_, head)| !head.is_empty())
        {
            let plain = fold(head);
            match key_of(known, &plain) {
                Some(key) => {
                    if let Some((first, _)) = columns.insert(key.clone(), (at, head.clone())) {
                        faults.push(InputError::Duplicate {
                            place: place.column(head),
                            thing: Thing::Column,
                            found: head.clone(),
                            first: first + 1,
                        });
                    }
                }
                None => {
                    let others = known
                        .iter()
                        .flat_map(|(key, others)| others.iter().chain([key]));
                    faults.push(InputError::Unknown {
                        place: place.column(head),
                        thing: Thing::Column,
                        found: head.clone(),
                        nearest: nearest(&plain, others.map(String::as_str)),
                    });
                }
            }
        }
        let n_faults = faults.len();
        for expected in required.iter().filter(|key| !columns.contains_key(**key)) {
            faults.push(InputError::MissingColumn {
                place: place.clone(),
                expected,
            });
        }
        (faults.len() == n_faults).then_some(Columns {
            place: table_place,
            columns,
            rows: parts.rows,
        })
    }

    /// The table taken apart as the kind of table `kind`.
    pub(super) fn parts(self, kind: &str) -> Parts {
        let mut rows = self.rows;
        rows.retain(|(_, row)| row.iter().any(|it| !it.is_empty()));
        let n_above = title_rows(&headings_of(kind), &rows);
        let mut below = rows.split_off(n_above).into_iter();
        Parts {
            above: rows,
            heads: below.next(),
            rows: below.collect(),
        }
    }
}

/// The key of the column that is headed `plain`, if any is.
pub(super) fn key_of<'a>(
    known: &'a BTreeMap<String, Vec<String>>,
    plain: &str,
) -> Option<&'a String> {
    let is_it = |(key, others): &(&String, &Vec<String>)| {
        plain == **key || plain.replace(' ', "_") == **key || others.iter().any(|it| it == plain)
    };
    known.iter().find(is_it).map(|(key, _)| key)
}

/// How many rows stand above the headings, as titles do in a workbook: those before the first row
/// with two known headings. If there is none soon, the first row is taken for the headings.
fn title_rows(known: &BTreeMap<String, Vec<String>>, rows: &[NumberedRow]) -> usize {
    const FAR: usize = 40;
    let is_heading = |row: &NumberedRow| {
        let keys = row.1.iter().filter_map(|it| key_of(known, &fold(it)));
        2 <= keys.collect::<BTreeSet<_>>().len()
    };
    rows.iter().take(FAR).position(is_heading).unwrap_or(0)
}

impl Columns {
    /// Whether there is a column of that key.
    pub(super) fn has(&self, key: &str) -> bool {
        self.columns.contains_key(key)
    }

    pub(super) fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.rows.iter().map(|(number, cells)| Row {
            columns: self,
            cells,
            number: *number,
        })
    }

    pub(super) fn place(&self) -> &Place {
        &self.place
    }
}

impl<'a> Row<'a> {
    /// Row number in the file.
    pub(super) fn number(self) -> usize {
        self.number
    }

    /// The cell under `key`, empty if there is none.
    pub(super) fn get(self, key: &str) -> &'a str {
        let at = self.columns.columns.get(key).map(|it| it.0);
        at.and_then(|at| self.cells.get(at))
            .map_or("", String::as_str)
    }

    /// Where that cell is.
    pub(super) fn place(self, key: &str) -> Place {
        let head = self
            .columns
            .columns
            .get(key)
            .map_or(key, |it| it.1.as_str());
        self.columns.place.row(self.number).column(head)
    }

    /// The cell, which must not be empty.
    pub(super) fn required(self, key: &str, faults: &mut Vec<InputError>) -> &'a str {
        let cell = self.get(key);
        if cell.is_empty() {
            faults.push(InputError::EmptyCell {
                place: self.place(key),
            });
        }
        cell
    }

    /// What `parse` makes of the cell; `None` if it is empty or, reported, something else.
    pub(super) fn parsed<T>(
        self,
        key: &str,
        expected: Expected,
        faults: &mut Vec<InputError>,
        parse: impl Fn(&str) -> Option<T>,
    ) -> Option<T> {
        let cell = self.get(key);
        if cell.is_empty() {
            return None;
        }
        let parsed = parse(cell);
        if parsed.is_none() {
            let found = cell.to_owned();
            faults.push(InputError::Invalid {
                place: self.place(key),
                found,
                expected,
            });
        }
        parsed
    }

    /// A whole number between `low` and `high`.
    pub(super) fn number_in(
        self,
        key: &str,
        low: i64,
        high: i64,
        faults: &mut Vec<InputError>,
    ) -> Option<i64> {
        let parse = |cell: &str| {
            let plain = cell.trim_end_matches('%').trim();
            plain.parse().ok().filter(|it| (low..=high).contains(it))
        };
        self.parsed(key, Expected::Number(low, high), faults, parse)
    }

    /// The parts of a cell separated by `|`, `;` or line breaks.
    pub(super) fn list(self, key: &str) -> impl Iterator<Item = &'a str> {
        self.get(key)
            .split(['|', ';', '\n'])
            .map(str::trim)
            .filter(|it| !it.is_empty())
    }
}

/// Most faults of a folder that anybody would go through.
const MAX_FAULTS: usize = 500;

/// Whether so much is wrong before `row` that the rest of its table is not read; the first time this
/// is said. A small file could else ask for any number of faults.
pub(super) fn is_enough(row: Row<'_>, faults: &mut Vec<InputError>) -> bool {
    if faults.len() < MAX_FAULTS {
        return false;
    }
    if !(faults.iter()).any(|it| matches!(it, InputError::TooMany { .. })) {
        faults.push(InputError::TooMany {
            place: row.columns.place.row(row.number),
        });
    }
    true
}

/// Yes or no, in the words office staff use.
pub(super) fn yes_no(cell: &str) -> Option<bool> {
    match fold(cell).as_str() {
        "co" | "x" | "yes" | "y" | "1" | "true" => Some(true),
        "khong" | "no" | "n" | "0" | "false" | "-" => Some(false),
        _ => None,
    }
}
