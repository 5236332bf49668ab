//! Why somebody stands a turn, or does not.

use serde::Serialize;

use crate::domain::ids::PersonIdx;
use crate::domain::problem::Problem;
use crate::rules::finding::Finding;
use crate::text::Lang;
use crate::text::findings::finding_text;

use super::super::explain::{Explanation, Reply, WhatIf, Why, WhyNot};
use super::ids;
use super::roster::{CostDifference, RosterDifference};
use super::shortage::ConflictAnswer;
use super::verdict::RuleText;

/// The best roster if something else were settled.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct WhatIfRoster {
    /// Whether there is one; `None` if time ran out.
    pub possible: Option<bool>,
    /// What is different in it.
    #[serde(flatten)]
    pub difference: Option<RosterDifference>,
}

/// The same for one of many, of which any roster at that cost may do: who moves says nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct WhatIfPerson {
    /// Id of who would stand the turn.
    pub person: String,
    /// Whether there is such a roster; `None` if time ran out.
    pub possible: Option<bool>,
    /// What is different in its cost.
    #[serde(flatten)]
    pub price: Option<CostDifference>,
}

/// Somebody who may not stand the turn.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct BarredPerson {
    /// Id of the person.
    pub person: String,
    /// What bars them.
    pub bars: Vec<RuleText>,
}

/// Why they stand it, or do not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum ExplainReason {
    /// They stand it.
    Stands {
        /// Whether the turn was settled beforehand; the rest is answered as if it were not.
        pinned: bool,
        /// Without them on it.
        without: WhatIfRoster,
        /// With each other person who may stand it.
        others: Vec<WhatIfPerson>,
        /// Ids of those who stand it too.
        beside: Vec<String>,
        /// Those who may not.
        barred: Vec<BarredPerson>,
    },
    /// Rules bar them from it.
    Barred {
        /// What bars them, rule by rule.
        bars: Vec<RuleText>,
    },
    /// They could stand it.
    Settled {
        /// With them on it.
        with: WhatIfRoster,
    },
    /// No roster has them on it.
    Clash {
        /// That it is impossible.
        with: WhatIfRoster,
        /// What cannot all be kept.
        #[serde(flatten)]
        conflict: ConflictAnswer,
    },
}

/// The answer of `explain`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ExplainAnswer {
    /// Id of the person asked about.
    pub person: String,
    /// Key of the shift asked about.
    pub shift: String,
    /// Whether they stand it.
    pub stands: bool,
    /// The soft cost of the roster explained.
    pub cost: i64,
    /// Whether it keeps every hard rule.
    pub valid: bool,
    /// No roster costs less.
    pub bound: Option<i64>,
    /// Why they stand the turn or do not.
    #[serde(flatten)]
    pub reason: ExplainReason,
}

impl WhatIfRoster {
    fn new(problem: &Problem, what_if: &WhatIf) -> Self {
        let (possible, difference) = match what_if {
            WhatIf::Possible(change) => (Some(true), Some(RosterDifference::new(problem, change))),
            WhatIf::Impossible => (Some(false), None),
            WhatIf::Unknown => (None, None),
        };
        Self {
            possible,
            difference,
        }
    }
}

impl WhatIfPerson {
    fn new(person: String, what_if: &WhatIf) -> Self {
        let (possible, price) = match what_if {
            WhatIf::Possible(change) => (Some(true), Some(CostDifference::from(&**change))),
            WhatIf::Impossible => (Some(false), None),
            WhatIf::Unknown => (None, None),
        };
        Self {
            person,
            possible,
            price,
        }
    }
}

fn bars(lang: Lang, problem: &Problem, findings: &[Finding]) -> Vec<RuleText> {
    let texts = findings.iter().map(|it| RuleText {
        rule: it.rule.as_str(),
        text: finding_text(lang, problem, it),
    });
    texts.collect()
}

impl ExplainReason {
    fn stands(lang: Lang, problem: &Problem, why: &Why) -> Self {
        let id = |person: PersonIdx| problem[person].id.clone();
        let others = why.others.iter();
        let barred = why.barred.iter();
        Self::Stands {
            pinned: why.is_pinned,
            without: WhatIfRoster::new(problem, &why.without),
            others: others
                .map(|(person, it)| WhatIfPerson::new(id(*person), it))
                .collect(),
            beside: ids(problem, &why.beside),
            barred: barred
                .map(|(person, it)| BarredPerson {
                    person: id(*person),
                    bars: bars(lang, problem, it),
                })
                .collect(),
        }
    }

    fn stands_not(lang: Lang, problem: &Problem, why_not: &WhyNot) -> Self {
        match why_not {
            WhyNot::Barred(findings) => Self::Barred {
                bars: bars(lang, problem, findings),
            },
            WhyNot::Settled(what_if) => Self::Settled {
                with: WhatIfRoster::new(problem, what_if),
            },
            WhyNot::Clash(shortage) => Self::Clash {
                with: WhatIfRoster::new(problem, &WhatIf::Impossible),
                conflict: ConflictAnswer::new(lang, shortage),
            },
        }
    }
}

impl ExplainAnswer {
    /// The answer that words `explanation`.
    pub fn new(lang: Lang, explanation: &Explanation) -> Self {
        let problem = &explanation.problem;
        Self {
            person: problem[explanation.person].id.clone(),
            shift: problem[explanation.shift].key.clone(),
            stands: matches!(explanation.reply, Reply::Why(_)),
            cost: explanation.evaluation.cost.soft,
            valid: explanation.evaluation.is_valid(),
            bound: explanation.bound,
            reason: match &explanation.reply {
                Reply::Why(why) => ExplainReason::stands(lang, problem, why),
                Reply::WhyNot(why_not) => ExplainReason::stands_not(lang, problem, why_not),
            },
        }
    }
}
