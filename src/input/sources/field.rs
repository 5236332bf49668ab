//! Which item of the sources a fault is about, so that a form can show it at its field.

use crate::domain::sources::{Column, Item, SheetName, Sources};

use super::super::error::Place;
use super::super::files::OFFICE;
use super::sheet::lines;
use super::{file_name, keys};

/// The item at `place`, a place in `sources` read as a folder; the row if no one cell is meant, and
/// nothing if the place is a whole file or none of these.
pub fn item_at(sources: &Sources, place: &Place) -> Option<Item> {
    if place.file == OFFICE {
        let bytes = sources.files.get(OFFICE)?;
        let path = match (&place.column, place.row) {
            (Some(column), _) => path_of(&keys::keys(bytes)?, column),
            (None, Some(row)) => keys::path_in_line(bytes, row)?,
            (None, None) => return None,
        };
        return Some(Item::Key { path });
    }
    let name = SheetName::ALL
        .into_iter()
        .find(|it| file_name(*it) == place.file)?;
    let sheet = sources.sheets.get(&name)?;
    let at = place.row?;
    let n_over = sheet.head.above.len() + 1;
    let mut first_line = 1;
    for (number, line) in lines(sheet).enumerate() {
        let n_lines = 1 + (line.iter().map(|it| it.matches('\n').count())).sum::<usize>();
        if first_line + n_lines <= at {
            first_line += n_lines;
            continue;
        }
        let row = number.checked_sub(n_over).and_then(|it| sheet.rows.get(it));
        let Some(row) = row.map(|it| it.id.clone()) else {
            return Some(Item::Columns { sheet: name });
        };
        let Some(said) = &place.column else {
            return Some(Item::Row { sheet: name, row });
        };
        let is_it = |it: &&Column| it.heading == *said || it.key == *said;
        // A column that the table lacks has its key for a heading.
        let column = sheet
            .head
            .columns
            .iter()
            .find(is_it)
            .map_or(said, |it| &it.key);
        return Some(Item::Cell {
            sheet: name,
            row,
            column: column.clone(),
        });
    }
    None
}

/// The path that a fault calls `column`: its names with points between; ids may have points, too.
fn path_of(known: &keys::Keys, column: &str) -> Vec<String> {
    let starts = |path: &Vec<String>, n: usize| {
        let text = path[..n].join(".");
        column
            .strip_prefix(&text)
            .is_some_and(|it| it.is_empty() || it.starts_with('.'))
    };
    let mut best: &[String] = &[];
    for path in known.values.keys() {
        for n in best.len() + 1..=path.len() {
            if starts(path, n) {
                best = &path[..n];
            }
        }
    }
    let text = best.join(".");
    let rest = column
        .strip_prefix(&text)
        .unwrap_or(column)
        .trim_start_matches('.');
    let rest = rest.split('.').filter(|it| !it.is_empty());
    best.iter()
        .cloned()
        .chain(rest.map(str::to_owned))
        .collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::super::super::folder;
    use super::super::read;
    use super::*;

    /// The items that the faults of a folder are about.
    fn items(office: &str, people: &str) -> Vec<Item> {
        let files = [("office.toml", office), ("people.csv", people)];
        let files: BTreeMap<String, Vec<u8>> = files
            .map(|(name, text)| (name.to_owned(), text.as_bytes().to_vec()))
            .into();
        let sources = read(&files).unwrap();
        let faults = folder::read(&sources).unwrap_err();
        let item = |it: &super::super::super::error::InputError| item_at(&sources, &it.place());
        faults
            .iter()
            .map(|it| item(it).unwrap_or_else(|| panic!("{it}")))
            .collect()
    }

    fn key(path: &str) -> Item {
        let path = path.split('/').map(str::to_owned).collect();
        Item::Key { path }
    }

    fn cell(row: &str, column: &str) -> Item {
        Item::Cell {
            sheet: SheetName::People,
            row: row.to_owned(),
            column: column.to_owned(),
        }
    }

    const OFFICE_TEXT: &str = "[office]\nid = 'x'\nname = 'X'\nyear = 2018\n\n[[units]]\nid = 'v.p'\n\
        name = 'V'\n[[duties]]\nid = 'a.b'\nname = 'D'\nkind = 'office'\n[[duties.shifts]]\nid = 'c'\n\
        name = 'C'\nstart = '07:30'\nhours = 9\n";

    const PEOPLE: &str = "Danh sách,,,,,\nMã,Họ và tên,Đơn vị,Loại trực,Tỷ lệ làm việc,Ghi chú\n\
        an,An,v.p,a.b,,\"hai\ndòng\"\nbinh,Bình,v.p,a.b,,\n";

    #[test]
    fn faults_of_the_office_name_their_keys() {
        for (what, is, path) in [
            (
                "start = '07:30'",
                "start = '7:99'",
                "duties/a.b/shifts/c/start",
            ),
            ("hours = 9", "hours = 999", "duties/a.b/shifts/c/hours"),
            (
                "hours = 9",
                "hours = 9\nneed_on = { tet = 1 }",
                "duties/a.b/shifts/c/need_on",
            ),
            ("id = 'c'", "id = 'c c'", "duties/a.b/shifts/c c/id"),
            ("kind = 'office'", "kind = 'cook'", "duties/a.b/kind"),
            ("year = 2018", "year = 'x'", "office/year"),
            (
                "hours = 9",
                "hours = 9\n[points.weights]\neve = 5000",
                "points/weights/eve",
            ),
            (
                "hours = 9",
                "hours = 9\n[rules.wishes]\navoid_weight = -1",
                "rules/wishes/avoid_weight",
            ),
            (
                "hours = 9",
                "hours = 9\n[window]\nfirst = 'x'",
                "window/first",
            ),
        ] {
            let office = OFFICE_TEXT.replace(what, is);
            assert_eq!(items(&office, PEOPLE), [key(path)], "{is}");
        }
    }

    #[test]
    fn faults_of_people_name_their_cells() {
        let broken = PEOPLE.replace("Bình,v.p,a.b,,", "Bình,xx,a.b,101,");
        assert_eq!(
            items(OFFICE_TEXT, &broken),
            [cell("binh", "share"), cell("binh", "unit")]
        );
        let nameless = PEOPLE.replace("An,v.p", ",v.p");
        assert_eq!(items(OFFICE_TEXT, &nameless), [cell("an", "name")]);
        let strange = PEOPLE.replace("Ghi chú", "Ghi chép");
        let sheet = SheetName::People;
        assert_eq!(items(OFFICE_TEXT, &strange), [Item::Columns { sheet }]);
    }
}
