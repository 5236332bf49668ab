//! The proof as found, and in terms of ids, keys and row names, for `proof` to check.

use crate::domain::problem::Problem;
use crate::rules::record::{Certificate, Duals, ProofComponent, ProofNode};

use crate::solver::bound::Multipliers;
use crate::solver::exact::search::Case;
use crate::solver::model::SCALE;
use crate::solver::model::component::Part;
use crate::solver::model::rows::Row;
use crate::solver::tree::node::NodeBound;

/// The case distinction as carried out, with the decisions as (person, position of turn).
#[derive(Clone, Debug)]
pub(crate) enum Proof {
    Leaf(Leaf),
    /// Of the lines that a cost below `bound` leaves room for, no choice keeps every row.
    Lines {
        first: Leaf,
        others: Vec<Multipliers>,
        bound: i64,
        cases: Vec<Case>,
    },
    Split {
        own: Leaf,
        person: usize,
        at: u16,
        with: Box<Proof>,
        without: Box<Proof>,
    },
}

/// What multipliers prove of a node, whatever is told of its cases.
#[derive(Clone, Debug)]
pub(crate) struct Leaf {
    pub(crate) bound: i64,
    pub(crate) multipliers: Multipliers,
}

impl Leaf {
    pub(crate) fn of(node: &NodeBound) -> Self {
        Self {
            bound: node.bound,
            multipliers: node.multipliers.clone(),
        }
    }
}

impl Proof {
    /// Without cases that are not needed to prove `bound`: of a search that was stopped, most are
    /// not.
    pub(crate) fn pruned(self, bound: i64) -> Self {
        match self {
            Self::Leaf(own) => Self::Leaf(own),
            Self::Lines { first: own, .. } | Self::Split { own, .. } if bound <= own.bound => {
                Self::Leaf(own)
            }
            Self::Lines { .. } => self,
            Self::Split {
                own,
                person,
                at,
                with,
                without,
            } => Self::Split {
                own,
                person,
                at,
                with: Box::new(with.pruned(bound)),
                without: Box::new(without.pruned(bound)),
            },
        }
    }
}

/// Words the proofs of all parts as a certificate.
pub(crate) fn certificate(problem: &Problem, parts: &[Part], proofs: &[Proof]) -> Certificate {
    let part = |(part, proof): (&Part, &Proof)| ProofComponent {
        people: part
            .people
            .iter()
            .map(|it| problem.facts().people[*it].id.clone())
            .collect(),
        nodes: nodes(problem, part, proof),
    };
    Certificate {
        scale: SCALE,
        components: parts.iter().zip(proofs).map(part).collect(),
    }
}

fn nodes(problem: &Problem, part: &Part, proof: &Proof) -> Vec<ProofNode> {
    let mut nodes = Vec::new();
    let mut open = vec![proof];
    let split = |person: usize, at: u16| {
        let shift = part.model.people[person].turns[usize::from(at)].shift;
        ProofNode::Split {
            person: problem.facts().people[part.people[person]].id.clone(),
            shift: problem[shift].key.clone(),
        }
    };
    while let Some(proof) = open.pop() {
        match proof {
            Proof::Leaf(leaf) => nodes.push(ProofNode::Leaf {
                duals: duals(problem, part, &leaf.multipliers),
            }),
            Proof::Lines {
                first,
                others,
                bound,
                cases,
            } => {
                nodes.push(ProofNode::Columns {
                    bound: *bound,
                    rows: names(problem, part),
                    duals: std::iter::once(&first.multipliers)
                        .chain(others)
                        .map(|it| duals(problem, part, it))
                        .collect(),
                });
                nodes.extend(cases.iter().map(|case| match case {
                    Case::Split { person, at } => split(*person, *at),
                    Case::Clash => ProofNode::Clash,
                }));
            }
            Proof::Split {
                person,
                at,
                with,
                without,
                ..
            } => {
                nodes.push(split(*person, *at));
                open.push(without);
                open.push(with);
            }
        }
    }
    nodes
}

fn names(problem: &Problem, part: &Part) -> Vec<String> {
    let names = part.model.rows.iter().filter_map(|row| row.name);
    names.map(|name| name.text(problem)).collect()
}

fn duals(problem: &Problem, part: &Part, multipliers: &Multipliers) -> Duals {
    let rows: &[Row] = &part.model.rows;
    let named = multipliers.0.iter().zip(rows);
    let named = named.filter(|(value, _)| **value != 0);
    named
        .filter_map(|(value, row)| Some((row.name?.text(problem), *value)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn leaf(bound: i64) -> Leaf {
        Leaf {
            bound,
            multipliers: Multipliers(Vec::new()),
        }
    }

    fn split(own: i64, with: Proof, without: Proof) -> Proof {
        Proof::Split {
            own: leaf(own),
            person: 0,
            at: 0,
            with: Box::new(with),
            without: Box::new(without),
        }
    }

    fn tried(own: i64, bound: i64) -> Proof {
        Proof::Lines {
            first: leaf(own),
            others: Vec::new(),
            bound,
            cases: vec![Case::Clash],
        }
    }

    /// `(5 4 |5 9|)`: split, its cases, lines tried between bars; bounds of leaves and of lines.
    fn shown(proof: &Proof) -> String {
        match proof {
            Proof::Leaf(own) => own.bound.to_string(),
            Proof::Lines { bound, .. } => format!("|{bound}|"),
            Proof::Split { with, without, .. } => {
                format!("({} {})", shown(with), shown(without))
            }
        }
    }

    #[test]
    fn cases_that_prove_more_than_is_known_are_left_out() {
        let proof = || {
            let deep = split(6, Proof::Leaf(leaf(7)), tried(6, 9));
            split(4, split(5, deep, tried(5, 9)), Proof::Leaf(leaf(6)))
        };
        assert_eq!(shown(&proof()), "(((7 |9|) |9|) 6)");
        // Everything is needed for 7, which the last leaf does not prove.
        assert_eq!(shown(&proof().pruned(7)), "(((7 |9|) |9|) 6)");
        assert_eq!(shown(&proof().pruned(6)), "((6 |9|) 6)");
        assert_eq!(shown(&proof().pruned(5)), "(5 6)");
        assert_eq!(shown(&proof().pruned(4)), "4");
    }
}
