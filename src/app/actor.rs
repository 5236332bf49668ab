//! Who acts, in which role, and what each role may do.

use crate::domain::person::Rank;
use crate::domain::problem::Problem;

use super::error::AppError;

/// What somebody is to an office's memory.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// Keeps the data, plans and publishes (người quản lý lịch trực).
    Manager,
    /// Decides on changes (lãnh đạo).
    Leader,
    /// Looks only.
    Reader,
    /// Stands duty: sees what is published, asks for changes.
    Staff,
}

impl Role {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Manager, Self::Leader, Self::Reader, Self::Staff];
}

/// Who acts, and in which role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    /// Id of a person, or the name of an account; stands in the log.
    pub id: String,
    /// In which role.
    pub role: Role,
}

/// What can be done with an office's memory, as far as roles differ in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Action {
    /// See rosters that are or were in force, and their papers.
    See,
    /// See drafts, differences, earlier years, how even loads are, and what waits for a decision.
    SeeDrafts,
    /// See why, which tells reasons of leave and grounds of exemption.
    SeeReasons,
    /// See who did what.
    SeeLog,
    /// Change the office's data.
    Import,
    /// Save a draft.
    Draft,
    /// Put a draft in force.
    Publish,
    /// Ask for a change of the roster in force; staff for one of their own turns only.
    Ask,
    /// Approve a change, or reject it; only if the roster in force lists them as a leader.
    Decide,
    /// Copy the store.
    Backup,
    /// Bring the store back to a copy.
    Restore,
    /// Check the store.
    Examine,
}

impl Action {
    /// All of them.
    pub const ALL: [Self; 12] = [
        Self::See,
        Self::SeeDrafts,
        Self::SeeReasons,
        Self::SeeLog,
        Self::Import,
        Self::Draft,
        Self::Publish,
        Self::Ask,
        Self::Decide,
        Self::Backup,
        Self::Restore,
        Self::Examine,
    ];

    /// Who may: the one table of roles.
    pub fn is_open_to(self, role: Role) -> bool {
        use Role::{Leader, Manager, Reader, Staff};
        let roles: &[Role] = match self {
            Self::See => &[Manager, Leader, Reader, Staff],
            Self::SeeDrafts => &[Manager, Leader, Reader],
            Self::SeeLog | Self::Publish | Self::Decide | Self::Examine => &[Manager, Leader],
            Self::Ask => &[Manager, Leader, Staff],
            Self::SeeReasons | Self::Import | Self::Draft | Self::Backup | Self::Restore => {
                &[Manager]
            }
        };
        roles.contains(&role)
    }
}

impl Actor {
    /// Passes if they may.
    ///
    /// # Errors
    ///
    /// Their role may not.
    pub fn must_be_allowed(&self, action: Action) -> Result<(), AppError> {
        if action.is_open_to(self.role) {
            return Ok(());
        }
        Err(self.refused(action))
    }

    pub(super) fn refused(&self, action: Action) -> AppError {
        AppError::NotAllowed {
            actor: self.clone(),
            action,
        }
    }

