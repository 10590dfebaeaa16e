//! An attestation in a list.

use jiff::civil::Date;
use registry::{Attestation, AttestationState};

use crate::pages::{format, text::Text};

#[derive(Debug)]
pub(in crate::pages) struct Row {
    pub(in crate::pages) href: String,
    pub(in crate::pages) product: String,
    pub(in crate::pages) blueprint: String,
    pub(in crate::pages) version: String,
    pub(in crate::pages) organisation: String,
    pub(in crate::pages) environment: String,
    pub(in crate::pages) tested: String,
    pub(in crate::pages) tested_iso: String,
    pub(in crate::pages) until: String,
    pub(in crate::pages) until_iso: String,
    pub(in crate::pages) result: String,
    /// Why it does not count any more.
    pub(in crate::pages) ended: Option<String>,
}

impl Row {
    pub(in crate::pages) fn new(t: Text, one: &Attestation, today: Date) -> Self {
        let (tested_iso, until_iso) = (one.tested_on.to_string(), one.expires_on.to_string());
        Self {
            href: format!("/erprobungen/{}", one.id),
            product: one.product.to_string(),
            blueprint: one.blueprint.to_string(),
            version: one.version.to_string(),
            organisation: one.organisation.to_string(),
            environment: t.code("environment", one.environment.as_str()),
            tested: format::day(&tested_iso, t.lang),
            until: format::day(&until_iso, t.lang),
            result: t.code("result", one.result.as_str()),
            ended: ended(t, one, today),
            tested_iso,
            until_iso,
        }
    }
}

/// That it is withdrawn or has expired; none where it counts.
pub(super) fn ended(t: Text, one: &Attestation, today: Date) -> Option<String> {
    match one.state(today) {
        AttestationState::Current => None,
        state => Some(t.code("attestation-state", state.as_str())),
    }
}
