//! Blueprints: what lists and search results show of them.
//!
//! A blueprint is made by its first version and follows its versions. What its owner says of it beside them is its
//! [`Lifecycle`].
//!
//! Law: `revision` grows with every change to the blueprint or its versions. Who decides by what they
//! read hands the revision back, and is told when it is no longer that one.

use std::collections::HashMap;

use blueprint::{BlueprintId, Slug};
use diesel::prelude::*;
use semver::Version;

use crate::{
    Conn, Lifecycle, NewVersion, StoreError, Txn,
    conn::MultiBackend,
    error::or_missing,
    lifecycle::LifecycleRow,
    row,
    schema::{blueprints, versions},
};

/// A blueprint as lists show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Blueprint {
    pub id: BlueprintId,
    pub revision: i64,
    /// The highest release that is not yanked; if there is none, the highest pre-release that is not.
    pub latest: Option<Version>,
    /// This and the following are those of `latest`, or of the highest version when all are yanked.
    pub title_de: String,
    pub title_en: Option<String>,
    pub summary_de: String,
    pub summary_en: Option<String>,
    pub license: String,
    pub created_at: i64,
    pub updated_at: i64,
    pub lifecycle: Lifecycle,
}

pub fn blueprint_get(conn: &mut Conn, id: &BlueprintId) -> Result<Option<Blueprint>, StoreError> {
    blueprints::table
        .find((id.owner.as_str(), id.name.as_str()))
        .select(BlueprintRow::as_select())
        .get_result(conn)
        .optional()?
        .map(BlueprintRow::into_blueprint)
        .transpose()
}

/// Those of `ids` that exist, in the order given.
pub fn blueprint_many(conn: &mut Conn, ids: &[BlueprintId]) -> Result<Vec<Blueprint>, StoreError> {
    let mut found = HashMap::new();
    for page in ids.chunks(row::PAGE) {
        let mut query = blueprints::table.select(BlueprintRow::as_select()).into_boxed();
        for id in page {
            let is_it =
                blueprints::owner.eq(id.owner.as_str()).and(blueprints::name.eq(id.name.as_str()));
            query = query.or_filter(is_it);
        }
        for row in query.load(conn)? {
            let blueprint = row.into_blueprint()?;
            found.insert(blueprint.id.clone(), blueprint);
        }
    }
    Ok(ids.iter().filter_map(|id| found.get(id).cloned()).collect())
}

/// At most `limit` blueprints that follow `after`, by owner and name.
pub fn blueprint_list(
    conn: &mut Conn,
    owner: Option<&Slug>,
    after: Option<&BlueprintId>,
    limit: u32,
) -> Result<Vec<Blueprint>, StoreError> {
    let mut query = owned_by(owner);
    if let Some(BlueprintId { owner, name }) = after {
        let (owner, name) = (owner.as_str(), name.as_str());
        // The first condition says nothing new, but lets the database begin in the right place.
        query = query
            .filter(blueprints::owner.ge(owner))
            .filter(blueprints::owner.gt(owner).or(blueprints::name.gt(name)));
    }
    query
        .order((blueprints::owner, blueprints::name))
        .limit(limit.into())
        .select(BlueprintRow::as_select())
        .load(conn)?
        .into_iter()
        .map(BlueprintRow::into_blueprint)
        .collect()
}

pub fn blueprint_count(conn: &mut Conn, owner: Option<&Slug>) -> Result<i64, StoreError> {
    Ok(owned_by(owner).count().get_result(conn)?)
}

/// The names of all of an owner's blueprints, in order.
pub fn blueprint_names(conn: &mut Conn, owner: &Slug) -> Result<Vec<Slug>, StoreError> {
    let names: Vec<String> = blueprints::table
        .filter(blueprints::owner.eq(owner.as_str()))
        .order(blueprints::name)
        .select(blueprints::name)
        .load(conn)?;
    names.iter().map(|name| row::parse(name, "blueprint name")).collect()
}

fn owned_by(owner: Option<&Slug>) -> blueprints::BoxedQuery<'_, MultiBackend> {
    let query = blueprints::table.into_boxed();
    match owner {
        Some(owner) => query.filter(blueprints::owner.eq(owner.as_str())),
        None => query,
    }
}

