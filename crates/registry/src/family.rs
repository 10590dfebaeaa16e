//! A family: a blueprint and everything that was derived from it, and from that.

use std::collections::BTreeMap;

use blueprint::BlueprintId;
use store::{Blueprint, Lineage, StoreError, blueprint_many, lineage_family};

use crate::{Refused, Registry, upstream::behind};

/// The relatives of a blueprint, as far as they were read.
#[derive(Debug)]
pub struct Family {
    /// What all the others come from.
    pub root: Blueprint,
    /// Every fork after its upstream.
    pub forks: Vec<Relative>,
    /// Whether the family is larger.
    pub is_cut: bool,
}

/// A fork among its relatives.
#[derive(Debug)]
pub struct Relative {
    pub blueprint: Blueprint,
    pub lineage: Lineage,
    /// How many versions it is behind its upstream.
    pub behind: usize,
}

/// Larger families are cut.
pub const FAMILY_SHOWN: usize = 200;

/// The family of a blueprint.
pub fn family(registry: &Registry, id: &BlueprintId) -> Result<Family, Refused> {
    registry.head(id)?;
    let (family, blueprints) = registry.store.read(|conn| {
        let family = lineage_family(conn, id, FAMILY_SHOWN)?;
        let children = family.forks.iter().map(|fork| fork.child.clone());
        let ids: Vec<BlueprintId> = children.chain([family.root.clone()]).collect();
        Ok::<_, Refused>((family, blueprint_many(conn, &ids)?))
    })?;
    let mut blueprints: BTreeMap<BlueprintId, Blueprint> =
        blueprints.into_iter().map(|blueprint| (blueprint.id.clone(), blueprint)).collect();
    let mut take =
        |id: &BlueprintId| blueprints.remove(id).ok_or(StoreError::Corrupt { what: "lineage" });
    let root = take(&family.root)?;
    let forks = family.forks.into_iter().map(|lineage| {
        let blueprint = take(&lineage.child)?;
        Ok(Relative { behind: behind(registry, &lineage)?, blueprint, lineage })
    });
    Ok(Family { root, forks: forks.collect::<Result<_, Refused>>()?, is_cut: family.is_cut })
}
