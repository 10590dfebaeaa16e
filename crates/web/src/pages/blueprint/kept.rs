//! The attestations that the pages of a blueprint show beside what its document says.

use registry::{
    Attestation, AttestationFilter, Refused, Registry, attestations, attestations_counting,
};

use super::Reading;

/// What organisations attest of the products.
#[derive(Debug, Default)]
pub(super) struct Kept {
    /// What is held against the requirements: current, of the shown version or an earlier one.
    pub(super) counting: Vec<Attestation>,
    /// The newest, also those that count no longer.
    pub(super) newest: Vec<Attestation>,
    pub(super) n_more: i64,
}

/// More stand on a page of their own.
const SHOWN: u32 = 50;

impl Kept {
    pub(super) fn of(registry: &Registry, reading: &Reading) -> Result<Self, Refused> {
        let (id, version) = (reading.id(), &reading.record.version);
        let all = AttestationFilter::default();
        let (newest, total) = attestations(registry, (id, &all), (None, SHOWN))?;
        let n_shown = i64::try_from(newest.len()).unwrap_or(i64::MAX);
        Ok(Self {
            counting: attestations_counting(registry, (id, version), reading.now)?,
            newest,
            n_more: total.saturating_sub(n_shown),
        })
    }

    /// Where one is recorded; none where nothing can be.
    pub(super) fn href_of_form(reading: &Reading) -> Option<String> {
        let has_all = reading.overview.moved_to.is_none()
            && reading.record.yanked.is_none()
            && !reading.document.security.requirements.is_empty()
            && !reading.document.vendors.is_empty();
        let version = reading.record.version.to_string();
        let form = format!("/blaupausen/{}/erprobungen/neu", reading.id());
        has_all.then(|| super::address(&form, Some(&version)))
    }
}
