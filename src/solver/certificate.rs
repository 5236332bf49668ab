//! The proof in terms of ids, keys and row names, for `proof` to check.

use crate::domain::problem::Problem;
use crate::rules::record::{Certificate, Duals, ProofNode, ProofPart};

use super::bound::Multipliers;
use super::branch::Proof;
use super::model::Row;
use super::parts::Part;
use super::pricing::SCALE;
use super::select::Case;

/// Words the proofs of all parts as a certificate.
pub(super) fn certificate(problem: &Problem, parts: &[Part], proofs: &[Proof]) -> Certificate {
    let part = |(part, proof): (&Part, &Proof)| ProofPart {
        people: part
            .people
            .iter()
            .map(|it| problem.facts().people[*it].id.clone())
            .collect(),
        nodes: nodes(problem, part, proof),
    };
    Certificate {
        scale: SCALE,
        parts: parts.iter().zip(proofs).map(part).collect(),
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
            Proof::Leaf(multipliers) => nodes.push(ProofNode::Leaf {
                duals: duals(part, multipliers),
            }),
            Proof::Lines {
                multipliers,
                bound,
                cases,
            } => {
                nodes.push(ProofNode::Lines {
                    bound: *bound,
                    conditions: part.model.rows.iter().map(|it| it.name.clone()).collect(),
                    duals: multipliers.iter().map(|it| duals(part, it)).collect(),
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
            } => {
                nodes.push(split(*person, *at));
                open.push(without);
                open.push(with);
            }
        }
    }
    nodes
}

fn duals(part: &Part, multipliers: &Multipliers) -> Duals {
    let rows: &[Row] = &part.model.rows;
    let named = multipliers.0.iter().zip(rows);
    let named = named.filter(|(value, _)| **value != 0);
    named
        .map(|(value, row)| (row.name.clone(), *value))
        .collect()
}
