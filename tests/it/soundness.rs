//! No certificate, however made, proves more than is true; and what the solver finds is proven.

use proptest::prelude::{ProptestConfig, any};
use proptest::proptest;
use proptest::test_runner::RngSeed;
use tructet::domain::cost::Cost;
use tructet::domain::facts::{Pair, PairKind};
use tructet::domain::person::{Leaning, Wish};
use tructet::domain::problem::Problem;
use tructet::domain::roster::Roster;
use tructet::proof::{self, Flaw, Note};
use tructet::rules::evaluate::evaluate;
use tructet::rules::fair_load::FairLoad;
use tructet::rules::record::{
    Certificate, Duals, Known, ProofComponent, ProofNode, RosterRecord, Status,
};
use tructet::rules::{Rule, RuleSet};
use tructet::solver::progress::{NeverStop, ReportLimit};
use tructet::solver::{Gaps, Outcome, SolveConfig, solve};

use crate::random_facts::{Dice, random_facts};
use crate::random_proofs::{names, random_cases, random_certificate, random_rules};

const CONFIG: SolveConfig = SolveConfig {
    seed: 1,
    gaps: Gaps::Refuse,
    threads: 1,
};

/// What all rosters cost that break no hard rule.
fn costs(problem: &Problem, rules: &RuleSet) -> impl Iterator<Item = Cost> {
    let pairs: Vec<_> = (problem.people())
        .flat_map(|(person, _)| problem.shifts().map(move |(shift, _)| (person, shift)))
        .collect();
    let rosters = (0..1_u32 << pairs.len()).map(move |bits| {
        let mut roster = Roster::empty(problem);
        for (nth, (person, shift)) in pairs.iter().enumerate() {
            if bits & 1 << nth != 0 {
                roster.assign(*person, *shift);
            }
        }
        evaluate(problem, rules, &roster).cost
    });
    rosters.filter(|it| it.broken == 0)
}

/// The least cost of any roster that breaks no hard rule and leaves nothing open.
fn best_of_all(problem: &Problem, rules: &RuleSet) -> Option<i64> {
    let valid = costs(problem, rules).filter(|it| it.gaps == 0);
    valid.map(|it| it.soft).min()
}

/// The empty roster, and `certificate` to prove the highest bound there is.
fn claimed(problem: &Problem, rules: &RuleSet, certificate: Certificate) -> RosterRecord {
    let known = Known {
        status: Status::Feasible,
        bound: Some(i64::MAX),
        certificate: Some(certificate),
        seed: 1,
    };
    let roster = Roster::empty(problem);
    let judged = evaluate(problem, rules, &roster);
    RosterRecord::new(problem, rules, &roster, &judged, known)
}

/// What a certificate comes to.
#[derive(Debug)]
enum Proven {
    /// No roster costs less.
    Bound(i64),
    /// There is no roster.
    Nothing,
    /// It is not believed.
    Refused,
}

fn proven(record: &RosterRecord) -> Proven {
    for flaw in proof::verify(record).flaws {
        if let Flaw::Bound { found, .. } = flaw {
            return found.map_or(Proven::Refused, Proven::Bound);
        }
        if let Flaw::Certificate(_) = flaw {
            return Proven::Refused;
        }
    }
    Proven::Nothing
}

/// What `certificate` proves must hold.
#[track_caller]
fn check(
    problem: &Problem,
    rules: &RuleSet,
    best: Option<i64>,
    certificate: Certificate,
) -> Proven {
    let record = claimed(problem, rules, certificate);
    let proven = proven(&record);
    match (&proven, best) {
        (Proven::Bound(bound), Some(best)) => {
            assert!(
                *bound <= best,
                "{bound} proven where {best} is best: {record:?}"
            );
        }
        (Proven::Nothing, Some(best)) => {
            panic!("nothing proven possible where {best} is best: {record:?}");
        }
        (Proven::Bound(_) | Proven::Nothing, None) | (Proven::Refused, _) => {}
    }
    proven
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 60,
        rng_seed: RngSeed::Fixed(11),
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn no_certificate_proves_more_than_is_true(seed in any::<u64>()) {
        let mut dice = Dice::new(seed);
        let problem = Problem::new(random_facts(&mut dice, 8)).unwrap();
        let rules = random_rules(&mut dice);
        let best = best_of_all(&problem, &rules);
        for _ in 0..30 {
            let certificate = random_certificate(&mut dice, &problem, &rules);
            check(&problem, &rules, best, certificate);
        }
    }
}

