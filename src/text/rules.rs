//! Names of rules.

use crate::rules::RuleCode;

use super::Lang;

/// What a rule is called.
pub fn rule_label(lang: Lang, code: RuleCode) -> &'static str {
    let [vi, en] = labels(code);
    match lang {
        Lang::Vi => vi,
        Lang::En => en,
    }
}

fn labels(code: RuleCode) -> [&'static str; 2] {
    match code {
        RuleCode::Coverage => ["Đủ người mỗi ca", "Coverage"],
        RuleCode::Eligibility => ["Đúng loại trực, cấp và kỹ năng", "Eligibility"],
        RuleCode::Availability => ["Không trực khi nghỉ phép", "Availability"],
        RuleCode::OneAtATime => ["Mỗi lúc một ca", "One duty at a time"],
        RuleCode::MinRest => ["Nghỉ đủ giờ giữa hai ca", "Rest between duties"],
        RuleCode::MaxDuties => ["Số ca tối đa mỗi người", "Most duties"],
        RuleCode::MaxConsecutiveDays => ["Số ngày trực liền tối đa", "Most days in a row"],
        RuleCode::NightExemption => ["Miễn trực đêm", "Night exemption"],
        RuleCode::FullExemption => ["Miễn trực", "Full exemption"],
        RuleCode::SkillCoverage => ["Phủ đủ kỹ năng", "Skill coverage"],
        RuleCode::SeniorPresence => ["Có người cũ trong ca", "Senior presence"],
        RuleCode::ApartPairs => ["Không trực cùng lúc", "Apart pairs"],
        RuleCode::TogetherPairs => ["Trực cùng người kèm", "Together pairs"],
        RuleCode::Pins => ["Ghim và cấm", "Pins and bans"],
        RuleCode::LeadershipAuthority => ["Thẩm quyền trực lãnh đạo", "Leadership authority"],
        RuleCode::FairLoad => ["Chia đều công trực", "Fair load"],
        RuleCode::SpecialTurn => ["Luân phiên giao thừa, mùng 1", "Special-day turn"],
        RuleCode::Wishes => ["Nguyện vọng", "Wishes"],
        RuleCode::HomeTrip => ["Ngày liền để về quê", "Home trip"],
        RuleCode::UnitSpread => ["Không dồn một đơn vị", "Unit spread"],
        RuleCode::Continuity => ["Trực liền mạch", "Continuity"],
        RuleCode::LeastChange => ["Ít thay đổi nhất", "Least change"],
    }
}
