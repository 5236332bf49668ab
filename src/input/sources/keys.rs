//! `office.toml` as keys with values, and single keys of it changed: whatever else stands in it,
//! comments among it, stays as it is.

use std::collections::{BTreeMap, BTreeSet};

use toml_edit::{Array, ArrayOfTables, DocumentMut, InlineTable, Item, Table, TableLike, Value};

use super::super::csv::{decode, decode_as_is};
use super::sheet::free;

/// From the outermost name inwards; what stands in a list goes by its id.
pub(super) type Path = Vec<String>;

/// The lists of tables, by their last name.
const LISTS: [&str; 5] = ["skills", "units", "duties", "shifts", "pairs"];

/// What a text says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Keys {
    /// Values, as TOML writes them.
    pub(super) values: BTreeMap<Path, String>,
    /// The ids in each list, in order.
    pub(super) orders: BTreeMap<Path, Vec<String>>,
}

/// The keys of the text in `bytes`; `None` if it is no TOML.
pub(super) fn keys(bytes: &[u8]) -> Option<Keys> {
    let table: toml::Table = toml::from_str(&decode(bytes)?).ok()?;
    let mut keys = Keys::default();
    collect(&table, &mut Vec::new(), &mut keys);
    Some(keys)
}

fn collect(table: &toml::Table, path: &mut Path, keys: &mut Keys) {
    for (key, value) in table {
        path.push(key.clone());
        let list = value.as_array().filter(|list| is_list(path, list));
        if let Some(inner) = value.as_table() {
            collect(inner, path, keys);
        } else if let Some(list) = list {
            let mut taken = BTreeSet::new();
            let mut order = Vec::new();
            for it in list.iter().filter_map(toml::Value::as_table) {
                let said = |key: &str| it.get(key).map(value_text);
                let id = free(&mut taken, &id_of(said));
                order.push(id.clone());
                path.push(id);
                collect(it, path, keys);
                path.pop();
            }
            keys.orders.insert(path.clone(), order);
        } else {
            keys.values.insert(path.clone(), value.to_string());
        }
        path.pop();
    }
}

fn is_list(path: &[String], list: &[toml::Value]) -> bool {
    is_list_path(path) && !list.is_empty() && list.iter().all(toml::Value::is_table)
}

/// Whether a list of tables may stand there: at the top, or in a table of a list there.
fn is_list_path(path: &[String]) -> bool {
    let is_list = |key: &String| LISTS.contains(&key.as_str());
    matches!(path.len(), 1 | 3) && path.last().is_some_and(is_list)
}

/// A value as it stands in an id.
fn value_text(value: &toml::Value) -> String {
    let text = value.as_str().map(str::to_owned);
    text.unwrap_or_else(|| value.to_string())
}

/// What tells a table from the others of its list; `said` answers what it says of a key.
fn id_of(said: impl Fn(&str) -> Option<String>) -> String {
    let text = |key: &str| said(key).unwrap_or_default();
    said("id").unwrap_or_else(|| [text("a"), text("b"), text("kind")].join("/"))
}

/// The keys that say the id of a table, with what they say.
fn identity(id: &str) -> Vec<(&'static str, String)> {
    // Ids are told apart by a number that is no part of them.
    let plain = id.split_once('#').map_or(id, |it| it.0);
    let said: Vec<&str> = plain.split('/').collect();
    match said[..] {
        [a, b, kind] => vec![
            ("a", a.to_owned()),
            ("b", b.to_owned()),
            ("kind", kind.to_owned()),
        ],
        _ => vec![("id", plain.to_owned())],
    }
}

/// The length of the path of the table in a list whose id `path` says, if it says one.
pub(super) fn said_table(path: &[String]) -> Option<usize> {
    let (key, table) = path.split_last()?;
    let (id, list) = table.split_last()?;
    let is_id = identity(id).iter().any(|it| it.0 == key);
    (is_id && is_list_path(list)).then_some(table.len())
}

