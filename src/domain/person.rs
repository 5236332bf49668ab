//! Who stands duty, and what is known of them.

use serde::{Deserialize, Serialize};

use crate::calendar::period::Period;
use crate::calendar::span::Span;

use super::duty::SpecialDay;

/// Standing in the office (cấp), for eligibility and for equal swaps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rank {
    /// Director or deputy director (lãnh đạo cơ quan).
    Leader,
    /// Head or deputy head of a unit (lãnh đạo phòng).
    Head,
    /// Everybody else (chuyên viên, nhân viên).
    Staff,
}

/// Time in which a person cannot stand duty (nghỉ phép, lịch cá nhân).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Leave {
    /// From when to when.
    pub span: Span,
    /// Why, in the office's words.
    #[serde(default)]
    pub reason: String,
}

/// Which way a wish leans.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Leaning {
    /// Rather not on duty then.
    Avoid,
    /// Rather on duty then.
    Prefer,
}

/// A wish about some stretch of time (nguyện vọng).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wish {
    /// The stretch of time meant.
    pub span: Span,
    /// Whether they ask to stand duty then or not to.
    pub leaning: Leaning,
}

/// Why a person is spared night work or all duty.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ground {
    /// Pregnant from the 7th month, or the 6th in upland and border areas (Labour Code 2019
    /// Art. 137.1.a). Consent changes nothing.
    Pregnancy,
    /// Raising a child under 12 months (Art. 137.1.b), unless they consent.
    Infant,
    /// Disabled, mild with a loss of 51 % or more, severe or very severe (Art. 160), unless they
    /// consent.
    Disability,
    /// Under 18 (Art. 146–147). Consent changes nothing.
    Minor,
    /// The office's own decision (e.g. health), unless they consent.
    Office,
}

/// What a person is spared from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// Night turns only.
    Night,
    /// Every turn, by day and by night.
    All,
}

/// A person spared from some duty (miễn trực) for a time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exemption {
    /// On what ground.
    pub ground: Ground,
    /// From which turns.
    pub scope: Scope,
    /// When it holds.
    pub span: Span,
    /// The paper in which the person agrees to stand duty all the same, where the ground lets
    /// consent lift it.
    #[serde(default)]
    pub consent: Option<String>,
    /// Why, in the office's words, where it is the office's decision.
    #[serde(default)]
    pub reason: String,
}

impl Exemption {
    /// Whether it holds despite any consent given.
    pub fn is_in_force(&self) -> bool {
        match self.ground {
            Ground::Pregnancy | Ground::Minor => true,
            Ground::Infant | Ground::Disability | Ground::Office => self.consent.is_none(),
        }
    }
}

/// What one person stood in one earlier period.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "WrittenPastPeriod")]
pub struct PastPeriod {
    /// Which.
    pub period: Period,
    /// Turns stood.
    pub turns: u16,
    /// Points of those turns.
    pub points: i64,
    /// Special turns among them.
    pub specials: Vec<SpecialDay>,
}

/// The same as written. Before there were periods, a Tết was named by its year alone.
#[derive(Deserialize)]
struct WrittenPastPeriod {
    period: Option<Period>,
    year: Option<i32>,
    turns: u16,
    points: i64,
    #[serde(default)]
    specials: Vec<SpecialDay>,
}

impl TryFrom<WrittenPastPeriod> for PastPeriod {
    type Error = String;

    fn try_from(written: WrittenPastPeriod) -> Result<Self, String> {
        let period = match (written.period, written.year) {
            (Some(period), None) => period,
            (None, Some(year)) => Period::tet_of(year).map_err(|it| it.to_string())?,
            (Some(_), Some(_)) => return Err("`period` stands beside `year`".to_owned()),
            (None, None) => return Err("missing field `period`".to_owned()),
        };
        Ok(Self {
            period,
            turns: written.turns,
            points: written.points,
            specials: written.specials,
        })
    }
}

/// One who stands duty (người trực).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// Stable id, `[A-Za-z0-9._-]+`.
    pub id: String,
    /// Full name, NFC.
    pub name: String,
    /// Title as printed (chức vụ).
    #[serde(default)]
    pub title: String,
    /// Id of the unit (phòng, trung tâm).
    pub unit: String,
    /// Standing in the office, for eligibility and equal swaps.
    pub rank: Rank,
    /// Phone as printed.
    #[serde(default)]
    pub phone: String,
    /// E-mail address, by which a leave calendar may be matched.
    #[serde(default)]
    pub email: String,
    /// Ids of the duties they stand.
    pub duties: Vec<String>,
    /// Duty ids of leadership they may stand by written authorisation, with the paper.
    #[serde(default)]
    pub authorised: Vec<Authorisation>,
    /// Ids of their skills.
    #[serde(default)]
    pub skills: Vec<String>,
    /// Whether they may not stand alone yet (tập sự, người mới).
    #[serde(default)]
    pub junior: bool,
    /// Share of a full post, percent, 1–100.
    #[serde(default = "full_post")]
    pub share: u16,
    /// Most turns in the period, in place of what their duties say.
    #[serde(default)]
    pub max_turns: Option<u16>,
    /// The group they are compared within when loads are shown; empty: their first duty.
    #[serde(default)]
    pub group: String,
    /// Points carried over from earlier periods, 0 or more, the group's least already taken off.
    #[serde(default)]
    pub carried: i64,
    /// Earlier periods as recorded.
    #[serde(default)]
    pub history: Vec<PastPeriod>,
    /// When they cannot.
    #[serde(default)]
    pub leave: Vec<Leave>,
    /// What they would like.
    #[serde(default)]
    pub wishes: Vec<Wish>,
    /// What they are spared from.
    #[serde(default)]
    pub exemptions: Vec<Exemption>,
    /// Whole days off in a row needed for the trip home; 0: none.
    #[serde(default)]
    pub home_days: u16,
}

fn full_post() -> u16 {
    100
}

/// Written leave to stand a leadership duty without being a leader.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Authorisation {
    /// Id of the duty.
    pub duty: String,
    /// The paper that says so, as printed.
    pub document: String,
}

impl Person {
    /// Whether they had `special` in the year before `period`.
    pub fn had_special(&self, period: &Period, special: SpecialDay) -> bool {
        self.history
            .iter()
            .any(|past| period.is_year_after(&past.period) && past.specials.contains(&special))
    }

    /// Whether some exemption of `scope` in force covers a moment of `span`.
    pub fn is_spared(&self, scope: Scope, span: Span) -> bool {
        self.exemptions
            .iter()
            .any(|it| it.scope == scope && it.is_in_force() && it.span.overlaps(span))
    }
}
