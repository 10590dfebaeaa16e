//! How the corpus comes into a registry: most blueprints have one version, some several, some are forks.

use serde_json::{Value, json};

use super::{
    document::{corpus_document, description, summary, take},
    topic::{Topic, seeded, upstream},
};

/// One act of an owner.
#[derive(Clone, Debug)]
pub enum CorpusStep {
    Publish(Value),
    /// A fork of the upstream's version 1.0.0, as a variant.
    Fork {
        upstream: CorpusId,
        id: CorpusId,
        reason: String,
    },
}

/// A blueprint's owner and name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CorpusId {
    pub owner: String,
    pub name: String,
}

/// How blueprint `n` comes about, in order. An upstream has a lower number than its forks.
pub fn corpus_steps(n: u64) -> Vec<CorpusStep> {
    if let Some(from) = upstream(n) {
        let reason = format!("Eigene Fassung für {}", Topic::of(n).owner.name);
        let fork = CorpusStep::Fork { upstream: id(from), id: id(n), reason };
        return vec![fork, CorpusStep::Publish(forked(n, from))];
    }
    let first = std::iter::once(corpus_document(n));
    first.chain((1..=n_later(n)).map(|minor| later(n, minor))).map(CorpusStep::Publish).collect()
}

/// Blueprint `n` as it is in the end, which is what is found.
pub fn corpus_latest(n: u64) -> Value {
    match (upstream(n), n_later(n)) {
        (Some(from), _) => forked(n, from),
        (None, 0) => corpus_document(n),
        (None, minor) => later(n, minor),
    }
}

fn id(n: u64) -> CorpusId {
    let topic = Topic::of(n);
    CorpusId { owner: topic.owner.slug.clone(), name: topic.name() }
}

/// Versions after the first one.
fn n_later(n: u64) -> u64 {
    match n % 40 {
        3 => 3,
        13 | 23 | 33 => 1,
        _ => 0,
    }
}

/// Version 1.`minor`.0: told anew, with the same procedure.
fn later(n: u64, minor: u64) -> Value {
    let mut document = corpus_document(n);
    retell(&mut document, &Topic::of(n), minor);
    document
}

/// A fork's own first change: another place, another text, the upstream's procedure.
fn forked(n: u64, from: u64) -> Value {
    let topic = Topic::of(n);
    let mut document = corpus_document(from);
    let (de, en) = topic.title();
    take(
        &mut document,
        json!({
            "owner": topic.owner.slug,
            "name": topic.name(),
            "title": {"de": de, "en": en},
            "maintenance": {"maintainer": topic.owner.slug, "review_by": "2027-06-30"},
        }),
    );
    retell(&mut document, &topic, 1);
    document
}

fn retell(document: &mut Value, topic: &Topic, minor: u64) {
    let mut rng = seeded(topic.number, 2 + minor);
    take(
        document,
        json!({
            "version": format!("1.{minor}.0"),
            "summary": {"de": summary(topic, &mut rng)},
            "description": {"de": description(topic, &mut rng, 99)},
            "changes": {"de": "Zusammenfassung und Beschreibung sind neu gefasst."},
        }),
    );
}
