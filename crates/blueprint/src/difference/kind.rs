//! Every kind of change: its code, its level and what it means.

use super::{
    Level,
    areas::{
        attachments, documents, flows, general, legal, operations, parameters, personal_data,
        process, rollout, security, service, sovereignty, vendors,
    },
};
use crate::Code;

/// A kind of change. Codes are stable; a code that is no longer used is not given out again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChangeKind {
    pub code: Code,
    pub name: &'static str,
    pub level: Level,
    /// What happened, in one sentence.
    pub meaning: &'static str,
    /// Less is demanded than before, and the release notes must say why.
    pub needs_reason: bool,
    /// Adopters who rely on what changed are to be told.
    pub notifies_adopters: bool,
}

impl ChangeKind {
    pub(super) const fn patch(
        code: &'static str,
        name: &'static str,
        meaning: &'static str,
    ) -> Self {
        let (needs_reason, notifies_adopters) = (false, false);
        let level = Level::Patch;
        Self { code: Code(code), name, level, meaning, needs_reason, notifies_adopters }
    }

    pub(super) const fn minor(
        code: &'static str,
        name: &'static str,
        meaning: &'static str,
    ) -> Self {
        Self { level: Level::Minor, ..Self::patch(code, name, meaning) }
    }

    pub(super) const fn major(
        code: &'static str,
        name: &'static str,
        meaning: &'static str,
    ) -> Self {
        Self { level: Level::Major, ..Self::patch(code, name, meaning) }
    }

    /// Minor, because less is demanded; the release notes must say why.
    pub(super) const fn lowered(
        code: &'static str,
        name: &'static str,
        meaning: &'static str,
    ) -> Self {
        Self { needs_reason: true, ..Self::minor(code, name, meaning) }
    }

    /// Minor for the blueprint, but news for those who use the product.
    pub(super) const fn notice(
        code: &'static str,
        name: &'static str,
        meaning: &'static str,
    ) -> Self {
        Self { notifies_adopters: true, ..Self::minor(code, name, meaning) }
    }
}

