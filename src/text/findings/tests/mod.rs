use crate::domain::duty::{CoverBy, SkillCover};
use crate::domain::facts::{PairKind, PinKind};
use crate::domain::person::{Ground, Leave, Rank};
use crate::rules::evaluate::evaluate;
use crate::rules::senior_presence::SeniorPresence;
use crate::rules::testing::{Scene, date, days, span, spared};
use crate::rules::{Rule, RuleSet};

use super::about::{lower_case_start, range};
use super::*;

mod soft;

fn scene(picture: &str) -> Scene {
    let mut scene = Scene::new(picture);
    for duty in &mut scene.facts.duties {
        duty.name = match duty.id.as_str() {
            "office" => "Trực cơ quan",
            "tech" => "Trực kỹ thuật",
            _ => "Trực lãnh đạo",
        }
        .to_owned();
    }
    for shift in &mut scene.facts.shifts {
        shift.name = match shift.name.as_str() {
            "day" => "Ca ngày",
            "night" => "Ca đêm",
            "full" => "Ca 24 giờ",
            _ => "",
        }
        .to_owned();
    }
    for person in &mut scene.facts.people {
        person.name = match person.id.as_str() {
            "an" => "Nguyễn Văn An",
            _ => "Lò Thị Bình",
        }
        .to_owned();
    }
    for (idx, name) in ["Thư điện tử", "Trung tâm dữ liệu"].iter().enumerate() {
        scene.facts.skills[idx].name = (*name).to_owned();
    }
    scene.facts.units[0].name = "Phòng Bưu chính".to_owned();
    scene
}

/// What `rule` says of `scene`, in Vietnamese and English.
#[track_caller]
fn check(scene: &Scene, code: RuleCode, expected: [&str; 2]) {
    check_with(scene, RuleSet::standard().get(code).unwrap(), expected);
}

#[track_caller]
fn check_with(scene: &Scene, rule: &Rule, [vi, en]: [&str; 2]) {
    let (problem, roster) = scene.build();
    let mut findings = Vec::new();
    rule.judge(&problem, &roster, &mut findings);
    let first = findings.first().expect("the rule fires");
    assert_eq!(finding_text(Lang::Vi, &problem, first), vi);
    assert_eq!(finding_text(Lang::En, &problem, first), en);
}

fn one_night() -> Scene {
    scene("| 14 night tech \n an | x")
}

#[test]
fn coverage() {
    let short = one_night().shift("14.night.tech", |it| it.need = 2);
    check(
        &short,
        RuleCode::Coverage,
        [
            "Ca đêm 14/02 (Trực kỹ thuật): thiếu 1 người (có 1, cần 2)",
            "Ca đêm 14/02 (Trực kỹ thuật): 1 missing (1 of 2)",
        ],
    );
    let full = scene("| 14 night tech \n an | x \n binh | x");
    let full = full.shift("14.night.tech", |it| it.need = 1);
    check(
        &full,
        RuleCode::Coverage,
        [
            "Ca đêm 14/02 (Trực kỹ thuật): thừa 1 người (có 2, cần 1)",
            "Ca đêm 14/02 (Trực kỹ thuật): 1 too many (2, needed 1)",
        ],
    );
}

#[test]
fn eligibility() {
    let barred = (one_night())
        .person("an", |it| it.duties.clear())
        .duty("tech", |it| it.ranks = vec![Rank::Head])
        .shift("14.night.tech", |it| it.skill = Some("mail".to_owned()));
    check(
        &barred,
        RuleCode::Eligibility,
        [
            "Nguyễn Văn An: không được trực ca đêm 14/02 (Trực kỹ thuật) vì chưa được giao loại \
             trực này, loại trực này không dành cho cấp chuyên viên, nhân viên, không có kỹ năng \
             Thư điện tử",
            "Nguyễn Văn An: may not stand ca đêm 14/02 (Trực kỹ thuật): the duty is not among \
             theirs, the duty is not open to the rank staff, without the skill Thư điện tử",
        ],
    );
}

#[test]
fn availability() {
    let away = one_night().person("an", |it| {
        it.leave = vec![Leave {
            span: days(15, 16),
            reason: "về quê".to_owned(),
        }];
    });
    check(
        &away,
        RuleCode::Availability,
        [
            "Nguyễn Văn An: trực ca đêm 14/02 (Trực kỹ thuật) trùng thời gian nghỉ 15/02–16/02 \
             (về quê)",
            "Nguyễn Văn An: stands ca đêm 14/02 (Trực kỹ thuật) while on leave 15/02–16/02 \
             (về quê)",
        ],
    );
}

