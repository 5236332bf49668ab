//! The roster as one HTML page: no script, nothing fetched, prints on A4 landscape.

use std::borrow::Borrow;

use askama::Template;

use crate::text::numbers::whole;

use super::error::ExportError;
use super::view::{PersonView, RosterView, ShiftView, Standing};

/// Everything in the page goes through askama's escaping.
#[derive(Template)]
#[template(path = "roster.html")]
struct Page<'a> {
    view: &'a RosterView,
}

/// The page.
///
/// # Errors
///
/// Our own fault.
pub fn write(view: &RosterView) -> Result<String, ExportError> {
    (Page { view }.render()).map_err(|cause| ExportError::not_rendered("html", cause))
}

impl Page<'_> {
    fn person(&self, idx: &usize) -> &PersonView {
        &self.view.people[*idx]
    }

    fn shift(&self, idx: &usize) -> &ShiftView {
        &self.view.shifts[*idx]
    }

    fn number(&self, number: impl Borrow<i64>) -> String {
        whole(self.view.lang, *number.borrow())
    }

    fn range(&self, (least, most): &(i64, i64)) -> String {
        format!("{}–{}", self.number(least), self.number(most))
    }

    /// How the verdict looks; its words say the same.
    fn tone(&self) -> &'static str {
        match self.view.standing {
            Standing::Optimal => "best",
            Standing::Valid => "good",
            Standing::Gaps | Standing::Broken => "poor",
        }
    }
}

/// What a telephone dials: digits, perhaps after a `+`; nothing if there are none.
fn dialled(phone: &str) -> Option<String> {
    let digits: String = phone.chars().filter(char::is_ascii_digit).collect();
    let plus = if phone.trim_start().starts_with('+') {
        "+"
    } else {
        ""
    };
    (!digits.is_empty()).then(|| format!("{plus}{digits}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_digits_are_dialled() {
        assert_eq!(dialled("+84 205 000.000").as_deref(), Some("+84205000000"));
        assert_eq!(dialled("0205\"><script>1"), Some("02051".to_owned()));
        assert_eq!(dialled("-"), None);
    }
}
