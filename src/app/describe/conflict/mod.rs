//! Clashes and what mends them, in words of the office.

mod ways;

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::app::conflict::clash::Clash;
use crate::app::conflict::mend::turns_of;
use crate::app::conflict::part::{Part, is_eligible, team};
use crate::calendar::lunar::LunarDate;
use crate::calendar::span::Span;
use crate::domain::facts::{PairKind, PinKind};
use crate::domain::ids::{PersonIdx, ShiftIdx, SkillIdx};
use crate::domain::person::Scope;
use crate::domain::problem::Problem;
use crate::rules::{Rule, RuleCode, RuleSet};
use crate::text::Lang;
use crate::text::dates::{lunar_short, solar_short};
use crate::text::people::ground_label;

/// Names everything in one language.
#[derive(Clone, Copy, Debug)]
pub struct Teller<'a> {
    lang: Lang,
    problem: &'a Problem,
    rules: &'a RuleSet,
}

impl<'a> Teller<'a> {
    /// Speaks of `problem` under `rules`.
    pub fn new(lang: Lang, problem: &'a Problem, rules: &'a RuleSet) -> Self {
        Self {
            lang,
            problem,
            rules,
        }
    }

    /// What is asked for, who is left to do it, and why nobody else is.
    pub fn clash(&self, clash: &Clash) -> Vec<String> {
        let demands: Vec<String> = (clash.parts.iter())
            .filter(|it| is_demand(**it))
            .map(|it| self.part(*it))
            .collect();
        let mut lines = Vec::new();
        let left = self.left(clash);
        match (demands.is_empty(), left) {
            (true, _) | (false, None) => lines.extend(demands),
            (false, Some(left)) => {
                let (last, before) = demands.split_last().map_or(("", &[][..]), |(a, b)| (a, b));
                lines.extend(before.iter().cloned());
                lines.push(format!("{last}{left}"));
            }
        }
        lines.extend(self.reasons(clash));
        lines
    }

    /// Who may stand what is asked for and is held back by no part of the clash.
    fn left(&self, clash: &Clash) -> Option<String> {
        let asked: Vec<(ShiftIdx, Option<SkillIdx>)> = (clash.parts.iter())
            .flat_map(|part| match *part {
                Part::Seats(shift) => vec![(shift, None)],
                Part::Skill(skill, first) => team(self.problem, first)
                    .into_iter()
                    .map(|it| (it, Some(skill)))
                    .collect(),
                Part::Senior(_)
                | Part::Tie(_)
                | Part::Limit(..)
                | Part::Leave(..)
                | Part::Exemption(..)
                | Part::Authority(..)
                | Part::Pin(_) => Vec::new(),
            })
            .collect();
        if asked.is_empty() {
            return None;
        }
        let can = |person: PersonIdx, bars: &dyn Fn(ShiftIdx) -> bool| {
            asked.iter().any(|(shift, skill)| {
                let has_skill = skill.is_none_or(|it| self.problem.skills_of(person).contains(&it));
                has_skill && is_eligible(self.problem, self.rules, person, *shift) && !bars(*shift)
            })
        };
        let people = || self.problem.people().map(|(idx, _)| idx);
        let is_barred = |person| move |shift| self.is_barred(clash, person, shift);
        let n_able = people().filter(|it| can(*it, &|_| false)).count();
        let free: Vec<PersonIdx> = people().filter(|it| can(*it, &is_barred(*it))).collect();
        let names = self.names(&free);
        let n_free = free.len();
        Some(match (self.lang, n_free == n_able, free.is_empty()) {
            (Lang::Vi, _, true) => "; không còn ai".to_owned(),
            (Lang::Vi, true, false) => format!("; trực được chỉ có {n_free} người: {names}"),
            (Lang::Vi, false, false) => {
                format!("; trong {n_able} người trực được chỉ còn {n_free}: {names}")
            }
            (Lang::En, _, true) => "; nobody is left".to_owned(),
            (Lang::En, true, false) => format!("; only {n_free} can stand it: {names}"),
            (Lang::En, false, false) => {
                format!("; of {n_able} who can, only {n_free} are left: {names}")
            }
        })
    }

    /// Whether some part of `clash` keeps `person` off `shift` by itself.
    fn is_barred(&self, clash: &Clash, person: PersonIdx, shift: ShiftIdx) -> bool {
        let span = self.problem[shift].span;
        clash.parts.iter().any(|part| match *part {
            Part::Leave(of, nth) => of == person && self.problem[of].leave[nth].span.overlaps(span),
            Part::Exemption(of, nth) => {
                let exemption = &self.problem[of].exemptions[nth];
                let is_meant = exemption.scope == Scope::All || self.problem[shift].night;
                of == person && is_meant && exemption.span.overlaps(span)
            }
            Part::Authority(of, duty) => of == person && duty == self.problem.duty_of(shift),
            Part::Pin(nth) => {
                let pin = self.problem.pins()[nth];
                pin.person == person && pin.shift == shift && pin.kind == PinKind::Ban
            }
            Part::Seats(_) | Part::Skill(..) | Part::Senior(_) | Part::Tie(_) | Part::Limit(..) => {
                false
            }
        })
    }

