//! The conflicts of a merge: base, ours and theirs side by side, and a choice for each; all in one form.

use actix_web::{HttpResponse, web};
use blueprint::{
    Lang, Path,
    merge::{By, Conflict, ConflictKind, Resolution, Take},
};
use registry::{DraftMerge, DraftStep, MergeFrom, draft_resolve};
use semver::Version;
use serde_json::Value;

use super::one::{Outcome, shown};
use crate::{
    api::Id,
    pages::{
        Visit,
        people::form::{Faults, Fields, Signed, back_to},
        text::Text,
        visit::address,
    },
    problem::Problem,
    state::{State, blocking},
};

/// More conflicts than these are shown once some of them are decided.
const SHOWN: usize = 50;

/// A merge as people decide it.
#[derive(Debug)]
pub(super) struct Resolver {
    pub(super) title: String,
    pub(super) about: String,
    /// Where the changes that come in are shown, and the words for the way there.
    pub(super) source: (String, String),
    /// What to do when nothing comes of the draft any more.
    pub(super) outdated: Option<String>,
    pub(super) n_open: usize,
    pub(super) rows: Vec<Row>,
}

/// A place to decide about.
#[derive(Debug)]
pub(super) struct Row {
    pub(super) number: usize,
    pub(super) path: String,
    pub(super) sentence: String,
    pub(super) sides: Vec<Side>,
    /// Whether a value of one's own is written as text, not as JSON.
    pub(super) is_text: bool,
    /// Whether a value of one's own was chosen.
    pub(super) is_own: bool,
    pub(super) own: String,
    pub(super) fault: Option<String>,
}

/// What one version has there.
#[derive(Debug)]
pub(super) struct Side {
    /// `base`, `ours` or `theirs`.
    pub(super) name: &'static str,
    pub(super) label: String,
    /// `None` where it does not have the place.
    pub(super) state: Option<String>,
    pub(super) is_chosen: bool,
}

impl Resolver {
    /// `typed`: what was chosen and could not be kept.
    pub(super) fn new(t: Text, merge: &DraftMerge, (faults, typed): (&Faults, &Fields)) -> Self {
        let (kind, comes_in, source) = match &merge.from {
            MergeFrom::Upstream(upstream, theirs) => {
                let (from, to) =
                    (format!("{upstream}@{}", merge.base), format!("{upstream}@{theirs}"));
                let pairs = [("from", from.as_str()), ("to", to.as_str())];
                let compare = address("/vergleich", pairs.into_iter());
                ("merge", format!("{upstream} {theirs}"), compare)
            }
            MergeFrom::Proposal(id, by) => {
                ("merge-proposal", by.to_string(), format!("/vorschlaege/{id}"))
            }
        };
        let rows = merge.conflicts.iter().take(SHOWN).enumerate();
        Self {
            title: t.get(&format!("{kind}-title")),
            about: t.with(&format!("{kind}-about"), &comes_in),
            source: (source, t.get(&format!("{kind}-compare"))),
            outdated: merge.is_outdated.then(|| t.get(&format!("{kind}-outdated"))),
            n_open: merge.conflicts.len(),
            rows: rows.map(|row| Row::new(t, merge, row, (faults, typed))).collect(),
        }
    }
}

impl Row {
    fn new(
        t: Text,
        merge: &DraftMerge,
        (number, open): (usize, &Conflict),
        (faults, typed): (&Faults, &Fields),
    ) -> Self {
        let is_same = typed.get(&format!("path-{number}")) == open.path.as_str();
        let field = |name: &str| {
            let value = typed.get(&format!("{name}-{number}"));
            if is_same { value } else { "" }
        };
        let (kind, theirs) = match &merge.from {
            MergeFrom::Upstream(_, theirs) => ("merge-side", Some(theirs)),
            MergeFrom::Proposal(..) => ("merge-proposal-side", None),
        };
        let side = |name: &'static str, version: Option<&Version>, state: &Option<Value>| Side {
            name,
            label: match version {
                Some(version) => format!("{} ({version})", t.code(kind, name)),
                None => t.code(kind, name),
            },
            state: state.as_ref().map(written),
            is_chosen: field("take") == name,
        };
        let own = match field("value") {
            "" => open.ours.as_ref().or(open.theirs.as_ref()).map(written).unwrap_or_default(),
            typed => typed.to_owned(),
        };
        Self {
            number,
            path: open.path.to_string(),
            sentence: open.message.get(t.lang).to_owned(),
            sides: vec![
                side("base", Some(&merge.base), &open.base),
                side("ours", Some(&merge.ours), &open.ours),
                side("theirs", theirs, &open.theirs),
            ],
            is_text: is_text(open),
            is_own: field("take") == "own",
            own,
            fault: faults.at(&format!("value-{number}")).map(str::to_owned),
        }
    }
}

/// Whether people write the value without quotes.
fn is_text(open: &Conflict) -> bool {
    let mut states = [&open.base, &open.ours, &open.theirs].into_iter().flatten();
    open.kind != ConflictKind::Renamed && states.all(Value::is_string)
}

fn written(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => serde_json::to_string_pretty(other).unwrap_or_default(),
    }
}

/// `POST /entwuerfe/{id}/entscheidungen`.
pub(super) async fn decide(
    visit: Visit,
    state: web::Data<State>,
    id: Id,
    form: Signed,
) -> Result<HttpResponse, Problem> {
    let (registry, at, lang) = (state.registry.clone(), state.now(), visit.lang());
    let (draft, typed) = (id.0.clone(), form.fields.clone());
    let done = match resolutions(&form.fields, lang) {
        Err(faults) => Err(faults),
        Ok(resolutions) => {
            let decided = blocking(move || {
                let seen: Vec<i64> = form.fields.get("revision").parse().into_iter().collect();
                let step = DraftStep { id: &draft, seen: Some(&seen), at };
                draft_resolve(&registry, &form.actor, step, &resolutions)?;
                Ok::<_, Problem>(())
            });
            match decided.await {
                Ok(()) => Ok(()),
                Err(problem) => Err(Faults::of(problem, lang)?),
            }
        }
    };
    match done {
        Ok(()) => Ok(back_to(&format!("/entwuerfe/{}", id.0))),
        Err(faults) => {
            let outcome = Outcome { faults, text: None, fields: typed };
            shown(&visit, &state, id.0, outcome).await
        }
    }
}

/// What was chosen; places without a choice stay open.
fn resolutions(fields: &Fields, lang: Lang) -> Result<Vec<Resolution>, Faults> {
    let mut chosen = Vec::new();
    for number in 0..SHOWN {
        let field = |name: &str| fields.get(&format!("{name}-{number}"));
        let by = match field("take") {
            "ours" => By::Take(Take::Ours),
            "theirs" => By::Take(Take::Theirs),
            "base" => By::Take(Take::Base),
            "own" => By::Value(
                own(field("value"), field("text") == "ja")
                    .ok_or_else(|| Faults::one(&format!("value-{number}"), unreadable(lang)))?,
            ),
            _ => continue,
        };
        chosen.push(Resolution { path: Path::from(field("path")), by });
    }
    Ok(chosen)
}

/// A value of one's own; browsers end lines with two characters.
fn own(typed: &str, is_text: bool) -> Option<Value> {
    if is_text {
        return Some(typed.replace("\r\n", "\n").into());
    }
    serde_json::from_str(typed).ok()
}

fn unreadable(lang: Lang) -> String {
    Text::new(lang).get("merge-own-unreadable")
}
