//! Checks a `roster.json` from the file alone: cost, every rule, and the certificate of
//! optimality. Knows nothing of `solver`.

mod certificate;
mod consistency;
mod enumeration;
pub mod fault;
mod granularity;
mod residues;
mod rows;
mod schedules;
#[cfg(test)]
mod tests;
pub mod work;

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::domain::facts::Assignment;
use crate::domain::problem::FactError;
use crate::rules::RuleCode;
use crate::rules::evaluate::Evaluation;
use crate::rules::judged::Judged;
use crate::rules::record::{Certificate, RosterRecord, Status};

use fault::CertificateFault;
use work::Work;

/// Why a record proves nothing.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Flaw {
    /// Its facts do not hold together.
    #[error("the problem does not hold together: {0}")]
    Facts(FactError),
    /// An assignment names somebody or something unknown.
    #[error("assignment of `{person}` to `{shift}`: unknown")]
    UnknownAssignment {
        /// Person id.
        person: String,
        /// Shift key.
        shift: String,
    },
    /// An assignment stands twice.
    #[error("`{person}` is assigned to `{shift}` twice")]
    TwiceAssigned {
        /// Person id.
        person: String,
        /// Shift key.
        shift: String,
    },
    /// The rules say another cost.
    #[error("cost is {found}, the file says {stated}")]
    Cost {
        /// As judged.
        found: i64,
        /// As stated.
        stated: i64,
    },
    /// A number of the itemised cost differs.
    #[error("rule {rule} costs {found}, the file says {stated}")]
    Breakdown {
        /// Rule code.
        rule: String,
        /// As judged.
        found: i64,
        /// As stated.
        stated: i64,
    },
    /// A rule stands twice.
    #[error("rule {rule} stands twice")]
    RuleTwice {
        /// Rule code.
        rule: String,
    },
    /// A weight is out of its range.
    #[error("rule {rule} has the weight {found}, not one from 0 to {HIGHEST_WEIGHT}")]
    Weight {
        /// Rule code.
        rule: String,
        /// As stated.
        found: i64,
    },
    /// A bound of rosters without gaps, and nothing to show it.
    #[error("the file says that no roster costs less than {stated}, and has no certificate")]
    Unproven {
        /// As stated.
        stated: i64,
    },
    /// The certificate proves another bound than stated.
    #[error("the certificate proves the bound {found:?}, the file says {stated:?}")]
    Bound {
        /// As proven.
        found: Option<i64>,
        /// As stated.
        stated: Option<i64>,
    },
    /// The certificate is wrong, or was not checked.
    #[error("certificate: {0}")]
    Certificate(CertificateFault),
    /// The file says `optimal` and the bound does not reach the cost.
    #[error("stated optimal, but cost is {cost} and bound {bound:?}")]
    NotOptimal {
        /// As judged.
        cost: i64,
        /// As proven.
        bound: Option<i64>,
    },
    /// Mùng 1 of that year is another day.
    #[error("the lunar year begins on {found}, the file says {stated}")]
    FirstDay {
        /// By the calendar.
        found: NaiveDate,
        /// As stated.
        stated: NaiveDate,
    },
    /// A day is another day of Tết than it says.
    #[error("{date} is not the lunar day that the file says")]
    DayOfTet {
        /// Which.
        date: NaiveDate,
    },
    /// The itemised cost names something that is no soft rule.
    #[error("the breakdown has `{rule}`, which is no soft rule")]
    NoSoftRule {
        /// As stated.
        rule: String,
    },
    /// Points, carried points and weights are such that sums could leave the range of exact numbers.
    #[error("weights and points are too high: costs could not be exact")]
    OutOfRange,
    /// The format is not one this program reads.
    #[error("format `{0}` is unknown")]
    Format(String),
}

/// What a reader should know of a record that makes it no less right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Note {
    /// A hard rule that nothing was judged by.
    NotInForce(RuleCode),
    /// A shift counts as night work and does not touch the night, or the other way round.
    Night {
        /// Shift key.
        shift: String,
        /// Whether it is said to be night work.
        stated: bool,
    },
    /// Carried points that do not follow from the history beside them.
    Carried {
        /// Person ids.
        people: Vec<String>,
    },
    /// Seats are open, and no certificate says that no fewer could be.
    GapsUnproven,
}

/// Highest weight of a rule. Offices write at most 1000; where as few turns as can be are to move, the
/// weight of R27 outweighs whole rosters.
pub const HIGHEST_WEIGHT: i64 = 1 << 40;

/// What the check of a record found.
#[derive(Clone, Debug)]
pub struct Verdict {
    /// The roster as judged; `None` if its facts do not hold together.
    pub judged: Option<Judged>,
    /// The bound that the certificate proves of rosters with as few gaps as the record's; where that
    /// has some, no roster has fewer.
    pub bound: Option<i64>,
    /// What else is to be said.
    pub notes: Vec<Note>,
    /// Every flaw; empty together with a valid evaluation means the record is right.
    pub flaws: Vec<Flaw>,
}

/// Checks `record`, however long it takes within the limits of [`work`].
pub fn verify(record: &RosterRecord) -> Verdict {
    verify_until(record, &|| false)
}

/// Checks `record` until `is_stopped`.
pub fn verify_until(record: &RosterRecord, is_stopped: &dyn Fn() -> bool) -> Verdict {
    let unreadable = |flaws| Verdict {
        judged: None,
        bound: None,
        notes: Vec::new(),
        flaws,
    };
    if record.format != RosterRecord::FORMAT {
        return unreadable(vec![Flaw::Format(record.format.clone())]);
    }
    match Judged::of(record) {
        Ok(judged) => check(record, judged, is_stopped),
        Err(faults) => unreadable(faults.into_iter().map(Flaw::Facts).collect()),
    }
}

