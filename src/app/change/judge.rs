//! What the rules say of a change.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::change::{Change, ChangeKind, Unlike};
use crate::domain::cost::Cost;
use crate::domain::duty::Equals;
use crate::domain::facts::Assignment;
use crate::domain::ids::{PersonIdx, ShiftIdx};
use crate::domain::problem::Problem;
use crate::domain::roster::Roster;
use crate::rules::evaluate::{Evaluation, evaluate};
use crate::rules::finding::{Finding, Subject};
use crate::rules::judged::Judged;
use crate::rules::record::{Known, RosterRecord, Status};
use crate::rules::{RuleCode, RuleSet};

use super::super::error::AppError;
use super::super::office::Office;
use super::super::selector::Selector;
use super::super::{revisions, sound};
use super::error::ChangeError;

/// A roster, published or not, opened up for changes.
#[derive(Clone, Debug)]
pub struct Base {
    pub(super) problem: Problem,
    /// Without the rule of least change: what is kept is said by each change.
    pub(super) rules: RuleSet,
    pub(super) roster: Roster,
    evaluation: Evaluation,
    seed: u64,
}

/// A reason against a change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// A turn passes between people who are not equals.
    Unlike {
        /// Who stood it.
        giver: PersonIdx,
        /// Who would stand it.
        taker: PersonIdx,
        /// The turn that would pass.
        shift: ShiftIdx,
        /// In what they are not equal.
        unlike: Unlike,
    },
    /// A hard rule would be broken, or a seat left open, that is not so already.
    Broken(Finding),
}

impl Refusal {
    /// The code of the rule; of people who are not equals, `C01` to `C03`.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Unlike { unlike, .. } => unlike.code(),
            Self::Broken(finding) => finding.rule.as_str(),
        }
    }
}

/// A change and what the rules say of it.
#[derive(Clone, Debug)]
pub struct AssessedChange {
    /// The facts after it.
    pub problem: Problem,
    /// The change that was judged.
    pub change: Change,
    /// Reasons against it, the most telling first; none for one that may be made.
    pub refusals: Vec<Refusal>,
    /// By how much it makes the roster dearer; negative if cheaper.
    pub cost: i64,
    /// The roster after it.
    pub record: RosterRecord,
}

impl AssessedChange {
    /// The codes of the rules it breaks, each once.
    pub fn codes(&self) -> Vec<String> {
        let codes: BTreeSet<_> = self.refusals.iter().map(Refusal::code).collect();
        codes.into_iter().map(str::to_owned).collect()
    }
}

impl Base {
    /// Opens the revision `id`, which may be a draft.
    ///
    /// # Errors
    ///
    /// There is no such revision, or it cannot be read.
    pub fn of_revision(office: &Office, id: i64) -> Result<Self, AppError> {
        Self::open(&revisions::show(office, Some(id), Selector::default())?.record)
    }

    /// Opens `record`.
    ///
    /// # Errors
    ///
    /// The record does not hold together.
    pub fn open(record: &RosterRecord) -> Result<Self, AppError> {
        let rules = record.rules.clone().without(RuleCode::LeastChange);
        let problem = sound::problem(record.problem.clone())?;
        let judged = Judged::by(problem, &rules, &record.assignments);
        Ok(Self {
            problem: judged.problem,
            rules,
            roster: judged.roster,
            evaluation: judged.evaluation,
            seed: record.seed,
        })
    }

    /// A turn by id and key.
    pub fn assignment(&self, (person, shift): (PersonIdx, ShiftIdx)) -> Assignment {
        self.problem.assignment(person, shift)
    }

    /// The facts that changes are judged by.
    pub fn problem(&self) -> &Problem {
        &self.problem
    }

    /// Who stands what.
    pub fn roster(&self) -> &Roster {
        &self.roster
    }

    /// What the roster costs.
    pub(super) fn soft_cost(&self) -> i64 {
        self.evaluation.cost.soft
    }

    /// Whether it keeps every rule and leaves no seat open.
    pub(super) fn is_clean(&self) -> bool {
        self.evaluation.cost.broken == 0 && !self.has_gaps()
    }

    pub(super) fn has_gaps(&self) -> bool {
        0 < self.evaluation.cost.gaps
    }

    pub(super) fn seed(&self) -> u64 {
        self.seed
    }

    pub(super) fn equals(&self) -> Equals {
        self.problem.facts().office.equals
    }