    /// The other parts, those that say the same of several people in one.
    fn reasons(&self, clash: &Clash) -> Vec<String> {
        let mut limits = BTreeMap::<(RuleCode, u16), Vec<PersonIdx>>::new();
        let mut lines = Vec::new();
        for part in clash.parts.iter().filter(|it| !is_demand(**it)) {
            if let Part::Limit(code, person) = *part {
                let is_counted = code == RuleCode::MaxDuties;
                let turns = || turns_of(self.problem, self.rules, person);
                let most = if is_counted { turns() } else { 0 };
                limits.entry((code, most)).or_default().push(person);
            } else {
                lines.push(self.part(*part));
            }
        }
        lines.extend(
            limits
                .iter()
                .map(|((code, most), people)| self.limit(*code, *most, people)),
        );
        lines
    }

    /// One part, a sentence without a full stop.
    pub fn part(&self, part: Part) -> String {
        let (lang, problem) = (self.lang, self.problem);
        match part {
            Part::Seats(shift) => {
                let (turn, need) = (self.turn(shift), problem[shift].need);
                let skill = problem[shift].skill.as_ref();
                let skill = skill.and_then(|id| problem.skills().find(|(_, it)| it.id == *id));
                match (lang, skill) {
                    (Lang::Vi, None) => format!("{turn} cần {need} người"),
                    (Lang::Vi, Some((_, it))) => {
                        format!("{turn} cần {need} người biết {}", it.name)
                    }
                    (Lang::En, None) => format!("{turn} needs {need}"),
                    (Lang::En, Some((_, it))) => {
                        format!("{turn} needs {need} with the skill {}", it.name)
                    }
                }
            }
            Part::Skill(skill, first) => {
                let (skill, shifts) = (&problem[skill].name, team(problem, first));
                let turn = if shifts.len() == 1 {
                    self.turn(first)
                } else {
                    self.day_of(first)
                };
                match lang {
                    Lang::Vi => format!("{turn} cần có người biết {skill}"),
                    Lang::En => format!("{turn} needs somebody with the skill {skill}"),
                }
            }
            Part::Senior(shift) => {
                let turn = self.turn(shift);
                match lang {
                    Lang::Vi => format!("{turn} cần ít nhất một người không phải tập sự"),
                    Lang::En => format!("{turn} needs somebody who is no junior"),
                }
            }
            Part::Tie(nth) => self.tie(nth),
            Part::Limit(code, person) => {
                self.limit(code, turns_of(problem, self.rules, person), &[person])
            }
            Part::Leave(person, nth) => {
                let leave = &problem[person].leave[nth];
                let (name, when) = (&problem[person].name, self.when(leave.span));
                let reason = if leave.reason.is_empty() {
                    String::new()
                } else {
                    format!(" ({})", leave.reason)
                };
                match lang {
                    Lang::Vi => format!("{name} nghỉ phép {when}{reason}"),
                    Lang::En => format!("{name} is on leave {when}{reason}"),
                }
            }
            Part::Exemption(person, nth) => {
                let exemption = &problem[person].exemptions[nth];
                let name = &problem[person].name;
                let mut ground = ground_label(lang, exemption.ground).to_owned();
                if !exemption.reason.is_empty() {
                    ground += &format!(": {}", exemption.reason);
                }
                match (lang, exemption.scope) {
                    (Lang::Vi, Scope::Night) => format!("{name} được miễn trực đêm ({ground})"),
                    (Lang::Vi, Scope::All) => format!("{name} được miễn trực ({ground})"),
                    (Lang::En, Scope::Night) => {
                        format!("{name} is spared from night work ({ground})")
                    }
                    (Lang::En, Scope::All) => format!("{name} is spared from duty ({ground})"),
                }
            }
            Part::Authority(person, duty) => {
                let (name, duty) = (&problem[person].name, &problem[duty].name);
                match lang {
                    Lang::Vi => format!("{name} chưa được uỷ quyền {duty} bằng văn bản"),
                    Lang::En => format!("{name} has no written authority for {duty}"),
                }
            }
            Part::Pin(nth) => {
                let pin = problem.pins()[nth];
                let (name, turn) = (&problem[pin.person].name, self.turn_inside(pin.shift));
                match (lang, pin.kind) {
                    (Lang::Vi, PinKind::Must) => format!("{name} đã được ghim phải trực {turn}"),
                    (Lang::Vi, PinKind::Ban) => format!("{name} đã được ghim không trực {turn}"),
                    (Lang::En, PinKind::Must) => format!("{name} is pinned to {turn}"),
                    (Lang::En, PinKind::Ban) => format!("{name} is banned from {turn}"),
                }
            }
        }
    }

