//! Documents by the thousand: different ones, of a believable size, the same on every run.

use fastrand::Rng;
use serde_json::{Value, json};

/// The organisation that owns the whole corpus.
pub const CORPUS_OWNER: &str = "musterstadt";

const SUBJECTS: &[&str] = &[
    "Parkausweis",
    "Hundesteuer",
    "Gewerbe",
    "Wohnsitz",
    "Sondernutzung",
    "Bauantrag",
    "Fundsache",
    "Marktstand",
    "Spielplatz",
    "Grabstelle",
    "Bewohnerparken",
    "Straßenfest",
    "Baumfällung",
    "Wasserzähler",
    "Abfallbehälter",
    "Sperrmüll",
    "Kindertagesstätte",
    "Musikschule",
    "Bücherei",
    "Sporthalle",
    "Vereinsförderung",
    "Ehrenamtskarte",
    "Führungszeugnis",
    "Personalausweis",
    "Melderegister",
    "Wahlhelfer",
    "Ferienpass",
    "Schülerbeförderung",
];
const ACTS: &[&str] = &[
    "anmelden",
    "abmelden",
    "beantragen",
    "verlängern",
    "ändern",
    "ermäßigen",
    "genehmigen",
    "melden",
    "buchen",
    "reservieren",
    "ausstellen",
    "ersetzen",
];
const WORDS: &[&str] = &[
    "Antrag",
    "Bescheid",
    "Prüfung",
    "Unterlagen",
    "Gebühr",
    "Frist",
    "Behörde",
    "Gemeinde",
    "Satzung",
    "Nachweis",
    "Formular",
    "Sachbearbeitung",
    "Zuständigkeit",
    "Genehmigung",
    "Verfahren",
    "Postfach",
    "Online-Dienst",
    "Zahlung",
    "Register",
    "Auskunft",
    "Widerspruch",
    "Anhörung",
    "Ablehnung",
    "Verlängerung",
    "Fachverfahren",
    "Schnittstelle",
    "Datenschutz",
    "Barrierefreiheit",
    "Bürgerbüro",
    "Vollmacht",
    "Identität",
    "Konto",
];
const LINKS: &[&str] = &[
    "und", "für", "mit", "nach", "bei", "ohne", "durch", "über", "vor", "zum", "der", "die", "das",
];

/// A valid document of about 20 kB in canonical form, number `n` of the corpus.
pub fn corpus_document(n: u64) -> Value {
    let mut rng = Rng::with_seed(n.wrapping_mul(0x9E37_79B9_7F4A_7C15));
    let subject = pick(&mut rng, SUBJECTS);
    let act = pick(&mut rng, ACTS);
    let n_steps = rng.u32(14..22);
    json!({
        "format": 1,
        "owner": CORPUS_OWNER,
        "name": format!("blaupause-{n}"),
        "version": "1.0.0",
        "title": {"de": format!("{subject} {act} {n}"), "en": format!("{subject} {n}")},
        "summary": {"de": sentences(&mut rng, 2)},
        "description": {"de": sentences(&mut rng, 64)},
        "license": pick(&mut rng, &["CC-BY-4.0", "CC0-1.0", "EUPL-1.2"]),
        "keywords": [subject.to_lowercase(), act],
        "contacts": [{"id": "leitstelle", "role": {"de": "Koordination"}}],
        "maintenance": {"maintainer": CORPUS_OWNER, "review_by": "2027-06-30"},
        "service": {
            "target_groups": [pick(&mut rng, &["citizen", "business"])],
            "trust_level": pick(&mut rng, &["low", "substantial", "high"]),
        },
        "applicability": {"states": [pick(&mut rng, &["06", "07", "08"])]},
        "documents": [
            {"id": "antrag", "kind": "application", "title": {"de": format!("Antrag: {subject}")}},
            {"id": "bescheid", "kind": "notice", "title": {"de": format!("Bescheid: {subject}")}},
        ],
        "process": process(&mut rng, n_steps),
        "security": security(&mut rng),
        "sovereignty": {"control": {"data": {"held_by": "municipality"}, "operation": {"held_by": "public_provider"}}},
        "vendors": [vendor("beispiel-it", "Beispiel IT eG"), vendor("muster-software", "Muster Software GmbH")],
    })
}

fn process(rng: &mut Rng, n_steps: u32) -> Value {
    let step = |rng: &mut Rng, n: u32| {
        json!({
            "id": format!("schritt-{n}"),
            "type": "task",
            "role": if n.is_multiple_of(3) { "antragsteller" } else { "behoerde" },
            "title": {"de": sentence(rng, 4)},
            "channel": pick(rng, &["digital", "digital", "digital", "automated", "paper"]),
            "inputs": ["antrag"],
            "outputs": ["bescheid"],
            "requirements": ["zugang"],
        })
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

fn security(rng: &mut Rng) -> Value {
    let level = |rng: &mut Rng| pick(rng, &["normal", "high", "very_high"]);
    let requirement = |rng: &mut Rng, id: &str| {
        json!({
            "id": id,
            "title": {"de": sentence(rng, 5)},
            "obligation": pick(rng, &["must", "should", "may"]),
            "controls": [{"catalogue": "bsi-grundschutz-pp", "control": "BER.1.4"}],
            "rationale": {"de": sentences(rng, 10)},
        })
    };
    let ids =
        ["zugang", "protokollierung", "verschluesselung", "sicherung", "trennung", "loeschung"];
    let requirements: Vec<Value> = ids.iter().map(|id| requirement(rng, id)).collect();
    json!({
        "protection": {"confidentiality": level(rng), "integrity": level(rng), "availability": level(rng)},
        "requirements": requirements,
    })
}

fn vendor(id: &str, name: &str) -> Value {
    json!({
        "id": id, "name": name, "seat": "DE", "ultimate_owner": "DE",
        "products": [{"id": "dienst", "name": "Beispieldienst", "version": "1.0", "license": "proprietary", "data_locations": ["DE"]}],
    })
}

fn sentences(rng: &mut Rng, n: u32) -> String {
    let sentences: Vec<String> = (0..n).map(|_| format!("{}.", sentence(rng, 12))).collect();
    sentences.join(" ")
}

fn sentence(rng: &mut Rng, n_words: u32) -> String {
    let words: Vec<&str> =
        (0..n_words).map(|n| pick(rng, if n % 2 == 0 { WORDS } else { LINKS })).collect();
    words.join(" ")
}

fn pick<'w>(rng: &mut Rng, words: &[&'w str]) -> &'w str {
    words.get(rng.usize(0..words.len())).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::corpus_document;

    #[test]
    fn the_corpus_is_valid_of_believable_size_and_always_the_same() {
        for n in 0..20 {
            let document = blueprint::Parsed::of(corpus_document(n)).unwrap();
            assert_eq!(
                document.digest(),
                blueprint::Parsed::of(corpus_document(n)).unwrap().digest()
            );
            assert!(
                (16_000..24_000).contains(&document.canonical().len()),
                "{}",
                document.canonical().len()
            );
            let valid = blueprint::validate(document, "2026-09-01".parse().unwrap());
            assert!(valid.is_ok(), "{:?}", valid.err());
        }
    }
}