/// The paths of the list elements that hold the key at `path`, outermost first.
pub(super) fn tables_above(path: &[String]) -> Vec<&[String]> {
    let lengths = (2..path.len()).filter(|n| is_list_path(&path[..n - 1]));
    lengths.map(|n| &path[..n]).collect()
}

/// The text in `bytes` with some keys set (to what TOML reads `Some` as) or taken out, and some
/// lists in another order. The same bytes if there is nothing to do; `None` if it is no TOML, or a
/// value is none.
pub(super) fn edited(
    bytes: &[u8],
    values: &BTreeMap<Path, Option<String>>,
    orders: &BTreeMap<Path, Vec<String>>,
) -> Option<Vec<u8>> {
    if values.is_empty() && orders.is_empty() {
        return Some(bytes.to_vec());
    }
    const MARK: &[u8] = b"\xef\xbb\xbf";
    let text = decode_as_is(bytes)?;
    let has_returns = text.contains("\r\n");
    let mut document: DocumentMut = text.replace("\r\n", "\n").parse().ok()?;
    let root: &mut dyn TableLike = document.as_table_mut();
    let dropped: BTreeSet<&[String]> = (values.iter())
        .filter(|(_, value)| value.is_none())
        .filter_map(|(path, _)| Some(&path[..said_table(path)?]))
        .collect();
    for path in &dropped {
        drop_table(root, path);
    }
    let is_dropped = |path: &Path| (0..path.len()).any(|n| dropped.contains(&path[..n]));
    for (path, value) in values {
        if value.is_none() && !is_dropped(path) {
            set(root, path, None, 0);
        }
    }
    for (path, value) in values {
        if let Some(value) = value {
            set(root, path, Some(value.parse().ok()?), 0);
        }
    }
    for (path, order) in orders {
        if let Some(list) = list_at(root, path) {
            list.sort(order);
        }
    }
    let mut text = document.to_string();
    if has_returns {
        text = text.replace('\n', "\r\n");
    }
    let mark = if bytes.starts_with(MARK) { MARK } else { b"" };
    Some([mark, text.as_bytes()].concat())
}

/// A list of tables, however it is written.
enum List<'a> {
    Tables(&'a mut ArrayOfTables),
    Inline(&'a mut Array),
}

impl List<'_> {
    fn ids(&self) -> Vec<String> {
        let mut taken = BTreeSet::new();
        let mut id = |table: &dyn TableLike| {
            let said = |key: &str| {
                let value = table.get(key)?.as_value()?;
                let text = value.as_str().map(str::to_owned);
                Some(text.unwrap_or_else(|| value.to_string().trim().to_owned()))
            };
            free(&mut taken, &id_of(said))
        };
        match self {
            Self::Tables(list) => list.iter().map(|it| id(it)).collect(),
            Self::Inline(list) => {
                let tables = list.iter().filter_map(Value::as_inline_table);
                tables.map(|it| id(it)).collect()
            }
        }
    }

    fn at(&self, id: &str) -> Option<usize> {
        self.ids().iter().position(|it| it == id)
    }

    fn drop(self, id: &str) {
        let Some(at) = self.at(id) else { return };
        match self {
            Self::Tables(list) => {
                list.remove(at);
            }
            Self::Inline(list) => {
                list.remove(at);
            }
        }
    }

    fn sort(self, order: &[String]) {
        let ids = self.ids();
        let place = |at: &usize| order.iter().position(|it| *it == ids[*at]);
        let mut wanted: Vec<usize> = (0..ids.len()).collect();
        wanted.sort_by_key(|at| place(at).unwrap_or(usize::MAX));
        match self {
            Self::Tables(list) => {
                // Tables are written in order of their places in the text.
                let mut places: Vec<_> = list.iter().flat_map(positions).collect();
                places.sort_unstable();
                let mut places = places.into_iter();
                let mut tables: Vec<_> = list.iter().map(|it| Some(it.clone())).collect();
                list.clear();
                for table in wanted.into_iter().filter_map(|at| tables[at].take()) {
                    let mut table = table;
                    place_anew(&mut table, &mut places);
                    list.push(table);
                }
            }
            Self::Inline(list) => {
                let values: Vec<_> = wanted.iter().filter_map(|at| list.get(*at)).collect();
                let values: Vec<Value> = values.into_iter().cloned().collect();
                list.clear();
                values.into_iter().for_each(|it| list.push_formatted(it));
            }
        }
    }
}

