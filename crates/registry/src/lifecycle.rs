//! The life of a blueprint beside its versions: deprecation, the day of its review, who follows up.
//!
//! What is deprecated stays readable and may still be forked; it is only no longer found by those who do not ask for it.

use blueprint::{BlueprintId, Finding, Slug};
use jiff::civil::Date;
use store::{
    Blueprint, Deprecation, Lifecycle, StoreError, Txn, blueprint_get, lifecycle_set,
    organisation_get,
};

use crate::{
    Act, Actor, On, Refused, Registry, Unknown, fault::fault, moves::refuse_moved, reason,
};

/// What shall be said of a blueprint from now on; `None` leaves it as it is, `Some(None)` takes it back.
#[derive(Clone, Debug, Default)]
pub struct LifecycleChange {
    pub deprecation: Option<Option<NewDeprecation>>,
    /// A day, `YYYY-MM-DD`.
    pub review_by: Option<Option<String>>,
    /// Slug of an organisation.
    pub follow_up_owner: Option<Option<String>>,
}

/// Why a blueprint should no longer be chosen, and what to choose instead.
#[derive(Clone, Debug)]
pub struct NewDeprecation {
    pub reason: String,
    /// `owner/name`.
    pub successor: Option<String>,
}

/// Where and when a change is made.
#[derive(Clone, Copy, Debug)]
pub struct LifecycleRequest<'a> {
    pub id: &'a BlueprintId,
    pub change: &'a LifecycleChange,
    /// When given, the change is made only to the blueprint as of this revision.
    pub seen_revision: Option<i64>,
    pub at: i64,
}

/// Changes what is said of a blueprint. Saying again what is said already changes nothing.
pub fn lifecycle(
    registry: &Registry,
    actor: &Actor,
    request: LifecycleRequest<'_>,
) -> Result<(), Refused> {
    let LifecycleRequest { id, change, seen_revision, at } = request;
    actor.require(Act::ManageBlueprint, On::Blueprint(id))?;
    let written = registry.store.write(|txn| {
        actor.confirm(txn, (Act::ManageBlueprint, On::Blueprint(id)), at)?;
        let current = blueprint_get(txn, id)?.ok_or_else(|| Unknown::Blueprint(id.clone()))?;
        refuse_moved(txn, id)?;
        if seen_revision.is_some_and(|seen| seen != current.revision) {
            return Err(Refused::Overtaken);
        }
        let next = changed(txn, &current, change, at)?;
        if next != current.lifecycle {
            lifecycle_set(txn, id, (&next, current.revision), at)?;
        }
        Ok(())
    });
    registry.cache.forget(id);
    written
}

/// What will be said, or all findings at once.
fn changed(
    txn: &mut Txn<'_>,
    current: &Blueprint,
    change: &LifecycleChange,
    at: i64,
) -> Result<Lifecycle, Refused> {
    let mut next = current.lifecycle.clone();
    let mut findings = Vec::new();
    match &change.deprecation {
        None => {}
        Some(None) => next.deprecation = None,
        Some(Some(wanted)) => {
            let since = current.lifecycle.deprecation.as_ref().map_or(at, |earlier| earlier.at);
            let said = wanted.reason.trim().to_owned();
            findings.extend(reason::check("lifecycle-reason", "/deprecation/reason", &said).err());
            let successor = successor(txn, &current.id, wanted, &mut findings)?;
            next.deprecation = Some(Deprecation { at: since, reason: said, successor });
        }
    }
    if let Some(wanted) = &change.review_by {
        findings.extend(wanted.as_deref().and_then(no_day));
        next.review_by.clone_from(wanted);
    }
    if let Some(wanted) = &change.follow_up_owner {
        next.follow_up_owner = follow_up_owner(txn, wanted.as_deref(), &mut findings)?;
    }
    if findings.is_empty() { Ok(next) } else { Err(Refused::Invalid(findings)) }
}

/// The blueprint that takes over; it must be here, and another one.
fn successor(
    txn: &mut Txn<'_>,
    id: &BlueprintId,
    wanted: &NewDeprecation,
    findings: &mut Vec<Finding>,
) -> Result<Option<BlueprintId>, StoreError> {
    let Some(text) = &wanted.successor else { return Ok(None) };
    let known = match text.parse::<BlueprintId>() {
        Ok(named) => blueprint_get(txn, &named)?.map(|found| found.id),
        Err(_no_name) => None,
    };
    let known = known.filter(|named| named != id);
    if known.is_none() {
        findings.push(fault(
            "lifecycle-successor",
            "/deprecation/successor",
                format!("„{text}“ ist keine andere Blaupause dieses Registers. Schreiben Sie organisation/name, zum Beispiel mrn/handwerkerparkausweis."),
                format!("“{text}” is no other blueprint of this registry. Write organisation/name, for example mrn/handwerkerparkausweis."),
            ));
    }
    Ok(known)
}

fn follow_up_owner(
    txn: &mut Txn<'_>,
    wanted: Option<&str>,
    findings: &mut Vec<Finding>,
) -> Result<Option<Slug>, StoreError> {
    let Some(text) = wanted else { return Ok(None) };
    let known = match text.parse::<Slug>() {
        Ok(slug) => organisation_get(txn, &slug)?.map(|found| found.slug),
        Err(_no_slug) => None,
    };
    if known.is_none() {
        findings.push(fault(
            "lifecycle-follow-up-owner",
            "/follow_up_owner",
                format!("Die Organisation „{text}“ gibt es in diesem Register nicht. Nennen Sie ihr Kürzel, zum Beispiel mrn."),
                format!("There is no organisation “{text}” in this registry. Give its slug, for example mrn."),
            ));
    }
    Ok(known)
}

fn no_day(text: &str) -> Option<Finding> {
    // Only the plain form of a day sorts and compares as text.
    let is_day = text.parse::<Date>().is_ok_and(|day| day.to_string() == text);
    (!is_day).then(|| {
        fault(
            "lifecycle-review-by",
            "/review_by",
            format!(
                "„{text}“ ist kein Tag. Schreiben Sie Jahr-Monat-Tag, zum Beispiel 2027-06-30."
            ),
            format!("“{text}” is no day. Write year-month-day, for example 2027-06-30."),
        )
    })
}
