//! Beginning a draft.

use blueprint::{BlueprintId, Digest, Finding, LATEST_FORMAT, Slug};
use semver::Version;
use serde_json::{Map, Value, json};
use store::{Draft, DraftOrigin, Stamp, StoreError, Txn, draft_get, draft_insert};

use super::{
    content::{Content, Target, text},
    outlook::next_after,
};
use crate::{
    Act, Actor, Head, Named, On, Refused, Registry, Unknown,
    access::random_id,
    fault::fault,
    idempotency::{self, Repeatable, recall, remember},
    meant,
    moves::refuse_moved,
};

/// A draft to be begun.
#[derive(Clone, Debug)]
pub struct NewDraft<'a> {
    pub organisation: &'a Slug,
    /// Of the blueprint, if it is known.
    pub name: Option<&'a Slug>,
    pub start: DraftStart<'a>,
    /// The same key with the same request gives the same draft again.
    pub idempotency_key: Option<&'a str>,
    /// 32 random bytes; the edge makes them.
    pub random: &'a [u8; 32],
    pub at: i64,
}

/// What a draft begins with.
#[derive(Clone, Debug)]
pub enum DraftStart<'a> {
    Empty,
    Document(Value),
    /// A version of the organisation's own; the draft is to be the next one.
    Version(&'a Named),
}

/// Begins a draft.
pub fn draft_begin(
    registry: &Registry,
    actor: &Actor,
    new: &NewDraft<'_>,
) -> Result<Draft, Refused> {
    actor.require(Act::WriteDraft, On::Organisation(new.organisation))?;
    if let Some(fault) = faults(new) {
        return Err(Refused::Invalid(vec![fault]));
    }
    let repeatable = Repeatable {
        organisation: new.organisation,
        key: new.idempotency_key,
        fingerprint: fingerprint(new),
    };
    if let Some(id) = recall(registry, repeatable)? {
        return existing(registry, &id);
    }
    let content = Content::built(first_document(registry, new)?)?;
    let target = Target::of(new.organisation, content.facts.name.as_ref());
    actor.require(Act::WriteDraft, target.on())?;
    if let On::Blueprint(id) = target.on() {
        registry.store.read(|conn| refuse_moved(conn, id))?;
    }
    let beginning = Beginning {
        id: random_id(new.random),
        organisation: new.organisation,
        content,
        origin: None,
        authors: &[],
        stamp: Stamp { at: new.at, by: actor.author() },
    };
    registry.store.write(|txn| {
        actor.confirm(txn, (Act::WriteDraft, target.on()), new.at)?;
        let draft = beginning.insert(txn)?;
        remember(txn, repeatable, (&draft.id, new.at))?;
        Ok(draft)
    })
}

/// The draft by which a proposal is to come into a version; `authors` made the proposal. With an origin where places are
/// left to decide.
pub(crate) fn begin_for_proposal<'a>(
    (organisation, authors): (&'a Slug, &'a [Slug]),
    (document, origin): (Value, Option<DraftOrigin>),
    (actor, random): (&Actor, &[u8; 32]),
    at: i64,
) -> Result<Beginning<'a>, Refused> {
    let content = Content::built(document)?;
    let stamp = Stamp { at, by: actor.author() };
    Ok(Beginning { id: random_id(random), organisation, content, origin, authors, stamp })
}

/// A draft ready to be written.
pub(crate) struct Beginning<'a> {
    pub(super) id: String,
    pub(super) organisation: &'a Slug,
    pub(super) content: Content,
    pub(super) origin: Option<DraftOrigin>,
    /// Organisations that have a share in it.
    pub(super) authors: &'a [Slug],
    pub(super) stamp: Stamp,
}

impl Beginning<'_> {
    pub(crate) fn insert(&self, txn: &mut Txn<'_>) -> Result<Draft, Refused> {
        let Self { id, organisation, content, origin, authors, stamp } = self;
        let new = store::NewDraft {
            id,
            organisation,
            document: &content.stored,
            facts: &content.facts,
            origin: origin.as_ref(),
            authors,
            created: stamp,
        };
        draft_insert(txn, &new)?;
        Ok(draft_get(txn, id)?.ok_or(StoreError::Corrupt { what: "draft" })?)
    }
}

