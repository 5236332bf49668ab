//! The memory that use cases work on: the store, the clock, and who acts. A face opens it once.

use std::cell::OnceCell;
use std::path::{Path, PathBuf};

use chrono::NaiveDateTime;

use crate::store::Store;
use crate::store::audit::Mark;

use super::actor::{Action, Actor};
use super::clock::Clock;
use super::error::AppError;

/// An open store, whose clock counts, and who acts. Whoever wants the store names what for, and is
/// refused it if their role may not.
#[derive(Debug)]
pub struct Office {
    path: PathBuf,
    memory: Memory,
    clock: Clock,
    actor: Actor,
}

/// The store, or an empty one until something is written.
#[derive(Debug)]
enum Memory {
    /// Empty while the office rests.
    Kept(OnceCell<Store>),
    /// Nothing stands at the path yet; whoever reads finds nothing.
    Blank(Store),
}

impl Office {
    /// Opens the store at `path` for `actor`.
    ///
    /// # Errors
    ///
    /// There is none, or it cannot be read.
    pub fn open(path: &Path, clock: Clock, actor: Actor) -> Result<Self, AppError> {
        Ok(Self {
            memory: Memory::Kept(Store::open(path)?.into()),
            path: path.to_owned(),
            clock,
            actor,
        })
    }

    /// The same; if there is no store, it is made when something is first written.
    ///
    /// # Errors
    ///
    /// What stands at `path` cannot be read.
    pub fn open_or_new(path: &Path, clock: Clock, actor: Actor) -> Result<Self, AppError> {
        let memory = if path.exists() {
            // Perhaps just made by another process, and empty yet.
            Memory::Kept(Store::open_or_create(path)?.into())
        } else {
            Memory::Blank(Store::in_memory()?)
        };
        Ok(Self {
            memory,
            path: path.to_owned(),
            clock,
            actor,
        })
    }

    /// The same memory for somebody else.
    pub fn acting(self, actor: Actor) -> Self {
        Self { actor, ..self }
    }

    /// Where the store is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Who acts, and in which role.
    pub fn actor(&self) -> &Actor {
        &self.actor
    }

    /// Civil time in Việt Nam.
    pub fn now(&self) -> NaiveDateTime {
        self.clock.now()
    }

    /// The store, to read.
    pub(super) fn reading(&self, action: Action) -> Result<&Store, AppError> {
        self.actor.must_be_allowed(action)?;
        match &self.memory {
            Memory::Blank(store) => Ok(store),
            Memory::Kept(store) => match store.get() {
                Some(store) => Ok(store),
                None => {
                    let opened = Store::open(&self.path)?;
                    Ok(store.get_or_init(|| opened))
                }
            },
        }
    }

    /// The store, to write, and who does so now and why.
    pub(super) fn writing<'a>(
        &'a mut self,
        action: Action,
        why: &'a str,
    ) -> Result<(&'a mut Store, Mark<'a>), AppError> {
        self.actor.must_be_allowed(action)?;
        let mark = Mark {
            who: &self.actor.id,
            at: self.clock.now(),
            why,
        };
        Ok((self.memory.kept(&self.path)?, mark))
    }

    /// Lets go of the store until it is next wanted: while somebody has it open, it cannot be restored.
    pub(super) fn rest(&mut self) {
        if let Memory::Kept(store) = &mut self.memory {
            store.take();
        }
    }

    /// Whether a draft could be saved, before long work is done for one.
    pub(super) fn must_take_drafts(&mut self) -> Result<(), AppError> {
        self.actor.must_be_allowed(Action::Draft)?;
        match &mut self.memory {
            Memory::Blank(_) => Ok(()),
            kept @ Memory::Kept(_) => Ok(kept.kept(&self.path)?.must_take_writes()?),
        }
    }
}

impl Memory {
    /// The store at `path`, made if nothing stood there yet.
    fn kept(&mut self, path: &Path) -> Result<&mut Store, AppError> {
        let store = match self {
            Self::Blank(_) => Some(Store::open_or_create(path)?),
            Self::Kept(store) => match store.get() {
                Some(_) => None,
                None => Some(Store::open(path)?),
            },
        };
        if let Some(store) = store {
            *self = Self::Kept(store.into());
        }
        match self {
            Self::Blank(store) => Ok(store),
            Self::Kept(store) => (store.get_mut())
                .ok_or_else(|| AppError::Fault("an open store is closed".to_owned())),
        }
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use crate::app::actor::Role;
    use crate::app::{audit, import};

    use super::*;

    const SAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/data/langson-2018");

    #[test]
    fn a_store_is_made_when_something_is_written_and_the_log_says_by_whom_and_when() {
        let folder = tempfile::tempdir().unwrap();
        let db = folder.path().join("tructet.db");
        let moment = (NaiveDate::from_ymd_opt(2018, 1, 15))
            .and_then(|it| it.and_hms_opt(9, 30, 0))
            .unwrap();
        let actor = Actor {
            id: "chi".to_owned(),
            role: Role::Manager,
        };
        let mut office = Office::open_or_new(&db, Clock::Fixed(moment), actor.clone()).unwrap();
        let import = import::compare(&office, Path::new(SAMPLE)).unwrap();
        assert!(!import.differences.is_empty());
        assert!(!db.exists());
        import::apply(&mut office, &import, "new").unwrap();
        let log = audit::log(&Office::open(&db, Clock::System, actor).unwrap()).unwrap();
        let told: Vec<_> = (log.iter())
            .map(|it| (it.who.as_str(), it.at, it.why.as_str()))
            .collect();
        assert_eq!(told, [("chi", moment, "new")]);
    }
}
