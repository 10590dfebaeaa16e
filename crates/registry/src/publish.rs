//! Publishing: the one door through which a version comes into the registry.
//!
//! Everything that can be decided without the write lock is decided before it. The write itself is conditional on
//! the revision that was read, so a lost race changes nothing and says so.

mod completeness;
mod law;
mod weigh;

use std::str::FromStr as _;

use blueprint::{
    BlueprintId, Code, Digest, Document, Finding, Lang, Level, Message, Parsed, Path, Pointer,
    Severity, Syntax, Valid, difference, parse,
};
use semver::Version;
use serde_json::Value;
use store::{
    Advance, Author, Base, Dependency, Lineage, NewVersion, StoreError, StoredDocument, Txn,
    VersionFacts, VersionRecord, lineage_advance, version_get, version_publish,
};

use self::law::Judged;
use crate::{
    Act, Actor, Head, MergeStep, On, Refused, Registry, four_eyes, merge, moves::refuse_moved,
    organisations::refuse_ended,
};

pub(crate) use completeness::misowned;
pub(crate) use weigh::{Weighed, weigh};

/// Where a version shall be published: what the request's path says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    pub id: BlueprintId,
    pub version: Version,
}

/// A request to publish.
#[derive(Clone, Copy, Debug)]
pub struct Publish<'a> {
    pub address: &'a Address,
    pub body: &'a [u8],
    pub syntax: Syntax,
    /// Why the number may say less than the changes ask for; without one it may not.
    pub override_reason: Option<&'a str>,
    /// In a fork, what this version takes in of the upstream; its base then moves along.
    pub merge: Option<&'a MergeStep>,
    pub at: i64,
}

/// What became of it.
#[derive(Debug)]
pub struct Published {
    /// The version as it stands now; absent after a dry run of a new one.
    pub record: Option<VersionRecord>,
    pub digest: Digest,
    /// Whether this request made the version (or would have), rather than finding the identical bytes there.
    pub is_new: bool,
    /// What the changes ask for at least.
    pub required: Option<Level>,
    /// The version that the changes were counted from.
    pub baseline: Option<Version>,
    pub warnings: Vec<Finding>,
}

/// Publishes a version, or finds that these very bytes are published already.
pub fn publish(
    registry: &Registry,
    actor: &Actor,
    request: Publish<'_>,
) -> Result<Published, Refused> {
    let checked = examine(registry, actor, request)?;
    let Examined::New(release) = checked else { return Ok(checked.published()) };
    let record = registry.store.write(|txn| {
        actor.confirm(txn, (Act::Publish, On::Blueprint(&request.address.id)), request.at)?;
        four_eyes::refuse_direct(txn, &request.address.id.owner)?;
        release_insert(txn, &release, (&actor.author(), request.at))
    });
    registry.cache.forget(&request.address.id);
    let record = record?;
    let Address { id, version } = request.address;
    if let Some(reason) = &record.step.override_reason {
        tracing::warn!(blueprint.id = %id, release.version = %version, reason, "published `{id}` {version} with a smaller step than required");
    }
    tracing::info!(blueprint.id = %id, release.version = %version, release.digest = %record.digest, "published `{id}` {version}");
    Ok(Published {
        digest: record.digest,
        record: Some(record),
        is_new: true,
        required: release.judged.step.required,
        baseline: release.judged.baseline.clone(),
        warnings: release.warnings(),
    })
}

/// Exactly the checks of [`publish`], and nothing is written.
pub fn dry_run(
    registry: &Registry,
    actor: &Actor,
    request: Publish<'_>,
) -> Result<Published, Refused> {
    Ok(examine(registry, actor, request)?.published())
}

/// A version that may be written: checked, complete, compressed.
pub(crate) struct Release {
    address: Address,
    valid: Valid,
    stored: StoredDocument,
    facts: VersionFacts,
    judged: Judged,
    seen_revision: Option<i64>,
    taken: Option<Taken>,
}

/// How a fork's base moves with a version.
#[derive(Clone, Debug)]
pub(crate) struct Taken {
    /// The base by which that was decided.
    pub(crate) seen: Version,
    pub(crate) own_parent: Version,
    pub(crate) base: Base,
}

