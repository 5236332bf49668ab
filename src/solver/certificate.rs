//! The proof in terms of ids, keys and row names, for `proof` to check.

use crate::domain::problem::Problem;
use crate::rules::record::{Certificate, ProofNode, ProofPart};

use super::bound::Multipliers;
use super::branch::Proof;
use super::model::Row;
use super::parts::Part;
use super::pricing::SCALE;

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
    while let Some(proof) = open.pop() {
        match proof {
            Proof::Leaf(Multipliers(values)) => {
                let rows: &[Row] = &part.model.rows;
                let named = values.iter().zip(rows).filter(|(value, _)| **value != 0);
                let duals = named
                    .map(|(value, row)| (row.name.clone(), *value))
                    .collect();
                nodes.push(ProofNode::Leaf { duals });
            }
            Proof::Split {
                person,
                at,
                with,
                without,
            } => {
                let shift = part.model.people[*person].turns[usize::from(*at)].shift;
                nodes.push(ProofNode::Split {
                    person: problem.facts().people[part.people[*person]].id.clone(),
                    shift: problem[shift].key.clone(),
                });
                open.push(without);
                open.push(with);
            }
        }
    }
    nodes
}