    /// Whether they are a leader of the office, by the list in `problem`.
    pub(super) fn is_leader_in(&self, problem: &Problem) -> bool {
        let person = problem.person_by_id(&self.id);
        person.is_some_and(|it| problem[it].rank == Rank::Leader)
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use crate::app::change::published::PublishedRoster;
    use crate::app::clock::{Clock, Stopwatch};
    use crate::app::draft::{self, DraftRequest, Keep};
    use crate::app::office::Office;
    use crate::app::office_folder::{self, Foreign, PeopleForm};
    use crate::app::plan::{self, PlanRequest};
    use crate::app::selector::Selector;
    use crate::app::subject::Subject;
    use crate::app::{
        audit, backup, change::decide, exports, history, import, import_roster, new_period,
        revisions, typed,
    };
    use crate::solver::progress::TimeLimit;
    use crate::solver::{Gaps, SolveConfig};
    use crate::text::Lang;

    use super::*;

    #[test]
    fn the_table_of_roles() {
        let rows = Action::ALL.map(|action| {
            let marks = Role::ALL.map(|role| if action.is_open_to(role) { 'x' } else { '.' });
            format!("{} {action:?}", marks.iter().collect::<String>())
        });
        let expected = [
            // Manager, leader, reader, staff.
            "xxxx See",
            "xxx. SeeDrafts",
            "x... SeeReasons",
            "xx.. SeeLog",
            "x... Import",
            "x... Draft",
            "xx.. Publish",
            "xx.x Ask",
            "xx.. Decide",
            "x... Backup",
            "x... Restore",
            "xx.. Examine",
        ];
        assert_eq!(rows, expected);
    }

    /// What every use case of `action` answers where nothing is stored.
    fn tried(action: Action, office: &mut Office, folder: &Path) -> Vec<Result<(), AppError>> {
        let any = Selector::default();
        let config = SolveConfig {
            seed: 1,
            gaps: Gaps::Refuse,
            threads: 1,
        };
        let mut limit = TimeLimit::new(Stopwatch::start(), std::time::Duration::ZERO);
        let none = folder.join("none");
        match action {
            Action::See => vec![
                revisions::show(office, None, any).map(drop),
                exports::files(Lang::En, office, None, any).map(drop),
                exports::file(Lang::En, office, None, any, "lich-truc.md").map(drop),
            ],
            Action::SeeDrafts => vec![
                revisions::list(office, any).map(drop),
                revisions::diff(office, 1, 2).map(drop),
                history::history(office, any).map(drop),
                decide::pending(office).map(drop),
            ],
            Action::SeeReasons => {
                vec![
                    exports::file(Lang::En, office, None, any, "roster.json").map(drop),
                    Subject::of_revision(office, action, 1).map(drop),
                ]
            }
            Action::SeeLog => vec![audit::log(office).map(drop)],
            Action::Import => vec![
                import::compare(office, &none).map(drop),
                import::compare_history(office, any, &none).map(drop),
                office_folder::write_out(office, any, &none, PeopleForm::List, Foreign::Keep)
                    .map(drop),
                new_period::make(office, any, 2019).map(drop),
                typed::save(office, ("office", "tet-2018"), &[], "").map(drop),
            ],
            Action::Draft => {
                let solved = DraftRequest {
                    selector: any,
                    keep: Keep::Nothing,
                    config,
                };
                let planned = PlanRequest {
                    folder: &none,
                    near: None,
                    kept: None,
                    n_alternatives: 0,
                    config,
                };
                let base = import_roster::MadeFrom::Newest(any);
                vec![
                    draft::draft(office, solved, &mut limit).map(drop),
                    plan::plan(Some(office), planned, &mut limit).map(drop),
                    import_roster::import_roster(&none, base, office).map(drop),
                ]
            }
            Action::Publish => vec![revisions::publish(office, None, any, None, "").map(drop)],
            Action::Ask => vec![PublishedRoster::open(office, any).map(drop)],
            Action::Decide => vec![
                decide::approve(office, 1, "").map(drop),
                decide::reject(office, 1, ""),
            ],
            Action::Backup => vec![backup::backup(office, &folder.join("copy")).map(drop)],
            Action::Restore => {
                let (db, actor) = (folder.join("other.db"), office.actor());
                vec![backup::restore(&db, &none, actor, Clock::System).map(drop)]
            }
            Action::Examine => vec![backup::doctor(office).map(drop)],
        }
    }

    #[test]
    fn every_use_case_asks_the_table() {
        let folder = tempfile::tempdir().unwrap();
        for role in Role::ALL {
            for action in Action::ALL {
                let actor = Actor {
                    id: "chi".to_owned(),
                    role,
                };
                let db = folder.path().join("tructet.db");
                let mut office = Office::open_or_new(&db, Clock::System, actor).unwrap();
                for (at, answer) in tried(action, &mut office, folder.path()).iter().enumerate() {
                    let is_refused = matches!(answer, Err(AppError::NotAllowed { .. }));
                    let is_right = is_refused != action.is_open_to(role);
                    assert!(is_right, "{role:?} {action:?} {at}: {answer:?}");
                }
            }
        }
    }
}
