//! Forking: a new blueprint that begins as a copy of an exact version and remembers where it comes from.

use blueprint::{
    BlueprintId, Code, Digest, Finding, Message, Parsed, Path, Pointer, Severity, VersionRef,
};
use semver::Version;
use serde_json::Value;
use store::{
    Base, Lineage, StoreError, Txn, VersionRecord, idempotency_get, idempotency_put,
    lineage_insert, version_get,
};

use crate::{
    Actor, Head, Refused, Registry, Scope, Unknown,
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

const MAX_KEY_BYTES: usize = 255;

/// Forks a blueprint; the first version of the fork is published at once.
pub fn fork(registry: &Registry, actor: &Actor, request: &Fork<'_>) -> Result<Forked, Refused> {
    actor.require(Scope::Publish, request.id)?;
    check(request)?;
    let fingerprint = fingerprint(request);
    if let Some(forked) = remembered(registry, actor, request, fingerprint)? {
        return Ok(forked);
    }
    let (version, document) = crate::document(registry, request.upstream, request.reference)?;
    if registry.store.read(|conn| Head::load(conn, request.id))?.is_some() {
        return Err(Refused::NameTaken(request.id.to_string()));
    }
    let lineage = Lineage {
        child: request.id.clone(),
        upstream: request.upstream.clone(),
        base: Base { version: version.clone(), digest: document.digest, at: request.at },
        version,
        digest: document.digest,
        kind: request.kind.as_str().to_owned(),
        reason: request.reason.trim().to_owned(),
        forked_at: request.at,
    };
    let address = Address { id: request.id.clone(), version: Version::new(1, 0, 0) };
    let copy = copied(&document.canonical, &address, &lineage)?;
    let known = Known { upstream: Some(&lineage), ..Known::default() };
    let terms = Terms { known, at: request.at, ..Terms::default() };
    let release = prepare(registry, &address, copy, terms)?;
    let record = registry.store.write(|txn| {
        actor.confirm(txn, request.at)?;
        let record = release_insert(txn, &release, (&actor.token, request.at))?;
        lineage_insert(txn, &lineage)?;
        remember(txn, actor, request, fingerprint)?;
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
        findings.push(finding(
            "fork-name",
            "/name",
            Message::new(
                "Eine Ableitung braucht einen anderen Namen als ihr Ursprung.",
                "A fork needs another name than its upstream.",
            ),
        ));
    }
    if request.idempotency_key.is_some_and(|key| key.is_empty() || MAX_KEY_BYTES < key.len()) {
        findings.push(finding(
            "idempotency-key",
            "",
            Message::new(
                format!("Der Idempotency-Key hat 1 bis {MAX_KEY_BYTES} Zeichen."),
                format!("The Idempotency-Key has 1 to {MAX_KEY_BYTES} characters."),
            ),
        ));
    }
    if findings.is_empty() { Ok(()) } else { Err(Refused::Invalid(findings)) }
}

fn finding(code: &'static str, pointer: &str, message: Message) -> Finding {
    let (pointer, path) = (Pointer::new(pointer), Path::from(pointer));
    Finding { code: Code(code), severity: Severity::Error, pointer, path, message }
}

/// What makes two requests the same.
fn fingerprint(request: &Fork<'_>) -> Digest {
    let Fork { upstream, reference, id, kind, reason, .. } = request;
    Digest::of(
        format!("fork\n{upstream}\n{reference:?}\n{id}\n{}\n{reason}", kind.as_str()).as_bytes(),
    )
}

fn remembered(
    registry: &Registry,
    actor: &Actor,
    request: &Fork<'_>,
    fingerprint: Digest,
) -> Result<Option<Forked>, Refused> {
    let Some(key) = request.idempotency_key else { return Ok(None) };
    let earlier = registry.store.read(|conn| {
        let Some(earlier) = idempotency_get(conn, &actor.organisation, key)? else {
            return Ok(None);
        };
        if earlier.request != fingerprint {
            return Err(Refused::KeyReused);
        }
        let first = Version::new(1, 0, 0);
        let record = version_get(conn, request.id, &first)?;
        let lineage = store::lineage_upstream(conn, request.id)?;
        let (record, lineage) = record
            .zip(lineage)
            .ok_or_else(|| Unknown::Version(request.id.clone(), VersionRef::Exact(first)))?;
        Ok(Some((record, lineage)))
    })?;
    let Some((record, lineage)) = earlier else { return Ok(None) };
    Ok(Some(Forked { behind: behind(registry, &lineage)?, record, lineage, is_new: false }))
}

fn remember(
    txn: &mut Txn<'_>,
    actor: &Actor,
    request: &Fork<'_>,
    fingerprint: Digest,
) -> Result<(), Refused> {
    let Some(key) = request.idempotency_key else { return Ok(()) };
    let answer = store::Remembered {
        request: fingerprint,
        status: 201,
        body: request.id.to_string().into_bytes(),
        at: request.at,
    };
    Ok(idempotency_put(txn, &actor.organisation, key, &answer)?)
}
