//! Changes of a published roster: asked for, proposed, decided on.

use chrono::NaiveDateTime;
use serde::Serialize;

use crate::domain::change::{Change, ChangeKind};
use crate::domain::facts::Assignment;
use crate::domain::problem::Problem;
use crate::text::Lang;

use super::super::change::decide::{Approval, Pending};
use super::super::change::judge::{AssessedChange, Refusal};
use super::super::change::published::Asked;
use super::super::change::stand_ins::{Barred, Options, StandIn, StandIns, Sure};
use super::super::describe;
use super::verdict::RuleText;

/// Turns that change hands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ChangeTurns {
    /// A swap, or somebody replaced.
    pub kind: ChangeKind,
    /// Turns given away.
    pub dropped: Vec<Assignment>,
    /// Turns taken over.
    pub added: Vec<Assignment>,
}

/// What the rules say of a change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ChangeVerdict {
    /// By how much the roster becomes dearer.
    pub cost: i64,
    /// The rules it would break.
    pub breaks: Vec<RuleText>,
}

/// A change, and what the rules say of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct JudgedChange {
    /// The turns that change hands.
    #[serde(flatten)]
    pub turns: ChangeTurns,
    /// What the rules say.
    #[serde(flatten)]
    pub verdict: ChangeVerdict,
}

/// How far a request for a change has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum RequestState {
    /// A leader is to decide.
    Requested,
    /// It breaks rules; nothing was changed.
    Refused,
    /// It is made, and the roster in force.
    Published,
    /// A leader declined.
    Rejected,
}

/// Of `swap`, `replace --with` and `replace --best`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RequestAnswer {
    /// What was asked for.
    #[serde(flatten)]
    pub change: JudgedChange,
    /// The revision in force that it would change.
    pub base: i64,
    /// What came of it.
    pub state: RequestState,
    /// Its number, if it was noted.
    pub request: Option<i64>,
}

/// Somebody who can stand in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AbleStandIn {
    /// Id of who can stand in.
    pub person: String,
    /// The whole change.
    #[serde(flatten)]
    pub change: JudgedChange,
    /// How many turns change hands besides.
    pub further: usize,
    /// Whether fewer are impossible.
    pub proven: bool,
}

/// Somebody for whom no way to stand in was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct BarredStandIn {
    /// Id of who cannot stand in.
    pub person: String,
    /// The rules it would break if they simply took the turn.
    pub breaks: Vec<RuleText>,
    /// Whether there is no way.
    pub proven: bool,
}

/// Everybody's chances at one turn.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StandInOptions {
    /// Key of the shift.
    pub shift: String,
    /// Who can stand in: fewest further changes first, then the cheapest.
    pub able: Vec<AbleStandIn>,
    /// Everybody else, with what speaks against them.
    pub barred: Vec<BarredStandIn>,
}

/// Of `replace` alone: who can stand in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StandInsAnswer {
    /// The revision in force.
    pub base: i64,
    /// Id of who falls out.
    pub person: String,
    /// Turn by turn, as if it were the only one.
    pub options: Vec<StandInOptions>,
    /// The best for all turns together, if anything was found.
    pub best: Option<JudgedChange>,
}

/// A request that waits for a leader.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PendingRequest {
    /// What was asked for.
    #[serde(flatten)]
    pub turns: ChangeTurns,
    /// What the rules say of it now; nothing if it is stale.
    #[serde(flatten)]
    pub verdict: Option<ChangeVerdict>,
    /// Number of the request.
    pub request: i64,
    /// The revision it was worked out on.
    pub base: i64,
    /// Whether its turns have changed hands or hours since.
    pub stale: bool,
    /// Name of who asked.
    pub by: String,
    /// When it was asked for.
    pub at: NaiveDateTime,
    /// Why it was asked for.
    pub reason: String,
}

/// Of `approve` alone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PendingAnswer {
    /// Requests, the oldest first.
    pub requests: Vec<PendingRequest>,
}

/// Of `approve N`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ApproveAnswer {
    /// As judged anew.
    #[serde(flatten)]
    pub change: JudgedChange,
    /// Number of the request.
    pub request: i64,
    /// What came of it.
    pub state: RequestState,
    /// The revision now in force, if it was made.
    pub revision: Option<i64>,
    /// The one it supersedes.
    pub supersedes: Option<i64>,
}

/// The answer of `reject`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RejectAnswer {
    /// Number of the request.
    pub request: i64,
    /// What came of it.
    pub state: RequestState,
}

