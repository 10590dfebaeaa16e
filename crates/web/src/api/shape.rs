//! From the registry's types to the wire's.

#[cfg_attr(not(test), expect(dead_code, reason = "no endpoint answers with these shapes yet"))]
pub(crate) mod evidence;
#[cfg_attr(not(test), expect(dead_code, reason = "no endpoint answers with these shapes yet"))]
pub(crate) mod fit;

use blueprint::{BlueprintId, Edit, Finding, Lang, Slug};
use registry::{Deprecation, FoundBlueprint, Lineage, Organisation, Overview, VersionRecord};
use semver::Version;

/// RFC 3339 in UTC.
pub(crate) fn time(micros: i64) -> String {
    jiff::Timestamp::from_microsecond(micros).unwrap_or_default().to_string()
}

pub(crate) fn finding(finding: &Finding, lang: Lang) -> wire::Finding {
    wire::Finding {
        code: finding.code.as_str().to_owned(),
        severity: finding.severity.as_str().to_owned(),
        pointer: finding.pointer.to_string(),
        path: finding.path.to_string(),
        message: finding.message.get(lang).to_owned(),
    }
}

pub(crate) fn change(change: &Edit) -> wire::Change {
    wire::Change {
        path: change.path.to_string(),
        before: change.before.clone(),
        after: change.after.clone(),
    }
}

fn text(de: &str, en: Option<&String>) -> wire::Localised {
    wire::Localised { de: de.to_owned(), en: en.cloned() }
}

pub(super) fn item(found: FoundBlueprint) -> wire::BlueprintItem {
    let FoundBlueprint { blueprint, highlights } = found;
    let highlight =
        |h: registry::Highlight| wire::Highlight { field: h.field.to_owned(), html: h.html };
    wire::BlueprintItem {
        owner: blueprint.id.owner.to_string(),
        name: blueprint.id.name.to_string(),
        title: text(&blueprint.title_de, blueprint.title_en.as_ref()),
        summary: text(&blueprint.summary_de, blueprint.summary_en.as_ref()),
        license: blueprint.license,
        latest: blueprint.latest.map(|latest| latest.to_string()),
        updated_at: time(blueprint.updated_at),
        deprecated: blueprint.lifecycle.deprecation.is_some(),
        highlights: highlights.into_iter().map(highlight).collect(),
    }
}

pub(super) fn summary(overview: &Overview) -> wire::BlueprintSummary {
    let blueprint = &overview.head.blueprint;
    let mut versions: Vec<&Version> =
        overview.head.versions.iter().map(|(version, ..)| version).collect();
    versions.sort_unstable_by(|a, b| b.cmp(a));
    wire::BlueprintSummary {
        owner: blueprint.id.owner.to_string(),
        owner_name: overview.owner.name.clone(),
        name: blueprint.id.name.to_string(),
        title: text(&blueprint.title_de, blueprint.title_en.as_ref()),
        summary: text(&blueprint.summary_de, blueprint.summary_en.as_ref()),
        license: blueprint.license.clone(),
        latest: blueprint.latest.as_ref().map(Version::to_string),
        digest: overview.shown.digest.to_string(),
        versions: versions.into_iter().map(Version::to_string).collect(),
        created_at: time(blueprint.created_at),
        updated_at: time(blueprint.updated_at),
        upstream: overview.head.upstream.as_ref().map(upstream),
        forks: overview.n_forks,
        deprecation: blueprint.lifecycle.deprecation.as_ref().map(deprecation),
        review_by: overview.review_by().map(str::to_owned),
        follow_up_owner: blueprint.lifecycle.follow_up_owner.as_ref().map(Slug::to_string),
    }
}

fn deprecation(deprecation: &Deprecation) -> wire::Deprecation {
    wire::Deprecation {
        at: time(deprecation.at),
        reason: deprecation.reason.clone(),
        successor: deprecation.successor.as_ref().map(BlueprintId::to_string),
    }
}

pub(super) fn upstream(lineage: &Lineage) -> wire::Upstream {
    wire::Upstream {
        blueprint: lineage.upstream.to_string(),
        version: lineage.version.to_string(),
        digest: lineage.digest.to_string(),
        kind: lineage.kind.clone(),
    }
}

pub(super) fn fork(lineage: &Lineage) -> wire::Fork {
    wire::Fork {
        blueprint: lineage.child.to_string(),
        upstream: upstream(lineage),
        reason: lineage.reason.clone(),
        forked_at: time(lineage.forked_at),
    }
}

/// `lower` is the next lower version that exists.
pub(super) fn version(record: &VersionRecord, lower: Option<&Version>) -> wire::VersionItem {
    let yanked =
        |yank: &registry::Yank| wire::Yanked { at: time(yank.at), reason: yank.reason.clone() };
    wire::VersionItem {
        version: record.version.to_string(),
        digest: record.digest.to_string(),
        size: record.size,
        title: text(&record.title_de, record.title_en.as_ref()),
        changes: record.changes_de.as_ref().map(|de| text(de, record.changes_en.as_ref())),
        license: record.license.clone(),
        published_at: time(record.published_at),
        yanked: record.yanked.as_ref().map(yanked),
        declared_bump: lower.map(|lower| bump(lower, &record.version).to_owned()),
        document: format!("{}/document", version_url(record)),
    }
}

pub(super) fn version_url(record: &VersionRecord) -> String {
    format!("/api/v1/blueprints/{}/versions/{}", record.id, record.version)
}

fn bump(lower: &Version, higher: &Version) -> &'static str {
    if lower.major != higher.major {
        "major"
    } else if lower.minor != higher.minor {
        "minor"
    } else if lower.patch != higher.patch {
        "patch"
    } else {
        "prerelease"
    }
}

pub(super) fn organisation(organisation: Organisation) -> wire::Organisation {
    wire::Organisation {
        slug: organisation.slug.to_string(),
        kind: organisation.kind.as_str().to_owned(),
        name: organisation.name,
        ars: organisation.ars,
        state: organisation.state,
        population: organisation.population,
        parent: organisation.parent.map(|parent| parent.to_string()),
    }
}
