//! Builds the worded view of a judged roster.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDateTime, NaiveTime};

use crate::calendar::UTC_OFFSET;
use crate::calendar::lunar::LunarDate;
use crate::calendar::window::DayClass;
use crate::domain::cost::Cost;
use crate::domain::document::{Document, Signing};
use crate::domain::facts::Facts;
use crate::domain::history::group_of;
use crate::domain::ids::{PersonIdx, ShiftIdx};
use crate::domain::names::spelling;
use crate::domain::person::{Leaning, Wish};
use crate::domain::problem::Problem;
use crate::domain::roster::Roster;
use crate::rules::RuleSet;
use crate::rules::evaluate::Evaluation;
use crate::rules::load::{Load, by_group, group_name};
use crate::rules::record::Status;
use crate::text::findings::finding_text;
use crate::text::rules::rule_label;
use crate::text::verdicts::Quality;
use crate::text::verdicts::roster_verdict;
use crate::text::verdicts::verdict;
use crate::text::{Lang, dates, labels, period as words};

use super::listing::PastView;
use super::{
    CostView, DayView, DutyView, GroupView, Meta, OfficeView, PeriodView, PersonView, Revision,
    RosterView, ShiftView, Standing,
};
use crate::text::clean::one_line;

/// How long before its first day a roster that is no revision counts as made.
const DAYS_AHEAD: u64 = 30;

pub(super) fn view(
    lang: Lang,
    problem: &Problem,
    rules: &RuleSet,
    roster: &Roster,
    evaluation: &Evaluation,
    meta: &Meta,
) -> RosterView {
    let order = order_of_people(problem);
    let days = days(lang, problem);
    let period = period(lang, problem, &days);
    let groups = groups(problem, rules, roster, &order);
    let people = people(problem, roster, &order, &groups);
    let (standing, verdict) = judgement(lang, evaluation, meta);
    let findings_of = |is_wanted: fn(&Cost) -> bool| -> Vec<String> {
        (evaluation.findings.iter())
            .filter(|it| is_wanted(&it.cost))
            .map(|it| one_line(&finding_text(lang, problem, it)))
            .collect()
    };
    let shifts = shifts(lang, problem, roster, &order);
    RosterView {
        lang,
        words: labels::words(lang, problem.facts().period.kind()),
        office: office(problem),
        heading: words::heading(lang, &period.name),
        period,
        verdict,
        standing,
        duties: duties(lang, problem),
        days,
        groups,
        costs: costs(lang, rules, evaluation),
        gaps: findings_of(|cost| 0 < cost.gaps),
        broken: findings_of(|cost| 0 < cost.broken),
        notes: notes(lang, &shifts, &people, standing, meta),
        shifts,
        people,
        revision: meta.revision.map(|it| it.number),
        earlier: Vec::new(),
        changed: changed(problem, meta.revision),
    }
}

impl PastView {
    /// Words `roster`, which was published as `revision`.
    pub fn new(
        lang: Lang,
        problem: &Problem,
        rules: &RuleSet,
        roster: &Roster,
        revision: Revision,
    ) -> Self {
        let order = order_of_people(problem);
        let groups = groups(problem, rules, roster, &order);
        let days = days(lang, problem);
        Self {
            lang,
            words: labels::words(lang, problem.facts().period.kind()),
            office: office(problem),
            period: period(lang, problem, &days),
            duties: duties(lang, problem),
            days,
            shifts: shifts(lang, problem, roster, &order),
            people: people(problem, roster, &order, &groups),
            changed: changed(problem, Some(revision)),
        }
    }
}

fn period(lang: Lang, problem: &Problem, days: &[DayView]) -> PeriodView {
    let period = &problem.facts().period;
    let [first, last] = [days.first(), days.last()]
        .map(|day| day.map_or_else(String::new, |it| format!("{} ({})", it.solar, it.lunar)));
    PeriodView {
        kind: period.kind(),
        name: one_line(&words::name(lang, period)),
        year: period.year(),
        uid_part: period.uid_part().map(str::to_owned),
        from_to: words::from_to(lang, &first, &last),
    }
}

fn office(problem: &Problem) -> OfficeView {
    let office = &problem.facts().office;
    OfficeView {
        id: office.id.clone(),
        name: one_line(&office.name),
        superior: one_line(&office.superior),
        hotline: one_line(&office.hotline),
        place: one_line(&office.place),
        document: papers(&problem.facts().document),
    }
}

