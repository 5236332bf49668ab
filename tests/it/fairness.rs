//! The smallest spread and the fewest moves, against every roster of random tiny offices.

use proptest::prelude::{ProptestConfig, any};
use proptest::proptest;
use proptest::test_runner::RngSeed;
use tructet::app::fairness::fairness;
use tructet::app::proven::Plan;
use tructet::app::reroster::reroster;
use tructet::domain::cost::Cost;
use tructet::domain::facts::Assignment;
use tructet::domain::problem::Problem;
use tructet::domain::roster::Roster;
use tructet::rules::RuleSet;
use tructet::rules::evaluate::evaluate;
use tructet::solver::progress::NeverStop;
use tructet::solver::variation::{Variation, solve_varied};
use tructet::solver::{Gaps, Outcome, SolveConfig};

use crate::random_facts::{Dice, random_facts};

const CONFIG: SolveConfig = SolveConfig {
    seed: 1,
    gaps: Gaps::Refuse,
    threads: 1,
};

/// Every roster without breaches and open seats, with its cost.
fn valid_rosters(problem: &Problem, rules: &RuleSet) -> Vec<(Roster, Cost)> {
    let pairs: Vec<_> = (problem.people())
        .flat_map(|(person, _)| problem.shifts().map(move |(shift, _)| (person, shift)))
        .collect();
    let rosters = (0..1_u32 << pairs.len()).map(|bits| {
        let mut roster = Roster::empty(problem);
        for (nth, (person, shift)) in pairs.iter().enumerate() {
            if bits & 1 << nth != 0 {
                roster.assign(*person, *shift);
            }
        }
        let cost = evaluate(problem, rules, &roster).cost;
        (roster, cost)
    });
    rosters
        .filter(|(_, cost)| cost.broken == 0 && cost.gaps == 0)
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 60,
        rng_seed: RngSeed::Fixed(13),
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn no_roster_is_more_even_than_said(seed in any::<u64>()) {
        let problem = Problem::new(random_facts(&mut Dice::new(seed), 9)).unwrap();
        let rules = RuleSet::standard();
        let rosters = valid_rosters(&problem, &rules);
        let Some((roster, _)) = rosters.first() else { return Ok(()) };
        let found = fairness(&problem, &rules, roster, CONFIG, &mut NeverStop);
        let load = |roster: &Roster, person| {
            let points: i64 = roster.shifts_of(person).iter().map(|it| problem[*it].points).sum();
            (points + problem[person].carried, i64::from(problem[person].share))
        };
        for group in &found.groups {
            let spread = |(roster, _): &(Roster, Cost)| {
                let loads = group.load.people.iter().map(|it| load(roster, *it)).map(|(a, b)| a * 100 / b);
                loads.clone().max().unwrap() - loads.min().unwrap()
            };
            let best = rosters.iter().map(spread).min().unwrap();
            assert!(group.bound <= best && best <= group.best, "{best} {group:?}");
            assert_eq!(group.bound, group.best, "so few people are no hard case");
        }
        let squares = |(roster, _): &(Roster, Cost)| -> i64 {
            (problem.people())
                .map(|(person, _)| load(roster, person))
                .map(|(load, share)| load * load * 100 / share)
                .sum()
        };
        assert_eq!(found.least_squares, rosters.iter().map(squares).min());
        assert_eq!(found.squares, squares(&rosters[0]));
    }

    #[test]
    fn a_kept_roster_moves_least_and_then_costs_least(seed in any::<u64>()) {
        let mut dice = Dice::new(seed);
        let problem = Problem::new(random_facts(&mut dice, 9)).unwrap();
        let rules = RuleSet::standard();
        let rosters = valid_rosters(&problem, &rules);
        if rosters.is_empty() {
            return Ok(());
        }
        // A valid roster with one turn struck and somebody who is no longer there.
        let mut kept = rosters[dice.roll(rosters.len() as u64) as usize].0.assignments(&problem);
        if !kept.is_empty() {
            kept.remove(dice.roll(kept.len() as u64) as usize);
        }
        let shift = problem.shifts().next().unwrap().1.key.clone();
        kept.push(Assignment { person: "gone".to_owned(), shift });
        let moved = |roster: &Roster| {
            let turns = roster.assignments(&problem).into_iter();
            turns.filter(|it| !kept.contains(it)).count() as i64
        };
        let best = rosters.iter().map(|(roster, cost)| (moved(roster), cost.soft)).min();
        let (plan, moves, _) =
            reroster(&problem, &rules, kept.clone(), CONFIG, &mut NeverStop).unwrap();
        let (Plan::Roster(planned), Some(moves)) = (plan, moves) else { panic!("no roster") };
        let cost = evaluate(&problem, &rules, &planned.judged.roster).cost.soft;
        assert_eq!(Some((moved(&planned.judged.roster), cost)), best);
        assert_eq!(moves.n_moved, moved(&planned.judged.roster));
        assert!(moves.is_proven);
    }
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 40,
        rng_seed: RngSeed::Fixed(17),
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn prices_on_top_and_louder_rules_are_solved_to_the_optimum(seed in any::<u64>()) {
        let mut dice = Dice::new(seed);
        let problem = Problem::new(random_facts(&mut dice, 9)).unwrap();
        let rules = RuleSet::standard();
        let rosters = valid_rosters(&problem, &rules);
        let mut variation = Variation::default();
        for (person, _) in problem.people() {
            for (shift, _) in problem.shifts() {
                variation.prices.insert((person, shift), dice.roll(9) as i64);
            }
        }
        let loudness = 1 + dice.roll(5) as i64;
        let louder = rules.clone().scaled(loudness);
        let sum = |roster: &Roster, cost: &Cost| {
            let prices: i64 = roster.turns().map(|turn| variation.prices[&turn]).sum();
            let judged = evaluate(&problem, &louder, roster).cost.soft;
            assert_eq!(judged, loudness * cost.soft, "each weight, so much louder");
            judged + prices
        };
        let best = rosters.iter().map(|(roster, cost)| sum(roster, cost)).min();
        match solve_varied(&problem, &louder, &variation, CONFIG, &mut NeverStop).outcome {
            Outcome::Optimal(solution) => {
                assert_eq!(Some(solution.cost.soft), best);
                assert_eq!(solution.bound, best);
                assert_eq!(solution.certificate, None);
            }
            Outcome::Infeasible(_) => assert_eq!(best, None),
            outcome @ (Outcome::Feasible(_) | Outcome::Unknown | Outcome::OutOfRange) => panic!("{outcome:?}"),
        }
    }
}
