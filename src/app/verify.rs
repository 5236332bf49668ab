//! Is a `roster.json` what it says it is, and is it the roster of an office as that is today?

use std::collections::BTreeSet;
use std::path::Path;

use serde::Serialize;
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::domain::document::Document;
use crate::domain::facts::Facts;
use crate::proof::{self, Verdict};
use crate::rules::RuleSet;
use crate::rules::record::{RosterRecord, Status};

use super::actor::Action;
use super::error::AppError;
use super::office::Office;
use super::{plan, read};

/// A record and what is wrong with it.
#[derive(Clone, Debug)]
pub struct Verified {
    /// As the file says.
    pub record: RosterRecord,
    /// Fields of the file that nothing reads, e.g. `problem.people[3].shoe_size`.
    pub unread: Vec<String>,
    /// SHA-256, in hexadecimal, of the facts and rules: two files with the same are of the same
    /// question.
    pub digest: String,
    /// As found.
    pub verdict: Verdict,
    /// What differs in the office it is held against; `None` if it is held against none.
    pub differences: Option<Vec<OfficeDifference>>,
}

/// Something that the file and the office do not say alike.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OfficeDifference {
    /// What, e.g. `problem.people.an.carried`.
    pub at: String,
    /// In the file; `None` if it is not there.
    pub file: Option<String>,
    /// In the office; `None` if it is not there.
    pub office: Option<String>,
}

/// The office that a record may be held against.
#[derive(Clone, Copy, Debug)]
pub enum Against<'a> {
    /// None.
    Nothing,
    /// What this folder says, with history from the store where one is named.
    Folder(&'a Path, Option<&'a Office>),
    /// What was last imported into this store.
    Store(&'a Office),
}

/// Checks the roster in the file `path`, with no code of the solver.
///
/// # Errors
///
/// The file cannot be read, or is no roster; or the office cannot be read.
pub fn verify(path: &Path, against: Against<'_>) -> Result<Verified, AppError> {
    let (record, unread) = read::record_and_unread(path)?;
    let verdict = proof::verify(&record);
    let office = match against {
        Against::Nothing => None,
        Against::Folder(folder, office) => {
            let input = plan::read(folder, office)?;
            Some((input.problem.facts().clone(), input.rules))
        }
        Against::Store(store) => {
            let (office, period) = (&record.problem.office.id, record.problem.period.id());
            let data = store
                .reading(Action::SeeReasons)?
                .period_data(office, period)?;
            let data = data.ok_or_else(|| AppError::NoPeriod {
                office: Some(office.clone()),
                period: Some(period.to_owned()),
            })?;
            Some((data.facts, data.rules))
        }
    };
    let judged = judged_facts(&verdict, &record);
    let office = office.map(|(facts, rules)| differences(&judged, &record.rules, &facts, &rules));
    Ok(Verified {
        digest: digest(&judged, &record.rules)?,
        differences: office.transpose()?,
        record,
        unread,
        verdict,
    })
}

/// The facts in order, where they hold together.
fn judged_facts(verdict: &Verdict, record: &RosterRecord) -> Facts {
    match &verdict.judged {
        Some(judged) => judged.problem.facts().clone(),
        None => record.problem.clone(),
    }
}

fn digest(facts: &Facts, rules: &RuleSet) -> Result<String, AppError> {
    let bytes = serde_json::to_vec(&(judged_by(facts), rules)).map_err(not_json)?;
    let digest = Sha256::digest(&bytes);
    Ok(digest.iter().map(|it| format!("{it:02x}")).collect())
}

/// Nothing is judged by what is said about papers.
fn judged_by(facts: &Facts) -> Facts {
    Facts {
        document: Document::default(),
        ..facts.clone()
    }
}

#[expect(clippy::needless_pass_by_value, reason = "for `map_err`")]
fn not_json(error: serde_json::Error) -> AppError {
    AppError::Fault(format!("facts cannot be written as JSON: {error}"))
}