impl<'a> List<'a> {
    /// The table of that id, which is made if there is none.
    fn table(self, id: &str) -> Option<&'a mut dyn TableLike> {
        let at = self.at(id);
        match self {
            Self::Tables(list) => {
                if at.is_none() {
                    list.push(named(Table::new(), id));
                }
                let at = at.unwrap_or(list.len() - 1);
                list.get_mut(at).map(|it| it as &mut dyn TableLike)
            }
            Self::Inline(list) => {
                if at.is_none() {
                    list.push(named(InlineTable::new(), id));
                }
                let at = at.unwrap_or(list.len() - 1);
                let table = list.get_mut(at)?.as_inline_table_mut();
                table.map(|it| it as &mut dyn TableLike)
            }
        }
    }
}

/// The places in the text of a table and of those in it, in the order in which they are written.
fn positions(table: &Table) -> Vec<Option<isize>> {
    let inner = table.iter().flat_map(|(_, item)| match item {
        Item::Table(table) => positions(table),
        Item::ArrayOfTables(list) => list.iter().flat_map(positions).collect(),
        Item::None | Item::Value(_) => Vec::new(),
    });
    [table.position()].into_iter().chain(inner).collect()
}

fn place_anew(table: &mut Table, places: &mut impl Iterator<Item = Option<isize>>) {
    table.set_position(places.next().flatten());
    for (_, item) in table.iter_mut() {
        match item {
            Item::Table(table) => place_anew(table, places),
            Item::ArrayOfTables(list) => {
                list.iter_mut().for_each(|it| place_anew(it, places));
            }
            Item::None | Item::Value(_) => {}
        }
    }
}

/// `table` with the keys that say its id.
fn named<T: TableLike>(mut table: T, id: &str) -> T {
    for (key, said) in identity(id) {
        table.insert(key, Item::Value(said.into()));
    }
    table
}

/// The list at `path`, if it is one.
fn list_at<'a>(table: &'a mut dyn TableLike, path: &[String]) -> Option<List<'a>> {
    let (key, above) = path.split_last()?;
    list(table_at(table, above)?.get_mut(key)?)
}

/// The table that `path` leads to through lists and ids.
fn table_at<'a>(table: &'a mut dyn TableLike, path: &[String]) -> Option<&'a mut dyn TableLike> {
    match path {
        [] => Some(table),
        [_] => None,
        [key, id, rest @ ..] => {
            let list = list(table.get_mut(key)?)?;
            list.at(id)?;
            table_at(list.table(id)?, rest)
        }
    }
}

/// `item` as a list of tables, if it is one.
fn list(item: &mut Item) -> Option<List<'_>> {
    match item {
        Item::ArrayOfTables(list) => Some(List::Tables(list)),
        Item::Value(Value::Array(list)) if list.iter().all(Value::is_inline_table) => {
            Some(List::Inline(list))
        }
        Item::None | Item::Value(_) | Item::Table(_) => None,
    }
}

/// Takes out the table of a list at `path`, and the list if that was the last.
fn drop_table(root: &mut dyn TableLike, path: &[String]) {
    let [above @ .., key, id] = path else { return };
    let Some(table) = table_at(root, above) else {
        return;
    };
    if let Some(list) = table.get_mut(key).and_then(list) {
        list.drop(id);
    }
    let is_empty = |item: &Item| {
        let tables = item.as_array_of_tables();
        tables.is_some_and(ArrayOfTables::is_empty) || item.as_array().is_some_and(Array::is_empty)
    };
    if table.get(key).is_some_and(is_empty) {
        table.remove(key);
    }
}

