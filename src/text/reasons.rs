//! Why somebody stands a turn or does not, and what anything else would cost.

use super::Lang;
use super::numbers::whole;

/// Heads an answer.
pub fn heading(lang: Lang, person: &str, stands: bool, turn: &str) -> String {
    match (lang, stands) {
        (Lang::Vi, true) => format!("Vì sao {person} trực {turn}?"),
        (Lang::Vi, false) => format!("Vì sao {person} không trực {turn}?"),
        (Lang::En, true) => format!("Why does {person} stand {turn}?"),
        (Lang::En, false) => format!("Why does {person} not stand {turn}?"),
    }
}

/// The question took for granted what is not so.
pub fn other_way_round(lang: Lang, stands: bool) -> &'static str {
    match (lang, stands) {
        (Lang::Vi, true) => "Người này có trực ca đó.",
        (Lang::Vi, false) => "Người này không trực ca đó.",
        (Lang::En, true) => "They do stand it.",
        (Lang::En, false) => "They do not stand it.",
    }
}

/// What the roster explained costs, and whether any costs less.
pub fn base(lang: Lang, cost: i64, bound: Option<i64>) -> String {
    let shown = whole(lang, cost);
    match (lang, bound == Some(cost)) {
        (Lang::Vi, true) => format!("Lịch này tối ưu, đã chứng minh: chi phí {shown}."),
        (Lang::Vi, false) => format!("Lịch này có chi phí {shown}."),
        (Lang::En, true) => format!("This roster is optimal, proven: cost {shown}."),
        (Lang::En, false) => format!("This roster costs {shown}."),
    }
}

/// The roster explained breaks rules.
pub fn broken(lang: Lang) -> &'static str {
    match lang {
        Lang::Vi => {
            "Lịch này vi phạm quy tắc bắt buộc (xem `tructet check`); các số dưới đây so với lịch không vi phạm."
        }
        Lang::En => {
            "This roster breaks hard rules (see `tructet check`); the figures below are of rosters that do not."
        }
    }
}

/// The turn was settled beforehand.
pub fn pinned(lang: Lang) -> &'static str {
    match lang {
        Lang::Vi => {
            "Ca này đã được ghim cho người này (R14). Các số dưới đây tính như khi bỏ ghim đó."
        }
        Lang::En => {
            "The turn is pinned to this person (R14). The figures below are without that pin."
        }
    }
}

/// What comes before the figures of a roster without the person on the turn.
pub fn without(lang: Lang) -> &'static str {
    match lang {
        Lang::Vi => "Nếu người này thôi trực ca đó",
        Lang::En => "Without them on it",
    }
}

/// What comes before the figures of a roster with the person on the turn.
pub fn with(lang: Lang) -> &'static str {
    match lang {
        Lang::Vi => "Nếu người này trực ca đó",
        Lang::En => "With them on it",
    }
}

/// So much dearer the best roster becomes, and how many turns move.
pub fn dearer(lang: Lang, difference: i64, is_proven: bool, n_moved: usize) -> String {
    let by = whole(lang, difference.abs());
    let cost = match (lang, difference) {
        (Lang::Vi, 0) => "lịch tốt nhất vẫn tốn như vậy".to_owned(),
        (Lang::Vi, 1..) => format!("lịch tốt nhất đắt hơn {by}"),
        (Lang::Vi, ..0) => format!("lịch tốt nhất rẻ hơn {by}"),
        (Lang::En, 0) => "the best roster costs the same".to_owned(),
        (Lang::En, 1..) => format!("the best roster costs {by} more"),
        (Lang::En, ..0) => format!("the best roster costs {by} less"),
    };
    match (lang, is_proven) {
        (Lang::Vi, true) => format!("{cost}; {n_moved} lượt trực đổi người"),
        (Lang::Vi, false) => {
            format!("{cost} (hết giờ, có thể ít hơn); {n_moved} lượt trực đổi người")
        }
        (Lang::En, true) => format!("{cost}; {n_moved} turns move"),
        (Lang::En, false) => format!("{cost} (time ran out; perhaps less); {n_moved} turns move"),
    }
}

/// There is no such roster.
pub fn impossible(lang: Lang) -> &'static str {
    match lang {
        Lang::Vi => "không có lịch nào giữ được mọi quy tắc",
        Lang::En => "no roster keeps every rule",
    }
}

/// Time ran out before it was known.
pub fn unknown(lang: Lang) -> &'static str {
    match lang {
        Lang::Vi => "chưa biết (hết giờ)",
        Lang::En => "not known (time ran out)",
    }
}

/// Heads the table of others.
pub fn others(lang: Lang, n_people: usize) -> String {
    match lang {
        Lang::Vi => format!("Nếu người khác trực thay ({n_people} người có thể), lịch tốt nhất:"),
        Lang::En => {
            format!("With somebody else in their place ({n_people} could be), the best roster:")
        }
    }
}

/// Headings of the table of others: name, why, how much dearer.
pub fn other_headings(lang: Lang) -> [&'static str; 3] {
    match lang {
        Lang::Vi => ["Người trực thay", "Vì", "Đắt thêm"],
        Lang::En => ["Instead", "Because of", "Dearer by"],
    }
}

/// Heads those who stand it too.
pub fn beside(lang: Lang, names: &str) -> String {
    match lang {
        Lang::Vi => format!("Cùng trực ca này: {names}."),
        Lang::En => format!("On the same turn: {names}."),
    }
}

/// Heads those barred.
pub fn barred(lang: Lang) -> &'static str {
    match lang {
        Lang::Vi => "Không được trực ca này:",
        Lang::En => "May not stand it:",
    }
}

/// Those whose duty it is not.
pub fn not_listed(lang: Lang, n_people: usize, duty: &str) -> String {
    match lang {
        Lang::Vi => format!("{n_people} người khác: không thuộc diện {duty} (R02)"),
        Lang::En => format!("{n_people} others: {duty} is not for them (R02)"),
    }
}

/// Heads what changes.
pub fn changes(lang: Lang) -> &'static str {
    match lang {
        Lang::Vi => "Khi đó các ca sau đổi người:",
        Lang::En => "These turns move:",
    }
}

/// One shift that moves.
pub fn moved(lang: Lang, turn: &str, out: &str, into: &str) -> String {
    let nobody = match lang {
        Lang::Vi => "(trống)",
        Lang::En => "(nobody)",
    };
    let or_nobody = |names: &str| {
        if names.is_empty() {
            nobody.to_owned()
        } else {
            names.to_owned()
        }
    };
    format!("{turn}: {} → {}", or_nobody(out), or_nobody(into))
}
