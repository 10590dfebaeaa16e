//! How an administration introduces the blueprint, and what that costs.

use super::super::{
    ChangeKind,
    rule::{Absent, Rule},
    table::Row,
};

pub(crate) const PREREQUISITE_ADDED: ChangeKind =
    ChangeKind::major("BP240", "prerequisite-added", "More must be there before the rollout.");
pub(crate) const PREREQUISITE_REMOVED: ChangeKind =
    ChangeKind::minor("BP241", "prerequisite-removed", "Less must be there before the rollout.");
pub(crate) const STEP_ADDED: ChangeKind =
    ChangeKind::minor("BP242", "rollout-step-added", "The rollout has a further step.");
pub(crate) const STEP_REMOVED: ChangeKind =
    ChangeKind::minor("BP243", "rollout-step-removed", "The rollout has a step less.");
pub(crate) const PLAN: ChangeKind = ChangeKind::patch(
    "BP244",
    "rollout-plan-changed",
    "The effort or the order of rollout steps is planned differently.",
);
pub(crate) const RESPONSIBLE: ChangeKind = ChangeKind::minor(
    "BP245",
    "rollout-responsibility-changed",
    "Somebody else takes a step of the rollout.",
);
pub(crate) const COST_ADDED: ChangeKind =
    ChangeKind::minor("BP246", "cost-added", "A further cost is named.");
pub(crate) const COST_REMOVED: ChangeKind =
    ChangeKind::minor("BP247", "cost-removed", "A cost is no longer named.");
pub(crate) const COST_CHANGED: ChangeKind =
    ChangeKind::minor("BP248", "cost-changed", "A cost is estimated differently.");

pub(crate) const ROWS: &[Row] = &[
    (
        "/rollout/prerequisites",
        Rule::Texts { more: &PREREQUISITE_ADDED, fewer: &PREREQUISITE_REMOVED },
    ),
    ("/rollout/steps/*", Rule::Elements { added: &STEP_ADDED, removed: &STEP_REMOVED }),
    ("/rollout/steps/*/responsible", Rule::Any(&RESPONSIBLE)),
    ("/rollout/steps/*/effort_days", Rule::Any(&PLAN)),
    ("/rollout/steps/*/after", Rule::Set { absent: Absent::Nothing, added: &PLAN, removed: &PLAN }),
    ("/rollout/cost/*", Rule::Elements { added: &COST_ADDED, removed: &COST_REMOVED }),
    ("/rollout/cost/*/kind", Rule::Any(&COST_CHANGED)),
    ("/rollout/cost/*/population/min", Rule::Any(&COST_CHANGED)),
    ("/rollout/cost/*/population/max", Rule::Any(&COST_CHANGED)),
    ("/rollout/cost/*/amount/min", Rule::Any(&COST_CHANGED)),
    ("/rollout/cost/*/amount/max", Rule::Any(&COST_CHANGED)),
    ("/rollout/cost/*/currency", Rule::Any(&COST_CHANGED)),
];
