//! What earlier periods leave behind.

use std::collections::BTreeMap;

use crate::calendar::period::Period;

use super::person::{PastPeriod, Person};

/// The group within which a person's load is compared: their own, else their first duty.
pub fn group_of(person: &Person) -> &str {
    if person.group.is_empty() {
        person.duties.first().map_or("", String::as_str)
    } else {
        &person.group
    }
}

/// Sets `carried` of everybody from their `history` of the last `years` years before `period`: all
/// their points, less the least that anybody of their group with a history has, so that only differences
/// count. Who has no history yet starts level with that least: a newcomer owes nothing.
pub fn carry(people: &mut [Person], period: &Period, years: u16) {
    let past = |person: &Person| {
        let recent = |it: &&PastPeriod| period.carries_from(&it.period, years);
        let mut counted = person.history.iter().filter(recent).peekable();
        counted.peek()?;
        Some(counted.map(|it| it.points).sum::<i64>())
    };
    let mut least = BTreeMap::<String, i64>::new();
    for person in people.iter() {
        if let Some(points) = past(person) {
            least
                .entry(group_of(person).to_owned())
                .and_modify(|it| *it = points.min(*it))
                .or_insert(points);
        }
    }
    for person in people {
        let base = least.get(group_of(person)).copied().unwrap_or(0);
        person.carried = past(person).map_or(0, |points| points - base);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::person::Rank;

    fn person(group: &str, points: &[(i32, i64)]) -> Person {
        Person {
            id: "an".to_owned(),
            name: "An".to_owned(),
            title: String::new(),
            unit: "office".to_owned(),
            rank: Rank::Staff,
            phone: String::new(),
            email: String::new(),
            duties: vec!["office".to_owned()],
            authorised: Vec::new(),
            skills: Vec::new(),
            junior: false,
            share: 100,
            max_turns: None,
            group: group.to_owned(),
            carried: 7,
            history: (points.iter())
                .map(|(year, points)| PastPeriod {
                    period: Period::tet_of(*year).unwrap(),
                    turns: 1,
                    points: *points,
                    specials: Vec::new(),
                })
                .collect(),
            leave: Vec::new(),
            wishes: Vec::new(),
            exemptions: Vec::new(),
            home_days: 0,
        }
    }

    #[track_caller]
    fn check(people: &[(&str, &[(i32, i64)])], expected: &[i64]) {
        check_years(2, people, expected);
    }

    #[track_caller]
    fn check_years(years: u16, people: &[(&str, &[(i32, i64)])], expected: &[i64]) {
        let mut people: Vec<_> = people.iter().map(|(group, it)| person(group, it)).collect();
        carry(&mut people, &Period::tet_of(2018).unwrap(), years);
        let carried: Vec<_> = people.iter().map(|it| it.carried).collect();
        assert_eq!(carried, expected);
    }

    #[test]
    fn only_differences_within_a_group_are_carried() {
        check(
            &[("a", &[(2017, 30)]), ("a", &[(2016, 5), (2017, 7)])],
            &[18, 0],
        );
        check(&[("a", &[(2017, 30)]), ("b", &[(2017, 12)])], &[0, 0]);
        check(&[("office", &[(2017, 30)]), ("", &[(2017, 12)])], &[18, 0]);
    }

    #[test]
    fn newcomers_start_level_and_this_year_does_not_count() {
        check(
            &[
                ("a", &[]),
                ("a", &[(2017, 9)]),
                ("a", &[(2017, 4), (2018, 50)]),
            ],
            &[0, 5, 0],
        );
    }

    #[test]
    fn older_years_are_forgotten() {
        let people: [(_, &[_]); 2] = [
            ("a", &[(2015, 90), (2016, 5), (2017, 7)]),
            ("a", &[(2017, 4)]),
        ];
        check_years(1, &people, &[3, 0]);
        check_years(2, &people, &[8, 0]);
        check_years(3, &people, &[98, 0]);
        check_years(0, &people, &[0, 0]);
    }
}
