//! What `--json` prints, held against the tables of `docs/json.md`.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::sync::OnceLock;

use chrono::{NaiveDate, NaiveDateTime};
use serde_json::{Map, Value};

/// What a table says that a field holds.
#[derive(Clone, Debug)]
enum Kind {
    Any,
    Text,
    Number,
    Bool,
    Date,
    Moment,
    Words(Vec<String>),
    List(Box<Kind>),
    ByKey(Box<Kind>),
    Nullable(Box<Kind>),
    Type(String),
}

/// A row of a table.
#[derive(Clone, Debug)]
struct Field {
    kind: Kind,
    may_be_absent: bool,
}

/// A field by its name, or all fields of another type.
#[derive(Clone, Debug)]
enum Row {
    Own(String, Field),
    AllOf { other: String, may_be_absent: bool },
}

/// What `docs/json.md` says.
pub(crate) struct Contract {
    commands: BTreeMap<String, Vec<String>>,
    types: BTreeMap<String, Vec<Row>>,
}

/// What was seen of it: answers by command, and fields by type that held something.
#[derive(Debug, Default)]
pub(crate) struct Seen {
    answers: BTreeSet<(String, String)>,
    fields: BTreeSet<(String, String)>,
}

/// What any command may answer that does not do what it was asked.
const FAILURES: [&str; 2] = ["FailureAnswer", "CheckFailure"];

impl Contract {
    pub(crate) fn get() -> &'static Self {
        static CONTRACT: OnceLock<Contract> = OnceLock::new();
        CONTRACT.get_or_init(|| {
            let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/json.md");
            Self::parse(&fs::read_to_string(path).unwrap())
        })
    }

    fn parse(text: &str) -> Self {
        let mut contract = Self {
            commands: BTreeMap::new(),
            types: BTreeMap::new(),
        };
        let mut heading = "";
        for line in text.lines() {
            if let Some((_, name)) = line.split_once("# ") {
                heading = name;
                if line.starts_with("### ") {
                    let twice = contract.types.insert(name.to_owned(), Vec::new());
                    assert!(twice.is_none(), "{name} has two tables");
                }
            }
            let Some(cells) = cells(line) else { continue };
            match (heading, &cells[..]) {
                ("Commands", [command, answers]) => {
                    let answers = quoted(answers).filter(|it| !it.starts_with("--"));
                    contract
                        .commands
                        .insert(unquoted(command), answers.collect());
                }
                (_, [field, kind, _]) => {
                    let rows = contract.types.get_mut(heading);
                    let rows = rows.unwrap_or_else(|| panic!("{heading}: a table of no type"));
                    rows.push(row(field, kind));
                }
                _ => panic!("{heading}: not a row of a table: {line}"),
            }
        }
        contract
    }

    pub(crate) fn commands(&self) -> BTreeSet<&str> {
        self.commands.keys().map(String::as_str).collect()
    }

    pub(crate) fn types(&self) -> BTreeSet<&str> {
        self.types.keys().map(String::as_str).collect()
    }

    /// What is documented and nothing of `seen`, types that nothing mentions too.
    pub(crate) fn unseen(&self, seen: &Seen) -> Vec<String> {
        let answers = (self.commands.iter())
            .flat_map(|(command, answers)| answers.iter().map(move |it| (command, it)))
            .filter(|(command, answer)| {
                !seen
                    .answers
                    .contains(&((*command).clone(), (*answer).clone()))
            })
            .map(|(command, answer)| format!("`{command}` never answered {answer}"));
        let fields = (self.types.iter())
            .flat_map(|(name, rows)| rows.iter().map(move |it| (name, it)))
            .filter_map(|(name, row)| match row {
                Row::Own(field, _) => Some((name, field)),
                Row::AllOf { .. } => None,
            })
            .filter(|(name, field)| !seen.fields.contains(&((*name).clone(), (*field).clone())))
            .map(|(name, field)| format!("{name}.{field} was never printed"));
        answers.chain(fields).collect()
    }

    /// `answer` must be one that `command` prints when it ends with `code`.
    #[track_caller]
    pub(crate) fn hold(&self, seen: &mut Seen, command: &str, code: i32, answer: &Value) {
        let own = self.commands.get(command).into_iter().flatten();
        let failures = FAILURES.iter().map(|it| (*it).to_owned());
        // Bad input and our own faults have no other answer; what is not found may have one.
        let kinds: Vec<String> = match code {
            0 => own.cloned().collect(),
            1 => own.cloned().chain(failures).collect(),
            _ => failures.collect(),
        };
        let mut all_faults = Vec::new();
        for kind in &kinds {
            let mut found = Seen::default();
            let mut faults = Vec::new();
            self.check(&mut found, &mut faults, kind, kind, answer);
            if faults.is_empty() {
                seen.answers.insert((command.to_owned(), kind.clone()));
                seen.fields.extend(found.fields);
                return;
            }
            all_faults.push(faults);
        }
        all_faults.sort_by_key(Vec::len);
        panic!(
            "`{command}`, ended with {code}: no answer of {kinds:?}: {all_faults:#?} {answer:#}"
        );
    }

    fn check(
        &self,
        seen: &mut Seen,
        faults: &mut Vec<String>,
        place: &str,
        name: &str,
        value: &Value,
    ) {
        let Some(object) = value.as_object() else {
            faults.push(format!("{place}: no {name}: {value}"));
            return;
        };
        let mut known = BTreeSet::new();
        self.check_rows(seen, faults, &mut known, place, name, object);
        let unknown = object.keys().filter(|it| !known.contains(*it));
        faults.extend(unknown.map(|it| format!("{place}.{it}: not documented")));
    }

    fn check_rows(
        &self,
        seen: &mut Seen,
        faults: &mut Vec<String>,
        known: &mut BTreeSet<String>,
        place: &str,
        name: &str,
        object: &Map<String, Value>,
    ) {
        let rows = self.types.get(name);
        let rows = rows.unwrap_or_else(|| panic!("{place}: no table of {name}"));
        for row in rows {
            match row {
                Row::Own(key, field) => {
                    known.insert(key.clone());
                    let place = format!("{place}.{key}");
                    match object.get(key) {
                        None if field.may_be_absent => {}
                        None => faults.push(format!("{place}: missing")),
                        Some(value) => {
                            if !value.is_null() {
                                seen.fields.insert((name.to_owned(), key.clone()));
                            }
                            self.check_kind(seen, faults, &place, &field.kind, value);
                        }
                    }
                }
                Row::AllOf {
                    other,
                    may_be_absent,
                } => {
                    let before = faults.len();
                    let mut of_other = BTreeSet::new();
                    self.check_rows(seen, faults, &mut of_other, place, other, object);
                    if *may_be_absent && !of_other.iter().any(|it| object.contains_key(it)) {
                        faults.truncate(before);
                    }
                    known.extend(of_other);
                }
            }
        }
    }

    fn check_kind(
        &self,
        seen: &mut Seen,
        faults: &mut Vec<String>,
        place: &str,
        kind: &Kind,
        value: &Value,
    ) {
        let text = value.as_str();
        let is_right = match kind {
            Kind::Any => true,
            Kind::Text => value.is_string(),
            Kind::Number => value.is_i64(),
            Kind::Bool => value.is_boolean(),
            Kind::Date => text.is_some_and(|it| it.parse::<NaiveDate>().is_ok()),
            Kind::Moment => text.is_some_and(|it| it.parse::<NaiveDateTime>().is_ok()),
            Kind::Words(words) => text.is_some_and(|it| words.iter().any(|word| word == it)),
            Kind::Nullable(kind) => {
                if !value.is_null() {
                    self.check_kind(seen, faults, place, kind, value);
                }
                true
            }
            Kind::List(kind) => {
                for (nth, it) in value.as_array().into_iter().flatten().enumerate() {
                    self.check_kind(seen, faults, &format!("{place}[{nth}]"), kind, it);
                }
                value.is_array()
            }
            Kind::ByKey(kind) => {
                for (key, it) in value.as_object().into_iter().flatten() {
                    self.check_kind(seen, faults, &format!("{place}[{key}]"), kind, it);
                }
                value.is_object()
            }
            Kind::Type(name) => {
                self.check(seen, faults, place, name, value);
                true
            }
        };
        if !is_right {
            faults.push(format!("{place}: {value} is no {kind:?}"));
        }
    }
}

