//! A blueprint of the corpus as a document: the large one, and a small one for a million of them.

use fastrand::Rng;
use serde_json::{Value, json};

use super::{
    text::{sentences, task},
    topic::{Topic, seeded},
    vocabulary::of_topic,
    word::{one, pick},
    words::{LAWS, VENDORS},
};

/// Number `n` of the corpus: a valid document of about 20 kB in canonical form, version 1.0.0.
pub fn corpus_document(n: u64) -> Value {
    let topic = Topic::of(n);
    let mut rng = seeded(n, 2);
    let mut document = head(&topic, &mut rng);
    let n_steps = rng.u32(14..22);
    let (subject, _) = topic.subject();
    let body = json!({
        "description": {"de": description(&topic, &mut rng, 99)},
        "maintenance": {"maintainer": topic.owner.slug, "review_by": "2027-06-30"},
        "legal_bases": legal_bases(&mut rng),
        "documents": [
            {"id": "antrag", "kind": "application", "title": {"de": format!("Antrag: {subject}")}},
            {"id": "bescheid", "kind": "notice", "title": {"de": format!("Bescheid: {subject}")}},
        ],
        "process": process(&mut rng, topic.field, n_steps),
        "parameters": [
            {"id": "gebuehr", "title": {"de": format!("Gebühr für {subject} in Euro")}, "schema": {"type": "number", "minimum": 0}, "default": rng.u32(0..200)},
            {"id": "frist", "title": {"de": format!("{} in Tagen", of_topic(topic.field, rng.usize(0..60)))}, "schema": {"type": "integer", "minimum": 0}, "default": rng.u32(1..60)},
        ],
        "security": security(&mut rng, topic.field),
        "sovereignty": {
            "control": {"data": {"held_by": "municipality"}, "operation": {"held_by": "public_provider"}},
            "minimum_seal": {"SOV-2": rng.u8(0..5), "SOV-3": rng.u8(1..5)},
        },
        "vendors": vendors(&mut rng),
    });
    take(&mut document, body);
    document
}

/// Number `n` as a small document, of one to two kB in canonical form: the same title, names and facets, little text.
pub fn corpus_small_document(n: u64) -> Value {
    let topic = Topic::of(n);
    let mut rng = seeded(n, 2);
    let mut document = head(&topic, &mut rng);
    let body = json!({
        "maintenance": {"maintainer": topic.owner.slug},
        "process": process(&mut rng, topic.field, 1),
        "security": {"protection": protection(&mut rng)},
        "sovereignty": {"control": {"data": {"held_by": "municipality"}}},
    });
    take(&mut document, body);
    document
}

/// What both have.
fn head(topic: &Topic, rng: &mut Rng) -> Value {
    let (de, en) = topic.title();
    let mut keywords = topic.keywords();
    keywords.push(of_topic(topic.field, rng.usize(0..12)).to_lowercase());
    let mut states = vec![topic.owner.state()];
    states.extend(pick(rng, &["06", "07", "08"]).filter(|state| !states.contains(state)));
    json!({
        "format": 1,
        "owner": topic.owner.slug,
        "name": topic.name(),
        "version": "1.0.0",
        "title": {"de": de, "en": en},
        "summary": {"de": summary(topic, rng)},
        "license": one(rng, &["CC-BY-4.0", "CC-BY-4.0", "CC0-1.0", "EUPL-1.2"]),
        "keywords": keywords,
        "contacts": [{"id": "leitstelle", "role": {"de": "Koordination"}}],
        "service": {
            "leistungen": [{"key": topic.service_key(), "title": {"de": topic.subject().0}}],
            "target_groups": [one(rng, &["citizen", "citizen", "business"])],
            "trust_level": one(rng, &["low", "substantial", "substantial", "high"]),
        },
        "applicability": {"states": states},
    })
}

pub(super) fn summary(topic: &Topic, rng: &mut Rng) -> String {
    let ((subject, _), (act, _)) = (topic.subject(), topic.act());
    format!("{subject} {act} in {}. {}", topic.owner.name, sentences(rng, topic.field, 1))
}

