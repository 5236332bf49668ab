//! What differs between two states of the sources, item by item, and the way from one to the other.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::sources::{Edit, Item, Sheet, SheetHead, SheetName, SheetRow, Sources};

use super::super::error::Place;
use super::super::files;
use super::super::table::Table;
use super::keys::{self, Path};
use super::sheet::usual_heading;

/// What turns `old` into `new`, in order of the items.
pub fn difference(old: &Sources, new: &Sources) -> Vec<Edit> {
    let mut edits = Vec::new();
    let names: BTreeSet<_> = old.files.keys().chain(new.files.keys()).collect();
    for name in names {
        let (before, after) = (old.files.get(name), new.files.get(name));
        match (before, after) {
            _ if before == after => {}
            (Some(before), Some(after)) if name == files::OFFICE => {
                edits.extend(difference_of_office(before, after));
            }
            _ => edits.push(Edit {
                item: Item::File { name: name.clone() },
                before: before.cloned(),
                after: after.cloned(),
            }),
        }
    }
    for name in SheetName::ALL {
        let (before, after) = (old.sheets.get(&name), new.sheets.get(&name));
        if before != after {
            edits.extend(difference_of_sheet(name, before, after));
        }
    }
    edits.sort_by(|a, b| a.item.cmp(&b.item));
    edits
}

fn difference_of_office(before: &[u8], after: &[u8]) -> Vec<Edit> {
    let whole = |item| Edit {
        item,
        before: Some(before.to_vec()),
        after: Some(after.to_vec()),
    };
    let (Some(old), Some(new)) = (keys::keys(before), keys::keys(after)) else {
        return vec![whole(Item::Layout {})];
    };
    let mut edits = Vec::new();
    let paths: BTreeSet<_> = old.values.keys().chain(new.values.keys()).collect();
    for path in paths {
        let text = |it: &keys::Keys| it.values.get(path).cloned();
        let (before, after) = (text(&old), text(&new));
        if before != after {
            let path = path.clone();
            let (before, after) = (before.as_deref(), after.as_deref());
            edits.push(Edit::text(Item::Key { path }, before, after));
        }
    }
    for (path, after) in &new.orders {
        let before = old.orders.get(path);
        let known = before.map_or(&[][..], Vec::as_slice);
        if order_by_itself(known, after) != *after {
            let path = path.clone();
            edits.push(Edit {
                item: Item::KeyOrder { path },
                before: before.map(json),
                after: Some(json(after)),
            });
        }
    }
    let reached = keys::edited(before, &values_of(&edits), &key_orders_of(&edits));
    if reached.is_none_or(|it| it != after) {
        edits.push(whole(Item::Layout {}));
    }
    edits
}

/// The order in which `ids` come to stand by themselves where those of `known` stood in theirs: the
/// new ones last, in order of their names.
fn order_by_itself(known: &[String], ids: &[String]) -> Vec<String> {
    let place = |id: &String| known.iter().position(|it| it == id);
    let mut ids = ids.to_vec();
    ids.sort_by_cached_key(|id| (place(id).unwrap_or(usize::MAX), id.clone()));
    ids
}

fn difference_of_sheet(name: SheetName, old: Option<&Sheet>, new: Option<&Sheet>) -> Vec<Edit> {
    let mut edits = Vec::new();
    let head = |it: Option<&Sheet>| it.map(|it| json(&it.head));
    if head(old) != head(new) {
        edits.push(Edit {
            item: Item::Columns { sheet: name },
            before: head(old),
            after: head(new),
        });
    }
    let none = Sheet::default();
    let (old, new) = (old.unwrap_or(&none), new.unwrap_or(&none));
    let (before, after) = (rows_of(old), rows_of(new));
    let ids: BTreeSet<_> = before.keys().chain(after.keys()).collect();
    for id in ids {
        let (old, new) = (before.get(id), after.get(id));
        let row = || (*id).clone();
        if old.is_some() != new.is_some() {
            let there = |it: Option<_>| it.map(|_| "");
            let item = Item::Row {
                sheet: name,
                row: row(),
            };
            edits.push(Edit::text(item, there(old), there(new)));
        }
        let none = BTreeMap::new();
        let cells = |it: Option<&&SheetRow>| it.map_or(&none, |it| &it.cells).clone();
        let (old, new) = (cells(old), cells(new));
        let columns: BTreeSet<_> = old.keys().chain(new.keys()).collect();
        for column in columns {
            let text = |it: &BTreeMap<String, String>| it.get(column).cloned();
            let (before, after) = (text(&old), text(&new));
            if before != after {
                let item = Item::Cell {
                    sheet: name,
                    row: row(),
                    column: column.clone(),
                };
                edits.push(Edit::text(item, before.as_deref(), after.as_deref()));
            }
        }
    }
    let order = |it: &Sheet| -> Vec<String> { it.rows.iter().map(|it| it.id.clone()).collect() };
    let (before, after) = (order(old), order(new));
    if order_by_itself(&before, &after) != after {
        edits.push(Edit {
            item: Item::RowOrder { sheet: name },
            before: Some(json(&before)),
            after: Some(json(&after)),
        });
    }
    edits
}

fn rows_of(sheet: &Sheet) -> BTreeMap<String, &SheetRow> {
    sheet.rows.iter().map(|it| (it.id.clone(), it)).collect()
}

fn json<T: serde::Serialize + ?Sized>(value: &T) -> Vec<u8> {
    // Lists of texts can always be written.
    serde_json::to_vec(value).unwrap_or_default()
}