/// All kinds, in the order of their codes.
pub const CHANGES: &[ChangeKind] = &[
    general::UNKNOWN,
    general::FORMAT,
    general::IDENTITY,
    general::LICENCE,
    general::RENAMED,
    general::TEXT_CHANGED,
    general::TEXT_ADDED,
    general::TEXT_REMOVED,
    general::ORDER,
    general::LINK,
    general::CONTACT,
    general::MAINTENANCE,
    general::MAINTENANCE_ENDS,
    general::KEYWORDS,
    general::UPSTREAM,
    general::EXTENSIONS,
    general::DEADLINE_SHORTENED,
    general::DEADLINE_PROLONGED,
    general::NOTATION,
    service::KEY_ADDED,
    service::KEY_REMOVED,
    service::KEY_CHANGED,
    service::TYPING,
    service::TARGET_ADDED,
    service::TARGET_REMOVED,
    service::TRUST_RAISED,
    service::TRUST_LOWERED,
    service::MATURITY,
    service::SCOPE_NARROWED,
    service::SCOPE_WIDENED,
    service::KEY_VERIFIED,
    service::NARROWED,
    service::WIDENED,
    legal::ADDED,
    legal::REMOVED,
    legal::CHANGED,
    legal::NARROWED,
    legal::WIDENED,
    documents::ADDED,
    documents::DEMANDED,
    documents::REMOVED,
    documents::KIND,
    documents::FORM_NARROWED,
    documents::FORM_WIDENED,
    documents::FORM_REWORDED,
    documents::FORM_ADDED,
    documents::FORM_REMOVED,
    documents::FIM_CHANGED,
    documents::FIM_ADDED,
    personal_data::ADDED,
    personal_data::SPECIAL,
    personal_data::REMOVED,
    personal_data::NOT_SPECIAL,
    personal_data::BASIS_ADDED,
    personal_data::BASIS_REMOVED,
    personal_data::DPIA_REQUIRED,
    personal_data::DPIA_DROPPED,
    process::ROLE_ADDED,
    process::APPLICANT_ROLE_ADDED,
    process::ROLE_REMOVED,
    process::ROLE_KIND,
    process::OPTIONAL_STEP_ADDED,
    process::APPLICANT_STEP_ADDED,
    process::STEP_ADDED,
    process::START_END,
    process::STEP_REMOVED,
    process::STEP_TYPE,
    process::STEP_ROLE,
    process::MANDATORY,
    process::OPTIONAL,
    process::CHANNEL,
    process::DETAILS,
    process::PAPER_ADDED,
    process::PAPER_DEMANDED,
    process::PAPER_GONE,
    process::PAPER_SPARED,
    process::BASIS_ADDED,
    process::BASIS_REMOVED,
    process::BOUND,
    process::ADVISED,
    process::UNBOUND,
    process::SUBPROCESS,
    process::SUBPROCESS_WIDENED,
    flows::ADDED,
    flows::REMOVED,
    flows::REDIRECTED,
    flows::CONDITION,
    flows::RENUMBERED,
    flows::DIAGRAM,
    parameters::ADDED,
    parameters::ADDED_OPEN,
    parameters::REMOVED,
    parameters::NARROWED,
    parameters::WIDENED,
    parameters::REWORDED,
    parameters::TIGHTENED,
    parameters::LOOSENED,
    parameters::DEFAULT,
    parameters::DEFAULT_REMOVED,
    security::PROTECTION_RAISED,
    security::PROTECTION_LOWERED,
    security::MUST_ADDED,
    security::ADVICE_ADDED,
    security::REMOVED,
    security::OBLIGATION_RAISED,
    security::OBLIGATION_LOWERED,
    security::CONTROL_ADDED,
    security::CONTROL_REMOVED,
    security::RESPONSIBLE,
    security::PROOF_RAISED,
    security::PROOF_LOWERED,
    sovereignty::HOLDER,
    sovereignty::HOLDER_ADDED,
    sovereignty::SEAL_RAISED,
    sovereignty::SEAL_LOWERED,
    sovereignty::EXPORT_ADDED,
    sovereignty::EXPORT_REMOVED,
    sovereignty::EXIT_TESTED,
    sovereignty::LOCATION_NARROWED,
    sovereignty::LOCATION_WIDENED,
    vendors::VENDOR_ADDED,
    vendors::VENDOR_REMOVED,
    vendors::PRODUCT_ADDED,
    vendors::PRODUCT_REMOVED,
    vendors::TEST_ADDED,
    vendors::TEST_REMOVED,
    vendors::RESULT_WORSENED,
    vendors::RESULT_IMPROVED,
    vendors::CERTIFICATE_ADDED,
    vendors::CERTIFICATE_REMOVED,
    vendors::PRODUCT_CHANGED,
    vendors::HANDS_CHANGED,
    vendors::TEST_CHANGED,
    vendors::FRAMEWORK,
    vendors::ASSESSED_WORSE,
    vendors::ASSESSED_BETTER,
    operations::INTERFACE_ADDED,
    operations::INTERFACE_REMOVED,
    operations::INTERFACE_CHANGED,
    operations::HOSTING_NARROWED,
    operations::HOSTING_WIDENED,
    rollout::PREREQUISITE_ADDED,
    rollout::PREREQUISITE_REMOVED,
    rollout::STEP_ADDED,
    rollout::STEP_REMOVED,
    rollout::PLAN,
    rollout::RESPONSIBLE,
    rollout::COST_ADDED,
    rollout::COST_REMOVED,
    rollout::COST_CHANGED,
    operations::NEEDED,
    operations::RECOMMENDED,
    operations::REMOVED,
    operations::RANGE_NARROWED,
    operations::RANGE_WIDENED,
    operations::TIGHTENED,
    operations::LOOSENED,
    attachments::ADDED,
    attachments::REMOVED,
    attachments::REPLACED,
    attachments::DETAILS,
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn codes_are_in_order_and_names_are_unique() {
        let codes: Vec<&str> = CHANGES.iter().map(|kind| kind.code.as_str()).collect();
        assert!(codes.is_sorted_by(|a, b| a < b), "{codes:?}");
        let names: BTreeSet<&str> = CHANGES.iter().map(|kind| kind.name).collect();
        assert_eq!(names.len(), CHANGES.len());
        for kind in CHANGES {
            assert!(kind.meaning.ends_with('.'), "{}", kind.name);
            assert!(!kind.needs_reason || kind.level == Level::Minor, "{}", kind.name);
        }
    }
}
