//! Patterns → people of the model, demands → rows.

use crate::domain::ids::ShiftIdx;

use super::{Amount, Coverage, Instance, Pattern, Price, Timetable};
use crate::solver::compile::Compiled;
use crate::solver::model::index::{RowIdx, TurnAt};
use crate::solver::model::rows::{Row, Sense, Slack};
use crate::solver::model::schedule::{
    Arc, Curve, HomeTrip, Hubs, Load, Measure, ModelPerson, Network, Resource, Step, Streak, Tip,
    Turn,
};
use crate::solver::model::{Fix, Model, Schedule};

/// A period as a model; a shift is a day and a kind.
pub(crate) struct CompiledInstance {
    pub(crate) whole: Compiled,
    /// What all wishes to work cost if none is met: the model counts what meeting them saves.
    pub(crate) missed: i64,
}

impl CompiledInstance {
    /// The timetable made of one schedule for each person.
    pub(crate) fn timetable(&self, instance: &Instance, schedules: &[Schedule]) -> Timetable {
        let n_kinds = instance.kinds.len();
        let row = |(person, schedule): (&ModelPerson, &Schedule)| {
            let mut row = vec![None; usize::from(instance.n_days)];
            for at in schedule {
                let shift = person.turns[at.get()].shift.get();
                row[shift / n_kinds] = Some(shift % n_kinds);
            }
            row
        };
        self.whole
            .model
            .people
            .iter()
            .zip(schedules)
            .map(row)
            .collect()
    }
}

/// `None` if somebody must work what they may not.
pub(crate) fn compile(instance: &Instance) -> Option<CompiledInstance> {
    let n_kinds = instance.kinds.len();
    let mut model = Model {
        people: Vec::new(),
        rows: Vec::new(),
    };
    let mut settled = Vec::new();
    let mut missed = 0;
    let mut rows_of_shift = vec![Vec::new(); usize::from(instance.n_days) * n_kinds];
    for demand in &instance.demands {
        let shift = usize::from(demand.day) * n_kinds + demand.kind;
        let row = model.add_row(Row {
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
        rows_of_shift[shift].push(row);
    }
    for pattern in &instance.people {
        let turns = turns(instance, pattern, &rows_of_shift);
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
            network: network(instance, pattern, &turns),
            resources: resources(instance, pattern, &turns),
            turns,
            streak: Streak {
                least: pattern.work.least,
                most: pattern.work.most,
            },
            home: HomeTrip { weight: 0, days: 0 },
            divisor: 0,
            n_days: instance.n_days,
        });
    }
    Some(CompiledInstance {
        whole: Compiled {
            model,
            settled,
            impossible: Vec::new(),
        },
        missed,
    })
}

fn turns(instance: &Instance, pattern: &Pattern, rows_of_shift: &[Vec<RowIdx>]) -> Vec<Turn> {
    let n_kinds = instance.kinds.len();
    let mut turns = Vec::new();
    for day in 0..instance.n_days {
        for kind in
            (0..n_kinds).filter(|kind| pattern.kinds[*kind].most.is_none_or(|most| 0 < most))
        {
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

fn network(instance: &Instance, pattern: &Pattern, turns: &[Turn]) -> Network {
    let n_kinds = instance.kinds.len();
    let kind = |turn: &Turn| &instance.kinds[turn.shift.get() % n_kinds];
    let rest = pattern.rest;
    let has_hubs = rest.most.is_none();
    let is_short = |days_off: u16| rest.most.is_none_or(|most| days_off <= most);
    let arc = |from: TurnAt, turn: &Turn, earlier: &Turn| {
        let days_off = (turn.day - earlier.day).checked_sub(1)?;
        let clashes = kind(earlier)
            .not_next
            .contains(&(turn.shift.get() % n_kinds));
        let is_allowed = match days_off {
            0 => !clashes,
            1.. => !has_hubs && rest.least <= days_off && is_short(days_off),
        };
        is_allowed.then_some(Arc {
            from,
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
        let earlier = TurnAt::enumerate(&turns[..at]);
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
    let tip = |days_off: u16| is_short(days_off).then_some(Tip { cost: 0, days_off });
    Network {
        into: into.collect(),
        hubs,
        first: turns.iter().map(|turn| tip(turn.day)).collect(),
        last: turns
            .iter()
            .map(|turn| tip(instance.n_days - 1 - turn.day))
            .collect(),
        idle_cost: is_short(instance.n_days).then_some(0),
    }
}

/// Only amounts that are limited or priced.
fn resources(instance: &Instance, pattern: &Pattern, turns: &[Turn]) -> Vec<Resource> {
    let n_kinds = instance.kinds.len();
    let kind_of = |turn: &Turn| turn.shift.get() % n_kinds;
    let mut resources = Vec::new();
    let mut add = |measure, amount: Amount, consumption: Vec<i64>, blocks: Vec<u16>| {
        let possible = possible(turns, &consumption);
        let may_bind = 0 < amount.least || amount.most.is_some_and(|most| most < possible);
        if may_bind || amount.price != Price::Free {
            resources.push(Resource {
                measure,
                consumption,
                blocks,
                least: amount.least,
                most: amount.most,
                curve: curve(amount.price),
            });
        }
    };
    let minutes = turns.iter().map(|it| instance.kinds[kind_of(it)].minutes);
    add(
        Measure::Minutes,
        pattern.minutes,
        minutes.collect(),
        Vec::new(),
    );
    for (kind, amount) in pattern.kinds.iter().enumerate() {
        let counts = turns.iter().map(|it| i64::from(kind_of(it) == kind));
        add(
            Measure::TurnsOfKind(kind),
            *amount,
            counts.collect(),
            Vec::new(),
        );
    }
    let weekends: Vec<u16> = turns.iter().map(|it| instance.weekend(it.day)).collect();
    let counts = weekends.iter().map(|weekend| i64::from(0 < *weekend));
    add(
        Measure::Weekends,
        pattern.weekends,
        counts.collect(),
        weekends,
    );
    resources
}

/// No schedule has more of it: the best turn of each day.
fn possible(turns: &[Turn], consumption: &[i64]) -> i64 {
    let mut by_day = std::collections::BTreeMap::new();
    for (turn, amount) in turns.iter().zip(consumption) {
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
