//! Recording an attestation, by the organisation that tested.

use blueprint::{BlueprintId, Digest, Document, Slug, VersionRef};
use store::{
    Attestation, AttestationFilter, AttestationsOf, Conn, Organisation, Stamp, StoreError, Txn,
    attestation_insert, attestation_list, blobs_missing, organisation_get, version_get,
};

use super::{
    attestation,
    faults::{self, Meant, Typed},
    load,
};
use crate::{
    Act, Actor, Head, On, Refused, Registry, Unknown,
    access::random_id,
    audit::{Concerning, Deed, note},
    idempotency::{Repeatable, recall, remember},
    moves::refuse_moved,
    organisations::succeeded_by,
};

/// The same of the same organisation again within ten minutes is one attestation: it could not be deleted.
const REPEATED_WITHIN: i64 = 10 * 60 * 1_000_000;

/// So many of an organisation's latest attestations for a product are looked through.
const LOOKED_THROUGH: u32 = 20;

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
    /// In whom the product's vendor went up, if it did.
    pub(super) vendor_now: Option<Slug>,
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
    let on = On::said(organisation, blueprint);
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
        if let Some(earlier) = repeated(txn, &made)? {
            remember(txn, repeatable, (&earlier.id, at))?;
            return Ok(earlier);
        }
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
        let (organisation, vendor_now, missing) = registry.store.read(|conn| {
            let organisation = organisation_get(conn, new.organisation)?;
            let vendor_now = match typed.vendor() {
                None => None,
                Some(vendor) => succeeded_by(conn, &vendor)?,
            };
            Ok::<_, StoreError>((organisation, vendor_now, blobs_missing(conn, &typed.digests())?))
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
        Ok(Self { organisation, vendor_now, against, missing })
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

/// One that said all this a moment ago: a form was sent twice, or a program got no answer.
fn repeated(conn: &mut Conn, made: &Attestation) -> Result<Option<Attestation>, StoreError> {
    let filter = AttestationFilter {
        version: Some(made.version.clone()),
        product: Some(made.product.clone()),
        ..AttestationFilter::default()
    };
    let of = AttestationsOf::Organisation(&made.organisation);
    let latest = attestation_list(conn, (of, &filter), None, LOOKED_THROUGH)?;
    Ok(latest.into_iter().find(|one| {
        let again =
            Attestation { id: one.id.clone(), created: one.created.clone(), ..made.clone() };
        // What was withdrawn meanwhile is not said any more, so it is no repetition.
        *one == again && made.created.at.saturating_sub(one.created.at) < REPEATED_WITHIN
    }))
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