/// The cells of a row of a table; headings are none.
fn cells(line: &str) -> Option<Vec<&str>> {
    let row = line.strip_prefix("| ")?.strip_suffix(" |")?;
    let cells: Vec<_> = row.split(" | ").collect();
    let is_heading = matches!(cells[0], "field" | "command");
    (!is_heading).then_some(cells)
}

/// What stands in backquotes.
fn quoted(text: &str) -> impl Iterator<Item = String> {
    text.split('`').skip(1).step_by(2).map(str::to_owned)
}

fn unquoted(text: &str) -> String {
    let mut all = quoted(text);
    all.next()
        .unwrap_or_else(|| panic!("nothing quoted in {text}"))
}

fn row(field: &str, kind: &str) -> Row {
    let may_be_absent = field.contains('?');
    if field.starts_with('…') {
        let other = unquoted(kind);
        return Row::AllOf {
            other,
            may_be_absent,
        };
    }
    let name = unquoted(field).replace('?', "");
    let words = || Kind::Words(quoted(kind).collect());
    let kind = if kind.starts_with("one of ") {
        words()
    } else if kind.starts_with("list of ") {
        Kind::List(Box::new(words()))
    } else {
        let of = kind_of(&unquoted(kind));
        if kind.ends_with(" or `null`") {
            Kind::Nullable(Box::new(of))
        } else {
            of
        }
    };
    Row::Own(
        name,
        Field {
            kind,
            may_be_absent,
        },
    )
}

fn kind_of(text: &str) -> Kind {
    let within = |from, to| text.strip_prefix(from)?.strip_suffix(to);
    if let Some(of) = within('[', ']') {
        return Kind::List(Box::new(kind_of(of)));
    }
    if let Some((_, of)) = within('{', '}').and_then(|it| it.split_once(": ")) {
        return Kind::ByKey(Box::new(kind_of(of)));
    }
    match text {
        "any" => Kind::Any,
        "text" => Kind::Text,
        "number" => Kind::Number,
        "bool" => Kind::Bool,
        "date" => Kind::Date,
        "moment" => Kind::Moment,
        name => Kind::Type(name.to_owned()),
    }
}
