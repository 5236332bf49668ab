//! The roster as GitHub-flavoured Markdown.

use crate::rules::load::Range;
use crate::text::loads;
use crate::text::numbers::whole;
use crate::text::sheets;

use super::view::{RosterView, ShiftView};

/// Headings, the roster, lists by duty and by person, costs, notes.
pub fn write(view: &RosterView) -> String {
    let words = view.words;
    let mut out = Document::default();
    let office = [&view.office.superior, &view.office.name];
    let office: Vec<_> = (office.into_iter().filter(|it| !it.is_empty()))
        .map(|it| escape(it))
        .collect();
    out.block(&office.join("  \n"));
    out.heading(1, &view.heading);
    out.block(&escape(&view.period.from_to));
    if !view.office.hotline.is_empty() {
        let hotline = escape(&view.office.hotline);
        out.block(&format!("{}: {hotline}", words.hotline));
    }
    out.block(&format!("**{}**", escape(&view.verdict)));
    out.list(words.broken, &view.broken);
    out.list(words.gaps, &view.gaps);
    out.heading(2, words.roster);
    roster(view, &mut out);
    out.heading(2, words.by_duty);
    for (idx, duty) in view.duties.iter().enumerate() {
        out.heading(3, &duty.name);
        if !duty.place.is_empty() {
            out.block(&format!("{}: {}", words.place, escape(&duty.place)));
        }
        by_duty(view, idx, &mut out);
    }
    out.heading(2, words.by_person);
    by_person(view, &mut out);
    out.heading(2, words.by_group);
    by_group(view, &mut out);
    out.heading(2, words.by_rule);
    by_rule(view, &mut out);
    out.list(words.notes, &view.notes);
    out.text
}

fn roster(view: &RosterView, out: &mut Document) {
    let names = view.duties.iter().map(|it| escape(&it.name));
    let headings: Vec<_> = std::iter::once(view.words.day.to_owned())
        .chain(names)
        .collect();
    let rows = view.days.iter().map(|day| {
        let first = format!(
            "**{}**<br>{}<br>{}<br>*{}*",
            day.weekday, day.solar, day.lunar, day.kind_word
        );
        let cells = day.cells.iter().map(|shifts| {
            let blocks: Vec<_> = (shifts.iter())
                .map(|it| block(view, &view.shifts[*it]))
                .collect();
            blocks.join("<br>")
        });
        std::iter::once(first).chain(cells).collect()
    });
    out.table(&headings, headings.len(), rows);
}

fn block(view: &RosterView, shift: &ShiftView) -> String {
    let people = shift.people.iter().map(|it| {
        let person = &view.people[*it];
        if person.phone.is_empty() {
            escape(&person.name)
        } else {
            format!("{} ({})", escape(&person.name), escape(&person.phone))
        }
    });
    let empty = std::iter::repeat_n(format!("**{}**", view.words.empty_seat), shift.n_empty);
    std::iter::once(format!("*{}*", escape(&shift.caption())))
        .chain(people)
        .chain(empty)
        .collect::<Vec<_>>()
        .join("<br>")
}

fn by_duty(view: &RosterView, duty: usize, out: &mut Document) {
    let words = view.words;
    let headings = [
        words.day,
        words.turn,
        words.hours,
        words.name,
        words.title,
        words.unit,
        words.phone,
    ];
    let rows = view.shifts_of_duty(duty).flat_map(|shift| {
        let day = view.day_of(shift);
        let start = [
            format!("{}, {}, {}", day.weekday, day.solar, day.lunar),
            escape(&join(&shift.name, &shift.marks.join(", "))),
            shift.hours.clone(),
        ];
        let people = shift.people.iter().map(|it| &view.people[*it]);
        let rows = people.map(|it| [&it.name, &it.title, &it.unit, &it.phone].map(|it| escape(it)));
        let open = [
            format!("**{}**", words.empty_seat),
            String::new(),
            String::new(),
            String::new(),
        ];
        rows.chain(std::iter::repeat_n(open, shift.n_empty))
            .map(|end| start.iter().cloned().chain(end).collect())
            .collect::<Vec<Vec<String>>>()
    });
    out.table(&headings.map(str::to_owned), headings.len(), rows);
}

fn by_person(view: &RosterView, out: &mut Document) {
    let words = view.words;
    let headings = [
        words.name,
        words.unit,
        words.group,
        words.when,
        words.turns,
        words.points,
        words.carried,
        words.total,
        words.wishes,
    ];
    let rows = view.people.iter().map(|person| {
        let turns: Vec<_> = (person.shifts.iter())
            .map(|it| {
                let shift = &view.shifts[*it];
                format!("{} {}", view.day_of(shift).solar, escape(&shift.caption()))
            })
            .collect();
        vec![
            escape(&person.name),
            escape(&person.unit),
            escape(&person.group),
            if turns.is_empty() {
                words.nobody.to_owned()
            } else {
                turns.join("<br>")
            },
            person.shifts.len().to_string(),
            whole(view.lang, person.load.points),
            whole(view.lang, person.load.carried),
            whole(view.lang, person.load.total()),
            (person.wishes).map_or_else(String::new, |(kept, asked)| format!("{kept}/{asked}")),
        ]
    });
    out.table(&headings.map(str::to_owned), 4, rows);
}

