//! What a document needs besides being valid: it fits its address, and what it names is in the registry.

use std::collections::{BTreeMap, BTreeSet};

use blueprint::{
    BlueprintId, Digest, Finding, Message, Pointer, Slug,
    dependencies::{Need, Problem, Published, Root, resolve},
    document::DependencyKind,
};
use semver::{Version, VersionReq};
use serde_json::Value;
use store::{Conn, Dependency, StoreError, blobs_missing, version_all, version_dependencies_all};

use super::{Address, Known, error_at, upstream_member};
use crate::{Refused, Registry, moves, reserved};

pub(super) fn findings(
    registry: &Registry,
    address: &Address,
    document: &Value,
    known: Known<'_>,
) -> Result<Vec<Finding>, Refused> {
    let mut findings = misaddressed(address, document);
    if known.revision.is_none() {
        findings.extend(reserved::findings(registry, &address.id, (known.leaves, document))?);
    }
    findings.extend(moved(registry, address, document)?);
    findings.extend(unexplained(document, known, address));
    findings.extend(strange_upstream(document, known));
    findings.extend(not_uploaded(registry, document)?);
    findings.extend(unresolved(registry, document)?);
    Ok(findings)
}

/// Path and document must name the same thing; neither is guessed from the other.
fn misaddressed(address: &Address, document: &Value) -> Vec<Finding> {
    let expected = [
        ("owner", address.id.owner.to_string()),
        ("name", address.id.name.to_string()),
        ("version", address.version.to_string()),
    ];
    expected.iter().filter_map(|(member, expected)| differs(document, member, expected)).collect()
}

/// The document names another owner than the one that it is to be published for.
pub(crate) fn misowned(owner: &Slug, document: &Value) -> Option<Finding> {
    differs(document, "owner", owner.as_str())
}

fn differs(document: &Value, member: &str, expected: &str) -> Option<Finding> {
    let given = document.get(member)?.as_str()?;
    (given != expected).then(|| {
        error_at(
            "publish-address",
            document,
            Pointer::root().join(member),
            Message::new(
                format!("Im Dokument steht „{given}“, veröffentlicht werden soll es unter „{expected}“. Gleichen Sie beides an."),
                format!("The document says “{given}”, but it is to be published under “{expected}”. Make them agree."),
            ),
        )
    })
}

/// A blueprint that goes on at another address gets nothing new here.
fn moved(
    registry: &Registry,
    Address { id, .. }: &Address,
    document: &Value,
) -> Result<Option<Finding>, Refused> {
    let Some(to) = registry.store.read(|conn| moves::last(conn, id))? else { return Ok(None) };
    Ok(Some(error_at(
        "blueprint-moved",
        document,
        Pointer::root().join("name"),
        Message::new(
            format!(
                "{id} ist nach {to} umgezogen und bekommt hier keine Versionen mehr. Veröffentlichen Sie dort."
            ),
            format!("{id} has moved to {to} and gets no versions here any more. Publish there."),
        ),
    )))
}

/// From the second version on, people want to know what is new.
fn unexplained(document: &Value, known: Known<'_>, address: &Address) -> Option<Finding> {
    let has_others = known.versions.iter().any(|(version, ..)| *version != address.version);
    let is_explained = document.get("changes").is_some_and(|changes| !changes.is_null());
    (has_others && !is_explained).then(|| {
        error_at(
            "changes-missing",
            document,
            Pointer::new("/changes"),
            Message::new(
                "Ab der zweiten Version gehören Versionshinweise dazu. Beschreiben Sie unter „changes“, was sich geändert hat.",
                "From the second version on release notes are required. Describe under “changes” what has changed.",
            ),
        )
    })
}

fn strange_upstream(document: &Value, known: Known<'_>) -> Option<Finding> {
    let given = document.get("upstream").filter(|given| !given.is_null())?;
    let expected = known.upstream.map(upstream_member);
    (Some(given) != expected.as_ref()).then(|| {
        error_at(
            "upstream-differs",
            document,
            Pointer::new("/upstream"),
            Message::new(
                "Die Angabe „upstream“ schreibt das Register selbst. Lassen Sie sie weg.",
                "The registry writes “upstream” itself. Leave it out.",
            ),
        )
    })
}

