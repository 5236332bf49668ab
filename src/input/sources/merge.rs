//! Two who changed the same sources: what each did to its own items stands; what both changed
//! differently is for them to settle.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::sources::{Edit, Item, Sources};

use super::super::files;
use super::edits::{difference, edited, key_orders_of, values_of};
use super::keys;

/// An item that two changed differently.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// Which.
    pub item: Item,
    /// What it was before either; `None`: it was not there.
    pub was: Option<Vec<u8>>,
    /// What stands now.
    pub mine: Option<Vec<u8>>,
    /// What the other one wants.
    pub theirs: Option<Vec<u8>>,
}

/// `theirs` brought into `mine`, both made from `base`.
///
/// # Errors
///
/// Every item that both changed differently, never an empty list.
pub fn merged(base: &Sources, mine: &Sources, theirs: &Sources) -> Result<Sources, Vec<Conflict>> {
    if base == theirs || mine == theirs {
        return Ok(mine.clone());
    }
    if base == mine {
        return Ok(theirs.clone());
    }
    let (my_edits, their_edits) = (difference(base, mine), difference(base, theirs));
    let conflicts = conflicts(&my_edits, &their_edits);
    if !conflicts.is_empty() {
        return Err(conflicts);
    }
    // What I did to items of my own, done to their state.
    let (of_office, of_sheets): (Vec<_>, Vec<_>) = my_edits.into_iter().partition(is_of_office);
    let mut merged = edited(theirs, &of_sheets);
    let office = |sources: &Sources| sources.files.get(files::OFFICE).cloned();
    let is_layout = |it: &Edit| it.item == Item::Layout {};
    let (start, edits) = if of_office.iter().any(is_layout) {
        let theirs: Vec<_> = their_edits.into_iter().filter(is_of_office).collect();
        (office(mine), theirs)
    } else {
        (office(theirs), of_office)
    };
    let done = start.and_then(|it| keys::edited(&it, &values_of(&edits), &key_orders_of(&edits)));
    merged
        .files
        .extend(done.map(|it| (files::OFFICE.to_owned(), it)));
    Ok(merged)
}

fn is_of_office(edit: &Edit) -> bool {
    match &edit.item {
        Item::Key { .. } | Item::KeyOrder { .. } | Item::Layout {} => true,
        Item::File { .. }
        | Item::Columns { .. }
        | Item::RowOrder { .. }
        | Item::Row { .. }
        | Item::Cell { .. } => false,
    }
}

/// What two lists of edits, made from one state, disagree on.
pub fn conflicts(mine: &[Edit], theirs: &[Edit]) -> Vec<Conflict> {
    let theirs_by_item: BTreeMap<&Item, &Edit> = theirs.iter().map(|it| (&it.item, it)).collect();
    let mut conflicts = Vec::new();
    for my in mine {
        let their = theirs_by_item.get(&my.item);
        if let Some(their) = their.filter(|it| it.after != my.after && !is_order(my, it)) {
            conflicts.push(Conflict {
                item: my.item.clone(),
                was: my.before.clone(),
                mine: my.after.clone(),
                theirs: their.after.clone(),
            });
        }
    }
    conflicts.extend(torn(mine, theirs, Conflict::of_mine));
    conflicts.extend(torn(theirs, mine, Conflict::of_theirs));
    conflicts.sort_by(|a, b| a.item.cmp(&b.item));
    conflicts.dedup();
    conflicts
}

impl Conflict {
    fn of_mine(edit: &Edit) -> Self {
        Self {
            item: edit.item.clone(),
            was: edit.before.clone(),
            mine: edit.after.clone(),
            theirs: None,
        }
    }

    fn of_theirs(edit: &Edit) -> Self {
        Self {
            item: edit.item.clone(),
            was: edit.before.clone(),
            mine: None,
            theirs: edit.after.clone(),
        }
    }
}

/// Orders of one list in which those known to both stand alike are no conflict: what each has put
/// between them may stand on either side.
fn is_order(mine: &Edit, theirs: &Edit) -> bool {
    match mine.item {
        Item::KeyOrder { .. } | Item::RowOrder { .. } => {}
        Item::Key { .. }
        | Item::Layout {}
        | Item::File { .. }
        | Item::Columns { .. }
        | Item::Row { .. }
        | Item::Cell { .. } => return false,
    }
    let ids = |bytes: &Option<Vec<u8>>| -> Vec<String> {
        let bytes = bytes.as_deref().unwrap_or_default();
        serde_json::from_slice(bytes).unwrap_or_default()
    };
    let (mut mine, mut theirs) = (ids(&mine.after), ids(&theirs.after));
    let common: BTreeSet<_> = mine
        .iter()
        .filter(|it| theirs.contains(it))
        .cloned()
        .collect();
    mine.retain(|it| common.contains(it));
    theirs.retain(|it| common.contains(it));
    mine == theirs
}