/// What is known of the blueprint before a version is added to it.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Known<'a> {
    pub(crate) upstream: Option<&'a Lineage>,
    pub(crate) versions: &'a [(Version, Digest, bool)],
    /// `None`: there is no such blueprint yet.
    pub(crate) revision: Option<i64>,
    /// The address that the blueprint leaves with this version.
    pub(crate) leaves: Option<&'a BlueprintId>,
}

impl<'a> Known<'a> {
    pub(crate) fn of(head: Option<&'a Head>) -> Self {
        head.map_or_else(Self::default, |head| Self {
            upstream: head.upstream.as_ref(),
            versions: &head.versions,
            revision: Some(head.blueprint.revision),
            leaves: None,
        })
    }
}

/// Under which circumstances a version is published.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Terms<'a> {
    pub(crate) known: Known<'a>,
    pub(crate) override_reason: Option<&'a str>,
    pub(crate) taken: Option<&'a Taken>,
    pub(crate) at: i64,
}

enum Examined {
    New(Box<Release>),
    Same(Box<VersionRecord>),
}

impl Examined {
    fn published(self) -> Published {
        match self {
            Self::Same(record) => Published {
                digest: record.digest,
                required: record.step.required,
                record: Some(*record),
                is_new: false,
                baseline: None,
                warnings: Vec::new(),
            },
            Self::New(release) => Published {
                record: None,
                digest: release.valid.digest(),
                is_new: true,
                required: release.judged.step.required,
                baseline: release.judged.baseline.clone(),
                warnings: release.warnings(),
            },
        }
    }
}

impl Release {
    pub(crate) fn id(&self) -> &BlueprintId {
        &self.address.id
    }

    /// What is published where.
    pub(crate) fn content(&self) -> (&BlueprintId, &Version, &Value) {
        (&self.address.id, &self.address.version, self.valid.value())
    }

    fn warnings(&self) -> Vec<Finding> {
        self.valid.warnings().to_vec()
    }
}

fn examine(registry: &Registry, actor: &Actor, request: Publish<'_>) -> Result<Examined, Refused> {
    let Address { id, version } = request.address;
    actor.require(Act::Publish, On::Blueprint(id))?;
    let parsed = parse(request.body, request.syntax)
        .map_err(|error| Refused::Invalid(vec![error.finding()]))?;
    // From the store, not the cache: the write will be conditional on this very revision.
    let head = registry.store.read(|conn| Head::load(conn, id))?;
    let existing = match head.as_ref().and_then(|head| head.digest_of(version)) {
        Some(_) => registry.store.read(|conn| version_get(conn, id, version))?,
        None => None,
    };
    if let Some(record) = &existing
        && is_same(registry, &parsed, record)?
    {
        return Ok(Examined::Same(Box::new(record.clone())));
    }
    registry.store.read(|conn| {
        refuse_moved(conn, id)?;
        refuse_ended(conn, &id.owner)?;
        four_eyes::refuse_direct(conn, &id.owner)
    })?;
    let taken = match request.merge {
        Some(step) => Some(merge::taken(registry, (id, head.as_ref()), step, request.at)?),
        None => None,
    };
    let upstream = upstream_after(head.as_ref(), taken.as_ref());
    let parsed = with_upstream(parsed, upstream.as_ref().map(upstream_member))?;
    let terms = Terms {
        known: Known { upstream: upstream.as_ref(), ..Known::of(head.as_ref()) },
        override_reason: request.override_reason,
        taken: taken.as_ref(),
        at: request.at,
    };
    let release = prepare(registry, request.address, parsed, terms)?;
    let Some(record) = existing else { return Ok(Examined::New(Box::new(release))) };
    let published = registry.value(record.digest)?;
    let changes = difference(&published, release.valid.value()).changes;
    Err(Refused::VersionTaken { existing: Box::new(record), changes })
}

/// Whether these very bytes are published, be it that the registry wrote `upstream` into them.
fn is_same(registry: &Registry, parsed: &Parsed, record: &VersionRecord) -> Result<bool, Refused> {
    if parsed.digest() == record.digest {
        return Ok(true);
    }
    // As it was written then: the base may have moved since.
    let written = registry.value(record.digest)?.get("upstream").cloned();
    Ok(with_upstream(parsed.clone(), written)?.digest() == record.digest)
}

