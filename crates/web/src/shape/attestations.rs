//! Attestations, as everybody may see them: by organisations, not by people.

use jiff::civil::Date;
use registry::Attestation;

use super::time;

pub(crate) fn attestation(one: &Attestation, today: Date) -> wire::Attestation {
    let outcomes = one.requirements.iter();
    let evidence = one.evidence.iter().map(|file| wire::EvidenceFile {
        title: file.title.clone(),
        digest: file.digest.to_string(),
        url: format!("/api/v1/blobs/{}", file.digest.hex()),
    });
    wire::Attestation {
        blueprint: one.blueprint.to_string(),
        version: one.version.to_string(),
        product: one.product.to_string(),
        product_version: one.product_version.clone(),
        organisation: one.organisation.to_string(),
        environment: one.environment.as_str().to_owned(),
        tested_on: one.tested_on.to_string(),
        expires_on: one.expires_on.to_string(),
        result: one.result.as_str().to_owned(),
        requirements: outcomes
            .map(|(id, outcome)| (id.clone(), outcome.as_str().to_owned()))
            .collect(),
        evidence: evidence.collect(),
        note: one.note.clone(),
        state: one.state(today).as_str().to_owned(),
        counts: one.attested().passes(today),
        created_at: time(one.created.at),
        withdrawn: one
            .withdrawn
            .as_ref()
            .map(|end| wire::Withdrawn { at: time(end.stamp.at), reason: end.reason.clone() }),
        url: format!("/api/v1/attestations/{}", one.id),
        id: one.id.clone(),
    }
}
