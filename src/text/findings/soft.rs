//! Sentences of the soft rules.

use crate::domain::duty::SpecialDay;

use super::super::Lang;
use super::super::numbers::whole;
use super::about::{About, range};

impl About<'_> {
    pub(super) fn fair_load(&self) -> String {
        let person = self.person(0);
        let (points, carried) = (whole(self.lang, self.found), whole(self.lang, self.wanted));
        match self.lang {
            Lang::Vi => format!("{person}: {points} điểm kỳ này, {carried} điểm mang sang"),
            Lang::En => format!("{person}: {points} points, {carried} carried over"),
        }
    }

    pub(super) fn special_turn(&self) -> String {
        let period = &self.problem.facts().period;
        let had = |special| {
            (self.people.first()).is_some_and(|it| self.problem[*it].had_special(period, special))
        };
        let last_year = match (self.lang, had(SpecialDay::Eve), had(SpecialDay::FirstDay)) {
            (Lang::Vi, true, true) => "đêm giao thừa và mùng 1",
            (Lang::Vi, true, false) => "đêm giao thừa",
            (Lang::Vi, false, _) => "mùng 1",
            (Lang::En, true, true) => "New Year's Eve and the first day",
            (Lang::En, true, false) => "New Year's Eve",
            (Lang::En, false, _) => "the first day",
        };
        let (person, turn) = (self.person(0), self.turn(0));
        match self.lang {
            Lang::Vi => format!("{person}: năm trước đã trực {last_year}, năm nay lại trực {turn}"),
            Lang::En => format!("{person}: had {last_year} last year, now has {turn}"),
        }
    }

    pub(super) fn wishes(&self) -> String {
        let person = self.person(0);
        match (self.lang, self.days.as_slice()) {
            (Lang::Vi, [first, last, ..]) => format!(
                "{person}: xin trực {} mà không có ca nào",
                range(*first, *last)
            ),
            (Lang::En, [first, last, ..]) => {
                format!(
                    "{person}: wished for duty {}, has none",
                    range(*first, *last)
                )
            }
            (Lang::Vi, [_] | []) => format!("{person}: trực {} vào lúc xin tránh", self.turn(0)),
            (Lang::En, [_] | []) => {
                format!("{person}: stands {} in a time to avoid", self.turn(0))
            }
        }
    }

    pub(super) fn home_trip(&self) -> String {
        let (person, found, wanted) = (self.person(0), self.found, self.wanted);
        match self.lang {
            Lang::Vi => format!(
                "{person}: chỉ được nghỉ {found} ngày trọn vẹn liên tiếp, cần {wanted} ngày để về quê"
            ),
            Lang::En => {
                format!(
                    "{person}: {found} whole days off in a row, {wanted} needed for the trip home"
                )
            }
        }
    }

    pub(super) fn unit_spread(&self) -> String {
        let (unit, day, found, wanted) = (self.name(), self.day(0), self.found, self.wanted);
        match self.lang {
            Lang::Vi => format!("{unit}: {found} lượt trực ngày {day}, mức cho phép {wanted}"),
            Lang::En => format!("{unit}: {found} turns on {day}, cap {wanted}"),
        }
    }

    pub(super) fn continuity(&self) -> String {
        let (person, found) = (self.person(0), self.found);
        match self.lang {
            Lang::Vi => format!("{person}: phải đến cơ quan {found} đợt"),
            Lang::En => format!("{person}: {found} separate trips to the office"),
        }
    }

    pub(super) fn least_change(&self) -> String {
        let (person, turn) = (self.person(0), self.turn(0));
        match self.lang {
            Lang::Vi => format!("{person}: trực {turn}, khác lịch đã có"),
            Lang::En => format!("{person}: stands {turn}, unlike the earlier roster"),
        }
    }
}
