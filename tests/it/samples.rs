//! The sample offices: read without fault, planned to the optimum, and rich enough that every rule
//! has a say.

use std::path::{Path, PathBuf};

use tructet::domain::ids::{PersonIdx, ShiftIdx};
use tructet::domain::problem::Problem;
use tructet::domain::roster::Roster;
use tructet::input::files::Directory;
use tructet::input::folder::{OfficeFolder, read};
use tructet::proof;
use tructet::rules::RuleCode;
use tructet::rules::evaluate::evaluate;
use tructet::rules::least_change::LeastChange;
use tructet::rules::record::{Known, RosterRecord, Status};
use tructet::rules::{Rule, RuleSet};
use tructet::solver::progress::NeverStop;
use tructet::solver::{Gaps, Outcome, SolveConfig, solve};

fn data(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("data")
        .join(name)
}

fn office(name: &str) -> OfficeFolder {
    read(&Directory::open(&data(name)).unwrap()).unwrap_or_else(|faults| panic!("{faults:#?}"))
}

fn best(problem: &Problem, rules: &RuleSet) -> Roster {
    let config = SolveConfig {
        seed: 1,
        gaps: Gaps::Refuse,
        threads: 2,
    };
    match solve(problem, rules, config, &mut NeverStop).outcome {
        Outcome::Optimal(solution) => {
            let evaluation = evaluate(problem, rules, &solution.roster);
            assert!(evaluation.is_valid());
            let known = Known {
                status: Status::Optimal,
                bound: solution.bound,
                certificate: solution.certificate,
                seed: 1,
            };
            let record = RosterRecord::new(problem, rules, &solution.roster, &evaluation, known);
            let verdict = proof::verify(&record);
            assert_eq!((verdict.flaws, verdict.bound), (vec![], Some(record.cost)));
            solution.roster
        }
        outcome @ (Outcome::Feasible(_)
        | Outcome::Infeasible(_)
        | Outcome::Unknown
        | Outcome::OutOfRange) => {
            panic!("{outcome:?}")
        }
    }
}

#[test]
fn both_offices_are_planned_to_the_optimum() {
    for (name, people, shifts, seats) in
        [("langson-2018", 49, 42, 60), ("binhngo-2026", 31, 63, 75)]
    {
        let office = office(name);
        let problem = office.problem;
        let n_seats: u16 = problem.shifts().map(|(_, shift)| shift.need).sum();
        assert_eq!(
            (problem.people().len(), problem.shifts().len(), n_seats),
            (people, shifts, seats),
            "{name}"
        );
        best(&problem, &office.rules);
    }
}

#[test]
fn every_rule_has_a_say_in_the_sample_office() {
    let office = office("langson-2018");
    let problem = office.problem;
    let roster = best(&problem, &office.rules);
    let kept = roster.assignments(&problem);
    let rules = office
        .rules
        .with(Rule::LeastChange(LeastChange { weight: 4, kept }));
    let mut silent: Vec<RuleCode> = RuleCode::ALL.to_vec();
    let mut listen = |roster: &Roster| {
        let found = evaluate(&problem, &rules, roster).by_rule();
        silent.retain(|code| !found.contains_key(code));
    };
    // Somebody off, somebody on, anywhere: between them these break every rule there is.
    for (shift, _) in problem.shifts() {
        for (person, _) in problem.people() {
            let mut changed = roster.clone();
            if changed.stands(person, shift) {
                changed.remove(person, shift);
            } else {
                changed.assign(person, shift);
            }
            listen(&changed);
        }
    }
    let everything = |keeps: &dyn Fn(PersonIdx, ShiftIdx) -> bool| {
        let mut all = Roster::empty(&problem);
        for (person, _) in problem.people() {
            for (shift, _) in problem.shifts().filter(|(shift, _)| keeps(person, *shift)) {
                all.assign(person, shift);
            }
        }
        all
    };
    listen(&everything(&|_, _| true));
    listen(&everything(&|_, _| false));
    assert_eq!(silent, []);
}

#[test]
fn leave_calendars_reach_the_right_people() {
    let office = office("langson-2018");
    let leave = |id: &str| -> Vec<String> {
        let person = office
            .problem
            .facts()
            .people
            .iter()
            .find(|it| it.id == id)
            .unwrap();
        let spans = person
            .leave
            .iter()
            .map(|it| (it.span.start(), it.span.end()));
        spans
            .map(|(start, end)| format!("{}/{}", start.format("%d %H:%M"), end.format("%d %H:%M")))
            .collect()
    };
    assert_eq!(leave("mai.tt"), ["19 00:00/22 00:00"], "all day");
    assert_eq!(
        leave("dat.vt"),
        ["20 08:00/20 12:00", "27 08:00/27 12:00"],
        "every Tuesday"
    );
    assert_eq!(
        leave("khoa.dd"),
        ["15 18:00/16 08:00"],
        "by e-mail, from another time zone"
    );
    assert_eq!(leave("chi.nk"), [""; 0]);
    assert_eq!(
        office.warnings.len(),
        1,
        "the cancelled one: {:?}",
        office.warnings
    );
}
