//! How a draft stands: what a publication would be told if it were tried now. Computed, never kept.

use blueprint::{
    BlueprintId, Change, Difference, Finding, Level, Message, Parsed, Pointer, Slug, check,
    difference, law::next_versions,
};
use semver::Version;
use serde_json::Value;
use store::{Base, Draft, DraftOrigin, Grounds, Lineage, VersionRecord, version_get};

use super::{
    content::{text, version},
    merging::Grown,
};
use crate::{
    Head, Refused, Registry,
    day::day_of,
    publish::{
        Address, Known, Release, Terms, Weighed, error_at, misowned, upstream_after,
        upstream_member, weigh, with_upstream,
    },
};

/// What a publication would be told.
#[derive(Debug, Default)]
pub struct Outlook {
    /// Errors and warnings.
    pub findings: Vec<Finding>,
    /// What the changes ask for at least.
    pub required: Option<Level>,
    /// The version that the changes are counted from.
    pub baseline: Option<Version>,
    pub changes: Vec<Change>,
}

/// A draft's document, judged as a version.
pub(super) struct Judged {
    /// What is to be said beside what every publication is told.
    own: Vec<Finding>,
    /// Absent while the document does not say what it is a version of.
    weighed: Option<Weighed>,
    /// Somebody published this version meanwhile; and where the draft differs.
    existing: Option<(VersionRecord, Difference)>,
    lineage: Option<Lineage>,
}

/// A draft that may become a version.
pub(super) struct Ready {
    pub(super) release: Release,
    /// To be written beside a fork's first version.
    pub(super) lineage: Option<Lineage>,
}

/// Judges a document as the version that the draft will be.
pub(super) fn judge(
    registry: &Registry,
    (draft, parsed, grown): (&Draft, Parsed, &Grown),
    override_reason: Option<&str>,
    at: i64,
) -> Result<Judged, Refused> {
    let Some(address) = address(&draft.organisation, parsed.value()) else {
        let mut own: Vec<Finding> =
            misowned(&draft.organisation, parsed.value()).into_iter().collect();
        own.extend(check(&parsed, day_of(at)));
        return Ok(Judged { own, weighed: None, existing: None, lineage: None });
    };
    let (head, existing) = registry.store.read(|conn| {
        let head = Head::load(conn, &address.id)?;
        let existing = version_get(conn, &address.id, &address.version)?;
        Ok::<_, Refused>((head, existing))
    })?;
    let lineage = grown.origin.as_ref().and_then(|origin| forked(origin, &address.id, at));
    let (taken, mut own) = match &grown.joined {
        Some(joined) => {
            joined.judged(registry, parsed.value(), (&address.id, head.as_ref()), at)?
        }
        None => (None, Vec::new()),
    };
    let upstream = lineage.clone().or_else(|| upstream_after(head.as_ref(), taken.as_ref()));
    let parsed = with_upstream(parsed, upstream.as_ref().map(upstream_member))?;
    if lineage.is_some() && head.is_some() {
        own.push(name_taken(&address.id, parsed.value()));
    }
    let existing = match existing {
        None => None,
        Some(record) => {
            own.push(version_taken(&record, head.as_ref(), parsed.value()));
            let changes = difference(&registry.value(record.digest)?, parsed.value());
            Some((record, changes))
        }
    };
    let known = Known { upstream: upstream.as_ref(), ..Known::of(head.as_ref()) };
    let terms = Terms { known, override_reason, taken: taken.as_ref(), at };
    let weighed = weigh(registry, &address, parsed, terms)?;
    Ok(Judged { own, weighed: Some(weighed), existing, lineage })
}

/// What the document says it is a version of; the owner is no question.
fn address(organisation: &Slug, document: &Value) -> Option<Address> {
    let name: Slug = text(document, "name")?.parse().ok()?;
    let id = BlueprintId { owner: organisation.clone(), name };
    Some(Address { id, version: version(document)? })
}

/// The lineage that a fork's first version has.
pub(super) fn forked(origin: &DraftOrigin, child: &BlueprintId, at: i64) -> Option<Lineage> {
    let Grounds::Fork { kind, reason } = &origin.grounds else { return None };
    Some(Lineage {
        child: child.clone(),
        upstream: origin.upstream.clone(),
        base: Base {
            id: origin.upstream.clone(),
            version: origin.version.clone(),
            digest: origin.digest,
            at,
        },
        version: origin.version.clone(),
        digest: origin.digest,
        kind: kind.clone(),
        reason: reason.clone(),
        forked_at: at,
    })
}

fn name_taken(id: &BlueprintId, document: &Value) -> Finding {
    error_at(
        "draft-name-taken",
        document,
        Pointer::new("/name"),
        Message::new(
            format!(
                "Die Blaupause {id} gibt es schon. Geben Sie Ihrer Ableitung einen anderen Namen."
            ),
            format!("The blueprint {id} exists already. Give your fork another name."),
        ),
    )
}

fn version_taken(record: &VersionRecord, head: Option<&Head>, document: &Value) -> Finding {
    let taken = &record.version;
    let next = head.and_then(|head| next_after(head, taken));
    let (de, en) = next.map_or_else(Default::default, |next| {
        (format!(", zum Beispiel {next}"), format!(", for example {next}"))
    });
    error_at(
        "draft-version-taken",
        document,
        Pointer::new("/version"),
        Message::new(
            format!(
                "Die Version {taken} ist schon veröffentlicht. Vergeben Sie eine andere Nummer{de}."
            ),
            format!("Version {taken} is published already. Choose another number{en}."),
        ),
    )
}

/// The smallest number that may follow a version.
pub(super) fn next_after(head: &Head, version: &Version) -> Option<Version> {
    let existing: Vec<(Version, bool)> =
        head.versions.iter().map(|(version, _, yanked)| (version.clone(), *yanked)).collect();
    next_versions(&existing).into_iter().find(|next| version < next)
}

impl Judged {
    fn findings(&self) -> Vec<Finding> {
        let weighed = self.weighed.iter().flat_map(|weighed| &weighed.findings);
        self.own.iter().chain(weighed).cloned().collect()
    }

    pub(super) fn outlook(self) -> Outlook {
        let findings = self.findings();
        if let Some((record, difference)) = self.existing {
            return Outlook {
                findings,
                required: difference.required_bump(),
                baseline: Some(record.version),
                changes: difference.changes,
            };
        }
        let judged = self.weighed.map(|weighed| weighed.judged).unwrap_or_default();
        Outlook {
            findings,
            required: judged.difference.required_bump(),
            baseline: judged.baseline,
            changes: judged.difference.changes,
        }
    }

    /// Whether it could be published; if not, with everything that speaks against it.
    pub(super) fn is_finished(&self) -> Result<(), Refused> {
        let findings = self.findings();
        let has_errors = findings.iter().any(Finding::is_error);
        if has_errors { Err(Refused::DraftUnfinished(findings)) } else { Ok(()) }
    }

    /// The reason that will stand beside the version, if it needs one.
    pub(super) fn override_reason(&self) -> Option<&str> {
        self.weighed.as_ref()?.judged.step.override_reason.as_deref()
    }

    /// The version to be written.
    pub(super) fn ready(self) -> Result<Ready, Refused> {
        if let Some((record, difference)) = self.existing {
            let changes = difference.changes;
            return Err(Refused::VersionTaken { existing: Box::new(record), changes });
        }
        self.is_finished()?;
        match self.weighed {
            Some(weighed) => Ok(Ready { release: weighed.release()?, lineage: self.lineage }),
            None => Err(Refused::DraftUnfinished(self.own)),
        }
    }
}
