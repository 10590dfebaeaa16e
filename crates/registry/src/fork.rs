//! Forking: a new blueprint that begins as a copy of an exact version and remembers where it comes from.

use blueprint::{BlueprintId, Digest, Parsed, VersionRef};
use semver::Version;
use serde_json::Value;
use store::{Base, Lineage, StoreError, VersionRecord, lineage_insert, version_get};

use crate::{
    Act, Actor, Head, On, Refused, Registry, Unknown,
    fault::fault,
    four_eyes,
    idempotency::{self, Repeatable, recall, remember},
    moves::refuse_moved,
    organisations::refuse_ended,
    publish::{Address, Known, Terms, prepare, release_insert, upstream_member},
    reason,
    upstream::behind,
};

/// Why one forks: to propose changes back, or to go one's own way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ForkKind {
    Technical,
    Variant,
}

/// A request to fork.
#[derive(Clone, Debug)]
pub struct Fork<'a> {
    pub upstream: &'a BlueprintId,
    /// Which version to start from.
    pub reference: &'a VersionRef,
    /// The new blueprint.
    pub id: &'a BlueprintId,
    pub kind: ForkKind,
    pub reason: &'a str,
    /// The same key with the same request gives the same answer again.
    pub idempotency_key: Option<&'a str>,
    pub at: i64,
}

/// The fork's first version.
#[derive(Debug)]
pub struct Forked {
    pub record: VersionRecord,
    pub lineage: Lineage,
    /// How many versions of the upstream are newer than the one forked and not dealt with.
    pub behind: usize,
    /// Whether this request made it, rather than an earlier one with the same key.
    pub is_new: bool,
}

impl ForkKind {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Technical => "technical",
            Self::Variant => "variant",
        }
    }
}

/// A fork that may be written.
pub(crate) struct Plan {
    address: Address,
    pub(crate) lineage: Lineage,
    /// Its first document.
    pub(crate) copy: Parsed,
}

/// Forks a blueprint; the first version of the fork is published at once.
pub fn fork(registry: &Registry, actor: &Actor, request: &Fork<'_>) -> Result<Forked, Refused> {
    actor.require(Act::Fork, On::Blueprint(request.id))?;
    let repeatable = repeatable(request);
    if let Some(_earlier) = recall(registry, repeatable)? {
        return again(registry, request);
    }
    registry.store.read(|conn| {
        refuse_ended(conn, &request.id.owner)?;
        four_eyes::refuse_direct(conn, &request.id.owner)
    })?;
    let Plan { address, lineage, copy } = plan(registry, request)?;
    let known = Known { upstream: Some(&lineage), ..Known::default() };
    let terms = Terms { known, at: request.at, ..Terms::default() };
    let release = prepare(registry, &address, copy, terms)?;
    let record = registry.store.write(|txn| {
        actor.confirm(txn, (Act::Fork, On::Blueprint(request.id)), request.at)?;
        four_eyes::refuse_direct(txn, &request.id.owner)?;
        let record = release_insert(txn, &release, (&actor.author(), request.at))?;
        lineage_insert(txn, &lineage)?;
        remember(txn, repeatable, (&request.id.to_string(), request.at))?;
        Ok::<_, Refused>(record)
    });
    registry.cache.forget(request.id);
    let record = match record {
        Err(Refused::Overtaken) => return Err(Refused::NameTaken(request.id.to_string())),
        record => record?,
    };
    tracing::info!(blueprint.id = %request.id, upstream.id = %request.upstream, upstream.version = %lineage.version, "forked `{}`", request.upstream);
    Ok(Forked { behind: behind(registry, &lineage)?, record, lineage, is_new: true })
}

/// What a fork will be, if its name is free.
pub(crate) fn plan(registry: &Registry, request: &Fork<'_>) -> Result<Plan, Refused> {
    check(request)?;
    registry.store.read(|conn| refuse_moved(conn, request.upstream))?;
    let (version, document) = crate::document(registry, request.upstream, request.reference)?;
    if registry.store.read(|conn| Head::load(conn, request.id))?.is_some() {
        return Err(Refused::NameTaken(request.id.to_string()));
    }
    let lineage = Lineage {
        child: request.id.clone(),
        upstream: request.upstream.clone(),
        base: Base {
            id: request.upstream.clone(),
            version: version.clone(),
            digest: document.digest,
            at: request.at,
        },
        version,
        digest: document.digest,
        kind: request.kind.as_str().to_owned(),
        reason: request.reason.trim().to_owned(),
        forked_at: request.at,
    };
    let address = Address { id: request.id.clone(), version: Version::new(1, 0, 0) };
    let copy = copied(&document.canonical, &address, &lineage)?;
    Ok(Plan { address, lineage, copy })
}

/// The upstream's document under the fork's own name, with a first version of its own.
fn copied(canonical: &[u8], address: &Address, lineage: &Lineage) -> Result<Parsed, Refused> {
    let mut value: Value = serde_json::from_slice(canonical)
        .map_err(|_unreadable| StoreError::Corrupt { what: "document" })?;
    if let Some(members) = value.as_object_mut() {
        members.insert("owner".into(), address.id.owner.as_str().into());
        members.insert("name".into(), address.id.name.as_str().into());
        members.insert("version".into(), address.version.to_string().into());
        members.insert("upstream".into(), upstream_member(lineage));
        // Both speak of the upstream's own history, which the fork does not share.
        members.remove("changes");
        members.remove("renames");
    }
    Parsed::of(value).map_err(|error| Refused::Invalid(vec![error.finding()]))
}

fn check(request: &Fork<'_>) -> Result<(), Refused> {
    let mut findings = Vec::new();
    findings.extend(reason::check("fork-reason", "/reason", request.reason).err());
    if request.upstream == request.id {
        findings.push(fault(
            "fork-name",
            "/name",
            "Eine Ableitung braucht einen anderen Namen als ihr Ursprung.",
            "A fork needs another name than its upstream.",
        ));
    }
    findings.extend(idempotency::check(request.idempotency_key));
    if findings.is_empty() { Ok(()) } else { Err(Refused::Invalid(findings)) }
}

/// By what the request is known when it comes again.
pub(crate) fn repeatable<'a>(request: &Fork<'a>) -> Repeatable<'a> {
    let Fork { upstream, reference, id, kind, reason, .. } = request;
    let text = format!("fork\n{upstream}\n{reference:?}\n{id}\n{}\n{reason}", kind.as_str());
    Repeatable {
        organisation: &request.id.owner,
        key: request.idempotency_key,
        fingerprint: Digest::of(text.as_bytes()),
    }
}

/// The fork that an earlier request with the same key made.
fn again(registry: &Registry, request: &Fork<'_>) -> Result<Forked, Refused> {
    let (record, lineage) = registry.store.read(|conn| {
        let first = Version::new(1, 0, 0);
        let record = version_get(conn, request.id, &first)?;
        let lineage = store::lineage_upstream(conn, request.id)?;
        let (record, lineage) = record
            .zip(lineage)
            .ok_or_else(|| Unknown::Version(request.id.clone(), VersionRef::Exact(first)))?;
        Ok::<_, Refused>((record, lineage))
    })?;
    Ok(Forked { behind: behind(registry, &lineage)?, record, lineage, is_new: false })
}
