//! Why a change cannot be judged or decided on, in words.

use crate::domain::problem::Problem;
use crate::text::Lang;
use crate::text::changes as words;
use crate::text::findings::{finding_text, shift_name};

use super::super::change::error::ChangeError;
use super::super::change::judge::Refusal;

/// What speaks against a change: the code, then a sentence.
pub fn refusal(lang: Lang, problem: &Problem, refusal: &Refusal) -> String {
    let text = match refusal {
        Refusal::Broken(finding) => finding_text(lang, problem, finding),
        Refusal::Unlike {
            giver,
            taker,
            shift,
            unlike,
        } => words::unlike(
            lang,
            *unlike,
            &problem[*giver],
            &problem[*taker],
            &shift_name(problem, *shift),
        ),
    };
    format!("{} {text}", refusal.code())
}

/// `error` in one sentence.
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
                "E520 `{}` không trực ca `{}`; {stands}.",
                turn.person, turn.shift
            )
        }
        ChangeError::TheirsAlready { turn } => format!(
            "E521 `{}` đã trực hoặc chính là người nhường ca `{}`; chọn người khác hoặc ca khác.",
            turn.person, turn.shift
        ),
        ChangeError::NothingToReplace { person, from } => format!(
            "E522 `{person}` không có ca nào từ ngày {} trở đi.",
            from.format("%d/%m/%Y")
        ),
        ChangeError::NotALeader { who, leaders } => format!(
            "E523 `{who}` không phải lãnh đạo cơ quan nên không duyệt được; ghi --by với một trong: {}.",
            listed(leaders)
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
                "E520 `{}` does not stand `{}`; {stands}.",
                turn.person, turn.shift
            )
        }
        ChangeError::TheirsAlready { turn } => format!(
            "E521 `{}` stands `{}` already, or is the one who gives it away; choose another person \
             or turn.",
            turn.person, turn.shift
        ),
        ChangeError::NothingToReplace { person, from } => {
            format!("E522 `{person}` stands nothing from {from} on.")
        }
        ChangeError::NotALeader { who, leaders } => format!(
            "E523 `{who}` is no leader of the office and cannot decide; name one with --by: {}.",
            listed(leaders)
        ),
    }
}

fn listed(leaders: &[(String, String)]) -> String {
    let shown: Vec<_> = (leaders.iter())
        .map(|(id, name)| format!("{id} ({name})"))
        .collect();
    shown.join(", ")
}
