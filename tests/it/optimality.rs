//! The solver against every roster there is, the judge and the proof, on random tiny offices.

use proptest::prelude::{ProptestConfig, any};
use proptest::proptest;
use proptest::test_runner::RngSeed;
use tructet::domain::cost::Cost;
use tructet::domain::problem::Problem;
use tructet::domain::roster::Roster;
use tructet::proof;
use tructet::rules::RuleSet;
use tructet::rules::evaluate::evaluate;
use tructet::rules::record::{Known, ProofNode, RosterRecord, Status};
use tructet::solver::progress::NeverStop;
use tructet::solver::{Gaps, Outcome, Solution, SolveConfig, solve};

use crate::random_facts::{Dice, random_facts};

/// The least cost of any roster that breaks no hard rule, open seats apart.
fn best_of_all(problem: &Problem, rules: &RuleSet) -> Option<Cost> {
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
        evaluate(problem, rules, &roster).cost
    });
    rosters.filter(|cost| cost.broken == 0).min()
}

fn record(problem: &Problem, rules: &RuleSet, solution: &Solution) -> RosterRecord {
    let known = Known {
        status: Status::Optimal,
        bound: solution.bound,
        certificate: solution.certificate.clone(),
        seed: 1,
    };
    let judged = evaluate(problem, rules, &solution.roster);
    assert_eq!(judged.cost, solution.cost, "solver and judge disagree");
    RosterRecord::new(problem, rules, &solution.roster, &judged, known)
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 150,
        rng_seed: RngSeed::Fixed(7),
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn solver_judge_proof_and_brute_force_agree(seed in any::<u64>()) {
        let problem = Problem::new(random_facts(&mut Dice::new(seed), 10)).unwrap();
        let rules = RuleSet::standard();
        let best = best_of_all(&problem, &rules);
        let allow = SolveConfig { seed: 1, gaps: Gaps::Allow, threads: 1 };
        match (solve(&problem, &rules, allow, &mut NeverStop).outcome, best) {
            (Outcome::Optimal(solution), Some(best)) => {
                record(&problem, &rules, &solution);
                assert_eq!(solution.cost, best);
                assert_eq!(solution.bound, Some(best.soft));
            }
            (Outcome::Infeasible(_), None) => {}
            (outcome, best) => panic!("{outcome:?} where the best is {best:?}"),
        }
        let refuse = SolveConfig { gaps: Gaps::Refuse, ..allow };
        match (solve(&problem, &rules, refuse, &mut NeverStop).outcome, best) {
            (Outcome::Optimal(solution), Some(best)) => {
                assert_eq!(solution.cost, best);
                let verdict = proof::verify(&record(&problem, &rules, &solution));
                assert_eq!(verdict.flaws, []);
                assert_eq!(verdict.bound, Some(best.soft));
            }
            (Outcome::Infeasible(conflict), Some(best)) => {
                assert!(0 < best.gaps, "not infeasible: {best:?}");
                assert_eq!(conflict.gaps, best.gaps);
            }
            (Outcome::Infeasible(_), None) => {}
            (outcome, best) => panic!("{outcome:?} where the best is {best:?}"),
        }
    }

    #[test]
    fn a_damaged_certificate_proves_nothing(seed in any::<u64>()) {
        let mut dice = Dice::new(seed);
        let problem = Problem::new(random_facts(&mut dice, 12)).unwrap();
        let rules = RuleSet::standard();
        let config = SolveConfig { seed: 1, gaps: Gaps::Refuse, threads: 1 };
        let Outcome::Optimal(solution) = solve(&problem, &rules, config, &mut NeverStop).outcome else {
            return Ok(());
        };
        let sound = record(&problem, &rules, &solution);
        assert_eq!(proof::verify(&sound).flaws, []);
        let mut damaged = sound.clone();
        damaged.bound = sound.bound.map(|bound| bound + 1);
        assert_ne!(proof::verify(&damaged).flaws, []);
        let mut damaged = sound.clone();
        damaged.certificate = None;
        assert_ne!(proof::verify(&damaged).flaws, []);
        let mut damaged = sound.clone();
        damaged.certificate.as_mut().unwrap().components[0].nodes.pop();
        assert_ne!(proof::verify(&damaged).flaws, []);
        let mut damaged = sound;
        let parts = &mut damaged.certificate.as_mut().unwrap().components;
        for node in parts.iter_mut().flat_map(|part| &mut part.nodes) {
            if let ProofNode::Leaf { duals } = node {
                duals.insert("coverage:nowhere".to_owned(), 1);
            }
        }
        assert_ne!(proof::verify(&damaged).flaws, []);
    }
}
