//! The roster as one HTML page: nothing fetched, prints on A4 landscape. Only to
//! show one person's turns alone does it need a script, the one that its security policy lets run.

use std::borrow::Borrow;
use std::collections::BTreeSet;

use askama::Template;

use crate::rules::load::Range;
use crate::text::loads;
use crate::text::numbers::whole;
use crate::text::sheets::{self, SheetWords};

use super::error::ExportError;
use super::view::{DayView, GroupView, PersonView, RosterView, ShiftView, Standing};

/// Everything in the page goes through askama's escaping.
#[derive(Template)]
#[template(path = "roster.html")]
struct Page<'a> {
    view: &'a RosterView,
    sheet: &'static SheetWords,
    /// Most points anybody carries, for a full post: the length of the longest bar.
    longest: i64,
    /// Most points anybody has on one day: the darkest field.
    darkest: i64,
}

/// The page.
///
/// # Errors
///
/// Our own fault.
pub fn write(view: &RosterView) -> Result<String, ExportError> {
    let loads = view.people.iter().map(Page::total);
    let fields = (view.people.iter())
        .flat_map(|person| (0..view.days.len()).map(|day| view.points_on(person, day)));
    let page = Page {
        view,
        sheet: sheets::words(view.lang, view.period.kind),
        longest: loads.max().unwrap_or(0).max(1),
        darkest: fields.max().unwrap_or(0).max(1),
    };
    (page.render()).map_err(|cause| ExportError::not_rendered("html", cause))
}

/// How dark fields get.
const SHADES: i64 = 5;

/// Classes of what is about these people, by which the page shows one of them only.
fn about(people: impl IntoIterator<Item = usize>) -> String {
    let places: BTreeSet<_> = people.into_iter().collect();
    let classes: Vec<_> = places.into_iter().map(|it| format!("p{it}")).collect();
    classes.join(" ")
}

impl Page<'_> {
    /// SHA-256 of the script, which tests/judges/book.py compares.
    const SCRIPT_HASH: &'static str = "sha256-Qca2bdqSacizuzBxBBVEhWm2sxL5AwDwonKEjuaYgLs=";

    /// Shows what is about one person only. Rules in a style sheet for each person would do too,
    /// but they take browsers minutes with 600.
    fn script() -> &'static str {
        include_str!("templates/only.js").trim_end()
    }

    fn about_group(group: &GroupView) -> String {
        about(group.people.clone())
    }

    fn person(&self, idx: &usize) -> &PersonView {
        &self.view.people[*idx]
    }

    fn shift(&self, idx: &usize) -> &ShiftView {
        &self.view.shifts[*idx]
    }

    /// Whether a day may fill more than a page, so that its row must be cut in print.
    fn is_tall(&self) -> bool {
        const LINES_A_PAGE: usize = 24;
        let lines = |it: &usize| self.shift(it).people.len() + self.shift(it).n_empty + 1;
        (self.view.days.iter().flat_map(|day| &day.cells))
            .any(|cell| LINES_A_PAGE < cell.iter().map(lines).sum())
    }

    fn about_day(&self, day: &DayView) -> String {
        let shifts = day.cells.iter().flatten();
        about(shifts.flat_map(|it| self.shift(it).people.iter().copied()))
    }

    fn about_cell(&self, cell: &[usize]) -> String {
        about(
            cell.iter()
                .flat_map(|it| self.shift(it).people.iter().copied()),
        )
    }

    /// How dark a field with so many points is: 0 with none.
    fn shade(&self, points: &i64) -> i64 {
        (points * SHADES + self.darkest - 1) / self.darkest
    }

    fn points_on(&self, person: &PersonView, day: &usize) -> i64 {
        self.view.points_on(person, *day)
    }

    /// Points carried over, for a full post.
    fn carried(person: &PersonView) -> i64 {
        person.full_post(person.load.carried)
    }

    /// All points, for a full post.
    fn total(person: &PersonView) -> i64 {
        person.full_post(person.load.total())
    }

    /// What the person stands that day.
    fn turns_on(&self, person: &PersonView, day: &usize) -> String {
        let captions = self.view.turns_on(person, *day).map(ShiftView::caption);
        captions.collect::<Vec<_>>().join("; ")
    }

    /// `points` as a part of the longest bar, in percent with one decimal.
    fn length(&self, points: impl Borrow<i64>) -> String {
        let per_mille = (*points.borrow()).max(0) * 1000 / self.longest;
        format!("{}.{}%", per_mille / 10, per_mille % 10)
    }

    /// Round numbers of points along the bars: at most five.
    fn ticks(&self) -> Vec<i64> {
        let mut steps = (0..16).flat_map(|power| [1, 2, 5].map(|it| it * 10_i64.pow(power)));
        let step = steps
            .find(|it| self.longest / it <= 5)
            .unwrap_or(self.longest);
        (1..=self.longest / step).map(|it| it * step).collect()
    }

    fn number(&self, number: impl Borrow<i64>) -> String {
        whole(self.view.lang, *number.borrow())
    }

    fn range(&self, range: &Range) -> String {
        loads::range(self.view.lang, range.least, range.most)
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