/// What the office says about its papers, each text one line. Templates stay as they are.
pub(super) fn papers(said: &Document) -> Document {
    let lines = |texts: &[String]| {
        let lines = texts.iter().map(|it| one_line(it));
        lines.filter(|it| !it.is_empty()).collect()
    };
    let signing = &said.signing;
    Document {
        kind: said.kind,
        number: one_line(&said.number),
        symbol: one_line(&said.symbol),
        date: said.date,
        bases: lines(&said.bases),
        recipients: lines(&said.recipients),
        archive: one_line(&said.archive),
        signing: Signing {
            sign_as: signing.sign_as,
            head: one_line(&signing.head),
            title: one_line(&signing.title),
            name: one_line(&signing.name),
        },
        keeper: one_line(&said.keeper),
        report_daily: one_line(&said.report_daily),
        report_final: one_line(&said.report_final),
        templates: said.templates.clone(),
    }
}

/// The order in which people are listed: by group, groups that are duties first and as the duties
/// stand, then as in the problem.
fn order_of_people(problem: &Problem) -> Vec<PersonIdx> {
    let n_duties = problem.duties().len();
    let place = |group: &str| {
        let duty = problem.duties().position(|(_, duty)| duty.id == group);
        (duty.unwrap_or(n_duties), group.to_owned())
    };
    let mut order: Vec<_> = problem.people().map(|(idx, _)| idx).collect();
    order.sort_by_cached_key(|it| place(group_of(&problem[*it])));
    order
}

/// The groups of people in `order`.
fn groups(
    problem: &Problem,
    rules: &RuleSet,
    roster: &Roster,
    order: &[PersonIdx],
) -> Vec<GroupView> {
    let loads = by_group(problem, rules, roster);
    let group_of = |person: &PersonIdx| group_of(&problem[*person]);
    let mut first = 0;
    (order.chunk_by(|a, b| group_of(a) == group_of(b)))
        .map(|people| {
            let group = group_of(&people[0]);
            let places = first..first + people.len();
            first = places.end;
            GroupView {
                name: one_line(group_name(problem, group)),
                people: places,
                load: loads.iter().find(|it| it.group == group).cloned(),
            }
        })
        .collect()
}

fn duties(lang: Lang, problem: &Problem) -> Vec<DutyView> {
    (problem.duties())
        .map(|(_, duty)| DutyView {
            id: duty.id.clone(),
            name: one_line(&duty.name),
            kind: duty.kind,
            kind_word: labels::duty_kind(lang, duty.kind),
            place: one_line(&duty.place),
        })
        .collect()
}

fn days(lang: Lang, problem: &Problem) -> Vec<DayView> {
    let period = &problem.facts().period;
    let n_duties = problem.duties().len();
    (problem.facts().days.iter())
        .map(|day| {
            let mut cells = vec![Vec::new(); n_duties];
            // Out of the calendar's reach, 1900 to 2100, a day has no lunar date to show.
            let lunar = LunarDate::from_solar(day.date).ok();
            for (idx, _) in problem.shifts().filter(|(_, it)| it.day == day.date) {
                cells[problem.duty_of(idx).get()].push(idx.get());
            }
            DayView {
                date: day.date,
                weekday: labels::capitalized(dates::weekday(lang, day.date)),
                solar: dates::solar(day.date),
                solar_short: dates::solar_short(day.date),
                lunar: lunar.map_or_else(String::new, |it| dates::lunar(lang, it)),
                lunar_short: lunar.map_or_else(String::new, |it| dates::lunar_short(lang, it)),
                kind: day.kind,
                kind_word: words::day_kind(lang, period.kind(), day.kind),
                is_first_day: DayClass::of(*day) == DayClass::FirstDay,
                cells,
            }
        })
        .collect()
}

fn shifts(lang: Lang, problem: &Problem, roster: &Roster, order: &[PersonIdx]) -> Vec<ShiftView> {
    let mut place_of = vec![0; order.len()];
    for (place, person) in order.iter().enumerate() {
        place_of[person.get()] = place;
    }
    let first_day = problem.facts().days.first().map(|it| it.date);
    (problem.shifts())
        .map(|(idx, shift)| {
            let people = roster.people_of(idx);
            let day = first_day.map_or(0, |first| (shift.day - first).num_days());
            let presence = labels::presence(lang, shift.presence);
            let special = shift.special.map(|it| labels::special(lang, it));
            ShiftView {
                key: shift.key.clone(),
                // The problem's days have no hole.
                day: usize::try_from(day).unwrap_or(0),
                duty: problem.duty_of(idx).get(),
                name: one_line(&shift.name),
                span: shift.span,
                hours: labels::hours(shift.span),
                presence: shift.presence,
                special: shift.special,
                marks: presence.into_iter().chain(special).collect(),
                points: shift.points,
                people: people.iter().map(|it| place_of[it.get()]).collect(),
                n_empty: usize::from(shift.need).saturating_sub(people.len()),
            }
        })
        .collect()
}

