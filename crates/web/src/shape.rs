//! From the registry's and the document's types to the wire's: for the API, and for commands that answer in its shapes.

pub(crate) mod adoptions;
pub(crate) mod attestations;
pub mod drafts;
pub mod evidence;
pub mod fit;
mod lineage;
pub mod maturity;
pub mod merge;
pub mod organisation;
pub mod people;
pub mod proposals;
pub mod transfers;

use std::collections::{BTreeMap, BTreeSet};

use blueprint::{
    BlueprintId, BreakTold, BreaksChanged, Change, Difference, Finding, Lang, Pointer, Slug,
    evidence::WeightSet,
    media_breaks::{Carrier, Crossing, MediaBreak, Step},
};
use jiff::civil::Date;
use registry::{
    Checked, Compared, Deprecation, Facet, FoundBlueprint, MaturityView, Meant, Overview, Refused,
    Registry, VersionRecord, Yank,
};
use semver::Version;
use serde_json::Value;

pub use lineage::{family, fork, step, upstream, upstream_state};

/// RFC 3339 in UTC.
pub fn time(micros: i64) -> String {
    jiff::Timestamp::from_microsecond(micros).unwrap_or_default().to_string()
}

pub fn finding(finding: &Finding, lang: Lang) -> wire::Finding {
    wire::Finding {
        code: finding.code.as_str().to_owned(),
        severity: finding.severity.as_str().to_owned(),
        pointer: finding.pointer.to_string(),
        path: finding.path.to_string(),
        message: finding.message.get(lang).to_owned(),
    }
}

pub fn change(change: &Change, lang: Lang) -> wire::Change {
    wire::Change {
        code: change.code.as_str().to_owned(),
        level: change.level.to_string(),
        section: change.section.as_str().to_owned(),
        path: change.path.to_string(),
        pointer_before: change.pointer_before.as_ref().map(Pointer::to_string),
        pointer_after: change.pointer_after.as_ref().map(Pointer::to_string),
        before: change.before.clone(),
        after: change.after.clone(),
        message: change.message.get(lang).to_owned(),
        needs_reason: change.needs_reason,
        notifies_adopters: change.notifies_adopters,
    }
}

pub fn compared(compared: &Compared, lang: Lang) -> wire::Difference {
    let side = |meant: &Meant| wire::ComparedVersion {
        blueprint: meant.id.to_string(),
        version: meant.version.to_string(),
        digest: meant.digest.to_string(),
    };
    let difference = &compared.difference;
    wire::Difference {
        from: side(&compared.from),
        to: side(&compared.to),
        required_bump: difference.required_bump().map(|level| level.to_string()),
        changes: difference.changes.iter().map(|one| change(one, lang)).collect(),
        media_breaks: breaks_changed(&difference.media_breaks, lang),
    }
}

pub fn breaks_changed(changed: &BreaksChanged, lang: Lang) -> wire::MediaBreaksChanged {
    let told = |one: &BreakTold| wire::MediaBreakTold {
        pointer: one.pointer.to_string(),
        path: one.path.to_string(),
        message: one.message.get(lang).to_owned(),
    };
    wire::MediaBreaksChanged {
        before: changed.n_before,
        after: changed.n_after,
        gone: changed.gone.iter().map(told).collect(),
        new: changed.new.iter().map(told).collect(),
    }
}

pub fn checked(checked: &Checked, lang: Lang) -> wire::CheckResult {
    let difference = checked.difference.as_ref();
    let changes = difference.map(|difference| difference.changes.as_slice()).unwrap_or_default();
    let document = checked.document.as_ref();
    let value = checked.parsed.as_ref().map_or(&Value::Null, |parsed| parsed.value());
    wire::CheckResult {
        valid: checked.is_valid(),
        digest: checked.parsed.as_ref().map(|parsed| parsed.digest().to_string()),
        findings: checked.findings.iter().map(|one| finding(one, lang)).collect(),
        required_bump: difference
            .and_then(Difference::required_bump)
            .map(|level| level.to_string()),
        changes: changes.iter().map(|one| change(one, lang)).collect(),
        media_breaks: media_breaks(value, lang),
        sovereignty: document
            .map(|document| evidence::sovereignty(document, WeightSet::EuCsf121, checked.on)),
        coverage: document.map(|document| {
            evidence::coverage(&blueprint::evidence::coverage(document, checked.on))
        }),
        alternatives: document.map(|document| {
            evidence::alternatives(&blueprint::evidence::alternatives(document, checked.on))
        }),
    }
}

