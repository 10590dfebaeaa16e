//! Adoptions: that an organisation uses a blueprint, or means to, as it stands now.
//!
//! Law: an organisation has one record for an address, and it is changed only at the revision that was seen. What is kept
//! lies at the address of the version that is used; of a blueprint that moved that may be an earlier one.

mod write;

use std::collections::BTreeMap;

use blueprint::{BlueprintId, Slug, evidence::ProductRef, maturity::AdoptionStage};
use diesel::prelude::*;
use semver::Version;

use crate::{
    Author, Conn, Stamp, StoreError,
    conn::MultiBackend,
    row,
    schema::{
        evidence::{adoption_parameters as p, adoptions as a},
        organisations as o,
    },
};

pub use write::{NewAdoption, adoption_put, adoption_remove};

/// That an organisation uses a version, without the values that it set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Adoption {
    pub organisation: Slug,
    /// The address at which the version is.
    pub id: BlueprintId,
    pub version: Version,
    pub stage: AdoptionStage,
    pub product: Option<ProductRef>,
    pub effort_hours: Option<i64>,
    /// A day, `YYYY-MM-DD`.
    pub started_on: Option<String>,
    pub note: Option<String>,
    pub revision: i64,
    pub created_at: i64,
    pub updated: Stamp,
}

/// An adoption, and what is said of the organisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Adopter {
    pub adoption: Adoption,
    pub name: String,
    /// The Land.
    pub state: Option<String>,
    pub population: Option<i64>,
}

/// How many organisations are how far with a blueprint.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AdoptionCounts {
    pub planned: i64,
    pub introducing: i64,
    pub productive: i64,
    pub ended: i64,
}

impl AdoptionCounts {
    /// Who uses it or means to; what has ended does not count.
    pub fn total(&self) -> i64 {
        self.planned.saturating_add(self.introducing).saturating_add(self.productive)
    }

    /// Who uses it.
    pub fn in_use(&self) -> i64 {
        let used = AdoptionStage::ALL.into_iter().filter(|stage| stage.is_use());
        used.map(|stage| self.at(stage)).fold(0, i64::saturating_add)
    }

    /// Who is at one stage.
    pub fn at(&self, stage: AdoptionStage) -> i64 {
        match stage {
            AdoptionStage::Planned => self.planned,
            AdoptionStage::Introducing => self.introducing,
            AdoptionStage::Productive => self.productive,
            AdoptionStage::Ended => self.ended,
        }
    }

    /// All that is on record.
    pub fn recorded(&self) -> i64 {
        self.total().saturating_add(self.ended)
    }

    /// Both together.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self {
            planned: self.planned.saturating_add(other.planned),
            introducing: self.introducing.saturating_add(other.introducing),
            productive: self.productive.saturating_add(other.productive),
            ended: self.ended.saturating_add(other.ended),
        }
    }
}

pub fn adoption_get(
    conn: &mut Conn,
    organisation: &Slug,
    id: &BlueprintId,
) -> Result<Option<Adoption>, StoreError> {
    Ok(rows(conn, of(id).filter(a::organisation.eq(organisation.as_str())))?.pop())
}

/// What the organisation set, each value as JSON, by parameter.
pub fn adoption_parameters(
    conn: &mut Conn,
    organisation: &Slug,
    id: &BlueprintId,
) -> Result<BTreeMap<String, String>, StoreError> {
    let found: Vec<(String, String)> = p::table
        .filter(p::organisation.eq(organisation.as_str()))
        .filter(p::owner.eq(id.owner.as_str()))
        .filter(p::name.eq(id.name.as_str()))
        .select((p::parameter, p::value))
        .load(conn)?;
    Ok(found.into_iter().collect())
}

