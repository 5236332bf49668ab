//! From what was imported to a proven draft.

use chrono::NaiveDateTime;

use crate::domain::problem::Problem;
use crate::rules::RuleSet;
use crate::solver::progress::Progress;
use crate::solver::{Effort, SolveConfig};

use super::actor::Action;
use super::error::AppError;
use super::office::Office;
use super::proven::{Plan, keep, solve_and_prove};
use super::selector::{self, Selector};
use super::{plan, revisions, sound};

/// Which roster to stay close to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keep {
    /// The one in force, if there is one: people have made plans by it.
    InForce,
    /// This revision.
    Revision(i64),
    /// None.
    Nothing,
}

/// What to solve, and how.
#[derive(Clone, Copy, Debug)]
pub struct DraftRequest<'a> {
    /// Which office and Tết.
    pub selector: Selector<'a>,
    /// Which roster to stay close to.
    pub keep: Keep,
    /// How to solve.
    pub config: SolveConfig,
}

/// What is to be solved. Nothing of the store is needed while that lasts.
#[derive(Clone, Debug)]
pub struct Task {
    problem: Problem,
    rules: RuleSet,
    config: SolveConfig,
    seen: i64,
    kept: Option<i64>,
}

/// A plan, and what it was made of.
#[derive(Clone, Debug)]
pub struct StoredPlan {
    /// How it ended.
    pub plan: Plan,
    /// What it took.
    pub effort: Effort,
    /// The revision in force when work began; 0: none.
    pub seen: i64,
    /// The revision it stays close to.
    pub kept: Option<i64>,
}

/// A roster saved as a draft.
#[derive(Clone, Debug)]
pub struct Drafted {
    /// How solving ended.
    pub solved: StoredPlan,
    /// The draft and when it was saved; `None` if there is no roster.
    pub saved: Option<(i64, NaiveDateTime)>,
}

/// Solves what was imported, judges the roster anew, checks its proof and saves it as a draft.
///
/// # Errors
///
/// Nothing was imported, the store takes no writes, or the solver, the judge and the proof disagree.
pub fn draft(
    office: &mut Office,
    request: DraftRequest<'_>,
    progress: &mut dyn Progress,
) -> Result<Drafted, AppError> {
    let task = prepare(office, request)?;
    office.rest();
    let solved = task.solve(progress)?;
    let saved = save(office, &solved)?;
    Ok(Drafted { solved, saved })
}

/// Reads what is to be solved, and makes sure that a draft could be saved.
///
/// # Errors
///
/// Nothing was imported, or the store takes no writes.
pub fn prepare(office: &mut Office, request: DraftRequest<'_>) -> Result<Task, AppError> {
    office.must_take_drafts()?;
    let store = office.reading(Action::Draft)?;
    let (office, period) = selector::period(store, request.selector)?;
    let seen = store.in_force_id(&office, period.id())?;
    let kept = match request.keep {
        Keep::InForce => Some(seen).filter(|it| *it != 0),
        Keep::Revision(id) => Some(id),
        Keep::Nothing => None,
    };
    let data = store.period_data(&office, period.id())?;
    let data = data.ok_or(AppError::NoPeriod {
        office: Some(office),
        period: Some(period.id().to_owned()),
    })?;
    let mut rules = data.rules;
    if let Some(id) = kept {
        let record = revisions::record(store, id)?;
        rules = keep(rules, record.assignments);
    }
    Ok(Task {
        problem: sound::problem(data.facts)?,
        rules,
        config: request.config,
        seen,
        kept,
    })
}

impl Task {
    /// Solves, judges the roster anew and checks its proof.
    ///
    /// # Errors
    ///
    /// Weights or points are too high; or the solver, the judge and the proof disagree, which is our own
    /// fault.
    pub fn solve(self, progress: &mut dyn Progress) -> Result<StoredPlan, AppError> {
        let (plan, effort) = solve_and_prove(self.problem, self.rules, self.config, progress)?;
        Ok(StoredPlan {
            plan,
            effort,
            seen: self.seen,
            kept: self.kept,
        })
    }
}

