//! What the registry is in numbers, for whoever watches it.

use store::{StoreError, blueprint_count, event_last, version_count_all};

use crate::{Progress, Refused, Registry};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Figures {
    /// The last event.
    pub events: i64,
    /// The last event that the index holds.
    pub indexed: i64,
    /// Blueprints in the index.
    pub documents: u64,
    pub blueprints: i64,
    /// Versions, withdrawn ones among them.
    pub versions: i64,
    /// While a new index is being built.
    pub rebuild: Option<Progress>,
}

pub fn figures(registry: &Registry) -> Result<Figures, Refused> {
    let index = registry.indices.index();
    // Before the store is read, so that the index is never ahead.
    let (indexed, documents) = (index.through(), index.n_blueprints());
    let (events, blueprints, versions) = registry.store.read(|conn| {
        let last = event_last(conn)?;
        Ok::<_, StoreError>((last.0, blueprint_count(conn, None)?, version_count_all(conn)?))
    })?;
    Ok(Figures { events, indexed, documents, blueprints, versions, rebuild: registry.progress() })
}
