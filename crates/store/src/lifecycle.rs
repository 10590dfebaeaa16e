//! What the owner says of a blueprint beside its versions: that it is deprecated, when it is reviewed, who follows up.
//!
//! Law: a change of it is a change of the blueprint. It has an event, and the blueprint a new revision.

use blueprint::{BlueprintId, Slug};
use diesel::prelude::*;

use crate::{
    EventKind, Seq, StoreError, Txn,
    blueprints::blueprint_revision,
    error::or_missing,
    events::{NewEvent, event_append},
    row,
    schema::blueprints,
};

/// What is said of a blueprint beside its versions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lifecycle {
    pub deprecation: Option<Deprecation>,
    /// A day, `YYYY-MM-DD`.
    pub review_by: Option<String>,
    /// Who keeps the blueprint when its owner no longer does.
    pub follow_up_owner: Option<Slug>,
}

/// Since when and why a blueprint should no longer be chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deprecation {
    pub at: i64,
    pub reason: String,
    pub successor: Option<BlueprintId>,
}

/// Sets what is said of a blueprint.
///
/// [`StoreError::Stale`] when the blueprint is not at the revision seen, [`StoreError::Missing`] without the blueprint,
/// its successor or the follow-up owner.
pub fn lifecycle_set(
    txn: &mut Txn<'_>,
    id: &BlueprintId,
    (lifecycle, seen_revision): (&Lifecycle, i64),
    at: i64,
) -> Result<Seq, StoreError> {
    let revision = blueprint_revision(txn, id)?.ok_or(StoreError::Missing { what: "blueprint" })?;
    if revision != seen_revision {
        return Err(StoreError::Stale);
    }
    let deprecation = lifecycle.deprecation.as_ref();
    let successor = deprecation.and_then(|deprecation| deprecation.successor.as_ref());
    diesel::update(blueprints::table.find((id.owner.as_str(), id.name.as_str())))
        .set((
            blueprints::revision.eq(blueprints::revision + 1),
            blueprints::updated_at.eq(at),
            blueprints::deprecated_at.eq(deprecation.map(|deprecation| deprecation.at)),
            blueprints::deprecated_reason.eq(deprecation.map(|d| d.reason.as_str())),
            blueprints::successor_owner.eq(successor.map(|successor| successor.owner.as_str())),
            blueprints::successor_name.eq(successor.map(|successor| successor.name.as_str())),
            blueprints::review_by.eq(lifecycle.review_by.as_deref()),
            blueprints::follow_up_owner.eq(lifecycle.follow_up_owner.as_ref().map(Slug::as_str)),
        ))
        .execute(&mut **txn)
        .map_err(or_missing("successor or follow-up owner"))?;
    event_append(
        txn,
        &NewEvent {
            at,
            kind: EventKind::BlueprintUpdated,
            organisation: Some(&id.owner),
            blueprint: Some(id),
            version: None,
        },
    )
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = blueprints)]
pub(crate) struct LifecycleRow {
    deprecated_at: Option<i64>,
    deprecated_reason: Option<String>,
    successor_owner: Option<String>,
    successor_name: Option<String>,
    review_by: Option<String>,
    follow_up_owner: Option<String>,
}

impl LifecycleRow {
    pub(crate) fn into_lifecycle(self) -> Result<Lifecycle, StoreError> {
        let successor = self.successor_owner.zip(self.successor_name);
        let successor =
            successor.map(|(owner, name)| row::blueprint_id(&owner, &name)).transpose()?;
        let deprecation = self.deprecated_at.zip(self.deprecated_reason);
        Ok(Lifecycle {
            deprecation: deprecation.map(|(at, reason)| Deprecation { at, reason, successor }),
            review_by: self.review_by,
            follow_up_owner: row::parse_option(self.follow_up_owner.as_deref(), "organisation")?,
        })
    }
}
