//! Organisations: who publishes. Municipalities and districts, but also working groups and vendors.

use std::{fmt, str::FromStr};

use blueprint::Slug;
use diesel::prelude::*;

use crate::{
    Conn, EventKind, Seq, StoreError, Txn,
    conn::{MultiBackend, per_dialect},
    error::or_missing,
    events::{NewEvent, event_append},
    row,
    schema::organisations,
};

/// An organisation that publishes, or is published for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Organisation {
    pub slug: Slug,
    pub kind: OrganisationKind,
    pub name: String,
    /// The Amtlicher Regionalschlüssel.
    pub ars: Option<String>,
    /// The Land.
    pub state: Option<String>,
    pub population: Option<i64>,
    /// The organisation it belongs to, as a municipality to its district.
    pub parent: Option<Slug>,
    pub created_at: i64,
}

/// What sort of organisation it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum OrganisationKind {
    Municipality,
    MunicipalAssociation,
    District,
    Region,
    State,
    Federal,
    WorkingGroup,
    PublicItProvider,
    Vendor,
    Other,
}

/// Which organisations to list; what is `None` does not matter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OrganisationFilter {
    pub kind: Option<OrganisationKind>,
    pub state: Option<String>,
    pub parent: Option<Slug>,
}

/// The text is not a kind of organisation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("there is no such kind of organisation")]
pub struct UnknownKind;

impl OrganisationKind {
    pub const ALL: [Self; 10] = [
        Self::Municipality,
        Self::MunicipalAssociation,
        Self::District,
        Self::Region,
        Self::State,
        Self::Federal,
        Self::WorkingGroup,
        Self::PublicItProvider,
        Self::Vendor,
        Self::Other,
    ];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Municipality => "municipality",
            Self::MunicipalAssociation => "municipal_association",
            Self::District => "district",
            Self::Region => "region",
            Self::State => "state",
            Self::Federal => "federal",
            Self::WorkingGroup => "working_group",
            Self::PublicItProvider => "public_it_provider",
            Self::Vendor => "vendor",
            Self::Other => "other",
        }
    }
}

impl FromStr for OrganisationKind {
    type Err = UnknownKind;

    fn from_str(s: &str) -> Result<Self, UnknownKind> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == s).ok_or(UnknownKind)
    }
}

impl fmt::Display for OrganisationKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// [`StoreError::Exists`] when the name is taken, [`StoreError::Missing`] without the parent.
pub fn organisation_insert(
    txn: &mut Txn<'_>,
    organisation: &Organisation,
) -> Result<Seq, StoreError> {
    let row = (
        organisations::slug.eq(organisation.slug.as_str()),
        organisations::kind.eq(organisation.kind.as_str()),
        organisations::name.eq(&organisation.name),
        organisations::ars.eq(organisation.ars.as_deref()),
        organisations::state.eq(organisation.state.as_deref()),
        organisations::population.eq(organisation.population),
        organisations::parent.eq(organisation.parent.as_ref().map(Slug::as_str)),
        organisations::created_at.eq(organisation.created_at),
    );
    let n_inserted = per_dialect!(&mut **txn, |c| diesel::insert_into(organisations::table)
        .values(row)
        .on_conflict_do_nothing()
        .execute(c))
    .map_err(or_missing("parent organisation"))?;
    if n_inserted == 0 {
        return Err(StoreError::Exists);
    }
    event_append(
        txn,
        &NewEvent {
            at: organisation.created_at,
            kind: EventKind::OrganisationCreated,
            organisation: Some(&organisation.slug),
            blueprint: None,
            version: None,
        },
    )
}

pub fn organisation_get(conn: &mut Conn, slug: &Slug) -> Result<Option<Organisation>, StoreError> {
    organisations::table
        .find(slug.as_str())
        .select(OrganisationRow::as_select())
        .get_result(conn)
        .optional()?
        .map(OrganisationRow::into_organisation)
        .transpose()
}

/// At most `limit` organisations that follow `after`, by name in the address.
pub fn organisation_list(
    conn: &mut Conn,
    filter: &OrganisationFilter,
    after: Option<&Slug>,
    limit: u32,
) -> Result<Vec<Organisation>, StoreError> {
    let mut query = filtered(filter);
    if let Some(after) = after {
        query = query.filter(organisations::slug.gt(after.as_str()));
    }
    query
        .order(organisations::slug)
        .limit(limit.into())
        .select(OrganisationRow::as_select())
        .load(conn)?
        .into_iter()
        .map(OrganisationRow::into_organisation)
        .collect()
}

pub fn organisation_count(conn: &mut Conn, filter: &OrganisationFilter) -> Result<i64, StoreError> {
    Ok(filtered(filter).count().get_result(conn)?)
}

fn filtered(filter: &OrganisationFilter) -> organisations::BoxedQuery<'_, MultiBackend> {
    let mut query = organisations::table.into_boxed();
    if let Some(kind) = filter.kind {
        query = query.filter(organisations::kind.eq(kind.as_str()));
    }
    if let Some(state) = &filter.state {
        query = query.filter(organisations::state.eq(state));
    }
    if let Some(parent) = &filter.parent {
        query = query.filter(organisations::parent.eq(parent.as_str()));
    }
    query
}

/// Whether a second person has to see everything that the organisation publishes. `false` without the organisation,
/// which then publishes nothing.
pub fn four_eyes_get(conn: &mut Conn, slug: &Slug) -> Result<bool, StoreError> {
    let demanded: Option<bool> = organisations::table
        .find(slug.as_str())
        .select(organisations::four_eyes)
        .get_result(conn)
        .optional()?;
    Ok(demanded.unwrap_or(false))
}

/// [`StoreError::Missing`] without the organisation.
pub fn four_eyes_set(txn: &mut Txn<'_>, slug: &Slug, demanded: bool) -> Result<(), StoreError> {
    let n_updated = diesel::update(organisations::table.find(slug.as_str()))
        .set(organisations::four_eyes.eq(demanded))
        .execute(&mut **txn)?;
    if n_updated == 0 { Err(StoreError::Missing { what: "organisation" }) } else { Ok(()) }
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = organisations)]
struct OrganisationRow {
    slug: String,
    kind: String,
    name: String,
    ars: Option<String>,
    state: Option<String>,
    population: Option<i64>,
    parent: Option<String>,
    created_at: i64,
}

impl OrganisationRow {
    fn into_organisation(self) -> Result<Organisation, StoreError> {
        Ok(Organisation {
            slug: row::parse(&self.slug, "organisation")?,
            kind: row::parse(&self.kind, "organisation")?,
            name: self.name,
            ars: self.ars,
            state: self.state,
            population: self.population,
            parent: row::parse_option(self.parent.as_deref(), "organisation")?,
            created_at: self.created_at,
        })
    }
}