/// What one changed in a row, a list element or a sheet that the other took out.
fn torn<'a>(
    changed: &'a [Edit],
    taken_out: &[Edit],
    conflict: impl Fn(&'a Edit) -> Conflict,
) -> Vec<Conflict> {
    let gone: Vec<&Edit> = taken_out.iter().filter(|it| it.after.is_none()).collect();
    let is_torn = |edit: &&Edit| {
        edit.after.is_some()
            && gone
                .iter()
                .any(|it| it.item != edit.item && holds(&it.item, &edit.item))
    };
    changed.iter().filter(is_torn).map(conflict).collect()
}

/// Whether taking out `outer` takes `inner` away too.
fn holds(outer: &Item, inner: &Item) -> bool {
    match (outer, inner) {
        (
            Item::Row { sheet, row },
            Item::Cell {
                sheet: of, row: at, ..
            },
        ) => sheet == of && row == at,
        (Item::Columns { sheet }, Item::Row { sheet: of, .. } | Item::Cell { sheet: of, .. }) => {
            sheet == of
        }
        (Item::Key { path }, Item::Key { path: inner }) => {
            keys::said_table(path).is_some_and(|n| inner.len() > n && inner[..n] == path[..n])
        }
        (
            Item::Key { .. }
            | Item::KeyOrder { .. }
            | Item::Layout {}
            | Item::File { .. }
            | Item::Columns { .. }
            | Item::RowOrder { .. }
            | Item::Row { .. }
            | Item::Cell { .. },
            _,
        ) => false,
    }
}

/// Those of `edits`, made by somebody who saw each item as its `before` says, that cannot be done to
/// `now`: the item is by now neither that nor what it is to be, or what holds it is gone.
pub fn stale(now: &Sources, edits: &[Edit]) -> Vec<Conflict> {
    let back: Vec<_> = (edits.iter())
        .map(|it| Edit {
            item: it.item.clone(),
            before: it.after.clone(),
            after: it.before.clone(),
        })
        .collect();
    // What changed between what they saw and now.
    let meanwhile = difference(&edited(now, &back), now);
    let mut found = conflicts(&meanwhile, edits);
    let is_lost = |it: &&Edit| it.after.is_some() && is_homeless(now, edits, &it.item);
    found.extend(edits.iter().filter(is_lost).map(Conflict::of_theirs));
    found.sort_by(|a, b| a.item.cmp(&b.item));
    found.dedup();
    found
}

/// Whether the row or the list element that holds the item is not there, nor made by `edits`.
fn is_homeless(now: &Sources, edits: &[Edit], item: &Item) -> bool {
    let is_made = |item: &Item| {
        edits
            .iter()
            .any(|it| it.item == *item && it.after.is_some())
    };
    match item {
        Item::Cell { sheet, row, .. } => {
            let rows = now.sheets.get(sheet).map_or(&[][..], |it| &it.rows);
            let made = Item::Row {
                sheet: *sheet,
                row: row.clone(),
            };
            rows.iter().all(|it| it.id != *row) && !is_made(&made)
        }
        Item::Key { path } => {
            let known = now.files.get(files::OFFICE).and_then(|it| keys::keys(it));
            let known = known.unwrap_or_default();
            let is_there = |table: &[String]| known.values.keys().any(|it| it.starts_with(table));
            let is_said = |table: &[String]| {
                let says = |it: &Edit| match &it.item {
                    Item::Key { path } => {
                        it.after.is_some()
                            && path.starts_with(table)
                            && keys::said_table(path) == Some(table.len())
                    }
                    Item::KeyOrder { .. }
                    | Item::Layout {}
                    | Item::File { .. }
                    | Item::Columns { .. }
                    | Item::RowOrder { .. }
                    | Item::Row { .. }
                    | Item::Cell { .. } => false,
                };
                edits.iter().any(says)
            };
            let tables = keys::tables_above(path);
            tables.into_iter().any(|it| !is_there(it) && !is_said(it))
        }
        Item::KeyOrder { .. }
        | Item::Layout {}
        | Item::File { .. }
        | Item::Columns { .. }
        | Item::RowOrder { .. }
        | Item::Row { .. } => false,
    }
}
