//! What each rule is called, what it says, and where it comes from.

use crate::rules::RuleCode;

use super::Lang;

/// What a rule is called, a few words.
pub fn rule_label(lang: Lang, code: RuleCode) -> &'static str {
    pick(lang, label(code))
}

/// What a rule says, one whole sentence.
pub fn rule_sentence(lang: Lang, code: RuleCode) -> &'static str {
    pick(lang, sentence(code))
}

/// The law or the custom a rule rests on.
pub fn rule_source(lang: Lang, code: RuleCode) -> &'static str {
    pick(lang, source(code))
}

fn pick(lang: Lang, [vi, en]: [&'static str; 2]) -> &'static str {
    match lang {
        Lang::Vi => vi,
        Lang::En => en,
    }
}

fn label(code: RuleCode) -> [&'static str; 2] {
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
        RuleCode::SkillCoverage => ["Đủ người phụ trách hệ thống", "Skill coverage"],
        RuleCode::SeniorPresence => ["Có người kinh nghiệm trong ca", "Senior presence"],
        RuleCode::ApartPairs => ["Không trực cùng lúc", "Apart pairs"],
        RuleCode::TogetherPairs => ["Trực cùng người hướng dẫn", "Together pairs"],
        RuleCode::Pins => ["Ca ghim và ca cấm", "Pins and bans"],
        RuleCode::LeadershipAuthority => ["Thẩm quyền trực lãnh đạo", "Leadership authority"],
        RuleCode::FairLoad => ["Chia đều công trực", "Fair load"],
        RuleCode::SpecialTurn => ["Luân phiên giao thừa, mùng 1", "Special-day turn"],
        RuleCode::Wishes => ["Nguyện vọng", "Wishes"],
        RuleCode::HomeTrip => ["Ngày liền để về quê", "Home trip"],
        RuleCode::UnitSpread => ["Không dồn một đơn vị", "Unit spread"],
        RuleCode::Continuity => ["Ít lần đến cơ quan", "Continuity"],
        RuleCode::LeastChange => ["Ít thay đổi nhất", "Least change"],
    }
}

fn sentence(code: RuleCode) -> [&'static str; 2] {
    match code {
        RuleCode::Coverage => [
            "Mỗi ca có đúng số người đã định: thiếu một người là một chỗ trống, thừa một người là một vi phạm.",
            "Every shift has exactly as many people as it needs: one missing is an open seat, one too many breaks the rule.",
        ],
        RuleCode::Eligibility => [
            "Mỗi người chỉ trực loại trực được giao cho mình, đúng cấp loại trực đó yêu cầu và có kỹ năng ca trực đòi hỏi ở từng người.",
            "A person stands only duties listed for them, open to their rank, with the skill the shift asks of each.",
        ],
        RuleCode::Availability => [
            "Không ai trực ca trùng với thời gian nghỉ phép hoặc lịch bận của mình.",
            "Nobody stands a shift that overlaps their leave.",
        ],
        RuleCode::OneAtATime => [
            "Không ai trực hai ca cùng một lúc.",
            "Nobody stands two shifts at the same moment.",
        ],
        RuleCode::MinRest => [
            "Giữa hai ca, người trực được nghỉ đủ số giờ quy định; sau ca từ 24 giờ trở lên thì theo mức riêng.",
            "A person rests long enough between two turns; after a turn of 24 hours or more another number holds.",
        ],
        RuleCode::MaxDuties => [
            "Không ai trực quá số ca tối đa: mức riêng của người đó, không có thì mức cao nhất trong các loại trực của người đó, không có nữa thì mức chung.",
            "Nobody stands more turns than their own limit, else the largest limit among their duties, else the general one.",
        ],
        RuleCode::MaxConsecutiveDays => [
            "Không ai trực quá số ngày liên tiếp cho phép; ca đêm tính vào ngày bắt đầu ca.",
            "Nobody has turns on more days in a row than allowed; a night counts on the day it starts.",
        ],
        RuleCode::NightExemption => [
            "Người được miễn trực đêm không trực ca đêm trong thời gian được miễn.",
            "Nobody spared from night work stands a night shift while spared.",
        ],
        RuleCode::FullExemption => [
            "Người được miễn trực không trực ca nào trong thời gian được miễn.",
            "Nobody spared from all duty stands a shift while spared.",
        ],
        RuleCode::SkillCoverage => [
            "Những người cùng ca (hoặc cùng ngày) phụ trách được mọi hệ thống của loại trực; mỗi hệ thống không có người phụ trách tính là một chỗ trống.",
            "Those on a shift (or a day) cover every system of the duty between them; each system uncovered is a gap.",
        ],
        RuleCode::SeniorPresence => [
            "Ở loại trực có yêu cầu, người mới và người tập sự không giữ hết các chỗ của một ca: ít nhất một chỗ dành cho người có kinh nghiệm.",
            "Where the duty asks for it, juniors do not hold every seat of a shift: at least one is for somebody senior.",
        ],
        RuleCode::ApartPairs => [
            "Hai người được ghi là không trực cùng lúc (ví dụ vợ chồng có con nhỏ) không có ca nào trùng giờ nhau.",
            "Two people marked as apart (e.g. a couple with small children) are never on duty at the same moment.",
        ],
        RuleCode::TogetherPairs => [
            "Người tập sự chỉ trực những ca mà người hướng dẫn của mình cũng trực.",
            "A trainee stands only shifts the mentor stands too.",
        ],
        RuleCode::Pins => [
            "Ca đã ghim cho ai thì người đó trực, ca đã cấm ai thì người đó không trực.",
            "Turns settled beforehand are kept: musts stood, bans not.",
        ],
        RuleCode::LeadershipAuthority => [
            "Chỉ lãnh đạo cơ quan hoặc người được uỷ quyền bằng văn bản mới trực lãnh đạo.",
            "Leadership duty is for leaders and for those authorised in writing.",
        ],
        RuleCode::FairLoad => [
            "Công trực chia đều: chi phí của mỗi người là bình phương tổng điểm mang sang và điểm kỳ này, chia cho tỷ lệ thời gian làm việc của người đó.",
            "The load is shared: each person costs the square of the points carried over plus those of this period, divided by their share of a full post.",
        ],
        RuleCode::SpecialTurn => [
            "Tránh để một người trực đêm giao thừa hoặc mùng 1 hai năm liền; trực lại đúng ca năm trước và trực ca kia có mức chi phí riêng.",
            "Nobody has New Year's Eve or the first day two years running if it can be helped; the same turn again has one price, the other turn another.",
        ],
        RuleCode::Wishes => [
            "Cố gắng theo nguyện vọng: mỗi ca rơi vào lúc xin tránh và mỗi nguyện vọng xin trực không được đáp ứng đều tốn chi phí.",
            "Wishes are kept if possible: each turn in a time to avoid costs, and each wish to be on duty that is not met.",
        ],
        RuleCode::HomeTrip => [
            "Mỗi người có đủ số ngày trọn vẹn liên tiếp không vướng ca trực để về quê; mỗi ngày thiếu tốn chi phí.",
            "Each person has enough whole days in a row, touched by no turn, for the trip home; each day short costs.",
        ],
        RuleCode::UnitSpread => [
            "Không dồn trực vào một đơn vị trong cùng một ngày: mỗi lượt trực vượt tỷ lệ cho phép của đơn vị tốn chi phí.",
            "A unit is not emptied on one day: each turn of its people beyond the share allowed costs.",
        ],
        RuleCode::Continuity => [
            "Ít lần phải đến cơ quan: các ca cùng ngày hoặc ngày liền nhau tính là một đợt, mỗi đợt sau đợt đầu tốn chi phí.",
            "Few separate trips to the office: turns on the same or successive days are one trip; each trip after the first costs.",
        ],
        RuleCode::LeastChange => [
            "Giữ gần lịch đã có: mỗi lượt trực không có trong lịch đó tốn chi phí.",
            "Stay close to an earlier roster: each turn it does not have costs.",
        ],
    }
}

fn source(code: RuleCode) -> [&'static str; 2] {
    match code {
        RuleCode::Coverage => [
            "Văn bản giao trực Tết 24/24 giờ hằng năm (ví dụ 79/UBND-KTTH, Kon Tum, Tết 2023); số người do cơ quan định",
            "Yearly orders to keep duty round the clock (e.g. 79/UBND-KTTH, Kon Tum, Tết 2023); head counts are the office's",
        ],
        RuleCode::Eligibility => ["Thông lệ; cơ quan tự quy định", "Custom; the office's own"],
        RuleCode::Availability => [
            "Bộ luật Lao động 2019, Điều 113–115; thông lệ đối với lịch cá nhân",
            "Labour Code 2019 Art. 113–115; custom for personal calendars",
        ],
        RuleCode::OneAtATime => [
            "Thông tư 32/2023/TT-BYT, Điều 43 (có mặt suốt ca, không rời vị trí) với bệnh viện; thông lệ ở cơ quan",
            "Circular 32/2023/TT-BYT Art. 43 (present for the whole turn) for hospitals; custom in offices",
        ],
        RuleCode::MinRest => [
            "Bộ luật Lao động 2019, Điều 110 (12 giờ trước khi chuyển ca); Quyết định 73/2011/QĐ-TTg, Điều 2 (nghỉ sau trực 24/24) với bệnh viện",
            "Labour Code 2019 Art. 110 (12 hours before another shift); Decision 73/2011/QĐ-TTg Art. 2 (rest after 24 hours) for hospitals",
        ],
        RuleCode::MaxDuties => [
            "Cơ quan tự quy định; Bộ luật Lao động 2019, Điều 107 (giới hạn giờ làm thêm)",
            "The office's own; Labour Code 2019 Art. 107 (limits of overtime)",
        ],
        RuleCode::MaxConsecutiveDays => [
            "Cơ quan tự quy định; Bộ luật Lao động 2019, Điều 111 (nghỉ hằng tuần ít nhất 24 giờ liên tục)",
            "The office's own; Labour Code 2019 Art. 111 (24 hours off in a row each week)",
        ],
        RuleCode::NightExemption => [
            "Bộ luật Lao động 2019, Điều 106 (giờ ban đêm), Điều 137 khoản 1 (mang thai, nuôi con dưới 12 tháng tuổi), Điều 146–147 (chưa đủ 18 tuổi), Điều 160 (người khuyết tật)",
            "Labour Code 2019 Art. 106 (night hours), 137.1 (pregnancy, child under 12 months), 146–147 (under 18), 160 (disability)",
        ],
        RuleCode::FullExemption => [
            "Bộ luật Lao động 2019, các điều như R08 (cấm cả làm thêm giờ), Điều 98 và 107; quyết định của cơ quan",
            "Labour Code 2019, the articles of R08 (overtime is forbidden too), Art. 98 and 107; the office's decision",
        ],
        RuleCode::SkillCoverage => [
            "Văn bản về an toàn thông tin trước kỳ nghỉ (ví dụ 1520/BTTTT-CATTT: lực lượng tại chỗ, giám sát 24/7); hệ thống do cơ quan kê",
            "Letters on information security before each holiday (e.g. 1520/BTTTT-CATTT: people on site, watch round the clock); systems are the office's",
        ],
        RuleCode::SeniorPresence => [
            "Quy chế bệnh viện 1895/1997/QĐ-BYT (người trực chính phải tự quyết định được); thông lệ ở cơ quan",
            "Hospital rules 1895/1997/QĐ-BYT (the main person must be able to decide); custom in offices",
        ],
        RuleCode::ApartPairs => ["Thông lệ", "Custom"],
        RuleCode::TogetherPairs => [
            "Quy chế bệnh viện 1895/1997/QĐ-BYT (người tập sự không trực chính); thông lệ ở cơ quan",
            "Hospital rules 1895/1997/QĐ-BYT (trainees are not the main person); custom in offices",
        ],
        RuleCode::Pins => ["Lãnh đạo cơ quan quyết định", "The leadership's decision"],
        RuleCode::LeadershipAuthority => [
            "Thông tư 32/2023/TT-BYT, Điều 44 (uỷ quyền bằng văn bản) với bệnh viện; thông lệ ở cơ quan",
            "Circular 32/2023/TT-BYT Art. 44 (authorised in writing) for hospitals; custom in offices",
        ],
        RuleCode::FairLoad
        | RuleCode::SpecialTurn
        | RuleCode::Wishes
        | RuleCode::HomeTrip
        | RuleCode::UnitSpread
        | RuleCode::Continuity => ["Thông lệ", "Custom"],
        RuleCode::LeastChange => [
            "Thông tư 32/2023/TT-BYT, Điều 43 (lịch công bố trước một tuần, đổi ca phải được duyệt) với bệnh viện; thông lệ ở cơ quan",
            "Circular 32/2023/TT-BYT Art. 43 (published a week ahead, swaps need leave) for hospitals; custom in offices",
        ],
    }
}

#[cfg(test)]
mod tests {
    use unicode_normalization::is_nfc;

    use crate::rules::RuleSet;

    use super::*;

    #[test]
    fn every_rule_has_words_in_both_languages() {
        for code in RuleCode::ALL {
            for lang in [Lang::Vi, Lang::En] {
                let words = [
                    rule_label(lang, code),
                    rule_sentence(lang, code),
                    rule_source(lang, code),
                ];
                assert!(
                    words.iter().all(|it| is_nfc(it) && !it.is_empty()),
                    "{words:?}"
                );
                assert!(
                    words[1].ends_with('.') && !words[2].ends_with('.'),
                    "{words:?}"
                );
            }
            assert_ne!(sentence(code)[0], sentence(code)[1]);
        }
    }

    #[test]
    fn labels_tell_rules_apart() {
        for lang in [Lang::Vi, Lang::En] {
            let labels: std::collections::BTreeSet<_> = RuleCode::ALL
                .iter()
                .map(|it| rule_label(lang, *it))
                .collect();
            assert_eq!(labels.len(), RuleCode::ALL.len());
        }
    }

    /// After a change of words or parameters: `TRUCTET_BLESS=1 cargo test --lib text::rules`.
    #[test]
    fn the_table_of_rules_is_up_to_date() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/rules.md");
        let table = table();
        if std::env::var_os("TRUCTET_BLESS").is_some() {
            std::fs::write(path, &table).unwrap();
        }
        let written = std::fs::read_to_string(path).unwrap();
        assert!(written == table, "docs/rules.md is out of date:\n{table}");
    }

    fn table() -> String {
        let mut text = "# Rules\n\n\
            R01 to R15 are hard: a roster that breaks one is no roster; only open seats (R01, R10) are\n\
            allowed, with `--allow-gaps`. R21 to R27 are soft: each has its price, and the roster is the\n\
            one with the least sum. Parameters stand with the values an office gets that sets nothing.\n\
            This page is made from `src/text/rules.rs` and checked by a test.\n"
            .to_owned();
        for rule in RuleSet::standard().rules {
            let code = rule.code();
            let mut fields = serde_json::to_value(&rule).unwrap();
            let fields = fields.as_object_mut().unwrap();
            let name = fields.remove("rule").unwrap();
            fields.remove("kept");
            let parameters: Vec<_> = fields
                .iter()
                .map(|(key, value)| format!("`{key} = {value}`"))
                .collect();
            let parameters = if parameters.is_empty() {
                "none".to_owned()
            } else {
                parameters.join(", ")
            };
            text += &format!(
                "\n## {} {}: {}\n\n{}\n\n{}\n\n\
                 - Rule: `{}`, {}\n- Parameters: {}\n- Source: {}\n- Căn cứ: {}\n",
                code.as_str(),
                rule_label(Lang::En, code),
                rule_label(Lang::Vi, code),
                rule_sentence(Lang::Vi, code),
                rule_sentence(Lang::En, code),
                name.as_str().unwrap(),
                if code.is_hard() { "hard" } else { "soft" },
                parameters,
                rule_source(Lang::En, code),
                rule_source(Lang::Vi, code),
            );
        }
        text
    }
}
