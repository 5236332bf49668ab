//! The proof as found, and as a certificate: in terms of ids, keys and row names, for `proof` to
//! check.

use crate::domain::problem::Problem;
use crate::rules::record::{self, Certificate, ProofComponent, ProofNode};
use crate::solver::bound::{Bound, Duals};
use crate::solver::exact::search::Node;
use crate::solver::model::SCALE;
use crate::solver::model::component::Component;
use crate::solver::model::index::TurnAt;
use crate::solver::tree::node::NodeBound;

/// The branching tree as carried out.
#[derive(Clone, Debug)]
pub(crate) enum Proof {
    Leaf(Leaf),
    /// Of the columns whose reduced cost fits below `bound`, no choice keeps every row: `nodes` is
    /// the tree of the exact search.
    Enumerated {
        own: Leaf,
        earlier: Vec<Duals>,
        bound: i64,
        nodes: Vec<Node>,
    },
    Branch {
        own: Leaf,
        person: usize,
        at: TurnAt,
        with: Box<Proof>,
        without: Box<Proof>,
    },
}

/// What duals prove of a node, whatever is told of the nodes below.
#[derive(Clone, Debug)]
pub(crate) struct Leaf {
    bound: Bound,
    duals: Duals,
}

impl Leaf {
    pub(crate) fn of(node: &NodeBound) -> Self {
        Self {
            bound: node.bound,
            duals: node.duals.clone(),
        }
    }
}

impl Proof {
    /// Without nodes that are not needed to prove `bound`: of a search that was stopped, most are
    /// not.
    pub(crate) fn pruned(self, bound: Bound) -> Self {
        match self {
            Self::Leaf(own) => Self::Leaf(own),
            Self::Enumerated { own, .. } | Self::Branch { own, .. } if bound <= own.bound => {
                Self::Leaf(own)
            }
            Self::Enumerated { .. } => self,
            Self::Branch {
                own,
                person,
                at,
                with,
                without,
            } => Self::Branch {
                own,
                person,
                at,
                with: Box::new(with.pruned(bound)),
                without: Box::new(without.pruned(bound)),
            },
        }
    }
}

/// Words the proofs of all components as a certificate.
pub(crate) fn certificate(
    problem: &Problem,
    components: &[Component],
    proofs: &[Proof],
) -> Certificate {
    let component = |(component, proof): (&Component, &Proof)| ProofComponent {
        people: component
            .people
            .iter()
            .map(|it| problem.facts().people[*it].id.clone())
            .collect(),
        nodes: nodes(problem, component, proof),
    };
    Certificate {
        scale: SCALE,
        gap_price: None,
        components: components.iter().zip(proofs).map(component).collect(),
    }
}

fn nodes(problem: &Problem, component: &Component, proof: &Proof) -> Vec<ProofNode> {
    let mut written = Vec::new();
    let mut open = vec![proof];
    let branch = |person: usize, at: TurnAt| {
        let shift = component.model.people[person].turns[at.get()].shift;
        ProofNode::Split {
            person: problem.facts().people[component.people[person]].id.clone(),
            shift: problem[shift].key.clone(),
        }
    };
    while let Some(proof) = open.pop() {
        match proof {
            Proof::Leaf(leaf) => written.push(ProofNode::Leaf {
                duals: named(problem, component, &leaf.duals),
            }),
            Proof::Enumerated {
                own,
                earlier,
                bound,
                nodes,
            } => {
                let names = component.model.rows.iter().filter_map(|row| row.name);
                let duals = std::iter::once(&own.duals).chain(earlier);
                written.push(ProofNode::Columns {
                    bound: *bound,
                    rows: names.map(|name| name.text(problem)).collect(),
                    duals: duals.map(|it| named(problem, component, it)).collect(),
                });
                written.extend(nodes.iter().map(|node| match node {
                    Node::Branch { person, at } => branch(*person, *at),
                    Node::Clash => ProofNode::Clash,
                }));
            }
            Proof::Branch {
                person,
                at,
                with,
                without,
                ..
            } => {
                written.push(branch(*person, *at));
                open.push(without);
                open.push(with);
            }
        }
    }
    written
}

/// Duals by name of their rows; those that are 0 are left out.
fn named(problem: &Problem, component: &Component, duals: &Duals) -> record::Duals {
    let named = duals.0.iter().zip(&component.model.rows);
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
            bound: Bound::AtLeast(bound),
            duals: Duals(Vec::new()),
        }
    }

    fn branch(own: i64, with: Proof, without: Proof) -> Proof {
        Proof::Branch {
            own: leaf(own),
            person: 0,
            at: TurnAt::all(1).next().unwrap(),
            with: Box::new(with),
            without: Box::new(without),
        }
    }

    fn enumerated(own: i64, bound: i64) -> Proof {
        Proof::Enumerated {
            own: leaf(own),
            earlier: Vec::new(),
            bound,
            nodes: vec![Node::Clash],
        }
    }

    /// `(5 4 |5 9|)`: branches, and enumerations between bars; bounds of leaves and of
    /// enumerations.
    fn shown(proof: &Proof) -> String {
        match proof {
            Proof::Leaf(own) => own
                .bound
                .value()
                .map_or("-".to_owned(), |it| it.to_string()),
            Proof::Enumerated { bound, .. } => format!("|{bound}|"),
            Proof::Branch { with, without, .. } => {
                format!("({} {})", shown(with), shown(without))
            }
        }
    }

    #[test]
    fn nodes_that_prove_more_than_is_known_are_left_out() {
        let proof = || {
            let deep = branch(6, Proof::Leaf(leaf(7)), enumerated(6, 9));
            branch(4, branch(5, deep, enumerated(5, 9)), Proof::Leaf(leaf(6)))
        };
        let pruned = |bound: i64| shown(&proof().pruned(Bound::AtLeast(bound)));
        assert_eq!(shown(&proof()), "(((7 |9|) |9|) 6)");
        // Everything is needed for 7, which the last leaf does not prove.
        assert_eq!(pruned(7), "(((7 |9|) |9|) 6)");
        assert_eq!(pruned(6), "((6 |9|) 6)");
        assert_eq!(pruned(5), "(5 6)");
        assert_eq!(pruned(4), "4");
    }
}
