//! Reads the text format of the Curtois–Qu instances (2014).

use tructet::solver::staff_scheduling::{
    Amount, Coverage, Demand, Instance, Kind, Pattern, Price, Request, Streak,
};

/// A line of a section, split at commas.
struct Line<'a> {
    number: usize,
    fields: Vec<&'a str>,
}

impl Line<'_> {
    fn fault(&self, what: &str) -> String {
        format!("line {}: {what}: {}", self.number, self.fields.join(","))
    }

    fn number<T: std::str::FromStr>(&self, at: usize) -> Result<T, String> {
        let field = self.fields.get(at).copied().unwrap_or_default();
        field
            .parse()
            .map_err(|_| self.fault(&format!("field {} is no number", at + 1)))
    }

    fn text(&self, at: usize) -> &str {
        self.fields.get(at).copied().unwrap_or_default()
    }
}

/// Lines of `section`, without comments.
fn section<'a>(text: &'a str, section: &str) -> Vec<Line<'a>> {
    let mut lines = Vec::new();
    let mut is_here = false;
    for (nth, line) in text.lines().enumerate() {
        let line = line.trim_start_matches('\u{feff}').trim();
        if line.starts_with("SECTION_") {
            is_here = line == section;
        } else if is_here && !line.is_empty() && !line.starts_with('#') {
            lines.push(Line {
                number: nth + 1,
                fields: line.split(',').map(str::trim).collect(),
            });
        }
    }
    lines
}

/// Reads an instance.
pub(crate) fn parse(text: &str) -> Result<Instance, String> {
    let horizon = section(text, "SECTION_HORIZON");
    let n_days: u16 = horizon.first().ok_or("no SECTION_HORIZON")?.number(0)?;
    let shifts = section(text, "SECTION_SHIFTS");
    let ids: Vec<&str> = shifts.iter().map(|line| line.fields[0]).collect();
    let kind_of = |line: &Line<'_>, id: &str| {
        let kind = ids.iter().position(|it| *it == id);
        kind.ok_or_else(|| line.fault(&format!("no shift `{id}`")))
    };
    let mut kinds = Vec::new();
    for line in &shifts {
        let next = line.text(2).split('|').filter(|id| !id.is_empty());
        kinds.push(Kind {
            id: line.text(0).to_owned(),
            minutes: line.number(1)?,
            not_next: next
                .map(|id| kind_of(line, id))
                .collect::<Result<_, String>>()?,
        });
    }
    let mut people = Vec::new();
    for line in section(text, "SECTION_STAFF") {
        let mut counts = vec![Amount::FREE; kinds.len()];
        for part in line.text(1).split('|').filter(|it| !it.is_empty()) {
            let (id, most) = part.split_once('=').ok_or_else(|| line.fault("no `=`"))?;
            let most = most.parse().map_err(|_| line.fault("no number"))?;
            counts[kind_of(&line, id)?] = Amount::at_most(most);
        }
        people.push(Pattern {
            id: line.text(0).to_owned(),
            kinds: counts,
            minutes: Amount {
                least: line.number(3)?,
                most: Some(line.number(2)?),
                price: Price::Free,
            },
            weekends: Amount::at_most(line.number(7)?),
            work: Streak {
                least: line.number(5)?,
                most: Some(line.number(4)?),
            },
            rest: Streak {
                least: line.number(6)?,
                most: None,
            },
            banned: Vec::new(),
            fixed: Vec::new(),
            requests: Vec::new(),
        });
    }
    let mut instance = Instance {
        n_days,
        first_weekday: 0,
        kinds,
        people,
        demands: Vec::new(),
    };
    for line in section(text, "SECTION_DAYS_OFF") {
        let person = person_of(&mut instance, &line)?;
        for at in 1..line.fields.len() {
            if !line.text(at).is_empty() {
                let day = line.number(at)?;
                person.banned.extend((0..ids.len()).map(|kind| (day, kind)));
            }
        }
    }
    for (name, wants) in [
        ("SECTION_SHIFT_ON_REQUESTS", true),
        ("SECTION_SHIFT_OFF_REQUESTS", false),
    ] {
        for line in section(text, name) {
            let request = Request {
                day: line.number(1)?,
                kind: kind_of(&line, line.text(2))?,
                weight: line.number(3)?,
                wants,
            };
            person_of(&mut instance, &line)?.requests.push(request);
        }
    }
    for line in section(text, "SECTION_COVER") {
        instance.demands.push(Demand {
            day: line.number(0)?,
            kind: kind_of(&line, line.text(1))?,
            need: line.number(2)?,
            coverage: Coverage::Soft {
                under: line.number(3)?,
                over: line.number(4)?,
            },
        });
    }
    Ok(instance)
}

fn person_of<'a>(instance: &'a mut Instance, line: &Line<'_>) -> Result<&'a mut Pattern, String> {
    let mut people = instance.people.iter_mut();
    people
        .find(|person| person.id == line.text(0))
        .ok_or_else(|| line.fault("no such person"))
}
