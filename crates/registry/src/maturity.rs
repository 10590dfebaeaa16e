//! What a blueprint has earned by evidence. The law is `blueprint::maturity`; here is where its facts come from.

use std::collections::{BTreeMap, BTreeSet};

use blueprint::{
    BlueprintId, Document, VersionRef,
    maturity::{Assessment, Facts, assess},
};
use jiff::civil::Date;
use semver::Version;
use store::{Conn, StoreError, maturity_facts, version_all};

use crate::{Head, Refused, Registry, day::day_of, moves::current};

/// A blueprint's maturity on a day, with what was counted.
#[derive(Clone, Debug)]
pub struct MaturityView {
    pub on: Date,
    /// The address that the blueprint has by now.
    pub blueprint: BlueprintId,
    /// The version that is offered now; evidence counts for its major version.
    pub latest: Option<Version>,
    pub assessment: Assessment,
}

/// Holds what is recorded of a blueprint against the rules, at whichever of its addresses one asks.
pub fn maturity(registry: &Registry, id: &BlueprintId, at: i64) -> Result<MaturityView, Refused> {
    let head = current(registry, id)?;
    let document = latest(registry, &head)?;
    let facts = registry.store.read(|conn| facts(conn, &head, document.as_ref()))?;
    Ok(MaturityView {
        on: day_of(at),
        blueprint: head.blueprint.id.clone(),
        latest: head.blueprint.latest.clone(),
        assessment: assess(&facts),
    })
}

fn latest(registry: &Registry, head: &Head) -> Result<Option<Document>, Refused> {
    let latest = head.blueprint.latest.clone().map(VersionRef::Exact);
    let Some((_, digest)) = latest.as_ref().and_then(|latest| head.resolve(latest)) else {
        return Ok(None);
    };
    let value = registry.value(digest)?;
    let document = Document::try_from(&value)
        .map_err(|_unreadable| StoreError::Corrupt { what: "document" })?;
    Ok(Some(document))
}

/// What is recorded of a blueprint at all its addresses. `document` is its latest version's.
pub(crate) fn facts(
    conn: &mut Conn,
    head: &Head,
    document: Option<&Document>,
) -> Result<Facts, StoreError> {
    let blueprint = &head.blueprint;
    let in_document = document.and_then(|document| document.maintenance.review_by.as_deref());
    let review_by = blueprint.lifecycle.review_by.as_deref().or(in_document);
    let vendors = document.into_iter().flat_map(|document| &document.vendors);
    let mut facts = Facts {
        owner: blueprint.id.owner.clone(),
        latest: blueprint.latest.clone(),
        yanked: BTreeSet::new(),
        review_by: review_by.and_then(|day| day.parse().ok()),
        vendors: vendors.filter_map(|vendor| vendor.id.parse().ok()).collect(),
        sellers: BTreeSet::new(),
        successors: BTreeMap::new(),
        adoptions: Vec::new(),
        attestations: Vec::new(),
        reviews: Vec::new(),
    };
    // The earliest address first: so reviews stay in the order in which they were given.
    let places: Vec<&BlueprintId> = head.addresses().collect();
    for place in places.into_iter().rev() {
        maturity_facts(conn, place, &mut facts)?;
    }
    // Of most blueprints nothing is said, and many are read when the index is built anew.
    if !facts.attestations.is_empty() || !facts.reviews.is_empty() {
        for place in head.addresses() {
            let versions = version_all(conn, place)?.into_iter().filter(|(_, _, yanked)| *yanked);
            facts.yanked.extend(versions.map(|(version, ..)| version));
        }
    }
    Ok(facts)
}
