//! The overview: what a blueprint solves, for whom, on what ground, and how to take it over.

mod parts;

use askama::Template;
use blueprint::document::{Parameter, RolloutStep};
use blueprint::maturity::Earned;
use registry::{Act, FoundBlueprint, Lineage, On};
use serde_json::Value;

use super::{
    Masthead, Reading, View,
    facts::{Fact, Facts},
};
use crate::pages::{
    card::Card, format, frame::Frame, markdown, maturity::Badge, phrase::Phrase, text::Text,
    visit::Visit,
};

/// Blueprints that are shown beside one because they are about the same.
pub(super) const MOST_SIMILAR: usize = 4;

#[derive(Debug, Template)]
#[template(path = "blueprint/overview.html")]
pub(super) struct OverviewPage {
    frame: Frame,
    t: Text,
    head: Masthead,
    document: String,
    review_overdue: bool,
    badge: Badge,
    /// Safe HTML.
    description: Option<String>,
    description_lang: Option<&'static str>,
    /// Safe HTML.
    changes: Option<String>,
    changes_lang: Option<&'static str>,
    /// How many organisations use it, where any do, and the page that tells which.
    used: Option<(String, String)>,
    parts: Vec<Part>,
    parameters: Vec<Setting>,
    steps: Vec<Step>,
    /// Whether any step says how much work it is.
    has_effort: bool,
    sources: Vec<Fact>,
    upstream: Option<Relative>,
    forks: Vec<Relative>,
    n_forks: i64,
    similar: Vec<Card>,
    command: String,
    /// Where somebody records that their organisation uses it.
    to_adopt: String,
    /// Where those who lead the owner ask to move it.
    to_move: Option<String>,
}

/// Facts that belong together.
#[derive(Debug)]
struct Part {
    title: String,
    facts: Vec<Fact>,
}

#[derive(Debug)]
struct Setting {
    title: Phrase,
    default: String,
    binding: String,
}

#[derive(Debug)]
struct Step {
    title: Phrase,
    responsible: String,
    effort: String,
}

/// A blueprint that this one derives from, or that derives from it.
#[derive(Debug)]
struct Relative {
    link: Phrase,
    kind: String,
    reason: String,
}

pub(super) fn page(
    visit: &Visit,
    reading: &Reading,
    (earned, similar): (&Earned, &[FoundBlueprint]),
) -> OverviewPage {
    let t = visit.t;
    let document = &reading.document;
    let head = Masthead::new(visit, reading, View::Overview);
    let description = Phrase::maybe(document.description.as_ref(), t.lang);
    let changes = Phrase::maybe(document.changes.as_ref(), t.lang);
    let rollout = document.rollout.iter().flat_map(|rollout| &rollout.steps);
    let steps: Vec<Step> = rollout.map(|rollout| step(t, rollout)).collect();
    let upstream = reading.overview.head.upstream.as_ref();
    OverviewPage {
        frame: head.frame(visit, View::Overview),
        t,
        head,
        document: reading.document_href(),
        review_overdue: reading.review_by().is_some_and(|day| reading.is_past(day)),
        badge: Badge::of(earned, (t, reading.today())),
        description_lang: description.as_ref().and_then(|text| text.lang),
        description: description.map(|text| markdown::html(&text.text)),
        changes_lang: changes.as_ref().and_then(|text| text.lang),
        changes: changes.map(|text| markdown::html(&text.text)),
        used: used(visit, reading),
        parts: parts::all(t, reading),
        parameters: document.parameters.iter().map(|parameter| setting(t, parameter)).collect(),
        has_effort: steps.iter().any(|step| !step.effort.is_empty()),
        steps,
        sources: extensions(t, &document.extensions),
        upstream: upstream.map(|lineage| parent(t, lineage)),
        forks: reading.overview.forks.iter().map(|lineage| child(t, lineage)).collect(),
        n_forks: reading.overview.n_forks,
        similar: similar.iter().map(|one| Card::new(one, (t, reading.now))).collect(),
        command: command(reading),
        to_adopt: View::Adoptions.href(visit, reading),
        to_move: to_move(visit, reading),
    }
}

fn used(visit: &Visit, reading: &Reading) -> Option<(String, String)> {
    let n_users = reading.overview.adoptions.in_use();
    let page = View::Adoptions.href(visit, reading);
    (0 < n_users).then(|| (visit.t.n("adoptions-count", &n_users), page))
}

