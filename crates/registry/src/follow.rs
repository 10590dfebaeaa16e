//! Following the event log: the index and the caches learn what was written, here or on another node.

use std::collections::BTreeSet;

use blueprint::{BlueprintId, Document, Slug, VersionRef, maturity::assess};
use search::{Entry, Index, IndexChange, Known};
use store::{
    Event, EventKind, Seq, StoreError, blueprint_list, events_after, maturity_touched,
    organisation_get, succession_list,
};

use crate::{Head, Refused, Registry, maturity::facts, moves};

/// Events read at once; a rebuild goes through the log in steps of this size.
const STEP: u32 = 500;

/// Events after which what was taken in is to be found, also when there are more. Each time costs something.
const MOST_STAGED: i64 = 10_000;

/// Takes in what was written since the last time, one step at most. Gives how many events were taken in: a caller
/// that wants to be up to date calls again until there are none. Only then all of it can be found.
///
/// Events only say *which* blueprints changed; what they are now is read from the store. So an event that is taken
/// in twice does no harm, and one blueprint with many events in a step is read once.
pub fn follow(registry: &Registry) -> Result<usize, Refused> {
    let _following = registry.indices.following();
    let n_events = step(registry, &registry.indices.index(), &|id| registry.cache.forget(id))?;
    if n_events == 0 {
        registry.note_caught_up();
    }
    Ok(n_events)
}

/// Takes the next events into an index, one step at most. `first` hears of each blueprint before it is looked up.
pub(crate) fn step(
    registry: &Registry,
    index: &Index,
    forget: &dyn Fn(&BlueprintId),
) -> Result<usize, Refused> {
    let taken = Seq(index.taken());
    let events = registry.store.read(|conn| events_after(conn, taken, STEP))?;
    let Some(last) = events.last().map(|event| event.seq) else {
        index.commit()?;
        return Ok(0);
    };
    let touched = touched(registry, &events)?;
    let mut changes = Vec::with_capacity(touched.len());
    for id in &touched {
        forget(id);
        changes.push(change(registry, id)?);
    }
    index.stage(changes, last.0)?;
    let are_all = u32::try_from(events.len()).is_ok_and(|n_events| n_events < STEP);
    if are_all || MOST_STAGED <= last.0.saturating_sub(index.through()) {
        index.commit()?;
    }
    Ok(events.len())
}

/// The blueprints of which events may have changed what is found.
fn touched(registry: &Registry, events: &[Event]) -> Result<BTreeSet<BlueprintId>, Refused> {
    let content = events.iter().filter(|event| !event.kind.is_of_proposal());
    let mut touched: BTreeSet<BlueprintId> =
        content.filter_map(|event| event.blueprint.clone()).collect();
    let evidence = events.iter().filter(|event| event.kind.changes_evidence());
    let mut vouched: BTreeSet<BlueprintId> =
        evidence.filter_map(|event| event.blueprint.clone()).collect();
    let updated: BTreeSet<&Slug> = events
        .iter()
        .filter(|event| event.kind == EventKind::OrganisationUpdated)
        .filter_map(|event| event.organisation.as_ref())
        .collect();
    for organisation in updated {
        owned(registry, organisation, &mut touched)?;
        for member in family(registry, organisation)? {
            vouched_for(registry, &member, &mut vouched)?;
        }
    }
    // What is said of a version counts at its address and at those to which the blueprint went on.
    for id in &vouched {
        touched.extend(moves::current(registry, id)?.addresses().cloned());
    }
    Ok(touched)
}

/// The blueprints of an organisation, which are found by what it is.
fn owned(
    registry: &Registry,
    owner: &Slug,
    touched: &mut BTreeSet<BlueprintId>,
) -> Result<(), Refused> {
    let mut after: Option<BlueprintId> = None;
    loop {
        let page =
            registry.store.read(|conn| blueprint_list(conn, Some(owner), after.as_ref(), STEP))?;
        let Some(last) = page.last() else { return Ok(()) };
        after = Some(last.id.clone());
        touched.extend(page.into_iter().map(|blueprint| blueprint.id));
    }
}

/// Everybody who counts as one organisation: those that went up in each other, with whom it began and who came of it.
/// What one of them did counts as if all had.
fn family(registry: &Registry, organisation: &Slug) -> Result<BTreeSet<Slug>, Refused> {
    let (mut open, mut seen) = (vec![organisation.clone()], BTreeSet::new());
    while let Some(next) = open.pop() {
        if !seen.insert(next.clone()) {
            continue;
        }
        registry.store.read(|conn| {
            open.extend(succession_list(conn, &next, STEP)?);
            let member = organisation_get(conn, &next)?;
            let succession = member.and_then(|member| member.standing.succession);
            open.extend(succession.map(|succession| succession.successor));
            Ok::<_, StoreError>(())
        })?;
    }
    Ok(seen)
}

/// What an organisation uses, tested or reviewed, or what was reviewed in its name: it counts by what it is by now.
fn vouched_for(
    registry: &Registry,
    organisation: &Slug,
    touched: &mut BTreeSet<BlueprintId>,
) -> Result<(), Refused> {
    let mut after: Option<BlueprintId> = None;
    loop {
        let page = registry
            .store
            .read(|conn| maturity_touched(conn, organisation, after.as_ref(), STEP))?;
        let Some(last) = page.last() else { return Ok(()) };
        after = Some(last.clone());
        touched.extend(page);
    }
}

/// What the index shall hold of a blueprint: its latest version, or nothing when all are yanked.
fn change(registry: &Registry, id: &BlueprintId) -> Result<IndexChange, Refused> {
    let (head, owner) = registry.store.read(|conn| {
        Ok::<_, StoreError>((Head::load(conn, id)?, organisation_get(conn, &id.owner)?))
    })?;
    let (Some(head), Some(owner)) = (head, owner) else {
        return Ok(IndexChange::Remove(id.clone()));
    };
    let latest = head.blueprint.latest.clone().map(VersionRef::Exact);
    let Some((_, digest)) = latest.as_ref().and_then(|latest| head.resolve(latest)) else {
        return Ok(IndexChange::Remove(id.clone()));
    };
    let bytes = registry.document(digest)?;
    let value: serde_json::Value = serde_json::from_slice(&bytes.canonical)
        .map_err(|_unreadable| StoreError::Corrupt { what: "document" })?;
    let document = Document::try_from(&value)
        .map_err(|_unreadable| StoreError::Corrupt { what: "document" })?;
    let facts = registry.store.read(|conn| facts(conn, &head, Some(&document)))?;
    let adopters: Vec<Slug> = facts.users().into_iter().cloned().collect();
    let known = Known {
        owner_name: &owner.name,
        owner_kind: owner.kind.as_str(),
        is_deprecated: head.blueprint.lifecycle.deprecation.is_some(),
        review_by: head.blueprint.lifecycle.review_by.as_deref(),
        updated_at: head.blueprint.updated_at,
        maturity: assess(&facts).earned,
        adopters: &adopters,
    };
    let entry = Entry::of(&document, known)
        .map_err(|_unreadable| StoreError::Corrupt { what: "document" })?;
    Ok(IndexChange::Put(entry))
}
