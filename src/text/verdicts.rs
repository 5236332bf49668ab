//! How good a roster or a folder is, and how far a search has come.

use std::time::Duration;

use super::Lang;
use super::numbers::{percent, seconds, whole};

/// Where the solver is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Prices schedules.
    Price,
    /// Local search improves rosters.
    Search,
    /// Closes the gap.
    Prove,
    /// Checks the proof.
    Check,
}

/// The live line: stage, best cost so far, bound, gap, time.
pub fn progress(
    lang: Lang,
    stage: Stage,
    incumbent: Option<i64>,
    bound: Option<i64>,
    elapsed: Duration,
) -> String {
    let stage = match (lang, stage) {
        (Lang::Vi, Stage::Price) => "định giá",
        (Lang::Vi, Stage::Search) => "tìm kiếm",
        (Lang::Vi, Stage::Prove) => "chứng minh",
        (Lang::Vi, Stage::Check) => "kiểm tra chứng minh",
        (Lang::En, Stage::Price) => "pricing",
        (Lang::En, Stage::Search) => "searching",
        (Lang::En, Stage::Prove) => "proving",
        (Lang::En, Stage::Check) => "checking",
    };
    let number = |it: Option<i64>| it.map_or("-".to_owned(), |it| whole(lang, it));
    let gap = match (incumbent, bound) {
        (Some(cost), Some(bound)) => percent(lang, cost - bound, cost),
        (None, _) | (_, None) => "-".to_owned(),
    };
    let (best, bound_word, gap_word) = match lang {
        Lang::Vi => ("tốt nhất", "cận", "chênh"),
        Lang::En => ("best", "bound", "gap"),
    };
    format!(
        "{stage}: {best} {} · {bound_word} {} · {gap_word} {gap} · {}",
        number(incumbent),
        number(bound),
        seconds(lang, elapsed)
    )
}

/// How good a roster is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quality {
    /// Proven: none is better.
    Optimal,
    /// A better one may exist.
    Feasible,
    /// Seats are left open on request; proven: no roster leaves fewer.
    FewestGaps(u32),
    /// Seats are left open on request; perhaps fewer would do.
    Gaps(u32),
}

impl Quality {
    /// Of a roster with open seats: a bound on its cost is only known once no roster leaves fewer.
    pub fn gaps(gaps: u32, bound: Option<i64>) -> Self {
        match bound {
            Some(_) => Self::FewestGaps(gaps),
            None => Self::Gaps(gaps),
        }
    }
}

/// The first line of a summary: cost, bound, gap, and how good that is.
pub fn verdict(lang: Lang, quality: Quality, cost: i64, bound: Option<i64>) -> String {
    let what = match (lang, quality) {
        (Lang::Vi, Quality::Optimal) => "Lịch tối ưu, đã chứng minh".to_owned(),
        (Lang::Vi, Quality::Feasible) => "Lịch hợp lệ, chưa chứng minh tối ưu".to_owned(),
        (Lang::Vi, Quality::FewestGaps(gaps)) => {
            format!("Lịch còn bỏ trống {gaps} chỗ, ít nhất có thể, đã chứng minh")
        }
        (Lang::Vi, Quality::Gaps(gaps)) => {
            format!("Lịch còn bỏ trống {gaps} chỗ, chưa chứng minh là ít nhất")
        }
        (Lang::En, Quality::Optimal) => "Optimal, proven".to_owned(),
        (Lang::En, Quality::Feasible) => "Valid, not proven optimal".to_owned(),
        (Lang::En, Quality::FewestGaps(gaps)) => {
            format!("{gaps} seats or systems left open, proven the fewest")
        }
        (Lang::En, Quality::Gaps(gaps)) => {
            format!("{gaps} seats or systems left open, not proven the fewest")
        }
    };
    let (cost_word, bound_word, gap_word) = match lang {
        Lang::Vi => ("chi phí", "cận dưới", "chênh"),
        Lang::En => ("cost", "bound", "gap"),
    };
    let mut text = format!("{what}: {cost_word} {}", whole(lang, cost));
    if let Some(bound) = bound {
        // A file may claim any bound.
        let gap = cost.saturating_sub(bound);
        text += &format!(
            ", {bound_word} {}, {gap_word} {} ({})",
            whole(lang, bound),
            whole(lang, gap),
            percent(lang, gap, cost)
        );
    }
    text + "."
}

/// Headings of the table of rules: code, rule, cost, breaches.
pub fn rule_headings(lang: Lang) -> [&'static str; 4] {
    match lang {
        Lang::Vi => ["Mã", "Quy tắc", "Chi phí", "Vi phạm"],
        Lang::En => ["Code", "Rule", "Cost", "Breaches"],
    }
}

/// Time ran out with nothing to show.
pub fn nothing_found(lang: Lang, elapsed: Duration) -> String {
    let time = seconds(lang, elapsed);
    match lang {
        Lang::Vi => format!(
            "Hết {time} mà chưa tìm được lịch nào; hãy tăng --time-limit. Không ghi gì vào thư mục kết quả."
        ),
        Lang::En => {
            format!("No roster found in {time}; raise --time-limit. Nothing was written.")
        }
    }
}

/// A folder without faults.
pub fn sound_folder(lang: Lang, n_people: usize, n_shifts: usize, n_seats: usize) -> String {
    match lang {
        Lang::Vi => format!(
            "Thư mục không có lỗi: {n_people} người, {n_shifts} ca trực, {n_seats} chỗ trực."
        ),
        Lang::En => format!("No faults: {n_people} people, {n_shifts} shifts, {n_seats} seats."),
    }
}

/// Whether a roster keeps the rules.
pub fn roster_verdict(lang: Lang, broken: u32, gaps: u32, cost: i64) -> String {
    let cost = whole(lang, cost);
    match (lang, broken, gaps) {
        (Lang::Vi, 0, 0) => format!("Lịch hợp lệ, chi phí {cost}."),
        (Lang::Vi, _, _) => {
            format!("Lịch không hợp lệ: {broken} vi phạm, {gaps} chỗ trống; chi phí {cost}.")
        }
        (Lang::En, 0, 0) => format!("The roster is valid, cost {cost}."),
        (Lang::En, _, _) => {
            format!("The roster is not valid: {broken} breaches, {gaps} gaps; cost {cost}.")
        }
    }
}
