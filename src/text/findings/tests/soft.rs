//! Soft rules in words.

use crate::calendar::period::Period;
use crate::domain::duty::SpecialDay;
use crate::domain::facts::Assignment;
use crate::domain::person::{Leaning, PastPeriod, Wish};
use crate::rules::least_change::LeastChange;

use super::*;

#[test]
fn loads() {
    let laden = one_night().person("an", |it| it.carried = 30);
    check(
        &laden,
        RuleCode::FairLoad,
        [
            "Nguyễn Văn An: 12 điểm kỳ này, 30 điểm mang sang; chi phí 1.764",
            "Nguyễn Văn An: 12 points, 30 carried over; cost 1,764",
        ],
    );
    let again = one_night()
        .shift("14.night.tech", |it| it.special = Some(SpecialDay::Eve))
        .person("an", |it| {
            it.history = vec![PastPeriod {
                period: Period::tet_of(2017).unwrap(),
                turns: 1,
                points: 12,
                specials: vec![SpecialDay::Eve],
            }];
        });
    check(
        &again,
        RuleCode::SpecialTurn,
        [
            "Nguyễn Văn An: năm trước đã trực đêm giao thừa, năm nay lại trực ca đêm 14/02 \
             (Trực kỹ thuật); chi phí 40",
            "Nguyễn Văn An: had New Year's Eve last year, now has ca đêm 14/02 (Trực kỹ thuật); \
             cost 40",
        ],
    );
}

#[test]
fn wishes() {
    let wishing = |span, leaning| {
        scene("| 14 night | 17 day \n an | x | .")
            .person("an", |it| it.wishes = vec![Wish { span, leaning }])
    };
    check(
        &wishing(days(14, 14), Leaning::Avoid),
        RuleCode::Wishes,
        [
            "Nguyễn Văn An: trực ca đêm 14/02 (Trực cơ quan) vào lúc xin tránh; chi phí 20",
            "Nguyễn Văn An: stands ca đêm 14/02 (Trực cơ quan) in a time to avoid; cost 20",
        ],
    );
    check(
        &wishing(days(17, 17), Leaning::Prefer),
        RuleCode::Wishes,
        [
            "Nguyễn Văn An: xin trực 17/02 mà không có ca nào; chi phí 10",
            "Nguyễn Văn An: wished for duty 17/02, has none; cost 10",
        ],
    );
}

#[test]
fn days_off_and_trips() {
    let scene = scene("| 15 day | 18 day \n an | x | x").person("an", |it| it.home_days = 4);
    check(
        &scene,
        RuleCode::HomeTrip,
        [
            "Nguyễn Văn An: chỉ được nghỉ 2 ngày trọn vẹn liên tiếp, cần 4 ngày để về quê; chi phí 12",
            "Nguyễn Văn An: 2 whole days off in a row, 4 needed for the trip home; cost 12",
        ],
    );
    check(
        &scene,
        RuleCode::Continuity,
        [
            "Nguyễn Văn An: phải đến cơ quan 2 đợt; chi phí 2",
            "Nguyễn Văn An: 2 separate trips to the office; cost 2",
        ],
    );
}

#[test]
fn units() {
    check(
        &scene("| 14 day \n an | x \n binh | x"),
        RuleCode::UnitSpread,
        [
            "Phòng Bưu chính: 2 lượt trực ngày 14/02, mức cho phép 1; chi phí 4",
            "Phòng Bưu chính: 2 turns on 14/02, cap 1; cost 4",
        ],
    );
}

#[test]
fn changes() {
    let kept = vec![Assignment {
        person: "an".to_owned(),
        shift: "20.day".to_owned(),
    }];
    check_with(
        &one_night(),
        &Rule::LeastChange(LeastChange { weight: 3, kept }),
        [
            "Nguyễn Văn An: trực ca đêm 14/02 (Trực kỹ thuật), khác lịch đã có; chi phí 3",
            "Nguyễn Văn An: stands ca đêm 14/02 (Trực kỹ thuật), unlike the earlier roster; cost 3",
        ],
    );
}