pub fn media_breaks(document: &Value, lang: Lang) -> wire::MediaBreaks {
    let found = blueprint::media_breaks(document);
    let step = |step: &Step<'_>| wire::Step {
        id: step.id.to_owned(),
        title: step.title(lang).to_owned(),
        channel: step.channel.as_str().to_owned(),
    };
    let crossing = |crossing: &Crossing<'_>| {
        let (kind, id) = match crossing.carrier {
            Carrier::Flow(id) => ("flow", id),
            Carrier::Document(id) => ("document", id),
        };
        wire::Crossing {
            pointer: crossing.pointer.to_string(),
            path: crossing.path(document).to_string(),
            kind: kind.to_owned(),
            id: id.to_owned(),
            from: step(&crossing.from),
            to: step(&crossing.to),
        }
    };
    let told = |one: &MediaBreak<'_>| wire::MediaBreak {
        pointer: one.at.pointer.to_string(),
        path: one.at.path(document).to_string(),
        crossings: one.crossings().map(crossing).collect(),
    };
    wire::MediaBreaks {
        count: found.count(),
        hand_overs: found.n_hand_overs,
        share_free: found.share_free(),
        breaks: found.breaks.iter().map(told).collect(),
    }
}

fn text(de: &str, en: Option<&String>) -> wire::Localised {
    wire::Localised { de: de.to_owned(), en: en.cloned() }
}

/// A blueprint in a list, as it stands on a day.
pub fn item(found: FoundBlueprint, (on, lang): (Date, Lang)) -> wire::BlueprintItem {
    let FoundBlueprint { blueprint, adoptions, earned, told, highlights, verdict, explanation } =
        found;
    let told = |wanted| {
        told.iter().filter(move |(facet, _)| *facet == wanted).map(|(_, value)| value.clone())
    };
    let highlight = |h: registry::Highlight| wire::Highlight {
        field: h.section.to_string(),
        lang: h.lang.tag().to_owned(),
        html: h.html,
    };
    wire::BlueprintItem {
        owner: blueprint.id.owner.to_string(),
        name: blueprint.id.name.to_string(),
        title: text(&blueprint.title_de, blueprint.title_en.as_ref()),
        summary: text(&blueprint.summary_de, blueprint.summary_en.as_ref()),
        license: blueprint.license,
        latest: blueprint.latest.map(|latest| latest.to_string()),
        updated_at: time(blueprint.updated_at),
        deprecated: blueprint.lifecycle.deprecation.is_some(),
        adoptions,
        maturity: maturity::short(&earned, on, lang),
        services: told(Facet::Service).collect(),
        channel: told(Facet::Channel).next(),
        min_seal: told(Facet::MinSeal).next().and_then(|seal| seal.parse().ok()),
        highlights: highlights.into_iter().map(highlight).collect(),
        fit: verdict.map(|verdict| verdict.as_str().to_owned()),
        explanation: explanation.as_ref().map(explained),
    }
}

fn explained(explanation: &registry::Explanation) -> wire::Explanation {
    let place = |(place, worth): &(&str, f32)| ((*place).to_owned(), *worth);
    let word = |word: &registry::WordWorth| wire::WordWorth {
        typed: word.typed.clone(),
        how: word.how.map(|how| how.as_str().to_owned()),
        worth: word.worth,
        places: word.places.iter().map(place).collect(),
    };
    wire::Explanation {
        words: explanation.words.iter().map(word).collect(),
        whole: explanation.whole,
        coverage: explanation.coverage,
        standing: explanation.standing,
        score: explanation.score,
    }
}

