//! Building the index anew from the first event, while the old one answers.

use search::Index;
use store::{Seq, StoreError, event_last};

use crate::{Progress, Refused, Registry, follow::step};

/// How a rebuild ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rebuilt {
    /// The new index holds every event and is in use.
    Done,
    /// Whoever was told how far it is did not want to go on.
    GivenUp,
    /// Another is under way.
    Running,
}

/// Builds a new index beside the one in use, then takes it. What is published meanwhile goes into the old index as
/// ever, and is in the new one before that is taken.
///
/// After each step `told` hears how far it is, and says whether to go on. What ends early leaves the old index in use.
pub fn rebuild(
    registry: &Registry,
    mut told: impl FnMut(Progress) -> bool,
) -> Result<Rebuilt, Refused> {
    let Some(_building) = registry.indices.building() else { return Ok(Rebuilt::Running) };
    let rebuilt = build(registry, &mut told);
    registry.indices.set_progress(None);
    rebuilt
}

fn build(registry: &Registry, told: &mut dyn FnMut(Progress) -> bool) -> Result<Rebuilt, Refused> {
    let (index, number) = registry.indices.beside()?;
    let replaced = registry.indices.index();
    let built = fill(registry, &index, told).and_then(|ended| {
        if ended == Rebuilt::Done {
            take(registry, &index, number)?;
        }
        Ok(ended)
    });
    if !matches!(built, Ok(Rebuilt::Done)) {
        // At once: it may be what fills the disk.
        registry.indices.discard(&index, number);
        return built;
    }
    if let Err(error) = registry.indices.tidy(&replaced) {
        let cause: &dyn std::error::Error = &error;
        tracing::warn!(error = cause, "the replaced search index stays until the next start");
    }
    Ok(Rebuilt::Done)
}

/// Takes every event into the new index, while others go on.
fn fill(
    registry: &Registry,
    index: &Index,
    told: &mut dyn FnMut(Progress) -> bool,
) -> Result<Rebuilt, Refused> {
    loop {
        let n_events = step(registry, index, &|_| {})?;
        let progress = progress(registry, index)?;
        registry.indices.set_progress(Some(progress));
        if !told(progress) {
            return Ok(Rebuilt::GivenUp);
        }
        if n_events == 0 {
            return Ok(Rebuilt::Done);
        }
    }
}

/// Nobody takes anything into the old index meanwhile, so that the new one holds as much.
fn take(registry: &Registry, index: &Index, number: u32) -> Result<(), Refused> {
    let _following = registry.indices.following();
    while step(registry, index, &|_| {})? != 0 {}
    registry.indices.adopt(index.clone(), number)?;
    // What the old index had not taken in yet nobody will tell the cache any more.
    registry.cache.forget_all();
    Ok(())
}

fn progress(registry: &Registry, index: &Index) -> Result<Progress, Refused> {
    let Seq(last) = registry.store.read::<_, StoreError>(event_last)?;
    Ok(Progress { through: index.taken(), last })
}
