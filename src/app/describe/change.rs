//! Why a change cannot be judged or decided on, in words.

use crate::text::Lang;

use super::super::change::error::ChangeError;

/// One sentence.
pub fn error(lang: Lang, error: &ChangeError) -> String {
    match lang {
        Lang::Vi => vietnamese(error),
        Lang::En => english(error),
    }
}

fn vietnamese(error: &ChangeError) -> String {
    match error {
        ChangeError::NotTheirs { turn, stands } => {
            let stands = match &stands[..] {
                [] => "không trực ca nào".to_owned(),
                stands => format!("các ca của người này: {}", stands.join(", ")),
            };
            format!(
                "E601 `{}` không trực ca `{}`; {stands}.",
                turn.person, turn.shift
            )
        }
        ChangeError::TheirsAlready { turn } => format!(
            "E602 `{}` đã trực hoặc chính là người nhường ca `{}`; chọn người khác hoặc ca khác.",
            turn.person, turn.shift
        ),
        ChangeError::NothingToReplace { person, from } => format!(
            "E603 `{person}` không có ca nào từ ngày {} trở đi.",
            from.format("%d/%m/%Y")
        ),
    }
}

fn english(error: &ChangeError) -> String {
    match error {
        ChangeError::NotTheirs { turn, stands } => {
            let stands = match &stands[..] {
                [] => "they stand nothing".to_owned(),
                stands => format!("they stand {}", stands.join(", ")),
            };
            format!(
                "E601 `{}` does not stand `{}`; {stands}.",
                turn.person, turn.shift
            )
        }
        ChangeError::TheirsAlready { turn } => format!(
            "E602 `{}` stands `{}` already, or is the one who gives it away; choose another person \
             or turn.",
            turn.person, turn.shift
        ),
        ChangeError::NothingToReplace { person, from } => {
            format!("E603 `{person}` stands nothing from {from} on.")
        }
    }
}
