//! Recording an adoption, and changing it.

use std::{collections::BTreeMap, sync::Arc};

use blueprint::{BlueprintId, Slug, evidence::ProductRef, maturity::AdoptionStage};
use semver::Version;
use serde_json::{Map, Value};
use store::{NewAdoption, Stamp, StoreError, Txn, adoption_put, organisation_get};

use super::{FullAdoption, checks, load};
use crate::{
    Act, Actor, Head, On, Refused, Registry, Unknown,
    audit::{Concerning, Deed, note},
    moves::{line, refuse_moved},
};

/// What shall be on record, as it was said.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AdoptionWish {
    /// Exact, `latest` or a requirement; kept is the version that it means now.
    pub version: String,
    pub stage: String,
    /// Values by parameter; `null` equals absence.
    pub parameters: Map<String, Value>,
    /// `vendor/product`, of the version.
    pub product: Option<String>,
    pub effort_hours: Option<i64>,
    /// A day, `YYYY-MM-DD`.
    pub started_on: Option<String>,
    pub note: Option<String>,
}

/// Who adopts what, and when.
#[derive(Clone, Copy, Debug)]
pub struct AdoptionRequest<'a> {
    pub organisation: &'a Slug,
    pub id: &'a BlueprintId,
    pub wish: &'a AdoptionWish,
    /// When given, only the record as of this revision is changed; 0 stands for none.
    pub seen_revision: Option<i64>,
    pub at: i64,
}

/// What is on record now.
#[derive(Clone, Debug)]
pub struct Recorded {
    pub full: FullAdoption,
    /// Whether there was none before.
    pub is_new: bool,
}

/// What a wish comes to, where nothing is wrong with it.
#[derive(Debug)]
pub(super) struct Meant {
    /// The address at which the version is.
    pub(super) place: BlueprintId,
    pub(super) version: Version,
    pub(super) stage: AdoptionStage,
    pub(super) product: Option<ProductRef>,
    pub(super) effort_hours: Option<i64>,
    pub(super) started_on: Option<String>,
    pub(super) note: Option<String>,
    pub(super) parameters: BTreeMap<String, Value>,
}

/// Records that an organisation uses a blueprint, or changes what is on record. Saying again what is there already changes
/// nothing.
pub fn adopt(
    registry: &Registry,
    actor: &Actor,
    request: &AdoptionRequest<'_>,
) -> Result<Recorded, Refused> {
    let (head, meant) = examine(registry, actor, request)?;
    let AdoptionRequest { organisation, id, at, .. } = *request;
    let on = On::said(organisation, id);
    registry.store.write(|txn| {
        let before = load(txn, organisation, &head)?;
        actor.confirm(txn, (act(meant.stage, before.is_some()), on), at)?;
        refuse_moved(txn, id)?;
        let revision = before.as_ref().map_or(0, |full| full.adoption.revision);
        if request.seen_revision.is_some_and(|seen| seen != revision) {
            return Err(Refused::Overtaken);
        }
        checks::still_there(txn, &meant, before.as_ref())?;
        write(txn, (actor, request), &meant, before.as_ref())?;
        let full = load(txn, organisation, &head)?;
        let full = full.ok_or(StoreError::Corrupt { what: "adoption" })?;
        Ok(Recorded { full, is_new: before.is_none() })
    })
}

/// Whether it could be recorded so, without recording it: all that is wrong with it.
pub fn adoption_examine(
    registry: &Registry,
    actor: &Actor,
    request: &AdoptionRequest<'_>,
) -> Result<(), Refused> {
    examine(registry, actor, request).map(|_meant| ())
}

/// What can be decided without the write lock.
fn examine(
    registry: &Registry,
    actor: &Actor,
    request: &AdoptionRequest<'_>,
) -> Result<(Arc<Head>, Meant), Refused> {
    let AdoptionRequest { organisation, id, wish, .. } = *request;
    actor.require(Act::Adopt, On::said(organisation, id))?;
    let head = registry.head(id)?;
    let (line, before) = (line(registry, id)?, seen(registry, organisation, &head)?);
    if head.moved.is_some() {
        return Err(Refused::Moved { from: id.clone(), to: line.blueprint.id.clone() });
    }
    let meant = checks::meant(registry, &line, wish, before.as_ref())?;
    Ok((head, meant))
}

/// That it has ended, somebody may say who adds nothing new any more.
fn act(stage: AdoptionStage, is_known: bool) -> Act {
    if is_known && stage == AdoptionStage::Ended { Act::EndAdoption } else { Act::Adopt }
}

/// What is on record before; the organisation must be there.
fn seen(
    registry: &Registry,
    organisation: &Slug,
    head: &Head,
) -> Result<Option<FullAdoption>, Refused> {
    registry.store.read(|conn| {
        organisation_get(conn, organisation)?
            .ok_or_else(|| Unknown::Organisation(organisation.clone()))?;
        load(conn, organisation, head)
    })
}

fn write(
    txn: &mut Txn<'_>,
    (actor, request): (&Actor, &AdoptionRequest<'_>),
    meant: &Meant,
    before: Option<&FullAdoption>,
) -> Result<(), Refused> {
    if before.is_some_and(|before| meant.is(before)) {
        return Ok(());
    }
    let AdoptionRequest { organisation, id, at, .. } = *request;
    let parameters = meant.parameters.iter();
    let parameters = parameters.map(|(id, value)| (id.clone(), value.to_string())).collect();
    let new = NewAdoption {
        organisation,
        id: &meant.place,
        version: &meant.version,
        stage: meant.stage,
        product: meant.product.as_ref(),
        effort_hours: meant.effort_hours,
        started_on: meant.started_on.as_deref(),
        note: meant.note.as_deref(),
        parameters: &parameters,
    };
    let seen = before.map(|full| (&full.adoption.id, full.adoption.revision));
    adoption_put(txn, (&new, id), seen, &Stamp { at, by: actor.author() })?;
    let subject = id.to_string();
    let concerning = Concerning { organisation: Some(organisation), subject: Some(&subject) };
    note(txn, Deed::AdoptionRecorded, Some(actor.author()), concerning, at)?;
    tracing::info!(blueprint.id = %id, organisation = %organisation, stage = %meant.stage, "`{organisation}` adopts `{id}` {}", meant.version);
    Ok(())
}

impl Meant {
    /// Whether it is what is on record already.
    fn is(&self, full: &FullAdoption) -> bool {
        let FullAdoption { adoption, parameters } = full;
        (&self.place, &self.version, self.stage)
            == (&adoption.id, &adoption.version, adoption.stage)
            && (&self.product, self.effort_hours) == (&adoption.product, adoption.effort_hours)
            && (&self.started_on, &self.note) == (&adoption.started_on, &adoption.note)
            && self.parameters == *parameters
    }
}