/// Saves the roster of `solved` as a draft; `None` if there is no roster.
///
/// # Errors
///
/// The store cannot be written.
pub fn save(
    office: &mut Office,
    solved: &StoredPlan,
) -> Result<Option<(i64, NaiveDateTime)>, AppError> {
    match &solved.plan {
        Plan::Roster(planned) => {
            let made = office.now();
            let id = plan::save(office, &planned.record, solved.seen)?;
            Ok(Some((id, made)))
        }
        Plan::Short(_) | Plan::Unknown => Ok(None),
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::ops::ControlFlow;
    use std::path::PathBuf;

    use tempfile::TempDir;

    use crate::app::actor::{Actor, Role};
    use crate::app::change::judge::Base;
    use crate::app::change::outage::Outage;
    use crate::app::change::stand_ins::stand_ins;
    use crate::app::clock::Clock;
    use crate::app::import;
    use crate::solver::Gaps;
    use crate::solver::progress::{NeverStop, Progressed};
    use crate::store::Store;

    use super::*;

    const OFFICE: &str = r#"
        office = { id = "office", name = "Sở", year = 2018 }
        window = { first = "14/02", last = "16/02" }
        [[units]]
        id = "u"
        name = "Phòng"
        [[duties]]
        id = "office"
        name = "Trực cơ quan"
        kind = "office"
        [[duties.shifts]]
        id = "day"
        name = "Ca ngày"
        start = "07:30"
        hours = 9
    "#;

    /// Takes the store for itself for a moment, as restoring a copy does.
    struct Restorer {
        db: PathBuf,
        n_reports: usize,
    }

    impl Progress for Restorer {
        fn report(&mut self, _: &Progressed) -> ControlFlow<()> {
            if self.n_reports == 0 {
                Store::open(&self.db).unwrap().hold().unwrap();
            }
            self.n_reports += 1;
            ControlFlow::Continue(())
        }
    }

    /// Two people and three days were imported.
    fn imported() -> (TempDir, Office) {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("office.toml"), OFFICE).unwrap();
        let people = "id,name,unit,duties\nan,An,u,office\nbinh,Bình,u,office\n";
        fs::write(folder.path().join("people.csv"), people).unwrap();
        let actor = Actor {
            id: "chi".to_owned(),
            role: Role::Manager,
        };
        let db = folder.path().join("tructet.db");
        let mut office = Office::open_or_new(&db, Clock::System, actor).unwrap();
        let import = import::compare(&office, folder.path()).unwrap();
        import::apply(&mut office, &import, "").unwrap();
        (folder, office)
    }

    const REQUEST: DraftRequest<'static> = DraftRequest {
        selector: Selector {
            office: None,
            year: None,
            period: None,
        },
        keep: Keep::InForce,
        config: SolveConfig {
            seed: 1,
            gaps: Gaps::Refuse,
            threads: 1,
        },
    };

    #[test]
    fn while_the_solver_works_the_store_can_be_restored() {
        let (_folder, mut office) = imported();
        let db = office.path().to_owned();
        let mut restorer = Restorer { db, n_reports: 0 };
        let drafted = draft(&mut office, REQUEST, &mut restorer).unwrap();
        assert!(0 < restorer.n_reports);
        assert_eq!(drafted.saved.map(|it| it.0), Some(1));
    }

    #[test]
    fn who_can_stand_in_is_found_in_a_draft_too() {
        let (_folder, mut office) = imported();
        draft(&mut office, REQUEST, &mut NeverStop).unwrap();
        let base = Base::of_revision(&office, 1).unwrap();
        let (shift, _) = base.problem().shifts().next().unwrap();
        let out = base.roster().people_of(shift)[0];
        let outage = Outage::of_turns(&base, out, vec![shift], "ill").unwrap();
        let found = stand_ins(&base, &outage).unwrap();
        let able = (found.options.iter()).flat_map(|it| &it.able);
        let able: Vec<_> = able.map(|it| it.person).collect();
        let others = base.problem().people().map(|it| it.0);
        assert_eq!(able, others.filter(|it| *it != out).collect::<Vec<_>>());
    }
}
