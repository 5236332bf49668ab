//! Sentences of the hard rules.

use chrono::TimeDelta;

use crate::domain::facts::PinKind;
use crate::domain::person::Scope;
use crate::rules::eligibility::{Eligibility, Lack};

use super::super::Lang;
use super::super::people::{ground_label, rank_label};
use super::about::{About, day, range};

impl About<'_> {
    pub(super) fn coverage(&self) -> String {
        let (turn, found, wanted) = (self.turn(0), self.found, self.wanted);
        let difference = (wanted - found).abs();
        match (self.lang, found < wanted) {
            (Lang::Vi, true) => {
                format!("{turn}: thiếu {difference} người (có {found}, cần {wanted})")
            }
            (Lang::Vi, false) => {
                format!("{turn}: thừa {difference} người (có {found}, cần {wanted})")
            }
            (Lang::En, true) => format!("{turn}: {difference} missing ({found} of {wanted})"),
            (Lang::En, false) => {
                format!("{turn}: {difference} too many ({found}, needed {wanted})")
            }
        }
    }

    pub(super) fn eligibility(&self) -> String {
        let reasons: Vec<_> = (self.pair().into_iter())
            .flat_map(|(person, shift)| Eligibility {}.lacks(self.problem, person, shift))
            .map(|lack| self.lack(lack))
            .collect();
        let (person, turn, reasons) = (self.person(0), self.turn(0), reasons.join(", "));
        match self.lang {
            Lang::Vi => format!("{person}: không được trực {turn} vì {reasons}"),
            Lang::En => format!("{person}: may not stand {turn}: {reasons}"),
        }
    }

    pub(super) fn lack(&self, lack: Lack) -> String {
        let Some((person, shift)) = self.pair() else {
            return "?".to_owned();
        };
        let rank = rank_label(self.lang, self.problem[person].rank);
        let skill = (self.problem.skills())
            .find(|(_, it)| Some(&it.id) == self.problem[shift].skill.as_ref())
            .map_or("?", |(_, it)| &it.name);
        match (self.lang, lack) {
            (Lang::Vi, Lack::Duty) => "chưa được giao loại trực này".to_owned(),
            (Lang::Vi, Lack::Rank) => format!("loại trực này không dành cho cấp {rank}"),
            (Lang::Vi, Lack::Skill) => format!("không có kỹ năng {skill}"),
            (Lang::En, Lack::Duty) => "the duty is not among theirs".to_owned(),
            (Lang::En, Lack::Rank) => format!("the duty is not open to the rank {rank}"),
            (Lang::En, Lack::Skill) => format!("without the skill {skill}"),
        }
    }

    pub(super) fn availability(&self) -> String {
        let leave = self.pair().and_then(|(person, shift)| {
            let span = self.problem[shift].span;
            (self.problem[person].leave.iter()).find(|it| it.span.overlaps(span))
        });
        let mut days = leave.map_or("?".to_owned(), |it| {
            let first = it.span.start().date();
            range(first, it.span.days().last().unwrap_or(first))
        });
        if let Some(leave) = leave.filter(|it| !it.reason.is_empty()) {
            days += &format!(" ({})", leave.reason);
        }
        let (person, turn) = (self.person(0), self.turn(0));
        match self.lang {
            Lang::Vi => format!("{person}: trực {turn} trùng thời gian nghỉ {days}"),
            Lang::En => format!("{person}: stands {turn} while on leave {days}"),
        }
    }

    pub(super) fn one_at_a_time(&self) -> String {
        let (person, earlier, later) = (self.person(0), self.turn(0), self.turn(1));
        match self.lang {
            Lang::Vi => format!("{person}: trực trùng giờ {earlier} và {later}"),
            Lang::En => format!("{person}: {earlier} and {later} overlap"),
        }
    }

    pub(super) fn min_rest(&self) -> String {
        let (person, earlier, later) = (self.person(0), self.turn(0), self.turn(1));
        let (rest, wanted) = (self.rest(), self.wanted);
        match self.lang {
            Lang::Vi => {
                format!("{person}: nghỉ {rest} giữa {earlier} và {later}, cần ít nhất {wanted} giờ")
            }
            Lang::En => {
                format!(
                    "{person}: {rest} off between {earlier} and {later}, at least {wanted} h needed"
                )
            }
        }
    }

    /// Time between the two turns, to the minute.
    pub(super) fn rest(&self) -> String {
        let rest = match self.shifts.as_slice() {
            [earlier, later, ..] => {
                self.problem[*later].span.start() - self.problem[*earlier].span.end()
            }
            [_] | [] => TimeDelta::hours(self.found),
        };
        let (hours, minutes) = (rest.num_hours(), rest.num_minutes() % 60);
        match (self.lang, minutes) {
            (Lang::Vi, 0) => format!("{hours} giờ"),
            (Lang::Vi, _) => format!("{hours} giờ {minutes} phút"),
            (Lang::En, 0) => format!("{hours} h"),
            (Lang::En, _) => format!("{hours} h {minutes} min"),
        }
    }

    pub(super) fn max_duties(&self) -> String {
        let (person, found, wanted) = (self.person(0), self.found, self.wanted);
        match self.lang {
            Lang::Vi => format!("{person}: trực {found} ca, tối đa {wanted} ca"),
            Lang::En => format!("{person}: stands {found} turns, at most {wanted} allowed"),
        }
    }

    pub(super) fn max_consecutive_days(&self) -> String {
        let (person, found, wanted) = (self.person(0), self.found, self.wanted);
        let (first, last) = (self.day(0), self.day(1));
        match self.lang {
            Lang::Vi => {
                format!("{person}: trực {found} ngày liền ({first}–{last}), tối đa {wanted} ngày")
            }
            Lang::En => {
                format!(
                    "{person}: {found} days in a row ({first}–{last}), at most {wanted} allowed"
                )
            }
        }
    }

    pub(super) fn exemption(&self, scope: Scope) -> String {
        let ground = (self.pair())
            .and_then(|(person, shift)| {
                let span = self.problem[shift].span;
                (self.problem[person].exemptions.iter())
                    .find(|it| it.scope == scope && it.is_in_force() && it.span.overlaps(span))
            })
            .map_or("?", |it| ground_label(self.lang, it.ground));
        let (person, turn) = (self.person(0), self.turn(0));
        match (self.lang, scope) {
            (Lang::Vi, Scope::Night) => {
                format!("{person}: được miễn trực đêm ({ground}) mà trực {turn}")
            }
            (Lang::Vi, Scope::All) => format!("{person}: được miễn trực ({ground}) mà trực {turn}"),
            (Lang::En, Scope::Night) => {
                format!("{person}: spared from night work ({ground}), yet stands {turn}")
            }
            (Lang::En, Scope::All) => {
                format!("{person}: spared from duty ({ground}), yet stands {turn}")
            }
        }
    }

    pub(super) fn skill_coverage(&self) -> String {
        let skill = self.name();
        let duty =
            (self.shifts.first()).map_or("?", |it| &self.problem[self.problem.duty_of(*it)].name);
        let team = match (self.lang, self.days.first()) {
            (Lang::Vi | Lang::En, None) => self.turn(0),
            (Lang::Vi, Some(date)) => format!("ngày {} ({duty})", day(*date)),
            (Lang::En, Some(date)) => format!("{} ({duty})", day(*date)),
        };
        match self.lang {
            Lang::Vi => format!("{team}: không có ai phụ trách được {skill}"),
            Lang::En => format!("{team}: nobody covers {skill}"),
        }
    }

    pub(super) fn senior_presence(&self) -> String {
        let (turn, people, found) = (self.turn(0), self.people(), self.found);
        let seats = self.wanted + 1;
        match self.lang {
            Lang::Vi => format!(
                "{turn}: người mới, tập sự giữ {found}/{seats} chỗ ({people}), cần chừa một chỗ cho \
                 người có kinh nghiệm"
            ),
            Lang::En => format!(
                "{turn}: juniors hold {found} of {seats} seats ({people}), one is for somebody senior"
            ),
        }
    }

    pub(super) fn apart_pairs(&self) -> String {
        let (a, b, of_a, of_b) = (self.person(0), self.person(1), self.turn(0), self.turn(1));
        match (self.lang, self.shifts.first() == self.shifts.get(1)) {
            (Lang::Vi, true) => format!("{a} và {b}: không được trực cùng lúc mà cùng trực {of_a}"),
            (Lang::Vi, false) => {
                format!("{a} và {b}: không được trực cùng lúc mà {a} trực {of_a}, {b} trực {of_b}")
            }
            (Lang::En, true) => format!("{a} and {b}: must be apart, yet both stand {of_a}"),
            (Lang::En, false) => {
                format!("{a} and {b}: must be apart, yet {a} stands {of_a} and {b} {of_b}")
            }
        }
    }

    pub(super) fn together_pairs(&self) -> String {
        let (trainee, mentor, turn) = (self.person(0), self.person(1), self.turn(0));
        match self.lang {
            Lang::Vi => format!("{trainee}: trực {turn} mà không có người hướng dẫn {mentor}"),
            Lang::En => format!("{trainee}: stands {turn} without the mentor {mentor}"),
        }
    }

    pub(super) fn pins(&self) -> String {
        let is_pinned = |kind| {
            (self.problem.pins().iter())
                .any(|it| Some((it.person, it.shift)) == self.pair() && it.kind == kind)
        };
        let (person, turn) = (self.person(0), self.turn(0));
        match (self.lang, is_pinned(PinKind::Must), is_pinned(PinKind::Ban)) {
            (Lang::Vi, true, true) => format!("{person}: {turn} vừa được ghim vừa bị cấm"),
            (Lang::Vi, true, false) => format!("{person}: không trực {turn} đã ghim"),
            (Lang::Vi, false, _) => format!("{person}: trực {turn} đã bị cấm"),
            (Lang::En, true, true) => format!("{person}: {turn} is both a must and a ban"),
            (Lang::En, true, false) => format!("{person}: does not stand {turn}, a must"),
            (Lang::En, false, _) => format!("{person}: stands {turn}, a ban"),
        }
    }

    pub(super) fn leadership_authority(&self) -> String {
        let (person, turn) = (self.person(0), self.turn(0));
        match self.lang {
            Lang::Vi => format!(
                "{person}: trực {turn} mà không phải lãnh đạo, cũng chưa được uỷ quyền bằng văn bản"
            ),
            Lang::En => {
                format!("{person}: stands {turn}, neither a leader nor authorised in writing")
            }
        }
    }
}