fn text_of(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// The keys that `edits` set or take out.
pub(super) fn values_of(edits: &[Edit]) -> BTreeMap<Path, Option<String>> {
    let mut values = BTreeMap::new();
    for edit in edits {
        if let Item::Key { path } = &edit.item {
            values.insert(path.clone(), edit.after.as_deref().map(text_of));
        }
    }
    values
}

/// The lists of keys that `edits` put in order.
pub(super) fn key_orders_of(edits: &[Edit]) -> BTreeMap<Path, Vec<String>> {
    let mut orders = BTreeMap::new();
    for edit in edits {
        if let Item::KeyOrder { path } = &edit.item
            && let Some(order) = ids(edit)
        {
            orders.insert(path.clone(), order);
        }
    }
    orders
}

fn ids(edit: &Edit) -> Option<Vec<String>> {
    serde_json::from_slice(edit.after.as_deref()?).ok()
}

/// `sources` with `edits` done, whatever stood there before. In `office.toml` only the lines change
/// that must. An edit that makes no sense, as of a key in a text that is no TOML, is left out; the
/// difference to what was wanted tells it.
pub fn edited(sources: &Sources, edits: &[Edit]) -> Sources {
    let mut sources = sources.clone();
    for edit in edits {
        match &edit.item {
            Item::File { name } => {
                put(&mut sources.files, name.clone(), edit.after.clone());
            }
            Item::Layout {} => {
                put(
                    &mut sources.files,
                    files::OFFICE.to_owned(),
                    edit.after.clone(),
                );
            }
            Item::Key { .. }
            | Item::KeyOrder { .. }
            | Item::Columns { .. }
            | Item::RowOrder { .. }
            | Item::Row { .. }
            | Item::Cell { .. } => {}
        }
    }
    if let Some(office) = sources.files.get_mut(files::OFFICE)
        && let Some(bytes) = keys::edited(office, &values_of(edits), &key_orders_of(edits))
    {
        *office = bytes;
    }
    for name in SheetName::ALL {
        let of_sheet: Vec<_> = edits
            .iter()
            .filter(|it| sheet_of(&it.item) == Some(name))
            .collect();
        if of_sheet.is_empty() {
            continue;
        }
        let is_gone = |it: &&Edit| matches!(it.item, Item::Columns { .. }) && it.after.is_none();
        if of_sheet.iter().any(is_gone) {
            sources.sheets.remove(&name);
        } else {
            let sheet = sources.sheets.remove(&name).unwrap_or_default();
            sources
                .sheets
                .insert(name, edited_sheet(name, sheet, &of_sheet));
        }
    }
    sources
}

fn put<V>(map: &mut BTreeMap<String, V>, key: String, value: Option<V>) {
    match value {
        Some(value) => map.insert(key, value),
        None => map.remove(&key),
    };
}

/// The sheet that an item belongs to.
pub(super) fn sheet_of(item: &Item) -> Option<SheetName> {
    match item {
        Item::Columns { sheet }
        | Item::RowOrder { sheet }
        | Item::Row { sheet, .. }
        | Item::Cell { sheet, .. } => Some(*sheet),
        Item::Key { .. } | Item::KeyOrder { .. } | Item::Layout {} | Item::File { .. } => None,
    }
}

fn edited_sheet(name: SheetName, mut sheet: Sheet, edits: &[&Edit]) -> Sheet {
    let mut order = None;
    for edit in edits {
        let after = edit.after.as_deref();
        match &edit.item {
            Item::Columns { .. } => {
                let head: Option<SheetHead> = after.and_then(|it| serde_json::from_slice(it).ok());
                sheet.head = head.unwrap_or_default();
            }
            Item::RowOrder { .. } => order = ids(edit),
            Item::Row { row, .. } => match after {
                Some(_) if sheet.rows.iter().all(|it| it.id != *row) => sheet.rows.push(SheetRow {
                    id: row.clone(),
                    cells: BTreeMap::new(),
                }),
                Some(_) => {}
                None => sheet.rows.retain(|it| it.id != *row),
            },
            Item::Cell { .. } | Item::Key { .. } | Item::KeyOrder { .. } => {}
            Item::Layout {} | Item::File { .. } => {}
        }
    }
    for edit in edits {
        if let Item::Cell { row, column, .. } = &edit.item
            && let Some(row) = sheet.rows.iter_mut().find(|it| it.id == *row)
        {
            let text = edit.after.as_deref().map(text_of);
            put(
                &mut row.cells,
                column.clone(),
                text.filter(|it| !it.is_empty()),
            );
        }
    }
    for row in &sheet.rows {
        for key in row.cells.keys() {
            if sheet.head.columns.iter().all(|it| it.key != *key) {
                let heading = usual_heading(name, key);
                let key = key.clone();
                sheet
                    .head
                    .columns
                    .push(crate::domain::sources::Column { key, heading });
            }
        }
    }
    if let Some(order) = order {
        let place = |id: &String| order.iter().position(|it| it == id);
        sheet
            .rows
            .sort_by_key(|it| place(&it.id).unwrap_or(usize::MAX));
    }
    // Ids and the like follow from the cells, as in a file.
    let rows = super::sheet::lines(&sheet).map(|it| it.into_iter().map(str::to_owned).collect());
    let rows = (1..).zip(rows).collect();
    let place = Place::default();
    super::sheet::of(name, Table { place, rows })
}
