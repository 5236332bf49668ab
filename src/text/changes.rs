//! What `swap`, `replace`, `approve` and `reject` say.

use crate::domain::change::{ChangeKind, Unlike};
use crate::domain::person::Person;

use super::Lang;
use super::numbers::whole;
use super::people::rank_label;

/// Why a turn may not pass from one to the other.
pub fn unlike(lang: Lang, unlike: Unlike, giver: &Person, taker: &Person, turn: &str) -> String {
    let (from, to) = (&giver.name, &taker.name);
    match (lang, unlike) {
        (Lang::Vi, Unlike::Rank) => format!(
            "{to} ({}) và {from} ({}) không cùng cấp; chỉ người ngang cấp mới đổi ca hoặc trực thay cho nhau",
            rank_label(lang, taker.rank),
            rank_label(lang, giver.rank)
        ),
        (Lang::Vi, Unlike::Duty) => {
            format!("Hai ca của {from} và {to} thuộc hai loại trực khác nhau")
        }
        (Lang::Vi, Unlike::NotTheirs) => {
            format!("{to} không trực loại của ca này ({turn})")
        }
        (Lang::En, Unlike::Rank) => format!(
            "{to} ({}) and {from} ({}) are not of one rank; turns pass only between equals",
            rank_label(lang, taker.rank),
            rank_label(lang, giver.rank)
        ),
        (Lang::En, Unlike::Duty) => {
            format!("The two turns of {from} and {to} are of different duties")
        }
        (Lang::En, Unlike::NotTheirs) => {
            format!("{to} does not keep the duty of this turn ({turn})")
        }
    }
}

/// What a change is called.
pub fn kind(lang: Lang, kind: ChangeKind) -> &'static str {
    match (lang, kind) {
        (Lang::Vi, ChangeKind::Swap) => "Đổi ca",
        (Lang::Vi, ChangeKind::Replace) => "Trực thay",
        (Lang::En, ChangeKind::Swap) => "Swap",
        (Lang::En, ChangeKind::Replace) => "Stand-in",
    }
}

/// Who leaves a turn and who takes it; either may be nobody.
pub fn handed_over(lang: Lang, turn: &str, from: &[&str], to: &[&str]) -> String {
    let named = |names: &[&str], nobody: &str| match names {
        [] => nobody.to_owned(),
        names => names.join(", "),
    };
    let nobody = match lang {
        Lang::Vi => "(trống)",
        Lang::En => "(nobody)",
    };
    format!("  {turn}: {} → {}", named(from, nobody), named(to, nobody))
}

/// By how much a change makes a roster dearer or cheaper.
pub fn cost(lang: Lang, cost: i64) -> String {
    let sign = if 0 < cost { "+" } else { "" };
    let cost = whole(lang, cost);
    match lang {
        Lang::Vi => format!("Chi phí thay đổi {sign}{cost}."),
        Lang::En => format!("The cost changes by {sign}{cost}."),
    }
}

/// A change waits for a leader.
pub fn asked(lang: Lang, number: i64) -> String {
    match lang {
        Lang::Vi => format!(
            "Đã ghi yêu cầu số {number}, chờ lãnh đạo: tructet approve {number} --by ID (hoặc reject)."
        ),
        Lang::En => format!(
            "Noted as request {number}; a leader decides: tructet approve {number} --by ID (or reject)."
        ),
    }
}

/// A change that breaks rules was asked for on purpose.
pub fn overrides(lang: Lang, codes: &str) -> String {
    match lang {
        Lang::Vi => {
            format!("Yêu cầu được đánh dấu: cố ý trái {codes}; lãnh đạo sẽ thấy khi duyệt.")
        }
        Lang::En => format!("The request is marked: it breaks {codes} on purpose."),
    }
}

/// A change was refused, and what can be done.
pub fn refused(lang: Lang) -> &'static str {
    match lang {
        Lang::Vi => {
            "Không nhận: trái các quy tắc trên. Chọn người hoặc ca khác; nếu cần làm trái quy tắc thì thêm \
             --override --reason \"lý do\" để lãnh đạo quyết định."
        }
        Lang::En => {
            "Refused: it breaks the rules above. Choose another person or turn; if rules must be broken, \
             add --override --reason TEXT and let a leader decide."
        }
    }
}

/// A change that could be made when it was asked for cannot be made now.
pub fn refused_now(lang: Lang) -> &'static str {
    match lang {
        Lang::Vi => {
            "Không duyệt được: lịch đã khác lúc yêu cầu, nay trái các quy tắc trên. Hãy từ chối yêu cầu này \
             và lập yêu cầu mới."
        }
        Lang::En => {
            "Cannot be approved: the roster has changed since, and now the rules above would be broken. \
             Reject it and ask anew."
        }
    }
}

/// A change was made.
pub fn approved(lang: Lang, number: i64, revision: i64, supersedes: i64) -> String {
    match lang {
        Lang::Vi => format!(
            "Đã duyệt yêu cầu số {number}: bản {revision} có hiệu lực, thay bản {supersedes}. Gửi lại lịch: \
             tructet export {revision} --format ics --out THƯ_MỤC."
        ),
        Lang::En => format!(
            "Request {number} approved: revision {revision} is in force in place of {supersedes}. Send out \
             the calendars anew: tructet export {revision} --format ics --out DIR."
        ),
    }
}

