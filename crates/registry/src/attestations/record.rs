//! Recording an attestation, by the organisation that tested.

use blueprint::{BlueprintId, Digest, Document, Slug, VersionRef};
use store::{
    Attestation, Organisation, Stamp, StoreError, Txn, attestation_insert, blobs_missing,
    organisation_get, version_get,
};

use super::{
    attestation,
    faults::{self, Meant, Typed},
    load, on,
};
use crate::{
    Act, Actor, Head, Refused, Registry, Unknown,
    access::random_id,
    audit::{Concerning, Deed, note},
    idempotency::{Repeatable, recall, remember},
    moves::refuse_moved,
};

/// A test as it was typed. Everything in it may be wrong, and all that is is said at once.
#[derive(Clone, Debug)]
pub struct NewAttestation<'a> {
    /// Who tested.
    pub organisation: &'a Slug,
    pub blueprint: &'a BlueprintId,
    /// The exact version whose requirements were tested.
    pub version: &'a str,
    /// `vendor/product` of that version.
    pub product: &'a str,
    pub product_version: Option<&'a str>,
    pub environment: &'a str,
    /// `YYYY-MM-DD`.
    pub tested_on: &'a str,
    /// The last day on which it counts; two years after the test where nothing is said.
    pub expires_on: Option<&'a str>,
    pub result: &'a str,
    /// Requirement and outcome.
    pub requirements: &'a [(String, String)],
    /// Title and digest of files that were uploaded before.
    pub evidence: &'a [(String, String)],
    pub note: Option<&'a str>,
    /// The same key with the same request gives the same attestation again.
    pub idempotency_key: Option<&'a str>,
    /// 32 random bytes; the edge makes them.
    pub random: &'a [u8; 32],
    pub at: i64,
}

/// What a test is held against.
pub(super) struct Known {
    pub(super) organisation: Organisation,
    /// The version that is meant, whether it is withdrawn, and its document; none if there is no such version.
    pub(super) against: Option<(bool, Document)>,
    /// Those of the files that were not uploaded.
    pub(super) missing: Vec<Digest>,
}

/// Keeps what an organisation found when it tested a product.
pub fn attest(
    registry: &Registry,
    actor: &Actor,
    new: &NewAttestation<'_>,
) -> Result<Attestation, Refused> {
    let NewAttestation { organisation, blueprint, at, .. } = *new;
    let on = on(organisation, blueprint);
    actor.require(Act::Attest, on)?;
    let repeatable = repeatable(new);
    if let Some(id) = recall(registry, repeatable)? {
        return attestation(registry, &id);
    }
    let typed = Typed::read(new);
    let known = Known::of(registry, new, &typed)?;
    let meant = faults::checked(new, typed, &known).map_err(Refused::Invalid)?;
    let made = made(new, meant, Stamp { at, by: actor.author() });
    registry.store.write(|txn| {
        actor.confirm(txn, (Act::Attest, on), at)?;
        still_offered(txn, &made)?;
        attestation_insert(txn, &made)?;
        let concerning = Concerning { organisation: Some(organisation), subject: Some(&made.id) };
        note(txn, Deed::AttestationRecorded, Some(actor.author()), concerning, at)?;
        remember(txn, repeatable, (&made.id, at))?;
        load(txn, &made.id)
    })
}

fn repeatable<'a>(new: &NewAttestation<'a>) -> Repeatable<'a> {
    let said = (
        (new.organisation, new.blueprint, new.version, new.product, new.product_version),
        (new.environment, new.tested_on, new.expires_on, new.result),
        (new.requirements, new.evidence, new.note),
    );
    Repeatable {
        organisation: new.organisation,
        key: new.idempotency_key,
        fingerprint: Digest::of(format!("attestation\n{said:?}").as_bytes()),
    }
}

impl Known {
    fn of(registry: &Registry, new: &NewAttestation<'_>, typed: &Typed) -> Result<Self, Refused> {
        let head = registry.store.read(|conn| {
            refuse_moved(conn, new.blueprint)?;
            let head = Head::load(conn, new.blueprint)?;
            Ok::<_, Refused>(head.ok_or_else(|| Unknown::Blueprint(new.blueprint.clone()))?)
        })?;
        let (organisation, missing) = registry.store.read(|conn| {
            let organisation = organisation_get(conn, new.organisation)?;
            Ok::<_, StoreError>((organisation, blobs_missing(conn, &typed.digests())?))
        })?;
        let organisation =
            organisation.ok_or_else(|| Unknown::Organisation(new.organisation.clone()))?;
        let exact = typed.version.clone().map(VersionRef::Exact);
        let against = match exact.as_ref().and_then(|exact| head.resolve(exact)) {
            None => None,
            Some((version, digest)) => {
                let document = Document::try_from(&registry.value(digest)?)
                    .map_err(|_unreadable| StoreError::Corrupt { what: "document" })?;
                Some((head.is_yanked(version), document))
            }
        };
        Ok(Self { organisation, against, missing })
    }
}

fn made(new: &NewAttestation<'_>, meant: Meant, created: Stamp) -> Attestation {
    Attestation {
        id: random_id(new.random),
        blueprint: new.blueprint.clone(),
        version: meant.version,
        product: meant.product,
        product_version: meant.product_version,
        organisation: new.organisation.clone(),
        environment: meant.environment,
        tested_on: meant.tested_on,
        expires_on: meant.expires_on,
        result: meant.result,
        requirements: meant.requirements,
        evidence: meant.evidence,
        note: meant.note,
        created,
        withdrawn: None,
    }
}

/// Whether the version still stands at its address: it may have been withdrawn or moved since it was read.
fn still_offered(txn: &mut Txn<'_>, made: &Attestation) -> Result<(), Refused> {
    refuse_moved(txn, &made.blueprint)?;
    let record = version_get(txn, &made.blueprint, &made.version)?;
    match record.filter(|record| record.yanked.is_none()) {
        Some(_) => Ok(()),
        None => Err(Refused::Invalid(vec![faults::yanked(&made.version)])),
    }
}