    /// Judges `change`.
    ///
    /// # Errors
    ///
    /// It takes turns nobody stands, or gives turns that are stood already.
    pub fn judge(&self, change: Change) -> Result<AssessedChange, AppError> {
        let before = self.roster.assignments(&self.problem);
        let after = (change.applied(&before)).map_err(|amiss| self.amiss(&change, amiss))?;
        let problem = sound::problem(change.told(self.problem.facts().clone()))?;
        let (roster, _) = Roster::from_assignments(&problem, &after);
        let evaluation = evaluate(&problem, &self.rules, &roster);
        let mut refusals = self.unlike(&change);
        let (old, new) = (breaches(&self.evaluation), breaches(&evaluation));
        let is_new = |it: &&Finding| {
            let [old, new] = [&old, &new].map(|all| all.get(&matter(it)));
            let [old, new] = [old, new].map(|it| it.copied().unwrap_or_default());
            is_hard(it.cost) && (old.broken < new.broken || old.gaps < new.gaps)
        };
        let broken = evaluation.findings.iter().filter(is_new).cloned();
        refusals.extend(broken.map(Refusal::Broken));
        let before = evaluate(&problem, &self.rules, &self.roster);
        let known = Known {
            status: Status::Feasible,
            bound: None,
            certificate: None,
            seed: self.seed,
        };
        Ok(AssessedChange {
            cost: evaluation.cost.soft - before.cost.soft,
            record: RosterRecord::new(&problem, &self.rules, &roster, &evaluation, known),
            problem,
            change,
            refusals,
        })
    }

    /// What of `change` cannot be.
    fn amiss(&self, change: &Change, amiss: Vec<Assignment>) -> AppError {
        let faults = (amiss.into_iter())
            .map(|turn| {
                if !change.dropped.contains(&turn) {
                    return ChangeError::TheirsAlready { turn };
                }
                let person = self.problem.person_by_id(&turn.person);
                let stands = person.map_or(&[][..], |it| self.roster.shifts_of(it));
                let keys = stands.iter().map(|it| self.problem[*it].key.clone());
                ChangeError::NotTheirs {
                    turn,
                    stands: keys.collect(),
                }
            })
            .collect();
        AppError::Change(faults)
    }

    /// Where turns pass between people who are not equals.
    fn unlike(&self, change: &Change) -> Vec<Refusal> {
        let problem = &self.problem;
        let find = |turn: &Assignment| {
            let person = problem.person_by_id(&turn.person);
            person.zip(problem.shift_by_key(&turn.shift))
        };
        let dropped: Vec<_> = change.dropped.iter().filter_map(find).collect();
        if let (ChangeKind::Swap, [a, b]) = (change.kind, &dropped[..]) {
            let unlike = self.equals().bars_swap(problem, *a, *b);
            let refusal = unlike.map(|unlike| Refusal::Unlike {
                giver: a.0,
                taker: b.0,
                shift: a.1,
                unlike,
            });
            return refusal.into_iter().collect();
        }
        let mut refusals = Vec::new();
        for (taker, shift) in change.added.iter().filter_map(find) {
            let givers: Vec<_> = (dropped.iter())
                .filter(|it| it.1 == shift)
                .map(|it| it.0)
                .collect();
            let bars: Vec<_> = (givers.iter())
                .filter_map(|giver| {
                    let unlike = self.equals().bars(problem, *giver, taker, shift)?;
                    Some(Refusal::Unlike {
                        giver: *giver,
                        taker,
                        shift,
                        unlike,
                    })
                })
                .collect();
            // One equal among those who leave the turn is enough.
            if bars.len() == givers.len() {
                refusals.extend(bars.into_iter().next());
            }
        }
        refusals
    }
}

/// A rule, and whom and what a finding is about; not how many, or on which days: who stood four
/// days in a row and now stands three breaks nothing new.
type Matter = (RuleCode, Vec<Subject>);

fn matter(finding: &Finding) -> Matter {
    let is_kept = |it: &Subject| match it {
        Subject::Person(_) | Subject::Shift(_) | Subject::Skill(_) | Subject::Unit(_) => true,
        Subject::Day(_) | Subject::Count { .. } => false,
    };
    let about = finding.about.iter().copied().filter(is_kept);
    (finding.rule, about.collect())
}

/// How badly each is broken, and how many seats it leaves open.
fn breaches(evaluation: &Evaluation) -> BTreeMap<Matter, Cost> {
    let mut breaches = BTreeMap::<_, Cost>::new();
    for it in evaluation.findings.iter().filter(|it| is_hard(it.cost)) {
        let sum = breaches.entry(matter(it)).or_default();
        *sum += it.cost;
    }
    breaches
}

fn is_hard(cost: Cost) -> bool {
    0 < cost.broken || 0 < cost.gaps
}
