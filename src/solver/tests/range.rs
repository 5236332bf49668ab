//! Which numbers are counted exactly.

use super::*;

/// `n_people` alike, each of whom may stand three turns of `points`, for `n_seats` in all.
fn crowd(n_people: usize, n_seats: i64, points: i64, weight: i64) -> Model {
    let mut person = random_person(&mut Rng::new(1), &[points; 3]);
    for turn in &mut person.turns {
        turn.entries = vec![(RowIdx::new(0), 1)];
    }
    person.resources[0].curve = Curve::Square(Load {
        weight,
        carried: 0,
        share: 100,
    });
    let seats = Row {
        name: None,
        sense: Sense::Exactly,
        rhs: n_seats,
        slack: Slack::Gap,
        shifts: Vec::new(),
        eager: true,
    };
    Model {
        people: vec![person; n_people],
        rows: vec![seats],
    }
}

#[test]
fn offices_of_any_size_are_counted_exactly_and_absurd_numbers_are_not() {
    let is_in_range = |model: Model| model.is_in_range(model.highest_schedule_cost());
    assert!(is_in_range(crowd(50, 80, 200, 1_000)));
    assert!(is_in_range(crowd(500, 1_500, 100, 100)));
    assert!(is_in_range(crowd(5_100, 7_200, 60, 1)));
    assert!(!is_in_range(crowd(50, 80, 20_000, 1_000)));
    assert!(!is_in_range(crowd(5_100, 7_200, 100_000, 1)));
}

#[test]
fn a_person_of_more_turns_than_can_be_counted_is_out_of_range() {
    let with_turns = |n_turns: usize| {
        let mut model = crowd(1, 1, 1, 1);
        let turn = model.people[0].turns[0].clone();
        model.people[0].turns = vec![turn; n_turns];
        model.is_in_range(1)
    };
    assert!(with_turns(TurnAt::LIMIT));
    assert!(!with_turns(TurnAt::LIMIT + 1));
}