fn differences(
    file: &Facts,
    file_rules: &RuleSet,
    office: &Facts,
    office_rules: &RuleSet,
) -> Result<Vec<OfficeDifference>, AppError> {
    let value = |facts: &Facts| serde_json::to_value(judged_by(facts)).map_err(not_json);
    let rules = |rules: &RuleSet| serde_json::to_value(&rules.rules).map_err(not_json);
    let mut found = Vec::new();
    compare(
        "problem",
        Some(&value(file)?),
        Some(&value(office)?),
        &mut found,
    );
    compare(
        "rules",
        Some(&rules(file_rules)?),
        Some(&rules(office_rules)?),
        &mut found,
    );
    Ok(found)
}

/// Appends what `file` and `office` do not say alike, as deep inside as can be.
fn compare(
    at: &str,
    file: Option<&Value>,
    office: Option<&Value>,
    out: &mut Vec<OfficeDifference>,
) {
    if file == office {
        return;
    }
    let both = file.and_then(members).zip(office.and_then(members));
    if let Some((file, office)) = both {
        let names: BTreeSet<&str> = { file.iter().chain(&office) }
            .map(|it| it.0.as_str())
            .collect();
        let find = |of: &[(String, &Value)], name: &str| {
            of.iter().find(|it| it.0 == name).map(|it| it.1.clone())
        };
        let n_before = out.len();
        for name in names {
            let (file, office) = (find(&file, name), find(&office, name));
            compare(&format!("{at}.{name}"), file.as_ref(), office.as_ref(), out);
        }
        if n_before < out.len() {
            return;
        }
    }
    let text = |it: &Value| it.to_string();
    out.push(OfficeDifference {
        at: at.to_owned(),
        file: file.map(text),
        office: office.map(text),
    });
}

/// The parts of a value by name; things of a list by what tells them apart. `None` of a value that has
/// no such parts.
fn members(value: &Value) -> Option<Vec<(String, &Value)>> {
    match value {
        Value::Object(fields) => Some(fields.iter().map(|(name, it)| (name.clone(), it)).collect()),
        Value::Array(things) => {
            let named: Option<Vec<_>> = things.iter().map(|it| Some((name(it)?, it))).collect();
            let named = named?;
            let names: BTreeSet<&String> = named.iter().map(|it| &it.0).collect();
            (names.len() == named.len()).then_some(named)
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => None,
    }
}

fn name(thing: &Value) -> Option<String> {
    let keys = ["id", "key", "rule", "date", "year"].map(|it| thing.get(it));
    let key = keys.into_iter().flatten().next()?;
    Some(key.as_str().map_or_else(|| key.to_string(), str::to_owned))
}

impl Verified {
    /// No flaw, no rule broken, and seats open only where the file says that it was asked for.
    pub fn is_valid(&self) -> bool {
        let allows_gaps = self.record.status == Status::Gaps;
        self.verdict.flaws.is_empty()
            && (self.verdict.judged.as_ref()).is_some_and(|it| {
                let evaluation = &it.evaluation;
                evaluation.cost.broken == 0 && (evaluation.cost.gaps == 0 || allows_gaps)
            })
    }

    /// Whether it is of the office it was held against; `None` if it was held against none.
    pub fn is_of_office(&self) -> Option<bool> {
        self.differences.as_ref().map(Vec::is_empty)
    }

    /// Whether no roster of the same question is better: none has fewer open seats, and none with as
    /// few costs less.
    pub fn is_best(&self) -> bool {
        self.is_valid() && self.gap() == Some(0)
    }

    /// The cost as judged.
    pub fn cost(&self) -> Option<i64> {
        (self.verdict.judged.as_ref()).map(|it| it.evaluation.cost.soft)
    }

    /// How far the cost may be from the best, if anything is proven.
    pub fn gap(&self) -> Option<i64> {
        Some(self.cost()? - self.verdict.bound?)
    }
}