/// Checks `record`, whose roster was just judged as `judged` by the facts and rules it holds, until
/// `is_stopped`.
pub fn verify_judged(
    record: &RosterRecord,
    judged: Judged,
    is_stopped: &dyn Fn() -> bool,
) -> Verdict {
    check(record, judged, is_stopped)
}

fn check(record: &RosterRecord, judged: Judged, is_stopped: &dyn Fn() -> bool) -> Verdict {
    let Judged {
        problem,
        evaluation,
        unknown,
        ..
    } = &judged;
    let mut flaws = Vec::new();
    for Assignment { person, shift } in unknown.iter().cloned() {
        flaws.push(Flaw::UnknownAssignment { person, shift });
    }
    let mut sorted: Vec<&Assignment> = record.assignments.iter().collect();
    sorted.sort_unstable();
    for twice in sorted.windows(2).filter(|it| it[0] == it[1]) {
        let Assignment { person, shift } = twice[0].clone();
        flaws.push(Flaw::TwiceAssigned { person, shift });
    }
    flaws.extend(consistency::flaws(problem, record, evaluation));
    check_cost(record, evaluation, &mut flaws);
    let is_sound = check_rules(record, &mut flaws) && !flaws.contains(&Flaw::OutOfRange);
    let mut bound = None;
    if let Some(certificate) = record.certificate.as_ref().filter(|_| is_sound) {
        let work = Work::new(is_stopped);
        match certificate::bound(problem, &record.rules, certificate, &work) {
            Ok(proven) => {
                bound = proven.and_then(|it| claimed(&judged, record, certificate, it));
                // What is proven of full rosters only must be true as well.
                let of_full = proven.filter(|_| certificate.gap_price.is_none());
                let (found, stated) = (bound.or(of_full), record.bound);
                if stated.is_none_or(|stated| found.is_some_and(|it| it < stated)) {
                    flaws.push(Flaw::Bound { found, stated });
                }
            }
            Err(error) => flaws.push(Flaw::Certificate(error)),
        }
    }
    let is_unproven = record.certificate.is_none()
        && evaluation.cost.gaps == 0
        && record.status != Status::Optimal;
    if let Some(stated) = record.bound.filter(|_| is_unproven) {
        flaws.push(Flaw::Unproven { stated });
    }
    let cost = evaluation.cost.soft;
    let is_proven = bound.is_some_and(|bound| cost <= bound) && evaluation.is_valid();
    if record.status == Status::Optimal && !is_proven {
        flaws.push(Flaw::NotOptimal { cost, bound });
    }
    // A roster that keeps every rule shows that no bound is higher than its cost.
    let bound = bound.map(|it| {
        if evaluation.cost.broken == 0 {
            it.min(cost)
        } else {
            it
        }
    });
    Verdict {
        notes: consistency::notes(problem, &record.rules, evaluation, bound),
        judged: Some(judged),
        bound,
        flaws,
    }
}

/// What `proven` of all rosters says of those with as few gaps as the record's: no such roster costs
/// less than the answer, and none has fewer gaps. `None` if that does not follow.
fn claimed(
    judged: &Judged,
    record: &RosterRecord,
    certificate: &Certificate,
    proven: i64,
) -> Option<i64> {
    let gaps = i128::from(judged.evaluation.cost.gaps);
    if gaps == 0 {
        return Some(proven);
    }
    let price = i128::from(certificate.gap_price?);
    let proven = i128::from(proven);
    let with_fewer = price * (gaps - 1) + certificate::highest_cost(&judged.problem, &record.rules);
    let bound = proven - price * gaps;
    i64::try_from(bound).ok().filter(|_| with_fewer < proven)
}

/// Whether the rules are such that something can be proven about them.
fn check_rules(record: &RosterRecord, flaws: &mut Vec<Flaw>) -> bool {
    let n_before = flaws.len();
    let mut codes = BTreeSet::new();
    for rule in &record.rules.rules {
        let code = rule.code().as_str();
        if !codes.insert(code) {
            let rule = code.to_owned();
            flaws.push(Flaw::RuleTwice { rule });
        }
        let weights = rule.weights().into_iter();
        flaws.extend(
            { weights.filter(|it| !(0..=HIGHEST_WEIGHT).contains(it)) }.map(|found| {
                let rule = code.to_owned();
                Flaw::Weight { rule, found }
            }),
        );
    }
    flaws.len() == n_before
}

fn check_cost(record: &RosterRecord, evaluation: &Evaluation, flaws: &mut Vec<Flaw>) {
    if evaluation.cost.soft != record.cost {
        flaws.push(Flaw::Cost {
            found: evaluation.cost.soft,
            stated: record.cost,
        });
    }
    let gaps = (i64::from(evaluation.cost.gaps), i64::from(record.gaps));
    if gaps.0 != gaps.1 {
        flaws.push(Flaw::Breakdown {
            rule: "gaps".to_owned(),
            found: gaps.0,
            stated: gaps.1,
        });
    }
    let judged = evaluation.by_rule();
    for code in RuleCode::ALL.into_iter().filter(|code| !code.is_hard()) {
        let found = judged.get(&code).map_or(0, |cost| cost.soft);
        let stated = record.breakdown.get(code.as_str()).copied().unwrap_or(0);
        if found != stated {
            flaws.push(Flaw::Breakdown {
                rule: code.as_str().to_owned(),
                found,
                stated,
            });
        }
    }
}