/// At most `limit` records of an address behind `after`, by organisation; of one stage where one is named.
pub fn adoption_list_by_blueprint(
    conn: &mut Conn,
    id: &BlueprintId,
    stage: Option<AdoptionStage>,
    (after, limit): (Option<&Slug>, u32),
) -> Result<Vec<Adopter>, StoreError> {
    let mut query = a::table
        .inner_join(o::table.on(o::slug.eq(a::organisation)))
        .filter(a::owner.eq(id.owner.as_str()))
        .filter(a::name.eq(id.name.as_str()))
        .into_boxed();
    if let Some(stage) = stage {
        query = query.filter(a::stage.eq(stage.as_str()));
    }
    if let Some(after) = after {
        query = query.filter(a::organisation.gt(after.as_str()));
    }
    let found: Vec<(AdoptionRow, OrganisationFacts)> = query
        .order(a::organisation)
        .limit(limit.into())
        .select((AdoptionRow::as_select(), (o::name, o::state, o::population)))
        .load(conn)?;
    let adopter = |(row, (name, state, population)): (AdoptionRow, OrganisationFacts)| {
        Ok(Adopter { adoption: row.into_adoption()?, name, state, population })
    };
    found.into_iter().map(adopter).collect()
}

/// At most `limit` records of an organisation behind `after`, by blueprint.
pub fn adoption_list_by_organisation(
    conn: &mut Conn,
    organisation: &Slug,
    after: Option<&BlueprintId>,
    limit: u32,
) -> Result<Vec<Adoption>, StoreError> {
    let mut query = a::table.filter(a::organisation.eq(organisation.as_str())).into_boxed();
    if let Some(BlueprintId { owner, name }) = after {
        // The first condition says nothing new, but lets the database begin in the right place.
        query = query
            .filter(a::owner.ge(owner.as_str()))
            .filter(a::owner.gt(owner.as_str()).or(a::name.gt(name.as_str())));
    }
    rows(conn, query.order((a::owner, a::name)).limit(limit.into()))
}

pub fn adoption_count_by_organisation(
    conn: &mut Conn,
    organisation: &Slug,
) -> Result<i64, StoreError> {
    let own = a::table.filter(a::organisation.eq(organisation.as_str()));
    Ok(own.count().get_result(conn)?)
}

/// How many organisations are how far with the versions of an address.
pub fn adoption_counts(conn: &mut Conn, id: &BlueprintId) -> Result<AdoptionCounts, StoreError> {
    let mut count = |stage: AdoptionStage| -> Result<i64, StoreError> {
        Ok(of(id).filter(a::stage.eq(stage.as_str())).count().get_result(conn)?)
    };
    Ok(AdoptionCounts {
        planned: count(AdoptionStage::Planned)?,
        introducing: count(AdoptionStage::Introducing)?,
        productive: count(AdoptionStage::Productive)?,
        ended: count(AdoptionStage::Ended)?,
    })
}

/// Name, Land, population.
type OrganisationFacts = (String, Option<String>, Option<i64>);

type Query<'a> = a::BoxedQuery<'a, MultiBackend>;

fn of(id: &BlueprintId) -> Query<'_> {
    a::table
        .filter(a::owner.eq(id.owner.as_str()))
        .filter(a::name.eq(id.name.as_str()))
        .into_boxed()
}

fn rows(conn: &mut Conn, query: Query<'_>) -> Result<Vec<Adoption>, StoreError> {
    query
        .select(AdoptionRow::as_select())
        .load(conn)?
        .into_iter()
        .map(AdoptionRow::into_adoption)
        .collect()
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = a)]
struct AdoptionRow {
    organisation: String,
    owner: String,
    name: String,
    version: String,
    stage: String,
    product: Option<String>,
    effort_hours: Option<i64>,
    started_on: Option<String>,
    note: Option<String>,
    revision: i64,
    created_at: i64,
    updated_at: i64,
    updated_by: Option<String>,
    updated_by_person: Option<String>,
}

impl AdoptionRow {
    fn into_adoption(self) -> Result<Adoption, StoreError> {
        const WHAT: &str = "adoption";

        let by = Author::of(self.updated_by, self.updated_by_person)?;
        Ok(Adoption {
            organisation: row::parse(&self.organisation, WHAT)?,
            id: row::blueprint_id(&self.owner, &self.name)?,
            version: row::parse(&self.version, WHAT)?,
            stage: row::parse(&self.stage, WHAT)?,
            product: row::parse_option(self.product.as_deref(), WHAT)?,
            effort_hours: self.effort_hours,
            started_on: self.started_on,
            note: self.note,
            revision: self.revision,
            created_at: self.created_at,
            updated: Stamp { at: self.updated_at, by },
        })
    }
}