/// The draft that an earlier request with the same key began.
pub(super) fn existing(registry: &Registry, id: &str) -> Result<Draft, Refused> {
    let found = registry.store.read(|conn| draft_get(conn, id))?;
    Ok(found.ok_or_else(|| Unknown::Draft(id.to_owned()))?)
}

fn faults(new: &NewDraft<'_>) -> Option<Finding> {
    idempotency::check(new.idempotency_key).or_else(|| match (&new.start, new.name) {
        (DraftStart::Version(from), _) if from.id.owner != *new.organisation => Some(foreign(from)),
        (DraftStart::Version(from), Some(name)) if from.id.name != *name => {
            Some(other_name(name.as_str(), from.id.name.as_str()))
        }
        (DraftStart::Document(document), Some(name)) => {
            let given = text(document, "name").filter(|given| given != &name.as_str());
            given.map(|given| other_name(name.as_str(), given))
        }
        _ => None,
    })
}

fn foreign(from: &Named) -> Finding {
    let id = &from.id;
    fault(
        "draft-from",
        "/from",
        format!(
            "Die Blaupause {id} gehört einer anderen Organisation. Leiten Sie sie ab, damit der Bezug zum Ursprung erhalten bleibt."
        ),
        format!(
            "The blueprint {id} belongs to another organisation. Fork it, so that it stays linked to its upstream."
        ),
    )
}

fn other_name(wanted: &str, given: &str) -> Finding {
    fault(
        "draft-name",
        "/name",
        format!(
            "Verlangt ist der Name „{wanted}“, das Dokument heißt „{given}“. Gleichen Sie beides an oder lassen Sie den Namen weg."
        ),
        format!(
            "The name “{wanted}” is wanted, but the document is named “{given}”. Make them agree, or leave the name out."
        ),
    )
}

fn first_document(registry: &Registry, new: &NewDraft<'_>) -> Result<Value, Refused> {
    match &new.start {
        DraftStart::Empty => Ok(Value::Object(empty(registry, new)?)),
        DraftStart::Document(document) => {
            let mut document = document.clone();
            if let Some(members) = document.as_object_mut() {
                members.entry("owner").or_insert_with(|| new.organisation.as_str().into());
                if let Some(name) = new.name {
                    members.entry("name").or_insert_with(|| name.as_str().into());
                }
            }
            Ok(document)
        }
        DraftStart::Version(from) => next(registry, from),
    }
}

/// Only what is known without asking the author.
fn empty(registry: &Registry, new: &NewDraft<'_>) -> Result<Map<String, Value>, Refused> {
    let mut members = Map::new();
    members.insert("format".to_owned(), LATEST_FORMAT.into());
    members.insert("owner".to_owned(), new.organisation.as_str().into());
    let mut version = Version::new(1, 0, 0);
    if let Some(name) = new.name {
        members.insert("name".to_owned(), name.as_str().into());
        let id = BlueprintId { owner: new.organisation.clone(), name: name.clone() };
        let head = registry.store.read(|conn| Head::load(conn, &id))?;
        let highest = head.as_ref().and_then(|head| {
            let highest = head.versions.iter().map(|(version, ..)| version).max()?;
            next_after(head, highest)
        });
        version = highest.unwrap_or(version);
    }
    members.insert("version".to_owned(), version.to_string().into());
    Ok(members)
}

/// A published document as the next version's beginning, under the smallest number that may follow. What speaks of the
/// step that led to it goes, and so does what the registry writes.
fn next(registry: &Registry, from: &Named) -> Result<Value, Refused> {
    let start = meant(registry, from)?;
    let head = registry.head(&from.id)?;
    let mut document = start.document;
    if let Some(members) = document.as_object_mut() {
        let version = next_after(&head, &start.version).unwrap_or(start.version);
        members.insert("version".to_owned(), version.to_string().into());
        for spoken in ["changes", "renames", "upstream"] {
            members.remove(spoken);
        }
    }
    Ok(document)
}

fn fingerprint(new: &NewDraft<'_>) -> Digest {
    let name = new.name.map_or("", Slug::as_str);
    let start = match &new.start {
        DraftStart::Empty => String::new(),
        DraftStart::Document(document) => json!({"document": document}).to_string(),
        DraftStart::Version(from) => format!("{}@{:?}", from.id, from.reference),
    };
    Digest::of(format!("draft\n{}\n{name}\n{start}", new.organisation).as_bytes())
}