/// The lineage as it will stand beside the version.
pub(crate) fn upstream_after(head: Option<&Head>, taken: Option<&Taken>) -> Option<Lineage> {
    let lineage = head.and_then(|head| head.upstream.clone())?;
    Some(match taken {
        Some(taken) => Lineage { base: taken.base.clone(), ..lineage },
        None => lineage,
    })
}

/// All findings of the document and of its place in the registry at once, or the release.
pub(crate) fn prepare(
    registry: &Registry,
    address: &Address,
    parsed: Parsed,
    terms: Terms<'_>,
) -> Result<Release, Refused> {
    weigh(registry, address, parsed, terms)?.release()
}

pub(crate) fn release_insert(
    txn: &mut Txn<'_>,
    release: &Release,
    (published_by, at): (&Author, i64),
) -> Result<VersionRecord, Refused> {
    let Address { id, version } = &release.address;
    let inserted = version_publish(
        txn,
        &NewVersion {
            id,
            version,
            document: &release.stored,
            facts: &release.facts,
            published_at: at,
            published_by,
            step: &release.judged.step,
            seen_revision: release.seen_revision,
        },
    );
    match inserted {
        Ok(_) => {}
        // Another request published this version between our reading and our writing.
        Err(StoreError::Exists) => return Err(Refused::Overtaken),
        Err(error) => return Err(error.into()),
    }
    if let Some(Taken { seen, own_parent, base }) = &release.taken {
        let advance = Advance {
            child: id,
            seen,
            upstream: &base.id,
            version: &base.version,
            digest: &base.digest,
            own_version: version,
            own_parent: Some(own_parent),
            at,
        };
        lineage_advance(txn, &advance)?;
    }
    let record = version_get(txn, id, version)?;
    Ok(record.ok_or(StoreError::Corrupt { what: "version" })?)
}

/// In a fork the registry writes what it has taken in of which other. An author may leave that out, and must not change
/// it.
pub(crate) fn with_upstream(parsed: Parsed, upstream: Option<Value>) -> Result<Parsed, Refused> {
    let Some(upstream) = upstream else { return Ok(parsed) };
    let is_given = parsed.value().get("upstream").is_some_and(|given| !given.is_null());
    if is_given {
        return Ok(parsed);
    }
    let mut value = parsed.into_value();
    if let Some(members) = value.as_object_mut() {
        members.insert("upstream".into(), upstream);
    }
    Parsed::of(value).map_err(|error| Refused::Invalid(vec![error.finding()]))
}

/// The member `upstream` as the registry writes it.
pub(crate) fn upstream_member(upstream: &Lineage) -> Value {
    serde_json::json!({
        "blueprint": upstream.base.id.to_string(),
        "version": upstream.base.version.to_string(),
        "digest": upstream.base.digest.to_string(),
        "kind": upstream.kind,
    })
}

/// What lists, filters and joins need of a document, as columns.
fn facts(document: &Document, value: &Value) -> VersionFacts {
    let english = |text: &blueprint::document::Localised| {
        text.has(Lang::En).then(|| text.get(Lang::En).to_owned())
    };
    let changes = document.changes.as_ref();
    let dependencies = document.dependencies.iter().filter_map(|dependency| {
        Some(Dependency {
            on: BlueprintId::from_str(&dependency.blueprint).ok()?,
            requirement: dependency.version.clone(),
            kind: dependency.kind.as_str().to_owned(),
        })
    });
    VersionFacts {
        title_de: document.title.get(Lang::De).to_owned(),
        title_en: english(&document.title),
        summary_de: document.summary.get(Lang::De).to_owned(),
        summary_en: english(&document.summary),
        license: document.license.clone(),
        changes_de: changes.map(|changes| changes.get(Lang::De).to_owned()),
        changes_en: changes.and_then(english),
        review_by: document.maintenance.review_by.clone(),
        dependencies: dependencies.collect(),
        attachments: completeness::blobs(value).into_iter().map(|(_, digest)| digest).collect(),
    }
}

pub(crate) fn error_at(
    code: &'static str,
    document: &Value,
    at: Pointer,
    message: Message,
) -> Finding {
    let path = Path::of(document, &at);
    Finding { code: Code(code), severity: Severity::Error, pointer: at, path, message }
}
