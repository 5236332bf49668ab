//! The days off of a period given by hand: an office says which, and why.

use chrono::NaiveDate;

use super::window::{Day, DayKind, is_weekend};

/// Which days are off, and on which days of rest people work. Other Saturdays and Sundays are off.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DaysOff {
    /// Statutory holidays (Labour Code 2019, Art. 112).
    pub statutory: Vec<NaiveDate>,
    /// Off in lieu of a holiday that fell on a weekend (Art. 111.3).
    pub compensatory: Vec<NaiveDate>,
    /// Working days given off in exchange for days of rest.
    pub swapped: Vec<NaiveDate>,
    /// Days of rest that are worked for that.
    pub makeups: Vec<NaiveDate>,
}

impl DaysOff {
    /// The first day of which two things are said.
    pub fn twice(&self) -> Option<NaiveDate> {
        let lists = [
            &self.statutory,
            &self.compensatory,
            &self.swapped,
            &self.makeups,
        ];
        let mut said: Vec<_> = lists.into_iter().flatten().copied().collect();
        said.sort();
        said.windows(2).find(|it| it[0] == it[1]).map(|it| it[0])
    }

    /// Any day, as a day of the roster.
    pub fn day(&self, date: NaiveDate) -> Day {
        let kind = if self.statutory.contains(&date) {
            DayKind::Statutory
        } else if self.compensatory.contains(&date) {
            DayKind::Compensatory
        } else if self.swapped.contains(&date) {
            DayKind::Swapped
        } else if is_weekend(date) && !self.makeups.contains(&date) {
            DayKind::Weekend
        } else {
            DayKind::Workday
        };
        Day {
            date,
            kind,
            tet: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_day_is_off_as_the_office_says() {
        let date = |text: &str| text.parse::<NaiveDate>().unwrap();
        // 30/4/2027 is a Friday, 1/5 a Saturday: Monday is off in its place.
        let off = DaysOff {
            statutory: vec![date("2027-04-30"), date("2027-05-01")],
            compensatory: vec![date("2027-05-03")],
            swapped: Vec::new(),
            makeups: vec![date("2027-05-08")],
        };
        let kind = |text: &str| off.day(date(text)).kind;
        assert_eq!(kind("2027-04-29"), DayKind::Workday);
        assert_eq!(kind("2027-05-01"), DayKind::Statutory);
        assert_eq!(kind("2027-05-02"), DayKind::Weekend);
        assert_eq!(kind("2027-05-03"), DayKind::Compensatory);
        assert_eq!(kind("2027-05-08"), DayKind::Workday);
        assert_eq!(off.twice(), None);
        let swapped = vec![date("2027-05-03")];
        let twice = DaysOff { swapped, ..off };
        assert_eq!(twice.twice(), Some(date("2027-05-03")));
    }
}