fn refusals(lang: Lang, problem: &Problem, refusals: &[Refusal]) -> Vec<RuleText> {
    let texts = refusals.iter().map(|it| RuleText {
        rule: it.code(),
        text: describe::change::refusal(lang, problem, it),
    });
    texts.collect()
}

impl From<&Change> for ChangeTurns {
    fn from(change: &Change) -> Self {
        Self {
            kind: change.kind,
            dropped: change.dropped.clone(),
            added: change.added.clone(),
        }
    }
}

impl ChangeVerdict {
    fn new(lang: Lang, judged: &AssessedChange) -> Self {
        Self {
            cost: judged.cost,
            breaks: refusals(lang, &judged.problem, &judged.refusals),
        }
    }
}

impl JudgedChange {
    /// The answer that words `judged`.
    pub fn new(lang: Lang, judged: &AssessedChange) -> Self {
        Self {
            turns: (&judged.change).into(),
            verdict: ChangeVerdict::new(lang, judged),
        }
    }
}

impl RequestAnswer {
    /// What came of asking for `judged`, a change of the revision `base`.
    pub fn new(lang: Lang, judged: &AssessedChange, base: i64, asked: &Asked) -> Self {
        let (state, request) = match asked {
            Asked::Requested(number) => (RequestState::Requested, Some(*number)),
            Asked::Refused => (RequestState::Refused, None),
        };
        Self {
            change: JudgedChange::new(lang, judged),
            base,
            state,
            request,
        }
    }
}

impl AbleStandIn {
    fn new(lang: Lang, problem: &Problem, able: &StandIn) -> Self {
        Self {
            person: problem[able.person].id.clone(),
            change: JudgedChange::new(lang, &able.judged),
            further: able.n_further,
            proven: able.sure == Sure::Proven,
        }
    }
}

impl BarredStandIn {
    fn new(lang: Lang, problem: &Problem, barred: &Barred) -> Self {
        Self {
            person: problem[barred.person].id.clone(),
            breaks: refusals(lang, problem, &barred.refusals),
            proven: barred.sure == Sure::Proven,
        }
    }
}

impl StandInOptions {
    fn new(lang: Lang, problem: &Problem, options: &Options) -> Self {
        let able = options.able.iter();
        let barred = options.barred.iter();
        Self {
            shift: problem[options.shift].key.clone(),
            able: able.map(|it| AbleStandIn::new(lang, problem, it)).collect(),
            barred: barred
                .map(|it| BarredStandIn::new(lang, problem, it))
                .collect(),
        }
    }
}

impl StandInsAnswer {
    /// Who can stand in for the person `person` in the roster `base` of `problem`.
    pub fn new(lang: Lang, problem: &Problem, base: i64, person: &str, found: &StandIns) -> Self {
        let options = found.options.iter();
        let best = found.best.as_ref();
        Self {
            base,
            person: person.to_owned(),
            options: options
                .map(|it| StandInOptions::new(lang, problem, it))
                .collect(),
            best: best.map(|it| JudgedChange::new(lang, it)),
        }
    }
}

impl PendingRequest {
    fn new(lang: Lang, pending: &Pending) -> Self {
        let (change, judged) = (&pending.change, pending.judged.as_ref());
        Self {
            turns: (&change.asked.change).into(),
            verdict: judged.map(|it| ChangeVerdict::new(lang, it)),
            request: change.id,
            base: change.asked.base,
            stale: judged.is_none(),
            by: change.requested_by.clone(),
            at: change.requested,
            reason: change.reason.clone(),
        }
    }
}

impl PendingAnswer {
    /// The answer that lists `pending`.
    pub fn new(lang: Lang, pending: &[Pending]) -> Self {
        let requests = pending.iter().map(|it| PendingRequest::new(lang, it));
        Self {
            requests: requests.collect(),
        }
    }
}

impl ApproveAnswer {
    /// What came of approving the request `request`.
    pub fn new(lang: Lang, request: i64, approval: &Approval) -> Self {
        let (judged, state, revision, supersedes) = match approval {
            Approval::Published {
                judged,
                revision,
                supersedes,
            } => (
                judged,
                RequestState::Published,
                Some(*revision),
                Some(*supersedes),
            ),
            Approval::Refused(judged) => (judged, RequestState::Refused, None, None),
        };
        Self {
            change: JudgedChange::new(lang, judged),
            request,
            state,
            revision,
            supersedes,
        }
    }
}

impl RejectAnswer {
    /// The request `request` is declined.
    pub fn new(request: i64) -> Self {
        Self {
            request,
            state: RequestState::Rejected,
        }
    }
}
