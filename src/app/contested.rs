//! What two changed differently, by its name.

use crate::domain::sources::{Item, Sources};
use crate::input;
use crate::input::sources::merge::Conflict;

/// An item that two changed differently, and what it is called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contested {
    /// The item, as it was, is stored and was to be.
    pub conflict: Conflict,
    /// What holds it: a person, a duty and a turn.
    pub holder: String,
    /// The heading of its column.
    pub heading: String,
}

/// `conflicts` with what things are called in any of `states`, the first that knows.
pub(super) fn contested(states: &[&Sources], conflicts: Vec<Conflict>) -> Vec<Contested> {
    let named = |conflict: Conflict| {
        let holder = states.iter().find_map(|it| holder(it, &conflict.item));
        let heading = states.iter().find_map(|it| heading(it, &conflict.item));
        Contested {
            holder: holder.unwrap_or_default(),
            heading: heading.unwrap_or_default(),
            conflict,
        }
    };
    conflicts.into_iter().map(named).collect()
}

fn holder(sources: &Sources, item: &Item) -> Option<String> {
    match item {
        Item::Cell { sheet, row, .. } | Item::Row { sheet, row } => {
            let rows = &sources.sheets.get(sheet)?.rows;
            let cells = &rows.iter().find(|it| it.id == *row)?.cells;
            Some(cells.get("name").unwrap_or(row).clone())
        }
        Item::Key { path } => {
            let names = input::sources::names_along(sources, path);
            (!names.is_empty()).then(|| names.join(", "))
        }
        Item::KeyOrder { .. }
        | Item::Layout {}
        | Item::File { .. }
        | Item::Columns { .. }
        | Item::RowOrder { .. } => None,
    }
}

fn heading(sources: &Sources, item: &Item) -> Option<String> {
    let Item::Cell { sheet, column, .. } = item else {
        return None;
    };
    let columns = &sources.sheets.get(sheet)?.head.columns;
    Some(columns.iter().find(|it| it.key == *column)?.heading.clone())
}
