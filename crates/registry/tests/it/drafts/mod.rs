//! Drafts: begun, saved by several, judged as they stand, published.

mod access;
mod four_eyes;
mod merging;
mod steps;
mod writing;

use blueprint::{Level, Slug, Syntax};
use registry::{
    Access, Actor, Draft, DraftStart, DraftState, DraftStep, DraftView, DraftWish, NewDraft,
    Publish, Refused, Registry, Role, Scope, Unknown, draft_approve, draft_begin, draft_discard,
    draft_publish, draft_resolve, draft_return, draft_save, draft_submit, drafts, dry_run,
    role_set,
};
use serde_json::{Value, json};

use crate::given::{
    NOW, actor, actor_with, address, document, findings, on_each_database, person, put,
};

const LATER: i64 = NOW + 500_000;

fn musterstadt() -> Slug {
    "musterstadt".parse().unwrap()
}

fn begin_with(
    registry: &Registry,
    actor: &Actor,
    start: DraftStart<'_>,
    name: Option<&str>,
) -> Result<Draft, Refused> {
    let name: Option<Slug> = name.map(|name| name.parse().unwrap());
    let seed = format!("{start:?} {name:?} {:?}", actor.author());
    let random = blueprint::Digest::of(seed.as_bytes());
    let new = NewDraft {
        organisation: &musterstadt(),
        name: name.as_ref(),
        start,
        idempotency_key: None,
        random: random.as_bytes(),
        at: NOW,
    };
    draft_begin(registry, actor, &new)
}

fn begin(registry: &Registry, actor: &Actor, document: &Value) -> Draft {
    begin_with(registry, actor, DraftStart::Document(document.clone()), None).unwrap()
}

/// A step with whatever revision the draft is at.
fn step(draft: &Draft) -> DraftStep<'_> {
    DraftStep { id: &draft.id, seen: None, at: LATER }
}

fn save(
    registry: &Registry,
    actor: &Actor,
    draft: &Draft,
    document: &Value,
) -> Result<Draft, Refused> {
    let seen = [draft.revision];
    let step = DraftStep { seen: Some(&seen), ..step(draft) };
    draft_save(registry, actor, step, (document.to_string().as_bytes(), Syntax::Json))
}

fn view(registry: &Registry, actor: &Actor, draft: &Draft) -> DraftView {
    registry::draft(registry, actor, &draft.id, LATER).unwrap()
}

fn codes(view: &DraftView) -> Vec<String> {
    let found = view.outlook.findings.iter();
    found.map(|f| format!("{} {}", f.code.as_str(), f.pointer)).collect()
}

fn is_unknown<T>(result: &Result<T, Refused>) -> bool {
    matches!(result, Err(Refused::Unknown(Unknown::Draft(_))))
}

fn access<T: std::fmt::Debug>(refused: Result<T, Refused>) -> Access {
    match refused {
        Err(Refused::Access(access)) => access,
        other => panic!("expected a denial, got {other:?}"),
    }
}
