//! What is wrong with the input.

use crate::input::error::InputError;
use crate::text::Lang;

/// `error` in one sentence.
pub fn error(lang: Lang, error: &InputError) -> String {
    match lang {
        Lang::Vi | Lang::En => error.to_string(),
    }
}
