//! Patterns → people of the model, demands → rows.

use crate::domain::ids::ShiftIdx;

use super::{Amount, Coverage, Pattern, Period, Price, Schedule};
use crate::solver::compile::Compiled;
use crate::solver::model::rows::{Row, Sense, Slack};
use crate::solver::model::schedule::{
    Arc, Curve, HomeTrip, Hubs, Load, ModelPerson, Network, Step, Streak, Tip, Total, Turn,
};
use crate::solver::model::{Fix, Model};

/// A period as a model; a shift is a day and a kind.
pub(crate) struct CompiledPeriod {
    pub(crate) whole: Compiled,
    /// What all wishes to work cost if none is met: the model counts what meeting them saves.
    pub(crate) missed: i64,
}

impl CompiledPeriod {
    /// The schedule made of one line for each person.
    pub(crate) fn schedule(&self, period: &Period, lines: &[Vec<u16>]) -> Schedule {
        let n_kinds = period.kinds.len();
        let row = |(person, line): (&ModelPerson, &Vec<u16>)| {
            let mut row = vec![None; usize::from(period.n_days)];
            for at in line {
                let shift = person.turns[usize::from(*at)].shift.get();
                row[shift / n_kinds] = Some(shift % n_kinds);
            }
            row
        };
        self.whole.model.people.iter().zip(lines).map(row).collect()
    }
}

/// `None` if somebody must work what they may not.
pub(crate) fn compile(period: &Period) -> Option<CompiledPeriod> {
    let n_kinds = period.kinds.len();
    let mut model = Model {
        people: Vec::new(),
        rows: Vec::new(),
    };
    let mut settled = Vec::new();
    let mut missed = 0;
    let mut rows_of_shift = vec![Vec::new(); usize::from(period.n_days) * n_kinds];
    for demand in &period.demands {
        let shift = usize::from(demand.day) * n_kinds + demand.kind;
        rows_of_shift[shift].push(u32::try_from(model.rows.len()).unwrap_or(u32::MAX));
        model.rows.push(Row {
            name: None,
            sense: Sense::Exactly,
            rhs: i64::from(demand.need),
            slack: match demand.coverage {
                Coverage::Exact => Slack::Gap,
                Coverage::Soft { under, over } => Slack::Priced { under, over },
            },
            shifts: vec![ShiftIdx::new(shift)],
            eager: true,
        });
    }
    for pattern in &period.people {
        let turns = turns(period, pattern, &rows_of_shift);
        let mut fixes = vec![Fix::Free; turns.len()];
        for (day, kind) in &pattern.fixed {
            let shift = ShiftIdx::new(usize::from(*day) * n_kinds + kind);
            let at = turns.iter().position(|turn| turn.shift == shift)?;
            fixes[at] = Fix::Required;
        }
        let wanted = pattern.requests.iter().filter(|it| it.wants);
        missed += wanted.map(|it| it.weight).sum::<i64>();
        settled.push(fixes);
        model.people.push(ModelPerson {
            network: network(period, pattern, &turns),
            totals: totals(period, pattern, &turns),
            turns,
            streak: Streak {
                least: pattern.work.least,
                most: pattern.work.most,
            },
            home: HomeTrip { weight: 0, days: 0 },
            grain: 0,
            n_days: period.n_days,
        });
    }
    Some(CompiledPeriod {
        whole: Compiled {
            model,
            settled,
            impossible: Vec::new(),
        },
        missed,
    })
}

fn turns(period: &Period, pattern: &Pattern, rows_of_shift: &[Vec<u32>]) -> Vec<Turn> {
    let n_kinds = period.kinds.len();
    let mut turns = Vec::new();
    for day in 0..period.n_days {
        for kind in (0..n_kinds).filter(|kind| 0 < pattern.kinds[*kind].most) {
            if pattern.banned.contains(&(day, kind)) {
                continue;
            }
            let requests = pattern.requests.iter();
            let mine = requests.filter(|it| (it.day, it.kind) == (day, kind));
            let shift = usize::from(day) * n_kinds + kind;
            turns.push(Turn {
                shift: ShiftIdx::new(shift),
                day,
                cost: mine
                    .map(|it| if it.wants { -it.weight } else { it.weight })
                    .sum(),
                entries: rows_of_shift[shift].iter().map(|row| (*row, 1)).collect(),
            });
        }
    }
    turns
}

