//! Rules and certificates thrown together.

use tructet::domain::duty::CoverBy;
use tructet::domain::facts::PairKind;
use tructet::domain::problem::Problem;
use tructet::rules::fair_load::FairLoad;
use tructet::rules::record::{Certificate, Duals, ProofComponent, ProofNode};
use tructet::rules::unit_spread::UnitSpread;
use tructet::rules::{Rule, RuleCode, RuleSet};

use crate::random_facts::Dice;

/// Some rules, some weights.
pub(crate) fn random_rules(dice: &mut Dice) -> RuleSet {
    let mut rules = RuleSet::standard();
    for code in [
        RuleCode::Coverage,
        RuleCode::MinRest,
        RuleCode::MaxDuties,
        RuleCode::SkillCoverage,
        RuleCode::SeniorPresence,
        RuleCode::Wishes,
        RuleCode::HomeTrip,
        RuleCode::Continuity,
        RuleCode::SpecialTurn,
        RuleCode::FairLoad,
    ] {
        if dice.roll(8) == 0 {
            rules = rules.without(code);
        }
    }
    let weight = [1, 2, 3][dice.roll(3) as usize];
    if dice.roll(2) == 0 {
        rules = rules.with(Rule::FairLoad(FairLoad { weight }));
    }
    let percent = 10 + dice.roll(50) as u16;
    let weight = 1 + dice.roll(8) as i64;
    rules.with(Rule::UnitSpread(UnitSpread { weight, percent }))
}

/// Names of conditions, and the range of multipliers that prove something. Some are misspelt.
pub(crate) fn names(problem: &Problem, rules: &RuleSet) -> Vec<(String, i64, i64)> {
    let mut names = Vec::new();
    let has = |code: RuleCode| rules.get(code).is_some();
    let is_tied = |kind: PairKind| problem.pairs().iter().any(|it| it.kind == kind);
    for (shift, facts) in problem.shifts() {
        let duty = &problem[problem.duty_of(shift)];
        let (key, day) = (&facts.key, facts.day);
        let start = facts.span.start().format("%Y-%m-%dT%H:%M");
        if has(RuleCode::Coverage) {
            names.push((format!("coverage:{key}"), -30, 30));
        }
        if has(RuleCode::SeniorPresence) && duty.senior {
            names.push((format!("senior:{key}"), -30, 0));
        }
        if let Some(cover) = duty.cover.as_ref().filter(|_| has(RuleCode::SkillCoverage)) {
            let over = match cover.by {
                CoverBy::Shift => key.clone(),
                CoverBy::Day => format!("{}:{day}", duty.id),
            };
            names.push((format!("skill:mail:{over}"), 0, 30));
        }
        if has(RuleCode::TogetherPairs) && is_tied(PairKind::Together) {
            names.push((format!("together:p0:p1:{key}"), -30, 0));
        }
        if has(RuleCode::ApartPairs) && is_tied(PairKind::Apart) {
            names.push((format!("apart:p0:p1:{start}"), -30, 0));
        }
        if let Some(Rule::UnitSpread(rule)) = rules.get(RuleCode::UnitSpread) {
            names.push((format!("spread:north:{day}"), -rule.weight, 0));
            names.push((format!("spread:south:{day}"), -rule.weight, 0));
        }
    }
    names.sort_unstable();
    names.dedup();
    let others = { names.iter() }.map(|(name, low, high)| (format!("{name}:x"), *low, *high));
    let others: Vec<_> = others.collect();
    names.extend(others.into_iter().step_by(7));
    names
}

pub(crate) fn random_duals(dice: &mut Dice, names: &[(String, i64, i64)], scale: i64) -> Duals {
    let n_named = dice.roll(8);
    let named = (0..n_named).map(|_| {
        let (name, low, high) = &names[dice.roll(names.len() as u64) as usize];
        let (low, high) = (low * scale, high * scale);
        let value = low + dice.roll((high - low + 1) as u64) as i64;
        (name.clone(), value)
    });
    named.collect()
}

/// A choice of lines that is said to leave nothing, after some cases.
pub(crate) fn random_lines(
    dice: &mut Dice,
    problem: &Problem,
    names: &[(String, i64, i64)],
    scale: i64,
    nodes: &mut Vec<ProofNode>,
) {
    let n_duals = 1 + dice.roll(2);
    let duals: Vec<Duals> = (0..n_duals)
        .map(|_| random_duals(dice, names, scale))
        .collect();
    let mut conditions: Vec<String> = duals[0].keys().cloned().collect();
    for _ in 0..dice.roll(6) {
        let (name, ..) = &names[dice.roll(names.len() as u64) as usize];
        if dice.roll(4) == 0 || !conditions.contains(name) {
            conditions.push(name.clone());
        }
    }
    nodes.push(ProofNode::Columns {
        bound: dice.roll(60) as i64,
        rows: conditions,
        duals,
    });
    random_cases(dice, problem, nodes, 3, ProofNode::Clash);
}

/// Splits, each case of which ends with `end`.
pub(crate) fn random_cases(
    dice: &mut Dice,
    problem: &Problem,
    nodes: &mut Vec<ProofNode>,
    depth: u64,
    end: ProofNode,
) {
    if dice.roll(4) < 4 - depth {
        nodes.push(end);
        return;
    }
    let people = &problem.facts().people;
    let shifts = &problem.facts().shifts;
    nodes.push(ProofNode::Split {
        person: people[dice.roll(people.len() as u64) as usize].id.clone(),
        shift: shifts[dice.roll(shifts.len() as u64) as usize].key.clone(),
    });
    for _ in 0..2 {
        random_cases(dice, problem, nodes, depth - 1, end.clone());
    }
}

pub(crate) fn random_certificate(
    dice: &mut Dice,
    problem: &Problem,
    rules: &RuleSet,
) -> Certificate {
    let scale = 1 + dice.roll(2) as i64;
    let names = names(problem, rules);
    let n_parts = 1 + dice.roll(3) as usize;
    let mut parts = vec![Vec::new(); n_parts];
    for person in &problem.facts().people {
        parts[dice.roll(n_parts as u64) as usize].push(person.id.clone());
    }
    let parts = parts.into_iter().map(|people| {
        let mut nodes = Vec::new();
        match dice.roll(3) {
            0 => random_lines(dice, problem, &names, scale, &mut nodes),
            1 => nodes.push(ProofNode::Leaf {
                duals: random_duals(dice, &names, scale),
            }),
            _ => {
                let duals = random_duals(dice, &names, scale);
                random_cases(dice, problem, &mut nodes, 2, ProofNode::Leaf { duals });
            }
        }
        ProofComponent { people, nodes }
    });
    Certificate {
        scale,
        gap_price: None,
        components: parts.collect(),
    }
}