#[test]
fn overlap_and_rest() {
    check(
        &scene("| 14 full | 14 night tech \n an | x | x"),
        RuleCode::OneAtATime,
        [
            "Nguyễn Văn An: trực trùng giờ ca 24 giờ 14/02 (Trực cơ quan) và ca đêm 14/02 \
             (Trực kỹ thuật)",
            "Nguyễn Văn An: ca 24 giờ 14/02 (Trực cơ quan) and ca đêm 14/02 (Trực kỹ thuật) overlap",
        ],
    );
    let tired = || scene("| 14 night | 15 day \n an | x | x");
    let two_hours = tired().shift("15.day", |it| it.span = span("15 09:00", "15 19:00"));
    check(
        &two_hours,
        RuleCode::MinRest,
        [
            "Nguyễn Văn An: nghỉ 2 giờ giữa ca đêm 14/02 (Trực cơ quan) và ca ngày 15/02 \
             (Trực cơ quan), cần ít nhất 12 giờ",
            "Nguyễn Văn An: 2 h off between ca đêm 14/02 (Trực cơ quan) and ca ngày 15/02 \
             (Trực cơ quan), at least 12 h needed",
        ],
    );
    let with_minutes = tired().shift("15.day", |it| it.span = span("15 18:59", "15 20:00"));
    check(
        &with_minutes,
        RuleCode::MinRest,
        [
            "Nguyễn Văn An: nghỉ 11 giờ 59 phút giữa ca đêm 14/02 (Trực cơ quan) và ca ngày 15/02 \
             (Trực cơ quan), cần ít nhất 12 giờ",
            "Nguyễn Văn An: 11 h 59 min off between ca đêm 14/02 (Trực cơ quan) and ca ngày 15/02 \
             (Trực cơ quan), at least 12 h needed",
        ],
    );
}

#[test]
fn limits() {
    let busy = scene("| 14 day | 15 day | 16 day | 17 day \n an | x | x | x | x");
    check(
        &busy,
        RuleCode::MaxDuties,
        [
            "Nguyễn Văn An: trực 4 ca, tối đa 3 ca",
            "Nguyễn Văn An: stands 4 turns, at most 3 allowed",
        ],
    );
    check(
        &busy,
        RuleCode::MaxConsecutiveDays,
        [
            "Nguyễn Văn An: trực 4 ngày liền (14/02–17/02), tối đa 3 ngày",
            "Nguyễn Văn An: 4 days in a row (14/02–17/02), at most 3 allowed",
        ],
    );
}

#[test]
fn exemptions() {
    let of =
        |ground, scope| one_night().person("an", |it| it.exemptions = vec![spared(ground, scope)]);
    check(
        &of(Ground::Infant, Scope::Night),
        RuleCode::NightExemption,
        [
            "Nguyễn Văn An: được miễn trực đêm (nuôi con dưới 12 tháng tuổi, Điều 137 khoản 1 điểm \
             b Bộ luật Lao động 2019) mà trực ca đêm 14/02 (Trực kỹ thuật)",
            "Nguyễn Văn An: spared from night work (child under 12 months, Labour Code 2019 Art. \
             137.1.b), yet stands ca đêm 14/02 (Trực kỹ thuật)",
        ],
    );
    check(
        &of(Ground::Office, Scope::All),
        RuleCode::FullExemption,
        [
            "Nguyễn Văn An: được miễn trực (quyết định của cơ quan) mà trực ca đêm 14/02 \
             (Trực kỹ thuật)",
            "Nguyễn Văn An: spared from duty (the office's decision), yet stands ca đêm 14/02 \
             (Trực kỹ thuật)",
        ],
    );
}

#[test]
fn systems() {
    let with = |by| {
        one_night().duty("tech", |it| {
            it.cover = Some(SkillCover {
                skills: vec!["dc".to_owned()],
                by,
            });
        })
    };
    check(
        &with(CoverBy::Shift),
        RuleCode::SkillCoverage,
        [
            "Ca đêm 14/02 (Trực kỹ thuật): không có ai phụ trách được Trung tâm dữ liệu",
            "Ca đêm 14/02 (Trực kỹ thuật): nobody covers Trung tâm dữ liệu",
        ],
    );
    check(
        &with(CoverBy::Day),
        RuleCode::SkillCoverage,
        [
            "Ngày 14/02 (Trực kỹ thuật): không có ai phụ trách được Trung tâm dữ liệu",
            "14/02 (Trực kỹ thuật): nobody covers Trung tâm dữ liệu",
        ],
    );
}