fn by_group(view: &RosterView, out: &mut Document) {
    let words = view.words;
    let sheet = sheets::words(view.lang, view.period.kind);
    let headings = [
        words.group,
        words.people,
        words.before,
        words.after,
        sheet.spread,
        sheet.divided,
    ];
    let range = |it: Range| loads::range(view.lang, it.least, it.most);
    let rows = view.compared().map(|(group, load)| {
        vec![
            escape(&group.name),
            load.people.len().to_string(),
            range(load.before),
            range(load.after),
            whole(view.lang, load.after.spread()),
            range(load.divided),
        ]
    });
    out.table(&headings.map(str::to_owned), 1, rows);
}

fn by_rule(view: &RosterView, out: &mut Document) {
    let words = view.words;
    let headings = [words.rule_code, words.rule, words.cost].map(str::to_owned);
    let rows = view.costs.iter().map(|it| {
        vec![
            it.code.as_str().to_owned(),
            it.label.to_owned(),
            view.outcome(it),
        ]
    });
    out.table(&headings, 2, rows);
}

fn join(text: &str, mark: &str) -> String {
    let parts = [text, mark].into_iter().filter(|it| !it.is_empty());
    parts.collect::<Vec<_>>().join(", ")
}

/// `text` so that Markdown shows it as it is, also at the start of a line, where it could begin a
/// list or underline a heading, and in a cell of a table.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    let n_digits = (text.bytes()).take_while(|it| it.is_ascii_digit()).count();
    for (at, char) in text.char_indices() {
        let rest = &text[at + char.len_utf8()..];
        let ends_mark = rest.is_empty() || rest.starts_with(' ');
        let begins_block = match char {
            '-' | '=' | ':' => at == 0,
            '+' => at == 0 && ends_mark,
            '.' | ')' => 0 < at && at == n_digits && ends_mark,
            _ => false,
        };
        if begins_block {
            escaped.push('\\');
        }
        match char {
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '#' | '~' | '$' | '@' => {
                escaped.push('\\');
                escaped.push(char);
            }
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '&' => escaped.push_str("&amp;"),
            _ => escaped.push(char),
        }
    }
    escaped
}

/// Blocks with an empty line between each two.
#[derive(Default)]
struct Document {
    text: String,
}

impl Document {
    fn block(&mut self, block: &str) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        self.text += block;
        self.text.push('\n');
    }

    fn heading(&mut self, level: usize, text: &str) {
        self.block(&format!("{} {}", "#".repeat(level), escape(text)));
    }

    /// A list under its heading, if there is anything in it.
    fn list(&mut self, heading: &str, items: &[String]) {
        if !items.is_empty() {
            self.heading(2, heading);
            let lines: Vec<_> = (items.iter())
                .map(|it| format!("- {}", escape(it)))
                .collect();
            self.block(&lines.join("\n"));
        }
    }

    /// A table whose columns from `first_number` on are numbers.
    fn table(
        &mut self,
        headings: &[String],
        first_number: usize,
        rows: impl Iterator<Item = Vec<String>>,
    ) {
        let rule = (0..headings.len()).map(|it| if it < first_number { "---" } else { "---:" });
        let rule = rule.map(str::to_owned).collect();
        let lines: Vec<_> = [headings.to_vec(), rule]
            .into_iter()
            .chain(rows)
            .map(|cells| format!("| {} |", cells.join(" | ")))
            .collect();
        self.block(&lines.join("\n"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_begins_a_block() {
        for (text, written) in [
            ("- Sở", "\\- Sở"),
            ("---", "\\---"),
            ("===", "\\==="),
            (":-:", "\\:-:"),
            ("+ Sở", "\\+ Sở"),
            ("+84 912", "+84 912"),
            ("# Sở", "\\# Sở"),
            ("> Sở", "&gt; Sở"),
            ("1. Văn phòng", "1\\. Văn phòng"),
            ("12) Văn phòng", "12\\) Văn phòng"),
            ("3.", "3\\."),
            ("14.2.2018", "14.2.2018"),
            ("Sở - 1. Văn phòng", "Sở - 1. Văn phòng"),
            (". Sở", ". Sở"),
        ] {
            assert_eq!(escape(text), written);
        }
    }
}
