//! How a fork stands to its upstream, for people.

use blueprint::Change;
use registry::{Dealt, LineageStep, NewerVersion, UpstreamState};

use super::super::address;
use crate::pages::{format, markdown, phrase::Phrase, text::Text, visit};

/// Longer lists of changes go on in the comparison.
const CHANGES_SHOWN: usize = 50;

#[derive(Debug)]
pub(super) struct Sync {
    /// How far behind, and how many changes of its own.
    pub(super) verdict: String,
    pub(super) id: String,
    pub(super) href: String,
    pub(super) title: Phrase,
    pub(super) kind: String,
    pub(super) reason: String,
    pub(super) base: String,
    /// The incoming changes that concern security.
    pub(super) security: Vec<String>,
    pub(super) newer: Vec<Newer>,
    pub(super) newer_more: Option<String>,
    pub(super) incoming: Option<Incoming>,
    pub(super) own: Changes,
    pub(super) local: Option<String>,
    pub(super) steps: Vec<Step>,
}

/// A version that the fork has not dealt with.
#[derive(Debug)]
pub(super) struct Newer {
    pub(super) version: String,
    pub(super) href: String,
    pub(super) level: &'static str,
    pub(super) level_name: String,
    pub(super) concerns_security: bool,
    pub(super) published: String,
    pub(super) published_iso: String,
    /// Safe HTML.
    pub(super) changes: Option<String>,
    pub(super) changes_lang: Option<&'static str>,
    pub(super) compare: String,
}

#[derive(Debug)]
pub(super) struct Incoming {
    pub(super) version: String,
    pub(super) changes: Changes,
}

/// Some changes, and where all of them stand.
#[derive(Debug)]
pub(super) struct Changes {
    pub(super) rows: Vec<Row>,
    pub(super) more: Option<String>,
    pub(super) href: String,
    pub(super) link: String,
}

#[derive(Debug)]
pub(super) struct Row {
    pub(super) message: String,
    pub(super) level: &'static str,
    pub(super) level_name: String,
    pub(super) concerns_security: bool,
    /// The same in words.
    pub(super) security: String,
}

/// What was decided about a version.
#[derive(Debug)]
pub(super) struct Step {
    pub(super) version: String,
    pub(super) what: String,
    pub(super) day: String,
    pub(super) day_iso: String,
    pub(super) reason: Option<String>,
}

impl Sync {
    pub(super) fn new(t: Text, state: &UpstreamState) -> Self {
        let UpstreamState { lineage, standing, .. } = state;
        let upstream = &state.upstream.blueprint;
        let base = format!("{}@{}", lineage.base.id, lineage.base.version);
        let own = format!("{}@{}", lineage.child, state.own_version);
        let behind = t.n("sync-behind", &standing.behind);
        let unlisted = standing.behind.saturating_sub(state.newer.len());
        let incoming = state.incoming.as_ref().map(|incoming| {
            let place = state.upstream.place(&incoming.version);
            let to = format!("{place}@{}", incoming.version);
            let changes = Changes::new(t, "sync-all", &incoming.changes, (&base, &to));
            Incoming { version: incoming.version.to_string(), changes }
        });
        let said = |change: &Change| change.message.get(t.lang).to_owned();
        Self {
            verdict: format!("{behind}, {}", t.n("sync-own", &state.own_changes.len())),
            id: upstream.id.to_string(),
            href: format!("/blaupausen/{}", upstream.id),
            title: Phrase::either(&upstream.title_de, upstream.title_en.as_deref(), t.lang),
            kind: t.code("fork", &lineage.kind),
            reason: lineage.reason.clone(),
            base: lineage.base.version.to_string(),
            security: state.security_changes().take(CHANGES_SHOWN).map(said).collect(),
            newer: state.newer.iter().map(|newer| Newer::new(t, newer, &base)).collect(),
            newer_more: (0 < unlisted).then(|| t.n("sync-newer-more", &unlisted)),
            incoming,
            own: Changes::new(t, "sync-all-own", &state.own_changes, (&base, &own)),
            local: (0 < state.n_local).then(|| t.n("sync-local", &state.n_local)),
            steps: state.steps.iter().map(|step| Step::new(t, step)).collect(),
        }
    }
}

impl Newer {
    fn new(t: Text, newer: &NewerVersion, base: &str) -> Self {
        let record = &newer.record;
        let version = record.version.to_string();
        let changes = record.changes_de.as_deref();
        let changes = changes.map(|de| Phrase::either(de, record.changes_en.as_deref(), t.lang));
        Self {
            href: address(&format!("/blaupausen/{}", record.id), Some(&version)),
            compare: compare(base, &format!("{}@{version}", record.id)),
            version,
            level: newer.level.as_str(),
            level_name: t.code("bump", newer.level.as_str()),
            concerns_security: newer.concerns_security,
            published: format::day_of(record.published_at, t.lang),
            published_iso: format::iso_day_of(record.published_at),
            changes_lang: changes.as_ref().and_then(|changes| changes.lang),
            changes: changes.map(|changes| markdown::html(&changes.text)),
        }
    }
}

impl Changes {
    /// `link`: the key of what the way to all of them is called.
    fn new(t: Text, link: &str, changes: &[Change], (from, to): (&str, &str)) -> Self {
        let unlisted = changes.len().saturating_sub(CHANGES_SHOWN);
        let row = |change: &Change| Row {
            message: change.message.get(t.lang).to_owned(),
            level: change.level.as_str(),
            level_name: t.code("bump", change.level.as_str()),
            concerns_security: change.concerns_security(),
            security: t.get("sync-concerns-security"),
        };
        Self {
            rows: changes.iter().take(CHANGES_SHOWN).map(row).collect(),
            more: (0 < unlisted).then(|| t.n("sync-more", &unlisted)),
            href: compare(from, to),
            link: t.get(link),
        }
    }
}

impl Step {
    fn new(t: Text, step: &LineageStep) -> Self {
        let (what, reason) = match &step.dealt {
            Dealt::Merged { own_version, .. } => {
                let own = t.with("sync-step-own", &own_version.to_string());
                (format!("{} {own}", t.get("sync-step-merged")), None)
            }
            Dealt::Skipped { reason } => (t.get("sync-step-skipped"), Some(reason.clone())),
        };
        Self {
            version: step.version.to_string(),
            what,
            day: format::day_of(step.at, t.lang),
            day_iso: format::iso_day_of(step.at),
            reason,
        }
    }
}

fn compare(from: &str, to: &str) -> String {
    visit::address("/vergleich", [("from", from), ("to", to)].into_iter())
}
