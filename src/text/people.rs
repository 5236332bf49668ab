//! Ranks and grounds in words.

use crate::domain::person::{Ground, Rank};

use super::Lang;

/// What a rank is called.
pub fn rank_label(lang: Lang, rank: Rank) -> &'static str {
    let [vi, en] = match rank {
        Rank::Leader => ["lãnh đạo cơ quan", "leader"],
        Rank::Head => ["lãnh đạo phòng", "head of a unit"],
        Rank::Staff => ["chuyên viên, nhân viên", "staff"],
    };
    match lang {
        Lang::Vi => vi,
        Lang::En => en,
    }
}

/// Why somebody is spared, with the article of law.
pub fn ground_label(lang: Lang, ground: Ground) -> &'static str {
    let [vi, en] = match ground {
        Ground::Pregnancy => [
            "mang thai, Điều 137 khoản 1 điểm a Bộ luật Lao động 2019",
            "pregnancy, Labour Code 2019 Art. 137.1.a",
        ],
        Ground::Infant => [
            "nuôi con dưới 12 tháng tuổi, Điều 137 khoản 1 điểm b Bộ luật Lao động 2019",
            "child under 12 months, Labour Code 2019 Art. 137.1.b",
        ],
        Ground::Disability => [
            "người khuyết tật, Điều 160 Bộ luật Lao động 2019",
            "disability, Labour Code 2019 Art. 160",
        ],
        Ground::Minor => [
            "chưa đủ 18 tuổi, Điều 146 và 147 Bộ luật Lao động 2019",
            "under 18, Labour Code 2019 Art. 146–147",
        ],
        Ground::Office => ["quyết định của cơ quan", "the office's decision"],
    };
    match lang {
        Lang::Vi => vi,
        Lang::En => en,
    }
}
