//! A fork and its upstream, for the tests of living forks.

use blueprint::{BlueprintId, Syntax, VersionRef};
use registry::{
    Actor, Fork, ForkKind, MergeStep, Publish, Published, Refused, Registry, Skipped, Skipping,
    UpstreamState, Yanking, dry_run, fork, publish, skip, upstream, yank,
};
use serde_json::Value;

use crate::given::{NOW, actor, address, document, put};

pub(crate) const UPSTREAM: &str = "beispielkreis/fundsache";
pub(crate) const FORK: &str = "musterstadt/fundsache";

/// `beispielkreis/fundsache` 1.0.0 and its fork `musterstadt/fundsache` 1.0.0, with those who may write to them.
pub(crate) struct Kin<'r> {
    pub(crate) registry: &'r Registry,
    pub(crate) kreis: Actor,
    pub(crate) stadt: Actor,
}

pub(crate) fn id(text: &str) -> BlueprintId {
    text.parse().unwrap()
}

/// Forks the latest version.
pub(crate) fn derive(registry: &Registry, actor: &Actor, upstream: &str, child: &str) {
    let (upstream, id) = (id(upstream), id(child));
    let request = Fork {
        upstream: &upstream,
        reference: &VersionRef::Latest,
        id: &id,
        kind: ForkKind::Variant,
        reason: "Eigene Satzung",
        idempotency_key: None,
        at: NOW,
    };
    fork(registry, actor, &request).unwrap();
}

/// The document as it is under `reference`.
pub(crate) fn read(registry: &Registry, of: &str, reference: &str) -> Value {
    let found = registry::document(registry, &id(of), &reference.parse().unwrap()).unwrap();
    serde_json::from_slice(&found.1.canonical).unwrap()
}

impl<'r> Kin<'r> {
    pub(crate) fn of(registry: &'r Registry) -> Self {
        Self::with(registry, |_| {})
    }

    /// `edit`: what the first version of both has besides the smallest document.
    pub(crate) fn with(registry: &'r Registry, edit: impl FnOnce(&mut Value)) -> Self {
        let (kreis, stadt) = (actor(registry, "beispielkreis"), actor(registry, "musterstadt"));
        let mut first = document(UPSTREAM, "1.0.0");
        edit(&mut first);
        put(registry, &kreis, &first).unwrap();
        derive(registry, &stadt, UPSTREAM, FORK);
        Self { registry, kreis, stadt }
    }

    /// Publishes a version of the upstream: its latest, edited.
    pub(crate) fn up(&self, version: &str, edit: impl FnOnce(&mut Value)) {
        let next = next(self.registry, UPSTREAM, version, edit);
        put(self.registry, &self.kreis, &next).unwrap();
    }

    /// Publishes a version of the fork: its latest, edited.
    pub(crate) fn own(&self, version: &str, edit: impl FnOnce(&mut Value)) {
        let next = next(self.registry, FORK, version, edit);
        put(self.registry, &self.stadt, &next).unwrap();
    }

    pub(crate) fn yank(&self, actor: &Actor, of: &str, version: &str) {
        let (id, version) = (id(of), version.parse().unwrap());
        let reason = Some("Fehler in der Gebühr");
        let wanted = Yanking { id: &id, version: &version, reason, seen_revision: None, at: NOW };
        yank(self.registry, actor, &wanted).unwrap();
    }

    pub(crate) fn state(&self) -> UpstreamState {
        upstream(self.registry, &id(FORK)).unwrap()
    }

    /// The versions that the fork is behind.
    pub(crate) fn behind(&self) -> Vec<String> {
        let state = self.state();
        assert_eq!(state.standing.behind, state.newer.len());
        state.newer.iter().map(|newer| newer.record.version.to_string()).collect()
    }

    pub(crate) fn skip(&self, version: &str, reason: &str) -> Result<Skipped, Refused> {
        self.skip_as(&self.stadt, version, reason)
    }

    pub(crate) fn skip_as(
        &self,
        actor: &Actor,
        version: &str,
        reason: &str,
    ) -> Result<Skipped, Refused> {
        let (id, version) = (id(FORK), version.parse().unwrap());
        skip(self.registry, actor, &Skipping { id: &id, version: &version, reason, at: NOW + 1 })
    }

    /// Publishes a version of the fork that takes in what `step` says.
    pub(crate) fn publish(&self, document: &Value, step: &MergeStep) -> Result<Published, Refused> {
        self.send(document, step, publish)
    }

    /// The same checks without writing.
    pub(crate) fn dry_run(&self, document: &Value, step: &MergeStep) -> Result<Published, Refused> {
        self.send(document, step, dry_run)
    }

    fn send(
        &self,
        document: &Value,
        step: &MergeStep,
        act: fn(&Registry, &Actor, Publish<'_>) -> Result<Published, Refused>,
    ) -> Result<Published, Refused> {
        let address = address(FORK, document["version"].as_str().unwrap());
        let body = serde_json::to_vec(document).unwrap();
        let request = Publish {
            address: &address,
            body: &body,
            syntax: Syntax::Json,
            override_reason: None,
            merge: Some(step),
            at: NOW + 2,
        };
        act(self.registry, &self.stadt, request)
    }
}

fn next(registry: &Registry, of: &str, version: &str, edit: impl FnOnce(&mut Value)) -> Value {
    let mut next = read(registry, of, "latest");
    let members = next.as_object_mut().unwrap();
    members.remove("upstream");
    members.remove("renames");
    next["version"] = version.into();
    next["changes"] = serde_json::json!({"de": format!("Neu in {version}")});
    edit(&mut next);
    next
}