    fn tie(&self, nth: usize) -> String {
        let pair = self.problem.pairs()[nth];
        let (a, b) = (&self.problem[pair.a].name, &self.problem[pair.b].name);
        match (self.lang, pair.kind) {
            (Lang::Vi, PairKind::Apart) => format!("{a} và {b} không được trực cùng lúc"),
            (Lang::Vi, PairKind::Together) => format!("{a} chỉ trực cùng người hướng dẫn {b}"),
            (Lang::En, PairKind::Apart) => {
                format!("{a} and {b} must not stand duty at the same time")
            }
            (Lang::En, PairKind::Together) => format!("{a} stands duty only with the mentor {b}"),
        }
    }

    fn limit(&self, code: RuleCode, most: u16, people: &[PersonIdx]) -> String {
        let names = self.names(people);
        if code == RuleCode::MaxDuties {
            return match self.lang {
                Lang::Vi => format!("{names}: mỗi người trực không quá {most} ca"),
                Lang::En => format!("{names}: at most {most} turns each"),
            };
        }
        let number = match self.rules.get(code) {
            Some(Rule::MinRest(rule)) => (rule.hours, rule.after_full_day_hours),
            Some(Rule::MaxConsecutiveDays(rule)) => (rule.limit, 0),
            Some(_) | None => (0, 0),
        };
        match (self.lang, code == RuleCode::MinRest) {
            (Lang::Vi, true) => format!(
                "{names}: nghỉ ít nhất {} giờ giữa hai ca, {} giờ sau ca 24 giờ",
                number.0, number.1
            ),
            (Lang::Vi, false) => format!("{names}: trực không quá {} ngày liền", number.0),
            (Lang::En, true) => format!(
                "{names}: at least {} h off between turns, {} h after one of 24 h",
                number.0, number.1
            ),
            (Lang::En, false) => format!("{names}: at most {} days in a row", number.0),
        }
    }

    fn names(&self, people: &[PersonIdx]) -> String {
        let names: Vec<&str> = people
            .iter()
            .map(|it| self.problem[*it].name.as_str())
            .collect();
        names.join(", ")
    }

    /// `Ca đêm 14/02 (29 Chạp, Trực kỹ thuật)`.
    fn turn(&self, shift: ShiftIdx) -> String {
        let facts = &self.problem[shift];
        let name = match (facts.name.is_empty(), self.lang) {
            (false, _) => facts.name.as_str(),
            (true, Lang::Vi) => "Ca",
            (true, Lang::En) => "The turn",
        };
        format!(
            "{name} {} ({})",
            solar_short(facts.day),
            self.lunar_and_duty(shift)
        )
    }

    fn turn_inside(&self, shift: ShiftIdx) -> String {
        let text = self.turn(shift);
        let mut chars = text.chars();
        let first = chars.next().into_iter().flat_map(char::to_lowercase);
        first.chain(chars.clone()).collect()
    }

    /// `Ngày 14/02 (29 Chạp, Trực kỹ thuật)`.
    fn day_of(&self, shift: ShiftIdx) -> String {
        let day = solar_short(self.problem[shift].day);
        let rest = self.lunar_and_duty(shift);
        match self.lang {
            Lang::Vi => format!("Ngày {day} ({rest})"),
            Lang::En => format!("The day {day} ({rest})"),
        }
    }

    fn lunar_and_duty(&self, shift: ShiftIdx) -> String {
        let duty = &self.problem[self.problem.duty_of(shift)].name;
        match LunarDate::from_solar(self.problem[shift].day) {
            Ok(lunar) => format!("{}, {duty}", lunar_short(self.lang, lunar)),
            Err(_) => duty.clone(),
        }
    }

    /// `14/02` or `14/02–16/02`.
    fn when(&self, span: Span) -> String {
        let first: NaiveDate = span.start().date();
        let last = span.days().last().unwrap_or(first);
        if first == last {
            solar_short(first)
        } else {
            format!("{}–{}", solar_short(first), solar_short(last))
        }
    }
}

fn is_demand(part: Part) -> bool {
    match part {
        Part::Seats(_) | Part::Skill(..) => true,
        Part::Senior(_)
        | Part::Tie(_)
        | Part::Limit(..)
        | Part::Leave(..)
        | Part::Exemption(..)
        | Part::Authority(..)
        | Part::Pin(_) => false,
    }
}
