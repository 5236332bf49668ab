//! Files written.

use serde::Serialize;

/// Of `init` and `export`: what was written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FilesAnswer {
    /// Within the folder named; of a single file its path.
    pub files: Vec<String>,
}
