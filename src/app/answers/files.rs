//! Files written.

use serde::Serialize;

use super::super::office_folder::FolderWritten;
use super::super::typed::Provenance;

/// Of `init` and `export`: what was written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FilesAnswer {
    /// Within the folder named; of a single file its path.
    pub files: Vec<String>,
}

/// Of `folder`: what was written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FolderAnswer {
    /// Within the folder named.
    pub files: Vec<String>,
    /// Whether the files were written from facts, as an older program kept none.
    pub inferred: bool,
    /// What such files say otherwise than the store, a line each.
    pub untold: Vec<String>,
}

impl FolderAnswer {
    /// What was `written`, and in words what could not be told.
    pub fn new(written: &FolderWritten, untold: &[String]) -> Self {
        Self {
            files: written.files.clone(),
            inferred: match written.provenance {
                Provenance::Typed => false,
                Provenance::Inferred { .. } => true,
            },
            untold: untold.to_vec(),
        }
    }
}
