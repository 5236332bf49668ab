//! Every kind of damage to a proof is noticed.

use std::path::Path;

use tructet::domain::problem::Problem;
use tructet::input::files::Directory;
use tructet::input::folder;
use tructet::proof;
use tructet::rules::evaluate::evaluate;
use tructet::rules::record::{Duals, Known, ProofNode, RosterRecord, Status};
use tructet::rules::{Rule, RuleCode};
use tructet::solver::progress::NeverStop;
use tructet::solver::{Gaps, Outcome, SolveConfig, solve};

/// The office of a ward with other histories, and weights that share no divisor, so that the bound
/// of the relaxation stays below the optimum and the proof must try lines.
fn proven_by_lines() -> RosterRecord {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/binhngo-2026");
    let read = folder::read(&Directory::open(&folder).unwrap()).unwrap();
    let mut facts = read.problem.into_facts();
    let mut state = 23 * 2_654_435_761_u64 + 12_345;
    for person in &mut facts.people {
        state = state.wrapping_mul(6_364_136_223_846_793_005);
        state = state.wrapping_add(1_442_695_040_888_963_407);
        person.carried = ((state >> 33) % 12) as i64;
    }
    let mut rules = read.rules;
    if let Some(Rule::Wishes(rule)) = rules.get(RuleCode::Wishes) {
        let mut rule = *rule;
        (rule.avoid_weight, rule.prefer_weight) = (7, 5);
        rules = rules.with(Rule::Wishes(rule));
    }
    if let Some(Rule::HomeTrip(rule)) = rules.get(RuleCode::HomeTrip) {
        let mut rule = *rule;
        rule.weight = 3;
        rules = rules.with(Rule::HomeTrip(rule));
    }
    let problem = Problem::new(facts).unwrap();
    let config = SolveConfig {
        seed: 1,
        gaps: Gaps::Refuse,
        threads: 1,
    };
    let Outcome::Optimal(solution) = solve(&problem, &rules, config, &mut NeverStop).outcome else {
        panic!("not proven");
    };
    let known = Known {
        status: Status::Optimal,
        bound: solution.bound,
        certificate: solution.certificate,
        seed: 1,
    };
    let judged = evaluate(&problem, &rules, &solution.roster);
    RosterRecord::new(&problem, &rules, &solution.roster, &judged, known)
}

/// `sound` after `damage` to the nodes of the part that tries lines must prove nothing.
#[track_caller]
fn check(sound: &RosterRecord, what: &str, damage: impl FnOnce(&mut Vec<ProofNode>)) {
    let mut damaged = sound.clone();
    let parts = &mut damaged.certificate.as_mut().unwrap().components;
    let tries_lines = |it: &ProofNode| matches!(it, ProofNode::Columns { .. });
    let part = parts.iter_mut().find(|it| it.nodes.iter().any(tries_lines));
    damage(&mut part.unwrap().nodes);
    assert_ne!(damaged, *sound, "{what}: no damage");
    assert_ne!(proof::verify(&damaged).flaws, [], "{what}");
}

fn place(nodes: &[ProofNode], is_wanted: impl Fn(&ProofNode) -> bool) -> usize {
    nodes.iter().position(is_wanted).unwrap()
}

/// What a lines node says.
fn lines(nodes: &mut [ProofNode]) -> (&mut i64, &mut Vec<String>, &mut Vec<Duals>) {
    let lines = nodes.iter_mut().find_map(|it| match it {
        ProofNode::Columns { bound, rows, duals } => Some((bound, rows, duals)),
        ProofNode::Leaf { .. } | ProofNode::Split { .. } | ProofNode::Clash => None,
    });
    lines.unwrap()
}

#[test]
fn every_kind_of_damage_to_a_proof_by_lines_is_caught() {
    let sound = proven_by_lines();
    let verdict = proof::verify(&sound);
    assert_eq!((verdict.flaws, verdict.bound), (Vec::new(), sound.bound));
    let is_clash = |it: &ProofNode| matches!(it, ProofNode::Clash);
    let is_split = |it: &ProofNode| matches!(it, ProofNode::Split { .. });
    let is_lines = |it: &ProofNode| matches!(it, ProofNode::Columns { .. });

    check(&sound, "a higher claim", |nodes| *lines(nodes).0 += 2);
    check(&sound, "no condition", |nodes| lines(nodes).1.clear());
    check(&sound, "an unknown condition", |nodes| {
        lines(nodes).1.push("coverage:nowhere".to_owned());
    });
    check(&sound, "no multipliers", |nodes| lines(nodes).2.clear());
    check(&sound, "multipliers of nothing", |nodes| {
        lines(nodes).2[0].insert("coverage:nowhere".to_owned(), 1);
    });
    check(&sound, "multipliers far off", |nodes| {
        lines(nodes).2.iter_mut().for_each(|duals| duals.clear());
    });
    check(&sound, "a clash too few", |nodes| {
        nodes.remove(place(nodes, is_clash));
    });
    check(&sound, "a clash too many", |nodes| {
        nodes.push(ProofNode::Clash)
    });
    check(&sound, "a clash where a choice is left", |nodes| {
        let at = place(nodes, is_lines) + 1;
        nodes.truncate(at);
        nodes.push(ProofNode::Clash);
    });
    check(&sound, "a case left out", |nodes| {
        nodes.remove(place(nodes, is_split));
    });
    check(&sound, "a case of somebody unknown", |nodes| {
        let at = place(nodes, is_split);
        nodes[at] = ProofNode::Split {
            person: "nobody".to_owned(),
            shift: "nothing".to_owned(),
        };
    });
    check(&sound, "cases without a choice", |nodes| {
        nodes.remove(place(nodes, is_lines));
    });
    check(&sound, "nothing", Vec::clear);
}

#[test]
fn damage_to_the_whole_certificate_is_caught() {
    let sound = proven_by_lines();
    let check = |what: &str, damage: &dyn Fn(&mut RosterRecord)| {
        let mut damaged = sound.clone();
        damage(&mut damaged);
        assert_ne!(proof::verify(&damaged).flaws, [], "{what}");
    };
    check("no scale", &|record| {
        record.certificate.as_mut().unwrap().scale = 0;
    });
    check("another scale", &|record| {
        record.certificate.as_mut().unwrap().scale *= 3;
    });
    check("a part left out", &|record| {
        record.certificate.as_mut().unwrap().components.pop();
    });
    check("somebody twice", &|record| {
        let parts = &mut record.certificate.as_mut().unwrap().components;
        let twice = parts[0].people[0].clone();
        parts[0].people.push(twice);
    });
    check("another problem", &|record| {
        for person in &mut record.problem.people {
            person.carried = 0;
        }
    });
    check("a bound that is too high", &|record| {
        record.bound = record.bound.map(|it| it + 1);
    });
}