fn people(
    problem: &Problem,
    roster: &Roster,
    order: &[PersonIdx],
    groups: &[GroupView],
) -> Vec<PersonView> {
    let mut n_named = BTreeMap::<_, usize>::new();
    for (_, person) in problem.people() {
        *n_named.entry(spelling(&person.name)).or_default() += 1;
    }
    (order.iter())
        .map(|idx| {
            let person = &problem[*idx];
            let name = one_line(&person.name);
            let is_unique = n_named.get(&spelling(&person.name)) == Some(&1);
            PersonView {
                id: person.id.clone(),
                label: if is_unique && !name.is_empty() {
                    name.clone()
                } else {
                    format!("{name} ({})", person.id).trim_start().to_owned()
                },
                name,
                share: person.share,
                title: one_line(&person.title),
                unit: one_line(&problem[problem.unit_of(*idx)].name),
                phone: one_line(&person.phone),
                group: one_line(group_name(problem, group_of(person))),
                counts: groups.iter().any(|it| it.counts(*idx)),
                shifts: roster.shifts_of(*idx).iter().map(|it| it.get()).collect(),
                load: Load::of(problem, roster, *idx),
                wishes: wishes(problem, roster, *idx),
            }
        })
        .collect()
}

/// Wishes kept, of those that some shift touches.
fn wishes(problem: &Problem, roster: &Roster, person: PersonIdx) -> Option<(usize, usize)> {
    let touches = |shift: ShiftIdx, wish: &Wish| problem[shift].span.overlaps(wish.span);
    let asked: Vec<_> = (problem[person].wishes.iter())
        .filter(|wish| problem.shifts().any(|(idx, _)| touches(idx, wish)))
        .collect();
    let is_kept = |wish: &&&Wish| {
        let is_on_duty = roster.shifts_of(person).iter().any(|it| touches(*it, wish));
        match wish.leaning {
            Leaning::Avoid => !is_on_duty,
            Leaning::Prefer => is_on_duty,
        }
    };
    let n_kept = asked.iter().filter(is_kept).count();
    (!asked.is_empty()).then_some((n_kept, asked.len()))
}

fn costs(lang: Lang, rules: &RuleSet, evaluation: &Evaluation) -> Vec<CostView> {
    let by_rule: BTreeMap<_, _> = evaluation.by_rule();
    (rules.rules.iter())
        .map(|rule| {
            let code = rule.code();
            let cost = by_rule.get(&code).copied().unwrap_or_default();
            CostView {
                code,
                label: rule_label(lang, code),
                cost: cost.soft,
                breaches: i64::from(cost.broken) + i64::from(cost.gaps),
            }
        })
        .collect()
}

/// The status in words. Only a cost that meets its bound is called optimal.
fn judgement(lang: Lang, evaluation: &Evaluation, meta: &Meta) -> (Standing, String) {
    let cost = evaluation.cost;
    if 0 < cost.broken {
        let text = roster_verdict(lang, cost.broken, cost.gaps, cost.soft);
        return (Standing::Broken, text);
    }
    let is_proven = meta.status == Status::Optimal && meta.bound == Some(cost.soft);
    let (standing, quality) = if 0 < cost.gaps {
        (Standing::Gaps, Quality::gaps(cost.gaps, meta.bound))
    } else if is_proven {
        (Standing::Optimal, Quality::Optimal)
    } else {
        (Standing::Valid, Quality::Feasible)
    };
    (standing, verdict(lang, quality, cost.soft, meta.bound))
}

fn notes(
    lang: Lang,
    shifts: &[ShiftView],
    people: &[PersonView],
    standing: Standing,
    meta: &Meta,
) -> Vec<String> {
    let ends_later = shifts.iter().any(|it| it.hours.contains('+'));
    let has_wishes = people.iter().any(|it| it.wishes.is_some());
    let is_optimal = standing == Standing::Optimal;
    let revision = meta.revision.map(|it| it.number);
    [
        (ends_later, labels::note_on_hours(lang)),
        (true, labels::note_on_points(lang)),
        (has_wishes, labels::note_on_wishes(lang)),
        (is_optimal, labels::note_on_proof(lang)),
    ]
    .into_iter()
    .filter(|(is_due, _)| *is_due)
    .map(|(_, note)| note.to_owned())
    .chain([labels::note_on_origin(lang, meta.seed, revision)])
    .collect()
}

fn changed(problem: &Problem, revision: Option<Revision>) -> NaiveDateTime {
    let Facts { days, period, .. } = problem.facts();
    let first = (days.first()).map_or(period.anchor(), |it| it.date);
    let ahead = (first.checked_sub_days(Days::new(DAYS_AHEAD))).unwrap_or(first);
    match revision {
        Some(revision) => (revision.made)
            .checked_sub_signed(UTC_OFFSET)
            .unwrap_or(revision.made),
        None => ahead.and_time(NaiveTime::MIN),
    }
}
