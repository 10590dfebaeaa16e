//! The judged set, read from its files.

use blueprint::Lang;
use blueprint::maturity::{Earned, Maturity};
use search::{Entry, Facet, IndexChange, Passage, Population, Section, Standing};
use serde_json::Value;

use super::Judged;

/// 2026-11-25, in days since the Unix epoch.
pub(super) const TODAY: i64 = 20_782;

pub(super) fn changes() -> Vec<IndexChange> {
    let corpus: Vec<Value> =
        serde_json::from_str(include_str!("../../judged/corpus.json")).unwrap();
    corpus.iter().map(|blueprint| IndexChange::Put(entry(blueprint))).collect()
}

pub(super) fn queries() -> Vec<Judged> {
    let queries: Vec<Value> =
        serde_json::from_str(include_str!("../../judged/queries.json")).unwrap();
    queries.iter().map(judged).collect()
}

fn judged(query: &Value) -> Judged {
    let grade = |(id, grade): (&String, &Value)| {
        (id.clone(), u32::try_from(grade.as_u64().unwrap()).unwrap())
    };
    Judged {
        query: query["query"].as_str().unwrap().to_owned(),
        kind: query["kind"].as_str().unwrap().to_owned(),
        lang: if query["lang"] == "en" { Lang::En } else { Lang::De },
        may_err: query["typo"] != false,
        relevant: query["relevant"].as_object().unwrap().iter().map(grade).collect(),
    }
}

fn entry(blueprint: &Value) -> Entry {
    let text = |name: &str| blueprint[name].as_str().unwrap_or_default();
    let id = format!("{}/{}", text("owner"), text("name"));
    let is_deprecated = blueprint["deprecated"] == true;
    Entry {
        id: id.parse().unwrap(),
        version: "1.0.0".to_owned(),
        updated_at: updated(text("updated")),
        passages: passages(blueprint),
        service_keys: list(&blueprint["services"])
            .map(|s| s["key"].as_str().unwrap().to_owned())
            .collect(),
        facets: vec![
            (Facet::Owner, text("owner").to_owned()),
            (Facet::Deprecated, is_deprecated.to_string()),
        ],
        standing: Standing {
            maturity: Earned::forever(match text("maturity") {
                "pilot" => Maturity::Pilot,
                "erprobt" => Maturity::Proven,
                "standard" => Maturity::Standard,
                _ => Maturity::Unproven,
            }),
            adoptions: u32::try_from(blueprint["adoptions"].as_u64().unwrap_or_default()).unwrap(),
            is_deprecated,
            review_by: None,
        },
        population: Population::default(),
        facts: Box::default(),
    }
}

fn passages(blueprint: &Value) -> Vec<Passage> {
    let mut passages = Vec::new();
    let mut add = |section, lang, text: &Value| {
        if let Some(text) = text.as_str() {
            passages.push(Passage { section, lang, text: text.to_owned() });
        }
    };
    for (lang, tag) in [(Lang::De, "de"), (Lang::En, "en")] {
        add(Section::Title, lang, &blueprint["title"][tag]);
        add(Section::Summary, lang, &blueprint["summary"][tag]);
    }
    let owner = blueprint["owner"].as_str().unwrap().replace('-', " ");
    add(Section::Owner, Lang::De, &Value::from(owner));
    list(&blueprint["services"])
        .for_each(|service| add(Section::Service, Lang::De, &service["title"]));
    for (section, member) in [
        (Section::Keyword, "keywords"),
        (Section::Law, "legal_bases"),
        (Section::Step, "steps"),
        (Section::Requirement, "requirements"),
        (Section::Parameter, "parameters"),
        (Section::Document, "documents"),
    ] {
        list(&blueprint[member]).for_each(|text| add(section, Lang::De, text));
    }
    for vendor in list(&blueprint["vendors"]) {
        add(Section::Vendor, Lang::De, &vendor["name"]);
        list(&vendor["products"]).for_each(|product| add(Section::Vendor, Lang::De, product));
    }
    passages
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

/// Dates sort as they are written.
fn updated(date: &str) -> i64 {
    date.replace('-', "").parse().unwrap_or_default()
}
