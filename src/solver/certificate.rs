//! The proof in terms of ids, keys and row names, for `proof` to check.

use crate::domain::problem::Problem;
use crate::rules::record::{Certificate, ProofNode};

use super::bound::Multipliers;
use super::branch::Proof;
use super::model::Model;
use super::pricing::SCALE;

/// Words `proof` as a certificate.
pub(super) fn certificate(problem: &Problem, model: &Model, proof: &Proof) -> Certificate {
    let mut nodes = Vec::new();
    let mut open = vec![proof];
    while let Some(proof) = open.pop() {
        match proof {
            Proof::Leaf(Multipliers(values)) => {
                let named = values
                    .iter()
                    .zip(&model.rows)
                    .filter(|(value, _)| **value != 0);
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
                let shift = model.people[*person].turns[usize::from(*at)].shift;
                nodes.push(ProofNode::Split {
                    person: problem.facts().people[*person].id.clone(),
                    shift: problem[shift].key.clone(),
                });
                open.push(without);
                open.push(with);
            }
        }
    }
    Certificate {
        scale: SCALE,
        nodes,
    }
}