/// The solver's own proof, which must hold and be whole; `None` if there is no roster.
#[track_caller]
fn solved(problem: &Problem, rules: &RuleSet) -> Option<Certificate> {
    let solution = match solve(problem, rules, CONFIG, &mut NeverStop).outcome {
        Outcome::Optimal(solution) => solution,
        Outcome::Infeasible(_) => return None,
        other @ (Outcome::Feasible(_) | Outcome::Unknown | Outcome::OutOfRange) => {
            panic!("not proven: {other:?}")
        }
    };
    let known = Known {
        status: Status::Optimal,
        bound: solution.bound,
        certificate: solution.certificate.clone(),
        seed: 1,
    };
    let judged = evaluate(problem, rules, &solution.roster);
    let record = RosterRecord::new(problem, rules, &solution.roster, &judged, known);
    assert_eq!(proof::verify(&record).flaws, []);
    solution.certificate
}

/// A record of `roster` that claims the highest bound there is.
fn boasting(
    problem: &Problem,
    rules: &RuleSet,
    roster: &Roster,
    certificate: Certificate,
) -> RosterRecord {
    let known = Known {
        status: Status::Feasible,
        bound: Some(i64::MAX),
        certificate: Some(certificate),
        seed: 1,
    };
    let judged = evaluate(problem, rules, roster);
    RosterRecord::new(problem, rules, roster, &judged, known)
}

#[test]
fn what_is_proven_of_open_seats_is_true() {
    let (mut n_open, mut n_proven) = (0, 0);
    for seed in 0..120 {
        let mut dice = Dice::new(seed);
        let problem = Problem::new(random_facts(&mut dice, 8)).unwrap();
        let rules = random_rules(&mut dice);
        let config = SolveConfig {
            gaps: Gaps::Allow,
            ..CONFIG
        };
        let Outcome::Optimal(solution) = solve(&problem, &rules, config, &mut NeverStop).outcome
        else {
            continue;
        };
        if solution.cost.gaps == 0 {
            continue;
        }
        n_open += 1;
        let best = { costs(&problem, &rules) }
            .map(|it| (it.gaps, it.soft))
            .min();
        assert_eq!(best, Some((solution.cost.gaps, solution.cost.soft)));
        let known = Known {
            status: Status::Feasible,
            bound: solution.bound,
            certificate: solution.certificate.clone(),
            seed: 1,
        };
        let judged = evaluate(&problem, &rules, &solution.roster);
        let record = RosterRecord::new(&problem, &rules, &solution.roster, &judged, known);
        let verdict = proof::verify(&record);
        assert_eq!(verdict.flaws, []);
        n_proven += usize::from(verdict.bound == Some(solution.cost.soft));
        assert_eq!(
            verdict.notes.contains(&Note::GapsUnproven),
            verdict.bound.is_none()
        );
        // Nothing follows for a roster with more open seats, whatever it claims.
        let sound = solution.certificate.unwrap();
        let empty = Roster::empty(&problem);
        if solution.cost.gaps < evaluate(&problem, &rules, &empty).cost.gaps {
            let verdict = proof::verify(&boasting(&problem, &rules, &empty, sound));
            assert_eq!(verdict.bound, None);
        }
        for _ in 0..20 {
            let certificate = Certificate {
                gap_price: Some([40, 10_000, 1 << 30][dice.roll(3) as usize]),
                ..random_certificate(&mut dice, &problem, &rules)
            };
            let record = boasting(&problem, &rules, &solution.roster, certificate);
            let bound = proof::verify(&record).bound;
            assert!(
                bound.is_none_or(|it| it <= solution.cost.soft),
                "{record:?}"
            );
        }
    }
    assert!(20 <= n_open && n_open == n_proven, "{n_proven} of {n_open}");
}