/// Sets the value at `path`, of which the first `n_above` names lead to `table`, or takes it out.
fn set(table: &mut dyn TableLike, path: &[String], value: Option<Value>, n_above: usize) {
    let [key, rest @ ..] = &path[n_above..] else {
        return;
    };
    let [next, inner @ ..] = rest else {
        return set_leaf(table, key, value);
    };
    let is_list = is_list_path(&path[..=n_above]) && !inner.is_empty();
    if !table.contains_key(key) {
        if value.is_none() {
            return;
        }
        let made = if is_list {
            Item::ArrayOfTables(ArrayOfTables::new())
        } else if n_above <= 1 {
            let mut made = Table::new();
            // Without keys of its own it needs no heading.
            made.set_implicit(true);
            Item::Table(made)
        } else {
            Item::Value(InlineTable::new().into())
        };
        table.insert(key, made);
    }
    let Some(item) = table.get_mut(key) else {
        return;
    };
    if is_list {
        if let Some(list) = list(item)
            && let Some(table) = list.table(next)
        {
            set(table, path, value, n_above + 2);
        }
    } else if let Some(table) = item.as_table_like_mut() {
        set(table, path, value, n_above + 1);
    }
    let inline = table.get(key).and_then(Item::as_inline_table);
    if inline.is_some_and(InlineTable::is_empty) {
        table.remove(key);
    }
}

/// What stands beside the value, a comment perhaps, stays.
fn set_leaf(table: &mut dyn TableLike, key: &str, value: Option<Value>) {
    let Some(mut value) = value else {
        table.remove(key);
        return;
    };
    if let Some(Item::Value(old)) = table.get_mut(key) {
        *value.decor_mut() = old.decor().clone();
        *old = value;
    } else {
        table.insert(key, Item::Value(value));
    }
}

/// The path of the key whose value begins in a line of the text, from 1, or of the last before it.
pub(super) fn path_in_line(bytes: &[u8], line: usize) -> Option<Path> {
    let text = decode(bytes)?;
    let document = toml_edit::Document::parse(text.as_str()).ok()?;
    let mut starts = Vec::new();
    spans(document.as_table(), &mut Vec::new(), &mut starts);
    let line_of = |at: usize| text[..at.min(text.len())].matches('\n').count() + 1;
    let before = starts
        .into_iter()
        .filter(|(start, _)| line_of(*start) <= line);
    before.max_by_key(|it| it.0).map(|it| it.1)
}

/// Where values begin in the text, with their paths.
fn spans(table: &dyn TableLike, path: &mut Path, starts: &mut Vec<(usize, Path)>) {
    for (key, item) in table.iter() {
        path.push(key.to_owned());
        let tables: Vec<&dyn TableLike> = match item {
            Item::ArrayOfTables(list) => list.iter().map(|it| it as &dyn TableLike).collect(),
            Item::Value(Value::Array(list)) => {
                let tables = list.iter().filter_map(Value::as_inline_table);
                tables.map(|it| it as &dyn TableLike).collect()
            }
            Item::None | Item::Value(_) | Item::Table(_) => Vec::new(),
        };
        let is_list = is_list_path(path) && !tables.is_empty();
        match item.as_table_like() {
            Some(table) => spans(table, path, starts),
            None if is_list => {
                let mut taken = BTreeSet::new();
                for table in tables {
                    let said = |key: &str| table.get(key)?.as_str().map(str::to_owned);
                    path.push(free(&mut taken, &id_of(said)));
                    spans(table, path, starts);
                    path.pop();
                }
            }
            None => starts.extend(item.span().map(|it| (it.start, path.clone()))),
        }
        path.pop();
    }
}