/// The revision, when there is such a blueprint.
pub(crate) fn blueprint_revision(
    conn: &mut Conn,
    id: &BlueprintId,
) -> Result<Option<i64>, StoreError> {
    Ok(blueprints::table
        .find((id.owner.as_str(), id.name.as_str()))
        .select(blueprints::revision)
        .get_result(conn)
        .optional()?)
}

/// Makes the blueprint of a first version. It is complete after [`blueprint_advance`].
pub(crate) fn blueprint_insert(txn: &mut Txn<'_>, new: &NewVersion<'_>) -> Result<(), StoreError> {
    diesel::insert_into(blueprints::table)
        .values((
            blueprints::owner.eq(new.id.owner.as_str()),
            blueprints::name.eq(new.id.name.as_str()),
            blueprints::revision.eq(0),
            blueprints::title_de.eq(&new.facts.title_de),
            blueprints::summary_de.eq(&new.facts.summary_de),
            blueprints::license.eq(&new.facts.license),
            blueprints::created_at.eq(new.published_at),
            blueprints::updated_at.eq(new.published_at),
        ))
        .execute(&mut **txn)
        .map_err(or_missing("organisation"))?;
    Ok(())
}

/// Lets the blueprint follow its versions: a new revision, what is latest, and what is shown of it.
pub(crate) fn blueprint_advance(
    txn: &mut Txn<'_>,
    id: &BlueprintId,
    at: i64,
) -> Result<(), StoreError> {
    let current = headline(txn, id, |query| {
        query.filter(versions::yanked_at.is_null()).filter(versions::prerelease.eq(false))
    })?;
    let current = match current {
        Some(release) => Some(release),
        None => headline(txn, id, |query| query.filter(versions::yanked_at.is_null()))?,
    };
    let latest = current.as_ref().map(|current| current.version.clone());
    let shown = match current {
        Some(current) => Some(current),
        None => headline(txn, id, |query| query)?,
    };
    let shown = shown.ok_or(StoreError::Missing { what: "version" })?;
    diesel::update(blueprints::table.find((id.owner.as_str(), id.name.as_str())))
        .set((
            blueprints::revision.eq(blueprints::revision + 1),
            blueprints::latest.eq(latest),
            blueprints::title_de.eq(shown.title_de),
            blueprints::title_en.eq(shown.title_en),
            blueprints::summary_de.eq(shown.summary_de),
            blueprints::summary_en.eq(shown.summary_en),
            blueprints::license.eq(shown.license),
            blueprints::updated_at.eq(at),
        ))
        .execute(&mut **txn)?;
    Ok(())
}

type VersionQuery<'a> = versions::BoxedQuery<'a, MultiBackend>;

/// The highest of the blueprint's versions that `among` leaves.
fn headline<'a>(
    txn: &mut Txn<'_>,
    id: &'a BlueprintId,
    among: impl FnOnce(VersionQuery<'a>) -> VersionQuery<'a>,
) -> Result<Option<Headline>, StoreError> {
    let of_blueprint = versions::table
        .into_boxed()
        .filter(versions::owner.eq(id.owner.as_str()))
        .filter(versions::name.eq(id.name.as_str()));
    Ok(among(of_blueprint)
        .order(versions::precedence.desc())
        .limit(1)
        .select(Headline::as_select())
        .get_result(&mut **txn)
        .optional()?)
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = versions)]
struct Headline {
    version: String,
    title_de: String,
    title_en: Option<String>,
    summary_de: String,
    summary_en: Option<String>,
    license: String,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = blueprints)]
struct BlueprintRow {
    owner: String,
    name: String,
    revision: i64,
    latest: Option<String>,
    title_de: String,
    title_en: Option<String>,
    summary_de: String,
    summary_en: Option<String>,
    license: String,
    created_at: i64,
    updated_at: i64,
    #[diesel(embed)]
    lifecycle: LifecycleRow,
}

impl BlueprintRow {
    fn into_blueprint(self) -> Result<Blueprint, StoreError> {
        Ok(Blueprint {
            id: row::blueprint_id(&self.owner, &self.name)?,
            revision: self.revision,
            latest: row::parse_option(self.latest.as_deref(), "version")?,
            title_de: self.title_de,
            title_en: self.title_en,
            summary_de: self.summary_de,
            summary_en: self.summary_en,
            license: self.license,
            created_at: self.created_at,
            updated_at: self.updated_at,
            lifecycle: self.lifecycle.into_lifecycle()?,
        })
    }
}