#[test]
fn juniors() {
    let alone = (one_night())
        .duty("tech", |it| it.senior = true)
        .person("an", |it| it.junior = true);
    check_with(
        &alone,
        &Rule::SeniorPresence(SeniorPresence { min_heads: 1 }),
        [
            "Ca đêm 14/02 (Trực kỹ thuật): người mới, tập sự giữ 1/1 chỗ (Nguyễn Văn An), cần chừa \
             một chỗ cho người có kinh nghiệm",
            "Ca đêm 14/02 (Trực kỹ thuật): juniors hold 1 of 1 seats (Nguyễn Văn An), one is for \
             somebody senior",
        ],
    );
}

#[test]
fn pairs() {
    let couple = |picture: &str| scene(picture).pair("an", "binh", PairKind::Apart);
    check(
        &couple("| 14 day \n an | x \n binh | x"),
        RuleCode::ApartPairs,
        [
            "Nguyễn Văn An và Lò Thị Bình: không được trực cùng lúc mà cùng trực ca ngày 14/02 \
             (Trực cơ quan)",
            "Nguyễn Văn An and Lò Thị Bình: must be apart, yet both stand ca ngày 14/02 \
             (Trực cơ quan)",
        ],
    );
    check(
        &couple("| 14 day | 14 full tech \n an | x | . \n binh | . | x"),
        RuleCode::ApartPairs,
        [
            "Nguyễn Văn An và Lò Thị Bình: không được trực cùng lúc mà Nguyễn Văn An trực ca ngày \
             14/02 (Trực cơ quan), Lò Thị Bình trực ca 24 giờ 14/02 (Trực kỹ thuật)",
            "Nguyễn Văn An and Lò Thị Bình: must be apart, yet Nguyễn Văn An stands ca ngày 14/02 \
             (Trực cơ quan) and Lò Thị Bình ca 24 giờ 14/02 (Trực kỹ thuật)",
        ],
    );
    let trainee = scene("| 14 day \n an | x \n binh | .").pair("an", "binh", PairKind::Together);
    check(
        &trainee,
        RuleCode::TogetherPairs,
        [
            "Nguyễn Văn An: trực ca ngày 14/02 (Trực cơ quan) mà không có người hướng dẫn \
             Lò Thị Bình",
            "Nguyễn Văn An: stands ca ngày 14/02 (Trực cơ quan) without the mentor Lò Thị Bình",
        ],
    );
}

#[test]
fn pins() {
    let open = || scene("| 14 day \n an | .");
    check(
        &open().pin("an", "14.day", PinKind::Must),
        RuleCode::Pins,
        [
            "Nguyễn Văn An: không trực ca ngày 14/02 (Trực cơ quan) đã ghim",
            "Nguyễn Văn An: does not stand ca ngày 14/02 (Trực cơ quan), a must",
        ],
    );
    check(
        &one_night().pin("an", "14.night.tech", PinKind::Ban),
        RuleCode::Pins,
        [
            "Nguyễn Văn An: trực ca đêm 14/02 (Trực kỹ thuật) đã bị cấm",
            "Nguyễn Văn An: stands ca đêm 14/02 (Trực kỹ thuật), a ban",
        ],
    );
    let clash = open().pin("an", "14.day", PinKind::Must);
    check(
        &clash.pin("an", "14.day", PinKind::Ban),
        RuleCode::Pins,
        [
            "Nguyễn Văn An: ca ngày 14/02 (Trực cơ quan) vừa được ghim vừa bị cấm",
            "Nguyễn Văn An: ca ngày 14/02 (Trực cơ quan) is both a must and a ban",
        ],
    );
}

#[test]
fn leadership() {
    check(
        &scene("| 14 late lead \n an | x"),
        RuleCode::LeadershipAuthority,
        [
            "Nguyễn Văn An: trực ca 14/02 (Trực lãnh đạo) mà không phải lãnh đạo, cũng chưa được \
             uỷ quyền bằng văn bản",
            "Nguyễn Văn An: stands the turn of 14/02 (Trực lãnh đạo), neither a leader nor \
             authorised in writing",
        ],
    );
}

#[test]
fn breaches_carry_their_code_and_leave_prices_out() {
    let (problem, roster) = one_night().shift("14.night.tech", |it| it.need = 2).build();
    let evaluation = evaluate(&problem, &RuleSet::standard(), &roster);
    assert_eq!(
        breaches(Lang::Vi, &problem, &evaluation),
        ["R01 Ca đêm 14/02 (Trực kỹ thuật): thiếu 1 người (có 1, cần 2)"]
    );
}

#[test]
fn names_in_capitals_stay() {
    assert_eq!(lower_case_start("Ca đêm"), "ca đêm");
    assert_eq!(lower_case_start("CNTT"), "CNTT");
    assert_eq!(lower_case_start("Đêm"), "đêm");
    assert_eq!(lower_case_start("24/24"), "24/24");
    assert_eq!(lower_case_start(""), "");
    assert_eq!(range(date(14), date(14)), "14/02");
}