fn network(period: &Period, pattern: &Pattern, turns: &[Turn]) -> Network {
    let n_kinds = period.kinds.len();
    let kind = |turn: &Turn| &period.kinds[turn.shift.get() % n_kinds];
    let rest = pattern.rest;
    let has_hubs = rest.most == u16::MAX;
    let arc = |from: usize, turn: &Turn, earlier: &Turn| {
        let days_off = (turn.day - earlier.day).checked_sub(1)?;
        let clashes = kind(earlier)
            .not_next
            .contains(&(turn.shift.get() % n_kinds));
        let is_allowed = match days_off {
            0 => !clashes,
            1.. => !has_hubs && rest.least <= days_off && days_off <= rest.most,
        };
        is_allowed.then(|| Arc {
            from: u16::try_from(from).unwrap_or(u16::MAX),
            cost: 0,
            days_off,
            step: if days_off == 0 {
                Step::NextDay
            } else {
                Step::Later
            },
        })
    };
    let into = (turns.iter().enumerate()).map(|(at, turn)| {
        let earlier = turns[..at].iter().enumerate();
        earlier
            .filter_map(|(from, earlier)| arc(from, turn, earlier))
            .collect()
    });
    // Hub `d` means: day `d` is off, and as many before it as there must be.
    let hubs = if has_hubs {
        Hubs {
            leave: turns
                .iter()
                .map(|it| it.day.checked_add(rest.least))
                .collect(),
            enter: turns.iter().map(|it| it.day.checked_sub(1)).collect(),
        }
    } else {
        Hubs::default()
    };
    let tip = |days_off: u16| (days_off <= rest.most).then_some(Tip { cost: 0, days_off });
    Network {
        into: into.collect(),
        hubs,
        first: turns.iter().map(|turn| tip(turn.day)).collect(),
        last: turns
            .iter()
            .map(|turn| tip(period.n_days - 1 - turn.day))
            .collect(),
        idle_cost: (period.n_days <= rest.most).then_some(0),
    }
}

/// Only amounts that are limited or priced.
fn totals(period: &Period, pattern: &Pattern, turns: &[Turn]) -> Vec<Total> {
    let n_kinds = period.kinds.len();
    let kind_of = |turn: &Turn| turn.shift.get() % n_kinds;
    let mut totals = Vec::new();
    let mut add = |amount: Amount, amounts: Vec<i64>, blocks: Vec<u16>| {
        let may_bind = 0 < amount.least || amount.most < possible(turns, &amounts);
        if may_bind || amount.price != Price::Free {
            totals.push(Total {
                amounts,
                blocks,
                least: amount.least,
                most: amount.most,
                curve: curve(amount.price),
            });
        }
    };
    let minutes = turns.iter().map(|it| period.kinds[kind_of(it)].minutes);
    add(pattern.minutes, minutes.collect(), Vec::new());
    for (kind, amount) in pattern.kinds.iter().enumerate() {
        let counts = turns.iter().map(|it| i64::from(kind_of(it) == kind));
        add(*amount, counts.collect(), Vec::new());
    }
    let weekends: Vec<u16> = turns.iter().map(|it| period.weekend(it.day)).collect();
    let counts = weekends.iter().map(|weekend| i64::from(0 < *weekend));
    add(pattern.weekends, counts.collect(), weekends);
    totals
}

/// No line has more of it: the best turn of each day.
fn possible(turns: &[Turn], amounts: &[i64]) -> i64 {
    let mut by_day = std::collections::BTreeMap::new();
    for (turn, amount) in turns.iter().zip(amounts) {
        let best = by_day.entry(turn.day).or_insert(0);
        *best = (*best).max(*amount);
    }
    by_day.values().sum()
}

fn curve(price: Price) -> Curve {
    match price {
        Price::Free => Curve::Free,
        Price::Target {
            target,
            under,
            over,
        } => Curve::Target {
            target,
            under,
            over,
        },
        Price::Square { weight, carried } => Curve::Square(Load {
            weight,
            carried,
            share: 100,
        }),
    }
}
