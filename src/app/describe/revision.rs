//! What stands in the way of a revision: which one is meant, and what it breaks.

use crate::rules::judged::Judged;
use crate::text::Lang;
use crate::text::findings::breaches;

/// Why a draft cannot be published, rule by rule.
pub(super) fn breaks(lang: Lang, revision: i64, judged: &Judged) -> Vec<String> {
    let mut lines = vec![match lang {
        Lang::Vi => format!(
            "E512 bản {revision} không công bố được vì trái quy tắc theo dữ liệu hiện nay; hãy xếp lại: tructet solve"
        ),
        Lang::En => format!(
            "E512 revision {revision} cannot be published: by what is known today it breaks rules; plan anew: tructet solve"
        ),
    }];
    lines.extend(findings(lang, judged));
    lines
}

/// What a roster breaks by what was imported since, rule by rule.
pub fn broken_in_force(lang: Lang, revision: i64, judged: &Judged) -> Vec<String> {
    let mut lines = vec![match lang {
        Lang::Vi => format!(
            "bản {revision} đang có hiệu lực trái quy tắc theo dữ liệu vừa nhập; hãy xếp lại: tructet solve"
        ),
        Lang::En => format!(
            "revision {revision}, in force, breaks rules by what was just imported; plan anew: tructet solve"
        ),
    }];
    lines.extend(findings(lang, judged));
    lines
}

fn findings(lang: Lang, judged: &Judged) -> Vec<String> {
    let mut lines = breaches(lang, &judged.problem, &judged.evaluation);
    lines.extend(judged.unknown.iter().map(|turn| match lang {
        Lang::Vi => format!(
            "không còn người hoặc ca này: {} · {}",
            turn.person, turn.shift
        ),
        Lang::En => format!(
            "no such person or shift any more: {} · {}",
            turn.person, turn.shift
        ),
    }));
    lines
}

/// There is nothing to publish.
pub(super) fn no_draft(lang: Lang) -> String {
    match lang {
        Lang::Vi => {
            "E514 kho không có bản nháp nào để công bố; hãy xếp lịch: tructet solve".to_owned()
        }
        Lang::En => "E514 the store has no draft to publish; make one: tructet solve".to_owned(),
    }
}

/// Nothing was imported of what is meant.
pub(super) fn no_period(lang: Lang, office: Option<&str>, period: Option<&str>) -> String {
    let mut what = office.unwrap_or_default().to_owned();
    if let Some(period) = period {
        what += &format!(" {period}");
    }
    match (lang, what.trim()) {
        (Lang::Vi, "") => {
            "E510 kho chưa có dữ liệu của cơ quan nào; hãy nhập: tructet import THƯ-MỤC".to_owned()
        }
        (Lang::Vi, what) => format!(
            "E510 kho chưa có dữ liệu của {what}; hãy nhập: tructet import THƯ-MỤC, hoặc xem lại --office, --period, --year"
        ),
        (Lang::En, "") => {
            "E510 the store knows of no office yet; import one: tructet import DIR".to_owned()
        }
        (Lang::En, what) => format!(
            "E510 the store knows nothing of {what}; import it: tructet import DIR, or correct --office, --period, --year"
        ),
    }
}

/// Several offices could be meant.
pub(super) fn which_office(lang: Lang, offices: &[String]) -> String {
    const SHOWN: usize = 10;
    let mut names = offices[..offices.len().min(SHOWN)].join(", ");
    if SHOWN < offices.len() {
        names += ", …";
    }
    let n = offices.len();
    match lang {
        Lang::Vi => format!("E511 kho có {n} cơ quan ({names}); hãy chọn một bằng --office"),
        Lang::En => format!("E511 the store has {n} offices ({names}); choose one by --office"),
    }
}
