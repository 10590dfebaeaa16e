//! All versions of a blueprint, newest first.

use std::collections::BTreeMap;

use askama::Template;
use blueprint::BlueprintId;
use registry::{VersionPage, VersionRecord};
use semver::Version;

use super::{Masthead, Reading, View, document_href};
use crate::pages::{
    format,
    frame::Frame,
    markdown,
    phrase::Phrase,
    text::Text,
    visit::{self, Visit},
};

/// What versions were made of, by version.
type Parents = BTreeMap<Version, Vec<(BlueprintId, Version)>>;

pub(super) const PER_PAGE: u32 = 25;

#[derive(Debug, Template)]
#[template(path = "blueprint/versions.html")]
pub(super) struct VersionsPage {
    frame: Frame,
    t: Text,
    head: Masthead,
    total: i64,
    rows: Vec<Row>,
    older: Option<String>,
}

#[derive(Debug)]
struct Row {
    version: String,
    href: String,
    shown: bool,
    published: String,
    published_iso: String,
    yanked: Option<String>,
    /// Safe HTML.
    changes: Option<String>,
    changes_lang: Option<&'static str>,
    /// The version that this one is measured by, and the address of the comparison.
    before: Option<(String, String)>,
    override_reason: Option<String>,
    /// What it was made of, when it took a version of the upstream in.
    parents: Option<String>,
    digest: String,
    document: String,
    size: String,
}

pub(super) fn page(
    visit: &Visit,
    reading: &Reading,
    some: &VersionPage,
    parents: &Parents,
) -> VersionsPage {
    let head = Masthead::new(visit, reading, View::Versions);
    VersionsPage {
        frame: head.frame(visit, View::Versions),
        t: visit.t,
        head,
        total: some.total,
        rows: some.items.iter().map(|record| row(visit.t, reading, record, parents)).collect(),
        older: some.next.as_ref().map(|next| visit.address(&[("before", Some(&next.to_string()))])),
    }
}

/// The next lower version.
fn lower<'r>(reading: &'r Reading, version: &Version) -> Option<&'r Version> {
    let all = reading.overview.head.versions.iter().map(|(other, ..)| other);
    all.filter(|other| *other < version).max()
}

fn row(t: Text, reading: &Reading, record: &VersionRecord, parents: &Parents) -> Row {
    let changes = record.changes_de.as_deref();
    let changes = changes.map(|de| Phrase::either(de, record.changes_en.as_deref(), t.lang));
    let version = record.version.to_string();
    Row {
        href: super::address(&format!("/blaupausen/{}", record.id), Some(&version)),
        version,
        shown: record.version == reading.record.version,
        published: format::day_of(record.published_at, t.lang),
        published_iso: format::iso_day_of(record.published_at),
        yanked: record.yanked.as_ref().map(|yank| yank.reason.clone()),
        changes_lang: changes.as_ref().and_then(|changes| changes.lang),
        changes: changes.map(|changes| markdown::html(&changes.text)),
        before: lower(reading, &record.version).map(|lower| {
            let name = |version: &Version| format!("{}@{version}", record.id);
            let (from, to) = (name(lower), name(&record.version));
            let pairs = [("from", from.as_str()), ("to", to.as_str())];
            (lower.to_string(), visit::address("/vergleich", pairs.into_iter()))
        }),
        override_reason: record.step.override_reason.clone(),
        parents: parents.get(&record.version).map(|parents| {
            let named = parents.iter().map(|(id, version)| format!("{id} {version}"));
            t.with("versions-parents", &named.collect::<Vec<_>>().join(" + "))
        }),
        digest: record.digest.to_string(),
        document: document_href(&record.id, &record.version),
        size: format::size(record.size, t.lang),
    }
}
