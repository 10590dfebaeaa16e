//! What is wrong with the files that are to show what was found.

use blueprint::{Digest, Finding, Pointer};
use store::EvidenceFile;

use super::{super::record::NewAttestation, text};
use crate::fault::fault;

const MAX_FILES: usize = 20;
const MAX_TITLE_CHARS: usize = 200;

/// The files, each with a title and uploaded before.
pub(super) fn files(
    new: &NewAttestation<'_>,
    digests: &[Option<Digest>],
    missing: &[Digest],
    found: &mut Vec<Finding>,
) -> Vec<EvidenceFile> {
    if MAX_FILES < new.evidence.len() {
        found.push(fault(
            "attestation-evidence",
            "/evidence",
            format!("Ein Nachweis hat höchstens {MAX_FILES} Dateien. Fassen Sie einige zusammen."),
            format!("An attestation has {MAX_FILES} files at most. Put some together."),
        ));
        return Vec::new();
    }
    let mut files = Vec::new();
    for (number, ((title, typed), digest)) in new.evidence.iter().zip(digests).enumerate() {
        let at = |member: &str| Pointer::root().join("evidence").join(number).join(member);
        let title_at = at("title");
        let code = "attestation-evidence-title";
        let title = text((code, title_at.as_str()), Some(title), MAX_TITLE_CHARS, found);
        if title.is_none() {
            found.push(fault(
                code,
                title_at.as_str(),
                "Sagen Sie, was diese Datei ist, zum Beispiel „Prüfprotokoll“.",
                "Say what this file is, for example “test report”.",
            ));
        }
        match digest {
            Some(digest) if !missing.contains(digest) => {
                files.extend(title.map(|title| EvidenceFile { title, digest: *digest }));
            }
            Some(digest) => found.push(fault(
                "attestation-evidence-missing",
                at("digest").as_str(),
                format!("Eine Datei mit der Prüfsumme {digest} liegt nicht im Register. Laden Sie sie zuerst hoch (PUT /api/v1/blobs/{})."
                , digest.hex()),
                format!("The registry has no file with the digest {digest}. Upload it first (PUT /api/v1/blobs/{}).", digest.hex()),
            )),
            None => found.push(fault(
                "attestation-evidence-digest",
                at("digest").as_str(),
                format!("„{typed}“ ist keine Prüfsumme. Nennen Sie die 64 Zeichen der SHA-256-Prüfsumme, unter der die Datei hochgeladen wurde."),
                format!("“{typed}” is no digest. Give the 64 digits of the SHA-256 under which the file was uploaded."),
            )),
        }
    }
    files
}
