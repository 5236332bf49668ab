//! R14 `Pins`: what the chief has settled beforehand stands.
//!
//! Source: custom; the roster is approved by leadership, which may fix single turns.

use serde::{Deserialize, Serialize};

use super::RuleCode;
use super::finding::Finding;
use crate::domain::facts::PinKind;
use crate::domain::problem::Problem;
use crate::domain::roster::Roster;

/// Turns settled beforehand are kept: musts stood, bans not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pins {}

impl Pins {
    /// One finding for each pin broken: the person, the shift. Whether it was a must or a ban is
    /// seen from whether the person stands the shift.
    pub fn judge(&self, problem: &Problem, roster: &Roster, out: &mut Vec<Finding>) {
        for pin in problem.pins() {
            let is_stood = roster.stands(pin.person, pin.shift);
            let is_kept = match pin.kind {
                PinKind::Must => is_stood,
                PinKind::Ban => !is_stood,
            };
            if !is_kept {
                out.push(Finding::broken_turn(RuleCode::Pins, pin.person, pin.shift));
            }
        }
    }
}