#[test]
fn a_true_certificate_bent_proves_no_more() {
    let (mut n_tight, mut n_by_lines) = (0, 0);
    for seed in 0..100 {
        let mut dice = Dice::new(seed);
        let problem = Problem::new(random_facts(&mut dice, 8)).unwrap();
        let rules = random_rules(&mut dice).with(Rule::FairLoad(FairLoad { weight: 1 }));
        let best = best_of_all(&problem, &rules);
        let Some(sound) = solved(&problem, &rules) else {
            assert_eq!(best, None);
            continue;
        };
        // Everybody a part of their own.
        let alone = { sound.components.iter() }.flat_map(|part| {
            { part.people.iter() }.map(|person| ProofComponent {
                people: vec![person.clone()],
                nodes: part.nodes.clone(),
            })
        });
        let alone = Certificate {
            scale: sound.scale,
            gap_price: None,
            components: alone.collect(),
        };
        check(&problem, &rules, best, alone);
        let names = names(&problem, &rules);
        for _ in 0..10 {
            let mut bent = sound.clone();
            for node in bent.components.iter_mut().flat_map(|it| &mut it.nodes) {
                match node {
                    ProofNode::Leaf { duals } => bend(&mut dice, &names, duals, sound.scale),
                    ProofNode::Columns { bound, duals, .. } => {
                        *bound += dice.roll(4) as i64;
                        duals.truncate(1 + dice.roll(2) as usize);
                    }
                    ProofNode::Split { .. } | ProofNode::Clash => {}
                }
            }
            let proven = check(&problem, &rules, best, bent);
            n_tight += usize::from(matches!(proven, Proven::Bound(it) if Some(it) == best));
            let [part] = &sound.components[..] else {
                continue;
            };
            let claim = best.unwrap_or(0) + dice.roll(4) as i64;
            let nodes = lines_of(&mut dice, &problem, &names, &part.nodes, claim);
            let lines = Certificate {
                scale: sound.scale,
                gap_price: None,
                components: vec![ProofComponent {
                    people: part.people.clone(),
                    nodes,
                }],
            };
            let proven = check(&problem, &rules, best, lines);
            n_by_lines += usize::from(matches!(proven, Proven::Bound(it) if Some(it) == best));
        }
    }
    assert!(
        100 < n_tight,
        "only {n_tight} bent certificates still prove the best"
    );
    assert!(50 < n_by_lines, "only {n_by_lines} prove the best by lines");
}

/// Multipliers of `nodes` made into the claim that no choice of lines costs less than `claim`.
fn lines_of(
    dice: &mut Dice,
    problem: &Problem,
    names: &[(String, i64, i64)],
    nodes: &[ProofNode],
    claim: i64,
) -> Vec<ProofNode> {
    let duals = nodes.iter().flat_map(|node| match node {
        ProofNode::Leaf { duals } => vec![duals.clone()],
        ProofNode::Columns { duals, .. } => duals.clone(),
        ProofNode::Split { .. } | ProofNode::Clash => Vec::new(),
    });
    let duals: Vec<Duals> = duals.take(2).collect();
    let mut conditions: Vec<String> = duals[0].keys().cloned().collect();
    let others = names.iter().map(|(name, ..)| name);
    for name in others.filter(|it| !it.ends_with(":x")) {
        if !conditions.contains(name) && dice.roll(3) != 0 {
            conditions.push(name.clone());
        }
    }
    if dice.roll(4) == 0 {
        let nth = dice.roll(conditions.len() as u64) as usize;
        conditions.push(conditions[nth].clone());
    }
    let mut out = vec![ProofNode::Columns {
        bound: claim,
        rows: conditions,
        duals,
    }];
    random_cases(dice, problem, &mut out, 3, ProofNode::Clash);
    out
}

