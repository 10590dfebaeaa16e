//! Where a blueprint goes on, and its whole line: all its versions, at whichever address they are.
//!
//! Law: an address that was left gets nothing new, and everything at it stays readable. Numbers go on at the new address,
//! so a line has each number once; should two addresses have the same one, the later address counts.

use std::sync::Arc;

use blueprint::BlueprintId;
use semver::Version;
use store::{Conn, StoreError, move_from};

use crate::{Head, Refused, Registry};

/// Refuses what would add to an address that was left, and says where to go.
pub(crate) fn refuse_moved(conn: &mut Conn, id: &BlueprintId) -> Result<(), Refused> {
    match last(conn, id)? {
        None => Ok(()),
        Some(to) => Err(Refused::Moved { from: id.clone(), to }),
    }
}

/// Where a blueprint is by now, if it has moved. Nobody is led in a circle: a new address was nobody's before.
pub(crate) fn last(conn: &mut Conn, id: &BlueprintId) -> Result<Option<BlueprintId>, StoreError> {
    let mut last = None;
    while let Some(next) = move_from(conn, last.as_ref().unwrap_or(id))? {
        last = Some(next.to);
    }
    Ok(last)
}

/// The whole line of the blueprint that is, or was, at this address; from the store.
pub(crate) fn line_load(conn: &mut Conn, id: &BlueprintId) -> Result<Option<Head>, StoreError> {
    let now = last(conn, id)?;
    let Some(mut line) = Head::load(conn, now.as_ref().unwrap_or(id))? else { return Ok(None) };
    for earlier in line.earlier.clone() {
        if let Some(head) = Head::load(conn, &earlier)? {
            line.take_in(&head);
        }
    }
    Ok(Some(line))
}

/// The blueprint that is, or was, at this address, as it is by now.
pub(crate) fn current(registry: &Registry, id: &BlueprintId) -> Result<Arc<Head>, Refused> {
    let mut head = registry.head(id)?;
    while let Some(next) = head.moved.as_ref().map(|moved| moved.to.clone()) {
        head = registry.head(&next)?;
    }
    Ok(head)
}

/// The same with its whole line.
pub(crate) fn line(registry: &Registry, id: &BlueprintId) -> Result<Arc<Head>, Refused> {
    let head = current(registry, id)?;
    whole(registry, head)
}

/// A blueprint with the versions of its earlier addresses.
pub(crate) fn whole(registry: &Registry, head: Arc<Head>) -> Result<Arc<Head>, Refused> {
    if head.earlier.is_empty() {
        return Ok(head);
    }
    let mut line = Head::clone(&head);
    for earlier in &head.earlier {
        line.take_in(&*registry.head(earlier)?);
    }
    Ok(Arc::new(line))
}

impl Head {
    /// Takes in the versions of an earlier address.
    fn take_in(&mut self, earlier: &Self) {
        for version in &earlier.versions {
            if self.digest_of(&version.0).is_none() {
                self.elsewhere.push((version.0.clone(), earlier.blueprint.id.clone()));
                self.versions.push(version.clone());
            }
        }
    }

    /// At which address a version of the line is.
    pub fn place(&self, version: &Version) -> &BlueprintId {
        let elsewhere = self.elsewhere.iter().find(|(other, _)| other == version);
        elsewhere.map_or(&self.blueprint.id, |(_, place)| place)
    }

    /// This address and those before.
    pub(crate) fn addresses(&self) -> impl Iterator<Item = &BlueprintId> {
        std::iter::once(&self.blueprint.id).chain(&self.earlier)
    }
}