pub(super) fn description(topic: &Topic, rng: &mut Rng, n_sentences: usize) -> String {
    let ((subject, _), (act, _), place) = (topic.subject(), topic.act(), topic.owner.name);
    let opening = format!("Wer in {place} {subject} {act} will, findet hier den ganzen Ablauf.");
    let mut paragraphs = vec![opening];
    for _ in 0..n_sentences / 11 {
        paragraphs.push(sentences(rng, topic.field, 10));
        paragraphs.push(format!("{subject}: {}", sentences(rng, topic.field, 1)));
    }
    paragraphs.join("\n\n")
}

fn legal_bases(rng: &mut Rng) -> Value {
    let base = |n: u32, rng: &mut Rng| {
        let (law, level) = pick(rng, LAWS).unwrap_or_default();
        let (paragraph, part) = (rng.u32(1..90), rng.u32(1..5));
        json!({"id": format!("norm-{n}"), "citation": format!("§ {paragraph} Abs. {part} {law}"), "level": level})
    };
    (0..rng.u32(1..4)).map(|n| base(n, rng)).collect()
}

fn process(rng: &mut Rng, topic: usize, n_steps: u32) -> Value {
    let step = |rng: &mut Rng, n: u32| {
        let mut step = json!({
            "id": format!("schritt-{n}"),
            "type": "task",
            "role": if n.is_multiple_of(3) { "antragsteller" } else { "behoerde" },
            "title": {"de": task(rng, topic)},
            "channel": one(rng, &["digital", "digital", "digital", "automated", "paper"]),
        });
        if 1 < n_steps {
            take(
                &mut step,
                json!({"inputs": ["antrag"], "outputs": ["bescheid"], "requirements": ["zugang"]}),
            );
        }
        step
    };
    let mut nodes = vec![
        json!({"id": "start", "type": "start_event", "role": "antragsteller", "title": {"de": "Bedarf"}}),
    ];
    nodes.extend((0..n_steps).map(|n| step(rng, n)));
    nodes.push(
        json!({"id": "ende", "type": "end_event", "role": "behoerde", "title": {"de": "Erledigt"}}),
    );
    let ids: Vec<&str> = nodes.iter().filter_map(|node| node.get("id")?.as_str()).collect();
    let ways = ids.iter().zip(ids.iter().skip(1)).enumerate();
    let flows: Vec<Value> = ways
        .map(|(n, (from, to))| json!({"id": format!("f{n}"), "from": from, "to": to}))
        .collect();
    let roles = json!([
        {"id": "antragsteller", "kind": "applicant", "title": {"de": "Antragstellende Person"}},
        {"id": "behoerde", "kind": "authority", "title": {"de": "Behörde"}},
    ]);
    json!({"roles": roles, "nodes": nodes, "flows": flows})
}

fn protection(rng: &mut Rng) -> Value {
    let mut level = || one(rng, &["normal", "normal", "high", "very_high"]);
    json!({"confidentiality": level(), "integrity": level(), "availability": level()})
}

fn security(rng: &mut Rng, topic: usize) -> Value {
    let requirement = |rng: &mut Rng, id: &str| {
        json!({
            "id": id,
            "title": {"de": task(rng, topic)},
            "obligation": one(rng, &["must", "should", "may"]),
            "controls": [{"catalogue": "bsi-grundschutz-pp", "control": "BER.1.4"}],
            "rationale": {"de": sentences(rng, topic, 12)},
        })
    };
    let ids =
        ["zugang", "protokollierung", "verschluesselung", "sicherung", "trennung", "loeschung"];
    let requirements: Vec<Value> = ids.iter().map(|id| requirement(rng, id)).collect();
    json!({"protection": protection(rng), "requirements": requirements})
}

fn vendors(rng: &mut Rng) -> Value {
    let first = rng.usize(0..VENDORS.len());
    let chosen = VENDORS.iter().cycle().skip(first).take(rng.usize(1..4));
    chosen
        .map(|(id, name, product)| {
            json!({
                "id": id, "name": name, "seat": "DE", "ultimate_owner": "DE",
                "products": [{"id": "dienst", "name": product, "version": "1.0", "license": "proprietary", "data_locations": ["DE"]}],
            })
        })
        .collect()
}

/// Gives `value` the members of `more`.
pub(super) fn take(value: &mut Value, more: Value) {
    if let (Value::Object(members), Value::Object(more)) = (value, more) {
        members.extend(more);
    }
}