/// Every blob that the document names, with its place.
pub(super) fn blobs(document: &Value) -> Vec<(Pointer, Digest)> {
    fn walk(at: &Pointer, value: &Value, found: &mut Vec<(Pointer, Digest)>) {
        match value {
            Value::String(text) => {
                found.extend(text.parse().ok().map(|digest| (at.clone(), digest)));
            }
            Value::Array(items) => {
                for (index, item) in items.iter().enumerate() {
                    walk(&at.join(index), item, found);
                }
            }
            Value::Object(members) => {
                for (name, member) in members {
                    walk(&at.join(name), member, found);
                }
            }
            _ => {}
        }
    }
    let mut found = Vec::new();
    for part in ["attachments", "vendors", "process"] {
        if let Some(value) = document.get(part) {
            walk(&Pointer::root().join(part), value, &mut found);
        }
    }
    found
}

fn not_uploaded(registry: &Registry, document: &Value) -> Result<Vec<Finding>, Refused> {
    let named = blobs(document);
    let digests: BTreeSet<Digest> = named.iter().map(|(_, digest)| *digest).collect();
    let digests: Vec<Digest> = digests.into_iter().collect();
    let missing = registry.store.read(|conn| blobs_missing(conn, &digests))?;
    let missing = named.into_iter().filter(|(_, digest)| missing.contains(digest));
    Ok(missing
        .map(|(at, digest)| {
            let hex = digest.hex();
            error_at(
                "attachment-not-uploaded",
                document,
                at,
                Message::new(
                    format!("Die Datei mit diesem Fingerabdruck ist noch nicht hochgeladen. Laden Sie sie zuerst mit PUT /api/v1/blobs/{hex} hoch."),
                    format!("The file with this digest has not been uploaded yet. Upload it first by PUT /api/v1/blobs/{hex}."),
                ),
            )
        })
        .collect())
}

/// Dependencies resolve to published versions that go together, without cycles.
fn unresolved(registry: &Registry, document: &Value) -> Result<Vec<Finding>, Refused> {
    let Some(root) = Root::of(document).filter(|root| !root.needs.is_empty()) else {
        return Ok(Vec::new());
    };
    let resolved = registry.store.read(|conn| resolve(&root, |id| published(conn, id)))?;
    let problems = resolved.err().unwrap_or_default();
    let finding = |problem: &Problem| {
        error_at(problem.code(), document, problem.pointer.clone(), problem.message())
    };
    Ok(problems.iter().map(finding).collect())
}

/// The versions of a blueprint with what they need, in two readings whatever their number.
fn published(conn: &mut Conn, id: &BlueprintId) -> Result<Option<Vec<Published>>, StoreError> {
    let versions = version_all(conn, id)?;
    if versions.is_empty() {
        return Ok(None);
    }
    let mut needs: BTreeMap<Version, Vec<Need>> = BTreeMap::new();
    for (version, dependency) in version_dependencies_all(conn, id)? {
        needs.entry(version).or_default().push(need(dependency)?);
    }
    let published = versions.into_iter().map(|(version, _, is_yanked)| Published {
        needs: needs.remove(&version).unwrap_or_default(),
        version,
        is_yanked,
    });
    Ok(Some(published.collect()))
}

fn need(dependency: Dependency) -> Result<Need, StoreError> {
    let corrupt = || StoreError::Corrupt { what: "dependency" };
    Ok(Need {
        on: dependency.on,
        requirement: VersionReq::parse(&dependency.requirement).map_err(|_malformed| corrupt())?,
        kind: DependencyKind::ALL
            .into_iter()
            .find(|kind| kind.as_str() == dependency.kind)
            .ok_or_else(corrupt)?,
    })
}