pub fn summary(overview: &Overview, view: &MaturityView, lang: Lang) -> wire::BlueprintSummary {
    let blueprint = &overview.head.blueprint;
    let mut versions: Vec<&Version> =
        overview.head.versions.iter().map(|(version, ..)| version).collect();
    versions.sort_unstable_by(|a, b| b.cmp(a));
    wire::BlueprintSummary {
        owner: blueprint.id.owner.to_string(),
        owner_name: overview.owner.name.clone(),
        owner_verified: overview.owner.standing.verified.is_some(),
        name: blueprint.id.name.to_string(),
        title: text(&blueprint.title_de, blueprint.title_en.as_ref()),
        summary: text(&blueprint.summary_de, blueprint.summary_en.as_ref()),
        license: blueprint.license.clone(),
        latest: blueprint.latest.as_ref().map(Version::to_string),
        digest: overview.shown.digest.to_string(),
        versions: versions.into_iter().map(Version::to_string).collect(),
        created_at: time(blueprint.created_at),
        updated_at: time(blueprint.updated_at),
        upstream: overview
            .head
            .upstream
            .as_ref()
            .zip(overview.standing.as_ref())
            .map(|(lineage, standing)| upstream(lineage, standing.behind)),
        maturity: maturity::short(&view.assessment.earned, view.on, lang),
        forks: overview.n_forks,
        adoptions: adoptions::counts(overview.adoptions),
        deprecation: blueprint.lifecycle.deprecation.as_ref().map(deprecation),
        review_by: overview.review_by().map(str::to_owned),
        follow_up_owner: blueprint.lifecycle.follow_up_owner.as_ref().map(Slug::to_string),
        moved_to: overview.moved_to.as_ref().map(BlueprintId::to_string),
        moved_from: overview.head.earlier.iter().map(BlueprintId::to_string).collect(),
    }
}

fn deprecation(deprecation: &Deprecation) -> wire::Deprecation {
    wire::Deprecation {
        at: time(deprecation.at),
        reason: deprecation.reason.clone(),
        successor: deprecation.successor.as_ref().map(BlueprintId::to_string),
    }
}

/// `lower` is the next lower version that exists.
/// By whom besides the owner, and of what, the versions of a blueprint were made.
#[derive(Debug)]
pub struct Made {
    coauthors: BTreeMap<Version, BTreeSet<Slug>>,
    parents: BTreeMap<Version, Vec<(BlueprintId, Version)>>,
}

impl Made {
    pub fn of(registry: &Registry, id: &BlueprintId) -> Result<Self, Refused> {
        let coauthors = registry::coauthors(registry, id)?;
        Ok(Self { coauthors, parents: registry::parents(registry, id)? })
    }
}

pub fn version(record: &VersionRecord, lower: Option<&Version>, made: &Made) -> wire::VersionItem {
    let coauthors = made.coauthors.get(&record.version).into_iter().flatten();
    let parents = made.parents.get(&record.version).into_iter().flatten();
    wire::VersionItem {
        version: record.version.to_string(),
        digest: record.digest.to_string(),
        size: record.size,
        title: text(&record.title_de, record.title_en.as_ref()),
        changes: record.changes_de.as_ref().map(|de| text(de, record.changes_en.as_ref())),
        license: record.license.clone(),
        published_at: time(record.published_at),
        yanked: record.yanked.as_ref().map(yanked),
        required_bump: record.step.required.map(|level| level.to_string()),
        override_reason: record.step.override_reason.clone(),
        declared_bump: lower.map(|lower| bump(lower, &record.version).to_owned()),
        co_authors: coauthors.map(Slug::to_string).collect(),
        document: format!("{}/document", version_url(record)),
        parents: parents.map(merge::parent).collect(),
    }
}

fn yanked(yank: &Yank) -> wire::Yanked {
    wire::Yanked { at: time(yank.at), reason: yank.reason.clone() }
}

pub fn version_url(record: &VersionRecord) -> String {
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
