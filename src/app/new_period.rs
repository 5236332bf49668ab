//! The data of the next period, made of those of an earlier one.

use chrono::NaiveDate;

use crate::calendar::period::Period;
use crate::domain::person::Ground;
use crate::domain::sources::{Edit, Item, SheetName, Sources};
use crate::input::sources::edits::{difference, edited};
use crate::input::sources::merge::Conflict;
use crate::input::when;

use super::actor::Action;
use super::contested::{Contested, contested};
use super::error::AppError;
use super::import::{self, Import};
use super::office::Office;
use super::selector::{self, Selector};
use super::typed;

/// Cells of people that are about the days of one period only.
const PASSING: [&str; 3] = ["leave", "avoid", "prefer"];

/// Keys of `office.toml` that are: dates of days off, and of the papers.
const PASSING_KEYS: [[&str; 2]; 5] = [
    ["window", "first"],
    ["window", "last"],
    ["window", "split"],
    ["document", "date"],
    ["document", "number"],
];

/// What a new period would be.
#[derive(Clone, Debug)]
pub struct NewPeriod {
    /// Of which it is made.
    pub from: Period,
    /// Which.
    pub to: Period,
    /// What is not taken over: its item, what it is called and what it held.
    pub dropped: Vec<Contested>,
    /// What is stored.
    pub import: Import,
}

/// Makes the data of the period of `year` of those of the period that `selector` names: people, duties,
/// rules, templates and skills stay; leave, wishes, turns settled beforehand and dates of the
/// earlier period fall away, and what spares somebody whose time has passed. What was stood in the
/// earlier period is known to the store.
///
/// # Errors
///
/// Nothing was imported of the earlier period, something was of the later one, what is left has
/// faults, or the store cannot be written.
pub fn make(office: &mut Office, selector: Selector<'_>, year: i32) -> Result<NewPeriod, AppError> {
    let store = office.reading(Action::Import)?;
    let (id, from) = selector::period(store, selector)?;
    let to = Period::tet_of(year)?;
    if store.imported(&id, to.id())?.is_some() {
        return Err(AppError::PeriodExists {
            office: id,
            period: to.id().to_owned(),
        });
    }
    let old = typed::known(store, &id, from.id())?.sources;
    let sources = next(&old, &from, year)?;
    let told = |edit: Edit| Conflict {
        item: edit.item,
        was: edit.before,
        mine: edit.after,
        theirs: None,
    };
    let is_dropped =
        |edit: &Edit| edit.after.is_none() && !matches!(edit.item, Item::Columns { .. });
    let dropped: Vec<_> = difference(&old, &sources)
        .into_iter()
        .filter(is_dropped)
        .collect();
    // Of a row that is gone, its cells need not be named too.
    let is_in_row = |it: &Edit| match &it.item {
        Item::Cell { sheet, .. } => *sheet == SheetName::Pins,
        Item::Key { .. }
        | Item::KeyOrder { .. }
        | Item::Layout {}
        | Item::File { .. }
        | Item::Columns { .. }
        | Item::RowOrder { .. }
        | Item::Row { .. } => false,
    };
    let dropped = dropped
        .into_iter()
        .filter(|it| !is_in_row(it))
        .map(told)
        .collect();
    let dropped = contested(&[&old], dropped);
    let import = import::compare_sources(store, sources)?;
    import::apply(office, &import, "")?;
    Ok(NewPeriod {
        from,
        to,
        dropped,
        import,
    })
}

/// Columns of people with the date that spares somebody for a time.
const SPARING: [(&str, Ground); 3] = [
    ("due_date", Ground::Pregnancy),
    ("child_born", Ground::Infant),
    ("birth_date", Ground::Minor),
];

/// The sources of the period of `year`, made of `old`, which are of the period `from`.
fn next(old: &Sources, from: &Period, year: i32) -> Result<Sources, AppError> {
    let key = |path: &[&str], value: Option<String>| {
        let path = path.iter().map(|it| (*it).to_owned()).collect();
        Edit::text(Item::Key { path }, None, value.as_deref())
    };
    let mut edits = vec![key(&["office", "year"], Some(year.to_string()))];
    edits.extend(PASSING_KEYS.iter().map(|path| key(path, None)));
    for name in old.files.keys().filter(|it| it.starts_with("leave/")) {
        edits.push(Edit::text(Item::File { name: name.clone() }, None, None));
    }
    let put = |row: &str, column: &str, text: Option<&str>| {
        let item = Item::Cell {
            sheet: SheetName::People,
            row: row.to_owned(),
            column: column.to_owned(),
        };
        Edit::text(item, None, text)
    };
    let clear = |row: &str, column: &str| put(row, column, None);
    let people = old.sheets.get(&SheetName::People);
    for row in people.iter().flat_map(|it| &it.rows) {
        let passing = PASSING.iter().filter(|it| row.cells.contains_key(**it));
        edits.extend(passing.map(|it| clear(&row.id, it)));
        // A date without its year would be taken for one near the next Tết.
        for (column, _) in SPARING {
            let date = row.cells.get(column).and_then(|it| when::date(it, from));
            let typed = date.map(|it| it.format("%d/%m/%Y").to_string());
            edits.extend(typed.map(|it| put(&row.id, column, Some(&it))));
        }
    }
    let mut sources = edited(old, &edits);
    sources.sheets.remove(&SheetName::Pins);
    let facts = typed::read(&sources)?.facts;
    let days = facts.days.first().zip(facts.days.last());
    let overlaps = |start: NaiveDate, end: NaiveDate| {
        days.is_some_and(|(first, last)| start <= last.date && first.date < end)
    };
    let mut edits = Vec::new();
    for person in &facts.people {
        let holds = |ground| {
            let mut of_ground = person.exemptions.iter().filter(|it| it.ground == ground);
            of_ground.any(|it| overlaps(it.span.start().date(), it.span.end().date()))
        };
        let cells = |sources: &Sources| {
            let rows = sources
                .sheets
                .get(&SheetName::People)
                .map_or(&[][..], |it| &it.rows);
            rows.iter()
                .find(|it| it.id == person.id)
                .map(|it| it.cells.clone())
        };
        let cells = cells(&sources).unwrap_or_default();
        for (column, ground) in SPARING {
            if cells.contains_key(column) && !holds(ground) {
                edits.push(clear(&person.id, column));
            }
        }
        let needs_consent = [
            Ground::Pregnancy,
            Ground::Infant,
            Ground::Minor,
            Ground::Disability,
            Ground::Office,
        ]
        .into_iter()
        .any(holds);
        if cells.contains_key("consent") && !needs_consent {
            edits.push(clear(&person.id, "consent"));
        }
    }
    Ok(edited(&sources, &edits))
}
