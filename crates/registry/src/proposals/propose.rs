//! Making a proposal, from a fork's changes or with a document.

use blueprint::{
    BlueprintId, Digest, Finding, Parsed, Path, Slug, VersionRef, check, following,
    proposal::{agree, offered},
};
use semver::Version;
use serde_json::Value;
use store::{NewProposal, Proposal, Stamp, StoredDocument, proposal_insert};

use super::step::{after, found, note};
use crate::{
    Act, Actor, On, Refused, Registry, Unknown,
    access::random_id,
    audit::Deed,
    day::day_of,
    fault::fault,
    idempotency::{self, Repeatable, recall, remember},
    moves::refuse_moved,
    reason,
    upstream::Kin,
};

const MAX_TITLE_CHARS: usize = 200;

/// A proposal to be made.
#[derive(Clone, Debug)]
pub struct Offer<'a> {
    pub target: &'a BlueprintId,
    pub from: OfferFrom<'a>,
    /// The paths of the changes; `None` offers all.
    pub select: Option<&'a [Path]>,
    pub title: &'a str,
    /// Why.
    pub message: &'a str,
    pub idempotency_key: Option<&'a str>,
    /// 32 random bytes; the edge makes them.
    pub random: &'a [u8; 32],
    pub at: i64,
}

/// Where the changes come from.
#[derive(Clone, Debug)]
pub enum OfferFrom<'a> {
    /// What a fork changed of the version that it took in last.
    Fork(&'a BlueprintId),
    /// A document, changed from a version of the target.
    Document { organisation: &'a Slug, base: &'a VersionRef, document: &'a Value },
}

/// The two documents whose difference is offered.
struct Source {
    base: (Version, Digest),
    before: Value,
    after: Value,
    fork: Option<(BlueprintId, Version)>,
}

/// Offers changes to the owner of a blueprint. What the schema leaves to each owner is never among them.
pub fn propose(registry: &Registry, actor: &Actor, offer: &Offer<'_>) -> Result<Proposal, Refused> {
    let (on, organisation) = match &offer.from {
        OfferFrom::Fork(fork) => (On::Blueprint(fork), &fork.owner),
        OfferFrom::Document { organisation, .. } => (On::Organisation(organisation), *organisation),
    };
    actor.require(Act::Propose, on)?;
    faults(offer)?;
    let fingerprint = Digest::of(
        format!(
            "proposal\n{:?}",
            (offer.target, &offer.from, offer.select, offer.title, offer.message)
        )
        .as_bytes(),
    );
    let repeatable = Repeatable { organisation, key: offer.idempotency_key, fingerprint };
    if let Some(id) = recall(registry, repeatable)? {
        return found(registry, &id);
    }
    registry.store.read(|conn| refuse_moved(conn, offer.target))?;
    let source = source(registry, offer)?;
    let parsed = document(&source, offer)?;
    let stored = StoredDocument::compress(parsed.canonical())?;
    let id = random_id(offer.random);
    let stamp = Stamp { at: offer.at, by: actor.author() };
    let new = NewProposal {
        id: &id,
        target: offer.target,
        base: (&source.base.0, &source.base.1),
        organisation,
        fork: source.fork.as_ref().map(|(id, version)| (id, version)),
        document: &stored,
        title: offer.title.trim(),
        message: offer.message.trim(),
        created: &stamp,
    };
    registry.store.write(|txn| {
        actor.confirm(txn, (Act::Propose, on), offer.at)?;
        proposal_insert(txn, &new)?;
        note(txn, Deed::ProposalMade, (organisation, &id), &stamp)?;
        remember(txn, repeatable, (&id, offer.at))?;
        after(txn, &id)
    })
}

fn faults(offer: &Offer<'_>) -> Result<(), Refused> {
    let mut findings: Vec<Finding> =
        idempotency::check(offer.idempotency_key).into_iter().collect();
    let n_chars = offer.title.trim().chars().count();
    if n_chars == 0 || MAX_TITLE_CHARS < n_chars {
        findings.push(fault(
            "proposal-title",
            "/title",
            format!("Sagen Sie in 1 bis {MAX_TITLE_CHARS} Zeichen, was sich ändern soll."),
            format!("Say in 1 to {MAX_TITLE_CHARS} characters what is to change."),
        ));
    }
    findings.extend(reason::check("proposal-message", "/message", offer.message).err());
    if findings.is_empty() { Ok(()) } else { Err(Refused::Invalid(findings)) }
}

fn source(registry: &Registry, offer: &Offer<'_>) -> Result<Source, Refused> {
    match &offer.from {
        OfferFrom::Fork(fork) => {
            let kin = Kin::of(registry, fork)?;
            let base = &kin.lineage.base;
            let upstream = &kin.upstream.blueprint.id;
            if upstream != offer.target {
                return Err(one(
                    "proposal-fork",
                    "/fork",
                    format!(
                        "{fork} ist von {upstream} abgeleitet. Schlagen Sie die Änderungen dort vor."
                    ),
                    format!("{fork} is a fork of {upstream}. Propose the changes there."),
                ));
            }
            if base.id != *upstream {
                return Err(not_there_yet(upstream, &base.id));
            }
            let before = kin.published_base(registry)?;
            let ours = kin.ours_from(registry, &before)?;
            Ok(Source {
                base: (base.version.clone(), base.digest),
                before,
                after: ours.from_base,
                fork: Some(((*fork).clone(), ours.version)),
            })
        }
        OfferFrom::Document { base, document, .. } => {
            let head = registry.head(offer.target)?;
            let unknown = || Unknown::Version(offer.target.clone(), (*base).clone());
            let (version, digest) = head.resolve(base).ok_or_else(unknown)?;
            let before = following(&registry.value(digest)?, &[]);
            Ok(Source {
                base: (version.clone(), digest),
                before,
                after: (*document).clone(),
                fork: None,
            })
        }
    }
}

/// A proposal is counted from a version that its target has.
fn not_there_yet(upstream: &BlueprintId, base: &BlueprintId) -> Refused {
    one(
        "proposal-base-moved",
        "/fork",
        format!(
            "{base} ist nach {upstream} umgezogen. Übernehmen Sie zuerst eine Version von dort in Ihre Ableitung; danach können Sie Änderungen vorschlagen."
        ),
        format!(
            "{base} has moved to {upstream}. First take a version from there into your fork; then you can propose changes."
        ),
    )
}

/// The base with the changes; it must say something new, and break nothing.
fn document(source: &Source, offer: &Offer<'_>) -> Result<Parsed, Refused> {
    let Source { before, after, .. } = source;
    let made = offered(before, after, offer.select).map_err(|unknown| {
        let findings = unknown.into_iter().map(|n| {
            fault(
                "proposal-select",
                &format!("/select/{n}"),
                "An dieser Stelle gibt es keine Änderung, die sich vorschlagen lässt. Was jeder Ableitung selbst gehört (Ansprechstellen, Pflege, Vorgabewerte), wird nicht vorgeschlagen.",
                "There is no change at this place that can be proposed. What is each fork's own (contacts, maintenance, suggested values) is not proposed.",
            )
        });
        Refused::Invalid(findings.collect())
    })?;
    if agree(before, &made) {
        return Err(one(
            "proposal-empty",
            "/select",
            "Der Vorschlag ändert nichts. Wählen Sie mindestens eine Änderung aus.",
            "The proposal changes nothing. Choose at least one change.",
        ));
    }
    let parse =
        |value: Value| Parsed::of(value).map_err(|error| Refused::Invalid(vec![error.finding()]));
    let (made, before) = (parse(made)?, parse(before.clone())?);
    let known = check(&before, day_of(offer.at));
    let is_new = |finding: &Finding| {
        finding.is_error()
            && !known.iter().any(|old| old.code == finding.code && old.path == finding.path)
    };
    let findings: Vec<Finding> =
        check(&made, day_of(offer.at)).into_iter().filter(is_new).collect();
    if findings.is_empty() { Ok(made) } else { Err(Refused::Invalid(findings)) }
}

fn one(code: &'static str, at: &str, de: impl Into<String>, en: impl Into<String>) -> Refused {
    Refused::Invalid(vec![fault(code, at, de, en)])
}
