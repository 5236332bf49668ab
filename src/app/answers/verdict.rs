//! Whether a folder is sound, and whether a roster is right.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::domain::cost::Cost;
use crate::domain::problem::Problem;
use crate::proof::fault::CertificateFault;
use crate::proof::{Flaw, Note};
use crate::rules::evaluate::Evaluation;
use crate::text::Lang;
use crate::text::findings::breaches;
use crate::words::proof;

use super::super::check::Checked;
use super::super::describe;
use super::super::error::AppError;
use super::super::verify::{OfficeDifference, Verified};
use super::by_code;
use super::failure::Failure;
use super::reading::{CalendarRead, StatedTime};

/// A rule, and what it says of something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RuleText {
    /// Its code; `C01` to `C03` of people who are not equals.
    pub rule: &'static str,
    /// A sentence for people.
    pub text: String,
}

/// Of `check`: a folder without faults.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CheckAnswer {
    /// Always true: the folder is sound.
    pub valid: bool,
    /// Always empty: the folder is sound.
    pub faults: Vec<String>,
    /// How many people.
    pub people: usize,
    /// How many shifts.
    pub shifts: usize,
    /// How many people all shifts need together.
    pub seats: usize,
    /// What is doubtful but stops nothing.
    pub warnings: Vec<Failure>,
    /// What was understood of people's time.
    pub stated: Vec<StatedTime>,
    /// What was understood of calendars.
    pub calendars: Vec<CalendarRead>,
}

/// Of `check`: a folder or a roster that cannot be read as one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CheckFailure {
    /// Always false: the folder has faults.
    pub valid: bool,
    /// What is wrong, a sentence each.
    pub faults: Vec<String>,
    /// The same in parts.
    pub errors: Vec<Failure>,
}

/// Of `check --roster`: what the rules say of a roster.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct JudgedAnswer {
    /// No hard rule is broken and no seat open.
    pub valid: bool,
    /// Hard rules broken and seats open, a sentence each.
    pub faults: Vec<String>,
    /// Cost of all rules together.
    pub cost: Cost,
    /// The same for each rule that found something.
    pub by_rule: BTreeMap<&'static str, Cost>,
}

/// The answer of `check --roster`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CheckRosterAnswer {
    /// What the rules say of it.
    #[serde(flatten)]
    pub judged: JudgedAnswer,
    /// What is doubtful about the folder but stops nothing.
    pub warnings: Vec<Failure>,
}

/// The answer of `import-roster`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ImportRosterAnswer {
    /// What the rules say of it.
    #[serde(flatten)]
    pub judged: JudgedAnswer,
    /// The draft saved; `None` if a rule is broken.
    pub revision: Option<i64>,
}

/// Of `verify`: what was recomputed from a `roster.json` alone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct VerifyAnswer {
    /// No flaw, no rule broken, seats open only on request.
    pub valid: bool,
    /// The sum of the soft rules; `None` if the file does not hold together.
    pub cost: Option<i64>,
    /// No roster costs less; `None` if nothing is proven.
    pub bound: Option<i64>,
    /// `cost` − `bound`.
    pub gap: Option<i64>,
    /// Whether the certificate was checked to its end, or there is none.
    pub checked: bool,
    /// Id of the office.
    pub office: String,
    /// Id of the period.
    pub period: String,
    /// SHA-256 of facts and rules.
    pub digest: String,
    /// Codes of the hard rules that are not in force.
    pub not_in_force: Vec<&'static str>,
    /// What else is to be known, a sentence each.
    pub notes: Vec<String>,
    /// Against an office: whether facts and rules are its own.
    pub of_office: Option<bool>,
    /// Against an office: what is not.
    pub differences: Vec<OfficeDifference>,
    /// Flaws of the file, then hard rules broken and seats open, a sentence each.
    pub faults: Vec<String>,
}

impl CheckAnswer {
    /// What `checked` says, in `lang`.
    pub fn new(lang: Lang, checked: &Checked) -> Self {
        let problem = &checked.problem;
        Self {
            valid: true,
            faults: Vec::new(),
            people: problem.people().len(),
            shifts: problem.shifts().len(),
            seats: problem.shifts().map(|(_, it)| usize::from(it.need)).sum(),
            warnings: warnings(lang, checked),
            stated: StatedTime::all(&checked.reading),
            calendars: checked
                .reading
                .calendars
                .iter()
                .map(CalendarRead::new)
                .collect(),
        }
    }
}

fn warnings(lang: Lang, checked: &Checked) -> Vec<Failure> {
    let warnings = checked.warnings.iter();
    warnings.map(|it| Failure::of_input(lang, it)).collect()
}

impl CheckRosterAnswer {
    /// What `evaluation` says of the roster that `checked` judges.
    pub fn new(lang: Lang, checked: &Checked, evaluation: &Evaluation) -> Self {
        Self {
            judged: JudgedAnswer::new(lang, &checked.problem, evaluation),
            warnings: warnings(lang, checked),
        }
    }
}

impl CheckFailure {
    /// Why there is nothing to judge.
    pub fn new(lang: Lang, error: &AppError) -> Self {
        Self {
            valid: false,
            faults: describe::error(lang, error),
            errors: Failure::all(lang, error),
        }
    }
}

impl JudgedAnswer {
    /// What `evaluation` says of a roster of `problem`.
    pub fn new(lang: Lang, problem: &Problem, evaluation: &Evaluation) -> Self {
        Self {
            valid: evaluation.is_valid(),
            faults: breaches(lang, problem, evaluation),
            cost: evaluation.cost,
            by_rule: by_code(&evaluation.by_rule()),
        }
    }
}

impl VerifyAnswer {
    /// What was found of a file.
    pub fn new(lang: Lang, verified: &Verified) -> Self {
        let verdict = &verified.verdict;
        let flaws = (verdict.flaws.iter()).map(|it| proof::flaw(lang, it));
        let breaches =
            (verdict.judged.iter()).flat_map(|it| breaches(lang, &it.problem, &it.evaluation));
        let notes = (verdict.notes.iter()).map(|it| proof::note(lang, it));
        let unread = (verified.unread.iter()).map(|it| describe::verdict::unread(lang, it));
        let is_unchecked =
            |flaw: &Flaw| matches!(flaw, Flaw::Certificate(CertificateFault::Unchecked(_)));
        let not_in_force = |note: &Note| match note {
            Note::NotInForce(code) => Some(code.as_str()),
            Note::Night { .. } | Note::Carried { .. } | Note::GapsUnproven => None,
        };
        let facts = &verified.record.problem;
        Self {
            valid: verified.is_valid(),
            cost: verified.cost(),
            bound: verdict.bound,
            gap: verified.gap(),
            checked: !verdict.flaws.iter().any(is_unchecked),
            office: facts.office.id.clone(),
            period: facts.period.id().to_owned(),
            digest: verified.digest.clone(),
            not_in_force: verdict.notes.iter().filter_map(not_in_force).collect(),
            notes: unread.chain(notes).collect(),
            of_office: verified.is_of_office(),
            differences: verified.differences.clone().unwrap_or_default(),
            faults: flaws.chain(breaches).collect(),
        }
    }
}