fn to_move(visit: &Visit, reading: &Reading) -> Option<String> {
    let actor = &visit.visitor.as_ref()?.actor;
    actor.require(Act::MoveBlueprint, On::Blueprint(reading.id())).ok()?;
    let stays = reading.overview.moved_to.is_none();
    stays.then(|| format!("/blaupausen/{}/uebertragung", reading.id()))
}

fn command(reading: &Reading) -> String {
    let (id, version) = (reading.id(), &reading.record.version);
    format!("blaupause fork {id}@{version} IHRE-KOMMUNE/{} --kind variant --reason \"…\"", id.name)
}

fn setting(t: Text, parameter: &Parameter) -> Setting {
    Setting {
        title: Phrase::of(&parameter.title, t.lang),
        default: parameter.default.as_ref().map(|value| shown(t, value)).unwrap_or_default(),
        binding: parameter
            .binding
            .map(|binding| t.code("binding", binding.as_str()))
            .unwrap_or_default(),
    }
}

/// A value of any type, for people.
pub(super) fn shown(t: Text, value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::Bool(true) => t.get("yes"),
        Value::Bool(false) => t.get("no"),
        Value::Number(number) => {
            number.as_f64().map(|n| format::decimal(n, t.lang)).unwrap_or_default()
        }
        Value::String(text) => text.clone(),
        Value::Array(values) => {
            values.iter().map(|value| shown(t, value)).collect::<Vec<_>>().join(", ")
        }
        Value::Object(members) => {
            let members =
                members.iter().map(|(name, value)| format!("{name}: {}", shown(t, value)));
            members.collect::<Vec<_>>().join("; ")
        }
    }
}

fn step(t: Text, step: &RolloutStep) -> Step {
    Step {
        title: Phrase::of(&step.title, t.lang),
        responsible: step
            .responsible
            .map(|who| t.code("responsible", who.as_str()))
            .unwrap_or_default(),
        effort: step.effort_days.map(|days| format::decimal(days, t.lang)).unwrap_or_default(),
    }
}

/// Entries of other parties: shown as they are. An entry with an address becomes a link, which is how sources are named.
fn extensions(t: Text, extensions: &serde_json::Map<String, Value>) -> Vec<Fact> {
    let mut facts = Facts::new(t);
    for (name, value) in extensions {
        let mut said = Vec::new();
        entries(t, value, &mut said);
        facts.all(Phrase::code(name), said);
    }
    facts.done()
}

fn entries(t: Text, value: &Value, said: &mut Vec<Phrase>) {
    match value {
        Value::Array(values) => values.iter().for_each(|value| entries(t, value, said)),
        Value::Object(members) => {
            let url = members.get("url").and_then(Value::as_str);
            let words = members.iter().filter(|(name, value)| {
                name.as_str() != "url" && !value.is_array() && !value.is_object()
            });
            let words: Vec<String> =
                words.map(|(_, value)| shown(t, value)).filter(|word| !word.is_empty()).collect();
            match (url, words.is_empty()) {
                (Some(url), true) => said.push(Phrase::plain(url).to(url)),
                (Some(url), false) => said.push(Phrase::plain(words.join("; ")).to(url)),
                (None, false) => said.push(Phrase::plain(words.join("; "))),
                (None, true) => {}
            }
            members
                .values()
                .filter(|value| value.is_array() || value.is_object())
                .for_each(|value| entries(t, value, said));
        }
        other => said.push(Phrase::plain(shown(t, other))),
    }
}

fn parent(t: Text, lineage: &Lineage) -> Relative {
    let link = Phrase::code(format!("{}@{}", lineage.upstream, lineage.version));
    let version = lineage.version.to_string();
    relative(
        t,
        lineage,
        link.to(super::address(&format!("/blaupausen/{}", lineage.upstream), Some(&version))),
    )
}

fn child(t: Text, lineage: &Lineage) -> Relative {
    let link = Phrase::code(lineage.child.to_string()).to(format!("/blaupausen/{}", lineage.child));
    relative(t, lineage, link)
}

fn relative(t: Text, lineage: &Lineage, link: Phrase) -> Relative {
    Relative { link, kind: t.code("fork", &lineage.kind), reason: lineage.reason.clone() }
}