/// Changes a multiplier, or adds one.
fn bend(dice: &mut Dice, names: &[(String, i64, i64)], duals: &mut Duals, scale: i64) {
    let (name, low, high) = &names[dice.roll(names.len() as u64) as usize];
    let by = (dice.roll(5) as i64 - 2) * scale;
    let value = duals.entry(name.clone()).or_default();
    *value = (*value + by).clamp(low * scale, high * scale);
}

#[test]
fn what_is_said_twice_is_proven_all_the_same() {
    let mut n_tied = 0;
    for seed in 0..100 {
        let mut facts = random_facts(&mut Dice::new(seed), 12);
        facts.pairs.push(Pair {
            a: "p0".to_owned(),
            b: "p1".to_owned(),
            kind: [PairKind::Apart, PairKind::Together][seed as usize % 2],
        });
        facts.pairs.extend(facts.pairs.clone());
        facts.pins.extend(facts.pins.clone());
        for duty in &mut facts.duties {
            let skills = duty.cover.iter_mut().map(|it| &mut it.skills);
            skills.for_each(|it| it.extend(it.clone()));
        }
        let problem = Problem::new(facts).unwrap();
        let rules = RuleSet::standard();
        if let Some(certificate) = solved(&problem, &rules) {
            let is_tied = |node: &ProofNode| match node {
                ProofNode::Leaf { duals } => duals.keys().any(|it| it.contains(":p0:p1:")),
                ProofNode::Columns { .. } | ProofNode::Split { .. } | ProofNode::Clash => false,
            };
            let mut nodes = certificate.components.iter().flat_map(|it| &it.nodes);
            n_tied += usize::from(nodes.any(is_tied));
        }
    }
    assert!(1 < n_tied, "only {n_tied} proofs say anything of a pair");
}

#[test]
fn any_number_of_wishes_is_proven() {
    let mut n_solved = 0;
    for seed in 0..30 {
        let mut facts = random_facts(&mut Dice::new(seed), 10);
        let spans: Vec<_> = facts.shifts.iter().map(|it| it.span).collect();
        for person in &mut facts.people {
            let wish = |span| Wish {
                span,
                leaning: Leaning::Prefer,
            };
            person.wishes = spans.iter().copied().cycle().take(70).map(wish).collect();
        }
        let problem = Problem::new(facts).unwrap();
        n_solved += usize::from(solved(&problem, &RuleSet::standard()).is_some());
    }
    assert!(5 < n_solved, "only {n_solved} have a roster");
}

#[test]
fn who_is_stopped_claims_nothing_untrue_of_gaps() {
    let mut n_stopped = 0;
    for seed in 0..300 {
        let mut dice = Dice::new(seed);
        let problem = Problem::new(random_facts(&mut dice, 8)).unwrap();
        let rules = random_rules(&mut dice);
        let best = costs(&problem, &rules).min();
        let config = SolveConfig {
            gaps: Gaps::Allow,
            ..CONFIG
        };
        for questions in 1..8 {
            let mut never = NeverStop;
            let mut hasty = ReportLimit::new(&mut never, questions);
            let solved = solve(&problem, &rules, config, &mut hasty);
            let solution = match solved.outcome {
                Outcome::Optimal(solution) => {
                    assert_eq!(Some(solution.cost), best, "{seed}");
                    continue;
                }
                Outcome::Feasible(solution) => solution,
                Outcome::Infeasible(_) => {
                    assert_eq!(best, None, "{seed}");
                    continue;
                }
                Outcome::Unknown | Outcome::OutOfRange => continue,
            };
            let best = best.unwrap();
            n_stopped += usize::from(0 < solution.cost.gaps);
            if let Some(bound) = solution.bound {
                // A bound on the cost says that no roster leaves less open.
                assert_eq!(solution.cost.gaps, best.gaps, "{seed}: {solution:?}");
                assert!(bound <= best.soft, "{seed}: {solution:?}");
            }
        }
    }
    assert!(100 < n_stopped, "only {n_stopped} were stopped with gaps");
}
