//! What an office says about the papers that carry its roster (thể thức văn bản).
//!
//! Facts of layout: Decree 30/2020/NĐ-CP, Appendix I. Issuer, recipients and signer change with
//! every reorganisation, so they are data of the office; all of them may be left out.

pub mod builtin;
pub mod template;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The kind of paper that carries the roster (tên loại văn bản). A roster is none of the decree's
/// 29 kinds; these three do carry one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PaperKind {
    /// A notice (thông báo).
    #[default]
    Notice,
    /// A plan (kế hoạch).
    Plan,
    /// A decision (quyết định).
    Decision,
}

/// In whose place the signer signs (quyền hạn ký).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum SignAs {
    /// The head, in their own right.
    #[default]
    #[serde(rename = "")]
    Head,
    /// For the collective (thay mặt).
    #[serde(rename = "TM.", alias = "TM", alias = "tm.", alias = "tm")]
    ForTheBody,
    /// A deputy for the head (ký thay).
    #[serde(rename = "KT.", alias = "KT", alias = "kt.", alias = "kt")]
    ForTheHead,
    /// By the head's order (thừa lệnh).
    #[serde(rename = "TL.", alias = "TL", alias = "tl.", alias = "tl")]
    ByOrder,
    /// By the head's written authority (thừa uỷ quyền).
    #[serde(rename = "TUQ.", alias = "TUQ", alias = "tuq.", alias = "tuq")]
    ByAuthority,
    /// Acting head (quyền).
    #[serde(rename = "Q.", alias = "Q", alias = "q.", alias = "q")]
    Acting,
}

impl SignAs {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::Head,
        Self::ForTheBody,
        Self::ForTheHead,
        Self::ByOrder,
        Self::ByAuthority,
        Self::Acting,
    ];

    /// What is put before the title.
    pub fn prefix(self) -> &'static str {
        match self {
            Self::Head => "",
            Self::ForTheBody => "TM.",
            Self::ForTheHead => "KT.",
            Self::ByOrder => "TL.",
            Self::ByAuthority => "TUQ.",
            Self::Acting => "Q.",
        }
    }
}

/// Who signs, and as what.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Signing {
    /// In whose place.
    pub sign_as: SignAs,
    /// The head or body signed for, `GIÁM ĐỐC`, `ỦY BAN NHÂN DÂN`; empty for the head itself.
    pub head: String,
    /// The signer's own title.
    pub title: String,
    /// The signer's name; decree: without academic titles.
    pub name: String,
}

/// Everything an office says about its papers. What is empty has a default or a visible blank.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Document {
    /// What sort of paper carries the roster.
    pub kind: PaperKind,
    /// Number given by the registry, `05`.
    pub number: String,
    /// The office's part of the symbol, `STTTT` of `05/TB-STTTT`.
    pub symbol: String,
    /// Day of issue.
    pub date: Option<NaiveDate>,
    /// Legal bases, one a line (căn cứ ban hành).
    pub bases: Vec<String>,
    /// Recipients, one a line, without the archive (nơi nhận).
    pub recipients: Vec<String>,
    /// Where it is kept: `VT, VP`.
    pub archive: String,
    /// Who signs, and in whose place.
    pub signing: Signing,
    /// The room that keeps the roster and signs swaps.
    pub keeper: String,
    /// Hour of the daily report to the superior.
    pub report_daily: String,
    /// Day of the final report.
    pub report_final: String,
    /// The office's own templates, by file name, where they differ from the built-in ones.
    pub templates: BTreeMap<String, String>,
}

impl Document {
    /// Whether the office says nothing about its papers.
    pub fn is_default(&self) -> bool {
        *self == Self::default()
    }
}