/// A change was not made.
pub fn rejected(lang: Lang, number: i64) -> String {
    match lang {
        Lang::Vi => format!("Đã từ chối yêu cầu số {number}; lịch giữ nguyên."),
        Lang::En => format!("Request {number} rejected; the roster stays as it is."),
    }
}

/// Headings of the table of stand-ins: name, unit, further changes, cost.
pub fn stand_in_headings(lang: Lang) -> [&'static str; 5] {
    match lang {
        Lang::Vi => ["Mã", "Họ và tên", "Đơn vị", "Đổi thêm", "Chi phí"],
        Lang::En => ["Id", "Name", "Unit", "Further", "Cost"],
    }
}

/// Heads the stand-ins of one turn.
pub fn stand_ins(lang: Lang, turn: &str, person: &str, n_able: usize) -> String {
    match lang {
        Lang::Vi => format!("{turn}, thay {person}: {n_able} người trực thay được"),
        Lang::En => format!("{turn}, for {person}: {n_able} can stand in"),
    }
}

/// Heads those who cannot.
pub fn barred(lang: Lang) -> &'static str {
    match lang {
        Lang::Vi => "Không trực thay được:",
        Lang::En => "Cannot stand in:",
    }
}

/// Heads those for whom no way was found, though there may be one.
pub fn no_way_found(lang: Lang) -> &'static str {
    match lang {
        Lang::Vi => "Chưa tìm được cách, kể cả đổi thêm ca khác (có thể vẫn có):",
        Lang::En => "No way found, not even with further changes (there may be one):",
    }
}

/// Many who cannot, for one reason.
pub fn barred_alike(lang: Lang, code: &str, what: &str, n_people: usize) -> String {
    match lang {
        Lang::Vi => format!("  {code} {what}: {n_people} người"),
        Lang::En => format!("  {code} {what}: {n_people} people"),
    }
}

/// Of what kind people are who do not keep a duty.
pub fn keeps_other_duties(lang: Lang) -> &'static str {
    match lang {
        Lang::Vi => "không trực loại này",
        Lang::En => "does not keep this duty",
    }
}

/// Heads the best change when somebody falls out.
pub fn best(lang: Lang, n_changes: usize) -> String {
    match lang {
        Lang::Vi => format!("Phương án tốt nhất, {n_changes} ca đổi người:"),
        Lang::En => format!("Best, {n_changes} turns change hands:"),
    }
}

/// How to ask for a stand-in.
pub fn how_to_ask(lang: Lang) -> &'static str {
    match lang {
        Lang::Vi => "Để yêu cầu: thêm --best (phương án tốt nhất) hoặc --with ID (chọn người).",
        Lang::En => "To ask for it: add --best, or --with ID to choose somebody.",
    }
}

/// Nobody can stand in.
pub fn nobody(lang: Lang) -> &'static str {
    match lang {
        Lang::Vi => {
            "Không tìm được cách thay nào giữ mọi quy tắc. Nếu cần, chọn người bằng --with ID --override \
             --reason \"lý do\" để lãnh đạo quyết định."
        }
        Lang::En => {
            "No way was found that keeps every rule. If need be, choose somebody with --with ID --override \
             --reason TEXT and let a leader decide."
        }
    }
}

/// Heads a request that waits: number, what, who asked, why.
pub fn pending(
    lang: Lang,
    number: i64,
    kind_word: &str,
    who: &str,
    when: &str,
    why: &str,
) -> String {
    let why = if why.is_empty() {
        String::new()
    } else {
        format!(": {why}")
    };
    match lang {
        Lang::Vi => format!("Yêu cầu số {number}: {kind_word}, {who} gửi lúc {when}{why}"),
        Lang::En => format!("Request {number}: {kind_word}, asked by {who} at {when}{why}"),
    }
}

/// A request whose turns have changed since.
pub fn stale(lang: Lang) -> &'static str {
    match lang {
        Lang::Vi => "  Các ca này đã đổi từ khi yêu cầu; chỉ còn từ chối được.",
        Lang::En => "  These turns have changed since; it can only be rejected.",
    }
}

/// Nothing waits for a decision.
pub fn nothing_pending(lang: Lang) -> &'static str {
    match lang {
        Lang::Vi => "Không có yêu cầu đổi trực nào chờ duyệt.",
        Lang::En => "No request waits for a decision.",
    }
}

/// The note on a change that was made despite rules. Why, the log knows: it may be private.
pub fn mark(lang: Lang, number: i64, codes: &str, leader: &str) -> String {
    match lang {
        Lang::Vi => {
            format!("Thay đổi số {number} được {leader} duyệt dù trái quy tắc {codes}.")
        }
        Lang::En => {
            format!("Change {number} was approved by {leader} although it breaks {codes}.")
        }
    }
}
